#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "store/pg/transaction.hpp"

// Persons by the clear columns of the register, a window at a time, and the figures of the four times. One function for
// each of the files find_*.sql and report_gaps.sql.
namespace hotline::store {

// The last key of a window and how many rows it has.
struct Window {
  std::int64_t last = 0;
  std::int64_t rows = 0;
};
boost::asio::awaitable<core::Result<Window>> find_window(pg::Transaction& tx, std::int64_t after, std::int32_t limit);
boost::asio::awaitable<core::Result<Window>> find_list_window(pg::Transaction& tx, std::int64_t list_no,
                                                              std::int64_t after_row, std::int32_t limit);

// Empty or absent: all.
struct ClearFilter {
  std::vector<core::Side> sides;
  std::vector<core::Status> statuses;
  std::optional<core::SourceId> source;
};
// After `after`, up to `last`, in rising order.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> find_in_window(pg::Transaction& tx,
                                                                                 std::int64_t after, std::int64_t last,
                                                                                 ClearFilter filter,
                                                                                 std::int32_t limit);
struct OnList {
  std::int64_t row_number = 0;
  core::PersonId person;
};
struct ListSpan {
  std::int64_t list_no = 0;
  std::int64_t after_row = 0;
  std::int64_t last_row = 0;
};
// Each person of these rows with his first one, in the order of rows.
boost::asio::awaitable<core::Result<std::vector<OnList>>> find_in_list_window(pg::Transaction& tx, ListSpan span,
                                                                              ClearFilter filter, std::int32_t limit);
// Which of the persons have a row up to `last_row`, in rising order.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> find_on_list(pg::Transaction& tx,
                                                                               std::int64_t list_no,
                                                                               std::int64_t last_row,
                                                                               std::vector<core::PersonId> persons);

struct ShownRow {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::Side side = core::Side::kAdversary;
  std::string sealed;  // particulars
  std::vector<std::string> sources;
  std::int64_t revision = 0;
};
// In rising order of persons.
boost::asio::awaitable<core::Result<std::vector<ShownRow>>> find_shown(pg::Transaction& tx,
                                                                       std::vector<core::PersonId> persons);

struct GapFigures {
  std::int64_t known = 0;
  std::int64_t median_seconds = 0;
  std::int64_t longest_seconds = 0;
};
struct GapsRow {
  core::SourceId source;
  std::int64_t statements = 0;
  GapFigures fact_to_received;
  GapFigures received_to_entered;
  GapFigures entered_to_forwarded;
};
struct GapsQuery {
  core::Instant from;
  core::Instant until;  // before then
  std::optional<core::SourceId> source;
};
boost::asio::awaitable<core::Result<std::vector<GapsRow>>> report_gaps(pg::Transaction& tx, GapsQuery query);

}  // namespace hotline::store
