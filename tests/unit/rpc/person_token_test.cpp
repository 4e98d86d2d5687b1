#include "rpc/person_token.hpp"

#include <gtest/gtest.h>
#include <sodium.h>
#include <stdlib.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "cli/token_issuer.hpp"
#include "runtime/steady_utc.hpp"

namespace hotline::rpc {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class StandingClock final : public core::Clock {
 public:
  core::Instant now() const override { return now_; }
  void move(std::chrono::seconds by) { now_ += by; }

 private:
  core::Instant now_ = core::Instant(seconds(1'790'000'000));
};

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(std::strlen(text.c_str()));
  return text;
}

std::string unbase64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                    &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  bytes.resize(length);
  return bytes;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  if (at == text.npos) throw std::runtime_error("not there: " + std::string(from));
  return text.replace(at, from.size(), to);
}

class PersonTokenTest : public testing::Test {
 protected:
  PersonTokenTest() {
    std::string path = (std::filesystem::temp_directory_path() / "hotline-token-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = path;
    new_key();
    auto loaded = PersonTokens::load(rules(), clock_);
    if (!loaded) throw std::runtime_error(loaded.error().message);
    tokens_ = std::move(*loaded);
  }
  ~PersonTokenTest() override { std::filesystem::remove_all(folder_); }

  PersonTokenRules rules() const { return {cli::kTrialIssuer, "hotline", folder_ / "token_keys.json"}; }
  void new_key() {
    const auto made = cli::TokenIssuer::make_key(folder_);
    if (!made) throw std::runtime_error(made.error().message);
  }
  cli::TokenRequest request() const {
    cli::TokenRequest asked;
    asked.subject = "op-17";
    asked.role = "operator";
    asked.grants = {"tell_death"};
    asked.certificate_thumbprint = certificate_;
    asked.issued_at = clock_.now();
    return asked;
  }
  std::string issued(const cli::TokenRequest& asked) const {
    const auto issuer = cli::TokenIssuer::open(folder_);
    if (!issuer) throw std::runtime_error(issuer.error().message);
    const auto token = issuer->issue(asked);
    if (!token) throw std::runtime_error(token.error().message);
    return *token;
  }
  std::string issued() const { return issued(request()); }
  bool good(std::string_view token) const { return tokens_->read(token, certificate_).has_value(); }
  static std::string part(const std::string& token, int which) {
    const auto first = token.find('.'), second = token.find('.', first + 1);
    if (which == 0) return token.substr(0, first);
    return which == 1 ? token.substr(first + 1, second - first - 1) : token.substr(second + 1);
  }

  std::filesystem::path folder_;
  StandingClock clock_;
  core::Bytes32 certificate_{1, 2, 3};
  std::unique_ptr<PersonTokens> tokens_;
};

// What has passed, apart from what the clock on the wall says.
std::chrono::steady_clock::time_point passed;
std::chrono::steady_clock::time_point passed_now() {
  return passed;
}

TEST_F(PersonTokenTest, WhatHasRunOutStaysSoWhenTheClockIsSetBack) {
  const runtime::SteadyUtc steady(clock_, &passed_now);
  const runtime::LatestUtc latest(clock_, steady);
  auto loaded = PersonTokens::load(rules(), latest);
  ASSERT_TRUE(loaded);
  const std::string token = issued();
  EXPECT_TRUE((*loaded)->read(token, certificate_));
  for (const auto jump : {std::chrono::hours(-1), std::chrono::hours(-24)}) {
    clock_.move(minutes(11));
    passed += minutes(11);
    EXPECT_FALSE((*loaded)->read(token, certificate_));
    clock_.move(jump);
    EXPECT_FALSE((*loaded)->read(token, certificate_));
    clock_.move(-jump);
  }
  // Forward there is nothing to win either.
  clock_.move(std::chrono::hours(24));
  EXPECT_FALSE((*loaded)->read(token, certificate_));
}

TEST_F(PersonTokenTest, SaysWhoAPersonIs) {
  const auto person = tokens_->read(issued(), certificate_);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->subject, "op-17");
  EXPECT_EQ(person->role, core::Role::kOperator);
  EXPECT_EQ(person->grants, std::set<core::Grant>{core::Grant::kTellDeath});
}

TEST_F(PersonTokenTest, WorksWithItsCertificateOnly) {
  const std::string token = issued();
  EXPECT_TRUE(good(token));
  EXPECT_FALSE(tokens_->read(token, core::Bytes32{9}));
}

TEST_F(PersonTokenTest, LivesTenMinutes) {
  const std::string token = issued();
  clock_.move(minutes(9) + seconds(59));
  EXPECT_TRUE(good(token));
  clock_.move(seconds(1));
  EXPECT_FALSE(good(token));
  clock_.move(-minutes(11));
  EXPECT_FALSE(good(token)) << "not yet";
}

TEST_F(PersonTokenTest, NothingOfItCanBeChanged) {
  const std::string token = issued();
  const std::string head = part(token, 0), claims = part(token, 1), signature = part(token, 2);
  for (const auto& [from, to] : {std::pair("operator", "supervisor"), std::pair("op-17", "op-18"),
                                 std::pair("hotline TRIAL", "hotline LIVE!")}) {
    EXPECT_FALSE(good(head + '.' + base64(replaced(unbase64(claims), from, to)) + '.' + signature)) << to;
  }
  for (std::size_t at = 0; at < signature.size(); ++at) {
    std::string other = signature;
    other[at] = other[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(good(head + '.' + claims + '.' + other)) << at;
  }
}

TEST_F(PersonTokenTest, OnlyTheKeysOwnAlgorithmCounts) {
  const std::string token = issued();
  const std::string claims = part(token, 1), signature = part(token, 2), head = unbase64(part(token, 0));
  for (const char* algorithm : {"none", "None", "HS256", "RS256", "ES384", "es256", ""}) {
    const std::string other = base64(replaced(head, "ES256", algorithm));
    EXPECT_FALSE(good(other + '.' + claims + '.' + signature)) << algorithm;
    EXPECT_FALSE(good(other + '.' + claims + '.')) << algorithm;
  }
}

TEST_F(PersonTokenTest, ATokenBringsNoKeysOfItsOwn) {
  const std::string token = issued();
  for (const char* name : {"jwk", "jku", "x5c", "x5u", "crit"}) {
    const std::string head = replaced(unbase64(part(token, 0)), "{", "{\"" + std::string(name) + "\":{},");
    EXPECT_FALSE(good(base64(head) + '.' + part(token, 1) + '.' + part(token, 2))) << name;
  }
}

TEST_F(PersonTokenTest, IsForThisBureauAndFromThisIssuer) {
  auto other = request();
  other.audience = "another";
  EXPECT_FALSE(good(issued(other)));
  PersonTokenRules rules_of_another = rules();
  rules_of_another.issuer = "https://other.example";
  const auto theirs = PersonTokens::load(rules_of_another, clock_);
  ASSERT_TRUE(theirs);
  EXPECT_FALSE((*theirs)->read(issued(), certificate_));
}

TEST_F(PersonTokenTest, KeysChangeWithoutARestart) {
  const std::string old_token = issued();
  ASSERT_TRUE(good(old_token));
  new_key();
  EXPECT_TRUE(good(old_token)) << "tokens of the last key live out";
  const std::string new_token = issued();
  EXPECT_TRUE(good(new_token));
  ASSERT_TRUE(cli::TokenIssuer::drop_old_keys(folder_));
  EXPECT_FALSE(good(old_token));
  EXPECT_TRUE(good(new_token));
  std::filesystem::rename(folder_ / "token_keys.json", folder_ / "away");
  const auto without = tokens_->read(new_token, certificate_);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().reason, core::Reason::kStoreDown);
  std::filesystem::rename(folder_ / "away", folder_ / "token_keys.json");
  EXPECT_TRUE(good(new_token));
}

TEST_F(PersonTokenTest, ASecretKeyIsNoPublicKey) {
  std::ifstream in(folder_ / "token.jwk");
  const std::string secret((std::istreambuf_iterator<char>(in)), {});
  std::ofstream(folder_ / "leaked.json") << "{\"keys\":[" << secret << "]}";
  PersonTokenRules leaked = rules();
  leaked.keys_file = folder_ / "leaked.json";
  EXPECT_FALSE(PersonTokens::load(leaked, clock_));
}

TEST_F(PersonTokenTest, AnyBytesAreRefusedWithoutHarm) {
  const std::string token = issued();
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("..."), std::string("e30.e30.e30"),
        std::string("\0\xFF", 2), std::string(kTokenBytesMax, 'A'), std::string(kTokenBytesMax + 1, 'A'), token + ".x",
        token + " ", "x" + token, base64("[]") + "..", base64("{\"alg\":\"ES256\",\"kid\":7}") + ".e30.e30"}) {
    EXPECT_FALSE(good(text)) << text.size();
  }
  for (std::size_t length = 0; length < token.size(); length += 7) EXPECT_FALSE(good(token.substr(0, length)));
}

TEST_F(PersonTokenTest, TheIssuerNamesEveryFault) {
  auto asked = request();
  asked.subject = "";
  asked.role = "king";
  asked.grants = {"everything"};
  asked.life = minutes(11);
  const auto issuer = cli::TokenIssuer::open(folder_);
  ASSERT_TRUE(issuer);
  const auto token = issuer->issue(asked);
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().violations.size(), 4U);
}

}  // namespace
}  // namespace hotline::rpc
