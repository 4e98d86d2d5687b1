#include "cli/facts.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <utility>

#include "cli/names.hpp"
#include "core/siblings.hpp"
#include "core/sought.hpp"
#include "core/time.hpp"

namespace hotline::cli {
namespace {

void write_date(const core::PartialDate& date, v1::PartialDate& message) {
  message.set_year(date.year);
  message.set_month(date.month);
  message.set_day(date.day);
  message.set_year_last(date.year_last);
}

int parse_date(const char* what, const std::string& text, v1::PartialDate& message) {
  const auto date = core::parse_date(text);
  if (!date) {
    return usage_error(std::string(what) + " is not a date: DD.MM.YYYY, YYYY-MM-DD, YYYY-MM or YYYY");
  }
  write_date(*date, message);
  return kDone;
}

int parse_birth_date(const std::string& text, v1::PartialDate& message) {
  return parse_date("the birth date", text, message);
}

int parse_siblings(const std::string& text, v1::Facts& facts) {
  const auto siblings = core::read_siblings(text);
  if (!siblings) return usage_error("siblings: " + siblings.error().violations.front().description);
  for (const core::Sibling& sibling : *siblings) {
    v1::Sibling& written = *facts.add_siblings();
    written.set_name(sibling.name);
    if (sibling.birth_date.known()) write_date(sibling.birth_date, *written.mutable_birth_date());
  }
  return kDone;
}

// "child", "child-identity-may-be-altered"; nothing given is no fault.
int parse_kind(const std::string& text, v1::Facts& facts) {
  if (text.empty()) return kDone;
  v1::SoughtKind kind{};
  if (!parse_enum_text("SOUGHT_KIND_", text, v1::SoughtKind_Parse, kind) || kind == v1::SOUGHT_KIND_UNSPECIFIED) {
    return usage_error("--kind: soldier, civilian, child or child-identity-may-be-altered");
  }
  facts.set_kind(kind);
  return kDone;
}

// Asked only for a child: what finds one whose name was changed.
int ask_for_circumstances(v1::Facts& facts) {
  facts.set_mother_name(ask("mother's names (empty: not known)").value_or(""));
  const auto siblings = ask("brothers and sisters with birth dates, divided by semicolons (empty: none known)");
  if (siblings && !siblings->empty()) {
    const int parsed = parse_siblings(*siblings, facts);
    if (parsed != kDone) return parsed;
  }
  facts.set_marks(ask("marks: scars, birthmarks, tattoos (empty: none known)").value_or(""));
  facts.set_last_seen_place(ask("place where last seen (empty: not known)").value_or(""));
  const auto date = ask("day when last seen (empty: not known)");
  if (!date || date->empty()) return kDone;
  return parse_date("the day when last seen", *date, *facts.mutable_last_seen_date());
}

int ask_for_facts(v1::Facts& facts) {
  const auto name = ask("name as dictated");
  if (!name) return usage_error("no facts: give --facts FILE, or - for standard input");
  facts.mutable_name()->set_line(*name);
  const auto birth_date = ask("birth date (empty: not known)");
  if (birth_date && !birth_date->empty()) {
    const int parsed = parse_birth_date(*birth_date, *facts.mutable_birth_date());
    if (parsed != kDone) return parsed;
  }
  const auto number = ask("service number (empty: not known)");
  if (number) facts.set_service_number(*number);
  return core::is_child(static_cast<core::SoughtKind>(facts.kind())) ? ask_for_circumstances(facts) : kDone;
}

int take_arguments(const FactOptions& options, v1::Facts& facts) {
  if (!options.name.empty()) facts.mutable_name()->set_line(options.name);
  if (!options.surname.empty()) facts.mutable_name()->set_surname(options.surname);
  if (!options.given_name.empty()) facts.mutable_name()->set_given_name(options.given_name);
  if (!options.patronymic.empty()) facts.mutable_name()->set_patronymic(options.patronymic);
  if (!options.birth_date.empty()) {
    const int parsed = parse_birth_date(options.birth_date, *facts.mutable_birth_date());
    if (parsed != kDone) return parsed;
  }
  facts.set_service_number(options.service_number);
  facts.set_birthplace(options.birthplace);
  facts.set_unit(options.unit);
  facts.set_mother_name(options.mother);
  for (const std::string& sibling : options.siblings) {
    const int parsed = parse_siblings(sibling, facts);
    if (parsed != kDone) return parsed;
  }
  facts.set_marks(options.marks);
  facts.set_last_seen_place(options.last_seen_place);
  if (options.last_seen_date.empty()) return kDone;
  return parse_date("--last-seen-date", options.last_seen_date, *facts.mutable_last_seen_date());
}

}  // namespace

void FactOptions::add_to(CLI::App& command) {
  command.add_option("--facts", file, "JSON of hotline.v1.Facts in a file; - is standard input");
  const std::string group = "Facts as arguments (TRIAL databases only: others see them in the process list)";
  command.add_option("--name", name, "The whole name as dictated, in any script")->group(group);
  command.add_option("--surname", surname)->group(group);
  command.add_option("--given-name", given_name)->group(group);
  command.add_option("--patronymic", patronymic)->group(group);
  command.add_option("--birth-date", birth_date, "DD.MM.YYYY, YYYY-MM-DD, YYYY-MM or YYYY")->group(group);
  command.add_option("--service-number", service_number)->group(group);
  command.add_option("--birthplace", birthplace)->group(group);
  command.add_option("--unit", unit)->group(group);
  command.add_option("--mother", mother, "The mother's names, in any order")->group(group);
  command.add_option("--sibling", siblings, "A brother or sister, with the birth date if known; give it once for each")
      ->group(group);
  command.add_option("--marks", marks, "Scars, birthmarks, tattoos, in words")->group(group);
  command.add_option("--last-seen-place", last_seen_place)->group(group);
  command.add_option("--last-seen-date", last_seen_date, "DD.MM.YYYY, YYYY-MM-DD, YYYY-MM or YYYY")->group(group);
  command.add_option(
      "--kind", kind,
      "Who is sought: soldier, civilian, child, child-identity-may-be-altered (weighs names and dates as "
      "changed on purpose)");
}

bool FactOptions::any_argument() const {
  for (const std::string* value : {&name, &surname, &given_name, &patronymic, &birth_date, &service_number, &birthplace,
                                   &unit, &mother, &marks, &last_seen_place, &last_seen_date}) {
    if (!value->empty()) return true;
  }
  return !siblings.empty();
}

int read_kind(const FactOptions& options, v1::Facts& facts) {
  return parse_kind(options.kind, facts);
}

int read_facts(const Common& common, const FactOptions& options, v1::Facts& facts) {
  if (options.any_argument()) {
    const auto trial = is_trial(common);
    if (!trial) return print_error(trial.error(), "");
    if (!*trial) {
      return usage_error(
          "this database is LIVE: facts as arguments would be seen by others; use --facts FILE or the prompt");
    }
    const int taken = take_arguments(options, facts);
    return taken != kDone ? taken : read_kind(options, facts);
  }
  if (!options.file.empty()) {
    const int read = read_json_file("--facts", options.file, facts);
    return read != kDone ? read : read_kind(options, facts);
  }
  const int kind = read_kind(options, facts);
  return kind != kDone ? kind : ask_for_facts(facts);
}

void KeyOptions::add_to(CLI::App& command) {
  command.add_option("--reference", reference, "The inquiry's reference");
  command.add_option("--passphrase-file", passphrase_file, "File with the four words; - is standard input");
}

int read_key(const KeyOptions& options, bool passphrase_demanded, v1::InquiryKey& key) {
  key.set_reference(options.reference);
  if (!options.passphrase_file.empty()) {
    const auto text = read_text(options.passphrase_file, 1024);
    if (!text) return usage_error("--passphrase-file: " + text.error().message);
    std::string words = *text;
    while (!words.empty() && (words.back() == '\n' || words.back() == '\r')) words.pop_back();
    key.set_passphrase(words);
    return kDone;
  }
  const auto words = ask("passphrase (four words)", Echo::kHidden);
  if (words) key.set_passphrase(*words);
  if (!words && passphrase_demanded) return usage_error("no passphrase: give --passphrase-file FILE");
  return kDone;
}

void CallOptions::add_to(CLI::App& command) {
  command.add_option("--line", line, "Line of the exchange")->capture_default_str();
  command.add_option("--call-id", call_id, "The exchange's id of the call; a new one when left out");
}

void CallOptions::write(v1::Call& call) const {
  call.set_line(line);
  call.set_exchange_call_id(call_id.empty() ? new_request_id() : call_id);
  call.mutable_started_at()->set_seconds(
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
}

v1::Language language_of(const std::string& code) {
  if (code == "ru") return v1::LANGUAGE_RU;
  if (code == "en") return v1::LANGUAGE_EN;
  return v1::LANGUAGE_UK;
}

std::string date_text(const v1::PartialDate& message) {
  if (message.year() == 0) return {};
  core::PartialDate date;
  date.year = static_cast<std::int16_t>(message.year());
  date.month = static_cast<std::uint8_t>(message.month());
  date.day = static_cast<std::uint8_t>(message.day());
  date.year_last = static_cast<std::int16_t>(message.year_last());
  date.precision = date.year_last != 0 ? core::DatePrecision::kYearRange
                   : date.day != 0     ? core::DatePrecision::kDay
                   : date.month != 0   ? core::DatePrecision::kMonth
                                       : core::DatePrecision::kYear;
  return core::format_date(date);
}

std::string siblings_text(const google::protobuf::RepeatedPtrField<v1::Sibling>& siblings) {
  std::string text;
  for (const v1::Sibling& sibling : siblings) {
    if (!text.empty()) text += "; ";
    text += sibling.name();
    if (sibling.has_birth_date()) text += ' ' + date_text(sibling.birth_date());
  }
  return text;
}

std::string last_seen_text(const std::string& place, const v1::PartialDate& date) {
  const std::string day = date_text(date);
  return place.empty() || day.empty() ? place + day : place + ", " + day;
}

}  // namespace hotline::cli
