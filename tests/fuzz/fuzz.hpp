#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"
#include "core/time.hpp"
#include "matching/lexicon.hpp"

// What all fuzzers share. Inputs are text, so that a corpus can be read and written by hand: one value a line.
namespace hotline::fuzz {

// Ends the program when a promise does not hold; libFuzzer then keeps the input.
void require(bool holds, const char* promise);

// Read once; a target that needs it reads it in LLVMFuzzerInitialize, for an input has a limit of time.
std::shared_ptr<const matching::Lexicon> the_lexicon();

// The lines of an input, always `count`: what is missing is empty, what is more is left out.
std::vector<std::string_view> lines(const std::uint8_t* data, std::size_t size, std::size_t count);

// "surname<TAB>given name<TAB>patronymic", or a whole name in one line.
core::NameParts name_of(std::string_view line);
// The date, or an unknown one when the text is none.
core::PartialDate date_of(std::string_view line);

// The same text in the other normal forms of Unicode; the text itself when it is not valid UTF-8.
struct NormalForms {
  std::string composed, decomposed;
};
NormalForms normal_forms(std::string_view text);

}  // namespace hotline::fuzz

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
