// A child whose surname and birth date were changed on purpose: imported, asked for, found by what was not changed.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

void set_day(v1::PartialDate& date, int year, int month, int day) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

v1::ListRow child(const std::string& id, const std::string& surname, const std::string& given,
                  const std::string& patronymic, const std::string& born, const std::string& siblings) {
  v1::ListRow row;
  row.set_external_id(id);
  row.mutable_name()->set_surname(surname);
  row.mutable_name()->set_given_name(given);
  row.mutable_name()->set_patronymic(patronymic);
  row.set_birth_date(born);
  row.set_siblings(siblings);
  row.set_sex("female");
  row.set_statement("seen_alive");
  row.set_evidence("R3");
  row.set_fact_date("2023-02-03");
  return row;
}

class ChildTest : public testing::Test {
 protected:
  static TestServer& site() {
    static TestServer server;
    static const bool filled = [] {
      auto altered = child("C1", "Вигадова", "София", "Сергеевна", "2014-11-03", "Даниил 08.03.2010; Марк 01.09.2017");
      altered.set_mother_name("Вигадова Наталья Викторовна");
      altered.set_marks("шрам на левой щеке");
      altered.set_last_seen_place("Мариуполь");
      altered.set_last_seen_date("2022-03-22");
      server.import({altered, child("C2", "Небувайлова", "София", "Ивановна", "2014-02-07", "Кирилл 2011"),
                     child("C3", "Немовская", "Вера", "Сергеевна", "2013-06-15", ""),
                     child("C4", "Тридубская", "Софья", "Олеговна", "2015-09-30", "Данила 12.12.2012")},
                    v1::SIDE_CHILD, "sample-children");
      return true;
    }();
    EXPECT_TRUE(filled);
    return server;
  }

  // As the mother knows her; the register holds another surname, patronymic and birth date.
  static v1::LookupPersonRequest question(v1::SoughtKind kind) {
    auto request = family_question("Гончаренко-Прикладенко Софія Петрівна");
    v1::Facts& facts = *request.mutable_facts();
    set_day(*facts.mutable_birth_date(), 2014, 5, 12);
    facts.set_sex(v1::SEX_FEMALE);
    facts.set_kind(kind);
    facts.set_mother_name("Прикладенко Оксана Петрівна");
    v1::Sibling& older = *facts.add_siblings();
    older.set_name("Данило");
    set_day(*older.mutable_birth_date(), 2010, 3, 8);
    v1::Sibling& younger = *facts.add_siblings();
    younger.set_name("Марко");
    set_day(*younger.mutable_birth_date(), 2017, 9, 1);
    facts.set_marks("шрам на лівій щоці");
    facts.set_last_seen_place("Маріуполь");
    set_day(*facts.mutable_last_seen_date(), 2022, 3, 20);
    return request;
  }

  static v1::LookupPersonResponse answer(const v1::LookupPersonRequest& request, const std::string& actor) {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    v1::LookupPersonResponse response;
    const auto status = site().lookup().LookupPerson(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
};

TEST_F(ChildTest, ThePageShowsWhatTheListSaid) {
  v1::FindPersonsRequest find;
  find.set_purpose("a test of the page");
  find.mutable_name()->set_line("Вигадова София");
  set_day(*find.mutable_birth_date(), 2014, 11, 3);
  grpc::ClientContext first;
  rpc::prepare(first, "registrar", std::chrono::seconds(10));
  v1::FindPersonsResponse found;
  const auto status = site().registry().FindPersons(&first, find, &found);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_GE(found.persons_size(), 1);
  v1::GetPersonRequest get;
  get.set_person_id(found.persons(0).person_id());
  get.set_purpose("a test of the page");
  grpc::ClientContext second;
  rpc::prepare(second, "registrar", std::chrono::seconds(10));
  v1::GetPersonResponse page;
  const auto read = site().registry().GetPerson(&second, get, &page);
  ASSERT_TRUE(read.ok()) << read.error_message();
  const v1::Particulars& held = page.particulars();
  EXPECT_EQ(held.mother_name(), "Вигадова Наталья Викторовна");
  ASSERT_EQ(held.siblings_size(), 2);
  EXPECT_EQ(held.siblings(0).name(), "Даниил");
  EXPECT_EQ(held.siblings(0).birth_date().month(), 3);
  EXPECT_EQ(held.marks(), "шрам на левой щеке");
  EXPECT_EQ(held.last_seen_place(), "Мариуполь");
  EXPECT_EQ(held.last_seen_date().day(), 22);
}

TEST_F(ChildTest, SiblingsAndMarksFindHerWhereNameAndDateWereChanged) {
  for (const std::string actor : {"operator", "supervisor"}) {
    const auto response = answer(question(v1::SOUGHT_KIND_CHILD_IDENTITY_MAY_BE_ALTERED), actor);
    EXPECT_EQ(response.kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) << actor;
  }
}

TEST_F(ChildTest, TheQuestionsKindChoosesHowFactsAreWeighed) {
  const auto with_one_sibling = [](v1::SoughtKind kind) {
    auto request = question(kind);
    request.mutable_facts()->mutable_siblings()->RemoveLast();
    return answer(request, "operator").kind();
  };
  EXPECT_EQ(with_one_sibling(v1::SOUGHT_KIND_CHILD), v1::ANSWER_KIND_NO_ANSWER_TODAY)
      << "surname, patronymic, date and mother all differ";
  EXPECT_EQ(with_one_sibling(v1::SOUGHT_KIND_CHILD_IDENTITY_MAY_BE_ALTERED), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  auto nothing_else = question(v1::SOUGHT_KIND_CHILD_IDENTITY_MAY_BE_ALTERED);
  nothing_else.mutable_facts()->clear_siblings();
  nothing_else.mutable_facts()->clear_marks();
  nothing_else.mutable_facts()->clear_last_seen_place();
  nothing_else.mutable_facts()->clear_last_seen_date();
  EXPECT_EQ(answer(nothing_else, "operator").kind(), v1::ANSWER_KIND_NO_ANSWER_TODAY)
      << "a given name and a year alone are nobody";
}

TEST_F(ChildTest, TheInquiryKeepsWhatWasTold) {
  const auto asked = question(v1::SOUGHT_KIND_CHILD_IDENTITY_MAY_BE_ALTERED);
  const auto response = answer(asked, "operator");
  v1::GetInquiryRequest get;
  get.mutable_inquiry()->set_reference(response.inquiry_reference());
  get.mutable_inquiry()->set_passphrase(response.inquiry_passphrase());
  grpc::ClientContext context;
  rpc::prepare(context, "operator", std::chrono::seconds(10));
  v1::GetInquiryResponse kept;
  const auto status = site().inquiry().GetInquiry(&context, get, &kept);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(kept.facts().SerializeAsString(), asked.facts().SerializeAsString());
}

TEST_F(ChildTest, EveryBadFactIsNamedAtOnce) {
  auto request = question(v1::SOUGHT_KIND_CHILD);
  request.mutable_facts()->set_marks(std::string(501, 'x'));
  request.mutable_facts()->mutable_siblings(1)->clear_name();
  request.mutable_facts()->mutable_last_seen_date()->set_month(13);
  grpc::ClientContext context;
  rpc::prepare(context, "operator", std::chrono::seconds(10));
  v1::LookupPersonResponse response;
  const auto status = site().lookup().LookupPerson(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(rpc::error_from(status).violations.size(), 3U);
}

}  // namespace
}  // namespace hotline::test
