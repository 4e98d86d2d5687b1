#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"
#include "registry/list_import.hpp"
#include "registry/registry_flow.hpp"
#include "rpc/validate.hpp"

// Messages of the registry service to core types and back; those of lists and sources stand in list_proto.hpp. A parse
// collects every violation; personal fields go on as they are and never into an error.
namespace hotline::registry {

inline constexpr std::size_t kSourceIdMax = 40;
// Purposes and grounds: long enough to say something, short enough for no story.
inline constexpr std::size_t kGroundMin = 3;
inline constexpr std::size_t kGroundMax = 200;

core::Result<ListHeader> parse_header(const v1::ImportListRequest& request, std::int64_t rows_max, core::Instant now);
// `next_row` is the row that has to follow or one that was sent before; rows up to `rows_total` exist.
core::Result<std::vector<RawRow>> parse_chunk(const v1::ImportListRequest& request, std::int64_t next_row,
                                              std::int64_t rows_total);

struct PersonAsked {
  core::PersonId person;
  std::string purpose;
};
core::Result<PersonAsked> parse(const v1::GetPersonRequest& request);

struct PuttingStatement {
  core::RequestId request;
  StatementToPut put;
};
core::Result<PuttingStatement> parse(const v1::PutStatementRequest& request, core::Instant now);
struct Withdrawing {
  core::RequestId request;
  core::StatementId statement;
  std::string ground;
};
core::Result<Withdrawing> parse(const v1::WithdrawStatementRequest& request);
struct PuttingHold {
  core::RequestId request;
  HoldToPut put;
};
core::Result<PuttingHold> parse(const v1::PutHoldRequest& request, core::Instant now);
struct EndingHold {
  core::RequestId request;
  core::HoldId hold;
};
core::Result<EndingHold> parse(const v1::EndHoldRequest& request);

void write(const store::RowOutcome& outcome, v1::RowOutcome& message);
void write(const PersonView& view, v1::GetPersonResponse& message);
void write(const Change& change, v1::PutStatementResponse& message);
void write(const Change& change, v1::WithdrawStatementResponse& message);
void write(const Change& change, v1::PutHoldResponse& message);
void write(const Change& change, v1::EndHoldResponse& message);
std::string bytes_of(const core::ListId& id);

// Values that messages of all methods have.
core::EvidenceRung rung_from(v1::EvidenceRung rung);
v1::EvidenceRung rung_to(core::EvidenceRung rung);
v1::PersonStatus status_to(core::Status status);
core::Instant instant_from(const google::protobuf::Timestamp& stamp);
core::PartialDate date_from(const v1::PartialDate& date);
core::PartialDate date_of_day(std::int32_t day);
core::Bytes32 hash_from(const std::string& bytes);
void write(core::Instant instant, google::protobuf::Timestamp& stamp);
void write(const core::PartialDate& date, v1::PartialDate& message);
void write(const core::NameParts& parts, v1::PersonName& message);
void write(const StatementView& view, v1::Statement& message);
void check_hash(rpc::Violations& violations, const std::string& field, const std::string& bytes);
void check_id(rpc::Violations& violations, const std::string& field, std::int64_t id);
void check_ground(rpc::Violations& violations, const std::string& field, const std::string& ground);

}  // namespace hotline::registry
