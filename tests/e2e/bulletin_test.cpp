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

std::string month_under_way() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m", &utc);
  return text;
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
  static std::string bulletin() {
    const std::string path = site_->folder() + "/bulletin.html";
    const Ran ran =
        as("reporter", {"report", "month", month_under_way(), "--out", path, "--measure", "dead-of-one-army"});
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
  const Ran hash = run({"/usr/bin/sha256sum", site_->folder() + "/bulletin.html"});
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
  const Ran ran = run(browser({"--no-pdf-header-footer", "--print-to-pdf=" + pdf, "file://" + bulletin()}), 120s);
  const std::string printed = text_of(pdf);
  EXPECT_EQ(printed.substr(0, 5), "%PDF-") << ran.output;
  EXPECT_GT(printed.size(), 20'000U);
  const char* keep = std::getenv("HOTLINE_KEEP_BULLETIN");
  if (keep != nullptr) run({"/bin/cp", pdf, site_->folder() + "/bulletin.html", keep});
}

TEST_F(BulletinTest, TheRulesOfAccessibilityFindNothingSerious) {
  if (no_browser()) GTEST_SKIP() << "LEFT OUT: chromium is missing";
  const std::string axe = text_of(HOTLINE_SOURCE_DIR "/build/browser/node_modules/axe-core/axe.min.js");
  if (axe.empty()) GTEST_SKIP() << "LEFT OUT: axe-core is missing; ops/test installs it";
  const std::string script = "<script>" + axe +
                             "</script><script>axe.run().then(r => { document.body.innerHTML = '<pre>PASSES ' + "
                             "r.passes.length + ' SERIOUS ' + r.violations.filter(v => v.impact == 'serious' || "
                             "v.impact == 'critical').map(v => "
                             "v.id + ':' + v.nodes.map(n => n.target).join(',')).join(' ') + ' END OTHERS ' + "
                             "r.violations.map(v => v.id).join(' ') + "
                             "'</pre>'; });</script>";
  const auto looked_at = [&](std::string html) {
    html.insert(html.rfind("</body>"), script);
    const std::string page = site_->folder() + "/looked_at.html";
    std::ofstream(page, std::ios::binary) << html;
    const std::string dom = run(browser({"--virtual-time-budget=20000", "--dump-dom", "file://" + page}), 120s).output;
    const auto from = dom.find("<pre>PASSES ");
    return from == std::string::npos ? dom.substr(0, 2'000) : dom.substr(from, dom.find("</pre>", from) - from);
  };
  const std::string html = text_of(bulletin());
  const std::string found = looked_at(html);
  std::cout << found << '\n';
  EXPECT_THAT(found, HasSubstr(" SERIOUS  END"));
  // It can find something.
  std::string worse = html;
  worse.replace(worse.find(" lang=\"en\""), 10, "");
  EXPECT_THAT(looked_at(worse), HasSubstr("html-has-lang"));
}

}  // namespace
}  // namespace hotline::e2e
