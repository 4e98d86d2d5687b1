#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"

namespace hotline::core {

// No family that a list or a caller tells of has more.
inline constexpr std::size_t kSiblingsMax = 12;

// Brothers and sisters as they are written in one cell or told: names with or without a birth date, divided by
// semicolons or lines: "Данило 08.03.2010; Марко, 2017 р.н.; Софія". The error's one violation says what would be right
// and holds no value.
Result<std::vector<Sibling>> read_siblings(std::string_view text);
// The same text again, dates in ISO form.
std::string format_siblings(const std::vector<Sibling>& siblings);

}  // namespace hotline::core
