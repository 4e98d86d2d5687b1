#include "cli/sheet/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sheet/headings.hpp"

namespace hotline::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Line> lines(const std::vector<std::vector<std::string>>& rows) {
  std::vector<Line> made;
  for (const auto& row : rows) made.push_back({static_cast<std::int64_t>(made.size() + 1), row});
  return made;
}

LayoutRules rules() {
  LayoutRules made;
  made.constants.statement = "captured";
  made.constants.evidence = "R2";
  return made;
}

std::vector<std::string> columns_of(const std::vector<std::string>& header, const LayoutRules& how = rules()) {
  const auto layout = find_layout(lines({header}), how);
  if (!layout) return {"refused"};
  std::vector<std::string> columns;
  for (const Column& column : layout->columns) columns.push_back(column.column);
  return columns;
}

std::string refusal(const std::vector<std::vector<std::string>>& rows, const LayoutRules& how = rules()) {
  const auto layout = find_layout(lines(rows), how);
  if (layout) return "";
  std::string text = layout.error().message;
  for (const auto& violation : layout.error().violations) text += "\n" + violation.field + ": " + violation.description;
  return text;
}

TEST(HeadingsTest, SpellingDoesNotMatter) {
  EXPECT_EQ(column_of_heading("№ з/п"), "");
  EXPECT_EQ(column_of_heading("ПРІЗВИЩЕ,  ім’я, по батькові"), "name");
  EXPECT_EQ(column_of_heading("П.І.Б."), "name");
  EXPECT_EQ(column_of_heading("Дата\nнародж."), "birth_date");
  EXPECT_EQ(column_of_heading("Birth_Date"), "birth_date");
  EXPECT_EQ(column_of_heading("Личный №"), "service_number");
  EXPECT_EQ(column_of_heading("ПІБ матері"), "mother_name");
  EXPECT_EQ(column_of_heading("Брати та сестри"), "siblings");
  EXPECT_EQ(column_of_heading("Особые приметы"), "marks");
  EXPECT_EQ(column_of_heading("Last seen place"), "last_seen_place");
  EXPECT_EQ(column_of_heading("Коли бачили востаннє"), "last_seen_date");
  EXPECT_FALSE(column_of_heading("Колір очей"));
  EXPECT_FALSE(column_of_heading(""));
}

TEST(LayoutTest, ColumnsInThreeLanguages) {
  EXPECT_THAT(columns_of({"№ з/п", "ПІБ", "Дата народж.", "Звання", "Військова частина", "Особистий номер"}),
              ElementsAre("", "name", "birth_date", "rank", "unit", "service_number"));
  EXPECT_THAT(columns_of({"Фамилия", "Имя", "Отчество", "Год рождения"}),
              ElementsAre("surname", "given_name", "patronymic", "birth_year"));
  EXPECT_THAT(columns_of({"Full name", "Date of birth", "Military unit"}), ElementsAre("name", "birth_date", "unit"));
}

TEST(LayoutTest, TheCommandLineWinsOverTheSourceAndItOverTheTable) {
  LayoutRules how = rules();
  how.remembered = {{"Дата", "birth_date"}, {"Шафа", "place"}, {"звання", ""}};
  EXPECT_THAT(columns_of({"ПІБ", "Дата", "Шафа", "Звання"}, how), ElementsAre("name", "birth_date", "place", ""));
  how.maps = {{"ШАФА", "unit"}, {"#4", "rank"}};
  EXPECT_THAT(columns_of({"ПІБ", "Дата", "Шафа", "Звання"}, how), ElementsAre("name", "birth_date", "unit", "rank"));
}

TEST(LayoutTest, TheHeaderIsFoundBelowTitles) {
  const auto layout = find_layout(lines({{"СПИСОК"}, {"Звання: солдат", ""}, {"ПІБ", "Звання"}, {"А", "Б"}}), rules());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->header_line, 3);
  EXPECT_THAT(layout->title_lines, ElementsAre(1, 2));
  const std::string covered(1, '\x1f');
  const auto storeys = find_layout(
      lines({{"ПІБ", "Звання", "Народження", covered}, {"ПІБ", "Звання", "Дата народження", "Місце народження"}}),
      rules());
  ASSERT_TRUE(storeys);
  EXPECT_EQ(storeys->header_line, 2);
  // A title that is merged over all columns is no header, whatever it says.
  EXPECT_THAT(refusal({{"Список", covered, covered}, {"а", "б", "в"}}), HasSubstr("no header"));
}

TEST(LayoutTest, OneHeadingThatAPersonNamedIsAHeaderAndANumberIsNone) {
  LayoutRules how = rules();
  EXPECT_THAT(columns_of({"ПІБ"}, how), ElementsAre("refused"));
  how.maps = {{"ПІБ", "name"}};
  EXPECT_THAT(columns_of({"ПІБ"}, how), ElementsAre("name"));
  how.maps = {{"#1", "name"}, {"#2", "rank"}};
  const auto layout = find_layout(lines({{"Титул", "2026"}, {"", "", "Дата народження", "Звання", "Місце"}}), how);
  EXPECT_FALSE(layout) << "two columns mean the rank";
  how.maps = {{"#1", "name"}};
  const auto numbered = find_layout(lines({{"Титул", "2026"}, {"", "Дата народження", "Звання"}}), how);
  ASSERT_TRUE(numbered);
  EXPECT_EQ(numbered->header_line, 2);
}

TEST(LayoutTest, EveryUnknownHeadingIsNamedWithTheRemedy) {
  const std::string text = refusal({{"ПІБ", "Звання", "Колір очей", "Зріст"}});
  EXPECT_THAT(text, HasSubstr("\"Колір очей\""));
  EXPECT_THAT(text, HasSubstr("--map \"Колір очей=\""));
  EXPECT_THAT(text, HasSubstr("\"Зріст\""));
  EXPECT_THAT(refusal({{"Особа", "Звання", "Дата народження"}}), HasSubstr("--map"));
}

TEST(LayoutTest, TwoHeadingsForOneColumnAreRefusedButOneSpreadOverItsNeighboursIsNot) {
  const std::string text = refusal({{"ПІБ", "Дата народження", "Д.н."}});
  EXPECT_THAT(text, HasSubstr("birth_date"));
  EXPECT_THAT(text, HasSubstr("\"Дата народження\", \"Д.н.\""));
  EXPECT_THAT(columns_of({"ПІБ", "ПІБ", "ПІБ", "Звання"}), ElementsAre("name", "name", "name", "rank"));
  EXPECT_THAT(refusal({{"ПІБ", "Звання", "ПІБ"}}), HasSubstr("several headings"));
  EXPECT_THAT(refusal({{"ПІБ", "Звання", "Звання"}}), HasSubstr("several headings"));
}

TEST(LayoutTest, StatementAndEvidenceStandInTheFileOrBesideIt) {
  const std::string text = refusal({{"ПІБ", "Звання"}}, {});
  EXPECT_THAT(text, HasSubstr("--statement"));
  EXPECT_THAT(text, HasSubstr("--evidence"));
  EXPECT_EQ(refusal({{"ПІБ", "Статус", "Evidence"}}, {}), "");
}

TEST(LayoutTest, RulesOfTheCommandLineAreRead) {
  const auto rule = parse_map_rule(" Дата = народження = Birth_Date ");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->heading, "Дата = народження");
  EXPECT_EQ(rule->column, "birth_date");
  EXPECT_EQ(parse_map_rule("Шафа=")->column, "");
  for (const char* wrong : {"", "Шафа", "=rank", "Шафа=колір", "...=rank"})
    EXPECT_FALSE(parse_map_rule(wrong)) << wrong;
}

}  // namespace
}  // namespace hotline::sheet
