#include <algorithm>
#include <utility>

#include "lookup/lookup_run.hpp"
#include "runtime/seal.hpp"
#include "store/contact.hpp"
#include "store/log_sealer.hpp"
#include "store/record_codec.hpp"

// What of a lookup goes into the log, and beside it.
namespace hotline::lookup {
namespace {

std::int64_t second_of(core::Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

// The likeliest record of one human being with that of each other who may be the same.
std::vector<store::AwaitedPair> awaited_pairs(const core::Verdict& verdict) {
  std::vector<store::AwaitedPair> pairs;
  const core::PersonId first = verdict.likely.front().best.person;
  for (const core::LikelyCluster& other : std::span(verdict.likely).subspan(1)) {
    const auto [lower, higher] = std::minmax(first, other.best.person);
    pairs.push_back(store::AwaitedPair{lower, higher});
  }
  return pairs;
}

std::vector<store::PersonVersion> locked(const std::vector<core::PersonVersion>& persons) {
  std::vector<store::PersonVersion> versions;
  for (const auto& person : persons) versions.push_back(store::PersonVersion{person.person, person.version});
  return versions;
}

}  // namespace

// By which the same asker's inquiries are found again; empty: he is not to be reached.
std::string LookupFlow::Run::contact_of(const store::InquiryAsker& asker) const {
  const auto normal = store::normalise_contact(asker.safe_contact, asker.contact);
  if (!normal) return {};
  const core::Bytes32 key = store::contact_keys(parts_.keyring, asker.safe_contact, *normal).front();
  return {key.begin(), key.end()};
}

std::optional<store::InquiryWrite> LookupFlow::Run::inquiry_write() {
  if (!question_.opens_inquiry) return std::nullopt;
  if (inquiry_ && !facts_added_) return std::nullopt;
  store::InquiryWrite write;
  write.reference = reference_->number();
  write.language = static_cast<std::uint8_t>(question_.language);
  write.facts_sealed = store::seal_facts(parts_.keyring, write.reference, question_.facts.reveal());
  if (inquiry_) {
    write.opens = false;
    write.state = static_cast<std::uint8_t>(inquiry_->row.state);
    write.facts_version = inquiry_->row.facts_version + 1;
    return write;
  }
  write.opens = true;
  write.state = static_cast<std::uint8_t>(core::InquiryState::kStanding);
  write.compared = !by_portal();
  store::InquiryAsker asker;
  if (question_.asker) asker = question_.asker->reveal();
  asker.relation = question_.relation;
  asker.language = std::string(core::code_of(question_.language));
  write.asker_sealed = store::seal_asker(parts_.keyring, write.reference, asker);
  write.contact_key = contact_of(asker);
  write.kinship = core::kinship_rank(asker.relation);
  if (asker.safe_hours) write.calling_hours = core::calling_hours(*asker.safe_hours);
  write.partner_case = question_.partner_case;
  const auto normal = core::normalise_passphrase(passphrase_->reveal());
  write.passphrase_hash = runtime::hash_passphrase(parts_.keyring.newest(runtime::KeyUse::kPassphrase), parts_.random,
                                                   normal ? normal->reveal() : passphrase_->reveal());
  return write;
}

// Whoever looks at candidates is told of none: the entry holds whom he saw, and nobody's answer.
void LookupFlow::Run::log_look(const LookupAnswer& answer, core::LogPayload& payload) const {
  if (!question_.look->ground.empty()) payload.purpose += " [" + question_.look->ground + "]";
  payload.channel.reset();
  payload.answer.reset();
  payload.fields_told = 0;
  payload.withheld_reason = core::WithheldReason::kNone;
  for (const core::Candidate& candidate : answer.candidates) {
    payload.disclosed.push_back(core::PersonVersion{candidate.person, candidate.facts.version});
  }
  std::sort(payload.disclosed.begin(), payload.disclosed.end());
}

core::LogPayload LookupFlow::Run::payload_of(const Found& found) const {
  core::LogPayload payload;
  payload.actor = call_.caller.id;
  payload.role = call_.caller.role;
  payload.channel = hearing().channel;
  payload.method = call_.method;
  payload.purpose = question_.purpose;
  if (found.answer.correction_version != 0) {
    payload.purpose += " [correction " + std::to_string(found.answer.correction_version) + "]";
  }
  if (released_) payload.purpose += " [opening " + std::to_string(opening_->opening) + "]";
  if (question_.call) {
    payload.call_line = question_.call->line;
    payload.call_id = question_.call->exchange_call_id;
    payload.call_start_second = second_of(question_.call->started_at);
  }
  if (question_.paper) {
    payload.paper_sheet = question_.paper->sheet.text();
    payload.paper_taken_second = second_of(question_.paper->taken_at);
  }
  if (reference_) payload.inquiry_reference = reference_->number();
  payload.question = question_.facts;
  payload.relation = question_.relation;
  payload.caller_level = level_;
  payload.verification_steps = question_.steps;
  payload.language = std::string(core::code_of(question_.language));
  payload.answer = found.answer.disclosure.kind;
  payload.fields_told = found.answer.disclosure.fields;
  payload.withheld_reason = found.answer.disclosure.reason_for_log;
  payload.script_version = static_cast<std::uint32_t>(found.answer.script_version);
  payload.candidates = found.logged;
  payload.model_version = parts_.model_version;
  payload.register_revision = found.answer.register_revision;
  payload.refusal_count = shed_;
  if (tells(found)) payload.disclosed = found.verdict.persons();
  if (question_.look) log_look(found.answer, payload);
  return payload;
}

bool LookupFlow::Run::tells(const Found& found) const {
  return !question_.look && core::tells_of_person(found.answer.disclosure.kind);
}

// Whose versions the commit locks, and of whom something is told.
void LookupFlow::Run::lock_persons(const Found& found, const core::LogPayload& payload, store::LogDraft& draft) const {
  const bool held_back = !question_.look && found.answer.disclosure.kind == core::AnswerKind::kColleagueTakesOver;
  // "Nothing held" and "may not be said" lock nobody: a locked row must not tell the two apart.
  draft.cluster = locked(held_back ? found.verdict.persons() : payload.disclosed);
  if (tells(found)) draft.disclosed = draft.cluster;
  if (released_) {
    draft.opening = opening_->opening;
    // All records of the cluster, also those that the question did not find.
    draft.cluster = locked(opening_->cluster);
  }
  if (held_back && found.verdict.review_first) draft.awaited = awaited_pairs(found.verdict);
}

store::LookupFact LookupFlow::Run::fact_of(const Found& found) const {
  store::LookupFact fact;
  fact.channel = static_cast<std::uint8_t>(hearing().channel);
  fact.language = static_cast<std::uint8_t>(question_.language);
  fact.answer_kind = static_cast<std::uint8_t>(found.answer.disclosure.kind);
  fact.script_version = found.answer.script_version;
  fact.region = tells(found) ? found.region : std::uint16_t{0};
  fact.duration_us = static_cast<std::int32_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_).count());
  return fact;
}

core::Result<store::LogDraft> LookupFlow::Run::draft(const Found& found, std::string_view kept_answer) {
  const core::LogPayload payload = payload_of(found);
  const auto encoded = core::encode_payload(payload);
  if (!encoded) return encoded.error();
  store::LogSealInput entry;
  entry.actor = call_.caller.id;
  entry.kind = core::LogEntryKind::kInquiry;
  entry.at = parts_.clock.now();
  entry.payload = *encoded;
  entry.request = question_.request;
  entry.request_digest = question_.digest;
  entry.answer = kept_answer;
  store::LogDraft draft = store::seal_draft(parts_.keyring, parts_.random, entry);

  if (reference_) draft.reference = reference_->number();
  draft.register_revision = found.answer.register_revision;
  draft.freshness = attempts_ < kAttemptsMax ? store::Freshness::kExact : store::Freshness::kWithinLimit;
  count(found, draft);
  lock_persons(found, payload, draft);
  draft.inquiry = inquiry_write();
  if (draft.inquiry) draft.inquiry->apart = found.touched;
  if (question_.paper) draft.sheet = store::SheetWrite{question_.paper->sheet.number(), question_.paper->taken_at};
  // A look is no answer, and the figures count answers; nor is anything counted of people who do not exist.
  if (!question_.look && !found.touched) draft.fact = fact_of(found);
  draft.call_class = core::class_of(call_.caller.role);
  draft.deadline = call_.deadline;
  return draft;
}

// What the guard has to know of this entry, here and on other servers.
void LookupFlow::Run::count(const Found& found, store::LogDraft& draft) {
  const core::AnswerKind kind = found.answer.disclosure.kind;
  // That a colleague takes over says as much as an answer does: there is somebody.
  counted_.told = core::tells_of_person(kind) || kind == core::AnswerKind::kColleagueTakesOver;
  if (question_.look) {
    counted_.told = std::any_of(found.answer.candidates.begin(), found.answer.candidates.end(),
                                [](const auto& candidate) { return candidate.probability >= core::kCanaryMeant; });
  }
  draft.subject_key = core::bytes_of_key(counted_.subject);
  if (found.touched) draft.alarm = core::canary_alarm(caller_);
  if (question_.only_registers) return;
  if (attempts_ == 1) counted_.bits = parts_.guard.answered(caller_, counted_.subject, counted_.bits, counted_.told);
  draft.guard_keys = core::encode_guard_row(counted_);
}

}  // namespace hotline::lookup
