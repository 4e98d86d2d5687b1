// Kills hotlined and PostgreSQL at random instants under load, and then judges the log by what was seen from outside
// (issue 2, "Bars"; security.md 4, G1 and G2). Ends with 0 when nothing was answered but not logged, nothing logged
// twice and no answer changed.
//   crash_driver [--hotlined-kills N] [--database-kills N] [--power-cuts N] [--full-disks N] [--read-only-disks N]
//   [--server PROGRAM] [--slow-commit MS] [--expect KIND]
// HOTLINE_SEED repeats the choices of an earlier run, as far as the machine's own timing lets them be repeated.
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "e2e/fault_disk.hpp"
#include "e2e/history.hpp"
#include "e2e/load.hpp"
#include "e2e/log_check.hpp"
#include "e2e/programs.hpp"
#include "e2e/questions.hpp"

namespace hotline::e2e {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::int64_t kInFlightMin = 64;
constexpr std::uint64_t kRegisterSeed = 7;
constexpr milliseconds kPoll{2};
constexpr std::chrono::seconds kLoadLimit{60};
// Service is back this long after the database takes connections, at the latest (G2).
constexpr double kBackSecondsMax = 5.0;

struct Options {
  int hotlined_kills = 25;
  int database_kills = 15;
  int power_cuts = 0;
  int full_disks = 0;
  int read_only_disks = 0;
  std::int64_t answered_between = 500;
  std::int64_t persons = 2'000;
  std::string server = "hotlined";
  std::string keep;
  int slow_commit_ms = 0;
  std::string expected;  // kind of violation
};

// Lines of one server's log that are shown beside a violation, at most.
constexpr std::size_t kCausesMax = 10;

// Room for what a run writes, the log of the database included.
constexpr int kDiskMegabytes = 3'000;

bool needs_disk(const Options& options) {
  return options.power_cuts + options.full_disks + options.read_only_disks > 0;
}

// Made before the site, whose database lies on it.
std::unique_ptr<FaultDisk> disk_for(const Options& options) {
  if (!needs_disk(options)) return nullptr;
  auto disk = std::make_unique<FaultDisk>(kDiskMegabytes);
  std::filesystem::create_directory(disk->folder() + "/data");
  test::PrivatePostgres::put_data_in(disk->folder() + "/data");
  return disk;
}

std::uint64_t seed() {
  const char* given = std::getenv("HOTLINE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

class Run {
 public:
  Run(const Options& options, std::uint64_t seed)
      : options_(options),
        random_(seed),
        disk_(disk_for(options)),
        site_(program_folder()),
        history_folder_(options.keep.empty() ? site_.folder() : options.keep),
        history_((std::filesystem::create_directories(history_folder_), history_folder_), violations_),
        servers_{Hotlined(site_, "a", 1, options.server), Hotlined(site_, "b", 2, options.server)},
        seed_(seed) {}

  int run() {
    import_register();
    LoadOptions load_options;
    for (std::size_t i = 0; i < servers_.size(); ++i) load_options.sockets[i] = servers_[i].socket();
    load_options.seed = seed_;
    load_options.register_seed = kRegisterSeed;
    load_options.persons = static_cast<std::uint64_t>(options_.persons);
    Load load(std::move(load_options), history_, violations_);
    std::vector<Fault> plan;
    const auto add = [&plan](int count, Fault fault) {
      plan.insert(plan.end(), static_cast<std::size_t>(count), fault);
    };
    add(options_.hotlined_kills, &Run::kill_hotlined);
    add(options_.database_kills, &Run::kill_database);
    add(options_.power_cuts, &Run::cut_power);
    add(options_.full_disks, &Run::fill_disk);
    add(options_.read_only_disks, &Run::make_read_only);
    std::shuffle(plan.begin(), plan.end(), random_);
    for (const Fault fault : plan) {
      wait_for_load(load);
      std::this_thread::sleep_for(std::chrono::microseconds(below(600'000)));
      wait_for_flight(load);
      (this->*fault)(load);
    }
    wait_for_load(load);
    load.finish();
    const double seconds = since_began();
    for (Hotlined& server : servers_) {
      server.kill_9();
      note_causes(server);
    }
    const LogTotals totals = check_log(site_, history_, violations_);
    return report(load.counts(), totals, seconds);
  }

 private:
  using Fault = void (Run::*)(const Load& load);

  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(random_);
  }
  double since_began() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

  void import_register() {
    // A server that was killed opens and syncs every file of the cluster before it recovers: seconds, and nothing that
    // this test is about.
    site_.server().run_sql("postgres", "ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'");
    const std::string list = site_.folder() + "/list.csv";
    write_list(list, kRegisterSeed, 0, static_cast<std::uint64_t>(options_.persons));
    const Ran ran =
        hotline(site_, "a", "registrar", {"import", list, "--source", bench::kSource, "--side", "adversary"});
    if (ran.exit_code != 0) throw std::runtime_error("the import failed:\n" + ran.output);
    // So that a kill finds a batch within its COMMIT and not on the way there.
    if (options_.slow_commit_ms > 0) slow_down_commits(site_, milliseconds(options_.slow_commit_ms));
    std::printf("%lld persons imported; two servers, one database\n", static_cast<long long>(options_.persons));
    began_ = Clock::now();
  }

  // Enough answered since the last kill, by both servers, and enough under way.
  void wait_for_load(const Load& load) {
    const auto until = Clock::now() + kLoadLimit;
    const auto& counts = load.counts();
    const std::int64_t a = counts.answered_by[0], b = counts.answered_by[1];
    while (counts.answered - answered_at_kill_ < options_.answered_between || counts.answered_by[0] == a ||
           counts.answered_by[1] == b || counts.in_flight < kInFlightMin) {
      if (Clock::now() > until) throw std::runtime_error("the load does not come back:\n" + servers_[0].output());
      std::this_thread::sleep_for(kPoll);
    }
  }

  void wait_for_flight(const Load& load) {
    const auto until = Clock::now() + kLoadLimit;
    while (load.counts().in_flight < kInFlightMin) {
      if (Clock::now() > until) throw std::runtime_error("too few calls in flight");
      std::this_thread::yield();
    }
  }

  void note_kill(const Load& load, const std::string& what) {
    const std::int64_t in_flight = load.counts().in_flight;
    const std::int64_t answered = load.counts().answered - answered_at_kill_;
    std::printf("%9.4f s  kill %2d: %-28s in flight %3lld, answered since the last %lld\n", since_began(), ++kills_,
                what.c_str(), static_cast<long long>(in_flight), static_cast<long long>(answered));
    std::fflush(stdout);
    in_flight_least_ = std::min(in_flight_least_, in_flight);
    answered_least_ = std::min(answered_least_, answered);
  }

  void kill_hotlined(const Load& load) {
    Hotlined& server = servers_[below(2)];
    note_kill(load, "kill -9 of hotlined " + server.name());
    server.signal(SIGKILL);
    server.wait();
    note_causes(server);
    answered_at_kill_ = load.counts().answered;
    std::this_thread::sleep_for(std::chrono::microseconds(below(300'000)));
    server.start();
  }

  void kill_database(const Load& load) {
    const bool at_once = below(2) == 0;
    note_kill(load, at_once ? "kill -9 of PostgreSQL" : "immediate stop of PostgreSQL");
    at_once ? site_.server().kill_9() : site_.server().stop_immediate();
    std::this_thread::sleep_for(std::chrono::microseconds(below(400'000)));
    const std::int64_t while_down = load.counts().answered;
    std::this_thread::sleep_for(milliseconds(50));
    if (load.counts().answered != while_down) {
      violations_.add("answered without a database", std::to_string(load.counts().answered - while_down));
    }
    site_.server().restart();
    const double seconds = wait_for_answers(load);
    if (seconds > kBackSecondsMax) violations_.add("service not back in time", std::to_string(seconds) + " s");
  }

  // How long until both servers answer again.
  double wait_for_answers(const Load& load) {
    answered_at_kill_ = load.counts().answered;
    const std::int64_t a = load.counts().answered_by[0], b = load.counts().answered_by[1];
    const auto began = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
    while (load.counts().answered_by[0] == a || load.counts().answered_by[1] == b) {
      if (seconds() > static_cast<double>(kLoadLimit.count())) throw std::runtime_error("no answers any more");
      std::this_thread::sleep_for(kPoll);
    }
    back_seconds_most_ = std::max(back_seconds_most_, seconds());
    return seconds();
  }

  // The one machine of database and servers is without power at once; what was answered lies on its disk.
  void cut_power(const Load& load) {
    note_kill(load, "power cut");
    disk_->cut_power();
    site_.server().kill_9();
    for (Hotlined& server : servers_) server.signal(SIGKILL);
    for (Hotlined& server : servers_) {
      server.wait();
      note_causes(server);
    }
    disk_->remount();
    site_.server().restart();
    for (Hotlined& server : servers_) server.start();
    std::printf("              both servers answer %.2f s after they have started\n", wait_for_answers(load));
  }

  // Nothing is answered for as long as this, so that nothing is any more. Returns how many were answered until then.
  std::int64_t wait_for_silence(const Load& load) {
    constexpr milliseconds kSilence{1'000};
    const std::int64_t before = load.counts().answered;
    const auto until = Clock::now() + kLoadLimit;
    auto since = Clock::now();
    for (std::int64_t last = before; Clock::now() - since < kSilence;) {
      if (Clock::now() > until) throw std::runtime_error("it is still answered");
      const std::int64_t now = load.counts().answered;
      if (std::exchange(last, now) != now) since = Clock::now();
      std::this_thread::sleep_for(kPoll);
    }
    return load.counts().answered - before;
  }

  void fill_disk(const Load& load) {
    note_kill(load, "full disk");
    disk_->fill();
    const std::int64_t with_the_last_room = wait_for_silence(load);
    disk_->free();
    // A database that could not even write its log has ended; its own supervisor starts it again.
    const bool restarted = site_.server().ended();
    if (restarted) site_.server().restart();
    std::printf(
        "              %lld answered in the room that was left, then none; both answer %.2f s after there is room%s\n",
        static_cast<long long>(with_the_last_room), wait_for_answers(load), restarted ? " (PostgreSQL had ended)" : "");
  }

  void make_read_only(const Load& load) {
    note_kill(load, "read-only disk");
    disk_->become_read_only();
    const std::int64_t after = wait_for_silence(load);
    site_.server().kill_9();
    disk_->remount();
    site_.server().restart();
    std::printf("              %lld answered after it, then none; both answer %.2f s after the database is back\n",
                static_cast<long long>(after), wait_for_answers(load));
  }

  // Of a server that has ended, before its next start empties its log: why it called a call's end a bug, which the call
  // itself is not told.
  void note_causes(const Hotlined& server) {
    std::istringstream log(server.output());
    std::size_t found = 0;
    for (std::string line; found < kCausesMax && std::getline(log, line);) {
      if (line.find(R"("event":"call_ended_by_)") == std::string::npos &&
          line.find(R"("event":"log_entry_refused")") == std::string::npos) {
        continue;
      }
      causes_.push_back(server.name() + " " + line);
      ++found;
    }
  }

  int report(const Load::Counts& counts, const LogTotals& totals, double seconds) {
    const auto number = [](const std::atomic<std::int64_t>& value) { return static_cast<long long>(value.load()); };
    std::printf(
        "\nfaults %d (killed: hotlined %d, PostgreSQL %d; power cut %d, disk full %d, read-only %d) in %.0f s\n",
        kills_, options_.hotlined_kills, options_.database_kills, options_.power_cuts, options_.full_disks,
        options_.read_only_disks, seconds);
    if (kills_ > 0) {
      std::printf("at the kills: in flight at least %lld, answered since the last at least %lld\n",
                  static_cast<long long>(in_flight_least_), static_cast<long long>(answered_least_));
    }
    std::printf(
        "questions %zu, answered %lld, replies %lld, lost %lld, retried %lld, sent twice at once %lld, given up %lld\n",
        history_.asked().size(), static_cast<long long>(totals.answered), number(counts.answered), number(counts.lost),
        number(counts.retried), number(counts.twins), number(counts.given_up));
    std::printf("log: %lld trees, %lld entries; unanswered but logged %lld\n", static_cast<long long>(totals.trees),
                static_cast<long long>(totals.entries), static_cast<long long>(totals.unanswered_logged));
    if (totals.trees != 2 && options_.expected.empty()) {
      violations_.add("a tree was not continued", std::to_string(totals.trees) + " trees");
    }
    if (back_seconds_most_ > 0) {
      std::printf("both servers answered again %.2f s after the database took connections, at the latest\n",
                  back_seconds_most_);
    }
    violations_.print();
    if (violations_.total() > 0) {
      for (const std::string& cause : causes_) std::printf("  %s\n", cause.c_str());
    }
    std::printf("violations %lld (answered but not logged %lld, logged more than once %lld, changed answers %lld)\n",
                static_cast<long long>(violations_.total()),
                static_cast<long long>(violations_.of("answered but not logged")),
                static_cast<long long>(violations_.of("logged more than once")),
                static_cast<long long>(violations_.of("changed answer")));
    if (options_.expected.empty()) return violations_.total() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    const bool red = violations_.of(options_.expected) > 0;
    std::printf("the seeded fault was %s\n", red ? "found" : "NOT FOUND");
    return red ? EXIT_SUCCESS : EXIT_FAILURE;
  }

  Options options_;
  std::mt19937_64 random_;
  std::unique_ptr<FaultDisk> disk_;
  Violations violations_;
  bench::Site site_;
  std::string history_folder_;
  History history_;
  std::array<Hotlined, 2> servers_;
  std::uint64_t seed_;
  std::vector<std::string> causes_;
  Clock::time_point began_ = Clock::now();
  std::int64_t answered_at_kill_ = 0;
  int kills_ = 0;
  std::int64_t in_flight_least_ = INT64_MAX;
  std::int64_t answered_least_ = INT64_MAX;
  double back_seconds_most_ = 0;
};

}  // namespace
}  // namespace hotline::e2e

int main(int argc, char** argv) {
  CLI::App app{"crash_driver: kills under load, and a log judged from outside"};
  hotline::e2e::Options options;
  app.add_option("--hotlined-kills", options.hotlined_kills, "kill -9 of a hotlined")->check(CLI::Range(0, 10'000));
  app.add_option("--database-kills", options.database_kills, "kill -9 or immediate stop of PostgreSQL")
      ->check(CLI::Range(0, 10'000));
  app.add_option("--power-cuts", options.power_cuts, "Power cuts of the whole machine; needs root")
      ->check(CLI::Range(0, 10'000));
  app.add_option("--full-disks", options.full_disks, "The database's disk is full for a while; needs root")
      ->check(CLI::Range(0, 10'000));
  app.add_option("--read-only-disks", options.read_only_disks, "The database's disk takes no writes; needs root")
      ->check(CLI::Range(0, 10'000));
  app.add_option("--answered", options.answered_between, "Replies received between two kills, at least");
  app.add_option("--persons", options.persons, "Size of the register")->check(CLI::Range(100, 1'000'000));
  app.add_option("--server", options.server, "The server program to test")->capture_default_str();
  app.add_option("--keep", options.keep, "Folder for the history (attempts.tsv, replies.bin), kept after the run");
  app.add_option("--slow-commit", options.slow_commit_ms, "Milliseconds that each batch of the log waits in its COMMIT")
      ->check(CLI::Range(0, 1'000));
  app.add_option("--expect", options.expected, "End with 0 only if a violation of this kind was found");
  CLI11_PARSE(app, argc, argv);
  if (hotline::e2e::needs_disk(options)) {
    if (const auto missing = hotline::e2e::take_own_mounts()) {
      std::printf("LEFT OUT: %s\n", missing->c_str());
      return EXIT_SUCCESS;
    }
  }
  const std::uint64_t seed = hotline::e2e::seed();
  std::printf("HOTLINE_SEED=%llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  try {
    return hotline::e2e::Run(options, seed).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crash_driver failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
