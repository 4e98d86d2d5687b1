#pragma once

#include "core/canaries.hpp"
#include "core/time.hpp"
#include "hotline/v1/admin_service.grpc.pb.h"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "store/log_writer.hpp"
#include "store/migrator.hpp"

namespace hotline::daemon {

// What this server is and how it fares.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  AdminService(const rpc::Gate& gate, const matching::Index& index, const core::Canaries& canaries,
               const store::LogWriter& log, store::DatabaseKind kind, core::Instant started_at)
      : gate_(gate), index_(index), canaries_(canaries), log_(log), kind_(kind), started_at_(started_at) {}

  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context, const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;

 private:
  const rpc::Gate& gate_;
  const matching::Index& index_;
  const core::Canaries& canaries_;
  const store::LogWriter& log_;
  store::DatabaseKind kind_;
  core::Instant started_at_;
};

}  // namespace hotline::daemon
