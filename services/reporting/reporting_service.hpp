#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/time.hpp"
#include "hotline/v1/reporting_service.grpc.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::reporting {

// What a ReportingService refers to; all outlive it.
struct ReportingParts {
  const rpc::Gate& gate;
  store::pg::Pool& registry;  // of the login hotline_registry
  store::LogWriter& log;
  const runtime::Keyring& keyring;
  const core::Clock& clock;
  runtime::Random& random;
  const rpc::PageTokens& tokens;
  bool trial = false;  // whether the database is marked TRIAL
};

// The gRPC face of figures and deadlines: authorise, parse, run, reply. What is read is logged before it leaves.
class ReportingService final : public v1::ReportingService::CallbackService {
 public:
  explicit ReportingService(ReportingParts parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* GetDeadlines(grpc::CallbackServerContext* context, const v1::GetDeadlinesRequest* request,
                                         v1::GetDeadlinesResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done deadlines(rpc::CallContext call, const v1::GetDeadlinesRequest* request, v1::GetDeadlinesResponse* response);
  Done log_reading(const rpc::CallContext& call, std::string what);

  ReportingParts parts_;
};

}  // namespace hotline::reporting
