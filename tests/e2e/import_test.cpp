// `hotline import` against a real server: whole, repeated, killed on both sides, corrected, and given wrong files.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "e2e/programs.hpp"
#include "e2e/questions.hpp"

namespace hotline::e2e {
namespace {

namespace fs = std::filesystem;

constexpr char kHeader[] =
    "external_id,surname,given_name,patronymic,birth_date,service_number,statement,fact_date,evidence\n";
// Exit codes of ops/docs and `hotline --help`.
constexpr int kDone = 0, kUsage = 2, kNotFound = 4, kNotAllowed = 5, kTryAgain = 6, kRowsRefused = 7;

class ImportTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    server_ = new Hotlined(*site_, "server", 1);
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
  static std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  static std::vector<std::string> import_command(const std::string& list, const std::string& actor = "registrar",
                                                 const std::string& source = bench::kSource) {
    return hotline_command(*site_, "server", actor,
                           {"--json", "import", list, "--source", source, "--side", "adversary"});
  }
  static Ran import(const std::string& list) { return run(import_command(list)); }
  static std::int64_t count(const std::string& sql) { return std::stoll(site_->query("SELECT " + sql)); }
  static std::int64_t persons() { return count("count(*) FROM person"); }

  // Everything that an import writes, so that "changes nothing" means it.
  static std::string register_state() {
    return site_->query(
        "SELECT concat_ws(' ', (SELECT count(*) FROM person), (SELECT count(*) FROM person_name), (SELECT count(*) "
        "FROM "
        "identifier), (SELECT count(*) FROM statement), (SELECT count(*) FROM row_key), (SELECT revision FROM "
        "register_revision))");
  }

  static bench::Site* site_;
  static Hotlined* server_;
};
bench::Site* ImportTest::site_ = nullptr;
Hotlined* ImportTest::server_ = nullptr;

TEST_F(ImportTest, TheSameFileTwiceChangesNothing) {
  const std::string list = site_->folder() + "/twice.csv";
  write_list(list, 11, 0, 1'200);
  const std::int64_t before = persons();
  const Ran first = import(list);
  ASSERT_EQ(first.exit_code, kDone) << first.output;
  EXPECT_EQ(json_number(first.output, "new"), 1'200);
  EXPECT_EQ(persons(), before + 1'200);
  const std::string state = register_state();
  const Ran second = import(list);
  EXPECT_EQ(second.exit_code, kDone) << second.output;
  EXPECT_EQ(json_number(second.output, "new"), 0);
  EXPECT_EQ(json_number(second.output, "resumed_after"), 1'200);
  EXPECT_EQ(register_state(), state);

  // The same rows in another file are known by their external ids.
  const std::string part = site_->folder() + "/part.csv";
  write_list(part, 11, 300, 200);
  const Ran third = import(part);
  EXPECT_EQ(third.exit_code, kDone) << third.output;
  EXPECT_EQ(json_number(third.output, "unchanged"), 200);
  EXPECT_EQ(register_state(), state);
}

TEST_F(ImportTest, KilledOnBothSidesTheSameCommandFinishesAndNothingIsDoubled) {
  constexpr std::int64_t kRows = 20'000;
  const std::string list = site_->folder() + "/killed.csv";
  write_list(list, 11, 100'000, kRows);
  const std::int64_t before = persons();
  const auto committed = [&] { return persons() - before; };
  const auto run_until = [&](bench::Child& client, std::int64_t rows) {
    while (client.running() && committed() < rows) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return client.running();
  };
  const std::string output = site_->folder() + "/client.log";
  {
    bench::Child client(import_command(list), output);
    ASSERT_TRUE(run_until(client, kRows / 5)) << client.output();
    client.signal(SIGKILL);
    client.wait();
  }
  {
    bench::Child client(import_command(list), output);
    ASSERT_TRUE(run_until(client, kRows / 2)) << client.output();
    server_->kill_9();
    EXPECT_EQ(client.wait().exit_code, kTryAgain) << client.output();
  }
  EXPECT_LT(committed(), kRows);
  server_->start();
  const Ran last = import(list);
  ASSERT_EQ(last.exit_code, kDone) << last.output;
  EXPECT_GE(json_number(last.output, "resumed_after"), kRows / 2 - 500);
  EXPECT_EQ(committed(), kRows);
  EXPECT_EQ(count("rows_new FROM list ORDER BY list_no DESC LIMIT 1"), kRows);
  EXPECT_EQ(count("count(DISTINCT row_number) FROM list_row WHERE list_no = (SELECT max(list_no) FROM list)"), kRows);
  EXPECT_EQ(
      count("count(*) FROM (SELECT person_id FROM statement WHERE list_no = (SELECT max(list_no) FROM list) GROUP "
            "BY 1 HAVING count(*) > 1) AS doubled"),
      0);
  EXPECT_EQ(count("(SELECT count(*) FROM register_change) - (SELECT revision FROM register_revision)"), 0);
}

TEST_F(ImportTest, RefusedRowsComeBackInAFileThatCanBeCorrected) {
  const std::string list =
      file("refused.csv", std::string(kHeader) +
                              "R1,Перший,Остап,Зенонович,1991-04-17,ТР-1,captured,2026-02-03,R3\n"
                              "R2,Другий,Остап,Зенонович,31.02.1990,ТР-2,captured,2026-02-03,R3\n"
                              "R3,Третій,Остап,Зенонович,1991-04-17,ТР-3,captured,03.02.2087,R9\n");
  const std::int64_t before = persons();
  const Ran first = import(list);
  EXPECT_EQ(first.exit_code, kRowsRefused) << first.output;
  EXPECT_EQ(json_number(first.output, "new"), 1);
  EXPECT_EQ(json_number(first.output, "refused"), 2);
  const std::string refused = list + ".refused.csv";
  struct stat mode {};
  ASSERT_EQ(stat(refused.c_str(), &mode), 0);
  EXPECT_EQ(mode.st_mode & 0777, 0600U);  // it holds names
  std::string text = text_of(refused);
  EXPECT_NE(text.find(",reason"), std::string::npos) << text;
  EXPECT_NE(text.find("birth_date: "), std::string::npos) << text;
  // Every reason of a row, not the first.
  EXPECT_NE(text.find("fact_date: "), std::string::npos) << text;
  EXPECT_NE(text.find("evidence: "), std::string::npos) << text;
  EXPECT_EQ(text.find("Перший"), std::string::npos) << text;

  const auto correct = [&text](const std::string& wrong, const std::string& right) {
    ASSERT_NE(text.find(wrong), std::string::npos);
    text.replace(text.find(wrong), wrong.size(), right);
  };
  correct("31.02.1990", "28.02.1990");
  correct("03.02.2087", "03.02.2026");
  correct(",R9", ",R3");
  const Ran second = import(file("corrected.csv", text));
  EXPECT_EQ(second.exit_code, kDone) << second.output;
  EXPECT_EQ(json_number(second.output, "new"), 2);
  EXPECT_EQ(persons(), before + 3);
}

TEST_F(ImportTest, AWrongFileIsRefusedWholeAndChangesNothing) {
  const std::string state = register_state();
  const Ran header = import(file("header.csv", "surname,colour,statement\nПерший,blue,captured\n"));
  EXPECT_EQ(header.exit_code, kUsage) << header.output;
  EXPECT_NE(header.output.find("column 2"), std::string::npos) << header.output;
  EXPECT_NE(header.output.find("evidence"), std::string::npos) << header.output;

  const std::string program = text_of(site_->program("hotline")).substr(0, 20'000);
  EXPECT_EQ(import(file("binary.csv", program)).exit_code, kUsage);
  EXPECT_EQ(import(file("empty.csv", "")).exit_code, kUsage);
  EXPECT_EQ(import(site_->folder() + "/not-there.csv").exit_code, kUsage);
  const std::string list =
      file("right.csv", std::string(kHeader) + "F1,Чужий,Остап,Зенонович,1991-04-17,ТР-9,captured,2026-02-03,R3\n");
  EXPECT_EQ(run(import_command(list, "operator")).exit_code, kNotAllowed);
  EXPECT_EQ(run(import_command(list, "nobody")).exit_code, kNotAllowed);
  EXPECT_EQ(run(import_command(list, "registrar", "no-such-source")).exit_code, kNotFound);
  EXPECT_EQ(register_state(), state);
}

TEST_F(ImportTest, ARowThatCannotBeReadIsRefusedAndItsNeighboursAreNot) {
  std::string wide = "x";
  for (int i = 1; i < 1'000; ++i) wide += ",x";
  const std::int64_t before = persons();
  const Ran ran = import(file(
      "wide.csv", std::string(kHeader) + "C1,Лівий,Остап,Зенонович,1991-04-17,ТР-21,captured,2026-02-03,R3\n" + wide +
                      "\nC2,\xff\xfe\xd0,Остап,Зенонович,1991-04-17,ТР-22,captured,2026-02-03,R3\n"
                      "C3,Правий,Остап,Зенонович,1991-04-17,ТР-23,captured,2026-02-03,R3\n"));
  EXPECT_EQ(ran.exit_code, kRowsRefused) << ran.output;
  EXPECT_EQ(json_number(ran.output, "new"), 2);
  EXPECT_EQ(json_number(ran.output, "refused"), 2);
  EXPECT_EQ(persons(), before + 2);
}

}  // namespace
}  // namespace hotline::e2e
