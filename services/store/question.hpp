#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/payload.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"

namespace hotline::store {

// What a caller said, as the match index is asked: by phone and for as long as the inquiry stands.
matching::Query question_of(const runtime::Keyring& keyring, const core::QuestionFacts& facts);

// Hashes of the numbers one slip away from this one, as the index keeps numbers.
std::vector<std::uint64_t> near_number_hashes(const runtime::Keyring& keyring, std::string_view number);

}  // namespace hotline::store
