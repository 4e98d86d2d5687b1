#include "cli/sheet/encoding.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace hotline::sheet {
namespace {

constexpr const char* kUkrainian = "Ґалаґан Їжак Євлампійович; Щербань В'ячеслав; полонений";
constexpr const char* kRussian = "Звездочётов Прохор Объездной; рядовой; пропал без вести; Эйлер";

ByteFacts facts_of(const std::string& bytes) {
  std::istringstream in(bytes);
  return scan_bytes(in);
}

std::string encoded(const std::string& text, Encoding encoding, ByteOrder order = ByteOrder::kLittle) {
  const Encoder encoder(encoding, order);
  return encoder.encode(text);
}

TEST(EncodingTest, EveryEncodingComesBackAsItWas) {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16, Encoding::kWindows1251, Encoding::kKoi8U}) {
    for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
      const std::string text = std::string(kUkrainian) + "\r\n\"№1\";";
      // KOI8-U has no numero sign.
      const std::string kept = encoding == Encoding::kKoi8U ? std::string(kUkrainian) : text;
      const std::string bytes = encoded(kept, encoding, order);
      Decoder decoder(encoding, order);
      std::string back;
      // Blocks end in the middle of characters.
      for (const char byte : bytes) back += decoder.decode({&byte, 1});
      back += decoder.finish();
      EXPECT_EQ(back, kept) << name_of(encoding);
    }
  }
}

TEST(EncodingTest, PointsBeyondSixteenBitsAndBrokenPairs) {
  const std::string bytes = encoded("𝔸Я", Encoding::kUtf16);
  Decoder decoder(Encoding::kUtf16, ByteOrder::kLittle);
  EXPECT_EQ(decoder.decode(bytes), "𝔸Я");
  EXPECT_EQ(decoder.finish(), "");
  Decoder broken(Encoding::kUtf16, ByteOrder::kLittle);
  EXPECT_EQ(broken.decode(bytes.substr(0, 2)), "");
  EXPECT_EQ(broken.finish(), "\xEF\xBF\xBD");
}

TEST(EncodingTest, MarksAndValidUtf8AreCertain) {
  EXPECT_TRUE(facts_of("surname;name\n").certain);
  EXPECT_TRUE(facts_of(kUkrainian).certain);
  const ByteFacts marked = facts_of("\xEF\xBB\xBFsurname\n");
  EXPECT_TRUE(marked.mark);
  EXPECT_EQ(marked.encoding, Encoding::kUtf8);
  const ByteFacts big = facts_of(std::string("\xFE\xFF\0a", 4));
  EXPECT_EQ(big.encoding, Encoding::kUtf16);
  EXPECT_EQ(big.order, ByteOrder::kBig);
  EXPECT_EQ(facts_of("PK\x03\x04...").kind, FileKind::kXlsx);
  EXPECT_EQ(facts_of("\xD0\xCF\x11\xE0...").kind, FileKind::kOldWorkbook);
}

TEST(EncodingTest, LettersTellTheOtherEncodings) {
  for (const char* text : {kUkrainian, kRussian, "ШЕВЧУК ОЛЕГ ІВАНОВИЧ", "Мельник", "іваненко", "ЗЛАТОУСТ ЇВГА"}) {
    for (const Encoding encoding : {Encoding::kWindows1251, Encoding::kKoi8U}) {
      const ByteFacts facts = facts_of(encoded(text, encoding));
      EXPECT_FALSE(facts.certain) << text;
      EXPECT_EQ(facts.encoding, encoding) << text;
    }
  }
}

TEST(EncodingTest, AFewBrokenBytesAreBrokenUtf8AndNoOtherEncoding) {
  std::string bytes = kUkrainian;
  bytes += "\xff\xfe\xd0";
  const ByteFacts facts = facts_of(bytes);
  EXPECT_TRUE(facts.certain);
  EXPECT_EQ(facts.encoding, Encoding::kUtf8);
}

TEST(EncodingTest, WhatAnEncodingDoesNotHaveIsShown) {
  EXPECT_EQ(encoded("Ž", Encoding::kWindows1251), "?");
  Decoder decoder(Encoding::kWindows1251, ByteOrder::kLittle);
  EXPECT_NE(decoder.decode("\x98"), "") << "a byte without a letter";
}

}  // namespace
}  // namespace hotline::sheet
