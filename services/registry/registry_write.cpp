#include "registry/registry_write.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/clusters.hpp"
#include "rpc/logged_call.hpp"
#include "runtime/bytes.hpp"
#include "store/await_append.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// Each attempt but the last one waits for somebody else's commit.
constexpr int kLockAttempts = 6;
// Of stored answers. Since 2: the state of a link and of a list's withdrawal.
constexpr std::uint8_t kFormat = 2;

std::string encode(const Change& change) {
  runtime::ByteWriter writer;
  writer.u8(kFormat).i64(change.id).u8(change.withdrawn ? 1 : 0).u8(static_cast<std::uint8_t>(change.status));
  writer.i64(change.version).i64(change.revision).i64(change.deaths).i64(change.at.time_since_epoch().count());
  writer.u8(static_cast<std::uint8_t>(change.link)).u8(change.waits_for_second ? 1 : 0).i64(change.statements);
  return writer.take();
}

core::Result<Change> decode(std::string_view bytes) {
  runtime::ByteReader reader(bytes);
  const std::uint8_t format = reader.u8();
  if (format < 1 || format > kFormat)
    return core::make_error(core::Reason::kBug, "a stored answer of an unknown format");
  Change change;
  change.id = reader.i64();
  change.withdrawn = reader.u8() != 0;
  change.status = static_cast<core::Status>(reader.u8());
  change.version = reader.i64();
  change.revision = reader.i64();
  change.deaths = reader.i64();
  change.at = core::Instant(core::Instant::duration(reader.i64()));
  if (format >= 2) {
    change.link = static_cast<core::LinkState>(reader.u8());
    change.waits_for_second = reader.u8() != 0;
    change.statements = reader.i64();
  }
  auto whole = reader.finish();
  if (!whole) return whole.error();
  return change;
}

// What one cluster has.
struct ClusterFacts {
  std::vector<core::Statement> statements;
  std::vector<core::InformKin> wishes;  // of each record
  std::int32_t hold_until_day = 0;
};

// What the persons of some clusters have, each cluster whole.
struct RegisterFacts {
  std::map<core::PersonId, core::ClusterId> cluster_of;
  std::map<core::PersonId, std::vector<core::Statement>> by_person;
  std::map<core::ClusterId, ClusterFacts> by_cluster;
};

RegisterFacts gather(std::map<core::PersonId, core::ClusterId> cluster_of,
                     const std::vector<store::StatementRow>& statements, const std::vector<store::HoldRow>& holds) {
  RegisterFacts facts;
  facts.cluster_of = std::move(cluster_of);
  for (const store::StatementRow& row : statements) {
    facts.by_person[row.statement.person].push_back(row.statement);
    facts.by_cluster[facts.cluster_of[row.statement.person]].statements.push_back(row.statement);
  }
  for (const auto& [person, cluster] : facts.cluster_of) {
    facts.by_cluster[cluster].wishes.push_back(core::wish_of(facts.by_person[person]));
  }
  for (const store::HoldRow& hold : holds) {
    if (hold.ended) continue;
    std::int32_t& until = facts.by_cluster[facts.cluster_of[hold.person]].hold_until_day;
    until = std::max(until, hold.until_day);
  }
  return facts;
}

std::vector<core::PersonId> persons_of(const std::vector<store::StateRow>& rows) {
  std::vector<core::PersonId> persons;
  persons.reserve(rows.size());
  for (const store::StateRow& row : rows) persons.push_back(row.person);
  return persons;
}

// A cluster that grew while its lock was waited for is read again: then nobody can join it any more.
asio::awaitable<core::Result<std::vector<store::StateRow>>> lock_whole_clusters(Transaction& tx,
                                                                                std::vector<core::PersonId> persons) {
  std::sort(persons.begin(), persons.end());
  std::vector<core::PersonId> held;
  for (int attempt = 1; attempt <= kLockAttempts; ++attempt) {
    auto locked = co_await store::lock_clusters(tx, persons);
    if (!locked) co_return locked.error();
    std::vector<core::PersonId> now = persons_of(*locked);
    const bool all = std::includes(now.begin(), now.end(), persons.begin(), persons.end());
    if (all && now == held) co_return std::move(*locked);
    held = std::move(now);
  }
  co_return core::make_error(core::Reason::kConflict, "links of the person change just now; repeat the call");
}

}  // namespace

core::Error not_found() {
  return core::make_error(core::Reason::kNotFound, "there is no such record");
}

core::Error wrong_state(std::string message, std::string state) {
  core::Error error = core::make_error(core::Reason::kWrongState, std::move(message));
  error.metadata.emplace_back("state", std::move(state));
  return error;
}

store::WriteKey key_of(const rpc::CallContext& call, const WriteId& id) {
  return store::WriteKey{call.caller.id, id.request, call.method, id.digest};
}

const Refreshed* find(const std::vector<Refreshed>& all, core::PersonId person) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Refreshed& one) { return one.person == person; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<core::PersonId> ids_of(const std::vector<Refreshed>& all) {
  std::vector<core::PersonId> ids;
  ids.reserve(all.size());
  for (const Refreshed& one : all) ids.push_back(one.person);
  return ids;
}

asio::awaitable<core::Result<std::vector<Refreshed>>> refresh_clusters(Transaction& tx,
                                                                       std::vector<core::PersonId> persons,
                                                                       Links links) {
  auto locked = co_await lock_whole_clusters(tx, std::move(persons));
  if (!locked) co_return locked.error();
  const std::vector<store::StateRow> rows = std::move(*locked);
  const std::vector<core::PersonId> members = persons_of(rows);
  std::map<core::PersonId, core::ClusterId> cluster_of;
  for (const store::StateRow& row : rows) cluster_of[row.person] = row.cluster;
  if (links == Links::kChanged) {
    auto confirmed = co_await store::read_confirmed_links(tx, members);
    if (!confirmed) co_return confirmed.error();
    std::vector<core::ConfirmedLink> joins;
    for (const auto& [a, b] : *confirmed) joins.push_back(core::ConfirmedLink{a, b});
    for (const auto& [person, cluster] : core::clusters_of(members, joins)) cluster_of[person] = cluster;
  }
  // Read after the locks, so that nothing another writer committed meanwhile is missed.
  auto statements = co_await store::read_statements(tx, members);
  if (!statements) co_return statements.error();
  auto holds = co_await store::read_holds(tx, members);
  if (!holds) co_return holds.error();

  RegisterFacts facts = gather(std::move(cluster_of), *statements, *holds);
  std::map<core::ClusterId, core::DerivedStatus> derived;
  for (const auto& [cluster, of_cluster] : facts.by_cluster) {
    derived[cluster] = core::derive_status(of_cluster.statements);
  }
  std::vector<store::NewState> states;
  std::vector<Refreshed> refreshed;
  for (const store::StateRow& row : rows) {
    const core::ClusterId cluster = facts.cluster_of[row.person];
    const ClusterFacts& of_cluster = facts.by_cluster[cluster];
    const std::vector<core::Statement>& own = facts.by_person[row.person];
    store::NewState state;
    state.person = row.person;
    state.cluster = cluster;
    state.derived = derived[cluster];
    state.hold_until_day = of_cluster.hold_until_day;
    state.inform_kin = core::wish_of(own);
    state.cluster_inform_kin = core::cluster_wish(of_cluster.wishes);
    state.region = core::region_of(own);
    refreshed.push_back(Refreshed{row.person, cluster, row.version + 1, state.derived.status});
    states.push_back(state);
  }
  auto put = co_await store::put_states(tx, std::move(states));
  if (!put) co_return put.error();
  co_return refreshed;
}

asio::awaitable<core::Result<OpenWrite>> open_write(RegistryParts parts, runtime::Deadline deadline,
                                                    store::WriteKey key) {
  auto opened = co_await store::open_write(parts.pool, parts.keyring, std::move(key), deadline);
  if (!opened) co_return std::move(opened).error();
  OpenWrite open{std::move(opened->tx), std::nullopt};
  if (opened->earlier) {
    auto earlier = decode(*opened->earlier);
    if (!earlier) co_return earlier.error();
    open.earlier = *earlier;
  }
  co_return std::move(open);
}

std::string name_of(const core::ListId& list) {
  return runtime::hex_of(list.value());
}

asio::awaitable<core::Done> log_change(RegistryParts parts, rpc::CallContext call, std::string what) {
  store::ActLog log{parts.log, parts.keyring, parts.random, parts.clock};
  core::LogPayload payload = rpc::payload_of(call, std::move(what));
  co_return co_await store::log_act(log, core::LogEntryKind::kChange, std::move(payload), call.deadline);
}

asio::awaitable<core::Result<Change>> close_write(RegistryParts parts, rpc::CallContext call, Transaction tx,
                                                  WriteDone done) {
  const runtime::Deadline deadline = tx.deadline();
  Change change = done.change;
  // Before the revision, whose row all writers wait for.
  auto logged = co_await log_change(parts, std::move(call), std::move(done.what));
  if (!logged) co_return logged.error();
  if (done.changed.empty()) {
    auto revision = co_await store::read_revision(tx);
    if (!revision) co_return revision.error();
    change.revision = *revision;
  } else {
    auto revision = co_await store::raise_revision(tx, std::move(done.changed));
    if (!revision) co_return revision.error();
    change.revision = *revision;
  }
  auto kept = co_await store::put_write_answer(tx, parts.keyring, std::move(done.key), encode(change));
  if (!kept) co_return kept.error();
  auto committed = co_await tx.commit();
  if (!committed) co_return committed.error();
  // False when the index is late: the change stands, and no lookup commits on an index that is behind.
  co_await parts.feed.wait_for(change.revision, deadline);
  co_return change;
}

}  // namespace hotline::registry
