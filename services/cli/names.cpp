#include "cli/names.hpp"

#include <iomanip>
#include <sstream>

#include <google/protobuf/util/json_util.h>

#include "cli/console.hpp"
#include "core/time.hpp"

namespace hotline::cli {
namespace {

inline constexpr std::size_t kJsonBytesMax = 64 * 1024;

}  // namespace

std::string enum_text(const std::string& name, const std::string& prefix) {
  return name.rfind(prefix, 0) == 0 ? name.substr(prefix.size()) : name;
}

std::string instant_text(const google::protobuf::Timestamp& stamp) {
  if (stamp.seconds() == 0) return {};
  std::string text = core::format_instant(core::Instant{std::chrono::seconds{stamp.seconds()}});
  if (const auto t = text.find('T'); t != std::string::npos) text[t] = ' ';
  if (!text.empty() && text.back() == 'Z') text.pop_back();
  return text;
}

std::string likelihood_text(double probability) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << probability * 100 << " %";
  return out.str();
}

std::string name_text(const v1::PersonName& name) {
  if (!name.line().empty()) return name.line();
  std::string text;
  for (const auto* part : {&name.surname(), &name.given_name(), &name.patronymic()}) {
    if (part->empty()) continue;
    if (!text.empty()) text += ' ';
    text += *part;
  }
  return text;
}

std::string rung_text(v1::EvidenceRung rung) {
  return enum_text(v1::EvidenceRung_Name(rung), "EVIDENCE_RUNG_");
}

std::string side_text(v1::Side side) {
  return enum_text(v1::Side_Name(side), "SIDE_");
}

std::string status_text(v1::PersonStatus status) {
  return enum_text(v1::PersonStatus_Name(status), "PERSON_STATUS_");
}

std::string statement_text(v1::StatementKind kind) {
  return enum_text(v1::StatementKind_Name(kind), "STATEMENT_KIND_");
}

std::string hex_text(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::optional<std::string> bytes_of_hex(const std::string& text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

int read_json_file(const std::string& option, const std::string& path, google::protobuf::Message& message) {
  const auto text = read_text(path, kJsonBytesMax);
  if (!text) return usage_error(option + ": " + text.error().message);
  // Protobuf's own message could quote the text.
  if (!google::protobuf::util::JsonStringToMessage(*text, &message).ok()) {
    return usage_error(option + ": not JSON of " + message.GetTypeName());
  }
  return kDone;
}

}  // namespace hotline::cli
