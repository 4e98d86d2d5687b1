#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"

// What partners have submitted: one function for each file of db/queries/partner.
namespace hotline::store {

// Stored and mirrored in the proto: never renumber.
enum class CollectedBy : std::uint8_t { kFamily = 1, kPartner = 2 };

// Keyed hashes of a partner's case number, by the newest key first: one written under an older key is found too.
std::vector<core::Bytes32> case_keys(const runtime::Keyring& keyring, const core::ActorId& partner,
                                     std::string_view case_number);

struct PartnerCaseRow {
  core::Bytes32 key{};
  std::int64_t reference = 0;
  core::Instant registered_at;
};
boost::asio::awaitable<core::Result<std::vector<PartnerCaseRow>>> find_cases(pg::Pool& pool, core::ActorId partner,
                                                                             std::vector<core::Bytes32> keys,
                                                                             runtime::Deadline deadline);
boost::asio::awaitable<core::Result<std::int64_t>> count_cases_since(pg::Pool& pool, core::ActorId partner,
                                                                     core::Instant since, runtime::Deadline deadline);
// Whether the partner submitted it and the family consented in writing to his collecting its answers.
boost::asio::awaitable<core::Result<bool>> may_collect(pg::Pool& pool, std::int64_t reference, core::ActorId partner,
                                                       runtime::Deadline deadline);

// In the order of changes.
struct CasePosition {
  std::string change = "0";  // a transaction's number
  std::int64_t reference = -1;
};
struct PartnerCaseShown {
  CasePosition position;
  CollectedBy collected_by = CollectedBy::kFamily;
  core::Instant registered_at;
  bool ended = false;
};
boost::asio::awaitable<core::Result<std::vector<PartnerCaseShown>>> list_cases(pg::Pool& pool, core::ActorId partner,
                                                                               CasePosition after, std::int32_t limit,
                                                                               runtime::Deadline deadline);

}  // namespace hotline::store
