#include "store/log_sealer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hotline::store {
namespace {

class LogSealerTest : public testing::Test {
 protected:
  LogSealInput input() {
    LogSealInput made;
    made.actor = core::ActorId("operator-7");
    made.at = core::Instant(std::chrono::microseconds(1'795'000'000'123'456));
    made.payload = payload;
    made.request = core::RequestId(core::Bytes16{1, 2, 3});
    made.request_digest = request_digest(keyring, "method", "request");
    made.answer = "what was said";
    return made;
  }

  runtime::SystemRandom random;
  runtime::Keyring keyring = runtime::Keyring::ephemeral(random);
  std::vector<std::uint8_t> payload = std::vector<std::uint8_t>(700, 0x5A);
};

TEST_F(LogSealerTest, ThePayloadOpensAndItsCommitmentProvesIt) {
  const LogDraft draft = seal_draft(keyring, random, input());
  const auto opened = open_payload(keyring, draft.entry_id, draft.key_sealed, draft.payload_sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, payload);
  EXPECT_EQ(core::commitment(draft.salt, *opened), draft.commitment);
  EXPECT_EQ(draft.payload_sealed.find(std::string(32, '\x5A')), std::string::npos);
}

TEST_F(LogSealerTest, NothingOfOneEntryOpensForAnother) {
  const LogDraft first = seal_draft(keyring, random, input());
  const LogDraft second = seal_draft(keyring, random, input());
  EXPECT_NE(first.entry_id, second.entry_id);
  EXPECT_NE(first.salt, second.salt);
  EXPECT_NE(first.commitment, second.commitment);
  EXPECT_FALSE(open_payload(keyring, second.entry_id, first.key_sealed, first.payload_sealed));
  EXPECT_FALSE(open_payload(keyring, first.entry_id, second.key_sealed, first.payload_sealed));
  EXPECT_FALSE(open_payload(keyring, first.entry_id, first.key_sealed, second.payload_sealed));
  std::string cut = first.payload_sealed;
  cut.resize(10);
  EXPECT_FALSE(open_payload(keyring, first.entry_id, first.key_sealed, cut));
}

TEST_F(LogSealerTest, TheAnswerOpensForItsActorAndRequestOnly) {
  const LogSealInput made = input();
  const LogDraft draft = seal_draft(keyring, random, made);
  const auto opened = open_answer(keyring, made.actor, *made.request, draft.answer_sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, made.answer);
  EXPECT_FALSE(open_answer(keyring, core::ActorId("operator-8"), *made.request, draft.answer_sealed));
  const core::RequestId other(core::Bytes16{9});
  EXPECT_FALSE(open_answer(keyring, made.actor, other, draft.answer_sealed));
}

TEST_F(LogSealerTest, OneActorHasOnePseudonymThatDoesNotShowTheId) {
  LogSealInput made = input();
  const LogDraft first = seal_draft(keyring, random, made);
  EXPECT_EQ(seal_draft(keyring, random, made).actor_pseudonym, first.actor_pseudonym);
  made.actor = core::ActorId("operator-8");
  EXPECT_NE(seal_draft(keyring, random, made).actor_pseudonym, first.actor_pseudonym);
}

TEST_F(LogSealerTest, ARefusalClaimsNoKeyAndIsNotComputedFromTheRegister) {
  LogSealInput made = input();
  made.kind = core::LogEntryKind::kRefusal;
  made.request.reset();
  const LogDraft draft = seal_draft(keyring, random, made);
  EXPECT_FALSE(draft.request);
  EXPECT_TRUE(draft.answer_sealed.empty());
  EXPECT_EQ(draft.freshness, Freshness::kNotComputed);
}

TEST_F(LogSealerTest, TheDigestDependsOnMethodAndRequest) {
  EXPECT_EQ(request_digest(keyring, "m", "r"), request_digest(keyring, "m", "r"));
  EXPECT_NE(request_digest(keyring, "m", "r"), request_digest(keyring, "n", "r"));
  EXPECT_NE(request_digest(keyring, "mr", ""), request_digest(keyring, "m", "r"));
}

}  // namespace
}  // namespace hotline::store
