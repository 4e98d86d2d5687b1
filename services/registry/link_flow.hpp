#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "registry/registry_parts.hpp"
#include "registry/registry_write.hpp"
#include "rpc/call_context.hpp"
#include "store/link_store.hpp"

namespace hotline::registry {

struct LinkToPropose {
  core::PersonId lower;
  core::PersonId higher;
  std::string ground;
};
struct LinkToReview {
  core::LinkId link;
  core::LinkDecision decision = core::LinkDecision::kConfirm;
  std::string ground;
};
struct LinkView {
  store::LinkRow link;
  std::vector<store::LinkEventRow> steps;
};

// "Same person?": proposed by a registrar or by comparison, confirmed by two people, parted again by one. Only a
// confirmed link joins; whatever parts or joins derives the clusters of both anew in the same transaction.
class LinkFlow {
 public:
  explicit LinkFlow(RegistryParts parts) : parts_(parts) {}

  // kNotFound: one of the persons. kWrongState: they are joined already. kInvalidField: they are on different sides.
  boost::asio::awaitable<core::Result<LinkView>> propose_link(rpc::CallContext call, WriteId id, LinkToPropose propose);
  // Change::link is the state from now on, Change::id the cluster of the lower person.
  boost::asio::awaitable<core::Result<Change>> review_link(rpc::CallContext call, WriteId id, LinkToReview review);
  boost::asio::awaitable<core::Result<std::vector<LinkView>>> list_links(rpc::CallContext call,
                                                                         store::LinksQuery query);

 private:
  boost::asio::awaitable<core::Result<core::LinkId>> open_proposal(store::pg::Transaction& tx, core::ActorId actor,
                                                                   LinkToPropose propose);
  boost::asio::awaitable<core::Result<std::vector<LinkView>>> with_steps(store::pg::Transaction& tx,
                                                                         std::vector<store::LinkRow> links);

  RegistryParts parts_;
};

}  // namespace hotline::registry
