#pragma once

#include <string>
#include <string_view>

namespace hotline::matching {

// The text as it would read had the keyboard been switched: "Bdfyjd" for Иванов, "Шмфтщм" for Ivanov. Letters of the
// Russian and the Ukrainian layout lie on the same keys but for ы/і, э/є and ъ/ї, which sound alike or not at all.
std::string other_layout(std::string_view text);

}  // namespace hotline::matching
