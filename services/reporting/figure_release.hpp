#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <vector>

#include "core/figures.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "store/figure_store.hpp"
#include "store/pg/pool.hpp"

namespace hotline::reporting {

// The secret that rounds, derived from a key that never changes: a number rounds the same way for good.
core::CellKey cell_key(const runtime::Keyring& keyring);

// How long after a month's end its last calls may still be on their way into the log.
inline constexpr std::chrono::hours kReleaseWait{6};

struct FigureStep {
  std::int64_t log_entries = 20'000;
  std::int32_t persons = 2'000;
  std::int32_t inquiries = 5'000;
};
// Counts what is new, in one transaction with the cursors: nothing is passed over and nothing counted twice. Whether
// more waits; false as well while another server has the cursor.
boost::asio::awaitable<core::Result<bool>> advance_figures(store::pg::Pool& pool, std::int32_t today, FigureStep step);

// Releases the oldest month that has ended and is not released, all its tables at once. Whether there was one.
boost::asio::awaitable<core::Result<bool>> release_month(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                         core::Instant now);

// The tables of a month as they would be released; kept nowhere.
boost::asio::awaitable<core::Result<std::vector<store::ReleasedTable>>> tables_of(store::pg::Transaction& tx,
                                                                                  const runtime::Keyring& keyring,
                                                                                  std::int32_t first_day);

}  // namespace hotline::reporting
