#pragma once

#include "core/payload.hpp"
#include "core/person.hpp"
#include "matching/index.hpp"

namespace hotline::matching {

// What a record or a question tells beside names and numbers, as the index takes it.
Circumstances circumstances_of(const core::Particulars& particulars);
Circumstances circumstances_of(const core::QuestionFacts& facts);

}  // namespace hotline::matching
