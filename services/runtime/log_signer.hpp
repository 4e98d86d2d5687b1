#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/note.hpp"
#include "core/result.hpp"
#include "runtime/keyring.hpp"
#include "runtime/secret.hpp"

namespace hotline::runtime {

// Which tree of the log a checkpoint speaks of, and with what root.
struct TreeState {
  std::int32_t tree = 0;
  std::uint64_t size = 0;
  core::Bytes32 root{};
};

// Signs checkpoints. Safe from any thread. A tree's origin is "LOG_NAME/TREE", which is also the name of its key, as
// C2SP tlog-checkpoint asks for; the key itself is the same for all trees.
class LogSigner {
 public:
  // `log_name`: core::is_note_name().
  LogSigner(std::string log_name, const KeySet& keys);
  ~LogSigner();
  // From now on by these keys; what the older ones signed still verifies while they are among them.
  void renew(const KeySet& keys);
  LogSigner(const LogSigner&) = delete;
  LogSigner& operator=(const LogSigner&) = delete;

  std::string origin(std::int32_t tree) const;
  // By the newest key.
  std::string sign(const TreeState& state) const;
  // Whether the note is a checkpoint of just this state, by any of our keys and under any name the log once had.
  bool verifies(std::string_view note, const TreeState& state) const;
  std::vector<core::Bytes32> public_keys() const;
  // One for each key, the newest first.
  std::vector<core::VerifierKey> verifiers(std::int32_t tree) const;

 private:
  struct Keys {
    std::vector<core::Bytes32> public_keys;  // the newest first
    SecretBytes secret_key;                  // of the newest
  };
  std::shared_ptr<const Keys> keys() const;

  std::string log_name_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Keys> keys_;
};

}  // namespace hotline::runtime
