#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "store/pg/transaction.hpp"
#include "store/registry_store.hpp"

// Links of records, "same person?", and what was decided on them: one function for each query.
namespace hotline::store {

struct LinkRow {
  core::LinkId id;
  core::PersonId person_a;  // the lower id
  core::PersonId person_b;
  core::LinkState state = core::LinkState::kProposed;
  float probability = 0;
  std::string reasons;
  core::ActorId proposed_by;  // "automatic": by an import or by comparison
  core::Instant proposed_at;
  JoinGround join_ground = JoinGround::kNone;
  core::ActorId first_reviewer;  // empty: nobody has signed yet
  core::ActorId second_reviewer;
  bool awaited = false;  // a lookup was held back for it; only known of a listed one
};
struct LinkEventRow {
  core::LinkId link;
  core::LinkDecision decision = core::LinkDecision::kPropose;
  core::LinkState state = core::LinkState::kProposed;
  core::ActorId actor;
  std::string ground;
  core::Instant decided_at;
};

// Whoever makes or joins records holds this lock to the end of his transaction.
boost::asio::awaitable<core::Done> lock_joins(pg::Transaction& tx);
boost::asio::awaitable<core::Result<std::optional<LinkRow>>> lock_link(pg::Transaction& tx, core::LinkId link);
boost::asio::awaitable<core::Result<std::optional<LinkRow>>> find_link(pg::Transaction& tx, core::PersonId lower,
                                                                       core::PersonId higher);

struct LinksQuery {
  std::vector<core::LinkState> states;
  std::optional<core::PersonId> person;
  // After this one: those that an answer waits for, then the others, each in falling probability; of one person all in
  // falling probability. The default is before the first.
  bool awaited = true;
  float probability = 2;
  core::LinkId link;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<LinkRow>>> list_links(pg::Transaction& tx, LinksQuery query);
boost::asio::awaitable<core::Result<std::vector<LinkEventRow>>> read_link_events(pg::Transaction& tx,
                                                                                 std::vector<core::LinkId> links);

struct NewLink {
  core::PersonId lower;
  core::PersonId higher;
  float probability = 0;
  std::string reasons;
  core::ActorId actor;
};
boost::asio::awaitable<core::Result<core::LinkId>> put_link(pg::Transaction& tx, NewLink link);
struct LinkDecided {
  core::LinkId link;
  core::LinkDecision decision = core::LinkDecision::kConfirm;
  core::LinkState state = core::LinkState::kProposed;
  core::ActorId first_reviewer;  // of the link from then on
  core::ActorId second_reviewer;
  core::ActorId actor;
  std::string ground;
};
// The link as decided, and the decision in its history.
boost::asio::awaitable<core::Done> put_link_decision(pg::Transaction& tx, LinkDecided decided);
boost::asio::awaitable<core::Done> put_link_event(pg::Transaction& tx, LinkDecided decided);

}  // namespace hotline::store
