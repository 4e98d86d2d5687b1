#include "core/siblings.hpp"

#include <optional>

#include "core/date_text.hpp"
#include "core/normal.hpp"

namespace hotline::core {
namespace {

Error fault(std::string description) {
  Error error = make_error(Reason::kInvalidField, "the siblings cannot be read");
  error.violations.push_back({"siblings", std::move(description)});
  return error;
}

std::string without_ends(std::string text, std::string_view ends) {
  while (!text.empty() && ends.find(text.back()) != std::string_view::npos) text.pop_back();
  return trim(text);
}

// "Марко (2017)", "Марко, 08.03.2010", "Марко": everything from the first digit on is the date.
std::optional<Sibling> read_sibling(const std::string& text) {
  const std::size_t digit = text.find_first_of("0123456789");
  Sibling sibling;
  sibling.name = without_ends(trim(text.substr(0, digit)), " ,(-");
  if (sibling.name.empty()) return std::nullopt;
  if (digit == std::string::npos) return sibling;
  const auto date = read_date(without_ends(trim(text.substr(digit)), " )"));
  if (!date) return std::nullopt;
  sibling.birth_date = *date;
  return sibling;
}

}  // namespace

Result<std::vector<Sibling>> read_siblings(std::string_view text) {
  std::vector<Sibling> siblings;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(";\n"), text.size());
    const std::string one = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty()) continue;
    auto sibling = read_sibling(one);
    if (!sibling) return fault("given names, each with its birth date behind it if known, divided by semicolons");
    if (text_fault(sibling->name, kNamePartMax)) return fault("a name is too long or holds what is no text");
    if (siblings.size() == kSiblingsMax) return fault("at most " + std::to_string(kSiblingsMax) + " of them");
    siblings.push_back(std::move(*sibling));
  }
  return siblings;
}

std::string format_siblings(const std::vector<Sibling>& siblings) {
  std::string text;
  for (const Sibling& sibling : siblings) {
    if (!text.empty()) text += "; ";
    text += sibling.name;
    if (sibling.birth_date.known()) text += ' ' + format_date(sibling.birth_date);
  }
  return text;
}

}  // namespace hotline::core
