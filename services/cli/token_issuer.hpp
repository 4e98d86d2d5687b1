#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace hotline::cli {

inline constexpr char kTrialIssuer[] = "hotline TRIAL";

struct TokenRequest {
  std::string subject;  // the stable actor id
  std::string role;
  std::vector<std::string> grants;
  std::string audience = "hotline";
  core::Bytes32 certificate_thumbprint{};
  core::Instant issued_at;
  std::chrono::seconds life{600};
};

// The small issuer of people's tokens for trials: a key file (token.jwk, mode 0600) and the public keys beside it
// (token_keys.json). Elsewhere an OIDC issuer does this.
class TokenIssuer {
 public:
  // A new key signs from now on; the public keys of earlier ones stay, so that their tokens live out.
  static core::Done make_key(const std::filesystem::path& folder);
  // Public keys but the newest go.
  static core::Done drop_old_keys(const std::filesystem::path& folder);
  static core::Result<TokenIssuer> open(const std::filesystem::path& folder);
  // kInvalidField with every fault.
  core::Result<std::string> issue(const TokenRequest& request) const;

 private:
  explicit TokenIssuer(std::string key) : key_(std::move(key)) {}
  std::string key_;  // JSON Web Key with its secret part
};

}  // namespace hotline::cli
