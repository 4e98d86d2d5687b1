#include "core/tree_check.hpp"

#include <algorithm>
#include <utility>

namespace hotline::core {

std::string pack_hashes(std::span<const Bytes32> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Bytes32));
  for (const Bytes32& hash : hashes) bytes.append(hash.begin(), hash.end());
  return bytes;
}

std::vector<Bytes32> unpack_hashes(std::string_view bytes) {
  std::vector<Bytes32> hashes(bytes.size() / sizeof(Bytes32));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::string_view one = bytes.substr(i * sizeof(Bytes32), sizeof(Bytes32));
    std::copy(one.begin(), one.end(), reinterpret_cast<char*>(hashes[i].data()));
  }
  return hashes;
}

TreeCheck::TreeCheck(std::int32_t tree, std::vector<Bytes32> public_keys, Batches batches, CompactRange begun)
    : tree_(tree),
      public_keys_(std::move(public_keys)),
      has_batches_(batches == Batches::kKept),
      range_(std::move(begun)),
      batch_first_(range_.size()),
      covered_(range_.size()) {}

bool TreeCheck::fail(std::uint64_t first, std::uint64_t last, std::string what) {
  if (!damage_) damage_ = Damage{first, std::max(first, last), std::move(what)};
  return false;
}

void TreeCheck::add_checkpoint(std::uint64_t size, std::string note) {
  checkpoints_.push_back(WaitingCheckpoint{size, std::move(note)});
}

bool TreeCheck::take(std::uint64_t index, std::span<const std::uint8_t> leaf, std::uint64_t logged_second) {
  if (damage_) return false;
  const std::uint64_t expected = range_.size();
  if (index > expected) return fail(expected, index - 1, "the entry is missing");
  if (index < expected) return fail(index, index, "the entry stands where none can be");
  const auto decoded = decode_leaf(leaf);
  if (!decoded) return fail(index, index, "the entry's bytes are no leaf");
  if (decoded->second != logged_second) return fail(index, index, "the entry's time is not the one in its leaf");
  range_.append(leaf_hash(leaf), nodes_);
  completed_by_.resize(nodes_.size(), index);
  if (has_batches_ && !end_batch()) return false;
  return meet_checkpoints();
}

// Compares the batch that ends with the last entry, if one does.
bool TreeCheck::end_batch() {
  const std::uint64_t size = range_.size();
  if (batches_.empty() || batches_.front().first != batch_first_ || batches_.front().entries == 0) {
    return fail(batch_first_, batch_first_, "the row of the batch that begins here is missing or not in its place");
  }
  const KeptBatch& batch = batches_.front();
  if (batch.first + batch.entries != size) return true;
  if (!compare_nodes(batch.nodes)) return false;
  if (batch.root != range_.root()) {
    // Of a tree with an odd size only the last leaf is in no node yet.
    const std::uint64_t first = size % 2 == 1 ? size - 1 : batch.first;
    return fail(first, size - 1, "the root kept for the batch is not that of its entries");
  }
  ++batches_seen_;
  batches_.pop_front();
  batch_first_ = size;
  nodes_.clear();
  completed_by_.clear();
  // Below the first checkpoint lies what was written before there were any.
  if (checkpoints_seen_ > 0 && (checkpoints_.empty() || checkpoints_.front().size > size)) gap_ = true;
  return true;
}

bool TreeCheck::compare_nodes(std::string_view kept) {
  const std::vector<Bytes32> hashes = unpack_hashes(kept);
  std::size_t level = 0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    level = i > 0 && completed_by_[i] == completed_by_[i - 1] ? level + 1 : 1;
    if (i < hashes.size() && hashes[i] == nodes_[i]) continue;
    const std::uint64_t last = completed_by_[i];
    return fail(last + 1 - (std::uint64_t{1} << level), last, "the tree node kept over the entries is not theirs");
  }
  if (kept.size() != nodes_.size() * sizeof(Bytes32)) {
    return fail(batch_first_, range_.size() - 1, "the batch keeps more tree nodes than its entries complete");
  }
  return true;
}

bool TreeCheck::meet_checkpoints() {
  while (!checkpoints_.empty() && checkpoints_.front().size <= range_.size()) {
    if (!check_note(checkpoints_.front())) return false;
    checkpoints_.pop_front();
  }
  return true;
}

bool TreeCheck::check_note(const WaitingCheckpoint& waiting) {
  const std::uint64_t size = range_.size();
  const std::uint64_t last = size == 0 ? 0 : size - 1;
  const auto checkpoint = open_checkpoint(waiting.note, tree_, public_keys_);
  if (!checkpoint) return fail(covered_, last, "the checkpoint is not valid: " + checkpoint.error().message);
  if (waiting.size != size || checkpoint->size != size) return fail(covered_, last, "a checkpoint stands out of place");
  if (gap_) return fail(covered_, last, "a batch has no checkpoint, though one after it has");
  if (checkpoint->root != range_.root()) return fail(covered_, last, "the entries are not those that were signed");
  ++checkpoints_seen_;
  covered_ = size;
  return true;
}

bool TreeCheck::finish(const std::optional<KeptHead>& head) {
  if (damage_) return false;
  const std::uint64_t size = range_.size();
  if (head && head->size > size) return fail(size, head->size - 1, "the entry is missing");
  if (!checkpoints_.empty()) {
    return fail(size, checkpoints_.front().size - 1, "the entry is missing, though a checkpoint was signed over it");
  }
  if (has_batches_ && (!batches_.empty() || batch_first_ != size)) {
    return fail(std::min(batch_first_, size), size, "a batch is kept whose entries are missing");
  }
  if (!head) return true;
  const std::uint64_t last = size == 0 ? 0 : size - 1;
  if (head->size < size) return fail(head->size, last, "the entry stands beyond the end of the tree");
  if (head->root != range_.root() || head->frontier != pack_hashes(range_.frontier())) {
    return fail(covered_, last, "the head kept for the tree is not that of its entries");
  }
  return true;
}

}  // namespace hotline::core
