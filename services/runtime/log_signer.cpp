#include "runtime/log_signer.hpp"

#include <sodium.h>

#include <new>
#include <span>
#include <utility>

namespace hotline::runtime {
namespace {

// The secret part of a pair is never outside of memory for secrets.
SecretBytes make_pair(const Key& seed, core::Bytes32& public_key) {
  return SecretBytes::filled(core::kSigningKeyBytes, [&](std::span<std::uint8_t> secret_key) {
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
  });
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
  core::Bytes32 public_key{};
  made->secret_key = make_pair(keys.newest(), public_key);
  made->public_keys.push_back(public_key);
  for (auto seed = keys.all().rbegin(); seed != keys.all().rend(); ++seed) {
    if (seed->first == keys.newest().id()) continue;
    (void)make_pair(seed->second, public_key);
    made->public_keys.push_back(public_key);
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
