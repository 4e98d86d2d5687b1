// Texts that programs stumble over, through every field of a name.
#include "support/hostile/hostile_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "fixtures.hpp"
#include "matching/parts.hpp"

namespace hotline::matching {
namespace {

using test::naughty_strings;
using test::normal_forms_lines;

constexpr std::string core::NameParts::*kNameFields[] = {&core::NameParts::surname, &core::NameParts::given,
                                                         &core::NameParts::patronymic, &core::NameParts::line};

core::NameParts name_with(std::string core::NameParts::*field, const std::string& text) {
  core::NameParts name;
  name.*field = text;
  return name;
}

bool same(const Words& a, const Words& b) {
  const auto alike = [](const Word& x, const Word& y) {
    return x.length == y.length && x.letters == y.letters && x.hyphen_before == y.hyphen_before &&
           x.dot_after == y.dot_after && x.digits == y.digits;
  };
  return a.count == b.count &&
         std::equal(a.words.begin(), a.words.begin() + static_cast<std::ptrdiff_t>(a.count), b.words.begin(), alike);
}

bool same(const NameToken& a, const NameToken& b) {
  return a.form == b.form && a.other == b.other && a.skeleton == b.skeleton && a.bits == b.bits &&
         a.senses == b.senses && a.sense_count == b.sense_count && a.initial == b.initial && a.sex == b.sex;
}

bool same(const Readings& a, const Readings& b) {
  return a.count == b.count && std::equal(a.list.begin(), a.list.begin() + static_cast<std::ptrdiff_t>(a.count),
                                          b.list.begin(), [](const Reading& x, const Reading& y) {
                                            return x.penalty_bits == y.penalty_bits && same(x.surname, y.surname) &&
                                                   same(x.given, y.given) && same(x.patronymic, y.patronymic);
                                          });
}

// Whether both texts are read alike, alone and inside a word, in every field of a name.
void expect_read_alike(const std::string& a, const std::string& b, std::size_t line) {
  Words words, others;
  Readings readings, other_readings;
  for (const char* before : {"", "Вига", "Vyha"}) {
    const std::string x = before + a + "данко", y = before + b + "данко";
    split_words(x, words);
    split_words(y, others);
    EXPECT_TRUE(same(words, others)) << "line " << line << " after '" << before << "'";
  }
  for (const auto field : kNameFields) {
    read_name(*the_lexicon(), name_with(field, a), readings);
    read_name(*the_lexicon(), name_with(field, b), other_readings);
    EXPECT_TRUE(same(readings, other_readings)) << "line " << line;
  }
}

Record record_of(std::int64_t person, core::NameParts name) {
  Record made = record(person, "", "", "");
  made.names = {std::move(name)};
  return made;
}

bool is_probability(double value) {
  return std::isfinite(value) && value >= 0 && value <= 1;
}

TEST(HostileTextTest, NormalFormsOfATextAreReadAlike) {
  ASSERT_GT(normal_forms_lines().size(), 18'000U);
  for (const auto& line : normal_forms_lines()) {
    expect_read_alike(line.source, line.nfc, line.number);
    expect_read_alike(line.nfc, line.nfd, line.number);
    expect_read_alike(line.nfkc, line.nfkd, line.number);
    if (testing::Test::HasFailure()) return;  // one line says what is wrong
  }
}

TEST(HostileTextTest, AWrongKeyboardIsReadAlikeInEitherNormalForm) {
  Readings composed_name, decomposed_name;
  read_name(*the_lexicon(), line("Bdfy \xC5\xBDolud"), composed_name);  // Иван, typed on Latin keys
  read_name(*the_lexicon(), line("Bdfy Z\xCC\x8Colud"), decomposed_name);
  ASSERT_GT(composed_name.count, 0U);
  EXPECT_GT(composed_name.list[0].given.sense_count, 0U);
  EXPECT_TRUE(same(composed_name, decomposed_name));
}

TEST(HostileTextTest, ARecordIsFoundInEitherNormalForm) {
  Index index(the_lexicon());
  std::vector<Record> records;
  std::int64_t person = 0;
  for (const auto& line : normal_forms_lines()) {
    Words words;
    split_words(line.nfc, words);
    if (words.count == 0 || line.nfc == line.nfd) continue;
    records.push_back(record(++person, "Ви" + line.nfc + "данко", "Остап", "Зенонович", day(1990, 3, 12)));
    index.apply({records.back()}, {}, person);
    Query query = ask("Ви" + line.nfd + "данко", "Остап", "Зенонович", day(1990, 3, 12));
    const Found found = index.find(query);
    ASSERT_FALSE(found.candidates.empty()) << "line " << line.number;
    EXPECT_EQ(found.candidates[0].person, core::PersonId(person)) << "line " << line.number;
    EXPECT_EQ(found.candidates[0].field(Field::kSurname).agreement, Agreement::kAgrees) << "line " << line.number;
    index.apply({}, {core::PersonId(person)}, person);
  }
  EXPECT_GT(person, 500);
}

TEST(HostileTextTest, NaughtyStringsAreAskedForAndHeld) {
  ASSERT_GT(naughty_strings().size(), 400U);
  Index index(the_lexicon());
  index.apply({record(1, "Вигаданко", "Остап", "Зенонович", day(1990, 3, 12))}, {}, 1);
  std::int64_t person = 1;
  for (const auto& text : naughty_strings()) {
    for (const auto field : kNameFields) {
      Record held = record_of(++person, name_with(field, text));
      held.birthplace = held.unit = text;
      Query asked;
      asked.name = held.names[0];
      asked.birthplace = asked.unit = text;
      index.apply({std::move(held)}, {}, person);
      const Found found = index.find(asked);
      EXPECT_LE(found.candidates.size(), kCandidatesMax);
      for (const Candidate& candidate : found.candidates) {
        EXPECT_TRUE(is_probability(candidate.probability) && is_probability(candidate.alone)) << text;
      }
      EXPECT_TRUE(is_probability(index.compare_names(asked.name, line("Остап Вигаданко")))) << text;
    }
  }
  const Found found = index.find(ask("Вигаданко", "Остап", "Зенонович", day(1990, 3, 12)));
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_EQ(found.candidates[0].person, core::PersonId(1));
}

}  // namespace
}  // namespace hotline::matching
