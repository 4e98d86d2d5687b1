#include "alarm/alarm_service.hpp"

#include <string>
#include <utility>

#include "alarm/alarm_proto.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::alarm {
namespace {

constexpr char kListAlarms[] = "hotline.v1.AlarmService/ListAlarms";
constexpr char kWatchAlarms[] = "hotline.v1.AlarmService/WatchAlarms";
constexpr char kAcknowledgeAlarm[] = "hotline.v1.AlarmService/AcknowledgeAlarm";
constexpr char kPlantCanaries[] = "hotline.v1.AlarmService/PlantCanaries";
constexpr char kGetCanaryCount[] = "hotline.v1.AlarmService/GetCanaryCount";

core::Error acknowledged_already() {
  core::Error error = core::make_error(core::Reason::kWrongState, "somebody has looked into this alarm already");
  error.metadata.emplace_back("state", "ACKNOWLEDGED");
  return error;
}

}  // namespace

grpc::ServerUnaryReactor* AlarmService::ListAlarms(grpc::CallbackServerContext* context,
                                                   const v1::ListAlarmsRequest* request,
                                                   v1::ListAlarmsResponse* response) {
  return rpc::serve(gate_, *context, kListAlarms, response,
                    [&](rpc::CallContext call) { return list(std::move(call), request, response); });
}

grpc::ServerWriteReactor<v1::WatchAlarmsResponse>* AlarmService::WatchAlarms(grpc::CallbackServerContext* context,
                                                                             const v1::WatchAlarmsRequest* request) {
  return rpc::serve_writes<v1::WatchAlarmsResponse>(gate_, *context, kWatchAlarms,
                                                    [&](rpc::CallContext call, AlarmWatch::Stream& stream) {
                                                      return watch_.run(std::move(call), request->cursor(), stream);
                                                    });
}

grpc::ServerUnaryReactor* AlarmService::AcknowledgeAlarm(grpc::CallbackServerContext* context,
                                                         const v1::AcknowledgeAlarmRequest* request,
                                                         v1::AcknowledgeAlarmResponse* response) {
  return rpc::serve(gate_, *context, kAcknowledgeAlarm, response,
                    [&](rpc::CallContext call) { return acknowledge(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* AlarmService::PlantCanaries(grpc::CallbackServerContext* context,
                                                      const v1::PlantCanariesRequest* request,
                                                      v1::PlantCanariesResponse* response) {
  return rpc::serve(gate_, *context, kPlantCanaries, response,
                    [&](rpc::CallContext call) { return plant(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* AlarmService::GetCanaryCount(grpc::CallbackServerContext* context,
                                                       const v1::GetCanaryCountRequest* /*request*/,
                                                       v1::GetCanaryCountResponse* response) {
  return rpc::serve(gate_, *context, kGetCanaryCount, response,
                    [&](rpc::CallContext call) { return count(std::move(call), response); });
}

AlarmService::Done AlarmService::list(rpc::CallContext call, const v1::ListAlarmsRequest* request,
                                      v1::ListAlarmsResponse* response) {
  auto query = read_listed(*request, call, tokens_);
  if (!query) co_return core::Done(std::move(query).error());
  const auto shown = static_cast<std::size_t>(query->limit - 1);
  auto rows = co_await store::list_alarms(pool_, std::move(*query), call.deadline);
  if (!rows) co_return core::Done(std::move(rows).error());
  const bool more = rows->size() > shown;
  if (more) rows->resize(shown);
  for (const store::AlarmRow& row : *rows) {
    auto written = write_alarm(row, keyring_, *response->add_alarms());
    if (!written) co_return core::Done(std::move(written).error());
  }
  if (more) {
    const std::string position = std::to_string(rows->back().number);
    response->set_next_page_token(tokens_.make(kListAlarms, call.caller.id, *request, position));
  }
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

AlarmService::Done AlarmService::acknowledge(rpc::CallContext call, const v1::AcknowledgeAlarmRequest* request,
                                             v1::AcknowledgeAlarmResponse* response) {
  auto asked = read_acknowledgement(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  std::string sealed = store::seal_alarm_ground(keyring_, asked->number, asked->ground.reveal());
  auto done = co_await store::acknowledge_alarm(pool_, asked->number, call.caller.id, asked->request, std::move(sealed),
                                                call.deadline);
  if (!done) co_return core::Done(std::move(done).error());
  switch (*done) {
    case store::Acknowledged::kNow:
    case store::Acknowledged::kBefore:
      response->set_trial(trial_);
      co_return core::Done(core::Nothing());
    case store::Acknowledged::kByAnother:
      co_return core::Done(acknowledged_already());
    case store::Acknowledged::kNoSuch:
      break;
  }
  co_return core::Done(core::make_error(core::Reason::kNotFound, "there is no such alarm"));
}

AlarmService::Done AlarmService::plant(rpc::CallContext call, const v1::PlantCanariesRequest* request,
                                       v1::PlantCanariesResponse* response) {
  auto asked = read_canaries(*request, clock_.now());
  if (!asked) co_return core::Done(std::move(asked).error());
  auto planted = co_await canaries_.plant(std::move(call), std::move(*asked));
  if (!planted) co_return core::Done(std::move(planted).error());
  response->set_planted(planted->planted);
  response->set_left_out(planted->left_out);
  response->set_canaries(planted->in_all);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

AlarmService::Done AlarmService::count(rpc::CallContext call, v1::GetCanaryCountResponse* response) {
  auto counted = co_await canaries_.count(std::move(call));
  if (!counted) co_return core::Done(std::move(counted).error());
  response->set_canaries(*counted);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::alarm
