#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/tree_check.hpp"
#include "store/pg/row.hpp"

// How rows of the log are read, for all who check it.
namespace hotline::store {

// Of audit/page_batches and log/last_batches.
inline core::KeptBatch kept_batch(const pg::Row& row) {
  core::KeptBatch batch;
  batch.first = static_cast<std::uint64_t>(row.int8(0));
  batch.entries = static_cast<std::uint64_t>(row.int4(1));
  batch.root = row.bytes32(2);
  batch.nodes = row.bytea(3);
  return batch;
}

// Of audit/page_entries. A time before 1970 or with a part of a second is no leaf's.
inline std::uint64_t logged_second(const pg::Row& row) {
  const auto since = row.timestamptz(2).time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
  return seconds == since ? static_cast<std::uint64_t>(seconds.count()) : ~std::uint64_t{0};
}

inline bool take_entry(core::TreeCheck& check, const pg::Row& row) {
  const std::string_view leaf = row.bytea_view(1);
  return check.take(static_cast<std::uint64_t>(row.int8(0)),
                    std::span(reinterpret_cast<const std::uint8_t*>(leaf.data()), leaf.size()), logged_second(row));
}

}  // namespace hotline::store
