#include "rpc/status.hpp"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <gtest/gtest.h>
#include <hotline/v1/error_reason.pb.h>

#include <fstream>
#include <sstream>

#include "rpc/call_metrics.hpp"
#include "support/source_path.hpp"

namespace hotline::rpc {
namespace {

using core::Reason;
using std::chrono_literals::operator""ms;

constexpr int kReasonCount = static_cast<int>(Reason::kBug) + 1;

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

core::Error full_error(Reason reason) {
  core::Error error = core::make_error(reason, "the reason's own words");
  error.violations = {{"facts.name.surname", "is required"}, {"page_size", "is negative"}};
  error.metadata = {{"allowed", "WITHDRAW"}, {"state", "OPEN"}};
  return error;
}

// "INVALID_FIELD INVALID_ARGUMENT ErrorInfo RequestInfo BadRequest"
std::string row(Reason reason) {
  const grpc::Status status = to_status(full_error(reason), "c0ffee");
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  std::string text = std::string(reason_name(reason)) + " " + code_name(status.error_code());
  for (const auto& detail : details.details()) {
    const std::string& type = detail.type_url();
    text += " " + type.substr(type.rfind('.') + 1);
  }
  return text + "\n";
}

TEST(StatusTest, TableIsTheGoldenOne) {
  std::string table;
  for (int reason = 0; reason < kReasonCount; ++reason) table += row(static_cast<Reason>(reason));
  EXPECT_EQ(table, read_file(test::source_path("tests/data/reason_status.golden")));
}

TEST(StatusTest, EveryReasonIsInTheProtoAndBack) {
  const auto* proto = v1::ErrorReason_descriptor();
  ASSERT_EQ(proto->value_count(), kReasonCount + 1);
  for (int number = 1; number <= kReasonCount; ++number) {
    const auto* value = proto->FindValueByNumber(number);
    ASSERT_NE(value, nullptr) << number;
    const auto reason = static_cast<Reason>(number - 1);
    EXPECT_EQ(value->name(), "ERROR_REASON_" + std::string(reason_name(reason)));
    EXPECT_EQ(reason_from(reason_name(reason)), reason);
  }
  EXPECT_EQ(reason_from("NO_SUCH_REASON"), std::nullopt);
}

TEST(StatusTest, ClientGetsBackWhatTheServerSaid) {
  core::Error sent = full_error(Reason::kInvalidField);
  const core::Error got = error_from(to_status(sent, "c0ffee"));
  EXPECT_EQ(got.reason, sent.reason);
  EXPECT_EQ(got.message, sent.message);
  EXPECT_EQ(got.metadata, sent.metadata);
  ASSERT_EQ(got.violations.size(), 2U);
  EXPECT_EQ(got.violations[0].field, "facts.name.surname");
  EXPECT_EQ(got.violations[1].description, "is negative");

  sent = full_error(Reason::kTooMany);
  sent.retry_after = 2'345ms;
  EXPECT_EQ(error_from(to_status(sent, "c0ffee")).retry_after, 2'345ms);
  EXPECT_EQ(call_id_of(to_status(sent, "c0ffee")), "c0ffee");
}

TEST(StatusTest, WhatIsNotOursIsMappedByItsCode) {
  EXPECT_EQ(error_from(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection lost")).reason, Reason::kStoreDown);
  EXPECT_EQ(error_from(grpc::Status(grpc::StatusCode::CANCELLED, "CANCELLED")).reason, Reason::kStoreDown);
  EXPECT_EQ(error_from(to_status(core::make_error(Reason::kHungUp, ""), "c0ffee")).reason, Reason::kHungUp);
  EXPECT_EQ(error_from(grpc::Status(grpc::StatusCode::DATA_LOSS, "what?")).reason, Reason::kBug);
  EXPECT_EQ(call_id_of(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection lost")), "");
}

TEST(StatusTest, ABugAndAnAbsentThingTellNothing) {
  for (const Reason reason : {Reason::kBug, Reason::kNotFound}) {
    const grpc::Status one = to_status(full_error(reason), "c0ffee");
    const grpc::Status other = to_status(core::make_error(reason, "column person.surname"), "c0ffee");
    EXPECT_EQ(one.error_message(), other.error_message());
    EXPECT_EQ(one.error_details(), other.error_details());
  }
}

TEST(StatusTest, DetailsFitIntoATrailer) {
  core::Error error = core::make_error(Reason::kInvalidField, std::string(10'000, 'x'));
  for (int at = 0; at < 1'000; ++at)
    error.violations.push_back({"rows[" + std::to_string(at) + "].name", "is required"});
  const grpc::Status status = to_status(error, "c0ffee");
  EXPECT_LT(status.error_details().size() * 4 / 3 + status.error_message().size(), 8'000U);
  const auto got = error_from(status).violations;
  EXPECT_EQ(got.back().description, "and " + std::to_string(1'000 - (got.size() - 1)) + " more");
}

}  // namespace
}  // namespace hotline::rpc
