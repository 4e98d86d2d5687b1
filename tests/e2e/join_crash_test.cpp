// kill -9 in the middle of a join: of an import that joins, and of reviewers' answers. Nothing is half done, nothing is
// done twice. HOTLINE_SEED repeats the choices.
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "cli/sample/load.hpp"
#include "e2e/programs.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"
#include "rpc/client.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::milliseconds;
using Stub = v1::RegistryService::Stub;

constexpr char kOtherSource[] = "bench-other";
constexpr std::uint64_t kLoadSeed = 31;
constexpr std::int64_t kKnown = 6'000;    // men of the first list, all on the second one too
constexpr std::int64_t kStrangers = 600;  // on the second list alone
constexpr int kImportKills = 4;
constexpr int kReviewKills = 4;
constexpr std::size_t kReviewers = 4;
constexpr std::size_t kLinksOfReviewer = 5;
constexpr std::int64_t kFound = 40;
constexpr int kDone = 0, kTryAgain = 6;  // exit codes of hotline
constexpr milliseconds kCallTime{4'000};
constexpr milliseconds kAgainAfter{20};
// The server is away for a second or two at a time.
constexpr std::chrono::seconds kStepLimit{60};

// The registrar's and the second registrar's work on one link, round and round. Each step is said until it is answered,
// with the same request_id: however often the server dies, it has one effect.
class Reviewer {
 public:
  Reviewer(std::string socket, std::int64_t link, std::int64_t person_a, std::int64_t person_b, std::uint64_t seed)
      : socket_(std::move(socket)), link_(link), person_a_(person_a), person_b_(person_b), random_(seed) {}

  std::int64_t link() const { return link_; }
  std::int64_t steps() const { return steps_; }
  v1::LinkState state() const { return state_; }

  // What went wrong, or nothing.
  std::string step() {
    const std::string id = uuid_text(random_uuid(random_));
    const auto end = std::chrono::steady_clock::now() + kStepLimit;
    for (;;) {
      const grpc::Status status = call(id);
      if (status.ok()) {
        ++steps_;
        return {};
      }
      const auto code = status.error_code();
      const bool again = code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::ABORTED ||
                         code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::CANCELLED;
      if (!again || std::chrono::steady_clock::now() > end) return status.error_message();
      stub_.reset();
      std::this_thread::sleep_for(kAgainAfter);
    }
  }

 private:
  grpc::Status call(const std::string& id) {
    if (!stub_) stub_ = v1::RegistryService::NewStub(rpc::connect_local(socket_));
    grpc::ClientContext context;
    const std::int64_t turn = steps_ % 4;
    rpc::prepare(context, turn == 0 || turn == 2 ? "registrar" : "second-registrar", kCallTime);
    if (turn == 1) {
      v1::ProposeLinkRequest request;
      request.set_request_id(id);
      request.set_person_a(person_a_);
      request.set_person_b(person_b_);
      request.set_ground("the papers were looked at again");
      v1::ProposeLinkResponse response;
      grpc::Status status = stub_->ProposeLink(&context, request, &response);
      if (status.ok()) state_ = response.link().state();
      return status;
    }
    v1::ReviewLinkRequest request;
    request.set_request_id(id);
    request.set_link_id(link_);
    request.set_decision(turn == 0 ? v1::LINK_DECISION_UNDO : v1::LINK_DECISION_CONFIRM);
    request.set_ground("the papers were looked at");
    v1::ReviewLinkResponse response;
    grpc::Status status = stub_->ReviewLink(&context, request, &response);
    if (status.ok()) state_ = response.state();
    return status;
  }

  std::string socket_;
  std::int64_t link_;
  std::int64_t person_a_;
  std::int64_t person_b_;
  std::mt19937_64 random_;
  std::unique_ptr<Stub> stub_;
  std::int64_t steps_ = 0;
  v1::LinkState state_ = v1::LINK_STATE_CONFIRMED;
};

class JoinCrashTest : public testing::Test {
 protected:
  JoinCrashTest() {
    const char* given = std::getenv("HOTLINE_SEED");
    const std::uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device()();
    random.seed(seed);
    std::cout << "seed " << seed << std::endl;
    site.server().run_sql(site.database(),
                          "INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES ('" +
                              std::string(kOtherSource) + "', 'invented rows', 6, '{1,2,3,4}', true)");
  }

  std::int64_t between(std::int64_t first, std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>(first, last)(random);
  }
  void pause(std::int64_t most_ms) { std::this_thread::sleep_for(milliseconds(between(0, most_ms))); }
  std::int64_t count(const std::string& sql) const { return std::stoll(site.query("SELECT " + sql)); }

  // The same men as another source knows them: some by number without a date, some by name and date alone.
  std::string second_list() {
    std::string path = site.folder() + "/second.csv";
    std::ofstream out(path, std::ios::binary);
    sample::write_csv_header(out);
    for (std::int64_t i = 0; i < kKnown + kStrangers; ++i) {
      sample::Row row = sample::load_row(kLoadSeed, static_cast<std::uint64_t>(i));
      row.external_id = "H-" + std::to_string(i);
      if (i % 3 == 0) row.birth_date.clear();
      if (i % 3 == 1 && !row.patronymic.empty()) row.service_number.clear();
      sample::write_csv_row(out, row);
    }
    if (!out.flush()) throw std::runtime_error("the list cannot be written");
    return path;
  }
  std::vector<std::string> import_command(const std::string& list, const std::string& source) const {
    return hotline_command(site, "server", "registrar",
                           {"--json", "import", list, "--source", source, "--side", "adversary"});
  }

  // Of one instant: committed rows, their outcomes and the counts of the list are one number; so are the rows that were
  // joined, the links and the records that are in somebody else's cluster; no link parts its own records.
  void expect_whole_chunks() const {
    EXPECT_EQ(
        site.query(
            "SELECT concat_ws(' ', l.committed_row - (SELECT count(*) FROM list_row AS r WHERE r.list_no = l.list_no), "
            "l.committed_row - l.rows_new - l.rows_joined - l.rows_unchanged - l.rows_statement_added - l.rows_changed "
            "- l.rows_refused, "
            "l.rows_joined - (SELECT count(*) FROM list_row AS r WHERE r.list_no = l.list_no AND r.outcome = 6), "
            "l.rows_joined - (SELECT count(*) FROM link AS k WHERE k.list_no = l.list_no AND k.state = 2), "
            "l.rows_joined - (SELECT count(*) - count(DISTINCT s.cluster_id) FROM person_state AS s), "
            "(SELECT count(*) FROM link AS k JOIN person_state AS a ON a.person_id = k.person_a JOIN person_state AS b "
            "ON b.person_id = k.person_b WHERE k.state = 2 AND a.cluster_id <> b.cluster_id), "
            "(SELECT count(*) FROM register_change) - (SELECT revision FROM register_revision)) "
            "FROM list AS l WHERE l.source_id = 'bench-other'"),
        "0 0 0 0 0 0 0");
  }

  // By name and what both lists have of him, number or date, the index finds both records of the man in this row, in
  // the cluster that the database has.
  void expect_found_as_one(std::int64_t row_number) const {
    const sample::Row row = sample::load_row(kLoadSeed, static_cast<std::uint64_t>(row_number - 1));
    v1::FindPersonsRequest request;
    request.set_purpose("the bar of joins");
    request.mutable_name()->set_surname(row.surname);
    request.mutable_name()->set_given_name(row.given_name);
    request.mutable_name()->set_patronymic(row.patronymic);
    if (row_number % 3 == 1) {
      request.set_number(row.service_number);
    } else {
      const core::PartialDate born = *core::parse_date(row.birth_date);
      request.mutable_birth_date()->set_year(born.year);
      request.mutable_birth_date()->set_month(born.month);
      request.mutable_birth_date()->set_day(born.day);
    }
    request.set_page_size(50);
    v1::FindPersonsResponse response;
    grpc::ClientContext context;
    rpc::prepare(context, "registrar", kCallTime);
    const auto stub = v1::RegistryService::NewStub(rpc::connect_local(site.socket("server")));
    const grpc::Status status = stub->FindPersons(&context, request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    for (const char* list : {"1", "2"}) {
      const std::int64_t person = count(std::string("person_id FROM list_row WHERE list_no = ") + list +
                                        " AND row_number = " + std::to_string(row_number));
      bool found = false;
      for (const v1::FoundPerson& one : response.persons()) {
        if (one.person_id() != person) continue;
        found = true;
        EXPECT_EQ(one.cluster_id(), count("cluster_id FROM person_state WHERE person_id = " + std::to_string(person)));
      }
      EXPECT_TRUE(found) << "row " << row_number << " of list " << list;
    }
  }

  void import_under_kills();
  void review_under_kills();

  std::mt19937_64 random;
  bench::Site site{program_folder()};
  Hotlined server{site, "server", 1};
};

void JoinCrashTest::import_under_kills() {
  const std::string first = site.folder() + "/first.csv";
  write_list(first, kLoadSeed, 0, static_cast<std::uint64_t>(kKnown));
  const Ran whole = run(import_command(first, bench::kSource));
  ASSERT_EQ(whole.exit_code, kDone) << whole.output;
  ASSERT_EQ(json_number(whole.output, "new"), kKnown);

  const std::vector<std::string> command = import_command(second_list(), kOtherSource);
  const std::string committed = "coalesce(max(committed_row), 0) FROM list WHERE source_id = 'bench-other'";
  for (int kill = 0; kill < kImportKills; ++kill) {
    const std::int64_t part = kKnown / (kImportKills + 1);
    const std::int64_t until = kill * part + between(1, part);
    bench::Child client(command, site.folder() + "/client.log");
    while (client.running() && count(committed) < until) std::this_thread::sleep_for(milliseconds(1));
    pause(30);
    ASSERT_TRUE(client.running()) << client.output();
    server.kill_9();
    ASSERT_EQ(client.wait().exit_code, kTryAgain) << client.output();
    expect_whole_chunks();
    std::cout << "killed at row " << count(committed) << std::endl;
    server.start();
  }
  const Ran last = run(command);
  ASSERT_EQ(last.exit_code, kDone) << last.output;
  EXPECT_GT(json_number(last.output, "resumed_after"), 0);
  expect_whole_chunks();
  EXPECT_EQ(site.query("SELECT committed_row || '/' || rows_joined || '/' || rows_new FROM list WHERE source_id = "
                       "'bench-other'"),
            std::to_string(kKnown + kStrangers) + "/" + std::to_string(kKnown) + "/" + std::to_string(kStrangers));
  EXPECT_EQ(count("count(*) FROM person"), 2 * kKnown + kStrangers);
  EXPECT_EQ(count("count(*) FROM statement"), 2 * kKnown + kStrangers);
  // The row of the same number on the first list is the same man.
  EXPECT_EQ(count("count(*) FROM list_row AS r JOIN list_row AS o ON o.list_no = 1 AND o.row_number = r.row_number "
                  "JOIN person_state AS a ON a.person_id = r.person_id "
                  "JOIN person_state AS b ON b.person_id = o.person_id "
                  "WHERE r.list_no = 2 AND a.cluster_id = b.cluster_id AND a.version = 2 AND b.version = 2"),
            kKnown);
  for (std::int64_t i = 0; i < kFound; ++i) expect_found_as_one(between(1, kKnown));
}

void JoinCrashTest::review_under_kills() {
  const std::int64_t last_event = count("max(event_id) FROM link_event");
  const std::int64_t last_revision = count("revision FROM register_revision");
  std::vector<std::unique_ptr<Reviewer>> reviewers;
  std::vector<std::int64_t> rows;
  std::string links = "0";
  for (std::size_t i = 0; i < kReviewers * kLinksOfReviewer; ++i) {
    rows.push_back(static_cast<std::int64_t>(i) * 250 + between(1, 200));
    const std::string row = std::to_string(rows.back());
    const std::int64_t b = count("person_id FROM list_row WHERE list_no = 2 AND row_number = " + row);
    const std::string of_b = " FROM link WHERE state = 2 AND person_b = " + std::to_string(b);
    const std::int64_t link = count("link_id" + of_b);
    links += "," + std::to_string(link);
    reviewers.push_back(std::make_unique<Reviewer>(site.socket("server"), link, count("person_a" + of_b), b, random()));
  }
  // Two records are one cluster exactly when their link is confirmed; each joining and parting raised both versions and
  // told the servers.
  const std::string halves =
      "count(*) FROM link AS k JOIN person_state AS a ON a.person_id = k.person_a JOIN person_state AS b ON "
      "b.person_id "
      "= k.person_b CROSS JOIN LATERAL (SELECT count(*) AS times FROM link_event AS e WHERE e.link_id = k.link_id AND "
      "e.event_id > " +
      std::to_string(last_event) +
      " AND e.state IN (2, 5)) AS moved CROSS JOIN LATERAL (SELECT count(*) AS times FROM register_change AS c WHERE "
      "c.revision > " +
      std::to_string(last_revision) + " AND c.persons @> ARRAY[k.person_a, k.person_b]) AS told WHERE k.link_id IN (" +
      links +
      ") AND ((k.state = 2) <> (a.cluster_id = b.cluster_id) OR a.version <> 2 + moved.times OR b.version <> a.version "
      "OR told.times <> moved.times OR k.state <> (SELECT e.state FROM link_event AS e WHERE e.link_id = k.link_id "
      "ORDER BY e.event_id DESC LIMIT 1))";

  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::string failed;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kReviewers; ++i) {
    threads.emplace_back([&, i] {
      for (std::size_t at = 0; !stop; ++at) {
        const std::string wrong = reviewers[i * kLinksOfReviewer + at % kLinksOfReviewer]->step();
        if (wrong.empty()) continue;
        const std::scoped_lock lock(mutex);
        failed = wrong;
        return;
      }
    });
  }
  for (int kill = 0; kill < kReviewKills; ++kill) {
    std::this_thread::sleep_for(milliseconds(300));
    pause(400);
    server.kill_9();
    EXPECT_EQ(count(halves), 0);
    std::cout << "killed after " << count("count(*) FROM link_event WHERE event_id > " + std::to_string(last_event))
              << " answers" << std::endl;
    server.start();
  }
  std::this_thread::sleep_for(milliseconds(300));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(failed, "");

  EXPECT_EQ(count(halves), 0);
  std::int64_t steps = 0;
  std::int64_t parted = 0;
  for (const auto& reviewer : reviewers) {
    const std::string link = std::to_string(reviewer->link());
    EXPECT_EQ(
        count("count(*) FROM link_event WHERE event_id > " + std::to_string(last_event) + " AND link_id = " + link),
        reviewer->steps());
    EXPECT_EQ(count("state FROM link WHERE link_id = " + link), static_cast<std::int64_t>(reviewer->state()));
    steps += reviewer->steps();
    parted += reviewer->state() == v1::LINK_STATE_CONFIRMED ? 0 : 1;
  }
  EXPECT_GT(steps, kReviewKills * static_cast<std::int64_t>(kReviewers));
  EXPECT_EQ(count("count(*) - count(DISTINCT cluster_id) FROM person_state"), kKnown - parted);
  for (const std::int64_t row : rows) expect_found_as_one(row);
  std::cout << steps << " answers, each with one effect; " << parted << " links apart at the end" << std::endl;
}

TEST_F(JoinCrashTest, NothingIsHalfJoinedNorJoinedTwice) {
  ASSERT_NO_FATAL_FAILURE(import_under_kills());
  review_under_kills();
}

}  // namespace
}  // namespace hotline::e2e
