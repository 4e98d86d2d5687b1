#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::core {

// Stored in every leaf: never renumber.
enum class LogEntryKind : std::uint8_t {
  kInquiry = 1,
  kChange = 2,
  kApproval = 3,
  kBreakGlass = 4,
  kErasure = 5,
  kExport = 6,
  kKeyChange = 7,
  kRefusal = 8,
};

// The leaf of one log entry, layout v1; holds no personal data.
struct Leaf {
  LogEntryKind kind = LogEntryKind::kInquiry;
  Bytes16 id{};               // random
  std::uint64_t second = 0;   // UTC, since 1970
  Bytes32 actor_pseudonym{};  // keyed hash of the actor id
  Bytes32 commitment{};       // of the sealed payload
  friend bool operator==(const Leaf&, const Leaf&) = default;
};

// version 1 | kind | id 16 | second, big-endian 8 | actor pseudonym 32 | commitment 32
inline constexpr std::size_t kLeafBytes = 90;
using LeafBytes = std::array<std::uint8_t, kLeafBytes>;
LeafBytes encode_leaf(const Leaf& leaf);
Result<Leaf> decode_leaf(std::span<const std::uint8_t> bytes);

// SHA-256("hotline.v1.commitment" 0x00 || salt || payload): proves the payload while it exists, tells nothing once
// payload and salt are erased.
Bytes32 commitment(const Bytes32& salt, std::span<const std::uint8_t> payload);

Bytes32 sha256(std::span<const std::uint8_t> bytes);
// RFC 6962: SHA-256(0x00 || leaf), SHA-256(0x01 || left || right), SHA-256("").
Bytes32 leaf_hash(std::span<const std::uint8_t> leaf);
Bytes32 node_hash(const Bytes32& left, const Bytes32& right);
Bytes32 empty_root();

// Position of an interior node (level >= 1, covering leaves [index << level, (index + 1) << level)) in the order in
// which appending completes them: the order of packed tree nodes in the store.
std::uint64_t interior_position(std::uint8_t level, std::uint64_t index);
// Interior nodes complete in a tree of `size` leaves.
std::uint64_t interior_count(std::uint64_t size);

// The right edge of a growing tree: enough to append and to give the root, at most 64 hashes.
class CompactRange {
 public:
  CompactRange() = default;
  // `frontier`: hashes of the perfect subtrees of the tree, largest first; one for each bit set in `size`.
  static Result<CompactRange> restore(std::uint64_t size, std::vector<Bytes32> frontier);

  // Appends a leaf hash and adds the hashes of the interior nodes it completes to `completed`, level 1 first. The first
  // of them has the position interior_count(size() before the call).
  void append(const Bytes32& leaf, std::vector<Bytes32>& completed);

  std::uint64_t size() const { return size_; }
  Bytes32 root() const;
  const std::vector<Bytes32>& frontier() const { return frontier_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Bytes32> frontier_;
};

// Gives the hash of a perfect subtree: level 0 are leaf hashes. kNotFound when it is not kept.
using NodeReader = std::function<Result<Bytes32>(std::uint8_t level, std::uint64_t index)>;
using Proof = std::vector<Bytes32>;

// What one batch added to a tree, with the right edge from before it: all that a proof of the batch's own leaves needs.
class GrownRange {
 public:
  explicit GrownRange(CompactRange before) : before_(std::move(before)), grown_(before_) {}

  void append(const Bytes32& leaf) {
    leaves_.push_back(leaf);
    grown_.append(leaf, nodes_);
  }
  std::uint64_t first() const { return before_.size(); }
  const CompactRange& grown() const { return grown_; }
  // The interior nodes that the leaves completed, in the order of their positions.
  const std::vector<Bytes32>& nodes() const { return nodes_; }
  // Of a leaf of this batch in the tree as the batch leaves it; kNotFound for another leaf.
  Result<Proof> prove(std::uint64_t index) const;

 private:
  Result<Bytes32> read(std::uint8_t level, std::uint64_t index) const;

  CompactRange before_;
  CompactRange grown_;
  std::vector<Bytes32> leaves_;
  std::vector<Bytes32> nodes_;
};

Result<Bytes32> root_of(std::uint64_t size, const NodeReader& read);
Result<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeReader& read);
Result<Proof> prove_consistency(std::uint64_t size_before, std::uint64_t size_after, const NodeReader& read);

// RFC 9162, sections 2.1.3.2 and 2.1.4.2.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Bytes32& leaf, const Proof& proof,
                      const Bytes32& root);
bool verify_consistency(std::uint64_t size_before, std::uint64_t size_after, const Proof& proof,
                        const Bytes32& root_before, const Bytes32& root_after);

// A subtree is the leaves [start, end) of a tree; start is a multiple of the smallest power of two that holds them.
struct Subtree {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
};
bool verify_subtree_inclusion(std::uint64_t index, Subtree subtree, const Bytes32& leaf, const Proof& proof,
                              const Bytes32& subtree_root);
bool verify_subtree_consistency(Subtree subtree, std::uint64_t size, const Proof& proof, const Bytes32& subtree_root,
                                const Bytes32& root);

}  // namespace hotline::core
