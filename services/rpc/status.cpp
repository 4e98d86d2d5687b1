#include "rpc/status.hpp"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace hotline::rpc {
namespace {

struct Row {
  core::Reason reason;
  std::string_view name;
  grpc::StatusCode code;
  bool retry;  // carries RetryInfo
};

constexpr std::array kTable{
    Row{core::Reason::kInvalidField, "INVALID_FIELD", grpc::StatusCode::INVALID_ARGUMENT, false},
    Row{core::Reason::kNotSignedIn, "NOT_SIGNED_IN", grpc::StatusCode::UNAUTHENTICATED, false},
    Row{core::Reason::kNotAllowed, "NOT_ALLOWED", grpc::StatusCode::PERMISSION_DENIED, false},
    Row{core::Reason::kNotFound, "NOT_FOUND", grpc::StatusCode::NOT_FOUND, false},
    Row{core::Reason::kWrongState, "WRONG_STATE", grpc::StatusCode::FAILED_PRECONDITION, false},
    Row{core::Reason::kConflict, "CONFLICT", grpc::StatusCode::ABORTED, false},
    Row{core::Reason::kTooMany, "TOO_MANY", grpc::StatusCode::RESOURCE_EXHAUSTED, true},
    Row{core::Reason::kStoreDown, "STORE_DOWN", grpc::StatusCode::UNAVAILABLE, true},
    Row{core::Reason::kOutOfTime, "OUT_OF_TIME", grpc::StatusCode::DEADLINE_EXCEEDED, false},
    Row{core::Reason::kHungUp, "HUNG_UP", grpc::StatusCode::CANCELLED, false},
    Row{core::Reason::kBug, "BUG", grpc::StatusCode::INTERNAL, false},
};

static_assert(kTable.size() == static_cast<std::size_t>(core::Reason::kBug) + 1);

constexpr std::chrono::milliseconds kRetryAfterDefault{1'000};
// gRPC clients refuse trailers above 8 kB, and base64 adds a third: more violations than fit are counted, not listed.
constexpr std::size_t kDetailBytesMax = 4'096;
constexpr std::size_t kMessageBytesMax = 512;

const Row& row_of(core::Reason reason) {
  return *std::find_if(kTable.begin(), kTable.end(), [reason](const Row& row) { return row.reason == reason; });
}

// Absent and "you may not know of it" read alike, and the cause of a bug stays with us.
std::string message_of(const core::Error& error) {
  if (error.reason == core::Reason::kNotFound) return "not found";
  if (error.reason == core::Reason::kBug)
    return "internal error; the server's log holds the cause beside the request id";
  return error.message.substr(0, kMessageBytesMax);
}

bool keeps_metadata(core::Reason reason) {
  return reason != core::Reason::kNotFound && reason != core::Reason::kBug;
}

google::rpc::BadRequest bad_request(const core::Error& error) {
  google::rpc::BadRequest details;
  std::size_t bytes = 0;
  std::size_t listed = 0;
  for (const auto& violation : error.violations) {
    bytes += violation.field.size() + violation.description.size() + 8;
    if (bytes > kDetailBytesMax) break;
    auto* out = details.add_field_violations();
    out->set_field(violation.field);
    out->set_description(violation.description);
    ++listed;
  }
  if (listed < error.violations.size()) {
    auto* out = details.add_field_violations();
    out->set_field("*");
    out->set_description("and " + std::to_string(error.violations.size() - listed) + " more");
  }
  return details;
}

// For a status without our details. A server that shuts down ends calls it has not begun with a bare CANCELLED.
core::Reason reason_by_code(grpc::StatusCode code) {
  if (code == grpc::StatusCode::CANCELLED) return core::Reason::kStoreDown;
  const auto row = std::find_if(kTable.begin(), kTable.end(), [code](const Row& each) { return each.code == code; });
  return row == kTable.end() ? core::Reason::kBug : row->reason;
}

}  // namespace

grpc::Status to_status(const core::Error& error, std::string_view call_id) {
  const Row& row = row_of(error.reason);
  google::rpc::Status details;
  details.set_code(row.code);
  details.set_message(message_of(error));

  google::rpc::ErrorInfo info;
  info.set_reason(std::string(row.name));
  info.set_domain(kErrorDomain);
  if (keeps_metadata(error.reason)) {
    for (const auto& [key, value] : error.metadata) (*info.mutable_metadata())[key] = value;
  }
  details.add_details()->PackFrom(info);

  google::rpc::RequestInfo request;
  request.set_request_id(std::string(call_id));
  details.add_details()->PackFrom(request);

  if (error.reason == core::Reason::kInvalidField) details.add_details()->PackFrom(bad_request(error));
  if (row.retry) {
    const auto wait = error.retry_after.value_or(kRetryAfterDefault);
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(wait.count() / 1'000);
    retry.mutable_retry_delay()->set_nanos(static_cast<std::int32_t>(wait.count() % 1'000) * 1'000'000);
    details.add_details()->PackFrom(retry);
  }
  return grpc::Status(row.code, details.message(), details.SerializeAsString());
}

grpc::Status to_status(const core::Done& done, std::string_view call_id) {
  return done ? grpc::Status::OK : to_status(done.error(), call_id);
}

core::Error error_from(const grpc::Status& status) {
  core::Error error = core::make_error(reason_by_code(status.error_code()), status.error_message());
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return error;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  google::rpc::RetryInfo retry;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&info) && info.domain() == kErrorDomain) {
      error.reason = reason_from(info.reason()).value_or(error.reason);
      error.metadata.assign(info.metadata().begin(), info.metadata().end());
      std::sort(error.metadata.begin(), error.metadata.end());
    } else if (detail.UnpackTo(&bad)) {
      for (const auto& violation : bad.field_violations()) {
        error.violations.push_back({violation.field(), violation.description()});
      }
    } else if (detail.UnpackTo(&retry)) {
      error.retry_after =
          std::chrono::milliseconds(retry.retry_delay().seconds() * 1'000 + retry.retry_delay().nanos() / 1'000'000);
    }
  }
  return error;
}

std::string call_id_of(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return {};
  google::rpc::RequestInfo request;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&request)) return request.request_id();
  }
  return {};
}

std::string_view reason_name(core::Reason reason) {
  return row_of(reason).name;
}

std::optional<core::Reason> reason_from(std::string_view name) {
  const auto row = std::find_if(kTable.begin(), kTable.end(), [name](const Row& each) { return each.name == name; });
  if (row == kTable.end()) return std::nullopt;
  return row->reason;
}

grpc::StatusCode code_of(core::Reason reason) {
  return row_of(reason).code;
}

}  // namespace hotline::rpc
