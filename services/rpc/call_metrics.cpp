#include "rpc/call_metrics.hpp"

#include <array>
#include <cstddef>

namespace hotline::rpc {

using runtime::Safe;

void CallMetrics::call_ended(std::string_view method, grpc::StatusCode code, std::chrono::nanoseconds took) {
  runtime::Counter ended;
  runtime::Histogram seconds;
  {
    const std::lock_guard lock(mutex_);
    auto found = by_method_.find(method);
    const runtime::Labels labels{{Safe("method"), Safe::own(std::string(method))}};
    if (found == by_method_.end()) {
      found = by_method_.emplace(std::string(method), Figures()).first;
      found->second.seconds = metrics_.histogram("hotline_call_seconds", "Time from a call's arrival to its status",
                                                 runtime::latency_buckets(), labels);
    }
    auto count = found->second.ended.find(code);
    if (count == found->second.ended.end()) {
      runtime::Labels with_code = labels;
      with_code.emplace_back(Safe("code"), Safe::own(code_name(code)));
      count = found->second.ended
                  .emplace(code, metrics_.counter("hotline_calls_total", "Calls that ended, by gRPC code", with_code))
                  .first;
    }
    ended = count->second;
    seconds = found->second.seconds;
  }
  ended.add();
  seconds.observe(took);
}

std::string code_name(grpc::StatusCode code) {
  static constexpr std::array kNames{
      "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
      "DATA_LOSS", "UNAUTHENTICATED"};
  const auto at = static_cast<std::size_t>(code);
  return at < kNames.size() ? kNames[at] : "UNKNOWN";
}

}  // namespace hotline::rpc
