// What the methods do for those who may call them.
#include <atomic>
#include <regex>
#include <thread>

#include "inquiry_rig.hpp"

namespace hotline::inquiry {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

class InquiryServiceTest : public InquiryRig {};

TEST_F(InquiryServiceTest, AnInquiryIsOpenedAndShownWithItsKey) {
  const auto request = open_request();
  v1::OpenInquiryResponse opened;
  const auto status = open("olena", request, opened);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_THAT(opened.inquiry_reference(), MatchesRegex("[0-9]{3}-[0-9]{3}-[0-9]{4}-[0-9]{2}"));
  EXPECT_THAT(opened.inquiry_passphrase(), MatchesRegex("[^ ]+ [^ ]+ [^ ]+ [^ ]+"));
  EXPECT_EQ(opened.existing_size(), 0);
  EXPECT_TRUE(opened.trial());

  v1::InquiryKey key;
  key.set_reference(opened.inquiry_reference());
  key.set_passphrase(opened.inquiry_passphrase());
  v1::GetInquiryResponse shown;
  ASSERT_TRUE(get("petro", get_request(key), shown).ok()) << "any operator who has the key";
  EXPECT_EQ(shown.summary().inquiry_reference(), opened.inquiry_reference());
  EXPECT_EQ(shown.summary().state(), v1::INQUIRY_STATE_STANDING);
  EXPECT_EQ(shown.summary().opened_at().seconds(), shown.summary().changed_at().seconds());
  EXPECT_EQ(shown.facts().SerializeAsString(), request.facts().SerializeAsString());
  EXPECT_EQ(shown.facts_version(), 1);
  EXPECT_EQ(shown.asker().name(), "Vyhadana Maty");
  EXPECT_EQ(shown.asker().relation(), v1::RELATION_MOTHER);
  EXPECT_EQ(shown.asker().language(), v1::LANGUAGE_UK);
  EXPECT_EQ(shown.asker().notice_version(), 1);
  EXPECT_EQ(shown.asker().safe_contact(), v1::SAFE_CONTACT_DO_NOT_CONTACT) << "the default";
  EXPECT_TRUE(shown.trial());
  EXPECT_EQ(value("SELECT opened_by FROM inquiry"), "actor-olena");
  EXPECT_EQ(value("SELECT contact_key IS NULL FROM inquiry"), "t");
}

TEST_F(InquiryServiceTest, ThePassphraseIsInTheAskersLanguageAndReadAsItIsSaid) {
  for (const auto language : {v1::LANGUAGE_UK, v1::LANGUAGE_RU, v1::LANGUAGE_EN}) {
    auto request = open_request();
    request.mutable_asker()->set_language(language);
    auto key = given_inquiry(request);
    const bool latin = std::regex_match(key.passphrase(), std::regex("[a-z ]+"));
    EXPECT_EQ(latin, language == v1::LANGUAGE_EN);
    key.set_passphrase("  " + std::regex_replace(key.passphrase(), std::regex(" "), " - ") + " ");
    v1::GetInquiryResponse shown;
    EXPECT_TRUE(get("olena", get_request(key), shown).ok());
    EXPECT_EQ(shown.asker().language(), language);
  }
}

TEST_F(InquiryServiceTest, ATakenReferenceIsDrawnAgain) {
  random_.start_again();
  const auto first = given_inquiry();
  random_.start_again();
  const auto second = given_inquiry();
  EXPECT_EQ(first.passphrase(), second.passphrase()) << "the second call drew as the first did";
  EXPECT_NE(first.reference(), second.reference());
  EXPECT_EQ(rows_of("inquiry"), "2");
}

TEST_F(InquiryServiceTest, OpeningTwiceWithOneRequestIdOpensOneInquiry) {
  const auto request = open_request();
  v1::OpenInquiryResponse first;
  v1::OpenInquiryResponse second;
  ASSERT_TRUE(open("olena", request, first).ok());
  ASSERT_TRUE(open("olena", request, second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(rows_of("inquiry"), "1");

  auto other = request;
  other.mutable_facts()->set_unit("12");
  v1::OpenInquiryResponse refused;
  EXPECT_EQ(reason(open("olena", other, refused)), Reason::kConflict);
  EXPECT_EQ(rows_of("inquiry"), "1");
  ASSERT_TRUE(open("petro", request, second).ok()) << "another actor's id is another request";
  EXPECT_EQ(rows_of("inquiry"), "2");
}

TEST_F(InquiryServiceTest, TheSameRequestAtOnceOpensOneInquiry) {
  const auto request = open_request();
  std::vector<v1::OpenInquiryResponse> answers(6);
  std::vector<std::thread> callers;
  std::atomic<int> good{0};
  for (auto& answer : answers) {
    callers.emplace_back([&, this] { good += open("olena", request, answer).ok() ? 1 : 0; });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(good, 6);
  for (const auto& answer : answers) EXPECT_EQ(answer.SerializeAsString(), answers.front().SerializeAsString());
  EXPECT_EQ(rows_of("inquiry"), "1");
}

TEST_F(InquiryServiceTest, OpenInquiriesOfTheSameAskerAreNamedInsteadOfOpeningAnother) {
  const auto first = given_inquiry(open_request_from(v1::SAFE_CONTACT_PHONE, "+380 44 123-45-67"));
  auto forced = open_request_from(v1::SAFE_CONTACT_PHONE, "00380441234567");
  forced.set_open_another(true);
  const auto second = given_inquiry(forced);
  given_inquiry(open_request_from(v1::SAFE_CONTACT_PHONE, "+380 44 123-45-68"));
  given_inquiry();

  const auto request = open_request_from(v1::SAFE_CONTACT_PHONE, "380 (44) 1234567");
  v1::OpenInquiryResponse named;
  ASSERT_TRUE(open("petro", request, named).ok());
  EXPECT_EQ(named.inquiry_reference(), "");
  EXPECT_EQ(named.inquiry_passphrase(), "");
  EXPECT_TRUE(named.trial());
  ASSERT_EQ(named.existing_size(), 2);
  EXPECT_EQ(named.existing(0).inquiry_reference(), second.reference()) << "newest first";
  EXPECT_EQ(named.existing(1).inquiry_reference(), first.reference());
  EXPECT_EQ(rows_of("inquiry"), "4");

  v1::OpenInquiryResponse again;
  ASSERT_TRUE(open("petro", request, again).ok());
  EXPECT_EQ(again.SerializeAsString(), named.SerializeAsString());

  v1::WithdrawInquiryResponse withdrawn;
  ASSERT_TRUE(withdraw("olena", withdraw_request(first), withdrawn).ok());
  ASSERT_TRUE(withdraw("olena", withdraw_request(second), withdrawn).ok());
  v1::OpenInquiryResponse opened;
  ASSERT_TRUE(open("olena", open_request_from(v1::SAFE_CONTACT_PHONE, "+380441234567"), opened).ok());
  EXPECT_NE(opened.inquiry_reference(), "") << "inquiries that have ended name nobody";
}

TEST_F(InquiryServiceTest, AtMostTwentyAreNamed) {
  for (int i = 0; i < 22; ++i) {
    auto request = open_request_from(v1::SAFE_CONTACT_EMAIL, i % 2 == 0 ? "Maty@example.org" : "maty@EXAMPLE.org");
    request.set_open_another(true);
    given_inquiry(request);
  }
  v1::OpenInquiryResponse named;
  ASSERT_TRUE(open("olena", open_request_from(v1::SAFE_CONTACT_EMAIL, "maty@example.org"), named).ok());
  ASSERT_EQ(named.existing_size(), 20);
  EXPECT_GT(named.existing(0).opened_at().seconds(), named.existing(19).opened_at().seconds());
}

TEST_F(InquiryServiceTest, TwoCallsOfOneAskerAtOnceOpenOneInquiry) {
  std::vector<v1::OpenInquiryResponse> answers(4);
  std::vector<std::thread> callers;
  for (auto& answer : answers) {
    callers.emplace_back([&, this] {
      const auto status = open("olena", open_request_from(v1::SAFE_CONTACT_PHONE, "+380441234567"), answer);
      EXPECT_TRUE(status.ok()) << status.error_message();
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(rows_of("inquiry"), "1");
  const auto opened = std::count_if(answers.begin(), answers.end(),
                                    [](const auto& answer) { return !answer.inquiry_reference().empty(); });
  EXPECT_EQ(opened, 1);
}

TEST_F(InquiryServiceTest, FactsAreAddedOverTheEarlierOnesWhichStayOnRecord) {
  const auto key = given_inquiry();
  auto request = add_request(key);
  request.mutable_facts()->mutable_birth_date()->set_year(1997);
  v1::AddFactsResponse added;
  ASSERT_TRUE(add("petro", request, added).ok());
  EXPECT_EQ(added.facts_version(), 2);
  EXPECT_EQ(added.summary().state(), v1::INQUIRY_STATE_STANDING);
  EXPECT_GT(added.summary().changed_at().seconds(), added.summary().opened_at().seconds());

  v1::GetInquiryResponse shown;
  ASSERT_TRUE(get("olena", get_request(key), shown).ok());
  EXPECT_EQ(shown.facts().name().surname(), "Vydumanenko");
  EXPECT_EQ(shown.facts().birth_date().year(), 1997);
  EXPECT_EQ(shown.facts().birthplace(), "Horodok Vyhadanyi");
  EXPECT_EQ(shown.facts_version(), 2);
  EXPECT_EQ(value("SELECT facts_version || ' ' || added_by FROM inquiry_facts"), "1 actor-petro");

  auto earlier = test::connect_as(server(), database_, "hotline_inquiry");
  auto rows = earlier->exec("SELECT reference, facts_sealed FROM inquiry_facts");
  ASSERT_TRUE(rows);
  auto facts = store::open_facts(keyring_, rows->front().int8(0), rows->front().bytea_view(1));
  ASSERT_TRUE(facts) << "what was known before can still be read";
  EXPECT_EQ(facts->birth_date.year, 1998);
  EXPECT_EQ(facts->birthplace, "");
}

TEST_F(InquiryServiceTest, ARepeatOfAddedFactsChangesNothing) {
  const auto key = given_inquiry();
  const auto request = add_request(key);
  v1::AddFactsResponse first;
  v1::AddFactsResponse second;
  ASSERT_TRUE(add("olena", request, first).ok());
  ASSERT_TRUE(add("olena", request, second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(rows_of("inquiry_facts"), "1");

  auto other = request;
  other.mutable_facts()->set_unit("12");
  EXPECT_EQ(reason(add("olena", other, second)), Reason::kConflict);
  auto withdrawal = withdraw_request(key);
  withdrawal.set_request_id(request.request_id());
  v1::WithdrawInquiryResponse withdrawn;
  EXPECT_EQ(reason(withdraw("olena", withdrawal, withdrawn)), Reason::kConflict) << "also in another method";
  EXPECT_EQ(value("SELECT state || ' ' || facts_version FROM inquiry"), "1 2");
}

TEST_F(InquiryServiceTest, FactsThatSayNothingNewMakeNoVersion) {
  const auto key = given_inquiry();
  v1::AddFactsRequest request = add_request(key);
  *request.mutable_facts() = open_request().facts();
  v1::AddFactsResponse added;
  ASSERT_TRUE(add("olena", request, added).ok());
  EXPECT_EQ(added.facts_version(), 1);
  EXPECT_EQ(added.summary().changed_at().seconds(), added.summary().opened_at().seconds());
  EXPECT_EQ(rows_of("inquiry_facts"), "0");
}

TEST_F(InquiryServiceTest, FactsAddedAtOnceAreAllKept) {
  const auto key = given_inquiry();
  std::vector<v1::AddFactsRequest> requests(4, add_request(key));
  for (auto& request : requests) {
    request.set_request_id(new_request_id());
    request.clear_facts();
  }
  requests[0].mutable_facts()->set_birthplace("Horodok");
  requests[1].mutable_facts()->set_unit("12");
  requests[2].mutable_facts()->set_service_number("AB 12345");
  requests[3].mutable_facts()->set_sex(v1::SEX_MALE);
  std::vector<std::thread> callers;
  for (const auto& request : requests) {
    callers.emplace_back([&, this] {
      v1::AddFactsResponse added;
      const auto status = add("olena", request, added);
      EXPECT_TRUE(status.ok()) << status.error_message();
    });
  }
  for (auto& caller : callers) caller.join();
  v1::GetInquiryResponse shown;
  ASSERT_TRUE(get("sofia", get_request(key), shown).ok());
  EXPECT_EQ(shown.facts_version(), 5);
  EXPECT_EQ(shown.facts().birthplace(), "Horodok");
  EXPECT_EQ(shown.facts().unit(), "12");
  EXPECT_EQ(shown.facts().service_number(), "AB 12345");
  EXPECT_EQ(shown.facts().sex(), v1::SEX_MALE);
  EXPECT_EQ(value("SELECT string_agg(facts_version::text, ',' ORDER BY facts_version) FROM inquiry_facts"), "1,2,3,4");
}

TEST_F(InquiryServiceTest, FactsForAFamilyThatIsToBeCalledGoBackToReview) {
  const auto key = given_inquiry();
  server().run_sql(database_, "UPDATE inquiry SET state = 3");
  v1::AddFactsResponse added;
  ASSERT_TRUE(add("olena", add_request(key), added).ok());
  EXPECT_EQ(added.summary().state(), v1::INQUIRY_STATE_CANDIDATE);
}

TEST_F(InquiryServiceTest, AWithdrawnInquiryHasEnded) {
  const auto key = given_inquiry();
  const auto request = withdraw_request(key);
  v1::WithdrawInquiryResponse first;
  v1::WithdrawInquiryResponse second;
  ASSERT_TRUE(withdraw("olena", request, first).ok());
  EXPECT_EQ(first.summary().state(), v1::INQUIRY_STATE_WITHDRAWN);
  ASSERT_TRUE(withdraw("olena", request, second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString()) << "a repeat gets the first answer";

  const auto again = withdraw("olena", withdraw_request(key), second);
  EXPECT_EQ(again.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const auto error = rpc::error_from(again);
  EXPECT_EQ(error.reason, Reason::kWrongState);
  EXPECT_THAT(error.metadata, testing::Contains(testing::Pair("state", "WITHDRAWN")));
  EXPECT_THAT(error.metadata, testing::Contains(testing::Pair("allowed_steps", "REOPEN")));

  v1::AddFactsResponse added;
  EXPECT_EQ(reason(add("olena", add_request(key), added)), Reason::kWrongState);
  EXPECT_EQ(rows_of("inquiry_facts"), "0");
  v1::GetInquiryResponse shown;
  ASSERT_TRUE(get("olena", get_request(key), shown).ok());
  EXPECT_EQ(shown.summary().state(), v1::INQUIRY_STATE_WITHDRAWN);
}

TEST_F(InquiryServiceTest, ARefusalClaimsNoRequestId) {
  const auto key = given_inquiry();
  auto request = add_request(with_passphrase(key, "one two three four"));
  v1::AddFactsResponse added;
  ASSERT_EQ(reason(add("olena", request, added)), Reason::kNotFound);
  *request.mutable_inquiry() = key;
  EXPECT_TRUE(add("olena", request, added).ok());
}

TEST_F(InquiryServiceTest, WhileTheDatabaseIsGoneNothingIsOpenedAndItComesBack) {
  const auto request = open_request();
  v1::OpenInquiryResponse opened;
  server().stop_immediate();
  const auto status = open("olena", request, opened);
  server().restart();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(reason(status), Reason::kStoreDown);
  EXPECT_TRUE(rpc::error_from(status).retry_after.has_value());
  grpc::Status later = status;
  for (int i = 0; i < 50 && !later.ok(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    later = open("olena", request, opened);
  }
  EXPECT_TRUE(later.ok()) << later.error_message();
  EXPECT_EQ(rows_of("inquiry"), "1");
}

}  // namespace
}  // namespace hotline::inquiry
