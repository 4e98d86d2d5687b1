#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "hotline/v1/person.pb.h"
#include "rpc/validate.hpp"

// The words that all messages of the registry service share, to core types and back.
namespace hotline::registry {

// Purposes and grounds: long enough to say something, short enough for no story.
inline constexpr std::size_t kGroundMin = 3;
inline constexpr std::size_t kGroundMax = 200;
inline constexpr std::size_t kSourceIdMax = 40;

// Proto enumerations whose zero is UNSPECIFIED while ours begins with a value.
core::EvidenceRung rung_from(v1::EvidenceRung rung);
v1::EvidenceRung rung_to(core::EvidenceRung rung);
core::Status status_from(v1::PersonStatus status);
v1::PersonStatus status_to(core::Status status);
std::string identifier_kind_name(core::IdentifierKind kind);

core::Instant instant_from(const google::protobuf::Timestamp& stamp);
void write(core::Instant instant, google::protobuf::Timestamp& stamp);
// What cannot be understood becomes a date that date_fault() refuses.
core::PartialDate date_from(const v1::PartialDate& date);
core::PartialDate date_of_day(std::int32_t day);
void write(const core::PartialDate& date, v1::PartialDate& message);
void write(const core::NameParts& parts, v1::PersonName& message);
core::Bytes32 hash_from(const std::string& bytes);
std::string bytes_of(const core::ListId& id);

void check_hash(rpc::Violations& violations, const std::string& field, const std::string& bytes);
void check_id(rpc::Violations& violations, const std::string& field, std::int64_t id);
void check_ground(rpc::Violations& violations, const std::string& field, const std::string& ground);
void check_past(rpc::Violations& violations, const std::string& field, const google::protobuf::Timestamp& stamp,
                core::Instant now);

}  // namespace hotline::registry
