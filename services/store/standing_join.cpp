#include "store/standing_join.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "core/inquiry.hpp"
#include "matching/lexicon.hpp"
#include "runtime/log.hpp"
#include "store/index_loader.hpp"
#include "store/question.hpp"
#include "store/record_codec.hpp"

namespace hotline::store {
namespace {

using core::Done;
using core::Nothing;
using core::Result;
using runtime::field;
using runtime::Level;

// A step ends well within a second, so that the next one sees what came meanwhile.
constexpr std::size_t kPersonsAtOnce = 2'000;
constexpr std::int32_t kInquiriesAtOnce = 200;
constexpr std::int32_t kLoadedAtOnce = 5'000;

}  // namespace

StandingJoin::StandingJoin(std::shared_ptr<const matching::Lexicon> lexicon, const matching::Index& persons,
                           const runtime::Keyring& keyring)
    : persons_(persons), keyring_(keyring), standing_(std::move(lexicon)) {}

Result<StandingRound> StandingJoin::round(pg::BlockingConnection& connection) {
  StandingRound round;
  auto persons = compare_persons(connection, round);
  if (!persons) return persons.error();
  // The index of a server that has just taken the lead may lie behind what the last one has compared.
  if (persons_.revision() < cursor_.revision) return round;
  auto inquiries = compare_inquiries(connection, round);
  if (!inquiries) return inquiries.error();
  if (round.more || !cursor_.rematch_reference) return round;
  auto rematched = rematch(connection, round);
  if (!rematched) return rematched.error();
  return round;
}

Result<bool> StandingJoin::lead(pg::BlockingConnection& connection) {
  auto leads = lead_standing(connection);
  if (!leads || !*leads) return leads;
  auto renumbered = renumber_changes(connection);
  if (!renumbered) return renumbered.error();
  if (*renumbered > 0) {
    runtime::log_event(Level::kWarning, "standing_feed_begun_anew", {field("rows", *renumbered)});
  }
  auto cursor = read_standing_cursor(connection);
  if (!cursor) return cursor.error();
  if (!loaded_ || *cursor != cursor_) {
    loaded_ = false;
    cursor_ = std::move(*cursor);
    auto loaded = load(connection);
    if (!loaded) return loaded.error();
    loaded_ = true;
  }
  auto used = use_model(connection);
  if (!used) return used.error();
  runtime::log_event(Level::kInfo, "standing_leads",
                     {field("inquiries", known_.size()), field("revision", cursor_.revision)});
  return true;
}

// What the cursor has not passed yet comes through the feed.
Done StandingJoin::load(pg::BlockingConnection& connection) {
  known_.clear();
  answers_since_ = std::numeric_limits<std::int64_t>::max();
  standing_.begin_load(0);
  std::int64_t last = -1;
  for (;;) {
    auto page = open_inquiries(connection, cursor_, last, kLoadedAtOnce);
    if (!page) return page.error();
    if (page->empty()) break;
    last = page->back().reference;
    std::vector<matching::StandingInquiry> inquiries;
    for (Asked& asked : open(*page)) {
      know(asked);
      inquiries.push_back(std::move(asked.inquiry));
    }
    standing_.load(std::move(inquiries));
  }
  standing_.end_load();
  return Nothing{};
}

Done StandingJoin::use_model(pg::BlockingConnection& connection) {
  if (cursor_.model_version == persons_.model_version()) return Nothing{};
  StandingCursor next = cursor_;
  next.model_version = persons_.model_version();
  // Before the first model nothing was compared.
  if (!cursor_.model_version.empty()) {
    next.rematch_reference = -1;
    runtime::log_event(Level::kInfo, "standing_rematch_begun", {field("inquiries", known_.size())});
  }
  StandingRound round;
  return store(connection, std::move(next), {}, round);
}

Done StandingJoin::compare_persons(pg::BlockingConnection& connection, StandingRound& round) {
  auto changes = changed_persons(connection, cursor_, persons_.revision(), kPersonsAtOnce);
  if (!changes) return changes.error();
  round.behind = changes->register_revision - cursor_.revision;
  if (changes->next == cursor_) return Nothing{};
  std::vector<NewCandidate> found;
  if (!known_.empty()) {
    auto compared = find_inquiries(connection, *changes);
    if (!compared) return compared.error();
    found = std::move(*compared);
    round.persons = static_cast<std::int64_t>(changes->persons.size());
  }
  auto stored = store(connection, std::move(changes->next), found, round);
  if (!stored) return stored;
  round.behind = changes->register_revision - cursor_.revision;
  round.more = round.more || cursor_.person != 0 || cursor_.revision < persons_.revision();
  return Nothing{};
}

Result<std::vector<NewCandidate>> StandingJoin::find_inquiries(pg::BlockingConnection& connection,
                                                               const PersonChanges& changes) const {
  // What every answer knew already, as after the first load of a register, is not read again.
  std::vector<std::int64_t> unknown;
  for (const std::int64_t person : changes.persons) {
    if (changes.revisions.at(person) > answers_since_) unknown.push_back(person);
  }
  if (unknown.empty()) return std::vector<NewCandidate>{};
  auto read = read_persons(connection, keyring_, unknown, NearNumbers::kWanted);
  if (!read) return read.error();
  const std::size_t register_size = persons_.stats().records;
  std::vector<NewCandidate> found;
  for (std::size_t i = 0; i < read->records.size(); ++i) {
    const matching::Record& record = read->records[i];
    std::vector<matching::LikelyMatch> matches = standing_.matches(record, register_size, read->near_numbers[i]);
    if (matches.empty()) continue;
    const std::int64_t changed = changes.revisions.at(record.person.value());
    const FactsDigest digest = facts_digest(keyring_, record);
    for (matching::LikelyMatch& match : matches) {
      const Known& known = known_.at(match.reference);
      // The answer that opened the inquiry knew this change.
      if (known.register_revision >= changed) continue;
      found.push_back({std::move(match), known.facts_version, pair_digest(keyring_, known.digest, digest)});
    }
  }
  return found;
}

Done StandingJoin::compare_inquiries(pg::BlockingConnection& connection, StandingRound& round) {
  auto changes = changed_inquiries(connection, cursor_, kInquiriesAtOnce);
  if (!changes) return changes.error();
  if (changes->empty()) return Nothing{};
  StandingCursor next = cursor_;
  next.inquiry_xid = changes->back().xid;
  next.inquiry_reference = changes->back().reference;
  round.more = round.more || changes->size() == kInquiriesAtOnce;

  std::vector<std::int64_t> gone;
  std::vector<InquiryChange> asking;
  for (InquiryChange& change : *changes) {
    if (!core::is_open(change.state)) {
      gone.push_back(change.reference);
    } else if (!is_known(change)) {
      asking.push_back(std::move(change));
    }
  }
  std::vector<Asked> asked = open(asking);
  auto found = find_persons(connection, asked, Against::kWhatItsAnswerMissed);
  if (!found) return found.error();
  auto stored = store(connection, std::move(next), *found, round);
  if (!stored) return stored;
  round.inquiries = static_cast<std::int64_t>(asked.size());
  keep(std::move(asked), gone);
  return Nothing{};
}

// The lowest of all work: what comes new is never kept waiting by it.
Done StandingJoin::rematch(pg::BlockingConnection& connection, StandingRound& round) {
  auto rows = open_inquiries(connection, cursor_, *cursor_.rematch_reference, kInquiriesAtOnce);
  if (!rows) return rows.error();
  const std::vector<Asked> asked = open(*rows);
  auto found = find_persons(connection, asked, Against::kAll);
  if (!found) return found.error();
  StandingCursor next = cursor_;
  next.rematch_reference.reset();
  if (rows->size() == kInquiriesAtOnce) next.rematch_reference = rows->back().reference;
  auto stored = store(connection, std::move(next), *found, round);
  if (!stored) return stored;
  round.rematched = static_cast<std::int64_t>(asked.size());
  round.more = cursor_.rematch_reference.has_value();
  if (!round.more) runtime::log_event(Level::kInfo, "standing_rematch_ended");
  return Nothing{};
}

// One that stands in memory with these facts has met every person up to the cursor, and only its state has changed.
bool StandingJoin::is_known(const InquiryChange& change) const {
  const auto known = known_.find(change.reference);
  return known != known_.end() && known->second.facts_version == change.facts_version &&
         known->second.register_revision == change.register_revision;
}

std::vector<StandingJoin::Asked> StandingJoin::open(const std::vector<InquiryChange>& changes) const {
  std::vector<Asked> opened;
  opened.reserve(changes.size());
  for (const InquiryChange& change : changes) {
    auto facts = open_facts(keyring_, change.reference, change.facts_sealed);
    if (!facts) {
      // All other families go on being compared.
      runtime::log_error("standing_inquiry_unreadable", facts.error(), {field("reference", change.reference)});
      continue;
    }
    Asked& asked = opened.emplace_back();
    asked.inquiry.reference = change.reference;
    asked.inquiry.question = question_of(keyring_, *facts);
    asked.known = {change.facts_version, change.register_revision, facts_digest(keyring_, asked.inquiry.question)};
  }
  return opened;
}

Result<std::vector<NewCandidate>> StandingJoin::find_persons(pg::BlockingConnection& connection,
                                                             const std::vector<Asked>& asked, Against against) const {
  const std::int64_t index_revision = persons_.revision();
  std::vector<std::pair<const Asked*, matching::LikelyMatch>> likely;
  std::vector<std::int64_t> persons;
  std::int64_t oldest_answer = std::numeric_limits<std::int64_t>::max();
  for (const Asked& one : asked) {
    const bool all = against == Against::kAll || one.known.register_revision == 0;
    if (!all && one.known.register_revision >= index_revision) continue;
    std::vector<matching::LikelyMatch> matches = matching::matches(persons_, one.inquiry);
    if (!all && !matches.empty()) oldest_answer = std::min(oldest_answer, one.known.register_revision);
    for (matching::LikelyMatch& match : matches) {
      persons.push_back(match.person.value());
      likely.emplace_back(&one, std::move(match));
    }
  }
  std::vector<NewCandidate> found;
  if (likely.empty()) return found;
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());

  std::unordered_map<std::int64_t, std::int64_t> changed;
  if (oldest_answer < index_revision) {
    auto last = last_changes(connection, oldest_answer, index_revision, persons);
    if (!last) return last.error();
    changed = std::move(*last);
  }
  auto read = read_persons(connection, keyring_, persons);
  if (!read) return read.error();
  std::map<core::PersonId, const matching::Record*> records;
  for (const matching::Record& record : read->records) records.emplace(record.person, &record);
  for (auto& [one, match] : likely) {
    const auto record = records.find(match.person);
    // One that changed since the index read it comes with its change.
    if (record == records.end() || record->second->facts.version != match.person_version) continue;
    const std::int64_t answer = against == Against::kAll ? 0 : one->known.register_revision;
    const auto change = changed.find(match.person.value());
    if (answer != 0 && (change == changed.end() || change->second <= answer)) continue;
    const FactsDigest digest = facts_digest(keyring_, *record->second);
    found.push_back({std::move(match), one->known.facts_version, pair_digest(keyring_, one->known.digest, digest)});
  }
  return found;
}

Done StandingJoin::store(pg::BlockingConnection& connection, StandingCursor next,
                         const std::vector<NewCandidate>& found, StandingRound& round) {
  auto stored = store_step(connection, cursor_, next, found);
  if (!stored) return stored.error();
  cursor_ = std::move(next);
  round.found += *stored;
  return Nothing{};
}

void StandingJoin::know(const Asked& asked) {
  known_[asked.inquiry.reference] = asked.known;
  answers_since_ = std::min(answers_since_, asked.known.register_revision);
}

void StandingJoin::keep(std::vector<Asked> asked, const std::vector<std::int64_t>& gone) {
  std::vector<std::int64_t> left;
  for (const std::int64_t reference : gone) {
    if (known_.erase(reference) > 0) left.push_back(reference);
  }
  std::vector<matching::StandingInquiry> inquiries;
  inquiries.reserve(asked.size());
  for (Asked& one : asked) {
    know(one);
    inquiries.push_back(std::move(one.inquiry));
  }
  if (!inquiries.empty() || !left.empty()) standing_.apply(std::move(inquiries), left);
}

}  // namespace hotline::store
