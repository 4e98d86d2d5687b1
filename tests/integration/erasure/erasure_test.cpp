// What a family asked to be erased: two people, one entry of the log, and nothing left that any key opens.
#include "integration/erasure/erasure_rig.hpp"

#include <algorithm>
#include <iostream>
#include <set>
#include <sstream>

#include "core/merkle.hpp"
#include "core/note.hpp"
#include "core/payload.hpp"
#include "hotline/v1/audit_service.grpc.pb.h"

namespace hotline::test {
namespace {

class ErasureTest : public ErasureRig {};

int erasures() {
  const char* asked = std::getenv("HOTLINE_ERASURES");
  return asked != nullptr ? std::max(std::atoi(asked), 1) : 100;
}

core::Bytes32 hash_of(const std::string& bytes) {
  core::Bytes32 hash{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
  return hash;
}

// Every sealed or keyed value of the inquiry, in hexadecimal as a dump shows it.
std::vector<std::string> sealed_values(const TestServer& site, const std::string& reference) {
  const std::string all = site.value(
      "SELECT string_agg(v, ' ') FROM ("
      "SELECT encode(unnest(ARRAY[facts_sealed, asker_sealed, contact_key, passphrase_hash]), 'hex') FROM inquiry "
      "WHERE reference = " +
      reference + " UNION ALL SELECT encode(facts_sealed, 'hex') FROM inquiry_facts WHERE reference = " + reference +
      " UNION ALL SELECT encode(ground_sealed, 'hex') FROM erasure WHERE reference = " + reference +
      " UNION ALL SELECT encode(unnest(ARRAY[salt, key_sealed, payload_sealed, subject_key]), 'hex') FROM log_payload "
      "WHERE reference = " +
      reference +
      " UNION ALL SELECT encode(k.answer_sealed, 'hex') FROM request_key AS k JOIN log_payload AS p USING (tree, "
      "log_index) "
      "WHERE p.reference = " +
      reference + ") AS s (v)");
  std::vector<std::string> values;
  std::istringstream in(all);
  for (std::string value; in >> value;) {
    if (value.size() >= 16) values.push_back(value);
  }
  return values;
}

TEST_F(ErasureTest, AHundredErasuresLeaveNothingBehindAndEveryProofValid) {
  const int count = erasures();
  std::vector<Family> families;
  for (int i = 0; i < count; ++i) families.push_back(family(i));
  const Family other = family(count);
  std::vector<std::string> sealed;
  std::int64_t payloads = 0;
  for (const Family& one : families) {
    std::int64_t number = 0;
    ASSERT_TRUE(wish(one, number).ok());
    const auto values = sealed_values(site, one.reference());
    ASSERT_GE(values.size(), 10U);
    sealed.insert(sealed.end(), values.begin(), values.end());
    payloads += std::stoll(site.value("SELECT count(*) FROM log_payload WHERE reference = " + one.reference()));
    v1::DecideErasureResponse response;
    const auto status = decide(decision(number), response);
    ASSERT_TRUE(status.ok()) << status.error_message() << " " << state(status);
    EXPECT_EQ(response.erasure().state(), v1::ERASURE_STATE_DONE);
    EXPECT_EQ(response.erasure().payloads(), 3) << "two questions and the wish";
  }
  const std::string left = dump();
  ASSERT_GT(left.size(), 10'000U);
  int found = 0;
  for (const std::string& value : sealed) found += left.find(value) != std::string::npos ? 1 : 0;
  EXPECT_EQ(found, 0) << "of " << sealed.size() << " sealed values";
  for (const std::string& value : sealed_values(site, other.reference())) {
    EXPECT_NE(left.find(value), std::string::npos) << "another family's is there, so the search finds what there is";
  }
  EXPECT_EQ(site.value("SELECT count(*) FROM log_payload WHERE reference <> -1"), "2") << "those of the other family";

  const auto report = audited();
  EXPECT_FALSE(report.damage) << report.damage->what << " at " << report.damage->first;
  EXPECT_EQ(report.erased, static_cast<std::uint64_t>(payloads));
  std::cout << count << " erasures: " << sealed.size() << " sealed values gone, " << report.erased << " of "
            << report.entries << " entries erased, all derived again\n";

  const auto stub = v1::AuditService::NewStub(site.channel());
  const auto keyring = runtime::Keyring::load(site.config().keys.folder);
  const runtime::LogSigner signer(site.config().log.name, keyring->set(runtime::KeyUse::kLogSigning));
  int proved = 0;
  for (const Family& one : families) {
    for (const v1::Receipt& receipt : one.receipts) {
      const auto kept = core::open_checkpoint(receipt.checkpoint(), receipt.tree(), signer.public_keys());
      ASSERT_TRUE(kept);
      core::Proof path;
      for (const auto& hash : receipt.inclusion_path()) path.push_back(hash_of(hash));
      EXPECT_TRUE(core::verify_inclusion(static_cast<std::uint64_t>(receipt.index()), kept->size,
                                         hash_of(receipt.leaf_hash()), path, kept->root));
      v1::GetInclusionProofRequest request;
      request.set_tree(receipt.tree());
      request.set_index(receipt.index());
      v1::GetInclusionProofResponse proof;
      ASSERT_TRUE(call(*stub, &v1::AuditService::Stub::GetInclusionProof, "auditor", request, proof).ok());
      EXPECT_EQ(proof.leaf_hash(), receipt.leaf_hash());
      core::Proof today;
      for (const auto& hash : proof.path()) today.push_back(hash_of(hash));
      EXPECT_TRUE(core::verify_inclusion(static_cast<std::uint64_t>(proof.index()),
                                         static_cast<std::uint64_t>(proof.tree_size()), hash_of(proof.leaf_hash()),
                                         today, hash_of(proof.root())));
      ++proved;
    }
  }
  EXPECT_EQ(proved, 2 * count);
}

TEST_F(ErasureTest, AnErasedInquiryIsAsIfItNeverWas) {
  Family one = family(1);
  (void)erased(one);
  v1::GetInquiryRequest request;
  *request.mutable_inquiry() = one.key;
  v1::GetInquiryResponse response;
  for (const char* actor : {"operator", "supervisor"}) {
    const auto status = call(site.inquiry(), &v1::InquiryService::Stub::GetInquiry, actor, request, response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND) << actor;
  }
  auto again = question();
  *again.mutable_inquiry() = one.key;
  v1::LookupPersonResponse answer;
  const auto status = call(site.lookup(), &v1::LookupService::Stub::LookupPerson, "operator", again, answer);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  v1::ListInquiriesRequest list;
  v1::ListInquiriesResponse listed;
  ASSERT_TRUE(call(site.inquiry(), &v1::InquiryService::Stub::ListInquiries, "supervisor", list, listed).ok());
  EXPECT_EQ(listed.inquiries_size(), 0);
  std::int64_t number = 0;
  EXPECT_EQ(wish(one, number).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ErasureTest, OneAsksAndAnotherOfAnotherRoleDecides) {
  const Family one = family(1);
  std::int64_t number = 0;
  for (const char* actor : {"administrator", "auditor", "registrar", "portal", "reporter", "liaison"}) {
    EXPECT_EQ(wish(one, number, actor).error_code(), grpc::StatusCode::PERMISSION_DENIED) << actor;
  }
  ASSERT_TRUE(wish(one, number).ok());
  std::int64_t same = 0;
  ASSERT_TRUE(wish(one, same, "supervisor").ok());
  EXPECT_EQ(same, number) << "one is under way";
  v1::DecideErasureResponse response;
  for (const char* actor : {"operator", "supervisor", "auditor", "registrar", "portal"}) {
    EXPECT_EQ(decide(decision(number), response, actor).error_code(), grpc::StatusCode::PERMISSION_DENIED) << actor;
  }
  auto request = decision(number);
  ASSERT_TRUE(decide(request, response).ok());
  const std::string first = response.SerializeAsString();
  ASSERT_TRUE(decide(request, response).ok()) << "a repeat";
  EXPECT_EQ(response.SerializeAsString(), first);
  EXPECT_EQ(state(decide(decision(number), response)), "DONE");
  EXPECT_EQ(decide(decision(4711), response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ErasureTest, ARefusedOneErasesNothingAndCanBeAskedForAgain) {
  const Family one = family(1);
  std::int64_t number = 0;
  ASSERT_TRUE(wish(one, number).ok());
  v1::DecideErasureResponse response;
  ASSERT_TRUE(decide(decision(number, v1::ERASURE_DECISION_REFUSE), response).ok());
  EXPECT_EQ(response.erasure().state(), v1::ERASURE_STATE_REFUSED);
  EXPECT_EQ(state(decide(decision(number), response)), "REFUSED");
  EXPECT_EQ(site.value("SELECT erased_at IS NULL FROM inquiry WHERE reference = " + one.reference()), "t");
  std::int64_t second = 0;
  ASSERT_TRUE(wish(one, second).ok());
  EXPECT_NE(second, number);
}

TEST_F(ErasureTest, AWrongPassphraseAsksForNothing) {
  Family one = family(1);
  one.key.set_passphrase("слово слово слово слово");
  std::int64_t number = 0;
  EXPECT_EQ(wish(one, number).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(site.value("SELECT count(*) FROM erasure"), "0");
}

TEST_F(ErasureTest, EveryFaultOfARequestIsNamedAtOnce) {
  v1::RequestErasureRequest request;
  request.set_request_id("no uuid");
  request.set_ground("x");
  v1::RequestErasureResponse response;
  const auto status = call(site.erasure(), &v1::ErasureService::Stub::RequestErasure, "operator", request, response);
  std::set<std::string> fields;
  for (const auto& violation : rpc::error_from(status).violations) fields.insert(violation.field);
  EXPECT_EQ(fields, (std::set<std::string>{"request_id", "inquiry", "ground"}));
}

TEST_F(ErasureTest, ItsEntryNamesTheIndexesAndBothPeople) {
  const Family one = family(1);
  const auto made = erased(one);
  EXPECT_EQ(made.asked_by(), "id-operator");
  EXPECT_EQ(made.decided_by(), "id-administrator");
  const std::string hex = site.value("SELECT encode(payload, 'hex') FROM erasure WHERE erasure_number = " +
                                     std::to_string(made.erasure_number()));
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  const auto payload = core::decode_payload(bytes);
  ASSERT_TRUE(payload);
  EXPECT_EQ(payload->actor.value(), "id-operator");
  EXPECT_EQ(payload->decided_by.value(), "id-administrator");
  std::int64_t named = 0;
  for (const auto& range : payload->erased) named += range.last - range.first + 1;
  EXPECT_EQ(named, made.payloads());
  EXPECT_EQ(site.value("SELECT get_byte(leaf, 1) FROM log_entry WHERE tree = 1 AND log_index = " +
                       std::to_string(made.log_index())),
            "5");
}

TEST_F(ErasureTest, AuditorsSeeWhatWasErasedAndNotWhy) {
  const Family one = family(1);
  std::int64_t number = 0;
  ASSERT_TRUE(wish(one, number).ok());
  v1::ListErasuresRequest request;
  v1::ListErasuresResponse response;
  ASSERT_TRUE(call(site.erasure(), &v1::ErasureService::Stub::ListErasures, "administrator", request, response).ok());
  ASSERT_EQ(response.erasures_size(), 1);
  EXPECT_EQ(response.erasures(0).ground(), "Родина просить стерти");
  ASSERT_TRUE(call(site.erasure(), &v1::ErasureService::Stub::ListErasures, "auditor", request, response).ok());
  EXPECT_EQ(response.erasures(0).ground(), "");
  EXPECT_EQ(call(site.erasure(), &v1::ErasureService::Stub::ListErasures, "operator", request, response).error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(ErasureTest, EntriesThatDoNotNameTheirInquiryAreFoundByOpeningThem) {
  const Family one = family(1);
  const Family other = family(2);
  site.postgres().run_sql(site.database(), "UPDATE log_payload SET reference = NULL");
  EXPECT_EQ(erased(one).payloads(), 3);
  EXPECT_EQ(site.value("SELECT count(*) FROM log_payload WHERE reference IS NULL"), "2") << "the other family's";
  EXPECT_EQ(damage(), "sound");
}

TEST_F(ErasureTest, APayloadThatSomebodyTookAwayIsDamage) {
  const Family one = family(1);
  (void)erased(one);
  (void)family(2);
  ASSERT_EQ(damage(), "sound");
  const std::string index = site.value("SELECT max(log_index) FROM log_payload WHERE reference <> -1");
  site.postgres().run_sql(site.database(), "DELETE FROM log_payload WHERE log_index = " + index);
  EXPECT_EQ(damage(), "its payload is missing and no erasure in the log names it at " + index);
}

TEST_F(ErasureTest, AForgedErasureExcusesNothing) {
  const Family one = family(1);
  const auto made = erased(one);
  const std::string entry = std::to_string(made.log_index());
  // One byte of a range that the entry committed to.
  site.postgres().run_sql(site.database(), "UPDATE erasure SET payload = set_byte(payload, length(payload) - 1, 0)");
  EXPECT_EQ(damage(), "its payload is missing and no erasure in the log names it at " +
                          std::to_string(one.receipts.front().index()));
  site.postgres().run_sql(site.database(), "DELETE FROM erasure");
  EXPECT_EQ(damage(), "its payload is missing and no erasure in the log names it at " +
                          std::to_string(one.receipts.front().index()));
}

TEST_F(ErasureTest, AnErasedPayloadThatIsBackIsDamage) {
  const Family one = family(1);
  const std::string index = std::to_string(one.receipts.front().index());
  site.postgres().run_sql(site.database(), "CREATE TABLE aside AS SELECT * FROM log_payload");
  (void)erased(one);
  ASSERT_EQ(damage(), "sound");
  site.postgres().run_sql(site.database(), "INSERT INTO log_payload SELECT * FROM aside WHERE log_index = " + index);
  EXPECT_EQ(damage(), "its payload is there although the log says that it was erased at " + index);
}

TEST_F(ErasureTest, NoLoginErasesByItself) {
  const Family one = family(1);
  std::int64_t number = 0;
  ASSERT_TRUE(wish(one, number).ok());
  const auto refused = [&](const char* login, const std::string& sql) {
    const auto connection = connect_as(site.postgres(), site.database(), login);
    return !connection->script(sql);
  };
  const std::string carry_out = "SELECT carry_out_erasure(" + std::to_string(number) +
                                ", 1, 0, ''::bytea, ''::bytea, "
                                "'{}', '{}', '{}')";
  for (const char* login : {"hotline_erasure", "hotline_maintenance", "hotline_inquiry", "hotline_registry",
                            "hotline_auditor", "hotline_reporting", "hotline_matching"}) {
    EXPECT_TRUE(refused(login, carry_out)) << login;
    EXPECT_TRUE(refused(login, "DELETE FROM log_payload")) << login;
    EXPECT_TRUE(refused(login, "SELECT empty_inquiry(1)")) << login;
  }
  EXPECT_TRUE(refused("hotline_log", "DELETE FROM log_payload"));
  EXPECT_TRUE(refused("hotline_log", "UPDATE erasure SET state = 3, decided_by = 'x'"));
  EXPECT_TRUE(refused("hotline_log", "SELECT empty_inquiry(1)"));
  EXPECT_TRUE(refused("hotline_log", carry_out)) << "nobody approved it";
  EXPECT_TRUE(refused("hotline_erasure", "UPDATE erasure SET state = 3, decided_by = asked_by")) << "two people";
  site.postgres().run_sql(site.database(), "UPDATE erasure SET state = 3, decided_by = 'another'");
  EXPECT_TRUE(refused("hotline_log", carry_out)) << "approved, but no entry of the log says so";
  EXPECT_EQ(damage(), "sound");
}

TEST_F(ErasureTest, WhatAServerLeftUndoneIsFinishedByARepeat) {
  const Family one = family(1);
  std::int64_t number = 0;
  ASSERT_TRUE(wish(one, number).ok());
  // As it stands when the server ends between the decision and the entry.
  auto request = decision(number);
  v1::DecideErasureResponse response;
  site.postgres().run_sql(site.database(), "ALTER FUNCTION carry_out_erasure RENAME TO gone");
  EXPECT_FALSE(decide(request, response).ok());
  EXPECT_EQ(site.value("SELECT state FROM erasure"), "3");
  EXPECT_EQ(site.value("SELECT erased_at IS NULL FROM inquiry"), "t");
  site.postgres().run_sql(site.database(), "ALTER FUNCTION gone RENAME TO carry_out_erasure");
  grpc::Status status;
  for (int tried = 0; tried < 100; ++tried) {
    status = decide(request, response);
    if (status.ok()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.erasure().state(), v1::ERASURE_STATE_DONE);
  EXPECT_EQ(damage(), "sound");
}

}  // namespace
}  // namespace hotline::test
