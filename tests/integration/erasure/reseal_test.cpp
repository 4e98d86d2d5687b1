// Rows sealed by an older key are sealed again by the newest, all of them, so that the older one can be destroyed.
#include "store/reseal.hpp"

#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "integration/erasure/erasure_rig.hpp"

namespace hotline::test {
namespace {

using runtime::Keyring;
using runtime::KeyUse;

class ResealTest : public ErasureRig {
 protected:
  std::unique_ptr<store::pg::BlockingConnection> custodian() {
    return connect_as(site.postgres(), site.database(), "hotline_custodian");
  }
  std::map<std::string, std::int64_t> reseal(KeyUse use) {
    const auto keyring = Keyring::load(site.config().keys.folder);
    std::map<std::string, std::int64_t> rows;
    const auto done = store::reseal(*custodian(), *keyring, use,
                                    [&](const auto& column) { rows[std::string(column.name)] = column.rows; });
    EXPECT_TRUE(done) << done.error().message;
    return rows;
  }
  std::int64_t needed(KeyUse use, std::uint16_t id = 1) {
    const auto keyring = Keyring::load(site.config().keys.folder);
    const auto count = store::rows_that_need(*custodian(), *keyring, use, id);
    EXPECT_TRUE(count) << count.error().message;
    return count ? *count : -1;
  }
  void rotate(KeyUse use) {
    // Taken up by the server: what it writes now is by the new key.
    const std::string entries = "SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 7";
    const std::string before = site.value(entries);
    runtime::SystemRandom random;
    ASSERT_TRUE(Keyring::add(site.config().keys.folder, use, random));
    for (int tried = 0; tried < 400 && site.value(entries) == before; ++tried) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ASSERT_NE(site.value(entries), before) << "the server did not take the key up";
  }
  void import_a_man() {
    v1::ListRow row;
    row.set_external_id("A-1");
    row.mutable_name()->set_surname("Вигаданчук");
    row.mutable_name()->set_given_name("Остап");
    row.set_birth_date("1987-03-17");
    row.set_service_number("ВН-4711");
    row.set_statement("captured");
    row.set_evidence("R4");
    row.set_fact_date("2026-02-03");
    row.set_place("Город Вигаданий");
    site.import({row});
  }
  grpc::Status show_man(v1::GetPersonResponse& response) {
    v1::GetPersonRequest request;
    request.set_person_id(std::stoll(site.value("SELECT max(person_id) FROM person")));
    request.set_purpose("complaint 7");
    return call(site.registry(), &v1::RegistryService::Stub::GetPerson, "supervisor", request, response);
  }
};

TEST_F(ResealTest, EverySealedColumnIsSealedAgain) {
  std::set<std::string> known;
  for (const auto name : store::resealed_columns()) known.insert(std::string(name));
  // Sealed by the entry's own key, which is sealed again.
  known.insert("log_payload.payload_sealed");
  const std::string listed = site.value(
      "SELECT string_agg(c.relname || '.' || a.attname, ' ') FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = "
      "a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND NOT c.relispartition "
      "AND "
      "c.relkind IN ('r', 'p') AND a.attname ~ 'sealed$' AND NOT a.attisdropped");
  std::istringstream in(listed);
  std::size_t count = 0;
  for (std::string name; in >> name; ++count) EXPECT_TRUE(known.contains(name)) << name << " is lost with its key";
  EXPECT_EQ(count, known.size());
}

TEST_F(ResealTest, TheRegisterOpensWhenItsOldKeyIsGone) {
  import_a_man();
  v1::GetPersonResponse before;
  ASSERT_TRUE(show_man(before).ok());
  rotate(KeyUse::kRegister);
  EXPECT_GT(needed(KeyUse::kRegister), 0);
  const auto rows = reseal(KeyUse::kRegister);
  for (const char* column : {"person.sealed", "person_name.sealed", "identifier.sealed", "statement.sealed"}) {
    EXPECT_GT(rows.at(column), 0) << column;
  }
  EXPECT_EQ(needed(KeyUse::kRegister), 0);
  ASSERT_TRUE(Keyring::destroy(site.config().keys.folder, KeyUse::kRegister, 1));
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));
  v1::GetPersonResponse after;
  const auto status = show_man(after);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(after.names_size(), before.names_size());
  EXPECT_GT(after.names_size(), 0);
}

TEST_F(ResealTest, InquiriesAndTheLogOpenWhenTheirOldKeysAreGone) {
  Family one = family(1);
  std::int64_t number = 0;
  ASSERT_TRUE(wish(one, number).ok());
  rotate(KeyUse::kInquiry);
  rotate(KeyUse::kLogPayload);
  ask_again(one);
  EXPECT_GT(needed(KeyUse::kInquiry), 0);
  const auto rows = reseal(KeyUse::kInquiry);
  for (const char* column : {"inquiry.facts_sealed", "inquiry.asker_sealed", "inquiry_facts.facts_sealed",
                             "erasure.ground_sealed", "write_key.answer_sealed"}) {
    EXPECT_GT(rows.at(column), 0) << column;
  }
  const auto of_log = reseal(KeyUse::kLogPayload);
  EXPECT_GT(of_log.at("log_payload.key_sealed"), 0);
  EXPECT_GT(of_log.at("request_key.answer_sealed"), 0);
  EXPECT_EQ(needed(KeyUse::kInquiry), 0);
  EXPECT_EQ(needed(KeyUse::kLogPayload), 0);
  EXPECT_TRUE(reseal(KeyUse::kInquiry).at("inquiry.facts_sealed") == 0) << "a second time nothing is to be done";
  ASSERT_TRUE(Keyring::destroy(site.config().keys.folder, KeyUse::kInquiry, 1));
  ASSERT_TRUE(Keyring::destroy(site.config().keys.folder, KeyUse::kLogPayload, 1));
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));
  ask_again(one);
  EXPECT_EQ(damage(), "sound") << "commitments are what they were";
  v1::DecideErasureResponse response;
  ASSERT_TRUE(decide(decision(number), response).ok());
}

TEST_F(ResealTest, AnotherKeysBlindIndexIsFoundAndThenComputedAgain) {
  const Family one = family(1);
  rotate(KeyUse::kContact);
  EXPECT_EQ(needed(KeyUse::kContact), 1);
  // The same asker opens another one: he is told of the first, whichever key it was kept by.
  v1::OpenInquiryRequest open;
  open.set_request_id(new_request_id());
  *open.mutable_call() = line();
  open.mutable_asker()->set_relation(v1::RELATION_MOTHER);
  open.mutable_asker()->set_language(v1::LANGUAGE_UK);
  open.mutable_asker()->set_notice_version(1);
  open.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
  open.mutable_asker()->set_contact("00380 50 1000001");
  open.mutable_facts()->mutable_name()->set_line("Інший Вигаданий");
  v1::OpenInquiryResponse opened;
  ASSERT_TRUE(call(site.inquiry(), &v1::InquiryService::Stub::OpenInquiry, "operator", open, opened).ok());
  ASSERT_EQ(opened.existing_size(), 1);
  EXPECT_EQ(opened.existing(0).inquiry_reference(), one.key.reference());
  EXPECT_EQ(reseal(KeyUse::kContact).at("inquiry.contact_key"), 1);
  EXPECT_EQ(needed(KeyUse::kContact), 0);
  ASSERT_TRUE(Keyring::destroy(site.config().keys.folder, KeyUse::kContact, 1));
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));
  open.set_request_id(new_request_id());
  ASSERT_TRUE(call(site.inquiry(), &v1::InquiryService::Stub::OpenInquiry, "operator", open, opened).ok());
  EXPECT_EQ(opened.existing_size(), 1);
}

TEST_F(ResealTest, TheCustodiansLoginSeesSealedBytesOnly) {
  const auto connection = custodian();
  for (const char* sql : {"SELECT salt FROM log_payload", "SELECT state FROM inquiry", "DELETE FROM log_payload",
                          "UPDATE inquiry SET state = 5", "SELECT actor FROM candidate_review",
                          "INSERT INTO erasure (cause) VALUES (2)"}) {
    EXPECT_FALSE(connection->script(sql)) << sql;
  }
}

}  // namespace
}  // namespace hotline::test
