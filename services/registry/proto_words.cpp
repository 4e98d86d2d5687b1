#include "registry/proto_words.hpp"

#include <algorithm>
#include <chrono>

#include "core/normal.hpp"

namespace hotline::registry {
namespace {

constexpr std::size_t kHashBytes = 32;

}  // namespace

core::EvidenceRung rung_from(v1::EvidenceRung rung) {
  return static_cast<core::EvidenceRung>(static_cast<int>(rung) - 1);
}
v1::EvidenceRung rung_to(core::EvidenceRung rung) {
  return static_cast<v1::EvidenceRung>(static_cast<int>(rung) + 1);
}
core::Status status_from(v1::PersonStatus status) {
  return static_cast<core::Status>(static_cast<int>(status) - 1);
}
v1::PersonStatus status_to(core::Status status) {
  return static_cast<v1::PersonStatus>(static_cast<int>(status) + 1);
}

// A number far off, which check_past refuses, must not overflow the clock's range.
core::Instant instant_from(const google::protobuf::Timestamp& stamp) {
  constexpr std::int64_t kFirst = -62'135'596'800;  // of the years 1 to 9999, as Timestamp's own rule is
  constexpr std::int64_t kLast = 253'402'300'799;
  const std::chrono::seconds seconds(std::clamp(stamp.seconds(), kFirst, kLast));
  return core::Instant(seconds + std::chrono::microseconds(stamp.nanos() / 1000));
}

void write(core::Instant instant, google::protobuf::Timestamp& stamp) {
  const auto second = std::chrono::floor<std::chrono::seconds>(instant);
  stamp.set_seconds(second.time_since_epoch().count());
  stamp.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(instant - second).count()));
}

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
  violations.trimmed_text(field, ground, kGroundMin, kGroundMax);
}

void check_past(rpc::Violations& violations, const std::string& field, const google::protobuf::Timestamp& stamp,
                core::Instant now) {
  constexpr std::int64_t kYear1900 = -2'208'988'800;
  const bool sound = stamp.seconds() >= kYear1900 && stamp.nanos() >= 0 && stamp.nanos() < 1'000'000'000;
  if (!sound || stamp.seconds() > std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()) {
    violations.add(field, "is an instant between 1900 and now");
  }
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

void write(const core::NameParts& parts, v1::PersonName& message) {
  message.set_surname(parts.surname);
  message.set_given_name(parts.given);
  message.set_patronymic(parts.patronymic);
  message.set_line(parts.line);
}

std::string bytes_of(const core::ListId& id) {
  return std::string(id.value().begin(), id.value().end());
}

}  // namespace hotline::registry
