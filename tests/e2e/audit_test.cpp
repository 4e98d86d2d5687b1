// The log checked from outside: by the command line without the server, and by Go's sumdb code, which is not ours.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "e2e/caller.hpp"
#include "e2e/programs.hpp"
#include "hotline/v1/audit_service.grpc.pb.h"
#include "runtime/log_signer.hpp"
#include "runtime/random.hpp"
#include "runtime/system_clock.hpp"
#include "store/log_sealer.hpp"
#include "store/log_writer.hpp"
#include "support/log_tamper.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;
using Stub = v1::AuditService::Stub;

constexpr int kLookups = 300;
constexpr int kRoundsOfTampering = 5;         // each has every kind once
constexpr std::uint64_t kLongTree = 100'000;  // HOTLINE_LONG_TREE=1000000 for the longer one
constexpr int kInclusionProofs = 10'000;
constexpr int kConsistencyProofs = 1'000;
constexpr int kProofThreads = 2;
constexpr std::int32_t kLongTreeNumber = 2;
constexpr char kLogName[] = "hotline.example/log";

std::uint64_t long_tree() {
  static const char* asked = std::getenv("HOTLINE_LONG_TREE");
  static const std::uint64_t entries = asked != nullptr ? std::strtoull(asked, nullptr, 10) : kLongTree;
  return entries;
}

std::string one_line_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) throw std::runtime_error("no JSON");
  return json + '\n';
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class AuditTest : public testing::Test {
 protected:
  AuditTest() : site_(program_folder()) {
    seed_ = std::random_device()();
    std::cout << "seed " << seed_ << '\n';
    random_.seed(seed_);
  }

  std::string path(const std::string& name) const { return site_.folder() + "/" + name; }
  Ran audit(const std::vector<std::string>& arguments, bool json = false) const {
    std::vector<std::string> command{site_.program("hotline")};
    if (json) command.push_back("--json");
    command.push_back("audit");
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run(std::move(command));
  }
  Ran verify_database(const std::string& checkpoint, bool json = false) const {
    return audit(
        {"verify", "--conninfo-file", path("connection"), "--public-key", path("log.pub"), "--checkpoint", checkpoint},
        json);
  }
  void write_keys(const std::string& file, int tree) const {
    const Ran keys = run({site_.program("hotline"), "keys", "show", "--public", "--folder", path("keys"), "--tree",
                          std::to_string(tree)});
    ASSERT_EQ(keys.exit_code, 0) << keys.output;
    write_file(file, keys.output);
  }

  // Questions of many families, by the wire; the receipts as lines of JSON.
  std::string look_up(const Hotlined& server, int count) {
    const auto stub = v1::LookupService::NewStub(rpc::connect_local(server.socket()));
    std::string receipts;
    for (int i = 0; i < count; ++i) {
      const auto id = random_uuid(random_);
      core::NameParts name;
      name.surname = "Немовленко";
      name.given = "Остап";
      core::PartialDate born;
      born.year = 1990;
      const auto request = question(id, "call-" + uuid_text(id), name, born);
      v1::LookupPersonResponse response;
      grpc::ClientContext context;
      rpc::prepare(context, bench::operator_name(static_cast<std::size_t>(i) % bench::kOperators),
                   std::chrono::seconds(8));
      const auto status = stub->LookupPerson(&context, request, &response);
      if (!status.ok()) throw std::runtime_error("lookup: " + status.error_message());
      receipts += one_line_json(response.receipt());
    }
    return receipts;
  }

  void fill_long_tree() {
    runtime::SystemRandom random;
    runtime::SystemClock clock;
    const runtime::LogSigner signer(kLogName, site_.keyring().set(runtime::KeyUse::kLogSigning));
    store::LogWriterOptions options;
    options.conninfo = test::conninfo_as(site_.server(), site_.database(), "hotline_log");
    options.tree = kLongTreeNumber;
    options.signer = &signer;
    auto writer = store::LogWriter::start(std::move(options), clock);
    if (!writer) throw std::runtime_error(writer.error().message);
    std::atomic<std::uint64_t> committed{0}, ended{0};
    const std::vector<std::uint8_t> payload(200, 7);
    for (std::uint64_t i = 0; i < long_tree(); ++i) {
      store::LogSealInput input;
      input.kind = core::LogEntryKind::kRefusal;
      input.actor = core::ActorId("operator-1");
      input.at = clock.now();
      input.payload = payload;
      store::LogDraft draft = store::seal_draft(site_.keyring(), random, input);
      draft.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
      while (i - ended.load() > 2'000) std::this_thread::sleep_for(std::chrono::microseconds(200));
      (*writer)->append(std::move(draft), [&](const store::LogOutcome& outcome) {
        if (outcome.kind == store::LogOutcome::Kind::kCommitted) committed.fetch_add(1);
        ended.fetch_add(1);
      });
    }
    while (ended.load() < long_tree()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (committed.load() != long_tree()) throw std::runtime_error("the long tree was not written");
  }

  std::vector<std::int64_t> sizes_signed() const {
    std::istringstream sizes(
        site_.query("SELECT string_agg(size::text, ' ' ORDER BY size) FROM log_checkpoint WHERE tree = " +
                    std::to_string(kLongTreeNumber)));
    std::vector<std::int64_t> all;
    for (std::int64_t size = 0; sizes >> size;) all.push_back(size);
    return all;
  }

  // Of our server, for Go to judge.
  static std::string ask_proofs(const std::string& socket, const std::vector<std::int64_t>& sizes, std::uint64_t seed) {
    const auto stub = v1::AuditService::NewStub(rpc::connect_local(socket));
    std::mt19937_64 random(seed);
    std::string lines;
    const auto ask = [&](auto method, const auto& request, auto response) {
      grpc::ClientContext context;
      rpc::prepare(context, "auditor", std::chrono::seconds(8));
      const grpc::Status status = (stub.get()->*method)(&context, request, &response);
      if (!status.ok()) throw std::runtime_error("proof: " + status.error_message());
      lines += one_line_json(response);
    };
    for (int i = 0; i < kInclusionProofs / kProofThreads; ++i) {
      v1::GetInclusionProofRequest request;
      request.set_tree(kLongTreeNumber);
      request.set_tree_size(sizes[random() % sizes.size()]);
      request.set_index(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(request.tree_size())));
      ask(&Stub::GetInclusionProof, request, v1::GetInclusionProofResponse());
    }
    for (int i = 0; i < kConsistencyProofs / kProofThreads; ++i) {
      v1::GetConsistencyProofRequest request;
      request.set_tree(kLongTreeNumber);
      const auto [before, after] = std::minmax(sizes[random() % sizes.size()], sizes[random() % sizes.size()]);
      request.set_size_before(before);
      request.set_size_after(after);
      ask(&Stub::GetConsistencyProof, request, v1::GetConsistencyProofResponse());
    }
    return lines;
  }

  std::string build_go() const {
    setenv("GO111MODULE", "off", 1);
    setenv("GOPATH", "/usr/share/gocode", 1);
    setenv("GOCACHE", path("go-cache").c_str(), 1);
    const Ran built =
        run({"/usr/bin/env", "go", "build", "-o", path("verify_log"), test::source_path("tests/go/verify_log/main.go")},
            std::chrono::seconds(300));
    if (built.exit_code != 0) {
      throw std::runtime_error("Go's verifier does not build (packages golang-go, golang-golang-x-mod-dev): " +
                               built.output);
    }
    return path("verify_log");
  }

  bench::Site site_;
  std::uint64_t seed_ = 0;
  std::mt19937_64 random_;
};

TEST_F(AuditTest, ASuperusersTamperingIsFoundByTheCommandLine) {
  {
    Hotlined server(site_, "server", 1);
    look_up(server, kLookups);
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait().exit_code, 0);
  }
  write_keys(path("log.pub"), 1);
  const std::string kept = path("server.head.note");
  const Ran sound = verify_database(kept);
  ASSERT_EQ(sound.exit_code, 0) << sound.output;
  EXPECT_NE(sound.output.find("sound"), std::string::npos);

  test::LogTamper tamper(test::connect_as(site_.server(), site_.database(), "postgres"), seed_);
  const int mutations = kRoundsOfTampering * static_cast<int>(test::LogTamper::kinds());
  int named = 0;
  for (int i = 0; i < mutations; ++i) {
    const test::Tampering done = tamper.tamper();
    const Ran ran = verify_database(kept, true);
    EXPECT_EQ(ran.exit_code, 1) << done.what << " at " << done.index << " is not found: " << ran.output;
    if (ran.exit_code == 1) {
      const auto first = static_cast<std::uint64_t>(json_number(ran.output, "first_damaged_index"));
      const auto last = static_cast<std::uint64_t>(json_number(ran.output, "last_suspect_index"));
      named += first <= done.index && done.index <= last ? 1 : 0;
      EXPECT_GE(std::max(first, last), done.index)
          << done.what << ": the damage lies before the place that was touched";
    }
    tamper.restore();
  }
  std::cout << mutations << " mutations, " << named << " named with their index\n";
  EXPECT_EQ(verify_database(kept).exit_code, 0) << "the test itself leaves no damage";
}

TEST_F(AuditTest, GoAcceptsCheckpointsReceiptsAndProofs) {
  const std::string verify_log = build_go();
  Hotlined server(site_, "server", 1);
  const std::string receipts = look_up(server, kLookups);
  write_file(path("receipts"), receipts);
  const auto began = std::chrono::steady_clock::now();
  fill_long_tree();
  const std::chrono::duration<double> filled = std::chrono::steady_clock::now() - began;
  std::cout << long_tree() << " entries written in " << filled.count() << " s\n";

  const std::vector<std::int64_t> sizes = sizes_signed();
  ASSERT_FALSE(sizes.empty());
  std::vector<std::string> proofs(kProofThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < proofs.size(); ++i) {
    threads.emplace_back([&, i] { proofs[i] = ask_proofs(server.socket(), sizes, seed_ + i); });
  }
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> proved = std::chrono::steady_clock::now() - began - filled;
  std::cout << kInclusionProofs + kConsistencyProofs << " proofs in " << proved.count() << " s\n";
  write_file(path("proofs"), proofs[0] + proofs[1]);

  // The last batch's checkpoint is kept a second after it at the latest.
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait().exit_code, 0);
  const Ran exported = audit({"export", path("export"), "--conninfo-file", path("connection")});
  ASSERT_EQ(exported.exit_code, 0) << exported.output;
  write_keys(path("log.pub"), 1);
  write_keys(path("long.pub"), kLongTreeNumber);
  const Ran sound = audit({"verify", path("export"), "--public-key", path("log.pub")});
  EXPECT_EQ(sound.exit_code, 0) << sound.output;
  const Ran database = verify_database(path("server.head.note"));
  EXPECT_EQ(database.exit_code, 0) << database.output;

  const Ran first =
      run({verify_log, "-export", path("export/tree-1"), "-keys", path("log.pub"), "-receipts", path("receipts")});
  std::cout << "Go, tree 1: " << first.output;
  EXPECT_EQ(first.exit_code, 0) << first.output;
  EXPECT_NE(first.output.find("receipts " + std::to_string(kLookups)), std::string::npos);
  const Ran second =
      run({verify_log, "-export", path("export/tree-2"), "-keys", path("long.pub"), "-proofs", path("proofs")},
          std::chrono::seconds(300));
  std::cout << "Go, tree 2: " << second.output;
  EXPECT_EQ(second.exit_code, 0) << second.output;
  EXPECT_NE(second.output.find("entries " + std::to_string(long_tree()) + " checkpoints " +
                               std::to_string(sizes.size()) + " receipts 0 inclusion 10000 consistency 1000"),
            std::string::npos);

  // Both verifiers see one changed bit, and name it where that can be.
  const std::string entries = path("export/tree-1/entries");
  std::string bytes = read_file(entries);
  const std::uint64_t index = random_() % kLookups;
  bytes[index * 90 + 40] = static_cast<char>(bytes[index * 90 + 40] ^ 1);
  write_file(entries, bytes);
  const Ran damaged = audit({"verify", path("export"), "--public-key", path("log.pub")}, true);
  EXPECT_EQ(damaged.exit_code, 1) << damaged.output;
  EXPECT_LE(static_cast<std::uint64_t>(json_number(damaged.output, "first_damaged_index")), index);
  EXPECT_GE(static_cast<std::uint64_t>(json_number(damaged.output, "last_suspect_index")), index);
  EXPECT_EQ(run({verify_log, "-export", path("export/tree-1"), "-keys", path("log.pub")}).exit_code, 1);
}

TEST_F(AuditTest, ACallerChecksHisReceiptAndAnAuditorKeepsCheckpoints) {
  Hotlined server(site_, "server", 1);
  write_keys(path("log.pub"), 1);
  const Ran answer = hotline(site_, "server", "operator",
                             {"--json", "lookup", "--name", "Nemovlenko Ostap", "--birth-date", "1990-01-02"});
  ASSERT_EQ(answer.exit_code, 0) << answer.output;
  write_file(path("answer.json"), answer.output);
  const Ran valid = audit({"receipt", path("answer.json"), "--public-key", path("log.pub")});
  EXPECT_EQ(valid.exit_code, 0) << valid.output;
  EXPECT_NE(valid.output.find("the receipt is valid"), std::string::npos);
  std::string forged = answer.output;
  const std::size_t at = forged.find("\"leaf_hash\"") + 15;
  forged[at] = forged[at] == 'A' ? 'B' : 'A';
  write_file(path("forged.json"), forged);
  EXPECT_EQ(audit({"receipt", path("forged.json"), "--public-key", path("log.pub")}).exit_code, 1);
  EXPECT_EQ(audit({"receipt", path("log.pub"), "--public-key", path("log.pub")}).exit_code, 2) << "no receipt at all";

  const Ran monday = hotline(site_, "server", "auditor", {"audit", "checkpoint"});
  ASSERT_EQ(monday.exit_code, 0) << monday.output;
  write_file(path("monday.note"), monday.output);
  look_up(server, 20);
  const Ran tuesday = hotline(site_, "server", "auditor",
                              {"audit", "checkpoint", "--since", path("monday.note"), "--public-key", path("log.pub")});
  EXPECT_EQ(tuesday.exit_code, 0) << tuesday.output;
  EXPECT_NE(tuesday.output, monday.output);
  EXPECT_EQ(hotline(site_, "server", "operator", {"audit", "checkpoint"}).exit_code, 5) << "auditors only";
}

TEST_F(AuditTest, CallsAndLookupsAreReconciled) {
  Hotlined server(site_, "server", 1);
  const auto lookup = [&](const std::string& call_id) {
    const Ran ran = hotline(
        site_, "server", "operator",
        {"lookup", "--name", "Nemovlenko Ostap", "--birth-date", "1990-01-02", "--line", "7", "--call-id", call_id});
    ASSERT_EQ(ran.exit_code, 0) << ran.output;
  };
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  const auto at = [now](std::int64_t offset) {
    return core::format_instant(core::Instant(std::chrono::seconds(now + offset)));
  };
  lookup("c-1");
  lookup("c-1");
  lookup("c-2");
  const std::string head = "started_at,line,call_id,seconds\n";
  const std::string listed = at(-60) + ",7,c-1,120\n" + at(60) + ",7,c-2,30\n";
  const auto reconciled = [&](const std::string& calls) {
    write_file(path("calls.csv"), calls);
    return audit({"reconcile", path("calls.csv"), "--conninfo-file", path("connection"), "--keys", path("keys")}, true);
  };
  const Ran agreed = reconciled(head + listed);
  EXPECT_EQ(agreed.exit_code, 0) << agreed.output;
  EXPECT_EQ(json_number(agreed.output, "matched"), 3);
  lookup("c-9");
  const Ran differing = reconciled(head + listed + at(0) + ",7,c-3,10\n");
  EXPECT_EQ(differing.exit_code, 1);
  EXPECT_EQ(json_number(differing.output, "matched"), 3);
  EXPECT_EQ(json_number(differing.output, "calls_without_lookup"), 1) << "c-3";
  EXPECT_EQ(json_number(differing.output, "lookups_without_call"), 1) << "c-9";
  EXPECT_EQ(json_number(differing.output, "forged"), 0);
  // A payload that was put in another's place is no payload of that entry.
  site_.server().run_sql(site_.database(),
                         "SET session_replication_role = replica; UPDATE log_payload SET salt = set_byte(salt, 0, "
                         "get_byte(salt, 0) # 1) WHERE log_index = 0");
  EXPECT_EQ(json_number(reconciled(head + listed).output, "forged"), 1);
  const Ran faulty = reconciled("call_id,line\nc-1,7\n");
  EXPECT_NE(faulty.exit_code, 0);
  EXPECT_NE(faulty.output.find("call_id, line and started_at"), std::string::npos) << faulty.output;
}

}  // namespace
}  // namespace hotline::e2e
