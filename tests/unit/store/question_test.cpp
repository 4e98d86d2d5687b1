#include "store/question.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/record_codec.hpp"

namespace hotline::store {
namespace {

class QuestionTest : public testing::Test {
 protected:
  std::uint64_t hash_of(const std::string& number) const { return index_hash(identifier_hash(keyring, number)); }

  runtime::SeededRandom random{20261122};
  runtime::Keyring keyring = runtime::Keyring::ephemeral(random);
};

TEST_F(QuestionTest, NumbersAreAskedExactlyAndOneSlipAway) {
  core::QuestionFacts facts;
  facts.identifiers = {"АВ-123456"};
  const matching::Query query = question_of(keyring, facts);
  ASSERT_EQ(query.identifier_hashes.size(), 1U);
  EXPECT_EQ(query.identifier_hashes[0], hash_of("AB 123456")) << "as the register's are hashed";
  const auto& near = query.near_identifier_hashes;
  EXPECT_NE(std::find(near.begin(), near.end(), hash_of("АВ-123465")), near.end());
  EXPECT_EQ(std::find(near.begin(), near.end(), query.identifier_hashes[0]), near.end());
}

TEST_F(QuestionTest, EveryFactIsAskedAndTheKindChoosesTheProfile) {
  core::QuestionFacts facts;
  facts.name.line = "Вигаданенко Софія";
  facts.sex = core::Sex::kFemale;
  facts.birth_date = {core::DatePrecision::kYear, 2014, 0, 0, 0};
  facts.birthplace = "Городок";
  facts.mother_name = "Вигаданенко Тетяна";
  facts.siblings = {{"Данило", {core::DatePrecision::kDay, 2010, 3, 8, 0}}};
  facts.marks = "шрам";
  facts.last_seen_place = "Нижні Млини";
  facts.last_seen_date = {core::DatePrecision::kMonth, 2022, 3, 0, 0};
  facts.kind = core::SoughtKind::kChildIdentityMayBeAltered;
  const matching::Query query = question_of(keyring, facts);
  EXPECT_EQ(query.name, facts.name);
  EXPECT_EQ(query.sex, facts.sex);
  EXPECT_EQ(query.birth_date, facts.birth_date);
  EXPECT_EQ(query.birthplace, facts.birthplace);
  EXPECT_EQ(query.circumstances.mother, facts.mother_name);
  ASSERT_EQ(query.circumstances.siblings.size(), 1U);
  EXPECT_EQ(query.circumstances.siblings[0].given, "Данило");
  EXPECT_EQ(query.circumstances.siblings[0].birth_date, facts.siblings[0].birth_date);
  EXPECT_EQ(query.circumstances.marks, facts.marks);
  EXPECT_EQ(query.circumstances.last_seen_place, facts.last_seen_place);
  EXPECT_EQ(query.circumstances.last_seen, facts.last_seen_date);
  EXPECT_EQ(query.profile, core::EvidenceProfile::kAlteredIdentity);
  facts.kind = core::SoughtKind::kChild;
  EXPECT_EQ(question_of(keyring, facts).profile, core::EvidenceProfile::kHonest);
}

}  // namespace
}  // namespace hotline::store
