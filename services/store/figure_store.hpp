#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/figures.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "store/deadline_store.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// Counts that follow the log and the register, published figures and released tables: db/queries/figures.
namespace hotline::store {

struct FigureCursor {
  DeadlineCursor persons;
  std::int64_t inquiry_xid = 0;
  std::int64_t inquiry_reference = -1;
  std::int64_t callback_xid = 0;
  std::int64_t callback_id = -1;
};
// Nothing: another server goes on with it.
boost::asio::awaitable<core::Result<std::optional<FigureCursor>>> lock_figure_cursor(pg::Transaction& tx);
boost::asio::awaitable<core::Done> move_figure_cursor(pg::Transaction& tx, FigureCursor cursor);

struct LogPiece {
  std::int32_t tree = 0;
  std::int64_t first = 0;
  std::int64_t end = 0;
};
// What one tree has grown by since it was counted.
boost::asio::awaitable<core::Result<std::optional<LogPiece>>> next_of_log(pg::Transaction& tx);
// Counts the piece and moves the tree's cursor behind it.
boost::asio::awaitable<core::Done> count_log(pg::Transaction& tx, LogPiece piece);
boost::asio::awaitable<core::Done> count_persons(pg::Transaction& tx, std::vector<core::PersonId> persons,
                                                 std::int32_t today);
// Numbers of inquiries or of callbacks.
struct ChangedRows {
  std::vector<std::int64_t> ids;
  FigureCursor until;
  bool more = false;
};
boost::asio::awaitable<core::Result<ChangedRows>> changed_inquiries(pg::Transaction& tx, FigureCursor cursor,
                                                                    std::int32_t limit);
boost::asio::awaitable<core::Done> count_inquiries(pg::Transaction& tx, std::vector<std::int64_t> references,
                                                   std::int32_t today);
boost::asio::awaitable<core::Result<ChangedRows>> changed_callbacks(pg::Transaction& tx, FigureCursor cursor,
                                                                    std::int32_t limit);
boost::asio::awaitable<core::Done> count_callbacks(pg::Transaction& tx, std::vector<std::int64_t> callbacks);

// Days since 1970.
struct DaySpan {
  std::int32_t first = 0;
  std::int32_t last = 0;
};
boost::asio::awaitable<core::Result<std::vector<core::SeriesSum>>> sum_cells(pg::Transaction& tx, DaySpan span);
struct VolumeRow {
  core::Series series{};
  std::int32_t day = 0;
  std::int16_t a = 0;
  std::int16_t b = 0;
  std::int64_t count = 0;
};
boost::asio::awaitable<core::Result<std::vector<VolumeRow>>> read_volumes(pg::Pool& pool, DaySpan span,
                                                                          runtime::Deadline deadline);
// Rows of kCallbackStands up to the day before.
boost::asio::awaitable<core::Result<std::vector<VolumeRow>>> callbacks_before(pg::Pool& pool, std::int32_t day,
                                                                              runtime::Deadline deadline);

struct ReleasedTable {
  core::FigureTable table{};
  std::int32_t month = 0;  // its first day
  std::string cells;
  core::Bytes32 sha256{};
  core::Instant released_at;
};
// First day of the oldest month that has ended and lacks a table; `under_way`: the first day of this month.
boost::asio::awaitable<core::Result<std::optional<std::int32_t>>> month_to_release(pg::Transaction& tx,
                                                                                   std::int32_t under_way);
boost::asio::awaitable<core::Done> put_released_table(pg::Transaction& tx, ReleasedTable row);
// Of kTablesThatGrow, of all months before this one.
boost::asio::awaitable<core::Result<std::vector<ReleasedTable>>> earlier_tables(pg::Transaction& tx,
                                                                                std::int32_t month);
struct ReleasedTableQuery {
  core::FigureTable table{};
  std::int32_t as_of = 0;
  std::int32_t known_on = 0;
};
boost::asio::awaitable<core::Result<std::optional<ReleasedTable>>> find_released_table(pg::Pool& pool,
                                                                                       ReleasedTableQuery query,
                                                                                       runtime::Deadline deadline);

struct FigureRow {
  std::int64_t id = 0;
  std::string source;
  std::string measure;
  std::string definition;
  std::int32_t as_of = 0;
  std::int64_t value_min = 0;
  std::int64_t value_max = 0;
  std::string citation;
  core::ActorId entered_by;
  core::Instant entered_at;
};
boost::asio::awaitable<core::Result<std::int64_t>> put_figure(pg::Transaction& tx, FigureRow row);
struct FiguresQuery {
  std::string measure;
  DaySpan as_of;
  std::int32_t known_on = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<FigureRow>>> find_figures(pg::Pool& pool, FiguresQuery query,
                                                                          runtime::Deadline deadline);

}  // namespace hotline::store
