// What a durable lookup costs beside its peers (issue 2, "Bars"; ops/docs/benchmarks.md).
//   lookup_bench [--persons N] [--runs N] [--seconds S] [--gate] [--profile SECONDS]
// Peers in the same run: an echo server of the same gRPC build, the same lookup without its log and without the log's
// signatures, and one-row INSERTs of pgbench on the same cluster.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "bench/child.hpp"
#include "bench/echo_server.hpp"
#include "bench/figures.hpp"
#include "bench/load_client.hpp"
#include "bench/register_loader.hpp"
#include "bench/site.hpp"
#include "cli/sample/load.hpp"
#include "echo.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "rpc/validate.hpp"
#include "runtime/random.hpp"

namespace hotline::bench {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr LoadShape kBusy{4, 32};
constexpr LoadShape kSingle{1, 1};
constexpr std::size_t kWarmUpCalls = 2'000;
constexpr std::size_t kWarmUpSingle = 300;
// A clean question for somebody who is held must find him: a server that finds nothing would be fast.
constexpr double kFoundMust = 0.95;

struct Options {
  std::uint64_t persons = 1'000'000;
  int runs = 5;
  double seconds = 3;
  bool gate = false;
  int profile_seconds = 0;
  bool single = false;
};

using LookupClient = LoadClient<v1::LookupService::Stub, v1::LookupPersonRequest, v1::LookupPersonResponse>;
using EchoClient = LoadClient<EchoService::Stub, EchoRequest, EchoResponse>;

// The fixed mix; no question comes twice, whoever asks.
class Questions {
 public:
  explicit Questions(std::uint64_t persons) : persons_(persons) {}

  struct Batch {
    std::vector<v1::LookupPersonRequest> requests;
    std::vector<sample::Query> queries;
  };
  Batch take(std::size_t count) {
    Batch batch;
    batch.requests.reserve(count);
    batch.queries.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      batch.queries.push_back(sample::next_query(kSeed, persons_, number_));
      batch.requests.push_back(request(batch.queries.back()));
      ++number_;
    }
    return batch;
  }

 private:
  v1::LookupPersonRequest request(const sample::Query& query) {
    v1::LookupPersonRequest request;
    request.set_request_id(rpc::format_uuid(random_.bytes<16>()));
    request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
    auto& call = *request.mutable_call();
    call.set_line("line-" + std::to_string(number_ % kOperators));
    call.set_exchange_call_id("bench-" + std::to_string(number_));
    call.mutable_started_at()->set_seconds(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
    request.set_relation(v1::RELATION_MOTHER);
    auto& facts = *request.mutable_facts();
    facts.mutable_name()->set_surname(query.name.surname);
    facts.mutable_name()->set_given_name(query.name.given);
    facts.mutable_name()->set_patronymic(query.name.patronymic);
    facts.mutable_birth_date()->set_year(query.birth_date.year);
    facts.mutable_birth_date()->set_month(query.birth_date.month);
    facts.mutable_birth_date()->set_day(query.birth_date.day);
    request.set_language(number_ % 2 == 0 ? v1::LANGUAGE_UK : v1::LANGUAGE_RU);
    return request;
  }

  std::uint64_t persons_;
  std::uint64_t number_ = 0;
  runtime::SystemRandom random_;
};

// Everything that is demanded of an answer, and what the answers came to.
class Answers {
 public:
  void check(const sample::Query& query, const v1::LookupPersonResponse& answer) {
    const auto& receipt = answer.receipt();
    if (answer.kind() == v1::ANSWER_KIND_UNSPECIFIED || answer.script().parts().empty())
      fail("an answer without a kind");
    if (answer.inquiry_reference().empty()) fail("an answer without an inquiry");
    if (receipt.tree() == 0 || receipt.leaf_hash().size() != sizeof(core::Bytes32)) fail("an answer without a receipt");
    const auto index = static_cast<std::size_t>(receipt.index());
    if (index >= seen_.size()) seen_.resize(index + 1'000'000, false);
    if (seen_[index]) fail("two answers with one log index");
    seen_[index] = true;
    reply_bytes_ += answer.ByteSizeLong();
    ++answers_;
    const bool nothing = answer.kind() == v1::ANSWER_KIND_NO_ANSWER_TODAY;
    if (!query.held) {
      ++absent_;
      absent_told_ += nothing ? 0 : 1;
    } else if (query.distortion == sample::Distortion::kNone) {
      ++held_clean_;
      found_clean_ += nothing ? 0 : 1;
    } else {
      ++held_distorted_;
      found_distorted_ += nothing ? 0 : 1;
    }
  }

  double found_clean() const { return share(found_clean_, held_clean_); }
  double found_distorted() const { return share(found_distorted_, held_distorted_); }
  double absent_told() const { return share(absent_told_, absent_); }
  std::size_t reply_bytes() const { return reply_bytes_ / answers_; }
  std::uint64_t answers() const { return answers_; }

 private:
  [[noreturn]] static void fail(const char* what) { throw std::runtime_error(what); }
  static double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  }

  std::vector<bool> seen_;
  std::uint64_t answers_ = 0, reply_bytes_ = 0;
  std::uint64_t held_clean_ = 0, found_clean_ = 0, held_distorted_ = 0, found_distorted_ = 0, absent_ = 0,
                absent_told_ = 0;
};

// One hotlined with its answers and its two clients.
class Server {
 public:
  Server(Site& site, const std::string& name, const std::string& program, int tree, Questions& questions)
      : started_(site.start_hotlined(name, program, tree)),
        questions_(questions),
        metrics_socket_(site.metrics_socket(name)),
        busy_(site.socket(name), kBusy, &v1::LookupService::Stub::PrepareAsyncLookupPerson),
        single_(site.socket(name), kSingle, &v1::LookupService::Stub::PrepareAsyncLookupPerson) {}

  LoadResult busy(std::size_t count) { return run(busy_, count); }
  LoadResult single(std::size_t count) { return run(single_, count); }
  const Site::Started& started() const { return started_; }
  const Answers& answers() const { return answers_; }
  HistogramSum batches() const { return read_histogram(metrics_socket_, "hotline_log_batch_entries"); }
  HistogramSum batch_seconds() const { return read_histogram(metrics_socket_, "hotline_log_batch_seconds"); }
  HistogramSum searches() const { return read_histogram(metrics_socket_, "hotline_search_seconds"); }

 private:
  LoadResult run(LookupClient& client, std::size_t count) {
    const Questions::Batch batch = questions_.take(count);
    return client.run(count, batch.requests, [&](std::size_t index, const v1::LookupPersonResponse& answer) {
      answers_.check(batch.queries[index], answer);
    });
  }

  Site::Started started_;
  Questions& questions_;
  std::string metrics_socket_;
  Answers answers_;
  LookupClient busy_;
  LookupClient single_;
};

class Echo {
 public:
  Echo(Site& site, const std::string& self, std::size_t request_bytes, std::size_t reply_bytes)
      : child_({self, "--echo", site.socket("echo"), "--reply-bytes", std::to_string(reply_bytes)},
               site.folder() + "/echo.log"),
        reply_bytes_(reply_bytes),
        busy_(site.socket("echo"), kBusy, &EchoService::Stub::PrepareAsyncEcho),
        single_(site.socket("echo"), kSingle, &EchoService::Stub::PrepareAsyncEcho) {
    request_.resize(1);
    request_.front().set_body(std::string(request_bytes, 'q'));
  }

  LoadResult busy(std::size_t count) { return run(busy_, count); }
  LoadResult single(std::size_t count) { return run(single_, count); }
  pid_t pid() const { return child_.pid(); }

 private:
  LoadResult run(EchoClient& client, std::size_t count) {
    return client.run(count, request_, [this](std::size_t, const EchoResponse& answer) {
      if (answer.body().size() != reply_bytes_) throw std::runtime_error("a wrong echo");
    });
  }

  Child child_;
  std::size_t reply_bytes_;
  std::vector<EchoRequest> request_;
  EchoClient busy_;
  EchoClient single_;
};

// One row of about the size of a log entry with its payload, one transaction each.
class Pgbench {
 public:
  explicit Pgbench(Site& site) : site_(site), database_(site.server().create_empty_database()) {
    site.server().run_sql(
        database_,
        "CREATE TABLE one_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT "
        "NULL DEFAULT now(), actor bigint NOT NULL, kind smallint NOT NULL, body text NOT NULL)");
    script_ = site.folder() + "/one_row.sql";
    std::ofstream(script_) << "\\set actor random(1, 256)\nINSERT INTO one_row (actor, kind, body) VALUES (:actor, 1, '"
                           << std::string(240, 'x') << "');\n";
  }

  struct Outcome {
    double per_second = 0;
    double mean_us = 0;
  };
  Outcome run(int clients, int seconds) {
    const char* folder = std::getenv("HOTLINE_PG_BIN");
    const std::string program = std::string(folder != nullptr ? folder : "/usr/lib/postgresql/15/bin") + "/pgbench";
    Child child({program, "-h", site_.server().folder(), "-p", "5432", "-U", "postgres", "-n", "-M", "prepared", "-f",
                 script_, "-c", std::to_string(clients), "-j", "1", "-T", std::to_string(seconds), database_},
                site_.folder() + "/pgbench.log");
    const Ending ending = child.wait();
    const std::string output = child.output();
    Outcome outcome;
    outcome.per_second = number_after(output, "tps = ");
    outcome.mean_us = number_after(output, "latency average = ") * 1000;
    if (ending.exit_code != 0 || outcome.per_second <= 0) throw std::runtime_error("pgbench failed:\n" + output);
    return outcome;
  }

 private:
  static double number_after(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(word);
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + word.size(), nullptr);
  }
  Site& site_;
  std::string database_;
  std::string script_;
};

// One value for each run.
struct Series {
  std::vector<double> echo, logged, unlogged, unsigned_, insert_32;
  std::vector<double> echo_single, logged_single, insert_single, peers_single;
  std::vector<double> unsigned_single, signing_us;
  std::vector<double> logged_p50, logged_p99, single_p50;
  std::vector<double> echo_cpu, hotlined_cpu, postgres_cpu, unlogged_cpu;
  std::vector<double> batch, batch_ms, search_us;
};

std::size_t calls_for(double per_second, double seconds, std::size_t least) {
  return std::max(least, static_cast<std::size_t>(per_second * seconds));
}

double mean(const HistogramSum& before, const HistogramSum& after) {
  const double count = after.count - before.count;
  return count > 0 ? (after.sum - before.sum) / count : 0;
}

void measure_logged(Site& site, Server& server, std::size_t count, Series& series) {
  const pid_t hotlined = server.started().child.pid();
  const HistogramSum batches = server.batches();
  const HistogramSum seconds = server.batch_seconds();
  const HistogramSum searches = server.searches();
  const double cpu = cpu_seconds(hotlined);
  const double postgres_cpu = cpu_seconds_of_server(site.server().pid());
  const LoadResult result = server.busy(count);
  const double per_call = 1e6 / static_cast<double>(count);
  series.hotlined_cpu.push_back((cpu_seconds(hotlined) - cpu) * per_call);
  series.postgres_cpu.push_back((cpu_seconds_of_server(site.server().pid()) - postgres_cpu) * per_call);
  series.logged.push_back(result.calls_per_second);
  series.logged_p50.push_back(result.p50_us / 1000);
  series.logged_p99.push_back(result.p99_us / 1000);
  series.batch.push_back(mean(batches, server.batches()));
  series.batch_ms.push_back(mean(seconds, server.batch_seconds()) * 1000);
  series.search_us.push_back(mean(searches, server.searches()) * 1e6);
}

Series measure(const Options& options, Site& site, Server& logged, Server& unlogged, Server& not_signing, Echo& echo) {
  Pgbench pgbench(site);
  const double echo_rate = echo.busy(kWarmUpCalls * 5).calls_per_second;
  const double logged_rate = logged.busy(kWarmUpCalls).calls_per_second;
  const double unlogged_rate = unlogged.busy(kWarmUpCalls).calls_per_second;
  const double not_signing_rate = not_signing.busy(kWarmUpCalls).calls_per_second;
  const double echo_single_rate = echo.single(kWarmUpSingle).calls_per_second;
  const double logged_single_rate = logged.single(kWarmUpSingle).calls_per_second;
  pgbench.run(1, 1);
  const double s = options.seconds;
  const int whole_seconds = std::max(1, static_cast<int>(s / 2));
  Series series;
  for (int run = 0; run < options.runs; ++run) {
    const double echo_cpu = cpu_seconds(echo.pid());
    const std::size_t echo_count = calls_for(echo_rate, s / 2, kWarmUpCalls);
    series.echo.push_back(echo.busy(echo_count).calls_per_second);
    series.echo_cpu.push_back((cpu_seconds(echo.pid()) - echo_cpu) * 1e6 / static_cast<double>(echo_count));
    measure_logged(site, logged, calls_for(logged_rate, s, kWarmUpCalls), series);
    series.unsigned_.push_back(not_signing.busy(calls_for(not_signing_rate, s, kWarmUpCalls)).calls_per_second);
    const std::size_t unlogged_count = calls_for(unlogged_rate, s, kWarmUpCalls);
    const pid_t unlogged_pid = unlogged.started().child.pid();
    const double unlogged_cpu = cpu_seconds(unlogged_pid);
    series.unlogged.push_back(unlogged.busy(unlogged_count).calls_per_second);
    series.unlogged_cpu.push_back((cpu_seconds(unlogged_pid) - unlogged_cpu) * 1e6 /
                                  static_cast<double>(unlogged_count));
    series.insert_32.push_back(pgbench.run(32, whole_seconds).per_second);

    const LoadResult echo_single = echo.single(calls_for(echo_single_rate, s / 3, kWarmUpSingle));
    const LoadResult single = logged.single(calls_for(logged_single_rate, s / 2, kWarmUpSingle));
    const LoadResult without = not_signing.single(calls_for(logged_single_rate, s / 2, kWarmUpSingle));
    const Pgbench::Outcome insert = pgbench.run(1, whole_seconds);
    series.unsigned_single.push_back(without.mean_us);
    series.signing_us.push_back(single.mean_us - without.mean_us);
    series.echo_single.push_back(echo_single.mean_us);
    series.logged_single.push_back(single.mean_us);
    series.single_p50.push_back(single.p50_us);
    series.insert_single.push_back(insert.mean_us);
    series.peers_single.push_back(echo_single.mean_us + insert.mean_us);
  }
  return series;
}

int print(const Options& options, const Series& series, const Server& logged, double load_seconds) {
  std::printf("\nlookup_bench: %llu persons, %d interleaved runs, medians [min-max]\n\nratios\n",
              static_cast<unsigned long long>(options.persons), options.runs);
  Report report;
  report.bar("durable lookups/s / echo, 4 x 32", figure_of(ratios(series.logged, series.echo)),
             {Better::kHigher, 0.10, 0.20});
  report.bar("with log / without, 4 x 32", figure_of(ratios(series.logged, series.unlogged)),
             {Better::kHigher, 0.5, 0.8});
  report.bar("with signatures / without, 4 x 32", figure_of(ratios(series.logged, series.unsigned_)),
             {Better::kHigher, 0.8, 0});
  report.bar("microseconds that signing adds, one in flight", figure_of(series.signing_us), {Better::kLower, 200, 0});
  report.bar("one in flight / (echo + one INSERT)", figure_of(ratios(series.logged_single, series.peers_single)),
             {Better::kLower, 3.0, 1.6});
  const auto persons = static_cast<double>(logged.started().persons);
  report.bar("index bytes a person", logged.started().index_bytes / persons, {Better::kLower, 200, 0});
  report.bar("start-up seconds", logged.started().seconds, {Better::kLower, 30, 0});

  std::printf("\n4 connections x 32 in flight\n");
  report.value("durable lookups", figure_of(series.logged), "/s");
  report.value("latency p50 (closed loop, queueing included)", figure_of(series.logged_p50), "ms");
  report.value("latency p99", figure_of(series.logged_p99), "ms");
  report.value("lookups without signatures", figure_of(series.unsigned_), "/s");
  report.value("lookups without log", figure_of(series.unlogged), "/s");
  report.value("echo", figure_of(series.echo), "/s");
  report.value("one-row INSERTs, 32 clients", figure_of(series.insert_32), "/s");
  report.value("processor time a call: hotlined", figure_of(series.hotlined_cpu), "us");
  report.value("processor time a call: PostgreSQL", figure_of(series.postgres_cpu), "us");
  report.value("processor time a call: hotlined without log", figure_of(series.unlogged_cpu), "us");
  report.value("processor time a call: echo server", figure_of(series.echo_cpu), "us");
  report.value("entries of one batch (mean)", figure_of(series.batch), "");
  report.value("time of one batch (mean)", figure_of(series.batch_ms), "ms");
  report.value("one search in the index (mean, wall clock)", figure_of(series.search_us), "us");

  std::printf("\none in flight\n");
  report.value("durable lookup, mean", figure_of(series.logged_single), "us");
  report.value("durable lookup, p50", figure_of(series.single_p50), "us");
  report.value("durable lookup without signatures, mean", figure_of(series.unsigned_single), "us");
  report.value("echo, mean", figure_of(series.echo_single), "us");
  report.value("one-row INSERT, 1 client, mean", figure_of(series.insert_single), "us");

  std::printf("\nanswers\n");
  const Answers& answers = logged.answers();
  report.value("lookups answered and checked", static_cast<double>(answers.answers()), "");
  report.value("held, asked for cleanly: found", answers.found_clean() * 100, "%");
  report.value("held, typed wrongly or in Latin: found", answers.found_distorted() * 100, "%");
  report.value("absent: answered with something else than nothing", answers.absent_told() * 100, "%");
  report.value("bytes of an answer", static_cast<double>(answers.reply_bytes()), "");
  report.value("register loaded in", load_seconds, "s");
  if (answers.found_clean() < kFoundMust) {
    std::printf("FAILED: too few of the held were found; the speed of such a server means nothing\n");
    return EXIT_FAILURE;
  }
  return options.gate && !report.all_met() ? EXIT_FAILURE : EXIT_SUCCESS;
}

// Load for a profiler, and nothing else.
int profile(const Options& options, Server& server) {
  std::printf("hotlined is process %d\n", server.started().child.pid());
  std::fflush(stdout);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.profile_seconds);
  while (std::chrono::steady_clock::now() < end) {
    const HistogramSum seconds = server.batch_seconds();
    const HistogramSum searches = server.searches();
    const LoadResult result = options.single ? server.single(2'000) : server.busy(20'000);
    std::printf("%.0f lookups/s, mean %.0f us, of it batch %.0f us, search %.0f us\n", result.calls_per_second,
                result.mean_us, mean(seconds, server.batch_seconds()) * 1e6, mean(searches, server.searches()) * 1e6);
    std::fflush(stdout);
  }
  return EXIT_SUCCESS;
}

int run(const Options& options, const std::string& self) {
  Site site(std::filesystem::path(self).parent_path());
  std::printf("loading %llu persons\n", static_cast<unsigned long long>(options.persons));
  std::fflush(stdout);
  const double load_seconds = load_register(site, options.persons, kSeed);
  Questions questions(options.persons);
  Server logged(site, "logged", "hotlined", 1, questions);
  if (logged.started().persons != static_cast<std::int64_t>(options.persons)) {
    throw std::runtime_error("the index does not hold the register");
  }
  std::printf("hotlined started in %.1f s\n", logged.started().seconds);
  std::fflush(stdout);
  if (options.profile_seconds > 0) return profile(options, logged);
  Server unlogged(site, "unlogged", "hotlined_nolog", 2, questions);
  Server not_signing(site, "not_signing", "hotlined_nosign", 3, questions);
  logged.busy(kWarmUpCalls);
  const Questions::Batch example = questions.take(1'000);
  std::size_t request_bytes = 0;
  for (const auto& request : example.requests) request_bytes += request.ByteSizeLong() / example.requests.size();
  Echo echo(site, self, request_bytes, logged.answers().reply_bytes());
  const Series series = measure(options, site, logged, unlogged, not_signing, echo);
  const std::string entries = site.query("SELECT count(*) FROM log_entry WHERE tree = 1");
  if (entries != std::to_string(logged.answers().answers())) {
    throw std::runtime_error("the log holds " + entries + " entries");
  }
  return print(options, series, logged, load_seconds);
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"lookup_bench: durable lookups beside their peers"};
  hotline::bench::Options options;
  std::string echo_socket;
  std::size_t reply_bytes = 0;
  app.add_option("--persons", options.persons, "Persons of the register")->check(CLI::Range(1'000, 10'000'000));
  app.add_option("--runs", options.runs, "Interleaved runs")->check(CLI::Range(1, 100));
  app.add_option("--seconds", options.seconds, "About how long each part of a run takes")->check(CLI::Range(0.5, 60.0));
  app.add_flag("--gate", options.gate, "End with an error when a bar is missed");
  app.add_option("--profile", options.profile_seconds, "Only load hotlined for so many seconds, for a profiler");
  app.add_flag("--single", options.single, "With --profile: one call in flight");
  app.add_option("--echo", echo_socket)->group("");
  app.add_option("--reply-bytes", reply_bytes)->group("");
  CLI11_PARSE(app, argc, argv);
  try {
    if (!echo_socket.empty()) hotline::bench::serve_echo(echo_socket, reply_bytes);
    return hotline::bench::run(options, std::filesystem::read_symlink("/proc/self/exe"));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lookup_bench failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
