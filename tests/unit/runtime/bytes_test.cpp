#include "runtime/bytes.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace hotline::runtime {
namespace {

TEST(BytesTest, WhatIsWrittenIsRead) {
  ByteWriter writer;
  writer.u8(255).u16(0x1234).u32(0xdeadbeef).u64(std::numeric_limits<std::uint64_t>::max()).i64(-2);
  writer.varint(0).varint(127).varint(128).varint(std::numeric_limits<std::uint64_t>::max());
  writer.string("Їжак").string("").raw("xyz");
  ByteReader reader(writer.bytes());
  EXPECT_EQ(reader.u8(), 255);
  EXPECT_EQ(reader.u16(), 0x1234);
  EXPECT_EQ(reader.u32(), 0xdeadbeef);
  EXPECT_EQ(reader.u64(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(reader.i64(), -2);
  EXPECT_EQ(reader.varint(), 0U);
  EXPECT_EQ(reader.varint(), 127U);
  EXPECT_EQ(reader.varint(), 128U);
  EXPECT_EQ(reader.varint(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(reader.string(), "Їжак");
  EXPECT_EQ(reader.string(), "");
  EXPECT_EQ(reader.array<3>()[2], 'z');
  EXPECT_TRUE(reader.finish());
}

TEST(BytesTest, TheLayoutIsFixed) {
  ByteWriter writer;
  writer.u16(0x0102).u32(0x03040506).varint(300).string("ab");
  EXPECT_EQ(writer.bytes(), std::string("\x01\x02\x03\x04\x05\x06\xac\x02\x02"
                                        "ab"));
}

TEST(BytesTest, EveryCutIsNoticed) {
  ByteWriter writer;
  writer.u32(7).string("hello").varint(1000);
  for (std::size_t length = 0; length < writer.bytes().size(); ++length) {
    ByteReader reader(std::string_view(writer.bytes()).substr(0, length));
    reader.u32();
    reader.string();
    reader.varint();
    EXPECT_FALSE(reader.finish()) << length;
    EXPECT_TRUE(reader.failed()) << length;
  }
}

TEST(BytesTest, BytesLeftOverAreAnError) {
  ByteReader reader("ab");
  reader.u8();
  EXPECT_FALSE(reader.failed());
  EXPECT_FALSE(reader.finish());
}

TEST(BytesTest, ForgedLengthsCannotReachOutsideOrAllocate) {
  ByteWriter writer;
  writer.varint(std::numeric_limits<std::uint64_t>::max()).raw("abc");
  ByteReader text(writer.bytes());
  EXPECT_EQ(text.string(), "");
  EXPECT_TRUE(text.failed());
  ByteReader list(writer.bytes());
  EXPECT_EQ(list.count(1), 0U);
  EXPECT_TRUE(list.failed());
  ByteWriter three;
  three.varint(3).raw("abcdef");
  ByteReader fits(three.bytes());
  EXPECT_EQ(fits.count(2), 3U);
  ByteReader too_many(three.bytes());
  EXPECT_EQ(too_many.count(3), 0U);
}

TEST(BytesTest, ANumberHasOneVarintOnly) {
  for (const std::string_view bad :
       {std::string_view("\x80\x00", 2), std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10),
        std::string_view("\x80", 1)}) {
    ByteReader reader(bad);
    EXPECT_EQ(reader.varint(), 0U);
    EXPECT_TRUE(reader.failed());
  }
}

}  // namespace
}  // namespace hotline::runtime
