#include "registry/name_fault.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/name_text.hpp"

namespace hotline::registry {
namespace {

constexpr std::array<std::string_view, 20> kNobody{"невідомий",
                                                   "невідома",
                                                   "невідоме",
                                                   "невідомо",
                                                   "невстановлений",
                                                   "невстановлена",
                                                   "невстановлене",
                                                   "невстановлено",
                                                   "неизвестный",
                                                   "неизвестная",
                                                   "неизвестное",
                                                   "неизвестно",
                                                   "неустановленный",
                                                   "неустановленная",
                                                   "неустановлено",
                                                   "unknown",
                                                   "unidentified",
                                                   "н/в",
                                                   "н/у",
                                                   "н/и"};
// They name nobody beside one of those: "невідома особа".
constexpr std::array<std::string_view, 16> kAnybody{
    "особа",  "чоловік", "жінка",   "людина",  "солдат", "військовослужбовець",
    "тіло",   "лицо",    "мужчина", "женщина", "тело",   "военнослужащий",
    "person", "man",     "woman",   "soldier"};

constexpr const char* kNoLetters = "holds no letters: write the name in letters, or leave the row out";
constexpr const char* kNoLettersInPart = "holds no letters: leave the cell empty when it is not known";
constexpr const char* kSigns = "holds signs that no name has (one of = + @ #): take them out";
constexpr const char* kStandsForNobody =
    "stands for nobody: take the row out, people and bodies without a name are not kept in lists of names";
constexpr const char* kPartUnknown = "says that it is not known: leave the cell empty";

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Signs {
  bool letter = false;
  bool other = false;
};

Signs signs_of(const std::string& text) {
  Signs signs;
  const auto points = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t at = 0; at < points.length(); at = points.moveIndex32(at, 1)) {
    const UChar32 point = points.char32At(at);
    signs.letter = signs.letter || u_isalpha(point) != 0;
    signs.other = signs.other || point == '=' || point == '+' || point == '@' || point == '#';
  }
  return signs;
}

std::optional<std::string> described(const std::string& text, const char* no_letters) {
  if (text.empty()) return std::nullopt;
  const Signs signs = signs_of(text);
  if (!signs.letter) return no_letters;
  if (signs.other) return kSigns;
  return std::nullopt;
}

// Whether every word stands for nobody, and one of them says so.
bool nobody(const std::string& text) {
  const std::string folded = core::fold_spelling(text);
  bool said = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" .,-()\"", at), folded.size());
    const std::string_view word = std::string_view(folded).substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!one_of(kNobody, word) && !one_of(kAnybody, word)) return false;
    said = said || one_of(kNobody, word);
  }
  return said;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> name_faults(const core::NameParts& name) {
  std::vector<std::pair<std::string, std::string>> faults;
  const auto check = [&](const char* column, const std::string& text, const char* no_letters) {
    if (auto description = described(text, no_letters)) faults.emplace_back(column, std::move(*description));
  };
  check("surname", name.surname, kNoLetters);
  check("given_name", name.given, kNoLettersInPart);
  check("patronymic", name.patronymic, kNoLettersInPart);
  check("name", name.line, kNoLetters);
  // "Неизвестный" is a surname as well: beside a given name it is taken for one.
  if (nobody(name.surname + ' ' + name.given + ' ' + name.patronymic + ' ' + name.line)) {
    faults.emplace_back(name.line.empty() ? "surname" : "name", kStandsForNobody);
    return faults;
  }
  if (nobody(name.given)) faults.emplace_back("given_name", kPartUnknown);
  if (nobody(name.patronymic)) faults.emplace_back("patronymic", kPartUnknown);
  return faults;
}

std::optional<std::string> sign_fault(const std::string& name) {
  return described(name, kNoLettersInPart);
}

}  // namespace hotline::registry
