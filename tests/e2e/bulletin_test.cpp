// The month's bulletin from the real programs: made, its hash in the log, printed by a real browser, and looked at by
// the rules of accessibility.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "e2e/programs.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr char kChromium[] = "/usr/bin/chromium";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string day_text(const char* format, int days_ahead) {
  const std::time_t moment = std::time(nullptr) + days_ahead * 86'400;
  std::tm utc{};
  gmtime_r(&moment, &utc);
  char text[16];
  std::strftime(text, sizeof text, format, &utc);
  return text;
}
std::string month_under_way() {
  return day_text("%Y-%m", 0);
}

class BulletinTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    site_ = new bench::Site(program_folder());
    server_ = new Hotlined(*site_, "server", 1);
    std::ofstream list(site_->folder() + "/list.csv", std::ios::binary);
    list << "external_id,surname,given_name,patronymic,birth_date,statement,fact_date,evidence\n";
    for (int i = 0; i < 120; ++i) {
      list << "E-" << i << ",Небувайло,Остап,Зенонович,19" << 60 + i % 40 << "-04-1" << i % 10
           << ",captured,2026-02-03,R" << 2 + i % 4 << "\n";
    }
    list.close();
    as("registrar", {"import", site_->folder() + "/list.csv", "--source", bench::kSource, "--side", "adversary"});
    for (int i = 0;
         i < 200 && site_->query("SELECT coalesce(sum(count), 0)::bigint FROM figure_cell WHERE series = 9") != "120";
         ++i) {
      std::this_thread::sleep_for(50ms);
    }
  }
  static void TearDownTestSuite() {
    delete server_;
    delete site_;
  }
  static Ran as(const std::string& actor, const std::vector<std::string>& arguments) {
    return hotline(*site_, "server", actor, arguments);
  }
  static std::string bulletin(const std::string& language = "en") {
    const std::string path = site_->folder() + "/bulletin-" + language + ".html";
    unlink(path.c_str());
    const Ran ran = as("reporter", {"report", "month", month_under_way(), "--out", path, "--measure",
                                    "dead-of-one-army", "--language", language});
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    said_ = ran.output;
    return path;
  }
  static std::vector<std::string> browser(const std::vector<std::string>& options) {
    std::vector<std::string> command{kChromium,
                                     "--headless",
                                     "--no-sandbox",
                                     "--disable-gpu",
                                     "--disable-dev-shm-usage",
                                     "--no-first-run",
                                     "--disable-extensions",
                                     "--disable-background-networking",
                                     "--user-data-dir=" + site_->folder() + "/browser"};
    command.insert(command.end(), options.begin(), options.end());
    return command;
  }
  static bool no_browser() { return access(kChromium, X_OK) != 0; }

  static bench::Site* site_;
  static Hotlined* server_;
  static std::string said_;
};
bench::Site* BulletinTest::site_ = nullptr;
Hotlined* BulletinTest::server_ = nullptr;
std::string BulletinTest::said_;

TEST_F(BulletinTest, ShowsWhatWasCountedAndBothOfTwoTotalsWithItsHashInTheLog) {
  for (const auto& [source, value] :
       {std::pair<std::string, std::string>{"one side", "498"}, {"the other side", "6000"}}) {
    const Ran put =
        as("reporter", {"figure", "add", "--measure", "dead-of-one-army", "--as-of", "2022-03-02", "--source", source,
                        "--value", value, "--definition", "as it said", "--citation", "that day"});
    EXPECT_EQ(put.exit_code, 0) << put.output;
  }
  const Ran compared = as("reporter", {"figure", "compare", "dead-of-one-army"});
  EXPECT_THAT(compared.output, HasSubstr("contradict"));
  EXPECT_THAT(compared.output, HasSubstr("498"));
  EXPECT_THAT(compared.output, HasSubstr("6000"));
  EXPECT_EQ(compared.output.find("3249"), std::string::npos) << "a mean";
  const std::string before = site_->query("SELECT sum(size) FROM log_tree");
  const std::string html = text_of(bulletin());
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr(">120</dd>")) << "120 is a multiple of five and shown as it is";
  EXPECT_THAT(html, HasSubstr("These totals contradict each other"));
  EXPECT_THAT(said_, HasSubstr("placed in the log"));
  const Ran hash = run({"/usr/bin/sha256sum", site_->folder() + "/bulletin-en.html"});
  ASSERT_GE(hash.output.size(), 64U);
  EXPECT_THAT(said_, HasSubstr(hash.output.substr(0, 64)));
  // Thirteen tables, one comparison, and the hash.
  EXPECT_EQ(std::stoi(site_->query("SELECT sum(size) FROM log_tree")), std::stoi(before) + 15);
  for (const char* outside : {"http://", "https://", "<script", "<img", "@import", "url("}) {
    EXPECT_EQ(html.find(outside), std::string::npos) << "the page needs something else: " << outside;
  }
}

TEST_F(BulletinTest, ARealBrowserPrintsIt) {
  if (no_browser()) GTEST_SKIP() << "LEFT OUT: chromium is missing";
  const std::string pdf = site_->folder() + "/bulletin.pdf";
  const Ran ran = run(browser({"--no-pdf-header-footer", "--print-to-pdf=" + pdf, "file://" + bulletin("uk")}), 120s);
  const std::string printed = text_of(pdf);
  EXPECT_EQ(printed.substr(0, 5), "%PDF-") << ran.output;
  EXPECT_GT(printed.size(), 20'000U);
  const char* keep = std::getenv("HOTLINE_KEEP_BULLETIN");
  if (keep != nullptr) run({"/bin/cp", pdf, site_->folder() + "/bulletin-uk.html", keep});
}

TEST_F(BulletinTest, TheRulesOfAccessibilityFindNothingSerious) {
  if (no_browser()) GTEST_SKIP() << "LEFT OUT: chromium is missing";
  const std::string axe = text_of(test::source_path("build/browser/node_modules/axe-core/axe.min.js"));
  if (axe.empty()) GTEST_SKIP() << "LEFT OUT: axe-core is missing; ops/test installs it";
  // All pages in one run of the browser, each in a frame that says what was found.
  std::string frames =
      "<body><script>onmessage = e => { const p = document.createElement('pre'); p.textContent = e.data; "
      "document.body.append(p); };</script>";
  const auto look_at = [&](const std::string& name, std::string html) {
    html.insert(html.rfind("</body>"),
                "<script>" + axe + "</script><script>axe.run().then(r => parent.postMessage('" + name +
                    " PASSES ' + r.passes.length + ' SERIOUS ' + r.violations.filter(v => v.impact == 'serious' || "
                    "v.impact == 'critical').map(v => v.id + ':' + v.nodes.map(n => n.target).join(',')).join(' ') + "
                    "' END OTHERS ' + r.violations.map(v => v.id).join(' '), '*'));</script>");
    std::ofstream(site_->folder() + "/look_" + name + ".html", std::ios::binary) << html;
    frames += "<iframe width=\"1000\" height=\"2000\" src=\"look_" + name + ".html\"></iframe>";
  };
  for (const char* language : {"uk", "ru", "en"}) look_at(language, text_of(bulletin(language)));
  // It can find something.
  std::string worse = text_of(bulletin("en"));
  worse.replace(worse.find(" lang=\"en\""), 10, "");
  look_at("worse", worse);
  const std::string page = site_->folder() + "/looked_at.html";
  std::ofstream(page, std::ios::binary) << frames << "</body>";
  const std::string found = run(browser({"--virtual-time-budget=20000", "--dump-dom", "file://" + page}), 240s).output;
  const auto of = [&](const std::string& name) {
    const auto from = found.find("<pre>" + name + " PASSES ");
    return from == std::string::npos ? found.substr(0, 2'000) : found.substr(from, found.find("</pre>", from) - from);
  };
  for (const char* language : {"uk", "ru", "en"}) {
    std::cout << of(language) << '\n';
    EXPECT_THAT(of(language), testing::ContainsRegex("PASSES [1-9][0-9] SERIOUS  END"));
  }
  EXPECT_THAT(of("worse"), HasSubstr("html-has-lang"));
}

// The commands as people type them.
TEST_F(BulletinTest, FiguresAreShownExportedAndNeverWrittenOverAFile) {
  const std::string day = day_text("%Y-%m-%d", 2);  // to come, on whatever day of a month this runs
  const auto figures = [&](std::vector<std::string> arguments, const std::string& actor = "reporter") {
    arguments.insert(arguments.begin(), "figures");
    arguments.insert(arguments.end(), {"--as-of", day});
    return as(actor, arguments);
  };
  const Ran shown = figures({"records"});
  EXPECT_EQ(shown.exit_code, 0) << shown.output;
  EXPECT_THAT(shown.output, HasSubstr("Records and distinct people, by side"));
  EXPECT_THAT(shown.output, HasSubstr("ALL/RECORDS"));
  EXPECT_THAT(shown.output, HasSubstr("rounded to five"));
  EXPECT_EQ(figures({"time-to-answer"}, "supervisor").exit_code, 0);

  const std::string csv = site_->folder() + "/figures.csv";
  EXPECT_EQ(figures({"all", "--csv", "--out", csv}).exit_code, 0);
  const std::string table = text_of(csv);
  EXPECT_EQ(table.substr(0, 8), "# TRIAL:");
  EXPECT_EQ(count(table, "\ntable,month,row,value,meaning\n"), 13);
  EXPECT_EQ(count(table, "Rounded to multiples of five"), 13);
  EXPECT_THAT(table, HasSubstr("\nRECORDS," + month_under_way() + ",\"ALL/RECORDS\",120,rounded\n"));
  EXPECT_THAT(table, HasSubstr("Records at the end of the month, and the different people they are about"));
  EXPECT_EQ(figures({"all", "--csv", "--out", csv}).exit_code, 2) << "written over";
  EXPECT_EQ(text_of(csv), table);

  const std::string json = site_->folder() + "/figures.json";
  EXPECT_EQ(figures({"all", "--json", "--out", json}).exit_code, 0);
  const Ran read =
      run({"/usr/bin/python3", "-c",
           "import json, sys\nt = json.load(open(sys.argv[1]))\n"
           "assert len(t) == 13 and all(x['definition'] and x['rows'] and len(x['sha256']) == 64 for x in t)\n"
           "r = {(x['table'], y['row']): y for x in t for y in x['rows']}\n"
           "assert r['RECORDS', 'ALL/RECORDS'] == {'row': 'ALL/RECORDS', 'value': 120, 'meaning': 'rounded'}\n"
           "assert r['CALLBACKS', 'OPENED']['value'] is None\nprint('good')",
           json});
  EXPECT_EQ(read.output, "good\n");

  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"nothing"},
                                                {"all"},
                                                {"records", "--csv", "--json"},
                                                {"records", "--out", "x"},
                                                {"records", "--known-on", "2026-13"}}) {
    const Ran refused = figures(wrong);
    EXPECT_EQ(refused.exit_code, 2) << wrong.front() << refused.output;
  }
  EXPECT_EQ(figures({"records", "--known-on", "2999-01-01"}).exit_code, 3);
  EXPECT_EQ(as("reporter", {"figures", "records", "--as-of", "2020-01-31"}).exit_code, 4) << "no month was released";
  EXPECT_EQ(figures({"records"}, "registrar").exit_code, 5);
}

TEST_F(BulletinTest, PublishedTotalsAreTakenAndComparedAsTyped) {
  const auto add = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"figure", "add", "--measure", "a-measure", "--source", "a source", "--definition", "as it said",
                      "--citation", "that day", "--as-of", "2022-03-02"});
    return as("reporter", arguments);
  };
  const Ran range = add({"--at-least", "5900", "--at-most", "6100"});
  EXPECT_EQ(range.exit_code, 0) << range.output;
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{},
                                                {"--at-least", "5"},
                                                {"--value", "5", "--at-most", "6"},
                                                {"--value", "-1"},
                                                {"--value", "many"},
                                                {"--value", "5", "--request-id"}}) {
    EXPECT_EQ(add(wrong).exit_code, 2) << testing::PrintToString(wrong);
  }
  EXPECT_EQ(add({"--at-least", "7", "--at-most", "6"}).exit_code, 3);
  EXPECT_EQ(as("registrar", {"figure", "compare", "a-measure"}).exit_code, 5);
  const Ran shown = as("supervisor", {"figure", "compare", "a-measure", "--from", "2022-03-01", "--to", "2022-03-03"});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_THAT(shown.output, HasSubstr("as of 2022-03-02"));
  EXPECT_THAT(shown.output, HasSubstr("5900 to 6100"));
  const Ran before = as("reporter", {"figure", "compare", "a-measure", "--known-on", "2022-03-03"});
  EXPECT_THAT(before.output, HasSubstr("no figure of this measure is known"));
  EXPECT_EQ(as("reporter", {"figure", "compare", "a-measure", "--from", "yesterday"}).exit_code, 2);
  const Ran json = as("reporter", {"--json", "figure", "compare", "a-measure"});
  EXPECT_THAT(json.output, HasSubstr("\"definition\""));
  const Ran formula =
      as("reporter", {"figure", "add", "--measure", "a-measure", "--source", "=1+1", "--definition", "as \"it\" said",
                      "--citation", "that day", "--as-of", "2022-03-02", "--value", "7"});
  EXPECT_EQ(formula.exit_code, 0) << formula.output;
  const Ran csv = as("reporter", {"figure", "compare", "a-measure", "--csv"});
  EXPECT_THAT(csv.output, HasSubstr("\nmeasure,as_of,source,value_min,value_max,contradicted,definition,"));
  EXPECT_THAT(csv.output,
              HasSubstr("\n\"a-measure\",2022-03-02,\"a source\",5900,6100,yes,\"as it said\",\"that day\","));
  EXPECT_THAT(csv.output, HasSubstr("\n\"a-measure\",2022-03-02,\"'=1+1\",7,7,yes,\"as \"\"it\"\" said\","));
}

TEST_F(BulletinTest, VolumesAreForSupervisorsAndABulletinIsNotWrittenOverAFile) {
  const std::string first = month_under_way() + "-01";
  const std::string today = site_->query("SELECT (now() AT TIME ZONE 'UTC')::date");
  const Ran volumes = as("supervisor", {"volumes", "--from", first, "--to", today});
  EXPECT_EQ(volumes.exit_code, 0) << volumes.output;
  EXPECT_THAT(volumes.output, HasSubstr("callbacks opened"));
  EXPECT_EQ(as("reporter", {"volumes", "--from", first, "--to", today}).exit_code, 5);
  EXPECT_EQ(as("supervisor", {"volumes", "--from", "2025-01-01", "--to", today}).exit_code, 3) << "more than 92 days";
  EXPECT_EQ(as("supervisor", {"volumes", "--from", first}).exit_code, 2);

  const std::string path = bulletin("ru");
  EXPECT_THAT(text_of(path), HasSubstr("<html lang=\"ru\">"));
  std::ofstream(path, std::ios::binary) << "mine";
  const auto report = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"report", "month"});
    return as("reporter", arguments).exit_code;
  };
  EXPECT_EQ(report({month_under_way(), "--out", path}), 2);
  EXPECT_EQ(text_of(path), "mine");
  const std::string fresh = site_->folder() + "/fresh.html";
  EXPECT_EQ(report({month_under_way(), "--out", fresh, "--language", "fr"}), 2);
  EXPECT_EQ(report({"March", "--out", fresh}), 2);
  EXPECT_EQ(report({month_under_way()}), 2) << "no file";
  EXPECT_EQ(report({"2020-01", "--out", fresh}), 4) << "that month was not released";
  EXPECT_EQ(access(fresh.c_str(), F_OK), -1) << "what failed leaves no file";
  EXPECT_EQ(report({month_under_way(), "--out", fresh}), 0);
  EXPECT_THAT(text_of(fresh), HasSubstr("<html lang=\"uk\">"));
}

}  // namespace
}  // namespace hotline::e2e
