#include "store/figure_store.hpp"

#include <array>
#include <utility>

#include "sql/figures.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

constexpr std::array kOfLog{pg::Query(sql::figures::kCountQuestions), pg::Query(sql::figures::kCountSought),
                            pg::Query(sql::figures::kCountTold)};

asio::awaitable<core::Done> run(pg::Transaction& tx, pg::Query query, pg::Params params) {
  auto rows = co_await tx.exec(query, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

ChangedRows rows_of(const pg::Rows& rows, FigureCursor cursor, std::int32_t limit) {
  ChangedRows changed;
  changed.until = cursor;
  changed.more = rows.size() == static_cast<std::size_t>(limit);
  for (const pg::Row row : rows) changed.ids.push_back(row.int8(0));
  return changed;
}

pg::Params of_span(DaySpan span) {
  pg::Params params;
  params.date(span.first).date(span.last);
  return params;
}

}  // namespace

asio::awaitable<core::Result<std::optional<FigureCursor>>> lock_figure_cursor(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::figures::kLockCursor);
  if (!rows) co_return rows.error();
  co_return first_of<FigureCursor>(*rows, [](const pg::Row& row) {
    FigureCursor cursor;
    cursor.persons.revision = row.int8(0);
    cursor.persons.person = row.int8(1);
    cursor.persons.filled_person = row.int8_or_null(2);
    cursor.inquiry_xid = row.int8(3);
    cursor.inquiry_reference = row.int8(4);
    cursor.callback_xid = row.int8(5);
    cursor.callback_id = row.int8(6);
    return cursor;
  });
}

asio::awaitable<core::Done> move_figure_cursor(pg::Transaction& tx, FigureCursor cursor) {
  pg::Params params;
  params.int8(cursor.persons.revision).int8(cursor.persons.person).int8(cursor.persons.filled_person);
  params.int8(cursor.inquiry_xid).int8(cursor.inquiry_reference).int8(cursor.callback_xid).int8(cursor.callback_id);
  co_return co_await run(tx, sql::figures::kMoveCursor, std::move(params));
}

asio::awaitable<core::Result<std::optional<LogPiece>>> next_of_log(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::figures::kNextOfLog);
  if (!rows) co_return rows.error();
  co_return first_of<LogPiece>(*rows, [](const pg::Row& row) {
    return LogPiece{row.int4(0), row.int8(1), row.int8(2)};
  });
}

asio::awaitable<core::Done> count_log(pg::Transaction& tx, LogPiece piece) {
  for (const pg::Query& query : kOfLog) {
    pg::Params params;
    params.int4(piece.tree).int8(piece.first).int8(piece.end);
    auto counted = co_await run(tx, query, std::move(params));
    if (!counted) co_return counted;
  }
  pg::Params params;
  params.int4(piece.tree).int8(piece.end);
  co_return co_await run(tx, sql::figures::kMoveTree, std::move(params));
}

asio::awaitable<core::Done> count_persons(pg::Transaction& tx, std::vector<core::PersonId> persons,
                                          std::int32_t today) {
  std::vector<std::int64_t> ids;
  for (const core::PersonId person : persons) ids.push_back(person.value());
  pg::Params params;
  params.int8s(ids).date(today);
  co_return co_await run(tx, sql::figures::kCountPersons, std::move(params));
}

asio::awaitable<core::Result<ChangedRows>> changed_inquiries(pg::Transaction& tx, FigureCursor cursor,
                                                             std::int32_t limit) {
  pg::Params params;
  params.int8(cursor.inquiry_xid).int8(cursor.inquiry_reference).int4(limit);
  auto rows = co_await tx.exec(sql::figures::kChangedInquiries, std::move(params));
  if (!rows) co_return rows.error();
  ChangedRows changed = rows_of(*rows, cursor, limit);
  if (rows->empty()) co_return changed;
  const pg::Row last = (*rows)[rows->size() - 1];
  changed.until.inquiry_reference = last.int8(0);
  changed.until.inquiry_xid = last.int8(1);
  co_return changed;
}

asio::awaitable<core::Result<ChangedRows>> changed_callbacks(pg::Transaction& tx, FigureCursor cursor,
                                                             std::int32_t limit) {
  pg::Params params;
  params.int8(cursor.callback_xid).int8(cursor.callback_id).int4(limit);
  auto rows = co_await tx.exec(sql::figures::kChangedCallbacks, std::move(params));
  if (!rows) co_return rows.error();
  ChangedRows changed = rows_of(*rows, cursor, limit);
  if (rows->empty()) co_return changed;
  const pg::Row last = (*rows)[rows->size() - 1];
  changed.until.callback_id = last.int8(0);
  changed.until.callback_xid = last.int8(1);
  co_return changed;
}

asio::awaitable<core::Done> count_callbacks(pg::Transaction& tx, std::vector<std::int64_t> callbacks) {
  pg::Params params;
  params.int8s(callbacks);
  co_return co_await run(tx, sql::figures::kCountCallbacks, std::move(params));
}

asio::awaitable<core::Done> count_inquiries(pg::Transaction& tx, std::vector<std::int64_t> references,
                                            std::int32_t today) {
  pg::Params params;
  params.int8s(references).date(today);
  co_return co_await run(tx, sql::figures::kCountInquiries, std::move(params));
}

asio::awaitable<core::Result<std::vector<core::SeriesSum>>> sum_cells(pg::Transaction& tx, DaySpan span) {
  auto rows = co_await tx.exec(sql::figures::kSumCells, of_span(span));
  if (!rows) co_return rows.error();
  co_return all_of<core::SeriesSum>(*rows, [](const pg::Row& row) {
    core::SeriesSum sum;
    sum.series = static_cast<core::Series>(row.int4(0));
    sum.a = static_cast<std::int16_t>(row.int4(1));
    sum.b = static_cast<std::int16_t>(row.int4(2));
    sum.source = row.text(3);
    sum.week = row.int4(4);
    sum.cell.count = row.int8(5);
    sum.cell.members = row.int8(6);
    return sum;
  });
}

asio::awaitable<core::Result<std::vector<VolumeRow>>> read_volumes(pg::Pool& pool, DaySpan span,
                                                                   runtime::Deadline deadline) {
  auto rows = co_await pool.exec(sql::figures::kVolumes, of_span(span), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<VolumeRow>(*rows, [](const pg::Row& row) {
    VolumeRow volume;
    volume.series = as<core::Series>(row.int2(0));
    volume.day = row.date(1);
    volume.a = row.int2(2);
    volume.b = row.int2(3);
    volume.count = row.int8(4);
    return volume;
  });
}

asio::awaitable<core::Result<std::vector<VolumeRow>>> callbacks_before(pg::Pool& pool, std::int32_t day,
                                                                       runtime::Deadline deadline) {
  pg::Params params;
  params.date(day);
  auto rows = co_await pool.exec(sql::figures::kCallbacksBefore, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<VolumeRow>(*rows, [day](const pg::Row& row) {
    VolumeRow volume;
    volume.series = core::Series::kCallbackStands;
    volume.day = day;
    volume.a = row.int2(0);
    volume.count = row.int8(1);
    return volume;
  });
}

asio::awaitable<core::Result<std::optional<std::int32_t>>> month_to_release(pg::Transaction& tx,
                                                                            std::int32_t under_way) {
  pg::Params params;
  params.date(under_way).int8(core::kFigureTableLast);
  auto rows = co_await tx.exec(sql::figures::kMonthsToRelease, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<std::int32_t>(*rows, [](const pg::Row& row) { return row.date(0); });
}

asio::awaitable<core::Done> put_released_table(pg::Transaction& tx, ReleasedTable row) {
  pg::Params params;
  params.int2(number_of(row.table)).date(row.month).text(row.cells).bytea(row.sha256);
  co_return co_await run(tx, sql::figures::kPutRelease, std::move(params));
}

asio::awaitable<core::Result<std::vector<ReleasedTable>>> earlier_tables(pg::Transaction& tx, std::int32_t month) {
  std::vector<std::int16_t> tables;
  for (const core::FigureTable table : core::kTablesThatGrow) tables.push_back(number_of(table));
  pg::Params params;
  params.int2s(tables).date(month);
  auto rows = co_await tx.exec(sql::figures::kEarlierReleases, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ReleasedTable>(*rows, [](const pg::Row& row) {
    ReleasedTable table;
    table.table = as<core::FigureTable>(row.int2(0));
    table.month = row.date(1);
    table.cells = row.text(2);
    return table;
  });
}

asio::awaitable<core::Result<std::optional<ReleasedTable>>> find_released_table(pg::Pool& pool,
                                                                                ReleasedTableQuery query,
                                                                                runtime::Deadline deadline) {
  pg::Params params;
  params.int2(number_of(query.table)).date(query.as_of).date(query.known_on);
  auto rows = co_await pool.exec(sql::figures::kFindRelease, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<ReleasedTable>(*rows, [](const pg::Row& row) {
    ReleasedTable release;
    release.table = as<core::FigureTable>(row.int2(0));
    release.month = row.date(1);
    release.cells = row.text(2);
    release.sha256 = row.bytes32(3);
    release.released_at = row.timestamptz(4);
    return release;
  });
}

asio::awaitable<core::Result<std::int64_t>> put_figure(pg::Transaction& tx, FigureRow row) {
  pg::Params params;
  params.text(row.source).text(row.measure).text(row.definition).date(row.as_of).int8(row.value_min);
  params.int8(row.value_max).text(row.citation).text(row.entered_by.value());
  auto rows = co_await tx.exec(sql::figures::kPutFigure, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<std::vector<FigureRow>>> find_figures(pg::Pool& pool, FiguresQuery query,
                                                                   runtime::Deadline deadline) {
  pg::Params params;
  params.text(query.measure).date(query.as_of.first).date(query.as_of.last).date(query.known_on).int4(query.limit);
  auto rows = co_await pool.exec(sql::figures::kFindFigures, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<FigureRow>(*rows, [](const pg::Row& row) {
    FigureRow figure;
    figure.id = row.int8(0);
    figure.source = row.text(1);
    figure.measure = row.text(2);
    figure.definition = row.text(3);
    figure.as_of = row.date(4);
    figure.value_min = row.int8(5);
    figure.value_max = row.int8(6);
    figure.citation = row.text(7);
    figure.entered_at = row.timestamptz(8);
    return figure;
  });
}

}  // namespace hotline::store
