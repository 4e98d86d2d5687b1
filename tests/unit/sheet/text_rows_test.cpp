#include "cli/sheet/text_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace hotline::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Line> lines_of(const std::string& text, const TextFormat& format = {}) {
  std::istringstream in(text);
  std::vector<Line> lines;
  const auto read = each_line(in, format, [&](Line& line) {
    lines.push_back(line);
    return true;
  });
  EXPECT_TRUE(read);
  return lines;
}

Separator proposed(const std::string& text) {
  std::istringstream in(text);
  return propose_separator(in, {});
}

TEST(TextRowsTest, EmptyLinesKeepTheirNumbersWhateverTheLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto lines = lines_of("a,b" + end + end + end + "c,d" + end + "\"e" + end + "f\",g");
    ASSERT_EQ(lines.size(), 5U) << static_cast<int>(end[0]);
    EXPECT_THAT(lines[0].cells, ElementsAre("a", "b"));
    EXPECT_THAT(lines[1].cells, IsEmpty());
    EXPECT_EQ(lines[3].number, 4);
    EXPECT_THAT(lines[3].cells, ElementsAre("c", "d"));
    EXPECT_THAT(lines[4].cells, ElementsAre("e" + end + "f", "g"));
  }
}

TEST(TextRowsTest, TheMarkIsNoPartOfTheFirstCell) {
  EXPECT_EQ(lines_of("\xEF\xBB\xBFname,b\n")[0].cells[0], "name");
}

TEST(TextRowsTest, TheMostConstantDividerIsProposed) {
  EXPECT_EQ(proposed("a;b;c\nd, e;f;g\nh;i, j, k;l\n"), Separator::kSemicolon);
  EXPECT_EQ(proposed("a\tb\nc, d\te\nf; g\th\n"), Separator::kTab);
  EXPECT_EQ(proposed("a,b,c\nd;x,e,f\n"), Separator::kComma);
  EXPECT_EQ(proposed("Список\nвід бригади, 2026\na;b;c\nd;e;f\ng;h;i\n"), Separator::kSemicolon);
  EXPECT_EQ(proposed("a;b,c;d\ne;f,g;h\n"), Separator::kSemicolon) << "more columns win";
  EXPECT_EQ(proposed("name\nЯснозір\n"), Separator::kComma);
  EXPECT_EQ(proposed(""), Separator::kComma);
}

TEST(TextRowsTest, FilesThatAreNoListAreRefused) {
  const auto refused = [](const std::string& text) {
    std::istringstream in(text);
    return !each_line(in, {}, [](Line&) { return true; }).has_value();
  };
  EXPECT_TRUE(refused(std::string("a\0b", 3)));
  EXPECT_TRUE(refused("\"" + std::string(1'000'000, 'x')));
  EXPECT_FALSE(refused("a,b\n"));
}

TEST(TextRowsTest, AnOpenQuoteAndALongRowAreToldApartWithTheirRow) {
  const auto why = [](const std::string& text) {
    std::istringstream in(text);
    const auto read = each_line(in, {}, [](Line&) { return true; });
    return read ? "" : read.error().message;
  };
  EXPECT_THAT(why("a,b\nc,\"d\ne,f\n"), HasSubstr("row 2 opens a quote")) << "the file ends inside it";
  EXPECT_THAT(why("a,b\n\nc,\"d\"x\ne,f\n"), HasSubstr("row 3 opens a quote"));
  EXPECT_THAT(why("a,b\nc,\"" + std::string(1'000'000, 'x')), HasSubstr("row 2 opens a quote"));
  EXPECT_THAT(why("a,b\nc," + std::string(1'000'000, 'x') + "\n"), HasSubstr("row 2 is longer than any row"));
  EXPECT_THAT(why("a,b\n\"c\"," + std::string(1'000'000, 'x') + "\n"), HasSubstr("row 2 is longer than any row"));
  for (const char* sound : {"a,\"b\"", "a,\"b\"\n", "a,b\"c\n", "a,\"b\nc\" ", "\"\"", "a,\"\"\"b\"\"\"\n"}) {
    EXPECT_EQ(why(sound), "") << sound;
  }
  EXPECT_EQ(proposed("a;b;c\nd;\"e;f\n"), Separator::kSemicolon) << "an open quote hides no divider";
}

TEST(TextRowsTest, LinesAreQuotedWhereTheyMustBe) {
  const std::vector<std::string> cells{"a", "b;c", "d\"e", "f\ng", " h"};
  const std::string line = csv_line(cells, Separator::kSemicolon);
  EXPECT_EQ(line, "a;\"b;c\";\"d\"\"e\";\"f\ng\";\" h\"\r\n");
  EXPECT_EQ(lines_of(line, {.separator = Separator::kSemicolon})[0].cells, cells);
}

}  // namespace
}  // namespace hotline::sheet
