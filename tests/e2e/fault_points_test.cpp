// The n-th system call of one inquiry fails, for every n (security.md G4): in the database's process that writes the
// log, and in hotlined's writer thread, files and connection alike. After each fault the same request is sent until it
// is answered; at the end the whole log is judged by what was seen from outside.
// HOTLINE_FAULT_POINTS=all tries every error at every point; without it each point meets one or two.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/child.hpp"
#include "e2e/history.hpp"
#include "e2e/log_check.hpp"
#include "e2e/programs.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "rpc/client.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr char kStrace[] = "/usr/bin/strace";
// The file that remembers the head is written after a second of quiet.
constexpr milliseconds kUntilFilesAreWritten{1'200};
constexpr seconds kBackLimit{40};
constexpr milliseconds kPoll{10};

// One process or thread whose calls fail.
enum class Where { kDatabase, kWriter };

struct Kind {
  Where where;
  std::string call;
  std::vector<std::string> faults;  // as strace's inject= takes them; the first ones are always tried
  std::size_t always;
  bool files = false;  // called in the quiet after the inquiry
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {Where::kDatabase, "pwrite64", {"error=EIO", "error=ENOSPC", "delay_enter=300000"}, 2},
      {Where::kDatabase, "fdatasync", {"error=EIO", "error=ENOSPC", "delay_exit=300000"}, 1},
      {Where::kDatabase, "fsync", {"error=EIO", "error=ENOSPC", "delay_exit=300000"}, 1},
      {Where::kDatabase, "sendto", {"error=EPIPE", "error=ECONNRESET"}, 1},
      {Where::kWriter, "sendto", {"error=ECONNRESET", "error=EPIPE"}, 1},
      {Where::kWriter, "recvfrom", {"error=ECONNRESET", "error=EIO"}, 1},
      {Where::kWriter, "openat", {"error=ENOSPC", "error=EIO"}, 1, true},
      {Where::kWriter, "write", {"error=ENOSPC", "error=EIO"}, 1, true},
      {Where::kWriter, "fdatasync", {"error=EIO", "error=ENOSPC"}, 1, true},
      {Where::kWriter, "fsync", {"error=EIO", "error=ENOSPC"}, 1, true},
      {Where::kWriter, "rename", {"error=EIO", "error=ENOSPC"}, 1, true},
  };
  return all;
}

bool may_trace() {
  if (!std::filesystem::exists(kStrace)) return false;
  return run({kStrace, "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "/bin/true"}).exit_code == 0;
}

class FaultPointsTest : public testing::Test {
 protected:
  FaultPointsTest() : site_(program_folder()), history_(site_.folder(), violations_) {}

  // Attached when it returns.
  std::unique_ptr<bench::Child> trace(Where where, std::vector<std::string> how) {
    // A new one each time: what an earlier one said must not be taken for this one's.
    const std::string said = site_.folder() + "/strace." + std::to_string(++traced_);
    std::vector<std::string> command{kStrace};
    const std::vector<std::string> watched = processes(where);
    for (const std::string& process : watched) command.insert(command.end(), {"-p", process});
    command.insert(command.end(), how.begin(), how.end());
    auto tracer = std::make_unique<bench::Child>(std::move(command), said);
    const auto until = steady_clock::now() + seconds(20);
    while (lines_with(said, "attached") < static_cast<int>(watched.size()) && steady_clock::now() < until) {
      std::this_thread::sleep_for(kPoll);
    }
    EXPECT_EQ(lines_with(said, "attached"), static_cast<int>(watched.size())) << tracer->output();
    return tracer;
  }

  std::vector<std::string> processes(Where where) {
    if (where == Where::kWriter) return {writer_thread()};
    // What waits to be written is written by whoever comes first: the one that commits or the one that helps it.
    std::vector<std::string> found;
    for (const char* which : {"application_name = 'hotlined log'", "backend_type = 'walwriter'"}) {
      const auto until = steady_clock::now() + kBackLimit;
      std::string process;
      while (process.empty() && steady_clock::now() < until) {
        process = site_.query(std::string("SELECT pid FROM pg_stat_activity WHERE ") + which);
      }
      found.push_back(process);
    }
    return found;
  }

  std::string writer_thread() const {
    for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(server_->pid()) + "/task")) {
      std::string name;
      std::ifstream(task.path() / "comm") >> name;
      if (name == "log-writer") return task.path().filename();
    }
    throw std::runtime_error("hotlined has no thread log-writer");
  }

  static void detach(std::unique_ptr<bench::Child> tracer) {
    tracer->signal(SIGINT);
    tracer->wait();
  }

  std::size_t new_question() {
    Asked asked;
    asked.actor = bench::operator_name(0);
    asked.request_id = random_uuid(random_);
    asked.call_id = "call-" + uuid_text(asked.request_id);
    core::NameParts name;
    name.surname = "Неіснуючий";
    name.given = "Остап";
    asked.request =
        question(asked.request_id, asked.call_id, name, *core::parse_date("1991-04-17")).SerializeAsString();
    return history_.ask(std::move(asked));
  }

  bool ask(std::size_t number, milliseconds time = milliseconds(8'000)) {
    const Asked& asked = history_.asked()[number];
    v1::LookupPersonRequest request;
    v1::LookupPersonResponse response;
    EXPECT_TRUE(request.ParseFromString(asked.request));
    grpc::ClientContext context;
    rpc::prepare(context, asked.actor, time);
    History::Attempt attempt;
    attempt.question = number;
    attempt.sent = steady_clock::now();
    const grpc::Status status = stub_->LookupPerson(&context, request, &response);
    attempt.received = steady_clock::now();
    attempt.code = status.error_code();
    history_.note(attempt, status.ok() ? response.SerializeAsString() : "");
    if (!status.ok()) {
      EXPECT_TRUE(status.error_code() == grpc::StatusCode::UNAVAILABLE ||
                  status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED ||
                  status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
                  status.error_code() == grpc::StatusCode::ABORTED)
          << status.error_code() << " " << status.error_message();
    }
    return status.ok();
  }

  void ask_until_answered(std::size_t number) {
    const auto until = steady_clock::now() + kBackLimit;
    while (!ask(number)) {
      ASSERT_LT(steady_clock::now(), until) << "not served any more:\n" << server_->output();
      if (site_.server().ended()) site_.server().restart();
      if (!server_->running()) server_->start();
      std::this_thread::sleep_for(kPoll);
    }
  }

  std::int64_t rows(std::size_t number) const {
    return std::stoll(site_.query("SELECT count(*) FROM request_key WHERE request_id = '" +
                                  uuid_text(history_.asked()[number].request_id) + "'"));
  }

  // Until the last inquiry's checkpoint and the head are kept, which would take the fault meant for the next one.
  static void wait_for_quiet() { std::this_thread::sleep_for(kUntilFilesAreWritten); }

  // How often one inquiry makes this call there, with what follows in the second after it.
  int count(const Kind& kind) {
    wait_for_quiet();
    const std::string file = site_.folder() + "/strace.count";
    auto tracer = trace(kind.where, {"-e", "trace=" + kind.call, "-o", file});
    ask_until_answered(new_question());
    if (kind.files) wait_for_quiet();
    detach(std::move(tracer));
    return lines_with(file, kind.call + "(");
  }

  static int lines_with(const std::string& file, const std::string& text) {
    std::ifstream lines(file);
    int found = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find(text) != std::string::npos) ++found;
    }
    return found;
  }

  struct Failed {
    int points = 0;
    int met = 0;       // the call was made and did fail
    int answered = 0;  // at once, in spite of it
  };

  void fail_once(const Kind& kind, const std::string& fault, int nth, Failed& failed) {
    wait_for_quiet();
    auto tracer = trace(kind.where, {"-e", "trace=" + kind.call, "-e",
                                     "inject=" + kind.call + ":" + fault + ":when=" + std::to_string(nth), "-o",
                                     site_.folder() + "/strace.fault"});
    const std::size_t number = new_question();
    ++failed.points;
    if (ask(number)) ++failed.answered;
    if (kind.files) wait_for_quiet();
    detach(std::move(tracer));
    failed.met += lines_with(site_.folder() + "/strace.fault", fault.starts_with("delay") ? "DELAYED" : "INJECTED");
    ask_until_answered(number);
    EXPECT_EQ(rows(number), 1) << kind.call << " " << fault << " " << nth;
  }

  int traced_ = 0;
  Violations violations_;
  bench::Site site_;
  History history_;
  std::mt19937_64 random_{std::random_device()()};
  std::unique_ptr<Hotlined> server_;
  std::unique_ptr<v1::LookupService::Stub> stub_;
};

TEST_F(FaultPointsTest, EveryCallOfOneInquiryMayFail) {
  if (!may_trace()) GTEST_SKIP() << "LEFT OUT: no strace, or no right to use it";
  const char* given = std::getenv("HOTLINE_FAULT_POINTS");
  const bool all = given != nullptr && std::string(given) == "all";
  const rlimit no_core{0, 0};  // each would hold all that the database has in memory
  setrlimit(RLIMIT_CORE, &no_core);
  site_.server().restart();
  site_.server().run_sql("postgres", "ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'");
  server_ = std::make_unique<Hotlined>(site_, "pointed", 1);
  stub_ = v1::LookupService::NewStub(rpc::connect_local(server_->socket()));
  ask_until_answered(new_question());
  int points = 0;
  int met = 0;
  for (const Kind& kind : kinds()) {
    const int calls = count(kind);
    const std::size_t faults = all ? kind.faults.size() : kind.always;
    for (std::size_t fault = 0; fault < faults; ++fault) {
      Failed failed;
      for (int nth = 1; nth <= calls; ++nth) {
        fail_once(kind, kind.faults[fault], nth, failed);
        if (HasFatalFailure()) return;
      }
      points += failed.points;
      met += failed.met;
      std::printf("%-9s %-9s %-20s %d points, %d met, answered in spite of it at %d\n",
                  kind.where == Where::kDatabase ? "database" : "hotlined", kind.call.c_str(),
                  kind.faults[fault].c_str(), failed.points, failed.met, failed.answered);
      std::fflush(stdout);
    }
  }
  EXPECT_GT(met, 8) << "where are the calls?";
  // What the faults left of hotlined's own files lets it start again, and its tree is the same.
  server_->kill_9();
  server_->start();
  ask_until_answered(new_question());
  server_->kill_9();
  const LogTotals totals = check_log(site_, history_, violations_);
  violations_.print();
  EXPECT_EQ(violations_.total(), 0);
  EXPECT_EQ(totals.trees, 1);
  std::printf("%d points, %d met; %zu requests, all answered once; violations %lld\n", points, met,
              history_.asked().size(), static_cast<long long>(violations_.total()));
}

}  // namespace
}  // namespace hotline::e2e
