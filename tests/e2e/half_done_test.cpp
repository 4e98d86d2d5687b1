// kill -9 in the middle of signing a whole list and of taking it back: all of it counts or none, and the same call
// again finishes it.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include "cli/sample/load.hpp"
#include "cli/sample/row.hpp"
#include "e2e/caller.hpp"
#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using Registry = v1::RegistryService::Stub;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint64_t kRows = 20'000;
constexpr int kLinks = 200;
// Each costs a new start of the server; six moments in all.
constexpr int kKillsAtEach = 2;
constexpr char kRegistrar[] = "registrar";
constexpr char kSecond[] = "second-registrar";

class HalfDoneTest : public testing::Test {
 protected:
  HalfDoneTest() : site_(program_folder()), server_(site_, "server", 1) {
    const auto seed = std::random_device()();
    std::cout << "seed " << seed << '\n';
    random_.seed(seed);
  }

  // A list of kRows, every second one a death; its id.
  std::string import(const std::string& name, std::uint64_t start) {
    const std::string path = site_.folder() + "/" + name + ".csv";
    std::ofstream out(path, std::ios::binary);
    sample::write_csv_header(out);
    bool dead = false;
    sample::generate_rows(kRows, 23, start, [&](sample::Row row) {
      dead = !dead;
      row.statement = dead ? core::StatementKind::kKilled : core::StatementKind::kCaptured;
      row.evidence = dead ? core::EvidenceRung::kR6 : core::EvidenceRung::kR4;
      row.fact_date = "2026-02-03";
      sample::write_csv_row(out, row);
    });
    out.close();
    const Ran ran = hotline(site_, "server", kRegistrar,
                            {"--json", "import", path, "--source", bench::kSource, "--side", "adversary"});
    if (ran.exit_code != 0) throw std::runtime_error("import: " + ran.output);
    v1::ListListsRequest newest;
    newest.set_page_size(1);
    v1::ListListsResponse lists;
    const grpc::Status status = call(&Registry::ListLists, kRegistrar, newest, lists);
    if (!status.ok()) throw std::runtime_error("lists: " + status.error_message());
    return lists.lists(0).list_id();
  }

  template <typename Request, typename Response>
  grpc::Status call(grpc::Status (Registry::*method)(grpc::ClientContext*, const Request&, Response*),
                    const std::string& actor, const Request& request, Response& response) const {
    const auto stub = v1::RegistryService::NewStub(rpc::connect_local(server_.socket()));
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(60));
    return ((*stub).*method)(&context, request, &response);
  }

  v1::CountersignListRequest countersigning(const std::string& list) {
    v1::ReviewListRequest review;
    review.set_list_id(list);
    review.set_page_size(100);
    v1::ReviewListResponse page;
    do {
      page.Clear();
      const grpc::Status status = call(&Registry::ReviewList, kSecond, review, page);
      if (!status.ok()) throw std::runtime_error("review: " + status.error_message());
      review.set_page_token(page.next_page_token());
    } while (!review.page_token().empty());
    v1::CountersignListRequest request;
    request.set_request_id(uuid_text(random_uuid(random_)));
    request.set_list_id(list);
    request.set_review_token(page.review_token());
    return request;
  }
  v1::WithdrawListRequest withdrawing(const std::string& list) {
    v1::WithdrawListRequest request;
    request.set_request_id(uuid_text(random_uuid(random_)));
    request.set_list_id(list);
    request.set_ground("sent in error");
    return request;
  }

  // All that one call writes: the list itself, its joins, every state with its version, the revision. Links that the
  // server proposes meanwhile by comparison are not its.
  std::string register_state() const {
    return site_.query(
        "SELECT concat_ws(' ', (SELECT md5(string_agg(concat_ws(':', person_id, cluster_id, version, status, flags), "
        "',' ORDER BY person_id)) FROM person_state), (SELECT string_agg(concat_ws(':', countersigned_by, "
        "withdrawal_asked_by, withdrawn_by), ',' ORDER BY list_no) FROM list), (SELECT md5(string_agg(state::text, '' "
        "ORDER BY link_id)) FROM link WHERE list_no IS NOT NULL), (SELECT count(*) FROM link_event WHERE actor <> "
        "'automatic'), (SELECT revision FROM register_revision), "
        "(SELECT count(*) FROM register_change), (SELECT count(*) FROM write_key))");
  }
  std::int64_t count(const std::string& sql) const { return std::stoll(site_.query("SELECT " + sql)); }

  // The server's sessions can outlive it by what they are doing just then.
  void wait_for_sessions_to_end() const {
    const auto end = steady_clock::now() + std::chrono::seconds(20);
    while (count("count(*) FROM pg_stat_activity WHERE usename LIKE 'hotline_%'") > 0) {
      if (steady_clock::now() > end) throw std::runtime_error("sessions of the killed server do not end");
      std::this_thread::sleep_for(milliseconds(10));
    }
  }

  // Kills the server at moments of the call until it has all been done, at most kKillsAtEach times; then the call is
  // put again, with the same request_id. `whole` says what must hold when it was done.
  template <typename Request, typename Response>
  Response killed_and_repeated(grpc::Status (Registry::*method)(grpc::ClientContext*, const Request&, Response*),
                               const std::string& actor, const Request& request, double seconds,
                               const std::function<void()>& whole) {
    const std::string before = register_state();
    // The answer comes some time after the commit, when the index has followed: moments lie before it.
    std::uniform_real_distribution<> share(0.02, 0.6);
    for (int kill = 0; kill < kKillsAtEach; ++kill) {
      const double moment = share(random_) * seconds;
      auto ended = std::async(std::launch::async, [&] {
        Response response;
        return call(method, actor, request, response);
      });
      std::this_thread::sleep_for(std::chrono::duration<double>(moment));
      server_.kill_9();
      const bool answered = ended.get().ok();
      wait_for_sessions_to_end();
      const std::string after = register_state();
      std::cout << Request::descriptor()->name() << " killed after " << moment << " of " << seconds
                << " s: " << (after == before ? "nothing" : "all") << " done\n";
      if (after == before) {
        EXPECT_FALSE(answered);
        ++nothing_done_;
      } else {
        whole();
      }
      server_.start();
      if (after != before) break;
    }
    Response response;
    const grpc::Status status = call(method, actor, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    whole();
    const std::string done = register_state();
    EXPECT_NE(done, before);
    Response again;
    EXPECT_TRUE(call(method, actor, request, again).ok());
    EXPECT_EQ(again.SerializeAsString(), response.SerializeAsString());
    EXPECT_EQ(register_state(), done);
    EXPECT_EQ(count("(SELECT count(*) FROM register_change) - (SELECT revision FROM register_revision)"), 0);
    return response;
  }

  template <typename Request, typename Response>
  double seconds_of(grpc::Status (Registry::*method)(grpc::ClientContext*, const Request&, Response*),
                    const std::string& actor, const Request& request) {
    Response response;
    const auto begun = steady_clock::now();
    const grpc::Status status = call(method, actor, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return std::chrono::duration<double>(steady_clock::now() - begun).count();
  }

  bench::Site site_;
  Hotlined server_;
  std::mt19937_64 random_;
  int nothing_done_ = 0;
};

TEST_F(HalfDoneTest, AListIsSignedAndTakenBackWholeOrNotAtAll) {
  constexpr auto kDeaths = static_cast<std::int64_t>(kRows / 2);
  const auto in_status = [&](int status) {
    return count(
        "count(*) FROM list_row AS r JOIN person_state AS s ON s.person_id = r.person_id WHERE r.list_no = "
        "(SELECT max(list_no) FROM list) AND s.status = " +
        std::to_string(status));
  };
  // One list undisturbed, to know how long each call takes.
  const std::string first = import("first", 0);
  const double signing = seconds_of(&Registry::CountersignList, kSecond, countersigning(first));
  const double asking = seconds_of(&Registry::WithdrawList, kRegistrar, withdrawing(first));

  const std::string list = import("second", kRows);
  // Joins as an import makes them, with people of the first list.
  site_.query(
      "WITH made AS (INSERT INTO link (person_a, person_b, state, probability, reasons, proposed_by, join_ground, "
      "list_no) SELECT a.person_id, b.person_id, 2, 0.99, 'planted', 'automatic', 1, b.list_no FROM list_row AS a "
      "JOIN list_row AS b ON b.row_number = a.row_number WHERE a.list_no < b.list_no AND a.row_number <= " +
      std::to_string(kLinks) +
      " RETURNING person_a, person_b), joined AS (UPDATE person_state AS s SET cluster_id = m.person_a FROM "
      "made AS m WHERE s.person_id = m.person_b RETURNING 1) SELECT count(*) FROM joined");
  ASSERT_EQ(in_status(15), 0);

  const auto signed_off = killed_and_repeated(&Registry::CountersignList, kSecond, countersigning(list), signing,
                                              [&] { EXPECT_EQ(in_status(15), kDeaths); });
  EXPECT_EQ(signed_off.deaths(), kDeaths);

  const auto asked = killed_and_repeated(&Registry::WithdrawList, kRegistrar, withdrawing(list), asking, [&] {
    EXPECT_EQ(in_status(15), kDeaths);  // until a second registrar
    EXPECT_EQ(in_status(4), 0);
    EXPECT_EQ(count("count(*) FROM link WHERE state = 2 AND reasons = 'planted'"), kLinks);
  });
  EXPECT_EQ(asked.statements(), kDeaths);
  EXPECT_EQ(asked.deaths_waiting(), kDeaths);

  const auto withdrawn = killed_and_repeated(&Registry::WithdrawList, kSecond, withdrawing(list), asking, [&] {
    EXPECT_EQ(in_status(15), 0);
    EXPECT_EQ(count("count(*) FROM link WHERE state = 5 AND reasons = 'planted'"), kLinks);
    EXPECT_EQ(count("count(*) FROM link_event JOIN link USING (link_id) WHERE decision = 4 AND reasons = 'planted'"),
              kLinks);
    EXPECT_EQ(count("count(*) FROM person_state WHERE cluster_id <> person_id"), 0);
  });
  EXPECT_TRUE(withdrawn.withdrawn());
  EXPECT_EQ(withdrawn.statements(), kDeaths);
  // The moments are of the calls' own length: at least one fell into the middle.
  EXPECT_GT(nothing_done_, 0);
}

}  // namespace
}  // namespace hotline::e2e
