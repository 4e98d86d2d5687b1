// The twelve invented lists, from the bytes of the file to the row as the register would keep it.
#include "support/lists/invented_lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "cli/sheet/refused_sheet.hpp"
#include "core/normal.hpp"
#include "registry/list_reader.hpp"
#include "registry/registry_proto.hpp"

namespace hotline::test {
namespace {

namespace fs = std::filesystem;

registry::ListRules rules() {
  registry::ListRules made;
  made.source.id = core::SourceId("bench-list");
  made.source.ceiling = core::EvidenceRung::kR6;
  made.source.sides = {core::Side::kAdversary};
  made.side = core::Side::kAdversary;
  made.today = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
  return made;
}

// The row as the server understands it, over the wire as it goes there.
registry::ReadRow read_on_server(const sheet::Reading& reading, const sheet::DataRow& row) {
  v1::ImportListRequest request;
  *request.mutable_chunk()->add_rows() = cli::to_message(sheet::list_cells(reading, row));
  v1::ImportListRequest arrived;
  EXPECT_TRUE(arrived.ParseFromString(request.SerializeAsString()));
  const auto rows = registry::parse_chunk(arrived, row.number, row.number);
  if (!rows) throw std::runtime_error("the chunk is not understood");
  return registry::read_row(rows->at(0), rules());
}

class InventedListsTest : public testing::Test {
 protected:
  InventedListsTest() {
    std::string name = (fs::temp_directory_path() / "hotline-lists-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~InventedListsTest() override { fs::remove_all(folder_); }

  cli::OpenedList open(const cli::FileOptions& options) {
    const auto facts = cli::look_at(options.path);
    if (!facts) throw std::runtime_error(facts.error().message);
    auto list = cli::open_list(options, *facts);
    if (!list) {
      std::string all = list.error().message;
      for (const auto& violation : list.error().violations)
        all += "; " + violation.field + ": " + violation.description;
      throw std::runtime_error(all);
    }
    return std::move(*list);
  }
  cli::OpenedList open(const InventedList& list) { return open(list.options(invented_file(list, folder_))); }

  // Of the rows that are imported.
  static std::multiset<std::string> canonical_rows(const cli::OpenedList& list) {
    std::multiset<std::string> rows;
    const auto read = sheet::each_row(*list.in, list.reading, [&](const sheet::DataRow& row) {
      const registry::ReadRow understood = read_on_server(list.reading, row);
      if (understood.faults.empty()) rows.insert(registry::canonical_row(understood, core::Side::kAdversary));
      return true;
    });
    EXPECT_TRUE(read);
    return rows;
  }

  std::string folder_;
};

TEST_F(InventedListsTest, EveryRowIsImportedOrRefusedWithTheRightReason) {
  for (const InventedList& invented : invented_lists()) {
    SCOPED_TRACE(invented.name);
    const cli::OpenedList list = open(invented);
    std::map<std::int64_t, std::vector<ExpectedFault>> expected;
    for (const ExpectedFault& one : expected_of(invented.name)) expected[one.line].push_back(one);
    std::set<std::int64_t> seen;
    const auto read = sheet::each_row(*list.in, list.reading, [&](const sheet::DataRow& row) {
      SCOPED_TRACE("row " + std::to_string(row.line));
      seen.insert(row.line);
      const registry::ReadRow understood = read_on_server(list.reading, row);
      std::string said;
      for (const auto& fault : understood.faults) said += fault.column + ": " + fault.description + "; ";
      const auto wanted = expected.find(row.line);
      if (wanted == expected.end()) {
        ADD_FAILURE() << "is not in expected.tsv: " << said;
        return true;
      }
      EXPECT_EQ(!understood.faults.empty(), wanted->second.front().refused) << said;
      for (const ExpectedFault& one : wanted->second) {
        if (!one.refused) continue;
        EXPECT_TRUE(std::any_of(understood.faults.begin(), understood.faults.end(),
                                [&](const store::RowFault& fault) {
                                  return fault.column == one.column &&
                                         fault.description.find(one.reason) != std::string::npos;
                                }))
            << one.column << " ... " << one.reason << " is not in: " << said;
      }
      return true;
    });
    EXPECT_TRUE(read);
    for (const auto& [line, faults] : expected) EXPECT_TRUE(seen.contains(line)) << "row " << line << " was not read";
    EXPECT_EQ(list.survey.rows, static_cast<std::int64_t>(seen.size()));
  }
}

TEST_F(InventedListsTest, TheLettersTellTheEncodingsOfTheTwoLists) {
  for (const InventedList& invented : invented_lists()) {
    const auto facts = cli::look_at(invented_file(invented, folder_));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->certain, invented.encoding.empty()) << invented.name;
    if (!invented.encoding.empty()) {
      EXPECT_EQ(sheet::name_of(facts->encoding), invented.encoding) << invented.name;
    }
  }
}

// A list again with its rows and its columns in another order, in every encoding, with every divider, as a workbook.
TEST_F(InventedListsTest, TheSameContentInAnotherOrderEncodingOrFormatGivesTheSameRows) {
  std::mt19937 random(7);
  for (const InventedList& invented : invented_lists()) {
    SCOPED_TRACE(invented.name);
    const cli::OpenedList list = open(invented);
    const std::multiset<std::string> rows = canonical_rows(list);
    ASSERT_FALSE(rows.empty());
    std::vector<std::vector<std::string>> cells;
    const auto collected = sheet::each_row(*list.in, list.reading, [&](sheet::DataRow row) {
      row.cells.resize(std::max(row.cells.size(), list.reading.layout.columns.size()));
      // What is no text has no other encoding.
      const bool text = std::all_of(row.cells.begin(), row.cells.end(),
                                    [](const std::string& cell) { return core::valid_utf8(cell); });
      if (text && row.cells.size() == list.reading.layout.columns.size()) cells.push_back(std::move(row.cells));
      return true;
    });
    ASSERT_TRUE(collected);
    std::shuffle(cells.begin(), cells.end(), random);
    std::vector<std::string> header;
    for (const auto& column : list.reading.layout.columns) header.push_back(column.heading);
    // Columns of one heading are read together and keep their order.
    const bool spread = std::set<std::string>(header.begin(), header.end()).size() != header.size();
    std::vector<std::size_t> order(header.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (!spread) std::shuffle(order.begin(), order.end(), random);
    const auto write = [&](sheet::RefusedSheet& sheet) {
      const auto line = [&](const std::vector<std::string>& from) {
        std::vector<std::string> to;
        for (const std::size_t place : order) to.push_back(from[place]);
        sheet.write(to);
      };
      line(header);
      for (const auto& row : cells) line(row);
      EXPECT_TRUE(sheet.finish());
    };
    struct Form {
      const char* name;
      sheet::TextFormat format;
    };
    const bool latin = invented.name == "05_utf16.tsv";  // it has a letter that no eight-bit encoding here has
    using sheet::ByteOrder;
    using sheet::Encoding;
    using sheet::Separator;
    const std::vector<Form> forms{
        {"utf8.csv", {Encoding::kUtf8, ByteOrder::kLittle, false, Separator::kComma}},
        {"mark.tsv", {Encoding::kUtf8, ByteOrder::kLittle, true, Separator::kTab}},
        {"big.csv", {Encoding::kUtf16, ByteOrder::kBig, true, Separator::kSemicolon}},
        {"little.csv", {Encoding::kUtf16, ByteOrder::kLittle, true, Separator::kComma}},
        {"windows.csv", {Encoding::kWindows1251, ByteOrder::kLittle, false, Separator::kSemicolon}},
    };
    cli::FileOptions options = invented.options("");
    options.sheet = 1;
    std::set<core::Bytes32> hashes{list.sha256};
    for (const Form& form : forms) {
      if (latin && form.format.encoding == Encoding::kWindows1251) continue;
      SCOPED_TRACE(form.name);
      options.path = folder_ + "/" + form.name;
      options.encoding = form.format.encoding;
      {
        std::ofstream out(options.path, std::ios::binary);
        write(*sheet::refused_csv(out, form.format));
      }
      const cli::OpenedList again = open(options);
      EXPECT_EQ(canonical_rows(again), rows);
      EXPECT_TRUE(hashes.insert(again.sha256).second) << "another file is another list";
    }
    options.path = folder_ + "/again.xlsx";
    options.encoding.reset();
    write(*sheet::refused_xlsx(options.path));
    EXPECT_EQ(canonical_rows(open(options)), rows) << "as a workbook";
  }
}

}  // namespace
}  // namespace hotline::test
