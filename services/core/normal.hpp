#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"

namespace hotline::core {

// Limits in code points: longer than any real value, short enough that none can be used to flood memory or a screen.
inline constexpr std::size_t kNamePartMax = 100;
inline constexpr std::size_t kNameLineMax = 300;
inline constexpr std::size_t kPlaceMax = 200;
inline constexpr std::size_t kUnitMax = 200;
inline constexpr std::size_t kIdentifierMax = 60;
inline constexpr std::size_t kMarksMax = 500;
inline constexpr std::size_t kNoteMax = 2000;

// Whole, shortest-form UTF-8 without surrogates.
bool valid_utf8(std::string_view text);
// Code points; only for valid UTF-8.
std::size_t code_points(std::string_view text);

// What is wrong with a text that a person typed or dictated (broken UTF-8, control or invisible formatting characters,
// too long), or nothing. Never holds the text. Empty text is in order.
std::optional<std::string> text_fault(std::string_view text, std::size_t code_points_max);
// Adds a violation when there is a fault.
void check_text(std::string_view field, std::string_view text, std::size_t code_points_max,
                std::vector<FieldViolation>& violations);
// Parts and line of one name; `field_prefix` for example "facts.name.".
void check_name(std::string_view field_prefix, const NameParts& name, std::vector<FieldViolation>& violations);

// Outer white space removed, inner runs of it made one space.
std::string trim(std::string_view text);

// The form of a service, disc or document number that is hashed for equality: upper case, no spaces, hyphens, dots,
// slashes or apostrophes, Cyrillic letters that look like Latin ones made Latin. "ав-12 345" and "AB12345" are one.
std::string fold_identifier(std::string_view identifier);

// Every `from` made `to`.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

// Lower case for Latin and Cyrillic letters, nothing else changed.
std::string lower_case(std::string_view text);

}  // namespace hotline::core
