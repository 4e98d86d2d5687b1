#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/inquiry.hpp"
#include "core/payload.hpp"
#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "sql/inquiry.hpp"
#include "sql/registry.hpp"
#include "store/index_loader.hpp"
#include "store/record_codec.hpp"
#include "store/standing_join.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::store {

inline std::shared_ptr<const matching::Lexicon> standing_lexicon() {
  static const auto loaded = matching::Lexicon::load(test::source_path("services/matching/lexicon"));
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

// An invented man whom a family asks for and a list names.
struct Sought {
  std::string surname = "Небувайло";
  std::string given = "Остап";
  std::string patronymic = "Зенонович";
  std::int16_t year = 1979;
  std::uint8_t month = 8;
  std::uint8_t day = 21;
  std::string number = {};

  core::NameParts name() const { return {surname, given, patronymic, ""}; }
  core::PartialDate birth_date() const { return {core::DatePrecision::kDay, year, month, day, 0}; }
};
// Men who have nothing in common.
inline Sought sought(std::int64_t number) {
  static constexpr const char* kSyllables[] = {"ба", "ве", "гу", "до", "жи", "ка", "лю", "мо", "не", "пу"};
  Sought made;
  made.surname = "Т";
  std::int64_t rest = number * 7'919;
  for (int i = 0; i < 5; ++i, rest /= 10) made.surname += kSyllables[rest % 10];
  made.surname += "нко";
  made.year = static_cast<std::int16_t>(1950 + number % 50);
  made.month = static_cast<std::uint8_t>(1 + number % 12);
  made.day = static_cast<std::uint8_t>(1 + number % 28);
  return made;
}

// A database with a register and inquiries, written as the services write them, and the index of one server.
class StandingRig {
 public:
  explicit StandingRig(std::string in = new_database()) : database(std::move(in)) {
    sql("INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES ('test-list', 'test', 6, "
        "'{1}', true)");
    auto loaded = load_index(*registry_, keyring, index);
    EXPECT_TRUE(loaded);
  }

  // One revision of the register that brings these persons.
  void add_persons(const std::vector<std::pair<std::int64_t, Sought>>& persons) {
    std::vector<std::int64_t> ids;
    std::vector<std::string> sealed, names, numbers;
    std::vector<std::int64_t> numbered;
    std::vector<core::Bytes32> hashes;
    for (const auto& [number, who] : persons) {
      const core::PersonId id(number);
      ids.push_back(number);
      sealed.push_back(seal_particulars(keyring, id, particulars(who)));
      names.push_back(seal_name(keyring, id, who.name()));
      if (who.number.empty()) continue;
      numbered.push_back(number);
      numbers.push_back(seal_identifier(keyring, id, who.number));
      hashes.push_back(identifier_hash(keyring, who.number));
    }
    pg::Params identifiers;
    identifiers.int8s(numbered).byteas(hashes).byteas(numbers);
    pg::Params rows;
    rows.int8s(ids).byteas(sealed);
    pg::Params named;
    named.int8s(ids).byteas(names);
    pg::Params changed;
    changed.int8s(ids);
    commit({{"INSERT INTO person (person_id, side, sealed) SELECT i, 1, s FROM unnest($1::bigint[], $2::bytea[]) AS u "
             "(i, s)",
             rows},
            {"INSERT INTO person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, status_day, "
             "last_alive_day, hold_until_day, region, changed_at) "
             "SELECT i, i, 1, 4, 4, 0, 0, 0, 0, 0, 0, now() FROM unnest($1::bigint[]) AS u (i)",
             changed},
            {"INSERT INTO person_name (person_id, kind, script, language, source_id, sealed) SELECT i, 3, 1, 'uk', "
             "'test-list', s FROM unnest($1::bigint[], $2::bytea[]) AS u (i, s)",
             named},
            {"INSERT INTO identifier (person_id, kind, value_hash, source_id, sealed) SELECT i, 1, h, 'test-list', s "
             "FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS u (i, h, s)",
             identifiers},
            {sql::registry::kRaiseRevision, changed}});
  }
  void add_person(std::int64_t id, const Sought& who) { add_persons({{id, who}}); }
  // A statement: another status and version, the same man.
  void change_status(std::int64_t person) {
    pg::Params row;
    row.int8(person);
    commit({{"UPDATE person_state SET status = 5, version = version + 1 WHERE person_id = $1", row}, raise(person)});
  }
  // A source's correction: the man is called otherwise.
  void rename(std::int64_t person, const Sought& who) {
    pg::Params row;
    row.int8(person).bytea(seal_name(keyring, core::PersonId(person), who.name()));
    pg::Params state;
    state.int8(person);
    commit({{"UPDATE person_name SET withdrawn_at = now() WHERE person_id = $1 AND withdrawn_at IS NULL", state},
            {"INSERT INTO person_name (person_id, kind, script, language, source_id, sealed) VALUES ($1, 3, 1, 'uk', "
             "'test-list', $2)",
             row},
            {"UPDATE person_state SET version = version + 1 WHERE person_id = $1", state},
            raise(person)});
  }
  // What the change feed does at once.
  void catch_up() {
    auto rows = registry_->exec("SELECT revision, persons FROM register_change ORDER BY revision");
    ASSERT_TRUE(rows);
    for (const pg::Row row : *rows) {
      if (row.int8(0) <= index.revision()) continue;
      auto changed = read_persons(*registry_, keyring, row.int8s(1));
      ASSERT_TRUE(changed);
      index.apply(std::move(changed->records), std::move(changed->gone), row.int8(0));
    }
  }

  // As the first release wrote it, on whatever schema.
  static constexpr pg::Query kPutInquiry{
      "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,"
      " asker_sealed, contact_key, passphrase_hash) VALUES ($1, $2, $3, $4, $4, $5, 1, $6, $7, $8, $9) RETURNING true"};
  pg::Params inquiry_row(std::int64_t reference, const Sought& who) {
    const std::string asker = seal_asker(keyring, reference, {});
    pg::Params params;
    params.int8(reference).int2(1).int2(1).timestamptz(core::Instant()).text("operator-1");
    params.bytea(seal_facts(keyring, reference, facts(who))).bytea(asker).bytea(std::optional<std::string_view>());
    params.bytea(std::string(50, 'h'));
    return params;
  }
  // As OpenInquiry: nothing was compared.
  void open(std::int64_t reference, const Sought& who) {
    auto done = inquiry_->exec(kPutInquiry, inquiry_row(reference, who));
    ASSERT_TRUE(done && done->size() == 1);
  }
  // As a lookup that answered from this revision.
  void look_up(std::int64_t reference, const Sought& who, std::int64_t revision) {
    pg::Params stand;
    stand.int8(reference).int8(revision);
    const std::vector<pg::Call> calls{{pg::kBegin, {}},
                                      {kPutInquiry, inquiry_row(reference, who)},
                                      {"UPDATE inquiry SET register_revision = $2 WHERE reference = $1", stand},
                                      {pg::kCommit, {}}};
    auto outcome = inquiry_->pipeline(calls);
    ASSERT_FALSE(outcome.error);
  }
  void add_facts(std::int64_t reference, const Sought& who) {
    pg::Params params;
    params.int8(reference).int4(static_cast<std::int32_t>(
        number("SELECT facts_version FROM inquiry WHERE reference = " + std::to_string(reference))));
    params.int2(1).timestamptz(core::Instant()).bytea(seal_facts(keyring, reference, facts(who)));
    auto done = inquiry_->exec(sql::inquiry::kPutFacts, params);
    ASSERT_TRUE(done && done->affected() == 1);
  }
  void move(std::int64_t reference, core::InquiryState state) {
    pg::Params params;
    params.int8(reference).int2(static_cast<std::int16_t>(state)).timestamptz(core::Instant());
    ASSERT_TRUE(inquiry_->exec(sql::inquiry::kPutState, params));
  }

  std::unique_ptr<pg::BlockingConnection> connect(const std::string& login) const {
    return test::connect_as(server, database, login);
  }
  void sql(const std::string& text) const { server.run_sql(database, text); }
  std::string value(const std::string& text) const { return server.query_value(database, text); }
  std::int64_t number(const std::string& text) const { return std::stoll(value(text)); }
  // "reference/facts version/person/person version/state", in the order in which they were stored.
  std::string candidates() const {
    return value(
        "SELECT coalesce(string_agg(reference || '/' || facts_version || '/' || person_id || '/' || person_version || "
        "'/' || state, ' ' ORDER BY candidate_id), '') FROM match_candidate");
  }
  std::string state(std::int64_t reference) const {
    return value("SELECT state FROM inquiry WHERE reference = " + std::to_string(reference));
  }

  test::PrivatePostgres& server = (test::use_migrated_template(), test::PrivatePostgres::shared());
  std::string database;
  runtime::SystemRandom random;
  runtime::Keyring keyring = runtime::Keyring::ephemeral(random);
  matching::Index index{standing_lexicon()};

 private:
  static std::string new_database() {
    test::use_migrated_template();
    return test::PrivatePostgres::shared().create_database();
  }
  static core::Particulars particulars(const Sought& who) {
    core::Particulars made;
    made.birth_date = who.birth_date();
    return made;
  }
  static core::QuestionFacts facts(const Sought& who) {
    core::QuestionFacts made;
    made.name = who.name();
    if (who.year != 0) made.birth_date = who.birth_date();
    if (!who.number.empty()) made.identifiers.push_back(who.number);
    return made;
  }
  static pg::Call raise(std::int64_t person) {
    pg::Params changed;
    changed.int8s(std::vector<std::int64_t>{person});
    return {sql::registry::kRaiseRevision, changed};
  }
  void commit(std::vector<pg::Call> writes) {
    std::vector<pg::Call> calls{{pg::kBegin, {}}};
    for (pg::Call& write : writes) calls.push_back(std::move(write));
    calls.push_back({pg::kCommit, {}});
    auto outcome = registry_->pipeline(calls);
    ASSERT_FALSE(outcome.error) << outcome.rows.size();
  }

  std::unique_ptr<pg::BlockingConnection> registry_ = connect("hotline_registry");
  std::unique_ptr<pg::BlockingConnection> inquiry_ = connect("hotline_inquiry");
};

// One server's watcher, driven by hand.
class Watching {
 public:
  explicit Watching(StandingRig& rig)
      : rig_(rig), connection_(rig.connect("hotline_matching")), join_(standing_lexicon(), rig.index, rig.keyring) {}

  // A server notices that a connection has ended a moment later.
  bool leads(std::chrono::milliseconds limit = std::chrono::seconds(10)) {
    const auto end = std::chrono::steady_clock::now() + limit;
    for (;;) {
      auto leads = join_.lead(*connection_);
      EXPECT_TRUE(leads) << leads.error().message;
      if (!leads || *leads) return leads && *leads;
      if (std::chrono::steady_clock::now() >= end) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  // Until nothing is left; how many candidates were stored.
  std::int64_t run() {
    std::int64_t found = 0;
    for (int rounds = 0; rounds < 1'000; ++rounds) {
      auto round = join_.round(*connection_);
      EXPECT_TRUE(round) << round.error().message;
      if (!round) return found;
      sum_.persons += round->persons;
      sum_.inquiries += round->inquiries;
      sum_.rematched += round->rematched;
      found += round->found;
      if (!round->more) return found;
    }
    ADD_FAILURE() << "the rounds do not end";
    return found;
  }
  std::int64_t catch_up_and_run() {
    rig_.catch_up();
    return run();
  }
  void reconnect() { connection_ = rig_.connect("hotline_matching"); }

  StandingJoin& join() { return join_; }
  pg::BlockingConnection& connection() { return *connection_; }
  const StandingRound& sum() const { return sum_; }

 private:
  StandingRig& rig_;
  std::unique_ptr<pg::BlockingConnection> connection_;
  StandingJoin join_;
  StandingRound sum_;
};

}  // namespace hotline::store
