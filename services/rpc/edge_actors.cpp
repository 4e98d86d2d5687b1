#include "rpc/edge_actors.hpp"

#include <grpc/grpc_security_constants.h>

#include <utility>

namespace hotline::rpc {
namespace {

// Certificates in use at once; one that falls out costs a check of its signature again.
constexpr std::size_t kCachedMax = 4096;

core::Error not_signed_in(std::string message) {
  return core::make_error(core::Reason::kNotSignedIn, std::move(message));
}

}  // namespace

core::Result<std::unique_ptr<EdgeActors>> EdgeActors::load(const EdgeFiles& files, const std::vector<Caller>& actors,
                                                           const core::Clock& clock, EdgePlaces places,
                                                           std::unique_ptr<PersonTokens> tokens) {
  auto authorities = EdgeAuthorities::load(files.ca_file);
  if (!authorities) return std::move(authorities).error();
  std::unique_ptr<EdgeActors> edge(new EdgeActors(std::move(*authorities), actors, clock));
  auto revocations = EdgeRevocations::load(files.crl_file, edge->authorities_);
  if (!revocations) return std::move(revocations).error();
  edge->revocations_ = std::move(*revocations);
  edge->places_ = std::move(places);
  edge->tokens_ = std::move(tokens);
  return edge;
}

EdgeActors::EdgeActors(EdgeAuthorities authorities, const std::vector<Caller>& actors, const core::Clock& clock)
    : authorities_(std::move(authorities)), clock_(clock), cache_(kCachedMax) {
  for (const Caller& actor : actors) by_uri_.emplace(actor.name, actor);
}

core::Result<Caller> EdgeActors::authenticate(const grpc::ServerContextBase& context) const {
  const auto certificate = certificate_of(context);
  if (!certificate) return certificate.error();
  const auto [first, last] = context.client_metadata().equal_range(kTokenKey);
  const auto place = places_.find(certificate->uri);
  if (place == places_.end()) {
    if (first != last) return not_signed_in("this certificate is a service's, which has no token");
    return actor_of(*certificate);
  }
  if (first == last || std::next(first) != last) {
    return not_signed_in("people work at this certificate's place: one token says who");
  }
  return person_at(*certificate, place->second, {first->second.data(), first->second.size()});
}

core::Result<Caller> EdgeActors::person_at(const EdgeCertificate& certificate, core::RoleMask roles,
                                           std::string_view token) const {
  constexpr std::string_view kBearer = "Bearer ";
  if (tokens_ == nullptr || !token.starts_with(kBearer)) return not_signed_in("a token begins with Bearer");
  const auto person = tokens_->read(token.substr(kBearer.size()), certificate.thumbprint);
  if (!person) return person.error();
  if ((roles & core::mask_of(person->role)) == 0) return not_signed_in("nobody of this role works at this place");
  Caller caller;
  caller.id = core::ActorId(person->subject);
  caller.name = person->subject;
  caller.role = person->role;
  caller.grants = person->grants;
  caller.credential = certificate.uri;
  return caller;
}

core::Result<EdgeCertificate> EdgeActors::certificate_of(const grpc::ServerContextBase& context) const {
  const auto [first, last] = context.client_metadata().equal_range(kForwardedCertificateKey);
  if (first == last || std::next(first) != last)
    return not_signed_in("the edge hands on one certificate with each call");
  return certificate_of(std::string_view(first->second.data(), first->second.size()));
}

core::Result<EdgeCertificate> EdgeActors::certificate_of(std::string_view der) const {
  const core::Bytes32 thumbprint = thumbprint_of(der);
  auto certificate = cache_.find(thumbprint);
  if (!certificate) {
    auto read = authorities_.read(der);
    if (!read) return read;
    cache_.add(thumbprint, *read);
    certificate = std::move(*read);
  }
  const core::Instant now = clock_.now();
  if (now < certificate->valid_from) return not_signed_in("the certificate is not yet valid");
  if (now > certificate->valid_until) return not_signed_in("the certificate has run out");
  const auto current = revocations_->check(*certificate, now);
  if (!current) return current.error();
  return std::move(*certificate);
}

core::Result<Caller> EdgeActors::actor_of(const EdgeCertificate& certificate) const {
  const auto actor = by_uri_.find(certificate.uri);
  if (actor == by_uri_.end()) return not_signed_in("the name in the certificate is not in the server's configuration");
  Caller caller = actor->second;
  caller.credential = certificate.uri;
  return caller;
}

// Server::start gives each socket its own kind of credentials, and gRPC says here by which of them the connection came.
Door door_of(const grpc::ServerContextBase& context) {
  const auto found = context.auth_context()->FindPropertyValues(GRPC_TRANSPORT_SECURITY_TYPE_PROPERTY_NAME);
  if (found.size() != 1) return Door::kUnknown;
  if (found[0] == "local") return Door::kEdge;
  return found[0] == "insecure" ? Door::kPrivate : Door::kUnknown;
}

core::Result<Caller> TwoDoors::authenticate(const grpc::ServerContextBase& context) const {
  const auto& metadata = context.client_metadata();
  switch (door_of(context)) {
    case Door::kPrivate:
      if (metadata.count(kForwardedCertificateKey) > 0)
        return not_signed_in("a certificate comes through the edge only");
      return private_.authenticate(context);
    case Door::kEdge:
      if (edge_ == nullptr) break;
      if (metadata.count(kActorKey) > 0) return not_signed_in("named actors are taken on the local socket only");
      return edge_->authenticate(context);
    case Door::kUnknown:
      break;
  }
  return not_signed_in("calls are taken on the server's own sockets only");
}

}  // namespace hotline::rpc
