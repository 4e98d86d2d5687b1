#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/ids.hpp"
#include "core/merkle.hpp"
#include "core/result.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// A head that was committed, and perhaps given out in a receipt.
struct KnownHead {
  std::int32_t tree = 0;
  std::int64_t size = 0;
  core::Bytes32 root{};
};

// The tree a writer holds: it alone writes to it while the epoch stands.
struct TreeHead {
  std::int32_t tree = 0;
  std::int64_t epoch = 0;
  core::CompactRange range;

  std::int64_t size() const { return static_cast<std::int64_t>(range.size()); }
  KnownHead known() const { return KnownHead{tree, size(), range.root()}; }
};

// Trees that continue another are numbered from here on, so that they never meet a number that some server's
// configuration names.
inline constexpr std::int32_t kContinuingTreeFirst = 1000;

struct TakeOptions {
  std::int32_t configured = 1;
  std::optional<KnownHead> known;
  std::vector<core::Bytes32> public_keys;  // of the log's checkpoints; none: they are not looked at
  bool close_damaged = false;
};

// Takes the tree that the configuration names, or the last of those that continue it, by raising its epoch; opens it
// when the database has none. Where the database does not hold `known`, it was restored to an earlier state: then the
// old tree is closed for good and a new one opens that names it, for an index once given out is never given again;
// which indexes are lost by that is logged now and at each later start. A tree whose end does not agree with itself
// (check_tail) is refused with kWrongState, or closed and continued in the same way.
core::Result<TreeHead> take_tree(pg::BlockingConnection& connection, const TakeOptions& options);

// One line: tree, size, root in hexadecimal. Nothing when there is no file; an unreadable one is an error.
core::Result<std::optional<KnownHead>> read_state_file(const std::string& path);
// Replaces the file in one step. Not forced to the disk: after a crash of the machine it may be older, which only means
// that less is noticed.
core::Done write_state_file(const std::string& path, const KnownHead& head);
// Likewise: the signed checkpoint of that head, for whoever checks the log from outside the database.
core::Done write_checkpoint_file(const std::string& path, const std::string& note);

}  // namespace hotline::store
