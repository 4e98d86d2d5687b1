#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/caller_level.hpp"
#include "core/inquiry.hpp"
#include "core/payload.hpp"
#include "core/reference.hpp"
#include "core/scripts.hpp"
#include "core/sensitive.hpp"
#include "core/sheet_number.hpp"
#include "core/time.hpp"
#include "hotline/v1/inquiry_service.pb.h"
#include "hotline/v1/lookup_service.pb.h"
#include "hotline/v1/person.pb.h"
#include "rpc/validate.hpp"

// Messages that lookups and inquiries share, to core types and back. Every fault goes into the Violations, under the
// path that the proto spells. Violations::shape() comes first and names what is missing; it is not named twice here.
namespace hotline::inquiry {

struct CallDetails {
  std::string line;
  std::string exchange_call_id;
  core::Instant started_at;
};

struct InquiryKey {
  core::Reference reference;
  // Normalised; absent when it was not given (a supervisor may leave it out).
  std::optional<core::Sensitive<std::string>> passphrase;
};

enum class PassphraseRule : std::uint8_t { kRequired, kOptional };
PassphraseRule rule_for(core::Role role);

// A call begins within the last 24 hours; one that was taken on paper may lie further back.
inline constexpr std::chrono::hours kCallAgeMax{24};
inline constexpr std::chrono::hours kPaperAgeMax{24 * 30};
std::optional<CallDetails> read_call(const std::string& path, const v1::Call& message, core::Instant now,
                                     rpc::Violations& violations, std::chrono::hours age_max = kCallAgeMax);
// What was taken on paper and is entered now.
struct PaperDetails {
  core::SheetNumber sheet;
  core::Instant taken_at;
};
std::optional<PaperDetails> read_paper(const std::string& path, const v1::PaperSheet& message, core::Instant now,
                                       rpc::Violations& violations);
std::optional<InquiryKey> read_key(const std::string& path, const v1::InquiryKey& message, PassphraseRule rule,
                                   rpc::Violations& violations);
core::Sensitive<core::QuestionFacts> read_facts(const std::string& path, const v1::Facts& message, core::Instant now,
                                                rpc::Violations& violations);
std::vector<core::VerificationStep> read_steps(const std::string& path,
                                               const google::protobuf::RepeatedField<int>& steps,
                                               rpc::Violations& violations);
core::Relation read_relation(v1::Relation relation);
// Nothing for UNSPECIFIED; shape() has already refused unknown numbers.
std::optional<core::Language> read_language(v1::Language language);

core::PartialDate read_birth_date(const std::string& path, const v1::PartialDate& message, core::Instant now,
                                  rpc::Violations& violations);
void write_date(const core::PartialDate& date, v1::PartialDate& message);
// A whole day, counted from 1970-01-01.
void write_day(std::int32_t day, v1::PartialDate& message);
void write_facts(const core::QuestionFacts& facts, v1::Facts& message);
v1::Language write_language(core::Language language);
void write_instant(core::Instant instant, google::protobuf::Timestamp& stamp);

// The kind of the one sought is no fact about him.
bool empty(const core::QuestionFacts& facts);
// Facts given later stand over earlier ones, field by field; a name given later replaces the whole name, siblings
// given later all earlier ones.
core::QuestionFacts merge(core::QuestionFacts earlier, const core::QuestionFacts& later);

}  // namespace hotline::inquiry
