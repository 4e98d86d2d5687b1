#include "store/list_store.hpp"

#include <algorithm>

#include "sql/registry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

pg::Params of_list(std::int64_t list_no) {
  pg::Params params;
  params.int8(list_no);
  return params;
}

core::PersonId read_person_id(const pg::Row& row) {
  return core::PersonId(row.int8(0));
}

SourceShown read_source_shown(const pg::Row& row) {
  SourceShown shown;
  shown.source = read_source(row);
  std::vector<std::string> headings = row.texts(6);
  std::vector<std::string> columns = row.texts(7);
  for (std::size_t i = 0; i < std::min(headings.size(), columns.size()); ++i) {
    MappedColumn& mapped = shown.mapping.emplace_back();
    mapped.heading = std::move(headings[i]);
    mapped.column = std::move(columns[i]);
  }
  return shown;
}

StatingRow read_stating_row(const pg::Row& row) {
  StatingRow stating;
  stating.row_number = row.int8(0);
  stating.person = core::PersonId(row.int8(1));
  stating.statement = core::StatementId(row.int8(2));
  return stating;
}

ReviewedPerson read_reviewed_person(const pg::Row& row) {
  ReviewedPerson person;
  person.person = core::PersonId(row.int8(0));
  person.cluster = core::ClusterId(row.int8(1));
  person.version = row.int8(2);
  person.status = static_cast<core::Status>(row.int2(3));
  person.sealed = row.bytea(4);
  return person;
}

std::pair<core::ClusterId, core::PersonId> read_member(const pg::Row& row) {
  return std::pair(core::ClusterId(row.int8(0)), core::PersonId(row.int8(1)));
}

EarlierList read_earlier_list(const pg::Row& row) {
  EarlierList earlier;
  earlier.list_no = row.int8(0);
  earlier.id = core::ListId(row.bytes32(1));
  earlier.rows_total = row.int8(2);
  return earlier;
}

MissingRow read_missing_row(const pg::Row& row) {
  MissingRow missing;
  missing.row_number = row.int8(0);
  missing.person = core::PersonId(row.int8(1));
  return missing;
}

}  // namespace

asio::awaitable<core::Result<std::vector<SourceShown>>> list_sources(pg::Transaction& tx, core::SourceId after,
                                                                     std::int32_t limit) {
  pg::Params params;
  params.text(after.value()).int4(limit);
  auto rows = co_await tx.exec(sql::registry::kListSources, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<SourceShown>(*rows, read_source_shown);
}

asio::awaitable<core::Done> put_source(pg::Transaction& tx, SourceRow source) {
  pg::Params params;
  params.text(source.id.value()).text(source.description).int2(static_cast<std::int16_t>(source.ceiling));
  params.int2s(numbers_of(source.sides)).int2s(numbers_of(source.kinds)).boolean(source.invented);
  auto rows = co_await tx.exec(sql::registry::kPutSource, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<ListRow>>> list_lists(pg::Transaction& tx, ListsQuery query) {
  pg::Params params;
  params.text(query.source.value()).int8(query.before).int4(query.limit);
  auto rows = co_await tx.exec(sql::registry::kListLists, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ListRow>(*rows, read_list);
}

asio::awaitable<core::Result<std::int64_t>> count_list_deaths(pg::Transaction& tx, std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kCountListDeaths, of_list(list_no));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<std::int64_t>> count_list_statements(pg::Transaction& tx, std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kCountListStatements, of_list(list_no));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<std::vector<StatingRow>>> sample_list_rows(pg::Transaction& tx, SampleQuery query) {
  pg::Params params;
  params.int8(query.list_no).int8(query.seed).int4(query.limit);
  auto rows = co_await tx.exec(sql::registry::kSampleListRows, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<StatingRow>(*rows, read_stating_row);
}

asio::awaitable<core::Result<std::vector<StatingRow>>> list_death_rows(pg::Transaction& tx, DeathRowsQuery query) {
  pg::Params params;
  params.int8(query.list_no).int8(query.after).int4(query.limit);
  auto rows = co_await tx.exec(sql::registry::kListDeathRows, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<StatingRow>(*rows, read_stating_row);
}

asio::awaitable<core::Result<std::vector<ReviewedPerson>>> read_reviewed_persons(pg::Transaction& tx,
                                                                                 std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kReadReviewedPersons, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ReviewedPerson>(*rows, read_reviewed_person);
}

asio::awaitable<core::Result<std::vector<std::pair<core::ClusterId, core::PersonId>>>> read_cluster_members(
    pg::Transaction& tx, std::vector<core::ClusterId> clusters) {
  std::vector<std::int64_t> ids;
  for (const core::ClusterId& cluster : clusters) ids.push_back(cluster.value());
  pg::Params params;
  params.int8s(ids);
  auto rows = co_await tx.exec(sql::registry::kReadClusterMembers, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<std::pair<core::ClusterId, core::PersonId>>(*rows, read_member);
}

asio::awaitable<core::Result<std::vector<core::StatementId>>> list_replacements_waiting(
    pg::Transaction& tx, std::int64_t list_no, std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8(list_no).int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kListReplacementsWaiting, std::move(params));
  if (!rows) co_return rows.error();
  co_return read_statement_ids(*rows);
}

asio::awaitable<core::Result<core::Instant>> countersign_list(pg::Transaction& tx, std::int64_t list_no,
                                                              core::ActorId actor) {
  pg::Params params;
  params.int8(list_no).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kCountersignList, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().timestamptz(0);
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> list_death_persons(pg::Transaction& tx,
                                                                              std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kListDeathPersons, of_list(list_no));
  if (!rows) co_return rows.error();
  co_return all_of<core::PersonId>(*rows, read_person_id);
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> confirm_list_replacements(pg::Transaction& tx,
                                                                                     std::int64_t list_no,
                                                                                     core::ActorId actor) {
  pg::Params params;
  params.int8(list_no).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kConfirmListReplacements, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<core::PersonId>(*rows, read_person_id);
}

asio::awaitable<core::Done> put_list_withdrawal(pg::Transaction& tx, std::int64_t list_no, core::ActorId actor,
                                                std::string ground, ListWithdrawn how) {
  pg::Params params;
  params.int8(list_no).text(actor.value()).text(ground).boolean(how == ListWithdrawn::kWholly);
  auto rows = co_await tx.exec(sql::registry::kPutListWithdrawal, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Done> confirm_list_withdrawal(pg::Transaction& tx, std::int64_t list_no, core::ActorId actor) {
  pg::Params params;
  params.int8(list_no).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kConfirmListWithdrawal, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> list_touched_persons(pg::Transaction& tx,
                                                                                std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kListTouchedPersons, of_list(list_no));
  if (!rows) co_return rows.error();
  const std::vector<std::int64_t> ids = rows->front().int8s(0);
  std::vector<core::PersonId> persons;
  persons.reserve(ids.size());
  for (const std::int64_t id : ids) persons.emplace_back(id);
  co_return persons;
}

asio::awaitable<core::Result<std::int64_t>> take_over_statements(pg::Transaction& tx, std::int64_t list_no,
                                                                 core::ActorId actor) {
  pg::Params params;
  params.int8(list_no).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kTakeOverStatements, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Done> give_back_replaced(pg::Transaction& tx, std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kGiveBackReplaced, of_list(list_no));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::int64_t>> undo_list_links(pg::Transaction& tx, std::int64_t list_no,
                                                            core::ActorId actor, std::string ground) {
  pg::Params params;
  params.int8(list_no).text(actor.value()).text(ground);
  auto rows = co_await tx.exec(sql::registry::kUndoListLinks, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<std::optional<EarlierList>>> find_earlier_list(pg::Transaction& tx, std::int64_t list_no) {
  auto rows = co_await tx.exec(sql::registry::kFindEarlierList, of_list(list_no));
  if (!rows) co_return rows.error();
  if (rows->empty()) co_return std::nullopt;
  co_return read_earlier_list(rows->front());
}

asio::awaitable<core::Result<std::vector<MissingRow>>> list_missing_rows(pg::Transaction& tx, MissingQuery query) {
  pg::Params params;
  params.int8(query.list_no).int8(query.earlier_list_no).int8(query.after).int8(query.up_to).int4(query.limit);
  auto rows = co_await tx.exec(sql::registry::kListMissingRows, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<MissingRow>(*rows, read_missing_row);
}

}  // namespace hotline::store
