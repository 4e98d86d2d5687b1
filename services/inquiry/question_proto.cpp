#include "inquiry/question_proto.hpp"

#include <algorithm>
#include <chrono>

#include "core/normal.hpp"
#include "core/siblings.hpp"

namespace hotline::inquiry {
namespace {

inline constexpr std::size_t kLineMax = 40;
inline constexpr std::size_t kExchangeCallIdMax = 80;
inline constexpr std::size_t kNumberMax = 40;
// A relative can do each of the five steps once.
inline constexpr int kStepsMax = 10;
// Clocks of exchanges are off by some minutes; a call does not last a day.
inline constexpr std::chrono::minutes kClockSlack{5};

void machine_word(const std::string& field, const std::string& value, std::size_t size_max,
                  rpc::Violations& violations) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
  };
  if (value.empty()) return;  // shape() has named it
  if (value.size() > size_max || !std::all_of(value.begin(), value.end(), allowed)) {
    violations.add(field, "1 to " + std::to_string(size_max) + " letters, digits, dots, hyphens or underscores");
  }
}

core::Instant to_instant(const google::protobuf::Timestamp& stamp) {
  return core::Instant{std::chrono::seconds{stamp.seconds()} + std::chrono::microseconds{stamp.nanos() / 1000}};
}

std::string tidy(const std::string& path, const std::string& value, std::size_t size_max, rpc::Violations& violations) {
  violations.text(path, value, size_max);
  return core::trim(value);
}

// Not in the future and not older than `age_max`.
bool within(const google::protobuf::Timestamp& stamp, core::Instant now, std::chrono::hours age_max) {
  // Compared as seconds first: a far-off number must not overflow the clock's range.
  const std::int64_t now_seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const auto slack = std::chrono::seconds{kClockSlack}.count();
  return stamp.seconds() <= now_seconds + slack &&
         stamp.seconds() >= now_seconds - std::chrono::seconds{age_max}.count() && stamp.nanos() >= 0 &&
         stamp.nanos() <= 999'999'999;
}

}  // namespace

std::optional<CallDetails> read_call(const std::string& path, const v1::Call& message, core::Instant now,
                                     rpc::Violations& violations, std::chrono::hours age_max) {
  machine_word(path + ".line", message.line(), kLineMax, violations);
  machine_word(path + ".exchange_call_id", message.exchange_call_id(), kExchangeCallIdMax, violations);
  if (!message.has_started_at()) return std::nullopt;
  if (!within(message.started_at(), now, age_max)) {
    violations.add(path + ".started_at", age_max == kCallAgeMax ? "the start of a call of the last 24 hours"
                                                                : "the start of a call of the last 30 days");
    return std::nullopt;
  }
  return CallDetails{message.line(), message.exchange_call_id(), to_instant(message.started_at())};
}

std::optional<PaperDetails> read_paper(const std::string& path, const v1::PaperSheet& message, core::Instant now,
                                       rpc::Violations& violations) {
  const auto sheet = core::SheetNumber::parse(message.serial());
  if (!sheet && !message.serial().empty()) {
    for (const auto& violation : sheet.error().violations) {
      violations.add(path + "." + violation.field, violation.description);
    }
  }
  if (!message.has_taken_at()) return std::nullopt;
  if (!within(message.taken_at(), now, kPaperAgeMax)) {
    violations.add(path + ".taken_at", "when the call was taken: not in the future, at most 30 days ago");
    return std::nullopt;
  }
  if (!sheet) return std::nullopt;
  return PaperDetails{*sheet, to_instant(message.taken_at())};
}

PassphraseRule rule_for(core::Role role) {
  return role == core::Role::kSupervisor ? PassphraseRule::kOptional : PassphraseRule::kRequired;
}

std::optional<InquiryKey> read_key(const std::string& path, const v1::InquiryKey& message, PassphraseRule rule,
                                   rpc::Violations& violations) {
  auto reference = core::Reference::parse(message.reference());
  if (!reference && !message.reference().empty())
    violations.add(path + ".reference", "ten digits and two check digits, as they were given");
  std::optional<core::Sensitive<std::string>> passphrase;
  if (!message.passphrase().empty()) {
    passphrase = core::normalise_passphrase(message.passphrase());
    if (!passphrase) violations.add(path + ".passphrase", "four words, as they were given");
  } else if (rule == PassphraseRule::kRequired) {
    violations.add(path + ".passphrase", "four words, as they were given");
  }
  if (!reference) return std::nullopt;
  return InquiryKey{*reference, std::move(passphrase)};
}

core::PartialDate read_birth_date(const std::string& path, const v1::PartialDate& message, core::Instant now,
                                  rpc::Violations& violations) {
  const auto fits = [](std::int32_t value, std::int32_t last) { return value >= 0 && value <= last; };
  core::PartialDate date;
  if (!fits(message.year(), 9999) || !fits(message.month(), 12) || !fits(message.day(), 31) ||
      !fits(message.year_last(), 9999) || message.year() == 0) {
    violations.add(path, "a date with a year, and with a month when there is a day");
    return date;
  }
  date.year = static_cast<std::int16_t>(message.year());
  date.month = static_cast<std::uint8_t>(message.month());
  date.day = static_cast<std::uint8_t>(message.day());
  date.year_last = static_cast<std::int16_t>(message.year_last());
  date.precision = message.year_last() != 0 ? core::DatePrecision::kYearRange
                   : message.day() != 0     ? core::DatePrecision::kDay
                   : message.month() != 0   ? core::DatePrecision::kMonth
                                            : core::DatePrecision::kYear;
  if (const auto fault = core::date_fault(date, core::day_of(now))) {
    violations.add(path, *fault);
    return core::PartialDate{};
  }
  return date;
}

namespace {

void read_siblings(const std::string& path, const v1::Facts& message, core::Instant now, rpc::Violations& violations,
                   core::QuestionFacts& facts) {
  violations.count(path, message.siblings_size(), static_cast<std::int64_t>(core::kSiblingsMax));
  const int read = std::min(message.siblings_size(), static_cast<int>(core::kSiblingsMax));
  for (int i = 0; i < read; ++i) {
    const v1::Sibling& sibling = message.siblings(i);
    const std::string at = path + "[" + std::to_string(i) + "]";
    core::Sibling& known = facts.siblings.emplace_back();
    known.name = tidy(at + ".name", sibling.name(), core::kNamePartMax, violations);
    if (known.name.empty() && !sibling.name().empty()) violations.add(at + ".name", "a given name");
    if (sibling.has_birth_date()) {
      known.birth_date = read_birth_date(at + ".birth_date", sibling.birth_date(), now, violations);
    }
  }
}

void read_circumstances(const std::string& path, const v1::Facts& message, core::Instant now,
                        rpc::Violations& violations, core::QuestionFacts& facts) {
  facts.kind = static_cast<core::SoughtKind>(message.kind());
  facts.mother_name = tidy(path + ".mother_name", message.mother_name(), core::kNameLineMax, violations);
  read_siblings(path + ".siblings", message, now, violations, facts);
  facts.marks = tidy(path + ".marks", message.marks(), core::kMarksMax, violations);
  facts.last_seen_place = tidy(path + ".last_seen_place", message.last_seen_place(), core::kPlaceMax, violations);
  if (message.has_last_seen_date()) {
    facts.last_seen_date = read_birth_date(path + ".last_seen_date", message.last_seen_date(), now, violations);
    if (facts.last_seen_date.precision == core::DatePrecision::kYearRange) {
      violations.add(path + ".last_seen_date", "a day, a month or a year, not a range of years");
    }
  }
}

}  // namespace

core::Sensitive<core::QuestionFacts> read_facts(const std::string& path, const v1::Facts& message, core::Instant now,
                                                rpc::Violations& violations) {
  core::QuestionFacts facts;
  const auto& name = message.name();
  const std::string name_path = path + ".name";
  facts.name.surname = tidy(name_path + ".surname", name.surname(), core::kNamePartMax, violations);
  facts.name.given = tidy(name_path + ".given_name", name.given_name(), core::kNamePartMax, violations);
  facts.name.patronymic = tidy(name_path + ".patronymic", name.patronymic(), core::kNamePartMax, violations);
  facts.name.line = tidy(name_path + ".line", name.line(), core::kNameLineMax, violations);
  if (!facts.name.line.empty() &&
      !(facts.name.surname.empty() && facts.name.given.empty() && facts.name.patronymic.empty())) {
    violations.add(name_path + ".line", "either the line or the parts, not both");
  }
  if (message.has_birth_date()) {
    facts.birth_date = read_birth_date(path + ".birth_date", message.birth_date(), now, violations);
  }
  const std::string number = tidy(path + ".service_number", message.service_number(), kNumberMax, violations);
  if (!number.empty()) {
    if (core::fold_identifier(number).empty()) {
      violations.add(path + ".service_number", "letters and digits");
    } else {
      facts.identifiers.push_back(number);
    }
  }
  facts.birthplace = tidy(path + ".birthplace", message.birthplace(), core::kPlaceMax, violations);
  facts.unit = tidy(path + ".unit", message.unit(), core::kUnitMax, violations);
  facts.sex = static_cast<core::Sex>(message.sex());
  read_circumstances(path, message, now, violations, facts);
  return core::Sensitive<core::QuestionFacts>(std::move(facts));
}

std::vector<core::VerificationStep> read_steps(const std::string& path,
                                               const google::protobuf::RepeatedField<int>& steps,
                                               rpc::Violations& violations) {
  std::vector<core::VerificationStep> read;
  if (steps.size() > kStepsMax) {
    violations.add(path, "at most " + std::to_string(kStepsMax) + " steps");
    return read;
  }
  for (int i = 0; i < steps.size(); ++i) {
    if (steps[i] == 0) {
      violations.add(path + "[" + std::to_string(i) + "]", "one of the known steps");
      continue;
    }
    const auto step = static_cast<core::VerificationStep>(steps[i]);
    if (std::find(read.begin(), read.end(), step) == read.end()) read.push_back(step);
  }
  std::sort(read.begin(), read.end());
  return read;
}

core::Relation read_relation(v1::Relation relation) {
  return static_cast<core::Relation>(relation);
}

std::optional<core::Language> read_language(v1::Language language) {
  if (language < v1::LANGUAGE_UK || language > v1::LANGUAGE_EN) return std::nullopt;
  return static_cast<core::Language>(language);
}

void write_date(const core::PartialDate& date, v1::PartialDate& message) {
  message.set_year(date.year);
  message.set_month(date.month);
  message.set_day(date.day);
  message.set_year_last(date.year_last);
}

void write_day(std::int32_t day, v1::PartialDate& message) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  message.set_year(static_cast<int>(date.year()));
  message.set_month(static_cast<std::int32_t>(static_cast<unsigned>(date.month())));
  message.set_day(static_cast<std::int32_t>(static_cast<unsigned>(date.day())));
}

void write_facts(const core::QuestionFacts& facts, v1::Facts& message) {
  if (!(facts.name == core::NameParts{})) {
    message.mutable_name()->set_surname(facts.name.surname);
    message.mutable_name()->set_given_name(facts.name.given);
    message.mutable_name()->set_patronymic(facts.name.patronymic);
    message.mutable_name()->set_line(facts.name.line);
  }
  if (facts.birth_date.known()) write_date(facts.birth_date, *message.mutable_birth_date());
  if (!facts.identifiers.empty()) message.set_service_number(facts.identifiers.back());
  message.set_birthplace(facts.birthplace);
  message.set_unit(facts.unit);
  message.set_sex(static_cast<v1::Sex>(facts.sex));
  message.set_kind(static_cast<v1::SoughtKind>(facts.kind));
  message.set_mother_name(facts.mother_name);
  for (const core::Sibling& sibling : facts.siblings) {
    v1::Sibling& written = *message.add_siblings();
    written.set_name(sibling.name);
    if (sibling.birth_date.known()) write_date(sibling.birth_date, *written.mutable_birth_date());
  }
  message.set_marks(facts.marks);
  message.set_last_seen_place(facts.last_seen_place);
  if (facts.last_seen_date.known()) write_date(facts.last_seen_date, *message.mutable_last_seen_date());
}

v1::Language write_language(core::Language language) {
  return static_cast<v1::Language>(language);
}

void write_instant(core::Instant instant, google::protobuf::Timestamp& stamp) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  stamp.set_seconds(seconds.time_since_epoch().count());
  stamp.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(instant - seconds).count()));
}

bool empty(const core::QuestionFacts& facts) {
  core::QuestionFacts nothing;
  nothing.kind = facts.kind;
  return facts == nothing;
}

core::QuestionFacts merge(core::QuestionFacts earlier, const core::QuestionFacts& later) {
  if (!(later.name == core::NameParts{})) earlier.name = later.name;
  if (later.birth_date.known()) earlier.birth_date = later.birth_date;
  if (!later.identifiers.empty()) earlier.identifiers = later.identifiers;
  if (!later.birthplace.empty()) earlier.birthplace = later.birthplace;
  if (!later.unit.empty()) earlier.unit = later.unit;
  if (later.sex != core::Sex::kUnknown) earlier.sex = later.sex;
  if (later.kind != core::SoughtKind::kNotSaid) earlier.kind = later.kind;
  if (!later.mother_name.empty()) earlier.mother_name = later.mother_name;
  if (!later.siblings.empty()) earlier.siblings = later.siblings;
  if (!later.marks.empty()) earlier.marks = later.marks;
  if (!later.last_seen_place.empty()) earlier.last_seen_place = later.last_seen_place;
  if (later.last_seen_date.known()) earlier.last_seen_date = later.last_seen_date;
  return earlier;
}

}  // namespace hotline::inquiry
