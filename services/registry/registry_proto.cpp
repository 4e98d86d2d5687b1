#include "registry/registry_proto.hpp"

#include <algorithm>
#include <utility>

#include "core/normal.hpp"
#include "core/status.hpp"
#include "registry/proto_words.hpp"
#include "rpc/validate.hpp"

namespace hotline::registry {
namespace {

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
  out.recipient = row.recipient();
  out.health = row.health();
  out.authority = row.authority();
  out.mother_name = row.mother_name();
  out.siblings = row.siblings();
  out.marks = row.marks();
  out.last_seen_place = row.last_seen_place();
  out.last_seen_date = row.last_seen_date();
  out.fault = row.fault();
  return out;
}

}  // namespace

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
  if (header.attempt() < 0 || header.attempt() > kAttemptMax) {
    violations.add("header.attempt", "lies between 0 and " + std::to_string(kAttemptMax));
  }
  if (header.column_mapping_size() > kMappedColumnsMax) {
    violations.add("header.column_mapping", "has at most " + std::to_string(kMappedColumnsMax) + " columns");
  }
  for (const v1::ColumnMapping& mapped : header.column_mapping()) {
    violations.required_text("header.column_mapping.heading", mapped.heading(), kHeadingMax);
    violations.text("header.column_mapping.column", mapped.column(), kHeadingMax);
  }
  if (!violations.empty()) return violations.error();
  ListHeader out;
  out.file_sha256 = hash_from(header.file_sha256());
  out.source = core::SourceId(header.source_id());
  out.side = static_cast<core::Side>(header.side());
  out.rows_total = header.rows_total();
  out.received_at = header.has_received_at() ? instant_from(header.received_at()) : now;
  for (const v1::ColumnMapping& mapped : header.column_mapping()) {
    out.column_mapping.emplace_back(mapped.heading(), mapped.column());
  }
  out.dry_run = header.dry_run();
  out.attempt = static_cast<std::int16_t>(header.attempt());
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
    const bool in_reach = out.put.until.full() && !core::date_fault(out.put.until, last) &&
                          core::day_number(out.put.until) >= core::day_number(now);
    if (!in_reach) violations.add("until", "is a full date, today or later, and at most two years ahead");
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
  if (outcome.joined_to != core::PersonId()) message.set_joined_to(outcome.joined_to.value());
  message.set_join_ground(static_cast<v1::JoinGround>(outcome.join_ground));
  for (const auto& [person, probability] : outcome.likely_same) {
    v1::LikelySame& likely = *message.add_likely_same();
    likely.set_person_id(person.value());
    likely.set_probability(probability);
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

}  // namespace hotline::registry
