#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/reference.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_audit.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

// A family whose every word is unlike any other's.
struct Family {
  int number = 0;
  v1::InquiryKey key;
  std::vector<v1::Receipt> receipts;

  std::string reference() const { return std::to_string(core::Reference::parse(key.reference())->number()); }
};

// Families, and who erases what they said, before the whole server.
class ErasureRig : public testing::Test {
 protected:
  ErasureRig() = default;

  template <typename Stub, typename Method, typename Request, typename Response>
  static grpc::Status call(Stub& stub, Method method, const std::string& actor, const Request& request,
                           Response& response) {
    return call_as(actor, stub, method, request, response);
  }
  static v1::Call line() { return begun_call(new_request_id()); }
  static v1::LookupPersonRequest question() {
    auto request = family_question();
    request.set_relation(v1::RELATION_MOTHER);
    return request;
  }
  v1::LookupPersonResponse look_up(const v1::LookupPersonRequest& request) {
    v1::LookupPersonResponse response;
    const auto status = call(site.lookup(), &v1::LookupService::Stub::LookupPerson, "operator", request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  // Opens an inquiry with a way to reach the asker, asks twice by it, adds facts.
  Family family(int number) {
    Family made;
    made.number = number;
    v1::OpenInquiryRequest open;
    open.set_request_id(new_request_id());
    *open.mutable_call() = line();
    open.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    open.mutable_asker()->set_language(v1::LANGUAGE_UK);
    open.mutable_asker()->set_notice_version(1);
    open.mutable_asker()->set_name("Питаюча Вигадана" + std::to_string(number));
    open.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
    open.mutable_asker()->set_contact("+38050" + std::to_string(1'000'000 + number));
    open.mutable_facts()->mutable_name()->set_line("Вигаданчук" + std::to_string(number) + " Остап Зенонович");
    open.mutable_facts()->mutable_birth_date()->set_year(1960 + number % 40);
    v1::OpenInquiryResponse opened;
    const auto status = call(site.inquiry(), &v1::InquiryService::Stub::OpenInquiry, "operator", open, opened);
    EXPECT_TRUE(status.ok()) << status.error_message();
    made.key.set_reference(opened.inquiry_reference());
    made.key.set_passphrase(opened.inquiry_passphrase());
    ask_again(made);
    v1::AddFactsRequest add;
    add.set_request_id(new_request_id());
    *add.mutable_inquiry() = made.key;
    add.mutable_facts()->set_birthplace("Город Вигаданий " + std::to_string(number));
    v1::AddFactsResponse added;
    EXPECT_TRUE(call(site.inquiry(), &v1::InquiryService::Stub::AddFacts, "operator", add, added).ok());
    ask_again(made);
    return made;
  }
  void ask_again(Family& of) {
    auto request = question();
    *request.mutable_inquiry() = of.key;
    of.receipts.push_back(look_up(request).receipt());
  }
  grpc::Status wish(const Family& of, std::int64_t& number, const std::string& actor = "operator") {
    v1::RequestErasureRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = of.key;
    request.set_ground("Родина просить стерти");
    v1::RequestErasureResponse response;
    const auto status = call(site.erasure(), &v1::ErasureService::Stub::RequestErasure, actor, request, response);
    number = response.erasure_number();
    return status;
  }
  static v1::DecideErasureRequest decision(std::int64_t number, v1::ErasureDecision what = v1::ERASURE_DECISION_ERASE) {
    v1::DecideErasureRequest request;
    request.set_request_id(new_request_id());
    request.set_erasure_number(number);
    request.set_decision(what);
    return request;
  }
  grpc::Status decide(const v1::DecideErasureRequest& request, v1::DecideErasureResponse& response,
                      const std::string& actor = "administrator") {
    return call(site.erasure(), &v1::ErasureService::Stub::DecideErasure, actor, request, response);
  }
  v1::Erasure erased(const Family& of) {
    std::int64_t number = 0;
    const auto wished = wish(of, number);
    EXPECT_TRUE(wished.ok()) << wished.error_message();
    v1::DecideErasureResponse response;
    const auto status = decide(decision(number), response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.erasure();
  }
  static std::string state(const grpc::Status& status) {
    for (const auto& [key, value] : rpc::error_from(status).metadata) {
      if (key == "state") return value;
    }
    return status.ok() ? "ok" : status.error_message();
  }

  store::TreeReport audited() {
    const auto keyring = runtime::Keyring::load(site.config().keys.folder);
    const runtime::LogSigner signer(site.config().log.name, keyring->set(runtime::KeyUse::kLogSigning));
    store::AuditQuestion asked;
    asked.public_keys = signer.public_keys();
    const auto connection = connect_as(site.postgres(), site.database(), "hotline_auditor");
    auto reports = store::audit_log(*connection, asked, [](std::uint64_t, std::uint64_t) {});
    EXPECT_TRUE(reports) << reports.error().message;
    return reports && !reports->empty() ? reports->front() : store::TreeReport();
  }
  std::string damage() {
    const auto report = audited();
    return report.damage ? report.damage->what + " at " + std::to_string(report.damage->first) : "sound";
  }
  // Everything in the database, as whoever steals it has it.
  std::string dump() {
    const char* bin = std::getenv("HOTLINE_PG_BIN");
    const std::string folder = bin != nullptr ? bin : "/usr/lib/postgresql/15/bin";
    const std::string command =
        folder + "/pg_dump --data-only '" + site.postgres().superuser_conninfo(site.database()) + "'";
    std::string out;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::array<char, 65536> block;
    while (const auto got = std::fread(block.data(), 1, block.size(), pipe.get())) out.append(block.data(), got);
    return out;
  }

  TestServer site;
};

}  // namespace hotline::test
