#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "rpc/authenticate.hpp"
#include "rpc/edge_certificate.hpp"
#include "rpc/edge_revocations.hpp"
#include "rpc/person_token.hpp"
#include "rpc/recently_used.hpp"

namespace hotline::rpc {

// Metadata key under which the edge hands on the certificate of its caller, as DER; gRPC does the base64 of "-bin"
// keys.
inline constexpr char kForwardedCertificateKey[] = "hotline-client-certificate-bin";

// Metadata key of a person's token: "Bearer ..." (RFC 6750).
inline constexpr char kTokenKey[] = "authorization";

// Places where people work, by the URI of their certificates, with the roles that may work there.
using EdgePlaces = std::map<std::string, core::RoleMask, std::less<>>;

struct EdgeFiles {
  std::filesystem::path ca_file;
  std::filesystem::path crl_file;
};

// Callers that come through the edge, known by their certificates. What the edge says is checked again here, so that a
// mistake in its settings lets nobody in.
class EdgeActors final : public Authenticator {
 public:
  // `actors` by their URI as `name`. kWrongState with files that cannot be used.
  static core::Result<std::unique_ptr<EdgeActors>> load(const EdgeFiles& files, const std::vector<Caller>& actors,
                                                        const core::Clock& clock, EdgePlaces places = EdgePlaces(),
                                                        std::unique_ptr<PersonTokens> tokens = nullptr);

  // Of a service the certificate says who it is, of a place the token of the person who works there.
  core::Result<Caller> authenticate(const grpc::ServerContextBase& context) const override;
  // The certificate of this call, by one of the authorities, in its time, not revoked.
  core::Result<EdgeCertificate> certificate_of(const grpc::ServerContextBase& context) const;
  core::Result<EdgeCertificate> certificate_of(std::string_view der) const;
  core::Result<Caller> actor_of(const EdgeCertificate& certificate) const;
  core::Result<Caller> person_at(const EdgeCertificate& certificate, core::RoleMask roles,
                                 std::string_view token) const;
  bool trusts_a_trial_authority() const { return authorities_.any_is_trial(); }

 private:
  EdgeActors(EdgeAuthorities authorities, const std::vector<Caller>& actors, const core::Clock& clock);

  const EdgeAuthorities authorities_;
  std::unique_ptr<EdgeRevocations> revocations_;
  std::map<std::string, Caller, std::less<>> by_uri_;
  const core::Clock& clock_;
  EdgePlaces places_;
  std::unique_ptr<PersonTokens> tokens_;
  mutable RecentlyUsed<EdgeCertificate> cache_;
};

// The socket that a call came through.
enum class Door { kUnknown, kPrivate, kEdge };
Door door_of(const grpc::ServerContextBase& context);

// Each way in has its own proof, and the other one's is refused there: a name on the private socket, a certificate on
// the edge's. Both outlive it.
class TwoDoors final : public Authenticator {
 public:
  // `edge` may be null: nobody comes that way.
  TwoDoors(const Authenticator& private_door, const Authenticator* edge) : private_(private_door), edge_(edge) {}
  core::Result<Caller> authenticate(const grpc::ServerContextBase& context) const override;

 private:
  const Authenticator& private_;
  const Authenticator* edge_;
};

}  // namespace hotline::rpc
