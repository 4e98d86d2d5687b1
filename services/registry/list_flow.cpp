#include "registry/list_flow.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "store/link_store.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// Persons whose states are derived at a time when a list is signed or taken back: bounds the memory of one step. The
// whole stays one transaction, so of a list of a million rows about 30 MB of ids are held until its end.
constexpr std::size_t kRefreshBatch = 1000;
// Rows of the earlier list that are compared at a time, and how often in one call.
constexpr std::int64_t kMissingRowsAtOnce = 20'000;
constexpr int kMissingStepsMax = 5;

bool same(const store::SourceRow& a, const store::SourceRow& b) {
  const auto set_of = [](const auto& values) { return std::set(values.begin(), values.end()); };
  return a.description == b.description && a.ceiling == b.ceiling && a.invented == b.invented &&
         set_of(a.sides) == set_of(b.sides) && set_of(a.kinds) == set_of(b.kinds);
}

// All persons that changed, in rising order. Those of a batch that an earlier one's clusters held are done already.
asio::awaitable<core::Result<std::vector<core::PersonId>>> refresh_all(Transaction& tx,
                                                                       std::vector<core::PersonId> persons,
                                                                       Links links) {
  std::vector<core::PersonId> changed;
  std::set<core::PersonId> ahead;
  std::size_t next = 0;
  while (next < persons.size()) {
    std::vector<core::PersonId> batch;
    for (; next < persons.size() && batch.size() < kRefreshBatch; ++next) {
      if (ahead.erase(persons[next]) == 0) batch.push_back(persons[next]);
    }
    if (batch.empty()) break;
    const core::PersonId last = batch.back();
    auto refreshed = co_await refresh_clusters(tx, std::move(batch), links);
    if (!refreshed) co_return refreshed.error();
    for (const Refreshed& one : *refreshed) {
      changed.push_back(one.person);
      if (one.person > last) ahead.insert(one.person);
    }
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  co_return std::move(changed);
}

}  // namespace

asio::awaitable<core::Result<store::SourceRow>> ListFlow::add_source(rpc::CallContext call, WriteId id,
                                                                     store::SourceRow source) {
  store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  Transaction tx = std::move(open->tx);
  if (!open->earlier) {
    auto put = co_await store::put_source(tx, source);
    if (!put) co_return put.error();
  }
  auto kept = co_await store::find_source(tx, source.id);
  if (!kept) co_return kept.error();
  if (!*kept) co_return core::make_error(core::Reason::kConflict, "repeat the call");
  if (open->earlier) co_return std::move(**kept);
  if (!same(**kept, source)) {
    co_return wrong_state("the source is known otherwise; take another id, for what a source may report never changes",
                          "known");
  }
  WriteDone done;
  done.what = "SOURCE_ADDED " + source.id.value();
  done.key = std::move(key);
  auto closed = co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
  if (!closed) co_return closed.error();
  co_return std::move(**kept);
}

asio::awaitable<core::Result<std::vector<store::SourceShown>>> ListFlow::list_sources(rpc::CallContext call,
                                                                                      core::SourceId after,
                                                                                      std::int32_t limit) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  co_return co_await store::list_sources(*tx, std::move(after), limit);
}

asio::awaitable<core::Result<ListShown>> ListFlow::shown(Transaction& tx, store::ListRow row) {
  ListShown list;
  if (row.withdrawn() && !row.withdrawn_at) {
    auto deaths = co_await store::count_list_deaths(tx, row.list_no);
    if (!deaths) co_return deaths.error();
    list.deaths_waiting = *deaths;
  }
  list.row = std::move(row);
  co_return std::move(list);
}

asio::awaitable<core::Result<ListShown>> ListFlow::get_list(rpc::CallContext call, core::ListId list) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto found = co_await store::find_list(*tx, list);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  co_return co_await shown(*tx, std::move(**found));
}

asio::awaitable<core::Result<std::vector<ListShown>>> ListFlow::list_lists(rpc::CallContext call,
                                                                           store::ListsQuery query) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto rows = co_await store::list_lists(*tx, std::move(query));
  if (!rows) co_return rows.error();
  std::vector<ListShown> lists;
  for (store::ListRow& row : *rows) {
    auto list = co_await shown(*tx, std::move(row));
    if (!list) co_return list.error();
    lists.push_back(std::move(*list));
  }
  co_return std::move(lists);
}

asio::awaitable<core::Result<std::vector<store::RowOutcome>>> ListFlow::list_row_outcomes(rpc::CallContext call,
                                                                                          core::ListId list,
                                                                                          store::ListRowsQuery query) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto found = co_await store::find_list(*tx, list);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  query.list_no = (*found)->list_no;
  co_return co_await store::read_list_rows(*tx, std::move(query));
}

asio::awaitable<core::Result<Change>> ListFlow::countersign_list(rpc::CallContext call, WriteId id, core::ListId list,
                                                                 std::optional<ReviewedState> reviewed) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  auto locked = co_await store::lock_list(tx, list);
  if (!locked) co_return locked.error();
  if (!*locked) co_return not_found();
  const store::ListRow row = **locked;
  if (row.imported_by == call.caller.id) {
    co_return core::make_error(core::Reason::kNotAllowed, "a list is countersigned by another registrar than its own");
  }
  if (row.withdrawn()) co_return wrong_state("the list is withdrawn", "withdrawn");
  if (!row.whole()) co_return wrong_state("the list is not wholly imported", "importing");
  if (row.countersigned_at) co_return wrong_state("the list is countersigned already", "countersigned");
  // A list that is being imported reads whether these deaths count: one after the other.
  auto alone = co_await store::lock_joins(tx);
  if (!alone) co_return alone.error();
  ReviewedState state;
  state.committed_row = row.committed_row;
  state.deaths = row.deaths;
  if (!reviewed || *reviewed != state) co_return core::invalid_field("review_token", kReadToTheEnd);

  auto signed_at = co_await store::countersign_list(tx, row.list_no, call.caller.id);
  if (!signed_at) co_return signed_at.error();
  auto replaced = co_await store::confirm_list_replacements(tx, row.list_no, call.caller.id);
  if (!replaced) co_return replaced.error();
  auto dead = co_await store::list_death_persons(tx, row.list_no);
  if (!dead) co_return dead.error();
  std::vector<core::PersonId> persons;
  std::set_union(dead->begin(), dead->end(), replaced->begin(), replaced->end(), std::back_inserter(persons));
  auto changed = co_await refresh_all(tx, std::move(persons), Links::kAsTheyWere);
  if (!changed) co_return changed.error();
  WriteDone done;
  done.what = "LIST_COUNTERSIGNED " + name_of(list);
  done.key = key;
  done.change.deaths = row.deaths;
  done.change.at = *signed_at;
  done.changed = std::move(*changed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

asio::awaitable<core::Result<Change>> ListFlow::withdraw_list(rpc::CallContext call, WriteId id, core::ListId list,
                                                              std::string ground) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  auto locked = co_await store::lock_list(tx, list);
  if (!locked) co_return locked.error();
  if (!*locked) co_return not_found();
  const store::ListRow row = **locked;
  if (row.withdrawn_at) co_return wrong_state("the list is withdrawn already", "withdrawn");
  // After the list's own lock, as an import takes them: nobody joins a record that is about to be nobody.
  auto alone = co_await store::lock_joins(tx);
  if (!alone) co_return alone.error();
  auto touched = co_await store::list_touched_persons(tx, row.list_no);
  if (!touched) co_return touched.error();
  auto change = co_await take_back(tx, row, call.caller.id, ground);
  if (!change) co_return change.error();
  auto given_back = co_await store::give_back_replaced(tx, row.list_no);
  if (!given_back) co_return given_back.error();
  if (!row.withdrawn()) {
    auto taken_over = co_await store::take_over_statements(tx, row.list_no, call.caller.id);
    if (!taken_over) co_return taken_over.error();
  }
  // What a withdrawn list joined is taken apart; proposals stay, for they join nobody.
  Links links = Links::kAsTheyWere;
  if (change->withdrawn) {
    auto undone = co_await store::undo_list_links(tx, row.list_no, call.caller.id, std::move(ground));
    if (!undone) co_return undone.error();
    if (*undone > 0) links = Links::kChanged;
  }
  auto changed = co_await refresh_all(tx, std::move(*touched), links);
  if (!changed) co_return changed.error();
  WriteDone done;
  done.what = (change->withdrawn ? "LIST_WITHDRAWN " : "LIST_WITHDRAWAL_ASKED ") + name_of(list);
  done.key = key;
  done.change = *change;
  done.changed = std::move(*changed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

// The list's own row: asked back, and wholly withdrawn unless deaths that count have to wait for a second registrar.
asio::awaitable<core::Result<Change>> ListFlow::take_back(Transaction& tx, const store::ListRow& list,
                                                          core::ActorId actor, std::string ground) {
  std::int64_t deaths = 0;
  if (list.countersigned_at) {
    auto live = co_await store::count_list_deaths(tx, list.list_no);
    if (!live) co_return live.error();
    deaths = *live;
  }
  Change change;
  if (list.withdrawn()) {
    if (list.withdrawal_asked_by == actor && deaths > 0) {
      co_return wrong_state("the deaths of this list wait for another registrar to withdraw it too",
                            "waits_for_second_registrar");
    }
    auto confirmed = co_await store::confirm_list_withdrawal(tx, list.list_no, actor);
    if (!confirmed) co_return confirmed.error();
    change.withdrawn = true;
    change.statements = deaths;
    co_return change;
  }
  auto statements = co_await store::count_list_statements(tx, list.list_no);
  if (!statements) co_return statements.error();
  change.withdrawn = deaths == 0;
  change.deaths = deaths;
  change.statements = *statements - deaths;
  const auto how = change.withdrawn ? store::ListWithdrawn::kWholly : store::ListWithdrawn::kDeathsWait;
  auto put = co_await store::put_list_withdrawal(tx, list.list_no, std::move(actor), std::move(ground), how);
  if (!put) co_return put.error();
  co_return change;
}

asio::awaitable<core::Result<MissingPage>> ListFlow::list_missing(rpc::CallContext call, core::ListId list,
                                                                  std::int64_t after, std::int32_t limit) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  auto found = co_await store::find_list(*tx, list);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  if ((*found)->withdrawn()) co_return wrong_state("the list is withdrawn and is compared with none", "withdrawn");
  if (!(*found)->whole()) co_return wrong_state("the list is not wholly imported", "importing");
  const std::int64_t list_no = (*found)->list_no;
  auto earlier = co_await store::find_earlier_list(*tx, list_no);
  if (!earlier) co_return earlier.error();
  MissingPage page;
  if (!*earlier) co_return std::move(page);
  const store::EarlierList before = **earlier;
  page.earlier = before.id;
  for (int step = 0; step < kMissingStepsMax && after < before.rows_total; ++step) {
    store::MissingQuery query;
    query.list_no = list_no;
    query.earlier_list_no = before.list_no;
    query.after = after;
    query.up_to = std::min(after + kMissingRowsAtOnce, before.rows_total);
    query.limit = limit - static_cast<std::int32_t>(page.rows.size());
    auto rows = co_await store::list_missing_rows(*tx, query);
    if (!rows) co_return rows.error();
    page.rows.insert(page.rows.end(), rows->begin(), rows->end());
    const bool full = page.rows.size() == static_cast<std::size_t>(limit);
    after = full ? page.rows.back().row_number : query.up_to;
    if (full) break;
  }
  if (after < before.rows_total) page.next_after = after;
  co_return std::move(page);
}

}  // namespace hotline::registry
