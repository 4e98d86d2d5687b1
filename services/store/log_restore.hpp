#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "store/log_tree.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

struct RestoredTree {
  std::int32_t tree = 0;
  std::int64_t size = 0;                   // entries that the restored database holds
  std::optional<std::int64_t> lost_until;  // the ones from `size` up to here were given out and are gone
  std::optional<std::int32_t> next;        // opened now and naming it; none: it was closed before
  bool compared = false;                   // whether a head from outside spoke of it
};

// For a database that came back from a backup, before anything writes to it again: closes every open tree and opens one
// that continues it, for nobody can know which indexes were given out after the backup. `outside`: heads that were
// kept elsewhere; what they say beyond a tree's end is lost. Nothing is changed when the database contradicts one of
// them (kWrongState: it is another database, or its log was forked). A new tree's number comes from the time, so that
// it is not that of a tree which the backup does not know.
core::Result<std::vector<RestoredTree>> close_restored(pg::BlockingConnection& connection,
                                                       std::span<const KnownHead> outside, core::Instant now);

// What a receipt speaks of.
struct ReceiptPlace {
  std::int32_t tree = 0;
  std::int64_t index = 0;
  core::Bytes32 leaf_hash{};
};
struct FoundEntry {
  enum class State {
    kHeld,
    kOther,         // the entry there has another hash
    kMissing,       // within the tree
    kBehindTheEnd,  // of the tree, and nobody knows why
    kLost,          // of the entries that a restore is known to have lost: `size` up to `lost_until`
    kNoTree,
  };
  State state = State::kNoTree;
  std::int64_t size = 0;
  std::int64_t lost_until = 0;
};
// With the rights of hotline_auditor.
core::Result<FoundEntry> find_entry(pg::BlockingConnection& connection, const ReceiptPlace& place);

}  // namespace hotline::store
