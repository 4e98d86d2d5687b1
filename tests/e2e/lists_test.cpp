// The twelve invented lists through the real `hotline import` and server: every row imported or refused as it should
// be, and nothing imported twice when the same content comes in another order, encoding or format.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "cli/sheet/refused_sheet.hpp"
#include "core/normal.hpp"
#include "e2e/programs.hpp"
#include "support/lists/invented_lists.hpp"

namespace hotline::e2e {
namespace {

constexpr int kDone = 0, kUsage = 2, kRowsRefused = 7;

class ListsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    server_ = new Hotlined(*site_, "server", 1);
  }
  static void TearDownTestSuite() {
    delete server_;
    delete site_;
  }

  static Ran import(const std::string& path, const std::vector<std::string>& arguments) {
    std::vector<std::string> command{"--json", "import", path, "--source", bench::kSource, "--side", "adversary"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return hotline(*site_, "server", "registrar", command);
  }
  // New persons, whether or not they were found to be one with another.
  static std::int64_t imported(const std::string& output) {
    return json_number(output, "new") + json_number(output, "joined");
  }
  static std::string counts() {
    return site_->query(
        "SELECT concat_ws(' ', (SELECT count(*) FROM person), (SELECT count(*) FROM person_name), (SELECT count(*) "
        "FROM identifier), (SELECT count(*) FROM statement), (SELECT count(*) FROM row_key))");
  }
  static std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  static bench::Site* site_;
  static Hotlined* server_;
};
bench::Site* ListsTest::site_ = nullptr;
Hotlined* ListsTest::server_ = nullptr;

// The rows of a list, shuffled, written anew by the writers of refused rows.
void write_again(const test::InventedList& invented, const std::string& from, sheet::RefusedSheet& to) {
  const auto facts = cli::look_at(from);
  ASSERT_TRUE(facts);
  const auto list = cli::open_list(invented.options(from), *facts);
  ASSERT_TRUE(list);
  const auto& columns = list->reading.layout.columns;
  std::vector<std::vector<std::string>> rows;
  ASSERT_TRUE(sheet::each_row(*list->in, list->reading, [&](sheet::DataRow row) {
    row.cells.resize(std::max(row.cells.size(), columns.size()));
    const bool text =
        std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return core::valid_utf8(cell); });
    if (text && row.cells.size() == columns.size()) rows.push_back(std::move(row.cells));
    return true;
  }));
  std::mt19937 random(11);
  std::shuffle(rows.begin(), rows.end(), random);
  std::vector<std::string> header;
  for (const sheet::Column& column : columns) header.push_back(column.heading);
  to.write(header);
  for (const auto& row : rows) to.write(row);
  ASSERT_TRUE(to.finish());
}

TEST_F(ListsTest, EveryRowIsImportedOrRefusedAndNothingComesInTwice) {
  std::map<std::string, std::int64_t> imported_rows;
  for (const test::InventedList& invented : test::invented_lists()) {
    SCOPED_TRACE(invented.name);
    std::set<std::int64_t> good;
    std::set<std::int64_t> bad;
    for (const test::ExpectedFault& one : test::expected_of(invented.name)) (one.refused ? bad : good).insert(one.line);
    const std::string path = test::invented_file(invented, site_->folder());
    const Ran ran = import(path, invented.arguments());
    EXPECT_EQ(ran.exit_code, bad.empty() ? kDone : kRowsRefused) << ran.output;
    EXPECT_EQ(imported(ran.output), static_cast<std::int64_t>(good.size())) << ran.output;
    EXPECT_EQ(json_number(ran.output, "refused"), static_cast<std::int64_t>(bad.size())) << ran.output;
    imported_rows[invented.name] = static_cast<std::int64_t>(good.size());
  }
  const std::string before = counts();
  for (const test::InventedList& invented : test::invented_lists()) {
    SCOPED_TRACE(invented.name);
    const std::string path = site_->folder() + "/" + invented.name;
    const auto again = [&](const std::string& other, std::vector<std::string> arguments) {
      const Ran ran = import(other, arguments);
      EXPECT_EQ(imported(ran.output), 0) << ran.output;
      EXPECT_EQ(json_number(ran.output, "unchanged"), imported_rows[invented.name]) << ran.output;
    };
    const Ran same = import(path, invented.arguments());
    EXPECT_EQ(imported(same.output), 0) << same.output;
    EXPECT_EQ(json_number(same.output, "resumed_after"), json_number(same.output, "rows")) << same.output;

    test::InventedList plain = invented;
    plain.encoding.clear();
    plain.sheet = 1;
    {
      std::ofstream out(path + ".other.csv", std::ios::binary);
      sheet::TextFormat format;
      format.encoding = sheet::Encoding::kUtf16;
      format.order = sheet::ByteOrder::kBig;
      format.mark = true;
      format.separator = sheet::Separator::kTab;
      write_again(invented, path, *sheet::refused_csv(out, format));
    }
    again(path + ".other.csv", plain.arguments());
    write_again(invented, path, *sheet::refused_xlsx(path + ".other.xlsx"));
    again(path + ".other.xlsx", plain.arguments());
  }
  EXPECT_EQ(counts(), before);
}

TEST_F(ListsTest, AnEncodingThatIsOnlyLikelyHasToBeConfirmed) {
  for (const char* name : {"03_windows1251.csv", "04_koi8u.csv"}) {
    const auto& lists = test::invented_lists();
    const auto invented = std::find_if(lists.begin(), lists.end(), [&](const auto& one) { return one.name == name; });
    const std::string before = counts();
    const Ran ran = import(test::invented_file(*invented, site_->folder()), {});
    EXPECT_EQ(ran.exit_code, kUsage) << ran.output;
    EXPECT_NE(ran.output.find("--encoding " + invented->encoding), std::string::npos) << ran.output;
    EXPECT_EQ(counts(), before);
  }
}

TEST_F(ListsTest, UnknownHeadingsAreNamedAndTheMappingIsRemembered) {
  const std::string path = site_->folder() + "/mapped.csv";
  std::ofstream(path) << "Особа;Коли народився;Шафа\nНезнаний Лаврін;1991-04-18;3\n";
  const Ran unknown = import(path, {"--statement", "captured", "--evidence", "R2"});
  EXPECT_EQ(unknown.exit_code, kUsage) << unknown.output;
  const std::vector<std::string> maps{"--map",       "Особа=name", "--map",      "Коли народився=birth_date",
                                      "--statement", "captured",   "--evidence", "R2"};
  const Ran half = import(path, maps);
  EXPECT_EQ(half.exit_code, kUsage) << half.output;
  EXPECT_NE(half.output.find("Шафа"), std::string::npos) << half.output;
  std::vector<std::string> all = maps;
  all.insert(all.end(), {"--map", "Шафа="});
  const Ran mapped = import(path, all);
  EXPECT_EQ(mapped.exit_code, kDone) << mapped.output;
  EXPECT_EQ(imported(mapped.output), 1) << mapped.output;
  const std::string next = site_->folder() + "/next.csv";
  std::ofstream(next) << "Шафа;Коли народився;Особа\n4;1992-04-18;Незвіданий Лаврін\n";
  const Ran remembered = import(next, {"--statement", "captured", "--evidence", "R2"});
  EXPECT_EQ(remembered.exit_code, kDone) << remembered.output;
  EXPECT_EQ(imported(remembered.output), 1) << remembered.output;
}

TEST_F(ListsTest, RefusedRowsOfAWorkbookComeBackAsOneAndCanBeCorrected) {
  const auto& lists = test::invented_lists();
  const auto invented =
      std::find_if(lists.begin(), lists.end(), [](const auto& one) { return one.name == "09_brigade.xlsx"; });
  const std::string path = site_->folder() + "/refused.xlsx";
  // The same workbook under another name, so that its list is the same and its refusals come back from the server.
  std::ofstream(path, std::ios::binary) << text_of(test::invented_file(*invented, site_->folder()));
  const Ran first = import(path, invented->arguments());
  EXPECT_EQ(first.exit_code, kRowsRefused) << first.output;
  const std::string refused = path + ".refused.xlsx";
  const Ran again = import(refused, invented->arguments());
  EXPECT_EQ(again.exit_code, kRowsRefused) << again.output;
  EXPECT_EQ(json_number(again.output, "rows"), json_number(first.output, "refused"));
}

TEST_F(ListsTest, ADryRunWritesNothingAndShowsNoValue) {
  const std::string path = site_->folder() + "/dry.csv";
  std::ofstream(path)
      << "ПІБ;Дата народження;Звання\nНесказанний Лаврін;1991-04-19;солдат\nНевимовний Іов;31.02.1990;\n";
  const std::string before = counts();
  std::vector<std::string> command{"import",      path,       "--source",   bench::kSource, "--side",   "adversary",
                                   "--statement", "captured", "--evidence", "R2",           "--dry-run"};
  const Ran ran = hotline(*site_, "server", "registrar", command);
  EXPECT_EQ(ran.exit_code, kRowsRefused) << ran.output;
  EXPECT_EQ(counts(), before);
  for (const char* shown :
       {"Дата народження", "birth_date", "semicolon", "utf-8", "does not exist", "nothing was written"}) {
    EXPECT_NE(ran.output.find(shown), std::string::npos) << shown << " is not in " << ran.output;
  }
  for (const char* hidden : {"Несказанний", "1991", "31.02"}) {
    EXPECT_EQ(ran.output.find(hidden), std::string::npos) << hidden << " is in " << ran.output;
  }
}

}  // namespace
}  // namespace hotline::e2e
