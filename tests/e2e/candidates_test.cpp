// A family asks, a list comes, a supervisor sees the match and confirms it: by the commands that people type.
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

constexpr int kDone = 0, kUsage = 2, kRefused = 3, kNotFound = 4, kNotAllowed = 5;
constexpr std::chrono::seconds kSeenWithin{60};

class CandidatesTest : public testing::Test {
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
  static void import(const std::string& rows) {
    const std::string path = site_->folder() + "/list.csv";
    std::ofstream(path, std::ios::binary)
        << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence\n"
        << rows;
    const Ran ran = as("registrar", {"import", path, "--source", bench::kSource, "--side", "adversary"});
    ASSERT_EQ(ran.exit_code, kDone) << ran.output;
  }
  // The text behind "key": in JSON.
  static std::string json_text(const std::string& json, const std::string& key) {
    const auto at = json.find("\"" + key + "\": \"");
    if (at == std::string::npos) return {};
    const auto begin = at + key.size() + 5;
    return json.substr(begin, json.find('"', begin) - begin);
  }

  static bench::Site* site_;
  static Hotlined* server_;
};
bench::Site* CandidatesTest::site_ = nullptr;
Hotlined* CandidatesTest::server_ = nullptr;

TEST_F(CandidatesTest, AFamilyThatFoundNothingIsCalledWhenTheListComes) {
  const Ran asked =
      as(bench::operator_name(0), {"--json", "lookup", "--name", "Остап Небувайло", "--birth-date", "1991-04-17"});
  ASSERT_EQ(asked.exit_code, kDone) << asked.output;
  EXPECT_EQ(json_text(asked.output, "kind"), "ANSWER_KIND_NO_ANSWER_TODAY");
  const std::string reference = json_text(asked.output, "inquiry_reference");
  ASSERT_NE(reference, "");

  import("E-1,Небувайло,Остап,Зенонович,1991-04-17,captured,2026-02-03,R4\n");
  const auto until = std::chrono::steady_clock::now() + kSeenWithin;
  Ran watched;
  do {
    watched = as("supervisor", {"inquiry", "candidates", "watch", "--once"});
    ASSERT_EQ(watched.exit_code, kDone) << watched.output;
  } while (watched.output.find(reference) == std::string::npos && std::chrono::steady_clock::now() < until);
  EXPECT_THAT(watched.output, HasSubstr(reference));
  EXPECT_THAT(watched.output, HasSubstr("PROPOSED"));
  const auto cursor_at = watched.output.find("--cursor ");
  ASSERT_NE(cursor_at, std::string::npos);
  const std::string cursor = watched.output.substr(cursor_at + 9, watched.output.find('\n', cursor_at) - cursor_at - 9);

  const std::string person = site_->query("SELECT max(person_id) FROM person");
  const Ran list = as("supervisor", {"inquiry", "candidates", "ls"});
  EXPECT_THAT(list.output, HasSubstr(reference));
  EXPECT_THAT(list.output, HasSubstr("surname agrees"));
  EXPECT_THAT(list.output, Not(HasSubstr("Небувайло"))) << "a list holds no name";
  const Ran shown = as("supervisor", {"inquiry", "candidates", "show", person});
  EXPECT_THAT(shown.output, HasSubstr("the family says"));
  EXPECT_THAT(shown.output, HasSubstr("Небувайло Остап Зенонович"));
  const Ran explained = as("supervisor", {"lookup", "--explain", "--reference", reference, "--person", person});
  EXPECT_EQ(explained.exit_code, kDone) << explained.output;
  EXPECT_THAT(explained.output, HasSubstr("surname: Небувайло; given name: Остап"));
  EXPECT_THAT(explained.output, HasSubstr("++++"));
  const Ran by_operator =
      as(bench::operator_name(0), {"lookup", "--explain", "--name", "Остап Небувайло", "--birth-date", "1991-04-17"});
  EXPECT_EQ(by_operator.exit_code, kDone) << by_operator.output;
  EXPECT_THAT(by_operator.output, HasSubstr("No match may be explained")) << "a colleague takes over";

  const auto review = [&](const std::string& decision) {
    return as("supervisor", {"inquiry", "candidates", "review", person, "--decision", decision, "--ground",
                             "the mother named his brother"});
  };
  const Ran unasked = as("supervisor", {"inquiry", "candidates", "review", person, "--decision", "confirm"});
  EXPECT_EQ(unasked.exit_code, kUsage) << "nobody is there to be asked for the ground";
  const Ran confirmed = review("confirm");
  EXPECT_EQ(confirmed.exit_code, kDone) << confirmed.output;
  EXPECT_THAT(confirmed.output, HasSubstr("AWAITING_CALLBACK"));
  EXPECT_EQ(site_->query("SELECT state FROM inquiry"), "3");
  EXPECT_EQ(review("confirm").exit_code, kNotFound) << "nothing waits any more";
  const Ran later = as("supervisor", {"inquiry", "candidates", "watch", "--once", "--cursor", cursor});
  EXPECT_THAT(later.output, HasSubstr("CONFIRMED"));
  const Ran undone = review("undo");
  EXPECT_EQ(undone.exit_code, kDone) << undone.output;
  EXPECT_EQ(site_->query("SELECT state FROM inquiry"), "2");

  // Rejected, it comes back with a new fact. An undo then means the newest decision, not the old one beside it.
  EXPECT_EQ(review("reject").exit_code, kDone);
  import("E-1,Небувайлов,Остап,Зенонович,1991-04-17,captured,2026-02-03,R4\n");
  Ran again = review("confirm");
  while (again.exit_code == kNotFound && std::chrono::steady_clock::now() < until + kSeenWithin) {
    again = review("confirm");
  }
  ASSERT_EQ(again.exit_code, kDone) << again.output;
  const Ran only = as("supervisor", {"inquiry", "candidates", "review", person, "--decision", "undo", "--reference",
                                     reference, "--ground", "it was another man"});
  EXPECT_EQ(only.exit_code, kDone) << only.output;
  EXPECT_EQ(site_->query("SELECT string_agg(state::text, ' ' ORDER BY candidate_id) FROM match_candidate"), "4 1");
}

TEST_F(CandidatesTest, WhoMayNotSeeCandidatesSeesNone) {
  for (const std::string actor : {"registrar", "operator"}) {
    const std::string who = actor == "operator" ? bench::operator_name(0) : actor;
    EXPECT_EQ(as(who, {"inquiry", "candidates", "ls"}).exit_code, kNotAllowed) << who;
    EXPECT_EQ(as(who, {"inquiry", "candidates", "watch", "--once"}).exit_code, kNotAllowed) << who;
  }
  EXPECT_EQ(as("supervisor", {"inquiry", "candidates", "show", "999999"}).exit_code, kNotFound);
  EXPECT_EQ(as("supervisor", {"inquiry", "candidates", "ls", "--state", "nonsense"}).exit_code, kUsage);
  const Ran astray = as("supervisor", {"inquiry", "candidates", "watch", "--once", "--cursor", "nonsense"});
  EXPECT_EQ(astray.exit_code, kRefused);
  EXPECT_THAT(astray.output, HasSubstr("cursor"));
  EXPECT_THAT(astray.output, testing::Not(HasSubstr("go on:")));
  EXPECT_EQ(as("supervisor", {"inquiry", "candidates", "review", "1", "--decision", "nonsense"}).exit_code, kUsage);
}

}  // namespace
}  // namespace hotline::e2e
