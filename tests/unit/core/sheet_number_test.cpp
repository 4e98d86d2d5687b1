#include "core/sheet_number.hpp"

#include <gtest/gtest.h>

#include <random>

namespace hotline::core {
namespace {

TEST(SheetNumberTest, OneWrongOrSwappedDigitIsNoticed) {
  std::mt19937 random(20261127);
  const RandomBelow below = [&](std::uint32_t bound) { return static_cast<std::uint32_t>(random() % bound); };
  for (int round = 0; round < 200; ++round) {
    const SheetNumber sheet = SheetNumber::generate(below);
    const std::string text = sheet.text();
    ASSERT_EQ(text.size(), 16U) << text;
    const auto read = SheetNumber::parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, sheet);
    for (std::size_t i = 2; i < text.size(); ++i) {
      if (text[i] == '-') continue;
      std::string wrong = text;
      wrong[i] = static_cast<char>('0' + (text[i] - '0' + 1) % 10);
      EXPECT_FALSE(SheetNumber::parse(wrong)) << wrong;
      const std::size_t next = i + 1 < text.size() && text[i + 1] == '-' ? i + 2 : i + 1;
      if (next >= text.size() || text[next] == text[i]) continue;
      wrong = text;
      std::swap(wrong[i], wrong[next]);
      EXPECT_FALSE(SheetNumber::parse(wrong)) << wrong;
    }
  }
}

TEST(SheetNumberTest, IsReadAsItIsTypedAndIsNoReference) {
  const auto sheet = SheetNumber::from_number(41'7093'5528);
  ASSERT_TRUE(sheet);
  std::string digits;
  for (const char c : sheet->text()) {
    if (c >= '0' && c <= '9') digits += c;
  }
  for (const std::string& typed : {digits, "s" + digits, "С " + digits, "S-" + digits}) {
    const auto read = SheetNumber::parse(typed);
    ASSERT_TRUE(read) << typed;
    EXPECT_EQ(*read, *sheet);
  }
  EXPECT_FALSE(Reference::parse(digits)) << "a sheet's number is no inquiry's reference";
  const auto reference = Reference::from_number(41'7093'5528);
  EXPECT_FALSE(SheetNumber::parse(reference->text()));
  for (const char* wrong : {"", "S", "S 1", "S 0000-0000-0000-0", "X 417093552899", "S 4170-9355-28a1"}) {
    EXPECT_FALSE(SheetNumber::parse(wrong)) << wrong;
  }
  EXPECT_FALSE(SheetNumber::from_number(-1));
  EXPECT_FALSE(SheetNumber::from_number(10'000'000'000));
}

}  // namespace
}  // namespace hotline::core
