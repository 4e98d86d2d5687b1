#include "registry/link_proto.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "core/normal.hpp"
#include "registry/proto_words.hpp"
#include "rpc/validate.hpp"

namespace hotline::registry {
namespace {

core::LinkState state_from(int state) {
  return static_cast<core::LinkState>(state);
}

}  // namespace

core::Result<ProposingLink> parse(const v1::ProposeLinkRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "person_a", request.person_a());
  check_id(violations, "person_b", request.person_b());
  if (request.person_a() != 0 && request.person_a() == request.person_b()) {
    violations.add("person_b", "is another person than person_a");
  }
  check_ground(violations, "ground", request.ground());
  if (!violations.empty()) return violations.error();
  ProposingLink out;
  out.request = *id;
  const auto [lower, higher] = std::minmax({request.person_a(), request.person_b()});
  out.propose.lower = core::PersonId(lower);
  out.propose.higher = core::PersonId(higher);
  out.propose.ground = core::trim(request.ground());
  return out;
}

core::Result<ReviewingLink> parse(const v1::ReviewLinkRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_id(violations, "link_id", request.link_id());
  if (request.decision() == v1::LINK_DECISION_PROPOSE) {
    violations.add("decision", "is CONFIRM, REJECT, DISPUTE or UNDO; ProposeLink proposes");
  }
  if (request.decision() != v1::LINK_DECISION_CONFIRM || !request.ground().empty()) {
    check_ground(violations, "ground", request.ground());
  }
  if (!violations.empty()) return violations.error();
  ReviewingLink out;
  out.request = *id;
  out.review.link = core::LinkId(request.link_id());
  out.review.decision = static_cast<core::LinkDecision>(request.decision());
  out.review.ground = core::trim(request.ground());
  return out;
}

core::Result<store::LinksQuery> parse(const v1::ListLinksRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_id(violations, "person_id", request.person_id());
  const std::int32_t limit = violations.page_size(request.page_size(), kLinksPageDefault, kLinksPageMax);
  if (!violations.empty()) return violations.error();
  store::LinksQuery query;
  for (const int state : request.states()) query.states.push_back(state_from(state));
  std::sort(query.states.begin(), query.states.end());
  query.states.erase(std::unique(query.states.begin(), query.states.end()), query.states.end());
  if (query.states.empty() && request.person_id() == 0) query.states.push_back(core::LinkState::kProposed);
  if (query.states.empty()) {
    for (int state = v1::LINK_STATE_PROPOSED; state <= v1::LINK_STATE_UNDONE; ++state) {
      query.states.push_back(state_from(state));
    }
  }
  if (request.person_id() != 0) query.person = core::PersonId(request.person_id());
  query.limit = limit;
  return query;
}

void write(const LinkView& view, v1::Link& message) {
  const store::LinkRow& link = view.link;
  message.set_link_id(link.id.value());
  message.set_person_a(link.person_a.value());
  message.set_person_b(link.person_b.value());
  message.set_state(static_cast<v1::LinkState>(link.state));
  message.set_probability(static_cast<double>(link.probability));
  message.set_reasons(link.reasons);
  message.set_proposed_by(link.proposed_by.value());
  write(link.proposed_at, *message.mutable_proposed_at());
  message.set_join_ground(static_cast<v1::JoinGround>(link.join_ground));
  message.set_awaited(link.awaited);
  for (const store::LinkEventRow& event : view.steps) {
    v1::LinkStep& step = *message.add_steps();
    step.set_decision(static_cast<v1::LinkDecision>(event.decision));
    step.set_actor(event.actor.value());
    write(event.decided_at, *step.mutable_decided_at());
    step.set_ground(event.ground);
    step.set_state(static_cast<v1::LinkState>(event.state));
  }
}

void write(const Change& change, v1::ReviewLinkResponse& message) {
  message.set_state(static_cast<v1::LinkState>(change.link));
  message.set_cluster_id(change.id);
  message.set_register_revision(change.revision);
  message.set_waits_for_second(change.waits_for_second);
}

std::string position_of(const store::LinkRow& last) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.9g %lld %d", static_cast<double>(last.probability),
                static_cast<long long>(last.id.value()), last.awaited ? 1 : 0);
  return text.data();
}

void set_position(const std::string& position, store::LinksQuery& query) {
  if (position.empty()) return;
  char* end = nullptr;
  query.probability = std::strtof(position.c_str(), &end);
  query.link = core::LinkId(std::strtoll(end, &end, 10));
  // A token from before there were awaited links ends here: it goes on among the others.
  query.awaited = std::strtol(end, nullptr, 10) != 0;
}

}  // namespace hotline::registry
