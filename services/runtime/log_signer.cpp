#include "runtime/log_signer.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <span>
#include <utility>

namespace hotline::runtime {
namespace {

struct KeyPair {
  core::Bytes32 public_key{};
  std::array<std::uint8_t, core::kSigningKeyBytes> secret_key{};
  ~KeyPair() { sodium_memzero(secret_key.data(), secret_key.size()); }
};

void make_pair(const Key& seed, KeyPair& pair) {
  crypto_sign_seed_keypair(pair.public_key.data(), pair.secret_key.data(), seed.data());
}

}  // namespace

void LogSigner::Free::operator()(std::uint8_t* bytes) const {
  sodium_free(bytes);
}

LogSigner::LogSigner(std::string log_name, const KeySet& keys) : log_name_(std::move(log_name)) {
  if (sodium_init() < 0) throw std::bad_alloc();
  secret_key_.reset(static_cast<std::uint8_t*>(sodium_malloc(core::kSigningKeyBytes)));
  if (secret_key_ == nullptr) throw std::bad_alloc();
  for (const auto& [id, seed] : keys.all()) {
    KeyPair pair;
    make_pair(seed, pair);
    public_keys_.insert(public_keys_.begin(), pair.public_key);
    std::copy(pair.secret_key.begin(), pair.secret_key.end(), secret_key_.get());
  }
  sodium_mprotect_readonly(secret_key_.get());
}

LogSigner::~LogSigner() = default;

std::string LogSigner::origin(std::int32_t tree) const {
  return log_name_ + "/" + std::to_string(tree);
}

std::string LogSigner::sign(const TreeState& state) const {
  core::Checkpoint checkpoint;
  checkpoint.origin = origin(state.tree);
  checkpoint.size = state.size;
  checkpoint.root = state.root;
  const core::VerifierKey key = core::verifier_key(checkpoint.origin, public_keys_.front());
  const std::span<const std::uint8_t, core::kSigningKeyBytes> secret(secret_key_.get(), core::kSigningKeyBytes);
  return core::sign_note(core::checkpoint_text(checkpoint), key, secret);
}

bool LogSigner::verifies(std::string_view note, const TreeState& state) const {
  const auto checkpoint = core::open_checkpoint(note, state.tree, public_keys_);
  return checkpoint && checkpoint->size == state.size && checkpoint->root == state.root;
}

std::vector<core::VerifierKey> LogSigner::verifiers(std::int32_t tree) const {
  std::vector<core::VerifierKey> keys;
  for (const core::Bytes32& key : public_keys_) keys.push_back(core::verifier_key(origin(tree), key));
  return keys;
}

}  // namespace hotline::runtime
