#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "runtime/keyring.hpp"

namespace hotline::runtime {

// Bytes that may lie in the database: version u8 = 1 | key id u16 | nonce 24 | ciphertext and tag
// (XChaCha20-Poly1305). A random nonce of 24 bytes needs no counter that a restore could turn back.
using Sealed = std::string;
inline constexpr std::size_t kSealOverheadBytes = 1 + 2 + 24 + 16;

// `aad` names the row and column the bytes belong to ("person/42"), so that bytes moved to another row do not open.
Sealed seal(const Key& key, std::string_view aad, std::string_view plain);
// kBug when the bytes are cut, forged, moved, or sealed by a key that the set does not hold.
core::Result<std::string> open(const KeySet& keys, std::string_view aad, std::string_view sealed);

// HMAC-SHA256. The parts are length-prefixed first, so that ("ab","c") and ("a","bc") differ.
core::Bytes32 keyed_hash(const Key& key, std::string_view message);
core::Bytes32 keyed_hash(const Key& key, std::initializer_list<std::string_view> parts);
// By the newest key first, then by every older one: what was written under one of them is found again.
std::vector<core::Bytes32> keyed_hashes(const KeySet& keys, std::initializer_list<std::string_view> parts);
// The first eight bytes of the above, for narrow indexes where a collision is checked or harmless.
std::int64_t keyed_hash64(const Key& key, std::string_view message);

core::Bytes32 sha256(std::string_view message);

// What is kept of a passphrase: key id u16 | salt 16 | HMAC-SHA256(server key, salt | phrase).
// The phrase is four words of 1024 (40 bits) and the server counts failures (five close the inquiry), so guessing goes
// through us or needs the server key, which is not in the database. A slow hash (argon2) would add 50 ms of work and
// 64 MB to each call without the key mattering less: whoever holds the key and the database has lost us more already.
std::string hash_passphrase(const Key& key, Random& random, std::string_view phrase);
// In constant time.
bool passphrase_matches(const KeySet& keys, std::string_view kept, std::string_view phrase);

bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace hotline::runtime
