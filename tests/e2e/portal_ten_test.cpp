// The ten documented people as a portal's developer meets them on a trial (ops/docs/sample.md): the real programs, the
// played desk, and no human.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <map>
#include <string>
#include <thread>

#include "cli/sample/documented.hpp"
#include "core/reference.hpp"
#include "core/time.hpp"
#include "e2e/installation.hpp"
#include "e2e/programs.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "support/family_question.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;
using Stub = v1::RelativesService::Stub;

v1::AskAboutRelativeRequest question(const sample::DocumentedPerson& person) {
  v1::AskAboutRelativeRequest request;
  request.set_request_id(test::new_request_id());
  request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
  request.mutable_asker()->set_language(v1::LANGUAGE_UK);
  request.mutable_asker()->set_notice_version(1);
  auto& name = *request.mutable_facts()->mutable_name();
  name.set_surname(std::string(person.ukrainian.surname));
  name.set_given_name(std::string(person.ukrainian.given));
  name.set_patronymic(std::string(person.ukrainian.patronymic));
  const auto born = core::parse_date(person.birth_date);
  request.mutable_facts()->mutable_birth_date()->set_year(born->year);
  request.mutable_facts()->mutable_birth_date()->set_month(born->month);
  request.mutable_facts()->mutable_birth_date()->set_day(born->day);
  return request;
}

// A portal at a server's socket.
class Portal {
 public:
  explicit Portal(const std::string& socket) : stub_(v1::RelativesService::NewStub(rpc::connect_local(socket))) {}

  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response) {
    return test::call_as("portal", *stub_, method, request, response);
  }
  v1::InquiryKey ask(const sample::DocumentedPerson& person) {
    v1::AskAboutRelativeResponse response;
    const auto status = call(&Stub::AskAboutRelative, question(person), response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    v1::InquiryKey key;
    key.set_reference(response.inquiry_reference());
    key.set_passphrase(response.inquiry_passphrase());
    return key;
  }
  grpc::Status look(const v1::InquiryKey& key, v1::GetMyInquiryResponse& response) {
    v1::GetMyInquiryRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_inquiry() = key;
    request.set_language(v1::LANGUAGE_UK);
    return call(&Stub::GetMyInquiry, request, response);
  }

 private:
  const std::unique_ptr<Stub> stub_;
};

class PortalTenTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    site_->set_value("relatives.release_at_once", "true");
    site_->set_value("limits.outside_persons_per_hour", "10");
    server_ = new Hotlined(*site_, "server", 1);
    const Ran loaded = hotline(*site_, "server", "registrar", {"sample", "--persons", "100"});
    ASSERT_EQ(loaded.exit_code, 0) << loaded.output;
  }
  static void TearDownTestSuite() {
    delete server_;
    delete site_;
  }

  static bench::Site* site_;
  static Hotlined* server_;
  Portal portal_{server_->socket()};
};
bench::Site* PortalTenTest::site_ = nullptr;
Hotlined* PortalTenTest::server_ = nullptr;

TEST_F(PortalTenTest, EachComesToItsDocumentedAnswerWithoutAHuman) {
  std::map<int, v1::InquiryKey> keys;
  std::size_t expected = 0;
  for (const auto& person : sample::documented_persons()) {
    keys[person.number] = portal_.ask(person);
    if (person.portal != "OPEN") ++expected;
  }
  const auto confirmed = [] {
    return std::stoul(site_->query("SELECT count(*) FROM match_candidate WHERE state = 3"));
  };
  // The desk looks again and again, for the matcher works beside it.
  for (int i = 0; i < 60 && confirmed() < expected; ++i) {
    const Ran desk = hotline(*site_, "server", "operator", {"sample", "desk", "--once"});
    ASSERT_EQ(desk.exit_code, 0) << desk.output;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  EXPECT_EQ(confirmed(), expected);
  EXPECT_EQ(site_->query("SELECT count(*) FROM match_candidate WHERE state = 1"), "1")
      << "who does not want his kin informed is left alone";
  std::map<int, v1::GetMyInquiryResponse> answers;
  for (const auto& person : sample::documented_persons()) {
    const auto status = portal_.look(keys[person.number], answers[person.number]);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(v1::MyInquiryStatus_Name(answers[person.number].status()),
              "MY_INQUIRY_STATUS_" + std::string(person.portal))
        << person.number;
    EXPECT_EQ(answers[person.number].has_told(), person.portal == "CONFIRMED_CAPTIVE") << person.number;
    EXPECT_TRUE(answers[person.number].trial());
  }

  // A receipt, and what becomes of whoever wants his data gone.
  v1::VerifyReceiptRequest shown;
  *shown.mutable_receipt() = answers[2].receipt();
  v1::VerifyReceiptResponse genuine;
  ASSERT_TRUE(portal_.call(&Stub::VerifyReceipt, shown, genuine).ok());
  EXPECT_TRUE(genuine.genuine());
  v1::DeleteMyDataRequest forget;
  forget.set_request_id(test::new_request_id());
  *forget.mutable_inquiry() = keys[1];
  v1::DeleteMyDataResponse forgotten;
  ASSERT_TRUE(portal_.call(&Stub::DeleteMyData, forget, forgotten).ok());
  v1::GetMyInquiryResponse after;
  ASSERT_TRUE(portal_.look(keys[1], after).ok());
  EXPECT_EQ(after.status(), v1::MY_INQUIRY_STATUS_ENDED);

  // Errors that a developer can bring about.
  const auto& first = sample::documented_persons().front();
  v1::AskAboutRelativeResponse asked;
  auto twice = question(first);
  ASSERT_TRUE(portal_.call(&Stub::AskAboutRelative, twice, asked).ok());
  twice.mutable_facts()->set_birthplace("Вигадане");
  EXPECT_EQ(portal_.call(&Stub::AskAboutRelative, twice, asked).error_code(), grpc::StatusCode::ABORTED);
  auto empty = question(first);
  empty.clear_facts();
  EXPECT_EQ(portal_.call(&Stub::AskAboutRelative, empty, asked).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  auto wrong = keys[3];
  wrong.set_passphrase(keys[4].passphrase());
  EXPECT_EQ(portal_.look(wrong, after).error_code(), grpc::StatusCode::NOT_FOUND);
  auto stranger = first;
  stranger.birth_date = "1970-01-02";
  EXPECT_EQ(portal_.look(portal_.ask(stranger), after).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << "the eleventh person";
}

TEST_F(PortalTenTest, TheDeskConfirmsNobodyElse) {
  const std::string list = site_->folder() + "/list.csv";
  std::ofstream(list, std::ios::binary)
      << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence,inform_kin\n"
         "E-1,Вигаданець,Панас,Гнатович,1990-05-18,captured,2026-02-04,R5,yes\n";
  const Ran imported =
      hotline(*site_, "server", "registrar", {"import", list, "--source", bench::kSource, "--side", "adversary"});
  ASSERT_EQ(imported.exit_code, 0) << imported.output;
  sample::DocumentedPerson other = sample::documented_persons()[1];
  other.ukrainian = {"Вигаданець", "Панас", "Гнатович"};
  other.birth_date = "1990-05-18";
  const auto key = portal_.ask(other);
  const std::string waits = "SELECT count(*) FROM match_candidate WHERE state = 1 AND reference = " +
                            std::to_string(core::Reference::parse(key.reference())->number());
  for (int i = 0; i < 300 && site_->query(waits) != "1"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  const Ran desk = hotline(*site_, "server", "operator", {"sample", "desk", "--once"});
  EXPECT_EQ(desk.exit_code, 0) << desk.output;
  EXPECT_EQ(site_->query(waits), "1");
}

// What a developer does on his first day: ops/up, a question, and a look.
TEST(PortalTenUpTest, AfterOpsUpNobodyHasToAct) {
  Installation::Options options;
  options.sample_persons = 100;
  options.sample_desk = true;
  Installation up(options);
  const Ran started = up.ops("up");
  ASSERT_EQ(started.exit_code, 0) << started.output;
  Portal portal(up.socket());
  const auto key = portal.ask(sample::documented_persons()[1]);
  v1::GetMyInquiryResponse answer;
  for (int i = 0; i < 60 && answer.status() != v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE; ++i) {
    ASSERT_TRUE(portal.look(key, answer).ok());
  }
  EXPECT_EQ(answer.status(), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
  EXPECT_TRUE(runs(up.sample_desk()));
  const pid_t desk = up.sample_desk();
  const Ran again = up.ops("up");
  ASSERT_EQ(again.exit_code, 0) << again.output;
  EXPECT_EQ(up.sample_desk(), desk);
  EXPECT_EQ(up.ops("down").exit_code, 0);
  EXPECT_FALSE(runs(desk));
}

// Once a database is LIVE nobody plays a desk, and the release hour stands.
TEST(PortalTenLiveTest, NeitherTheDeskNorTheSettingWorksOnALiveDatabase) {
  bench::Site site(program_folder());
  site.server().run_sql(site.database(), "UPDATE database_kind SET kind = 'LIVE'");
  {
    Hotlined server(site, "server", 1);
    const Ran desk = hotline(site, "server", "operator", {"sample", "desk", "--once"});
    EXPECT_EQ(desk.exit_code, 2) << desk.output;
    EXPECT_THAT(desk.output, HasSubstr("LIVE"));
  }
  site.set_value("relatives.release_at_once", "true");
  try {
    Hotlined refused(site, "refused", 2);
    FAIL() << "it started";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("release_at_once"));
  }
}

}  // namespace
}  // namespace hotline::e2e
