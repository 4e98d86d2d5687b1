#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "runtime/random.hpp"
#include "runtime/secret.hpp"

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
// Whether a newer key may take over while calls are served. Not those whose hashes are kept without the number of their
// key: equal things would be unequal from one moment to the next.
bool can_rotate(KeyUse use);

// 32 secret bytes (SecretBytes). Copies share them.
class Key {
 public:
  static Key from_random(std::uint16_t id, Random& random);
  // Of kKeyBytes.
  Key(std::uint16_t id, SecretBytes bytes) : id_(id), bytes_(std::move(bytes)) {}

  std::uint16_t id() const { return id_; }
  const std::uint8_t* data() const { return bytes_.data(); }

 private:
  std::uint16_t id_;
  SecretBytes bytes_;
};

// All keys of one use by id. The newest seals, each can open; one that is to come opens only, so that no server seals
// by a key that another one has not got yet. A value: copies share the keys, and adding to one changes no other.
class KeySet {
 public:
  enum class State { kSeals, kToCome };

  const Key& newest() const { return *newest_; }
  const Key* find(std::uint16_t id) const;
  void add(Key key, State state = State::kSeals);
  bool empty() const { return newest_ == nullptr; }
  const std::map<std::uint16_t, Key>& all() const { return *keys_; }

 private:
  std::shared_ptr<const std::map<std::uint16_t, Key>> keys_ = std::make_shared<std::map<std::uint16_t, Key>>();
  std::shared_ptr<const Key> newest_;
};

// The name of a key's file: "<use>-<id>.key", "<use>-<id>.next.key" of one that is to come.
struct KeyFile {
  KeyUse use{};
  std::uint16_t id = 0;
  bool to_come = false;
  friend bool operator==(const KeyFile&, const KeyFile&) = default;
};

// The keys of a server: one folder (mode 0700) with one file (mode 0600, 32 bytes) per key. Safe from any thread: what
// is taken out stays good however the folder changes.
class Keyring {
 public:
  // Refuses laxer modes, another owner, a wrong length, links, a use without a key.
  static core::Result<Keyring> load(const std::filesystem::path& folder);
  // Writes key 1 of every use. Refuses a folder that already holds any key: a lost key is lost data.
  static core::Done create(const std::filesystem::path& folder, Random& random);
  // Writes one more key of this use, the first one where a folder is older than the use, and gives its number. The
  // other keys stay; running servers use it at once (KeyWatch), one that is to come from activate() on. Two at once:
  // one of them is refused.
  static core::Result<std::uint16_t> add(const std::filesystem::path& folder, KeyUse use, Random& random,
                                         KeySet::State state = KeySet::State::kSeals);
  // Those that are to come seal from now on; their files.
  static core::Result<std::vector<KeyFile>> activate(const std::filesystem::path& folder);
  // Overwrites and removes a key's file. Whether anything still needs it, the caller knows; the newest is refused.
  static core::Done destroy(const std::filesystem::path& folder, KeyUse use, std::uint16_t id);
  static core::Result<std::vector<KeyFile>> files(const std::filesystem::path& folder);
  // In memory only, for tests.
  static Keyring ephemeral(Random& random);

  KeySet set(KeyUse use) const;
  Key newest(KeyUse use) const { return set(use).newest(); }
  // From now on the keys of the other one: what was added, and what is gone. Refused when a number has other bytes than
  // before: what it sealed would not open any more.
  struct Changes {
    std::vector<KeyFile> added, gone;
  };
  core::Result<Changes> replace(Keyring newer);

 private:
  using Sets = std::array<KeySet, kKeyUseCount>;
  struct Shared {
    mutable std::mutex mutex;
    Sets sets;
  };
  std::unique_ptr<Shared> shared_ = std::make_unique<Shared>();
};

}  // namespace hotline::runtime
