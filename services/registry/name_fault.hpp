#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/person.hpp"

namespace hotline::registry {

// What the tidied parts or line of a name of a list hold that no name holds, as columns and descriptions: no letters,
// signs, or words that stand for nobody.
std::vector<std::pair<std::string, std::string>> name_faults(const core::NameParts& name);

// The same of a name beside the person's own, which may be empty.
std::optional<std::string> sign_fault(const std::string& name);

}  // namespace hotline::registry
