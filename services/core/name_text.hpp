#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hotline::core {

// Texts of names as lists spell them. All take valid UTF-8.

// Words that are wholly upper case get the case in which a name is kept: "ПЕТРОВ-ВОДКІН" to "Петров-Водкін", "МАР'ЯНА"
// to "Мар'яна", "O'BRIEN" to "O'Brien", "VAN DER BERG" to "van der Berg", "ОГЛЫ" to "оглы". Other words and single
// letters (initials) stay as they are.
std::string name_case(std::string_view name);

// One form for all spellings of the same letters: lower case, one kind of apostrophe, of hyphen and of quote, white
// space tidied. For comparing, never for keeping.
std::string fold_spelling(std::string_view text);

// "Коваленко (Тридубська)": what stands outside the brackets and inside. Nothing without brackets.
struct Bracketed {
  std::string outside;
  std::string inside;  // empty: the brackets are broken, nested, empty or more than one pair
};
std::optional<Bracketed> split_brackets(std::string_view text);

}  // namespace hotline::core
