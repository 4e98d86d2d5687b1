#pragma once

#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/byte_buffer.h>

#include <string>

#include "core/access.hpp"
#include "core/result.hpp"
#include "rpc/hide_fields.hpp"
#include "rpc/unreadable.hpp"

namespace hotline::rpc {

// For a method that is served raw (WithRawCallbackMethod_...): its messages come and go as bytes.

// kInvalidField when the bytes are no such message; text that is no UTF-8 is one cause, and then names its field.
template <typename Message>
core::Done read_raw(const grpc::ByteBuffer& bytes, Message& message) {
  take_utf8_fault();
  grpc::ByteBuffer shared(bytes);  // reading empties it; the slices are counted, not copied
  if (grpc::SerializationTraits<Message>::Deserialize(&shared, &message).ok()) return core::Nothing{};
  return unreadable_message(take_utf8_fault());
}

// Fields that the role may not see are cleared first, which alone needs the message.
template <typename Message>
core::Done write_raw(const CallContext& call, std::string bytes, grpc::ByteBuffer& out) {
  if (!core::hidden_fields(call.caller.role, call.method).empty()) {
    Message message;
    if (!message.ParseFromString(bytes)) return core::make_error(core::Reason::kBug, "an answer does not parse");
    auto hidden = hide_fields(call, message);
    if (!hidden) return hidden;
    bytes = message.SerializeAsString();
  }
  const grpc::Slice slice(bytes);
  out = grpc::ByteBuffer(&slice, 1);
  return core::Nothing{};
}

}  // namespace hotline::rpc
