#pragma once

#include <sys/stat.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/access.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/recently_used.hpp"

namespace hotline::rpc {

// Longer than any token with our claims; gRPC takes 8 KiB of metadata in all.
inline constexpr std::size_t kTokenBytesMax = 4096;
// A token that is stolen is of no use soon: no longer life is taken, whatever its issuer says.
inline constexpr std::chrono::minutes kTokenLifeMax{10};
// Clocks of the issuer and of the server may differ by this.
inline constexpr std::chrono::seconds kTokenClockSlack{30};
// Names of our own claims: a role and a list of grants.
inline constexpr char kRoleClaim[] = "hotline_role";
inline constexpr char kGrantsClaim[] = "hotline_grants";

// Who a person is, as the issuer says.
struct PersonToken {
  std::string subject;  // the stable actor id
  core::Role role{};
  std::set<core::Grant> grants;
  core::Instant from, until;
  core::Bytes32 thumbprint{};  // of the only certificate that it works with
};

struct PersonTokenRules {
  std::string issuer;    // "iss", compared whole
  std::string audience;  // one of "aud"
  std::filesystem::path
      keys_file;  // public keys of the issuer, a JSON Web Key Set (RFC 7517); read again when it changes
};

// Tokens of people: JSON Web Tokens (RFC 7519) signed with ES256 or RS256 and bound to a certificate (RFC 8705, "cnf"
// with "x5t#S256"). The algorithm must be that of the key; keys and lists of keys that a token names itself are
// refused.
class PersonTokens {
 public:
  // kWrongState when the keys cannot be used.
  static core::Result<std::unique_ptr<PersonTokens>> load(PersonTokenRules rules, const core::Clock& clock);
  ~PersonTokens();

  // kNotSignedIn for whatever is not wholly good, in words that help no forger; kStoreDown without keys.
  core::Result<PersonToken> read(std::string_view token, const core::Bytes32& certificate_thumbprint) const;

 private:
  class Keys;
  PersonTokens(PersonTokenRules rules, const core::Clock& clock);
  std::shared_ptr<const Keys> current() const;
  core::Result<PersonToken> verify(std::string_view token, const Keys& keys) const;

  const PersonTokenRules rules_;
  const core::Clock& clock_;
  mutable std::mutex mutex_;
  mutable struct stat seen_ {};
  mutable std::shared_ptr<const Keys> keys_;
  // With the keys that proved it: when they change, it is proved anew.
  mutable RecentlyUsed<std::pair<std::shared_ptr<const Keys>, PersonToken>> proved_;
};

}  // namespace hotline::rpc
