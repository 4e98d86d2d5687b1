#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/edge_openssl.hpp"

namespace hotline::rpc {

// A caller's certificate, longer than any with one name needs; gRPC takes 8 KiB of metadata in all.
inline constexpr std::size_t kCertificateBytesMax = 4096;
inline constexpr std::size_t kUriBytesMax = 255;
// Organisation of the authority that `hotline certs` makes. A LIVE server refuses it.
inline constexpr char kTrialOrganisation[] = "hotline TRIAL";

// What a certificate says of its holder, once its issuer is proved. Neither its time nor its revocation is checked yet.
struct EdgeCertificate {
  std::string uri;             // its only URI name: spiffe://...
  core::Bytes32 thumbprint{};  // SHA-256 of the certificate, which a token can be bound to
  std::string issuer;          // DER of the issuer's name
  std::string serial;
  core::Instant valid_from;
  core::Instant valid_until;  // its own end or its issuer's, whichever is first
};

// Those whose certificates open the edge.
class EdgeAuthorities {
 public:
  // A PEM file of one or more authorities. kWrongState when it is not readable or holds none.
  static core::Result<EdgeAuthorities> load(const std::filesystem::path& ca_file);

  // DER to what it says: made by one of the authorities, for clients, with exactly one URI name. kNotSignedIn
  // otherwise.
  core::Result<EdgeCertificate> read(std::string_view der) const;
  // Whether the list is signed by one of the authorities.
  bool signed_by_us(X509_CRL* list) const;
  bool any_is_trial() const { return any_is_trial_; }

 private:
  EdgeAuthorities() = default;

  HeldStore store_;
  std::vector<HeldCertificate> certificates_;
  bool any_is_trial_ = false;
};

core::Bytes32 thumbprint_of(std::string_view der);

}  // namespace hotline::rpc
