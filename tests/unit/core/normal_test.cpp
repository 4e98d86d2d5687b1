#include "core/normal.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

TEST(NormalTest, BrokenUtf8IsSeen) {
  EXPECT_TRUE(valid_utf8("Шевченко Taras 你好 \xF0\x9F\x98\x80"));
  for (const char* broken :
       {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\xE2\x82"}) {
    EXPECT_FALSE(valid_utf8(broken));
    EXPECT_EQ(text_fault(broken, 100), "is not valid UTF-8");
  }
}

TEST(NormalTest, ControlAndInvisibleCharactersAreRefused) {
  for (const char* text :
       {"a\nb", "a\tb", "a\x7F", "a\xC2\x85", "\xE2\x80\xAEoksanA", "a\xE2\x80\x8B", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(text_fault(text, 100), "holds a control character");
  }
  EXPECT_EQ(text_fault(std::string_view("a\0b", 3), 100), "holds a control character");
}

TEST(NormalTest, LengthIsCountedInCodePoints) {
  const std::string hundred = [] {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "щ";
    return text;
  }();
  EXPECT_EQ(code_points(hundred), 100U);
  EXPECT_FALSE(text_fault(hundred, 100));
  EXPECT_EQ(text_fault(hundred + "x", 100), "is longer than 100 characters");
  EXPECT_TRUE(text_fault(std::string(10'000, 'x'), kNameLineMax));
  EXPECT_FALSE(text_fault("", 1));
}

TEST(NormalTest, EveryBadPartOfANameIsNamed) {
  NameParts name;
  name.surname = "\xFF";
  name.given = std::string(101, 'a');
  name.patronymic = "a\x01";
  name.line = "Somebody";
  std::vector<FieldViolation> violations;
  check_name("facts.name.", name, violations);
  ASSERT_EQ(violations.size(), 4U);
  EXPECT_EQ(violations[0].field, "facts.name.surname");
  EXPECT_EQ(violations[1].field, "facts.name.given_name");
  EXPECT_EQ(violations[2].field, "facts.name.patronymic");
  EXPECT_EQ(violations[3].field, "facts.name.line");
}

TEST(NormalTest, OneNumberHasOneForm) {
  EXPECT_EQ(fold_identifier("ав-12 345"), "AB12345");
  EXPECT_EQ(fold_identifier("AB12345"), "AB12345");
  EXPECT_EQ(fold_identifier("ab 12.345/"), "AB12345");
  EXPECT_EQ(fold_identifier("№ СО‑77"), "CO77");
  EXPECT_NE(fold_identifier("Ж-1"), fold_identifier("X-1"));
  EXPECT_EQ(fold_identifier("  -- "), "");
}

TEST(NormalTest, TrimmingAndLowerCase) {
  EXPECT_EQ(trim("  a \xC2\xA0 b  "), "a b");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(lower_case("ШЕВЧЕНКО Їжак ЁЛКА ҐАНОК Ärger ŠKODA Żaba"), "шевченко їжак ёлка ґанок ärger škoda żaba");
}

}  // namespace
}  // namespace hotline::core
