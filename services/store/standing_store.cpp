#include "store/standing_store.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "runtime/bytes.hpp"
#include "runtime/seal.hpp"
#include "sql/feed.hpp"
#include "sql/standing.hpp"
#include "store/record_codec.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

using core::Result;
using pg::Call;
using pg::Params;
using pg::Row;
using Revisions = std::unordered_map<std::int64_t, std::int64_t>;

// One number of all advisory locks of the database, drawn at random.
constexpr std::int64_t kLeaderLock = 5'703'918'264'001;
// Read at once: an import writes 500 persons a revision.
constexpr std::int32_t kRevisionsAtOnce = 8;

void add(Params& params, const StandingCursor& cursor) {
  params.int8(cursor.revision).int8(cursor.person).int8(cursor.inquiry_xid).int8(cursor.inquiry_reference);
  params.int8(cursor.rematch_reference).text(std::string_view(cursor.model_version));
}

InquiryChange read_change(const Row& row) {
  InquiryChange change;
  change.reference = row.int8(0);
  change.state = as<core::InquiryState>(row.int2(1));
  change.facts_version = row.int4(2);
  change.facts_sealed = row.bytea(3);
  change.register_revision = row.int8(4);
  change.xid = row.int8(5);
  return change;
}

std::vector<std::int16_t> open_states() {
  std::vector<std::int16_t> states;
  for (std::int16_t number = 1; number <= number_of(core::InquiryState::kClosed); ++number) {
    if (core::is_open(as<core::InquiryState>(number))) states.push_back(number);
  }
  return states;
}

// The persons of one revision that are left, in rising order.
std::vector<std::int64_t> persons_after(const Row& row, std::int64_t person) {
  std::vector<std::int64_t> persons = row.int8s(2);
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  persons.erase(persons.begin(), std::upper_bound(persons.begin(), persons.end(), person));
  return persons;
}

using States = std::map<std::int64_t, core::InquiryState>;

// The candidates whose inquiry is open and asks as it did, with its state. Others come again through the feed.
Result<States> lock_inquiries(pg::BlockingConnection& connection, std::vector<NewCandidate>& found) {
  std::vector<std::int64_t> references;
  for (const NewCandidate& one : found) references.push_back(one.match.reference);
  Params params;
  params.int8s(references);
  auto rows = connection.exec(sql::standing::kLockInquiries, params);
  if (!rows) return rows.error();
  States states;
  std::map<std::int64_t, std::int32_t> versions;
  for (const Row row : *rows) {
    const auto state = as<core::InquiryState>(row.int2(1));
    if (!core::is_open(state)) continue;
    states.emplace(row.int8(0), state);
    versions.emplace(row.int8(0), row.int4(2));
  }
  std::erase_if(found, [&](const NewCandidate& one) {
    const auto version = versions.find(one.match.reference);
    return version == versions.end() || version->second != one.facts_version;
  });
  return states;
}

Result<std::vector<std::int64_t>> put_candidates(pg::BlockingConnection& connection, const std::string& model,
                                                 std::vector<NewCandidate> found) {
  std::vector<std::int64_t> references, persons, person_versions;
  std::vector<std::int32_t> facts_versions;
  std::vector<float> probabilities;
  std::vector<std::string> reasons;
  std::vector<std::string_view> digests;
  for (NewCandidate& one : found) {
    references.push_back(one.match.reference);
    facts_versions.push_back(one.facts_version);
    persons.push_back(one.match.person.value());
    person_versions.push_back(one.match.person_version);
    probabilities.push_back(static_cast<float>(one.match.probability));
    reasons.push_back(std::move(one.match.reasons));
    digests.emplace_back(reinterpret_cast<const char*>(one.facts_digest.data()), one.facts_digest.size());
  }
  Params params;
  params.int8s(references).int4s(facts_versions).int8s(persons).int8s(person_versions);
  params.text(std::string_view(model)).float4s(probabilities).texts(reasons).byteas(digests);
  auto rows = connection.exec(sql::standing::kPutCandidates, params);
  if (!rows) return rows.error();
  return all_of<std::int64_t>(*rows, [](const Row& row) { return row.int8(0); });
}

core::Done put_states(pg::BlockingConnection& connection, const States& states,
                      const std::vector<std::int64_t>& stored) {
  std::map<std::int64_t, std::int16_t> moved;
  for (const std::int64_t reference : stored) {
    const core::InquiryState state = states.at(reference);
    const auto next = core::next_state_by_the_service(state, core::InquiryStep::kMatchFound);
    if (next && *next != state) moved.emplace(reference, number_of(*next));
  }
  if (moved.empty()) return core::Nothing{};
  std::vector<std::int64_t> references;
  std::vector<std::int16_t> next_states;
  for (const auto& [reference, state] : moved) {
    references.push_back(reference);
    next_states.push_back(state);
  }
  Params params;
  params.int8s(references).int2s(std::span<const std::int16_t>(next_states));
  auto rows = connection.exec(sql::standing::kPutStates, params);
  if (!rows) return rows.error();
  return core::Nothing{};
}

Result<std::int64_t> store_within(pg::BlockingConnection& connection, const StandingCursor& from,
                                  const StandingCursor& to, std::vector<NewCandidate> found) {
  Params move;
  add(move, from);
  add(move, to);
  auto moved = connection.exec(sql::standing::kMoveCursor, move);
  if (!moved) return moved.error();
  if (moved->affected() != 1) return core::make_error(core::Reason::kConflict, "another watcher moved the cursor");
  if (found.empty()) return std::int64_t{0};
  auto states = lock_inquiries(connection, found);
  if (!states) return states.error();
  if (found.empty()) return std::int64_t{0};
  auto stored = put_candidates(connection, to.model_version, std::move(found));
  if (!stored) return stored.error();
  auto put = put_states(connection, *states, *stored);
  if (!put) return put.error();
  return static_cast<std::int64_t>(stored->size());
}

void write(runtime::ByteWriter& writer, const core::NameParts& name) {
  writer.string(name.surname).string(name.given).string(name.patronymic).string(name.line);
}

void write(runtime::ByteWriter& writer, const core::PartialDate& date) {
  writer.u8(static_cast<std::uint8_t>(date.precision)).u16(static_cast<std::uint16_t>(date.year));
  writer.u8(date.month).u8(date.day).u16(static_cast<std::uint16_t>(date.year_last));
}

void write(runtime::ByteWriter& writer, const matching::Circumstances& circumstances) {
  writer.string(circumstances.mother).varint(circumstances.siblings.size());
  for (const matching::Sibling& sibling : circumstances.siblings) {
    writer.string(sibling.given);
    write(writer, sibling.birth_date);
  }
  writer.string(circumstances.marks).string(circumstances.last_seen_place);
  write(writer, circumstances.last_seen);
}

// A question or a record without its names.
template <typename Side>
void write_rest(runtime::ByteWriter& writer, const Side& side) {
  writer.u8(static_cast<std::uint8_t>(side.sex));
  write(writer, side.birth_date);
  writer.string(side.birthplace).string(side.unit);
  std::vector<std::uint64_t> numbers = side.identifier_hashes;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  writer.varint(numbers.size());
  for (const std::uint64_t number : numbers) writer.u64(number);
  write(writer, side.circumstances);
}

FactsDigest digest_of(const runtime::Keyring& keyring, std::string_view what, std::string_view bytes) {
  const core::Bytes32 hash = runtime::keyed_hash(keyring.newest(runtime::KeyUse::kIdentifier), {what, bytes});
  FactsDigest digest;
  std::copy_n(hash.begin(), digest.size(), digest.begin());
  return digest;
}

}  // namespace

Result<bool> lead_standing(pg::BlockingConnection& connection) {
  Params params;
  params.int8(kLeaderLock);
  auto rows = connection.exec(sql::standing::kLead, params);
  if (!rows) return rows.error();
  return rows->front().boolean(0);
}

Result<std::int64_t> renumber_changes(pg::BlockingConnection& connection) {
  auto rows = connection.exec(sql::standing::kRenumberChanges);
  if (!rows) return rows.error();
  return rows->front().int8(0);
}

Result<StandingCursor> read_standing_cursor(pg::BlockingConnection& connection) {
  auto rows = connection.exec(sql::standing::kReadCursor);
  if (!rows) return rows.error();
  const Row row = rows->front();
  StandingCursor cursor;
  cursor.revision = row.int8(0);
  cursor.person = row.int8(1);
  cursor.inquiry_xid = row.int8(2);
  cursor.inquiry_reference = row.int8(3);
  cursor.rematch_reference = row.int8_or_null(4);
  cursor.model_version = row.text(5);
  return cursor;
}

Result<std::vector<InquiryChange>> changed_inquiries(pg::BlockingConnection& connection, const StandingCursor& cursor,
                                                     std::int32_t rows_max) {
  Params params;
  params.int8(cursor.inquiry_xid).int8(cursor.inquiry_reference).int4(rows_max);
  auto rows = connection.exec(sql::standing::kChangedInquiries, params);
  if (!rows) return rows.error();
  return all_of<InquiryChange>(*rows, read_change);
}

Result<std::vector<InquiryChange>> open_inquiries(pg::BlockingConnection& connection, const StandingCursor& cursor,
                                                  std::int64_t after_reference, std::int32_t rows_max) {
  const std::vector<std::int16_t> states = open_states();
  Params params;
  params.int8(after_reference).int2s(std::span<const std::int16_t>(states));
  params.int8(cursor.inquiry_xid).int8(cursor.inquiry_reference).int4(rows_max);
  auto rows = connection.exec(sql::standing::kOpenInquiries, params);
  if (!rows) return rows.error();
  return all_of<InquiryChange>(*rows, read_change);
}

Result<PersonChanges> changed_persons(pg::BlockingConnection& connection, const StandingCursor& cursor,
                                      std::int64_t index_revision, std::size_t persons_max) {
  Params params;
  params.int8(cursor.revision).int4(kRevisionsAtOnce);
  auto rows = connection.exec(sql::feed::kNewChanges, params);
  if (!rows) return rows.error();
  PersonChanges changes;
  changes.next = cursor;
  for (const Row row : *rows) {
    changes.register_revision = row.int8(0);
    const auto revision = row.int8_or_null(1);
    if (!revision || *revision > index_revision) break;
    std::vector<std::int64_t> persons = persons_after(row, changes.next.person);
    if (!changes.persons.empty() && changes.persons.size() + persons.size() > persons_max) break;
    const bool whole = persons.size() <= persons_max;
    if (!whole) persons.resize(persons_max);
    for (const std::int64_t person : persons) changes.revisions[person] = *revision;
    changes.persons.insert(changes.persons.end(), persons.begin(), persons.end());
    changes.next.person = whole ? 0 : persons.back();
    if (!whole) break;
    changes.next.revision = *revision;
  }
  std::sort(changes.persons.begin(), changes.persons.end());
  changes.persons.erase(std::unique(changes.persons.begin(), changes.persons.end()), changes.persons.end());
  return changes;
}

Result<Revisions> last_changes(pg::BlockingConnection& connection, std::int64_t after, std::int64_t up_to,
                               const std::vector<std::int64_t>& persons) {
  Params params;
  params.int8(after).int8(up_to).int8s(persons);
  auto rows = connection.exec(sql::standing::kLastChanges, params);
  if (!rows) return rows.error();
  Revisions revisions;
  for (const Row row : *rows) revisions.emplace(row.int8(0), row.int8(1));
  return revisions;
}

Result<double> waiting_seconds(pg::BlockingConnection& connection, std::int64_t revision) {
  Params params;
  params.int8(revision);
  auto rows = connection.exec(sql::standing::kWaitingSince, params);
  if (!rows) return rows.error();
  return rows->empty() ? 0.0 : rows->front().float8(0);
}

Result<std::int64_t> store_step(pg::BlockingConnection& connection, const StandingCursor& from,
                                const StandingCursor& to, const std::vector<NewCandidate>& found) {
  auto begun = connection.exec(pg::kBegin);
  if (!begun) return begun.error();
  auto stored = store_within(connection, from, to, found);
  auto ended = connection.exec(stored ? pg::kCommit : pg::kRollback);
  if (!stored) return stored;
  if (!ended) return ended.error();
  return stored;
}

FactsDigest facts_digest(const runtime::Keyring& keyring, const matching::Query& question) {
  runtime::ByteWriter writer;
  write(writer, question.name);
  writer.u8(static_cast<std::uint8_t>(question.profile));
  write_rest(writer, question);
  return digest_of(keyring, "candidate/inquiry", writer.bytes());
}

FactsDigest facts_digest(const runtime::Keyring& keyring, const matching::Record& record) {
  std::vector<std::string> names;
  for (const core::NameParts& name : record.names) {
    runtime::ByteWriter writer;
    write(writer, name);
    names.push_back(writer.take());
  }
  // Five lists that say the same name say no more than one.
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  runtime::ByteWriter writer;
  writer.varint(names.size());
  for (const std::string& name : names) writer.string(name);
  write_rest(writer, record);
  return digest_of(keyring, "candidate/person", writer.bytes());
}

FactsDigest pair_digest(const runtime::Keyring& keyring, const FactsDigest& question, const FactsDigest& record) {
  runtime::ByteWriter writer;
  writer.raw(std::span<const std::uint8_t>(question)).raw(std::span<const std::uint8_t>(record));
  return digest_of(keyring, "candidate", writer.bytes());
}

}  // namespace hotline::store
