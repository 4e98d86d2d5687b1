#include "registry/page_proto.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include "core/disclosure.hpp"
#include "core/normal.hpp"
#include "core/reference.hpp"
#include "rpc/validate.hpp"

namespace hotline::registry {
namespace {

// The date's number when it is a full day that has begun; shape() has named it when it is absent.
std::optional<std::int32_t> read_day(rpc::Violations& violations, const std::string& field, bool present,
                                     const v1::PartialDate& message, core::Instant now) {
  if (!present) return std::nullopt;
  const core::PartialDate date = date_from(message);
  if (auto fault = core::date_fault(date, core::day_of(now))) {
    violations.add(field, std::move(*fault));
  } else if (!date.full()) {
    violations.add(field, "is a full date: year, month and day");
  } else {
    return core::day_number(date);
  }
  return std::nullopt;
}

std::string read_text(rpc::Violations& violations, const std::string& field, const std::string& text,
                      std::size_t code_points_max) {
  violations.text(field, text, code_points_max);
  return core::valid_utf8(text) ? core::trim(text) : std::string();
}

core::NameParts read_name(rpc::Violations& violations, const v1::PersonName& message) {
  core::NameParts name;
  name.surname = read_text(violations, "name.surname", message.surname(), core::kNamePartMax);
  name.given = read_text(violations, "name.given_name", message.given_name(), core::kNamePartMax);
  name.patronymic = read_text(violations, "name.patronymic", message.patronymic(), core::kNamePartMax);
  name.line = read_text(violations, "name.line", message.line(), core::kNameLineMax);
  const bool parts = !name.surname.empty() || !name.given.empty() || !name.patronymic.empty();
  if (parts && !name.line.empty()) violations.add("name.line", "either the line or the parts, not both");
  return name;
}

void read_filter(rpc::Violations& violations, const v1::FindPersonsRequest& request, store::ClearFilter& filter) {
  violations.text("source_id", request.source_id(), kSourceIdMax);
  if (!request.source_id().empty()) filter.source = core::SourceId(request.source_id());
  violations.count("statuses", request.statuses_size(), v1::PersonStatus_ARRAYSIZE);
  violations.count("sides", request.sides_size(), v1::Side_ARRAYSIZE);
  for (int i = 0; i < request.statuses_size(); ++i) {
    if (request.statuses(i) == v1::PERSON_STATUS_UNSPECIFIED) {
      violations.add("statuses[" + std::to_string(i) + "]", "is one of the statuses");
    }
    filter.statuses.push_back(status_from(request.statuses(i)));
  }
  for (int i = 0; i < request.sides_size(); ++i) {
    if (request.sides(i) == v1::SIDE_UNSPECIFIED) {
      violations.add("sides[" + std::to_string(i) + "]", "is one of the sides");
    }
    filter.sides.push_back(static_cast<core::Side>(request.sides(i)));
  }
}

void fill(const core::Particulars& particulars, v1::Particulars& message) {
  message.set_sex(static_cast<v1::Sex>(particulars.sex));
  if (particulars.birth_date.known()) write(particulars.birth_date, *message.mutable_birth_date());
  message.set_birthplace(particulars.birthplace);
  message.set_nationality(particulars.nationality);
  message.set_rank(particulars.rank);
  message.set_unit(particulars.unit);
  message.set_mother_name(particulars.mother_name);
  for (const core::Sibling& sibling : particulars.siblings) {
    v1::Sibling& written = *message.add_siblings();
    written.set_name(sibling.name);
    if (sibling.birth_date.known()) write(sibling.birth_date, *written.mutable_birth_date());
  }
  message.set_marks(particulars.marks);
  message.set_last_seen_place(particulars.last_seen_place);
  if (particulars.last_seen_date.known()) write(particulars.last_seen_date, *message.mutable_last_seen_date());
}

void fill(const PageName& name, v1::RecordedName& message) {
  write(name.name.parts.reveal(), *message.mutable_name());
  message.set_kind(static_cast<v1::NameKind>(name.name.kind));
  message.set_language(name.name.language);
  message.set_source_id(name.source.value());
  write(name.entered_at, *message.mutable_entered_at());
  message.set_person_id(name.person.value());
  if (name.withdrawn_at) write(*name.withdrawn_at, *message.mutable_withdrawn_at());
}

void fill(const PageHold& hold, v1::Hold& message) {
  message.set_hold_id(hold.hold.id.value());
  message.set_ground(hold.hold.ground);
  message.set_author(hold.hold.author.value());
  write(date_of_day(hold.hold.until_day), *message.mutable_until());
  message.set_ended(hold.ended);
  message.set_person_id(hold.hold.person.value());
}

void fill(const PageContradiction& contradiction, v1::Contradiction& message) {
  message.set_kind(contradiction.kind);
  message.set_description(contradiction.description);
  for (const core::StatementId& id : contradiction.statements) message.add_statement_ids(id.value());
  for (const core::PersonId& id : contradiction.persons) message.add_person_ids(id.value());
}

void fill(const store::ToldRow& told, v1::Told& message) {
  write(told.told_at, *message.mutable_told_at());
  if (told.answer_kind) message.set_kind(static_cast<v1::AnswerKind>(*told.answer_kind));
  if (told.reference) {
    if (const auto reference = core::Reference::from_number(*told.reference)) message.set_reference(reference->text());
  }
  message.set_person_id(told.person.value());
  message.set_version(told.version);
  message.set_log_tree(told.tree);
  message.set_log_index(told.log_index);
}

void fill(const store::GapFigures& figures, v1::Gap& message) {
  message.set_known(figures.known);
  message.set_median_seconds(figures.median_seconds);
  message.set_longest_seconds(figures.longest_seconds);
}

}  // namespace

core::Result<PersonAsked> parse(const v1::GetPersonRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  check_id(violations, "person_id", request.person_id());
  check_ground(violations, "purpose", request.purpose());
  PersonAsked asked;
  asked.page.as_of_day = read_day(violations, "as_of", request.has_as_of(), request.as_of(), now);
  if (request.has_known_on()) {
    check_past(violations, "known_on", request.known_on(), now);
    asked.page.known_on = instant_from(request.known_on());
  }
  if (!violations.empty()) return violations.error();
  asked.page.person = core::PersonId(request.person_id());
  asked.purpose = core::trim(request.purpose());
  return asked;
}

core::Result<SaidAsked> parse(const v1::WhatCouldBeSaidRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  check_id(violations, "person_id", request.person_id());
  check_ground(violations, "purpose", request.purpose());
  const auto day = read_day(violations, "day", request.has_day(), request.day(), now);
  if (!violations.empty()) return violations.error();
  SaidAsked asked;
  asked.person = core::PersonId(request.person_id());
  asked.purpose = core::trim(request.purpose());
  asked.day = *day;
  return asked;
}

core::Result<FindAsked> parse(const v1::FindPersonsRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  check_ground(violations, "purpose", request.purpose());
  FindAsked asked;
  asked.question.name = read_name(violations, request.name());
  std::string number = read_text(violations, "number", request.number(), kFindNumberMax);
  if (!number.empty()) {
    if (core::fold_identifier(number).empty()) violations.add("number", "has letters or digits");
    asked.question.identifiers.push_back(std::move(number));
  }
  const bool searches = asked.by_index();
  if (request.has_birth_date()) {
    asked.question.birth_date = date_from(request.birth_date());
    if (auto fault = core::date_fault(asked.question.birth_date, core::day_of(now))) {
      violations.add("birth_date", std::move(*fault));
    } else if (!searches) {
      violations.add("birth_date", "stands beside a name or a number: the register is not searched by dates alone");
    }
  }
  read_filter(violations, request, asked.filter);
  check_hash(violations, "list_id", request.list_id());
  const bool filters = asked.filter.source || !request.list_id().empty() || !asked.filter.statuses.empty();
  if (!searches && !filters && !request.has_birth_date()) {
    violations.add("name", "give a name, a number, a source, a list or statuses");
  }
  asked.limit = violations.page_size(request.page_size(), kFindPageDefault, kFindPageMax);
  if (!violations.empty()) return violations.error();
  if (!request.list_id().empty()) asked.list = core::ListId(hash_from(request.list_id()));
  asked.purpose = core::trim(request.purpose());
  return asked;
}

core::Result<store::GapsQuery> parse(const v1::ReportGapsRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  violations.text("source_id", request.source_id(), kSourceIdMax);
  const auto first = read_day(violations, "first_day", request.has_first_day(), request.first_day(), now);
  const auto last = read_day(violations, "last_day", request.has_last_day(), request.last_day(), now);
  if (first && last && (*last < *first || *last - *first >= kGapDaysMax)) {
    violations.add("last_day",
                   "lies on or after first_day, and " + std::to_string(kGapDaysMax) + " days at most are asked for");
  }
  if (!violations.empty()) return violations.error();
  store::GapsQuery query;
  query.from = core::Instant(std::chrono::sys_days{std::chrono::days{*first}});
  query.until = core::Instant(std::chrono::sys_days{std::chrono::days{*last + 1}});
  if (!request.source_id().empty()) query.source = core::SourceId(request.source_id());
  return query;
}

void write(const PersonPage& page, v1::GetPersonResponse& message) {
  message.set_person_id(page.person.value());
  message.set_cluster_id(page.cluster.value());
  message.set_version(page.version);
  message.set_side(static_cast<v1::Side>(page.side));
  message.set_status(status_to(page.status));
  message.set_rung(rung_to(page.rung));
  message.set_inform_kin(static_cast<v1::InformKin>(page.inform_kin));
  message.set_trial(page.trial);
  for (const PageName& name : page.names) fill(name, *message.add_names());
  fill(page.records.front().particulars, *message.mutable_particulars());
  for (const PageIdentifier& identifier : page.identifiers) {
    v1::Identifier& out = *message.add_identifiers();
    out.set_kind(identifier_kind_name(identifier.identifier.kind));
    out.set_value(identifier.identifier.value.reveal());
    out.set_person_id(identifier.person.value());
    out.set_source_id(identifier.source.value());
  }
  for (const PageStatement& statement : page.statements) write(statement, *message.add_statements());
  for (const PageHold& hold : page.holds) fill(hold, *message.add_holds());
  for (const PageRecord& record : page.records) {
    v1::PersonRecord& out = *message.add_records();
    out.set_person_id(record.person.value());
    fill(record.particulars, *out.mutable_particulars());
    write(record.entered_at, *out.mutable_entered_at());
  }
  for (const store::LinkHistoryRow& link : page.links) write(link, *message.add_links());
  for (const PageContradiction& one : page.contradictions) fill(one, *message.add_contradictions());
  for (const store::ToldRow& told : page.told) fill(told, *message.add_told());
}

void write(const PageStatement& shown, v1::Statement& message) {
  const core::Statement& statement = shown.statement;
  message.set_statement_id(statement.id.value());
  message.set_kind(static_cast<v1::StatementKind>(statement.kind));
  message.set_rung(rung_to(statement.rung));
  message.set_source_id(statement.source.value());
  if (statement.fact_date.known()) write(statement.fact_date, *message.mutable_fact_date());
  message.set_place(shown.detail.place);
  write(statement.received_at, *message.mutable_received_at());
  write(statement.entered_at, *message.mutable_entered_at());
  if (statement.forwarded_at) write(*statement.forwarded_at, *message.mutable_forwarded_at());
  if (shown.withdrawn_at) write(*shown.withdrawn_at, *message.mutable_withdrawn_at());
  message.set_counts(statement.counts);
  message.set_recipient(static_cast<v1::Recipient>(statement.recipient));
  message.set_health(static_cast<v1::Health>(shown.detail.health));
  message.set_authority(shown.detail.authority);
  message.set_person_id(statement.person.value());
  if (shown.list) message.set_list_id(bytes_of(*shown.list));
  message.set_entered_by(shown.entered_by.value());
  message.set_withdrawn_by(shown.withdrawn_by);
  message.set_withdrawal_ground(shown.withdrawal_ground);
}

void write(const store::LinkHistoryRow& link, v1::Link& message) {
  message.set_link_id(link.id.value());
  message.set_person_a(link.a.value());
  message.set_person_b(link.b.value());
  message.set_state(static_cast<v1::LinkState>(link.state));
  message.set_probability(link.probability);
  message.set_reasons(link.reasons);
  message.set_proposed_by(link.proposed_by);
  write(link.proposed_at, *message.mutable_proposed_at());
  message.set_join_ground(static_cast<v1::JoinGround>(link.join_ground));
  for (const store::LinkStep& step : link.steps) {
    v1::LinkStep& out = *message.add_steps();
    out.set_decision(static_cast<v1::LinkDecision>(step.decision));
    out.set_actor(step.actor.value());
    write(step.decided_at, *out.mutable_decided_at());
    out.set_ground(step.ground);
    out.set_state(static_cast<v1::LinkState>(step.state));
  }
}

void write(const SaidThen& said, v1::WhatCouldBeSaidResponse& message) {
  message.set_status(status_to(said.held.derived.status));
  message.set_rung(rung_to(said.held.derived.rung));
  message.set_inform_kin(static_cast<v1::InformKin>(said.held.wish));
  message.set_hold_in_force(said.held.hold_in_force);
  for (const core::CouldBeSaid& answer : said.answers) {
    v1::CouldBeSaid& out = *message.add_answers();
    out.set_channel(std::string(core::name_of(answer.channel)));
    out.set_caller_level(answer.caller_level);
    out.set_released(answer.release == core::Release::kReleased);
    out.set_kind(static_cast<v1::AnswerKind>(answer.kind));
    for (const std::string_view tells : answer.tells) out.add_tells(std::string(tells));
    out.set_withheld(std::string(core::name_of(answer.withheld)));
  }
}

void write(const FoundPerson& person, v1::FoundPerson& message) {
  message.set_person_id(person.shown.person.value());
  message.set_cluster_id(person.shown.cluster.value());
  message.set_side(static_cast<v1::Side>(person.shown.side));
  message.set_status(status_to(person.shown.status));
  message.set_rung(rung_to(person.shown.rung));
  write(person.name, *message.mutable_name());
  if (person.birth_date.known()) write(person.birth_date, *message.mutable_birth_date());
  message.set_probability(person.probability);
  for (const std::string& source : person.shown.sources) message.add_source_ids(source);
}

void write(const store::GapsRow& gaps, v1::SourceGaps& message) {
  message.set_source_id(gaps.source.value());
  message.set_statements(gaps.statements);
  fill(gaps.fact_to_received, *message.mutable_fact_to_received());
  fill(gaps.received_to_entered, *message.mutable_received_to_entered());
  fill(gaps.entered_to_forwarded, *message.mutable_entered_to_forwarded());
}

}  // namespace hotline::registry
