#include "cli/token_issuer.hpp"

#include <cjose/cjose.h>
#include <jansson.h>
#include <sodium.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "cli/certs_files.hpp"
#include "core/access.hpp"
#include "rpc/person_token.hpp"
#include "runtime/held.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kPublicKeysMax = 4;

using Json = runtime::Held<json_t, json_decref>;
using Text = runtime::Held<char, ::free>;
using HeldJwk = runtime::Held<cjose_jwk_t, cjose_jwk_release>;
using HeldHeader = runtime::Held<cjose_header_t, cjose_header_release>;
using HeldSignature = runtime::Held<cjose_jws_t, cjose_jws_release>;

core::Error cannot(const char* what) {
  return core::make_error(core::Reason::kWrongState, what);
}

std::string base64_of(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(std::strlen(text.c_str()));
  return text;
}

std::filesystem::path key_file(const std::filesystem::path& folder) {
  return folder / "token.jwk";
}
std::filesystem::path public_file(const std::filesystem::path& folder) {
  return folder / "token_keys.json";
}

Json read_public(const std::filesystem::path& folder) {
  std::ifstream in(public_file(folder), std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  return Json(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
}

core::Done write_public(const std::filesystem::path& folder, json_t* keys) {
  const Text text(json_dumps(keys, JSON_INDENT(2)));
  if (text == nullptr) return cannot("the token keys cannot be written");
  return write_whole(public_file(folder), std::string(text.get()) + '\n', IfThere::kReplace);
}

// The public part alone, the newest first.
core::Done add_public(const std::filesystem::path& folder, const json_t* key) {
  const Json known = read_public(folder);
  const Json set(json_pack("{s:[]}", "keys"));
  json_t* keys = json_object_get(set.get(), "keys");
  const Json shown(json_deep_copy(key));
  json_object_del(shown.get(), "d");
  json_object_set_new(shown.get(), "use", json_string("sig"));
  json_object_set_new(shown.get(), "alg", json_string("ES256"));
  json_array_append(keys, shown.get());
  const json_t* old = json_object_get(known.get(), "keys");
  for (std::size_t i = 0; i < json_array_size(old) && json_array_size(keys) < kPublicKeysMax; ++i) {
    json_array_append(keys, json_array_get(old, i));
  }
  return write_public(folder, set.get());
}

std::vector<core::FieldViolation> faults_of(const TokenRequest& request) {
  std::vector<core::FieldViolation> faults;
  if (request.subject.empty() || request.subject.size() > 64) faults.push_back({"subject", "1 to 64 characters"});
  if (!core::role_of(request.role)) faults.push_back({"role", "no such role"});
  for (const std::string& grant : request.grants) {
    if (!core::grant_of(grant)) faults.push_back({"grants", "no such grant"});
  }
  if (request.life <= std::chrono::seconds(0) || request.life > rpc::kTokenLifeMax) {
    faults.push_back({"life", "more than nothing and at most 10 minutes"});
  }
  return faults;
}

Json claims_of(const TokenRequest& request) {
  const auto issued = std::chrono::floor<std::chrono::seconds>(request.issued_at).time_since_epoch().count();
  const std::string thumbprint = base64_of(request.certificate_thumbprint);
  Json claims(json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:{s:s}}", "iss", kTrialIssuer, "aud", request.audience.c_str(),
                        "sub", request.subject.c_str(), "iat", static_cast<json_int_t>(issued), "exp",
                        static_cast<json_int_t>(issued + request.life.count()), rpc::kRoleClaim, request.role.c_str(),
                        "cnf", "x5t#S256", thumbprint.c_str()));
  json_t* grants = json_array();
  for (const std::string& grant : request.grants) json_array_append_new(grants, json_string(grant.c_str()));
  json_object_set_new(claims.get(), rpc::kGrantsClaim, grants);
  return claims;
}

}  // namespace

core::Done TokenIssuer::make_key(const std::filesystem::path& folder) {
  cjose_err error{};
  const HeldJwk key(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
  if (key == nullptr) return cannot("no key could be made");
  std::uint8_t id[8];
  randombytes_buf(id, sizeof id);
  const std::string name = base64_of(id);
  if (!cjose_jwk_set_kid(key.get(), name.data(), name.size(), &error)) return cannot("no key could be made");
  const Text text(cjose_jwk_to_json(key.get(), true, &error));
  if (text == nullptr) return cannot("no key could be made");
  std::error_code made;
  std::filesystem::create_directories(folder, made);
  if (made) return cannot("the folder cannot be made");
  const FolderLock lock(folder);
  if (!lock.held()) return cannot("another program changes this folder");
  // First the public part: a token must never be signed by a key that nobody knows.
  const Json whole(json_loads(text.get(), 0, nullptr));
  auto shown = add_public(folder, whole.get());
  if (!shown) return shown;
  return write_whole(key_file(folder), std::string(text.get()) + '\n', IfThere::kReplace);
}

core::Done TokenIssuer::drop_old_keys(const std::filesystem::path& folder) {
  const FolderLock lock(folder);
  if (!lock.held()) return cannot("another program changes this folder");
  const Json known = read_public(folder);
  json_t* keys = json_object_get(known.get(), "keys");
  if (json_array_size(keys) == 0) return cannot("there are no token keys in this folder");
  while (json_array_size(keys) > 1) json_array_remove(keys, json_array_size(keys) - 1);
  return write_public(folder, known.get());
}

core::Result<TokenIssuer> TokenIssuer::open(const std::filesystem::path& folder) {
  auto key = read_private(key_file(folder));
  if (!key) return std::move(key).error();
  return TokenIssuer(std::move(*key));
}

core::Result<std::string> TokenIssuer::issue(const TokenRequest& request) const {
  auto faults = faults_of(request);
  if (!faults.empty()) {
    core::Error error = core::make_error(core::Reason::kInvalidField, "no such token can be issued");
    error.violations = std::move(faults);
    return error;
  }
  cjose_err error{};
  const HeldJwk key(cjose_jwk_import(key_.data(), key_.size(), &error));
  const HeldHeader header(cjose_header_new(&error));
  if (key == nullptr || header == nullptr) return cannot("the token key cannot be used");
  const bool headed = cjose_header_set(header.get(), CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &error) &&
                      cjose_header_set(header.get(), CJOSE_HDR_KID, cjose_jwk_get_kid(key.get(), &error), &error);
  const Json claims = claims_of(request);
  const Text text(json_dumps(claims.get(), JSON_COMPACT));
  if (!headed || text == nullptr) return cannot("the token could not be made");
  const HeldSignature signature(cjose_jws_sign(
      key.get(), header.get(), reinterpret_cast<const std::uint8_t*>(text.get()), std::strlen(text.get()), &error));
  const char* token = nullptr;
  if (signature == nullptr || !cjose_jws_export(signature.get(), &token, &error)) {
    return cannot("the token could not be signed");
  }
  return std::string(token);
}

}  // namespace hotline::cli
