#include "store/pg/params.hpp"

#include <bit>
#include <cassert>
#include <limits>
#include <type_traits>

#include "store/pg/types.hpp"

namespace hotline::store::pg {

namespace {

template <typename T>
void append_integer(std::string& out, T value) {
  const auto bits = static_cast<std::make_unsigned_t<T>>(value);
  for (std::size_t i = sizeof(T); i-- > 0;)
    out.push_back(static_cast<char>(static_cast<std::uint8_t>(bits >> (8 * i))));
}

void append(std::string& out, bool value) {
  out.push_back(value ? '\1' : '\0');
}
void append(std::string& out, std::int16_t value) {
  append_integer(out, value);
}
void append(std::string& out, std::int32_t value) {
  append_integer(out, value);
}
void append(std::string& out, std::int64_t value) {
  append_integer(out, value);
}
void append(std::string& out, float value) {
  append_integer(out, std::bit_cast<std::int32_t>(value));
}
void append(std::string& out, double value) {
  append_integer(out, std::bit_cast<std::int64_t>(value));
}
void append(std::string& out, std::string_view value) {
  out.append(value);
}
void append(std::string& out, const std::string& value) {
  out.append(value);
}
void append(std::string& out, core::Instant value) {
  append_integer(out, static_cast<std::int64_t>(value.time_since_epoch().count() - types::kEpochMicros));
}
template <std::size_t N>
void append(std::string& out, const std::array<std::uint8_t, N>& value) {
  for (const std::uint8_t byte : value) out.push_back(static_cast<char>(byte));
}

struct AppendPlain {
  template <typename T>
  void operator()(std::string& out, const T& value) const {
    append(out, value);
  }
};

struct AppendDate {
  void operator()(std::string& out, std::int32_t days) const { append_integer(out, days - types::kEpochDays); }
};

template <typename T>
constexpr bool kIsOptional = false;
template <typename T>
constexpr bool kIsOptional<std::optional<T>> = true;

// PostgreSQL takes no value above 1 GB; the length is 31 bits.
std::int32_t checked_length(std::size_t length) {
  assert(length <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
  return static_cast<std::int32_t>(length);
}

// Writes a length, then what `write` appends.
template <typename Write>
void with_length(std::string& out, Write write) {
  const std::size_t at = out.size();
  out.append(4, '\0');
  write();
  const auto length = static_cast<std::uint32_t>(checked_length(out.size() - at - 4));
  for (std::size_t i = 0; i < 4; ++i)
    out[at + i] = static_cast<char>(static_cast<std::uint8_t>(length >> (8 * (3 - i))));
}

}  // namespace

void Params::null(Oid type) {
  values_.push_back(Value{type, buffer_.size(), -1});
}

void Params::put(Oid type, std::size_t offset) {
  values_.push_back(Value{type, offset, checked_length(buffer_.size() - offset)});
}

template <typename T, typename Append>
Params& Params::scalar(Oid type, const Maybe<T>& value, Append append_value) {
  if (!value) {
    null(type);
    return *this;
  }
  const std::size_t offset = buffer_.size();
  append_value(buffer_, *value);
  put(type, offset);
  return *this;
}

// Layout: dimensions, has-nulls, element type, then per dimension its size and lower bound, then the elements.
template <typename T, typename Append>
Params& Params::array(Oid type, Oid element, const T& values, Append append_value) {
  const std::size_t offset = buffer_.size();
  const std::size_t count = values.size();
  append_integer(buffer_, std::int32_t{count == 0 ? 0 : 1});
  const std::size_t nulls_at = buffer_.size();
  append_integer(buffer_, std::int32_t{0});
  append_integer(buffer_, static_cast<std::int32_t>(element));
  if (count != 0) {
    append_integer(buffer_, checked_length(count));
    append_integer(buffer_, std::int32_t{1});
  }
  for (const auto& value : values) {
    if constexpr (kIsOptional<std::decay_t<decltype(value)>>) {
      if (!value) {
        append_integer(buffer_, std::int32_t{-1});
        buffer_[nulls_at + 3] = '\1';
        continue;
      }
      with_length(buffer_, [&] { append_value(buffer_, *value); });
    } else {
      with_length(buffer_, [&] { append_value(buffer_, value); });
    }
  }
  put(type, offset);
  return *this;
}

Params& Params::boolean(Maybe<bool> value) {
  return scalar(types::kBool, value, AppendPlain());
}
Params& Params::int2(Maybe<std::int16_t> value) {
  return scalar(types::kInt2, value, AppendPlain());
}
Params& Params::int4(Maybe<std::int32_t> value) {
  return scalar(types::kInt4, value, AppendPlain());
}
Params& Params::int8(Maybe<std::int64_t> value) {
  return scalar(types::kInt8, value, AppendPlain());
}
Params& Params::float4(Maybe<float> value) {
  return scalar(types::kFloat4, value, AppendPlain());
}
Params& Params::float8(Maybe<double> value) {
  return scalar(types::kFloat8, value, AppendPlain());
}
Params& Params::text(Maybe<std::string_view> value) {
  return scalar(types::kText, value, AppendPlain());
}
Params& Params::bytea(Maybe<std::string_view> value) {
  return scalar(types::kBytea, value, AppendPlain());
}
Params& Params::bytea(std::span<const std::uint8_t> value) {
  return bytea(std::string_view(reinterpret_cast<const char*>(value.data()), value.size()));
}
Params& Params::uuid(Maybe<core::Bytes16> value) {
  return scalar(types::kUuid, value, AppendPlain());
}
Params& Params::timestamptz(Maybe<core::Instant> value) {
  return scalar(types::kTimestamptz, value, AppendPlain());
}
Params& Params::date(Maybe<std::int32_t> days) {
  return scalar(types::kDate, days, AppendDate());
}

Params& Params::booleans(const std::vector<bool>& values) {
  return array(types::kBoolArray, types::kBool, values, [](std::string& out, bool value) { append(out, value); });
}
Params& Params::int2s(std::span<const std::int16_t> values) {
  return array(types::kInt2Array, types::kInt2, values, AppendPlain());
}
Params& Params::int2s(std::span<const Maybe<std::int16_t>> values) {
  return array(types::kInt2Array, types::kInt2, values, AppendPlain());
}
Params& Params::int4s(std::span<const std::int32_t> values) {
  return array(types::kInt4Array, types::kInt4, values, AppendPlain());
}
Params& Params::int4s(std::span<const Maybe<std::int32_t>> values) {
  return array(types::kInt4Array, types::kInt4, values, AppendPlain());
}
Params& Params::int8s(std::span<const std::int64_t> values) {
  return array(types::kInt8Array, types::kInt8, values, AppendPlain());
}
Params& Params::int8s(std::span<const Maybe<std::int64_t>> values) {
  return array(types::kInt8Array, types::kInt8, values, AppendPlain());
}
Params& Params::float4s(std::span<const float> values) {
  return array(types::kFloat4Array, types::kFloat4, values, AppendPlain());
}
Params& Params::texts(std::span<const std::string> values) {
  return array(types::kTextArray, types::kText, values, AppendPlain());
}
Params& Params::texts(std::span<const Maybe<std::string>> values) {
  return array(types::kTextArray, types::kText, values, AppendPlain());
}
Params& Params::byteas(std::span<const std::string> values) {
  return array(types::kByteaArray, types::kBytea, values, AppendPlain());
}
Params& Params::byteas(std::span<const std::string_view> values) {
  return array(types::kByteaArray, types::kBytea, values, AppendPlain());
}
Params& Params::byteas(std::span<const Maybe<std::string>> values) {
  return array(types::kByteaArray, types::kBytea, values, AppendPlain());
}
Params& Params::byteas(std::span<const core::Bytes32> values) {
  return array(types::kByteaArray, types::kBytea, values, AppendPlain());
}
Params& Params::uuids(std::span<const core::Bytes16> values) {
  return array(types::kUuidArray, types::kUuid, values, AppendPlain());
}
Params& Params::timestamptzs(std::span<const core::Instant> values) {
  return array(types::kTimestamptzArray, types::kTimestamptz, values, AppendPlain());
}
Params& Params::timestamptzs(std::span<const Maybe<core::Instant>> values) {
  return array(types::kTimestamptzArray, types::kTimestamptz, values, AppendPlain());
}
Params& Params::dates(std::span<const Maybe<std::int32_t>> days) {
  return array(types::kDateArray, types::kDate, days, AppendDate());
}

void CopyRows::add(const Params& row) {
  append_integer(bytes_, static_cast<std::int16_t>(row.size()));
  for (const Params::Value& value : row.values()) {
    append_integer(bytes_, value.length);
    if (value.length > 0) bytes_.append(row.buffer(), value.offset, static_cast<std::size_t>(value.length));
  }
  ++rows_;
}

void CopyRows::clear() {
  bytes_.clear();
  rows_ = 0;
}

}  // namespace hotline::store::pg
