#include "core/merkle.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <sstream>

#include "support/source_path.hpp"
#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

Bytes32 filled(std::uint8_t first) {
  Bytes32 bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

Leaf sample_leaf() {
  Leaf leaf;
  leaf.kind = LogEntryKind::kInquiry;
  for (std::size_t i = 0; i < leaf.id.size(); ++i) leaf.id[i] = static_cast<std::uint8_t>(i);
  leaf.second = 0x0102030405060708;
  leaf.actor_pseudonym = filled(0x20);
  leaf.commitment = filled(0x60);
  return leaf;
}

TEST(LeafTest, TheBytesOfVersionOneNeverChange) {
  const Leaf leaf = sample_leaf();
  const LeafBytes bytes = encode_leaf(leaf);
  const std::vector<std::uint8_t> payload{'p', 'a', 'y', 'l', 'o', 'a', 'd'};
  std::string golden = "leaf " + hex(bytes) + "\n";
  golden += "leaf_hash " + hex(leaf_hash(bytes)) + "\n";
  golden += "commitment " + hex(commitment(filled(0x80), payload)) + "\n";
  golden += "node_hash " + hex(node_hash(filled(1), filled(2))) + "\n";
  hotline::test::expect_golden("leaf_v1.hex", golden);
}

TEST(LeafTest, TheLayoutIsTheDocumentedOne) {
  const LeafBytes bytes = encode_leaf(sample_leaf());
  EXPECT_EQ(bytes[0], 1);
  EXPECT_EQ(bytes[1], 1);
  EXPECT_EQ(bytes[2], 0);
  EXPECT_EQ(bytes[17], 15);
  EXPECT_EQ(bytes[18], 1) << "big-endian";
  EXPECT_EQ(bytes[25], 8);
  EXPECT_EQ(bytes[26], 0x20);
  EXPECT_EQ(bytes[58], 0x60);
}

TEST(LeafTest, DecodesWhatItEncodesAndNothingElse) {
  const LeafBytes bytes = encode_leaf(sample_leaf());
  const auto leaf = decode_leaf(bytes);
  ASSERT_TRUE(leaf);
  EXPECT_EQ(*leaf, sample_leaf());
  LeafBytes wrong = bytes;
  wrong[0] = 2;
  EXPECT_FALSE(decode_leaf(wrong));
  wrong = bytes;
  wrong[1] = 9;
  EXPECT_FALSE(decode_leaf(wrong));
  EXPECT_FALSE(decode_leaf(std::span(bytes).first(89)));
  EXPECT_FALSE(decode_leaf({}));
}

TEST(LeafTest, TheCommitmentIsTheTaggedHash) {
  std::vector<std::uint8_t> bytes;
  for (char letter : std::string("hotline.v1.commitment")) bytes.push_back(static_cast<std::uint8_t>(letter));
  bytes.push_back(0);
  const Bytes32 salt = filled(9);
  bytes.insert(bytes.end(), salt.begin(), salt.end());
  bytes.push_back('x');
  const std::vector<std::uint8_t> payload{'x'};
  EXPECT_EQ(commitment(salt, payload), sha256(bytes));
}

Bytes32 leaf_at(std::uint64_t i) {
  const std::array<std::uint8_t, 2> data{static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)};
  return leaf_hash(data);
}

// The definition of RFC 6962, section 2.1, word for word.
Bytes32 defined_root(std::uint64_t begin, std::uint64_t end) {
  if (begin == end) return empty_root();
  if (end - begin == 1) return leaf_at(begin);
  std::uint64_t split = 1;
  while (split * 2 < end - begin) split *= 2;
  return node_hash(defined_root(begin, begin + split), defined_root(begin + split, end));
}

// Keeps what a store keeps: leaf hashes, and interior nodes in the order of completion.
struct KeptTree {
  void append_to(std::uint64_t size) {
    while (range.size() < size) {
      const Bytes32 leaf = leaf_at(range.size());
      ASSERT_EQ(interior.size(), interior_count(range.size()));
      leaves.push_back(leaf);
      range.append(leaf, interior);
    }
  }
  NodeReader reader() const {
    return [this](std::uint8_t level, std::uint64_t index) -> Result<Bytes32> {
      const auto& kept = level == 0 ? leaves : interior;
      const std::uint64_t position = level == 0 ? index : interior_position(level, index);
      if (position >= kept.size()) return make_error(Reason::kNotFound, "no such node");
      return kept[position];
    };
  }
  CompactRange range;
  std::vector<Bytes32> leaves;
  std::vector<Bytes32> interior;
};

TEST(TreeTest, EveryRootIsTheDefinedOne) {
  KeptTree tree;
  for (std::uint64_t size = 0; size <= 130; ++size) {
    tree.append_to(size);
    ASSERT_EQ(tree.range.root(), defined_root(0, size)) << size;
    const auto root = root_of(size, tree.reader());
    ASSERT_TRUE(root);
    ASSERT_EQ(*root, defined_root(0, size)) << size;
    auto restored = CompactRange::restore(size, tree.range.frontier());
    ASSERT_TRUE(restored);
    ASSERT_EQ(restored->root(), tree.range.root());
  }
  EXPECT_EQ(hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(TreeTest, AFrontierOfAnotherSizeIsRefused) {
  EXPECT_FALSE(CompactRange::restore(3, {filled(1)}));
  EXPECT_FALSE(CompactRange::restore(0, {filled(1)}));
  EXPECT_FALSE(CompactRange::restore(std::uint64_t{1} << 63U, {filled(1)}));
}

TEST(TreeTest, EveryProofOfInclusionHoldsForItsLeafOnly) {
  KeptTree tree;
  tree.append_to(70);
  for (std::uint64_t size = 1; size <= 70; ++size) {
    const Bytes32 root = defined_root(0, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = prove_inclusion(index, size, tree.reader());
      ASSERT_TRUE(proof);
      ASSERT_TRUE(verify_inclusion(index, size, leaf_at(index), *proof, root)) << index << " of " << size;
      ASSERT_FALSE(verify_inclusion(index, size, leaf_at(index + 1), *proof, root));
      ASSERT_FALSE(verify_inclusion(index + 1, size, leaf_at(index), *proof, root));
      for (std::size_t step = 0; step < proof->size(); ++step) {
        Proof damaged = *proof;
        damaged[step][5] ^= 1U;
        ASSERT_FALSE(verify_inclusion(index, size, leaf_at(index), damaged, root));
      }
    }
  }
  EXPECT_FALSE(prove_inclusion(70, 70, tree.reader()));
  EXPECT_FALSE(prove_inclusion(3, 200, tree.reader())) << "nodes that are not kept";
}

TEST(TreeTest, EveryProofOfConsistencyHoldsForItsTwoTreesOnly) {
  KeptTree tree;
  tree.append_to(70);
  for (std::uint64_t after = 1; after <= 70; ++after) {
    const Bytes32 root_after = defined_root(0, after);
    for (std::uint64_t before = 1; before <= after; ++before) {
      const Bytes32 root_before = defined_root(0, before);
      const auto proof = prove_consistency(before, after, tree.reader());
      ASSERT_TRUE(proof);
      ASSERT_TRUE(verify_consistency(before, after, *proof, root_before, root_after)) << before << " in " << after;
      ASSERT_FALSE(verify_consistency(before, after, *proof, filled(1), root_after));
      ASSERT_FALSE(verify_consistency(before, after, *proof, root_before, filled(1)));
      for (std::size_t step = 0; step < proof->size(); ++step) {
        Proof damaged = *proof;
        damaged[step][31] ^= 0x80U;
        ASSERT_FALSE(verify_consistency(before, after, damaged, root_before, root_after));
      }
    }
  }
  EXPECT_FALSE(prove_consistency(0, 5, tree.reader()));
  EXPECT_FALSE(prove_consistency(6, 5, tree.reader()));
}

// The published vectors are small JSON files of one shape; this reads just that shape.
class Vector {
 public:
  explicit Vector(const std::filesystem::path& path)
      : text_([&] {
          std::ifstream file(path, std::ios::binary);
          return std::string((std::istreambuf_iterator<char>(file)), {});
        }()) {}

  std::uint64_t number(const std::string& key) const { return std::stoull(after(key)); }
  bool yes(const std::string& key) const { return after(key).starts_with("true"); }
  // Nothing when it is not 32 bytes: no verifier of ours can even be given such a hash.
  std::optional<Bytes32> hash(const std::string& key) const { return decode(quoted(after(key))); }
  // Some vectors hold other bytes as roots that need only be equal: their hash stands for them.
  Bytes32 root(const std::string& key) const {
    const std::string value = quoted(after(key));
    const std::span text(reinterpret_cast<const std::uint8_t*>(value.data()), value.size());
    return decode(value).value_or(sha256(text));
  }
  // Nothing when one is not 32 bytes: no verifier of ours can even be given such a proof.
  std::optional<Proof> proof() const {
    Proof hashes;
    std::string rest = after("proof");
    if (rest.starts_with("null")) return hashes;
    rest = rest.substr(0, rest.find(']'));
    for (std::size_t at = rest.find('"'); at != std::string::npos; at = rest.find('"', at)) {
      const std::string value = quoted(rest.substr(at));
      const auto node = decode(value);
      if (!node) return std::nullopt;
      hashes.push_back(*node);
      at += value.size() + 2;
    }
    return hashes;
  }

 private:
  std::string after(const std::string& key) const {
    const std::size_t at = text_.find("\"" + key + "\": ");
    EXPECT_NE(at, std::string::npos) << key;
    return at == std::string::npos ? "0" : text_.substr(at + key.size() + 4);
  }
  static std::string quoted(const std::string& text) { return text.substr(1, text.find('"', 1) - 1); }
  static std::optional<Bytes32> decode(const std::string& base64) {
    Bytes32 bytes;
    std::size_t size = 0;
    const bool fits = sodium_base642bin(bytes.data(), bytes.size(), base64.data(), base64.size(), nullptr, &size,
                                        nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    if (!fits || size != bytes.size()) return std::nullopt;
    return bytes;
  }
  std::string text_;
};

std::optional<std::filesystem::path> vectors(const char* kind) {
  const char* shared = std::getenv("HOTLINE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(test::source_path("../shared"));
  const auto path = root / "vectors/merkle" / kind;
  if (!std::filesystem::is_directory(path)) return std::nullopt;
  return path;
}

// Calls check(vector) for each file, expects it to be the opposite of wantErr, and returns how many there were.
template <typename Check>
int run_vectors(const std::filesystem::path& folder, Check check) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const Vector vector(entry.path());
    EXPECT_EQ(check(vector), !vector.yes("wantErr")) << entry.path().lexically_relative(folder);
    ++count;
  }
  return count;
}

constexpr const char* kLeftOut =
    "LEFT OUT: the published proof vectors; set HOTLINE_SHARED to the folder that holds vectors/";

TEST(PublishedVectorsTest, Inclusion) {
  const auto folder = vectors("inclusion");
  if (!folder) GTEST_SKIP() << kLeftOut;
  const int count = run_vectors(*folder, [](const Vector& vector) {
    const auto leaf = vector.hash("leafHash");
    const auto root = vector.hash("root");
    const auto proof = vector.proof();
    return leaf && root && proof &&
           verify_inclusion(vector.number("leafIdx"), vector.number("treeSize"), *leaf, *proof, *root);
  });
  EXPECT_GE(count, 90);
}

TEST(PublishedVectorsTest, Consistency) {
  const auto folder = vectors("consistency");
  if (!folder) GTEST_SKIP() << kLeftOut;
  const int count = run_vectors(*folder, [](const Vector& vector) {
    const auto proof = vector.proof();
    return proof && verify_consistency(vector.number("size1"), vector.number("size2"), *proof, vector.root("root1"),
                                       vector.root("root2"));
  });
  EXPECT_GE(count, 90);
}

TEST(PublishedVectorsTest, SubtreeInclusion) {
  const auto folder = vectors("subtreeinclusion");
  if (!folder) GTEST_SKIP() << kLeftOut;
  const int count = run_vectors(*folder, [](const Vector& vector) {
    const auto leaf = vector.hash("leafHash");
    const auto root = vector.hash("root");
    const auto proof = vector.proof();
    const Subtree subtree{vector.number("start"), vector.number("end")};
    return leaf && root && proof && verify_subtree_inclusion(vector.number("leafIdx"), subtree, *leaf, *proof, *root);
  });
  EXPECT_GE(count, 200);
}

TEST(PublishedVectorsTest, SubtreeConsistency) {
  const auto folder = vectors("subtreeconsistency");
  if (!folder) GTEST_SKIP() << kLeftOut;
  const int count = run_vectors(*folder, [](const Vector& vector) {
    const auto proof = vector.proof();
    const Subtree subtree{vector.number("start"), vector.number("end")};
    return proof && verify_subtree_consistency(subtree, vector.number("size"), *proof, vector.root("root1"),
                                               vector.root("root2"));
  });
  EXPECT_GE(count, 110);
}

TEST(GrownRangeTest, ProvesEachLeafOfItsBatchAsTheWholeTreeDoes) {
  std::vector<Bytes32> leaves;
  for (std::uint32_t i = 0; i < 140; ++i) {
    const std::array<std::uint8_t, 2> bytes{static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)};
    leaves.push_back(leaf_hash(bytes));
  }
  for (std::size_t first = 0; first < 70; ++first) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{64}}) {
      CompactRange before;
      std::vector<Bytes32> nodes;
      for (std::size_t i = 0; i < first; ++i) before.append(leaves[i], nodes);
      GrownRange batch(before);
      for (std::size_t i = first; i < first + count; ++i) batch.append(leaves[i]);
      EXPECT_EQ(interior_count(first) + batch.nodes().size(), interior_count(first + count));
      for (std::size_t i = first; i < first + count; ++i) {
        const auto proof = batch.prove(i);
        ASSERT_TRUE(proof) << first << " + " << count << " at " << i;
        EXPECT_TRUE(verify_inclusion(i, first + count, leaves[i], *proof, batch.grown().root()))
            << first << " + " << count << " at " << i;
      }
      EXPECT_FALSE(batch.prove(first + count));
      EXPECT_FALSE(batch.prove(first - 1)) << "a leaf of an earlier batch";
    }
  }
}

}  // namespace
}  // namespace hotline::core
