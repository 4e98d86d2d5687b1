// A call taken on paper while nothing served, and entered later: from the printed sheet to the log.
#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "core/sheet_number.hpp"
#include "e2e/installation.hpp"
#include "e2e/programs.hpp"
#include "store/log_calls.hpp"
#include "support/migrated_database.hpp"

namespace hotline::e2e {
namespace {

constexpr int kSheets = 12;

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

// As the clock in UTC showed it.
std::string minutes_ago(int minutes) {
  const std::time_t then = std::time(nullptr) - minutes * 60;
  char text[32];
  std::tm utc{};
  gmtime_r(&then, &utc);
  std::strftime(text, sizeof(text), "%Y-%m-%d %H:%MZ", &utc);
  return text;
}

std::set<std::string> serials_in(const std::string& html) {
  std::set<std::string> found;
  const std::regex serial("S [0-9]{4}-[0-9]{4}-[0-9]{4}");
  for (std::sregex_iterator at(html.begin(), html.end(), serial), end; at != end; ++at) found.insert(at->str());
  return found;
}

TEST(PaperTest, SheetsArePrintedInEachLanguageWithNumbersOfTheirOwn) {
  const ScratchFolder scratch;
  const std::string hotline = program_folder() + "/hotline";
  std::set<std::string> all;
  for (const std::string language : {"uk", "ru", "en"}) {
    const std::string file = scratch.path(language + ".html");
    const Ran made =
        run({hotline, "--language", language, "paper-form", "--count", std::to_string(kSheets), "--out", file});
    ASSERT_EQ(made.exit_code, 0) << made.output;
    const std::string html = text_of(file);
    EXPECT_NE(html.find("lang=\"" + language + "\""), std::string::npos);
    EXPECT_EQ(count_of(html, "<section"), static_cast<std::size_t>(kSheets));
    for (const char* elsewhere : {"http", "src=", "url(", "@import", "<script", "<link"}) {
      EXPECT_EQ(html.find(elsewhere), std::string::npos) << "the page needs something from elsewhere: " << elsewhere;
    }
    // Boxes for the letters of three names, the dates, numbers and references: of every sheet as many.
    EXPECT_EQ(count_of(html, "<i></i>") % kSheets, 0U);
    EXPECT_GE(count_of(html, "<i></i>") / kSheets, 150U);
    const auto serials = serials_in(html);
    EXPECT_EQ(serials.size(), static_cast<std::size_t>(kSheets));
    for (const auto& serial : serials) EXPECT_TRUE(core::SheetNumber::parse(serial)) << serial;
    all.insert(serials.begin(), serials.end());
    const Ran again = run({hotline, "paper-form", "--out", file});
    EXPECT_EQ(again.exit_code, 2) << "nothing is overwritten";
  }
  EXPECT_EQ(all.size(), 3U * kSheets);
  EXPECT_EQ(run({hotline, "paper-form", "--count", "0"}).exit_code, 2);
  EXPECT_EQ(run({hotline, "paper-form", "--count", "501"}).exit_code, 2);
}

TEST(PaperTest, ASheetIsEnteredOnceWithTheTimeItWasTaken) {
  bench::Site site(program_folder());
  Hotlined server(site, "server", 1);
  const std::string html = run({site.program("hotline"), "paper-form"}).output;
  const std::string serial = *serials_in(html).begin();
  const std::string taken = minutes_ago(27 * 60);  // a call of more than a day ago
  const auto enter = [&](const std::string& sheet, const std::string& at, std::vector<std::string> more = {}) {
    std::vector<std::string> command{
        "lookup", "--name", "Nemovlenko Ostap", "--birth-date", "1990-01-02", "--sheet", sheet, "--taken-at", at};
    command.insert(command.end(), more.begin(), more.end());
    return hotline(site, "server", "operator", command);
  };
  const Ran entered = enter(serial, taken);
  ASSERT_EQ(entered.exit_code, 0) << entered.output;
  std::smatch reference;
  ASSERT_TRUE(std::regex_search(entered.output, reference, std::regex("inquiry +([0-9-]+)"))) << entered.output;

  // The family waits since the call.
  EXPECT_EQ(site.query("SELECT to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI\"Z\"') FROM inquiry"), taken);
  const Ran twice = enter(serial, taken);
  EXPECT_EQ(twice.exit_code, 3) << twice.output;
  EXPECT_NE(twice.output.find("this sheet was entered before"), std::string::npos) << twice.output;
  EXPECT_NE(twice.output.find("entered_at: "), std::string::npos) << twice.output;
  EXPECT_NE(twice.output.find("inquiry_reference: " + reference[1].str()), std::string::npos) << twice.output;
  EXPECT_EQ(site.query("SELECT count(*) FROM inquiry"), "1");
  EXPECT_EQ(site.query("SELECT count(*) FROM log_entry"), "1");
  EXPECT_EQ(site.query("SELECT count(*) FROM paper_sheet"), "1");

  // Two at once, as two operators: one of them is told.
  const std::string other = *serials_in(run({site.program("hotline"), "paper-form"}).output).begin();
  std::vector<std::string> late = hotline_command(
      site, "server", "operator",
      {"lookup", "--name", "Nemovlenko Ostap", "--birth-date", "1990-01-02", "--sheet", other, "--taken-at", taken});
  bench::Child beside(late, site.folder() + "/beside.log");
  const Ran here = run(late);
  const int there = beside.wait().exit_code;
  EXPECT_EQ(std::min(here.exit_code, there), 0) << here.output << beside.output();
  EXPECT_EQ(std::max(here.exit_code, there), 3) << here.output << beside.output();

  // Every fault at once, and nothing is entered.
  const Ran future = enter(other, "2999-01-01 10:00Z");
  EXPECT_EQ(future.exit_code, 3);
  EXPECT_NE(future.output.find("paper.taken_at: when the call was taken: not in the future, at most 30 days ago"),
            std::string::npos)
      << future.output;
  EXPECT_NE(future.output.find("call.started_at: the start of a call of the last 30 days"), std::string::npos)
      << future.output;
  EXPECT_EQ(enter(other, minutes_ago(31 * 24 * 60)).exit_code, 3) << "older than 30 days";
  EXPECT_EQ(enter(other, "2026-02-31 10:00").exit_code, 2);
  EXPECT_EQ(enter("S 1234-5678-9012", taken).exit_code, 2);
  const Ran alone = hotline(site, "server", "operator",
                            {"lookup", "--name", "Nemovlenko Ostap", "--birth-date", "1990-01-02", "--sheet", other});
  EXPECT_EQ(alone.exit_code, 2) << "a sheet without its time";

  // It stands in the sealed payload, which the entry commits to.
  const auto connection = test::connect_as(site.server(), site.database(), "hotline_log");
  std::vector<core::LogPayload> payloads;
  store::TimeSpan span;
  span.from = core::Instant(std::chrono::seconds(0));
  span.before = core::Instant(std::chrono::duration_cast<core::Instant::duration>(
      std::chrono::system_clock::now().time_since_epoch() + std::chrono::hours(1)));
  const auto read = store::each_payload(*connection, site.keyring(), span, [&](const store::LoggedPayload& one) {
    EXPECT_EQ(one.state, store::LoggedPayload::State::kRead);
    payloads.push_back(one.payload);
    return true;
  });
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(payloads.size(), 2U);
  EXPECT_EQ(payloads.front().paper_sheet, serial);
  EXPECT_EQ(payloads.front().paper_taken_second % 60, 0);
  EXPECT_EQ(payloads.front().paper_taken_second, payloads.front().call_start_second);
}

}  // namespace
}  // namespace hotline::e2e
