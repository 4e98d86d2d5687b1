#include "core/sought.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

TEST(SoughtTest, OnlyAChildWhoseIdentityMayBeAlteredIsWeighedSo) {
  for (int i = 0; i <= kSoughtKindLast; ++i) {
    const auto kind = static_cast<SoughtKind>(i);
    const bool altered = kind == SoughtKind::kChildIdentityMayBeAltered;
    EXPECT_EQ(profile_of(kind), altered ? EvidenceProfile::kAlteredIdentity : EvidenceProfile::kHonest) << i;
    EXPECT_EQ(is_child(kind), altered || kind == SoughtKind::kChild) << i;
  }
}

}  // namespace
}  // namespace hotline::core
