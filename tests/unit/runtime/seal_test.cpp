#include "runtime/seal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "runtime/random.hpp"

namespace hotline::runtime {
namespace {

using testing::HasSubstr;
using testing::Not;

class SealTest : public testing::Test {
 protected:
  SeededRandom random_{7};
  Keyring ring_ = Keyring::ephemeral(random_);
  const KeySet keys_ = ring_.set(KeyUse::kRegister);
};

TEST_F(SealTest, OpensOnlyWhatItSealedAtTheSamePlace) {
  const Sealed sealed = seal(keys_.newest(), "person/1", "Лесик");
  EXPECT_EQ(sealed.size(), std::string("Лесик").size() + kSealOverheadBytes);
  EXPECT_THAT(sealed, Not(HasSubstr("Лесик")));
  auto opened = open(keys_, "person/1", sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, "Лесик");
  EXPECT_FALSE(open(keys_, "person/2", sealed));
  EXPECT_FALSE(open(ring_.set(KeyUse::kInquiry), "person/1", sealed));
  EXPECT_NE(seal(keys_.newest(), "person/1", "Лесик"), sealed) << "each has a nonce of its own";
}

TEST_F(SealTest, EveryChangedOrMissingByteIsNoticed) {
  const Sealed sealed = seal(keys_.newest(), "a", "text");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Sealed changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(open(keys_, "a", changed)) << i;
    EXPECT_FALSE(open(keys_, "a", sealed.substr(0, i))) << i;
  }
}

TEST_F(SealTest, TheHeadIsVersionAndKeyId) {
  const Sealed sealed = seal(keys_.newest(), "", "");
  EXPECT_EQ(sealed.substr(0, 3), std::string("\x01\x00\x01", 3));
  auto opened = open(keys_, "", sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, "");
}

TEST_F(SealTest, TheNewestKeySealsAndOldOnesStillOpen) {
  KeySet keys;
  keys.add(Key::from_random(1, random_));
  const Sealed old = seal(keys.newest(), "a", "text");
  keys.add(Key::from_random(300, random_));
  EXPECT_EQ(keys.newest().id(), 300);
  EXPECT_EQ(seal(keys.newest(), "a", "x").substr(0, 3), std::string("\x01\x01\x2c", 3));
  EXPECT_TRUE(open(keys, "a", old));
}

TEST_F(SealTest, HmacIsTheStandardOne) {
  // RFC 4231, test case 2; its short key is padded with zeros by definition of HMAC.
  const Key key(1, SecretBytes::filled(kKeyBytes, [](std::span<std::uint8_t> bytes) {
                  std::ranges::fill(bytes, std::uint8_t{0});
                  std::ranges::copy(std::string_view("Jefe"), bytes.begin());
                }));
  const core::Bytes32 hash = keyed_hash(key, "what do ya want for nothing?");
  EXPECT_EQ(hash[0], 0x5b);
  EXPECT_EQ(hash[1], 0xdc);
  EXPECT_EQ(hash[31], 0x43);
  EXPECT_EQ(static_cast<std::uint64_t>(keyed_hash64(key, "what do ya want for nothing?")), 0x5bdcc146bf60754eU);
}

TEST_F(SealTest, PartsDoNotRunTogether) {
  const Key& key = keys_.newest();
  EXPECT_NE(keyed_hash(key, {"ab", "c"}), keyed_hash(key, {"a", "bc"}));
  EXPECT_NE(keyed_hash(key, "a"), keyed_hash(ring_.newest(KeyUse::kRow), "a"));
}

TEST_F(SealTest, APassphraseMatchesItselfOnly) {
  const KeySet& keys = ring_.set(KeyUse::kPassphrase);
  const std::string kept = hash_passphrase(keys.newest(), random_, "oak river lamp nine");
  EXPECT_TRUE(passphrase_matches(keys, kept, "oak river lamp nine"));
  EXPECT_FALSE(passphrase_matches(keys, kept, "oak river lamp ten"));
  EXPECT_FALSE(passphrase_matches(keys, kept.substr(1), "oak river lamp nine"));
  EXPECT_FALSE(passphrase_matches(keys, "", ""));
  EXPECT_FALSE(passphrase_matches(ring_.set(KeyUse::kRow), kept, "oak river lamp nine"));
  EXPECT_NE(hash_passphrase(keys.newest(), random_, "oak river lamp nine"), kept) << "each has a salt of its own";
}

TEST(RandomTest, TheSameSeedGivesTheSameBytesInAnyPortions) {
  SeededRandom one(42);
  SeededRandom other(42);
  SeededRandom third(43);
  std::vector<std::uint8_t> whole(5000);
  std::vector<std::uint8_t> parts(5000);
  one.fill(whole);
  for (std::size_t i = 0; i < parts.size(); i += 50) other.fill(std::span(parts).subspan(i, 50));
  EXPECT_EQ(whole, parts);
  EXPECT_NE(third.bytes<16>(), SeededRandom(42).bytes<16>());
  SystemRandom system;
  EXPECT_NE(system.bytes<16>(), system.bytes<16>());
}

TEST(RandomTest, BelowStaysBelowAndReachesAll) {
  SeededRandom random(1);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) ++seen[random.below(7)];
  for (const int count : seen) EXPECT_NEAR(count, 1000, 150);
}

}  // namespace
}  // namespace hotline::runtime
