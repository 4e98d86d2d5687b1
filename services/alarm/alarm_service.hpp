#pragma once

#include <boost/asio/awaitable.hpp>

#include "alarm/alarm_watch.hpp"
#include "alarm/canary_flow.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/alarm_service.grpc.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/pool.hpp"

namespace hotline::alarm {

// The gRPC face of alarms and canaries: authorise, parse, run, reply. No rules. What it refers to outlives its calls;
// `pool` is of the login hotline_guard, `trial` says whether the database is marked TRIAL.
class AlarmService final : public v1::AlarmService::CallbackService {
 public:
  AlarmService(const rpc::Gate& gate, store::pg::Pool& pool, CanaryFlow canaries, const runtime::Keyring& keyring,
               const core::Clock& clock, const rpc::PageTokens& tokens, bool trial,
               rpc::WatchOptions watching = rpc::WatchOptions())
      : gate_(gate),
        pool_(pool),
        canaries_(canaries),
        keyring_(keyring),
        clock_(clock),
        tokens_(tokens),
        trial_(trial),
        watch_(gate, pool, keyring, tokens, trial, watching) {}

  grpc::ServerUnaryReactor* ListAlarms(grpc::CallbackServerContext* context, const v1::ListAlarmsRequest* request,
                                       v1::ListAlarmsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchAlarmsResponse>* WatchAlarms(grpc::CallbackServerContext* context,
                                                                 const v1::WatchAlarmsRequest* request) override;
  grpc::ServerUnaryReactor* AcknowledgeAlarm(grpc::CallbackServerContext* context,
                                             const v1::AcknowledgeAlarmRequest* request,
                                             v1::AcknowledgeAlarmResponse* response) override;
  grpc::ServerUnaryReactor* PlantCanaries(grpc::CallbackServerContext* context, const v1::PlantCanariesRequest* request,
                                          v1::PlantCanariesResponse* response) override;
  grpc::ServerUnaryReactor* GetCanaryCount(grpc::CallbackServerContext* context,
                                           const v1::GetCanaryCountRequest* request,
                                           v1::GetCanaryCountResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done list(rpc::CallContext call, const v1::ListAlarmsRequest* request, v1::ListAlarmsResponse* response);
  Done acknowledge(rpc::CallContext call, const v1::AcknowledgeAlarmRequest* request,
                   v1::AcknowledgeAlarmResponse* response);
  Done plant(rpc::CallContext call, const v1::PlantCanariesRequest* request, v1::PlantCanariesResponse* response);
  Done count(rpc::CallContext call, v1::GetCanaryCountResponse* response);

  const rpc::Gate& gate_;
  store::pg::Pool& pool_;
  CanaryFlow canaries_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  AlarmWatch watch_;
};

}  // namespace hotline::alarm
