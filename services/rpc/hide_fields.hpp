#pragma once

#include <google/protobuf/message.h>

#include <string_view>

#include "core/result.hpp"
#include "rpc/call_context.hpp"

namespace hotline::rpc {

// Clears what the caller's role may not see of this answer (core::hidden_fields). Every answer of serve(),
// serve_stream() and PendingUnary passes here. kBug, and no answer may leave, when a rule names a
// field that is not there.
core::Done hide_fields(const CallContext& call, google::protobuf::Message& response);

// Clears one field, "statements.place" in every entry of the list. False when the message has no such field.
bool clear_field(google::protobuf::Message& message, std::string_view path);

}  // namespace hotline::rpc
