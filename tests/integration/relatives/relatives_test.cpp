// What a portal hears, before the whole server on a real PostgreSQL: the same whatever is held.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "portal_rig.hpp"
#include "rpc/status.hpp"
#include "support/raw_call.hpp"

namespace hotline::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// What the register holds of somebody, and of nobody.
struct Held {
  const char* what;
  const char* statement;
  const char* evidence;
  const char* inform_kin;
};
constexpr Held kHeld[] = {{"nothing", "", "", ""},
                          {"captive, agreed", "captured", "R5", "yes"},
                          {"captive, silent", "captured", "R5", ""},
                          {"captive, refused", "captured", "R5", "no"},
                          {"believed captive", "captured", "R3", "yes"},
                          {"dead", "died", "R6", ""},
                          {"released", "released", "R6", "yes"},
                          {"escaped", "escaped", "R4", ""}};

class RelativesTest : public testing::Test {
 protected:
  static TestServer& site() {
    static TestServer server;
    return server;
  }
  static v1::RelativesService::Stub& portal() {
    static const auto stub = v1::RelativesService::NewStub(site().channel());
    return *stub;
  }

  // A surname and a birth date of its own for each call, so that nobody is like another.
  static std::string new_surname() {
    static const char* kSyllables[] = {"ба", "во", "гу", "да", "зе", "ки", "ло", "му", "не", "пи"};
    std::string surname;
    for (int rest = 1000 + 37 * ++count_; rest > 0; rest /= 10) surname += kSyllables[rest % 10];
    days_[surname] = count_;
    return surname;
  }
  static std::chrono::year_month_day birth_of(const std::string& surname) {
    return std::chrono::sys_days{std::chrono::year{1970} / 1 / 1} + std::chrono::days{61 * days_[surname]};
  }
  static std::string date_text(std::chrono::year_month_day day) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
  }
  static std::int64_t import(const std::string& surname, const Held& held) {
    v1::ListRow row;
    row.set_external_id("R-" + surname);
    row.mutable_name()->set_surname(surname);
    row.mutable_name()->set_given_name("Остап");
    row.mutable_name()->set_patronymic("Зенонович");
    row.set_birth_date(date_text(birth_of(surname)));
    row.set_statement(held.statement);
    row.set_evidence(held.evidence);
    row.set_inform_kin(held.inform_kin);
    row.set_fact_date("2026-02-03");
    site().import({row});
    return std::stoll(site().value("SELECT max(person_id) FROM person"));
  }

  static v1::AskAboutRelativeRequest question(const std::string& surname) {
    return mothers_question(surname, birth_of(surname));
  }
  template <typename Method, typename Request, typename Response>
  static grpc::Status call(Method method, const Request& request, Response& response,
                           const std::string& actor = "portal") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    return (portal().*method)(&context, request, &response);
  }
  static v1::AskAboutRelativeResponse asked(const std::string& surname) {
    v1::AskAboutRelativeResponse response;
    const auto status = call(&v1::RelativesService::Stub::AskAboutRelative, question(surname), response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  static v1::GetMyInquiryResponse mine(const v1::InquiryKey& key) {
    v1::GetMyInquiryResponse response;
    const auto status = call(&v1::RelativesService::Stub::GetMyInquiry, look_with(key), response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  static void confirmed(const v1::InquiryKey& key, std::int64_t person, int signatures = 1) {
    confirm_candidate(site(), key, person, signatures);
  }
  static void days_pass(const v1::InquiryKey& key, int days) { days_pass_since_review(site(), key, days); }

  inline static std::map<std::string, int> days_;

 private:
  inline static int count_ = 0;
};

TEST_F(RelativesTest, WhateverIsHeldTheAnswerReadsTheSame) {
  grpc::GenericStub raw(site().channel());
  std::string first;
  for (const Held& held : kHeld) {
    const std::string surname = new_surname();
    if (*held.statement != '\0') import(surname, held);
    auto response = asked(surname);
    EXPECT_EQ(response.inquiry_reference().size(), 15U) << held.what;
    for (auto& part : *response.mutable_script()->mutable_parts()) {
      for (const std::string* own : {&surname, &response.inquiry_reference(), &response.inquiry_passphrase()}) {
        for (auto at = part.text().find(*own); at != std::string::npos; at = part.text().find(*own)) {
          part.mutable_text()->erase(at, own->size());
        }
      }
    }
    const auto key = key_of(response);
    response.clear_inquiry_reference();
    response.clear_inquiry_passphrase();
    response.clear_receipt();
    response.clear_padding();
    if (first.empty()) first = response.SerializeAsString();
    EXPECT_EQ(response.SerializeAsString(), first) << held.what;

    const auto again = call_raw(raw, "hotline.v1.RelativesService/AskAboutRelative", "portal",
                                {question(surname).SerializeAsString()}, Reading::kAll, std::chrono::seconds(5));
    EXPECT_EQ(again.bytes, 8192U) << held.what;
    EXPECT_EQ(mine(key).status(), v1::MY_INQUIRY_STATUS_OPEN) << held.what;
    const auto look_again = call_raw(raw, "hotline.v1.RelativesService/GetMyInquiry", "portal",
                                     {look_with(key).SerializeAsString()}, Reading::kAll, std::chrono::seconds(5));
    EXPECT_EQ(look_again.bytes, 8192U) << held.what;
  }
}

TEST_F(RelativesTest, HeWhoAgreedIsToldOnTheDayAfterAPersonConfirmedIt) {
  const std::string surname = new_surname();
  const auto person = import(surname, kHeld[1]);
  const auto key = key_of(asked(surname));
  confirmed(key, person);
  EXPECT_EQ(mine(key).status(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING) << "not before the next day's hour";
  days_pass(key, 2);
  const auto told = mine(key);
  EXPECT_EQ(told.status(), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
  EXPECT_THAT(told.told().how_to_write(), Not(IsEmpty()));
  EXPECT_FALSE(told.told().wounded());
  EXPECT_EQ(site().value("SELECT count(*) FROM disclosed WHERE reference = " + number_of(key)), "1");
  grpc::GenericStub raw(site().channel());
  EXPECT_EQ(call_raw(raw, "hotline.v1.RelativesService/GetMyInquiry", "portal", {look_with(key).SerializeAsString()},
                     Reading::kAll, std::chrono::seconds(5))
                .bytes,
            8192U);

  site().postgres().run_sql(site().database(),
                            "UPDATE match_candidate SET state = 4 WHERE reference = " + number_of(key));
  EXPECT_EQ(mine(key).status(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING) << "the confirmation was taken back";
}

TEST_F(RelativesTest, WhoDidNotAgreeAndWhoIsDeadAreAMessageForTheLine) {
  for (const Held& held : {kHeld[2], kHeld[5]}) {
    const std::string surname = new_surname();
    const auto person = import(surname, held);
    const auto key = key_of(asked(surname));
    confirmed(key, person, held.what == std::string("dead") ? 2 : 1);
    days_pass(key, 2);
    const auto answer = mine(key);
    EXPECT_EQ(answer.status(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING) << held.what;
    EXPECT_FALSE(answer.has_told()) << held.what;
  }
}

TEST_F(RelativesTest, ARepeatIsTheFirstAnswerAndOpensNothing) {
  const auto request = question(new_surname());
  v1::AskAboutRelativeResponse first, second, other;
  ASSERT_TRUE(call(&v1::RelativesService::Stub::AskAboutRelative, request, first).ok());
  ASSERT_TRUE(call(&v1::RelativesService::Stub::AskAboutRelative, request, second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  auto changed = request;
  changed.mutable_facts()->set_birthplace("Вигадане");
  const auto status = call(&v1::RelativesService::Stub::AskAboutRelative, changed, other);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED) << status.error_message();
}

TEST_F(RelativesTest, AWrongKeyAndAnAbsentInquiryReadTheSame) {
  auto key = key_of(asked(new_surname()));
  key.set_passphrase("каша каша каша каша");
  v1::InquiryKey absent = key;
  v1::GetMyInquiryResponse response;
  const auto wrong = call(&v1::RelativesService::Stub::GetMyInquiry, look_with(key), response);
  absent.set_reference(core::Reference::from_number(4'170'935'528)->text());
  const auto none = call(&v1::RelativesService::Stub::GetMyInquiry, look_with(absent), response);
  EXPECT_EQ(wrong.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(wrong.error_message(), none.error_message());
  EXPECT_EQ(wrong.error_code(), none.error_code());
}

TEST_F(RelativesTest, WhoeverDeletesIsComparedNoMoreAndErasedByTwo) {
  const auto asked_first = asked(new_surname());
  const auto key = key_of(asked_first);
  v1::DeleteMyDataRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_inquiry() = key;
  v1::DeleteMyDataResponse response;
  for (int times = 0; times < 2; ++times) {
    const auto status = call(&v1::RelativesService::Stub::DeleteMyData, request, response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  EXPECT_TRUE(response.trial());
  EXPECT_EQ(mine(key).status(), v1::MY_INQUIRY_STATUS_ENDED);
  EXPECT_EQ(site().value("SELECT count(*) FROM erasure WHERE reference = " + number_of(key)), "1");

  v1::DecideErasureRequest decide;
  decide.set_request_id(new_request_id());
  decide.set_erasure_number(
      std::stoll(site().value("SELECT erasure_number FROM erasure WHERE reference = " + number_of(key))));
  decide.set_decision(v1::ERASURE_DECISION_ERASE);
  v1::DecideErasureResponse decided;
  grpc::ClientContext context;
  rpc::prepare(context, "administrator", std::chrono::seconds(10));
  ASSERT_TRUE(site().erasure().DecideErasure(&context, decide, &decided).ok());
  v1::GetMyInquiryResponse gone;
  EXPECT_EQ(call(&v1::RelativesService::Stub::GetMyInquiry, look_with(key), gone).error_code(),
            grpc::StatusCode::NOT_FOUND);
  v1::VerifyReceiptRequest verify;
  *verify.mutable_receipt() = asked_first.receipt();
  v1::VerifyReceiptResponse verified;
  ASSERT_TRUE(call(&v1::RelativesService::Stub::VerifyReceipt, verify, verified).ok());
  EXPECT_TRUE(verified.genuine()) << "the receipt of what is erased stays so";

  request.set_request_id(new_request_id());
  EXPECT_EQ(call(&v1::RelativesService::Stub::DeleteMyData, request, response).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(RelativesTest, TheContactIsFoundAgainAndSealed) {
  auto request = question(new_surname());
  request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
  request.mutable_asker()->set_contact("+380 44 555 01 02");
  v1::AskAboutRelativeResponse response;
  ASSERT_TRUE(call(&v1::RelativesService::Stub::AskAboutRelative, request, response).ok());
  EXPECT_EQ(site().value("SELECT length(contact_key) FROM inquiry WHERE reference = " + number_of(key_of(response))),
            "32");
  EXPECT_EQ(site().value("SELECT register_revision FROM inquiry WHERE reference = " + number_of(key_of(response))), "0")
      << "all that is held already is compared";
}

TEST_F(RelativesTest, AReceiptIsGenuineAndSaysNoMore) {
  const auto response = asked(new_surname());
  v1::VerifyReceiptRequest request;
  *request.mutable_receipt() = response.receipt();
  v1::VerifyReceiptResponse verified;
  const auto status = call(&v1::RelativesService::Stub::VerifyReceipt, request, verified);
  ASSERT_TRUE(status.ok()) << status.error_code() << ' ' << status.error_message();
  EXPECT_TRUE(verified.genuine());
  EXPECT_GE(verified.issued_on().year(), 2026);
  request.mutable_receipt()->set_index(request.receipt().index() + 1);
  verified.Clear();
  ASSERT_TRUE(call(&v1::RelativesService::Stub::VerifyReceipt, request, verified).ok());
  EXPECT_FALSE(verified.genuine());
  EXPECT_FALSE(verified.has_issued_on());
  request.mutable_receipt()->set_leaf_hash("short");
  const auto refused = call(&v1::RelativesService::Stub::VerifyReceipt, request, verified);
  EXPECT_EQ(rpc::error_from(refused).violations.front().field, "receipt.leaf_hash");
}

TEST_F(RelativesTest, EveryFaultIsNamed) {
  v1::AskAboutRelativeRequest request;
  request.mutable_asker()->set_contact("x");
  v1::AskAboutRelativeResponse response;
  const auto status = call(&v1::RelativesService::Stub::AskAboutRelative, request, response);
  std::string fields;
  for (const auto& violation : rpc::error_from(status).violations) fields += violation.field + ' ';
  for (const char* field : {"request_id", "asker.language", "asker.contact", "facts"})
    EXPECT_THAT(fields, HasSubstr(field));
}

// A thief of the portal's certificate with every name and birth date (G20): before people decide he confirms nobody,
// and then only whom a prisoner let know.
TEST_F(RelativesTest, AThiefWithEveryNameAndBirthDateConfirmsNobodyWhoDidNotAgree) {
  // So unlike each other that each question finds one man.
  constexpr const char* kNames[] = {"Вигадюк", "Небилиця",    "Казкодубський", "Мріяненко",
                                    "Химера",  "Байкозваний", "Примарко"};
  static_assert(std::size(kNames) + 1 == std::size(kHeld));
  struct Sought {
    const Held* held;
    std::int64_t person;
    v1::InquiryKey key;
  };
  std::vector<Sought> all;
  for (std::size_t kind = 1; kind < std::size(kHeld); ++kind) {
    const std::string surname = kNames[kind - 1];
    days_[surname] = 100 + 13 * static_cast<int>(kind);
    const auto person = import(surname, kHeld[kind]);
    all.push_back({&kHeld[kind], person, key_of(asked(surname))});
  }
  for (const Sought& one : all) EXPECT_EQ(mine(one.key).status(), v1::MY_INQUIRY_STATUS_OPEN) << one.held->what;
  int agreed = 0, others = 0;
  for (const Sought& one : all) {
    const std::string what = one.held->what;
    if (what == "captive, agreed" || what == "captive, silent" || what == "captive, refused") {
      confirmed(one.key, one.person);
      days_pass(one.key, 2);
    }
    const auto seen = mine(one.key);
    const bool told = seen.status() == v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE || seen.has_told();
    if (told) ++(what == "captive, agreed" ? agreed : others);
  }
  std::cout << all.size() << " held: confirmed of those who agreed " << agreed << ", of others " << others << '\n';
  EXPECT_EQ(agreed, 1);
  EXPECT_EQ(others, 0);
}

// How well the delay tells two classes of answers apart: 0.5 is not at all.
double area_under_curve(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<std::pair<double, int>> all;
  for (const double one : a) all.emplace_back(one, 0);
  for (const double one : b) all.emplace_back(one, 1);
  std::ranges::sort(all);
  double ranks = 0;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].first == all[i].first) ++end;
    const double rank = static_cast<double>(i + end + 1) / 2;
    for (; i < end; ++i) ranks += all[i].second == 1 ? rank : 0;
  }
  const auto n = static_cast<double>(b.size());
  return (ranks - n * (n + 1) / 2) / (n * static_cast<double>(a.size()));
}

// Welch's t: how far apart the means are, in standard errors.
double welch_t(const std::vector<double>& a, const std::vector<double>& b) {
  const auto moments = [](const std::vector<double>& all) {
    const auto n = static_cast<double>(all.size());
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / n;
    double squares = 0;
    for (const double one : all) squares += (one - mean) * (one - mean);
    return std::pair{mean, squares / (n - 1) / n};
  };
  const auto [mean_a, error_a] = moments(a);
  const auto [mean_b, error_b] = moments(b);
  return (mean_b - mean_a) / std::sqrt(error_a + error_b);
}

// HOTLINE_UNIFORM samples of each of two methods, half about somebody held; printed, not judged by time.
TEST_F(RelativesTest, TheDelayDoesNotTellWhetherSomebodyIsHeld) {
  const char* wished = std::getenv("HOTLINE_UNIFORM");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  const int samples = wished != nullptr ? std::atoi(wished) : 400;
  constexpr int kThreads = 16;
  std::vector<std::string> held, absent;
  for (int i = 0; i < 20; ++i) {
    held.push_back(new_surname());
    absent.push_back(new_surname());
    // Asked for before anything is held, as those are who are asked for again.
    asked(held.back());
    asked(absent.back());
    import(held.back(), kHeld[1 + static_cast<std::size_t>(i) % 7]);
  }
  std::vector<double> took[2][2];  // by method, by held
  std::mutex mutex;
  std::map<int, int> codes;
  std::map<std::size_t, int> sizes;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(static_cast<unsigned>(t));
      const auto timed = [&](auto&& work) {
        const auto began = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
      };
      for (int i = 0; i < samples / kThreads; ++i) {
        const int which = static_cast<int>(random() & 1U);
        const auto& surname = (which == 1 ? held : absent)[random() % held.size()];
        v1::AskAboutRelativeResponse response;
        v1::GetMyInquiryResponse shown;
        const auto request = question(surname);
        grpc::Status one, two;
        const double ask = timed([&] { one = call(&v1::RelativesService::Stub::AskAboutRelative, request, response); });
        const auto again = look_with(key_of(response));
        const double get = timed([&] { two = call(&v1::RelativesService::Stub::GetMyInquiry, again, shown); });
        const std::lock_guard lock(mutex);
        took[0][which].push_back(ask);
        took[1][which].push_back(get);
        ++codes[one.error_code()];
        ++codes[two.error_code()];
        ++sizes[response.ByteSizeLong()];
        ++sizes[shown.ByteSizeLong()];
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(codes.size(), 1U) << "every one was answered";
  EXPECT_EQ(sizes.size(), 1U) << "in as many bytes";
  for (int method = 0; method < 2; ++method) {
    const double area = area_under_curve(took[method][0], took[method][1]);
    std::cout << (method == 0 ? "AskAboutRelative" : "GetMyInquiry") << ": " << took[method][0].size() << " absent, "
              << took[method][1].size() << " held, AUC of the delay " << area << ", Welch's t "
              << welch_t(took[method][0], took[method][1]) << '\n';
  }
}

}  // namespace
}  // namespace hotline::test
