#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/sensitive.hpp"
#include "core/time.hpp"

namespace hotline::core {

// Numbers of all enumerations on this page are stored in the database and mirrored in the proto: never renumber.

enum class Side : std::uint8_t { kAdversary = 1, kOwn = 2, kCivilian = 3, kChild = 4 };

// R0 a caller's word; R1 open source; R2 unit report or our list; R3 documents or two independent sources; R4 notice by
// the detaining power; R5 Red Cross confirmation or capture card; R6 certificate, authenticated list, the person
// himself.
enum class EvidenceRung : std::uint8_t { kR0 = 0, kR1 = 1, kR2 = 2, kR3 = 3, kR4 = 4, kR5 = 5, kR6 = 6 };

enum class NameKind : std::uint8_t {
  kBirth = 1,
  kDeclaredAtCapture = 2,
  kDocument = 3,
  kTransliteration = 4,
  kNickname = 5,
  kAlteredByAuthority = 6,
};

enum class Script : std::uint8_t { kCyrillic = 1, kLatin = 2, kOther = 3 };

enum class Sex : std::uint8_t { kUnknown = 0, kMale = 1, kFemale = 2 };

// The person's own wish that relatives be told, and how it was obtained is kept beside it.
enum class InformKin : std::uint8_t { kNotAsked = 0, kYes = 1, kNamedOnly = 2, kNo = 3 };

enum class HowObtained : std::uint8_t { kUnknown = 0, kVolunteered = 1, kDocument = 2, kWitness = 3, kOtherPower = 4 };

enum class IdentifierKind : std::uint8_t {
  kServiceNumber = 1,
  kPersonalNumber = 2,
  kDisc = 3,
  kPassport = 4,
  kTaxNumber = 5,
  kCard = 6,
};

// The closed table of what a source can state (system.md 3).
enum class StatementKind : std::uint8_t {
  kCaptured = 1,
  kArrivedAtInternment = 2,
  kCardSent = 3,
  kHospitalIn = 4,
  kHospitalOut = 5,
  kSeriouslyIll = 6,
  kHealthReport = 7,
  kWounded = 8,
  kTransferred = 9,
  kSeenAlive = 10,
  kMissing = 11,
  kKilled = 12,
  kDied = 13,
  kBodyIdentified = 14,
  kBuried = 15,
  kReleased = 16,
  kExchanged = 17,
  kRepatriated = 18,
  kHandedOver = 19,
  kEscaped = 20,
  kNoticeForwarded = 21,
  kNoticeReceipt = 22,
  kIdentityAltered = 23,
  kWithdrawn = 24,
};

// To whom a notice, its receipt or a card goes (Third Geneva Convention, art. 70, 122, 123).
enum class Recipient : std::uint8_t {
  kNone = 0,
  kPowerConcerned = 1,
  kProtectingPower = 2,
  kCentralTracingAgency = 3,
  kFamily = 4,
};
inline constexpr std::uint8_t kRecipientLast = 4;

// The words of the capture card (Third Geneva Convention, Annex IV B).
enum class Health : std::uint8_t {
  kNotStated = 0,
  kGood = 1,
  kUnwounded = 2,
  kRecovered = 3,
  kConvalescent = 4,
  kSick = 5,
  kSlightlyWounded = 6,
  kSeriouslyWounded = 7,
};
inline constexpr std::uint8_t kHealthLast = 7;

// "Same person?" (system.md 3). Two records are one human being only while their link is confirmed.
enum class LinkState : std::uint8_t { kProposed = 1, kConfirmed = 2, kRejected = 3, kDisputed = 4, kUndone = 5 };
enum class LinkDecision : std::uint8_t { kConfirm = 1, kReject = 2, kDispute = 3, kUndo = 4, kPropose = 5 };

struct NameParts {
  std::string surname;
  std::string given;
  std::string patronymic;
  // The whole name as dictated or printed when it did not come in parts; then the parts are empty.
  std::string line;
  friend bool operator==(const NameParts&, const NameParts&) = default;
};

struct PersonName {
  NameKind kind = NameKind::kDocument;
  Script script = Script::kCyrillic;
  std::string language;  // BCP 47: "uk", "ru", "en"; empty when unknown
  Sensitive<NameParts> parts;
};

struct Identifier {
  IdentifierKind kind = IdentifierKind::kServiceNumber;
  Sensitive<std::string> value;
};

// A brother or sister: sets of siblings find a child whose own name was changed.
struct Sibling {
  std::string name;  // the given name
  PartialDate birth_date;
  friend bool operator==(const Sibling&, const Sibling&) = default;
};

// What is kept of a person beside names and statements (Third Geneva Convention, art. 17 and 122). Every field can be
// absent: a prisoner owes only surname, first names, rank, birth date and number.
struct Particulars {
  Sex sex = Sex::kUnknown;
  PartialDate birth_date;
  std::string birthplace;
  std::string nationality;
  std::string power;
  std::string rank;
  std::string unit;
  std::string father_first_name;
  std::string mother_maiden_name;
  std::string person_to_inform;
  std::string marks;
  std::string blood_group;
  HowObtained how_obtained = HowObtained::kUnknown;
  std::string mother_name;
  std::vector<Sibling> siblings;
  std::string last_seen_place;
  PartialDate last_seen_date;
};

struct Statement {
  StatementId id;
  PersonId person;
  StatementKind kind = StatementKind::kCaptured;
  EvidenceRung rung = EvidenceRung::kR0;
  SourceId source;
  PartialDate fact_date;
  Instant received_at;
  Instant entered_at;
  std::optional<Instant> forwarded_at;
  // A death on a list counts only after a second registrar countersigned the list; true for statements put singly.
  bool counts = true;
  bool withdrawn = false;
  Recipient recipient = Recipient::kNone;
  // Whether the sealed particulars that some kinds require are there (StatementRule).
  bool health_given = false;
  bool authority_given = false;
  // What the statement's row said of the person's wish and region; the latest that is not withdrawn holds.
  InformKin inform_kin = InformKin::kNotAsked;
  std::uint16_t region = 0;
};

// A staff member's order that nothing be told, until its end date.
struct Hold {
  HoldId id;
  PersonId person;
  std::string ground;
  ActorId author;
  Instant until;
};

}  // namespace hotline::core
