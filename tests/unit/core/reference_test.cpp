#include "core/reference.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/normal.hpp"
#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

class ReferenceTest : public ::testing::Test {
 protected:
  std::mt19937_64 generator_{hotline::test::seed_from_environment(20261122)};
  RandomBelow random_ = [this](std::uint32_t bound) { return static_cast<std::uint32_t>(generator_() % bound); };
};

TEST_F(ReferenceTest, KnownReferenceHasItsCheckDigits) {
  // 4170935528 * 100 mod 97 is 2, and 98 - 2 is 96.
  const auto reference = Reference::from_number(4'170'935'528);
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->text(), "417-093-5528-96");
  EXPECT_EQ(417'093'552'896 % 97, 1);
  EXPECT_EQ(Reference::from_number(0)->text(), "000-000-0000-98");
}

TEST_F(ReferenceTest, SpacesAndHyphensDoNotMatter) {
  for (const char* text : {"417-093-5528-96", "417093552896", " 417 093 5528 96 ", "4-1-7-0935528-96"}) {
    const auto reference = Reference::parse(text);
    ASSERT_TRUE(reference) << text;
    EXPECT_EQ(reference->number(), 4'170'935'528);
  }
}

TEST_F(ReferenceTest, WrongOnesAreRefusedWithoutRepeatingThem) {
  for (const char* text : {"", "417-093-5528", "417-093-5528-97", "417-093-5528-961", "417-093-5528-9x",
                           "99999999999999999999999999", "417.093.5528.96", "-"}) {
    const auto reference = Reference::parse(text);
    ASSERT_FALSE(reference) << text;
    EXPECT_EQ(reference.error().reason, Reason::kInvalidField);
  }
  EXPECT_FALSE(Reference::from_number(10'000'000'000));
  EXPECT_FALSE(Reference::from_number(-1));
}

TEST_F(ReferenceTest, EveryWrongDigitAndEverySwapOfNeighboursIsNoticed) {
  for (int round = 0; round < 300; ++round) {
    std::string digits;
    for (char letter : Reference::generate(random_).text()) {
      if (letter != '-') digits += letter;
    }
    ASSERT_TRUE(Reference::parse(digits));
    for (std::size_t at = 0; at < digits.size(); ++at) {
      for (char other = '0'; other <= '9'; ++other) {
        std::string wrong = digits;
        wrong[at] = other;
        ASSERT_EQ(static_cast<bool>(Reference::parse(wrong)), wrong == digits);
      }
      if (at + 1 == digits.size() || digits[at] == digits[at + 1]) continue;
      std::string swapped = digits;
      std::swap(swapped[at], swapped[at + 1]);
      ASSERT_FALSE(Reference::parse(swapped)) << digits;
    }
  }
}

TEST_F(ReferenceTest, GeneratedReferencesUseAllTenDigits) {
  std::set<std::int64_t> seen;
  std::int64_t largest = 0;
  for (int i = 0; i < 1'000; ++i) {
    const Reference reference = Reference::generate(random_);
    seen.insert(reference.number());
    largest = std::max(largest, reference.number());
    ASSERT_EQ(Reference::parse(reference.text())->number(), reference.number());
  }
  EXPECT_EQ(seen.size(), 1'000U);
  EXPECT_GT(largest, 9'000'000'000);
}

TEST_F(ReferenceTest, TheWordsAreManyShortAndPlain) {
  for (const char* language : {"uk", "ru", "en"}) {
    const auto& words = passphrase_words(language);
    EXPECT_GE(words.size(), 1'024U) << language;
    std::set<std::string_view> distinct(words.begin(), words.end());
    EXPECT_EQ(distinct.size(), words.size()) << language;
    for (std::string_view word : words) {
      ASSERT_TRUE(code_points(word) >= 3 && code_points(word) <= 9) << word;
      ASSERT_EQ(word.find(' '), std::string_view::npos);
      const std::string phrase = std::string(word) + " a b c";
      ASSERT_EQ(normalise_passphrase(phrase)->reveal(), phrase) << "already in the form that is hashed";
    }
  }
  EXPECT_EQ(&passphrase_words("ka"), &passphrase_words("en"));
}

// Two words that part in one letter are one word over a bad line.
TEST_F(ReferenceTest, NoTwoWordsDifferInOneLetterOnly) {
  for (const char* language : {"uk", "ru", "en"}) {
    std::map<std::u32string, std::string_view> seen;
    for (std::string_view word : passphrase_words(language)) {
      std::u32string letters;
      for (std::size_t at = 0; at < word.size();) {
        const std::size_t size = static_cast<unsigned char>(word[at]) < 0x80 ? 1 : 2;
        letters += size == 1 ? static_cast<char32_t>(word[at])
                             : (static_cast<char32_t>(static_cast<unsigned char>(word[at])) << 8U) +
                                   static_cast<unsigned char>(word[at + 1]);
        at += size;
      }
      for (std::size_t i = 0; i < letters.size(); ++i) {
        std::u32string hole = letters;
        hole[i] = U'*';
        const auto [other, fresh] = seen.emplace(hole, word);
        ASSERT_TRUE(fresh) << word << " and " << other->second;
      }
    }
  }
}

TEST_F(ReferenceTest, PassphrasesAreFourWordsOfTheLanguage) {
  for (const char* language : {"uk", "ru", "en"}) {
    const auto& words = passphrase_words(language);
    const std::string phrase = generate_passphrase(random_, language).reveal();
    std::istringstream stream(phrase);
    std::string word;
    std::size_t count = 0;
    while (stream >> word) {
      EXPECT_NE(std::find(words.begin(), words.end(), word), words.end());
      ++count;
    }
    EXPECT_EQ(count, kPassphraseWords);
    EXPECT_NE(phrase, generate_passphrase(random_, language).reveal());
  }
}

TEST_F(ReferenceTest, APassphraseIsOneHoweverItIsTyped) {
  const auto form = [](std::string_view text) {
    const auto phrase = normalise_passphrase(text);
    return phrase ? phrase->reveal() : "refused";
  };
  EXPECT_EQ(form("Елка  ДОМИК-весна \xC2\xA0 море"), "елка домик весна море");
  EXPECT_EQ(form(" ёлка домик весна море "), "елка домик весна море");
  EXPECT_EQ(form("м'ята мʼяч сад їжак"), "мята мяч сад їжак");
  EXPECT_EQ(form("one two three"), "refused");
  EXPECT_EQ(form("one two three four five"), "refused");
  EXPECT_EQ(form(""), "refused");
  EXPECT_EQ(form("a b c \xFF"), "refused");
  EXPECT_EQ(form(std::string(5'000, 'a') + " b c d"), "refused");
}

}  // namespace
}  // namespace hotline::core
