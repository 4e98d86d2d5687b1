#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/pg/row.hpp"

// Rows as values, and enums as the numbers under which columns keep them.
namespace hotline::store {

template <typename Enum>
Enum as(std::int16_t number) {
  return static_cast<Enum>(number);
}

template <typename Enum>
std::int16_t number_of(Enum value) {
  return static_cast<std::int16_t>(value);
}

template <typename Enum>
std::vector<std::int16_t> numbers_of(const std::vector<Enum>& values) {
  std::vector<std::int16_t> out;
  out.reserve(values.size());
  for (const Enum value : values) out.push_back(number_of(value));
  return out;
}

template <typename T, typename Read>
std::vector<T> all_of(const pg::Rows& rows, Read read) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const pg::Row row : rows) out.push_back(read(row));
  return out;
}

template <typename T, typename Read>
std::optional<T> first_of(const pg::Rows& rows, Read read) {
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

}  // namespace hotline::store
