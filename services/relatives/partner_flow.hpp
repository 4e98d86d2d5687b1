#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/relatives_service.pb.h"
#include "lookup/lookup_flow.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"

namespace hotline::relatives {

// New rows a partner and day (UTC).
inline constexpr std::int32_t kRowsOfDayMax = 2'000;

// Registers a partner's rows, each by a lookup of its own, which logs it. What it refers to outlives it; the pool is of
// the login hotline_inquiry.
class PartnerFlow {
 public:
  PartnerFlow(lookup::LookupFlow& lookups, store::pg::Pool& pool, const runtime::Keyring& keyring,
              const core::Clock& clock)
      : lookups_(lookups), pool_(pool), keyring_(keyring), clock_(clock) {}

  // The outcomes in the order of the rows. An error only when nothing could be said of any of them.
  boost::asio::awaitable<core::Result<v1::SubmitInquiriesResponse>> submit(rpc::CallContext call,
                                                                           v1::SubmitInquiriesRequest request);

 private:
  struct Row;
  boost::asio::awaitable<core::Done> find_earlier(const rpc::CallContext& call, std::vector<Row>& rows);

  lookup::LookupFlow& lookups_;
  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
};

}  // namespace hotline::relatives
