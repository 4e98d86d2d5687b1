#include "cli/sheet/list_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/sheet/refused_sheet.hpp"
#include "core/row_fault.hpp"

namespace hotline::sheet {
namespace {

using testing::HasSubstr;

class ListRowsTest : public testing::Test {
 protected:
  Reading reading_of(const std::string& text) {
    in_.str(text);
    Reading reading;
    reading.format.separator = Separator::kSemicolon;
    reading.rules.constants = {"captured", "R2", "", ""};
    const auto found = find_header(in_, reading);
    if (!found) throw std::runtime_error(found.error().message);
    return reading;
  }
  std::vector<ListCells> cells_of(const Reading& reading) {
    std::vector<ListCells> all;
    EXPECT_TRUE(each_row(in_, reading, [&](const DataRow& row) {
      all.push_back(list_cells(reading, row));
      return true;
    }));
    return all;
  }
  std::vector<ListCells> cells_of(const std::string& text) { return cells_of(reading_of(text)); }

  std::istringstream in_;
};

TEST_F(ListRowsTest, WhatIsNoDataRowIsPassedOver) {
  const Reading reading =
      reading_of("Титул;;\n;;\nПІБ;Звання;№\n1;2;3\nА Б;солдат;1\n ; ;\nпіб;ЗВАННЯ;№\nВ Г;солдат;2\n");
  const auto counted = survey(in_, reading);
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->rows, 2);
  EXPECT_EQ(counted->empty_lines, 1);
  EXPECT_EQ(counted->repeated_headers, 2);
  EXPECT_THAT(counted->filled, testing::ElementsAre(2, 2, 2));
  const auto rows = cells_of(reading);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].number, 2);
  EXPECT_EQ(rows[1].name, "В Г");
}

TEST_F(ListRowsTest, WhatFindsAChildHasItsColumns) {
  const auto rows = cells_of(
      "ПІБ;ПІБ матері;Брати та сестри;Особливі прикмети;Де бачили востаннє;Коли бачили востаннє\n"
      "А Б;В Г;\"Данило 2010; Марко\";шрам;Нижні Млини;20.03.2022\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].mother_name, "В Г");
  EXPECT_EQ(rows[0].siblings, "Данило 2010; Марко");
  EXPECT_EQ(rows[0].marks, "шрам");
  EXPECT_EQ(rows[0].last_seen_place, "Нижні Млини");
  EXPECT_EQ(rows[0].last_seen_date, "20.03.2022");
}

TEST_F(ListRowsTest, ACellWinsOverWhatHoldsForTheWholeList) {
  const auto rows = cells_of("ПІБ;Статус;Достовірність\nА Б;загинув;\nВ Г;;R4\n");
  EXPECT_EQ(rows[0].statement, "загинув");
  EXPECT_EQ(rows[0].evidence, "R2");
  EXPECT_EQ(rows[1].statement, "captured");
  EXPECT_EQ(rows[1].evidence, "R4");
}

TEST_F(ListRowsTest, ColumnsArePutTogether) {
  const auto rows = cells_of(
      "Прізвище;Ім'я та по батькові;День народження;Місяць народження;Рік народження\n"
      "А;Мамед Гасан огли;7;березня;1990\nБ;Ян;;;1990\nВ;Ян;;3;1990\n");
  EXPECT_EQ(rows[0].given_name, "Мамед");
  EXPECT_EQ(rows[0].patronymic, "Гасан огли");
  EXPECT_EQ(rows[0].birth_date, "7 березня 1990");
  EXPECT_EQ(rows[1].birth_date, "1990");
  EXPECT_EQ(rows[2].birth_date, "3.1990");
}

TEST_F(ListRowsTest, WhatIsNoPersonIsNone) {
  const auto rows = cells_of(
      "ПІБ;Звання\nРазом: 12;\nВсього осіб;12\nКомандир роти капітан А. Б.;\nСклав:;\nСписок № 2;\n"
      "Разумовський Іван;\nКомандирський Остап;солдат\n");
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(rows[i].fault, core::kNoPersonRow) << i;
  EXPECT_EQ(rows[5].fault, "");
  EXPECT_EQ(rows[6].fault, "");
}

TEST_F(ListRowsTest, TheSideMayOnlyAgree) {
  const auto rows = cells_of("ПІБ;Сторона\nА Б;противник\nВ Г;own\nД Е;інша\nЖ З;\n");
  EXPECT_EQ(rows[0].fault, "");
  EXPECT_EQ(rows[1].fault, core::kSideDiffers);
  EXPECT_EQ(rows[2].fault, core::kSideUnknown);
  EXPECT_EQ(rows[3].fault, "");
}

TEST_F(ListRowsTest, AColumnWithoutAHeadingHasToBeExplained) {
  Reading reading = reading_of("ПІБ;;Звання\nА Б;;солдат\n");
  EXPECT_TRUE(survey(in_, reading));
  reading = reading_of("ПІБ;;Звання\nА Б;щось;солдат\n");
  const auto refused = survey(in_, reading);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().violations.at(0).description, HasSubstr("--map \"#2=\""));
  EXPECT_EQ(refused.error().violations.at(0).description.find("щось"), std::string::npos);
}

TEST_F(ListRowsTest, CellsBeyondTheHeaderMayOnlyBeEmpty) {
  const auto rows = cells_of("ПІБ;Звання\nА Б;солдат;;;\nВ Г;солдат;щось\n");
  EXPECT_EQ(rows[0].fault, "");
  EXPECT_EQ(rows[1].fault, core::kTooManyColumns);
}

TEST_F(ListRowsTest, AnotherReadingIsAnotherListAndTheSameOneIsTheSame) {
  const std::string text = "ПІБ;Звання;Шафа\nА Б;солдат;1\n";
  const auto hash = [&](const std::function<void(Reading&)>& change) {
    in_.str(text);
    Reading reading;
    reading.format.separator = Separator::kSemicolon;
    reading.rules.constants = {"captured", "R2", "", ""};
    reading.rules.maps = {{"Шафа", ""}};
    change(reading);
    if (!find_header(in_, reading)) throw std::runtime_error("no header");
    return hash_of(core::Bytes32{}, reading);
  };
  const auto plain = hash([](Reading&) {});
  EXPECT_EQ(hash([](Reading&) {}), plain);
  EXPECT_EQ(hash([](Reading& one) {
              one.rules.remembered = one.rules.maps;
              one.rules.maps.clear();
            }),
            plain)
      << "whoever said it";
  EXPECT_NE(hash([](Reading& one) { one.rules.maps = {{"Шафа", "place"}}; }), plain);
  EXPECT_NE(hash([](Reading& one) { one.rules.constants.evidence = "R3"; }), plain);
  EXPECT_NE(hash([](Reading& one) { one.rules.constants.place = "x"; }), plain);
  EXPECT_NE(hash([](Reading& one) { one.workbook = true; }), plain);
  EXPECT_NE(hash_of(core::Bytes32{1}, reading_of("ПІБ;Звання\n")),
            hash_of(core::Bytes32{}, reading_of("ПІБ;Звання\n")));
}

}  // namespace
}  // namespace hotline::sheet
