#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace hotline::store::pg {

using Oid = std::uint32_t;

// The SQL of one query file (sql::registry::kPutStatement converts by itself). Prepared once per connection and found
// again by its text. The text must live as long as the program.
class Query {
 public:
  template <std::size_t N>
  constexpr Query(const char (&text)[N]) : text_(text, N - 1) {}
  explicit constexpr Query(const char* text) : text_(text) {}
  constexpr std::string_view text() const { return text_; }
  friend bool operator==(const Query&, const Query&) = default;

 private:
  std::string_view text_;
};

inline constexpr Query kBegin = "BEGIN";
inline constexpr Query kCommit = "COMMIT";
inline constexpr Query kRollback = "ROLLBACK";

// The parameters of one statement in order ($1 first), in binary, each with its PostgreSQL type. Methods bear the names
// of the types; an empty optional is NULL; the plural is an array for unnest($1::bigint[], ...).
//   pg::Params params;
//   params.int8(person.value()).bytea(sealed).timestamptz(now);
//   auto rows = co_await tx.exec(sql::registry::kPutPerson, std::move(params));
class Params {
 public:
  template <typename T>
  using Maybe = std::optional<T>;

  Params& boolean(Maybe<bool> value);
  Params& int2(Maybe<std::int16_t> value);
  Params& int4(Maybe<std::int32_t> value);
  Params& int8(Maybe<std::int64_t> value);
  Params& float4(Maybe<float> value);
  Params& float8(Maybe<double> value);
  Params& text(Maybe<std::string_view> value);
  Params& bytea(Maybe<std::string_view> value);
  Params& bytea(std::span<const std::uint8_t> value);
  Params& uuid(Maybe<core::Bytes16> value);
  Params& timestamptz(Maybe<core::Instant> value);
  Params& date(Maybe<std::int32_t> days_since_1970);

  Params& booleans(const std::vector<bool>& values);
  Params& int2s(std::span<const std::int16_t> values);
  Params& int2s(std::span<const Maybe<std::int16_t>> values);
  Params& int4s(std::span<const std::int32_t> values);
  Params& int4s(std::span<const Maybe<std::int32_t>> values);
  Params& int8s(std::span<const std::int64_t> values);
  Params& int8s(std::span<const Maybe<std::int64_t>> values);
  Params& float4s(std::span<const float> values);
  Params& texts(std::span<const std::string> values);
  Params& texts(std::span<const Maybe<std::string>> values);
  Params& byteas(std::span<const std::string> values);
  Params& byteas(std::span<const std::string_view> values);
  Params& byteas(std::span<const Maybe<std::string>> values);
  Params& byteas(std::span<const core::Bytes32> values);
  Params& uuids(std::span<const core::Bytes16> values);
  Params& timestamptzs(std::span<const core::Instant> values);
  Params& timestamptzs(std::span<const Maybe<core::Instant>> values);
  Params& dates(std::span<const Maybe<std::int32_t>> days_since_1970);

  std::size_t size() const { return values_.size(); }

  // What libpq and COPY need.
  struct Value {
    Oid type;
    std::size_t offset;
    std::int32_t length;  // -1 is NULL
  };
  const std::vector<Value>& values() const { return values_; }
  const std::string& buffer() const { return buffer_; }

 private:
  void null(Oid type);
  // Notes the value whose bytes were appended from `offset` on.
  void put(Oid type, std::size_t offset);
  template <typename T, typename Append>
  Params& scalar(Oid type, const Maybe<T>& value, Append append);
  template <typename T, typename Append>
  Params& array(Oid type, Oid element, const T& values, Append append);

  std::string buffer_;
  std::vector<Value> values_;
};

// Rows for COPY ... FROM STDIN (FORMAT binary): each Params is one row, its types must be those of the columns.
class CopyRows {
 public:
  void add(const Params& row);
  std::size_t rows() const { return rows_; }
  const std::string& bytes() const { return bytes_; }
  void clear();

 private:
  std::string bytes_;
  std::size_t rows_ = 0;
};

}  // namespace hotline::store::pg
