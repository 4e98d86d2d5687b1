#include "registry/link_flow.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/clusters.hpp"
#include "matching/likely_same.hpp"
#include "matching/told.hpp"
#include "store/record_codec.hpp"
#include "store/registry_import.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// What the matcher says of the two; nothing when it does not hold them to be alike.
struct Likeness {
  double probability = 0;
  std::string reasons = "proposed by a person; the matcher does not hold the two to be alike";
};

asio::awaitable<core::Result<Likeness>> likeness(RegistryParts parts, Transaction& tx, store::ClusterRecordRow record,
                                                 core::PersonId other) {
  matching::Record asked;
  asked.person = record.person;
  asked.facts.cluster = record.cluster;
  asked.facts.side = record.side;
  auto particulars = store::open_particulars(parts.keyring, record.person, record.sealed);
  if (!particulars) co_return particulars.error();
  asked.sex = particulars->sex;
  asked.birth_date = particulars->birth_date;
  asked.birthplace = particulars->birthplace;
  asked.unit = particulars->unit;
  asked.circumstances = matching::circumstances_of(*particulars);
  const std::vector<core::PersonId> one(1, record.person);
  auto names = co_await store::read_names(tx, one);
  if (!names) co_return names.error();
  for (const store::NameRow& name : *names) {
    if (name.withdrawn_at) continue;
    auto parts_of_name = store::open_name(parts.keyring, name.person, name.sealed);
    if (!parts_of_name) co_return parts_of_name.error();
    asked.names.push_back(std::move(*parts_of_name));
  }
  auto numbers = co_await store::read_identifiers(tx, one);
  if (!numbers) co_return numbers.error();
  for (const store::IdentifierRow& number : *numbers) {
    if (!number.withdrawn_at) asked.identifier_hashes.push_back(store::index_hash(number.value_hash));
  }
  Likeness found;
  for (matching::LikelySame& likely : matching::likely_same(parts.index, asked)) {
    if (likely.person != other) continue;
    found.probability = likely.probability;
    found.reasons = std::move(likely.reasons);
  }
  co_return found;
}

core::FirstSignature signature_of(const store::LinkRow& link, const core::ActorId& actor) {
  if (link.first_reviewer.value().empty() || link.state == core::LinkState::kConfirmed) {
    return core::FirstSignature::kNone;
  }
  return link.first_reviewer == actor ? core::FirstSignature::kOfThisActor : core::FirstSignature::kOfAnother;
}

core::Error joined_already() {
  return wrong_state("the two are joined already", "joined");
}

}  // namespace

asio::awaitable<core::Result<LinkView>> LinkFlow::propose_link(rpc::CallContext call, WriteId id,
                                                               LinkToPropose propose) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  core::LinkId link;
  if (open->earlier) {
    link = core::LinkId(open->earlier->id);
    co_await open->tx.rollback();
  } else {
    Transaction tx = std::move(open->tx);
    auto proposed = co_await open_proposal(tx, call.caller.id, std::move(propose));
    if (!proposed) co_return proposed.error();
    link = *proposed;
    WriteDone done;
    done.key = key;
    done.what = "LINK_PROPOSED " + std::to_string(link.value());
    done.change.id = link.value();
    done.change.link = core::LinkState::kProposed;
    auto closed = co_await close_write(parts_, call, std::move(tx), std::move(done));
    if (!closed) co_return closed.error();
  }
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto row = co_await store::lock_link(*tx, link);
  if (!row) co_return row.error();
  if (!*row) co_return not_found();
  std::vector<store::LinkRow> one(1, std::move(**row));
  auto views = co_await with_steps(*tx, std::move(one));
  if (!views) co_return views.error();
  co_return std::move(views->front());
}

asio::awaitable<core::Result<core::LinkId>> LinkFlow::open_proposal(Transaction& tx, core::ActorId actor,
                                                                    LinkToPropose propose) {
  auto locked = co_await store::lock_joins(tx);
  if (!locked) co_return locked.error();
  std::vector<core::PersonId> both(1, propose.lower);
  both.push_back(propose.higher);
  auto records = co_await store::read_cluster_records(tx, std::move(both));
  if (!records) co_return records.error();
  std::map<core::PersonId, store::ClusterRecordRow*> by_person;
  for (store::ClusterRecordRow& record : *records) by_person[record.person] = &record;
  if (!by_person.contains(propose.lower) || !by_person.contains(propose.higher)) co_return not_found();
  store::ClusterRecordRow& lower = *by_person[propose.lower];
  const store::ClusterRecordRow& higher = *by_person[propose.higher];
  if (lower.cluster == higher.cluster) co_return joined_already();
  if (lower.side != higher.side) {
    co_return core::invalid_field("person_b",
                                  "is on another side: withdraw the list or statement that says so wrongly first");
  }
  auto known = co_await store::find_link(tx, propose.lower, propose.higher);
  if (!known) co_return known.error();
  store::LinkDecided decided;
  decided.decision = core::LinkDecision::kPropose;
  decided.state = core::LinkState::kProposed;
  decided.actor = actor;
  decided.ground = std::move(propose.ground);
  if (*known) {
    const store::LinkRow& link = **known;
    decided.link = link.id;
    if (link.state == core::LinkState::kProposed) co_return link.id;
    auto outcome = core::decide_link(link.state, signature_of(link, actor), core::LinkDecision::kPropose);
    if (!outcome) co_return outcome.error();
    auto put = co_await store::put_link_decision(tx, decided);
    if (!put) co_return put.error();
    co_return link.id;
  }
  auto like = co_await likeness(parts_, tx, lower, propose.higher);
  if (!like) co_return like.error();
  store::NewLink fresh;
  fresh.lower = propose.lower;
  fresh.higher = propose.higher;
  fresh.probability = static_cast<float>(like->probability);
  fresh.reasons = std::move(like->reasons);
  fresh.actor = std::move(actor);
  auto link = co_await store::put_link(tx, std::move(fresh));
  if (!link) co_return link.error();
  decided.link = *link;
  auto noted = co_await store::put_link_event(tx, std::move(decided));
  if (!noted) co_return noted.error();
  co_return *link;
}

asio::awaitable<core::Result<Change>> LinkFlow::review_link(rpc::CallContext call, WriteId id, LinkToReview review) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);
  auto locked = co_await store::lock_joins(tx);
  if (!locked) co_return locked.error();
  auto found = co_await store::lock_link(tx, review.link);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  const store::LinkRow link = std::move(**found);
  const core::ActorId actor = call.caller.id;
  auto outcome = core::decide_link(link.state, signature_of(link, actor), review.decision);
  if (!outcome) co_return outcome.error();

  store::LinkDecided decided;
  decided.link = link.id;
  decided.decision = review.decision;
  decided.state = outcome->state;
  decided.actor = actor;
  decided.ground = std::move(review.ground);
  if (outcome->waits_for_second) {
    decided.first_reviewer = actor;
  } else if (outcome->state == core::LinkState::kConfirmed) {
    decided.first_reviewer = link.first_reviewer;
    decided.second_reviewer = actor;
  }
  auto put = co_await store::put_link_decision(tx, std::move(decided));
  if (!put) co_return put.error();

  WriteDone done;
  done.key = key;
  done.what = "LINK_" + std::string(core::name_of(review.decision)) + " " + std::to_string(link.id.value());
  Change& change = done.change;
  change.link = outcome->state;
  change.waits_for_second = outcome->waits_for_second;
  const bool joined_before = link.state == core::LinkState::kConfirmed;
  const bool joined_now = outcome->state == core::LinkState::kConfirmed;
  std::vector<core::PersonId> both(1, link.person_a);
  both.push_back(link.person_b);
  if (joined_before != joined_now) {
    auto refreshed = co_await refresh_clusters(tx, std::move(both), Links::kChanged);
    if (!refreshed) co_return refreshed.error();
    change.id = find(*refreshed, link.person_a)->cluster.value();
    done.changed = ids_of(*refreshed);
  } else {
    auto records = co_await store::read_cluster_records(tx, std::move(both));
    if (!records) co_return records.error();
    for (const store::ClusterRecordRow& record : *records) {
      if (record.person == link.person_a) change.id = record.cluster.value();
    }
  }
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

asio::awaitable<core::Result<std::vector<LinkView>>> LinkFlow::list_links(rpc::CallContext call,
                                                                          store::LinksQuery query) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto links = co_await store::list_links(*tx, std::move(query));
  if (!links) co_return links.error();
  co_return co_await with_steps(*tx, std::move(*links));
}

asio::awaitable<core::Result<std::vector<LinkView>>> LinkFlow::with_steps(Transaction& tx,
                                                                          std::vector<store::LinkRow> links) {
  std::vector<LinkView> views;
  std::vector<core::LinkId> ids;
  std::map<core::LinkId, std::size_t> places;
  for (store::LinkRow& link : links) {
    places[link.id] = views.size();
    ids.push_back(link.id);
    views.emplace_back().link = std::move(link);
  }
  auto events = co_await store::read_link_events(tx, std::move(ids));
  if (!events) co_return events.error();
  for (store::LinkEventRow& event : *events) views[places[event.link]].steps.push_back(std::move(event));
  co_return views;
}

}  // namespace hotline::registry
