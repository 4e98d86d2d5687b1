#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/answer_kind.hpp"
#include "core/caller_level.hpp"
#include "core/disclosure.hpp"
#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/sought.hpp"
#include "core/verdict.hpp"

namespace hotline::core {

// What was asked, in the caller's words.
struct QuestionFacts {
  NameParts name;
  Sex sex = Sex::kUnknown;
  PartialDate birth_date;
  std::string birthplace;
  std::string unit;
  std::vector<std::string> identifiers;
  SoughtKind kind = SoughtKind::kNotSaid;
  std::string mother_name;
  std::vector<Sibling> siblings;
  std::string marks;
  std::string last_seen_place;
  PartialDate last_seen_date;

  // The kind alone says nothing of a person.
  bool has_circumstances() const {
    return !mother_name.empty() || !siblings.empty() || !marks.empty() || !last_seen_place.empty() ||
           last_seen_date.known();
  }
  friend bool operator==(const QuestionFacts&, const QuestionFacts&) = default;
};

// Which of them were given.
AskedFacts asked_facts(const QuestionFacts& facts);

struct LoggedCandidate {
  PersonId person;
  std::uint16_t probability = 0;  // in 1/10000
  friend bool operator==(const LoggedCandidate&, const LoggedCandidate&) = default;
};

// Entries of the log, the last one too.
struct IndexRange {
  std::int32_t tree = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  friend bool operator==(const IndexRange&, const IndexRange&) = default;
};
// An entry that names more is too large for a batch.
inline constexpr std::size_t kErasedRangesMax = 5'000;

// The payload of one log entry, format v1: sealed in its own table, proved by the commitment in the leaf. Values at
// their default are left out of the bytes.
struct LogPayload {
  ActorId actor;
  std::optional<Role> role;
  std::optional<Channel> channel;
  std::string method;  // full gRPC name
  std::string purpose;
  std::string call_line;
  std::string call_id;
  std::int64_t call_start_second = 0;
  std::int64_t inquiry_reference = -1;  // Reference::number(); -1 none
  Sensitive<QuestionFacts> question;
  Relation relation = Relation::kNotNamed;
  std::uint8_t caller_level = 0;
  std::vector<VerificationStep> verification_steps;
  std::string language;
  std::optional<AnswerKind> answer;
  std::uint8_t fields_told = 0;  // TellField bits
  WithheldReason withheld_reason = WithheldReason::kNone;
  std::uint32_t script_version = 0;
  std::vector<PersonVersion> disclosed;
  std::vector<LoggedCandidate> candidates;
  std::string model_version;
  std::int64_t register_revision = 0;
  std::string refusal_reason;  // the Reason's name, for LogEntryKind::kRefusal
  std::uint32_t refusal_count = 0;
  // Of what was taken on paper and entered later: the sheet, and when it was taken.
  std::string paper_sheet;
  std::int64_t paper_taken_second = 0;
  // Of LogEntryKind::kErasure: whose payloads went, and who decided beside the actor who asked.
  ActorId decided_by;
  std::vector<IndexRange> erased;
  friend bool operator==(const LogPayload&, const LogPayload&) = default;
};

// The same payload always gives the same bytes: TLV with tags in rising order, integers big-endian, first byte 1 the
// version. Lists and texts longer than the limits are a bug of the caller (kBug).
Result<std::vector<std::uint8_t>> encode_payload(const LogPayload& payload);
// Takes any bytes; accepts only what encode_payload gives.
Result<LogPayload> decode_payload(std::span<const std::uint8_t> bytes);

}  // namespace hotline::core
