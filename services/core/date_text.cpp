#include "core/date_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/normal.hpp"

namespace hotline::core {
namespace {

// The longest form is a day with its month in words and a time; more is a sentence.
constexpr std::size_t kDateBytesMax = 80;
constexpr std::size_t kTokensMax = 12;
// "1998-03-12", "12.03.1998".
constexpr std::size_t kPlainDayBytes = 10;
// Spreadsheets count days from 1900 and believe that there was a 29 February 1900, so that theirs run one ahead.
// Shorter numbers are mistyped years.
constexpr std::int32_t kSerialMin = 10'000;
constexpr std::int32_t kSerialMax = 80'000;
constexpr std::size_t kSerialDigits = 5;
// Four digits in these bounds are a year.
constexpr std::int32_t kYearLowest = 1'800;
constexpr std::int32_t kYearHighest = 2'199;

constexpr const char* kForms =
    "is a date like 12.03.1998, 1998-03-12, 12 березня 1998, 12 March 1998, 03.1998, 1998 or 1995-1999";
constexpr const char* kTwoDigits = "has a year of two digits: write all four, as in 12.03.1998";
constexpr const char* kMonthFirst =
    "has no such month: the day stands before the month and the year last (12.03.1998), or the year first (1998-03-12)";
constexpr const char* kNoSuchDay = "is a day that does not exist: put the day or the month right";
constexpr const char* kNoYear = "has no year: write all of 12.03.1998";
constexpr const char* kOnlyYear = "is uncertain: give the year alone, as in about 1995, or a range, 1995-1999";
constexpr const char* kRangeOrder = "is a range whose last year does not come after its first: write 1995-1999";
constexpr const char* kSerial = "is a number that is neither a year nor a day of a spreadsheet: write 12.03.1998";

Error refused(const char* why) {
  return invalid_field("date", why);
}

struct MonthWord {
  std::string_view word;
  std::uint8_t month;
};

// Whole words first, then what is cut short; a cut-short word is matched whole too.
constexpr std::array kMonths{
    MonthWord{"січень", 1},   MonthWord{"січня", 1},     MonthWord{"січ", 1},        MonthWord{"лютий", 2},
    MonthWord{"лютого", 2},   MonthWord{"лют", 2},       MonthWord{"березень", 3},   MonthWord{"березня", 3},
    MonthWord{"берез", 3},    MonthWord{"бер", 3},       MonthWord{"квітень", 4},    MonthWord{"квітня", 4},
    MonthWord{"квіт", 4},     MonthWord{"кві", 4},       MonthWord{"травень", 5},    MonthWord{"травня", 5},
    MonthWord{"трав", 5},     MonthWord{"тра", 5},       MonthWord{"червень", 6},    MonthWord{"червня", 6},
    MonthWord{"черв", 6},     MonthWord{"чер", 6},       MonthWord{"липень", 7},     MonthWord{"липня", 7},
    MonthWord{"лип", 7},      MonthWord{"серпень", 8},   MonthWord{"серпня", 8},     MonthWord{"серп", 8},
    MonthWord{"сер", 8},      MonthWord{"вересень", 9},  MonthWord{"вересня", 9},    MonthWord{"верес", 9},
    MonthWord{"вер", 9},      MonthWord{"жовтень", 10},  MonthWord{"жовтня", 10},    MonthWord{"жовт", 10},
    MonthWord{"жов", 10},     MonthWord{"листопад", 11}, MonthWord{"листопада", 11}, MonthWord{"листоп", 11},
    MonthWord{"лис", 11},     MonthWord{"грудень", 12},  MonthWord{"грудня", 12},    MonthWord{"груд", 12},
    MonthWord{"гру", 12},     MonthWord{"январь", 1},    MonthWord{"января", 1},     MonthWord{"янв", 1},
    MonthWord{"февраль", 2},  MonthWord{"февраля", 2},   MonthWord{"февр", 2},       MonthWord{"фев", 2},
    MonthWord{"март", 3},     MonthWord{"марта", 3},     MonthWord{"мар", 3},        MonthWord{"апрель", 4},
    MonthWord{"апреля", 4},   MonthWord{"апр", 4},       MonthWord{"май", 5},        MonthWord{"мая", 5},
    MonthWord{"июнь", 6},     MonthWord{"июня", 6},      MonthWord{"июн", 6},        MonthWord{"июль", 7},
    MonthWord{"июля", 7},     MonthWord{"июл", 7},       MonthWord{"август", 8},     MonthWord{"августа", 8},
    MonthWord{"авг", 8},      MonthWord{"сентябрь", 9},  MonthWord{"сентября", 9},   MonthWord{"сент", 9},
    MonthWord{"сен", 9},      MonthWord{"октябрь", 10},  MonthWord{"октября", 10},   MonthWord{"окт", 10},
    MonthWord{"ноябрь", 11},  MonthWord{"ноября", 11},   MonthWord{"нояб", 11},      MonthWord{"ноя", 11},
    MonthWord{"декабрь", 12}, MonthWord{"декабря", 12},  MonthWord{"дек", 12},       MonthWord{"january", 1},
    MonthWord{"jan", 1},      MonthWord{"february", 2},  MonthWord{"feb", 2},        MonthWord{"march", 3},
    MonthWord{"mar", 3},      MonthWord{"april", 4},     MonthWord{"apr", 4},        MonthWord{"may", 5},
    MonthWord{"june", 6},     MonthWord{"jun", 6},       MonthWord{"july", 7},       MonthWord{"jul", 7},
    MonthWord{"august", 8},   MonthWord{"aug", 8},       MonthWord{"september", 9},  MonthWord{"sept", 9},
    MonthWord{"sep", 9},      MonthWord{"october", 10},  MonthWord{"oct", 10},       MonthWord{"november", 11},
    MonthWord{"nov", 11},     MonthWord{"december", 12}, MonthWord{"dec", 12},
};
constexpr std::array<std::string_view, 12> kAbout{"близько",  "біля", "приблизно", "орієнтовно", "прибл", "около",
                                                  "примерно", "ок",   "about",     "around",     "circa", "ca"};
// After the year, with their dots taken out: "р.", "р. н.", "року народження", "г.р." ...
constexpr std::array<std::string_view, 19> kAfterYear{
    "р",  "рр", "рн",  "ррн",  "рік",  "року",         "роки", "рокународження", "рнар",       "г",
    "гг", "гр", "год", "года", "годы", "годарождения", "ггр",  "year",           "yearofbirth"};

enum class TokenKind { kNumber, kWord, kMark };

struct Token {
  TokenKind kind = TokenKind::kMark;
  std::string text;
  std::int32_t value = 0;
  std::size_t digits = 0;

  bool number() const { return kind == TokenKind::kNumber; }
  bool word() const { return kind == TokenKind::kWord; }
  bool mark(char c) const { return kind == TokenKind::kMark && text.size() == 1 && text[0] == c; }
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// " 00:00", "t00:00:00", "t12:30:00.000z" at the end; false when a ":" stands anywhere else.
bool cut_time(std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return true;
  std::size_t begin = colon;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  const std::size_t hour_digits = colon - begin;
  if (hour_digits < 1 || hour_digits > 2 || begin == 0) return false;
  const char before = text[begin - 1];
  if (before != ' ' && before != 't') return false;
  for (std::size_t at = colon; at < text.size(); ++at) {
    const char c = text[at];
    if (!is_digit(c) && c != ':' && c != '.' && c != '+' && c != '-' && !(c == 'z' && at + 1 == text.size())) {
      return false;
    }
  }
  text.resize(begin - 1);
  return true;
}

std::optional<std::vector<Token>> tokens_of(const std::string& text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    if (tokens.size() == kTokensMax) return std::nullopt;
    Token& token = tokens.emplace_back();
    if (is_digit(text[at])) {
      token.kind = TokenKind::kNumber;
      for (; at < text.size() && is_digit(text[at]); ++at) {
        if (++token.digits > 9) return std::nullopt;
        token.value = token.value * 10 + (text[at] - '0');
      }
      // "2001р." and "12th" are a number and a word; only what follows is looked at.
    } else if (is_letter(text[at])) {
      token.kind = TokenKind::kWord;
      for (; at < text.size() && is_letter(text[at]); ++at) token.text += text[at];
    } else {
      token.text = text[at++];
    }
  }
  return tokens;
}

// Takes "р.", "г. р." and their like from the end; false when the words there are others.
bool cut_year_words(std::vector<Token>& tokens) {
  std::size_t last_number = tokens.size();
  while (last_number > 0 && !tokens[last_number - 1].number()) --last_number;
  if (last_number == 0) return true;
  std::string words;
  for (std::size_t i = last_number; i < tokens.size(); ++i) {
    if (tokens[i].word()) {
      words += tokens[i].text;
    } else if (!tokens[i].mark('.')) {
      return false;
    }
  }
  if (!words.empty() && std::find(kAfterYear.begin(), kAfterYear.end(), words) == kAfterYear.end()) {
    const bool month = std::any_of(kMonths.begin(), kMonths.end(), [&](const MonthWord& m) { return m.word == words; });
    return month;  // "12 березня" without a year has a message of its own
  }
  tokens.resize(last_number);
  return true;
}

bool cut_about(std::vector<Token>& tokens) {
  if (tokens.empty()) return false;
  const bool sign = tokens.front().mark('~');
  const bool word =
      tokens.front().word() && (std::find(kAbout.begin(), kAbout.end(), tokens.front().text) != kAbout.end() ||
                                (tokens.front().text == "c" && tokens.size() > 1 && tokens[1].mark('.')));
  if (!sign && !word) return false;
  tokens.erase(tokens.begin());
  if (!tokens.empty() && tokens.front().mark('.')) tokens.erase(tokens.begin());
  return true;
}

std::uint8_t month_of(const Token& token) {
  if (!token.word()) return 0;
  for (const MonthWord& known : kMonths) {
    if (known.word == token.text) return known.month;
  }
  return 0;
}

Result<PartialDate> made(std::int32_t year, std::int32_t month, std::int32_t day) {
  if (year < 1'000) return refused(kForms);
  if (month > 12) return refused(kMonthFirst);
  if (month == 0 && day != 0) return refused(kMonthFirst);
  PartialDate date;
  date.year = static_cast<std::int16_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.precision = month == 0 ? DatePrecision::kYear : DatePrecision::kMonth;
  if (day == 0) return date;
  const std::chrono::year_month_day known{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
  if (day > 31 || !known.ok()) return refused(kNoSuchDay);
  date.day = static_cast<std::uint8_t>(day);
  date.precision = DatePrecision::kDay;
  return date;
}

Result<PartialDate> from_number(const Token& token) {
  if (token.digits == 4 && token.value >= kYearLowest && token.value <= kYearHighest) return made(token.value, 0, 0);
  if (token.digits != kSerialDigits || token.value < kSerialMin || token.value > kSerialMax) return refused(kSerial);
  using std::chrono::days;
  using std::chrono::sys_days;
  const sys_days before_first = sys_days{std::chrono::year{1899} / 12 / 31};
  const std::chrono::year_month_day day{before_first + days{token.value - 1}};
  return made(static_cast<int>(day.year()), static_cast<std::int32_t>(static_cast<unsigned>(day.month())),
              static_cast<std::int32_t>(static_cast<unsigned>(day.day())));
}

bool is_year(const Token& token) {
  return token.number() && token.digits == 4;
}

bool is_short(const Token& token) {
  return token.number() && token.digits <= 2;
}

Result<PartialDate> from_two(const Token& a, char mark, const Token& b) {
  if (is_year(a) && is_year(b)) {
    if (mark != '-' && mark != '/') return refused(kForms);
    if (b.value <= a.value) return refused(kRangeOrder);
    auto first = made(a.value, 0, 0);
    if (!first) return first;
    first->year_last = static_cast<std::int16_t>(b.value);
    first->precision = DatePrecision::kYearRange;
    return first;
  }
  // A day number with a time of day behind the point.
  if (mark == '.' && a.digits == 5) return from_number(a);
  if (is_year(a) && is_short(b)) return made(a.value, b.value, 0);
  if (is_short(a) && is_year(b)) return made(b.value, a.value, 0);
  return refused(is_short(a) && is_short(b) ? kNoYear : kForms);
}

Result<PartialDate> from_three(const Token& a, const Token& b, const Token& c) {
  if (is_short(a) && is_short(b) && is_year(c)) return made(c.value, b.value, a.value);
  if (is_year(a) && is_short(b) && is_short(c)) return made(a.value, b.value, c.value);
  if (is_short(a) && is_short(b) && is_short(c)) return refused(kTwoDigits);
  return refused(kForms);
}

// Forms with the month in words. Marks between the parts say nothing.
Result<PartialDate> from_words(const std::vector<Token>& tokens) {
  std::vector<Token> parts;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::kMark) {
      parts.push_back(token);
    } else if (!token.mark('.') && !token.mark(',') && !token.mark('-') && !token.mark('/')) {
      return refused(kForms);
    }
  }
  std::size_t at = parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].word()) continue;
    if (at != parts.size() || month_of(parts[i]) == 0) return refused(kForms);
    at = i;
  }
  if (at == parts.size() || parts.size() > 3) return refused(kForms);
  const std::uint8_t month = month_of(parts[at]);
  parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
  if (parts.empty()) return refused(kNoYear);
  if (parts.size() == 1) {
    if (is_year(parts[0])) return made(parts[0].value, month, 0);
    return refused(is_short(parts[0]) ? kNoYear : kForms);
  }
  if (is_short(parts[0]) && is_short(parts[1])) return refused(kTwoDigits);
  if (!is_short(parts[0]) || !is_year(parts[1])) return refused(kForms);
  if (parts[0].value == 0) return refused(kNoSuchDay);
  return made(parts[1].value, month, parts[0].value);
}

Result<PartialDate> from_tokens(const std::vector<Token>& tokens) {
  if (std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.word(); })) {
    return from_words(tokens);
  }
  const auto divider = [&](std::size_t at) {
    return tokens[at].mark('.') || tokens[at].mark('-') || tokens[at].mark('/');
  };
  if (tokens.size() == 1 && tokens[0].number()) return from_number(tokens[0]);
  if (tokens.size() == 3 && tokens[0].number() && divider(1) && tokens[2].number()) {
    return from_two(tokens[0], tokens[1].text[0], tokens[2]);
  }
  if (tokens.size() == 3 && tokens[0].number() && tokens[1].number() && tokens[2].number()) {
    return from_three(tokens[0], tokens[1], tokens[2]);
  }
  if (tokens.size() == 5 && tokens[0].number() && divider(1) && tokens[2].number() && divider(3) &&
      tokens[3].text == tokens[1].text && tokens[4].number()) {
    return from_three(tokens[0], tokens[2], tokens[4]);
  }
  return refused(kForms);
}

}  // namespace

Result<PartialDate> read_date(std::string_view written) {
  // Most dates of most lists are plain days.
  if (written.size() == kPlainDayBytes) {
    auto plain = parse_date(written);
    if (plain) return plain;
  }
  if (written.size() > kDateBytesMax) return refused(kForms);
  std::string text = lower_case(trim(written));
  for (const std::string_view dash : {"–", "—", "‐", "‑", "‒", "−"}) text = replaced(text, dash, "-");
  if (!cut_time(text)) return refused(kForms);
  auto tokens = tokens_of(text);
  if (!tokens || tokens->empty() || !cut_year_words(*tokens)) return refused(kForms);
  if (!cut_about(*tokens)) return from_tokens(*tokens);
  if (tokens->size() == 1 && is_year(tokens->front())) return made(tokens->front().value, 0, 0);
  return refused(kOnlyYear);
}

}  // namespace hotline::core
