#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry/registry_proto.hpp"

namespace hotline::registry {
namespace {

std::string until_fault(std::chrono::year_month_day until, std::chrono::year_month_day today) {
  v1::PutHoldRequest request;
  request.set_request_id("11111111-1111-4111-8111-111111111111");
  request.set_person_id(7);
  request.set_ground("inquiry 12/2026");
  request.mutable_until()->set_year(static_cast<int>(until.year()));
  request.mutable_until()->set_month(static_cast<int>(static_cast<unsigned>(until.month())));
  request.mutable_until()->set_day(static_cast<int>(static_cast<unsigned>(until.day())));
  const auto parsed = parse(request, core::Instant(std::chrono::sys_days(today)));
  if (parsed) return "";
  EXPECT_EQ(parsed.error().violations.size(), 1U);
  EXPECT_EQ(parsed.error().violations.at(0).field, "until");
  return parsed.error().violations.at(0).description;
}

TEST(HoldParseTest, ADayOutOfReachIsToldItsLimit) {
  using std::chrono::year;
  const auto today = year{2026} / 11 / 22;
  EXPECT_EQ(until_fault(today, today), "");
  EXPECT_EQ(until_fault(year{2028} / 11 / 22, today), "");
  for (const auto out : {year{2028} / 11 / 25, year{2126} / 1 / 1, year{2026} / 11 / 21, year{2027} / 2 / 30}) {
    EXPECT_EQ(until_fault(out, today), "is a full date, today or later, and at most two years ahead");
  }
}

}  // namespace
}  // namespace hotline::registry
