#include "core/merkle.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <string_view>

namespace hotline::core {
namespace {

constexpr std::uint8_t kLeafVersion = 1;
constexpr std::uint8_t kLeafPrefix = 0;
constexpr std::uint8_t kNodePrefix = 1;
constexpr std::string_view kCommitmentTag{"hotline.v1.commitment\0", 22};
// No tree of this service comes near; beyond it the arithmetic of positions could overflow.
constexpr std::uint64_t kTreeSizeMax = std::uint64_t{1} << 62U;

class Sha256 {
 public:
  Sha256() { crypto_hash_sha256_init(&state_); }
  Sha256& add(std::span<const std::uint8_t> bytes) {
    crypto_hash_sha256_update(&state_, bytes.data(), bytes.size());
    return *this;
  }
  Sha256& add(std::uint8_t byte) { return add(std::span(&byte, 1)); }
  Bytes32 done() {
    Bytes32 hash;
    crypto_hash_sha256_final(&state_, hash.data());
    return hash;
  }

 private:
  crypto_hash_sha256_state state_{};
};

Error not_a_leaf() {
  return make_error(Reason::kBug, "the bytes are no log leaf of version 1");
}

std::uint64_t largest_power_below(std::uint64_t size) {
  return std::bit_floor(size - 1);
}

// Sizes of the perfect subtrees that make up leaves [begin, begin + size), for a `begin` that the largest divides.
template <typename Visit>
Result<Bytes32> fold_subtrees(std::uint64_t begin, std::uint64_t size, Visit read) {
  std::vector<Bytes32> hashes;
  for (std::uint64_t at = begin, left = size; left != 0;) {
    const std::uint64_t part = std::bit_floor(left);
    const auto level = static_cast<std::uint8_t>(std::countr_zero(part));
    Result<Bytes32> hash = read(level, at >> level);
    if (!hash) return hash;
    hashes.push_back(*hash);
    at += part;
    left -= part;
  }
  Bytes32 root = hashes.back();
  for (std::size_t i = hashes.size() - 1; i-- > 0;) root = node_hash(hashes[i], root);
  return root;
}

bool is_subtree(Subtree subtree) {
  if (subtree.start >= subtree.end || subtree.end > kTreeSizeMax) return false;
  return subtree.start % std::bit_ceil(subtree.end - subtree.start) == 0;
}

Error no_such_tree() {
  return make_error(Reason::kNotFound, "the tree has no such leaf or size");
}

}  // namespace

LeafBytes encode_leaf(const Leaf& leaf) {
  LeafBytes bytes{};
  auto at = bytes.begin();
  *at++ = kLeafVersion;
  *at++ = static_cast<std::uint8_t>(leaf.kind);
  at = std::copy(leaf.id.begin(), leaf.id.end(), at);
  for (unsigned shift = 64; shift != 0; shift -= 8) *at++ = static_cast<std::uint8_t>(leaf.second >> (shift - 8));
  at = std::copy(leaf.actor_pseudonym.begin(), leaf.actor_pseudonym.end(), at);
  std::copy(leaf.commitment.begin(), leaf.commitment.end(), at);
  return bytes;
}

Result<Leaf> decode_leaf(std::span<const std::uint8_t> bytes) {
  if (bytes.size() != kLeafBytes || bytes[0] != kLeafVersion) return not_a_leaf();
  Leaf leaf;
  leaf.kind = static_cast<LogEntryKind>(bytes[1]);
  if (leaf.kind < LogEntryKind::kInquiry || leaf.kind > LogEntryKind::kRefusal) return not_a_leaf();
  auto at = bytes.begin() + 2;
  std::copy_n(at, leaf.id.size(), leaf.id.begin());
  at += 16;
  for (int i = 0; i < 8; ++i) leaf.second = (leaf.second << 8U) | *at++;
  std::copy_n(at, leaf.actor_pseudonym.size(), leaf.actor_pseudonym.begin());
  at += 32;
  std::copy_n(at, leaf.commitment.size(), leaf.commitment.begin());
  return leaf;
}

Bytes32 commitment(const Bytes32& salt, std::span<const std::uint8_t> payload) {
  Sha256 hash;
  for (char letter : kCommitmentTag) hash.add(static_cast<std::uint8_t>(letter));
  return hash.add(salt).add(payload).done();
}

Bytes32 sha256(std::span<const std::uint8_t> bytes) {
  return Sha256().add(bytes).done();
}

Bytes32 leaf_hash(std::span<const std::uint8_t> leaf) {
  return Sha256().add(kLeafPrefix).add(leaf).done();
}

Bytes32 node_hash(const Bytes32& left, const Bytes32& right) {
  return Sha256().add(kNodePrefix).add(left).add(right).done();
}

Bytes32 empty_root() {
  return Sha256().done();
}

std::uint64_t interior_count(std::uint64_t size) {
  return size - static_cast<std::uint64_t>(std::popcount(size));
}

std::uint64_t interior_position(std::uint8_t level, std::uint64_t index) {
  const std::uint64_t last_leaf = ((index + 1) << level) - 1;
  return interior_count(last_leaf) + level - 1;
}

Result<CompactRange> CompactRange::restore(std::uint64_t size, std::vector<Bytes32> frontier) {
  if (size > kTreeSizeMax || frontier.size() != static_cast<std::size_t>(std::popcount(size))) {
    return make_error(Reason::kBug, "the frontier does not belong to a tree of this size");
  }
  CompactRange range;
  range.size_ = size;
  range.frontier_ = std::move(frontier);
  return range;
}

void CompactRange::append(const Bytes32& leaf, std::vector<Bytes32>& completed) {
  Bytes32 hash = leaf;
  for (std::uint64_t full = size_; (full & 1U) != 0; full >>= 1U) {
    hash = node_hash(frontier_.back(), hash);
    frontier_.pop_back();
    completed.push_back(hash);
  }
  frontier_.push_back(hash);
  ++size_;
}

Bytes32 CompactRange::root() const {
  if (frontier_.empty()) return empty_root();
  Bytes32 root = frontier_.back();
  for (std::size_t i = frontier_.size() - 1; i-- > 0;) root = node_hash(frontier_[i], root);
  return root;
}

Result<Bytes32> GrownRange::read(std::uint8_t level, std::uint64_t index) const {
  const std::uint64_t last_leaf = ((index + 1) << level) - 1;
  if (last_leaf >= grown_.size()) return no_such_tree();
  if (last_leaf >= first()) {
    return level == 0 ? leaves_[last_leaf - first()]
                      : nodes_[interior_position(level, index) - interior_count(first())];
  }
  // Of the tree before, a proof of a new leaf only meets subtrees that were not yet part of a larger one.
  const std::uint64_t place = first() >> level;
  if ((place & 1U) == 0 || index != place - 1) return no_such_tree();
  return before_.frontier()[static_cast<std::size_t>(std::popcount(place >> 1U))];
}

Result<Proof> GrownRange::prove(std::uint64_t index) const {
  if (index < first() || index >= grown_.size()) return no_such_tree();
  return prove_inclusion(index, grown_.size(),
                         [this](std::uint8_t level, std::uint64_t node) { return read(level, node); });
}

Result<Bytes32> root_of(std::uint64_t size, const NodeReader& read) {
  if (size > kTreeSizeMax) return no_such_tree();
  if (size == 0) return empty_root();
  return fold_subtrees(0, size, read);
}

Result<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeReader& read) {
  if (size > kTreeSizeMax || index >= size) return no_such_tree();
  Proof proof;
  std::uint64_t begin = 0;
  for (std::uint64_t left = size; left > 1;) {
    const std::uint64_t split = largest_power_below(left);
    const bool go_left = index - begin < split;
    auto sibling = go_left ? fold_subtrees(begin + split, left - split, read) : fold_subtrees(begin, split, read);
    if (!sibling) return std::move(sibling).error();
    proof.push_back(*sibling);
    if (!go_left) begin += split;
    left = go_left ? split : left - split;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

Result<Proof> prove_consistency(std::uint64_t size_before, std::uint64_t size_after, const NodeReader& read) {
  if (size_after > kTreeSizeMax || size_before > size_after || size_before == 0) return no_such_tree();
  Proof proof;
  std::uint64_t begin = 0;
  std::uint64_t left = size_after;
  std::uint64_t rest = size_before;
  bool old_root_known = true;  // while the subtree is the whole old tree, its hash is the old root
  while (rest != left) {
    const std::uint64_t split = largest_power_below(left);
    const bool go_left = rest <= split;
    auto sibling = go_left ? fold_subtrees(begin + split, left - split, read) : fold_subtrees(begin, split, read);
    if (!sibling) return std::move(sibling).error();
    proof.push_back(*sibling);
    if (!go_left) {
      begin += split;
      rest -= split;
      old_root_known = false;
    }
    left = go_left ? split : left - split;
  }
  if (!old_root_known) {
    auto own = fold_subtrees(begin, rest, read);
    if (!own) return std::move(own).error();
    proof.push_back(*own);
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Bytes32& leaf, const Proof& proof,
                      const Bytes32& root) {
  if (index >= size) return false;
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Bytes32 hash = leaf;
  for (const Bytes32& sibling : proof) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      hash = node_hash(sibling, hash);
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t size_before, std::uint64_t size_after, const Proof& proof,
                        const Bytes32& root_before, const Bytes32& root_after) {
  if (size_before == 0 || size_before > size_after) return false;  // of an empty tree there is nothing to prove
  if (size_before == size_after) return proof.empty() && root_before == root_after;
  if (proof.empty()) return false;
  auto next = proof.begin();
  Bytes32 before = root_before;
  if (!std::has_single_bit(size_before)) before = *next++;
  Bytes32 after = before;
  std::uint64_t at = size_before - 1;
  std::uint64_t last = size_after - 1;
  while ((at & 1U) != 0) {
    at >>= 1U;
    last >>= 1U;
  }
  for (; next != proof.end(); ++next) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      before = node_hash(*next, before);
      after = node_hash(*next, after);
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      after = node_hash(after, *next);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && before == root_before && after == root_after;
}

bool verify_subtree_inclusion(std::uint64_t index, Subtree subtree, const Bytes32& leaf, const Proof& proof,
                              const Bytes32& subtree_root) {
  if (!is_subtree(subtree) || index < subtree.start || index >= subtree.end) return false;
  return verify_inclusion(index - subtree.start, subtree.end - subtree.start, leaf, proof, subtree_root);
}

bool verify_subtree_consistency(Subtree subtree, std::uint64_t size, const Proof& proof, const Bytes32& subtree_root,
                                const Bytes32& root) {
  // No leaves are part of any tree.
  if (subtree.start == subtree.end && subtree.end <= size) return proof.empty() && subtree_root == empty_root();
  if (!is_subtree(subtree) || subtree.end > size || size > kTreeSizeMax) return false;
  std::uint64_t first = subtree.start;
  std::uint64_t at = subtree.end - 1;
  std::uint64_t last = size - 1;
  const auto rise = [&] {
    first >>= 1U;
    at >>= 1U;
    last >>= 1U;
  };
  const bool on_right_edge = at == last;
  while (first != at && (on_right_edge || (at & 1U) != 0)) rise();
  auto next = proof.begin();
  Bytes32 part = subtree_root;
  if (first != at) {
    if (next == proof.end()) return false;
    part = *next++;
  }
  Bytes32 whole = part;
  for (; next != proof.end(); ++next) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      if (first < at) part = node_hash(*next, part);
      whole = node_hash(*next, whole);
      while ((at & 1U) == 0 && at != 0) rise();
    } else {
      whole = node_hash(whole, *next);
    }
    rise();
  }
  return last == 0 && part == subtree_root && whole == root;
}

}  // namespace hotline::core
