#include "store/log_sealer.hpp"

#include <sodium.h>

#include <array>

#include "runtime/bytes.hpp"
#include "runtime/seal.hpp"

namespace hotline::store {
namespace {

using runtime::ByteReader;
using runtime::ByteWriter;
using runtime::KeyUse;

// log_payload.payload_sealed: version u8 = 1 | nonce 24 | ciphertext and tag (XChaCha20-Poly1305). The key is the
// entry's own, so there is no key id; it lives on the stack, for a guarded page per entry would cost more than the
// rest.
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeadBytes = 1 + kNonceBytes;

class DataKey {
 public:
  DataKey() = default;
  ~DataKey() { sodium_memzero(bytes_.data(), bytes_.size()); }
  DataKey(const DataKey&) = delete;
  DataKey& operator=(const DataKey&) = delete;

  std::array<std::uint8_t, runtime::kKeyBytes>& bytes() { return bytes_; }
  const std::uint8_t* data() const { return bytes_.data(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::array<std::uint8_t, runtime::kKeyBytes> bytes_{};
};

std::string bound_to(std::string_view column, const core::Bytes16& entry_id) {
  ByteWriter aad;
  aad.raw(column).raw(std::span<const std::uint8_t>(entry_id));
  return aad.take();
}

// The request id has a fixed length, so actor and request cannot run into each other.
std::string bound_to_request(const core::ActorId& actor, const core::RequestId& request) {
  ByteWriter aad;
  aad.raw("request_key").raw(actor.value()).raw(std::span<const std::uint8_t>(request.value()));
  return aad.take();
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::string seal_payload(const DataKey& key, const core::Bytes16& entry_id, runtime::Random& random,
                         std::span<const std::uint8_t> payload) {
  const std::string aad = bound_to("log_payload", entry_id);
  std::string sealed(kHeadBytes + payload.size() + kTagBytes, '\0');
  auto* out = reinterpret_cast<std::uint8_t*>(sealed.data());
  out[0] = kVersion;
  random.fill(std::span(out + 1, kNonceBytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeadBytes, nullptr, payload.data(), payload.size(), bytes_of(aad),
                                             aad.size(), nullptr, out + 1, key.data());
  return sealed;
}

core::Error does_not_open() {
  return core::make_error(core::Reason::kBug, "a log payload does not open");
}

}  // namespace

LogDraft seal_draft(const runtime::Keyring& keyring, runtime::Random& random, const LogSealInput& input) {
  LogDraft draft;
  draft.kind = input.kind;
  draft.actor = input.actor;
  draft.at = input.at;
  draft.entry_id = random.bytes<16>();
  draft.salt = random.bytes<32>();
  draft.actor_pseudonym = runtime::keyed_hash(keyring.newest(KeyUse::kActor), input.actor.value());
  draft.commitment = core::commitment(draft.salt, input.payload);
  DataKey key;
  random.fill(key.bytes());
  draft.payload_sealed = seal_payload(key, draft.entry_id, random, input.payload);
  const runtime::Key& log_key = keyring.newest(KeyUse::kLogPayload);
  draft.key_sealed = runtime::seal(log_key, bound_to("log_payload_key", draft.entry_id), key.view());
  if (input.request) {
    draft.request = input.request;
    draft.request_digest = input.request_digest;
    draft.answer_sealed = runtime::seal(log_key, bound_to_request(input.actor, *input.request), input.answer);
  }
  if (input.kind == core::LogEntryKind::kRefusal) draft.freshness = Freshness::kNotComputed;
  return draft;
}

core::Bytes32 request_digest(const runtime::Keyring& keyring, std::string_view method, std::string_view request) {
  return runtime::keyed_hash(keyring.newest(KeyUse::kRequest), {method, request});
}

core::Result<std::string> open_answer(const runtime::Keyring& keyring, const core::ActorId& actor,
                                      const core::RequestId& request, std::string_view answer_sealed) {
  return runtime::open(keyring.set(KeyUse::kLogPayload), bound_to_request(actor, request), answer_sealed);
}

core::Result<std::vector<std::uint8_t>> open_payload(const runtime::Keyring& keyring, const core::Bytes16& entry_id,
                                                     std::string_view key_sealed, std::string_view payload_sealed) {
  auto opened = runtime::open(keyring.set(KeyUse::kLogPayload), bound_to("log_payload_key", entry_id), key_sealed);
  if (!opened) return opened.error();
  if (opened->size() != runtime::kKeyBytes || payload_sealed.size() < kHeadBytes + kTagBytes) return does_not_open();
  DataKey key;
  std::copy(opened->begin(), opened->end(), key.bytes().begin());
  sodium_memzero(opened->data(), opened->size());
  ByteReader reader(payload_sealed);
  if (reader.u8() != kVersion) return does_not_open();
  const std::string_view nonce = reader.raw(kNonceBytes);
  const std::string_view cipher = reader.raw(reader.left());
  const std::string aad = bound_to("log_payload", entry_id);
  std::vector<std::uint8_t> payload(cipher.size() - kTagBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(payload.data(), nullptr, nullptr, bytes_of(cipher), cipher.size(),
                                                 bytes_of(aad), aad.size(), bytes_of(nonce), key.data()) != 0) {
    return does_not_open();
  }
  return payload;
}

}  // namespace hotline::store
