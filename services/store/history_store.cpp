#include "store/history_store.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/status.hpp"
#include "sql/registry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

// Steps of one page's links, and withdrawals that others took the place of: more than any work on one human being.
constexpr std::int32_t kStepsMax = 20'000;
constexpr std::int32_t kPastWithdrawalsMax = 20'000;

pg::Params of_persons(const std::vector<core::PersonId>& persons, std::int32_t limit) {
  pg::Params params;
  params.int8s(numbers(persons)).int4(limit);
  return params;
}

pg::Params of_person(core::PersonId person, std::int32_t limit) {
  pg::Params params;
  params.int8(person.value()).int4(limit);
  return params;
}

MemberRow read_record(const pg::Row& row) {
  MemberRow record;
  record.person = core::PersonId(row.int8(0));
  record.side = as<core::Side>(row.int2(1));
  record.sealed = row.bytea(2);
  record.entered_at = row.timestamptz(3);
  record.cluster = core::ClusterId(row.int8(4));
  record.version = row.int8(5);
  record.status = as<core::Status>(row.int2(6));
  record.rung = as<core::EvidenceRung>(row.int2(7));
  record.inform_kin = as<core::InformKin>(row.int2(8));
  record.revision = row.int8(9);
  return record;
}

ParticularsRow read_particulars_row(const pg::Row& row) {
  ParticularsRow particulars;
  particulars.person = core::PersonId(row.int8(0));
  particulars.sealed = row.bytea(1);
  particulars.held = core::Interval{row.timestamptz(2), row.timestamptz_or_null(3)};
  return particulars;
}

// A withdrawal that a list caused ends when that list is withdrawn; one that never began is none.
void add_interval(std::vector<core::Interval>& intervals, std::optional<core::Instant> from,
                  std::optional<core::Instant> until) {
  if (from && (!until || *from < *until)) intervals.push_back(core::Interval{*from, until});
}

void add_withdrawal(StatementHistoryRow& row, core::Instant from, std::optional<core::Instant> until,
                    std::string actors, std::string ground) {
  if (until && *until <= from) return;
  row.withdrawals.push_back(WithdrawalRow{core::Interval{from, until}, std::move(actors), std::move(ground)});
  row.history.withdrawn.push_back(row.withdrawals.back().held);
}

void add_wait(StatementHistoryRow& row, core::Instant from, std::optional<core::Instant> until, std::string actors,
              std::string ground) {
  if (until && *until <= from) return;
  row.waits.push_back(WithdrawalRow{core::Interval{from, until}, std::move(actors), std::move(ground)});
}

std::string both(std::string first, const std::optional<std::string>& second) {
  return second ? std::move(first) + ", " + *second : first;
}

core::Statement read_statement_values(const pg::Row& row) {
  core::Statement statement;
  statement.id = core::StatementId(row.int8(0));
  statement.person = core::PersonId(row.int8(1));
  statement.kind = as<core::StatementKind>(row.int2(2));
  statement.rung = as<core::EvidenceRung>(row.int2(3));
  statement.source = core::SourceId(row.text(4));
  statement.fact_date = stored_date(row.date_or_null(5), row.int2(6));
  statement.received_at = row.timestamptz(7);
  statement.entered_at = row.timestamptz(8);
  statement.forwarded_at = row.timestamptz_or_null(9);
  statement.recipient = as<core::Recipient>(row.int2(11));
  statement.inform_kin = as<core::InformKin>(row.int2(12));
  statement.region = static_cast<std::uint16_t>(row.int2(13));
  return statement;
}

StatementHistoryRow read_statement_history(const pg::Row& row) {
  StatementHistoryRow out;
  out.history.statement = read_statement_values(row);
  const core::Statement& statement = out.history.statement;
  out.detail_sealed = row.bytea_or_null(10).value_or("");
  out.entered_by = core::ActorId(row.text(14));
  if (!row.null(15)) out.list = core::ListId(row.bytes32(15));

  const auto countersigned_at = row.timestamptz_or_null(16);
  const bool waits_for_signature = out.list && core::states_death(statement.kind);
  out.history.counts_from = waits_for_signature ? countersigned_at : statement.entered_at;
  // A list that is asked back no longer speaks, but for deaths that count: those wait for the second registrar.
  const bool counted_death = waits_for_signature && countersigned_at;
  const auto list_from = row.timestamptz_or_null(counted_death ? 19 : 17);
  if (const auto asked_at = row.timestamptz_or_null(17)) {
    std::string asked_by = row.text_or_null(18).value_or("");
    std::string ground = row.text_or_null(21).value_or("");
    if (counted_death) add_wait(out, *asked_at, list_from, asked_by, ground);
    const auto withdrawn_by = row.text_or_null(20);
    const bool second = counted_death && withdrawn_by && *withdrawn_by != asked_by;
    std::string actors = both(std::move(asked_by), second ? withdrawn_by : std::nullopt);
    if (list_from) add_withdrawal(out, *list_from, std::nullopt, std::move(actors), std::move(ground));
  }
  if (const auto asked_at = row.timestamptz_or_null(22)) {
    const auto from = row.timestamptz_or_null(25);
    const auto ended = row.timestamptz_or_null(27);
    std::string asked_by = row.text(23);
    add_wait(out, *asked_at, from ? from : ended, asked_by, row.text(26));
    std::string actors = both(std::move(asked_by), row.text_or_null(24));
    if (from) add_withdrawal(out, *from, ended, std::move(actors), row.text(26));
  }
  return out;
}

HoldHistoryRow read_hold(const pg::Row& row) {
  HoldHistoryRow hold;
  hold.id = core::HoldId(row.int8(0));
  hold.person = core::PersonId(row.int8(1));
  hold.ground = row.text(2);
  hold.author = core::ActorId(row.text(3));
  hold.until_day = row.date(4);
  hold.held = core::Interval{row.timestamptz(5), row.timestamptz_or_null(6)};
  return hold;
}

NameHistoryRow read_name(const pg::Row& row) {
  NameHistoryRow name;
  name.person = core::PersonId(row.int8(1));
  name.kind = as<core::NameKind>(row.int2(2));
  name.script = as<core::Script>(row.int2(3));
  name.language = row.text(4);
  name.source = core::SourceId(row.text(5));
  name.sealed = row.bytea(6);
  name.entered_at = row.timestamptz(7);
  add_interval(name.withdrawn, row.timestamptz_or_null(8), row.timestamptz_or_null(9));
  add_interval(name.withdrawn, row.timestamptz_or_null(10), std::nullopt);
  return name;
}

IdentifierHistoryRow read_identifier(const pg::Row& row) {
  IdentifierHistoryRow identifier;
  identifier.person = core::PersonId(row.int8(0));
  identifier.kind = as<core::IdentifierKind>(row.int2(1));
  identifier.source = core::SourceId(row.text(2));
  identifier.sealed = row.bytea(3);
  identifier.entered_at = row.timestamptz(4);
  add_interval(identifier.withdrawn, row.timestamptz_or_null(5), row.timestamptz_or_null(6));
  add_interval(identifier.withdrawn, row.timestamptz_or_null(7), std::nullopt);
  return identifier;
}

LinkHistoryRow read_earlier_link(const pg::Row& row) {
  LinkHistoryRow link;
  link.id = core::LinkId(row.int8(0));
  link.a = core::PersonId(row.int8(1));
  link.b = core::PersonId(row.int8(2));
  link.state = as<core::LinkState>(row.int2(3));
  link.probability = static_cast<double>(row.float4(4));
  link.reasons = row.text(5);
  link.proposed_by = row.text(6);
  link.proposed_at = row.timestamptz(7);
  link.join_ground = as<JoinGround>(row.int2(8));
  return link;
}

LinkStep read_step(const pg::Row& row) {
  LinkStep step;
  step.decision = as<core::LinkDecision>(row.int2(1));
  step.state = as<core::LinkState>(row.int2(2));
  step.actor = core::ActorId(row.text(3));
  step.ground = row.text(4);
  step.decided_at = row.timestamptz(5);
  return step;
}

ToldRow read_told_row(const pg::Row& row) {
  ToldRow told;
  told.told_at = row.timestamptz(0);
  told.person = core::PersonId(row.int8(1));
  told.version = row.int8(2);
  told.reference = row.int8_or_null(3);
  told.tree = row.int4(4);
  told.log_index = row.int8(5);
  if (const auto kind = row.int2_or_null(6)) told.answer_kind = static_cast<std::uint8_t>(*kind);
  return told;
}

}  // namespace

core::LinkHistory LinkHistoryRow::history() const {
  core::LinkHistory history;
  history.a = a;
  history.b = b;
  history.states.emplace_back(proposed_at, core::LinkState::kProposed);
  for (const LinkStep& step : steps) history.states.emplace_back(step.decided_at, step.state);
  return history;
}

bool LinkHistoryRow::decided() const {
  return std::any_of(steps.begin(), steps.end(),
                     [](const LinkStep& step) { return step.decision != core::LinkDecision::kPropose; });
}

asio::awaitable<core::Result<std::vector<MemberRow>>> read_cluster(pg::Transaction& tx, core::PersonId person,
                                                                   std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kReadCluster, of_person(person, limit));
  if (!rows) co_return rows.error();
  co_return all_of<MemberRow>(*rows, read_record);
}

asio::awaitable<core::Result<std::vector<MemberRow>>> read_ever_joined(pg::Transaction& tx, core::PersonId person,
                                                                       std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kReadEverJoined, of_person(person, limit));
  if (!rows) co_return rows.error();
  co_return all_of<MemberRow>(*rows, read_record);
}

asio::awaitable<core::Result<std::vector<ParticularsRow>>> read_particulars(pg::Transaction& tx,
                                                                            std::vector<core::PersonId> persons,
                                                                            std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryParticulars, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  co_return all_of<ParticularsRow>(*rows, read_particulars_row);
}

asio::awaitable<core::Result<std::vector<StatementHistoryRow>>> read_statement_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryStatements, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  auto histories = all_of<StatementHistoryRow>(*rows, read_statement_history);
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, std::size_t> place;
  for (const StatementHistoryRow& row : histories) {
    place.emplace(row.history.statement.id.value(), ids.size());
    ids.push_back(row.history.statement.id.value());
  }
  pg::Params params;
  params.int8s(ids).int4(kPastWithdrawalsMax);
  auto past = co_await tx.exec(sql::registry::kHistoryPastWithdrawals, std::move(params));
  if (!past) co_return past.error();
  for (const pg::Row row : *past) {
    add_withdrawal(histories[place.at(row.int8(0))], row.timestamptz(3), row.timestamptz_or_null(5),
                   both(row.text(1), row.text_or_null(2)), row.text(4));
  }
  co_return std::move(histories);
}

asio::awaitable<core::Result<std::vector<HoldHistoryRow>>> read_hold_histories(pg::Transaction& tx,
                                                                               std::vector<core::PersonId> persons,
                                                                               std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryHolds, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  co_return all_of<HoldHistoryRow>(*rows, read_hold);
}

asio::awaitable<core::Result<std::vector<NameHistoryRow>>> read_name_histories(pg::Transaction& tx,
                                                                               std::vector<core::PersonId> persons,
                                                                               std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryNames, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  co_return all_of<NameHistoryRow>(*rows, read_name);
}

asio::awaitable<core::Result<std::vector<IdentifierHistoryRow>>> read_identifier_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryIdentifiers, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  co_return all_of<IdentifierHistoryRow>(*rows, read_identifier);
}

asio::awaitable<core::Result<std::vector<LinkHistoryRow>>> read_link_histories(pg::Transaction& tx,
                                                                               std::vector<core::PersonId> persons,
                                                                               std::int32_t limit) {
  auto rows = co_await tx.exec(sql::registry::kHistoryLinks, of_persons(persons, limit));
  if (!rows) co_return rows.error();
  auto links = all_of<LinkHistoryRow>(*rows, read_earlier_link);
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, std::size_t> place;
  for (const LinkHistoryRow& link : links) {
    place.emplace(link.id.value(), ids.size());
    ids.push_back(link.id.value());
  }
  pg::Params params;
  params.int8s(ids).int4(kStepsMax);
  auto steps = co_await tx.exec(sql::registry::kHistoryLinkSteps, std::move(params));
  if (!steps) co_return steps.error();
  for (const pg::Row row : *steps) links[place.at(row.int8(0))].steps.push_back(read_step(row));
  co_return std::move(links);
}

asio::awaitable<core::Result<std::vector<ToldRow>>> read_told(pg::Transaction& tx, std::vector<core::PersonId> persons,
                                                              std::optional<core::Instant> until, std::int32_t limit) {
  pg::Params params;
  params.int8s(numbers(persons)).timestamptz(until).int4(limit);
  auto rows = co_await tx.exec(sql::registry::kHistoryTold, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ToldRow>(*rows, read_told_row);
}

}  // namespace hotline::store
