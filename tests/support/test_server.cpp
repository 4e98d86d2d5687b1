#include "support/test_server.hpp"

#include "store/pg/sqlstate.hpp"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "rpc/client.hpp"
#include "rpc/validate.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "sql/setup.hpp"
#include "support/review.hpp"
#include "support/source_path.hpp"

namespace hotline::test {
namespace {

void must(const grpc::Status& status, const char* what) {
  if (!status.ok()) throw std::runtime_error(std::string(what) + ": " + status.error_message());
}

std::filesystem::path new_folder() {
  static std::atomic<int> made{0};
  const auto folder = std::filesystem::temp_directory_path() /
                      ("hotline-ts-" + std::to_string(getpid()) + "-" + std::to_string(++made));
  std::filesystem::create_directories(folder);
  return folder;
}

runtime::ActorConfig actor(const std::string& name, const std::string& role, std::vector<std::string> grants = {}) {
  runtime::ActorConfig made;
  made.name = name;
  made.id = "id-" + name;
  made.role = role;
  made.grants = std::move(grants);
  return made;
}

}  // namespace

TestServer::TestServer() : TestServer(Options()) {}

TestServer::TestServer(Options options)
    : postgres_((use_migrated_template(), PrivatePostgres::shared())),
      database_(postgres_.create_database()),
      folder_(new_folder()),
      keys_(folder_ / "keys") {
  if (!connect_as(postgres_, database_, "hotline_owner")->exec(sql::setup::kPutTrialSources)) {
    throw std::runtime_error("no trial sources");
  }
  runtime::SystemRandom random;
  if (!runtime::Keyring::create(keys_, random)) throw std::runtime_error("no keys");
  start(options);
}

TestServer::TestServer(const TestServer& first, Options options)
    : postgres_(first.postgres_), database_(first.database_), folder_(new_folder()), keys_(first.keys_) {
  start(options);
}

TestServer::~TestServer() {
  lookup_.reset();
  inquiry_.reset();
  registry_.reset();
  channel_.reset();
  server_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TestServer::start(Options options) {
  config_.server.socket = folder_ / "h.sock";
  config_.server.metrics_socket = folder_ / "m.sock";
  config_.server.drain = std::chrono::seconds(5);
  config_.database.conninfo_file = folder_ / "connection";
  {
    std::ofstream file(config_.database.conninfo_file);
    file << postgres_.conninfo(database_) << '\n';
  }
  chmod(config_.database.conninfo_file.c_str(), 0600);
  config_.keys.folder = keys_;
  config_.log.tree = options.tree;
  config_.matching.lexicon = source_path("services/matching/lexicon");
  config_.scripts.folder = source_path("services/core/scripts");
  config_.answers.how_to_write = {{"uk", "Пишіть через бюро."}, {"ru", "Пишите через бюро."}, {"en", "Write to us."}};
  config_.relatives.step = std::chrono::milliseconds(20);
  config_.limits.lookups_per_minute = options.lookups_per_minute;
  config_.limits.persons_per_hour = options.persons_per_hour;
  config_.limits.told_per_hour = options.told_per_hour;
  config_.limits.outside_told_per_day = options.outside_told_per_day;
  config_.limits.registrar_persons_per_hour = 1'000'000;
  config_.limits.outside_persons_per_hour = options.outside_persons_per_hour;
  config_.limits.persons_per_certificate_per_hour = 1'000'000;
  config_.limits.persons_in_all_per_hour = options.persons_in_all_per_hour;
  config_.limits.askers_per_person_per_hour = options.askers_per_person_per_hour;
  config_.actors = {actor("operator", "operator"),     actor("teller", "operator", {"tell_death"}),
                    actor("supervisor", "supervisor"), actor("registrar", "registrar"),
                    actor("second", "registrar"),      actor("portal", "portal"),
                    actor("other-portal", "portal"),   actor("partner", "partner"),
                    actor("other-partner", "partner"), actor("second-supervisor", "supervisor"),
                    actor("reporter", "reporter"),     actor("auditor", "auditor"),
                    actor("liaison", "liaison"),       actor("administrator", "administrator")};
  auto started = daemon::HotlineServer::start(config_, options.clock != nullptr ? *options.clock : clock_);
  if (!started)
    throw std::runtime_error("hotlined: " + started.error().message + " " +
                             std::string(store::pg::sqlstate_of(started.error())));
  server_ = std::move(*started);
  channel_ = rpc::connect_local(config_.server.socket.string());
  lookup_ = v1::LookupService::NewStub(channel_);
  inquiry_ = v1::InquiryService::NewStub(channel_);
  registry_ = v1::RegistryService::NewStub(channel_);
  approval_ = v1::ApprovalService::NewStub(channel_);
  erasure_ = v1::ErasureService::NewStub(channel_);
  alarm_ = v1::AlarmService::NewStub(channel_);
}

void TestServer::import(const std::vector<v1::ListRow>& rows, v1::Side side, const std::string& source) {
  grpc::ClientContext context;
  rpc::prepare(context, "registrar", std::chrono::seconds(60));
  const auto stream = registry_->ImportList(&context);
  v1::ImportListRequest first;
  std::string digest(32, '\0');
  const std::string name = database_ + std::to_string(++lists_);
  digest.replace(0, std::min<std::size_t>(name.size(), 32), name.substr(name.size() > 32 ? name.size() - 32 : 0));
  first.mutable_header()->set_file_sha256(digest);
  first.mutable_header()->set_source_id(source);
  first.mutable_header()->set_side(side);
  first.mutable_header()->set_rows_total(static_cast<std::int64_t>(rows.size()));
  stream->Write(first);
  v1::ImportListResponse reply;
  stream->Read(&reply);
  const std::string list_id = reply.list_id();
  v1::ImportListRequest chunk;
  std::int64_t number = 0;
  for (const auto& row : rows) {
    auto& added = *chunk.mutable_chunk()->add_rows();
    added = row;
    added.set_row_number(++number);
  }
  stream->Write(chunk);
  stream->WritesDone();
  while (stream->Read(&reply)) {
    for (const auto& outcome : reply.outcomes()) {
      for (const auto& fault : outcome.faults()) {
        throw std::runtime_error("row refused: " + fault.column() + " " + fault.description());
      }
    }
  }
  must(stream->Finish(), "import");
  grpc::ClientContext second;
  rpc::prepare(second, "second", std::chrono::seconds(10));
  v1::CountersignListRequest request;
  request.set_request_id(new_request_id());
  request.set_list_id(list_id);
  request.set_review_token(review_token(*registry_, "second", list_id));
  v1::CountersignListResponse response;
  must(registry_->CountersignList(&second, request, &response), "countersign");
}

std::string new_request_id() {
  static runtime::SystemRandom random;
  core::Bytes16 id = random.bytes<16>();
  id[6] = static_cast<std::uint8_t>((id[6] & 0x0FU) | 0x40U);
  id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
  return rpc::format_uuid(id);
}

}  // namespace hotline::test
