#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "hotline/v1/registry_service.grpc.pb.h"
#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "registry/module.hpp"
#include "rpc/authenticate.hpp"
#include "rpc/call_context.hpp"
#include "rpc/call_metrics.hpp"
#include "rpc/client.hpp"
#include "rpc/page_token.hpp"
#include "rpc/server.hpp"
#include "rpc/status.hpp"
#include "runtime/executors.hpp"
#include "runtime/system_clock.hpp"
#include "sql/setup.hpp"
#include "store/change_feed.hpp"
#include "store/link_finder.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"
#include "support/logged_acts.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::test {

enum class DatabaseIs { kTrial, kLive };

// The registry service on a database of its own, behind a real socket. Its actors are "registrar", "second", who is a
// registrar too, "supervisor" and "operator".
class RegistryServer {
 public:
  explicit RegistryServer(DatabaseIs database_is = DatabaseIs::kTrial)
      : postgres_((use_migrated_template(), PrivatePostgres::shared())), database_(postgres_.create_database()) {
    auto owner = connect_as(postgres_, database_, "hotline_owner");
    must(owner->exec(sql::setup::kPutTrialSources));
    folder_ =
        std::filesystem::temp_directory_path() / ("hotline-registry-" + std::to_string(getpid()) + "-" + database_);
    std::filesystem::create_directories(folder_);
    start(database_is);
  }
  ~RegistryServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  RegistryServer(const RegistryServer&) = delete;
  RegistryServer& operator=(const RegistryServer&) = delete;

  v1::RegistryService::Stub& stub() { return *stub_; }
  const matching::Index& index() const { return *index_; }
  const std::string& database() const { return database_; }
  std::string value(const std::string& sql) const { return postgres_.query_value(database_, sql); }
  void run_sql(const std::string& sql) const { postgres_.run_sql(database_, sql); }
  std::vector<core::LogPayload> logged() const { return logged_payloads(postgres_, database_, keyring_); }

  // Compares all that has changed with the register, as the server's own thread does; how many links it proposed.
  std::int64_t find_links() {
    auto connection = connect_as(postgres_, database_, "hotline_registry");
    std::int64_t proposed = 0;
    for (;;) {
      const auto round = must(store::find_links_once(*connection, keyring_, *index_));
      proposed += round.proposed;
      if (round.compared == 0) return proposed;
    }
  }

  // As the process would end: calls are cut, nothing is told to anybody.
  void restart() {
    stop();
    start(DatabaseIs::kTrial);
  }

 private:
  template <typename T>
  static T must(core::Result<T> result) {
    if (!result) throw std::runtime_error("registry fixture: " + result.error().message);
    return std::move(*result);
  }

  void start(DatabaseIs database_is) {
    executors_ = std::make_unique<runtime::Executors>("test", 2);
    auto where = must(store::pg::Conninfo::parse(conninfo_as(postgres_, database_, "hotline_registry")));
    store::pg::PoolOptions options{.session = {.conninfo = where}};
    pool_ = std::make_unique<store::pg::Pool>(executors_->executor(), std::move(options));
    index_ = std::make_unique<matching::Index>(must(matching::Lexicon::load(source_path("services/matching/lexicon"))));
    store::ChangeFeedOptions follow;
    follow.conninfo = conninfo_as(postgres_, database_, "hotline_registry");
    feed_ = must(store::ChangeFeed::start(std::move(follow), *index_, keyring_));
    store::LogWriterOptions writer;
    writer.conninfo = conninfo_as(postgres_, database_, "hotline_log");
    writer.fenced_pause = std::chrono::milliseconds(100);
    log_ = must(store::LogWriter::start(std::move(writer), clock_));
    actors_ = std::make_unique<rpc::LocalActors>(callers());
    gate_ = std::make_unique<rpc::Gate>(executors_->executor(), *actors_);
    module_ = std::make_unique<registry::Module>(*gate_, *pool_, keyring_, *feed_, *log_, clock_, random_, *index_,
                                                 guard_, canaries_, page_tokens_, config_,
                                                 database_is == DatabaseIs::kTrial, nullptr);
    rpc::ServerOptions listen;
    listen.socket_path = (folder_ / "hotlined.sock").string();
    const std::vector<rpc::ServedService> services{{v1::RegistryService::service_full_name(), &module_->service()}};
    server_ = must(rpc::Server::start(listen, services, std::make_shared<rpc::CallMetrics>(metrics_)));
    server_->set_ready(true);
    stub_ = v1::RegistryService::NewStub(rpc::connect_local(listen.socket_path));
  }

  void stop() {
    if (server_) server_->drain(std::chrono::milliseconds(0));
    stub_.reset();
    server_.reset();
    log_.reset();
    feed_.reset();
    if (pool_) pool_->close();
    if (executors_) executors_->join();
    module_.reset();
    pool_.reset();
    executors_.reset();
    index_.reset();
  }

  static std::vector<rpc::Caller> callers() {
    std::vector<rpc::Caller> all;
    const auto add = [&](const char* name, core::Role role) {
      rpc::Caller caller;
      caller.id = core::ActorId(std::string("id-") + name);
      caller.name = name;
      caller.role = role;
      all.push_back(std::move(caller));
    };
    add("registrar", core::Role::kRegistrar);
    add("second", core::Role::kRegistrar);
    add("supervisor", core::Role::kSupervisor);
    add("operator", core::Role::kOperator);
    return all;
  }

  PrivatePostgres& postgres_;
  std::string database_;
  std::filesystem::path folder_;
  runtime::Metrics metrics_;
  runtime::SystemClock clock_;
  runtime::SystemRandom random_;
  runtime::Keyring keyring_ = runtime::Keyring::ephemeral(random_);
  rpc::PageTokens page_tokens_{keyring_};
  core::Canaries canaries_;
  core::Guard guard_{core::GuardLimits(), clock_};
  runtime::Config config_;
  std::unique_ptr<runtime::Executors> executors_;
  std::unique_ptr<store::pg::Pool> pool_;
  std::unique_ptr<matching::Index> index_;
  std::unique_ptr<store::ChangeFeed> feed_;
  std::unique_ptr<store::LogWriter> log_;
  std::unique_ptr<rpc::LocalActors> actors_;
  std::unique_ptr<rpc::Gate> gate_;
  std::unique_ptr<registry::Module> module_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::RegistryService::Stub> stub_;
};

// A row as a list holds it: captured, R4. Change what the test is about.
inline v1::ListRow list_row(std::int64_t number, const std::string& external_id, const std::string& surname) {
  v1::ListRow row;
  row.set_row_number(number);
  row.set_external_id(external_id);
  row.mutable_name()->set_surname(surname);
  row.mutable_name()->set_given_name("Остап");
  row.mutable_name()->set_patronymic("Зенонович");
  row.set_birth_date("1991-04-17");
  row.set_service_number("ТР-" + std::to_string(100000 + number));
  row.set_statement("captured");
  row.set_fact_date("2026-02-03");
  row.set_evidence("R4");
  return row;
}

// One import, message by message.
class Import {
 public:
  using Stream = grpc::ClientReaderWriter<v1::ImportListRequest, v1::ImportListResponse>;

  Import(RegistryServer& server, const std::string& actor,
         std::chrono::milliseconds time = std::chrono::milliseconds(60'000)) {
    rpc::prepare(context_, actor, time);
    stream_ = server.stub().ImportList(&context_);
  }
  ~Import() {
    if (!finished_) {
      context_.TryCancel();
      stream_->Finish();
    }
  }

  static v1::ListHeader header(char file, std::int64_t rows, const std::string& source = "sample-internment",
                               v1::Side side = v1::SIDE_ADVERSARY) {
    v1::ListHeader made;
    made.set_file_sha256(std::string(32, file));
    made.set_source_id(source);
    made.set_side(side);
    made.set_rows_total(rows);
    return made;
  }
  bool send(const v1::ListHeader& header) {
    v1::ImportListRequest request;
    *request.mutable_header() = header;
    return stream_->Write(request);
  }
  bool send(const std::vector<v1::ListRow>& rows) {
    v1::ImportListRequest request;
    for (const v1::ListRow& row : rows) *request.mutable_chunk()->add_rows() = row;
    return stream_->Write(request);
  }
  // Empty list id: the stream has ended.
  v1::ImportListResponse read() {
    v1::ImportListResponse response;
    if (!stream_->Read(&response)) response.Clear();
    return response;
  }
  void half_close() { stream_->WritesDone(); }
  grpc::Status finish() {
    finished_ = true;
    stream_->WritesDone();
    v1::ImportListResponse rest;
    while (stream_->Read(&rest)) {
    }
    return stream_->Finish();
  }
  void hang_up() { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<Stream> stream_;
  bool finished_ = false;
};

}  // namespace hotline::test
