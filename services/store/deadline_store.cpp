#include "store/deadline_store.hpp"

#include <utility>

#include "sql/deadline.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

pg::Params of_persons(const std::vector<core::PersonId>& persons) {
  std::vector<std::int64_t> ids;
  ids.reserve(persons.size());
  for (const core::PersonId person : persons) ids.push_back(person.value());
  pg::Params params;
  params.int8s(ids);
  return params;
}

DeadlineRow read_deadline(const pg::Row& row) {
  DeadlineRow read;
  read.cluster = core::ClusterId(row.int8(0));
  read.deadline.kind = as<core::DeadlineKind>(row.int2(1));
  read.deadline.recipient = as<core::Recipient>(row.int2(2));
  read.deadline.basis = core::StatementId(row.int8(3));
  read.side = as<core::Side>(row.int2(4));
  read.deadline.since = row.date(5);
  read.deadline.due = row.date(6);
  return read;
}

}  // namespace

asio::awaitable<core::Result<std::optional<DeadlineCursor>>> lock_deadline_cursor(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::deadline::kLockCursor);
  if (!rows) co_return rows.error();
  co_return first_of<DeadlineCursor>(*rows, [](const pg::Row& row) {
    DeadlineCursor cursor;
    cursor.revision = row.int8(0);
    cursor.person = row.int8(1);
    cursor.filled_person = row.int8_or_null(2);
    return cursor;
  });
}

asio::awaitable<core::Done> move_deadline_cursor(pg::Transaction& tx, DeadlineCursor cursor) {
  pg::Params params;
  params.int8(cursor.revision).int8(cursor.person).int8(cursor.filled_person);
  auto rows = co_await tx.exec(sql::deadline::kMoveCursor, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<DeadlineStep>> changed_persons(pg::Transaction& tx, DeadlineCursor cursor,
                                                            std::int32_t limit) {
  pg::Params params;
  params.int8(cursor.revision).int8(cursor.person).int4(limit);
  auto rows = co_await tx.exec(sql::deadline::kChangedPersons, std::move(params));
  if (!rows) co_return rows.error();
  DeadlineStep changed;
  changed.until = cursor;
  if (rows->empty()) co_return changed;
  for (const pg::Row row : *rows) {
    if (!row.null(1)) changed.persons.emplace_back(row.int8(1));
  }
  const pg::Row last = (*rows)[rows->size() - 1];
  changed.more = rows->size() == static_cast<std::size_t>(limit);
  // Of a revision that may go on behind the limit only those who were read.
  changed.until.revision = changed.more && !last.null(1) ? last.int8(0) - 1 : last.int8(0);
  changed.until.person = changed.more ? last.int8_or_null(1).value_or(0) : 0;
  co_return changed;
}

asio::awaitable<core::Result<DeadlineStep>> older_persons(pg::Transaction& tx, DeadlineCursor cursor,
                                                          std::int32_t limit) {
  DeadlineStep older;
  older.until = cursor;
  if (!cursor.filled_person) co_return older;
  pg::Params params;
  params.int8(*cursor.filled_person).int4(limit);
  auto rows = co_await tx.exec(sql::deadline::kOlderPersons, std::move(params));
  if (!rows) co_return rows.error();
  for (const pg::Row row : *rows) older.persons.emplace_back(row.int8(0));
  older.more = rows->size() == static_cast<std::size_t>(limit);
  older.until.filled_person = older.more ? std::optional(older.persons.back().value()) : std::nullopt;
  co_return older;
}

asio::awaitable<core::Result<std::vector<HeldRecord>>> held_records(pg::Transaction& tx,
                                                                    std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::deadline::kHeldRecords, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<HeldRecord>(*rows, [](const pg::Row& row) {
    HeldRecord record;
    record.person = core::PersonId(row.int8(0));
    record.cluster = core::ClusterId(row.int8(1));
    record.side = as<core::Side>(row.int2(2));
    record.cluster_wish = as<core::InformKin>(row.int2(3));
    return record;
  });
}

asio::awaitable<core::Done> replace_deadlines(pg::Transaction& tx, std::vector<core::PersonId> instead_of,
                                              std::vector<DeadlineRow> deadlines) {
  auto forgotten = co_await tx.exec(sql::deadline::kForgetDeadlines, of_persons(instead_of));
  if (!forgotten) co_return forgotten.error();
  if (deadlines.empty()) co_return core::Nothing{};
  std::vector<std::int64_t> clusters, statements;
  std::vector<std::int16_t> kinds, recipients, sides;
  std::vector<std::optional<std::int32_t>> since, due;
  for (const DeadlineRow& row : deadlines) {
    clusters.push_back(row.cluster.value());
    kinds.push_back(number_of(row.deadline.kind));
    recipients.push_back(number_of(row.deadline.recipient));
    statements.push_back(row.deadline.basis.value());
    sides.push_back(number_of(row.side));
    since.emplace_back(row.deadline.since);
    due.emplace_back(row.deadline.due);
  }
  pg::Params params;
  params.int8s(clusters).int2s(kinds).int2s(recipients).int8s(statements).int2s(sides).dates(since).dates(due);
  auto rows = co_await tx.exec(sql::deadline::kPutDeadlines, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<DeadlineRow>>> list_deadlines(pg::Pool& pool, DeadlinesQuery query,
                                                                       runtime::Deadline deadline) {
  pg::Params params;
  const std::optional<DeadlineRow>& after = query.after;
  const auto kind = query.kind ? query.kind : after ? std::optional(after->deadline.kind) : std::nullopt;
  params.date(query.due_until)
      .date(after ? std::optional(after->deadline.due) : std::nullopt)
      .int8(after ? after->cluster.value() : 0)
      .int2(kind ? number_of(*kind) : std::int16_t{0})
      .int2(after ? number_of(after->deadline.recipient) : std::int16_t{0})
      .int4(query.limit);
  const pg::Query text = query.kind ? pg::Query(sql::deadline::kListOfKind) : pg::Query(sql::deadline::kListDeadlines);
  auto rows = co_await pool.exec(text, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<DeadlineRow>(*rows, read_deadline);
}

asio::awaitable<core::Result<LateCounts>> count_late(pg::Pool& pool, std::int32_t due_until, std::int64_t most,
                                                     runtime::Deadline deadline) {
  pg::Params params;
  params.date(due_until).int8(most);
  auto rows = co_await pool.exec(sql::deadline::kCountLate, std::move(params), deadline);
  if (!rows) co_return rows.error();
  LateCounts counts{};
  for (const pg::Row row : *rows) counts.at(static_cast<std::size_t>(row.int2(0)) - 1) = row.int8(1);
  co_return counts;
}

}  // namespace hotline::store
