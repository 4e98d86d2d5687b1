#pragma once

#include <grpcpp/channel.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "daemon/hotline_server.hpp"
#include "hotline/v1/alarm_service.grpc.pb.h"
#include "hotline/v1/approval_service.grpc.pb.h"
#include "hotline/v1/erasure_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "hotline/v1/registry_service.grpc.pb.h"
#include "runtime/config.hpp"
#include "runtime/system_clock.hpp"
#include "support/migrated_database.hpp"

namespace hotline::test {

// The whole of hotlined in process, on a database of its own, behind a real socket in a temporary folder. Its actors:
// "operator", "teller" (may tell a death), "supervisor", "second-supervisor", "registrar", "second", and one of each
// other role by its name.
class TestServer {
 public:
  struct Options {
    std::int32_t tree = 1;
    std::int32_t lookups_per_minute = 1'000'000;
    std::int32_t persons_per_hour = 1'000'000;
    std::int32_t outside_persons_per_hour = 1'000'000;
    std::int32_t told_per_hour = 1'000'000;
    std::int32_t outside_told_per_day = 1'000'000;
    std::int32_t persons_in_all_per_hour = 1'000'000;
    std::int32_t askers_per_person_per_hour = 1'000'000;
    const core::Clock* clock = nullptr;  // outlives the server; none: the machine's
  };
  TestServer();
  explicit TestServer(Options options);
  // A second server on the first one's database, with its keys and another tree.
  TestServer(const TestServer& first, Options options);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  v1::LookupService::Stub& lookup() { return *lookup_; }
  v1::InquiryService::Stub& inquiry() { return *inquiry_; }
  v1::RegistryService::Stub& registry() { return *registry_; }
  v1::ApprovalService::Stub& approval() { return *approval_; }
  v1::ErasureService::Stub& erasure() { return *erasure_; }
  v1::AlarmService::Stub& alarm() { return *alarm_; }
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }
  daemon::HotlineServer& server() { return *server_; }
  PrivatePostgres& postgres() { return postgres_; }
  const std::string& database() const { return database_; }
  std::string value(const std::string& sql) const { return postgres_.query_value(database_, sql); }
  const runtime::Config& config() const { return config_; }

  // Imports rows as one list of an invented source and countersigns it. Throws unless every row is taken.
  void import(const std::vector<v1::ListRow>& rows, v1::Side side = v1::SIDE_ADVERSARY,
              const std::string& source = "sample-internment");
  void stop() { server_.reset(); }

 private:
  void start(Options options);

  PrivatePostgres& postgres_;
  std::string database_;
  std::filesystem::path folder_;
  std::filesystem::path keys_;
  runtime::SystemClock clock_;
  runtime::Config config_;
  std::unique_ptr<daemon::HotlineServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::LookupService::Stub> lookup_;
  std::unique_ptr<v1::InquiryService::Stub> inquiry_;
  std::unique_ptr<v1::RegistryService::Stub> registry_;
  std::unique_ptr<v1::ApprovalService::Stub> approval_;
  std::unique_ptr<v1::ErasureService::Stub> erasure_;
  std::unique_ptr<v1::AlarmService::Stub> alarm_;
  int lists_ = 0;
};

// A version 4 UUID.
std::string new_request_id();

}  // namespace hotline::test
