// One family's whole way, through the edge and with everybody's own certificate: asked through a portal, found on a
// list, confirmed, released, told, corrected, counted; and every step in a log that Go's code accepts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

#include "core/reference.hpp"
#include "e2e/edge_site.hpp"
#include "hotline/v1/approval_service.grpc.pb.h"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/logged_acts.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kOperator[] = "ws-1";
constexpr char kSupervisor[] = "ws-3";
constexpr char kRegistrar[] = "ws-4";

class FamilyTest : public testing::Test {
 protected:
  FamilyTest() {
    signal(SIGPIPE, SIG_IGN);
    site_.certificates().issue("partner/portal-2", "portal");
  }
  template <typename Service, typename Method, typename Request, typename Response>
  void call(const std::string& who, Method method, const Request& request, Response& response) {
    const auto stub = Service::NewStub(site_.edge().channel(site_.certificates().identity(who)));
    grpc::ClientContext context;
    rpc::prepare(context, "", 10s);
    response.Clear();
    const auto status = (stub.get()->*method)(&context, request, &response);
    ASSERT_TRUE(status.ok()) << who << ": " << status.error_message();
  }
  std::string value(const std::string& sql) { return site_.site().query(sql); }
  void wait_for(const std::string& sql, const std::string& wanted) {
    for (int i = 0; i < 600 && value(sql) != wanted; ++i) std::this_thread::sleep_for(50ms);
    ASSERT_EQ(value(sql), wanted) << sql;
  }
  std::string path(const std::string& name) { return site_.site().folder() + "/" + name; }

  void ask() {
    v1::AskAboutRelativeRequest request;
    request.set_request_id(test::new_request_id());
    request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    request.mutable_asker()->set_language(v1::LANGUAGE_UK);
    request.mutable_asker()->set_name("Вигадана Олеся");
    request.mutable_asker()->set_notice_version(1);
    request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
    request.mutable_asker()->set_contact("+380 44 555 01 02");
    request.mutable_asker()->mutable_safe_hours()->set_until_hour(24);
    auto& name = *request.mutable_facts()->mutable_name();
    name.set_surname("Небувайло");
    name.set_given_name("Остап");
    name.set_patronymic("Зенонович");
    auto& born = *request.mutable_facts()->mutable_birth_date();
    born.set_year(1991);
    born.set_month(4);
    born.set_day(17);
    v1::AskAboutRelativeResponse response;
    call<v1::RelativesService>("portal", &v1::RelativesService::Stub::AskAboutRelative, request, response);
    key_.set_reference(response.inquiry_reference());
    key_.set_passphrase(response.inquiry_passphrase());
    const auto parsed = core::Reference::parse(key_.reference());
    ASSERT_TRUE(parsed);
    number_ = std::to_string(parsed->number());
  }
  v1::MyInquiryStatus portal_hears() {
    v1::GetMyInquiryRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_inquiry() = key_;
    request.set_language(v1::LANGUAGE_UK);
    v1::GetMyInquiryResponse response;
    call<v1::RelativesService>("portal", &v1::RelativesService::Stub::GetMyInquiry, request, response);
    return response.status();
  }
  void import() {
    std::ofstream(path("list.csv"), std::ios::binary)
        << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence\n"
           "E-1,Небувайло,Остап,Зенонович,1991-04-17,captured,2026-02-03,R4\n"
           "E-2,Вигаданий,Панас,Зенонович,1990-05-18,died,2026-02-04,R6\n";
    const Ran imported =
        site_.hotline(kRegistrar, {"import", path("list.csv"), "--source", bench::kSource, "--side", "adversary"});
    ASSERT_EQ(imported.exit_code, 0) << imported.output;
    list_ = value("SELECT encode(list_id, 'hex') FROM list ORDER BY list_no DESC LIMIT 1");
    const Ran read = hotline(site_.site(), "server", "second-registrar", {"list", "review", list_});
    ASSERT_EQ(read.exit_code, 0) << read.output;
    const Ran signed_too =
        hotline(site_.site(), "server", "second-registrar", {"list", "countersign", list_, "--reviewed"});
    ASSERT_EQ(signed_too.exit_code, 0) << signed_too.output;
  }
  void confirm() {
    wait_for("SELECT count(*) FROM match_candidate WHERE state = 1 AND reference = " + number_, "1");
    person_ = std::stoll(value("SELECT person_id FROM match_candidate WHERE reference = " + number_));
    v1::ReviewCandidateRequest request;
    request.set_request_id(test::new_request_id());
    request.set_person_id(person_);
    request.set_person_version(version());
    auto& one = *request.add_inquiries();
    one.set_inquiry_reference(key_.reference());
    one.set_facts_version(1);
    request.set_decision(v1::REVIEW_DECISION_CONFIRM);
    request.set_ground("Збіглися імена та день народження");
    v1::ReviewCandidateResponse response;
    call<v1::InquiryService>(kSupervisor, &v1::InquiryService::Stub::ReviewCandidate, request, response);
  }
  std::int64_t version() {
    return std::stoll(value("SELECT version FROM person_state WHERE person_id = " + std::to_string(person_)));
  }
  void release() {
    v1::RequestReleaseRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_inquiry() = key_;
    v1::RequestReleaseResponse asked;
    call<v1::ApprovalService>(kOperator, &v1::ApprovalService::Stub::RequestRelease, request, asked);
    v1::DecideRequest decide;
    decide.set_request_id(test::new_request_id());
    decide.set_request_number(asked.request_number());
    decide.set_decision(v1::RELEASE_DECISION_RELEASE);
    decide.set_person_id(person_);
    decide.set_person_version(version());
    decide.set_facts_version(1);
    decide.set_ground("Особу встановлено, родина чекає");
    v1::DecideResponse decided;
    call<v1::ApprovalService>(kSupervisor, &v1::ApprovalService::Stub::Decide, decide, decided);
  }
  v1::ClaimCallbackResponse claim() {
    v1::ClaimCallbackRequest request;
    request.set_request_id(test::new_request_id());
    v1::ClaimCallbackResponse response;
    call<v1::DeskService>(kOperator, &v1::DeskService::Stub::ClaimCallback, request, response);
    return response;
  }
  void open() {
    v1::OpenRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_inquiry() = key_;
    v1::OpenResponse response;
    call<v1::ApprovalService>(kOperator, &v1::ApprovalService::Stub::Open, request, response);
  }
  v1::LookupPersonResponse look_up() {
    v1::LookupPersonRequest request;
    request.set_request_id(test::new_request_id());
    request.set_purpose(v1::PURPOSE_CALLBACK);
    request.set_language(v1::LANGUAGE_UK);
    *request.mutable_inquiry() = key_;
    v1::LookupPersonResponse response;
    call<v1::LookupService>(kOperator, &v1::LookupService::Stub::LookupPerson, request, response);
    return response;
  }
  void tell(std::int64_t callback, const v1::Receipt& receipt) {
    v1::CompleteCallbackRequest request;
    request.set_request_id(test::new_request_id());
    request.set_callback_id(callback);
    request.set_outcome(v1::CALLBACK_OUTCOME_TOLD);
    request.set_log_tree(receipt.tree());
    request.set_log_index(receipt.index());
    v1::CompleteCallbackResponse response;
    call<v1::DeskService>(kOperator, &v1::DeskService::Stub::CompleteCallback, request, response);
    EXPECT_EQ(response.callback().state(), v1::CALLBACK_STATE_TOLD);
  }
  // Of the month under way, which a TRIAL database prints too.
  void print_bulletin() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char month[16];
    std::strftime(month, sizeof month, "%Y-%m", &utc);
    const Ran printed =
        hotline(site_.site(), "server", "reporter", {"report", "month", month, "--out", path("bulletin.html")});
    ASSERT_EQ(printed.exit_code, 0) << printed.output;
    EXPECT_THAT(printed.output, HasSubstr("placed in the log"));
  }
  // The words of each act, in the order in which they were done.
  void each_step_is_logged() {
    const auto logged = test::logged_payloads(site_.site().server(), site_.site().database(), site_.site().keyring());
    const auto did = [&](const std::string& method) { return test::purposes_of(logged, method); };
    EXPECT_EQ(did("AskAboutRelative").size(), 1U);
    EXPECT_THAT(did("ImportList"), ElementsAre("LIST_BEGUN " + list_, "LIST_IMPORTED " + list_));
    EXPECT_THAT(did("CountersignList"), ElementsAre("LIST_COUNTERSIGNED " + list_));
    EXPECT_THAT(did("ReviewCandidate"), ElementsAre("CANDIDATE_CONFIRM"));
    EXPECT_EQ(did("RequestRelease").size() + did("Decide").size() + did("Open").size(), 3U);
    EXPECT_EQ(did("LookupPerson").size(), 3U);
    EXPECT_THAT(did("ClaimCallback"), ElementsAre(HasSubstr("CALLBACK_CLAIMED"), HasSubstr("CALLBACK_CLAIMED")));
    EXPECT_THAT(did("CompleteCallback"), ElementsAre(HasSubstr("CALLBACK_TOLD"), HasSubstr("CALLBACK_TOLD")));
    EXPECT_THAT(did("WithdrawList"), ElementsAre("LIST_WITHDRAWAL_ASKED " + list_));
    EXPECT_EQ(did("ListAffectedAnswers").size(), 1U);
    EXPECT_EQ(did("GetMyInquiry").size(), 5U);
    EXPECT_EQ(did("PutBulletin").size(), 1U);
  }
  void go_accepts_the_log() {
    site_.server().signal(SIGTERM);
    EXPECT_EQ(site_.server().wait().exit_code, 0);
    const auto audit = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.begin(), {site_.site().program("hotline"), "audit"});
      return run(std::move(arguments));
    };
    const Ran exported = audit({"export", path("export"), "--conninfo-file", path("connection")});
    ASSERT_EQ(exported.exit_code, 0) << exported.output;
    const Ran keys =
        run({site_.site().program("hotline"), "keys", "show", "--public", "--folder", path("keys"), "--tree", "1"});
    ASSERT_EQ(keys.exit_code, 0) << keys.output;
    std::ofstream(path("log.pub"), std::ios::binary) << keys.output;
    setenv("GO111MODULE", "off", 1);
    setenv("GOPATH", "/usr/share/gocode", 1);
    setenv("GOCACHE", test::build_path("gocache").c_str(), 1);
    const Ran built =
        run({"/usr/bin/env", "go", "build", "-o", path("verify_log"), test::source_path("tests/go/verify_log/main.go")},
            300s);
    ASSERT_EQ(built.exit_code, 0) << built.output;
    const Ran judged = run({path("verify_log"), "-export", path("export/tree-1"), "-keys", path("log.pub")});
    EXPECT_EQ(judged.exit_code, 0) << judged.output;
    std::cout << "Go: " << judged.output;
  }

  EdgeSite site_;
  v1::InquiryKey key_;
  std::string number_;
  std::string list_;
  std::int64_t person_ = 0;
};

TEST_F(FamilyTest, FromAPortalsQuestionToTheCorrectionOfItsAnswer) {
  ASSERT_NO_FATAL_FAILURE(ask());
  EXPECT_EQ(portal_hears(), v1::MY_INQUIRY_STATUS_OPEN);
  ASSERT_NO_FATAL_FAILURE(import());
  EXPECT_EQ(portal_hears(), v1::MY_INQUIRY_STATUS_OPEN) << "that somebody is held is seen by nobody outside";
  ASSERT_NO_FATAL_FAILURE(confirm());
  EXPECT_EQ(portal_hears(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING);
  ASSERT_NO_FATAL_FAILURE(release());

  const auto first = claim();
  EXPECT_THAT(first.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_MATCH, v1::CALLBACK_CAUSE_RELEASE));
  EXPECT_EQ(first.asker().contact(), "+380 44 555 01 02");
  EXPECT_EQ(look_up().kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) << "released, but not opened";
  ASSERT_NO_FATAL_FAILURE(open());
  const auto answer = look_up();
  EXPECT_EQ(answer.kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  ASSERT_NO_FATAL_FAILURE(tell(first.callback().callback_id(), answer.receipt()));
  EXPECT_FALSE(claim().has_callback()) << "nobody is told twice";

  const Ran withdrawn = site_.hotline(kRegistrar, {"list", "withdraw", list_, "--ground", "the source took it back"});
  ASSERT_EQ(withdrawn.exit_code, 0) << withdrawn.output;
  const Ran affected = site_.hotline(kSupervisor, {"affected", "--list", list_});
  EXPECT_THAT(affected.output, HasSubstr(key_.reference()));
  const auto correction = claim();
  EXPECT_THAT(correction.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_CORRECTION));
  ASSERT_EQ(correction.told_before_size(), 1);
  EXPECT_TRUE(correction.told_before(0).to_this_family());
  EXPECT_EQ(portal_hears(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING);
  const auto today = look_up();
  EXPECT_NE(today.kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  ASSERT_NO_FATAL_FAILURE(tell(correction.callback().callback_id(), today.receipt()));
  EXPECT_EQ(portal_hears(), v1::MY_INQUIRY_STATUS_OPEN);

  ASSERT_NO_FATAL_FAILURE(print_bulletin());
  ASSERT_NO_FATAL_FAILURE(each_step_is_logged());
  EXPECT_EQ(value("SELECT count(*) FROM disclosed WHERE reference = " + number_), "1");
  EXPECT_EQ(value("SELECT count(*) FROM callback_try WHERE outcome = 1"), "2");
  ASSERT_NO_FATAL_FAILURE(go_accepts_the_log());
}

}  // namespace
}  // namespace hotline::e2e
