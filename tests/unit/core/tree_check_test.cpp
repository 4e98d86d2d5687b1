#include "core/tree_check.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace hotline::core {
namespace {

// A tree of batches of 1, 2, 3, 1, 2, 3 ... entries as the store keeps it, each with its checkpoint.
struct Kept {
  std::vector<LeafBytes> leaves;
  std::vector<std::uint64_t> seconds;
  std::vector<KeptBatch> batches;
  std::vector<std::pair<std::uint64_t, std::string>> checkpoints;
  KeptHead head;
  Bytes32 public_key{};
};

constexpr std::int32_t kTree = 4;

Kept make_tree(std::uint64_t entries) {
  Kept kept;
  std::array<std::uint8_t, kSigningKeyBytes> secret{};
  const std::string seed(crypto_sign_SEEDBYTES, 's');
  crypto_sign_seed_keypair(kept.public_key.data(), secret.data(), reinterpret_cast<const std::uint8_t*>(seed.data()));
  const VerifierKey key = verifier_key("test/log/4", kept.public_key);
  CompactRange range;
  while (range.size() < entries) {
    GrownRange batch(range);
    const std::uint64_t count = std::min(1 + kept.batches.size() % 3, entries - range.size());
    for (std::uint64_t i = 0; i < count; ++i) {
      Leaf leaf;
      leaf.second = 1'000 + range.size() + i;
      leaf.commitment.fill(static_cast<std::uint8_t>(range.size() + i));
      kept.leaves.push_back(encode_leaf(leaf));
      kept.seconds.push_back(leaf.second);
      batch.append(leaf_hash(kept.leaves.back()));
    }
    range = batch.grown();
    kept.batches.push_back(KeptBatch{batch.first(), count, range.root(), pack_hashes(batch.nodes())});
    const Checkpoint checkpoint{"test/log/4", range.size(), range.root()};
    kept.checkpoints.emplace_back(range.size(), sign_note(checkpoint_text(checkpoint), key, secret));
  }
  kept.head = KeptHead{range.size(), range.root(), pack_hashes(range.frontier())};
  return kept;
}

TreeCheck check(const Kept& kept, TreeCheck::Batches batches = TreeCheck::Batches::kKept) {
  TreeCheck made(kTree, {kept.public_key}, batches);
  if (batches == TreeCheck::Batches::kKept) {
    for (const auto& batch : kept.batches) made.add_batch(batch);
  }
  for (const auto& [size, note] : kept.checkpoints) made.add_checkpoint(size, note);
  for (std::size_t i = 0; i < kept.leaves.size(); ++i) {
    if (!made.take(i, kept.leaves[i], kept.seconds[i])) return made;
  }
  (void)made.finish(batches == TreeCheck::Batches::kKept ? std::optional(kept.head) : std::nullopt);
  return made;
}

TEST(TreeCheckTest, ASoundTreeOfAnySizeIsSound) {
  for (std::uint64_t size = 0; size < 70; ++size) {
    const TreeCheck made = check(make_tree(size));
    EXPECT_FALSE(made.damage()) << size << ": " << made.damage()->what;
    EXPECT_EQ(made.size(), size);
    EXPECT_EQ(made.covered(), size);
    EXPECT_FALSE(check(make_tree(size), TreeCheck::Batches::kNone).damage()) << size;
  }
}

TEST(TreeCheckTest, AChangedLeafIsNamedToTheEntryOrItsNeighbour) {
  for (std::uint64_t i = 0; i < 40; ++i) {
    Kept kept = make_tree(40);
    kept.leaves[i][70] ^= 1U;
    const auto damage = check(kept).damage();
    ASSERT_TRUE(damage) << i;
    EXPECT_TRUE(damage->first <= i && i <= damage->last) << i << ": " << damage->first << ".." << damage->last;
    EXPECT_LE(damage->last - damage->first, 1U) << i;
  }
}

TEST(TreeCheckTest, WithoutBatchesAChangedLeafIsNamedToItsCheckpoint) {
  Kept kept = make_tree(40);
  kept.leaves[20][70] ^= 1U;
  const auto damage = check(kept, TreeCheck::Batches::kNone).damage();
  ASSERT_TRUE(damage);
  EXPECT_TRUE(damage->first <= 20 && 20 <= damage->last);
  EXPECT_LE(damage->last - damage->first, 2U);
}

struct Harm {
  const char* what;
  std::function<void(Kept&)> do_it;
  std::uint64_t first;
};

TEST(TreeCheckTest, WhateverElseDoesNotFitIsNamed) {
  const std::vector<Harm> harms{
      {"time", [](Kept& kept) { kept.seconds[7] -= 1; }, 7},
      {"shape", [](Kept& kept) { kept.leaves[8][0] = 9; }, 8},
      {"last leaf gone", [](Kept& kept) { kept.leaves.pop_back(); }, 39},
      {"one leaf more",
       [](Kept& kept) {
         kept.leaves.push_back(kept.leaves[1]);
         kept.seconds.push_back(kept.seconds[1]);
       },
       40},
      {"head's size", [](Kept& kept) { kept.head.size += 2; }, 40},
      {"head's root", [](Kept& kept) { kept.head.root[3] ^= 1U; }, 40},
      {"frontier", [](Kept& kept) { kept.head.frontier[3] ^= 1; }, 40},
      {"a batch gone", [](Kept& kept) { kept.batches.erase(kept.batches.begin() + 1); }, 1},
      {"the last batch gone", [](Kept& kept) { kept.batches.pop_back(); }, 39},
      {"a node more", [](Kept& kept) { kept.batches[1].nodes.append(32, 'x'); }, 1},
      {"a root", [](Kept& kept) { kept.batches[0].root[0] ^= 1U; }, 0},
      {"a checkpoint gone", [](Kept& kept) { kept.checkpoints.erase(kept.checkpoints.begin() + 5); }, 9},
      {"a checkpoint in another's place", [](Kept& kept) { kept.checkpoints[5].second = kept.checkpoints[4].second; },
       9},
      {"a signature", [](Kept& kept) { kept.checkpoints[5].second[150] ^= 1; }, 9},
      {"a checkpoint of a longer tree",
       [](Kept& kept) { kept.checkpoints.emplace_back(44, kept.checkpoints[0].second); }, 40},
  };
  for (const Harm& harm : harms) {
    Kept kept = make_tree(40);
    ASSERT_FALSE(check(kept).damage());
    harm.do_it(kept);
    const auto damage = check(kept).damage();
    ASSERT_TRUE(damage) << harm.what;
    EXPECT_EQ(damage->first, harm.first) << harm.what << ": " << damage->what;
  }
}

TEST(TreeCheckTest, ATreeIsCheckedFromTheMiddle) {
  const Kept kept = make_tree(60);
  CompactRange begun;
  std::vector<Bytes32> nodes;
  const std::uint64_t first = kept.batches[10].first;
  for (std::uint64_t i = 0; i < first; ++i) begun.append(leaf_hash(kept.leaves[i]), nodes);
  TreeCheck rest(kTree, {kept.public_key}, TreeCheck::Batches::kKept, begun);
  for (std::size_t i = 10; i < kept.batches.size(); ++i) rest.add_batch(kept.batches[i]);
  for (std::uint64_t i = first; i < 60; ++i) ASSERT_TRUE(rest.take(i, kept.leaves[i], kept.seconds[i]));
  EXPECT_TRUE(rest.finish(kept.head));
}

TEST(TreeCheckTest, BatchesFromBeforeTheFirstCheckpointNeedNone) {
  Kept kept = make_tree(40);
  kept.checkpoints.erase(kept.checkpoints.begin(), kept.checkpoints.begin() + 6);
  EXPECT_FALSE(check(kept).damage());
  kept.checkpoints.resize(3);
  EXPECT_FALSE(check(kept).damage()) << "those of the last batches are kept a little later";
}

}  // namespace
}  // namespace hotline::core
