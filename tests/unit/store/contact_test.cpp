#include "store/contact.hpp"

#include <gtest/gtest.h>

#include "runtime/random.hpp"

namespace hotline::store {
namespace {

using core::SafeContact;

TEST(Contact, APhoneNumberIsOneHoweverItIsWritten) {
  for (const char* written : {"+380 44 123-45-67", "00380441234567", "  380 (44) 123.45.67 ", "+380/44/1234567"}) {
    EXPECT_EQ(normalise_contact(SafeContact::kPhone, written), "380441234567") << written;
  }
  EXPECT_EQ(normalise_contact(SafeContact::kPhone, "044 123 45 67"), "0441234567") << "its country is not guessed";
}

TEST(Contact, WhatIsNoPhoneNumberIsRefused) {
  for (const char* written : {"", "+", "1234", "call me", "+380441234567x", "++380441234567", "1234567890123456"}) {
    EXPECT_EQ(normalise_contact(SafeContact::kPhone, written), std::nullopt) << written;
  }
}

TEST(Contact, AnAddressOfMailIsLowerCase) {
  EXPECT_EQ(normalise_contact(SafeContact::kEmail, " Maty@Example.ORG "), "maty@example.org");
  for (const char* written : {"", "maty", "@example.org", "maty@", "a@b@c", "ma ty@example.org"}) {
    EXPECT_EQ(normalise_contact(SafeContact::kEmail, written), std::nullopt) << written;
  }
}

TEST(Contact, APostalAddressIsLowerCaseWithSingleSpaces) {
  EXPECT_EQ(normalise_contact(SafeContact::kPost, "  вул.  Садова, 7 "), "вул. садова, 7");
  EXPECT_EQ(normalise_contact(SafeContact::kPost, "  "), std::nullopt);
}

TEST(Contact, NoContactIsNone) {
  EXPECT_EQ(normalise_contact(SafeContact::kDoNotContact, "380441234567"), std::nullopt);
}

TEST(Contact, TheKeyDependsOnKindTextAndServer) {
  runtime::SeededRandom random(7);
  const auto keyring = runtime::Keyring::ephemeral(random);
  const auto other = runtime::Keyring::ephemeral(random);
  const auto key = contact_keys(keyring, SafeContact::kPhone, "380441234567");
  ASSERT_EQ(key.size(), 1U);
  EXPECT_EQ(contact_keys(keyring, SafeContact::kPhone, "380441234567"), key);
  EXPECT_NE(contact_keys(keyring, SafeContact::kPhone, "380441234568"), key);
  EXPECT_NE(contact_keys(keyring, SafeContact::kPost, "380441234567"), key);
  EXPECT_NE(contact_keys(other, SafeContact::kPhone, "380441234567"), key);
}

}  // namespace
}  // namespace hotline::store
