#pragma once

#include <map>
#include <mutex>
#include <string>

#include "rpc/call_observer.hpp"
#include "runtime/metrics.hpp"

namespace hotline::rpc {

// Count by method and code, latency by method: hotline_calls_total, hotline_call_seconds. `metrics` outlives it.
class CallMetrics final : public CallObserver {
 public:
  explicit CallMetrics(runtime::Metrics& metrics) : metrics_(metrics) {}
  void call_ended(std::string_view method, grpc::StatusCode code, std::chrono::nanoseconds took) override;

 private:
  struct Figures {
    std::map<grpc::StatusCode, runtime::Counter> ended;
    runtime::Histogram seconds;
  };

  runtime::Metrics& metrics_;
  std::mutex mutex_;
  std::map<std::string, Figures, std::less<>> by_method_;
};

// "OK", "INVALID_ARGUMENT".
std::string code_name(grpc::StatusCode code);

}  // namespace hotline::rpc
