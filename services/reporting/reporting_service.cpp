#include "reporting/reporting_service.hpp"

#include <string>
#include <utility>

#include "reporting/deadline_proto.hpp"
#include "rpc/logged_call.hpp"
#include "rpc/unary_call.hpp"
#include "store/await_append.hpp"

namespace hotline::reporting {
namespace {

constexpr char kGetDeadlines[] = "hotline.v1.ReportingService/GetDeadlines";
constexpr std::int64_t kCountedMax = 10'000;

}  // namespace

grpc::ServerUnaryReactor* ReportingService::GetDeadlines(grpc::CallbackServerContext* context,
                                                         const v1::GetDeadlinesRequest* request,
                                                         v1::GetDeadlinesResponse* response) {
  return rpc::serve(parts_.gate, *context, kGetDeadlines, response,
                    [&](rpc::CallContext call) { return deadlines(std::move(call), request, response); });
}

ReportingService::Done ReportingService::deadlines(rpc::CallContext call, const v1::GetDeadlinesRequest* request,
                                                   v1::GetDeadlinesResponse* response) {
  const core::Instant now = parts_.clock.now();
  auto query = read_query(*request, call, parts_.tokens, now);
  if (!query) co_return core::Done(std::move(query).error());
  auto rows = co_await store::list_deadlines(parts_.registry, *query, call.deadline);
  if (!rows) co_return core::Done(std::move(rows).error());
  if (!query->after) {
    auto counts = co_await store::count_late(parts_.registry, core::day_number(now) - 1, kCountedMax, call.deadline);
    if (!counts) co_return core::Done(std::move(counts).error());
    write_counts(*counts, *response);
  }
  std::string what = "DEADLINES " + std::to_string(rows->size());
  auto logged = co_await log_reading(call, std::move(what));
  if (!logged) co_return logged;
  write_page(*rows, *query, *request, call, parts_.tokens, now, *response);
  response->set_trial(parts_.trial);
  co_return core::Done(core::Nothing());
}

ReportingService::Done ReportingService::log_reading(const rpc::CallContext& call, std::string what) {
  return log_act(call, core::LogEntryKind::kInquiry, std::move(what));
}

ReportingService::Done ReportingService::log_act(const rpc::CallContext& call, core::LogEntryKind kind,
                                                 std::string what) {
  store::ActLog log{parts_.log, parts_.keyring, parts_.random, parts_.clock};
  core::LogPayload payload = rpc::payload_of(call, std::move(what));
  co_return co_await store::log_act(log, kind, std::move(payload), call.deadline);
}

}  // namespace hotline::reporting
