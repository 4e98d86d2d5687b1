#include "store/log_sealer.hpp"

#include <sodium.h>

#include <algorithm>
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

// All random bytes of an entry, drawn at once: each draw is a call into the kernel. Wiped at the end, for the key.
struct Secrets {
  core::Bytes16 entry_id{};
  core::Bytes32 salt{};
  std::array<std::uint8_t, kNonceBytes> nonce{};
  std::array<std::uint8_t, runtime::kKeyBytes> key{};

  ~Secrets() { sodium_memzero(this, sizeof(*this)); }
};
static_assert(sizeof(Secrets) == 16 + 32 + kNonceBytes + runtime::kKeyBytes);

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

const std::uint8_t* start_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::string seal_payload(const Secrets& secrets, std::span<const std::uint8_t> payload) {
  const std::string aad = bound_to("log_payload", secrets.entry_id);
  std::string sealed(kHeadBytes + payload.size() + kTagBytes, '\0');
  auto* out = reinterpret_cast<std::uint8_t*>(sealed.data());
  out[0] = kVersion;
  std::copy(secrets.nonce.begin(), secrets.nonce.end(), out + 1);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeadBytes, nullptr, payload.data(), payload.size(), start_of(aad),
                                             aad.size(), nullptr, out + 1, secrets.key.data());
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
  Secrets secrets;
  random.fill(std::span(reinterpret_cast<std::uint8_t*>(&secrets), sizeof(secrets)));
  draft.entry_id = secrets.entry_id;
  draft.salt = secrets.salt;
  draft.actor_pseudonym = runtime::keyed_hash(keyring.newest(KeyUse::kActor), input.actor.value());
  draft.commitment = core::commitment(draft.salt, input.payload);
  draft.payload_sealed = seal_payload(secrets, input.payload);
  const runtime::Key& log_key = keyring.newest(KeyUse::kLogPayload);
  draft.key_sealed =
      runtime::seal(log_key, bound_to("log_payload_key", draft.entry_id),
                    std::string_view(reinterpret_cast<const char*>(secrets.key.data()), secrets.key.size()));
  if (input.request) {
    draft.request = input.request;
    draft.request_digest = input.request_digest;
    draft.answer_sealed = runtime::seal(log_key, bound_to_request(input.actor, *input.request), input.answer);
  }
  if (input.kind == core::LogEntryKind::kRefusal) draft.freshness = Freshness::kNotComputed;
  return draft;
}

core::Result<LogDraft> seal_act(const runtime::Keyring& keyring, runtime::Random& random, core::LogEntryKind kind,
                                const core::LogPayload& payload, core::Instant at) {
  const auto encoded = core::encode_payload(payload);
  if (!encoded) return encoded.error();
  LogSealInput input;
  input.kind = kind;
  input.actor = payload.actor;
  input.at = at;
  input.payload = *encoded;
  LogDraft draft = seal_draft(keyring, random, input);
  draft.freshness = Freshness::kNotComputed;
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
  ByteReader reader(payload_sealed);
  if (reader.u8() != kVersion) return does_not_open();
  const std::string_view nonce = reader.raw(kNonceBytes);
  const std::string_view cipher = reader.raw(reader.left());
  const std::string aad = bound_to("log_payload", entry_id);
  std::vector<std::uint8_t> payload(cipher.size() - kTagBytes);
  const int refused =
      crypto_aead_xchacha20poly1305_ietf_decrypt(payload.data(), nullptr, nullptr, start_of(cipher), cipher.size(),
                                                 start_of(aad), aad.size(), start_of(nonce), start_of(*opened));
  sodium_memzero(opened->data(), opened->size());
  if (refused != 0) return does_not_open();
  return payload;
}

}  // namespace hotline::store
