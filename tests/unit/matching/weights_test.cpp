#include "matching/weights.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fixtures.hpp"
#include "matching/likely_same.hpp"
#include "matching/model.hpp"
#include "support/source_path.hpp"

namespace hotline::matching {
namespace {

const std::filesystem::path kShipped = test::source_path("services/matching/lexicon");

std::string text_of_file(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// A copy of the shipped lexicon in whose model a test changes a line.
class WeightsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(kShipped, folder_);
    text_ = text_of_file(kShipped / "model.tsv");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::string row(const std::string& name, const std::string& value) {
    return "evidence\t" + name + "\t" + value + "\n";
  }

  // The whole line of the name in the place of the one that is there; no line at all when `line` is empty.
  void replace(const std::string& name, const std::string& line) {
    const std::size_t at = text_.find("evidence\t" + name + "\t");
    ASSERT_NE(at, std::string::npos) << name;
    text_.replace(at, text_.find('\n', at) + 1 - at, line);
  }
  void set(const std::string& name, const std::string& value) { replace(name, row(name, value)); }

  void write() const { std::ofstream(folder_ / "model.tsv", std::ios::binary) << text_; }
  std::shared_ptr<const Lexicon> load() const {
    write();
    const auto loaded = Lexicon::load(folder_);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
    return loaded ? *loaded : nullptr;
  }
  std::string error() const {
    write();
    const auto loaded = Lexicon::load(folder_);
    return loaded ? "" : loaded.error().message;
  }
  std::size_t line_of(const std::string& name) const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(text_.find("evidence\t" + name + "\t"));
    return static_cast<std::size_t>(std::count(text_.begin(), end, '\n')) + 1;
  }
  // The shipped file but for this value is refused, with its line.
  void expect_refused(const std::string& name, const std::string& value, const std::string& why) {
    SetUp();
    set(name, value);
    EXPECT_EQ(error(), "matching model model.tsv line " + std::to_string(line_of(name)) + ": " + name + " " + why)
        << value;
  }

  std::string text_;
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("weights_test_" + std::to_string(::getpid()));
};

TEST_F(WeightsTest, TheShippedFileIsAsItIsWritten) {
  const auto model = load_model(kShipped / "model.tsv");
  ASSERT_TRUE(model) << model.error().message;
  std::ostringstream again;
  write_model(again, model->weights, model->pairs);
  EXPECT_EQ(again.str(), text_) << "a refit must leave every line that it does not fit as it was";
}

TEST_F(WeightsTest, AnEditedNumberIsReadAndWrittenBack) {
  set("birth_date.honest.swapped", "0.0123");
  set("number.agrees", "25.25");
  set("names.unknown", "0:1:-0.25 0.5:0:-8");
  set("birth_years.children", "2003:0.5 2008:2");
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(lexicon->weights().birth_date.honest.swapped, 0.0123);
  EXPECT_EQ(lexicon->weights().number.agrees, 25.25F);
  EXPECT_EQ(lexicon->weights().names.unknown.count, 2U);
  EXPECT_EQ(lexicon->weights().birth_years.children.bands[1].first, 2008);
  std::ostringstream again;
  write_model(again, lexicon->weights(), lexicon->pair_model());
  EXPECT_EQ(again.str(), text_);
}

TEST_F(WeightsTest, EveryNumberIsNeeded) {
  std::istringstream lines(text_);
  std::size_t needed = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("evidence\t")) continue;
    const std::string name = line.substr(9, line.find('\t', 9) - 9);
    WeightsReader reader;
    std::istringstream all(text_);
    for (std::string other; std::getline(all, other);) {
      if (!other.starts_with("evidence\t") || other == line) continue;
      const std::size_t tab = other.find('\t', 9);
      ASSERT_FALSE(reader.read(other.substr(9, tab - 9), other.substr(tab + 1)));
    }
    EXPECT_EQ(reader.finish(), "lacks the number " + name);
    ++needed;
  }
  EXPECT_GT(needed, 150U);
}

TEST_F(WeightsTest, AMissingNumberIsNamed) {
  replace("calibration.in_register", "");
  EXPECT_NE(error().find("model.tsv line "), std::string::npos) << error();
  EXPECT_NE(error().find(": lacks the number calibration.in_register"), std::string::npos) << error();
}

TEST_F(WeightsTest, ABadNumberIsRefusedWithItsLine) {
  for (const char* bad : {"", "much", "1x", "nan", "inf", "-inf", "1e400", "1,5", " 1", "0x1p3"}) {
    expect_refused("number.agrees", bad, "is not a number");
  }
  expect_refused("marks.shared_share", "2", "must be 0 to 1");
  expect_refused("marks.shared_share", "-0.1", "must be 0 to 1");
  expect_refused("birth_date.altered.exact", "1.5", "must be 0 to 1");
  expect_refused("calibration.in_register", "1", "must lie between 0 and 1");
  expect_refused("calibration.in_register", "0", "must lie between 0 and 1");
  expect_refused("birth_date.honest.unrelated", "0", "must lie between 0 and 1");
  expect_refused("calibration.register_size_min", "0", "must be above 0");
  expect_refused("altered_floor.surname", "0.5", "must be 0 or below");
}

TEST_F(WeightsTest, ABadCurveIsRefusedWithItsLine) {
  expect_refused("names.surname", "0:1:0 0.2:0.5:-1 0.2:0:-2", "must have ascending distances");
  expect_refused("names.surname", "0:1:0 0.2:0.5:-1 0.1:0:-2", "must have ascending distances");
  expect_refused("names.surname", "0:1:0", "must have two points or more");
  expect_refused("names.surname", "0:1:0 1:0", "must have points of DISTANCE:SHARE:BITS");
  expect_refused("names.surname", "0:1:0  1:0:-1", "must have points of DISTANCE:SHARE:BITS");
  expect_refused("names.surname", "0:2:0 1:0:-1", "has a share that must be 0 to 1");
  expect_refused("names.surname", "0:1:0 1.5:0:-1", "has a distance that must be 0 to 1");
  expect_refused("names.surname", "0:1:0 1:0:few", "has a cost in bits that is not a number");
  std::string long_one = "0:1:0";
  for (int i = 1; i <= 12; ++i) long_one += " 0." + std::to_string(10 + i) + ":0:-1";
  expect_refused("names.surname", long_one, "has more than 12 points");
}

TEST_F(WeightsTest, BadYearsAreRefusedWithTheirLine) {
  const char* name = "birth_years.adults";
  expect_refused(name, "1935", "must have bands of YEAR:PER_MILLE");
  expect_refused(name, "1935:2 1938:4", "must have bands that follow each other and do not overlap");
  expect_refused(name, "1899:2", "must have years of 1900 to 2035");
  expect_refused(name, "2036:2", "must have years of 1900 to 2035");
  expect_refused(name, "1935:0", "has a per mille that must be above 0");
}

TEST_F(WeightsTest, NamesThatAreUnknownOrStandTwiceAreRefused) {
  const std::string last = std::to_string(std::count(text_.begin(), text_.end(), '\n') + 1);
  const std::string good = text_;
  text_ += row("number.agree", "1");
  EXPECT_EQ(error(), "matching model model.tsv line " + last + ": number.agree is not a name of the evidence");
  text_ = good + row("number.agrees", "1");
  EXPECT_EQ(error(), "matching model model.tsv line " + last + ": number.agrees stands twice");
  text_ = good + "evidence\tnumber.agrees\n";
  EXPECT_EQ(error(), "matching model model.tsv line " + last + ": is not understood");
}

TEST_F(WeightsTest, BoundsThatCrossAreRefused) {
  set("place.town_min", "7");
  EXPECT_NE(error().find(": has place.town_min above place.town_max"), std::string::npos) << error();
}

// Whoever is in the register, asked for by name and date.
double probability(const std::shared_ptr<const Lexicon>& lexicon) {
  Index index(lexicon);
  index.apply({record(1, "Вознюк", "Тарас", "Ілліч", day(1988, 4, 17))}, {}, 1);
  const auto found = index.find(ask("Вознюк", "Тарас", "Ілліч", day(1988, 4, 17)));
  return found.candidates.empty() ? 0 : found.candidates[0].probability;
}

TEST_F(WeightsTest, AnotherNumberIsAnotherModelVersion) {
  const auto shipped = load();
  set("unit.branch", "0.75");
  const auto edited = load();
  ASSERT_TRUE(shipped && edited);
  EXPECT_NE(Index(shipped).model_version(), Index(edited).model_version());
  EXPECT_EQ(Index(shipped).model_version(), Index(the_lexicon()).model_version());
}

TEST_F(WeightsTest, TheCalibrationIsTheFiles) {
  set("calibration.in_register", "0.003");
  const auto doubting = load();
  ASSERT_TRUE(doubting);
  EXPECT_LT(probability(doubting), probability(the_lexicon()));
  EXPECT_GT(probability(doubting), 0);
}

TEST_F(WeightsTest, TheThresholdOfAReviewIsTheFiles) {
  const auto proposed = [](const std::shared_ptr<const Lexicon>& lexicon) {
    Index index(lexicon);
    index.apply({record(1, "Вознюк", "Тарас", "Ілліч", day(1988, 4, 17))}, {}, 1);
    return likely_same(index, record(2, "Вознюк", "Тарас", "Ілліч", day(1988, 4, 11))).size();
  };
  EXPECT_EQ(proposed(the_lexicon()), 1U);
  set("threshold.likely_same", "0.999999");
  const auto strict = load();
  ASSERT_TRUE(strict);
  EXPECT_EQ(proposed(strict), 0U);
}

// The names of the group reach the evidence of its field.
TEST_F(WeightsTest, EveryFieldWeighsByTheFile) {
  set("number.agrees", "1.5");
  set("birth_date.honest.exact", "0.01");
  set("sex.agrees.honest", "0.125");
  set("rarity.surname_unknown", "9");
  const auto edited = load();
  ASSERT_TRUE(edited);
  const auto bits = [](const std::shared_ptr<const Lexicon>& lexicon, Field field) {
    Index index(lexicon);
    Record held = record(1, "Дивногорук", "Тарас", "Ілліч", day(1988, 4, 17));
    held.sex = core::Sex::kMale;
    held.identifier_hashes = {77};
    index.apply({held}, {}, 1);
    Query query = ask("Дивногорук", "Тарас", "Ілліч", day(1988, 4, 17));
    query.sex = core::Sex::kMale;
    query.identifier_hashes = {77};
    const auto found = index.find(query);
    return found.candidates.empty() ? -1000.0F
                                    : found.candidates[0].fields[static_cast<std::size_t>(field)].weight_bits;
  };
  EXPECT_EQ(bits(edited, Field::kIdentifier), 1.5F);
  EXPECT_EQ(bits(edited, Field::kSex), 0.125F);
  EXPECT_LT(bits(edited, Field::kBirthDate), bits(the_lexicon(), Field::kBirthDate) - 4);
  EXPECT_LT(bits(edited, Field::kSurname), bits(the_lexicon(), Field::kSurname) - 2);
}

}  // namespace
}  // namespace hotline::matching
