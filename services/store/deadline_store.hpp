#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/deadlines.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// What the Conventions give a time for: one function for each file of db/queries/deadline.
namespace hotline::store {

struct DeadlineCursor {
  std::int64_t revision = 0;                  // all changes up to it are done,
  std::int64_t person = 0;                    // of the next one the persons up to this
  std::optional<std::int64_t> filled_person;  // of the older records those up to it are; nothing: all are
};
// Nothing: another server goes on with it.
boost::asio::awaitable<core::Result<std::optional<DeadlineCursor>>> lock_deadline_cursor(pg::Transaction& tx);
boost::asio::awaitable<core::Done> move_deadline_cursor(pg::Transaction& tx, DeadlineCursor cursor);

struct DeadlineStep {
  std::vector<core::PersonId> persons;
  DeadlineCursor until;
  bool more = false;
};
boost::asio::awaitable<core::Result<DeadlineStep>> changed_persons(pg::Transaction& tx, DeadlineCursor cursor,
                                                                   std::int32_t limit);
boost::asio::awaitable<core::Result<DeadlineStep>> older_persons(pg::Transaction& tx, DeadlineCursor cursor,
                                                                 std::int32_t limit);

struct HeldRecord {
  core::PersonId person;
  core::ClusterId cluster;
  core::Side side = core::Side::kAdversary;
  core::InformKin cluster_wish = core::InformKin::kNotAsked;
};
boost::asio::awaitable<core::Result<std::vector<HeldRecord>>> held_records(pg::Transaction& tx,
                                                                           std::vector<core::PersonId> persons);

struct DeadlineRow {
  core::ClusterId cluster;
  core::Side side = core::Side::kAdversary;
  core::Deadline deadline;
  friend bool operator==(const DeadlineRow&, const DeadlineRow&) = default;
};
// In place of all that stood for clusters with one of these numbers.
boost::asio::awaitable<core::Done> replace_deadlines(pg::Transaction& tx, std::vector<core::PersonId> instead_of,
                                                     std::vector<DeadlineRow> rows);

struct DeadlinesQuery {
  std::int32_t due_until = 0;  // days since 1970-01-01
  std::optional<core::DeadlineKind> kind;
  std::optional<DeadlineRow> after;
  std::int32_t limit = 0;
};
// The latest first.
boost::asio::awaitable<core::Result<std::vector<DeadlineRow>>> list_deadlines(pg::Pool& pool, DeadlinesQuery query,
                                                                              runtime::Deadline deadline);
// By kind; counted no further than to `most` of one.
using LateCounts = std::array<std::int64_t, core::kDeadlineKindLast>;
boost::asio::awaitable<core::Result<LateCounts>> count_late(pg::Pool& pool, std::int32_t due_until, std::int64_t most,
                                                            runtime::Deadline deadline);

}  // namespace hotline::store
