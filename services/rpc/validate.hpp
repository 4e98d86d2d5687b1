#pragma once

#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::rpc {

// No text field of any request is longer, whatever its own limit says.
inline constexpr std::size_t kTextCodePointsMax = 4096;
// More violations than this help nobody; the rest is not listed.
inline constexpr std::size_t kViolationsMax = 100;

// Collects everything that is wrong with a request, so that the caller hears all of it at once. Never holds a value.
class Violations {
 public:
  void add(std::string field, std::string description);

  // What the descriptors alone can tell, for the message and all below it: REQUIRED fields present (an enum not
  // UNSPECIFIED), no unknown enum value, no text with control characters, broken UTF-8 or above kTextCodePointsMax.
  void shape(const google::protobuf::Message& request);

  // At most so many code points; no control characters, no broken UTF-8. One violation a field at most.
  void text(std::string field, std::string_view value, std::size_t code_points_max);
  // As text, and not empty or blank.
  void required_text(std::string field, std::string_view value, std::size_t code_points_max);
  // As required_text, without blanks around it, and of at least so many code points; what is left of it, empty at a
  // fault.
  std::string trimmed_text(std::string field, std::string_view value, std::size_t code_points_min,
                           std::size_t code_points_max);
  void count(std::string field, std::int64_t size, std::int64_t size_max);
  // Absent when the text is no UUID; the violation is collected.
  std::optional<core::RequestId> uuid(std::string field, std::string_view value);
  // 0 gives the default, above the maximum is clamped, negative is refused.
  std::int32_t page_size(std::int32_t asked, std::int32_t size_default, std::int32_t size_max);
  // Takes the violations of a failed parse: `birth_date`, parse_date(...).error().
  void take(std::string field, const core::Error& error);

  bool empty() const { return found_.empty(); }
  // One kInvalidField with all of them. Call only when not empty.
  core::Error error() const;

 private:
  bool mentions(std::string_view field) const;
  std::vector<core::FieldViolation> found_;
};

// 8-4-4-4-12 hexadecimal digits, either case.
std::optional<core::Bytes16> parse_uuid(std::string_view text);
std::string format_uuid(const core::Bytes16& bytes);

// The code points of valid UTF-8, or nothing when it is broken.
std::optional<std::size_t> count_code_points(std::string_view text);
// C0, DEL, C1, line and paragraph separators, and the bidirectional overrides that let a name be read wrong.
bool has_control_characters(std::string_view valid_utf8);

}  // namespace hotline::rpc
