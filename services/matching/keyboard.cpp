#include "matching/keyboard.hpp"

#include <array>
#include <cstdint>

namespace hotline::matching {
namespace {

// The keys of the three rows, as US Latin and as Cyrillic give them.
constexpr std::string_view kLatin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
constexpr std::string_view kLatinShifted = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
constexpr std::u16string_view kCyrillic = u"йцукенгшщзхїфівапролджєячсмитьбюё";
static_assert(kLatin.size() == kCyrillic.size() && kLatinShifted.size() == kCyrillic.size());

void put(std::string& out, char16_t letter) {  // two bytes suffice for Cyrillic
  out += static_cast<char>(0xC0 | letter >> 6);
  out += static_cast<char>(0x80 | (letter & 0x3F));
}

char16_t folded(char16_t letter) {
  if (letter >= 0x410 && letter <= 0x42F) letter = static_cast<char16_t>(letter + 0x20);
  if (letter >= 0x400 && letter <= 0x40F) letter = static_cast<char16_t>(letter + 0x50);
  if (letter == u'ы') return u'і';
  if (letter == u'э') return u'є';
  if (letter == u'ъ') return u'ї';
  return letter;
}

}  // namespace

std::string other_layout(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      std::size_t key = kLatin.find(text[i]);
      if (key == kLatin.npos) key = kLatinShifted.find(text[i]);
      if (key == kLatin.npos)
        out += text[i];
      else
        put(out, kCyrillic[key]);
      continue;
    }
    const bool pair = (byte & 0xE0) == 0xC0 && i + 1 < text.size();
    const auto letter = pair ? static_cast<char16_t>((byte & 0x1F) << 6 | (text[i + 1] & 0x3F)) : u'\0';
    const std::size_t key = kCyrillic.find(folded(letter));
    if (!pair || key == kCyrillic.npos) {
      out += text[i];
      continue;
    }
    out += kLatin[key];
    ++i;
  }
  return out;
}

}  // namespace hotline::matching
