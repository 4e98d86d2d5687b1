#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::core {

// Notes as C2SP signed-note, tlog-checkpoint and Go's golang.org/x/mod/sumdb/note have them: text, an empty line, and
// one line "— NAME BASE64" for each signature. Every parser here takes any bytes.

// What a tree's operator says of it: with `size` leaves its root is `root`.
struct Checkpoint {
  std::string origin;  // names the tree for good: "hotline.example/log/1"
  std::uint64_t size = 0;
  Bytes32 root{};
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Three lines: origin, size, root in base64.
std::string checkpoint_text(const Checkpoint& checkpoint);
// Lines that follow the three are allowed and not read.
Result<Checkpoint> parse_checkpoint(std::string_view text);

// An Ed25519 key under the name that stands before its signatures; `hash` tells keys of one name apart.
struct VerifierKey {
  std::string name;
  std::uint32_t hash = 0;
  Bytes32 public_key{};
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

// Printable ASCII without "+", not empty, at most 200 bytes.
bool is_note_name(std::string_view name);
VerifierKey verifier_key(std::string name, const Bytes32& public_key);
// "NAME+HASH+BASE64", as Go's note.NewVerifier takes it. Parsing recomputes the hash.
std::string verifier_text(const VerifierKey& key);
Result<VerifierKey> parse_verifier(std::string_view text);

struct NoteSignature {
  std::string name;
  std::uint32_t hash = 0;
  std::string bytes;
};
struct Note {
  std::string text;  // with its last line feed; what is signed
  std::vector<NoteSignature> signatures;
};

Result<Note> parse_note(std::string_view bytes);
// Whether the note holds a good signature of this key.
bool verifies(const Note& note, const VerifierKey& key);

// The checkpoint of this tree in a note that one of the keys signed, under whatever name the log had then: a tree's
// origin is "NAME/TREE", and its key bears the same name. kInvalidField says what is wrong with it.
Result<Checkpoint> open_checkpoint(std::string_view note, std::int32_t tree, std::span<const Bytes32> public_keys);

// libsodium's secret key: the seed and the public key behind it.
inline constexpr std::size_t kSigningKeyBytes = 64;
// The whole note. Ed25519 is deterministic: the same text and key give the same bytes.
std::string sign_note(std::string_view text, const VerifierKey& key,
                      std::span<const std::uint8_t, kSigningKeyBytes> secret);

std::string base64(std::span<const std::uint8_t> bytes);
// Strict: padded, no spaces.
Result<std::string> from_base64(std::string_view text);

}  // namespace hotline::core
