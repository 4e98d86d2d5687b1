#include "store/log_rows.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "core/guard_row.hpp"
#include "core/tree_check.hpp"
#include "sql/log.hpp"
#include "store/alarm_store.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Instant;
using pg::Call;
using pg::Params;

constexpr std::int64_t kNoReference = -1;

std::string_view view(const Bytes32& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<std::string> or_null(const std::string& bytes) {
  return bytes.empty() ? std::nullopt : std::optional<std::string>(bytes);
}

// The leaf tells the second and nothing finer; the row beside it tells no more.
Instant whole_second(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at);
}

void sort_unique(std::vector<std::int64_t>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::optional<Params> ids_or_nothing(std::vector<std::int64_t> ids) {
  if (ids.empty()) return std::nullopt;
  sort_unique(ids);
  Params params;
  params.int8s(ids);
  return params;
}

std::optional<Params> claims(std::span<LogEntry* const> entries, const TreeHead& head) {
  std::vector<std::string> actors;
  std::vector<core::Bytes16> requests;
  std::vector<Bytes32> digests;
  std::vector<std::int64_t> indexes;
  std::vector<std::string_view> answers;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LogDraft& draft = entries[i]->draft;
    if (!draft.request) continue;
    actors.push_back(draft.actor.value());
    requests.push_back(draft.request->value());
    digests.push_back(draft.request_digest);
    indexes.push_back(head.size() + static_cast<std::int64_t>(i));
    answers.push_back(draft.answer_sealed);
  }
  if (actors.empty()) return std::nullopt;
  Params params;
  params.texts(actors).uuids(requests).byteas(digests).int8s(indexes).byteas(answers).int4(head.tree);
  return params;
}

std::optional<Params> sheets(std::span<LogEntry* const> entries, const TreeHead& head) {
  std::vector<std::int64_t> numbers, indexes, references;
  std::vector<Instant> taken;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LogDraft& draft = entries[i]->draft;
    if (!draft.sheet) continue;
    numbers.push_back(draft.sheet->number);
    indexes.push_back(head.size() + static_cast<std::int64_t>(i));
    references.push_back(draft.reference.value_or(kNoReference));
    taken.push_back(draft.sheet->taken_at);
  }
  if (numbers.empty()) return std::nullopt;
  Params params;
  params.int8s(numbers).int8s(indexes).int8s(references).timestamptzs(taken).int4(head.tree);
  return params;
}

// The first revision that an entry has not seen, of those that may be a little behind; and the references that it
// opens.
Params revision_question(std::span<LogEntry* const> entries, std::vector<std::int64_t> opened) {
  std::vector<std::int64_t> unseen;
  for (const LogEntry* entry : entries) {
    if (entry->draft.freshness == Freshness::kWithinLimit) unseen.push_back(entry->draft.register_revision + 1);
  }
  sort_unique(unseen);
  sort_unique(opened);
  Params params;
  params.int8s(unseen).int8s(opened);
  return params;
}

// The add_ functions give the parameters of write_batch.sql, in its order.
void add_entries(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> indexes;
  std::vector<Instant> seconds;
  std::vector<core::LeafBytes> leaves;
  std::vector<std::string_view> leaf_views;
  leaves.reserve(entries.size());
  for (const LogEntry* entry : entries) {
    indexes.push_back(entry->index);
    seconds.push_back(whole_second(entry->draft.at));
    leaves.push_back(leaf_of(entry->draft));
    leaf_views.emplace_back(reinterpret_cast<const char*>(leaves.back().data()), leaves.back().size());
  }
  params.int8s(indexes).timestamptzs(seconds).byteas(leaf_views);
}

void add_payloads(Params& params, std::span<LogEntry* const> entries) {
  std::vector<Bytes32> salts;
  std::vector<std::string_view> keys;
  std::vector<std::string_view> payloads;
  std::vector<std::optional<std::string>> subjects;
  for (const LogEntry* entry : entries) {
    salts.push_back(entry->draft.salt);
    keys.push_back(entry->draft.key_sealed);
    payloads.push_back(entry->draft.payload_sealed);
    subjects.push_back(or_null(entry->draft.subject_key));
  }
  params.byteas(salts).byteas(keys).byteas(payloads).byteas(subjects);
}

void add_references(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> references;
  for (const LogEntry* entry : entries) {
    const LogDraft& draft = entry->draft;
    references.push_back(draft.reference ? *draft.reference : draft.inquiry ? draft.inquiry->reference : kNoReference);
  }
  params.int8s(references);
}

void add_batch(Params& params, std::size_t entries, const core::GrownRange& batch, Instant now) {
  const core::CompactRange& grown = batch.grown();
  params.int8(static_cast<std::int64_t>(batch.first())).int4(static_cast<std::int32_t>(entries));
  params.bytea(view(grown.root())).bytea(core::pack_hashes(batch.nodes())).timestamptz(now);
  params.int8(static_cast<std::int64_t>(grown.size())).bytea(core::pack_hashes(grown.frontier()));
}

void add_checkpoints(Params& params, std::span<const SignedHead> checkpoints) {
  std::vector<std::int64_t> sizes;
  std::vector<std::string> notes;
  for (const SignedHead& checkpoint : checkpoints) {
    sizes.push_back(checkpoint.size);
    notes.push_back(checkpoint.note);
  }
  params.int8s(sizes).texts(notes);
}

void add_guard_keys(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::optional<std::string>> keys;
  for (const LogEntry* entry : entries) keys.push_back(or_null(entry->draft.guard_keys));
  params.byteas(keys);
}

void add_facts(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> indexes;
  std::vector<Instant> hours;
  std::vector<std::int16_t> channels, languages, kinds, regions;
  std::vector<std::int32_t> durations;
  for (const LogEntry* entry : entries) {
    const std::optional<LookupFact>& fact = entry->draft.fact;
    if (!fact) continue;
    indexes.push_back(entry->index);
    hours.push_back(std::chrono::floor<std::chrono::hours>(entry->draft.at));
    channels.push_back(fact->channel);
    languages.push_back(fact->language);
    kinds.push_back(fact->answer_kind);
    regions.push_back(static_cast<std::int16_t>(fact->region));
    durations.push_back(fact->duration_us);
  }
  params.int8s(indexes).timestamptzs(hours).int2s(channels).int2s(languages).int2s(kinds).int2s(regions);
  params.int4s(durations);
}

void add_apart(Params& params, std::span<LogEntry* const> entries) {
  std::vector<bool> apart;
  for (const LogEntry* entry : entries) {
    const std::optional<InquiryWrite>& inquiry = entry->draft.inquiry;
    if (inquiry && inquiry->opens) apart.push_back(inquiry->apart);
  }
  params.booleans(apart);
}

void add_opened(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> references, revisions;
  std::vector<std::int16_t> states, languages;
  std::vector<Instant> instants;
  std::vector<std::string> actors;
  std::vector<std::int32_t> facts_versions;
  std::vector<std::string_view> facts, hashes;
  std::vector<std::optional<std::string>> askers, contacts;
  for (const LogEntry* entry : entries) {
    const std::optional<InquiryWrite>& inquiry = entry->draft.inquiry;
    if (!inquiry || !inquiry->opens) continue;
    references.push_back(inquiry->reference);
    states.push_back(inquiry->state);
    languages.push_back(inquiry->language);
    // The family waits since its call was taken.
    instants.push_back(entry->draft.sheet ? entry->draft.sheet->taken_at : entry->draft.at);
    actors.push_back(entry->draft.actor.value());
    facts_versions.push_back(inquiry->facts_version);
    facts.push_back(inquiry->facts_sealed);
    askers.push_back(or_null(inquiry->asker_sealed));
    contacts.push_back(or_null(inquiry->contact_key));
    hashes.push_back(inquiry->passphrase_hash);
    revisions.push_back(inquiry->compared ? entry->draft.register_revision : 0);
  }
  params.int8s(references).int2s(states).int2s(languages).timestamptzs(instants).texts(actors).int4s(facts_versions);
  params.byteas(facts).byteas(askers).byteas(contacts).byteas(hashes).int8s(revisions);
}

void add_kinships(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::int16_t> kinships;
  for (const LogEntry* entry : entries) {
    const std::optional<InquiryWrite>& inquiry = entry->draft.inquiry;
    if (inquiry && inquiry->opens) kinships.push_back(inquiry->kinship);
  }
  params.int2s(kinships);
}

void add_calling_hours(Params& params, std::span<LogEntry* const> entries) {
  std::vector<std::optional<std::int16_t>> from, minutes;
  for (const LogEntry* entry : entries) {
    const std::optional<InquiryWrite>& inquiry = entry->draft.inquiry;
    if (!inquiry || !inquiry->opens) continue;
    const auto& hours = inquiry->calling_hours;
    from.push_back(hours ? std::optional(hours->from_minute) : std::nullopt);
    minutes.push_back(hours ? std::optional(hours->minutes) : std::nullopt);
  }
  params.int2s(from).int2s(minutes);
}

void add_disclosed_rows(std::vector<Call>& calls, std::span<LogEntry* const> entries, std::int32_t tree) {
  std::vector<std::int64_t> indexes, persons, versions;
  std::vector<std::optional<std::int64_t>> references;
  std::vector<Instant> instants;
  std::vector<std::optional<std::int16_t>> kinds, languages;
  std::vector<std::optional<std::int32_t>> scripts;
  for (const LogEntry* entry : entries) {
    for (const PersonVersion& told : entry->draft.disclosed) {
      indexes.push_back(entry->index);
      persons.push_back(told.person.value());
      versions.push_back(told.version);
      const LogDraft& draft = entry->draft;
      references.push_back(draft.inquiry ? std::optional(draft.inquiry->reference) : draft.reference);
      instants.push_back(entry->draft.at);
      kinds.push_back(draft.fact ? std::optional<std::int16_t>(draft.fact->answer_kind) : std::nullopt);
      languages.push_back(draft.fact ? std::optional<std::int16_t>(draft.fact->language) : std::nullopt);
      scripts.push_back(draft.fact ? std::optional(draft.fact->script_version) : std::nullopt);
    }
  }
  if (indexes.empty()) return;
  Params params;
  params.int4(tree).int8s(indexes).int8s(persons).int8s(versions).int8s(references).timestamptzs(instants).int2s(kinds);
  params.int2s(languages).int4s(scripts);
  calls.push_back(Call{sql::log::kAddDisclosed, std::move(params)});
}

void add_partner_cases(std::vector<Call>& calls, std::span<LogEntry* const> entries) {
  std::vector<std::string> partners;
  std::vector<core::Bytes32> keys;
  std::vector<std::int64_t> references;
  std::vector<std::int16_t> collected_by;
  std::vector<std::optional<std::int32_t>> consents;
  std::vector<Instant> instants;
  for (const LogEntry* entry : entries) {
    const LogDraft& draft = entry->draft;
    if (!draft.inquiry || !draft.inquiry->opens || !draft.inquiry->partner_case) continue;
    const PartnerCase& submitted = *draft.inquiry->partner_case;
    partners.push_back(draft.actor.value());
    keys.push_back(submitted.key);
    references.push_back(draft.inquiry->reference);
    collected_by.push_back(submitted.collected_by);
    consents.push_back(submitted.consent_day);
    instants.push_back(draft.at);
  }
  if (partners.empty()) return;
  Params params;
  params.texts(partners).byteas(keys).int8s(references).int2s(collected_by).dates(consents).timestamptzs(instants);
  calls.push_back(Call{sql::log::kAddPartnerCases, std::move(params)});
}

void add_awaited_rows(std::vector<Call>& calls, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> lower, higher;
  for (const LogEntry* entry : entries) {
    for (const AwaitedPair& pair : entry->draft.awaited) {
      lower.push_back(pair.lower.value());
      higher.push_back(pair.higher.value());
    }
  }
  if (lower.empty()) return;
  Params params;
  params.int8s(lower).int8s(higher);
  calls.push_back(Call{sql::log::kAddAwaited, std::move(params)});
}

void add_erasures(std::vector<Call>& calls, std::span<LogEntry* const> entries, std::int32_t tree) {
  for (const LogEntry* entry : entries) {
    const std::optional<ErasureWrite>& erasure = entry->draft.erasure;
    if (!erasure) continue;
    std::vector<std::int32_t> trees;
    std::vector<std::int64_t> firsts, lasts;
    for (const core::IndexRange& range : erasure->ranges) {
      trees.push_back(range.tree);
      firsts.push_back(range.first);
      lasts.push_back(range.last);
    }
    Params params;
    params.int8(erasure->number).int4(tree).int8(entry->index).bytea(view(entry->draft.salt));
    params.bytea(std::string_view(erasure->payload)).int4s(trees).int8s(firsts).int8s(lasts);
    calls.push_back(Call{sql::log::kCarryOutErasure, std::move(params)});
  }
}

void add_alarm_rows(std::vector<Call>& calls, std::span<LogEntry* const> entries, std::int32_t tree) {
  std::vector<PlacedAlarm> raised;
  for (const LogEntry* entry : entries) {
    if (!entry->draft.alarm) continue;
    PlacedAlarm placed{*entry->draft.alarm, LogPlace{tree, entry->index}};
    placed.alarm.once_key += core::bytes_of_key(static_cast<std::uint64_t>(tree));
    placed.alarm.once_key += core::bytes_of_key(static_cast<std::uint64_t>(entry->index));
    raised.push_back(std::move(placed));
  }
  if (!raised.empty()) calls.push_back(raise_alarms_call(raised));
}

void add_renewed_rows(std::vector<Call>& calls, std::span<LogEntry* const> entries) {
  std::vector<std::int64_t> references, replaced;
  std::vector<Instant> instants, replaced_at;
  std::vector<std::string> replaced_by;
  std::vector<std::int16_t> states;
  std::vector<std::int32_t> facts_versions;
  std::vector<std::optional<std::string>> facts;
  std::vector<std::optional<std::int64_t>> revisions;
  for (const LogEntry* entry : entries) {
    const std::optional<InquiryWrite>& inquiry = entry->draft.inquiry;
    if (!inquiry || inquiry->opens) continue;
    references.push_back(inquiry->reference);
    instants.push_back(entry->draft.at);
    states.push_back(inquiry->state);
    facts_versions.push_back(inquiry->facts_version);
    facts.push_back(or_null(inquiry->facts_sealed));
    revisions.emplace_back();
    if (inquiry->facts_sealed.empty()) continue;
    revisions.back() = entry->draft.register_revision;
    replaced.push_back(inquiry->reference);
    replaced_at.push_back(entry->draft.at);
    replaced_by.push_back(entry->draft.actor.value());
  }
  if (!replaced.empty()) {
    Params params;
    params.int8s(replaced).timestamptzs(replaced_at).texts(replaced_by);
    calls.push_back(Call{sql::log::kKeepFacts, std::move(params)});
  }
  if (references.empty()) return;
  Params params;
  params.int8s(references).int2s(states).timestamptzs(instants).int4s(facts_versions).byteas(facts);
  params.int8s(revisions);
  calls.push_back(Call{sql::log::kRenewInquiries, std::move(params)});
}

}  // namespace

core::LeafBytes leaf_of(const LogDraft& draft) {
  core::Leaf leaf;
  leaf.kind = draft.kind;
  leaf.id = draft.entry_id;
  leaf.second =
      static_cast<std::uint64_t>(std::chrono::floor<std::chrono::seconds>(draft.at).time_since_epoch().count());
  leaf.actor_pseudonym = draft.actor_pseudonym;
  leaf.commitment = draft.commitment;
  return core::encode_leaf(leaf);
}

LogQuestions log_questions(std::span<LogEntry* const> entries, const TreeHead& head) {
  std::vector<std::int64_t> persons, opened, renewed, openings;
  for (const LogEntry* entry : entries) {
    for (const PersonVersion& person : entry->draft.cluster) persons.push_back(person.person.value());
    if (entry->draft.opening) openings.push_back(*entry->draft.opening);
    if (!entry->draft.inquiry) continue;
    (entry->draft.inquiry->opens ? opened : renewed).push_back(entry->draft.inquiry->reference);
  }
  LogQuestions questions;
  questions.tree.int4(head.tree).int8(head.epoch);
  questions.claims = claims(entries, head);
  questions.persons = ids_or_nothing(std::move(persons));
  questions.revision = revision_question(entries, std::move(opened));
  questions.renewed_references = ids_or_nothing(std::move(renewed));
  questions.openings = ids_or_nothing(std::move(openings));
  questions.sheets = sheets(entries, head);
  return questions;
}

std::vector<Call> log_inserts(std::span<LogEntry* const> entries, const TreeHead& head, const core::GrownRange& batch,
                              std::span<const SignedHead> checkpoints, Instant now) {
  std::vector<Call> calls;
  Params rows;
  rows.int4(head.tree).int8(head.epoch);
  add_entries(rows, entries);
  add_payloads(rows, entries);
  add_batch(rows, entries.size(), batch, now);
  add_facts(rows, entries);
  add_opened(rows, entries);
  add_checkpoints(rows, checkpoints);
  add_references(rows, entries);
  add_guard_keys(rows, entries);
  add_kinships(rows, entries);
  add_apart(rows, entries);
  add_calling_hours(rows, entries);
  calls.push_back(Call{sql::log::kWriteBatch, std::move(rows)});
  add_disclosed_rows(calls, entries, head.tree);
  add_renewed_rows(calls, entries);
  add_awaited_rows(calls, entries);
  add_partner_cases(calls, entries);
  add_erasures(calls, entries, head.tree);
  add_alarm_rows(calls, entries, head.tree);
  calls.push_back(Call{pg::kCommit, {}});
  return calls;
}

Params checkpoint_rows(std::int32_t tree, std::span<const SignedHead> checkpoints) {
  Params params;
  params.int4(tree);
  add_checkpoints(params, checkpoints);
  return params;
}

}  // namespace hotline::store
