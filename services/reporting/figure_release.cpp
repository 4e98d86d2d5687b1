#include "reporting/figure_release.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "runtime/deadline.hpp"
#include "runtime/seal.hpp"

namespace hotline::reporting {
namespace {

namespace asio = boost::asio;
using core::Result;

constexpr std::chrono::milliseconds kReleaseTime{60'000};

std::chrono::year_month month_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return date.year() / date.month();
}

store::DaySpan span_of(std::chrono::year_month month) {
  const auto number = [](std::chrono::sys_days day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
  };
  return {number(month / std::chrono::day{1}), number(month / std::chrono::last)};
}

asio::awaitable<Result<bool>> advance_log(store::pg::Transaction& tx, std::int64_t most) {
  auto piece = co_await store::next_of_log(tx);
  if (!piece) co_return piece.error();
  if (!*piece) co_return false;
  store::LogPiece now = **piece;
  now.end = std::min(now.end, now.first + most);
  auto counted = co_await store::count_log(tx, now);
  if (!counted) co_return counted.error();
  co_return true;
}

asio::awaitable<Result<bool>> advance_persons(store::pg::Transaction& tx, store::FigureCursor& cursor,
                                              std::int32_t today, std::int32_t most) {
  auto changed = co_await store::changed_persons(tx, cursor.persons, most);
  if (!changed) co_return changed.error();
  const bool news =
      changed->until.revision != cursor.persons.revision || changed->until.person != cursor.persons.person;
  if (!news) {
    if (!cursor.persons.filled_person) co_return false;
    changed = co_await store::older_persons(tx, cursor.persons, most);
    if (!changed) co_return changed.error();
  }
  std::vector<core::PersonId> persons = std::move(changed->persons);
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  auto counted = co_await store::count_persons(tx, std::move(persons), today);
  if (!counted) co_return counted.error();
  cursor.persons = changed->until;
  co_return true;
}

asio::awaitable<Result<bool>> advance_inquiries(store::pg::Transaction& tx, store::FigureCursor& cursor,
                                                std::int32_t today, std::int32_t most) {
  auto changed = co_await store::changed_inquiries(tx, cursor, most);
  if (!changed) co_return changed.error();
  if (changed->ids.empty()) co_return false;
  auto counted = co_await store::count_inquiries(tx, std::move(changed->ids), today);
  if (!counted) co_return counted.error();
  cursor = changed->until;
  co_return changed->more;
}

asio::awaitable<Result<bool>> advance_callbacks(store::pg::Transaction& tx, store::FigureCursor& cursor,
                                                std::int32_t most) {
  auto changed = co_await store::changed_callbacks(tx, cursor, most);
  if (!changed) co_return changed.error();
  if (changed->ids.empty()) co_return false;
  auto counted = co_await store::count_callbacks(tx, std::move(changed->ids));
  if (!counted) co_return counted.error();
  cursor = changed->until;
  co_return changed->more;
}

}  // namespace

core::CellKey cell_key(const runtime::Keyring& keyring) {
  return core::CellKey(runtime::keyed_hash(keyring.newest(runtime::KeyUse::kRow), "hotline.v1.figures"));
}

asio::awaitable<Result<bool>> advance_figures(store::pg::Pool& pool, std::int32_t today, FigureStep step) {
  auto tx = co_await store::pg::begin(pool, runtime::deadline_in(kReleaseTime));
  if (!tx) co_return tx.error();
  auto locked = co_await store::lock_figure_cursor(*tx);
  if (!locked) co_return locked.error();
  if (!*locked) co_return false;
  store::FigureCursor cursor = **locked;
  auto log = co_await advance_log(*tx, step.log_entries);
  if (!log) co_return log.error();
  auto persons = co_await advance_persons(*tx, cursor, today, step.persons);
  if (!persons) co_return persons.error();
  auto inquiries = co_await advance_inquiries(*tx, cursor, today, step.inquiries);
  if (!inquiries) co_return inquiries.error();
  auto callbacks = co_await advance_callbacks(*tx, cursor, step.inquiries);
  if (!callbacks) co_return callbacks.error();
  auto moved = co_await store::move_figure_cursor(*tx, cursor);
  if (!moved) co_return moved.error();
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  co_return *log || *persons || *inquiries || *callbacks;
}

asio::awaitable<Result<std::vector<store::ReleasedTable>>> tables_of(store::pg::Transaction& tx,
                                                                     const runtime::Keyring& keyring,
                                                                     std::int32_t first_day) {
  const std::chrono::year_month month = month_of(first_day);
  auto sums = co_await store::sum_cells(tx, span_of(month));
  if (!sums) co_return sums.error();
  core::CountedMonth counted = core::count_month(*sums, month);
  auto earlier = co_await store::earlier_tables(tx, first_day);
  if (!earlier) co_return earlier.error();
  std::vector<core::EarlierTable> known;
  for (const store::ReleasedTable& table : *earlier) {
    core::EarlierTable& one = known.emplace_back();
    one.table = table.table;
    one.month = month_of(table.month);
    one.rows = core::read_release(table.cells);
  }
  core::know_earlier(counted, month, known);
  const auto shown = core::release_cells(counted, cell_key(keyring));
  std::vector<store::ReleasedTable> rows;
  for (const core::CountedTable& table : counted.tables) {
    store::ReleasedTable row;
    row.table = table.table;
    row.month = first_day;
    row.cells = core::release_text(table, shown);
    row.sha256 = runtime::sha256(row.cells);
    rows.push_back(std::move(row));
  }
  co_return rows;
}

asio::awaitable<Result<bool>> release_month(store::pg::Pool& pool, const runtime::Keyring& keyring, core::Instant now) {
  auto tx = co_await store::pg::begin(pool, runtime::deadline_in(kReleaseTime));
  if (!tx) co_return tx.error();
  auto locked = co_await store::lock_figure_cursor(*tx);
  if (!locked) co_return locked.error();
  // Records older than the counts stand in none yet.
  if (!*locked || (*locked)->persons.filled_person) co_return false;
  const std::int32_t under_way = span_of(month_of(core::day_number(now - kReleaseWait))).first;
  auto month = co_await store::month_to_release(*tx, under_way);
  if (!month) co_return month.error();
  if (!*month) co_return false;
  auto rows = co_await tables_of(*tx, keyring, **month);
  if (!rows) co_return rows.error();
  for (store::ReleasedTable& row : *rows) {
    auto put = co_await store::put_released_table(*tx, std::move(row));
    if (!put) co_return put.error();
  }
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  co_return true;
}

}  // namespace hotline::reporting
