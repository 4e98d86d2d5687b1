#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "cli/sample/row.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/time.hpp"
#include "hotline/v1/lookup_service.pb.h"

namespace hotline::e2e {

// Of version 4, from the test's own seed.
core::Bytes16 random_uuid(std::mt19937_64& random);
std::string uuid_text(const core::Bytes16& uuid);

// What an operator puts by phone: a new request_id, a call with this id, name and birth date.
v1::LookupPersonRequest question(const core::Bytes16& request_id, const std::string& call_id,
                                 const core::NameParts& name, const core::PartialDate& birth_date);
core::NameParts name_of(const sample::Row& row);

// Rows start .. start + count - 1 of the load register as a CSV file at `path`.
void write_list(const std::string& path, std::uint64_t seed, std::uint64_t start, std::uint64_t count);

}  // namespace hotline::e2e
