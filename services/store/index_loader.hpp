#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// Persons of the register as the match index takes them, opened and put together. A record that does not open is an
// error: an index without it would say "nothing held" of a person who is.

// Replaces the whole index by the register as it stands at one revision, which is returned. Reads and opens pages side
// by side; a thread of its own opens them and fills the index.
core::Result<std::int64_t> load_index(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                      matching::Index& index);

struct ChangedPersons {
  std::vector<matching::Record> records;
  // Of each record, when they are wanted: hashes of the numbers one slip away from its own.
  std::vector<std::vector<std::uint64_t>> near_numbers;
  std::vector<core::PersonId> gone;  // asked for and not in the register
};
enum class NearNumbers { kNotWanted, kWanted };
// `persons` in rising order, each once.
core::Result<ChangedPersons> read_persons(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                          std::span<const std::int64_t> persons,
                                          NearNumbers near_numbers = NearNumbers::kNotWanted);

}  // namespace hotline::store
