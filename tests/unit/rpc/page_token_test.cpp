#include "rpc/page_token.hpp"

#include <gtest/gtest.h>
#include <hotline/v1/registry_service.pb.h>

namespace hotline::rpc {
namespace {

constexpr char kMethod[] = "hotline.v1.RegistryService/ListRowOutcomes";

class PageTokenTest : public testing::Test {
 protected:
  PageTokenTest() {
    request_.set_list_id(std::string(32, 'l'));
    token_ = tokens_.make(kMethod, actor_, request_, position_);
  }
  void expect_refused(const core::Result<std::string>& opened) {
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().reason, core::Reason::kInvalidField);
    EXPECT_EQ(opened.error().violations.at(0).field, "page_token");
  }

  runtime::SystemRandom random_;
  runtime::Keyring keyring_ = runtime::Keyring::ephemeral(random_);
  PageTokens tokens_{keyring_};
  core::ActorId actor_{"actor-1"};
  v1::ListRowOutcomesRequest request_;
  std::string position_ = std::string("\0\0\1\xF4", 4);
  std::string token_;
};

TEST_F(PageTokenTest, OpensForItsRequestWhateverThePageSize) {
  request_.set_page_token(token_);
  request_.set_page_size(7);
  auto opened = tokens_.open(kMethod, actor_, request_, token_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, position_);
}

TEST_F(PageTokenTest, EmptyIsTheFirstPage) {
  auto opened = tokens_.open(kMethod, actor_, request_, "");
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, "");
}

TEST_F(PageTokenTest, IsRefusedForAnythingElse) {
  v1::ListRowOutcomesRequest other = request_;
  other.set_list_id(std::string(32, 'm'));
  expect_refused(tokens_.open(kMethod, actor_, other, token_));
  expect_refused(tokens_.open("hotline.v1.RegistryService/ListSources", actor_, request_, token_));
  expect_refused(tokens_.open(kMethod, core::ActorId("actor-2"), request_, token_));
  const runtime::Keyring strange = runtime::Keyring::ephemeral(random_);
  expect_refused(PageTokens(strange).open(kMethod, actor_, request_, token_));
}

TEST_F(PageTokenTest, EveryChangedCharacterIsRefused) {
  for (std::size_t at = 0; at < token_.size(); ++at) {
    std::string changed = token_;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    expect_refused(tokens_.open(kMethod, actor_, request_, changed));
  }
  for (std::size_t size = 1; size < token_.size(); ++size) {
    expect_refused(tokens_.open(kMethod, actor_, request_, token_.substr(0, size)));
  }
  expect_refused(tokens_.open(kMethod, actor_, request_, token_ + "AAAA"));
  expect_refused(tokens_.open(kMethod, actor_, request_, "no token, just text"));
  expect_refused(tokens_.open(kMethod, actor_, request_, std::string(100'000, 'A')));
}

}  // namespace
}  // namespace hotline::rpc
