#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>

#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store {

// A sheet of paper that is in the log already.
struct EnteredSheet {
  std::optional<std::int64_t> reference;  // of the inquiry that it opened or went on with
  core::Instant taken_at;
  core::Instant entered_at;
};
boost::asio::awaitable<core::Result<std::optional<EnteredSheet>>> find_sheet(pg::Pool& pool, std::int64_t number,
                                                                             runtime::Deadline deadline);

}  // namespace hotline::store
