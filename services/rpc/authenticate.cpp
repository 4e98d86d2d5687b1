#include "rpc/authenticate.hpp"

namespace hotline::rpc {

LocalActors::LocalActors(const std::vector<Caller>& actors) {
  for (const Caller& actor : actors) by_name_.emplace(actor.name, actor);
}

core::Result<Caller> LocalActors::authenticate(const grpc::ServerContextBase& context) const {
  if (!context.peer().starts_with("unix:")) {
    return core::make_error(core::Reason::kNotSignedIn, "named actors are taken on the local socket only");
  }
  const auto [first, last] = context.client_metadata().equal_range(kActorKey);
  if (first == last || std::next(first) != last) {
    return core::make_error(core::Reason::kNotSignedIn, "say once who is asking: metadata hotline-actor");
  }
  const auto actor = by_name_.find(std::string_view(first->second.data(), first->second.size()));
  if (actor == by_name_.end()) {
    return core::make_error(core::Reason::kNotSignedIn, "this actor is not in the server's configuration");
  }
  return actor->second;
}

}  // namespace hotline::rpc
