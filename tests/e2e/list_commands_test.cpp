// `hotline list` and `hotline source` against a real server, as registrars type them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;

constexpr int kDone = 0, kUsage = 2, kRefused = 3, kNotFound = 4, kNotAllowed = 5;

class ListCommandsTest : public testing::Test {
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
  // The newest list's id, as commands want it.
  static std::string import(const std::string& name, const std::string& rows) {
    const std::string path = site_->folder() + "/" + name + ".csv";
    std::ofstream(path, std::ios::binary)
        << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence\n"
        << rows;
    const Ran ran = as("registrar", {"import", path, "--source", bench::kSource, "--side", "adversary"});
    EXPECT_EQ(ran.exit_code, kDone) << ran.output;
    return site_->query("SELECT encode(list_id, 'hex') FROM list ORDER BY list_no DESC LIMIT 1");
  }

  static bench::Site* site_;
  static Hotlined* server_;
};
bench::Site* ListCommandsTest::site_ = nullptr;
Hotlined* ListCommandsTest::server_ = nullptr;

TEST_F(ListCommandsTest, AListIsReviewedSignedTakenBackAndCompared) {
  const std::string earlier = import("earlier",
                                     "E-1,Небувайло,Остап,Зенонович,1991-04-17,captured,2026-02-03,R4\n"
                                     "E-2,Вигаданий,Панас,Зенонович,1990-05-18,captured,2026-02-03,R4\n");
  const std::string list = import("list", "E-1,Небувайло,Остап,Зенонович,1991-04-17,killed,2026-03-04,R6\n");

  const Ran review = as("second-registrar", {"list", "review", list});
  EXPECT_EQ(review.exit_code, kDone) << review.output;
  EXPECT_THAT(review.output, HasSubstr("Небувайло Остап Зенонович"));
  EXPECT_THAT(review.output, HasSubstr("CAPTIVE_NOTIFIED  DEAD_CONFIRMED"));
  EXPECT_THAT(review.output, HasSubstr("list countersign " + list));
  EXPECT_EQ(as("supervisor", {"list", "review", list}).exit_code, kNotAllowed);

  // Nobody is there to be asked.
  const Ran unasked = as("second-registrar", {"list", "countersign", list});
  EXPECT_EQ(unasked.exit_code, kUsage);
  EXPECT_THAT(unasked.output, HasSubstr("--reviewed"));
  EXPECT_EQ(as("registrar", {"list", "countersign", list, "--reviewed"}).exit_code, kNotAllowed);
  const Ran signs = as("second-registrar", {"register", "list", "countersign", list, "--reviewed"});
  EXPECT_EQ(signs.exit_code, kDone) << signs.output;
  EXPECT_THAT(signs.output, HasSubstr("1 deaths count from now on"));
  EXPECT_EQ(as("second-registrar", {"list", "countersign", list, "--reviewed"}).exit_code, kRefused);

  const Ran missing = as("registrar", {"list", "missing", list});
  EXPECT_THAT(missing.output, HasSubstr("1 persons of list " + earlier));
  const Ran asked = as("registrar", {"list", "withdraw", list, "--ground", "sent in error"});
  EXPECT_EQ(asked.exit_code, kDone) << asked.output;
  EXPECT_THAT(asked.output, HasSubstr("another registrar gives the same command"));
  EXPECT_EQ(as("registrar", {"list", "withdraw", list, "--ground", "sent in error"}).exit_code, kRefused);
  EXPECT_THAT(as("supervisor", {"list", "ls"}).output, HasSubstr("asked back, 1 deaths wait"));
  const Ran confirmed = as("second-registrar", {"list", "withdraw", list, "--ground", "sent in error"});
  EXPECT_THAT(confirmed.output, HasSubstr("1 statements taken back"));
  EXPECT_THAT(as("registrar", {"list", "show", list}).output, HasSubstr("withdrawn      "));
  EXPECT_EQ(as("second-registrar", {"list", "review", list}).exit_code, kRefused);
  EXPECT_EQ(as("registrar", {"list", "show", std::string(64, '0')}).exit_code, kNotFound);
  EXPECT_EQ(as("registrar", {"list", "show", "4711"}).exit_code, kUsage);
  EXPECT_EQ(as("registrar", {"list", "rows", list, "--kind", "joined"}).exit_code, kDone);
}

TEST_F(ListCommandsTest, ASourceIsAddedAndShown) {
  const std::vector<std::string> add{"source",     "add", "hospital-12", "--description", "Military hospital 12",
                                     "--ceiling",  "R4",  "--side",      "own",           "--kind",
                                     "hospital_in"};
  EXPECT_EQ(as("registrar", add).exit_code, kNotAllowed);
  const Ran added = as("supervisor", add);
  EXPECT_EQ(added.exit_code, kDone) << added.output;
  EXPECT_EQ(as("supervisor", add).exit_code, kDone);
  auto other = add;
  other[6] = "R5";
  EXPECT_EQ(as("supervisor", other).exit_code, kRefused);
  other[6] = "R9";
  EXPECT_EQ(as("supervisor", other).exit_code, kUsage);
  EXPECT_THAT(as("registrar", {"register", "sources"}).output, HasSubstr("hospital-12"));
  const Ran shown = as("registrar", {"register", "source", "show", "hospital-12"});
  EXPECT_THAT(shown.output, HasSubstr("HOSPITAL_IN"));
  EXPECT_EQ(as("registrar", {"source", "show", "nobody"}).exit_code, kNotFound);
}

}  // namespace
}  // namespace hotline::e2e
