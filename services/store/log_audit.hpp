#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/tree_check.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// A checkpoint that somebody kept outside the database.
struct OutsideCheckpoint {
  std::int32_t tree = 0;
  std::uint64_t size = 0;
  std::string note;
};

struct AuditQuestion {
  std::vector<core::Bytes32> public_keys;
  std::vector<OutsideCheckpoint> outside;
};

struct TreeReport {
  std::int32_t tree = 0;
  std::uint64_t entries = 0;  // that were found sound
  std::uint64_t batches = 0;
  std::uint64_t checkpoints = 0;
  std::uint64_t covered = 0;  // by the last good checkpoint
  std::uint64_t erased = 0;   // entries whose payload went by an erasure that the log records
  // A restore closed the tree: entries from its end up to here were given out and are gone. Known, so no damage.
  std::optional<std::uint64_t> lost_until;
  std::optional<core::Damage> damage;
};

using AuditProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// Derives every tree from its leaves again, and wants of every entry either its payload or the erasure that took it, in
// one snapshot (of the transaction that the connection is in, if it is in one), with the rights of hotline_auditor.
// What was cut off the end of a tree together with all that speaks of it is known only from an outside checkpoint. An
// error is trouble with the database; damage stands in the reports.
core::Result<std::vector<TreeReport>> audit_log(pg::BlockingConnection& connection, const AuditQuestion& question,
                                                const AuditProgress& progress);

// What is written out of a tree: entries below the size of its last checkpoint, and its checkpoints.
struct TreeExport {
  std::int32_t tree = 0;
  std::function<core::Done(const std::string& leaf)> entry;
  std::function<core::Done(const std::string& note)> checkpoint;
};
// `open` makes the place for each tree that has a checkpoint; returns how many entries were written.
core::Result<std::uint64_t> export_log(pg::BlockingConnection& connection,
                                       const std::function<core::Result<TreeExport>(std::int32_t tree)>& open,
                                       const AuditProgress& progress);

}  // namespace hotline::store
