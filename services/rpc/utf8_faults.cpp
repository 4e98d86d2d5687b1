#include "rpc/utf8_faults.hpp"

#include <google/protobuf/stubs/logging.h>

#include <mutex>
#include <utility>
#include <string_view>

namespace hotline::rpc {
namespace {

thread_local std::string last_fault;

// "String field 'hotline.v1.PersonFacts.surname' contains invalid UTF-8 data when parsing ..."
void listen(google::protobuf::LogLevel, const char*, int, const std::string& message) {
  constexpr std::string_view kBefore = "String field '";
  constexpr std::string_view kPackage = "hotline.v1.";
  constexpr std::string_view kAfter = "' contains invalid UTF-8";
  if (!message.starts_with(kBefore)) return;
  std::string_view field(message);
  field.remove_prefix(kBefore.size());
  field = field.substr(0, field.find(kAfter));
  if (field.starts_with(kPackage)) field.remove_prefix(kPackage.size());
  last_fault = field;
}

}  // namespace

void watch_utf8_faults() {
  static std::once_flag once;
  std::call_once(once, [] { google::protobuf::SetLogHandler(&listen); });
}

std::string take_utf8_fault() { return std::exchange(last_fault, std::string()); }

}  // namespace hotline::rpc
