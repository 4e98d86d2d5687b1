#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/baseline.hpp"
#include "core/payload.hpp"
#include "inquiry/question_proto.hpp"
#include "runtime/keyring.hpp"

namespace hotline::lookup {

// What the guard keeps of a question: keyed hashes of what the caller said, held or not, so that a limit tells nothing.
// `call` of a telephone call stands for the asker too.
core::AskedPerson asked_person(const runtime::Keyring& keyring, const core::QuestionFacts& facts,
                               const std::optional<inquiry::CallDetails>& call,
                               const std::optional<inquiry::InquiryKey>& key);

// As the caller said it; put into scripts after a colon.
std::string spoken_name(const core::NameParts& name);

}  // namespace hotline::lookup
