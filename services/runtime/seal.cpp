#include "runtime/seal.hpp"

#include <sodium.h>

#include <cassert>

#include "runtime/bytes.hpp"

namespace hotline::runtime {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeadBytes = 3;
constexpr std::size_t kSaltBytes = 16;
static_assert(kSealOverheadBytes == kHeadBytes + kNonceBytes + kTagBytes);
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kKeyBytes == crypto_auth_hmacsha256_KEYBYTES);

std::uint8_t* bytes_of(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}
const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

core::Error does_not_open() {
  return core::make_error(core::Reason::kBug, "a sealed record does not open");
}

// The head is authenticated with the caller's words, so that neither version nor key id can be swapped.
std::string associated(std::string_view head, std::string_view aad) {
  std::string both;
  both.reserve(head.size() + aad.size());
  both.append(head).append(aad);
  return both;
}

std::string passphrase_tag(const Key& key, std::string_view salt, std::string_view phrase) {
  const core::Bytes32 hash = keyed_hash(key, {salt, phrase});
  return std::string(reinterpret_cast<const char*>(hash.data()), hash.size());
}

}  // namespace

Sealed seal(const Key& key, std::string_view aad, std::string_view plain) {
  ByteWriter head;
  head.u8(kVersion).u16(key.id());
  const std::string bound = associated(head.bytes(), aad);
  Sealed out = head.take();
  out.resize(kHeadBytes + kNonceBytes + plain.size() + kTagBytes);
  std::uint8_t* nonce = bytes_of(out) + kHeadBytes;
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(std::string_view(bound)), bound.size(), nullptr, nonce,
                                             key.data());
  return out;
}

core::Result<std::string> open(const KeySet& keys, std::string_view aad, std::string_view sealed) {
  if (sealed.size() < kSealOverheadBytes) return does_not_open();
  ByteReader head(sealed.substr(0, kHeadBytes));
  if (head.u8() != kVersion) return does_not_open();
  const Key* key = keys.find(head.u16());
  if (key == nullptr) return does_not_open();
  const std::string bound = associated(sealed.substr(0, kHeadBytes), aad);
  const std::string_view nonce = sealed.substr(kHeadBytes, kNonceBytes);
  const std::string_view cipher = sealed.substr(kHeadBytes + kNonceBytes);
  std::string plain(cipher.size() - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(cipher), cipher.size(),
                                                 bytes_of(std::string_view(bound)), bound.size(), bytes_of(nonce),
                                                 key->data()) != 0) {
    return does_not_open();
  }
  return plain;
}

core::Bytes32 keyed_hash(const Key& key, std::string_view message) {
  core::Bytes32 out;
  crypto_auth_hmacsha256(out.data(), bytes_of(message), message.size(), key.data());
  return out;
}

core::Bytes32 keyed_hash(const Key& key, std::initializer_list<std::string_view> parts) {
  ByteWriter message;
  for (const std::string_view part : parts) message.string(part);
  return keyed_hash(key, message.bytes());
}

std::vector<core::Bytes32> keyed_hashes(const KeySet& keys, std::initializer_list<std::string_view> parts) {
  std::vector<core::Bytes32> hashes{keyed_hash(keys.newest(), parts)};
  for (auto key = keys.all().rbegin(); key != keys.all().rend(); ++key) {
    if (key->first < keys.newest().id()) hashes.push_back(keyed_hash(key->second, parts));
  }
  return hashes;
}

std::int64_t keyed_hash64(const Key& key, std::string_view message) {
  const core::Bytes32 hash = keyed_hash(key, message);
  return ByteReader(std::string_view(reinterpret_cast<const char*>(hash.data()), 8)).i64();
}

core::Bytes32 sha256(std::string_view message) {
  core::Bytes32 out;
  crypto_hash_sha256(out.data(), bytes_of(message), message.size());
  return out;
}

std::string hash_passphrase(const Key& key, Random& random, std::string_view phrase) {
  const auto salt = random.bytes<kSaltBytes>();
  const std::string salt_text(reinterpret_cast<const char*>(salt.data()), salt.size());
  ByteWriter kept;
  kept.u16(key.id()).raw(salt_text).raw(passphrase_tag(key, salt_text, phrase));
  return kept.take();
}

bool passphrase_matches(const KeySet& keys, std::string_view kept, std::string_view phrase) {
  ByteReader reader(kept);
  const Key* key = keys.find(reader.u16());
  const std::string_view salt = reader.raw(kSaltBytes);
  const std::string_view tag = reader.raw(sizeof(core::Bytes32));
  if (key == nullptr || !reader.finish()) return false;
  return equal_in_constant_time(tag, passphrase_tag(*key, salt, phrase));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace hotline::runtime
