#include "core/normal.hpp"

#include <array>
#include <cstdint>

namespace hotline::core {
namespace {

// One code point of the text, moving `at` behind it; nothing for bytes that are not UTF-8.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  std::size_t length = 0;
  char32_t point = 0;
  char32_t smallest = 0;
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    point = lead & 0x1FU;
    smallest = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    point = lead & 0x0FU;
    smallest = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    point = lead & 0x07U;
    smallest = 0x10000;
  } else {
    return std::nullopt;
  }
  if (text.size() - at < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return std::nullopt;
    point = (point << 6U) | (byte(at + i) & 0x3FU);
  }
  if (point < smallest || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
  at += length;
  return point;
}

void put(std::string& text, char32_t point) {
  const auto add = [&](char32_t bits) { text.push_back(static_cast<char>(bits)); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0U | (point >> 6U));
    add(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    add(0xE0U | (point >> 12U));
    add(0x80U | ((point >> 6U) & 0x3FU));
    add(0x80U | (point & 0x3FU));
  } else {
    add(0xF0U | (point >> 18U));
    add(0x80U | ((point >> 12U) & 0x3FU));
    add(0x80U | ((point >> 6U) & 0x3FU));
    add(0x80U | (point & 0x3FU));
  }
}

// Control characters, and those that turn or hide text on a screen.
bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0xAD || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF ||
         (point >= 0xFFF0 && point <= 0xFFFB) || (point >= 0xE0000 && point <= 0xE0FFF);
}

bool is_white(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F || point == 0x3000;
}

char32_t lower(char32_t point) {
  if (point >= 'A' && point <= 'Z') return point + 32;
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 32;
  if (point >= 0x100 && point <= 0x137 && point != 0x130) return point | 1U;
  if ((point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E)) return point + (point & 1U);
  if (point >= 0x14A && point <= 0x177) return point | 1U;
  if (point >= 0x400 && point <= 0x40F) return point + 80;
  if (point >= 0x410 && point <= 0x42F) return point + 32;
  if ((point >= 0x460 && point <= 0x481) || (point >= 0x48A && point <= 0x4BF) || (point >= 0x4D0 && point <= 0x52F)) {
    return point | 1U;
  }
  return point;
}

char32_t upper(char32_t point) {
  if (point >= 'a' && point <= 'z') return point - 32;
  if (point >= 0x430 && point <= 0x44F) return point - 32;
  if (point >= 0x450 && point <= 0x45F) return point - 80;
  return point;
}

// Cyrillic capitals that look like Latin ones: whichever keyboard a number was typed on, it is one number.
char32_t latin_twin(char32_t point) {
  struct Twin {
    char32_t cyrillic;
    char32_t latin;
  };
  static constexpr std::array kTwins{
      Twin{U'А', U'A'}, Twin{U'В', U'B'}, Twin{U'Е', U'E'}, Twin{U'Ё', U'E'}, Twin{U'К', U'K'}, Twin{U'М', U'M'},
      Twin{U'Н', U'H'}, Twin{U'О', U'O'}, Twin{U'Р', U'P'}, Twin{U'С', U'C'}, Twin{U'Т', U'T'}, Twin{U'У', U'Y'},
      Twin{U'Х', U'X'}, Twin{U'І', U'I'}, Twin{U'Ї', U'I'}, Twin{U'Ј', U'J'}, Twin{U'Ѕ', U'S'},
  };
  for (const Twin& twin : kTwins) {
    if (twin.cyrillic == point) return twin.latin;
  }
  return point;
}

bool divides_identifier(char32_t point) {
  return is_white(point) || is_control(point) || point == '-' || point == '.' || point == '/' || point == '\\' ||
         point == '_' || point == '\'' || point == '`' || point == 0x2BC || (point >= 0x2010 && point <= 0x2019) ||
         point == 0x2116 || point == 0x2212 || point == '#';
}

template <typename Change>
std::string changed(std::string_view text, Change change) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = next_code_point(text, at);
    if (!point) {
      ++at;  // callers check first; a broken byte is dropped rather than passed on
      continue;
    }
    change(*point, result);
  }
  return result;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!next_code_point(text, at)) return false;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && next_code_point(text, at);) ++count;
  return count;
}

std::optional<std::string> text_fault(std::string_view text, std::size_t code_points_max) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = next_code_point(text, at);
    if (!point) return "is not valid UTF-8";
    if (is_control(*point)) return "holds a control character";
    if (++count > code_points_max) return "is longer than " + std::to_string(code_points_max) + " characters";
  }
  return std::nullopt;
}

void check_text(std::string_view field, std::string_view text, std::size_t code_points_max,
                std::vector<FieldViolation>& violations) {
  auto fault = text_fault(text, code_points_max);
  if (fault) violations.push_back({std::string(field), std::move(*fault)});
}

void check_name(std::string_view field_prefix, const NameParts& name, std::vector<FieldViolation>& violations) {
  const std::string prefix(field_prefix);
  check_text(prefix + "surname", name.surname, kNamePartMax, violations);
  check_text(prefix + "given_name", name.given, kNamePartMax, violations);
  check_text(prefix + "patronymic", name.patronymic, kNamePartMax, violations);
  check_text(prefix + "line", name.line, kNameLineMax, violations);
  const bool has_parts = !name.surname.empty() || !name.given.empty() || !name.patronymic.empty();
  if (has_parts && !name.line.empty()) violations.push_back({prefix + "line", "is given beside name parts: give one"});
}

std::string trim(std::string_view text) {
  bool space_waits = false;
  return changed(text, [&](char32_t point, std::string& result) {
    if (is_white(point)) {
      space_waits = !result.empty();
      return;
    }
    if (space_waits) result.push_back(' ');
    space_waits = false;
    put(result, point);
  });
}

std::string fold_identifier(std::string_view identifier) {
  return changed(identifier, [](char32_t point, std::string& result) {
    if (!divides_identifier(point)) put(result, latin_twin(upper(point)));
  });
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    out.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return out.append(text);
}

std::string lower_case(std::string_view text) {
  return changed(text, [](char32_t point, std::string& result) { put(result, lower(point)); });
}

}  // namespace hotline::core
