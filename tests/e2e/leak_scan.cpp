#include "e2e/leak_scan.hpp"

#include <sodium.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "core/normal.hpp"

namespace hotline::e2e {
namespace {

// Shorter than this a form is found by chance.
constexpr std::size_t kBytesMin = 6;

std::string hex(const std::string& bytes, const char* digits) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += {digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

std::string percent(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      out.push_back(c);
    } else {
      out += "%" + hex(std::string(1, c), "0123456789ABCDEF");
    }
  }
  return out;
}

std::vector<std::uint32_t> code_points(const std::string& utf8) {
  std::vector<std::uint32_t> points;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      point = (point << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string utf16(const std::string& utf8, bool little) {
  std::string out;
  for (const std::uint32_t point : code_points(utf8)) {
    const char high = static_cast<char>(point >> 8U);
    const char low = static_cast<char>(point);
    out += little ? std::string{low, high} : std::string{high, low};
  }
  return out;
}

// "\u0429..." as JSON writers do it that keep to ASCII.
std::string json_escapes(const std::string& utf8) {
  std::string out;
  for (const std::uint32_t point : code_points(utf8)) {
    const std::string bytes{static_cast<char>(point >> 8U), static_cast<char>(point)};
    out += point < 0x80 ? std::string(1, static_cast<char>(point)) : "\\u" + hex(bytes, "0123456789abcdef");
  }
  return out;
}

// The characters that depend on these bytes alone, wherever in a longer text they stand.
std::string base64_inside(const std::string& bytes, std::size_t alignment, int variant) {
  const std::string padded = std::string(alignment, '\0') + bytes;
  std::string text(sodium_base64_encoded_len(padded.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(padded.data()), padded.size(),
                    variant);
  constexpr std::array<std::size_t, 3> kBefore{0, 2, 3};
  const std::size_t whole = padded.size() * 8 / 6;
  return text.substr(kBefore[alignment], whole - kBefore[alignment]);
}

std::string ascii_lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool contains(const std::string& in, const std::string& what) {
  return memmem(in.data(), in.size(), what.data(), what.size()) != nullptr;
}

}  // namespace

LeakScan::LeakScan(const std::vector<Plant>& plants) {
  for (const Plant& plant : plants) {
    add_forms(plant, "", plant.text);
    if (plant.binary) continue;
    const std::string lower = core::lower_case(plant.text);
    if (lower != plant.text) add_forms(plant, "lower-cased ", lower);
    if (plant.romanised.empty()) continue;
    add(plant, "romanised", ascii_lower(plant.romanised), true);
  }
}

void LeakScan::add(const Plant& plant, const std::string& name, std::string bytes, bool any_case) {
  if (bytes.size() < kBytesMin) return;
  forms_.push_back(Form{plant.what, name, std::move(bytes), any_case});
}

void LeakScan::add_forms(const Plant& plant, const std::string& prefix, const std::string& text) {
  add(plant, prefix + (plant.binary ? "bytes" : "UTF-8"), text);
  add(plant, prefix + "hexadecimal", hex(text, "0123456789abcdef"), true);
  for (const auto& [name, variant] : {std::pair("base64", sodium_base64_VARIANT_ORIGINAL_NO_PADDING),
                                      std::pair("base64url", sodium_base64_VARIANT_URLSAFE_NO_PADDING)}) {
    for (std::size_t alignment = 0; alignment < 3; ++alignment) {
      add(plant, prefix + name, base64_inside(text, alignment, variant));
    }
  }
  if (plant.binary) return;
  add(plant, prefix + "UTF-16, low byte first", utf16(text, true));
  add(plant, prefix + "UTF-16, high byte first", utf16(text, false));
  add(plant, prefix + "percent-encoding", ascii_lower(percent(text)), true);
  add(plant, prefix + "JSON escapes", ascii_lower(json_escapes(text)), true);
}

void LeakScan::look(const std::string& place, const std::string& bytes) {
  bytes_ += bytes.size();
  const std::string lower = ascii_lower(bytes);
  for (const Form& form : forms_) {
    if (contains(form.any_case ? lower : bytes, form.bytes)) leaks_.push_back(Leak{form.what, form.name, place});
  }
}

std::string LeakScan::leaky_sample() const {
  std::string sample;
  for (const Form& form : forms_) sample += "before " + form.bytes + " after\n";
  return sample;
}

}  // namespace hotline::e2e
