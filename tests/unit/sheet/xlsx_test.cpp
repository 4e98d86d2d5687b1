#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <minizip/zip.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>

#include "cli/sheet/refused_sheet.hpp"
#include "cli/sheet/text_rows.hpp"
#include "cli/sheet/xlsx/number_format.hpp"
#include "cli/sheet/xlsx_child.hpp"

namespace hotline::sheet {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(NumberFormatTest, ANumberSaysWhatItsFormatShows) {
  const auto text = [](const char* raw, const char* code, DateSystem system = DateSystem::k1900) {
    return number_text(raw, parse_number_format(code), system);
  };
  EXPECT_EQ(text("36962", "General"), "36962");
  EXPECT_EQ(text("12.5", "General"), "12.5");
  EXPECT_EQ(text("1.23456789012E11", "0.00E+00"), "123456789012");
  EXPECT_EQ(text("36962", "dd.mm.yyyy"), "2001-03-12");
  EXPECT_EQ(text("36962.75", "dd/mm/yyyy hh:mm"), "2001-03-12");
  EXPECT_EQ(text("36962", "[$-422]d mmmm yyyy;@"), "2001-03-12");
  EXPECT_EQ(text("36962", "[$-FC19]dd\\ mmmm\\ yyyy\\ \"г.\""), "2001-03-12");
  EXPECT_EQ(text("36962", "mmmm yyyy"), "2001-03");
  EXPECT_EQ(text("36962", "mmm-yy"), "2001-03");
  EXPECT_EQ(text("36962", "yyyy"), "2001");
  EXPECT_EQ(text("0.5", "hh:mm"), "12:00");
  EXPECT_EQ(text("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(text("60", "yyyy-mm-dd"), "1900-02-29");
  EXPECT_EQ(text("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(text("35500", "yyyy-mm-dd", DateSystem::k1904), "2001-03-12");
  EXPECT_EQ(text("4711", "000000"), "004711");
  EXPECT_EQ(text("4711", "000\\-000"), "004-711");
  EXPECT_EQ(text("1234567", "000-000"), "1234-567");
  EXPECT_EQ(text("4711", "\"АВ-\"000000"), "АВ-004711");
  EXPECT_EQ(text("4711", "#,##0"), "4711");
  EXPECT_EQ(text("5", "0.00"), "5");
  EXPECT_EQ(text("5", "[Red]0;[Blue]-0"), "5");
  EXPECT_EQ(text("5", "0 \"днів\""), "5");
  EXPECT_EQ(text("x", "0000"), "x");
  EXPECT_EQ(number_text("36962", builtin_number_format(14), DateSystem::k1900), "2001-03-12");
  EXPECT_EQ(number_text("36962", builtin_number_format(17), DateSystem::k1900), "2001-03");
  EXPECT_EQ(number_text("36962", builtin_number_format(1), DateSystem::k1900), "36962");
}

class XlsxTest : public testing::Test {
 protected:
  XlsxTest() {
    std::string name = (fs::temp_directory_path() / "hotline-xlsx-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    path_ = folder_ + "/book.xlsx";
  }
  ~XlsxTest() override { fs::remove_all(folder_); }

  std::vector<std::vector<std::string>> rows(int sheet = 1) {
    const auto unpacked = unpack_xlsx(path_, sheet);
    if (!unpacked) throw std::runtime_error(unpacked.error().message);
    std::vector<std::vector<std::string>> all;
    EXPECT_TRUE(each_line(*unpacked->csv, {}, [&](Line& line) {
      all.push_back(line.cells);
      return true;
    }));
    return all;
  }
  std::string refusal(int sheet = 1, const XlsxLimits& limits = {}) {
    const auto unpacked = unpack_xlsx(path_, sheet, limits);
    return unpacked ? "" : unpacked.error().message;
  }

  std::string folder_;
  std::string path_;
};

TEST_F(XlsxTest, MergedCellsStandInEveryRowThatHoldsSomething) {
  lxw_workbook* book = workbook_new(path_.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  worksheet_merge_range(sheet, 0, 0, 0, 2, "title", nullptr);
  worksheet_merge_range(sheet, 1, 1, 3, 1, "unit", nullptr);
  worksheet_write_string(sheet, 1, 0, "a", nullptr);
  worksheet_write_string(sheet, 3, 2, "b", nullptr);
  workbook_close(book);
  const auto all = rows();
  const std::string covered(1, '\x1f');
  ASSERT_EQ(all.size(), 4U);
  EXPECT_THAT(all[0], ElementsAre("title", covered, covered));
  EXPECT_THAT(all[1], ElementsAre("a", "unit"));
  EXPECT_TRUE(all[2].empty()) << "a row with nothing of its own stays empty";
  EXPECT_THAT(all[3], ElementsAre("", "unit", "b"));
}

TEST_F(XlsxTest, TheSheetIsChosenAndTheirNumberTold) {
  lxw_workbook* book = workbook_new(path_.c_str());
  worksheet_write_string(workbook_add_worksheet(book, "one"), 0, 0, "first", nullptr);
  worksheet_write_string(workbook_add_worksheet(book, "two"), 4, 0, "second", nullptr);
  workbook_close(book);
  EXPECT_THAT(rows(1), ElementsAre(ElementsAre("first")));
  const auto second = rows(2);
  ASSERT_EQ(second.size(), 5U) << "rows keep their numbers";
  EXPECT_THAT(second[4], ElementsAre("second"));
  EXPECT_EQ(unpack_xlsx(path_, 1)->sheets, 2);
  EXPECT_THAT(refusal(3), HasSubstr("sheets: 2"));
}

TEST_F(XlsxTest, WhatIsNoWorkbookIsRefusedWithWords) {
  std::ofstream(path_) << "PK\x03\x04 and nothing more";
  EXPECT_THAT(refusal(), HasSubstr("no workbook"));
  lxw_workbook* book = workbook_new(path_.c_str());
  for (int i = 0; i < 2'000; ++i) {
    worksheet_write_number(
        i == 0 ? workbook_add_worksheet(book, nullptr) : workbook_get_worksheet_by_name(book, "Sheet1"),
        static_cast<lxw_row_t>(i), 0, i * 7.5, nullptr);
  }
  workbook_close(book);
  EXPECT_EQ(refusal(), "");
  std::string bytes;
  {
    std::ifstream in(path_, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::size_t size : {bytes.size() / 4, bytes.size() / 2, bytes.size() - 30}) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes.substr(0, size);
    EXPECT_NE(refusal(), "") << "cut off at " << size;
  }
  for (std::size_t at = 50; at < bytes.size(); at += 997) {
    std::string spoilt = bytes;
    spoilt[at] = static_cast<char>(~spoilt[at]);
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << spoilt;
    refusal();  // whatever it says, it ends
  }
}

TEST_F(XlsxTest, AFileThatBlowsUpIsStopped) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path_.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  const std::string same(20'000, 'x');
  for (lxw_row_t row = 0; row < 1'000; ++row) worksheet_write_string(sheet, row, 0, same.c_str(), nullptr);
  workbook_close(book);
  ASSERT_LT(fs::file_size(path_), 1'000'000U);
  EXPECT_EQ(refusal(), "");
  XlsxLimits small;
  small.output_bytes = 1'000'000;
  EXPECT_THAT(refusal(1, small), HasSubstr("unpacks to more than any list"));
}

// What no spreadsheet and no library writes: a workbook of one sheet, its rows as they are given.
void write_raw_book(const std::string& path, const std::string& sheet_rows) {
  const zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  const auto add = [&](const char* part, const std::string& text) {
    ASSERT_EQ(zipOpenNewFileInZip(zip, part, nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 1), ZIP_OK);
    ASSERT_EQ(zipWriteInFileInZip(zip, text.data(), static_cast<unsigned>(text.size())), ZIP_OK);
    ASSERT_EQ(zipCloseFileInZip(zip), ZIP_OK);
  };
  add("xl/workbook.xml", R"(<workbook><sheets><sheet name="s" sheetId="1" id="r1"/></sheets></workbook>)");
  add("xl/_rels/workbook.xml.rels",
      R"(<Relationships><Relationship Id="r1" Type="t/worksheet" Target="sheet1.xml"/></Relationships>)");
  add("xl/sheet1.xml", "<worksheet><sheetData>" + sheet_rows + "</sheetData></worksheet>");
  ASSERT_EQ(zipClose(zip, nullptr), ZIP_OK);
}

std::string inline_row(int row, const std::string& text) {
  const std::string number = std::to_string(row);
  return "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>";
}

TEST_F(XlsxTest, ACellLongerThanExcelAllowsRefusesTheWorkbookAndNamesItsRow) {
  constexpr std::size_t kLongest = 131'068;
  write_raw_book(path_, inline_row(1, "name") + inline_row(2, std::string(kLongest, 'x')) + inline_row(3, "after"));
  EXPECT_EQ(rows().size(), 3U);
  write_raw_book(path_, inline_row(1, "name") + inline_row(2, std::string(kLongest + 1, 'x')) + inline_row(3, "after"));
  EXPECT_THAT(refusal(), AllOf(HasSubstr("row 2 of the sheet"), HasSubstr("shorten it")));
  write_raw_book(path_, inline_row(1, "name") + inline_row(2, std::string(50'000'000, 'x')));
  ASSERT_LT(fs::file_size(path_), 1'000'000U);
  EXPECT_THAT(refusal(), HasSubstr("row 2 of the sheet")) << "a small file that unpacks to a lot";
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(XlsxTest, MemoryIsLimited) {
  lxw_workbook* book = workbook_new(path_.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  for (lxw_row_t row = 0; row < 2'000; ++row) {
    const std::string text = std::to_string(row) + std::string(30'000, 'x');
    worksheet_write_string(sheet, row, 0, text.c_str(), nullptr);
  }
  workbook_close(book);
  XlsxLimits small;
  small.memory_bytes = 64'000'000;
  EXPECT_NE(refusal(1, small), "");
  EXPECT_EQ(refusal(), "");
}
#endif

TEST_F(XlsxTest, RefusedRowsComeBackAsLettersAndForTheirOwnerAlone) {
  const std::vector<std::string> cells{"=1+1", "007", "", "рядок\nдва", "@SUM(A1)"};
  const auto sheet = refused_xlsx(path_);
  sheet->write(cells);
  EXPECT_TRUE(sheet->finish());
  struct stat mode {};
  ASSERT_EQ(stat(path_.c_str(), &mode), 0);
  EXPECT_EQ(mode.st_mode & 0777, 0600U);
  EXPECT_THAT(rows(), ElementsAre(cells));
}

}  // namespace
}  // namespace hotline::sheet
