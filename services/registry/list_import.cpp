#include "registry/list_import.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/normal.hpp"
#include "core/status.hpp"
#include "matching/told.hpp"
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

// Their keys are kept until the end, for no table holds them.
constexpr std::int64_t kDryRunRowsMax = 100'000;

matching::Record record_of(const PreparedRow& row, core::Side side) {
  matching::Record record;
  record.facts.side = side;
  record.names.push_back(row.row.name.parts.reveal());
  for (const core::PersonName& other : row.row.other_names) record.names.push_back(other.parts.reveal());
  record.sex = row.row.particulars.sex;
  record.birth_date = row.row.particulars.birth_date;
  record.birthplace = row.row.particulars.birthplace;
  record.unit = row.row.particulars.unit;
  record.circumstances = matching::circumstances_of(row.row.particulars);
  if (!row.row.service_number.empty()) record.identifier_hashes.push_back(store::index_hash(row.identifier_hash));
  return record;
}

}  // namespace

core::ListId list_id_of(const ListHeader& header) {
  std::string text(header.file_sha256.begin(), header.file_sha256.end());
  text += header.source.value();
  if (header.attempt > 0) text += "#" + std::to_string(header.attempt);
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
  list.dry_run = header.dry_run;
  dry_run_ = header.dry_run;
  list.rules.source = std::move(**source);
  list.rules.side = header.side;
  list.rules.today = core::day_of(parts_.clock.now());
  if (header.dry_run) {
    if (header.rows_total > kDryRunRowsMax) {
      co_return core::invalid_field("header.rows_total", "a dry run takes at most 100000 rows: try a part of the file");
    }
    list.row.source = header.source;
    list.row.side = header.side;
    list.row.rows_total = header.rows_total;
    list.row.received_at = header.received_at;
    co_return std::move(list);
  }
  auto row = co_await begin_list(*tx, std::move(header), list.id);
  if (!row) co_return row.error();
  std::string begun = (row->committed_row == 0 ? "LIST_BEGUN " : "LIST_RESUMED ") + name_of(list.id);
  auto logged = co_await log_change(parts_, call_, std::move(begun));
  if (!logged) co_return logged.error();
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  list.row = std::move(*row);
  co_return std::move(list);
}

asio::awaitable<core::Result<store::ListRow>> ListImport::begin_list(Transaction& tx, ListHeader header,
                                                                     core::ListId id) {
  auto room = co_await attempt_is_due(tx, header);
  if (!room) co_return room.error();
  store::NewList fresh;
  fresh.id = id;
  fresh.source = header.source;
  fresh.side = header.side;
  fresh.rows_total = header.rows_total;
  fresh.received_at = header.received_at;
  fresh.actor = call_.caller.id;
  fresh.attempt = header.attempt;
  auto put = co_await store::put_list(tx, std::move(fresh));
  if (!put) co_return put.error();
  auto found = co_await store::find_list(tx, id);
  if (!found) co_return found.error();
  if (!*found) co_return core::make_error(core::Reason::kConflict, "repeat the call");
  store::ListRow row = std::move(**found);
  if (row.withdrawn()) {
    co_return wrong_state("the list is withdrawn; to import the file once more, raise its attempt", "withdrawn");
  }
  core::Error differs = core::make_error(core::Reason::kInvalidField, "the request has invalid fields");
  if (row.side != header.side) differs.violations.push_back({"header.side", "this list was begun with another side"});
  if (row.rows_total != header.rows_total) {
    differs.violations.push_back({"header.rows_total", "this list was begun with another number of rows"});
  }
  if (!differs.violations.empty()) co_return differs;
  // Its own registrar must not be able to countersign what another began.
  if (!row.whole() && row.imported_by != call_.caller.id) {
    co_return wrong_state("another registrar began this list and has to finish it", "importing");
  }
  if (!header.column_mapping.empty()) {
    auto kept =
        co_await store::put_source_mapping(tx, header.source, std::move(header.column_mapping), call_.caller.id);
    if (!kept) co_return kept.error();
  }
  co_return row;
}

// Before the attempt before is wholly withdrawn, its rows would seem to stand here and then fall with it.
asio::awaitable<core::Done> ListImport::attempt_is_due(Transaction& tx, ListHeader header) {
  if (header.attempt == 0) co_return core::Nothing{};
  --header.attempt;
  const core::ListId id = list_id_of(header);
  auto before = co_await store::find_list(tx, id);
  if (!before) co_return before.error();
  if (!*before) {
    co_return core::invalid_field("header.attempt", "the file was not imported before with an attempt one lower");
  }
  if ((*before)->withdrawn_at) co_return core::Nothing{};
  if ((*before)->withdrawn()) {
    co_return wrong_state("the deaths of the list before wait for a second registrar to withdraw it",
                          "waits_for_second_registrar");
  }
  co_return wrong_state("the list before stands; withdraw it first", "imported");
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> ListImport::take_ids(std::size_t count) {
  if (dry_run_) {  // ids of nobody
    std::vector<core::PersonId> ids;
    for (std::size_t i = 0; i < count; ++i) ids.emplace_back(--dry_id_);
    co_return ids;
  }
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
    const store::StatementDetail detail = detail_of(row);
    if (detail != store::StatementDetail()) {
      prepared.detail_sealed = store::seal_statement_detail(parts_.keyring, prepared.reserved, detail);
    }
    prepared.join = join_keys(parts_.keyring, identity_of(prepared, prepared.reserved, list.rules.side));
    if (list.dry_run) prepared.likely_same = matching::likely_same(parts_.index, record_of(prepared, list.rules.side));
  }
  chunk.ids_left.assign(ids.begin() + static_cast<std::ptrdiff_t>(ids_used), ids.end());
  return chunk;
}

asio::awaitable<core::Result<ChunkDone>> ListImport::commit(const OpenList& list, const PreparedChunk& chunk) {
  if (list.dry_run) co_return co_await try_out(list, chunk);
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
  ImportPlan plan(parts_, list, call_.caller.id);
  auto made = co_await make_plan(*tx, list, rows, plan);
  if (!made) co_return made.error();
  if (last_row == list.row.rows_total) {
    auto logged = co_await log_change(parts_, call_, "LIST_IMPORTED " + name_of(list.id));
    if (!logged) co_return logged.error();
  }
  auto revision = co_await write_plan(*tx, list, last_row, plan);
  if (!revision) co_return revision.error();
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  done.revision = *revision;
  done.ids_left = std::move(plan.ids_left);
  std::vector<store::RowOutcome>& outcomes = plan.progress.outcomes;
  done.outcomes.insert(done.outcomes.end(), std::make_move_iterator(outcomes.begin()),
                       std::make_move_iterator(outcomes.end()));
  co_return std::move(done);
}

// Judges a chunk against the register and takes everything back.
asio::awaitable<core::Result<ChunkDone>> ListImport::try_out(const OpenList& list, const PreparedChunk& chunk) {
  auto tx = co_await store::pg::begin(parts_.pool, call_.deadline);
  if (!tx) co_return tx.error();
  ImportPlan plan(parts_, list, call_.caller.id);
  for (const PreparedRow& row : chunk.rows) {
    const auto before = dry_contents_.find(row.key.person_key);
    if (row.row.faults.empty() && before != dry_contents_.end()) plan.know_dry(before->first, before->second);
  }
  auto made = co_await make_plan(*tx, list, chunk.rows, plan);
  if (!made) co_return made.error();
  co_await tx->rollback();
  const auto canaries = parts_.canaries.look();
  ChunkDone done;
  done.committed_row = chunk.rows.back().row.row_number;
  done.outcomes = std::move(plan.progress.outcomes);
  for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
    store::RowOutcome& outcome = done.outcomes[i];
    const PreparedRow& row = chunk.rows[i];
    if (outcome.kind == store::RowOutcomeKind::kRefused) continue;
    dry_contents_[row.key.person_key].insert(row.key.content_hash);
    if (outcome.joined_to.value() < 0) outcome.joined_to = core::PersonId();  // an earlier row of this very file
    if (outcome.kind != store::RowOutcomeKind::kNew) continue;
    for (const matching::LikelySame& likely : row.likely_same) {
      if (canaries.contains(likely.person)) continue;
      outcome.likely_same.emplace_back(likely.person, likely.probability);
    }
  }
  co_return std::move(done);
}

asio::awaitable<core::Done> ListImport::make_plan(Transaction& tx, const OpenList& list,
                                                  std::span<const PreparedRow> rows, ImportPlan& plan) {
  std::vector<std::string> keys;
  for (const PreparedRow& row : rows) {
    if (row.row.faults.empty()) keys.push_back(row.key.person_key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (!keys.empty()) {
    auto known = co_await store::find_row_keys(tx, list.row.source, std::move(keys));
    if (!known) co_return known.error();
    plan.know(std::move(*known));
  }
  std::map<core::PersonId, KnownRecord*> records;
  std::vector<std::int64_t> name_keys;
  std::vector<std::int64_t> number_keys;
  for (const PreparedRow& row : rows) {
    if (!row.row.faults.empty()) continue;
    if (KnownRecord* record = plan.record_to_read(row)) records[record->id] = record;
    if (!plan.looks_for_others(row)) continue;
    if (row.join.name) name_keys.push_back(*row.join.name);
    if (row.join.number) number_keys.push_back(*row.join.number);
  }
  if (!records.empty()) {
    auto read = co_await read_known_records(tx, std::move(records), plan);
    if (!read) co_return read.error();
  }
  if (!name_keys.empty() || !number_keys.empty()) {
    auto others = co_await store::find_join_keys(tx, std::move(name_keys), std::move(number_keys));
    if (!others) co_return others.error();
    if (!others->empty()) {
      auto read = co_await read_groups(tx, std::move(*others), plan);
      if (!read) co_return read.error();
    }
  }
  for (const PreparedRow& row : rows) plan.add(row);
  plan.finish();
  co_return core::Nothing{};
}

// What is live of the records of whom a row says something new, so that only what differs is added.
asio::awaitable<core::Done> ListImport::read_known_records(Transaction& tx,
                                                           std::map<core::PersonId, KnownRecord*> records,
                                                           ImportPlan& plan) {
  std::vector<core::PersonId> ids;
  bool any_bare = false;
  for (const auto& [id, record] : records) {
    ids.push_back(id);
    any_bare |= record->bare;
  }
  auto details = co_await read_details(tx, ids);
  if (!details) co_return details.error();
  for (store::NameRow& name : details->names) {
    auto parts = store::open_name(parts_.keyring, name.person, name.sealed);
    if (!parts) co_return parts.error();
    KnownName& known = records[name.person]->names.emplace_back();
    known.id = name.id;
    known.kind = name.kind;
    known.script = name.script;
    known.language = std::move(name.language);
    known.source = std::move(name.source);
    known.list_no = name.list_no;
    known.folded = folded(*parts);
  }
  for (store::IdentifierRow& number : details->identifiers) {
    KnownNumber& known = records[number.person]->numbers.emplace_back();
    known.id = number.id;
    known.hash = number.value_hash;
    known.source = std::move(number.source);
    known.list_no = number.list_no;
  }
  auto statements = co_await store::read_statements(tx, ids);
  if (!statements) co_return statements.error();
  for (store::StatementRow& row : *statements) {
    if (row.statement.withdrawn) continue;
    KnownStatement known;
    known.statement = row.statement;
    known.list_no = row.list_no;
    if (!row.detail_sealed.empty()) {
      auto detail = store::open_statement_detail(parts_.keyring, row.statement.person, row.detail_sealed);
      if (!detail) co_return detail.error();
      known.detail = std::move(*detail);
    }
    records[row.statement.person]->statements.push_back(std::move(known));
  }
  auto rows = co_await store::read_cluster_records(tx, ids);
  if (!rows) co_return rows.error();
  for (const store::ClusterRecordRow& row : *rows) {
    const auto record = records.find(row.person);
    if (record == records.end()) continue;
    auto particulars = store::open_particulars(parts_.keyring, row.person, row.sealed);
    if (!particulars) co_return particulars.error();
    record->second->particulars = std::move(*particulars);
  }
  if (any_bare) {
    auto severed = co_await store::read_severed_links(tx, std::move(ids));
    if (!severed) co_return severed.error();
    plan.know_severed(std::move(*severed));
  }
  co_return core::Nothing{};
}

// Names and numbers that are live.
asio::awaitable<core::Result<ListImport::Details>> ListImport::read_details(Transaction& tx,
                                                                            std::vector<core::PersonId> persons) {
  Details details;
  auto names = co_await store::read_names(tx, persons);
  if (!names) co_return names.error();
  details.names = std::move(*names);
  std::erase_if(details.names, [](const store::NameRow& name) { return name.withdrawn_at.has_value(); });
  auto identifiers = co_await store::read_identifiers(tx, std::move(persons));
  if (!identifiers) co_return identifiers.error();
  details.identifiers = std::move(*identifiers);
  std::erase_if(details.identifiers, [](const store::IdentifierRow& row) { return row.withdrawn_at.has_value(); });
  co_return details;
}

// The human beings whom rows of the chunk may be.
asio::awaitable<core::Done> ListImport::read_groups(Transaction& tx, std::vector<core::PersonId> persons,
                                                    ImportPlan& plan) {
  auto rows = co_await store::read_cluster_records(tx, std::move(persons));
  if (!rows) co_return rows.error();
  std::vector<core::PersonId> all;
  std::map<core::PersonId, RecordIdentity> identities;
  for (const store::ClusterRecordRow& row : *rows) {
    auto particulars = store::open_particulars(parts_.keyring, row.person, row.sealed);
    if (!particulars) co_return particulars.error();
    RecordIdentity& identity = identities[row.person];
    identity.person = row.person;
    identity.side = row.side;
    identity.sex = particulars->sex;
    identity.birth_date = particulars->birth_date;
    all.push_back(row.person);
  }
  auto details = co_await read_details(tx, std::move(all));
  if (!details) co_return details.error();
  for (const store::NameRow& name : details->names) {
    auto parts = store::open_name(parts_.keyring, name.person, name.sealed);
    if (!parts) co_return parts.error();
    identities[name.person].names.push_back(std::move(*parts));
    identities[name.person].source = name.source;
  }
  for (const store::IdentifierRow& number : details->identifiers) {
    identities[number.person].numbers.push_back(number.value_hash);
  }
  std::map<core::ClusterId, RecordGroup> groups;
  for (const store::ClusterRecordRow& row : *rows) {
    RecordIdentity& identity = identities[row.person];
    // A record that was taken back with its list is nobody.
    if (identity.names.empty() && identity.numbers.empty()) continue;
    groups[row.cluster].push_back(std::move(identity));
  }
  for (auto& [cluster, group] : groups) plan.know_group(std::move(group));
  co_return core::Nothing{};
}

// Returns the new revision, 0 when no person changed.
asio::awaitable<core::Result<std::int64_t>> ListImport::write_plan(Transaction& tx, const OpenList& list,
                                                                   std::int64_t last_row, ImportPlan& plan) {
  std::vector<core::PersonId> changed;
  for (const store::NewPerson& person : plan.rows.persons) changed.push_back(person.id);
  const Links links = plan.rows.joins.empty() ? Links::kAsTheyWere : Links::kChanged;
  std::vector<core::StatementId> added;
  if (!plan.rows.nothing()) {
    auto ids = co_await store::put_import_rows(tx, std::move(plan.rows));
    if (!ids) co_return ids.error();
    added = std::move(*ids);
    for (std::size_t i = 0; i < added.size(); ++i) plan.progress.statements[plan.stating_outcomes[i]] = added[i];
  }
  if (!plan.known_changed.empty()) {
    std::vector<core::PersonId> known(plan.known_changed.begin(), plan.known_changed.end());
    auto refreshed = co_await refresh_clusters(tx, std::move(known), links);
    if (!refreshed) co_return refreshed.error();
    for (const Refreshed& one : *refreshed) changed.push_back(one.person);
  }
  plan.progress.last_row = last_row;
  auto progress = co_await store::put_list_progress(tx, list.row.source, plan.progress, std::move(added));
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
