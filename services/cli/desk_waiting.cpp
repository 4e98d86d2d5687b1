#include <utility>

#include "cli/candidate_calls.hpp"
#include "cli/desk_work.hpp"
#include "hotline/v1/alarm_service.grpc.pb.h"

namespace hotline::cli {
namespace {

// One look of each kind: more is there when these are worked.
constexpr std::int32_t kCallbacksShown = 200;
constexpr std::int32_t kGroupsShown = 100;
constexpr std::int32_t kLateShown = 100;
constexpr std::int32_t kAlarmsShown = 200;

int print_status(const grpc::Status& status) {
  return print_error(rpc::error_from(status), rpc::call_id_of(status));
}

int list_callbacks(const Common& common, v1::CallbackState state, std::vector<v1::Callback>& callbacks) {
  v1::ListCallbacksRequest request;
  request.set_state(state);
  request.set_page_size(kCallbacksShown);
  v1::ListCallbacksResponse response;
  const auto stub = v1::DeskService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::DeskService::Stub::ListCallbacks, request, response);
  if (called != kDone) return called;
  callbacks.assign(response.callbacks().begin(), response.callbacks().end());
  return kDone;
}

int list_requests(const Common& common, Waiting& waiting) {
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  grpc::ClientContext context;
  common.prepare(context);
  const auto reader = stub->WatchRequests(&context, v1::WatchRequestsRequest());
  v1::WatchRequestsResponse message;
  while (reader->Read(&message)) {
    if (message.has_request()) {
      if (message.request().state() == v1::RELEASE_REQUEST_STATE_WAITING) waiting.requests.push_back(message.request());
    } else if (message.has_broken_glass()) {
      if (message.broken_glass().reviewed_by().empty()) waiting.glasses.push_back(message.broken_glass());
    } else {
      // The heartbeat: all there is has been told.
      context.TryCancel();
      reader->Finish();
      return kDone;
    }
  }
  const grpc::Status status = reader->Finish();
  return status.ok() ? static_cast<int>(kDone) : print_status(status);
}

int list_candidates(const Common& common, Waiting& waiting, bool& allowed) {
  v1::ListCandidatesRequest request;
  request.set_page_size(kGroupsShown);
  v1::ListCandidatesResponse response;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  const grpc::Status status = quiet_call(common, *stub, &v1::InquiryService::Stub::ListCandidates, request, response);
  allowed = status.error_code() != grpc::StatusCode::PERMISSION_DENIED;
  if (!status.ok()) return allowed ? print_status(status) : static_cast<int>(kDone);
  for (auto& group : *response.mutable_groups()) {
    keep_newest(group);
    if (group.candidates_size() > 0) waiting.candidates.push_back(std::move(group));
  }
  return kDone;
}

int list_late(const Common& common, Waiting& waiting) {
  v1::GetDeadlinesRequest request;
  request.set_page_size(kLateShown);
  v1::GetDeadlinesResponse response;
  const auto stub = v1::ReportingService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ReportingService::Stub::GetDeadlines, request, response);
  if (called == kDone) waiting.late.assign(response.items().begin(), response.items().end());
  return called;
}

int count_alarms(const Common& common, Waiting& waiting) {
  v1::ListAlarmsRequest request;
  request.set_page_size(kAlarmsShown);
  v1::ListAlarmsResponse response;
  const auto stub = v1::AlarmService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::AlarmService::Stub::ListAlarms, request, response);
  if (called == kDone) waiting.alarms = response.alarms_size();
  return called;
}

}  // namespace

int look_what_waits(const Common& common, Waiting& waiting) {
  int called = list_callbacks(common, v1::CALLBACK_STATE_DUE, waiting.due);
  if (called != kDone) return called;
  called = list_candidates(common, waiting, waiting.for_supervisors);
  if (called != kDone || !waiting.for_supervisors) return called;
  called = list_callbacks(common, v1::CALLBACK_STATE_LAPSED, waiting.lapsed);
  if (called == kDone) called = list_requests(common, waiting);
  if (called == kDone) called = list_late(common, waiting);
  if (called == kDone) called = count_alarms(common, waiting);
  return called;
}

}  // namespace hotline::cli
