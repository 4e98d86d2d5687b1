#include "store/pg/row.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "store/pg/types.hpp"

namespace hotline::store::pg {

namespace {

constexpr Oid kTextTypes[] = {types::kText, types::kVarchar, types::kName, types::kUnknown};
constexpr Oid kByteaTypes[] = {types::kBytea};
constexpr Oid kBoolTypes[] = {types::kBool};
constexpr Oid kInt2Types[] = {types::kInt2};
constexpr Oid kInt4Types[] = {types::kInt2, types::kInt4};
constexpr Oid kInt8Types[] = {types::kInt2, types::kInt4, types::kInt8, types::kOid};
constexpr Oid kFloat4Types[] = {types::kFloat4};
constexpr Oid kFloat8Types[] = {types::kFloat8};
constexpr Oid kUuidTypes[] = {types::kUuid};
constexpr Oid kTimestamptzTypes[] = {types::kTimestamptz};
constexpr Oid kDateTypes[] = {types::kDate};
constexpr Oid kIntArrays[] = {types::kInt2Array, types::kInt4Array, types::kInt8Array};
constexpr Oid kTextArrays[] = {types::kTextArray, types::kVarcharArray};
constexpr Oid kByteaArrays[] = {types::kByteaArray};

[[noreturn]] void wrong(std::size_t column, const char* expected) {
  throw RowError("column " + std::to_string(column) + " is not " + expected);
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

// A signed number of 2, 4 or 8 bytes.
std::int64_t integer(std::string_view bytes, std::size_t column, const char* expected) {
  switch (bytes.size()) {
    case 2:
      return static_cast<std::int16_t>(big_endian(bytes));
    case 4:
      return static_cast<std::int32_t>(big_endian(bytes));
    case 8:
      return static_cast<std::int64_t>(big_endian(bytes));
    default:
      wrong(column, expected);
  }
}

std::int32_t take_int4(std::string_view& bytes, std::size_t column, const char* expected) {
  if (bytes.size() < 4) wrong(column, expected);
  const auto value = static_cast<std::int32_t>(big_endian(bytes.substr(0, 4)));
  bytes.remove_prefix(4);
  return value;
}

template <std::size_t N>
std::array<std::uint8_t, N> fixed(std::string_view bytes, std::size_t column, const char* expected) {
  if (bytes.size() != N) wrong(column, expected);
  std::array<std::uint8_t, N> out;
  std::transform(bytes.begin(), bytes.end(), out.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  return out;
}

}  // namespace

const Cell& Row::cell(std::size_t column) const {
  if (column >= cells_.size()) wrong(column, "there");
  return cells_[column];
}

std::string_view Row::bytes(std::size_t column, std::span<const Oid> known, const char* expected) const {
  const Cell& found = cell(column);
  if (found.length < 0) wrong(column, "there: it is NULL");
  if (found.type != 0 && std::find(known.begin(), known.end(), found.type) == known.end()) wrong(column, expected);
  return std::string_view(found.data, static_cast<std::size_t>(found.length));
}

bool Row::boolean(std::size_t column) const {
  const std::string_view value = bytes(column, kBoolTypes, "bool");
  if (value.size() != 1) wrong(column, "bool");
  return value[0] != 0;
}

std::int16_t Row::int2(std::size_t column) const {
  const std::string_view value = bytes(column, kInt2Types, "int2");
  if (value.size() != 2) wrong(column, "int2");
  return static_cast<std::int16_t>(big_endian(value));
}

std::int32_t Row::int4(std::size_t column) const {
  const std::string_view value = bytes(column, kInt4Types, "int4");
  if (value.size() > 4) wrong(column, "int4");
  return static_cast<std::int32_t>(integer(value, column, "int4"));
}

std::int64_t Row::int8(std::size_t column) const {
  const std::string_view value = bytes(column, kInt8Types, "int8");
  return integer(value, column, "int8");
}

float Row::float4(std::size_t column) const {
  const std::string_view value = bytes(column, kFloat4Types, "float4");
  if (value.size() != 4) wrong(column, "float4");
  return std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(value)));
}

double Row::float8(std::size_t column) const {
  const std::string_view value = bytes(column, kFloat8Types, "float8");
  if (value.size() != 8) wrong(column, "float8");
  return std::bit_cast<double>(big_endian(value));
}

std::string_view Row::text_view(std::size_t column) const {
  return bytes(column, kTextTypes, "text");
}
std::string_view Row::bytea_view(std::size_t column) const {
  return bytes(column, kByteaTypes, "bytea");
}

core::Bytes16 Row::uuid(std::size_t column) const {
  return fixed<16>(bytes(column, kUuidTypes, "uuid"), column, "uuid");
}

core::Bytes32 Row::bytes32(std::size_t column) const {
  return fixed<32>(bytes(column, kByteaTypes, "bytea"), column, "32 bytes long");
}

core::Instant Row::timestamptz(std::size_t column) const {
  const std::string_view value = bytes(column, kTimestamptzTypes, "timestamptz");
  if (value.size() != 8) wrong(column, "timestamptz");
  const auto micros = static_cast<std::int64_t>(big_endian(value));
  std::int64_t since_1970 = 0;
  // infinity and -infinity are the ends of the range.
  if (__builtin_add_overflow(micros, types::kEpochMicros, &since_1970)) wrong(column, "a finite timestamptz");
  return core::Instant(core::Instant::duration(since_1970));
}

std::int32_t Row::date(std::size_t column) const {
  const std::string_view value = bytes(column, kDateTypes, "date");
  if (value.size() != 4) wrong(column, "date");
  std::int32_t days = 0;
  if (__builtin_add_overflow(static_cast<std::int32_t>(big_endian(value)), types::kEpochDays, &days)) {
    wrong(column, "a finite date");
  }
  return days;
}

template <typename Read>
void Row::each_element(std::size_t column, std::span<const Oid> arrays, const char* expected, Read read) const {
  std::string_view rest = bytes(column, arrays, expected);
  const std::int32_t dimensions = take_int4(rest, column, expected);
  take_int4(rest, column, expected);  // has nulls; each element says so itself
  take_int4(rest, column, expected);  // element type
  if (dimensions == 0) return;
  if (dimensions != 1) wrong(column, "an array of one dimension");
  const std::int32_t count = take_int4(rest, column, expected);
  take_int4(rest, column, expected);  // lower bound
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t length = take_int4(rest, column, expected);
    if (length < 0) wrong(column, "an array without NULL");
    if (static_cast<std::size_t>(length) > rest.size()) wrong(column, expected);
    read(rest.substr(0, static_cast<std::size_t>(length)));
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
}

std::vector<std::int64_t> Row::int8s(std::size_t column) const {
  std::vector<std::int64_t> out;
  each_element(column, kIntArrays, "an array of integers",
               [&](std::string_view each) { out.push_back(integer(each, column, "an array of integers")); });
  return out;
}

std::vector<std::string> Row::texts(std::size_t column) const {
  std::vector<std::string> out;
  each_element(column, kTextArrays, "text[]", [&](std::string_view each) { out.emplace_back(each); });
  return out;
}

std::vector<std::string> Row::byteas(std::size_t column) const {
  std::vector<std::string> out;
  each_element(column, kByteaArrays, "bytea[]", [&](std::string_view each) { out.emplace_back(each); });
  return out;
}

std::optional<bool> Row::boolean_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(boolean(column));
}
std::optional<std::int16_t> Row::int2_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(int2(column));
}
std::optional<std::int32_t> Row::int4_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(int4(column));
}
std::optional<std::int64_t> Row::int8_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(int8(column));
}
std::optional<float> Row::float4_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(float4(column));
}
std::optional<std::string> Row::text_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(text(column));
}
std::optional<std::string> Row::bytea_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(bytea(column));
}
std::optional<core::Bytes16> Row::uuid_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(uuid(column));
}
std::optional<core::Instant> Row::timestamptz_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(timestamptz(column));
}
std::optional<std::int32_t> Row::date_or_null(std::size_t column) const {
  return null(column) ? std::nullopt : std::optional(date(column));
}

void Rows::Clear::operator()(pg_result* result) const {
  PQclear(result);
}

Rows::Rows(pg_result* result)
    : result_(result),
      rows_(static_cast<std::size_t>(PQntuples(result))),
      columns_(static_cast<std::size_t>(PQnfields(result))),
      command_(PQcmdStatus(result)) {
  const std::string_view tuples = PQcmdTuples(result);
  std::from_chars(tuples.data(), tuples.data() + tuples.size(), affected_);
  cells_.resize(rows_ * columns_);
  for (std::size_t column = 0; column < columns_; ++column) {
    const int at = static_cast<int>(column);
    const Oid type = PQftype(result, at);
    for (std::size_t row = 0; row < rows_; ++row) {
      const int line = static_cast<int>(row);
      Cell& cell = cells_[row * columns_ + column];
      cell.type = type;
      if (PQgetisnull(result, line, at) != 0) continue;
      cell.data = PQgetvalue(result, line, at);
      cell.length = PQgetlength(result, line, at);
    }
  }
}

}  // namespace hotline::store::pg
