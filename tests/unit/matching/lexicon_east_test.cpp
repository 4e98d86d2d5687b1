#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

// A lexicon that is spread over files.
class LexiconFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("lexicon_files_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    write("given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tІван,Иван\n");
    write("diminutives.tsv", "class\tforms\nivan\tВаня\n");
    write("links.tsv", "class\tother\tstrength\n");
    write("patronymics.tsv", "class\tspellings\n");
    write("surnames.tsv", "surname\tshare\nІванов\t500\n");
    write("given_b.tsv", "class\tsex\tshare\tspellings\nyusup\tm\t7\tЮсуп\n");
    write("given_a.tsv", "class\tsex\tshare\tspellings\ndzhokhar\tm\t2\tДжохар\n");
    write("diminutives_b.tsv", "class\tforms\nivan\tВанчо,Ваня\ndzhokhar\tДжоха\n");
    write("links_b.tsv", "class\tother\tstrength\nyusup\tivan\t0.1\n");
    write("surnames_b.tsv", "surname\tshare\nМамедов\t60\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string error() {
    const auto loaded = Lexicon::load(folder_);
    return loaded ? "" : loaded.error().message;
  }
  std::filesystem::path folder_;
};

TEST_F(LexiconFilesTest, EveryFileOfAKindIsRead) {
  const auto loaded = Lexicon::load(folder_);
  ASSERT_TRUE(loaded) << error();
  const Lexicon& lexicon = **loaded;
  ASSERT_EQ(lexicon.class_count(), 3U);
  EXPECT_EQ(lexicon.class_name(0), "ivan");
  EXPECT_EQ(lexicon.class_name(1), "dzhokhar");
  EXPECT_EQ(lexicon.class_name(2), "yusup");
  EXPECT_EQ(lexicon.diminutive_count(), 3U) << "a form that two files give one class counts once";
  EXPECT_FLOAT_EQ(lexicon.link(0, 2), 0.1F);
  const auto bits = [&](const char* name) { return lexicon.surname_bits(stem_of(sound_of(name).main)); };
  EXPECT_LT(bits("Мамедова"), bits("Стеценко"));
}

TEST_F(LexiconFilesTest, ErrorsNameTheFileOfTheLine) {
  write("given_b.tsv", "class\tsex\tshare\tspellings\nyusup\tm\t7\tИван\n");
  EXPECT_NE(error().find("given_b.tsv line 2"), std::string::npos) << error();
  EXPECT_NE(error().find("given.tsv line 2"), std::string::npos) << error();
  SetUp();
  write("diminutives_b.tsv", "class\tforms\nnobody\tВаня\n");
  EXPECT_NE(error().find("diminutives_b.tsv line 2"), std::string::npos) << error();
}

TEST_F(LexiconFilesTest, OtherFilesOfTheFolderAreLeftAlone) {
  write("given_b.tsv~", "an editor's copy");
  write("readme.txt", "not a table");
  EXPECT_EQ(error(), "");
}

TEST_F(LexiconFilesTest, TheFirstFileMustBeThere) {
  std::filesystem::remove(folder_ / "given.tsv");
  EXPECT_NE(error().find("given.tsv"), std::string::npos);
  std::filesystem::remove_all(folder_);
  EXPECT_NE(error().find("given.tsv"), std::string::npos);
}

}  // namespace
}  // namespace hotline::matching
