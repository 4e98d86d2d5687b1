#include "matching/marks.hpp"

#include <gtest/gtest.h>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

FieldEvidence compare(const char* a, const char* b, EvidenceProfile profile = EvidenceProfile::kHonest) {
  const MarkWords& words = the_lexicon()->mark_words();
  return marks_evidence(the_weights().marks, words.read(a), words.read(b), profile);
}

float bits(const char* a, const char* b) {
  return compare(a, b).weight_bits;
}

TEST(MarksTest, OneMarkInThreeLanguages) {
  for (const char* told : {"шрам на лівій щоці", "шрам на левой щеке", "scar on the left cheek", "Рубец, щека слева"}) {
    const FieldEvidence found = compare("Шрам на лівій щоці", told);
    EXPECT_EQ(found.agreement, Agreement::kAgrees) << told;
    EXPECT_GT(found.weight_bits, 5.0F) << told;
  }
  EXPECT_EQ(compare("татуювання якір на передпліччі", "tattoo of an anchor, forearm").agreement, Agreement::kAgrees);
  EXPECT_EQ(compare("родимка над правою бровою", "родимое пятно, бровь правая").agreement, Agreement::kAgrees);
  EXPECT_EQ(compare("заїкається", "заикается").agreement, Agreement::kAgrees);
}

TEST(MarksTest, RareMarksWeighMore) {
  EXPECT_GT(bits("заяча губа", "cleft lip"), bits("шрам", "scar"));
  EXPECT_GT(bits("шрам на коліні", "шрам на колене"), bits("шрам на коліні", "шрам на плечі"));
  EXPECT_GT(bits("кульгає", "limps"), bits("шрам", "шрам"));
}

TEST(MarksTest, PartsOfItAgreeNearly) {
  EXPECT_EQ(compare("шрам на лобі, кучерявий, веснянки", "шрам на левом колене, очки").agreement, Agreement::kNearly);
  EXPECT_GT(bits("шрам на лобі, кучерявий, веснянки", "шрам на левом колене, очки"), 0);
}

TEST(MarksTest, OtherMarksSayLittleAgainst) {
  EXPECT_EQ(compare("кульгає", "татуировка").agreement, Agreement::kDiffers);
  EXPECT_LT(bits("кульгає", "татуировка"), 0);
  EXPECT_GE(compare("кульгає", "татуировка", EvidenceProfile::kAlteredIdentity).weight_bits, -0.5F);
}

TEST(MarksTest, AWordOfNoClassAgreesWithItself) {
  EXPECT_EQ(compare("носить бандану", "бандана").agreement, Agreement::kAgrees);
  EXPECT_LT(bits("early", "ear"), 0) << "a short beginning is a whole word";
}

TEST(MarksTest, NothingSaysNothing) {
  EXPECT_EQ(compare("", "шрам").agreement, Agreement::kNotAsked);
  EXPECT_EQ(compare("на, .. !", "шрам").agreement, Agreement::kNotAsked);
  EXPECT_EQ(the_lexicon()->mark_words().read("шрам шрам scar рубец").count, 1);
  EXPECT_LE(the_lexicon()->mark_words().read("один два три чотири пять шість сім вісім девять десять").count,
            Marks::kMax);
}

TEST(MarksTest, ManyWordsAreBounded) {
  const char* all = "шрам опік родимка тату пірсинг кульгає заїка окуляри";
  EXPECT_LE(bits(all, all), 12.0F);
}

}  // namespace
}  // namespace hotline::matching
