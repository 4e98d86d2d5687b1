#include "store/change_feed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "matching/lexicon.hpp"
#include "runtime/executors.hpp"
#include "runtime/random.hpp"
#include "sql/registry.hpp"
#include "store/record_codec.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

std::shared_ptr<const matching::Lexicon> lexicon() {
  static const auto loaded = matching::Lexicon::load(test::source_path("services/matching/lexicon"));
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

struct TestPerson {
  std::int64_t id = 0;
  std::vector<core::NameParts> names;
  std::int16_t birth_year = 1990;
  std::string number;
  std::int64_t version = 1;
  std::int16_t status = 4;
};

// Surnames that are far from each other and in no lexicon.
std::string surname(std::int64_t number) {
  static constexpr const char* kSyllables[] = {"ба", "ве", "гу", "до", "жи", "ка", "лю", "мо", "не", "пу"};
  std::string text = "Т";
  for (int i = 0; i < 5; ++i, number /= 10) text += kSyllables[number % 10];
  return text + "нко";
}

class ChangeFeedTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }

  std::unique_ptr<ChangeFeed> start() {
    auto feed = ChangeFeed::start(options(), index, keyring);
    EXPECT_TRUE(feed) << feed.error().message;
    return feed ? std::move(*feed) : nullptr;
  }
  ChangeFeedOptions options() const {
    ChangeFeedOptions made;
    made.conninfo = test::conninfo_as(server, database, "hotline_registry");
    return made;
  }

  // One registry transaction that adds persons.
  void add(const std::vector<TestPerson>& persons) {
    std::vector<std::int64_t> ids, versions, named, numbered;
    std::vector<std::int16_t> statuses;
    std::vector<std::string> sealed, names, numbers;
    std::vector<core::Bytes32> hashes;
    for (const TestPerson& person : persons) {
      const core::PersonId id(person.id);
      core::Particulars particulars;
      particulars.birth_date = {core::DatePrecision::kYear, person.birth_year, 0, 0, 0};
      ids.push_back(person.id);
      versions.push_back(person.version);
      statuses.push_back(person.status);
      sealed.push_back(seal_particulars(keyring, id, particulars));
      for (const core::NameParts& name : person.names) {
        named.push_back(person.id);
        names.push_back(seal_name(keyring, id, name));
      }
      if (person.number.empty()) continue;
      numbered.push_back(person.id);
      numbers.push_back(seal_identifier(keyring, id, person.number));
      hashes.push_back(identifier_hash(keyring, person.number));
    }
    pg::Params rows;
    rows.int8s(ids).byteas(sealed);
    pg::Params states;
    states.int8s(ids).int8s(versions).int2s(statuses);
    pg::Params name_rows;
    name_rows.int8s(named).byteas(names);
    pg::Params identifier_rows;
    identifier_rows.int8s(numbered).byteas(hashes).byteas(numbers);
    pg::Params changed;
    changed.int8s(ids);
    const std::vector<pg::Call> calls{
        {pg::kBegin, {}},
        {"INSERT INTO person (person_id, side, sealed) SELECT i, 1, s FROM unnest($1::bigint[], $2::bytea[]) AS u (i, "
         "s)",
         rows},
        {"INSERT INTO person_state (person_id, cluster_id, version, status, rung, flags, cluster_inform_kin, "
         "inform_kin, status_day, last_alive_day, hold_until_day, region, changed_at) "
         "SELECT i, i, v, s, 4, 1, 2, 0, 11, 12, 13, 14, now() FROM "
         "unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS u (i, v, s)",
         states},
        {"INSERT INTO person_name (person_id, kind, script, language, source_id, sealed) SELECT i, 3, 1, 'uk', "
         "'test-list', "
         "s FROM unnest($1::bigint[], $2::bytea[]) AS u (i, s)",
         name_rows},
        {"INSERT INTO identifier (person_id, kind, value_hash, source_id, sealed) SELECT i, 1, h, 'test-list', s FROM "
         "unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS u (i, h, s)",
         identifier_rows},
        {sql::registry::kRaiseRevision, changed},
        {pg::kCommit, {}}};
    const auto outcome = registry->pipeline(calls);
    ASSERT_FALSE(outcome.error) << outcome.rows.size();
    revision = outcome.rows[5].front().int8(0);
  }
  void add(TestPerson person) { add(std::vector<TestPerson>{std::move(person)}); }
  // One registry transaction that changes a status.
  void change_status(std::int64_t person, std::int16_t status) {
    pg::Params row;
    row.int8(person).int2(status);
    pg::Params changed;
    changed.int8s(std::vector<std::int64_t>{person});
    const std::vector<pg::Call> calls{
        {pg::kBegin, {}},
        {"UPDATE person_state SET status = $2, version = version + 1 WHERE person_id = $1", row},
        {sql::registry::kRaiseRevision, changed},
        {pg::kCommit, {}}};
    const auto outcome = registry->pipeline(calls);
    ASSERT_FALSE(outcome.error) << outcome.rows.size();
    revision = outcome.rows[2].front().int8(0);
  }

  static std::string number(std::int64_t id) { return "ТТ-" + std::to_string(100'000 + id); }
  static TestPerson person(std::int64_t id) {
    TestPerson made;
    made.id = id;
    made.names = {{surname(id), "Микола", "", ""}};
    made.number = number(id);
    return made;
  }
  std::optional<matching::Candidate> find(const matching::Query& query) const {
    for (const matching::Candidate& candidate : index.find(query).candidates) {
      if (candidate.probability > 0.2) return candidate;
    }
    return std::nullopt;
  }
  std::optional<matching::Candidate> find(std::int64_t id) const {
    matching::Query query;
    query.name = {surname(id), "Микола", "", ""};
    query.birth_date = {core::DatePrecision::kYear, 1990, 0, 0, 0};
    query.identifier_hashes = {index_hash(identifier_hash(keyring, number(id)))};
    auto found = find(query);
    return found && found->person.value() == id ? found : std::nullopt;
  }
  bool caught_up(std::chrono::milliseconds limit = 10s) const {
    const auto end = steady_clock::now() + limit;
    while (index.revision() != revision) {
      if (steady_clock::now() > end) return false;
      std::this_thread::sleep_for(2ms);
    }
    return true;
  }

  test::PrivatePostgres& server = test::PrivatePostgres::shared();
  std::string database = server.create_database();
  std::unique_ptr<pg::BlockingConnection> registry = test::connect_as(server, database, "hotline_registry");
  runtime::SystemRandom random;
  runtime::Keyring keyring = runtime::Keyring::ephemeral(random);
  matching::Index index{lexicon()};
  std::int64_t revision = 0;

  void SetUp() override {
    server.run_sql(
        database,
        "INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES ('test-list', 'test', 6, "
        "'{1}', true)");
  }
};

TEST_F(ChangeFeedTest, LoadsEveryPersonWithAllThatTheIndexCarries) {
  std::vector<TestPerson> persons;
  constexpr std::int64_t kPersons = 20'050;  // more than two pages
  for (std::int64_t id = 1; id <= kPersons; ++id) persons.push_back(person(id));
  persons[4].names.push_back({"Zovsiminshyi", "Mykola", "", ""});
  persons[4].version = 77;
  persons[4].status = 5;
  add(persons);
  const auto feed = start();
  EXPECT_EQ(index.revision(), 1);
  EXPECT_EQ(index.stats().records, static_cast<std::size_t>(kPersons));
  for (const std::int64_t id : {1, 9'999, 10'000, 10'001, 20'000, 20'001, 20'050}) {
    EXPECT_TRUE(find(id)) << id;
  }
  const auto by_first_name = find(5);
  ASSERT_TRUE(by_first_name);
  const core::RecordFacts& facts = by_first_name->facts;
  EXPECT_EQ(facts.cluster.value(), 5);
  EXPECT_EQ(facts.version, 77);
  EXPECT_EQ(facts.status, 5);
  EXPECT_EQ(facts.side, core::Side::kAdversary);
  EXPECT_EQ(facts.rung, core::EvidenceRung::kR4);
  EXPECT_EQ(facts.flags, 1);
  EXPECT_EQ(facts.inform_kin, core::InformKin::kNamedOnly);
  EXPECT_EQ(facts.status_day, 11);
  EXPECT_EQ(facts.last_alive_day, 12);
  EXPECT_EQ(facts.hold_until_day, 13);
  EXPECT_EQ(facts.region, 14);
  matching::Query other_name;
  other_name.name = {"Zovsiminshyi", "Mykola", "", ""};
  other_name.identifier_hashes = {index_hash(identifier_hash(keyring, "tt 100005"))};
  const auto by_number = find(other_name);
  ASSERT_TRUE(by_number);
  EXPECT_EQ(by_number->person.value(), 5);
  EXPECT_EQ(by_number->field(core::Field::kIdentifier).agreement, core::Agreement::kAgrees);
}

TEST_F(ChangeFeedTest, FindsWhatIsCommittedWithinASecond) {
  const auto feed = start();
  ASSERT_FALSE(find(31));
  add(person(31));
  ASSERT_TRUE(caught_up(1s));
  ASSERT_TRUE(find(31));
  EXPECT_EQ(find(31)->facts.status, 4);
  change_status(31, 5);
  ASSERT_TRUE(caught_up(1s));
  EXPECT_EQ(find(31)->facts.status, 5);
  EXPECT_EQ(find(31)->facts.version, 2);
}

TEST_F(ChangeFeedTest, ANotificationComesBeforeThePoll) {
  ChangeFeedOptions slow = options();
  slow.poll = 30s;
  auto feed = ChangeFeed::start(slow, index, keyring);
  ASSERT_TRUE(feed);
  for (std::int64_t id = 1; id <= 5; ++id) {
    add(person(id));
    ASSERT_TRUE(caught_up(1s)) << id;
    EXPECT_TRUE(find(id));
  }
}

TEST_F(ChangeFeedTest, ManyRevisionsAreAppliedInOrderAndNoneIsLeftOut) {
  const auto feed = start();
  feed->hold_back();
  for (std::int64_t id = 1; id <= 70; ++id) add(person(id));
  for (std::int16_t status = 1; status <= 5; ++status) change_status(7, status);
  feed->let_go();
  ASSERT_TRUE(caught_up());
  EXPECT_EQ(index.stats().records, 70U);
  EXPECT_EQ(find(7)->facts.status, 5);
}

TEST_F(ChangeFeedTest, HeldBackNothingIsAppliedUntilLetGo) {
  const auto feed = start();
  feed->hold_back();
  add(person(3));
  feed->nudge();
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(index.revision(), 0);
  EXPECT_FALSE(find(3));
  feed->let_go();
  ASSERT_TRUE(caught_up(1s));
  EXPECT_TRUE(find(3));
}

TEST_F(ChangeFeedTest, WaitersResumeAtTheirRevisionOrTheirDeadline) {
  runtime::Executors executors("wait", 2);
  auto feed = start();
  feed->hold_back();
  add(person(1));
  const auto soon = asio::co_spawn(executors.executor(), feed->wait_for(0, steady_clock::now()), asio::use_future);
  ASSERT_EQ(soon.wait_for(5s), std::future_status::ready);
  std::vector<std::future<bool>> reached;
  for (int i = 0; i < 20; ++i) {
    reached.push_back(
        asio::co_spawn(executors.executor(), feed->wait_for(1, steady_clock::now() + 10s), asio::use_future));
  }
  auto late = asio::co_spawn(executors.executor(), feed->wait_for(1, steady_clock::now() + 30ms), asio::use_future);
  ASSERT_EQ(late.wait_for(5s), std::future_status::ready);
  EXPECT_FALSE(late.get());
  EXPECT_EQ(reached.front().wait_for(0s), std::future_status::timeout);
  feed->let_go();
  for (auto& each : reached) {
    ASSERT_EQ(each.wait_for(5s), std::future_status::ready);
    EXPECT_TRUE(each.get());
  }
  auto never = asio::co_spawn(executors.executor(), feed->wait_for(99, steady_clock::now() + 60s), asio::use_future);
  std::this_thread::sleep_for(20ms);
  feed.reset();
  ASSERT_EQ(never.wait_for(5s), std::future_status::ready);
  EXPECT_FALSE(never.get());
  executors.join();
}

TEST_F(ChangeFeedTest, ABrokenConnectionIsMadeAgain) {
  const auto feed = start();
  server.run_sql(database,
                 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND "
                 "application_name = 'hotlined change feed'");
  add(person(8));
  ASSERT_TRUE(caught_up());
  EXPECT_TRUE(find(8));
}

TEST_F(ChangeFeedTest, ARegisterThatWasRestoredIsLoadedAgain) {
  add(person(1));
  add(person(2));
  const auto feed = start();
  ASSERT_TRUE(find(2));
  server.run_sql(database,
                 "BEGIN; DELETE FROM identifier WHERE person_id = 2; DELETE FROM person_name WHERE person_id = 2; "
                 "DELETE FROM person_state WHERE person_id = 2; "
                 "DELETE FROM person WHERE person_id = 2; DELETE FROM register_change WHERE revision = 2; "
                 "UPDATE register_revision SET revision = 1; COMMIT");
  revision = 1;
  ASSERT_TRUE(caught_up());
  EXPECT_TRUE(find(1));
  EXPECT_FALSE(find(2));
  add(person(3));
  ASSERT_TRUE(caught_up());
  EXPECT_TRUE(find(3));
}

TEST_F(ChangeFeedTest, AGapInTheRevisionsLoadsEverything) {
  const auto feed = start();
  feed->hold_back();
  add(person(1));
  add(person(2));
  server.run_sql(database, "DELETE FROM register_change WHERE revision = 1");
  feed->let_go();
  ASSERT_TRUE(caught_up());
  EXPECT_TRUE(find(1));
  EXPECT_TRUE(find(2));
}

TEST_F(ChangeFeedTest, ARecordThatDoesNotOpenRefusesTheStart) {
  add(person(1));
  const runtime::Keyring wrong = runtime::Keyring::ephemeral(random);
  const auto feed = ChangeFeed::start(options(), index, wrong);
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().reason, core::Reason::kBug);
}

TEST_F(ChangeFeedTest, ARecordThatDoesNotOpenIsNeverPassedOver) {
  const auto feed = start();
  add(person(1));
  ASSERT_TRUE(caught_up());
  const std::int64_t before = revision;
  feed->hold_back();
  add(person(2));
  server.run_sql(database, "UPDATE person SET sealed = '\\x00' WHERE person_id = 2");
  feed->let_go();
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(index.revision(), before) << "behind the register nothing is answered";
}

}  // namespace
}  // namespace hotline::store
