#pragma once

#include <string_view>

namespace hotline::sample {

// True for the surname and given name of a generally known living or historical person, masculine or feminine, in
// Russian or Ukrainian spelling. The generator never gives such a pair to anybody, whatever the patronymic.
bool is_well_known(std::string_view surname, std::string_view given);

}  // namespace hotline::sample
