#include "registry/list_import.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/normal.hpp"
#include "core/status.hpp"
#include "registry/registry_flow.hpp"
#include "runtime/seal.hpp"
#include "store/record_codec.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// A chunk that met another writer (a deadlock, a key) is tried this often before the caller is told.
constexpr int kCommitAttempts = 3;
// Two short of 128 bits would do; rows are keyed by half a hash.
constexpr std::size_t kRowKeyBytes = 16;

std::string half(const core::Bytes32& hash) {
  return std::string(hash.begin(), hash.begin() + kRowKeyBytes);
}

core::NameParts folded(const core::NameParts& name) {
  core::NameParts out;
  out.surname = core::lower_case(name.surname);
  out.given = core::lower_case(name.given);
  out.patronymic = core::lower_case(name.patronymic);
  out.line = core::lower_case(name.line);
  return out;
}

std::string detail_of(const runtime::Keyring& keyring, const ReadRow& row, core::PersonId person) {
  if (row.place.empty() && row.external_id.empty()) return {};
  store::StatementDetail detail;
  detail.place = row.place;
  detail.external_id = row.external_id;
  return store::seal_statement_detail(keyring, person, detail);
}

core::Statement statement_of(const ReadRow& row, const OpenList& list, core::PersonId person) {
  core::Statement statement;
  statement.person = person;
  statement.kind = row.kind;
  statement.rung = row.rung;
  statement.source = list.row.source;
  statement.fact_date = row.fact_date;
  statement.received_at = list.row.received_at;
  statement.entered_at = list.row.received_at;
  // Until a second registrar has countersigned the list.
  statement.counts = !core::states_death(row.kind);
  return statement;
}

}  // namespace

struct ListImport::KnownPerson {
  core::PersonId id;
  core::Side side = core::Side::kAdversary;
  bool fresh = false;  // made by this chunk
  std::set<std::string> contents;
  std::vector<core::NameParts> names;  // folded
  std::vector<core::Bytes32> numbers;
  // Of a fresh one.
  std::size_t place_in_rows = 0;
  std::vector<core::Statement> statements;
};

// What a chunk comes to, decided against what the database knows.
struct ListImport::Plan {
  std::unordered_map<std::string, KnownPerson> by_key;
  store::ImportRows rows;
  store::ListProgress progress;
  std::vector<std::size_t> stating_outcomes;  // which outcome each statement belongs to
  std::set<core::PersonId> known_changed;
  std::vector<core::PersonId> ids_left;
};

core::ListId list_id_of(const ListHeader& header) {
  std::string text(header.file_sha256.begin(), header.file_sha256.end());
  text += header.source.value();
  return core::ListId(runtime::sha256(text));
}

asio::awaitable<core::Result<OpenList>> ListImport::open(ListHeader header) {
  auto tx = co_await store::pg::begin(parts_.pool, call_.deadline);
  if (!tx) co_return tx.error();
  auto source = co_await store::find_source(*tx, header.source);
  if (!source) co_return source.error();
  if (!*source) co_return not_found();
  if ((*source)->invented && !parts_.trial) {
    co_return wrong_state("a source of invented people works on a trial database only", "live");
  }
  if (!(*source)->may_report(header.side)) {
    co_return core::invalid_field("header.side", "this source does not report this side");
  }

  OpenList list;
  list.id = list_id_of(header);
  store::NewList fresh;
  fresh.id = list.id;
  fresh.source = header.source;
  fresh.side = header.side;
  fresh.rows_total = header.rows_total;
  fresh.received_at = header.received_at;
  fresh.actor = call_.caller.id;
  auto put = co_await store::put_list(*tx, std::move(fresh));
  if (!put) co_return put.error();
  auto found = co_await store::find_list(*tx, list.id);
  if (!found) co_return found.error();
  if (!*found) co_return core::make_error(core::Reason::kConflict, "repeat the call");
  list.row = **found;

  core::Error differs = core::make_error(core::Reason::kInvalidField, "the request has invalid fields");
  if (list.row.side != header.side) {
    differs.violations.push_back({"header.side", "this list was begun with another side"});
  }
  if (list.row.rows_total != header.rows_total) {
    differs.violations.push_back({"header.rows_total", "this list was begun with another number of rows"});
  }
  if (!differs.violations.empty()) co_return differs;
  if (list.row.withdrawn()) co_return wrong_state("the list is withdrawn", "withdrawn");
  // Its own registrar must not be able to countersign what another began.
  if (!list.row.whole() && list.row.imported_by != call_.caller.id) {
    co_return wrong_state("another registrar began this list and has to finish it", "importing");
  }
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  list.rules.source = std::move(**source);
  list.rules.side = header.side;
  list.rules.today = core::day_of(parts_.clock.now());
  co_return std::move(list);
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> ListImport::take_ids(std::size_t count) {
  if (spare_ids_.size() < count) {
    auto more = co_await store::next_person_ids(parts_.pool, static_cast<std::int32_t>(count - spare_ids_.size()),
                                                call_.deadline);
    if (!more) co_return more.error();
    spare_ids_.insert(spare_ids_.end(), more->begin(), more->end());
  }
  std::vector<core::PersonId> taken(spare_ids_.begin(), spare_ids_.begin() + static_cast<std::ptrdiff_t>(count));
  spare_ids_.erase(spare_ids_.begin(), spare_ids_.begin() + static_cast<std::ptrdiff_t>(count));
  co_return taken;
}

void ListImport::give_back(std::vector<core::PersonId> ids) {
  spare_ids_.insert(spare_ids_.end(), ids.begin(), ids.end());
}

PreparedChunk ListImport::prepare(const OpenList& list, std::vector<RawRow> rows,
                                  std::vector<core::PersonId> ids) const {
  const runtime::Key& row_key = parts_.keyring.newest(runtime::KeyUse::kRow);
  PreparedChunk chunk;
  chunk.rows.reserve(rows.size());
  std::unordered_map<std::string, core::PersonId> reserved;
  std::size_t ids_used = 0;
  for (const RawRow& raw : rows) {
    PreparedRow& prepared = chunk.rows.emplace_back();
    prepared.row = read_row(raw, list.rules);
    if (!prepared.row.faults.empty()) continue;
    const ReadRow& row = prepared.row;
    prepared.key.content_hash = half(runtime::keyed_hash(row_key, {"content", canonical_row(row, list.rules.side)}));
    prepared.key.person_key = row.external_id.empty() ? prepared.key.content_hash
                                                      : half(runtime::keyed_hash(row_key, {"person", row.external_id}));
    const auto [at, first] = reserved.try_emplace(prepared.key.person_key);
    if (first) at->second = ids[ids_used++];
    prepared.reserved = at->second;
    if (first) {
      prepared.particulars_sealed = store::seal_particulars(parts_.keyring, prepared.reserved, row.particulars);
    }
    prepared.name_sealed = store::seal_name(parts_.keyring, prepared.reserved, row.name.parts.reveal());
    if (!row.service_number.empty()) {
      prepared.identifier_hash = store::identifier_hash(parts_.keyring, row.service_number);
      prepared.identifier_sealed = store::seal_identifier(parts_.keyring, prepared.reserved, row.service_number);
    }
    prepared.detail_sealed = detail_of(parts_.keyring, row, prepared.reserved);
  }
  chunk.ids_left.assign(ids.begin() + static_cast<std::ptrdiff_t>(ids_used), ids.end());
  return chunk;
}

asio::awaitable<core::Result<ChunkDone>> ListImport::commit(const OpenList& list, const PreparedChunk& chunk) {
  for (int attempt = 1;; ++attempt) {
    auto done = co_await commit_once(list, chunk);
    if (done || done.error().reason != core::Reason::kConflict || attempt == kCommitAttempts) {
      co_return std::move(done);
    }
  }
}

asio::awaitable<core::Result<ChunkDone>> ListImport::commit_once(const OpenList& list, const PreparedChunk& chunk) {
  auto tx = co_await store::pg::begin(parts_.pool, call_.deadline);
  if (!tx) co_return tx.error();
  auto locked = co_await store::lock_list(*tx, list.id);
  if (!locked) co_return locked.error();
  if (!*locked) co_return not_found();
  if ((*locked)->withdrawn()) co_return wrong_state("the list is withdrawn", "withdrawn");

  const std::int64_t first_row = chunk.rows.front().row.row_number;
  const std::int64_t last_row = chunk.rows.back().row.row_number;
  const std::int64_t committed_row = (*locked)->committed_row;
  if (committed_row + 1 < first_row) {
    co_return core::invalid_field("chunk.rows", "continue at row " + std::to_string(committed_row + 1));
  }
  ChunkDone done;
  done.committed_row = std::max(committed_row, last_row);
  const auto skipped =
      static_cast<std::size_t>(std::min(committed_row - first_row + 1, static_cast<std::int64_t>(chunk.rows.size())));
  if (skipped > 0) {
    store::ListRowsQuery query;
    query.list_no = list.row.list_no;
    query.after = first_row - 1;
    query.limit = static_cast<std::int32_t>(skipped);
    auto earlier = co_await store::read_list_rows(*tx, std::move(query));
    if (!earlier) co_return earlier.error();
    done.outcomes = std::move(*earlier);
  }
  if (skipped == chunk.rows.size()) {
    co_await tx->rollback();
    co_return std::move(done);
  }

  const std::span<const PreparedRow> rows = std::span(chunk.rows).subspan(skipped);
  auto plan = co_await make_plan(*tx, list, rows);
  if (!plan) co_return plan.error();
  auto revision = co_await write_plan(*tx, list, last_row, *plan);
  if (!revision) co_return revision.error();
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  done.revision = *revision;
  done.ids_left = std::move(plan->ids_left);
  std::vector<store::RowOutcome>& outcomes = plan->progress.outcomes;
  done.outcomes.insert(done.outcomes.end(), std::make_move_iterator(outcomes.begin()),
                       std::make_move_iterator(outcomes.end()));
  co_return std::move(done);
}

asio::awaitable<core::Result<ListImport::Plan>> ListImport::make_plan(Transaction& tx, const OpenList& list,
                                                                      std::span<const PreparedRow> rows) {
  std::vector<std::string> keys;
  for (const PreparedRow& row : rows) {
    if (row.row.faults.empty()) keys.push_back(row.key.person_key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  Plan plan;
  if (!keys.empty()) {
    auto known = co_await store::find_row_keys(tx, list.row.source, std::move(keys));
    if (!known) co_return known.error();
    for (store::KnownRow& row : *known) {
      KnownPerson& person = plan.by_key[row.key.person_key];
      person.id = row.person;
      person.side = row.side;
      person.contents.insert(std::move(row.key.content_hash));
    }
  }
  auto details = co_await read_known_details(tx, plan, rows);
  if (!details) co_return details.error();

  plan.rows.side = list.row.side;
  plan.rows.origin.source = list.row.source;
  plan.rows.origin.list_no = list.row.list_no;
  plan.rows.origin.actor = call_.caller.id;
  plan.rows.origin.received_at = list.row.received_at;
  plan.progress.list_no = list.row.list_no;
  for (const PreparedRow& row : rows) add_row(plan, list, row);
  for (const auto& [key, person] : plan.by_key) {
    if (person.fresh) plan.rows.persons[person.place_in_rows].derived = core::derive_status(person.statements);
  }
  co_return std::move(plan);
}

// Names and numbers of the known persons of whom a row says something new, so that only what differs is added.
asio::awaitable<core::Done> ListImport::read_known_details(Transaction& tx, Plan& plan,
                                                           std::span<const PreparedRow> rows) {
  std::map<core::PersonId, KnownPerson*> persons;
  for (const PreparedRow& row : rows) {
    const auto known = plan.by_key.find(row.key.person_key);
    if (known == plan.by_key.end() || known->second.contents.contains(row.key.content_hash)) continue;
    persons[known->second.id] = &known->second;
  }
  if (persons.empty()) co_return core::Nothing{};
  std::vector<core::PersonId> ids;
  for (const auto& [id, person] : persons) ids.push_back(id);
  auto names = co_await store::read_names(tx, ids);
  if (!names) co_return names.error();
  for (const store::NameRow& name : *names) {
    auto parts = store::open_name(parts_.keyring, name.person, name.sealed);
    if (!parts) co_return parts.error();
    persons[name.person]->names.push_back(folded(*parts));
  }
  auto identifiers = co_await store::read_identifiers(tx, ids);
  if (!identifiers) co_return identifiers.error();
  for (const store::IdentifierRow& identifier : *identifiers) {
    persons[identifier.person]->numbers.push_back(identifier.value_hash);
  }
  co_return core::Nothing{};
}

void ListImport::add_row(Plan& plan, const OpenList& list, const PreparedRow& row) const {
  store::RowOutcome& outcome = plan.progress.outcomes.emplace_back();
  plan.progress.statements.emplace_back();
  outcome.row_number = row.row.row_number;
  if (!row.row.faults.empty()) {
    outcome.kind = store::RowOutcomeKind::kRefused;
    outcome.faults = row.row.faults;
    return;
  }
  const auto [at, unknown] = plan.by_key.try_emplace(row.key.person_key);
  KnownPerson& person = at->second;
  if (unknown) {
    person.id = row.reserved;
    person.side = list.row.side;
    person.fresh = true;
    person.place_in_rows = plan.rows.persons.size();
    store::NewPerson& added = plan.rows.persons.emplace_back();
    added.id = person.id;
    added.sealed = row.particulars_sealed.empty()
                       ? store::seal_particulars(parts_.keyring, person.id, row.row.particulars)
                       : row.particulars_sealed;
    added.inform_kin = row.row.inform_kin;
    added.region = row.row.region;
    outcome.kind = store::RowOutcomeKind::kNew;
  } else if (person.contents.contains(row.key.content_hash)) {
    outcome.kind = store::RowOutcomeKind::kUnchanged;
    outcome.person = person.id;
    if (!row.particulars_sealed.empty() && !person.fresh) plan.ids_left.push_back(row.reserved);
    return;
  } else if (person.side != list.row.side) {
    outcome.kind = store::RowOutcomeKind::kRefused;
    outcome.faults.push_back({"external_id", "this source has reported it under another side"});
    return;
  } else {
    outcome.kind = store::RowOutcomeKind::kStatementAdded;
    if (!person.fresh) plan.known_changed.insert(person.id);
  }
  outcome.person = person.id;
  person.contents.insert(row.key.content_hash);
  store::NewRowKey& key = plan.rows.keys.emplace_back();
  key.key = row.key;
  key.person = person.id;
  if (person.fresh) person.statements.push_back(statement_of(row.row, list, person.id));
  add_statement(plan, row, person.id);
  add_details(plan, row, person.id);
}

void ListImport::add_statement(Plan& plan, const PreparedRow& row, core::PersonId person) const {
  store::NewStatement& statement = plan.rows.statements.emplace_back();
  statement.person = person;
  statement.kind = row.row.kind;
  statement.rung = row.row.rung;
  statement.fact_date = row.row.fact_date;
  statement.inform_kin = row.row.inform_kin;
  statement.region = row.row.region;
  statement.detail_sealed = person == row.reserved ? row.detail_sealed : detail_of(parts_.keyring, row.row, person);
  plan.stating_outcomes.push_back(plan.progress.outcomes.size() - 1);
  if (core::states_death(row.row.kind)) ++plan.progress.deaths;
}

// The name and the number, unless the person has them.
void ListImport::add_details(Plan& plan, const PreparedRow& row, core::PersonId person_id) const {
  KnownPerson& person = plan.by_key[row.key.person_key];
  const core::NameParts& name = row.row.name.parts.reveal();
  const core::NameParts name_folded = folded(name);
  if (std::find(person.names.begin(), person.names.end(), name_folded) == person.names.end()) {
    person.names.push_back(name_folded);
    store::NewName& added = plan.rows.names.emplace_back();
    added.person = person_id;
    added.kind = row.row.name.kind;
    added.script = row.row.name.script;
    added.language = row.row.name.language;
    added.sealed = person_id == row.reserved ? row.name_sealed : store::seal_name(parts_.keyring, person_id, name);
  }
  if (row.row.service_number.empty()) return;
  if (std::find(person.numbers.begin(), person.numbers.end(), row.identifier_hash) != person.numbers.end()) return;
  person.numbers.push_back(row.identifier_hash);
  store::NewIdentifier& added = plan.rows.identifiers.emplace_back();
  added.person = person_id;
  added.value_hash = row.identifier_hash;
  added.sealed = person_id == row.reserved ? row.identifier_sealed
                                           : store::seal_identifier(parts_.keyring, person_id, row.row.service_number);
}

// Returns the new revision, 0 when no person changed.
asio::awaitable<core::Result<std::int64_t>> ListImport::write_plan(Transaction& tx, const OpenList& list,
                                                                   std::int64_t last_row, Plan& plan) {
  std::vector<core::PersonId> changed;
  for (const store::NewPerson& person : plan.rows.persons) changed.push_back(person.id);
  if (!plan.rows.statements.empty()) {
    auto ids = co_await store::put_import_rows(tx, std::move(plan.rows));
    if (!ids) co_return ids.error();
    for (std::size_t i = 0; i < ids->size(); ++i) plan.progress.statements[plan.stating_outcomes[i]] = (*ids)[i];
  }
  if (!plan.known_changed.empty()) {
    std::vector<core::PersonId> known;
    known.assign(plan.known_changed.begin(), plan.known_changed.end());
    auto refreshed = co_await refresh_clusters(tx, std::move(known));
    if (!refreshed) co_return refreshed.error();
    for (const Refreshed& one : *refreshed) changed.push_back(one.person);
  }
  plan.progress.list_no = list.row.list_no;
  plan.progress.last_row = last_row;
  auto progress = co_await store::put_list_progress(tx, plan.progress);
  if (!progress) co_return progress.error();
  if (changed.empty()) co_return std::int64_t{0};
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  co_return co_await store::raise_revision(tx, std::move(changed));
}

asio::awaitable<void> ListImport::wait_for_index(std::int64_t revision) {
  co_await parts_.feed.wait_for(revision, call_.deadline);
}

}  // namespace hotline::registry
