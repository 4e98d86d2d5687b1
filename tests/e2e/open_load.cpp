#include "e2e/open_load.hpp"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <stdexcept>
#include <thread>

#include "bench/site.hpp"
#include "e2e/questions.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"

namespace hotline::e2e {
namespace {

using Clock = OpenCall::Clock;

constexpr char kMethod[] = "/hotline.v1.LookupService/LookupPerson";
constexpr std::size_t kConnections = 8;

double thread_cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_THREAD, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// One question, each time under another request_id.
class Questions {
 public:
  explicit Questions(std::uint64_t seed) : random_(seed) {
    core::NameParts name;
    name.surname = "Неіснуючий";
    name.given = "Остап";
    name.patronymic = "Іванович";
    const core::Bytes16 id = random_uuid(random_);
    bytes_ = question(id, "call-overload", name, *core::parse_date("1991-04-17")).SerializeAsString();
    place_ = bytes_.find(uuid_text(id));
    if (place_ == std::string::npos) throw std::runtime_error("the request does not show its id");
  }
  grpc::ByteBuffer next() {
    const std::string id = uuid_text(random_uuid(random_));
    bytes_.replace(place_, id.size(), id);
    const grpc::Slice slice(bytes_);
    return grpc::ByteBuffer(&slice, 1);
  }

 private:
  std::mt19937_64 random_;
  std::string bytes_;
  std::size_t place_ = 0;
};

class Driver {
 public:
  Driver(const std::string& socket, std::chrono::milliseconds deadline, std::uint64_t seed)
      : deadline_(deadline), questions_(seed) {
    for (std::size_t i = 0; i < kConnections; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
      auto channel = grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments);
      if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10))) {
        throw std::runtime_error("no connection to the server");
      }
      stubs_.push_back(std::make_unique<grpc::GenericStub>(std::move(channel)));
    }
  }

  void send(bool by_operator, Clock::time_point due) {
    auto* call = new Call;
    call->seen.by_operator = by_operator;
    call->seen.due = due;
    rpc::prepare(call->context, by_operator ? bench::operator_name(sent_ % bench::kOperators) : "portal", deadline_);
    call->reader = stubs_[sent_ % stubs_.size()]->PrepareUnaryCall(&call->context, kMethod, questions_.next(), &queue_);
    call->reader->StartCall();
    ++under_way_;  // before it can end
    call->reader->Finish(&call->reply, &call->status, call);
    ++sent_;
  }

  // One that ended by then.
  bool take(Clock::time_point until, OpenCall& ended) {
    void* tag = nullptr;
    bool ok = false;
    const auto left = std::max(until - Clock::now(), Clock::duration::zero());
    const auto limit =
        std::chrono::system_clock::now() + std::chrono::duration_cast<std::chrono::system_clock::duration>(left);
    if (queue_.AsyncNext(&tag, &ok, limit) != grpc::CompletionQueue::GOT_EVENT) return false;
    const std::unique_ptr<Call> call(static_cast<Call*>(tag));
    --under_way_;
    call->seen.ended = Clock::now();
    call->seen.code = call->status.error_code();
    call->seen.retry_said = !call->status.ok() && rpc::error_from(call->status).retry_after.has_value();
    ended = call->seen;
    return true;
  }
  std::size_t under_way() const { return under_way_; }

 private:
  struct Call {
    OpenCall seen;
    grpc::ClientContext context;
    std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
    grpc::ByteBuffer reply;
    grpc::Status status;
  };
  std::chrono::milliseconds deadline_;
  Questions questions_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  grpc::CompletionQueue queue_;
  std::size_t sent_ = 0;
  std::atomic<std::size_t> under_way_ = 0;
};

}  // namespace

OpenResult run_open(const OpenLoad& load) {
  Driver driver(load.socket, load.deadline, load.seed);
  std::mt19937_64 random(load.seed);
  std::exponential_distribution<double> gap(load.each_second);
  std::uniform_int_distribution<std::size_t> percent(0, 99);
  OpenResult result;
  result.calls.reserve(static_cast<std::size_t>(load.each_second * static_cast<double>(load.time.count()) / 1'000));
  std::atomic<bool> all_sent{false};
  double taker_cpu_seconds = 0;
  // Callers read what they are answered whoever else calls: one thread for both would, short of processor, send only.
  std::thread taker([&] {
    OpenCall ended;
    while (!all_sent || driver.under_way() > 0) {
      if (driver.take(Clock::now() + std::chrono::milliseconds(100), ended)) result.calls.push_back(ended);
    }
    taker_cpu_seconds = thread_cpu_seconds();
  });
  const double cpu_before = thread_cpu_seconds();
  const auto began = Clock::now();
  const auto end = began + load.time;
  for (auto due = began; due < end;) {
    std::this_thread::sleep_until(due);
    driver.send(percent(random) < load.operators_each_hundred, due);
    due += std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(gap(random)));
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  all_sent = true;
  result.cpu_seconds = thread_cpu_seconds() - cpu_before;
  taker.join();
  result.cpu_seconds += taker_cpu_seconds;
  return result;
}

double closed_rate(const std::string& socket, std::size_t under_way, std::chrono::milliseconds time,
                   std::uint64_t seed) {
  Driver driver(socket, std::chrono::seconds(10), seed);
  for (std::size_t i = 0; i < under_way; ++i) driver.send(true, Clock::now());
  const auto end = Clock::now() + time;
  std::int64_t answered = 0;
  OpenCall ended;
  while (Clock::now() < end) {
    if (!driver.take(end, ended)) continue;
    if (ended.code == 0) ++answered;
    driver.send(true, Clock::now());
  }
  while (driver.under_way() > 0) (void)driver.take(Clock::now() + std::chrono::seconds(1), ended);
  return static_cast<double>(answered) / std::chrono::duration<double>(time).count();
}

double percentile_ms(const std::vector<OpenCall>& calls, bool by_operator, double part) {
  std::vector<double> times;
  for (const OpenCall& call : calls) {
    if (call.code == 0 && call.by_operator == by_operator) times.push_back(call.ms());
  }
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
}

}  // namespace hotline::e2e
