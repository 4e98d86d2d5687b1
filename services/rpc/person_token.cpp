#include "rpc/person_token.hpp"

#include <cjose/cjose.h>
#include <jansson.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "runtime/held.hpp"

namespace hotline::rpc {
namespace {

constexpr std::size_t kKeysBytesMax = 256 * 1024;
constexpr std::size_t kKeysMax = 32;
constexpr std::size_t kSubjectBytesMax = 64;
constexpr std::size_t kTokensKept = 4096;

using Json = runtime::Held<json_t, json_decref>;
using HeldJwk = runtime::Held<cjose_jwk_t, cjose_jwk_release>;
using HeldSignature = runtime::Held<cjose_jws_t, cjose_jws_release>;

core::Error not_signed_in() {
  return core::make_error(core::Reason::kNotSignedIn, "the token is not good for this certificate now");
}

Json parse(std::string_view text) {
  // Twice the same name would be read differently by two programs.
  return Json(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
}

std::string text_of(const json_t* object, const char* name) {
  const json_t* value = json_object_get(object, name);
  return json_is_string(value) ? std::string(json_string_value(value), json_string_length(value)) : std::string();
}

std::optional<core::Instant> instant_of(const json_t* object, const char* name) {
  const json_t* value = json_object_get(object, name);
  // Beyond these no date of ours lies.
  constexpr json_int_t kSecondMax = 253'402'300'799;
  if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > kSecondMax) {
    return std::nullopt;
  }
  return core::Instant(std::chrono::seconds(json_integer_value(value)));
}

std::optional<std::string> decoded(std::string_view text, std::size_t bytes_max) {
  std::string bytes(bytes_max, '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  bytes.resize(length);
  return bytes;
}

core::Bytes32 hash_of(std::string_view bytes) {
  core::Bytes32 hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

bool names_audience(const json_t* claims, const std::string& audience) {
  const json_t* value = json_object_get(claims, "aud");
  if (json_is_string(value)) return text_of(claims, "aud") == audience;
  for (std::size_t i = 0; i < json_array_size(value); ++i) {
    const json_t* one = json_array_get(value, i);
    if (json_is_string(one) && audience == json_string_value(one)) return true;
  }
  return false;
}

// It stands in the log: nothing that a terminal or a table could stumble over.
bool is_subject(std::string_view text) {
  return !text.empty() && text.size() <= kSubjectBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::strchr("-_.@:", c) != nullptr;
  });
}

bool read_grants(const json_t* claims, std::set<core::Grant>& grants) {
  const json_t* value = json_object_get(claims, kGrantsClaim);
  if (value == nullptr) return true;
  if (!json_is_array(value)) return false;
  for (std::size_t i = 0; i < json_array_size(value); ++i) {
    const json_t* one = json_array_get(value, i);
    const auto grant = json_is_string(one) ? core::grant_of(json_string_value(one)) : std::nullopt;
    if (!grant) return false;
    grants.insert(*grant);
  }
  return true;
}

std::optional<core::Bytes32> bound_to(const json_t* claims) {
  const auto bytes = decoded(text_of(json_object_get(claims, "cnf"), "x5t#S256"), sizeof(core::Bytes32));
  if (!bytes || bytes->size() != sizeof(core::Bytes32)) return std::nullopt;
  core::Bytes32 thumbprint{};
  std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(thumbprint.data()));
  return thumbprint;
}

std::optional<PersonToken> read_claims(const json_t* claims, const PersonTokenRules& rules) {
  if (text_of(claims, "iss") != rules.issuer || !names_audience(claims, rules.audience)) return std::nullopt;
  PersonToken token;
  token.subject = text_of(claims, "sub");
  const auto role = core::role_of(text_of(claims, kRoleClaim));
  const auto issued = instant_of(claims, "iat"), until = instant_of(claims, "exp");
  const auto thumbprint = bound_to(claims);
  if (!is_subject(token.subject) || !role || !issued || !until || !thumbprint) return std::nullopt;
  if (*until <= *issued || *until - *issued > kTokenLifeMax) return std::nullopt;
  token.role = *role;
  token.from = std::max(*issued, instant_of(claims, "nbf").value_or(*issued));
  token.until = *until;
  token.thumbprint = *thumbprint;
  if (!read_grants(claims, token.grants)) return std::nullopt;
  return token;
}

}  // namespace

// The issuer's public keys by their ids.
class PersonTokens::Keys {
 public:
  static std::shared_ptr<const Keys> read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in || text.size() > kKeysBytesMax) return nullptr;
    const Json set = parse(text);
    const json_t* list = json_object_get(set.get(), "keys");
    if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > kKeysMax) return nullptr;
    auto keys = std::make_shared<Keys>();
    for (std::size_t i = 0; i < json_array_size(list); ++i) {
      if (!keys->add(json_array_get(list, i))) return nullptr;
    }
    return keys->by_id_.empty() ? nullptr : keys;
  }

  // Nothing when the key is unknown or of another algorithm.
  const cjose_jwk_t* find(const std::string& id, const std::string& algorithm) const {
    const auto found = by_id_.find(id);
    return found != by_id_.end() && found->second.algorithm == algorithm ? found->second.key.get() : nullptr;
  }

 private:
  struct Key {
    std::string algorithm;
    HeldJwk key;
  };

  // False for a list that is not to be trusted; a key for another use is passed over.
  bool add(const json_t* key) {
    const std::string id = text_of(key, "kid"), kind = text_of(key, "kty"), use = text_of(key, "use");
    if (!use.empty() && use != "sig") return true;
    const std::string algorithm = kind == "EC" && text_of(key, "crv") == "P-256" ? "ES256"
                                  : kind == "RSA"                                ? "RS256"
                                                                                 : "";
    const std::string said = text_of(key, "alg");
    if (algorithm.empty() || (!said.empty() && said != algorithm)) return true;
    // A secret part has no place in a file that many read.
    if (id.empty() || json_object_get(key, "d") != nullptr || by_id_.contains(id)) return false;
    const runtime::Held<char, ::free> text(json_dumps(key, JSON_COMPACT));
    cjose_err error{};
    HeldJwk held(text == nullptr ? nullptr : cjose_jwk_import(text.get(), std::strlen(text.get()), &error));
    if (held == nullptr) return false;
    by_id_.emplace(id, Key{algorithm, std::move(held)});
    return true;
  }

  std::map<std::string, Key> by_id_;
};

PersonTokens::PersonTokens(PersonTokenRules rules, const core::Clock& clock)
    : rules_(std::move(rules)), clock_(clock), proved_(kTokensKept) {}

PersonTokens::~PersonTokens() = default;

core::Result<std::unique_ptr<PersonTokens>> PersonTokens::load(PersonTokenRules rules, const core::Clock& clock) {
  std::unique_ptr<PersonTokens> tokens(new PersonTokens(std::move(rules), clock));
  if (tokens->current() == nullptr) {
    return core::make_error(
        core::Reason::kWrongState,
        "the token keys cannot be read: a JSON Web Key Set with a \"kid\" for every key, EC P-256 or "
        "RSA, and no secret part");
  }
  return tokens;
}

// A file that became unreadable lets nobody in: a key that was taken out must not work because of it.
std::shared_ptr<const PersonTokens::Keys> PersonTokens::current() const {
  const std::lock_guard lock(mutex_);
  struct stat now {};
  if (stat(rules_.keys_file.c_str(), &now) != 0) {
    seen_ = {};
    keys_ = nullptr;
    return nullptr;
  }
  const bool same = now.st_ino == seen_.st_ino && now.st_size == seen_.st_size &&
                    now.st_mtim.tv_sec == seen_.st_mtim.tv_sec && now.st_mtim.tv_nsec == seen_.st_mtim.tv_nsec;
  if (same) return keys_;
  seen_ = now;
  keys_ = Keys::read(rules_.keys_file);
  return keys_;
}

core::Result<PersonToken> PersonTokens::read(std::string_view token,
                                             const core::Bytes32& certificate_thumbprint) const {
  if (token.empty() || token.size() > kTokenBytesMax) return not_signed_in();
  const std::shared_ptr<const Keys> keys = current();
  if (keys == nullptr) return core::make_error(core::Reason::kStoreDown, "there are no keys to check tokens with");
  const core::Bytes32 hash = hash_of(token);
  std::optional<PersonToken> person;
  if (auto known = proved_.find(hash); known && known->first == keys) person = std::move(known->second);
  if (!person) {
    auto verified = verify(token, *keys);
    if (!verified) return verified;
    proved_.add(hash, {keys, *verified});
    person = std::move(*verified);
  }
  const core::Instant now = clock_.now();
  const bool in_time = person->from - kTokenClockSlack <= now && now < person->until;
  if (!in_time || person->thumbprint != certificate_thumbprint) return not_signed_in();
  return *person;
}

core::Result<PersonToken> PersonTokens::verify(std::string_view token, const Keys& keys) const {
  const std::size_t first = token.find('.'), second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos) return not_signed_in();
  const auto head = decoded(token.substr(0, first), kTokenBytesMax);
  // libsodium takes each text in its one proper form only; cjose is content with others.
  if (!head || !decoded(token.substr(first + 1, second - first - 1), kTokenBytesMax) ||
      !decoded(token.substr(second + 1), kTokenBytesMax)) {
    return not_signed_in();
  }
  const Json header = parse(*head);
  for (const char* unwanted : {"crit", "jku", "jwk", "x5u", "x5c", "b64", "enc", "zip"}) {
    if (json_object_get(header.get(), unwanted) != nullptr) return not_signed_in();
  }
  const cjose_jwk_t* key = keys.find(text_of(header.get(), "kid"), text_of(header.get(), "alg"));
  if (key == nullptr) return not_signed_in();
  cjose_err error{};
  const HeldSignature signature(cjose_jws_import(token.data(), token.size(), &error));
  if (signature == nullptr || !cjose_jws_verify(signature.get(), key, &error)) return not_signed_in();
  std::uint8_t* bytes = nullptr;
  std::size_t length = 0;
  if (!cjose_jws_get_plaintext(signature.get(), &bytes, &length, &error)) return not_signed_in();
  const Json claims = parse({reinterpret_cast<const char*>(bytes), length});
  auto person = read_claims(claims.get(), rules_);
  if (!person) return not_signed_in();
  return std::move(*person);
}

}  // namespace hotline::rpc
