// `hotline partner` against a real server, as a mothers' committee types it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "cli/sheet/refused_sheet.hpp"
#include "e2e/programs.hpp"
#include "support/horizon.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int kDone = 0, kUsage = 2, kNotAllowed = 5, kRowsRefused = 7;

class PartnerTest : public testing::Test {
 protected:
  Ran partner(const std::vector<std::string>& arguments) {
    std::vector<std::string> all{"partner"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return hotline(site_, "server", "partner", all);
  }
  std::string path(const std::string& name) const { return site_.folder() + "/" + name; }
  static std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  bench::Site site_{program_folder()};
  Hotlined server_{site_, "server", 1};
};

TEST_F(PartnerTest, AFileIsRegisteredPrintedAndSentAgainWithoutHarm) {
  const std::string file = path("families.csv");
  std::ofstream(file, std::ios::binary) << "номер справи;Прізвище;Ім'я;Дата народження;ким доводиться;дата згоди\n"
                                           "К-1;Небувайло;Орест;17 квітня 1991;мати;\n"
                                           "К-2;Заморожко;Северин;11.02.1996;кума;\n"
                                           "К-3;<b>Вигаданий</b>;Панас;1990;батько;01.11.2026\n";
  const Ran sent = partner({"submit", file, "--slips", path("slips.html")});
  EXPECT_EQ(sent.exit_code, kRowsRefused) << sent.output;
  EXPECT_THAT(sent.output, HasSubstr("REGISTERED  2"));
  const std::string results = text_of(file + ".results.csv");
  EXPECT_THAT(results, HasSubstr("К-2,REFUSED,,,\"relation: mother, father"));
  EXPECT_EQ(std::filesystem::status(file + ".results.csv").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const std::string slips = text_of(path("slips.html"));
  EXPECT_THAT(slips, HasSubstr("Небувайло Орест"));
  EXPECT_THAT(slips, HasSubstr("&lt;b&gt;Вигаданий&lt;/b&gt;"));
  EXPECT_THAT(slips, Not(HasSubstr("<b>Вигаданий")));
  EXPECT_THAT(slips, HasSubstr("НАВЧАЛЬНА БАЗА"));

  EXPECT_EQ(partner({"submit", file}).exit_code, kUsage) << "the results of before are not written over";
  EXPECT_EQ(partner({"submit", file, "--out", path("again.csv")}).exit_code, kRowsRefused);
  EXPECT_EQ(text_of(path("again.csv")), results);
  EXPECT_EQ(site_.query("SELECT count(*) FROM inquiry"), "2");

  ASSERT_NO_FATAL_FAILURE(test::wait_until_lists_show([&](const std::string& sql) { return site_.query(sql); }));
  const Ran listed = partner({"list", "--cursor", path("cursor")});
  EXPECT_THAT(listed.output, HasSubstr("PARTNER"));
  EXPECT_THAT(listed.output, HasSubstr("FAMILY"));
  EXPECT_THAT(partner({"list", "--cursor", path("cursor")}).output, HasSubstr("nothing has changed"));
  EXPECT_EQ(hotline(site_, "server", "operator", {"partner", "list"}).exit_code, kNotAllowed);
}

TEST_F(PartnerTest, AFamilyIsCalledInTheHoursThatItNamed) {
  const std::string file = path("hours.csv");
  std::ofstream(file, std::ios::binary)
      << "номер справи,Прізвище,Ім'я,Дата народження,ким доводиться,телефон,дзвонити з,дзвонити до,часовий пояс\n"
         "К-1,Небувайло,Орест,1991-04-17,мати,+380 44 555 01 02,18,21:00,UTC+2\n"
         "К-2,Небувайло,Панас,1990-04-17,мати,+380 44 555 01 03,9:00,12,-5:30\n"
         "К-3,Небувайло,Остап,1989-04-17,мати,+380 44 555 01 04,,,\n"
         "К-4,Небувайло,Северин,1988-04-17,мати,+380 44 555 01 05,9:30,вечір,Київ\n"
         "К-5,Небувайло,Зенон,1987-04-17,мати,+380 44 555 01 06,22,6,\n"
         "К-6,Небувайло,Іван,1986-04-17,мати,+380 44 555 01 07,9,12,+-5\n"
         "К-7,Небувайло,Петро,1985-04-17,мати,+380 44 555 01 08,-9,12,+5:-3\n"
         "К-8,Небувайло,Павло,1984-04-17,мати,+380 44 555 01 09,,,+2\n";
  const Ran sent = partner({"submit", file});
  EXPECT_EQ(sent.exit_code, kRowsRefused) << sent.output;
  EXPECT_EQ(site_.query("SELECT string_agg(coalesce(call_from || '+' || call_minutes, 'none'), ' ' ORDER BY call_from) "
                        "FROM inquiry"),
            "870+180 960+180 none");
  const std::string results = text_of(file + ".results.csv");
  for (const char* said :
       {"utc_offset: belongs to", "call_from: a full hour", "call_until: a full hour", "utc_offset: how far"}) {
    EXPECT_THAT(results, HasSubstr(said));
  }
  EXPECT_THAT(results, HasSubstr("until_hour")) << "what is no time of a day is the server's to refuse";
}

TEST_F(PartnerTest, AWorkbookIsReadLikeAFile) {
  const std::string book = path("families.xlsx");
  auto sheet = sheet::refused_xlsx(book);
  sheet->write({"case_number", "name", "birth_date", "relation"});
  sheet->write({"K-1", "Небувайло Орест", "1991-04-17", "mother"});
  ASSERT_TRUE(sheet->finish());
  const Ran sent = partner({"submit", book});
  EXPECT_EQ(sent.exit_code, kDone) << sent.output;
  EXPECT_EQ(site_.query("SELECT count(*) FROM partner_case"), "1");
}

TEST_F(PartnerTest, AWrongFileIsRefusedWithAllThatIsWrongAndSendsNothing) {
  const std::string file = path("wrong.csv");
  std::ofstream(file, std::ios::binary) << "шлюб,Прізвище,Фамилия\nтак,Небувайло,Небувайло\n";
  const Ran refused = partner({"submit", file});
  EXPECT_EQ(refused.exit_code, kUsage);
  for (const char* said : {"шлюб", "another heading means too", "your own number of each case"}) {
    EXPECT_THAT(refused.output, HasSubstr(said));
  }
  EXPECT_FALSE(std::filesystem::exists(file + ".results.csv"));
  EXPECT_THAT(partner({"template"}).output, testing::StartsWith("case_number,surname"));
  EXPECT_EQ(site_.query("SELECT count(*) FROM inquiry"), "0");
}

}  // namespace
}  // namespace hotline::e2e
