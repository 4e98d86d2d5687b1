#include "runtime/log_signer.hpp"

#include <gtest/gtest.h>

#include "runtime/random.hpp"

namespace hotline::runtime {
namespace {

TreeState some_state() {
  TreeState state;
  state.tree = 3;
  state.size = 41;
  state.root.fill(9);
  return state;
}

TEST(LogSignerTest, ACheckpointVerifiesWithThePublicKeyOfItsTree) {
  SystemRandom random;
  const Keyring keyring = Keyring::ephemeral(random);
  const LogSigner signer("hotline.test/log", keyring.set(KeyUse::kLogSigning));
  const TreeState state = some_state();
  const std::string note = signer.sign(state);
  EXPECT_EQ(note, signer.sign(state)) << "the same state has the same checkpoint for good";
  const auto parsed = core::parse_note(note);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(core::verifies(*parsed, signer.verifiers(3).front()));
  EXPECT_FALSE(core::verifies(*parsed, signer.verifiers(4).front()));
  EXPECT_EQ(core::parse_checkpoint(parsed->text)->origin, "hotline.test/log/3");
  EXPECT_TRUE(signer.verifies(note, state));
  for (TreeState other : {TreeState{4, 41, state.root}, TreeState{3, 42, state.root}, TreeState{3, 41, {}}}) {
    EXPECT_FALSE(signer.verifies(note, other));
  }
}

TEST(LogSignerTest, OlderKeysStillVerifyAndTheNewestSigns) {
  SystemRandom random;
  KeySet keys;
  keys.add(Key::from_random(1, random));
  const std::string before = LogSigner("hotline.test/log", keys).sign(some_state());
  keys.add(Key::from_random(2, random));
  const LogSigner signer("hotline.renamed/log", keys);
  EXPECT_TRUE(signer.verifies(before, some_state()));
  EXPECT_NE(signer.sign(some_state()), before);
  EXPECT_TRUE(core::verifies(*core::parse_note(signer.sign(some_state())), signer.verifiers(3).front()));
  EXPECT_EQ(signer.verifiers(3).size(), 2U);
  KeySet others;
  others.add(Key::from_random(1, random));
  EXPECT_FALSE(LogSigner("hotline.test/log", others).verifies(before, some_state()));
}

}  // namespace
}  // namespace hotline::runtime
