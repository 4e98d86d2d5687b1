// A thief of a portal's certificate with the complete list: every name and birth date that is held, and as many more
// (G20). HOTLINE_PORTAL_THIEF sets how many names he has (1000).
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <vector>

#include "hotline/v1/alarm_service.grpc.pb.h"
#include "portal_rig.hpp"
#include "support/family_question.hpp"
#include "support/matcher.hpp"

namespace hotline::test {
namespace {

using Clock = std::chrono::steady_clock;
using Statuses = std::map<int, int>;  // MyInquiryStatus; -1: refused

constexpr std::size_t kHeldMost = 20'000;
constexpr std::size_t kRowsAtOnce = 500;
constexpr unsigned kThieves = 16;
constexpr std::uint64_t kSeed = 20;
constexpr std::int32_t kBudget = 20;  // of an hour's looks and of a day's confirmations, as they are shipped
constexpr std::size_t kDecided = 30;  // of each of the three kinds

enum class Wish { kTell, kSilent, kDoNotTell };
Wish wish_of(std::size_t man) {
  return static_cast<Wish>(man % 3);
}

// Distinct invented names, far from each other for neighbouring numbers.
std::string surname_of(std::size_t man) {
  constexpr std::array<const char*, 10> kSyllables{"ба", "го", "ду", "жи", "за", "ку", "ле", "мо", "ни", "по"};
  std::string name;
  std::size_t left = 10'000'000 + man * 7'654'321 % 10'000'000;
  for (; left > 0; left /= 10) name += kSyllables[left % 10];
  return name + "ський";
}

const char* given_of(std::size_t man) {
  constexpr std::array<const char*, 11> kGiven{"Остап", "Зенон", "Устим", "Клим",      "Назар", "Любомир",
                                               "Тиміш", "Юхим",  "Панас", "Святослав", "Гордій"};
  return kGiven[man % kGiven.size()];
}

const char* patronymic_of(std::size_t man) {
  constexpr std::array<const char*, 7> kPatronymics{"Зенонович", "Климович",      "Назарович", "Юхимович",
                                                    "Панасович", "Святославович", "Гордійович"};
  return kPatronymics[man % kPatronymics.size()];
}

std::chrono::year_month_day birth_of(std::size_t man) {
  return std::chrono::sys_days{std::chrono::year{1965} / 1 / 1} + std::chrono::days{man * 7919 % 14'600};
}

std::string text_of(std::chrono::year_month_day day) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

v1::AskAboutRelativeRequest question(std::size_t man) {
  auto request = mothers_question(surname_of(man), birth_of(man));
  request.mutable_facts()->mutable_name()->set_given_name(given_of(man));
  request.mutable_facts()->mutable_name()->set_patronymic(patronymic_of(man));
  return request;
}

void fill(TestServer& site, std::size_t held) {
  std::vector<v1::ListRow> rows;
  for (std::size_t man = 0; man < held; ++man) {
    v1::ListRow row;
    row.set_external_id("P-" + std::to_string(man));
    row.mutable_name()->set_surname(surname_of(man));
    row.mutable_name()->set_given_name(given_of(man));
    row.mutable_name()->set_patronymic(patronymic_of(man));
    row.set_birth_date(text_of(birth_of(man)));
    row.set_statement("captured");
    row.set_evidence("R5");
    row.set_fact_date("2026-02-03");
    if (wish_of(man) == Wish::kTell) row.set_inform_kin("yes");
    if (wish_of(man) == Wish::kDoNotTell) row.set_inform_kin("no");
    rows.push_back(std::move(row));
    if (rows.size() < kRowsAtOnce && man + 1 < held) continue;
    site.import(rows);
    rows.clear();
  }
}

// Does `work(man)` for all of them, on threads, and says now and then how far it is.
void each_of(const char* what, const std::vector<std::size_t>& men, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  const auto began = Clock::now();
  for (unsigned i = 0; i < kThieves; ++i) {
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < men.size(); at = next++) {
        work(men[at]);
        if ((at + 1) % 100'000 == 0) std::cout << what << ": " << at + 1 << " of " << men.size() << std::endl;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::cout << what << ": " << men.size() << " in " << std::chrono::duration<double>(Clock::now() - began).count()
            << " s" << std::endl;
}

class PortalThiefTest : public testing::Test {
 protected:
  static std::size_t names() {
    const char* wished = std::getenv("HOTLINE_PORTAL_THIEF");  // NOLINT(concurrency-mt-unsafe): nothing sets it
    return wished != nullptr ? static_cast<std::size_t>(std::max(4, std::atoi(wished))) : 1000;
  }

  void ask(const std::vector<std::size_t>& men) {
    keys_.resize(men.size());
    std::mutex mutex;
    each_of("asked", men, [&](std::size_t man) {
      v1::AskAboutRelativeResponse response;
      const auto status =
          call_as("portal", *portal_, &v1::RelativesService::Stub::AskAboutRelative, question(man), response);
      const std::lock_guard lock(mutex);
      ++codes_[status.error_code()];
      ++sizes_[response.ByteSizeLong()];
      if (status.ok()) keys_[man] = key_of(response);
    });
  }

  // What the looks say, by what each man wishes; the fourth is of those of whom nothing is held.
  std::array<Statuses, 4> look(const char* what, v1::RelativesService::Stub& at, const std::string& portal,
                               const std::vector<std::size_t>& men) {
    std::array<Statuses, 4> seen;
    std::mutex mutex;
    each_of(what, men, [&](std::size_t man) {
      v1::GetMyInquiryResponse response;
      const auto status =
          call_as(portal, at, &v1::RelativesService::Stub::GetMyInquiry, look_with(keys_[man]), response);
      const std::lock_guard lock(mutex);
      Statuses& of = seen[man < held_ ? man % 3 : 3];
      ++of[status.ok() ? static_cast<int>(response.status()) : -1];
    });
    for (std::size_t kind = 0; kind < seen.size(); ++kind) {
      constexpr std::array<const char*, 4> kKinds{"wish it told", "silent", "wish it not told", "not held"};
      std::cout << "  " << kKinds[kind] << ':';
      for (const auto& [status, count] : seen[kind]) {
        std::cout << ' ' << (status < 0 ? "refused" : v1::MyInquiryStatus_Name(status)) << ' ' << count;
      }
      std::cout << '\n';
    }
    return seen;
  }

  static void wait_for_matcher(const TestServer& site) {
    const auto until = Clock::now() + std::chrono::minutes(10);
    while (!matcher_caught_up(site)) {
      ASSERT_LT(Clock::now(), until) << "the matcher is not done";
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

  // How far the portal had come when the alarm about it was raised; 0 when there is none within a while.
  static std::int64_t alarm_about_portal(TestServer& site, v1::AlarmKind kind) {
    const auto until = Clock::now() + std::chrono::seconds(15);
    do {
      v1::ListAlarmsRequest request;
      request.set_page_size(200);
      v1::ListAlarmsResponse response;
      EXPECT_TRUE(call_as("supervisor", site.alarm(), &v1::AlarmService::Stub::ListAlarms, request, response).ok());
      for (const v1::Alarm& one : response.alarms()) {
        if (one.kind() == kind && one.actor() == "id-portal") return one.count();
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    } while (Clock::now() < until);
    return 0;
  }

  std::size_t held_ = 0;
  std::unique_ptr<v1::RelativesService::Stub> portal_;
  std::vector<v1::InquiryKey> keys_;
  std::map<int, int> codes_;
  std::map<std::size_t, int> sizes_;
};

TEST_F(PortalThiefTest, TheCompleteListConfirmsNobodyWhoDidNotConsent) {
  held_ = std::min(kHeldMost, names() / 2);
  TestServer site({.outside_persons_per_hour = kBudget, .outside_told_per_day = kBudget});
  fill(site, held_);
  portal_ = v1::RelativesService::NewStub(site.channel());
  std::vector<std::size_t> all(names());
  std::iota(all.begin(), all.end(), 0U);
  std::shuffle(all.begin(), all.end(), std::mt19937_64(kSeed));
  std::cout << "seed " << kSeed << ": " << held_ << " held, a list of " << all.size() << " names with birth dates\n";
  ask(all);
  EXPECT_EQ(codes_[grpc::StatusCode::OK], static_cast<int>(all.size())) << "a registration tells nothing";
  EXPECT_EQ(sizes_.size(), 1U) << "in as many bytes";
  wait_for_matcher(site);
  std::cout << site.value("SELECT count(DISTINCT reference) FROM match_candidate") << " inquiries have a candidate, "
            << site.value("SELECT count(*) FROM match_candidate") << " candidates\n";

  // Before a person has decided, by another portal (who asks again is let in again) on a server without budgets: it is
  // not the budget that keeps them.
  TestServer unlimited(site, {.tree = 2});
  const auto without_budget = v1::RelativesService::NewStub(unlimited.channel());
  std::vector<std::size_t> looked_at;  // all that are held and as many others
  std::ranges::copy_if(all, std::back_inserter(looked_at), [&](std::size_t man) { return man < 2 * held_; });
  for (const Statuses& seen :
       look("looked at, nothing decided, no budget", *without_budget, "other-portal", looked_at)) {
    for (const auto& [status, count] : seen) EXPECT_EQ(status, v1::MY_INQUIRY_STATUS_OPEN) << count;
  }

  // People confirm what the matcher found about some of each kind; the next day has come.
  const std::size_t decided = std::min(held_, 3 * kDecided);
  std::vector<std::size_t> confirmed(decided);
  std::iota(confirmed.begin(), confirmed.end(), 0U);
  for (const std::size_t man : confirmed) {
    const auto person =
        std::stoll(site.value("SELECT person_id FROM match_candidate WHERE reference = " + number_of(keys_[man]) +
                              " ORDER BY probability DESC LIMIT 1"));
    ASSERT_NO_FATAL_FAILURE(confirm_candidate(site, keys_[man], person));
    days_pass_since_review(site, keys_[man], 2);
  }
  const auto told = look("looked at, confirmed by people, no budget", *without_budget, "other-portal", confirmed);
  for (const std::size_t kind : {1, 2, 3}) {
    EXPECT_FALSE(told[kind].contains(v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE)) << "of those who did not wish it";
  }
  EXPECT_EQ(told[0].at(v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE), static_cast<int>((decided + 2) / 3));

  // The thief himself, who has the budget that is shipped.
  const auto collected =
      look("looked at, confirmed by people, the budget that is shipped", *portal_, "portal", confirmed);
  int let_in = 0;
  for (const Statuses& seen : collected) {
    for (const auto& [status, count] : seen) let_in += status < 0 ? 0 : count;
  }
  EXPECT_LE(let_in, kBudget);
  const auto at_person = alarm_about_portal(site, v1::ALARM_KIND_MANY_PERSONS);
  std::cout << "let in " << let_in << ", alarm at person " << at_person << '\n';
  EXPECT_GE(at_person, 1);
  EXPECT_LE(at_person, 50);

  // Hour after hour he may look at others: what he is told stays within the day's budget, however many look at once.
  TestServer hours_later(site, {.tree = 3, .outside_told_per_day = kBudget});
  const auto without_hours = v1::RelativesService::NewStub(hours_later.channel());
  const auto of_day = look("looked at, the day's budget alone", *without_hours, "portal", confirmed);
  const auto today = of_day[0].find(v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
  ASSERT_NE(today, of_day[0].end());
  EXPECT_LE(today->second, kBudget);
  EXPECT_GT(of_day[0].at(-1), 0);
  const auto told_of = alarm_about_portal(site, v1::ALARM_KIND_MANY_TOLD);
  std::cout << "confirmed of the day " << today->second << ", alarm at " << told_of << '\n';
  EXPECT_GE(told_of, 1);
}

TEST_F(PortalThiefTest, ARestartForgetsNothingThatWasToldWithinTheDay) {
  held_ = 9;
  TestServer first({.outside_told_per_day = 2});
  fill(first, held_);
  portal_ = v1::RelativesService::NewStub(first.channel());
  std::vector<std::size_t> all(held_);
  std::iota(all.begin(), all.end(), 0U);
  ask(all);
  for (const std::size_t man : {0U, 3U, 6U}) {  // they wish it told
    const auto person = std::stoll(
        first.value("SELECT person_id FROM person ORDER BY person_id LIMIT 1 OFFSET " + std::to_string(man)));
    ASSERT_NO_FATAL_FAILURE(confirm_candidate(first, keys_[man], person));
    days_pass_since_review(first, keys_[man], 2);
  }
  const auto status_at = [&](v1::RelativesService::Stub& at, std::size_t man) {
    v1::GetMyInquiryResponse response;
    const auto status =
        call_as("portal", at, &v1::RelativesService::Stub::GetMyInquiry, look_with(keys_[man]), response);
    return status.ok() ? static_cast<int>(response.status()) : -static_cast<int>(status.error_code());
  };
  constexpr int kRefused = -static_cast<int>(grpc::StatusCode::RESOURCE_EXHAUSTED);
  for (const std::size_t man : {0U, 3U}) {
    EXPECT_EQ(status_at(*portal_, man), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
  }
  EXPECT_EQ(status_at(*portal_, 6), kRefused);
  EXPECT_EQ(status_at(*portal_, 1), kRefused) << "a block does not depend on what is held";
  EXPECT_EQ(status_at(*portal_, 0), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE) << "told before";
  first.stop();

  const auto hours_pass = [&](TestServer& site, int hours) {
    const std::string earlier = " - interval '" + std::to_string(hours) + " hours'";
    site.postgres().run_sql(site.database(),
                            "ALTER TABLE log_entry DISABLE TRIGGER ALL; ALTER TABLE log_batch DISABLE TRIGGER ALL;"
                            "UPDATE log_entry SET logged_at = logged_at" +
                                earlier + "; UPDATE log_batch SET committed_at = committed_at" + earlier +
                                "; ALTER TABLE log_entry ENABLE TRIGGER ALL; ALTER TABLE log_batch ENABLE TRIGGER ALL");
  };
  hours_pass(first, 20);
  TestServer again(first, {.tree = 2, .outside_told_per_day = 2});
  const auto evening = v1::RelativesService::NewStub(again.channel());
  EXPECT_EQ(status_at(*evening, 6), kRefused);
  EXPECT_EQ(status_at(*evening, 3), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
  again.stop();
  hours_pass(again, 5);
  TestServer next_day(again, {.tree = 3, .outside_told_per_day = 2});
  const auto morning = v1::RelativesService::NewStub(next_day.channel());
  EXPECT_EQ(status_at(*morning, 6), v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE);
}

}  // namespace
}  // namespace hotline::test
