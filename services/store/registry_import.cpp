#include "store/registry_import.hpp"

#include <utility>

#include "sql/registry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

pg::Call persons_call(core::Side side, std::vector<NewPerson>& persons) {
  std::vector<std::int64_t> ids;
  std::vector<std::string> sealed;
  for (NewPerson& person : persons) {
    ids.push_back(person.id.value());
    sealed.push_back(std::move(person.sealed));
  }
  pg::Params params;
  params.int2(number_of(side)).int8s(ids).byteas(sealed);
  return pg::Call{sql::registry::kPutPersons, std::move(params)};
}

pg::Call states_call(const std::vector<NewPerson>& persons) {
  std::vector<std::int64_t> ids;
  std::vector<std::int16_t> status;
  std::vector<std::int16_t> rungs;
  std::vector<std::int16_t> flags;
  std::vector<std::int16_t> inform_kin;
  std::vector<std::int32_t> status_days;
  std::vector<std::int32_t> last_alive_days;
  std::vector<std::int16_t> regions;
  for (const NewPerson& person : persons) {
    ids.push_back(person.id.value());
    status.push_back(number_of(person.derived.status));
    rungs.push_back(number_of(person.derived.rung));
    flags.push_back(person.derived.flags);
    inform_kin.push_back(number_of(person.inform_kin));
    status_days.push_back(core::day_number(person.derived.fact_date));
    last_alive_days.push_back(core::day_number(person.derived.last_alive));
    regions.push_back(static_cast<std::int16_t>(person.region));
  }
  pg::Params params;
  params.int8s(ids).int2s(status).int2s(rungs).int2s(flags).int2s(inform_kin);
  params.int4s(status_days).int4s(last_alive_days).int2s(regions);
  return pg::Call{sql::registry::kPutPersonStates, std::move(params)};
}

pg::Call names_call(const StatementOrigin& origin, std::vector<NewName>& names) {
  std::vector<std::int64_t> persons;
  std::vector<std::int16_t> kinds;
  std::vector<std::int16_t> scripts;
  std::vector<std::string> languages;
  std::vector<std::string> sealed;
  for (NewName& name : names) {
    persons.push_back(name.person.value());
    kinds.push_back(number_of(name.kind));
    scripts.push_back(number_of(name.script));
    languages.push_back(std::move(name.language));
    sealed.push_back(std::move(name.sealed));
  }
  pg::Params params;
  params.text(origin.source.value()).int8(origin.list_no).int8s(persons).int2s(kinds).int2s(scripts);
  params.texts(languages).byteas(sealed);
  return pg::Call{sql::registry::kPutPersonNames, std::move(params)};
}

pg::Call identifiers_call(const StatementOrigin& origin, std::vector<NewIdentifier>& identifiers) {
  std::vector<std::int64_t> persons;
  std::vector<std::int16_t> kinds;
  std::vector<core::Bytes32> hashes;
  std::vector<std::string> sealed;
  for (NewIdentifier& identifier : identifiers) {
    persons.push_back(identifier.person.value());
    kinds.push_back(number_of(identifier.kind));
    hashes.push_back(identifier.value_hash);
    sealed.push_back(std::move(identifier.sealed));
  }
  pg::Params params;
  params.text(origin.source.value()).int8(origin.list_no).int8s(persons).int2s(kinds).byteas(hashes).byteas(sealed);
  return pg::Call{sql::registry::kPutIdentifiers, std::move(params)};
}

pg::Call keys_call(const core::SourceId& source, std::vector<NewRowKey>& keys,
                   const std::vector<core::StatementId>& added) {
  std::vector<std::string> person_keys;
  std::vector<std::string> content_hashes;
  std::vector<std::int64_t> persons;
  std::vector<std::int64_t> statements;
  std::vector<std::optional<std::int64_t>> name_keys;
  std::vector<std::optional<std::int64_t>> number_keys;
  for (NewRowKey& key : keys) {
    person_keys.push_back(std::move(key.key.person_key));
    content_hashes.push_back(std::move(key.key.content_hash));
    persons.push_back(key.person.value());
    const bool stands = key.standing != core::StatementId();
    statements.push_back(stands ? key.standing.value() : added[key.statement_place].value());
    name_keys.push_back(key.join.name);
    number_keys.push_back(key.join.number);
  }
  pg::Params params;
  params.text(source.value()).byteas(person_keys).byteas(content_hashes).int8s(persons).int8s(statements);
  params.int8s(name_keys).int8s(number_keys);
  return pg::Call{sql::registry::kPutRowKeys, std::move(params)};
}

void add_replacements(const ImportRows& rows, std::vector<pg::Call>& calls) {
  if (!rows.replaced_statements.empty()) {
    std::vector<std::int64_t> ids;
    std::vector<bool> at_once;
    for (const ReplacedStatement& replaced : rows.replaced_statements) {
      ids.push_back(replaced.id.value());
      at_once.push_back(replaced.at_once);
    }
    pg::Params params;
    params.int8s(ids).booleans(at_once).text(rows.origin.actor.value()).int8(rows.origin.list_no);
    pg::Params kept;
    kept.int8s(ids).int8(rows.origin.list_no);
    calls.push_back(pg::Call{sql::registry::kKeepReplaced, std::move(kept)});
    calls.push_back(pg::Call{sql::registry::kReplaceStatements, std::move(params)});
  }
  if (!rows.replaced_names.empty()) {
    std::vector<std::int64_t> ids;
    for (const core::NameId& name : rows.replaced_names) ids.push_back(name.value());
    pg::Params params;
    params.int8s(ids).int8(rows.origin.list_no);
    calls.push_back(pg::Call{sql::registry::kReplaceNames, std::move(params)});
  }
  if (!rows.replaced_identifiers.empty()) {
    pg::Params params;
    params.int8s(rows.replaced_identifiers).int8(rows.origin.list_no);
    calls.push_back(pg::Call{sql::registry::kReplaceIdentifiers, std::move(params)});
  }
}

void add_particulars_and_joins(ImportRows& rows, std::vector<pg::Call>& calls) {
  if (!rows.particulars.empty()) {
    std::vector<std::int64_t> persons;
    std::vector<std::string> sealed;
    for (NewParticulars& later : rows.particulars) {
      persons.push_back(later.person.value());
      sealed.push_back(std::move(later.sealed));
    }
    pg::Params params;
    params.int8(rows.origin.list_no).int8s(persons).byteas(sealed);
    calls.push_back(pg::Call{sql::registry::kPutParticulars, std::move(params)});
  }
  if (!rows.joins.empty()) {
    std::vector<std::int64_t> lower;
    std::vector<std::int64_t> higher;
    std::vector<std::int16_t> grounds;
    for (const NewJoin& join : rows.joins) {
      lower.push_back(join.pair.first.value());
      higher.push_back(join.pair.second.value());
      grounds.push_back(number_of(join.ground));
    }
    pg::Params params;
    params.int8s(lower).int8s(higher).int2s(grounds).int8(rows.origin.list_no);
    calls.push_back(pg::Call{sql::registry::kJoinRecords, std::move(params)});
  }
}

// A line for each fault. Columns and descriptions are the program's own words: no tab, no line end.
std::string fault_lines(const std::vector<RowFault>& faults) {
  std::string lines;
  for (const RowFault& fault : faults) {
    if (!lines.empty()) lines.push_back('\n');
    lines.append(fault.column).append("\t").append(fault.description);
  }
  return lines;
}

pg::Call outcomes_call(const ListProgress& progress) {
  std::vector<std::int64_t> row_numbers;
  std::vector<std::int16_t> kinds;
  std::vector<std::optional<std::int64_t>> persons;
  std::vector<std::optional<std::int64_t>> statements;
  std::vector<std::optional<std::string>> faults;
  for (std::size_t i = 0; i < progress.outcomes.size(); ++i) {
    const RowOutcome& outcome = progress.outcomes[i];
    const auto& statement = progress.statements[i];
    row_numbers.push_back(outcome.row_number);
    kinds.push_back(number_of(outcome.kind));
    persons.push_back(outcome.person ? std::optional<std::int64_t>(outcome.person->value()) : std::nullopt);
    statements.push_back(statement ? std::optional<std::int64_t>(statement->value()) : std::nullopt);
    faults.push_back(outcome.faults.empty() ? std::nullopt : std::optional<std::string>(fault_lines(outcome.faults)));
  }
  pg::Params params;
  params.int8(progress.list_no).int8s(row_numbers).int2s(kinds).int8s(persons).int8s(statements).texts(faults);
  return pg::Call{sql::registry::kPutListRows, std::move(params)};
}

pg::Call counts_call(const ListProgress& progress) {
  std::int64_t fresh = 0;
  std::int64_t unchanged = 0;
  std::int64_t added = 0;
  std::int64_t refused = 0;
  std::int64_t changed = 0;
  std::int64_t joined = 0;
  for (const RowOutcome& outcome : progress.outcomes) {
    if (outcome.kind == RowOutcomeKind::kNew) ++fresh;
    if (outcome.kind == RowOutcomeKind::kUnchanged) ++unchanged;
    if (outcome.kind == RowOutcomeKind::kStatementAdded) ++added;
    if (outcome.kind == RowOutcomeKind::kRefused) ++refused;
    if (outcome.kind == RowOutcomeKind::kChanged) ++changed;
    if (outcome.kind == RowOutcomeKind::kJoined) ++joined;
  }
  pg::Params params;
  params.int8(progress.list_no).int8(progress.last_row).int8(fresh).int8(unchanged).int8(added).int8(refused);
  params.int8(changed).int8(joined).int8(progress.deaths);
  return pg::Call{sql::registry::kAddListCounts, std::move(params)};
}

}  // namespace

asio::awaitable<core::Result<std::vector<core::PersonId>>> next_person_ids(pg::Pool& pool, std::int32_t count,
                                                                           runtime::Deadline deadline) {
  pg::Params params;
  params.int4(count);
  auto rows = co_await pool.exec(sql::registry::kNextPersonIds, std::move(params), deadline);
  if (!rows) co_return rows.error();
  std::vector<core::PersonId> ids;
  ids.reserve(rows->size());
  for (const pg::Row row : *rows) ids.emplace_back(row.int8(0));
  co_return ids;
}

asio::awaitable<core::Result<std::vector<KnownRow>>> find_row_keys(pg::Transaction& tx, core::SourceId source,
                                                                   std::vector<std::string> person_keys) {
  pg::Params find;
  find.text(source.value()).byteas(person_keys);
  std::vector<pg::Call> calls;
  calls.push_back(pg::Call{sql::registry::kLockJoins, pg::Params()});
  calls.push_back(pg::Call{sql::registry::kFindRowKeys, std::move(find)});
  auto outcome = co_await tx.pipeline(std::move(calls));
  if (outcome.error) co_return *outcome.error;
  std::vector<KnownRow> known;
  for (const pg::Row row : outcome.rows[1]) {
    KnownRow found;
    found.key.person_key = row.bytea(0);
    found.key.content_hash = row.bytea(1);
    found.person = core::PersonId(row.int8(2));
    found.side = static_cast<core::Side>(row.int2(3));
    found.state = static_cast<ContentState>(row.int2(4));
    found.statement = core::StatementId(row.int8_or_null(5).value_or(0));
    known.push_back(std::move(found));
  }
  co_return known;
}

asio::awaitable<core::Result<std::vector<core::StatementId>>> put_import_rows(pg::Transaction& tx, ImportRows rows) {
  std::vector<pg::Call> calls;
  if (!rows.persons.empty()) {
    calls.push_back(persons_call(rows.side, rows.persons));
    calls.push_back(states_call(rows.persons));
  }
  if (!rows.names.empty()) calls.push_back(names_call(rows.origin, rows.names));
  if (!rows.identifiers.empty()) calls.push_back(identifiers_call(rows.origin, rows.identifiers));
  add_replacements(rows, calls);
  add_particulars_and_joins(rows, calls);
  calls.push_back(put_statements_call(std::move(rows.origin), std::move(rows.statements)));
  auto outcome = co_await tx.pipeline(std::move(calls));
  if (outcome.error) co_return *outcome.error;
  co_return read_statement_ids(outcome.rows.back());
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> find_join_keys(pg::Transaction& tx,
                                                                          std::vector<std::int64_t> name_keys,
                                                                          std::vector<std::int64_t> number_keys) {
  pg::Params params;
  params.int8s(name_keys).int8s(number_keys);
  auto rows = co_await tx.exec(sql::registry::kFindJoinKeys, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<core::PersonId> persons;
  for (const pg::Row row : *rows) persons.emplace_back(row.int8(0));
  co_return persons;
}

asio::awaitable<core::Result<std::vector<ClusterRecordRow>>> read_cluster_records(pg::Transaction& tx,
                                                                                  std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kReadClusterRecords, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<ClusterRecordRow> records;
  for (const pg::Row row : *rows) {
    ClusterRecordRow& record = records.emplace_back();
    record.person = core::PersonId(row.int8(0));
    record.cluster = core::ClusterId(row.int8(1));
    record.side = static_cast<core::Side>(row.int2(2));
    record.sealed = row.bytea(3);
  }
  co_return records;
}

asio::awaitable<core::Result<std::vector<PersonPair>>> read_severed_links(pg::Transaction& tx,
                                                                          std::vector<core::PersonId> persons) {
  pg::Params params;
  params.int8s(numbers(persons));
  auto rows = co_await tx.exec(sql::registry::kReadSeveredLinks, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<PersonPair> pairs;
  for (const pg::Row row : *rows) pairs.emplace_back(core::PersonId(row.int8(0)), core::PersonId(row.int8(1)));
  co_return pairs;
}

bool ImportRows::nothing() const {
  return persons.empty() && names.empty() && identifiers.empty() && statements.empty() && replaced_names.empty() &&
         replaced_identifiers.empty() && particulars.empty();
}

asio::awaitable<core::Done> put_source_mapping(pg::Transaction& tx, core::SourceId source, ColumnMapping mapping,
                                               core::ActorId actor) {
  std::vector<std::string> headings;
  std::vector<std::string> columns;
  for (auto& [heading, column] : mapping) {
    headings.push_back(std::move(heading));
    columns.push_back(std::move(column));
  }
  pg::Params params;
  params.text(source.value()).texts(headings).texts(columns).text(actor.value());
  auto rows = co_await tx.exec(sql::registry::kPutSourceMapping, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Done> put_list_progress(pg::Transaction& tx, core::SourceId source, ListProgress progress,
                                              std::vector<core::StatementId> added) {
  std::vector<pg::Call> calls;
  if (!progress.keys.empty()) calls.push_back(keys_call(source, progress.keys, added));
  calls.push_back(outcomes_call(progress));
  calls.push_back(counts_call(progress));
  auto outcome = co_await tx.pipeline(std::move(calls));
  if (outcome.error) co_return *outcome.error;
  co_return core::Nothing{};
}

}  // namespace hotline::store
