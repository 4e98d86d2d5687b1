// A family that asked and found nothing is found by every record that comes later, whatever server does what and dies
// when: two hotlined on one database. HOTLINE_STANDING_PAIRS sets how many men are asked for and imported (300),
// HOTLINE_SEED repeats the choices.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/sample/load.hpp"
#include "core/reference.hpp"
#include "e2e/programs.hpp"
#include "e2e/questions.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "matching/lexicon.hpp"
#include "matching/standing.hpp"
#include "rpc/client.hpp"
#include "store/index_loader.hpp"
#include "store/question.hpp"
#include "store/record_codec.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Pair = std::pair<std::int64_t, std::int64_t>;  // reference, person

constexpr std::uint64_t kLoadSeed = 47;
constexpr std::size_t kAskers = 2;
constexpr int kDone = 0, kTryAgain = 6;  // exit codes of hotline
constexpr milliseconds kAskPauseMax{20};
constexpr std::chrono::seconds kAskLimit{60};
constexpr std::chrono::seconds kComparedWithin{120};
constexpr std::chrono::seconds kTakenOverWithin{10};
constexpr int kKills = 6;
// A pair at the very bound of review may fall to either side of it by who arrived first.
constexpr double kClearOfTheBound = 0.05;

std::size_t pairs_wanted() {
  const char* given = std::getenv("HOTLINE_STANDING_PAIRS");
  return given != nullptr ? std::stoull(given) : 300;
}

class StandingTest : public testing::Test {
 protected:
  StandingTest() {
    const char* given = std::getenv("HOTLINE_SEED");
    const std::uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device()();
    random.seed(seed);
    std::cout << "seed " << seed << std::endl;
  }

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); }
  std::int64_t count(const std::string& sql) const { return std::stoll(site.query("SELECT " + sql)); }
  Hotlined& server(std::size_t which) { return which % 2 == 0 ? a : b; }

  // The family of this man asks by phone; said until it is answered, and only then is there an inquiry.
  void ask(const std::string& socket, std::size_t asker, std::size_t man, std::mt19937_64& choices) {
    const sample::Row row = sample::load_row(kLoadSeed, man);
    const auto id = random_uuid(choices);
    const auto request = question(id, "call-" + uuid_text(id), name_of(row), *core::parse_date(row.birth_date));
    const auto end = steady_clock::now() + kAskLimit;
    for (;;) {
      const auto stub = v1::LookupService::NewStub(rpc::connect_local(socket));
      grpc::ClientContext context;
      rpc::prepare(context, bench::operator_name(asker), milliseconds(4'000));
      v1::LookupPersonResponse response;
      const grpc::Status status = stub->LookupPerson(&context, request, &response);
      if (status.ok()) {
        const auto reference = core::Reference::parse(response.inquiry_reference());
        ASSERT_TRUE(reference);
        const std::scoped_lock lock(mutex);
        references[man] = reference->number();
        return;
      }
      ASSERT_LT(steady_clock::now(), end) << status.error_message();
      std::this_thread::sleep_for(milliseconds(20));
    }
  }

  // Each man of `asked` once, in any order, from telephones on both servers.
  std::vector<std::thread> start_asking(std::vector<std::size_t> asked, milliseconds pause_max) {
    std::shuffle(asked.begin(), asked.end(), random);
    std::vector<std::thread> askers;
    for (std::size_t asker = 0; asker < kAskers; ++asker) {
      std::vector<std::size_t> own;
      for (std::size_t i = asker; i < asked.size(); i += kAskers) own.push_back(asked[i]);
      askers.emplace_back([this, asker, own = std::move(own), pause_max, seed = random()] {
        std::mt19937_64 choices(seed);
        for (const std::size_t man : own) {
          ask(server(choices()).socket(), asker, man, choices);
          std::uniform_int_distribution<std::int64_t> pause(0, pause_max.count());
          std::this_thread::sleep_for(milliseconds(pause(choices)));
        }
      });
    }
    return askers;
  }

  std::vector<std::string> import_command(const std::string& list, const Hotlined& on) const {
    return hotline_command(site, on.name(), "registrar",
                           {"--json", "import", list, "--source", bench::kSource, "--side", "adversary"});
  }
  std::string list_of(std::size_t first, std::size_t men) {
    std::string path = site.folder() + "/list-" + std::to_string(first) + ".csv";
    write_list(path, kLoadSeed, first, men);
    lists.emplace_back(first, men);
    return path;
  }

  bool leads(const Hotlined& one) const {
    return bench::read_metrics(site.metrics_socket(one.name())).find("\nhotline_standing_leads 1") != std::string::npos;
  }
  void expect_leads(const Hotlined& one) const {
    const auto end = steady_clock::now() + kTakenOverWithin;
    while (!leads(one) && steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(20));
    EXPECT_TRUE(leads(one)) << "nobody has taken over";
  }

  bool all_compared() const {
    return site.query(
               "SELECT c.register_revision = r.revision AND NOT EXISTS (SELECT FROM inquiry AS i WHERE (i.change_xid, "
               "i.reference) > (c.inquiry_xid, c.inquiry_reference)) FROM standing_cursor AS c, register_revision AS "
               "r") == "t";
  }
  void expect_all_compared() const {
    const auto end = steady_clock::now() + kComparedWithin;
    while (!all_compared() && steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(50));
    ASSERT_TRUE(all_compared());
  }

  // Which person each man of the lists became: lists are imported one after the other.
  std::map<std::size_t, std::int64_t> persons_of_men() const {
    std::map<std::size_t, std::int64_t> persons;
    const auto registry = test::connect_as(site_server(), site.database(), "hotline_registry");
    auto rows = registry->exec(
        "SELECT l.place, r.row_number, r.person_id FROM (SELECT list_no, row_number() OVER (ORDER BY list_no) - 1 AS "
        "place FROM list) AS l JOIN list_row AS r USING (list_no)");
    EXPECT_TRUE(rows);
    for (const store::pg::Row row : *rows) {
      persons.emplace(lists.at(static_cast<std::size_t>(row.int8(0))).first + static_cast<std::size_t>(row.int8(1)) - 1,
                      row.int8(2));
    }
    return persons;
  }
  test::PrivatePostgres& site_server() const { return const_cast<bench::Site&>(site).server(); }

  std::map<std::int64_t, std::int64_t> numbers(const std::string& sql) const {
    std::map<std::int64_t, std::int64_t> found;
    const auto connection = test::connect_as(site_server(), site.database(), "hotline_owner");
    const auto rows = connection->exec(store::pg::Query(sql.c_str()));
    EXPECT_TRUE(rows);
    for (const store::pg::Row row : *rows) found[row.int8(0)] = row.int8(1);
    return found;
  }

  void expect_every_pair_once();
  void expect_nothing_missed(const std::set<Pair>& stored, const std::map<std::int64_t, std::int64_t>& answers,
                             const std::map<std::int64_t, std::int64_t>& changes) const;

  std::mt19937_64 random;
  bench::Site site{program_folder()};
  Hotlined a{site, "a", 1};
  Hotlined b{site, "b", 2};
  std::mutex mutex;
  std::map<std::size_t, std::int64_t> references;          // by man
  std::vector<std::pair<std::size_t, std::size_t>> lists;  // first man, men
};

// A man whose record came after his family's answer is a candidate of that inquiry, once; one whose record the answer
// knew is none. And nobody else who is alike was missed.
void StandingTest::expect_every_pair_once() {
  expect_all_compared();
  const auto answers = numbers("SELECT reference, register_revision FROM inquiry");
  const auto changes = numbers(
      "SELECT p.person, max(c.revision) FROM register_change AS c CROSS JOIN LATERAL unnest(c.persons) AS p (person) "
      "GROUP BY p.person");
  std::set<Pair> stored;
  for (const auto& [id, reference] : numbers("SELECT candidate_id, reference FROM match_candidate")) {
    stored.emplace(reference, count("person_id FROM match_candidate WHERE candidate_id = " + std::to_string(id)));
  }
  EXPECT_EQ(count("count(*) FROM match_candidate"), static_cast<std::int64_t>(stored.size())) << "stored twice";
  std::size_t later = 0, known = 0, missed = 0, needless = 0;
  for (const auto& [man, person] : persons_of_men()) {
    const auto asked = references.find(man);
    if (asked == references.end()) continue;
    const bool came_later = changes.at(person) > answers.at(asked->second);
    const bool is_there = stored.contains({asked->second, person});
    (came_later ? later : known) += 1;
    if (came_later && !is_there) ++missed;
    if (!came_later && is_there) ++needless;
  }
  std::cout << later << " records came after the answer, " << known << " before it; candidates: " << stored.size()
            << ", missed " << missed << ", needless " << needless << std::endl;
  EXPECT_EQ(missed, 0U);
  EXPECT_EQ(needless, 0U);
  EXPECT_GT(later, 0U);
  EXPECT_EQ(count("count(*) FROM inquiry AS i WHERE (i.state = 2) <> EXISTS (SELECT FROM match_candidate AS c WHERE "
                  "c.reference = i.reference)"),
            0)
      << "an inquiry is a CANDIDATE exactly when it has one";
  expect_nothing_missed(stored, answers, changes);
}

// Every inquiry against every record, in this program.
void StandingTest::expect_nothing_missed(const std::set<Pair>& stored,
                                         const std::map<std::int64_t, std::int64_t>& answers,
                                         const std::map<std::int64_t, std::int64_t>& changes) const {
  auto lexicon = matching::Lexicon::load(test::source_path("services/matching/lexicon"));
  ASSERT_TRUE(lexicon);
  matching::Index index(*lexicon);
  const auto registry = test::connect_as(site_server(), site.database(), "hotline_registry");
  ASSERT_TRUE(store::load_index(*registry, site.keyring(), index));
  const auto inquiries = test::connect_as(site_server(), site.database(), "hotline_inquiry");
  auto rows = inquiries->exec("SELECT reference, facts_sealed FROM inquiry");
  ASSERT_TRUE(rows);
  std::size_t compared = 0, missed = 0;
  for (const store::pg::Row row : *rows) {
    auto facts = store::open_facts(site.keyring(), row.int8(0), row.bytea(1));
    ASSERT_TRUE(facts);
    ++compared;
    for (const auto& match : matching::matches(index, {row.int8(0), store::question_of(site.keyring(), *facts)})) {
      if (match.probability < (*lexicon)->weights().threshold.review + kClearOfTheBound) continue;
      const bool came_later = changes.at(match.person.value()) > answers.at(match.reference);
      if (came_later && !stored.contains({match.reference, match.person.value()})) ++missed;
    }
  }
  std::cout << compared << " inquiries compared with " << index.stats().records << " records by brute force: missed "
            << missed << std::endl;
  EXPECT_EQ(missed, 0U);
}

TEST_F(StandingTest, LookupsAndImportsAtRandomOnTwoServersMissNoPair) {
  const std::size_t men = pairs_wanted();
  std::vector<std::size_t> all(men);
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<std::thread> askers = start_asking(all, kAskPauseMax);
  const std::size_t men_of_list = std::max<std::size_t>(20, men / 40);
  std::vector<std::size_t> firsts;
  for (std::size_t first = 0; first < men; first += men_of_list) firsts.push_back(first);
  std::shuffle(firsts.begin(), firsts.end(), random);
  for (const std::size_t first : firsts) {
    const std::string list = list_of(first, std::min(men_of_list, men - first));
    const Ran ran = run(import_command(list, server(below(2))));
    EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  }
  for (std::thread& asker : askers) asker.join();
  ASSERT_EQ(references.size(), men);
  expect_every_pair_once();
}

// Whoever leads the comparison dies with -9 in the middle of an import, again and again; so does the server that
// imports.
TEST_F(StandingTest, KilledInTheMiddleOfAnImportEveryCandidateExistsOnce) {
  const std::size_t men = pairs_wanted();
  const std::size_t strangers = 6'000;  // long enough to be killed in
  std::vector<std::size_t> asked(men);
  for (std::size_t i = 0; i < men; ++i) asked[i] = i * (strangers / men + 1) % strangers;
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  std::vector<std::thread> askers = start_asking(asked, milliseconds(0));
  for (std::thread& asker : askers) asker.join();
  ASSERT_EQ(references.size(), asked.size());

  const std::string list = list_of(0, strangers);
  const auto committed = [this] { return count("coalesce(max(committed_row), 0) FROM list"); };
  auto client = std::make_unique<bench::Child>(import_command(list, a), site.folder() + "/client.log");
  for (int kill = 0; kill < kKills; ++kill) {
    const auto part = static_cast<std::int64_t>(strangers) / (kKills + 1);
    const std::int64_t until = (kill + 1) * part - static_cast<std::int64_t>(below(static_cast<std::size_t>(part) / 2));
    while (client->running() && committed() < until) std::this_thread::sleep_for(milliseconds(1));
    std::this_thread::sleep_for(milliseconds(below(200)));
    // In turn the server that compares, which stays away until the other has taken over, and the one that imports.
    const bool of_leader = kill % 2 == 0;
    const bool a_leads = leads(a);
    Hotlined& victim = !of_leader || a_leads ? a : b;
    victim.kill_9();
    std::cout << "killed " << victim.name() << (a_leads == (&victim == &a) ? ", which led," : "") << " at row "
              << committed() << " with " << count("count(*) FROM match_candidate") << " candidates" << std::endl;
    if (of_leader) expect_leads(&victim == &a ? b : a);
    victim.start();
    if (&victim != &a && client->running()) continue;
    const int ended = client->wait().exit_code;
    ASSERT_TRUE(ended == kTryAgain || ended == kDone) << client->output();
    client = std::make_unique<bench::Child>(import_command(list, a), site.folder() + "/client.log");
  }
  ASSERT_EQ(client->wait().exit_code, kDone) << client->output();
  ASSERT_EQ(committed(), static_cast<std::int64_t>(strangers));
  expect_every_pair_once();
}

}  // namespace
}  // namespace hotline::e2e
