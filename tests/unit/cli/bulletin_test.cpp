// The bulletin in each language: every word there, none of another language, numbers and days as the language writes
// them.
#include "cli/bulletin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "cli/bulletin_words.hpp"
#include "core/figures.hpp"

namespace hotline::cli {
namespace {

using testing::HasSubstr;

constexpr std::array kLanguages{v1::LANGUAGE_UK, v1::LANGUAGE_RU, v1::LANGUAGE_EN};

// Every row that a month can have, a region, a source and weeks among them.
std::vector<v1::ReleasedTable> all_tables() {
  using core::Series;
  std::vector<core::SeriesSum> sums{{Series::kRegion, 1, 80, "", 0, {12'345, 1}},
                                    {Series::kRung, 1, 3, "", 0, {12'345, 1}},
                                    {Series::kStatus, 1, 15, "", 0, {12'345, 1}},
                                    {Series::kSource, 1, 0, "kharkiv-morgue", 0, {12'345, 1}}};
  const auto month = std::chrono::year{2026} / std::chrono::March;
  std::vector<v1::ReleasedTable> tables;
  for (const core::CountedTable& counted : core::count_month(sums, month).tables) {
    v1::ReleasedTable& table = tables.emplace_back();
    table.set_table(static_cast<v1::FigureTable>(counted.table));
    table.set_title(std::string(core::title_of(counted.table)));
    table.set_definition(std::string(core::definition_of(counted.table)));
    table.set_month("2026-03");
    table.set_sha256(std::string(64, 'a'));
    for (const core::CountedCell& cell : counted.cells) {
      v1::FigureRow& row = *table.add_rows();
      row.set_row(cell.row);
      row.set_kind(cell.count.count == 0 ? v1::CELL_KIND_FEW : v1::CELL_KIND_VALUE);
      row.set_value(cell.count.count);
    }
  }
  return tables;
}

Bulletin whole() {
  Bulletin bulletin;
  bulletin.month = "2026-03";
  bulletin.trial = true;
  bulletin.tables = all_tables();
  v1::CompareSourcesResponse compared;
  v1::Comparison& day = *compared.add_comparisons();
  for (v1::PartialDate* date : {day.mutable_as_of(), day.add_figures()->mutable_entered_on()}) {
    date->set_year(2022);
    date->set_month(3);
    date->set_day(2);
  }
  day.set_contradictory(true);
  day.mutable_figures(0)->set_source("5");
  day.mutable_figures(0)->set_value_min(5'500);
  day.mutable_figures(0)->set_value_max(6'500);
  bulletin.published.emplace_back("1", compared);
  return bulletin;
}

// What a reader sees: no marks, no style.
std::string seen(const std::string& html) {
  std::string text;
  bool mark = false;
  for (const char c : html.substr(html.find("</style>"))) {
    if (c == '<') mark = true;
    if (!mark) text += c;
    if (c == '>') {
      mark = false;
      text += ' ';
    }
  }
  return text;
}

bool has_any(const std::string& text, std::initializer_list<const char*> letters) {
  return std::any_of(letters.begin(), letters.end(),
                     [&](const char* letter) { return text.find(letter) != std::string::npos; });
}

TEST(BulletinWordsTest, EveryRowTitleAndDefinitionHasWordsInEveryLanguage) {
  for (const v1::Language language : kLanguages) {
    const BulletinWords words(language);
    for (const v1::ReleasedTable& table : all_tables()) {
      EXPECT_FALSE(words.title(table).empty());
      EXPECT_FALSE(words.definition(table).empty());
      for (const auto& row : table.rows()) {
        const std::string text = words.row(table.table(), row.row());
        EXPECT_EQ(text.find('_'), std::string::npos) << row.row() << " has no words in " << words.code();
        EXPECT_FALSE(std::regex_search(text, std::regex("[A-Z]{2,}"))) << text << " in " << words.code();
      }
    }
  }
}

TEST(BulletinWordsTest, ALanguageHasNoWordsOfAnother) {
  for (const v1::Language language : {v1::LANGUAGE_UK, v1::LANGUAGE_RU}) {
    const std::string text = seen(bulletin_html(whole(), language));
    std::set<std::string> latin;
    const std::regex word("[A-Za-z]{3,}");
    for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) latin.insert(at->str());
    // The hash, the command, and a source that is named in Latin letters.
    for (const char* allowed : {"SHA", "hotline", "report", "month", "kharkiv", "morgue"}) latin.erase(allowed);
    latin.erase(std::string(64, 'a'));
    EXPECT_THAT(latin, testing::IsEmpty());
  }
  EXPECT_FALSE(has_any(seen(bulletin_html(whole(), v1::LANGUAGE_UK)), {"ы", "э", "ъ", "ё"}));
  EXPECT_FALSE(has_any(seen(bulletin_html(whole(), v1::LANGUAGE_RU)), {"і", "ї", "є", "ґ"}));
  EXPECT_FALSE(has_any(seen(bulletin_html(whole(), v1::LANGUAGE_EN)), {"а", "е", "о", "и", "і"}));
}

TEST(BulletinWordsTest, NumbersMonthsAndDaysAreThoseOfTheLanguage) {
  const std::string uk = bulletin_html(whole(), v1::LANGUAGE_UK);
  EXPECT_THAT(uk, HasSubstr("<html lang=\"uk\">"));
  EXPECT_THAT(uk, HasSubstr("Місячний бюлетень, березень 2026 року"));
  EXPECT_THAT(uk, HasSubstr("12\u00a0345"));
  EXPECT_THAT(uk, HasSubstr("Станом на 2 березня 2022"));
  EXPECT_THAT(uk, HasSubstr("5\u00a0500–6\u00a0500"));
  const std::string ru = bulletin_html(whole(), v1::LANGUAGE_RU);
  EXPECT_THAT(ru, HasSubstr("<html lang=\"ru\">"));
  EXPECT_THAT(ru, HasSubstr("Месячный бюллетень, март 2026 года"));
  EXPECT_THAT(ru, HasSubstr("По состоянию на 2 марта 2022"));
  const std::string en = bulletin_html(whole(), v1::LANGUAGE_EN);
  EXPECT_THAT(en, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(en, HasSubstr("Monthly bulletin, March 2026"));
  EXPECT_THAT(en, HasSubstr("12,345"));
  EXPECT_THAT(en, HasSubstr("5,500–6,500"));
  EXPECT_THAT(en, HasSubstr("As of 2 March 2022"));
}

TEST(BulletinWordsTest, WhatAnotherServerAddsStandsAsItIs) {
  const BulletinWords words(v1::LANGUAGE_UK);
  EXPECT_EQ(words.row(v1::FIGURE_TABLE_ANSWERS, "A_NEW_KIND"), "A_NEW_KIND");
  EXPECT_EQ(words.row(v1::FIGURE_TABLE_SOURCE, "morgue/two"), "morgue/two");
  EXPECT_THROW(words("no.such.key"), std::out_of_range);
}

// A source can call itself anything.
TEST(BulletinTest, NothingThatIsTypedBecomesMarkup) {
  Bulletin bulletin = whole();
  auto& figure = *bulletin.published[0].second.mutable_comparisons(0)->mutable_figures(0);
  figure.set_source("<script>alert(1)</script> & a source whose name is far longer than any label of a chart can hold");
  figure.set_citation("\"><img src=x>");
  for (const v1::Language language : kLanguages) {
    const std::string html = bulletin_html(bulletin, language);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_THAT(html, HasSubstr("\u2026</text>")) << "the label is cut, the table has all of it";
    EXPECT_THAT(html, HasSubstr("than any label of a chart can hold</th>"));
  }
}

}  // namespace
}  // namespace hotline::cli
