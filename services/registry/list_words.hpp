#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/person.hpp"

namespace hotline::registry {

// A word of a list, as word_key() gives it, and what it means. Those that a refusal names stand first and are English;
// the others are what people write in Ukrainian and Russian.
template <typename T>
struct Word {
  std::string_view word;
  T value;
};

// Compared without case, dots and underscores; spaces are one.
std::string word_key(std::string_view word);

inline constexpr std::array<Word<core::NameKind>, 14> kNameKinds{{
    {"birth", core::NameKind::kBirth},
    {"declared at capture", core::NameKind::kDeclaredAtCapture},
    {"document", core::NameKind::kDocument},
    {"transliteration", core::NameKind::kTransliteration},
    {"nickname", core::NameKind::kNickname},
    {"altered by authority", core::NameKind::kAlteredByAuthority},
    {"при народженні", core::NameKind::kBirth},
    {"дівоче", core::NameKind::kBirth},
    {"при рождении", core::NameKind::kBirth},
    {"девичья", core::NameKind::kBirth},
    {"документ", core::NameKind::kDocument},
    {"за документом", core::NameKind::kDocument},
    {"позивний", core::NameKind::kNickname},
    {"позывной", core::NameKind::kNickname},
}};
inline constexpr std::size_t kNameKindsNamed = 6;

inline constexpr std::array<Word<core::Sex>, 19> kSexes{{
    {"male", core::Sex::kMale},      {"female", core::Sex::kFemale},  {"m", core::Sex::kMale},
    {"f", core::Sex::kFemale},       {"чол", core::Sex::kMale},       {"жін", core::Sex::kFemale},
    {"ч", core::Sex::kMale},         {"ж", core::Sex::kFemale},       {"м", core::Sex::kMale},
    {"муж", core::Sex::kMale},       {"жен", core::Sex::kFemale},     {"чоловік", core::Sex::kMale},
    {"чоловіча", core::Sex::kMale},  {"жінка", core::Sex::kFemale},   {"жіноча", core::Sex::kFemale},
    {"мужской", core::Sex::kMale},   {"женский", core::Sex::kFemale}, {"мужчина", core::Sex::kMale},
    {"женщина", core::Sex::kFemale},
}};
inline constexpr std::size_t kSexesNamed = 4;

inline constexpr std::array<Word<core::InformKin>, 12> kInformKin{{
    {"yes", core::InformKin::kYes},
    {"named only", core::InformKin::kNamedOnly},
    {"no", core::InformKin::kNo},
    {"not asked", core::InformKin::kNotAsked},
    {"так", core::InformKin::kYes},
    {"да", core::InformKin::kYes},
    {"ні", core::InformKin::kNo},
    {"нет", core::InformKin::kNo},
    {"лише названим", core::InformKin::kNamedOnly},
    {"только названным", core::InformKin::kNamedOnly},
    {"не питали", core::InformKin::kNotAsked},
    {"не спрашивали", core::InformKin::kNotAsked},
}};
inline constexpr std::size_t kInformKinNamed = 4;

// The second seven begin with a Cyrillic Р.
inline constexpr std::array<Word<core::EvidenceRung>, 14> kRungs{{
    {"r0", core::EvidenceRung::kR0},
    {"r1", core::EvidenceRung::kR1},
    {"r2", core::EvidenceRung::kR2},
    {"r3", core::EvidenceRung::kR3},
    {"r4", core::EvidenceRung::kR4},
    {"r5", core::EvidenceRung::kR5},
    {"r6", core::EvidenceRung::kR6},
    {"р0", core::EvidenceRung::kR0},
    {"р1", core::EvidenceRung::kR1},
    {"р2", core::EvidenceRung::kR2},
    {"р3", core::EvidenceRung::kR3},
    {"р4", core::EvidenceRung::kR4},
    {"р5", core::EvidenceRung::kR5},
    {"р6", core::EvidenceRung::kR6},
}};
inline constexpr std::size_t kRungsNamed = 7;

inline constexpr std::array<Word<core::Recipient>, 14> kRecipients{{
    {"power concerned", core::Recipient::kPowerConcerned},
    {"protecting power", core::Recipient::kProtectingPower},
    {"central tracing agency", core::Recipient::kCentralTracingAgency},
    {"family", core::Recipient::kFamily},
    {"cta", core::Recipient::kCentralTracingAgency},
    {"icrc", core::Recipient::kCentralTracingAgency},
    {"мкчх", core::Recipient::kCentralTracingAgency},
    {"мккк", core::Recipient::kCentralTracingAgency},
    {"держава-покровителька", core::Recipient::kProtectingPower},
    {"держава-захисниця", core::Recipient::kProtectingPower},
    {"держава-покровительница", core::Recipient::kProtectingPower},
    {"сім'я", core::Recipient::kFamily},
    {"родина", core::Recipient::kFamily},
    {"семья", core::Recipient::kFamily},
}};
inline constexpr std::size_t kRecipientsNamed = 4;

inline constexpr std::array<Word<core::Health>, 23> kHealths{{
    {"good", core::Health::kGood},
    {"unwounded", core::Health::kUnwounded},
    {"recovered", core::Health::kRecovered},
    {"convalescent", core::Health::kConvalescent},
    {"sick", core::Health::kSick},
    {"slightly wounded", core::Health::kSlightlyWounded},
    {"seriously wounded", core::Health::kSeriouslyWounded},
    {"добрий", core::Health::kGood},
    {"задовільний", core::Health::kGood},
    {"хороший", core::Health::kGood},
    {"удовлетворительное", core::Health::kGood},
    {"не поранений", core::Health::kUnwounded},
    {"не ранен", core::Health::kUnwounded},
    {"одужав", core::Health::kRecovered},
    {"выздоровел", core::Health::kRecovered},
    {"одужує", core::Health::kConvalescent},
    {"выздоравливает", core::Health::kConvalescent},
    {"хворий", core::Health::kSick},
    {"болен", core::Health::kSick},
    {"легко поранений", core::Health::kSlightlyWounded},
    {"легко ранен", core::Health::kSlightlyWounded},
    {"тяжко поранений", core::Health::kSeriouslyWounded},
    {"тяжело ранен", core::Health::kSeriouslyWounded},
}};
inline constexpr std::size_t kHealthsNamed = 7;

// What a source states, beside the words of core::statement_rules(). Only words that can mean one thing.
std::optional<core::StatementKind> statement_of_word(std::string_view word);

// How brackets behind a surname begin when they hold the surname at birth, and when a nickname. Keys of word_key.
bool introduces_birth_name(std::string_view key);
bool introduces_nickname(std::string_view key);

}  // namespace hotline::registry
