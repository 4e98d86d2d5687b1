// Real gRPC over a unix socket in a temporary folder. The services here are small stand-ins that use the messages of
// hotline.v1; what is tested is the plumbing every service shares.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>
#include <hotline/v1/lookup_service.grpc.pb.h>
#include <hotline/v1/registry_service.grpc.pb.h>
#include <hotline/v1/reporting_service.grpc.pb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <future>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "rpc/bidi_stream.hpp"
#include "rpc/call_metrics.hpp"
#include "rpc/client.hpp"
#include "rpc/server.hpp"
#include "rpc/unary_call.hpp"
#include "rpc/validate.hpp"
#include "rpc/write_stream.hpp"
#include "runtime/executors.hpp"
#include "runtime/log.hpp"

namespace hotline::rpc {
namespace {

using core::Reason;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::HasSubstr;
using testing::Not;

constexpr char kLookupPersonMethod[] = "hotline.v1.LookupService/LookupPerson";
constexpr char kRecordOutcome[] = "hotline.v1.LookupService/RecordOutcome";
constexpr char kImportList[] = "hotline.v1.RegistryService/ImportList";
constexpr char kExportFigures[] = "hotline.v1.ReportingService/ExportFigures";
// More than flow control lets through to a caller who does not read.
constexpr std::size_t kLongMessage = 3'000'000;

// What the stand-in does is chosen by the request_id: answer, throw, wait, slow, validate.
class TestLookup final : public v1::LookupService::CallbackService {
 public:
  explicit TestLookup(const Gate& gate) : gate_(gate) {}
  ~TestLookup() override {
    if (finisher_.joinable()) finisher_.join();
  }

  grpc::ServerUnaryReactor* LookupPerson(grpc::CallbackServerContext* context, const v1::LookupPersonRequest* request,
                                         v1::LookupPersonResponse* response) override {
    return serve(gate_, *context, kLookupPersonMethod, response,
                 [&](CallContext call) { return look_up(std::move(call), request, response); });
  }

  grpc::ServerUnaryReactor* RecordOutcome(grpc::CallbackServerContext* context, const v1::RecordOutcomeRequest*,
                                          v1::RecordOutcomeResponse* response) override {
    auto call = gate_.admit(*context, kRecordOutcome);
    if (!call) return refuse(*context, call.error(), random_call_id());
    auto* pending = new PendingUnary(std::move(*call), response);
    if (finisher_.joinable()) finisher_.join();
    finisher_ = std::thread([pending, response] {
      response->mutable_recorded_at()->set_seconds(42);
      pending->finish(core::Nothing{});
    });
    return pending;
  }

  std::atomic<int> begun{0};
  std::atomic<int> ended{0};
  std::promise<bool> waiter_was_cancelled;

 private:
  asio::awaitable<core::Done> look_up(CallContext call, const v1::LookupPersonRequest* request,
                                      v1::LookupPersonResponse* response) {
    ++begun;
    const std::string& what = request->request_id();
    asio::steady_timer timer(co_await asio::this_coro::executor);
    if (what == "throw") throw std::runtime_error("row of Vydumanenko, 12.03.1998");
    if (what == "validate") {
      Violations violations;
      violations.shape(*request);
      if (!violations.empty()) co_return violations.error();
    }
    if (what == "wait") {
      timer.expires_after(30s);
      boost::system::error_code woken;
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      waiter_was_cancelled.set_value(woken == asio::error::operation_aborted);
      timer.expires_after(0s);
      co_await timer.async_wait(asio::use_awaitable);  // throws: the coroutine is cancelled
    }
    if (what == "slow") {
      timer.expires_after(50ms);
      co_await timer.async_wait(asio::use_awaitable);
    }
    response->set_register_revision(call.out_of_time() ? -1 : 7);
    ++ended;
    co_return core::Nothing{};
  }

  const Gate& gate_;
  std::thread finisher_;
};

// Answers every chunk with the number of its last row; a header with rows_total 999 makes it stop reading, one with 998
// is answered at length. `time_max` is the server's own limit.
class TestRegistry final : public v1::RegistryService::CallbackService {
 public:
  using Stream = BidiStream<v1::ImportListRequest, v1::ImportListResponse>;
  explicit TestRegistry(const Gate& gate) : gate_(gate) {}

  grpc::ServerBidiReactor<v1::ImportListRequest, v1::ImportListResponse>* ImportList(
      grpc::CallbackServerContext* context) override {
    return serve_stream<v1::ImportListRequest, v1::ImportListResponse>(
        gate_, *context, kImportList,
        [this](CallContext call, Stream& stream) { return import(std::move(call), stream, this); }, time_max);
  }

  std::chrono::milliseconds time_max = kStreamTimeMax;

  // How the coroutine of the only call ended: nothing when the stream ended as it should, else the error of the read;
  // kHungUp also when a write failed or the coroutine was cancelled.
  std::promise<std::optional<Reason>> end;

 private:
  struct Ending {
    std::promise<std::optional<Reason>>& promise;
    std::optional<Reason> reason = Reason::kHungUp;
    ~Ending() { promise.set_value(reason); }
  };

  static asio::awaitable<core::Done> import(CallContext, Stream& stream, TestRegistry* self) {
    Ending ending{.promise = self->end};
    while (true) {
      auto message = co_await stream.read();
      if (!message) {
        ending.reason = message.error().reason;
        co_return message.error();
      }
      if (!message->has_value()) break;
      const v1::ImportListRequest& request = **message;
      if (request.header().rows_total() == 999) {
        co_return core::make_error(Reason::kWrongState, "the list is complete");
      }
      v1::ImportListResponse response;
      const auto& rows = request.chunk().rows();
      response.set_committed_row(rows.empty() ? 0 : rows.rbegin()->row_number());
      if (request.header().rows_total() == 998) response.set_list_id(std::string(kLongMessage, 'x'));
      auto written = co_await stream.write(std::move(response));
      if (!written) co_return written;
    }
    ending.reason = std::nullopt;
    co_return core::Nothing{};
  }

  const Gate& gate_;
};

// Writes long messages for as long as its own short limit lets it.
class TestReporting final : public v1::ReportingService::CallbackService {
 public:
  using Stream = WriteStream<v1::ExportFiguresResponse>;
  explicit TestReporting(const Gate& gate) : gate_(gate) {}

  grpc::ServerWriteReactor<v1::ExportFiguresResponse>* ExportFigures(grpc::CallbackServerContext* context,
                                                                     const v1::ExportFiguresRequest*) override {
    return serve_writes<v1::ExportFiguresResponse>(
        gate_, *context, kExportFigures, [](CallContext, Stream& stream) { return write(stream); }, 300ms);
  }

 private:
  static asio::awaitable<core::Done> write(Stream& stream) {
    while (true) {
      v1::ExportFiguresResponse response;
      response.set_piece(std::string(kLongMessage, 'x'));
      auto written = co_await stream.write(std::move(response));
      if (!written) co_return written;
    }
  }

  const Gate& gate_;
};

class Seen final : public CallObserver {
 public:
  void call_ended(std::string_view method, grpc::StatusCode code, std::chrono::nanoseconds) override {
    const std::lock_guard lock(mutex_);
    seen_.insert(std::string(method) + " " + code_name(code));
  }
  std::multiset<std::string> seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  mutable std::mutex mutex_;
  std::multiset<std::string> seen_;
};

Caller actor(const char* name, core::Role role) {
  Caller caller;
  caller.id = core::ActorId(std::string("actor-") + name);
  caller.name = name;
  caller.role = role;
  return caller;
}

std::string temporary_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "rpc-test-XXXXXX").string();
  if (!mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
  return path;
}

class RpcTest : public testing::Test {
 protected:
  explicit RpcTest(GateOptions limits = {})
      : actors_({actor("operator", core::Role::kOperator), actor("registrar", core::Role::kRegistrar),
                 actor("reporter", core::Role::kReporter)}),
        gate_(executors_.executor(), actors_, limits) {
    options_.socket_path = folder_ + "/hotlined.sock";
    server_ = start();
    server_->set_ready(true);
    channel_ = connect_local(options_.socket_path);
  }
  ~RpcTest() override {
    server_->drain(2s);
    server_.reset();
    executors_.join();
    runtime::set_log_sink({});
    std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<Server> start() {
    auto server = Server::start(options_,
                                {{v1::LookupService::service_full_name(), &lookup_},
                                 {v1::RegistryService::service_full_name(), &registry_},
                                 {v1::ReportingService::service_full_name(), &reporting_}},
                                seen_);
    if (!server) throw std::runtime_error(server.error().message);
    return std::move(*server);
  }
  static std::unique_ptr<grpc::ClientContext> call_as(const std::string& name, std::chrono::milliseconds time = 5s) {
    auto context = std::make_unique<grpc::ClientContext>();
    prepare(*context, name, time);
    return context;
  }
  grpc::Status look_up(grpc::ClientContext& context, const std::string& what,
                       v1::LookupPersonResponse* answer = nullptr) {
    v1::LookupPersonRequest request;
    request.set_request_id(what);
    return look_up(context, request, answer);
  }
  grpc::Status look_up(grpc::ClientContext& context, const v1::LookupPersonRequest& request,
                       v1::LookupPersonResponse* answer = nullptr) {
    v1::LookupPersonResponse ignored;
    return v1::LookupService::NewStub(channel_)->LookupPerson(&context, request, answer ? answer : &ignored);
  }
  // A call of any method with any bytes.
  std::pair<grpc::Status, std::string> raw_call(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(channel_);
    auto context = call_as("operator");
    grpc::CompletionQueue queue;
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    grpc::Status status;
    auto call = stub.PrepareUnaryCall(context.get(), "/" + method, request, &queue);
    call->StartCall();
    call->Finish(&response, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    std::vector<grpc::Slice> slices;
    std::string text;
    if (response.Valid() && response.Dump(&slices).ok()) {
      for (const auto& each : slices) text.append(reinterpret_cast<const char*>(each.begin()), each.size());
    }
    return {status, text};
  }
  static std::string violations(const grpc::Status& status) {
    std::string text;
    for (const auto& violation : error_from(status).violations)
      text += violation.field + " " + violation.description + ";";
    return text;
  }

  std::string folder_ = temporary_folder();
  ServerOptions options_;
  runtime::Executors executors_{"rpc-test", 2};
  LocalActors actors_;
  Gate gate_;
  TestLookup lookup_{gate_};
  TestRegistry registry_{gate_};
  TestReporting reporting_{gate_};
  std::shared_ptr<Seen> seen_ = std::make_shared<Seen>();
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

class OnePlaceTest : public RpcTest {
 protected:
  OnePlaceTest() : RpcTest(GateOptions{.calls_at_once_max = 1, .retry_after = 300ms}) {}
};

TEST_F(RpcTest, ACoroutineAnswers) {
  v1::LookupPersonResponse answer;
  auto context = call_as("operator");
  const grpc::Status status = look_up(*context, "answer", &answer);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer.register_revision(), 7);
  EXPECT_EQ(seen_->seen().count(std::string(kLookupPersonMethod) + " OK"), 1U);
}

TEST_F(RpcTest, ACallIsFinishedFromAnotherThread) {
  auto context = call_as("operator");
  v1::RecordOutcomeResponse answer;
  const grpc::Status status =
      v1::LookupService::NewStub(channel_)->RecordOutcome(context.get(), v1::RecordOutcomeRequest(), &answer);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer.recorded_at().seconds(), 42);
}

TEST_F(RpcTest, AMissingDeadlineIsAnInvalidField) {
  grpc::ClientContext context;
  context.AddMetadata(kActorKey, "operator");
  const grpc::Status status = look_up(context, "answer");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(violations(status), "deadline every call sets a deadline;");
  EXPECT_EQ(lookup_.begun, 0);
}

TEST_F(RpcTest, NobodyUnknownTwoNamesAndTheWrongRoleAreRefused) {
  grpc::ClientContext nobody;
  nobody.set_deadline(std::chrono::system_clock::now() + 5s);
  EXPECT_EQ(look_up(nobody, "answer").error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(look_up(*call_as("stranger"), "answer").error_code(), grpc::StatusCode::UNAUTHENTICATED);
  auto twice = call_as("operator");
  twice->AddMetadata(kActorKey, "registrar");
  EXPECT_EQ(look_up(*twice, "answer").error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(look_up(*call_as("registrar"), "answer").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  auto import = call_as("operator");
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(import.get());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(lookup_.begun, 0);
}

TEST_F(RpcTest, AnExceptionTellsOnlyTheCallId) {
  std::mutex mutex;
  std::string log;
  runtime::set_log_sink([&](std::string_view line) {
    const std::lock_guard lock(mutex);
    log += line;
  });
  const grpc::Status status = look_up(*call_as("operator"), "throw");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  const std::lock_guard lock(mutex);
  ASSERT_FALSE(call_id_of(status).empty());
  EXPECT_THAT(log, HasSubstr(call_id_of(status)));
  EXPECT_THAT(log, HasSubstr("std::runtime_error"));
  EXPECT_THAT(log + status.error_message() + status.error_details(), Not(HasSubstr("Vydumanenko")));
}

TEST_F(RpcTest, AllViolationsComeAtOnceUnknownEnumsAmongThem) {
  v1::LookupPersonRequest request;
  request.set_request_id("validate");
  request.set_purpose(static_cast<v1::Purpose>(4711));
  request.mutable_facts()->mutable_name()->set_surname(std::string(10'240, 'x'));
  const grpc::Status status = look_up(*call_as("operator"), request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(violations(status),
            "purpose is not a known value;facts.name.surname is longer than 4096 characters;language is required;");
}

TEST_F(RpcTest, BrokenUtf8NamesItsField) {
  v1::LookupPersonRequest request;
  request.set_request_id("answer");
  request.mutable_facts()->mutable_name()->set_surname("\xD0\xD0");
  const grpc::Status status = look_up(*call_as("operator"), request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(violations(status), "PersonName.surname is not valid UTF-8;");
  EXPECT_EQ(lookup_.begun, 0);
  EXPECT_EQ(seen_->seen().count(std::string(kLookupPersonMethod) + " INVALID_ARGUMENT"), 1U);
}

TEST_F(RpcTest, BytesThatAreNoMessageAreRefused) {
  const auto [status, body] = raw_call(kLookupPersonMethod, "\x0A\xFFgarbage");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(violations(status), "* the message cannot be parsed;");
  EXPECT_EQ(lookup_.begun, 0);
}

TEST_F(RpcTest, AnUnknownMethodIsUnimplementedAndNoLabel) {
  EXPECT_EQ(raw_call("hotline.v1.LookupService/NoSuchMethod", "").first.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(raw_call("hotline.v1.LookupService/ExplainMatch", "").first.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(seen_->seen().size(), 1U);
}

TEST_F(RpcTest, AnOversizedMessageIsRefused) {
  v1::LookupPersonRequest request;
  request.set_request_id("answer");
  request.mutable_facts()->set_unit(std::string(5 * 1024 * 1024, 'x'));
  const grpc::Status status = look_up(*call_as("operator"), request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED) << status.error_message();
  EXPECT_EQ(lookup_.begun, 0);
  EXPECT_TRUE(look_up(*call_as("operator"), "answer").ok());
}

TEST_F(RpcTest, AHangUpCancelsTheCoroutine) {
  auto context = call_as("operator");
  std::thread hang_up([this, &context] {
    while (lookup_.begun == 0) std::this_thread::yield();
    context->TryCancel();
  });
  EXPECT_EQ(look_up(*context, "wait").error_code(), grpc::StatusCode::CANCELLED);
  hang_up.join();
  EXPECT_TRUE(lookup_.waiter_was_cancelled.get_future().get());
}

TEST_F(RpcTest, ThePassedDeadlineCancelsTheCoroutine) {
  EXPECT_EQ(look_up(*call_as("operator", 100ms), "wait").error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(lookup_.waiter_was_cancelled.get_future().get());
}

TEST_F(OnePlaceTest, CallsBeyondTheLimitAreRefusedAndThePlaceComesFreeAgain) {
  auto holder = call_as("operator");
  std::thread held([&] { look_up(*holder, "wait"); });
  while (lookup_.begun == 0) std::this_thread::yield();
  const grpc::Status status = look_up(*call_as("operator"), "answer");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(error_from(status).retry_after, 300ms);
  holder->TryCancel();
  held.join();
  while (gate_.calls_now() != 0) std::this_thread::yield();
  EXPECT_TRUE(look_up(*call_as("operator"), "answer").ok());
}

TEST_F(RpcTest, AStreamOfAHundredChunks) {
  auto context = call_as("registrar");
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  for (int number = 1; number <= 100; ++number) {
    v1::ImportListRequest request;
    request.mutable_chunk()->add_rows()->set_row_number(number);
    ASSERT_TRUE(stream->Write(request));
    v1::ImportListResponse response;
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.committed_row(), number);
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(registry_.end.get_future().get(), std::nullopt);
}

TEST_F(RpcTest, AStreamEndedByTheServerTellsWhy) {
  auto context = call_as("registrar");
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  v1::ImportListRequest request;
  request.mutable_header()->set_rows_total(999);
  stream->Write(request);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::FAILED_PRECONDITION);
}

TEST_F(RpcTest, ABrokenMessageIsNotTheEndOfTheStream) {
  auto context = call_as("registrar");
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  v1::ImportListRequest request;
  request.mutable_chunk()->add_rows()->mutable_name()->set_line("\xFF");
  stream->Write(request);
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(violations(status), "PersonName.line is not valid UTF-8;");
  EXPECT_EQ(registry_.end.get_future().get(), Reason::kInvalidField);
}

TEST_F(RpcTest, AHangUpIsNotTheEndOfTheStream) {
  auto context = call_as("registrar");
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  v1::ImportListRequest request;
  request.mutable_chunk()->add_rows()->set_row_number(1);
  ASSERT_TRUE(stream->Write(request));
  v1::ImportListResponse response;
  ASSERT_TRUE(stream->Read(&response));
  context->TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_EQ(registry_.end.get_future().get(), Reason::kHungUp);
}

TEST_F(RpcTest, AStreamPastItsDeadlineEnds) {
  auto context = call_as("registrar", 200ms);
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(registry_.end.get_future().get(), Reason::kOutOfTime);
}

TEST_F(RpcTest, ACallerWhoReadsNothingDoesNotHoldTheStreamForGood) {
  auto context = call_as("registrar", 500ms);
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  v1::ImportListRequest request;
  request.mutable_chunk()->add_rows()->set_place(std::string(10'000, 'x'));
  while (stream->Write(request)) {
  }
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  while (gate_.calls_now() != 0) std::this_thread::yield();
}

// The server's time is over while its message is on the way: the caller hears both it and why there is no more.
TEST_F(RpcTest, AMessageOnItsWayAtTheEndArrivesAndTheReasonAfterIt) {
  auto context = call_as("reporter", 20s);
  auto reader = v1::ReportingService::NewStub(channel_)->ExportFigures(context.get(), v1::ExportFiguresRequest());
  std::this_thread::sleep_for(600ms);
  v1::ExportFiguresResponse piece;
  int pieces = 0;
  for (; reader->Read(&piece); ++pieces) EXPECT_EQ(piece.piece().size(), kLongMessage);
  EXPECT_GT(pieces, 0);
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << status.error_message();
  EXPECT_EQ(error_from(status).reason, Reason::kOutOfTime);
}

TEST_F(RpcTest, AnAnswerOnItsWayAtTheEndArrivesAndTheReasonAfterIt) {
  registry_.time_max = 300ms;
  auto context = call_as("registrar", 20s);
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(context.get());
  v1::ImportListRequest request;
  request.mutable_header()->set_rows_total(998);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(stream->Write(request));
  std::this_thread::sleep_for(600ms);
  v1::ImportListResponse response;
  int answers = 0;
  for (; stream->Read(&response); ++answers) EXPECT_EQ(response.list_id().size(), kLongMessage);
  EXPECT_EQ(answers, 2);
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << status.error_message();
  EXPECT_EQ(error_from(status).reason, Reason::kOutOfTime);
}

// The caller's own deadline is far: only the server ends it.
TEST_F(RpcTest, WhoeverTakesNoMessageIsCutOff) {
  registry_.time_max = 300ms;
  auto one = call_as("reporter", 60s), other = call_as("registrar", 60s);
  auto reader = v1::ReportingService::NewStub(channel_)->ExportFigures(one.get(), v1::ExportFiguresRequest());
  auto stream = v1::RegistryService::NewStub(channel_)->ImportList(other.get());
  v1::ImportListRequest request;
  request.mutable_header()->set_rows_total(998);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(stream->Write(request));
  const auto until = std::chrono::steady_clock::now() + 30s;
  std::this_thread::sleep_for(100ms);
  while (gate_.calls_now() != 0 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(gate_.calls_now(), 0);
  one->TryCancel();
  other->TryCancel();
  EXPECT_FALSE(reader->Finish().ok());
  EXPECT_FALSE(stream->Finish().ok());
}

TEST_F(RpcTest, HealthFollowsReadinessAndReflectionListsTheServices) {
  const std::string serving("\x08\x01", 2);
  const std::string not_serving("\x08\x02", 2);
  EXPECT_EQ(raw_call("grpc.health.v1.Health/Check", "").second, serving);
  const std::string lookup_service = "\x0A\x18hotline.v1.LookupService";
  EXPECT_EQ(raw_call("grpc.health.v1.Health/Check", lookup_service).second, serving);
  server_->set_ready(false);
  EXPECT_EQ(raw_call("grpc.health.v1.Health/Check", "").second, not_serving);
  EXPECT_EQ(raw_call("grpc.health.v1.Health/Check", lookup_service).second, not_serving);
  const std::string list_services("\x3A\x00", 2);
  EXPECT_THAT(raw_call("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", list_services).second,
              HasSubstr("hotline.v1.RegistryService"));
}

TEST_F(RpcTest, TheSocketIsPrivateAndStaysOneServers) {
  struct stat file {};
  ASSERT_EQ(stat(options_.socket_path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
  auto second = Server::start(options_, {}, seen_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, Reason::kWrongState);
  EXPECT_TRUE(look_up(*call_as("operator"), "answer").ok());
}

TEST_F(RpcTest, ASocketLeftByADeadServerIsTakenOver) {
  ServerOptions options;
  options.socket_path = folder_ + "/left.sock";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  options.socket_path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int dead = socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  ASSERT_EQ(listen(dead, 1), 0);
  ASSERT_FALSE(Server::start(options, {}, seen_)) << "somebody else listens";
  close(dead);
  auto server = Server::start(options, {}, seen_);
  EXPECT_TRUE(server);
}

TEST_F(RpcTest, NoCallIsLostInADrain) {
  std::atomic<int> answered{0};
  std::atomic<int> turned_away{0};
  std::atomic<int> others{0};
  std::vector<std::thread> callers;
  for (int each = 0; each < 8; ++each) {
    callers.emplace_back([&] {
      while (true) {
        auto context = call_as("operator");
        const grpc::Status status = look_up(*context, "slow");
        if (status.ok()) {
          ++answered;
          continue;
        }
        ++(error_from(status).reason == Reason::kStoreDown ? turned_away : others);
        return;
      }
    });
  }
  while (answered < 16) std::this_thread::yield();
  server_->drain(5s);
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(answered, lookup_.begun);
  EXPECT_EQ(answered, lookup_.ended);
  EXPECT_EQ(turned_away, 8);
  EXPECT_EQ(others, 0);
}

TEST_F(RpcTest, MetricsCountByMethodAndCode) {
  runtime::Metrics metrics;
  CallMetrics calls(metrics);
  calls.call_ended(kLookupPersonMethod, grpc::StatusCode::OK, 3ms);
  calls.call_ended(kLookupPersonMethod, grpc::StatusCode::OK, 5ms);
  calls.call_ended(kLookupPersonMethod, grpc::StatusCode::ABORTED, 5ms);
  EXPECT_THAT(metrics.text(),
              HasSubstr(R"(hotline_calls_total{code="OK",method="hotline.v1.LookupService/LookupPerson"} 2)"));
  EXPECT_THAT(metrics.text(), HasSubstr(R"(code="ABORTED")"));
  EXPECT_THAT(metrics.text(),
              HasSubstr(R"(hotline_call_seconds_count{method="hotline.v1.LookupService/LookupPerson"} 3)"));
}

}  // namespace
}  // namespace hotline::rpc
