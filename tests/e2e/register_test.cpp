// `hotline register find, show, history, could-be-said, gaps` against a real server: what a registrar reads.
#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;

constexpr int kDone = 0, kUsage = 2, kRefused = 3, kNotFound = 4, kNotAllowed = 5;

class RegisterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    server_ = new Hotlined(*site_, "server", 1);
    const std::string list = file("list.csv",
                                  "external_id,surname,given_name,patronymic,birth_date,service_number,statement,"
                                  "fact_date,evidence\n"
                                  "R-1,Тридубський,Остап,Зенонович,1991-04-17,ТР-700001,captured,2026-02-03,R4\n"
                                  "R-2,Небувайло,Остап,Зенонович,1992-05-18,ТР-700002,captured,2026-02-03,R3\n");
    const Ran imported =
        hotline(*site_, "server", "registrar", {"import", list, "--source", bench::kSource, "--side", "adversary"});
    ASSERT_EQ(imported.exit_code, kDone) << imported.output;
    person_ = site_->query("SELECT min(person_id) FROM person");
    put(R"({"kind": "STATEMENT_KIND_KILLED", "rung": "EVIDENCE_RUNG_R3", "source_id": ")" +
        std::string(bench::kSource) +
        R"(", "fact_date": {"year": 2026, "month": 3, "day": 1}, "place": "Вигадане місто"})");
    put(R"({"kind": "STATEMENT_KIND_SEEN_ALIVE", "rung": "EVIDENCE_RUNG_R3", "source_id": ")" +
        std::string(bench::kSource) + R"(", "fact_date": {"year": 2026, "month": 3, "day": 9}})");
  }
  static void TearDownTestSuite() {
    delete server_;
    delete site_;
  }

  static std::string file(const std::string& name, const std::string& text) {
    const std::string path = site_->folder() + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  static void put(const std::string& json) {
    const Ran ran = hotline(*site_, "server", "registrar",
                            {"register", "put-statement", person_, "--statement", file("statement.json", json)});
    ASSERT_EQ(ran.exit_code, kDone) << ran.output;
  }
  static Ran ask(const std::string& actor, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "register");
    return hotline(*site_, "server", actor, arguments);
  }
  static std::string today() {
    return core::format_instant(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()))
        .substr(0, 10);
  }

  static bench::Site* site_;
  static Hotlined* server_;
  static std::string person_;
};
bench::Site* RegisterTest::site_ = nullptr;
Hotlined* RegisterTest::server_ = nullptr;
std::string RegisterTest::person_;

TEST_F(RegisterTest, FindsByFactsFromAFileAndByColumns) {
  const std::string facts =
      file("facts.json", R"({"name": {"line": "Tridubsky Ostap"}, "service_number": "тр 700001"})");
  Ran ran = ask("registrar", {"find", "--purpose", "check of a list", "--facts", facts});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("Тридубський Остап Зенонович"));
  EXPECT_THAT(ran.output, HasSubstr("CONFLICTING"));
  EXPECT_THAT(ran.output, HasSubstr(" %"));
  ran = ask("registrar", {"find", "--purpose", "check of a list", "--name", "Небувайло Остап"});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("Небувайло"));
  ran = ask("supervisor", {"find", "--purpose", "check of a list", "--status", "believed-captive"});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("Небувайло"));
  EXPECT_THAT(ran.output, testing::Not(HasSubstr("Тридубський")));
  ran = ask("supervisor", {"find", "--purpose", "check of a list", "--status", "escaped"});
  EXPECT_THAT(ran.output, HasSubstr("nobody found"));
  ran = ask("registrar", {"find", "--purpose", "check of a list", "--source", bench::kSource, "--at-most", "1"});
  EXPECT_THAT(ran.output, HasSubstr("there are more"));
}

TEST_F(RegisterTest, ShowsAHumanBeing) {
  const Ran ran = ask("registrar", {"show", person_, "--purpose", "check of a list"});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  for (const char* part : {"TRIAL", "status     CONFLICTING", "NAMES", "Тридубський", "NUMBERS", "ТР-700001",
                           "STATEMENTS", "KILLED", "Вигадане місто", "counts", "CONTRADICTIONS", "life_after_death",
                           "RECORDS OF THIS HUMAN BEING", "1991-04-17"}) {
    EXPECT_THAT(ran.output, HasSubstr(part));
  }
  if (std::getenv("HOTLINE_SHOW") != nullptr) std::puts(ran.output.c_str());
  const Ran then = ask("registrar", {"show", person_, "--purpose", "check of a list", "--as-of", "2026-02-10"});
  EXPECT_THAT(then.output, HasSubstr("NOT TODAY'S PAGE: as of 2026-02-10"));
  EXPECT_THAT(then.output, HasSubstr("status     CAPTIVE_NOTIFIED"));
  EXPECT_EQ(ask("registrar", {"show", person_, "--purpose", "check", "--known-on", "2020-01-01"}).exit_code, kNotFound);
  EXPECT_EQ(ask("registrar", {"show", person_, "--purpose", "check", "--known-on", today()}).exit_code, kDone);
}

TEST_F(RegisterTest, RecountsWhatHappened) {
  const Ran ran = ask("registrar", {"history", person_, "--purpose", "check of a list"});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  const auto entered = ran.output.find("record " + person_ + " entered");
  const auto killed = ran.output.find("KILLED 2026-03-01");
  const auto seen = ran.output.find("SEEN_ALIVE 2026-03-09");
  ASSERT_NE(entered, std::string::npos) << ran.output;
  EXPECT_LT(entered, killed);
  EXPECT_LT(killed, seen);
  EXPECT_NE(seen, std::string::npos);
  if (std::getenv("HOTLINE_SHOW") != nullptr) std::puts(ran.output.c_str());
}

TEST_F(RegisterTest, SaysWhatCouldBeSaidToASupervisorOnly) {
  const std::vector<std::string> question{"could-be-said", person_, "--day", today(), "--purpose", "complaint 12/2026"};
  const Ran ran = ask("supervisor", question);
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("COLLEAGUE_TAKES_OVER"));
  EXPECT_THAT(ran.output, HasSubstr("CONFLICT"));
  if (std::getenv("HOTLINE_SHOW") != nullptr) std::puts(ran.output.c_str());
  EXPECT_EQ(ask("registrar", question).exit_code, kNotAllowed);
}

TEST_F(RegisterTest, ReportsGaps) {
  const Ran ran = ask("supervisor", {"gaps", "--from", today(), "--to", today()});
  EXPECT_EQ(ran.exit_code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr(bench::kSource));
  if (std::getenv("HOTLINE_SHOW") != nullptr) std::puts(ran.output.c_str());
  EXPECT_EQ(ask("supervisor", {"gaps", "--from", "2025-01-01", "--to", today()}).exit_code, kRefused);
}

TEST_F(RegisterTest, WrongArgumentsAreSaidBeforeAnythingIsAsked) {
  const std::string purpose = "check of a list";
  EXPECT_EQ(ask("registrar", {"show", person_, "--purpose", purpose, "--as-of", "2026-02"}).exit_code, kUsage);
  EXPECT_EQ(ask("registrar", {"show", person_, "--purpose", purpose, "--known-on", "2026-02-01T25:00:00Z"}).exit_code,
            kUsage);
  EXPECT_EQ(ask("registrar", {"show", person_, "--purpose", purpose, "--known-on", "9999-12-31"}).exit_code, kUsage);
  EXPECT_EQ(ask("registrar", {"find", "--purpose", purpose, "--status", "asleep"}).exit_code, kUsage);
  EXPECT_EQ(ask("registrar", {"find", "--purpose", purpose, "--list", "12"}).exit_code, kUsage);
  EXPECT_EQ(ask("registrar", {"find", "--purpose", purpose, "--name", "Остап", "--unit", "7"}).exit_code, kUsage);
  EXPECT_EQ(ask("registrar", {"find", "--purpose", purpose}).exit_code, kUsage) << "no terminal to ask on";
  EXPECT_EQ(ask("supervisor", {"gaps", "--from", "yesterday", "--to", today()}).exit_code, kUsage);
}

}  // namespace
}  // namespace hotline::e2e
