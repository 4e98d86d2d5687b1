#pragma once

#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"
#include "registry/link_flow.hpp"

namespace hotline::registry {

inline constexpr std::int32_t kLinksPageDefault = 50;
inline constexpr std::int32_t kLinksPageMax = 200;

struct ProposingLink {
  core::RequestId request;
  LinkToPropose propose;
};
core::Result<ProposingLink> parse(const v1::ProposeLinkRequest& request);
struct ReviewingLink {
  core::RequestId request;
  LinkToReview review;
};
core::Result<ReviewingLink> parse(const v1::ReviewLinkRequest& request);
// Without the place of the page.
core::Result<store::LinksQuery> parse(const v1::ListLinksRequest& request);

void write(const LinkView& view, v1::Link& message);
void write(const Change& change, v1::ReviewLinkResponse& message);

// Where a page ended, and back: "0.93750000 4711".
std::string position_of(const store::LinkRow& last);
void set_position(const std::string& position, store::LinksQuery& query);

}  // namespace hotline::registry
