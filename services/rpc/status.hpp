#pragma once

#include <grpcpp/support/status.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace hotline::rpc {

// The domain of google.rpc.ErrorInfo.
inline constexpr char kErrorDomain[] = "hotline";

// The only table of reasons and codes: gRPC code, ErrorInfo, RequestInfo, BadRequest with every violation, RetryInfo.
// The text of a kBug never leaves: its cause belongs into the log.
grpc::Status to_status(const core::Error& error, std::string_view call_id);
grpc::Status to_status(const core::Done& done, std::string_view call_id);

// The way back, for clients. A status that is not ours (a lost connection, a proxy) is mapped by its code.
core::Error error_from(const grpc::Status& status);
// The call id to quote to whoever reads the server's log; empty when the status holds none.
std::string call_id_of(const grpc::Status& status);

// "INVALID_FIELD": the constant of hotline.v1.ErrorReason without its prefix.
std::string_view reason_name(core::Reason reason);
std::optional<core::Reason> reason_from(std::string_view name);
grpc::StatusCode code_of(core::Reason reason);

}  // namespace hotline::rpc
