#include "core/note.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

#include "core/merkle.hpp"

namespace hotline::core {
namespace {

constexpr std::uint8_t kEd25519 = 1;
constexpr std::size_t kHashBytes = 4;
constexpr std::size_t kSignatureBytes = crypto_sign_BYTES;
constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kEmptyLine = "\n\n";
constexpr std::size_t kNameBytesMax = 200;
// As Go's: a note with more is not from us.
constexpr std::size_t kNoteBytesMax = 1'000'000;
constexpr std::size_t kSignaturesMax = 100;

static_assert(kSigningKeyBytes == crypto_sign_SECRETKEYBYTES);

Error not_valid(const char* what) {
  return make_error(Reason::kInvalidField, what);
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::span<const std::uint8_t> span_of(std::string_view text) {
  return {bytes_of(text), text.size()};
}

std::uint32_t big_endian32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kHashBytes; ++i) value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

std::string marked_key(const Bytes32& public_key) {
  std::string bytes(1, static_cast<char>(kEd25519));
  bytes.append(public_key.begin(), public_key.end());
  return bytes;
}

std::uint32_t key_hash(std::string_view name, const Bytes32& public_key) {
  const std::string hashed = std::string(name) + "\n" + marked_key(public_key);
  const Bytes32 hash = sha256(span_of(hashed));
  return big_endian32({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string hex8(std::uint32_t hash) {
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%08x", hash);
  return text.data();
}

// The line up to the next line feed, which is taken away; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<Bytes32> hash_of(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != sizeof(Bytes32)) return std::nullopt;
  Bytes32 hash{};
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

std::optional<std::uint64_t> size_of(std::string_view digits) {
  const bool leading_zero = digits.size() > 1 && digits.front() == '0';
  std::uint64_t size = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (digits.empty() || leading_zero || fault != std::errc() || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return size;
}

std::optional<NoteSignature> signature_of(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_note_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kHashBytes) return std::nullopt;
  NoteSignature signature;
  signature.name = std::string(line.substr(0, space));
  signature.hash = big_endian32(*bytes);
  signature.bytes = bytes->substr(kHashBytes);
  return signature;
}

}  // namespace

std::string base64(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

Result<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int bad = sodium_base642bin(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size(), text.data(),
                                    text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(bad == 0 ? size : 0);
  // libsodium takes some bytes above ASCII for letters; what does not read back to itself is not ours.
  const bool whole = bad == 0 && end == text.data() + text.size();
  if (!whole || base64({bytes_of(bytes), bytes.size()}) != text) return not_valid("this is no base64");
  return bytes;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base64(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto origin = take_line(text);
  const auto digits = take_line(text);
  const auto root_text = take_line(text);
  if (!origin || origin->empty() || !digits || !root_text) return not_valid("a checkpoint has three lines at least");
  const auto size = size_of(*digits);
  if (!size) return not_valid("the second line of a checkpoint is the tree's size");
  const auto root = hash_of(*root_text);
  if (!root) return not_valid("the third line of a checkpoint is the tree's root in base64");
  return Checkpoint{std::string(*origin), *size, *root};
}

bool is_note_name(std::string_view name) {
  return !name.empty() && name.size() <= kNameBytesMax &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '+'; });
}

VerifierKey verifier_key(std::string name, const Bytes32& public_key) {
  const std::uint32_t hash = key_hash(name, public_key);
  return VerifierKey{std::move(name), hash, public_key};
}

std::string verifier_text(const VerifierKey& key) {
  return key.name + "+" + hex8(key.hash) + "+" + base64(span_of(marked_key(key.public_key)));
}

Result<VerifierKey> parse_verifier(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_note_name(text.substr(0, first))) {
    return not_valid("a verifier key is NAME+HASH+BASE64");
  }
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 1 + sizeof(Bytes32) || bytes->front() != static_cast<char>(kEd25519)) {
    return not_valid("a verifier key holds an Ed25519 key of 32 bytes in base64");
  }
  Bytes32 public_key{};
  std::copy(bytes->begin() + 1, bytes->end(), public_key.begin());
  VerifierKey key = verifier_key(std::string(text.substr(0, first)), public_key);
  if (hex8(key.hash) != text.substr(first + 1, second - first - 1)) {
    return not_valid("the hash in the verifier key is not that of its name and key: it was not copied whole");
  }
  return key;
}

Result<Note> parse_note(std::string_view bytes) {
  const std::size_t gap = bytes.rfind(kEmptyLine);
  if (bytes.size() > kNoteBytesMax || gap == std::string_view::npos || gap == 0) {
    return not_valid("a note is a text, an empty line and its signatures");
  }
  Note note;
  note.text = std::string(bytes.substr(0, gap + 1));
  std::string_view rest = bytes.substr(gap + kEmptyLine.size());
  while (!rest.empty()) {
    const auto line = take_line(rest);
    auto signature = line ? signature_of(*line) : std::nullopt;
    if (!signature || note.signatures.size() == kSignaturesMax) {
      return not_valid("a line below the note's text is no signature");
    }
    note.signatures.push_back(std::move(*signature));
  }
  if (note.signatures.empty()) return not_valid("the note bears no signature");
  return note;
}

bool verifies(const Note& note, const VerifierKey& key) {
  return std::any_of(note.signatures.begin(), note.signatures.end(), [&](const NoteSignature& signature) {
    return signature.name == key.name && signature.hash == key.hash && signature.bytes.size() == kSignatureBytes &&
           crypto_sign_verify_detached(bytes_of(signature.bytes), bytes_of(note.text), note.text.size(),
                                       key.public_key.data()) == 0;
  });
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::int32_t tree, std::span<const Bytes32> public_keys) {
  const auto parsed = parse_note(note);
  if (!parsed) return parsed.error();
  auto checkpoint = parse_checkpoint(parsed->text);
  if (!checkpoint) return checkpoint;
  if (!is_note_name(checkpoint->origin)) return not_valid("the checkpoint's first line names no log");
  if (!checkpoint->origin.ends_with("/" + std::to_string(tree))) return not_valid("the checkpoint is of another tree");
  const bool signed_by_us = std::any_of(public_keys.begin(), public_keys.end(), [&](const Bytes32& key) {
    return verifies(*parsed, verifier_key(checkpoint->origin, key));
  });
  if (!signed_by_us) return not_valid("no key given here has signed the checkpoint");
  return checkpoint;
}

std::string sign_note(std::string_view text, const VerifierKey& key,
                      std::span<const std::uint8_t, kSigningKeyBytes> secret) {
  std::array<std::uint8_t, kHashBytes + kSignatureBytes> signature{};
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    signature[i] = static_cast<std::uint8_t>(key.hash >> (8U * (kHashBytes - 1 - i)));
  }
  crypto_sign_detached(signature.data() + kHashBytes, nullptr, bytes_of(text), text.size(), secret.data());
  std::string note(text);
  note.append("\n").append(kDash).append(key.name).append(" ").append(base64(signature)).append("\n");
  return note;
}

}  // namespace hotline::core
