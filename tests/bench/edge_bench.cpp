// What the TLS edge costs: the same durable lookups through the private socket and through HAProxy with a client
// certificate, in turn, on one hotlined. HAProxy's configuration is the one that we ship; only the map of rates
// differs, and is printed.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <random>

#include "bench/figures.hpp"
#include "bench/load_client.hpp"
#include "bench/register_loader.hpp"
#include "cli/sample/load.hpp"
#include "e2e/edge_site.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"

namespace hotline::bench {
namespace {

constexpr std::uint64_t kSeed = 20261127;
constexpr LoadShape kBusy{4, 32};
constexpr LoadShape kSingle{1, 1};
constexpr char kRates[] = "operator 1000000\n";

using LookupClient = LoadClient<v1::LookupService::Stub, v1::LookupPersonRequest, v1::LookupPersonResponse>;

struct Options {
  std::uint64_t persons = 1'000'000;
  int runs = 5;
  std::size_t busy_calls = 20'000;
  std::size_t single_calls = 2'000;
  bool gate = false;
};

class Asker {
 public:
  Asker(const std::function<std::shared_ptr<grpc::Channel>()>& connect, CalledBy by, std::uint64_t persons,
        std::mt19937_64& random)
      : busy_(kBusy, &v1::LookupService::Stub::PrepareAsyncLookupPerson, connect, by),
        single_(kSingle, &v1::LookupService::Stub::PrepareAsyncLookupPerson, connect, by),
        persons_(persons),
        random_(random) {}
  LoadResult busy(std::size_t count) { return run(busy_, count); }
  LoadResult single(std::size_t count) { return run(single_, count); }

 private:
  LoadResult run(LookupClient& client, std::size_t count) {
    std::vector<v1::LookupPersonRequest> requests;
    for (std::size_t i = 0; i < count; ++i) {
      const auto id = e2e::random_uuid(random_);
      const auto query = sample::next_query(kSeed, persons_, number_++);
      core::NameParts name;
      name.surname = query.name.surname;
      name.given = query.name.given;
      name.patronymic = query.name.patronymic;
      requests.push_back(e2e::question(id, "call-" + e2e::uuid_text(id), name, query.birth_date));
    }
    return client.run(count, requests, [](std::size_t, const v1::LookupPersonResponse& answer) {
      if (answer.receipt().leaf_hash().size() != sizeof(core::Bytes32)) throw std::runtime_error("no receipt");
    });
  }

  LookupClient busy_;
  LookupClient single_;
  std::uint64_t persons_;
  std::uint64_t number_ = 0;
  std::mt19937_64& random_;
};

int run(const Options& options) {
  test::TrialCertificates certificates;
  certificates.issue("operator/ws-1", "ws-1");
  Site site(e2e::program_folder());
  site.open_edge(certificates.ca_file(), certificates.crl_file());
  std::printf("loading %llu persons\n", static_cast<unsigned long long>(options.persons));
  load_register(site, options.persons, kSeed);
  const auto started = site.start_hotlined("server", "hotlined", 1);
  const std::string rates = site.folder() + "/rates.map";
  std::ofstream(rates) << kRates;
  const e2e::Edge edge(certificates, site.edge_socket("server"), site.folder() + "/edge.log", rates);
  std::printf("requests a second by class: %s", kRates);

  std::mt19937_64 random(std::random_device{}());
  Asker direct([&] { return rpc::connect_local(site.socket("server")); }, CalledBy::kName, options.persons, random);
  Asker outside([&] { return edge.channel(certificates.identity("ws-1")); }, CalledBy::kCertificate, options.persons,
                random);
  direct.busy(options.busy_calls / 4);
  outside.busy(options.busy_calls / 4);
  std::vector<double> direct_busy, edge_busy, direct_single, edge_single, more_us;
  for (int i = 0; i < options.runs; ++i) {
    direct_busy.push_back(direct.busy(options.busy_calls).calls_per_second);
    edge_busy.push_back(outside.busy(options.busy_calls).calls_per_second);
    direct_single.push_back(direct.single(options.single_calls).p50_us);
    edge_single.push_back(outside.single(options.single_calls).p50_us);
    more_us.push_back(edge_single.back() - direct_single.back());
  }
  std::printf("\nedge_bench: %llu persons, %d interleaved runs, medians [min-max]\n\nratio\n",
              static_cast<unsigned long long>(options.persons), options.runs);
  Report report;
  report.bar("through the edge / direct, 4 x 32", figure_of(ratios(edge_busy, direct_busy)), {Better::kHigher, 0.6, 0});
  std::printf("\n4 connections x 32 in flight\n");
  report.value("durable lookups, direct", figure_of(direct_busy), "/s");
  report.value("durable lookups, through the edge", figure_of(edge_busy), "/s");
  std::printf("\none in flight\n");
  report.value("durable lookup, p50, direct", figure_of(direct_single), "us");
  report.value("durable lookup, p50, through the edge", figure_of(edge_single), "us");
  report.value("what the edge adds", figure_of(more_us), "us");
  return options.gate && !report.all_met() ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  hotline::bench::Options options;
  CLI::App app{"edge_bench: durable lookups through the TLS edge beside direct ones"};
  app.add_option("--persons", options.persons, "Persons of the register")->check(CLI::Range(1'000, 10'000'000));
  app.add_option("--runs", options.runs, "Interleaved runs")->check(CLI::Range(1, 100));
  app.add_option("--calls", options.busy_calls, "Lookups of each run at 4 x 32")->check(CLI::Range(1'000, 1'000'000));
  app.add_flag("--gate", options.gate, "End with an error when the bar is missed");
  CLI11_PARSE(app, argc, argv);
  return hotline::bench::run(options);
}
