#include "rpc/validate.hpp"

#include "core/normal.hpp"

#include <google/api/field_behavior.pb.h>
#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <utility>

namespace hotline::rpc {
namespace {

namespace pb = google::protobuf;

// Takes the next code point off the front of `text`; nothing when it is broken (also overlong forms and surrogates).
std::optional<char32_t> take_code_point(std::string_view& text) {
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(0);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || text.size() < size) return std::nullopt;
  static constexpr std::array<char32_t, 5> kLeadMask{0, 0x7F, 0x1F, 0x0F, 0x07};
  static constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  char32_t value = lead & kLeadMask[size];
  for (std::size_t at = 1; at < size; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return std::nullopt;
    value = (value << 6) | (byte(at) & 0x3FU);
  }
  if (value < kSmallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F) || value == 0x2028 || value == 0x2029 ||
         (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

bool is_required(const pb::FieldDescriptor& field) {
  const auto& options = field.options();
  for (int at = 0; at < options.ExtensionSize(google::api::field_behavior); ++at) {
    if (options.GetExtension(google::api::field_behavior, at) == google::api::REQUIRED) return true;
  }
  return false;
}

bool is_present(const pb::Message& message, const pb::FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0;
  if (!reflection.HasField(message, &field)) return false;
  return field.cpp_type() != pb::FieldDescriptor::CPPTYPE_ENUM || reflection.GetEnumValue(message, &field) != 0;
}

void check_fields(const pb::Message& message, const std::string& prefix, Violations& violations);

// One value: of a plain field (index -1) or of a list.
void check_value(const pb::Message& message, const pb::FieldDescriptor& field, int index, const std::string& path,
                 Violations& violations) {
  const auto& reflection = *message.GetReflection();
  if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_ENUM) {
    const int value =
        index < 0 ? reflection.GetEnumValue(message, &field) : reflection.GetRepeatedEnumValue(message, &field, index);
    if (!field.enum_type()->FindValueByNumber(value)) violations.add(path, "is not a known value");
  } else if (field.type() == pb::FieldDescriptor::TYPE_STRING) {
    std::string scratch;
    violations.text(path,
                    index < 0 ? reflection.GetStringReference(message, &field, &scratch)
                              : reflection.GetRepeatedStringReference(message, &field, index, &scratch),
                    kTextCodePointsMax);
  } else if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE) {
    check_fields(
        index < 0 ? reflection.GetMessage(message, &field) : reflection.GetRepeatedMessage(message, &field, index),
        path + ".", violations);
  }
}

void check_fields(const pb::Message& message, const std::string& prefix, Violations& violations) {
  const auto& descriptor = *message.GetDescriptor();
  const auto& reflection = *message.GetReflection();
  for (int at = 0; at < descriptor.field_count(); ++at) {
    const pb::FieldDescriptor& field = *descriptor.field(at);
    if (!is_present(message, field)) {
      if (is_required(field)) violations.add(prefix + field.name(), "is required");
      continue;
    }
    if (!field.is_repeated()) {
      check_value(message, field, -1, prefix + field.name(), violations);
      continue;
    }
    const int size = reflection.FieldSize(message, &field);
    for (int index = 0; index < size; ++index) {
      check_value(message, field, index, prefix + field.name() + "[" + std::to_string(index) + "]", violations);
    }
  }
}

}  // namespace

void Violations::add(std::string field, std::string description) {
  if (found_.size() >= kViolationsMax) return;
  found_.push_back({std::move(field), std::move(description)});
}

void Violations::shape(const pb::Message& request) {
  check_fields(request, "", *this);
}

void Violations::text(std::string field, std::string_view value, std::size_t code_points_max) {
  if (mentions(field)) return;
  const auto size = count_code_points(value);
  if (!size) {
    add(std::move(field), "is not valid UTF-8");
  } else if (*size > code_points_max) {
    add(std::move(field), "is longer than " + std::to_string(code_points_max) + " characters");
  } else if (has_control_characters(value)) {
    add(std::move(field), "holds control characters");
  }
}

void Violations::required_text(std::string field, std::string_view value, std::size_t code_points_max) {
  if (value.find_first_not_of(' ') != std::string_view::npos) {
    text(std::move(field), value, code_points_max);
  } else if (!mentions(field)) {
    add(std::move(field), "is required");
  }
}

std::string Violations::trimmed_text(std::string field, std::string_view value, std::size_t code_points_min,
                                     std::size_t code_points_max) {
  required_text(field, value, code_points_max);
  std::string trimmed = core::valid_utf8(value) ? core::trim(value) : std::string();
  if (!trimmed.empty() && core::code_points(trimmed) < code_points_min) {
    add(std::move(field), "has at least " + std::to_string(code_points_min) + " characters");
  }
  return trimmed;
}

void Violations::count(std::string field, std::int64_t size, std::int64_t size_max) {
  if (size > size_max) add(std::move(field), "has more than " + std::to_string(size_max) + " entries");
}

std::optional<core::RequestId> Violations::uuid(std::string field, std::string_view value) {
  const auto bytes = parse_uuid(value);
  if (bytes) return core::RequestId(*bytes);
  if (!mentions(field)) add(std::move(field), "is not a UUID (8-4-4-4-12 hexadecimal digits)");
  return std::nullopt;
}

std::int32_t Violations::page_size(std::int32_t asked, std::int32_t size_default, std::int32_t size_max) {
  if (asked < 0) add("page_size", "is negative");
  return asked <= 0 ? size_default : std::min(asked, size_max);
}

void Violations::take(std::string field, const core::Error& error) {
  if (error.violations.empty()) {
    add(std::move(field), error.message);
    return;
  }
  for (const auto& violation : error.violations) {
    add(violation.field.empty() ? field : field + "." + violation.field, violation.description);
  }
}

core::Error Violations::error() const {
  core::Error error = core::make_error(core::Reason::kInvalidField, "the request has invalid fields");
  error.violations = found_;
  return error;
}

bool Violations::mentions(std::string_view field) const {
  return std::any_of(found_.begin(), found_.end(), [field](const auto& violation) { return violation.field == field; });
}

std::optional<core::Bytes16> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  core::Bytes16 bytes{};
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (letter != '-') return std::nullopt;
      continue;
    }
    unsigned value = 0;
    if (letter >= '0' && letter <= '9') {
      value = static_cast<unsigned>(letter - '0');
    } else if (letter >= 'a' && letter <= 'f') {
      value = static_cast<unsigned>(letter - 'a') + 10;
    } else if (letter >= 'A' && letter <= 'F') {
      value = static_cast<unsigned>(letter - 'A') + 10;
    } else {
      return std::nullopt;
    }
    std::uint8_t& byte = bytes[digits / 2];
    byte = static_cast<std::uint8_t>(static_cast<unsigned>(byte) << 4U | value);
    ++digits;
  }
  return bytes;
}

std::string format_uuid(const core::Bytes16& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at == 4 || at == 6 || at == 8 || at == 10) text.push_back('-');
    text.push_back(kDigits[bytes[at] >> 4]);
    text.push_back(kDigits[bytes[at] & 0x0F]);
  }
  return text;
}

std::optional<std::size_t> count_code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    if (!take_code_point(text)) return std::nullopt;
    ++count;
  }
  return count;
}

bool has_control_characters(std::string_view valid_utf8) {
  while (!valid_utf8.empty()) {
    const auto value = take_code_point(valid_utf8);
    if (!value || is_control(*value)) return true;
  }
  return false;
}

}  // namespace hotline::rpc
