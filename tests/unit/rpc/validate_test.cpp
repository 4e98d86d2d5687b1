#include "rpc/validate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hotline/v1/lookup_service.pb.h>

namespace hotline::rpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> lines(const Violations& violations) {
  std::vector<std::string> out;
  for (const auto& violation : violations.error().violations)
    out.push_back(violation.field + " " + violation.description);
  return out;
}

v1::LookupPersonRequest good_request() {
  v1::LookupPersonRequest request;
  request.set_request_id("7c1f5d52-9a58-4b63-9c55-0d6a3d3d7f10");
  request.set_purpose(static_cast<v1::Purpose>(1));
  request.set_language(static_cast<v1::Language>(1));
  request.mutable_facts()->mutable_name()->set_surname("Видуманенко");
  return request;
}

TEST(ViolationsTest, AGoodRequestHasNone) {
  Violations violations;
  violations.shape(good_request());
  EXPECT_TRUE(violations.empty()) << testing::PrintToString(lines(violations));
}

TEST(ViolationsTest, AllAreFoundAtOnceWithTheirPaths) {
  v1::LookupPersonRequest request = good_request();
  request.clear_request_id();
  request.set_purpose(static_cast<v1::Purpose>(4711));
  request.set_language(static_cast<v1::Language>(0));
  request.mutable_facts()->mutable_name()->set_given_name("Іван\nІванович");
  request.mutable_facts()->mutable_birth_date()->set_month(3);
  request.mutable_facts()->set_unit(std::string(kTextCodePointsMax + 1, 'x'));
  Violations violations;
  violations.shape(request);
  EXPECT_THAT(lines(violations),
              ElementsAre("request_id is required", "purpose is not a known value",
                          "facts.name.given_name holds control characters", "facts.birth_date.year is required",
                          "facts.unit is longer than 4096 characters", "language is required"));
}

TEST(ViolationsTest, EntriesOfListsAreNamedByTheirPlace) {
  v1::LookupPersonResponse response;
  response.add_helpful_facts(v1::HELPFUL_FACT_SURNAME);
  response.add_helpful_facts(static_cast<v1::HelpfulFact>(99));
  response.add_candidates()->add_fields()->set_field(static_cast<v1::FactField>(77));
  Violations violations;
  violations.shape(response);
  EXPECT_THAT(lines(violations), ElementsAre("candidates[0].fields[0].field is not a known value",
                                             "helpful_facts[1] is not a known value"));
}

TEST(ViolationsTest, TextIsCountedInCodePoints) {
  Violations violations;
  violations.text("surname", "Їжакевич", 8);
  EXPECT_THAT(lines(violations), IsEmpty());
  violations.text("surname", "Їжакевич", 7);
  violations.text("given", "\xD0", 7);
  violations.text("patronymic", "safe\xE2\x80\xAEtxt", 20);  // right-to-left override
  violations.required_text("line", "   ", 20);
  EXPECT_THAT(lines(violations), ElementsAre("surname is longer than 7 characters", "given is not valid UTF-8",
                                             "patronymic holds control characters", "line is required"));
}

TEST(ViolationsTest, AFieldIsNamedOnce) {
  Violations violations;
  v1::LookupPersonRequest request = good_request();
  request.clear_request_id();
  violations.shape(request);
  EXPECT_EQ(violations.uuid("request_id", request.request_id()), std::nullopt);
  EXPECT_THAT(lines(violations), ElementsAre("request_id is required"));
}

TEST(ViolationsTest, PageSizeIsClampedAndNegativeOnesAreRefused) {
  Violations violations;
  EXPECT_EQ(violations.page_size(0, 50, 200), 50);
  EXPECT_EQ(violations.page_size(7, 50, 200), 7);
  EXPECT_EQ(violations.page_size(100'000, 50, 200), 200);
  EXPECT_TRUE(violations.empty());
  violations.page_size(-1, 50, 200);
  EXPECT_THAT(lines(violations), ElementsAre("page_size is negative"));
}

TEST(ViolationsTest, TheNumberOfViolationsIsLimited) {
  Violations violations;
  for (int at = 0; at < 1'000; ++at) violations.add("field", "is wrong");
  EXPECT_EQ(violations.error().violations.size(), kViolationsMax);
}

TEST(UuidTest, BothWays) {
  const auto bytes = parse_uuid("7C1F5D52-9a58-4b63-9c55-0d6a3d3d7f10");
  ASSERT_TRUE(bytes);
  EXPECT_EQ(format_uuid(*bytes), "7c1f5d52-9a58-4b63-9c55-0d6a3d3d7f10");
  for (const char* bad : {"", "7c1f5d52", "7c1f5d52-9a58-4b63-9c55-0d6a3d3d7f1", "7c1f5d52x9a58-4b63-9c55-0d6a3d3d7f10",
                          "7c1f5d52-9a58-4b63-9c55-0d6a3d3d7f1g", "7c1f5d529-a58-4b63-9c55-0d6a3d3d7f10"}) {
    EXPECT_FALSE(parse_uuid(bad)) << bad;
  }
}

TEST(Utf8Test, OverlongFormsSurrogatesAndTailsAreBroken) {
  EXPECT_EQ(count_code_points("aї€\xF0\x9F\x98\x80"), 4U);
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE2\x82", "\xFF"}) {
    EXPECT_EQ(count_code_points(bad), std::nullopt);
  }
}

}  // namespace
}  // namespace hotline::rpc
