#pragma once

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/site.hpp"
#include "rpc/client.hpp"

namespace hotline::bench {

struct LoadShape {
  std::size_t connections = 1;
  std::size_t in_flight_each = 1;
};

// What says who asks: one of the names of the settings in turn, or the certificate of the connection.
enum class CalledBy { kName, kCertificate };

struct LoadResult {
  double calls_per_second = 0;
  double mean_us = 0;
  double p50_us = 0;
  double p99_us = 0;
};

// A closed loop over ready requests: one thread, one completion queue, `connections` connections of `in_flight_each`
// calls, the next request as soon as an answer is parsed and checked. Any failed call or check ends the program.
template <typename Stub, typename Request, typename Response>
class LoadClient {
 public:
  using Prepare = std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> (Stub::*)(grpc::ClientContext*,
                                                                                       const Request&,
                                                                                       grpc::CompletionQueue*);
  // `check` throws what is wrong with the answer to requests[index].
  using Check = std::function<void(std::size_t index, const Response& response)>;

  LoadClient(const std::string& socket, const LoadShape& shape, Prepare prepare)
      : LoadClient(
            shape, prepare, [&socket] { return rpc::connect_local(socket); }, CalledBy::kName) {}

  LoadClient(const LoadShape& shape, Prepare prepare, const std::function<std::shared_ptr<grpc::Channel>()>& connect,
             CalledBy by)
      : shape_(shape), prepare_(prepare), by_(by) {
    for (std::size_t i = 0; i < shape.connections; ++i) {
      const auto channel = connect();
      if (!channel->WaitForConnected(std::chrono::system_clock::now() + kConnectLimit)) {
        throw std::runtime_error("no connection to the server");
      }
      stubs_.push_back(std::make_unique<Stub>(channel));
    }
  }

  // Sends `count` requests; when there are fewer ready ones they come again from the first.
  LoadResult run(std::size_t count, const std::vector<Request>& requests, const Check& check) {
    std::vector<Call> calls(shape_.connections * shape_.in_flight_each);
    std::vector<double> latencies;
    latencies.reserve(count);
    const auto began = Clock::now();
    try {
      drive(calls, count, requests, check, latencies);
    } catch (...) {
      abandon(calls);
      throw;
    }
    return result_of(latencies, std::chrono::duration<double>(Clock::now() - began).count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kConnectLimit{10};
  static constexpr std::chrono::milliseconds kCallLimit{20'000};

  struct Call {
    std::unique_ptr<grpc::ClientContext> context;
    std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> reader;
    Response response;
    grpc::Status status;
    std::size_t index = 0;
    std::size_t stub = 0;
    bool under_way = false;
    Clock::time_point began;
  };

  void drive(std::vector<Call>& calls, std::size_t count, const std::vector<Request>& requests, const Check& check,
             std::vector<double>& latencies) {
    std::size_t next = 0;
    for (; next < calls.size() && next < count; ++next) {
      start(calls[next], next % shape_.connections, requests[next % requests.size()], next);
    }
    while (latencies.size() < count) {
      Call& call = await();
      latencies.push_back(std::chrono::duration<double, std::micro>(Clock::now() - call.began).count());
      if (!call.status.ok()) {
        throw std::runtime_error("a call failed: " + std::to_string(call.status.error_code()) + " " +
                                 call.status.error_message());
      }
      check(call.index, call.response);
      if (next == count) continue;
      start(call, call.stub, requests[next % requests.size()], next);
      ++next;
    }
  }

  Call& await() {
    void* tag = nullptr;
    bool ok = false;
    if (!queue_.Next(&tag, &ok)) throw std::runtime_error("the completion queue ended");
    Call& call = *static_cast<Call*>(tag);
    call.under_way = false;
    return call;
  }

  // gRPC must be done with a call before its memory goes.
  void abandon(std::vector<Call>& calls) {
    for (Call& call : calls) {
      if (call.under_way) call.context->TryCancel();
    }
    while (std::any_of(calls.begin(), calls.end(), [](const Call& call) { return call.under_way; })) await();
  }

  void start(Call& call, std::size_t stub, const Request& request, std::size_t index) {
    call.reader.reset();
    call.context = std::make_unique<grpc::ClientContext>();
    rpc::prepare(*call.context, by_ == CalledBy::kName ? operator_name(index % kOperators) : "", kCallLimit);
    call.response.Clear();
    call.index = index;
    call.stub = stub;
    call.under_way = true;
    call.began = Clock::now();
    call.reader = (stubs_[stub].get()->*prepare_)(call.context.get(), request, &queue_);
    call.reader->StartCall();
    call.reader->Finish(&call.response, &call.status, &call);
  }

  static LoadResult result_of(std::vector<double>& latencies, double seconds) {
    LoadResult result;
    result.calls_per_second = static_cast<double>(latencies.size()) / seconds;
    for (const double latency : latencies) result.mean_us += latency / static_cast<double>(latencies.size());
    std::sort(latencies.begin(), latencies.end());
    result.p50_us = latencies[latencies.size() / 2];
    result.p99_us = latencies[latencies.size() * 99 / 100];
    return result;
  }

  LoadShape shape_;
  Prepare prepare_;
  CalledBy by_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  grpc::CompletionQueue queue_;
};

}  // namespace hotline::bench
