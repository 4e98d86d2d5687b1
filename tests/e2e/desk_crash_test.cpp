// Twenty supervisors and two hundred tellers on two servers that are killed under them, from the families' questions to
// the last callback: nobody is told twice, nothing is lost, and every claim that was left behind comes back.
// HOTLINE_DESK_CALLBACKS: how many families (a multiple of 20); HOTLINE_DESK_KILLS: of servers; HOTLINE_SEED repeats
// the choices of an earlier run, as far as the machine's own timing lets them be repeated.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "cli/sample/load.hpp"
#include "e2e/desk_floor.hpp"
#include "e2e/programs.hpp"
#include "e2e/questions.hpp"
#include "support/family_question.hpp"

namespace hotline::e2e {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kRegisterSeed = 11;
constexpr std::uint64_t kFamiliesEach = 20;  // who ask for the same man
constexpr std::size_t kAskers = 32;

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

class DeskCrashTest : public testing::Test {
 protected:
  DeskCrashTest() { signal(SIGPIPE, SIG_IGN); }

  static sample::Row man(std::uint64_t index) {
    sample::Row row = sample::load_row(kRegisterSeed, index);
    row.statement = core::StatementKind::kCaptured;
    row.evidence = core::EvidenceRung::kR5;
    row.fact_date = "2026-02-03";
    row.inform_kin = "yes";
    return row;
  }
  v1::OpenInquiryRequest inquiry(std::uint64_t family) const {
    v1::OpenInquiryRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_call() = test::begun_call(request.request_id());
    request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    request.mutable_asker()->set_language(v1::LANGUAGE_UK);
    request.mutable_asker()->set_name("Вигадана Олеся");
    request.mutable_asker()->set_notice_version(1);
    request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
    request.mutable_asker()->set_contact("+380 44 " + std::to_string(1'000'000 + family));
    const sample::Row row = man(family / kFamiliesEach);
    auto& name = *request.mutable_facts()->mutable_name();
    name.set_surname(row.surname);
    name.set_given_name(row.given_name);
    name.set_patronymic(row.patronymic);
    request.mutable_facts()->set_service_number(row.service_number);
    return request;
  }
  void ask() {
    std::vector<std::thread> askers;
    for (std::size_t asker = 0; asker < kAskers; ++asker) {
      askers.emplace_back([this, asker] {
        const auto stub = v1::InquiryService::NewStub(rpc::connect_local(servers_[asker % 2].socket()));
        for (std::uint64_t i = asker; i < count_; i += kAskers) {
          v1::OpenInquiryResponse opened;
          const auto status = test::call_as(bench::operator_name(asker), *stub, &v1::InquiryService::Stub::OpenInquiry,
                                            inquiry(i), opened);
          ASSERT_TRUE(status.ok()) << status.error_message();
          families_[i].key.set_reference(opened.inquiry_reference());
          families_[i].key.set_passphrase(opened.inquiry_passphrase());
        }
      });
    }
    for (std::thread& asker : askers) asker.join();
  }
  void import() {
    const std::string list = site_.folder() + "/list.csv";
    std::ofstream out(list, std::ios::binary);
    sample::write_csv_header(out);
    for (std::uint64_t i = 0; i < count_ / kFamiliesEach; ++i) sample::write_csv_row(out, man(i));
    out.close();
    const Ran ran =
        hotline(site_, "a", "registrar", {"import", list, "--source", bench::kSource, "--side", "adversary"});
    ASSERT_EQ(ran.exit_code, 0) << ran.output;
    const auto began = Clock::now();
    while (rows("match_candidate WHERE state = 1") < count_) {
      ASSERT_LT(seconds_since(began), 60 + static_cast<double>(count_) / 100) << rows("match_candidate");
      std::this_thread::sleep_for(100ms);
    }
  }
  std::uint64_t rows(const std::string& of) { return std::stoull(site_.query("SELECT count(*) FROM " + of)); }

  // What twenty minutes and some days do: claims whose tellers are gone lapse, and what was tried in vain is due.
  void let_time_pass(DeskFloor& floor) {
    std::string sql = "UPDATE callback SET due_at = now() WHERE state = 1 AND due_at > now()";
    for (const DroppedClaim& claim : floor.take_dropped()) {
      sql += "; UPDATE callback SET claim_until = now() - interval '1 second' WHERE claimed_by = '" + claim.actor +
             "' AND callback_id = " + std::to_string(claim.callback) + " AND claim_until = timestamptz 'epoch' + " +
             std::to_string(claim.until_us) + " * interval '1 microsecond'";
    }
    site_.server().run_sql(site_.database(), sql);
  }
  void kill_something() {
    if (++kills_ % 4 == 0) {
      site_.server().kill_9();
      std::this_thread::sleep_for(200ms);
      site_.server().restart();
      return;
    }
    Hotlined& server = servers_[random_() % 2];
    server.kill_9();
    std::this_thread::sleep_for(std::chrono::milliseconds(random_() % 500));
    server.start();
  }
  // Until all are told; the servers die at times spread over the whole of it.
  void work(DeskFloor& floor) {
    const auto began = Clock::now();
    for (;;) {
      const auto told = static_cast<std::uint64_t>(floor.counts().told.load());
      if (told >= count_ && kills_ >= kills_wished_) break;
      if (kills_ < kills_wished_ && told >= (kills_ + 1) * count_ / (kills_wished_ + 2)) kill_something();
      let_time_pass(floor);
      ASSERT_LT(seconds_since(began), 180 + static_cast<double>(count_) / 25) << told << " of " << count_ << " told";
      std::this_thread::sleep_for(250ms);
    }
    seconds_ = seconds_since(began);
  }
  void judge(const DeskFloor::Counts& counts) {
    std::uint64_t not_heard = 0, heard_more = 0;
    for (const WaitingFamily& family : families_) {
      not_heard += family.heard == 0 ? 1 : 0;
      heard_more += family.heard > 1 ? 1 : 0;
    }
    EXPECT_EQ(not_heard, 0U) << "nothing is lost";
    EXPECT_EQ(heard_more, 0U) << "nobody is told twice";
    EXPECT_EQ(violations_.total(), 0);
    violations_.print();
    EXPECT_EQ(rows("callback"), count_);
    EXPECT_EQ(rows("callback WHERE state = 3"), count_) << "every claim that was left behind came back";
    EXPECT_EQ(rows("inquiry WHERE state = 4"), count_);
    EXPECT_EQ(rows("callback_try WHERE outcome = 1"), count_);
    EXPECT_EQ(
        rows("callback_try AS t JOIN callback AS c USING (callback_id) JOIN disclosed AS d ON d.tree = t.tree AND "
             "d.log_index = t.log_index AND d.reference = c.reference WHERE t.outcome = 1"),
        count_)
        << "each by an entry of its own";
    EXPECT_GT(counts.dropped, 0);
    EXPECT_GT(counts.warned, 0);
  }

  void audit() {
    const std::string keys = site_.folder() + "/log.pub";
    std::ofstream out(keys, std::ios::binary);
    for (const char* tree : {"1", "2"}) {
      out << run({site_.program("hotline"), "keys", "show", "--public", "--folder", site_.folder() + "/keys", "--tree",
                  tree})
                 .output;
    }
    out.close();
    const Ran audited = run({site_.program("hotline"), "audit", "verify", "--conninfo-file",
                             site_.folder() + "/connection", "--public-key", keys},
                            600s);
    EXPECT_EQ(audited.exit_code, 0) << audited.output;
    std::cout << audited.output;
  }

  const std::uint64_t count_ = number("HOTLINE_DESK_CALLBACKS", 400);
  const std::uint64_t kills_wished_ = number("HOTLINE_DESK_KILLS", 4);
  const std::uint64_t seed_ = number("HOTLINE_SEED", std::random_device()());
  bench::Site site_{program_folder()};
  Hotlined servers_[2] = {Hotlined(site_, "a", 1), Hotlined(site_, "b", 2)};
  std::deque<WaitingFamily> families_ = std::deque<WaitingFamily>(count_);
  Violations violations_;
  std::mt19937_64 random_{seed_};
  std::uint64_t kills_ = 0;
  double seconds_ = 0;
};

TEST_F(DeskCrashTest, NobodyIsToldTwiceAndNothingIsLost) {
  std::cout << "seed " << seed_ << std::endl;
  ASSERT_NO_FATAL_FAILURE(ask());
  ASSERT_NO_FATAL_FAILURE(import());
  DeskFloor::Options options;
  options.sockets = {servers_[0].socket(), servers_[1].socket()};
  options.seed = seed_;
  DeskFloor floor(options, families_, violations_);
  work(floor);
  floor.close();
  const auto& counts = floor.counts();
  std::cout << counts.told << " callbacks told in " << seconds_ << " s, " << counts.reviewed
            << " candidates confirmed, " << counts.in_vain << " tries in vain, " << counts.dropped
            << " claims left behind, " << counts.warned << " tellers warned, " << kills_ << " kills, "
            << counts.repeated << " calls repeated" << std::endl;
  judge(counts);
  for (Hotlined& server : servers_) server.kill_9();
  audit();
}

}  // namespace
}  // namespace hotline::e2e
