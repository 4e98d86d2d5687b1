#include "core/payload.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

LogPayload full_payload() {
  LogPayload payload;
  payload.actor = ActorId{"operator-7"};
  payload.role = Role::kOperator;
  payload.channel = Channel::kOperator;
  payload.method = "hotline.v1.LookupService/LookupPerson";
  payload.purpose = "FAMILY_INQUIRY";
  payload.call_line = "line-3";
  payload.call_id = "exchange-000123";
  payload.call_start_second = 1'795'000'000;
  payload.inquiry_reference = 4'170'935'528;
  QuestionFacts facts;
  facts.name = {"Вигаданенко", "Остап", "Пилипович", ""};
  facts.sex = Sex::kMale;
  facts.birth_date = {DatePrecision::kDay, 1998, 3, 12, 0};
  facts.birthplace = "Нижні Млини";
  facts.unit = "unit 0";
  facts.identifiers = {"AB12345", "77"};
  payload.question = Sensitive<QuestionFacts>(facts);
  payload.relation = Relation::kMother;
  payload.caller_level = 2;
  payload.verification_steps = {VerificationStep::kNumberCalledBack, VerificationStep::kKinOnlyFacts};
  payload.language = "uk";
  payload.answer = AnswerKind::kConfirmedCaptive;
  payload.fields_told = kTellLastAlive | kTellHowToWrite;
  payload.withheld_reason = WithheldReason::kNone;
  payload.script_version = 3;
  payload.disclosed = {{PersonId{41}, 7}, {PersonId{58}, 1}};
  payload.candidates = {{PersonId{41}, 9'950}, {PersonId{99}, 12}};
  payload.model_version = "2026-11-a";
  payload.register_revision = 1'234'567;
  return payload;
}

LogPayload refusal() {
  LogPayload payload;
  payload.actor = ActorId{"portal-1"};
  payload.role = Role::kPortal;
  payload.method = "hotline.v1.LookupService/LookupPerson";
  payload.refusal_reason = "NOT_ALLOWED";
  payload.refusal_count = 250;
  return payload;
}

TEST(PayloadTest, TheBytesOfVersionOneNeverChange) {
  const auto full = encode_payload(full_payload());
  const auto refused = encode_payload(refusal());
  const auto empty = encode_payload(LogPayload{});
  ASSERT_TRUE(full && refused && empty);
  hotline::test::expect_golden("payload_v1.hex",
                               "lookup " + hex(*full) + "\nrefusal " + hex(*refused) + "\nempty " + hex(*empty) + "\n");
}

LogPayload from_paper() {
  LogPayload payload = full_payload();
  payload.paper_sheet = "S 4170-9355-2861";
  payload.paper_taken_second = 1'794'999'000;
  return payload;
}

TEST(PayloadTest, WhatWentInComesOut) {
  for (const LogPayload& payload : {full_payload(), refusal(), LogPayload{}, from_paper()}) {
    const auto bytes = encode_payload(payload);
    ASSERT_TRUE(bytes);
    const auto again = decode_payload(*bytes);
    ASSERT_TRUE(again);
    EXPECT_TRUE(*again == payload);
  }
}

LogPayload about_a_child() {
  LogPayload payload = full_payload();
  QuestionFacts facts = payload.question.reveal();
  facts.kind = SoughtKind::kChildIdentityMayBeAltered;
  facts.mother_name = "Вигаданенко Тетяна";
  facts.siblings = {{"Данило", {DatePrecision::kDay, 2010, 3, 8, 0}}, {"Марко", {}}};
  facts.marks = "шрам на лівій щоці";
  facts.last_seen_place = "Нижні Млини";
  facts.last_seen_date = {DatePrecision::kMonth, 2022, 3, 0, 0};
  payload.question = Sensitive<QuestionFacts>(facts);
  return payload;
}

TEST(PayloadTest, WhatIsToldOfAChildComesOut) {
  const LogPayload payload = about_a_child();
  const auto bytes = encode_payload(payload);
  ASSERT_TRUE(bytes);
  const auto again = decode_payload(*bytes);
  ASSERT_TRUE(again);
  EXPECT_TRUE(*again == payload);
  EXPECT_EQ(again->question.reveal().siblings, payload.question.reveal().siblings);
  LogPayload only_kind = full_payload();
  QuestionFacts facts = only_kind.question.reveal();
  facts.kind = SoughtKind::kChild;
  only_kind.question = Sensitive<QuestionFacts>(facts);
  EXPECT_TRUE(*decode_payload(*encode_payload(only_kind)) == only_kind);
}

TEST(PayloadTest, AnUnknownKindOrACutSiblingIsNoPayload) {
  LogPayload only_question;
  only_question.question = about_a_child().question;
  const auto bytes = *encode_payload(only_question);
  for (std::size_t size = 2; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_payload(std::span(bytes).first(size))) << size;
  }
  QuestionFacts facts = only_question.question.reveal();
  facts.kind = SoughtKind::kChild;
  only_question.question = Sensitive<QuestionFacts>(facts);
  auto other_kind = *encode_payload(only_question);
  const auto at = std::mismatch(bytes.begin(), bytes.end(), other_kind.begin()).second;
  ASSERT_EQ(*at, 3);
  *at = 9;
  EXPECT_FALSE(decode_payload(other_kind));
}

TEST(PayloadTest, ATooLongPayloadIsABugNotATruncation) {
  LogPayload payload;
  payload.purpose = std::string(9'000, 'x');
  EXPECT_FALSE(encode_payload(payload));
  payload = {};
  payload.disclosed.resize(1'001);
  EXPECT_FALSE(encode_payload(payload));
  payload = {};
  payload.question.reveal().identifiers = {std::string(9'000, 'x')};
  EXPECT_FALSE(encode_payload(payload));
}

TEST(PayloadTest, EveryCutAndOtherVersionsAreRefused) {
  auto bytes = *encode_payload(full_payload());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = decode_payload(std::span(bytes).first(size));
    // A cut between two fields is a payload of its own, but never this one.
    if (cut) {
      EXPECT_FALSE(*cut == full_payload());
    }
  }
  bytes[0] = 2;
  EXPECT_FALSE(decode_payload(bytes));
}

TEST(PayloadTest, OneMeaningHasOneEncoding) {
  // A role, twice; tags that fall; an unknown tag; a written default; a length beyond the end; a value too long.
  const std::vector<std::vector<std::uint8_t>> wrong{{1, 2, 0, 0, 0, 1, 1, 2, 0, 0, 0, 1, 1},
                                                     {1, 3, 0, 0, 0, 1, 1, 2, 0, 0, 0, 1, 1},
                                                     {1, 99, 0, 0, 0, 0},
                                                     {1, 12, 0, 0, 0, 1, 0},
                                                     {1, 1, 255, 255, 255, 255, 'a'},
                                                     {1, 2, 0, 0, 0, 2, 1, 1},
                                                     {1, 2, 0, 0, 0, 1, 0},
                                                     {1, 2, 0, 0, 0, 1, kRoleCount + 1},
                                                     {1, 19, 0, 0, 0, 2, 255, 255}};
  for (const auto& bytes : wrong) EXPECT_FALSE(decode_payload(bytes)) << hex(bytes);
  EXPECT_TRUE(decode_payload(std::vector<std::uint8_t>{1, 2, 0, 0, 0, 1, 1}));
}

TEST(PayloadTest, AnyBytesAreRefusedOrEncodeAgainToThemselves) {
  std::mt19937_64 random(hotline::test::seed_from_environment(std::random_device{}()));
  const auto original = *encode_payload(full_payload());
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    auto bytes = original;
    for (auto changes = 1 + random() % 4; changes != 0; --changes) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<std::uint8_t>(random());
          break;
        case 1:
          bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
          break;
        default:
          bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(random()));
      }
    }
    const auto payload = decode_payload(bytes);
    if (!payload) continue;
    ++accepted;
    const auto again = encode_payload(*payload);
    ASSERT_TRUE(again);
    ASSERT_EQ(*again, bytes);
  }
  EXPECT_GT(accepted, 0) << "a changed letter is still a payload";
}

}  // namespace
}  // namespace hotline::core
