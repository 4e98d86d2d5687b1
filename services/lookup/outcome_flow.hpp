#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/lookup_service.pb.h"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"

namespace hotline::lookup {

// Wrap-up codes of calls.
class OutcomeFlow {
 public:
  OutcomeFlow(store::pg::Pool& pool, const runtime::Keyring& keyring, const core::Clock& clock)
      : pool_(pool), keyring_(keyring), clock_(clock) {}

  // Request and response live until the call's end.
  boost::asio::awaitable<core::Done> record(rpc::CallContext call, const v1::RecordOutcomeRequest* request,
                                            v1::RecordOutcomeResponse* response);

 private:
  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
};

}  // namespace hotline::lookup
