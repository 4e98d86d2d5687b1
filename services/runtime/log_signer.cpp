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

LogSigner::LogSigner(std::string log_name, const KeySet& keys) : log_name_(std::move(log_name)) {
  renew(keys);
}

LogSigner::~LogSigner() = default;

void LogSigner::renew(const KeySet& keys) {
  if (sodium_init() < 0) throw std::bad_alloc();
  auto made = std::make_shared<Keys>();
  // One that is to come verifies already, behind the one that signs.
  KeyPair newest;
  make_pair(keys.newest(), newest);
  made->secret_key = SecretBytes(newest.secret_key);
  made->public_keys.push_back(newest.public_key);
  for (auto seed = keys.all().rbegin(); seed != keys.all().rend(); ++seed) {
    if (seed->first == keys.newest().id()) continue;
    KeyPair pair;
    make_pair(seed->second, pair);
    made->public_keys.push_back(pair.public_key);
  }
  const std::scoped_lock lock(mutex_);
  keys_ = std::move(made);
}

std::shared_ptr<const LogSigner::Keys> LogSigner::keys() const {
  const std::scoped_lock lock(mutex_);
  return keys_;
}

std::vector<core::Bytes32> LogSigner::public_keys() const {
  return keys()->public_keys;
}

std::string LogSigner::origin(std::int32_t tree) const {
  return log_name_ + "/" + std::to_string(tree);
}

std::string LogSigner::sign(const TreeState& state) const {
  core::Checkpoint checkpoint;
  checkpoint.origin = origin(state.tree);
  checkpoint.size = state.size;
  checkpoint.root = state.root;
  const auto held = keys();
  const core::VerifierKey key = core::verifier_key(checkpoint.origin, held->public_keys.front());
  const std::span<const std::uint8_t, core::kSigningKeyBytes> secret(held->secret_key.data(), core::kSigningKeyBytes);
  return core::sign_note(core::checkpoint_text(checkpoint), key, secret);
}

bool LogSigner::verifies(std::string_view note, const TreeState& state) const {
  const auto checkpoint = core::open_checkpoint(note, state.tree, public_keys());
  return checkpoint && checkpoint->size == state.size && checkpoint->root == state.root;
}

std::vector<core::VerifierKey> LogSigner::verifiers(std::int32_t tree) const {
  std::vector<core::VerifierKey> verifiers;
  for (const core::Bytes32& key : public_keys()) verifiers.push_back(core::verifier_key(origin(tree), key));
  return verifiers;
}

}  // namespace hotline::runtime
