#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "core/inquiry.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store {

// A row of inquiry; facts and asker are still sealed.
struct StoredInquiry {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  std::uint8_t language = 0;
  core::Instant opened_at;
  core::Instant changed_at;
  std::int32_t facts_version = 0;
  std::string facts_sealed;
  std::string asker_sealed;  // empty: none
  std::string passphrase_hash;
  std::int32_t passphrase_failures = 0;
};
StoredInquiry read_inquiry(const pg::Row& row);

boost::asio::awaitable<core::Result<std::optional<StoredInquiry>>> get_inquiry(pg::Pool& pool, std::int64_t reference,
                                                                               runtime::Deadline deadline);
// Counts up to `failures_max` and not beyond.
boost::asio::awaitable<core::Done> count_passphrase_failure(pg::Pool& pool, std::int64_t reference,
                                                            std::int16_t failures_max, runtime::Deadline deadline);

}  // namespace hotline::store
