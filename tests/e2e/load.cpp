#include "e2e/load.hpp"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "bench/site.hpp"
#include "cli/sample/load.hpp"
#include "e2e/questions.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"

namespace hotline::e2e {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr char kMethod[] = "/hotline.v1.LookupService/LookupPerson";
constexpr milliseconds kCallTime{5'000};
constexpr std::size_t kConnectionsEach = 2;
// How long finish() asks for the answers that are still missing.
constexpr std::chrono::seconds kFinishLimit{30};
constexpr milliseconds kTick{5};
// A server that comes back is found at once, not after gRPC's usual second.
constexpr int kReconnectMinMs = 50;
constexpr int kReconnectMaxMs = 200;
// From this attempt on the pause before the next one does not grow any more.
constexpr int kSlowestAfter = 8;
// Answered inquiries kept to be continued.
constexpr std::size_t kContinuedMax = 256;

std::string bytes_of(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// What a retry mends. Anything else was not to be expected of a right request.
bool may_be_retried(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::CANCELLED ||
         code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::RESOURCE_EXHAUSTED ||
         code == grpc::StatusCode::ABORTED;
}

}  // namespace

class Load::Engine {
 public:
  explicit Engine(Load& load) : load_(load), options_(load.options_), random_(options_.seed) {
    for (std::size_t server = 0; server < options_.sockets.size(); ++server) {
      for (std::size_t i = 0; i < kConnectionsEach; ++i) {
        grpc::ChannelArguments arguments;
        arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
        arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMinMs);
        arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectMinMs);
        arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMaxMs);
        stubs_[server].push_back(std::make_unique<grpc::GenericStub>(grpc::CreateCustomChannel(
            "unix:" + options_.sockets[server], grpc::InsecureChannelCredentials(), arguments)));
      }
    }
  }

  void run() {
    std::optional<Clock::time_point> finish_by;
    for (;;) {
      if (load_.finishing_ && !finish_by) finish_by = Clock::now() + kFinishLimit;
      while (!finish_by && tasks_.size() < options_.tasks) begin_question();
      if (finish_by && tasks_.empty() && calls_.empty()) return;
      if (finish_by && Clock::now() > *finish_by) break;
      look_at_timers();
      void* tag = nullptr;
      bool ok = false;
      const auto until = std::chrono::system_clock::now() + kTick;
      if (queue_.AsyncNext(&tag, &ok, until) == grpc::CompletionQueue::GOT_EVENT) end(*static_cast<Call*>(tag));
    }
    for (const auto& [id, task] : tasks_) {
      if (task.answers == 0) {
        load_.violations_.add("never answered", "question " + std::to_string(task.question) + " after " +
                                                    std::to_string(task.sent) + " attempts: " + task.last_status);
      }
    }
    for (auto& [call, owned] : calls_) call->context.TryCancel();
    while (!calls_.empty()) {
      void* tag = nullptr;
      bool ok = false;
      if (!queue_.Next(&tag, &ok)) return;
      end(*static_cast<Call*>(tag));
    }
  }

 private:
  struct Task {
    std::size_t question = 0;
    int under_way = 0;
    int sent = 0;
    int answers = 0;
    bool repeats_answer = false;  // asked again once it is answered
    std::string last_status;
  };
  struct Call {
    std::size_t task = 0;
    std::size_t server = 0;
    Clock::time_point sent;
    std::optional<Clock::time_point> hang_up;
    grpc::ClientContext context;
    std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
    grpc::ByteBuffer reply;
    grpc::Status status;
  };
  struct Timer {
    Clock::time_point at;
    std::size_t task = 0;
    std::size_t server = 0;
  };
  struct Continued {
    std::string actor;
    v1::LookupPersonRequest request;
    std::string reference;
    std::string passphrase;
  };

  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(random_);
  }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

  // A third asks for somebody in the register by the full name and date, the rest for the usual mix.
  v1::LookupPersonRequest fresh_question(const core::Bytes16& id, const std::string& call_id) {
    if (chance(33)) {
      const auto row = sample::load_row(options_.register_seed, below(options_.persons));
      return question(id, call_id, name_of(row), *core::parse_date(row.birth_date));
    }
    const auto query = sample::next_query(options_.seed, options_.persons, questions_);
    return question(id, call_id, query.name, query.birth_date);
  }

  void begin_question() {
    Asked asked;
    asked.request_id = random_uuid(random_);
    asked.call_id = "call-" + std::to_string(questions_);
    asked.actor = bench::operator_name(questions_ % bench::kOperators);
    v1::LookupPersonRequest request;
    if (!continued_.empty() && chance(5)) {
      const Continued& before = continued_[below(continued_.size())];
      request = before.request;
      request.set_request_id(uuid_text(asked.request_id));
      request.mutable_call()->set_exchange_call_id(asked.call_id);
      request.mutable_inquiry()->set_reference(before.reference);
      request.mutable_inquiry()->set_passphrase(before.passphrase);
    } else {
      request = fresh_question(asked.request_id, asked.call_id);
    }
    asked.request = request.SerializeAsString();
    ++questions_;
    Task task;
    task.question = load_.history_.ask(std::move(asked));
    task.repeats_answer = chance(5);
    const std::size_t id = next_task_++;
    tasks_.emplace(id, std::move(task));
    const std::size_t server = below(2);
    send(id, server);
    // Two copies at once: to one server, where they mostly meet in one batch, or to both.
    if (chance(6)) {
      ++load_.counts_.twins;
      send(id, chance(50) ? server : 1 - server);
    } else if (chance(4)) {
      // Hung up on and asked again elsewhere while the first may be on its way into the log.
      last_->hang_up = last_->sent + std::chrono::microseconds(below(6'000));
      timers_.push_back(Timer{*last_->hang_up, id, 1 - server});
      ++tasks_.at(id).under_way;
    }
  }

  void send(std::size_t id, std::size_t server) {
    Task& task = tasks_.at(id);
    const Asked& asked = load_.history_.asked()[task.question];
    auto call = std::make_unique<Call>();
    last_ = call.get();
    call->task = id;
    call->server = server;
    rpc::prepare(call->context, asked.actor, kCallTime);
    const grpc::Slice slice(asked.request);
    const grpc::ByteBuffer request(&slice, 1);
    ++task.under_way;
    if (task.sent++ > 0) ++load_.counts_.retried;
    ++load_.counts_.in_flight;
    call->sent = Clock::now();
    call->reader = stubs_[server][below(kConnectionsEach)]->PrepareUnaryCall(&call->context, kMethod, request, &queue_);
    call->reader->StartCall();
    call->reader->Finish(&call->reply, &call->status, call.get());
    calls_.emplace(last_, std::move(call));
  }

  void look_at_timers() {
    const auto now = Clock::now();
    for (auto& [call, owned] : calls_) {
      if (call->hang_up && *call->hang_up <= now) {
        call->hang_up.reset();
        call->context.TryCancel();
      }
    }
    std::vector<Timer> due;
    std::erase_if(timers_, [&](const Timer& timer) {
      if (timer.at > now) return false;
      due.push_back(timer);
      return true;
    });
    for (const Timer& timer : due) {
      --tasks_.at(timer.task).under_way;
      send(timer.task, timer.server);
    }
  }

  void end(Call& call) {
    const std::unique_ptr<Call> owned = std::move(calls_.at(&call));
    calls_.erase(&call);
    --load_.counts_.in_flight;
    Task& task = tasks_.at(call.task);
    --task.under_way;
    History::Attempt attempt;
    attempt.question = task.question;
    attempt.server = call.server;
    attempt.sent = call.sent;
    attempt.received = Clock::now();
    attempt.code = call.status.error_code();
    const std::string reply = call.status.ok() ? bytes_of(call.reply) : std::string();
    load_.history_.note(attempt, reply);
    if (call.status.ok()) {
      answered(call, task, reply);
    } else {
      lost(call, task);
    }
    if (task.under_way == 0) tasks_.erase(call.task);
  }

  void answered(const Call& call, Task& task, const std::string& reply) {
    ++load_.counts_.answered;
    ++load_.counts_.answered_by[call.server];
    ++task.answers;
    if (task.repeats_answer) {
      task.repeats_answer = false;
      later(call.task, below(2));
    }
    if (task.answers == 1 && chance(2)) keep_to_continue(task, reply);
  }

  void lost(const Call& call, Task& task) {
    ++load_.counts_.lost;
    task.last_status = std::to_string(call.status.error_code()) + " " + call.status.error_message();
    if (!may_be_retried(call.status.error_code())) {
      load_.violations_.add("unexpected status", task.last_status);
      return;
    }
    if (task.answers > 0 || task.under_way > 0) return;
    if (task.sent >= 3 && chance(1)) {
      ++load_.counts_.given_up;
      return;
    }
    later(call.task, chance(60) ? 1 - call.server : call.server);
  }

  // The more often it was sent, the later. Counts as under way, so that the task stays.
  void later(std::size_t id, std::size_t server) {
    Task& task = tasks_.at(id);
    ++task.under_way;
    const auto wait = milliseconds(below(30 * static_cast<std::uint64_t>(std::min(task.sent, kSlowestAfter))));
    timers_.push_back(Timer{Clock::now() + wait, id, server});
  }

  void keep_to_continue(const Task& task, const std::string& reply) {
    v1::LookupPersonResponse response;
    Continued continued;
    const Asked& asked = load_.history_.asked()[task.question];
    if (!response.ParseFromString(reply) || response.inquiry_passphrase().empty()) return;
    if (!continued.request.ParseFromString(asked.request)) return;
    continued.request.mutable_facts()->set_birthplace("Вигаданівка");
    continued.actor = asked.actor;
    continued.reference = response.inquiry_reference();
    continued.passphrase = response.inquiry_passphrase();
    continued_.push_back(std::move(continued));
    if (continued_.size() > kContinuedMax) continued_.pop_front();
  }

  Load& load_;
  const LoadOptions& options_;
  std::mt19937_64 random_;
  std::array<std::vector<std::unique_ptr<grpc::GenericStub>>, 2> stubs_;
  grpc::CompletionQueue queue_;
  std::uint64_t questions_ = 0;
  std::size_t next_task_ = 0;
  std::map<std::size_t, Task> tasks_;
  std::map<Call*, std::unique_ptr<Call>> calls_;
  Call* last_ = nullptr;
  std::vector<Timer> timers_;
  std::deque<Continued> continued_;
};

Load::Load(LoadOptions options, History& history, Violations& violations)
    : options_(std::move(options)), history_(history), violations_(violations) {
  thread_ = std::thread([this] {
    try {
      Engine(*this).run();
    } catch (const std::exception& error) {
      violations_.add("the driver failed", error.what());
    }
  });
}

Load::~Load() {
  finish();
}

void Load::finish() {
  finishing_ = true;
  if (thread_.joinable()) thread_.join();
}

}  // namespace hotline::e2e
