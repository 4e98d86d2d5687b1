#include "lookup/kept_answer.hpp"
#include "support/source_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace hotline::lookup {
namespace {

using core::AnswerKind;
using core::Language;
using core::ScriptField;

const std::filesystem::path kFolder = test::source_path("services/core/scripts");

// A private copy of the scripts that a test may spoil.
class KeptAnswerTest : public ::testing::Test {
 protected:
  KeptAnswerTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hotline-scripts-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::filesystem::copy(kFolder, folder_, std::filesystem::copy_options::recursive);
  }
  ~KeptAnswerTest() override { std::filesystem::remove_all(folder_); }

  core::ScriptCatalogue catalogue() const {
    auto loaded = core::ScriptCatalogue::load(folder_);
    EXPECT_TRUE(loaded);
    return loaded ? *loaded : core::ScriptCatalogue();
  }
  static KeptAnswer answer(const core::ScriptCatalogue& scripts) {
    const auto* script = scripts.find(AnswerKind::kNoAnswerToday, Language::kEnglish);
    KeptAnswer kept;
    kept.message = std::string("a\0b", 3);
    kept.script = KeptScript{script->kind, script->language, script->version, script->fingerprint, {}};
    kept.script->fields.set(ScriptField::kReference, "123-456-7890").set(ScriptField::kName, "Nebuvailo Orest");
    return kept;
  }

  std::filesystem::path folder_;
};

TEST_F(KeptAnswerTest, ACorrectionIsSaidAgainAndAnOlderAnswerHasNone) {
  const auto scripts = catalogue();
  auto kept = answer(scripts);
  const auto plain = say_again(scripts, *kept.script);
  kept.script->correction_version = 1;
  const auto back = decode_kept_answer(encode(kept));
  ASSERT_TRUE(back);
  const auto said = say_again(scripts, *back->script);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->size(), plain->size() + 1);
  kept.script->correction_version = 9;
  EXPECT_FALSE(say_again(scripts, *kept.script));

  kept.script->correction_version = 0;
  EXPECT_EQ(encode(kept).front(), 1) << "an older server reads it";
  const auto older = decode_kept_answer(encode(kept));
  ASSERT_TRUE(older);
  EXPECT_EQ(older->script->correction_version, 0);
}

TEST_F(KeptAnswerTest, ComesBackWhole) {
  const auto kept = answer(catalogue());
  const auto back = decode_kept_answer(encode(kept));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->message, kept.message);
  ASSERT_TRUE(back->script);
  EXPECT_EQ(back->script->kind, kept.script->kind);
  EXPECT_EQ(back->script->language, kept.script->language);
  EXPECT_EQ(back->script->version, kept.script->version);
  EXPECT_EQ(back->script->fingerprint, kept.script->fingerprint);
  for (const auto field : core::kScriptFields) {
    EXPECT_EQ(back->script->fields.get(field), kept.script->fields.get(field));
  }
}

TEST_F(KeptAnswerTest, WithoutWordsItIsTheMessageAlone) {
  const auto back = decode_kept_answer(encode(KeptAnswer{"explanation", std::nullopt}));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->message, "explanation");
  EXPECT_FALSE(back->script);
}

TEST_F(KeptAnswerTest, BrokenBytesAreNoAnswer) {
  const std::string bytes = encode(answer(catalogue()));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode_kept_answer(bytes.substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_kept_answer(bytes + "x"));
  EXPECT_FALSE(decode_kept_answer("\x03" + bytes.substr(1)));
}

TEST_F(KeptAnswerTest, ANewerVersionOfTheScriptLeavesTheOldWords) {
  const auto before = catalogue();
  const auto kept = answer(before);
  const auto first = say_again(before, *kept.script);
  ASSERT_TRUE(first);
  std::ofstream(folder_ / "en.tsv", std::ios::app)
      << "NO_ANSWER_TODAY\ten\t2\toutcome\tsupervisor-on-trial\t2026-11-21\tNo answer today.\n";
  const auto again = say_again(catalogue(), *kept.script);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *first);
}

TEST_F(KeptAnswerTest, AScriptChangedUnderItsVersionIsNoAnswer) {
  const auto kept = answer(catalogue());
  std::ifstream in(folder_ / "en.tsv");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::size_t at = text.find("Goodbye.");
  ASSERT_NE(at, std::string::npos);
  std::ofstream(folder_ / "en.tsv") << text.replace(at, 8, "Goodbye!");
  const auto again = say_again(catalogue(), *kept.script);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, core::Reason::kBug);
}

}  // namespace
}  // namespace hotline::lookup
