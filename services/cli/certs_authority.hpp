#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/edge_openssl.hpp"

namespace hotline::cli {

enum class KeyKind { kP256, kEd25519 };

struct Validity {
  core::Instant from;
  core::Instant until;
};

struct CertificateRequest {
  std::string uri;
  std::filesystem::path out;  // OUT.pem and OUT.key are made
  KeyKind kind = KeyKind::kP256;
  Validity valid;
};

struct IssuedCertificate {
  std::string serial;
  core::Instant until;
  std::string uri;
  std::optional<core::Instant> revoked;
};

// The first path element of a name says how often its holder may call (ops/haproxy/rates.map).
extern const std::vector<std::string> kCertificateClasses;
// What is wrong with spiffe://DOMAIN/CLASS/NAME, or nothing.
std::optional<std::string> uri_fault(const std::string& uri);

// A small certificate authority in a folder, for trials: its key lies beside its certificates. A LIVE hotlined refuses
// what it makes. The folder holds
//   ca.pem ca.key     the authority
//   edge.pem          the edge's own certificate and key, for localhost
//   crl.pem           what was revoked
//   issued.tsv        serial, end and name of each certificate; guarded by `lock` like every change
// Every file is written whole or not at all, keys with mode 0600.
class TrialAuthority {
 public:
  // Makes all of it; refuses a folder that holds an authority already.
  static core::Result<TrialAuthority> create(const std::filesystem::path& folder, const Validity& valid);
  static core::Result<TrialAuthority> open(const std::filesystem::path& folder);

  // A certificate with exactly this one URI name, and its key. kConflict when one of the files is there already.
  core::Result<IssuedCertificate> issue(const CertificateRequest& request);
  // A new certificate of the edge, in the place of the one before.
  core::Done renew_edge(const Validity& valid);
  // kNotFound for a serial that was not issued here; a second time is no error.
  core::Done revoke(const std::string& serial, core::Instant now);
  core::Result<std::vector<IssuedCertificate>> list() const;

 private:
  TrialAuthority(std::filesystem::path folder, rpc::HeldCertificate certificate, rpc::HeldKey key);
  core::Done write_revocations(const std::vector<IssuedCertificate>& issued, core::Instant now);

  std::filesystem::path folder_;
  rpc::HeldCertificate certificate_;
  rpc::HeldKey key_;
};

}  // namespace hotline::cli
