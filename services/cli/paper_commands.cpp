#include <CLI/CLI.hpp>
#include <ctime>
#include <iostream>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/paper_form.hpp"
#include "cli/paper_options.hpp"
#include "core/sheet_number.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kSheetsMax = 500;  // of one print

struct FormOptions {
  std::size_t count = 1;
  std::string out;
};

// "2026-11-26 14:30" by this machine's clock on the wall, or with a "Z" behind it UTC.
std::optional<std::int64_t> parse_time(std::string text) {
  const bool utc = text.ends_with('Z') || text.ends_with('z');
  if (utc) text.pop_back();
  std::tm time{};
  const char* end =
      strptime(text.c_str(), text.find('T') == std::string::npos ? "%Y-%m-%d %H:%M" : "%Y-%m-%dT%H:%M", &time);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const int day = time.tm_mday;
  time.tm_isdst = -1;
  const std::time_t seconds = utc ? timegm(&time) : mktime(&time);
  // The 31st of February is no day.
  if (seconds == -1 || time.tm_mday != day) return std::nullopt;
  return seconds;
}

std::vector<core::SheetNumber> new_sheets(std::size_t count) {
  runtime::SystemRandom random;
  const core::RandomBelow below = [&random](std::uint32_t bound) {
    return static_cast<std::uint32_t>(random.below(bound));
  };
  std::set<core::SheetNumber> sheets;
  while (sheets.size() < count) sheets.insert(core::SheetNumber::generate(below));
  return {sheets.begin(), sheets.end()};
}

int print_form(const Common& common, const FormOptions& options) {
  const auto language = core::language_of(common.language);
  if (!language) return usage_error("--language is uk, ru or en");
  const std::vector<core::SheetNumber> sheets = new_sheets(options.count);
  const std::string html = paper_form(*language, sheets);
  if (options.out.empty()) {
    std::cout << html;
    return std::cout.flush() ? kDone : kFailed;
  }
  const int written = write_new_file(options.out, html, FileIs::kForAll);
  if (written != kDone) return written;
  if (common.json) {
    std::cout << "{\"sheets\": [";
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      std::cout << (i == 0 ? "\"" : ", \"") << sheets[i].text() << '"';
    }
    std::cout << "]}\n";
  } else {
    std::cout << sheets.size() << " sheets, " << sheets.front().text() << " to " << sheets.back().text() << ", in "
              << options.out << ": print it with a browser, on A4\n";
  }
  return kDone;
}

}  // namespace

void PaperOptions::add_to(CLI::App& command) {
  auto* number = command.add_option("--sheet", sheet, "Number of the sheet of paper that the call was taken on");
  auto* time = command.add_option("--taken-at", taken_at,
                                  "When, by the clock on the wall: \"YYYY-MM-DD HH:MM\" (a Z behind it: UTC)");
  number->needs(time);
  time->needs(number);
}

int PaperOptions::write(v1::LookupPersonRequest& request) const {
  if (sheet.empty()) return kDone;
  if (!core::SheetNumber::parse(sheet))
    return usage_error("--sheet: a digit is wrong; the number is at the head of the sheet");
  const auto seconds = parse_time(taken_at);
  if (!seconds) return usage_error("--taken-at: \"YYYY-MM-DD HH:MM\", for example \"2026-11-26 14:30\"");
  request.mutable_paper()->set_serial(sheet);
  request.mutable_paper()->mutable_taken_at()->set_seconds(*seconds);
  request.mutable_call()->mutable_started_at()->set_seconds(*seconds);
  return kDone;
}

void add_paper_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* command = app.add_subcommand("paper-form", "Sheets to take calls on while nothing serves");
  auto options = std::make_shared<FormOptions>();
  command->add_option("--count", options->count, "How many sheets, each with a number of its own")
      ->check(CLI::Range(std::size_t{1}, kSheetsMax))
      ->capture_default_str();
  command->add_option("--out", options->out, "A new file; left out: standard output");
  command->footer(
      "Needs no server: print sheets before you need them, in each language of the floor. One HTML file for any "
      "browser, "
      "a\n"
      "page of A4 for each sheet. Afterwards each sheet is entered by `hotline lookup --sheet NUMBER --taken-at TIME`; "
      "waiting\n"
      "counts from that time, and a sheet that was entered before is told.\n"
      "Example:\n  hotline --language uk paper-form --count 50 --out sheets.html");
  command->callback([options, &common, &exit_code] { exit_code = print_form(common, *options); });
}

}  // namespace hotline::cli
