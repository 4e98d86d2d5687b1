// Texts that programs stumble over, as names of a list: taken, or refused by the name of their column.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/normal.hpp"
#include "registry/list_reader.hpp"
#include "support/hostile/hostile_text.hpp"

namespace hotline::registry {
namespace {

struct NameColumn {
  std::string core::NameParts::*field;
  const char* column;
};

constexpr NameColumn kNameColumns[] = {{&core::NameParts::surname, "surname"},
                                       {&core::NameParts::given, "given_name"},
                                       {&core::NameParts::patronymic, "patronymic"},
                                       {&core::NameParts::line, "name"}};

ListRules rules() {
  ListRules made;
  made.source.id = core::SourceId("sample-internment");
  made.source.ceiling = core::EvidenceRung::kR5;
  made.source.sides = {core::Side::kAdversary};
  made.today = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
  return made;
}

RawRow row_with(const NameColumn& column, const std::string& text) {
  RawRow row;
  row.row_number = 7;
  row.external_id = "K-1";
  if (column.field != &core::NameParts::line) row.name.surname = "Небувайло";
  row.name.*column.field = text;
  row.statement = "captured";
  row.fact_date = "2026-02";
  row.evidence = "r4";
  return row;
}

bool is_valid(const core::NameParts& name) {
  return core::valid_utf8(name.surname) && core::valid_utf8(name.given) && core::valid_utf8(name.patronymic) &&
         core::valid_utf8(name.line);
}

// What was taken is taken again as it is kept.
void expect_kept(const ReadRow& row, const std::string& text) {
  const core::NameParts& name = row.name.parts.reveal();
  EXPECT_TRUE(is_valid(name)) << text;
  RawRow again = row_with(kNameColumns[0], name.surname);
  again.name = name;
  const ReadRow read = read_row(again, rules());
  EXPECT_TRUE(read.faults.empty()) << text;
  EXPECT_EQ(read.name.parts.reveal(), name) << text;
}

TEST(HostileRowTest, NaughtyStringsAreTakenOrNamed) {
  std::size_t taken = 0, refused = 0;
  for (const auto& text : test::naughty_strings()) {
    for (const auto& column : kNameColumns) {
      const ReadRow row = read_row(row_with(column, text), rules());
      for (const auto& fault : row.faults) {
        // A row with no name at all is told that it needs one, in the column of the whole name.
        EXPECT_EQ(fault.column, core::trim(text).empty() ? "name" : column.column) << text;
        EXPECT_FALSE(fault.description.empty()) << text;
      }
      ++(row.faults.empty() ? taken : refused);
      if (row.faults.empty()) expect_kept(row, text);
    }
  }
  EXPECT_GT(taken, 300U);
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace hotline::registry
