#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "runtime/random.hpp"

namespace hotline::runtime {

inline constexpr std::size_t kKeyBytes = 32;

// What a key is for. A key is never used for two things, so that losing or ending one says nothing of another.
// The names of the files follow from these (key_use_name).
enum class KeyUse : std::uint8_t {
  kRegister,    // seals names and particulars of the register
  kLogPayload,  // seals log payloads
  kInquiry,     // seals inquiry facts and callers' particulars
  kIdentifier,  // HMAC: identifiers to equality hashes
  kRow,         // HMAC: normalised list rows without an external id
  kRequest,     // HMAC: digests of requests
  kActor,       // HMAC: actors' pseudonyms in log leaves
  kContact,     // HMAC: blind index of askers' contacts
  kPageToken,   // HMAC: page tokens
  kPassphrase,  // HMAC: inquiry passphrases
  kLogSigning,  // Ed25519 seed: checkpoints of the log
};
inline constexpr std::size_t kKeyUseCount = 11;

std::string_view key_use_name(KeyUse use);
std::optional<KeyUse> key_use_of(std::string_view name);

// 32 secret bytes in memory that is locked, guarded and wiped at the end.
class Key {
 public:
  static Key from_random(std::uint16_t id, Random& random);
  Key(std::uint16_t id, std::span<const std::uint8_t, kKeyBytes> bytes);

  std::uint16_t id() const { return id_; }
  const std::uint8_t* data() const { return bytes_.get(); }

 private:
  struct Free {
    void operator()(std::uint8_t* bytes) const;
  };
  std::uint16_t id_;
  std::unique_ptr<std::uint8_t, Free> bytes_;
};

// All keys of one use by id. The newest seals, each can open.
class KeySet {
 public:
  const Key& newest() const { return keys_.rbegin()->second; }
  const Key* find(std::uint16_t id) const;
  void add(Key key);
  bool empty() const { return keys_.empty(); }
  const std::map<std::uint16_t, Key>& all() const { return keys_; }

 private:
  std::map<std::uint16_t, Key> keys_;
};

// The keys of a server: one folder (mode 0700) with one file "<use>-<id>.key" (mode 0600, 32 bytes) per key.
class Keyring {
 public:
  // Refuses laxer modes, another owner, a wrong length, links, a use without a key.
  static core::Result<Keyring> load(const std::filesystem::path& folder);
  // Writes key 1 of every use. Refuses a folder that already holds any key: a lost key is lost data.
  static core::Done create(const std::filesystem::path& folder, Random& random);
  // Writes one more key of this use, the first one where a folder is older than the use, and gives its number. The
  // other keys stay; the newest is used from the next start on. Two at once: one of them is refused.
  static core::Result<std::uint16_t> add(const std::filesystem::path& folder, KeyUse use, Random& random);
  // In memory only, for tests.
  static Keyring ephemeral(Random& random);

  const KeySet& set(KeyUse use) const { return sets_[static_cast<std::size_t>(use)]; }
  const Key& newest(KeyUse use) const { return set(use).newest(); }

 private:
  std::vector<KeySet> sets_ = std::vector<KeySet>(kKeyUseCount);
};

}  // namespace hotline::runtime
