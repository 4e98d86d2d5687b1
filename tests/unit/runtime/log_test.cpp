#include "runtime/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hotline::runtime {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

template <typename T>
concept Loggable = requires(T value) {
  field("name", value);
};

// What is personal is text, so text of unknown origin does not compile.
static_assert(Loggable<int> && Loggable<std::uint64_t> && Loggable<bool> && Loggable<double> && Loggable<Safe>);
static_assert(Loggable<core::RequestId> && Loggable<core::Reason>);
static_assert(!Loggable<std::string>);
static_assert(!Loggable<std::string_view>);
static_assert(!Loggable<const char*>);
static_assert(!Loggable<core::Sensitive<int>>);
static_assert(!Loggable<core::Sensitive<std::string>>);

class LogTest : public testing::Test {
 protected:
  LogTest() {
    set_log_sink([this](std::string_view line) { lines_.emplace_back(line); });
  }
  ~LogTest() override {
    set_log_sink({});
    set_log_level(Level::kInfo);
  }
  std::vector<std::string> lines_;
};

TEST_F(LogTest, OneLineOfJsonPerEvent) {
  const core::RequestId request(core::Bytes16{0x6f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xff});
  log_event(Level::kInfo, "lookup_done",
            {field("queue", 3), field("share", 0.5), field("fresh", true), field("request_id", request),
             field("reason", core::Reason::kTooMany), field("method", Safe::own("LookupPerson"))});
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_THAT(lines_[0], StartsWith(R"({"time":"20)"));
  EXPECT_THAT(lines_[0], HasSubstr(R"(Z","level":"info","event":"lookup_done","queue":3,"share":0.5,"fresh":true,)"
                                   R"("request_id":"6f010203-0405-0607-0809-0a0b0c0d0eff","reason":"TOO_MANY",)"
                                   R"("method":"LookupPerson"})"));
}

TEST_F(LogTest, TextCannotBreakOutOfItsLine) {
  log_event(Level::kWarning, "odd", {field("path", Safe::own("a\"b\\c\nd"))});
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_THAT(lines_[0], HasSubstr(R"("path":"a\"b\\c\u000ad")"));
  EXPECT_THAT(lines_[0], Not(HasSubstr("\n")));
}

TEST_F(LogTest, LinesBelowTheLevelAreDropped) {
  log_event(Level::kDebug, "quiet");
  set_log_level(Level::kDebug);
  log_event(Level::kDebug, "loud");
  set_log_level(Level::kError);
  log_event(Level::kWarning, "quiet");
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_THAT(lines_[0], HasSubstr("loud"));
}

TEST_F(LogTest, AnErrorIsLoggedByItsMetadataAndNotItsMessage) {
  core::Error error = core::make_error(core::Reason::kStoreDown, "words for a caller");
  error.metadata.emplace_back("sqlstate", "57P01");
  log_error("commit_failed", error, {field("entries", 2)});
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_THAT(lines_[0], HasSubstr(R"("level":"error","event":"commit_failed","reason":"STORE_DOWN",)"
                                   R"("sqlstate":"57P01","entries":2})"));
  EXPECT_THAT(lines_[0], Not(HasSubstr("words")));
}

}  // namespace
}  // namespace hotline::runtime
