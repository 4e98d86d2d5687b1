#include "rpc/logged_call.hpp"

#include <utility>

namespace hotline::rpc {

core::LogPayload payload_of(const CallContext& call, std::string what) {
  core::LogPayload payload;
  payload.actor = call.caller.id;
  payload.role = call.caller.role;
  payload.method = call.method;
  payload.purpose = std::move(what);
  payload.language = call.language;
  return payload;
}

}  // namespace hotline::rpc
