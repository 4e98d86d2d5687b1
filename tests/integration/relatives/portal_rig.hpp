#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "core/reference.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

// A mother's question about Остап Зенонович.
inline v1::AskAboutRelativeRequest mothers_question(const std::string& surname, std::chrono::year_month_day born) {
  v1::AskAboutRelativeRequest request;
  request.set_request_id(new_request_id());
  request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
  request.mutable_asker()->set_language(v1::LANGUAGE_UK);
  request.mutable_asker()->set_notice_version(1);
  auto& name = *request.mutable_facts()->mutable_name();
  name.set_surname(surname);
  name.set_given_name("Остап");
  name.set_patronymic("Зенонович");
  auto& date = *request.mutable_facts()->mutable_birth_date();
  date.set_year(static_cast<int>(born.year()));
  date.set_month(static_cast<std::int32_t>(static_cast<unsigned>(born.month())));
  date.set_day(static_cast<std::int32_t>(static_cast<unsigned>(born.day())));
  return request;
}

inline v1::InquiryKey key_of(const v1::AskAboutRelativeResponse& response) {
  v1::InquiryKey key;
  key.set_reference(response.inquiry_reference());
  key.set_passphrase(response.inquiry_passphrase());
  return key;
}

inline v1::GetMyInquiryRequest look_with(const v1::InquiryKey& key) {
  v1::GetMyInquiryRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_inquiry() = key;
  request.set_language(v1::LANGUAGE_UK);
  return request;
}

inline std::string number_of(const v1::InquiryKey& key) {
  return std::to_string(core::Reference::parse(key.reference())->number());
}

// The matcher's work is waited for; then supervisors confirm that this person is meant.
inline void confirm_candidate(TestServer& site, const v1::InquiryKey& key, std::int64_t person, int signatures = 1) {
  const std::string found = "SELECT count(*) FROM match_candidate WHERE reference = " + number_of(key) +
                            " AND person_id = " + std::to_string(person);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (site.value(found) == "0" && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(site.value(found), "1");
  const char* names[] = {"supervisor", "second-supervisor"};
  for (int i = 0; i < signatures; ++i) {
    v1::ReviewCandidateRequest request;
    request.set_request_id(new_request_id());
    request.set_person_id(person);
    request.set_person_version(
        std::stoll(site.value("SELECT version FROM person_state WHERE person_id = " + std::to_string(person))));
    auto& one = *request.add_inquiries();
    one.set_inquiry_reference(key.reference());
    one.set_facts_version(1);
    request.set_decision(v1::REVIEW_DECISION_CONFIRM);
    request.set_ground("Збіглися імена та день народження");
    v1::ReviewCandidateResponse response;
    grpc::ClientContext context;
    rpc::prepare(context, names[i], std::chrono::seconds(10));
    const auto status = site.inquiry().ReviewCandidate(&context, request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
}

inline void days_pass_since_review(TestServer& site, const v1::InquiryKey& key, int days) {
  site.postgres().run_sql(site.database(),
                          "ALTER TABLE candidate_review DISABLE TRIGGER ALL; UPDATE candidate_review SET "
                          "reviewed_at = reviewed_at - interval '" +
                              std::to_string(days) + " days' WHERE reference = " + number_of(key) +
                              "; ALTER TABLE candidate_review ENABLE TRIGGER ALL");
}

}  // namespace hotline::test
