#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "runtime/keyring.hpp"

namespace hotline::rpc {

// Opaque signed cursors: base64url of version, position and a MAC over method, actor, request (without page_token and
// page_size) and position, by the newest key; each key of the ring opens. A token gives no rights and works only for
// the request and actor it was made for.
class PageTokens {
 public:
  explicit PageTokens(const runtime::Keyring& keyring) : keyring_(keyring) {}

  // `position` goes out readable: ids and instants, never a name.
  std::string make(std::string_view method, const core::ActorId& actor, const google::protobuf::Message& request,
                   std::string_view position) const;
  // The position; empty for an empty token (the first page). kInvalidField page_token for anything else we did not
  // make.
  core::Result<std::string> open(std::string_view method, const core::ActorId& actor,
                                 const google::protobuf::Message& request, std::string_view token) const;

 private:
  const runtime::Keyring& keyring_;
};

}  // namespace hotline::rpc
