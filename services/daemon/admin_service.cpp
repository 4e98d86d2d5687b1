#include "daemon/admin_service.hpp"

#include <algorithm>

#include "rpc/unary_call.hpp"

#ifndef HOTLINE_VERSION
#error "the build gives the version"
#endif

namespace hotline::daemon {

grpc::ServerUnaryReactor* AdminService::GetStatus(grpc::CallbackServerContext* context,
                                                  const v1::GetStatusRequest* /*request*/,
                                                  v1::GetStatusResponse* response) {
  auto call = gate_.admit(*context, "hotline.v1.AdminService/GetStatus");
  if (!call) return rpc::refuse(*context, call.error(), rpc::random_call_id());
  const auto index = index_.stats();
  const auto log = log_.state();
  response->set_database_kind(kind_ == store::DatabaseKind::kTrial ? v1::DATABASE_KIND_TRIAL : v1::DATABASE_KIND_LIVE);
  response->set_version(HOTLINE_VERSION);
  response->mutable_started_at()->set_seconds(
      std::chrono::floor<std::chrono::seconds>(started_at_).time_since_epoch().count());
  // Nobody counts those who do not exist.
  response->set_persons(static_cast<std::int64_t>(index.records - std::min(index.records, canaries_.look().size())));
  response->set_index_revision(index.revision);
  response->set_index_bytes(static_cast<std::int64_t>(index.bytes));
  response->set_model_version(std::string(index_.model_version()));
  response->set_log_tree(log.tree);
  response->set_log_size(log.size);
  response->set_log_partitions_ahead(log.partitions_ahead);
  response->set_log_queue(static_cast<std::int32_t>(log.queued));
  response->set_serving(log.ready);
  auto* reactor = context->DefaultReactor();
  reactor->Finish(grpc::Status::OK);
  return reactor;
}

}  // namespace hotline::daemon
