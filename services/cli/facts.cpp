#include "cli/facts.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <utility>

#include "cli/names.hpp"
#include "core/time.hpp"

namespace hotline::cli {
namespace {

int parse_birth_date(const std::string& text, v1::PartialDate& message) {
  const auto date = core::parse_date(text);
  if (!date) return usage_error("the birth date is not a date: DD.MM.YYYY, YYYY-MM-DD, YYYY-MM or YYYY");
  message.set_year(date->year);
  message.set_month(date->month);
  message.set_day(date->day);
  message.set_year_last(date->year_last);
  return kDone;
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
  return kDone;
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
}

bool FactOptions::any_argument() const {
  for (const std::string* value :
       {&name, &surname, &given_name, &patronymic, &birth_date, &service_number, &birthplace, &unit}) {
    if (!value->empty()) return true;
  }
  return false;
}

int read_facts(const Common& common, const FactOptions& options, v1::Facts& facts) {
  if (options.any_argument()) {
    const auto trial = is_trial(common);
    if (!trial) return print_error(trial.error(), "");
    if (!*trial) {
      return usage_error(
          "this database is LIVE: facts as arguments would be seen by others; use --facts FILE or the prompt");
    }
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
    return kDone;
  }
  if (!options.file.empty()) {
    return read_json_file("--facts", options.file, facts);
  }
  return ask_for_facts(facts);
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

}  // namespace hotline::cli
