#include "store/find_store.hpp"

#include <utility>

#include "sql/registry.hpp"
#include "store/registry_store.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

void add(pg::Params& params, const ClearFilter& filter) {
  params.int2s(numbers_of(filter.sides)).int2s(numbers_of(filter.statuses));
  params.text(filter.source ? std::optional<std::string_view>(filter.source->value()) : std::nullopt);
}

Window read_window(const pg::Row& row) {
  return Window{row.int8_or_null(0).value_or(0), row.int8(1)};
}

std::vector<core::PersonId> person_ids_of(const pg::Rows& rows) {
  std::vector<core::PersonId> persons;
  persons.reserve(rows.size());
  for (const pg::Row row : rows) persons.emplace_back(row.int8(0));
  return persons;
}

ShownRow read_shown(const pg::Row& row) {
  ShownRow shown;
  shown.person = core::PersonId(row.int8(0));
  shown.cluster = core::ClusterId(row.int8(1));
  shown.version = row.int8(2);
  shown.status = static_cast<core::Status>(row.int2(3));
  shown.rung = static_cast<core::EvidenceRung>(row.int2(4));
  shown.side = static_cast<core::Side>(row.int2(5));
  shown.sealed = row.bytea(6);
  shown.sources = row.texts(7);
  shown.revision = row.int8(8);
  return shown;
}

GapFigures read_figures(const pg::Row& row, std::size_t first) {
  return GapFigures{row.int8(first), row.int8_or_null(first + 1).value_or(0), row.int8_or_null(first + 2).value_or(0)};
}

GapsRow read_gaps(const pg::Row& row) {
  GapsRow gaps;
  gaps.source = core::SourceId(row.text(0));
  gaps.statements = row.int8(1);
  gaps.fact_to_received = read_figures(row, 2);
  gaps.received_to_entered = read_figures(row, 5);
  gaps.entered_to_forwarded = read_figures(row, 8);
  return gaps;
}

}  // namespace

asio::awaitable<core::Result<Window>> find_window(pg::Transaction& tx, std::int64_t after, std::int32_t limit) {
  pg::Params params;
  params.int8(after).int4(limit);
  auto rows = co_await tx.exec(sql::registry::kFindWindow, std::move(params));
  if (!rows) co_return rows.error();
  co_return read_window(rows->front());
}

asio::awaitable<core::Result<Window>> find_list_window(pg::Transaction& tx, std::int64_t list_no,
                                                       std::int64_t after_row, std::int32_t limit) {
  pg::Params params;
  params.int8(list_no).int8(after_row).int4(limit);
  auto rows = co_await tx.exec(sql::registry::kFindListWindow, std::move(params));
  if (!rows) co_return rows.error();
  co_return read_window(rows->front());
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> find_in_window(pg::Transaction& tx, std::int64_t after,
                                                                          std::int64_t last, ClearFilter filter,
                                                                          std::int32_t limit) {
  pg::Params params;
  params.int8(after).int8(last);
  add(params, filter);
  params.int4(limit);
  auto rows = co_await tx.exec(sql::registry::kFindInWindow, std::move(params));
  if (!rows) co_return rows.error();
  co_return person_ids_of(*rows);
}

asio::awaitable<core::Result<std::vector<OnList>>> find_in_list_window(pg::Transaction& tx, ListSpan span,
                                                                       ClearFilter filter, std::int32_t limit) {
  pg::Params params;
  params.int8(span.list_no).int8(span.after_row).int8(span.last_row);
  add(params, filter);
  params.int4(limit);
  auto rows = co_await tx.exec(sql::registry::kFindInListWindow, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<OnList> persons;
  for (const pg::Row row : *rows) persons.push_back(OnList{row.int8(0), core::PersonId(row.int8(1))});
  co_return persons;
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> find_on_list(pg::Transaction& tx, std::int64_t list_no,
                                                                        std::int64_t last_row,
                                                                        std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8(list_no).int8(last_row).int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kFindOnList, std::move(params));
  if (!rows) co_return rows.error();
  co_return person_ids_of(*rows);
}

asio::awaitable<core::Result<std::vector<ShownRow>>> find_shown(pg::Transaction& tx,
                                                                std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kFindShown, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<ShownRow> shown;
  for (const pg::Row row : *rows) shown.push_back(read_shown(row));
  co_return shown;
}

asio::awaitable<core::Result<std::vector<GapsRow>>> report_gaps(pg::Transaction& tx, GapsQuery query) {
  pg::Params params;
  params.timestamptz(query.from).timestamptz(query.until);
  params.text(query.source ? std::optional<std::string_view>(query.source->value()) : std::nullopt);
  auto rows = co_await tx.exec(sql::registry::kReportGaps, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<GapsRow> gaps;
  for (const pg::Row row : *rows) gaps.push_back(read_gaps(row));
  co_return gaps;
}

}  // namespace hotline::store
