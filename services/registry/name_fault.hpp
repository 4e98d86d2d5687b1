#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/person.hpp"

namespace hotline::registry {

// What the tidied parts or line of a name of a list hold that no name holds, as columns and descriptions: no letters,
// signs, or words that stand for nobody. A nickname may hold digits.
std::vector<std::pair<std::string, std::string>> name_faults(const core::NameParts& name, core::NameKind kind);

}  // namespace hotline::registry
