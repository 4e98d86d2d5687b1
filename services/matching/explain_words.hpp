#pragma once

#include <string_view>

#include "core/candidate.hpp"

namespace hotline::matching {

// How the field of a question and that of a record agree, in words that an operator can follow; never a value.
std::string_view explain_words(core::Field field, core::Agreement agreement);

}  // namespace hotline::matching
