#include "core/note.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <string>

namespace hotline::core {
namespace {

// The published example of golang.org/x/mod/sumdb/note (example_test.go): its key is public.
constexpr char kVerifier[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr char kSeed[] = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";  // algorithm byte and seed
constexpr char kText[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr char kSignature[] =
    "\n\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

std::array<std::uint8_t, kSigningKeyBytes> secret_of(const std::string& seed) {
  std::array<std::uint8_t, kSigningKeyBytes> secret{};
  Bytes32 public_key{};
  crypto_sign_seed_keypair(public_key.data(), secret.data(), reinterpret_cast<const std::uint8_t*>(seed.data()));
  return secret;
}

TEST(NoteTest, SignsAndVerifiesAsGoDoes) {
  const auto key = parse_verifier(kVerifier);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(verifier_text(*key), kVerifier);
  const auto seed = from_base64(kSeed);
  ASSERT_TRUE(seed);
  const auto secret = secret_of(seed->substr(1));
  const std::string note = sign_note(kText, *key, secret);
  EXPECT_EQ(note, std::string(kText) + kSignature);
  const auto parsed = parse_note(note);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->text, kText);
  EXPECT_TRUE(verifies(*parsed, *key));
}

TEST(NoteTest, OneChangedByteAnywhereIsNoticed) {
  const auto key = parse_verifier(kVerifier);
  ASSERT_TRUE(key);
  const std::string note = std::string(kText) + kSignature;
  for (std::size_t i = 0; i < note.size(); ++i) {
    std::string changed = note;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto parsed = parse_note(changed);
    EXPECT_FALSE(parsed && verifies(*parsed, *key)) << "byte " << i;
  }
}

TEST(NoteTest, AnotherKeyOfTheSameNameDoesNotVerify) {
  const auto secret = secret_of(std::string(32, 's'));
  Bytes32 other{};
  std::copy(secret.begin() + 32, secret.end(), other.begin());
  const auto parsed = parse_note(std::string(kText) + kSignature);
  ASSERT_TRUE(parsed);
  EXPECT_FALSE(verifies(*parsed, verifier_key("PeterNeumann", other)));
}

TEST(NoteTest, ACheckpointIsThreeLines) {
  Checkpoint checkpoint{"hotline.example/log/1", 20852163, {}};
  checkpoint.root.fill(7);
  const std::string text = checkpoint_text(checkpoint);
  EXPECT_EQ(text, "hotline.example/log/1\n20852163\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n");
  const auto parsed = parse_checkpoint(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(*parsed, checkpoint);
  EXPECT_TRUE(parse_checkpoint(text + "a further line\n")) << "the format allows more lines";
}

// Found by tests/fuzz/notes_fuzz.cpp: libsodium read it.
TEST(NoteTest, AByteAboveAsciiIsNoBase64) {
  EXPECT_TRUE(from_base64("dN+vo39t"));
  for (int byte = 0x80; byte < 0x100; ++byte) {
    std::string text = "dN+vo39t";
    text[3] = static_cast<char>(byte);
    EXPECT_FALSE(from_base64(text)) << byte;
  }
}

TEST(NoteTest, WhatIsNoCheckpointIsRefused) {
  const std::string root = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n";
  for (const std::string& text :
       {std::string(), std::string("o\n"), std::string("o\n1\n"), "\n1\n" + root, "o\n01\n" + root, "o\n-1\n" + root,
        "o\n1 \n" + root, "o\n99999999999999999999\n" + root, std::string("o\n1\nBwcH\n"),
        "o\n1\n" + root.substr(0, root.size() - 1)}) {
    EXPECT_FALSE(parse_checkpoint(text)) << text;
  }
}

TEST(NoteTest, WhatIsNoNoteIsRefused) {
  const std::string good = std::string(kText) + kSignature;
  for (const std::string& bytes :
       {std::string(), std::string("text\n"), std::string("\n\n"), std::string(kText) + "\n", good + "x",
        good.substr(0, good.size() - 1), std::string(kText) + "\n- PeterNeumann x08go/Y=\n",
        std::string(kText) + "\n\u2014 Peter+Neumann x08go/ZJ\n", std::string(kText) + "\n\u2014 Peter x08g\n"}) {
    EXPECT_FALSE(parse_note(bytes)) << bytes;
  }
}

TEST(NoteTest, WhatIsNoVerifierKeyIsRefused) {
  for (const char* text :
       {"", "Peter", "Peter+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "a b+c74f20a3+ARpc2QcU"}) {
    EXPECT_FALSE(parse_verifier(text)) << text;
  }
}

}  // namespace
}  // namespace hotline::core
