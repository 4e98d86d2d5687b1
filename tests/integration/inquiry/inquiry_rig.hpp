#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "inquiry/inquiry_service.hpp"
#include "rpc/client.hpp"
#include "rpc/server.hpp"
#include "rpc/status.hpp"
#include "rpc/validate.hpp"
#include "runtime/executors.hpp"
#include "runtime/random.hpp"
#include "runtime/system_clock.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"
#include "support/logged_acts.hpp"
#include "support/migrated_database.hpp"

namespace hotline::inquiry {

using std::chrono_literals::operator""s;
using core::Reason;

// Every look at it is a second later, so that what comes later is newer.
class TickingClock final : public core::Clock {
 public:
  core::Instant now() const override {
    return std::chrono::floor<std::chrono::microseconds>(start_ + std::chrono::seconds(ticks_++));
  }

 private:
  std::chrono::system_clock::time_point start_ = std::chrono::system_clock::now() - std::chrono::hours(1);
  mutable std::atomic<int> ticks_{0};
};

// Draws the same references and passphrases until it is told to go on: what a taken reference looks like.
class RepeatingRandom final : public runtime::Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    if (repeat_.exchange(false)) random_ = std::make_unique<runtime::SeededRandom>(11);
    random_->fill(out);
  }
  void start_again() { repeat_ = true; }

 private:
  std::atomic<bool> repeat_{false};
  std::unique_ptr<runtime::Random> random_ = std::make_unique<runtime::SeededRandom>(11);
};

class NoObserver final : public rpc::CallObserver {
 public:
  void call_ended(std::string_view, grpc::StatusCode, std::chrono::nanoseconds) override {}
};

inline rpc::Caller actor(const char* name, core::Role role) {
  rpc::Caller caller;
  caller.id = core::ActorId(std::string("actor-") + name);
  caller.name = name;
  caller.role = role;
  return caller;
}

// The service on a database of its own, over real gRPC and the login it has in production.
class InquiryRig : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }

  InquiryRig()
      : database_(server().create_database()),
        actors_({actor("olena", core::Role::kOperator), actor("petro", core::Role::kOperator),
                 actor("sofia", core::Role::kSupervisor), actor("second", core::Role::kSupervisor),
                 actor("registrar", core::Role::kRegistrar), actor("portal", core::Role::kPortal)}),
        gate_(executors_.executor(), actors_),
        pool_(executors_.executor(), pool_options()),
        log_(start_log()),
        service_(gate_, pool_, store::ActLog{*log_, keyring_, random_, clock_}, tokens_, true, watching()) {
    rpc::ServerOptions options;
    options.socket_path = folder_ + "/hotlined.sock";
    auto server = rpc::Server::start(options, {{v1::InquiryService::service_full_name(), &service_}},
                                     std::make_shared<NoObserver>());
    if (!server) throw std::runtime_error(server.error().message);
    grpc_server_ = std::move(*server);
    grpc_server_->set_ready(true);
    stub_ = v1::InquiryService::NewStub(rpc::connect_local(options.socket_path));
  }
  ~InquiryRig() override {
    grpc_server_->drain(2s);
    grpc_server_.reset();
    log_.reset();
    pool_.close();
    executors_.join();
    std::filesystem::remove_all(folder_);
    server().drop_database(database_);
  }

  static test::PrivatePostgres& server() { return test::PrivatePostgres::shared(); }
  std::string value(const std::string& sql) { return server().query_value(database_, sql); }
  std::string rows_of(const std::string& table) { return value("SELECT count(*) FROM " + table); }

  // A call as `name`; nobody when empty.
  template <typename Method, typename Request, typename Response>
  grpc::Status call(const std::string& name, Method method, const Request& request, Response& response,
                    std::chrono::milliseconds time = 5s) {
    grpc::ClientContext context;
    if (name.empty()) {
      context.set_deadline(std::chrono::system_clock::now() + time);
    } else {
      rpc::prepare(context, name, time);
    }
    return (stub_.get()->*method)(&context, request, &response);
  }
  grpc::Status open(const std::string& name, const v1::OpenInquiryRequest& request, v1::OpenInquiryResponse& response) {
    return call(name, &v1::InquiryService::Stub::OpenInquiry, request, response);
  }
  grpc::Status get(const std::string& name, const v1::GetInquiryRequest& request, v1::GetInquiryResponse& response) {
    return call(name, &v1::InquiryService::Stub::GetInquiry, request, response);
  }
  grpc::Status list(const std::string& name, const v1::ListInquiriesRequest& request,
                    v1::ListInquiriesResponse& response) {
    return call(name, &v1::InquiryService::Stub::ListInquiries, request, response);
  }
  grpc::Status add(const std::string& name, const v1::AddFactsRequest& request, v1::AddFactsResponse& response) {
    return call(name, &v1::InquiryService::Stub::AddFacts, request, response);
  }
  grpc::Status withdraw(const std::string& name, const v1::WithdrawInquiryRequest& request,
                        v1::WithdrawInquiryResponse& response) {
    return call(name, &v1::InquiryService::Stub::WithdrawInquiry, request, response);
  }

  static std::string new_request_id() {
    runtime::SystemRandom random;
    return rpc::format_uuid(random.bytes<16>());
  }
  static v1::OpenInquiryRequest open_request() {
    v1::OpenInquiryRequest request;
    request.set_request_id(new_request_id());
    request.mutable_call()->set_line("line-3");
    request.mutable_call()->set_exchange_call_id("call-1");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) - std::chrono::hours(2);
    request.mutable_call()->mutable_started_at()->set_seconds(now.time_since_epoch().count());
    request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    request.mutable_asker()->set_language(v1::LANGUAGE_UK);
    request.mutable_asker()->set_name("Vyhadana Maty");
    request.mutable_asker()->set_notice_version(1);
    request.mutable_facts()->mutable_name()->set_surname("Vydumanenko");
    request.mutable_facts()->mutable_name()->set_given_name("Ivan");
    request.mutable_facts()->mutable_birth_date()->set_year(1998);
    return request;
  }
  static v1::OpenInquiryRequest open_request_from(v1::SafeContact kind, const std::string& contact) {
    auto request = open_request();
    request.mutable_asker()->set_safe_contact(kind);
    request.mutable_asker()->set_contact(contact);
    return request;
  }
  // A new inquiry; its key.
  v1::InquiryKey given_inquiry(const v1::OpenInquiryRequest& request = open_request()) {
    v1::OpenInquiryResponse opened;
    const auto status = open("olena", request, opened);
    EXPECT_TRUE(status.ok()) << status.error_message();
    v1::InquiryKey key;
    key.set_reference(opened.inquiry_reference());
    key.set_passphrase(opened.inquiry_passphrase());
    return key;
  }
  static v1::GetInquiryRequest get_request(const v1::InquiryKey& key) {
    v1::GetInquiryRequest request;
    *request.mutable_inquiry() = key;
    return request;
  }
  static v1::AddFactsRequest add_request(const v1::InquiryKey& key) {
    v1::AddFactsRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    request.mutable_facts()->set_birthplace("Horodok Vyhadanyi");
    return request;
  }
  static v1::WithdrawInquiryRequest withdraw_request(const v1::InquiryKey& key) {
    v1::WithdrawInquiryRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    return request;
  }
  static v1::InquiryKey with_passphrase(v1::InquiryKey key, const std::string& passphrase) {
    key.set_passphrase(passphrase);
    return key;
  }
  static v1::InquiryKey absent_key() {
    v1::InquiryKey key;
    key.set_reference(core::Reference::from_number(4170935528)->text());
    key.set_passphrase("one two three four");
    return key;
  }

  static Reason reason(const grpc::Status& status) { return rpc::error_from(status).reason; }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }
  // All that a caller sees of a refusal, without the call's own id.
  static std::string seen(const grpc::Status& status) {
    std::string bytes = std::to_string(status.error_code()) + status.error_message() + status.error_details();
    const std::string id = rpc::call_id_of(status);
    if (const auto at = bytes.find(id); !id.empty() && at != std::string::npos) bytes.erase(at, id.size());
    return bytes;
  }

  std::string database_;
  std::string folder_ = temporary_folder();
  runtime::Executors executors_{"inquiry-test", 2};
  rpc::LocalActors actors_;
  rpc::Gate gate_;
  store::pg::Pool pool_;
  runtime::SystemRandom key_random_;
  runtime::Keyring keyring_ = runtime::Keyring::ephemeral(key_random_);
  TickingClock clock_;
  runtime::SystemClock log_clock_;
  RepeatingRandom random_;
  rpc::PageTokens tokens_{keyring_};
  std::unique_ptr<store::LogWriter> log_;
  InquiryService service_;
  std::unique_ptr<rpc::Server> grpc_server_;
  std::unique_ptr<v1::InquiryService::Stub> stub_;

 private:
  static std::string temporary_folder() {
    std::string path = (std::filesystem::temp_directory_path() / "inquiry-test-XXXXXX").string();
    if (!mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
    return path;
  }
  std::unique_ptr<store::LogWriter> start_log() {
    store::LogWriterOptions options;
    options.conninfo = test::conninfo_as(server(), database_, "hotline_log");
    auto log = store::LogWriter::start(std::move(options), log_clock_);
    if (!log) throw std::runtime_error(log.error().message);
    return std::move(*log);
  }
  static WatchOptions watching() {
    WatchOptions options;
    options.look_every = std::chrono::milliseconds(20);
    options.heartbeat_every = std::chrono::milliseconds(200);
    options.watches_max = 2;
    return options;
  }
  store::pg::PoolOptions pool_options() const {
    auto conninfo = store::pg::Conninfo::parse(test::conninfo_as(server(), database_, "hotline_inquiry"));
    if (!conninfo) throw std::runtime_error(conninfo.error().message);
    store::pg::SessionOptions session{.conninfo = *conninfo};
    return store::pg::PoolOptions{.session = std::move(session), .connections_max = 4};
  }
};

}  // namespace hotline::inquiry
