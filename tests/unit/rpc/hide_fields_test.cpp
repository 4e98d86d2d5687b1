#include "rpc/hide_fields.hpp"

#include <gtest/gtest.h>
#include <hotline/v1/lookup_service.pb.h>

namespace hotline::rpc {
namespace {

TEST(HideFieldsTest, ClearsAFieldInEveryEntry) {
  v1::LookupPersonResponse response;
  response.add_candidates()->set_probability(0.5);
  response.add_candidates()->set_probability(0.25);
  response.mutable_told()->set_wounded(true);
  EXPECT_TRUE(clear_field(response, "candidates.probability"));
  EXPECT_EQ(response.candidates_size(), 2);
  EXPECT_EQ(response.candidates(0).probability(), 0);
  EXPECT_EQ(response.candidates(1).probability(), 0);
  EXPECT_TRUE(response.told().wounded());
  EXPECT_TRUE(clear_field(response, "told"));
  EXPECT_FALSE(response.has_told());
  EXPECT_FALSE(clear_field(response, "no_such_field"));
  EXPECT_FALSE(clear_field(response, "register_revision.deeper"));
}

}  // namespace
}  // namespace hotline::rpc
