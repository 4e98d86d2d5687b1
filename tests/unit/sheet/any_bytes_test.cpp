#include <gtest/gtest.h>

#include <sstream>

#include "cli/sheet/encoding.hpp"

namespace hotline::sheet {
namespace {

FileKind kind_of(const std::string& bytes) {
  std::istringstream in(bytes);
  return scan_bytes(in).kind;
}

TEST(AnyBytesTest, AreNoText) {
  std::string bytes;
  std::uint32_t state = 1;
  for (int i = 0; i < 4'000; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    bytes += static_cast<char>(state >> 24U);
  }
  EXPECT_EQ(kind_of(bytes), FileKind::kNoText);
}

TEST(AnyBytesTest, AFewControlCharactersAreTheirRowsOwnFault) {
  const Encoder encoder(Encoding::kWindows1251, ByteOrder::kLittle);
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes.append(encoder.encode("Ґалаґан Їжак;полонений\r\n"));
  bytes.append("\v\x1A");
  EXPECT_EQ(kind_of(bytes), FileKind::kText);
}

}  // namespace
}  // namespace hotline::sheet
