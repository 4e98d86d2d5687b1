#include "core/reference.hpp"

#include <algorithm>
#include <array>

#include "core/normal.hpp"

namespace hotline::core {
namespace {

constexpr std::int64_t kNumbers = 10'000'000'000;
constexpr std::size_t kDigits = 12;
constexpr std::size_t kPassphraseMax = 200;  // code points
constexpr std::size_t kWordsLeast = 512;

// ISO 7064 MOD 97-10: the twelve digits read as one number leave 1.
std::int64_t check_digits(std::int64_t number) {
  return 98 - number * 100 % 97;
}

Error not_a_reference() {
  return invalid_field("reference", "is twelve digits, 000-000-0000-00; one of them was heard or typed wrongly");
}

// Files hold one word a line, as a raw string literal, so that they can be read and edited as text.
constexpr std::string_view kUkrainian =
#include "core/words/uk.txt"
    ;
constexpr std::string_view kRussian =
#include "core/words/ru.txt"
    ;
constexpr std::string_view kEnglish =
#include "core/words/en.txt"
    ;

constexpr std::size_t count_words(std::string_view lines) {
  std::size_t words = 0;
  bool inside = false;
  for (char letter : lines) {
    const bool word = letter != '\n';
    words += word && !inside ? 1U : 0U;
    inside = word;
  }
  return words;
}
static_assert(count_words(kUkrainian) >= kWordsLeast && count_words(kRussian) >= kWordsLeast &&
                  count_words(kEnglish) >= kWordsLeast,
              "too few words make a passphrase that can be guessed");

std::vector<std::string_view> words_of(std::string_view lines) {
  std::vector<std::string_view> words;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (end != 0) words.push_back(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return words;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

Result<Reference> Reference::parse(std::string_view text) {
  std::int64_t digits = 0;
  std::size_t count = 0;
  for (char letter : text) {
    if (letter == ' ' || letter == '-') continue;
    if (letter < '0' || letter > '9' || ++count > kDigits) return not_a_reference();
    digits = digits * 10 + (letter - '0');
  }
  const std::int64_t number = digits / 100;
  if (count != kDigits || digits % 100 != check_digits(number)) return not_a_reference();
  return Reference(number);
}

Reference Reference::generate(const RandomBelow& random) {
  std::int64_t number = 0;
  for (int half = 0; half < 2; ++half) number = number * 100'000 + random(100'000);
  return Reference(number);
}

Result<Reference> Reference::from_number(std::int64_t number) {
  if (number < 0 || number >= kNumbers) return not_a_reference();
  return Reference(number);
}

std::string Reference::text() const {
  std::string digits = std::to_string(number_ * 100 + check_digits(number_));
  digits.insert(0, kDigits - digits.size(), '0');
  return digits.substr(0, 3) + "-" + digits.substr(3, 3) + "-" + digits.substr(6, 4) + "-" + digits.substr(10, 2);
}

std::string printed_reference(std::int64_t number) {
  const auto known = Reference::from_number(number);
  return known ? known->text() : std::string();
}

const std::vector<std::string_view>& passphrase_words(std::string_view language) {
  static const std::vector<std::string_view> ukrainian = words_of(kUkrainian);
  static const std::vector<std::string_view> russian = words_of(kRussian);
  static const std::vector<std::string_view> english = words_of(kEnglish);
  if (language == "uk") return ukrainian;
  if (language == "ru") return russian;
  return english;
}

Sensitive<std::string> generate_passphrase(const RandomBelow& random, std::string_view language) {
  const auto& words = passphrase_words(language);
  std::string phrase;
  for (std::size_t i = 0; i < kPassphraseWords; ++i) {
    if (i != 0) phrase += ' ';
    phrase += words[random(static_cast<std::uint32_t>(words.size()))];
  }
  return Sensitive<std::string>(std::move(phrase));
}

std::optional<Sensitive<std::string>> normalise_passphrase(std::string_view text) {
  if (text_fault(text, kPassphraseMax)) return std::nullopt;
  std::string phrase = lower_case(text);
  for (std::string_view apostrophe : {"'", "`", "ʼ", "’", "‘"}) replace_all(phrase, apostrophe, "");
  for (std::string_view hyphen : {"-", "‐", "‑", "–", "—"}) replace_all(phrase, hyphen, " ");
  replace_all(phrase, "ё", "е");
  phrase = trim(phrase);
  const auto spaces = static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
  if (phrase.empty() || spaces != kPassphraseWords - 1) return std::nullopt;
  return Sensitive<std::string>(std::move(phrase));
}

}  // namespace hotline::core
