#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <cctype>
#include <optional>
#include <string>

#include "hotline/v1/person.pb.h"

// Enumerators, instants, ids and names as people read and type them.
namespace hotline::cli {

// "INQUIRY_STATE_STANDING" without its prefix.
std::string enum_text(const std::string& name, const std::string& prefix);
// "2026-11-22 09:00:00" UTC; empty for none.
std::string instant_text(const google::protobuf::Timestamp& stamp);
std::string name_text(const v1::PersonName& name);
// "62.0 %" of 0.62.
std::string likelihood_text(double probability);
// "R4", "ADVERSARY", "DEAD_CONFIRMED", "KILLED".
std::string rung_text(v1::EvidenceRung rung);
std::string side_text(v1::Side side);
std::string status_text(v1::PersonStatus status);
std::string statement_text(v1::StatementKind kind);
std::string hex_text(const std::string& bytes);
std::optional<std::string> bytes_of_hex(const std::string& text);
// Reads JSON of a message; prints what is wrong and gives the exit code.
int read_json_file(const std::string& option, const std::string& path, google::protobuf::Message& message);

// "kin-only-facts" to VERIFICATION_STEP_KIN_ONLY_FACTS.
template <typename Enum>
bool parse_enum_text(const std::string& prefix, std::string text,
                     bool (*parse)(google::protobuf::ConstStringParam, Enum*), Enum& value) {
  for (char& c : text) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return parse(prefix + text, &value);
}

}  // namespace hotline::cli
