// What partners submit for many families, before the whole server on a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/reference.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/horizon.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class PartnerTest : public testing::Test {
 protected:
  static v1::PartnerRow row(std::int64_t number, const std::string& case_number) {
    v1::PartnerRow made;
    made.set_row_number(number);
    made.set_case_number(case_number);
    made.set_collected_by(v1::COLLECTED_BY_FAMILY);
    made.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    made.mutable_asker()->set_language(v1::LANGUAGE_UK);
    made.mutable_asker()->set_name("Вигадана Олеся");
    made.mutable_asker()->set_notice_version(1);
    auto& name = *made.mutable_facts()->mutable_name();
    name.set_surname("Небувайло");
    name.set_given_name("Остап");
    made.mutable_facts()->mutable_birth_date()->set_year(1960 + static_cast<int>(number % 40));
    return made;
  }
  // What the answers to these messages say, in one call.
  std::vector<v1::SubmitInquiriesResponse> submit(const std::vector<std::vector<v1::PartnerRow>>& messages,
                                                  const std::string& actor = "partner") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, 60s);
    const auto stream = stub_->SubmitInquiries(&context);
    std::vector<v1::SubmitInquiriesResponse> responses;
    for (const auto& rows : messages) {
      v1::SubmitInquiriesRequest request;
      for (const auto& one : rows) *request.add_rows() = one;
      if (!stream->Write(request)) break;
      if (!stream->Read(&responses.emplace_back())) responses.pop_back();
    }
    stream->WritesDone();
    v1::SubmitInquiriesResponse more;
    EXPECT_FALSE(stream->Read(&more));
    status_ = stream->Finish();
    return responses;
  }
  std::vector<v1::PartnerRowOutcome> outcomes(const std::vector<v1::PartnerRow>& rows,
                                              const std::string& actor = "partner") {
    const auto responses = submit({rows}, actor);
    EXPECT_TRUE(status_.ok()) << status_.error_message();
    if (responses.empty()) return {};
    return {responses[0].outcomes().begin(), responses[0].outcomes().end()};
  }
  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response, const std::string& actor = "partner") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, 10s);
    response.Clear();
    return (stub_.get()->*method)(&context, request, &response);
  }
  static v1::GetMyInquiryRequest look(const v1::PartnerRowOutcome& outcome) {
    v1::GetMyInquiryRequest request;
    request.set_request_id(new_request_id());
    request.mutable_inquiry()->set_reference(outcome.inquiry_reference());
    request.mutable_inquiry()->set_passphrase(outcome.inquiry_passphrase());
    request.set_language(v1::LANGUAGE_UK);
    return request;
  }
  std::int64_t number(const std::string& sql) { return std::stoll(server_.value(sql)); }

  TestServer server_;
  std::unique_ptr<v1::RelativesService::Stub> stub_ = v1::RelativesService::NewStub(server_.channel());
  grpc::Status status_;
};

TEST_F(PartnerTest, EveryGoodRowIsRegisteredAndLoggedABadOneFailsAlone) {
  auto bad = row(2, "");
  bad.mutable_asker()->clear_language();
  bad.set_collected_by(v1::COLLECTED_BY_PARTNER);
  bad.mutable_facts()->mutable_birth_date()->set_month(13);
  const std::int64_t before = number("SELECT coalesce(sum(size), 0) FROM log_tree");
  const auto done = outcomes({row(1, "A-1"), bad, row(3, "A-3")});
  ASSERT_EQ(done.size(), 3U);
  for (const int good : {0, 2}) {
    EXPECT_EQ(done[good].result(), v1::PARTNER_ROW_RESULT_REGISTERED);
    EXPECT_EQ(done[good].inquiry_reference().size(), 15U);
    EXPECT_THAT(done[good].inquiry_passphrase(), testing::Not(IsEmpty()));
    EXPECT_THAT(done[good].faults(), IsEmpty());
  }
  EXPECT_EQ(done[2].row_number(), 3);
  EXPECT_EQ(done[1].result(), v1::PARTNER_ROW_RESULT_REFUSED);
  std::set<std::string> fields;
  for (const auto& fault : done[1].faults()) fields.insert(fault.field());
  EXPECT_THAT(fields, UnorderedElementsAre("case_number", "asker.language", "facts.birth_date", "consent_signed_on"));
  EXPECT_EQ(number("SELECT count(*) FROM inquiry"), 2);
  EXPECT_EQ(number("SELECT sum(size) FROM log_tree"), before + 2);
  EXPECT_EQ(number("SELECT count(*) FROM inquiry WHERE register_revision = 0"), 2)
      << "what is held already is compared too";
}

TEST_F(PartnerTest, SendingAgainIsHarmless) {
  const auto first = outcomes({row(1, "A-1"), row(2, "A-2")});
  auto moved = row(77, "A-1");
  moved.mutable_facts()->mutable_birth_date()->set_year(1961);
  const auto again = outcomes({moved, row(2, "A-2"), row(3, "A-3")});
  ASSERT_EQ(again.size(), 3U);
  EXPECT_EQ(again[0].inquiry_reference(), first[0].inquiry_reference()) << "another row of the file, the same case";
  EXPECT_EQ(again[1].inquiry_passphrase(), first[1].inquiry_passphrase());
  EXPECT_EQ(again[1].result(), v1::PARTNER_ROW_RESULT_REGISTERED);
  EXPECT_EQ(number("SELECT count(*) FROM inquiry"), 3);

  auto other = row(1, "A-1");
  other.mutable_facts()->set_birthplace("Вигадане");
  const auto conflict = outcomes({other});
  EXPECT_EQ(conflict[0].result(), v1::PARTNER_ROW_RESULT_REFUSED);
  EXPECT_EQ(conflict[0].faults(0).field(), "case_number");

  const auto elsewhere = outcomes({row(1, "A-1")}, "other-partner");
  EXPECT_EQ(elsewhere[0].result(), v1::PARTNER_ROW_RESULT_REGISTERED);
  EXPECT_NE(elsewhere[0].inquiry_reference(), first[0].inquiry_reference()) << "another partner's numbers are his own";

  server_.postgres().run_sql(server_.database(),
                             "UPDATE partner_case SET registered_at = registered_at - interval '8 days'");
  const auto late = outcomes({row(1, "A-1")});
  EXPECT_EQ(late[0].result(), v1::PARTNER_ROW_RESULT_ALREADY_REGISTERED);
  EXPECT_EQ(late[0].inquiry_reference(), first[0].inquiry_reference());
  EXPECT_THAT(late[0].inquiry_passphrase(), IsEmpty());
}

TEST_F(PartnerTest, TheSameCaseTwiceInOneMessageIsOneInquiry) {
  const auto done = outcomes({row(1, "A-1"), row(1, "A-1")});
  EXPECT_EQ(done[0].inquiry_reference(), done[1].inquiry_reference());
  EXPECT_EQ(number("SELECT count(*) FROM inquiry"), 1);
}

TEST_F(PartnerTest, ADayHasTwoThousandRows) {
  outcomes({row(1, "A-1")});
  server_.postgres().run_sql(server_.database(),
                             "ALTER TABLE partner_case DISABLE TRIGGER ALL;"
                             " INSERT INTO partner_case (partner, case_key, reference, collected_by, registered_at)"
                             " SELECT partner, sha256(n::text::bytea), 9000000000 + n, 1, now() FROM partner_case, "
                             "generate_series(1, 1998) AS n;"
                             " ALTER TABLE partner_case ENABLE TRIGGER ALL");
  const auto responses = submit({{row(1, "A-1"), row(2, "A-2"), row(3, "A-3")}});
  ASSERT_EQ(responses.size(), 1U);
  EXPECT_EQ(responses[0].outcomes(0).result(), v1::PARTNER_ROW_RESULT_REGISTERED);
  EXPECT_EQ(responses[0].outcomes(1).result(), v1::PARTNER_ROW_RESULT_REGISTERED);
  EXPECT_EQ(responses[0].outcomes(2).result(), v1::PARTNER_ROW_RESULT_NOT_TODAY);
  EXPECT_EQ(responses[0].rows_left_today(), 0);
  EXPECT_EQ(number("SELECT count(*) FROM inquiry"), 2);
}

TEST_F(PartnerTest, ManyMessagesOfOneCallAreAnsweredInOrder) {
  std::vector<std::vector<v1::PartnerRow>> messages(3);
  for (int i = 0; i < 300; ++i) messages[i / 100].push_back(row(i + 1, "A-" + std::to_string(i)));
  const auto responses = submit(messages);
  ASSERT_TRUE(status_.ok()) << status_.error_message();
  ASSERT_EQ(responses.size(), 3U);
  std::set<std::string> references;
  std::int64_t next = 0;
  for (const auto& response : responses) {
    for (const auto& outcome : response.outcomes()) {
      EXPECT_EQ(outcome.row_number(), ++next);
      EXPECT_EQ(outcome.result(), v1::PARTNER_ROW_RESULT_REGISTERED);
      references.insert(outcome.inquiry_reference());
    }
  }
  EXPECT_EQ(references.size(), 300U);
  EXPECT_EQ(responses[2].rows_left_today(), 1'700);
}

TEST_F(PartnerTest, AMessageHasAtMostAHundredRows) {
  submit({std::vector<v1::PartnerRow>(101, row(1, "A-1"))});
  EXPECT_EQ(rpc::error_from(status_).violations.front().field, "rows");
  submit({{}});
  EXPECT_EQ(rpc::error_from(status_).violations.front().field, "rows");
  EXPECT_EQ(number("SELECT count(*) FROM inquiry"), 0);
}

TEST_F(PartnerTest, CollectsOnlyWhatTheFamilyLetHim) {
  auto consented = row(2, "A-2");
  consented.set_collected_by(v1::COLLECTED_BY_PARTNER);
  consented.mutable_consent_signed_on()->set_year(2026);
  consented.mutable_consent_signed_on()->set_month(2);
  consented.mutable_consent_signed_on()->set_day(3);
  const auto done = outcomes({row(1, "A-1"), consented});
  ASSERT_EQ(done[1].result(), v1::PARTNER_ROW_RESULT_REGISTERED);
  v1::GetMyInquiryResponse shown;
  const auto mine = [&](int which, const std::string& actor) {
    return call(&v1::RelativesService::Stub::GetMyInquiry, look(done[which]), shown, actor);
  };
  EXPECT_TRUE(mine(1, "partner").ok());
  EXPECT_EQ(shown.status(), v1::MY_INQUIRY_STATUS_OPEN);
  const auto bytes = shown.ByteSizeLong();
  const auto not_his = mine(0, "partner");
  EXPECT_EQ(not_his.error_code(), grpc::StatusCode::NOT_FOUND) << "the family collects it";
  EXPECT_EQ(mine(1, "other-partner").error_message(), not_his.error_message());
  EXPECT_TRUE(mine(0, "portal").ok()) << "by the family itself";
  EXPECT_EQ(shown.ByteSizeLong(), bytes);
}

TEST_F(PartnerTest, TheListSaysWhatChangedAndNoOutcome) {
  const auto done = outcomes({row(1, "A-1"), row(2, "A-2"), row(3, "A-3")});
  outcomes({row(1, "B-1")}, "other-partner");
  v1::ListMyInquiriesRequest request;
  v1::ListMyInquiriesResponse page;
  request.set_page_size(2);
  std::map<std::string, v1::PartnerInquiryState> seen;
  const auto query = [&](const std::string& sql) { return server_.value(sql); };
  ASSERT_NO_FATAL_FAILURE(wait_until_lists_show(query));
  do {
    ASSERT_TRUE(call(&v1::RelativesService::Stub::ListMyInquiries, request, page).ok());
    for (const auto& one : page.inquiries()) seen[one.inquiry_reference()] = one.state();
    request.set_page_token(page.next_page_token());
  } while (page.more());
  EXPECT_EQ(seen.size(), 3U);

  // The register learns something, and a person confirms it: the partner sees no change.
  server_.postgres().run_sql(server_.database(), "UPDATE inquiry SET state = 3");
  ASSERT_NO_FATAL_FAILURE(wait_until_lists_show(query));
  ASSERT_TRUE(call(&v1::RelativesService::Stub::ListMyInquiries, request, page).ok());
  EXPECT_THAT(page.inquiries(), IsEmpty());
  EXPECT_FALSE(page.next_page_token().empty());

  v1::DeleteMyDataRequest forget;
  forget.set_request_id(new_request_id());
  *forget.mutable_inquiry() = look(done[1]).inquiry();
  v1::DeleteMyDataResponse forgotten;
  ASSERT_TRUE(call(&v1::RelativesService::Stub::DeleteMyData, forget, forgotten, "portal").ok());
  ASSERT_NO_FATAL_FAILURE(wait_until_lists_show(query));
  ASSERT_TRUE(call(&v1::RelativesService::Stub::ListMyInquiries, request, page).ok());
  ASSERT_EQ(page.inquiries_size(), 1);
  EXPECT_EQ(page.inquiries(0).inquiry_reference(), done[1].inquiry_reference());
  EXPECT_EQ(page.inquiries(0).state(), v1::PARTNER_INQUIRY_STATE_ENDED);

  request.set_page_token("made up");
  const auto refused = call(&v1::RelativesService::Stub::ListMyInquiries, request, page);
  EXPECT_EQ(rpc::error_from(refused).violations.front().field, "page_token");
}

}  // namespace
}  // namespace hotline::test
