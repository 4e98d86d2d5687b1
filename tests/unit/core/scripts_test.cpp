#include "core/scripts.hpp"
#include "support/source_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace hotline::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::filesystem::path kFolder = test::source_path("services/core/scripts");
constexpr auto kHeader = "kind\tlanguage\tversion\tpart\tapprover\tapproved_on\ttext\n";

ScriptFields all_fields() {
  ScriptFields fields;
  fields.set(ScriptField::kReference, "123-456-7890")
      .set(ScriptField::kPassphrase, "river amber coat seven")
      .set(ScriptField::kName, "Nebuvailo Orest")
      .set(ScriptField::kDate, "2026-05-04")
      .set(ScriptField::kLastKnownAlive, "2026-06-01")
      .set(ScriptField::kHowToWrite, "by the Red Cross form");
  return fields;
}

ScriptCatalogue real_catalogue() {
  auto catalogue = ScriptCatalogue::load(kFolder);
  EXPECT_TRUE(catalogue) << (catalogue ? "" : catalogue.error().violations.front().field);
  return catalogue ? *catalogue : ScriptCatalogue();
}

std::string text_of(const AnswerScript& script, ScriptPart part) {
  for (const auto& text : script.parts) {
    if (text.part == part) return text.text;
  }
  return {};
}

// A private copy of the scripts that a test may spoil.
class ScriptsTest : public ::testing::Test {
 protected:
  ScriptsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hotline-scripts-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::filesystem::copy(kFolder, folder_, std::filesystem::copy_options::recursive);
  }
  ~ScriptsTest() override { std::filesystem::remove_all(folder_); }

  void append(const std::string& file, const std::string& row) const {
    std::ofstream(folder_ / file, std::ios::app) << row << "\n";
  }
  void replace(const std::string& file, const std::string& content) const { std::ofstream(folder_ / file) << content; }
  // Drops every line that begins with the words.
  void drop(const std::string& file, const std::string& beginning) const {
    std::ifstream in(folder_ / file);
    std::string kept;
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with(beginning)) kept += line + "\n";
    }
    in.close();
    replace(file, kept);
  }
  std::string fault_of_row(const std::string& row) const {
    replace("uk.tsv", kHeader + row + "\n");
    const auto catalogue = ScriptCatalogue::load(folder_);
    if (catalogue) return "no fault";
    const auto& fault = catalogue.error().violations.front();
    return fault.field + " " + fault.description;
  }

  std::filesystem::path folder_;
};

TEST(AnswerKindTest, NumbersRunFromOneInOrderAndEveryKindHasItsName) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kAnswerKinds.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kAnswerKinds[i]), i + 1);
    names.insert(name_of(kAnswerKinds[i]));
  }
  EXPECT_EQ(names.size(), 11U);
  EXPECT_EQ(name_of(AnswerKind::kToldInPersonOnly), "TOLD_IN_PERSON_ONLY");
  EXPECT_EQ(name_of(static_cast<AnswerKind>(12)), "");
}

TEST(ScriptCatalogueTest, EveryKindIsCompleteInEveryLanguage) {
  const auto catalogue = real_catalogue();
  EXPECT_THAT(catalogue.check(), IsEmpty());
  for (const auto kind : kAnswerKinds) {
    for (const auto language : kLanguages) {
      const auto* script = catalogue.find(kind, language);
      ASSERT_NE(script, nullptr) << name_of(kind) << " " << code_of(language);
      const auto said = render(*script, all_fields());
      ASSERT_TRUE(said) << name_of(kind) << " " << code_of(language);
      for (std::size_t i = 0; i < kScriptParts.size(); ++i) {
        EXPECT_EQ((*said)[i].part, kScriptParts[i]);
        EXPECT_THAT((*said)[i].text, Not(IsEmpty()));
        EXPECT_EQ((*said)[i].text.find_first_of("{}[]"), std::string::npos) << (*said)[i].text;
      }
    }
  }
}

TEST(ScriptCatalogueTest, TheCorrectionComesBeforeTheOutcomeInEveryLanguage) {
  const auto catalogue = real_catalogue();
  for (const auto language : kLanguages) {
    const ScriptText* correction = catalogue.find_correction(language);
    ASSERT_NE(correction, nullptr) << code_of(language);
    EXPECT_EQ(catalogue.find_correction(language, correction->version), correction);
    EXPECT_EQ(catalogue.find_correction(language, 99), nullptr);
    const auto* script = catalogue.find(AnswerKind::kNoAnswerToday, language);
    const auto said = with_correction(*render(*script, all_fields()), *correction);
    ASSERT_EQ(said.size(), kScriptParts.size() + 1);
    EXPECT_EQ(said[3].part, ScriptPart::kCorrection);
    EXPECT_EQ(said[3].text, correction->text);
    EXPECT_EQ(said[4].part, ScriptPart::kOutcome);
    EXPECT_EQ(script->version, 1) << "a correction makes no new version of the answers";
  }
}

TEST_F(ScriptsTest, AMissingOrOlderCorrectionIsFound) {
  drop("ru.tsv", "*\tru\t1\tcorrection");
  EXPECT_THAT(ScriptCatalogue::load(folder_)->check(), ElementsAre("every kind in ru: the part correction is missing"));
  append("ru.tsv", "*\tru\t2\tcorrection\tsupervisor-on-trial\t2026-11-27\tИсправление.");
  EXPECT_THAT(ScriptCatalogue::load(folder_)->check(),
              ElementsAre("every kind in uk: the part correction of version 2 is missing",
                          "every kind in en: the part correction of version 2 is missing"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\tcorrection\tsupervisor\t2026-11-20\tТекст"),
              HasSubstr("a correction serves every kind"));
  EXPECT_THAT(fault_of_row("*\tuk\t1\tcorrection\tsupervisor\t2026-11-20\tТекст {date}"),
              HasSubstr("a correction holds no field"));
}

TEST(ScriptCatalogueTest, EveryKindHasAnOutcomeOfItsOwn) {
  const auto catalogue = real_catalogue();
  for (const auto language : kLanguages) {
    std::set<std::string> outcomes;
    for (const auto kind : kAnswerKinds)
      outcomes.insert(text_of(*catalogue.find(kind, language), ScriptPart::kOutcome));
    EXPECT_EQ(outcomes.size(), kAnswerKinds.size()) << code_of(language);
  }
}

TEST(ScriptCatalogueTest, NoAnswerTodaySaysNeitherAliveNorDeadAndThatTheQuestionStaysOpen) {
  const auto catalogue = real_catalogue();
  const auto outcome = [&catalogue](Language language) {
    return text_of(*catalogue.find(AnswerKind::kNoAnswerToday, language), ScriptPart::kOutcome);
  };
  EXPECT_EQ(outcome(Language::kEnglish),
            "We have no answer for you today. This means neither that the person is alive nor that the person is not. "
            "Your question stays open, and we compare it with every new list.");
  EXPECT_EQ(outcome(Language::kUkrainian),
            "Сьогодні ми не маємо для вас відповіді. Це не означає ні того, що людина жива, ні того, що її вже немає. "
            "Ваше запитання лишається відкритим, і ми порівнюємо його з кожним новим списком.");
  EXPECT_EQ(outcome(Language::kRussian),
            "Сегодня у нас нет для вас ответа. Это не значит ни того, что человек жив, ни того, что его уже нет. "
            "Ваш вопрос остаётся открытым, и мы сверяем его с каждым новым списком.");
}

// Nothing held and may not be said: whatever values the caller of render has at hand, the bytes are the same.
TEST(ScriptCatalogueTest, NoAnswerTodayIsTheSameBytesWhateverIsHeld) {
  const auto catalogue = real_catalogue();
  for (const auto kind : {AnswerKind::kNoAnswerToday, AnswerKind::kRegistered, AnswerKind::kColleagueTakesOver}) {
    for (const auto language : kLanguages) {
      ScriptFields nothing_held;
      nothing_held.set(ScriptField::kReference, "123-456-7890")
          .set(ScriptField::kPassphrase, "river amber coat seven")
          .set(ScriptField::kName, "Nebuvailo Orest");
      const auto absent = render(*catalogue.find(kind, language), nothing_held);
      const auto withheld = render(*catalogue.find(kind, language), all_fields());
      ASSERT_TRUE(absent);
      ASSERT_TRUE(withheld);
      EXPECT_EQ(*absent, *withheld);
    }
  }
}

TEST(ScriptCatalogueTest, MoneyWarningIsInEveryScript) {
  const auto catalogue = real_catalogue();
  for (const auto kind : kAnswerKinds) {
    EXPECT_THAT(text_of(*catalogue.find(kind, Language::kEnglish), ScriptPart::kMoneyWarning),
                HasSubstr("ever takes money"));
    EXPECT_THAT(text_of(*catalogue.find(kind, Language::kUkrainian), ScriptPart::kMoneyWarning),
                HasSubstr("не бере грошей"));
    EXPECT_THAT(text_of(*catalogue.find(kind, Language::kRussian), ScriptPart::kMoneyWarning),
                HasSubstr("не берёт денег"));
  }
}

TEST(RenderTest, MissingValueIsAnErrorThatNamesTheField) {
  const auto catalogue = real_catalogue();
  ScriptFields fields;
  fields.set(ScriptField::kName, "Nebuvailo Orest").set(ScriptField::kReference, "");
  const auto said = render(*catalogue.find(AnswerKind::kNoAnswerToday, Language::kEnglish), fields);
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().reason, Reason::kInvalidField);
  ASSERT_EQ(said.error().violations.size(), 1U);
  EXPECT_EQ(said.error().violations.front().field, "reference");
}

TEST(RenderTest, AsideIsLeftOutWholeWhenItsValueIsUnknown) {
  const auto catalogue = real_catalogue();
  const auto* script = catalogue.find(AnswerKind::kReleased, Language::kEnglish);
  auto fields = all_fields();
  EXPECT_EQ((*render(*script, fields))[3].text,
            "The person you are asking about has been released from captivity. Date: 2026-05-04.");
  fields.set(ScriptField::kDate, "");
  EXPECT_EQ((*render(*script, fields))[3].text, "The person you are asking about has been released from captivity.");
}

TEST(RenderTest, ValueThatLooksLikeAFieldStaysAsItIs) {
  const auto catalogue = real_catalogue();
  auto fields = all_fields();
  fields.set(ScriptField::kName, "{date} [x]");
  const auto said = render(*catalogue.find(AnswerKind::kNoAnswerToday, Language::kEnglish), fields);
  ASSERT_TRUE(said);
  EXPECT_THAT((*said)[2].text, HasSubstr("You are asking about: {date} [x]."));
}

TEST_F(ScriptsTest, UnknownFieldIsALoadErrorWithFileAndLine) {
  append("ru.tsv", "DEAD\tru\t2\toutcome\tsupervisor-on-trial\t2026-11-20\tДата: {day}.");
  const auto catalogue = ScriptCatalogue::load(folder_);
  ASSERT_FALSE(catalogue);
  ASSERT_EQ(catalogue.error().violations.size(), 1U);
  EXPECT_EQ(catalogue.error().violations.front().field, "ru.tsv:36");
  EXPECT_EQ(catalogue.error().violations.front().description, "unknown field {day}");
}

TEST_F(ScriptsTest, EveryFaultOfARowIsNamed) {
  EXPECT_EQ(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20"), "uk.tsv:2 a row has seven columns, divided by tabs");
  EXPECT_THAT(fault_of_row("GONE\tuk\t1\toutcome\tx\t2026-11-20\tt"), HasSubstr("unknown answer kind GONE"));
  EXPECT_THAT(fault_of_row("DEAD\tru\t1\toutcome\tx\t2026-11-20\tt"), HasSubstr("the language is not the file's"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t0\toutcome\tx\t2026-11-20\tt"), HasSubstr("a version is a number"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1a\toutcome\tx\t2026-11-20\tt"), HasSubstr("a version is a number"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\tsong\tx\t2026-11-20\tt"), HasSubstr("unknown part song"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\t\t2026-11-20\tt"), HasSubstr("the approver is missing"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t20.11.2026\tt"), HasSubstr("not YYYY-MM-DD"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-02-31\tt"), HasSubstr("not YYYY-MM-DD"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\t"), HasSubstr("the text is empty"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\t{name"), HasSubstr("without its closing brace"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\tname}"), HasSubstr("without an opening one"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\t[a]"), HasSubstr("without a field"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\t[a {name}"), HasSubstr("without a closing one"));
  EXPECT_THAT(fault_of_row("DEAD\tuk\t1\toutcome\tx\t2026-11-20\t[{name} [{date}]]"),
              HasSubstr("inside square brackets"));
  const std::string row = "DEAD\tuk\t1\toutcome\tx\t2026-11-20\tt";
  EXPECT_THAT(fault_of_row(row + "\n" + row), HasSubstr("uk.tsv:3 the same kind, version and part"));
  EXPECT_EQ(fault_of_row(row), "no fault");
}

TEST_F(ScriptsTest, MissingFileOrWrongHeaderIsALoadError) {
  std::filesystem::remove(folder_ / "en.tsv");
  replace("ru.tsv", "something else\n");
  const auto catalogue = ScriptCatalogue::load(folder_);
  ASSERT_FALSE(catalogue);
  ASSERT_EQ(catalogue.error().violations.size(), 2U);
  EXPECT_EQ(catalogue.error().violations[0].field, "ru.tsv:1");
  EXPECT_EQ(catalogue.error().violations[1].field, "en.tsv:1");
}

TEST_F(ScriptsTest, CheckNamesAMissingPartAndAMissingLanguage) {
  drop("uk.tsv", "RELEASED\tuk\t1\toutcome");
  replace("en.tsv", kHeader);
  const auto catalogue = ScriptCatalogue::load(folder_);
  ASSERT_TRUE(catalogue);
  const auto problems = catalogue->check();
  EXPECT_THAT(problems, ::testing::Contains("RELEASED in uk: the part outcome is missing"));
  EXPECT_THAT(problems, ::testing::Contains("DEAD in en: the part close is missing"));
  EXPECT_EQ(problems.size(), 1 + kAnswerKinds.size() * kScriptParts.size() + 1);
  EXPECT_EQ(catalogue->find(AnswerKind::kReleased, Language::kUkrainian), nullptr);
  EXPECT_EQ(catalogue->find(AnswerKind::kDead, Language::kEnglish), nullptr);
}

TEST_F(ScriptsTest, CheckRefusesAFieldThatTheKindMayNotTell) {
  append("en.tsv", "NO_ANSWER_TODAY\ten\t2\toutcome\tsupervisor-on-trial\t2026-11-20\tNothing.[ Date: {date}.]");
  const auto catalogue = ScriptCatalogue::load(folder_);
  ASSERT_TRUE(catalogue);
  EXPECT_THAT(catalogue->check(),
              ElementsAre("NO_ANSWER_TODAY in uk: version 2 is missing", "NO_ANSWER_TODAY in ru: version 2 is missing",
                          "NO_ANSWER_TODAY in en: the part outcome may not hold the field date"));
}

TEST_F(ScriptsTest, OldVersionCanBeReadAgainAsItWasSaid) {
  append("en.tsv", "RELEASED\ten\t2\toutcome\tsupervisor-on-trial\t2026-11-21\tReleased.");
  const auto catalogue = ScriptCatalogue::load(folder_);
  ASSERT_TRUE(catalogue);
  const auto* newest = catalogue->find(AnswerKind::kReleased, Language::kEnglish);
  const auto* first = catalogue->find(AnswerKind::kReleased, Language::kEnglish, 1);
  ASSERT_NE(newest, nullptr);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(newest->version, 2);
  EXPECT_EQ(text_of(*newest, ScriptPart::kOutcome), "Released.");
  EXPECT_EQ(text_of(*newest, ScriptPart::kClose), text_of(*first, ScriptPart::kClose));
  EXPECT_THAT(text_of(*first, ScriptPart::kOutcome), HasSubstr("has been released"));
  EXPECT_EQ(catalogue->find(AnswerKind::kReleased, Language::kEnglish, 3), nullptr);
}

}  // namespace
}  // namespace hotline::core
