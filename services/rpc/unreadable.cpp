#include "rpc/unreadable.hpp"

#include <google/protobuf/stubs/logging.h>

#include <mutex>
#include <string_view>
#include <utility>

namespace hotline::rpc {
namespace {

thread_local std::string last_fault;

// "String field 'hotline.v1.PersonFacts.surname' contains invalid UTF-8 data when parsing ..."
void listen(google::protobuf::LogLevel, const char*, int, const std::string& message) {
  constexpr std::string_view kBefore = "String field '";
  constexpr std::string_view kPackage = "hotline.v1.";
  constexpr std::string_view kAfter = "' contains invalid UTF-8 data when parsing";
  if (!message.starts_with(kBefore)) return;
  std::string_view field(message);
  field.remove_prefix(kBefore.size());
  const auto end = field.find(kAfter);
  if (end == std::string_view::npos) return;
  field = field.substr(0, end);
  if (field.starts_with(kPackage)) field.remove_prefix(kPackage.size());
  last_fault = field;
}

}  // namespace

void watch_utf8_faults() {
  static std::once_flag once;
  std::call_once(once, [] { google::protobuf::SetLogHandler(&listen); });
}

std::string take_utf8_fault() {
  return std::exchange(last_fault, std::string());
}

core::Error unreadable_message(const std::string& text_field) {
  return text_field.empty() ? core::invalid_field("*", "the message cannot be parsed")
                            : core::invalid_field(text_field, "is not valid UTF-8");
}

}  // namespace hotline::rpc
