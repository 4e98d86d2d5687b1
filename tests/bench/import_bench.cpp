// What the import of a list costs beside a plain COPY of the rows that it makes (issue 2, "Bars";
// ops/docs/benchmarks.md).
//   import_bench [--rows N] [--kill] [--gate]
// The peer, in the same run: the tables that the import has written, read out with COPY TO binary and copied into the
// same tables, indexes and foreign keys of a fresh database. With --kill the client and the server are each killed with
// kill -9 on the way and the same command finishes.
#include <signal.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bench/child.hpp"
#include "bench/figures.hpp"
#include "bench/site.hpp"
#include "cli/sample/load.hpp"

namespace hotline::bench {
namespace {

constexpr std::uint64_t kSeed = 2;
constexpr auto kPollStep = std::chrono::milliseconds(50);
// What the client may hold beyond what it held at first: a chunk more or less, never the file.
constexpr double kGrowthMaxKib = 16 * 1024;

// All tables that an import writes, parents first. register_revision is one row and log_* are another login's.
constexpr std::array<const char*, 9> kTables = {"list",      "person",   "person_state", "person_name",    "identifier",
                                                "statement", "list_row", "row_key",      "register_change"};

struct Options {
  std::uint64_t rows = 1'000'000;
  bool kill = false;
  bool gate = false;
};

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

std::string write_list(const Site& site, std::uint64_t rows) {
  std::string path = site.folder() + "/list.csv";
  std::ofstream out(path);
  sample::write_csv_header(out);
  sample::generate_rows(rows, kSeed, 0, [&](const sample::Row& row) { sample::write_csv_row(out, row); });
  if (!out.flush()) throw std::runtime_error("the list cannot be written");
  return path;
}

std::int64_t committed_row(const Site& site) {
  const std::string text = site.query("SELECT max(committed_row) FROM list");
  return text.empty() ? 0 : std::stoll(text);
}

Child start_import(Site& site, const std::string& list) {
  return Child({site.program("hotline"), "--socket", site.socket("server"), "--as", "registrar", "--json", "import",
                list, "--source", kSource, "--side", "adversary"},
               site.folder() + "/import.log");
}

// Memory of the client at the end of the first tenth of the rows and the most it ever had.
struct ClientMemory {
  double early_kib = 0;
  double peak_kib = 0;
};

struct Imported {
  double seconds = 0;
  ClientMemory memory;
  double client_cpu = 0;
  double hotlined_cpu = 0;
  double postgres_cpu = 0;
};

Imported import_whole(Site& site, const Site::Started& hotlined, const std::string& list, std::uint64_t rows) {
  const double hotlined_cpu = cpu_seconds(hotlined.child.pid());
  const double postgres_cpu = cpu_seconds_of_server(site.server().pid());
  Imported imported;
  const auto began = Clock::now();
  Child client = start_import(site, list);
  while (client.running()) {
    imported.client_cpu = std::max(imported.client_cpu, cpu_seconds(client.pid()));
    const auto rss = static_cast<double>(rss_kib(client.pid()));
    if (imported.memory.early_kib == 0 && committed_row(site) >= static_cast<std::int64_t>(rows / 10)) {
      imported.memory.early_kib = rss;
    }
    std::this_thread::sleep_for(kPollStep * 4);
  }
  imported.seconds = seconds_since(began);
  const Ending ending = client.wait();
  if (ending.exit_code != 0) throw std::runtime_error("the import failed:\n" + client.output());
  imported.memory.peak_kib = static_cast<double>(ending.peak_rss_kib);
  if (imported.memory.early_kib == 0) imported.memory.early_kib = imported.memory.peak_kib;
  imported.hotlined_cpu = cpu_seconds(hotlined.child.pid()) - hotlined_cpu;
  imported.postgres_cpu = cpu_seconds_of_server(site.server().pid()) - postgres_cpu;
  return imported;
}

// Runs the import until `rows` are committed; false when the client ended before.
bool wait_for_row(const Site& site, Child& client, std::int64_t rows) {
  while (client.running()) {
    if (committed_row(site) >= rows) return true;
    std::this_thread::sleep_for(kPollStep);
  }
  return false;
}

// Killed twice and finished by the same command.
Imported import_with_kills(Site& site, std::optional<Site::Started>& hotlined, const std::string& list,
                           std::uint64_t rows) {
  Imported imported;
  const auto began = Clock::now();
  {
    Child client = start_import(site, list);
    if (!wait_for_row(site, client, static_cast<std::int64_t>(rows / 3))) {
      throw std::runtime_error("the import ended before it could be killed:\n" + client.output());
    }
    client.signal(SIGKILL);
    client.wait();
    std::printf("client killed at row %lld\n", static_cast<long long>(committed_row(site)));
  }
  {
    Child client = start_import(site, list);
    if (!wait_for_row(site, client, static_cast<std::int64_t>(rows * 2 / 3))) {
      throw std::runtime_error("the import ended before the server could be killed:\n" + client.output());
    }
    hotlined->child.signal(SIGKILL);
    hotlined->child.wait();
    const Ending ending = client.wait();
    if (ending.exit_code == 0) throw std::runtime_error("the client did not notice that its server died");
    std::printf("server killed at row %lld; the client ended with %d\n", static_cast<long long>(committed_row(site)),
                ending.exit_code);
  }
  std::fflush(stdout);
  hotlined.emplace(site.start_hotlined("server", "hotlined", 1));
  Child client = start_import(site, list);
  const Ending ending = client.wait();
  if (ending.exit_code != 0) throw std::runtime_error("the last import failed:\n" + client.output());
  imported.seconds = seconds_since(began);
  imported.memory.peak_kib = static_cast<double>(ending.peak_rss_kib);
  imported.memory.early_kib = imported.memory.peak_kib;
  return imported;
}

void expect(const Site& site, const std::string& what, const std::string& sql, const std::string& wanted) {
  const std::string got = site.query(sql);
  if (got != wanted) throw std::runtime_error(what + ": " + got + " instead of " + wanted);
}

// Exact counts, nothing doubled, nothing left out.
void check_counts(const Site& site, std::uint64_t rows) {
  const std::string all = std::to_string(rows);
  for (const char* table :
       {"person", "person_state", "person_name", "identifier", "statement", "list_row", "row_key"}) {
    expect(site, std::string("rows of ") + table, std::string("SELECT count(*) FROM ") + table, all);
  }
  expect(site, "lists", "SELECT count(*) FROM list", "1");
  expect(site, "counts of the list",
         "SELECT concat_ws(' ', rows_total, committed_row, rows_new, rows_unchanged + rows_statement_added + "
         "rows_refused) FROM list",
         all + " " + all + " " + all + " 0");
  expect(site, "row numbers", "SELECT concat_ws(' ', min(row_number), max(row_number)) FROM list_row", "1 " + all);
  // As many rows as persons, each of another person: one each. (One join over all of them is planned as loops in
  // loops.)
  for (const char* table : {"person_state", "person_name", "identifier", "statement", "list_row", "row_key"}) {
    expect(site, std::string("persons in ") + table, std::string("SELECT count(DISTINCT person_id) FROM ") + table,
           all);
  }
  expect(
      site, "outcomes of rows that name no person or statement",
      "SELECT count(*) FROM (SELECT person_id, statement_id FROM list_row EXCEPT SELECT person_id, statement_id FROM "
      "statement) AS astray",
      "0");
  expect(site, "persons changed again", "SELECT count(*) FROM person_state WHERE version <> 1", "0");
  expect(site, "keys of the source", "SELECT count(DISTINCT person_key) FROM row_key", all);
  expect(site, "numbers", "SELECT count(DISTINCT value_hash) FROM identifier", all);
  expect(site, "persons in the register's changes",
         "SELECT count(DISTINCT p) FROM register_change, unnest(persons) AS p", all);
  expect(site, "revisions without a gap",
         "SELECT (r.revision = count(*) AND r.revision = max(c.revision))::text FROM register_revision AS r, "
         "register_change AS c GROUP BY r.revision",
         "true");
}

// Tables that an import writes and the peer would not: they would make the comparison unfair.
void check_tables(const Site& site) {
  // Links and candidates are proposed by the server's comparison beside the import, not by it; the mapping is one row
  // a list.
  std::string known =
      "'register_revision', 'database_kind', 'source', 'source_mapping', 'link', 'link_event', 'link_cursor', "
      "'standing_cursor'";
  for (const char* table : kTables) known += std::string(", '") + table + "'";
  expect(
      site, "tables with rows that the peer does not copy",
      "SELECT coalesce(string_agg(relname, ' '), '') FROM pg_class WHERE relkind = 'r' AND relnamespace = "
      "'public'::regnamespace AND NOT relispartition AND relname NOT LIKE 'log\\_%' AND relname NOT LIKE '%migration%' "
      "AND relname NOT IN (" +
          known +
          ") AND (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', relname), false, true, "
          "'')))[1]::text <> '0'",
      "");
}

double copy_of_the_same(Site& site) {
  const std::string target = site.make_database();
  std::string in = "BEGIN;";
  for (const char* table : kTables) {
    const std::string file = site.server().folder() + "/" + table + ".bin";
    // Identity columns are copied as they are, like every other.
    site.server().run_sql(site.database(), std::string("COPY ") + table + " TO '" + file + "' (FORMAT binary)");
    in += std::string("COPY ") + table + " FROM '" + file + "' (FORMAT binary);";
  }
  in += "COMMIT";
  site.server().run_sql("postgres", "CHECKPOINT");
  const auto began = Clock::now();
  site.server().run_sql(target, in);
  const double seconds = seconds_since(began);
  for (const char* table : kTables) {
    const std::string count = std::string("SELECT count(*) FROM ") + table;
    if (site.server().query_value(target, count) != site.query(count)) {
      throw std::runtime_error(std::string("the peer did not copy all of ") + table);
    }
  }
  return seconds;
}

int run(const Options& options, const std::string& self) {
  Site site(std::filesystem::path(self).parent_path());
  std::printf("writing a list of %llu rows\n", static_cast<unsigned long long>(options.rows));
  std::fflush(stdout);
  const std::string list = write_list(site, options.rows);
  std::optional<Site::Started> hotlined;
  hotlined.emplace(site.start_hotlined("server", "hotlined", 1));
  const Imported imported = options.kill ? import_with_kills(site, hotlined, list, options.rows)
                                         : import_whole(site, *hotlined, list, options.rows);
  check_counts(site, options.rows);
  check_tables(site);
  const auto rows = static_cast<double>(options.rows);
  if (options.kill) {
    std::printf("\nimport_bench: %llu rows, client and server killed on the way: all there, nothing doubled, %.1f s\n",
                static_cast<unsigned long long>(options.rows), imported.seconds);
    return EXIT_SUCCESS;
  }
  std::printf("imported in %.1f s\n", imported.seconds);
  std::fflush(stdout);
  const double copied = copy_of_the_same(site);

  std::printf("\nimport_bench: %llu rows\n\nratios\n", static_cast<unsigned long long>(options.rows));
  Report report;
  report.bar("import / COPY of the same rows", copied / imported.seconds, {Better::kHigher, 0.25, 0});
  report.bar("rows/s", rows / imported.seconds, {Better::kHigher, 4'000, 15'000});
  report.bar("client's memory: peak beyond the first tenth's, KiB",
             imported.memory.peak_kib - imported.memory.early_kib, {Better::kLower, kGrowthMaxKib, 0});
  std::printf("\n");
  report.value("import", imported.seconds, "s");
  report.value("COPY", copied, "s");
  report.value("COPY", rows / copied, "rows/s");
  report.value("client's peak memory", imported.memory.peak_kib / 1024, "MiB");
  report.value("processor time a row: hotline", imported.client_cpu * 1e6 / rows, "us");
  report.value("processor time a row: hotlined", imported.hotlined_cpu * 1e6 / rows, "us");
  report.value("processor time a row: PostgreSQL", imported.postgres_cpu * 1e6 / rows, "us");
  return options.gate && !report.all_met() ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"import_bench: the import of a list beside a COPY of the same rows"};
  hotline::bench::Options options;
  app.add_option("--rows", options.rows, "Rows of the list")->check(CLI::Range(10'000, 10'000'000));
  app.add_flag("--kill", options.kill,
               "Kill client and server once each on the way; check the counts, measure nothing");
  app.add_flag("--gate", options.gate, "End with an error when a bar is missed");
  CLI11_PARSE(app, argc, argv);
  try {
    return hotline::bench::run(options, std::filesystem::read_symlink("/proc/self/exe"));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "import_bench failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
