#include "registry/registry_proto.hpp"

#include <algorithm>
#include <utility>

#include "core/normal.hpp"
#include "core/status.hpp"
#include "rpc/validate.hpp"

namespace hotline::registry {
namespace {

constexpr std::size_t kHashBytes = 32;

}  // namespace

// Proto enumerations whose zero is UNSPECIFIED while ours begins with a value.
core::EvidenceRung rung_from(v1::EvidenceRung rung) {
  return static_cast<core::EvidenceRung>(static_cast<int>(rung) - 1);
}
v1::EvidenceRung rung_to(core::EvidenceRung rung) {
  return static_cast<v1::EvidenceRung>(static_cast<int>(rung) + 1);
}
v1::PersonStatus status_to(core::Status status) {
  return static_cast<v1::PersonStatus>(static_cast<int>(status) + 1);
}

core::Instant instant_from(const google::protobuf::Timestamp& stamp) {
  return core::Instant(std::chrono::seconds(stamp.seconds()) + std::chrono::microseconds(stamp.nanos() / 1000));
}

void write(core::Instant instant, google::protobuf::Timestamp& stamp) {
  const auto second = std::chrono::floor<std::chrono::seconds>(instant);
  stamp.set_seconds(second.time_since_epoch().count());
  stamp.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(instant - second).count()));
}

// What cannot be understood becomes a date that date_fault() refuses.
core::PartialDate date_from(const v1::PartialDate& date) {
  const auto small = [](std::int32_t value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); };
  const auto year = [](std::int32_t value) { return static_cast<std::int16_t>(std::clamp(value, 0, 9999)); };
  core::PartialDate out;
  out.year = year(date.year());
  out.month = small(date.month() < 0 ? 255 : date.month());
  out.day = small(date.day() < 0 ? 255 : date.day());
  out.year_last = year(date.year_last());
  out.precision = core::DatePrecision::kYear;
  if (out.month != 0) out.precision = core::DatePrecision::kMonth;
  if (out.day != 0) out.precision = core::DatePrecision::kDay;
  if (out.year_last != 0) out.precision = core::DatePrecision::kYearRange;
  return out;
}

void write(const core::PartialDate& date, v1::PartialDate& message) {
  message.set_year(date.year);
  message.set_month(date.month);
  message.set_day(date.day);
  message.set_year_last(date.year_last);
}

core::PartialDate date_of_day(std::int32_t day) {
  const std::chrono::year_month_day calendar{std::chrono::sys_days{std::chrono::days{day}}};
  core::PartialDate date;
  date.precision = core::DatePrecision::kDay;
  date.year = static_cast<std::int16_t>(static_cast<int>(calendar.year()));
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.month()));
  date.day = static_cast<std::uint8_t>(static_cast<unsigned>(calendar.day()));
  return date;
}

core::Bytes32 hash_from(const std::string& bytes) {
  core::Bytes32 hash{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), kHashBytes), hash.begin());
  return hash;
}

void check_hash(rpc::Violations& violations, const std::string& field, const std::string& bytes) {
  if (!bytes.empty() && bytes.size() != kHashBytes) violations.add(field, "has 32 bytes");
}

void check_id(rpc::Violations& violations, const std::string& field, std::int64_t id) {
  if (id < 0) violations.add(field, "is an id above zero");
}

void check_ground(rpc::Violations& violations, const std::string& field, const std::string& ground) {
  violations.required_text(field, ground, kGroundMax);
  const std::string trimmed = core::valid_utf8(ground) ? core::trim(ground) : std::string();
  if (!trimmed.empty() && core::code_points(trimmed) < kGroundMin) violations.add(field, "has at least 3 characters");
}

namespace {

void check_past(rpc::Violations& violations, const std::string& field, const google::protobuf::Timestamp& stamp,
                core::Instant now) {
  constexpr std::int64_t kYear1900 = -2'208'988'800;
  const bool sound = stamp.seconds() >= kYear1900 && stamp.nanos() >= 0 && stamp.nanos() < 1'000'000'000;
  if (!sound || stamp.seconds() > std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()) {
    violations.add(field, "is an instant between 1900 and now");
  }
}

RawRow row_from(const v1::ListRow& row) {
  RawRow out;
  out.row_number = row.row_number();
  out.external_id = row.external_id();
  out.name.surname = row.name().surname();
  out.name.given = row.name().given_name();
  out.name.patronymic = row.name().patronymic();
  out.name.line = row.name().line();
  out.name_kind = row.name_kind();
  out.language = row.language();
  out.sex = row.sex();
  out.birth_date = row.birth_date();
  out.birthplace = row.birthplace();
  out.nationality = row.nationality();
  out.rank = row.rank();
  out.unit = row.unit();
  out.service_number = row.service_number();
  out.statement = row.statement();
  out.fact_date = row.fact_date();
  out.place = row.place();
  out.evidence = row.evidence();
  out.inform_kin = row.inform_kin();
  out.region = row.region();
  out.fault = row.fault();
  return out;
}

std::string identifier_kind_name(core::IdentifierKind kind) {
  switch (kind) {
    case core::IdentifierKind::kServiceNumber:
      return "SERVICE_NUMBER";
    case core::IdentifierKind::kPersonalNumber:
      return "PERSONAL_NUMBER";
    case core::IdentifierKind::kDisc:
      return "DISC";
    case core::IdentifierKind::kPassport:
      return "PASSPORT";
    case core::IdentifierKind::kTaxNumber:
      return "TAX_NUMBER";
    case core::IdentifierKind::kCard:
      return "CARD";
  }
  return {};
}

}  // namespace

void write(const core::NameParts& parts, v1::PersonName& message) {
  message.set_surname(parts.surname);
  message.set_given_name(parts.given);
  message.set_patronymic(parts.patronymic);
  message.set_line(parts.line);
}

void write(const StatementView& view, v1::Statement& message) {
  const core::Statement& statement = view.statement;
  message.set_statement_id(statement.id.value());
  message.set_kind(static_cast<v1::StatementKind>(statement.kind));
  message.set_rung(rung_to(statement.rung));
  message.set_source_id(statement.source.value());
  if (statement.fact_date.known()) write(statement.fact_date, *message.mutable_fact_date());
  message.set_place(view.place);
  write(statement.received_at, *message.mutable_received_at());
  write(statement.entered_at, *message.mutable_entered_at());
  if (statement.forwarded_at) write(*statement.forwarded_at, *message.mutable_forwarded_at());
  if (view.withdrawn_at) write(*view.withdrawn_at, *message.mutable_withdrawn_at());
  message.set_counts(statement.counts);
}

core::Result<ListHeader> parse_header(const v1::ImportListRequest& request, std::int64_t rows_max, core::Instant now) {
  if (!request.has_header()) return core::invalid_field("header", "is the first message of an import");
  const v1::ListHeader& header = request.header();
  rpc::Violations violations;
  violations.shape(request);
  check_hash(violations, "header.file_sha256", header.file_sha256());
  violations.text("header.source_id", header.source_id(), kSourceIdMax);
  rows_max = std::min(rows_max, kListRowsMax);
  if (header.rows_total() < 0 || header.rows_total() > rows_max) {
    violations.add("header.rows_total", "lies between 1 and " + std::to_string(rows_max));
  }
  if (header.has_received_at()) check_past(violations, "header.received_at", header.received_at(), now);
  if (!violations.empty()) return violations.error();
  ListHeader out;
  out.file_sha256 = hash_from(header.file_sha256());
  out.source = core::SourceId(header.source_id());
  out.side = static_cast<core::Side>(header.side());
  out.rows_total = header.rows_total();
  out.received_at = header.has_received_at() ? instant_from(header.received_at()) : now;
  return out;
}

core::Result<std::vector<RawRow>> parse_chunk(const v1::ImportListRequest& request, std::int64_t next_row,
                                              std::int64_t rows_total) {
  if (!request.has_chunk()) return core::invalid_field("chunk", "every message after the header is a chunk of rows");
  const auto& rows = request.chunk().rows();
  if (rows.empty() || rows.size() > kChunkRowsMax) {
    return core::invalid_field("chunk.rows", "has 1 to " + std::to_string(kChunkRowsMax) + " rows");
  }
  const std::int64_t first = rows.Get(0).row_number();
  if (first < 1 || first > next_row) {
    return core::invalid_field("chunk.rows", "continue at row " + std::to_string(next_row));
  }
  std::vector<RawRow> out;
  out.reserve(static_cast<std::size_t>(rows.size()));
  for (int i = 0; i < rows.size(); ++i) {
    if (rows.Get(i).row_number() != first + i) {
      return core::invalid_field("chunk.rows[" + std::to_string(i) + "].row_number", "is one more than before");
    }
    out.push_back(row_from(rows.Get(i)));
  }
  if (first + rows.size() - 1 > rows_total) {
    return core::invalid_field("chunk.rows", "end at row " + std::to_string(rows_total) + ", as the header says");
  }
  return out;
}

core::Result<PersonAsked> parse(const v1::GetPersonRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_id(violations, "person_id", request.person_id());
  check_ground(violations, "purpose", request.purpose());
  if (!violations.empty()) return violations.error();
  return PersonAsked{core::PersonId(request.person_id()), core::trim(request.purpose())};
}

core::Result<PuttingStatement> parse(const v1::PutStatementRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "person_id", request.person_id());
  const v1::Statement& asked = request.statement();
  PuttingStatement out;
  core::Statement& statement = out.put.statement;
  statement.person = core::PersonId(request.person_id());
  statement.kind = static_cast<core::StatementKind>(asked.kind());
  statement.rung = rung_from(asked.rung());
  statement.source = core::SourceId(asked.source_id());
  if (asked.has_fact_date()) statement.fact_date = date_from(asked.fact_date());
  statement.recipient = static_cast<core::Recipient>(asked.recipient());
  out.put.detail.health = static_cast<core::Health>(asked.health());
  out.put.detail.authority = core::trim(asked.authority());
  statement.health_given = out.put.detail.health != core::Health::kNotStated;
  statement.authority_given = !out.put.detail.authority.empty();
  const bool named = v1::StatementKind_IsValid(asked.kind()) && asked.kind() != v1::STATEMENT_KIND_UNSPECIFIED &&
                     v1::EvidenceRung_IsValid(asked.rung()) && asked.rung() != v1::EVIDENCE_RUNG_UNSPECIFIED;
  if (named) {
    for (core::FieldViolation& violation : core::check_statement(statement, core::day_of(now))) {
      violations.add(std::move(violation.field), std::move(violation.description));
    }
  }
  if (statement.fact_date.precision == core::DatePrecision::kYearRange) {
    violations.add("statement.fact_date.year_last", "is absent: a fact has a day, a month or a year");
  }
  violations.text("statement.source_id", asked.source_id(), kSourceIdMax);
  violations.text("statement.place", asked.place(), core::kPlaceMax);
  violations.text("statement.authority", asked.authority(), core::kPlaceMax);
  if (asked.has_received_at()) check_past(violations, "statement.received_at", asked.received_at(), now);
  if (asked.has_forwarded_at()) check_past(violations, "statement.forwarded_at", asked.forwarded_at(), now);
  if (!violations.empty()) return violations.error();
  out.request = *id;
  out.put.detail.place = core::trim(asked.place());
  statement.received_at = asked.has_received_at() ? instant_from(asked.received_at()) : now;
  if (asked.has_forwarded_at()) statement.forwarded_at = instant_from(asked.forwarded_at());
  if (request.inform_kin() != v1::INFORM_KIN_UNSPECIFIED) {
    out.put.inform_kin = static_cast<core::InformKin>(request.inform_kin());
  }
  return out;
}

core::Result<Withdrawing> parse(const v1::WithdrawStatementRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "statement_id", request.statement_id());
  check_ground(violations, "ground", request.ground());
  if (!violations.empty()) return violations.error();
  return Withdrawing{*id, core::StatementId(request.statement_id()), core::trim(request.ground())};
}

core::Result<PuttingHold> parse(const v1::PutHoldRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "person_id", request.person_id());
  check_ground(violations, "ground", request.ground());
  PuttingHold out;
  if (request.has_until()) {
    out.put.until = date_from(request.until());
    const std::chrono::year_month_day last{std::chrono::sys_days{core::day_of(now)} + std::chrono::days{kHoldDaysMax}};
    if (auto fault = core::date_fault(out.put.until, last)) {
      violations.add("until", std::move(*fault));
    } else if (!out.put.until.full() || core::day_number(out.put.until) < core::day_number(now)) {
      violations.add("until", "is a full date, today or later");
    }
  }
  if (!violations.empty()) return violations.error();
  out.request = *id;
  out.put.person = core::PersonId(request.person_id());
  out.put.ground = core::trim(request.ground());
  return out;
}

core::Result<EndingHold> parse(const v1::EndHoldRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "hold_id", request.hold_id());
  if (!violations.empty()) return violations.error();
  return EndingHold{*id, core::HoldId(request.hold_id())};
}

void write(const store::RowOutcome& outcome, v1::RowOutcome& message) {
  message.set_row_number(outcome.row_number);
  message.set_kind(static_cast<v1::RowOutcomeKind>(outcome.kind));
  if (outcome.person) message.set_person_id(outcome.person->value());
  for (const store::RowFault& fault : outcome.faults) {
    v1::RowFault& out = *message.add_faults();
    out.set_column(fault.column);
    out.set_description(fault.description);
  }
}

void write(const PersonView& view, v1::GetPersonResponse& message) {
  message.set_person_id(view.person.value());
  message.set_cluster_id(view.row.cluster.value());
  message.set_version(view.row.version);
  message.set_side(static_cast<v1::Side>(view.row.side));
  message.set_status(status_to(view.row.status));
  message.set_rung(rung_to(view.row.rung));
  message.set_inform_kin(static_cast<v1::InformKin>(view.row.inform_kin));
  message.set_trial(view.trial);
  for (const NameView& name : view.names) {
    v1::RecordedName& out = *message.add_names();
    write(name.name.parts.reveal(), *out.mutable_name());
    out.set_kind(static_cast<v1::NameKind>(name.name.kind));
    out.set_language(name.name.language);
    out.set_source_id(name.source.value());
    write(name.entered_at, *out.mutable_entered_at());
  }
  v1::Particulars& particulars = *message.mutable_particulars();
  particulars.set_sex(static_cast<v1::Sex>(view.particulars.sex));
  if (view.particulars.birth_date.known()) write(view.particulars.birth_date, *particulars.mutable_birth_date());
  particulars.set_birthplace(view.particulars.birthplace);
  particulars.set_nationality(view.particulars.nationality);
  particulars.set_rank(view.particulars.rank);
  particulars.set_unit(view.particulars.unit);
  for (const core::Identifier& identifier : view.identifiers) {
    v1::Identifier& out = *message.add_identifiers();
    out.set_kind(identifier_kind_name(identifier.kind));
    out.set_value(identifier.value.reveal());
  }
  for (const StatementView& statement : view.statements) write(statement, *message.add_statements());
  for (const store::HoldRow& hold : view.holds) {
    v1::Hold& out = *message.add_holds();
    out.set_hold_id(hold.id.value());
    out.set_ground(hold.ground);
    out.set_author(hold.author.value());
    write(date_of_day(hold.until_day), *out.mutable_until());
    out.set_ended(hold.ended);
  }
}

void write(const Change& change, v1::PutStatementResponse& message) {
  message.set_statement_id(change.id);
  message.set_status(status_to(change.status));
  message.set_version(change.version);
  message.set_register_revision(change.revision);
}

void write(const Change& change, v1::WithdrawStatementResponse& message) {
  message.set_withdrawn(change.withdrawn);
  message.set_status(status_to(change.status));
  message.set_version(change.version);
  message.set_register_revision(change.revision);
}

void write(const Change& change, v1::PutHoldResponse& message) {
  message.set_hold_id(change.id);
  message.set_version(change.version);
  message.set_register_revision(change.revision);
}

void write(const Change& change, v1::EndHoldResponse& message) {
  message.set_version(change.version);
  message.set_register_revision(change.revision);
}

std::string bytes_of(const core::ListId& id) {
  return std::string(id.value().begin(), id.value().end());
}

}  // namespace hotline::registry
