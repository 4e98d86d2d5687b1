#include "store/registry_store.hpp"

#include <algorithm>
#include <chrono>

#include "sql/registry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

core::PersonId person_of(std::int64_t id) {
  return core::PersonId(id);
}

StatementRow read_statement(const pg::Row& row) {
  StatementRow out;
  out.statement.id = core::StatementId(row.int8(0));
  out.statement.person = person_of(row.int8(1));
  out.statement.kind = as<core::StatementKind>(row.int2(2));
  out.statement.rung = as<core::EvidenceRung>(row.int2(3));
  out.statement.source = core::SourceId(row.text(4));
  out.statement.fact_date = stored_date(row.date_or_null(5), row.int2(6));
  out.statement.received_at = row.timestamptz(7);
  out.statement.entered_at = row.timestamptz(8);
  out.statement.forwarded_at = row.timestamptz_or_null(9);
  out.statement.counts = row.boolean(10);
  out.withdrawn_at = row.timestamptz_or_null(11);
  out.statement.withdrawn = out.withdrawn_at.has_value();
  out.detail_sealed = row.bytea_or_null(12).value_or("");
  out.statement.recipient = as<core::Recipient>(row.int2(13));
  out.statement.inform_kin = as<core::InformKin>(row.int2(14));
  out.statement.region = static_cast<std::uint16_t>(row.int2(15));
  out.list_no = row.int8_or_null(16);
  return out;
}

HoldRow read_hold(const pg::Row& row) {
  HoldRow hold;
  hold.id = core::HoldId(row.int8(0));
  hold.person = person_of(row.int8(1));
  hold.ground = row.text(2);
  hold.author = core::ActorId(row.text(3));
  hold.until_day = row.date(4);
  hold.ended = !row.null(5);
  return hold;
}

NameRow read_name(const pg::Row& row) {
  NameRow name;
  name.id = core::NameId(row.int8(0));
  name.person = person_of(row.int8(1));
  name.kind = as<core::NameKind>(row.int2(2));
  name.script = as<core::Script>(row.int2(3));
  name.language = row.text(4);
  name.source = core::SourceId(row.text(5));
  name.sealed = row.bytea(6);
  name.entered_at = row.timestamptz(7);
  name.withdrawn_at = row.timestamptz_or_null(8);
  name.list_no = row.int8_or_null(9);
  return name;
}

IdentifierRow read_identifier(const pg::Row& row) {
  IdentifierRow identifier;
  identifier.id = row.int8(0);
  identifier.person = person_of(row.int8(1));
  identifier.kind = as<core::IdentifierKind>(row.int2(2));
  identifier.value_hash = row.bytes32(3);
  identifier.source = core::SourceId(row.text(4));
  identifier.sealed = row.bytea(5);
  identifier.entered_at = row.timestamptz(6);
  identifier.withdrawn_at = row.timestamptz_or_null(7);
  identifier.list_no = row.int8_or_null(8);
  return identifier;
}

StateRow read_state(const pg::Row& row) {
  StateRow state;
  state.person = person_of(row.int8(0));
  state.cluster = core::ClusterId(row.int8(1));
  state.version = row.int8(2);
  state.status = as<core::Status>(row.int2(3));
  state.rung = as<core::EvidenceRung>(row.int2(4));
  return state;
}

PersonRow read_person_row(const pg::Row& row) {
  PersonRow person;
  person.side = as<core::Side>(row.int2(0));
  person.sealed = row.bytea(1);
  person.cluster = core::ClusterId(row.int8(2));
  person.version = row.int8(3);
  person.status = as<core::Status>(row.int2(4));
  person.rung = as<core::EvidenceRung>(row.int2(5));
  person.inform_kin = as<core::InformKin>(row.int2(6));
  person.revision = row.int8(7);
  person.entered_at = row.timestamptz(8);
  return person;
}

StatementFound read_statement_found(const pg::Row& row) {
  StatementFound found;
  found.person = person_of(row.int8(0));
  found.kind = as<core::StatementKind>(row.int2(1));
  if (auto asked_by = row.text_or_null(2)) found.withdrawal_asked_by = core::ActorId(std::move(*asked_by));
  found.withdrawn = !row.null(3);
  found.list_no = row.int8_or_null(4);
  return found;
}

HoldFound read_hold_found(const pg::Row& row) {
  HoldFound found;
  found.person = person_of(row.int8(0));
  found.ended = !row.null(1);
  return found;
}

RowOutcome read_outcome(const pg::Row& row) {
  RowOutcome outcome;
  outcome.row_number = row.int8(0);
  outcome.kind = as<RowOutcomeKind>(row.int2(1));
  if (auto person = row.int8_or_null(2)) outcome.person = person_of(*person);
  std::vector<std::string> columns = row.texts(3);
  std::vector<std::string> descriptions = row.texts(4);
  for (std::size_t i = 0; i < columns.size() && i < descriptions.size(); ++i) {
    RowFault fault;
    fault.column = std::move(columns[i]);
    fault.description = std::move(descriptions[i]);
    outcome.faults.push_back(std::move(fault));
  }
  return outcome;
}

template <typename Ids>
pg::Params one_id(const Ids& id) {
  pg::Params params;
  params.int8(id.value());
  return params;
}

pg::Params of_persons(const std::vector<core::PersonId>& persons) {
  pg::Params params;
  params.int8s(numbers(persons));
  return params;
}

}  // namespace

SourceRow read_source(const pg::Row& row) {
  SourceRow source;
  source.id = core::SourceId(row.text(0));
  source.description = row.text(1);
  source.ceiling = as<core::EvidenceRung>(row.int2(2));
  for (const std::int64_t side : row.int8s(3)) source.sides.push_back(static_cast<core::Side>(side));
  for (const std::int64_t kind : row.int8s(4)) source.kinds.push_back(static_cast<core::StatementKind>(kind));
  source.invented = row.boolean(5);
  return source;
}

ListRow read_list(const pg::Row& row) {
  ListRow list;
  list.list_no = row.int8(0);
  list.source = core::SourceId(row.text(1));
  list.side = as<core::Side>(row.int2(2));
  list.rows_total = row.int8(3);
  list.committed_row = row.int8(4);
  list.rows_new = row.int8(5);
  list.rows_unchanged = row.int8(6);
  list.rows_statement_added = row.int8(7);
  list.rows_refused = row.int8(8);
  list.deaths = row.int8(9);
  list.received_at = row.timestamptz(10);
  list.imported_by = core::ActorId(row.text(11));
  list.countersigned_by = core::ActorId(row.text_or_null(12).value_or(""));
  list.countersigned_at = row.timestamptz_or_null(13);
  list.withdrawn_at = row.timestamptz_or_null(14);
  list.rows_changed = row.int8(15);
  list.rows_joined = row.int8(16);
  list.withdrawal_asked_by = core::ActorId(row.text_or_null(17).value_or(""));
  list.withdrawal_asked_at = row.timestamptz_or_null(18);
  list.id = core::ListId(row.bytes32(19));
  list.entered_at = row.timestamptz(20);
  list.withdrawn_by = core::ActorId(row.text_or_null(21).value_or(""));
  return list;
}

bool SourceRow::may_report(core::Side side) const {
  return std::find(sides.begin(), sides.end(), side) != sides.end();
}

bool SourceRow::may_state(core::StatementKind kind) const {
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

core::PartialDate stored_date(std::optional<std::int32_t> day, std::int16_t precision) {
  core::PartialDate date;
  if (!day || precision == 0) return date;
  const std::chrono::year_month_day calendar{std::chrono::sys_days{std::chrono::days{*day}}};
  date.precision = static_cast<core::DatePrecision>(precision);
  date.year = static_cast<std::int16_t>(static_cast<int>(calendar.year()));
  if (date.precision == core::DatePrecision::kYear) return date;
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.month()));
  if (date.precision == core::DatePrecision::kMonth) return date;
  date.day = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.day()));
  return date;
}

std::vector<std::int64_t> numbers(std::span<const core::PersonId> persons) {
  std::vector<std::int64_t> out;
  out.reserve(persons.size());
  for (const core::PersonId& person : persons) out.push_back(person.value());
  return out;
}

asio::awaitable<core::Result<std::optional<SourceRow>>> find_source(pg::Transaction& tx, core::SourceId source) {
  pg::Params params;
  params.text(source.value());
  auto rows = co_await tx.exec(sql::registry::kFindSource, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<SourceRow>(*rows, read_source);
}

asio::awaitable<core::Done> put_list(pg::Transaction& tx, NewList list) {
  pg::Params params;
  params.bytea(list.id.value()).text(list.source.value()).int2(number_of(list.side)).int8(list.rows_total);
  params.timestamptz(list.received_at).text(list.actor.value()).int2(list.attempt);
  auto rows = co_await tx.exec(sql::registry::kPutList, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::optional<ListRow>>> find_list(pg::Transaction& tx, core::ListId list) {
  pg::Params params;
  params.bytea(list.value());
  auto rows = co_await tx.exec(sql::registry::kFindList, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<ListRow>(*rows, read_list);
}

asio::awaitable<core::Result<std::optional<ListRow>>> lock_list(pg::Transaction& tx, core::ListId list) {
  pg::Params params;
  params.bytea(list.value());
  auto rows = co_await tx.exec(sql::registry::kLockList, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<ListRow>(*rows, read_list);
}

asio::awaitable<core::Result<std::vector<RowOutcome>>> read_list_rows(pg::Transaction& tx, ListRowsQuery query) {
  std::vector<std::int16_t> kinds;
  for (const RowOutcomeKind kind : query.kinds) kinds.push_back(number_of(kind));
  pg::Params params;
  params.int8(query.list_no).int8(query.after).int2s(kinds).int4(query.limit);
  auto rows = co_await tx.exec(sql::registry::kReadListRows, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<RowOutcome>(*rows, read_outcome);
}

asio::awaitable<core::Result<std::vector<StatementRow>>> read_statements(pg::Transaction& tx,
                                                                         std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kReadStatements, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<StatementRow>(*rows, read_statement);
}

pg::Call put_statements_call(StatementOrigin origin, std::vector<NewStatement> added) {
  std::vector<std::int64_t> persons;
  std::vector<std::int16_t> kinds;
  std::vector<std::int16_t> rungs;
  std::vector<std::optional<std::int32_t>> days;
  std::vector<std::int16_t> precisions;
  std::vector<std::optional<std::string>> details;
  std::vector<std::int16_t> recipients;
  std::vector<std::int16_t> wishes;
  std::vector<std::int16_t> regions;
  for (NewStatement& statement : added) {
    persons.push_back(statement.person.value());
    kinds.push_back(number_of(statement.kind));
    rungs.push_back(number_of(statement.rung));
    days.push_back(core::first_day(statement.fact_date));
    precisions.push_back(number_of(statement.fact_date.precision));
    details.push_back(statement.detail_sealed.empty() ? std::nullopt
                                                      : std::optional<std::string>(std::move(statement.detail_sealed)));
    recipients.push_back(number_of(statement.recipient));
    wishes.push_back(number_of(statement.inform_kin));
    regions.push_back(static_cast<std::int16_t>(statement.region));
  }
  pg::Params params;
  params.text(origin.source.value()).int8(origin.list_no).text(origin.actor.value());
  params.int8s(persons).int2s(kinds).int2s(rungs).dates(days).int2s(precisions);
  params.timestamptz(origin.received_at).timestamptz(origin.forwarded_at).byteas(details);
  params.int2s(recipients).int2s(wishes).int2s(regions);
  return pg::Call{sql::registry::kPutStatements, std::move(params)};
}

std::vector<core::StatementId> read_statement_ids(const pg::Rows& rows) {
  return all_of<core::StatementId>(rows, [](const pg::Row& row) { return core::StatementId(row.int8(0)); });
}

asio::awaitable<core::Result<std::vector<core::StatementId>>> put_statements(pg::Transaction& tx,
                                                                             StatementOrigin origin,
                                                                             std::vector<NewStatement> added) {
  pg::Call call = put_statements_call(std::move(origin), std::move(added));
  auto rows = co_await tx.exec(call.query, std::move(call.params));
  if (!rows) co_return rows.error();
  co_return read_statement_ids(*rows);
}

asio::awaitable<core::Result<std::optional<StatementFound>>> find_statement(pg::Transaction& tx,
                                                                            core::StatementId statement) {
  auto rows = co_await tx.exec(sql::registry::kFindStatement, one_id(statement));
  if (!rows) co_return rows.error();
  co_return first_of<StatementFound>(*rows, read_statement_found);
}

asio::awaitable<core::Result<bool>> put_withdrawal(pg::Transaction& tx, core::StatementId statement, std::string ground,
                                                   core::ActorId actor, WithdrawalTakesEffect when) {
  pg::Params params;
  params.int8(statement.value()).text(ground).text(actor.value()).boolean(when == WithdrawalTakesEffect::kAtOnce);
  auto rows = co_await tx.exec(sql::registry::kPutWithdrawal, std::move(params));
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Result<bool>> confirm_withdrawal(pg::Transaction& tx, core::StatementId statement,
                                                       core::ActorId actor) {
  pg::Params params;
  params.int8(statement.value()).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kConfirmWithdrawal, std::move(params));
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Result<std::vector<HoldRow>>> read_holds(pg::Transaction& tx,
                                                               std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kReadHolds, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<HoldRow>(*rows, read_hold);
}

asio::awaitable<core::Result<core::HoldId>> put_hold(pg::Transaction& tx, core::PersonId person, std::string ground,
                                                     core::ActorId actor, std::int32_t until_day) {
  pg::Params params;
  params.int8(person.value()).text(ground).text(actor.value()).date(until_day);
  auto rows = co_await tx.exec(sql::registry::kPutHold, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::HoldId(rows->front().int8(0));
}

asio::awaitable<core::Result<std::optional<HoldFound>>> find_hold(pg::Transaction& tx, core::HoldId hold) {
  auto rows = co_await tx.exec(sql::registry::kFindHold, one_id(hold));
  if (!rows) co_return rows.error();
  co_return first_of<HoldFound>(*rows, read_hold_found);
}

asio::awaitable<core::Result<bool>> end_hold(pg::Transaction& tx, core::HoldId hold, core::ActorId actor) {
  pg::Params params;
  params.int8(hold.value()).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kEndHold, std::move(params));
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Result<std::optional<PersonRow>>> read_person(pg::Transaction& tx, core::PersonId person) {
  auto rows = co_await tx.exec(sql::registry::kReadPerson, one_id(person));
  if (!rows) co_return rows.error();
  co_return first_of<PersonRow>(*rows, read_person_row);
}

asio::awaitable<core::Result<std::optional<core::Side>>> find_person_side(pg::Transaction& tx, core::PersonId person) {
  auto rows = co_await tx.exec(sql::registry::kFindPersonSide, one_id(person));
  if (!rows) co_return rows.error();
  co_return first_of<core::Side>(*rows, [](const pg::Row& row) { return as<core::Side>(row.int2(0)); });
}

asio::awaitable<core::Result<std::vector<NameRow>>> read_names(pg::Transaction& tx,
                                                               std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kReadNames, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<NameRow>(*rows, read_name);
}

asio::awaitable<core::Result<std::vector<IdentifierRow>>> read_identifiers(pg::Transaction& tx,
                                                                           std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kReadIdentifiers, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<IdentifierRow>(*rows, read_identifier);
}

asio::awaitable<core::Result<std::vector<StateRow>>> lock_clusters(pg::Transaction& tx,
                                                                   std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kLockClusters, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<StateRow>(*rows, read_state);
}

asio::awaitable<core::Result<std::vector<std::pair<core::PersonId, core::PersonId>>>> read_confirmed_links(
    pg::Transaction& tx, std::vector<core::PersonId> persons) {
  auto rows = co_await tx.exec(sql::registry::kReadConfirmedLinks, of_persons(persons));
  if (!rows) co_return rows.error();
  co_return all_of<std::pair<core::PersonId, core::PersonId>>(
      *rows, [](const pg::Row& row) { return std::pair(person_of(row.int8(0)), person_of(row.int8(1))); });
}

asio::awaitable<core::Done> put_states(pg::Transaction& tx, std::vector<NewState> states) {
  std::vector<std::int64_t> persons;
  std::vector<std::int64_t> clusters;
  std::vector<std::int16_t> status;
  std::vector<std::int16_t> rungs;
  std::vector<std::int16_t> flags;
  std::vector<std::int32_t> status_days;
  std::vector<std::int32_t> last_alive_days;
  std::vector<std::int32_t> hold_days;
  std::vector<std::int16_t> inform_kin;
  std::vector<std::int16_t> cluster_inform_kin;
  std::vector<std::int16_t> regions;
  for (const NewState& state : states) {
    persons.push_back(state.person.value());
    clusters.push_back(state.cluster.value());
    status.push_back(number_of(state.derived.status));
    rungs.push_back(number_of(state.derived.rung));
    flags.push_back(state.derived.flags);
    status_days.push_back(core::day_number(state.derived.fact_date));
    last_alive_days.push_back(core::day_number(state.derived.last_alive));
    hold_days.push_back(state.hold_until_day);
    inform_kin.push_back(number_of(state.inform_kin));
    cluster_inform_kin.push_back(number_of(state.cluster_inform_kin));
    regions.push_back(static_cast<std::int16_t>(state.region));
  }
  pg::Params params;
  params.int8s(persons)
      .int8s(clusters)
      .int2s(status)
      .int2s(rungs)
      .int2s(flags)
      .int4s(status_days)
      .int4s(last_alive_days);
  params.int4s(hold_days).int2s(inform_kin).int2s(cluster_inform_kin).int2s(regions);
  auto rows = co_await tx.exec(sql::registry::kPutStates, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::int64_t>> raise_revision(pg::Transaction& tx, std::vector<core::PersonId> changed) {
  auto rows = co_await tx.exec(sql::registry::kRaiseRevision, of_persons(changed));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<std::int64_t>> read_revision(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::registry::kReadRevision, pg::Params());
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

}  // namespace hotline::store
