#include "core/release.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

// The only name that holds the key to a receipt.
namespace hotline::store {
class LogWriter {
 public:
  static core::LogReceipt committed(std::int32_t tree, std::int64_t index) {
    return core::LogReceipt(core::LogReceiptKey(), tree, index, core::Bytes32{7});
  }
};
}  // namespace hotline::store

namespace hotline::core {
namespace {

using Pending = PendingAnswer<std::string>;
using Released = ReleasedAnswer<std::string>;

static_assert(!std::is_default_constructible_v<LogReceiptKey>);
static_assert(!std::is_aggregate_v<LogReceiptKey>);
static_assert(!std::is_constructible_v<LogReceipt, std::int32_t, std::int64_t, Bytes32>);
static_assert(!std::is_default_constructible_v<LogReceipt>);
static_assert(!std::is_constructible_v<Released, std::string, LogReceipt>);
static_assert(!std::is_constructible_v<Released, Pending>);
static_assert(!std::is_copy_constructible_v<Pending>);
static_assert(!std::is_convertible_v<Pending, std::string>);

TEST(ReleaseTest, AnAnswerLeavesWithItsReceipt) {
  Pending pending(std::string("no answer today"));
  Released released = release(std::move(pending), store::LogWriter::committed(3, 41));
  EXPECT_EQ(released.answer(), "no answer today");
  EXPECT_EQ(released.receipt().tree, 3);
  EXPECT_EQ(released.receipt().index, 41);
  EXPECT_EQ(released.receipt().leaf_hash[0], 7);
}

}  // namespace
}  // namespace hotline::core
