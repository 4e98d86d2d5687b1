// One supervisor and one operator at `hotline desk`, by a pipe: as people use it who have read nothing but its help.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int kDone = 0, kUsage = 2, kNotAllowed = 5;
constexpr std::chrono::seconds kSeenWithin{60};

class DeskProgramTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    server_ = new Hotlined(*site_, "server", 1);
  }
  static void TearDownTestSuite() {
    delete server_;
    delete site_;
  }

  static Ran as(const std::string& actor, const std::vector<std::string>& arguments) {
    return hotline(*site_, "server", actor, arguments);
  }
  // The program with these lines on its standard input.
  static Ran at_desk(const std::string& actor, const std::string& lines, std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), "desk");
    const std::string path = site_->folder() + "/lines.txt";
    std::ofstream(path, std::ios::binary) << lines;
    std::string command = "exec";
    for (const auto& word : hotline_command(*site_, "server", actor, arguments)) command += " '" + word + "'";
    return run({"/bin/bash", "-c", "cat '" + path + "' | (" + command + ")"});
  }
  static void import(const std::string& rows) {
    const std::string path = site_->folder() + "/list.csv";
    std::ofstream(path, std::ios::binary)
        << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence,inform_kin\n"
        << rows;
    const Ran ran = as("registrar", {"import", path, "--source", bench::kSource, "--side", "adversary"});
    ASSERT_EQ(ran.exit_code, kDone) << ran.output;
  }
  // A mother who may be called at any hour.
  static std::string ask(const std::string& name, const std::string& birth_date) {
    const std::string asker = site_->folder() + "/asker.json";
    std::ofstream(asker, std::ios::binary)
        << R"({"relation": "RELATION_MOTHER", "language": "LANGUAGE_UK", "name": "Вигадана Олеся",)"
        << R"( "safe_contact": "SAFE_CONTACT_PHONE", "contact": "+380 44 555 01 02", "notice_version": 1,)"
        << R"( "safe_hours": {"from_hour": 0, "until_hour": 24}})";
    const Ran opened = as(bench::operator_name(0), {"--json", "inquiry", "open", "--asker", asker, "--name", name,
                                                    "--birth-date", birth_date, "--another"});
    EXPECT_EQ(opened.exit_code, kDone) << opened.output;
    const auto at = opened.output.find("\"inquiry_reference\": \"");
    if (at == std::string::npos) return {};
    return opened.output.substr(at + 22, opened.output.find('"', at + 22) - at - 22);
  }
  static void wait_for(const std::string& sql, const std::string& wished) {
    const auto until = std::chrono::steady_clock::now() + kSeenWithin;
    while (site_->query(sql) != wished && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    ASSERT_EQ(site_->query(sql), wished) << sql;
  }

  static bench::Site* site_;
  static Hotlined* server_;
};
bench::Site* DeskProgramTest::site_ = nullptr;
Hotlined* DeskProgramTest::server_ = nullptr;

TEST_F(DeskProgramTest, AMatchIsConfirmedAndAFamilyIsToldWithoutAnotherCommand) {
  const Ran empty = at_desk("supervisor", "");
  EXPECT_EQ(empty.exit_code, kDone) << empty.output;
  EXPECT_THAT(empty.output, HasSubstr("callbacks due 0, lapsed 0  |  requests 0"));
  EXPECT_THAT(empty.output, HasSubstr("nothing is to do"));

  const std::string reference = ask("Остап Небувайло", "1991-04-17");
  ASSERT_NE(reference, "");
  import("E-1,Небувайло,Остап,Зенонович,1991-04-17,captured,2026-02-03,R5,yes\n");
  wait_for("SELECT count(*) FROM match_candidate", "1");

  const Ran looked = at_desk("supervisor", "s\n", {"--only", "candidates"});
  EXPECT_THAT(looked.output, HasSubstr("the family says"));
  EXPECT_THAT(looked.output, HasSubstr("nothing is to do but what was passed over in this sitting"));
  const Ran confirmed = at_desk("supervisor", "perhaps\nconfirm\nthe mother named his brother\n", {"--once"});
  EXPECT_EQ(confirmed.exit_code, kDone) << confirmed.output;
  EXPECT_THAT(confirmed.output, HasSubstr("one of the letters in brackets"));
  EXPECT_THAT(confirmed.output, HasSubstr("AWAITING_CALLBACK"));

  // The operator needs neither another command nor the family's words.
  const Ran seen = at_desk(bench::operator_name(0), "q\n");
  EXPECT_EQ(seen.exit_code, kDone) << seen.output;
  EXPECT_THAT(seen.output, HasSubstr(reference));
  EXPECT_THAT(seen.output, Not(HasSubstr("555"))) << "who is called is shown to whoever takes it";
  EXPECT_EQ(site_->query("SELECT count(*) FROM callback WHERE claimed_by IS NULL"), "1");
  const Ran told = at_desk(bench::operator_name(0), "take\nt\ny\ny\n", {"--once"});
  EXPECT_EQ(told.exit_code, kDone) << told.output;
  EXPECT_THAT(told.output, HasSubstr("hours      00:00 to 24:00, UTC+00:00"));
  EXPECT_THAT(told.output, HasSubstr("+380 44 555 01 02"));
  EXPECT_THAT(told.output, HasSubstr("CONFIRMED_CAPTIVE"));
  EXPECT_THAT(told.output, HasSubstr("TOLD"));
  EXPECT_EQ(site_->query("SELECT state FROM inquiry"), "4");
  EXPECT_EQ(site_->query("SELECT count(*) FROM callback_try WHERE outcome = 1 AND tree = 1"), "1");
}

TEST_F(DeskProgramTest, WhatIsAskedForIsReleasedAndWhatLapsedIsOpenedAgain) {
  const std::string reference = ask("Зенон Вигадько", "1988-02-11");
  import("E-2,Вигадько,Зенон,Остапович,1988-02-11,captured,2026-02-03,R4,\n");
  wait_for("SELECT count(*) FROM match_candidate WHERE state = 1", "1");
  ASSERT_EQ(as("supervisor", {"release", "request", "--reference", reference}).exit_code, kDone);
  const Ran released = at_desk("supervisor", "give\nhis mother asked twice\nq\n", {"--only", "requests"});
  EXPECT_EQ(released.exit_code, kDone) << released.output;
  EXPECT_THAT(released.output, HasSubstr("ON THE LINE"));
  EXPECT_THAT(released.output, HasSubstr("RELEASED until"));
  EXPECT_EQ(site_->query("SELECT count(*) FROM release"), "1");

  const Ran lapsed = at_desk(bench::operator_name(0), "t\nw\n", {"--once"});
  EXPECT_THAT(lapsed.output, HasSubstr("LAPSED"));
  const Ran opened = at_desk("supervisor", "o\n", {"--once", "--only", "callbacks"});
  EXPECT_EQ(opened.exit_code, kDone) << opened.output;
  EXPECT_THAT(opened.output, HasSubstr("stands for it"));
  // Whoever calls opens what was released, by the claim alone.
  const Ran told = at_desk(bench::operator_name(0), "t\nt\ny\ny\n", {"--once"});
  EXPECT_THAT(told.output, HasSubstr("the release is open until"));
  EXPECT_THAT(told.output, HasSubstr("CONFIRMED_CAPTIVE"));
  EXPECT_EQ(site_->query("SELECT max(state) FROM callback WHERE causes & 2 <> 0 AND state <> 5"), "3");
}

TEST_F(DeskProgramTest, EachSeesWhatIsHisAndMistakesAreNamed) {
  EXPECT_EQ(at_desk(bench::operator_name(0), "", {"--only", "candidates"}).exit_code, kNotAllowed);
  EXPECT_EQ(at_desk("registrar", "").exit_code, kNotAllowed);
  EXPECT_EQ(at_desk("supervisor", "", {"--only", "everything"}).exit_code, kUsage);
  EXPECT_EQ(as("supervisor", {"--json", "desk"}).exit_code, kUsage);
  const Ran help = as("supervisor", {"desk", "--help"});
  EXPECT_EQ(help.exit_code, kDone);
  EXPECT_THAT(help.output, HasSubstr("s passes over it for this sitting"));
}

}  // namespace
}  // namespace hotline::e2e
