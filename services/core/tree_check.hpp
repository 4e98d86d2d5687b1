#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/merkle.hpp"
#include "core/note.hpp"

namespace hotline::core {

// The first entry of a tree at which what is kept does not agree with itself; `last` is beyond `first` where the
// entries between cannot be told apart.
struct Damage {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::string what;
};

// One row of log_batch.
struct KeptBatch {
  std::uint64_t first = 0;
  std::uint64_t entries = 0;
  Bytes32 root{};
  std::string nodes;  // packed
};

// What stands in log_tree.
struct KeptHead {
  std::uint64_t size = 0;
  Bytes32 root{};
  std::string frontier;  // packed
};

std::string pack_hashes(std::span<const Bytes32> hashes);
// Bytes beyond whole hashes are not looked at.
std::vector<Bytes32> unpack_hashes(std::string_view bytes);

// Derives a tree again from its leaves and compares it with everything that is kept of it. Batches and checkpoints are
// handed in before the entries that complete them. Stops at the first damage: every later root differs because of it.
class TreeCheck {
 public:
  enum class Batches { kKept, kNone };
  // Begins at the leaf begun.size(): an empty range for a whole tree. Checkpoints are to be signed by one of the keys.
  TreeCheck(std::int32_t tree, std::vector<Bytes32> public_keys, Batches batches, CompactRange begun = {});

  void add_batch(KeptBatch batch) { batches_.push_back(std::move(batch)); }
  // `size` is what the place where it is kept says. One with fewer leaves than taken so far is damage.
  void add_checkpoint(std::uint64_t size, std::string note);
  // False when there is damage; nothing more is taken then.
  bool take(std::uint64_t index, std::span<const std::uint8_t> leaf, std::uint64_t logged_second);
  // After the last entry. Without a head (of an export) only checkpoints tell where the tree ends.
  bool finish(const std::optional<KeptHead>& head);

  const std::optional<Damage>& damage() const { return damage_; }
  std::uint64_t size() const { return range_.size(); }
  const CompactRange& range() const { return range_; }
  std::uint64_t batches_seen() const { return batches_seen_; }
  std::uint64_t checkpoints_seen() const { return checkpoints_seen_; }
  // The number of entries that the last good checkpoint covers.
  std::uint64_t covered() const { return covered_; }

 private:
  struct WaitingCheckpoint {
    std::uint64_t size;
    std::string note;
  };
  bool fail(std::uint64_t first, std::uint64_t last, std::string what);
  bool end_batch();
  bool compare_nodes(std::string_view kept);
  bool meet_checkpoints();
  bool check_note(const WaitingCheckpoint& waiting);

  std::int32_t tree_;
  std::vector<Bytes32> public_keys_;
  bool has_batches_;
  CompactRange range_;
  std::uint64_t batch_first_;
  std::vector<Bytes32> nodes_;               // that the batch under way completed
  std::vector<std::uint64_t> completed_by_;  // the leaf that completed each
  std::deque<KeptBatch> batches_;
  std::deque<WaitingCheckpoint> checkpoints_;
  std::uint64_t covered_;
  std::uint64_t batches_seen_ = 0;
  std::uint64_t checkpoints_seen_ = 0;
  bool gap_ = false;  // batches without a checkpoint since `covered_`
  std::optional<Damage> damage_;
};

}  // namespace hotline::core
