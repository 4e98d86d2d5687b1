// Every key is changed while calls come in through every door: none fails, nothing becomes unreadable, what was signed
// before verifies by Go's code, and what was sealed before opens by no key that is left.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "cli/token_issuer.hpp"
#include "e2e/caller.hpp"
#include "e2e/edge_site.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "rpc/edge_certificate.hpp"
#include "runtime/seal.hpp"
#include "runtime/system_clock.hpp"
#include "store/log_calls.hpp"
#include "store/record_codec.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using namespace std::chrono_literals;

constexpr char kDesk[] = "spiffe://hotline.example/operator/desk-1";
// Of every kind that can be changed.
const std::vector<std::string> kKinds{"register", "inquiry",    "log-payload", "log-signing",
                                      "contact",  "passphrase", "page-token",  "actor"};

int rounds() {
  const char* asked = std::getenv("HOTLINE_ROTATIONS");
  return asked != nullptr ? std::max(std::atoi(asked), 1) : 2;
}

// Calls that must all succeed, from any number of threads.
class Failures {
 public:
  void count(const char* what, const grpc::Status& status) {
    ++calls_;
    if (status.ok()) return;
    const std::scoped_lock lock(mutex_);
    if (++failed_ <= 10) {
      std::cout << "FAILED " << what << ": " << status.error_code() << " " << status.error_message() << '\n';
    }
  }
  std::int64_t calls() const { return calls_; }
  std::int64_t failed() const { return failed_; }

 private:
  std::mutex mutex_;
  std::atomic<std::int64_t> calls_{0};
  std::atomic<std::int64_t> failed_{0};
};

class RotationTest : public testing::Test {
 protected:
  RotationTest() : site_(program_folder()) {
    certificates_.issue("operator/ws-1", "ws-1");
    certificates_.issue("operator/desk-1", "desk-1");
    if (!cli::TokenIssuer::make_key(certificates_.folder())) throw std::runtime_error("no token key");
    site_.open_edge(certificates_.ca_file(), certificates_.crl_file());
    site_.open_desk(cli::kTrialIssuer, certificates_.folder() / "token_keys.json", kDesk);
    server_ = std::make_unique<Hotlined>(site_, "server", 1);
    const std::string rates = site_.folder() + "/rates.map";
    std::ofstream(rates) << "operator 1000000\n";
    edge_ = std::make_unique<Edge>(certificates_, site_.edge_socket("server"), site_.folder() + "/edge.log", rates,
                                   Edge::Mode::kReloadable);
    stop_ = false;
  }
  ~RotationTest() override { end_load(); }

  std::string path(const std::string& name) const { return site_.folder() + "/" + name; }
  Ran command(std::vector<std::string> arguments, std::chrono::seconds limit = 60s) {
    arguments.insert(arguments.begin(), site_.program("hotline"));
    return run(std::move(arguments), limit);
  }
  void must(const std::vector<std::string>& arguments) {
    const Ran ran = command(arguments);
    ASSERT_EQ(ran.exit_code, 0) << arguments[1] << " " << arguments[2] << ": " << ran.output;
  }

  // ---- the load ----

  void begin_load() {
    for (int i = 0; i < 2; ++i) threads_.emplace_back([this, i] { look_up(i); });
    threads_.emplace_back([this] { families(); });
    threads_.emplace_back([this] { through_the_edge("ws-1", false); });
    threads_.emplace_back([this] { through_the_edge("desk-1", true); });
    threads_.emplace_back([this] { pages(); });
  }
  void end_load() {
    stop_ = true;
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  static v1::LookupPersonRequest asked(std::mt19937_64& random) {
    const auto id = random_uuid(random);
    core::NameParts name;
    name.surname = "Немовленко" + std::to_string(random() % 1000);
    name.given = "Остап";
    core::PartialDate born;
    born.precision = core::DatePrecision::kYear;
    born.year = static_cast<std::int16_t>(1960 + random() % 40);
    return question(id, "call-" + uuid_text(id), name, born);
  }
  void keep(const v1::LookupPersonResponse& response) {
    std::string json;
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    if (!google::protobuf::util::MessageToJsonString(response.receipt(), &json, options).ok()) return;
    const std::scoped_lock lock(mutex_);
    receipts_ += json + '\n';
    ++receipts_kept_;
  }
  void look_up(int which) {
    std::mt19937_64 random(static_cast<std::uint64_t>(which) + 1);
    const auto stub = v1::LookupService::NewStub(rpc::connect_local(server_->socket()));
    for (std::uint64_t count = 0; !stop_; ++count) {
      const auto request = asked(random);
      v1::LookupPersonResponse response;
      grpc::ClientContext context;
      const std::string actor = bench::operator_name(random() % bench::kOperators);
      rpc::prepare(context, actor, 8s);
      const auto status = stub->LookupPerson(&context, request, &response);
      failures_.count("lookup", status);
      if (status.ok() && count % 10 == 0) keep(response);
      // The same again: the answer that is kept opens, whatever key sealed it.
      v1::LookupPersonResponse repeated;
      grpc::ClientContext again;
      rpc::prepare(again, actor, 8s);
      failures_.count("repeated lookup", stub->LookupPerson(&again, request, &repeated));
      std::this_thread::sleep_for(2ms);
    }
  }
  // Opens inquiries, adds facts, shows earlier ones, asks by them, and repeats a write under its request_id.
  void families() {
    std::mt19937_64 random(77);
    const auto channel = rpc::connect_local(server_->socket());
    const auto stub = v1::InquiryService::NewStub(channel);
    const auto lookups = v1::LookupService::NewStub(channel);
    std::vector<v1::InquiryKey> keys;
    std::optional<v1::OpenInquiryRequest> last;
    while (!stop_) {
      v1::OpenInquiryRequest open;
      open.set_request_id(uuid_text(random_uuid(random)));
      open.mutable_call()->set_line("7");
      open.mutable_call()->set_exchange_call_id("call-" + open.request_id());
      open.mutable_call()->mutable_started_at()->set_seconds(std::time(nullptr));
      open.mutable_asker()->set_relation(v1::RELATION_MOTHER);
      open.mutable_asker()->set_language(v1::LANGUAGE_UK);
      open.mutable_asker()->set_notice_version(1);
      open.mutable_asker()->set_name("Питаюча Вигадана");
      open.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
      open.mutable_asker()->set_contact("+38050" + std::to_string(1'000'000 + random() % 9'000'000));
      open.mutable_facts()->mutable_name()->set_line("Вигаданчук Остап " + std::to_string(random() % 1000));
      const auto send = [&](const v1::OpenInquiryRequest& request, v1::OpenInquiryResponse& response) {
        grpc::ClientContext context;
        rpc::prepare(context, bench::operator_name(0), 8s);
        failures_.count("open", stub->OpenInquiry(&context, request, &response));
      };
      v1::OpenInquiryResponse opened;
      send(open, opened);
      if (last) {
        v1::OpenInquiryResponse repeated;
        send(*last, repeated);
        if (repeated.inquiry_reference().empty())
          failures_.count("repeat", grpc::Status(grpc::StatusCode::UNKNOWN, "empty"));
      }
      last = open;
      v1::InquiryKey key;
      key.set_reference(opened.inquiry_reference());
      key.set_passphrase(opened.inquiry_passphrase());
      keys.push_back(key);
      const v1::InquiryKey& earlier = keys[random() % keys.size()];
      v1::AddFactsRequest add;
      add.set_request_id(uuid_text(random_uuid(random)));
      *add.mutable_inquiry() = earlier;
      add.mutable_facts()->set_birthplace("Город Вигаданий " + std::to_string(random() % 1000));
      v1::AddFactsResponse added;
      grpc::ClientContext adding;
      rpc::prepare(adding, bench::operator_name(1), 8s);
      failures_.count("add facts", stub->AddFacts(&adding, add, &added));
      v1::GetInquiryRequest get;
      *get.mutable_inquiry() = earlier;
      v1::GetInquiryResponse shown;
      grpc::ClientContext showing;
      rpc::prepare(showing, bench::operator_name(2), 8s);
      failures_.count("show", stub->GetInquiry(&showing, get, &shown));
      auto by_reference = asked(random);
      by_reference.clear_facts();
      *by_reference.mutable_inquiry() = earlier;
      v1::LookupPersonResponse response;
      grpc::ClientContext asking;
      rpc::prepare(asking, bench::operator_name(3), 8s);
      failures_.count("lookup by inquiry", lookups->LookupPerson(&asking, by_reference, &response));
      std::this_thread::sleep_for(5ms);
    }
  }
  std::string token() {
    const auto issuer = cli::TokenIssuer::open(certificates_.folder());
    if (!issuer) return {};
    cli::TokenRequest request;
    request.subject = "op-77";
    request.role = "operator";
    request.certificate_thumbprint = rpc::thumbprint_of(certificates_.der("desk-1"));
    request.issued_at = clock_.now();
    const auto made = issuer->issue(request);
    return made ? *made : std::string();
  }
  // A new connection every ten calls, so that handshakes meet the reloads too.
  void through_the_edge(const std::string& certificate, bool with_token) {
    std::mt19937_64 random(certificate.size());
    while (!stop_) {
      const auto stub = v1::LookupService::NewStub(edge_->channel(certificates_.identity(certificate)));
      for (int i = 0; i < 10 && !stop_; ++i) {
        v1::LookupPersonResponse response;
        grpc::ClientContext context;
        rpc::prepare(context, "", 8s);
        context.set_wait_for_ready(true);
        if (with_token) context.AddMetadata("authorization", "Bearer " + token());
        failures_.count(with_token ? "by token" : "by certificate",
                        stub->LookupPerson(&context, asked(random), &response));
        std::this_thread::sleep_for(5ms);
      }
    }
  }
  void pages() {
    const auto stub = v1::InquiryService::NewStub(rpc::connect_local(server_->socket()));
    std::string page;
    while (!stop_) {
      v1::ListInquiriesRequest request;
      request.set_page_size(3);
      request.set_page_token(page);
      v1::ListInquiriesResponse response;
      grpc::ClientContext context;
      rpc::prepare(context, "supervisor", 8s);
      failures_.count("page", stub->ListInquiries(&context, request, &response));
      page = response.next_page_token();
      std::this_thread::sleep_for(20ms);
    }
  }

  // ---- the changes ----

  std::string checkpoint() {
    const Ran ran =
        run({site_.program("hotline"), "--socket", server_->socket(), "--as", "auditor", "audit", "checkpoint"});
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    return ran.output;
  }
  void rotate_all(int round) {
    std::ofstream(path("note-" + std::to_string(round))) << checkpoint();
    for (const std::string& kind : kKinds) {
      must({"keys", "rotate", kind, "--folder", path("keys")});
      std::this_thread::sleep_for(300ms);
    }
    // People's tokens: a new key signs, the old one's tokens live out.
    ASSERT_TRUE(cli::TokenIssuer::make_key(certificates_.folder()));
    std::this_thread::sleep_for(1s);
    ASSERT_TRUE(cli::TokenIssuer::drop_old_keys(certificates_.folder()));
    // The edge's own certificate.
    must({"certs", "renew-edge", "--folder", (certificates_.folder() / "ca").string()});
    edge_->reload();
    std::this_thread::sleep_for(1s);
    must({"keys", "reseal", "--folder", path("keys"), "--conninfo-file", path("connection")});
  }
  int files_of(const std::string& kind) const {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(path("keys"))) {
      const std::string name = file.path().filename();
      if (name.starts_with(kind + "-") && name.ends_with(".key")) ++count;
    }
    return count;
  }
  std::string build_go() {
    setenv("GO111MODULE", "off", 1);
    setenv("GOPATH", "/usr/share/gocode", 1);
    setenv("GOCACHE", test::build_path("gocache").c_str(), 1);
    setenv("GOFLAGS", "", 1);
    const Ran built =
        run({"/usr/bin/env", "go", "build", "-o", path("verify_log"), test::source_path("tests/go/verify_log/main.go")},
            300s);
    EXPECT_EQ(built.exit_code, 0) << built.output;
    return path("verify_log");
  }

  test::TrialCertificates certificates_;
  bench::Site site_;
  runtime::SystemClock clock_;
  std::unique_ptr<Hotlined> server_;
  std::unique_ptr<Edge> edge_;
  Failures failures_;
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::string receipts_;
  std::int64_t receipts_kept_ = 0;
};

TEST_F(RotationTest, EveryKeyIsChangedUnderLoadAndNoCallFails) {
  begin_load();
  std::this_thread::sleep_for(1s);
  const std::string sealed_before =
      site_.query("SELECT encode(facts_sealed, 'hex') FROM inquiry ORDER BY opened_at LIMIT 1");
  const std::string of_reference = site_.query("SELECT reference FROM inquiry ORDER BY opened_at LIMIT 1");
  for (int round = 0; round < rounds(); ++round) rotate_all(round);
  const std::int64_t before_retiring = failures_.calls();
  std::this_thread::sleep_for(2500ms);
  for (const char* kind : {"register", "inquiry", "log-payload", "contact", "page-token", "actor"}) {
    must({"keys", "reseal", "--folder", path("keys"), "--conninfo-file", path("connection")});
    for (int number = 1; number <= rounds(); ++number) {
      must({"keys", "retire", kind, std::to_string(number), "--grace", "2", "--folder", path("keys"), "--conninfo-file",
            path("connection")});
    }
    EXPECT_EQ(files_of(kind), 1) << kind;
  }
  const Ran needed = command({"keys", "retire", "passphrase", "1", "--grace", "0", "--folder", path("keys"),
                              "--conninfo-file", path("connection")});
  EXPECT_EQ(needed.exit_code, 3) << "families' words still need it";
  std::this_thread::sleep_for(1500ms);
  end_load();
  EXPECT_EQ(failures_.failed(), 0);
  EXPECT_GT(failures_.calls(), before_retiring);
  std::cout << rounds() << " rotations of " << kKinds.size()
            << " keys, of tokens and of the edge's certificate: " << failures_.calls() << " calls, "
            << failures_.failed() << " failed\n";

  const auto keyring = runtime::Keyring::load(path("keys"));
  ASSERT_TRUE(keyring) << keyring.error().message;
  // Every row opens by the keys that are left.
  must({"keys", "reseal", "--folder", path("keys"), "--conninfo-file", path("connection")});
  const auto connection = test::connect_as(site_.server(), site_.database(), "hotline_log");
  store::TimeSpan span;
  span.from = clock_.now() - 24h;
  span.before = clock_.now() + 24h;
  std::int64_t read = 0, unreadable = 0;
  ASSERT_TRUE(store::each_payload(*connection, *keyring, span, [&](const store::LoggedPayload& entry) {
    (entry.state == store::LoggedPayload::State::kRead ? read : unreadable) += 1;
    return true;
  }));
  EXPECT_EQ(unreadable, 0);
  EXPECT_GT(read, 100);
  const auto inquiries = connection->exec("SELECT reference, facts_sealed, asker_sealed FROM inquiry");
  ASSERT_TRUE(inquiries);
  for (const auto row : *inquiries) {
    if (!store::open_facts(*keyring, row.int8(0), row.bytea_view(1))) ++unreadable;
    if (!row.null(2) && !store::open_asker(*keyring, row.int8(0), row.bytea_view(2))) ++unreadable;
  }
  EXPECT_EQ(unreadable, 0) << "of " << inquiries->size() << " inquiries";
  EXPECT_EQ(site_.query("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 7"),
            std::to_string(static_cast<int>(kKinds.size()) * rounds() + 6 * rounds()))
      << "each key that came or went is an entry of the log";

  // A backup from before is of no use.
  std::string bytes;
  for (std::size_t i = 0; i + 1 < sealed_before.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(sealed_before.substr(i, 2), nullptr, 16)));
  }
  EXPECT_FALSE(store::open_facts(*keyring, std::stoll(of_reference), bytes));

  // What every key signed verifies by Go's code, by the public keys of all.
  server_->signal(SIGTERM);
  EXPECT_EQ(server_->wait().exit_code, 0);
  const Ran keys = command({"keys", "show", "--public", "--folder", path("keys"), "--tree", "1"});
  std::ofstream(path("log.pub")) << keys.output;
  std::ofstream(path("receipts")) << receipts_;
  must({"audit", "export", path("export"), "--conninfo-file", path("connection")});
  const Ran go = run(
      {build_go(), "-export", path("export/tree-1"), "-keys", path("log.pub"), "-receipts", path("receipts")}, 120s);
  EXPECT_EQ(go.exit_code, 0) << go.output;
  std::cout << "Go: " << go.output;
  for (int round = 0; round < rounds(); ++round) {
    const Ran verified = command({"audit", "verify", "--conninfo-file", path("connection"), "--public-key",
                                  path("log.pub"), "--checkpoint", path("note-" + std::to_string(round))},
                                 120s);
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
  }
  std::cout << read << " payloads and " << inquiries->size() << " inquiries open, " << receipts_kept_ << " receipts of "
            << rounds() + 1 << " signing keys verify\n";
}

}  // namespace
}  // namespace hotline::e2e
