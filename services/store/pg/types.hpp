#pragma once

#include <cstdint>

namespace hotline::store::pg::types {

// Object ids of PostgreSQL's built-in types (pg_type.dat); they never change.
inline constexpr std::uint32_t kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25,
                               kOid = 26, kFloat4 = 700, kFloat8 = 701, kUnknown = 705, kVarchar = 1043, kDate = 1082,
                               kTimestamptz = 1184, kUuid = 2950;
inline constexpr std::uint32_t kBoolArray = 1000, kByteaArray = 1001, kInt2Array = 1005, kInt4Array = 1007,
                               kTextArray = 1009, kVarcharArray = 1015, kInt8Array = 1016, kFloat4Array = 1021,
                               kDateArray = 1182, kTimestamptzArray = 1185, kUuidArray = 2951;

// PostgreSQL counts time from 2000-01-01.
inline constexpr std::int32_t kEpochDays = 10957;
inline constexpr std::int64_t kEpochMicros = std::int64_t{kEpochDays} * 86'400 * 1'000'000;

}  // namespace hotline::store::pg::types
