#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "alarm/canary_flow.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/time.hpp"
#include "hotline/v1/alarm_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "store/alarm_store.hpp"

// Requests and answers of AlarmService as values. Every reader names all bad fields at once.
namespace hotline::alarm {

// One row more than the page shows tells whether there is a next one.
core::Result<store::AlarmsQuery> read_listed(const v1::ListAlarmsRequest& request, const rpc::CallContext& call,
                                             const rpc::PageTokens& tokens);

struct Acknowledgement {
  core::RequestId request;
  std::int64_t number = 0;
  core::Sensitive<std::string> ground;
};
core::Result<Acknowledgement> read_acknowledgement(const v1::AcknowledgeAlarmRequest& request);

core::Result<CanariesToPlant> read_canaries(const v1::PlantCanariesRequest& request, core::Instant now);

// Opens the ground.
core::Done write_alarm(const store::AlarmRow& row, const runtime::Keyring& keyring, v1::Alarm& message);

}  // namespace hotline::alarm
