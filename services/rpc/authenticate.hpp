#pragma once

#include <grpcpp/server_context.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::rpc {

// Who is asking. Comes from an Authenticator only, never from a request.
struct Caller {
  core::ActorId id;
  std::string name;
  core::Role role{};
  std::set<core::Grant> grants;
  std::string credential;  // the certificate's name; empty on the local socket

  bool has_grant(core::Grant grant) const { return grants.contains(grant); }
};

// Metadata key under which a client of the local socket names the actor it acts for.
inline constexpr char kActorKey[] = "hotline-actor";

class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // kNotSignedIn when the caller is not known. Called on gRPC's threads: never blocks.
  virtual core::Result<Caller> authenticate(const grpc::ServerContextBase& context) const = 0;
};

// Named actors of the private unix socket. The socket's mode 0600 is the proof: who can open it acts for this account,
// and may say which of the configured actors. Any other way in is refused.
class LocalActors final : public Authenticator {
 public:
  explicit LocalActors(const std::vector<Caller>& actors);
  core::Result<Caller> authenticate(const grpc::ServerContextBase& context) const override;

 private:
  std::map<std::string, Caller, std::less<>> by_name_;
};

}  // namespace hotline::rpc
