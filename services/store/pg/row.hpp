#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"
#include "store/pg/params.hpp"

struct pg_result;

namespace hotline::store::pg {

// The program and the query file do not agree on a column. Says the column's number and the type expected, never a
// value.
class RowError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

struct Cell {
  const char* data = nullptr;
  std::int32_t length = -1;  // -1 is NULL
  Oid type = 0;              // 0: unknown (COPY), then only the length is checked
};

// One row; valid while the Rows (or the COPY callback) it came from. Columns count from 0. A wrong type, or NULL where
// the accessor does not end in _or_null, throws RowError.
class Row {
 public:
  explicit Row(std::span<const Cell> cells) : cells_(cells) {}

  std::size_t size() const { return cells_.size(); }
  bool null(std::size_t column) const { return cell(column).length < 0; }

  bool boolean(std::size_t column) const;
  std::int16_t int2(std::size_t column) const;
  std::int32_t int4(std::size_t column) const;  // int2 too
  std::int64_t int8(std::size_t column) const;  // int2 and int4 too
  float float4(std::size_t column) const;
  double float8(std::size_t column) const;
  std::string text(std::size_t column) const { return std::string(text_view(column)); }
  std::string bytea(std::size_t column) const { return std::string(bytea_view(column)); }
  std::string_view text_view(std::size_t column) const;
  std::string_view bytea_view(std::size_t column) const;
  core::Bytes16 uuid(std::size_t column) const;
  core::Bytes32 bytes32(std::size_t column) const;  // bytea of exactly 32 bytes
  core::Instant timestamptz(std::size_t column) const;
  std::int32_t date(std::size_t column) const;                // days since 1970-01-01
  std::vector<std::int64_t> int8s(std::size_t column) const;  // int2[] and int4[] too; NULL elements throw
  std::vector<std::string> texts(std::size_t column) const;
  std::vector<std::string> byteas(std::size_t column) const;

  std::optional<bool> boolean_or_null(std::size_t column) const;
  std::optional<std::int16_t> int2_or_null(std::size_t column) const;
  std::optional<std::int32_t> int4_or_null(std::size_t column) const;
  std::optional<std::int64_t> int8_or_null(std::size_t column) const;
  std::optional<float> float4_or_null(std::size_t column) const;
  std::optional<std::string> text_or_null(std::size_t column) const;
  std::optional<std::string> bytea_or_null(std::size_t column) const;
  std::optional<core::Bytes16> uuid_or_null(std::size_t column) const;
  std::optional<core::Instant> timestamptz_or_null(std::size_t column) const;
  std::optional<std::int32_t> date_or_null(std::size_t column) const;

 private:
  const Cell& cell(std::size_t column) const;
  std::string_view bytes(std::size_t column, std::span<const Oid> types, const char* expected) const;
  template <typename Read>
  void each_element(std::size_t column, std::span<const Oid> arrays, const char* expected, Read read) const;

  std::span<const Cell> cells_;
};

// The rows of one statement; owns their memory.
class Rows {
 public:
  Rows() = default;
  explicit Rows(pg_result* result);  // takes it over

  std::size_t size() const { return rows_; }
  bool empty() const { return rows_ == 0; }
  std::size_t columns() const { return columns_; }
  Row operator[](std::size_t row) const { return Row(std::span(cells_).subspan(row * columns_, columns_)); }
  Row front() const { return (*this)[0]; }
  // Rows that INSERT, UPDATE, DELETE or COPY touched.
  std::int64_t affected() const { return affected_; }
  // "COMMIT", "ROLLBACK", "INSERT 0 1".
  const std::string& command() const { return command_; }

  class Iterator {
   public:
    Iterator(const Rows* rows, std::size_t at) : rows_(rows), at_(at) {}
    Row operator*() const { return (*rows_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const Rows* rows_;
    std::size_t at_;
  };
  Iterator begin() const { return Iterator(this, 0); }
  Iterator end() const { return Iterator(this, rows_); }

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
  std::vector<Cell> cells_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::int64_t affected_ = 0;
  std::string command_;
};

}  // namespace hotline::store::pg
