#include "registry/import_plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/name_text.hpp"
#include "core/status.hpp"

namespace hotline::registry {
namespace {

// Things that happen to a man more than once: another day is another event, not a correction.
bool recurs(core::StatementKind kind) {
  using enum core::StatementKind;
  constexpr std::array kOnce{kCaptured, kMissing,   kKilled,      kDied,       kBodyIdentified, kBuried,
                             kReleased, kExchanged, kRepatriated, kHandedOver, kEscaped,        kIdentityAltered};
  return std::find(kOnce.begin(), kOnce.end(), kind) == kOnce.end();
}

// A source that now speaks of the living takes back that it spoke of the dead.
bool speaks_of_the_living(core::StatementKind kind) {
  using enum core::StatementKind;
  return !core::states_death(kind) && kind != kNoticeForwarded && kind != kNoticeReceipt && kind != kIdentityAltered &&
         kind != kWithdrawn;
}

// What a row leaves out does not contradict what was said before.
bool agrees(const KnownStatement& known, const ReadRow& row) {
  const core::Statement& statement = known.statement;
  const auto same = [](const std::string& before, const std::string& now) { return now.empty() || before == now; };
  return statement.rung == row.rung && (!row.fact_date.known() || statement.fact_date == row.fact_date) &&
         same(known.detail.place, row.place) && same(known.detail.authority, row.authority) &&
         (row.recipient == core::Recipient::kNone || row.recipient == statement.recipient) &&
         (row.health == core::Health::kNotStated || row.health == known.detail.health) &&
         (row.inform_kin == core::InformKin::kNotAsked || row.inform_kin == statement.inform_kin) &&
         (row.region == 0 || row.region == statement.region);
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
  statement.recipient = row.recipient;
  statement.inform_kin = row.inform_kin;
  statement.region = row.region;
  // Until a second registrar has countersigned the list.
  statement.counts = !core::states_death(row.kind);
  return statement;
}

enum class Merge : std::uint8_t { kSame, kMore, kCorrected };

template <typename T>
Merge merge(T& known, const T& said, const T& nothing) {
  if (said == nothing || said == known) return Merge::kSame;
  const Merge how = known == nothing ? Merge::kMore : Merge::kCorrected;
  known = said;
  return how;
}

// Only what a list can say; a correction outweighs an addition.
Merge merge(core::Particulars& known, const core::Particulars& said) {
  const std::string none;
  return std::max({merge(known.sex, said.sex, core::Sex::kUnknown),
                   merge(known.birth_date, said.birth_date, core::PartialDate()),
                   merge(known.birthplace, said.birthplace, none), merge(known.nationality, said.nationality, none),
                   merge(known.rank, said.rank, none), merge(known.unit, said.unit, none),
                   merge(known.mother_name, said.mother_name, none), merge(known.siblings, said.siblings, {}),
                   merge(known.marks, said.marks, none), merge(known.last_seen_place, said.last_seen_place, none),
                   merge(known.last_seen_date, said.last_seen_date, core::PartialDate())});
}

template <typename T>
void erase_places(std::vector<T>& from, const std::vector<std::size_t>& places) {
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(*place));
  }
}

}  // namespace

struct ImportPlan::Difference {
  std::optional<KnownStatement> older;  // what the row's statement replaces
  bool replaced = false;
  bool added = false;
};

core::NameParts folded(const core::NameParts& name) {
  core::NameParts out;
  out.surname = core::fold_spelling(name.surname);
  out.given = core::fold_spelling(name.given);
  out.patronymic = core::fold_spelling(name.patronymic);
  out.line = core::fold_spelling(name.line);
  return out;
}

store::StatementDetail detail_of(const ReadRow& row) {
  store::StatementDetail detail;
  detail.place = row.place;
  detail.external_id = row.external_id;
  detail.health = row.health;
  detail.authority = row.authority;
  return detail;
}

RecordIdentity identity_of(const PreparedRow& row, core::PersonId person, core::Side side) {
  RecordIdentity identity;
  identity.person = person;
  identity.keyed = !row.row.external_id.empty();
  identity.side = side;
  identity.sex = row.row.particulars.sex;
  identity.birth_date = row.row.particulars.birth_date;
  identity.names.push_back(row.row.name.parts.reveal());
  if (!row.row.service_number.empty()) identity.numbers.push_back(row.identifier_hash);
  return identity;
}

ImportPlan::ImportPlan(const RegistryParts& parts, const OpenList& list, core::ActorId actor)
    : parts_(parts), list_(list) {
  rows.side = list.row.side;
  rows.origin.source = list.row.source;
  rows.origin.list_no = list.row.list_no;
  rows.origin.actor = std::move(actor);
  rows.origin.received_at = list.row.received_at;
  progress.list_no = list.row.list_no;
}

void ImportPlan::know(std::vector<store::KnownRow> known) {
  for (store::KnownRow& row : known) {
    // A list under the wrong side that was taken back leaves its keys to a record of the right one.
    if (row.side != list_.row.side) {
      if (row.state != store::ContentState::kListWithdrawn) of_another_side_.insert(row.key.person_key);
      continue;
    }
    KnownRecord& record = by_key_[row.key.person_key];
    if (record.contents.empty()) record.bare = true;
    record.id = row.person;
    record.side = row.side;
    record.bare &= row.state == store::ContentState::kListWithdrawn;
    if (row.state == store::ContentState::kLive) record.standing[row.key.content_hash] = row.statement;
    record.contents[std::move(row.key.content_hash)] = row.state;
  }
}

void ImportPlan::know_dry(const std::string& person_key, const std::set<std::string>& contents) {
  KnownRecord& record = by_key_[person_key];
  if (record.contents.empty()) {
    record.fresh = true;
    record.side = list_.row.side;
  }
  for (const std::string& content : contents) record.contents[content] = store::ContentState::kLive;
}

KnownRecord* ImportPlan::record_to_read(const PreparedRow& row) {
  const auto known = by_key_.find(row.key.person_key);
  if (known == by_key_.end() || known->second.fresh) return nullptr;
  const auto content = known->second.contents.find(row.key.content_hash);
  const bool said_before = content != known->second.contents.end();
  if (said_before && content->second != store::ContentState::kListWithdrawn) return nullptr;
  return &known->second;
}

bool ImportPlan::looks_for_others(const PreparedRow& row) const {
  if (!row.row.faults.empty() || (!row.join.name && !row.join.number)) return false;
  const auto known = by_key_.find(row.key.person_key);
  return known == by_key_.end() || known->second.bare;
}

void ImportPlan::know_group(RecordGroup group) {
  const std::size_t place = groups_.size();
  for (const RecordIdentity& record : group) {
    for (const core::NameParts& name : record.names) {
      RecordIdentity one = record;
      one.names.assign(1, name);
      near_from_now(place, {join_keys(parts_.keyring, one).name, std::nullopt});
    }
    for (const core::Bytes32& number : record.numbers) {
      RecordIdentity one = record;
      one.numbers.assign(1, number);
      near_from_now(place, {std::nullopt, join_keys(parts_.keyring, one).number});
    }
  }
  groups_.push_back(std::move(group));
}

void ImportPlan::know_severed(std::vector<store::PersonPair> pairs) {
  severed_.insert(pairs.begin(), pairs.end());
}

void ImportPlan::refuse(store::RowOutcome& outcome, std::string column, std::string description) const {
  outcome.kind = store::RowOutcomeKind::kRefused;
  outcome.faults.push_back({std::move(column), std::move(description)});
}

void ImportPlan::add(const PreparedRow& row) {
  store::RowOutcome& outcome = progress.outcomes.emplace_back();
  progress.statements.emplace_back();
  outcome.row_number = row.row.row_number;
  if (!row.row.faults.empty()) {
    outcome.kind = store::RowOutcomeKind::kRefused;
    outcome.faults = row.row.faults;
    return;
  }
  if (of_another_side_.contains(row.key.person_key)) {
    refuse(outcome, "external_id",
           "this source has reported it under another side; if that was wrong, withdraw that list first");
    return;
  }
  const auto [at, unknown] = by_key_.try_emplace(row.key.person_key);
  KnownRecord& record = at->second;
  const auto content = record.contents.find(row.key.content_hash);
  const bool spare = !unknown && !record.fresh && !row.particulars_sealed.empty();
  if (spare) ids_left.push_back(row.reserved);
  if (content != record.contents.end() && content->second != store::ContentState::kListWithdrawn) {
    if (content->second == store::ContentState::kReplaced) {
      refuse(
          outcome, "external_id",
          "the source has said otherwise since; if this row is right after all, withdraw the later statement and put "
          "this one singly (hotline register withdraw-statement, put-statement)");
      return;
    }
    outcome.kind = store::RowOutcomeKind::kUnchanged;
    if (!list_.dry_run || !record.fresh) outcome.person = record.id;
    // The list stands on it too, should the one that brought it be withdrawn.
    const auto standing = record.standing.find(row.key.content_hash);
    if (standing != record.standing.end()) rest_on(standing->second);
    return;
  }
  if (!unknown && !record.bare && contradicts_itself(record, row)) {
    refuse(
        outcome, "external_id",
        "stands on this list already with another birth date or sex: one key is one man; correct the key or the row");
    return;
  }
  if (unknown) {
    record.id = row.reserved;
    record.side = list_.row.side;
    record.fresh = true;
    make_record(record, row, outcome);
  } else if (record.bare) {
    record.bare = false;
    record.particulars = core::Particulars();
    change_record(record, row, outcome);
    outcome.kind = store::RowOutcomeKind::kNew;
    join_record(record, row, outcome);
  } else {
    change_record(record, row, outcome);
  }
  if (!list_.dry_run || !record.fresh) outcome.person = record.id;
  record.contents[row.key.content_hash] = store::ContentState::kLive;
}

void ImportPlan::make_record(KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome) {
  record.place_in_rows = rows.persons.size();
  record.particulars = row.row.particulars;
  store::NewPerson& added = rows.persons.emplace_back();
  added.id = record.id;
  added.sealed = row.particulars_sealed.empty()
                     ? store::seal_particulars(parts_.keyring, record.id, row.row.particulars)
                     : row.particulars_sealed;
  outcome.kind = store::RowOutcomeKind::kNew;
  add_statement(record, row);
  add_name(record, row.row.name, row.name_sealed);
  for (const core::PersonName& other : row.row.other_names) add_name(record, other, {});
  add_number(record, row);
  add_key(record, row, std::nullopt);
  join_record(record, row, outcome);
}

void ImportPlan::change_record(KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome) {
  Difference difference;
  const std::optional<core::StatementId> standing = compare_statements(record, row, difference);
  const bool states = !standing.has_value();
  if (!states) rest_on(*standing);
  if (states) {
    add_statement(record, row, difference.older ? &*difference.older : nullptr);
    difference.added = true;
  }
  compare_names(record, row, difference);
  compare_numbers(record, row, difference);
  compare_particulars(record, row, difference);
  add_key(record, row, standing);
  outcome.kind = difference.replaced ? store::RowOutcomeKind::kChanged
                 : difference.added  ? store::RowOutcomeKind::kStatementAdded
                                     : store::RowOutcomeKind::kUnchanged;
  if (!record.fresh && (difference.replaced || difference.added)) known_changed.insert(record.id);
}

// The statement that says already what the row says; nothing when the row's has to be added. Only what an earlier list
// said is replaced: two rows of one list that differ are both kept, for people to see.
std::optional<core::StatementId> ImportPlan::compare_statements(KnownRecord& record, const PreparedRow& row,
                                                                Difference& difference) {
  std::optional<core::StatementId> standing;
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i < record.statements.size(); ++i) {
    const KnownStatement& known = record.statements[i];
    if (known.statement.source != list_.row.source) continue;
    const bool same_event = known.statement.kind == row.row.kind &&
                            (!recurs(row.row.kind) || known.statement.fact_date == row.row.fact_date);
    if (same_event && agrees(known, row.row) && known.statement.id != core::StatementId()) {
      standing = known.statement.id;
      continue;
    }
    const bool dead_then = core::states_death(known.statement.kind) && speaks_of_the_living(row.row.kind);
    const bool earlier = !known.list_no || *known.list_no != list_.row.list_no;
    if (!(same_event || dead_then) || !earlier) continue;
    store::ReplacedStatement& replaced = rows.replaced_statements.emplace_back();
    replaced.id = known.statement.id;
    replaced.at_once = !core::states_death(known.statement.kind) || !known.statement.counts;
    if (same_event) difference.older = known;
    gone.push_back(i);
  }
  difference.replaced |= !gone.empty();
  erase_places(record.statements, gone);
  return standing;
}

void ImportPlan::compare_names(KnownRecord& record, const PreparedRow& row, Difference& difference) {
  const core::PersonName& name = row.row.name;
  const core::NameParts said = folded(name.parts.reveal());
  const auto has = [&](const core::NameParts& parts) {
    return std::any_of(record.names.begin(), record.names.end(),
                       [&](const KnownName& known) { return known.folded == parts; });
  };
  if (!has(said)) {
    std::vector<std::size_t> gone;
    for (std::size_t i = 0; i < record.names.size(); ++i) {
      const KnownName& known = record.names[i];
      const bool same_place = known.source == list_.row.source && known.kind == name.kind &&
                              known.script == name.script && known.language == name.language;
      if (!same_place || (known.list_no && *known.list_no == list_.row.list_no)) continue;
      rows.replaced_names.push_back(known.id);
      gone.push_back(i);
    }
    difference.replaced |= !gone.empty();
    difference.added = true;
    erase_places(record.names, gone);
    add_name(record, name, record.id == row.reserved ? row.name_sealed : std::string());
  }
  for (const core::PersonName& other : row.row.other_names) {
    if (has(folded(other.parts.reveal()))) continue;
    difference.added = true;
    add_name(record, other, {});
  }
}

void ImportPlan::compare_numbers(KnownRecord& record, const PreparedRow& row, Difference& difference) {
  if (row.row.service_number.empty()) return;
  const bool known_already = std::any_of(record.numbers.begin(), record.numbers.end(),
                                         [&](const KnownNumber& known) { return known.hash == row.identifier_hash; });
  if (known_already) return;
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i < record.numbers.size(); ++i) {
    const KnownNumber& known = record.numbers[i];
    if (known.source != list_.row.source || (known.list_no && *known.list_no == list_.row.list_no)) continue;
    rows.replaced_identifiers.push_back(known.id);
    gone.push_back(i);
  }
  difference.replaced |= !gone.empty();
  difference.added = true;
  erase_places(record.numbers, gone);
  add_number(record, row);
}

void ImportPlan::compare_particulars(KnownRecord& record, const PreparedRow& row, Difference& difference) {
  const Merge how = merge(record.particulars, row.row.particulars);
  if (how == Merge::kSame) return;
  difference.added = true;
  difference.replaced |= how == Merge::kCorrected;
  store::NewParticulars& later = rows.particulars.emplace_back();
  later.person = record.id;
  later.sealed = store::seal_particulars(parts_.keyring, record.id, record.particulars);
}

// Two rows of one list under one key that cannot be one man.
bool ImportPlan::contradicts_itself(const KnownRecord& record, const PreparedRow& row) const {
  const bool on_this_list =
      record.fresh || std::any_of(record.names.begin(), record.names.end(),
                                  [&](const auto& name) { return name.list_no && *name.list_no == list_.row.list_no; });
  if (!on_this_list) return false;
  const core::Particulars& before = record.particulars;
  const core::Particulars& now = row.row.particulars;
  const bool dates = before.birth_date.known() && now.birth_date.known() && before.birth_date != now.birth_date;
  const bool sexes = before.sex != core::Sex::kUnknown && now.sex != core::Sex::kUnknown && before.sex != now.sex;
  return dates || sexes;
}

// What the row leaves out stays as the statement it replaces had it: a corrected day takes back no wish.
void ImportPlan::add_statement(KnownRecord& record, const PreparedRow& row, const KnownStatement* replaced) {
  ReadRow said = row.row;
  if (replaced != nullptr) {
    const core::Statement& before = replaced->statement;
    if (said.inform_kin == core::InformKin::kNotAsked) said.inform_kin = before.inform_kin;
    if (said.region == 0) said.region = before.region;
    if (said.recipient == core::Recipient::kNone) said.recipient = before.recipient;
    if (said.place.empty()) said.place = replaced->detail.place;
    if (said.health == core::Health::kNotStated) said.health = replaced->detail.health;
    if (said.authority.empty()) said.authority = replaced->detail.authority;
  }
  store::NewStatement& statement = rows.statements.emplace_back();
  statement.person = record.id;
  statement.kind = said.kind;
  statement.rung = said.rung;
  statement.fact_date = said.fact_date;
  statement.recipient = said.recipient;
  statement.inform_kin = said.inform_kin;
  statement.region = said.region;
  const store::StatementDetail detail = detail_of(said);
  if (record.id == row.reserved && replaced == nullptr) {
    statement.detail_sealed = row.detail_sealed;
  } else if (detail != store::StatementDetail()) {
    statement.detail_sealed = store::seal_statement_detail(parts_.keyring, record.id, detail);
  }
  stating_outcomes.push_back(progress.outcomes.size() - 1);
  if (core::states_death(said.kind)) ++progress.deaths;
  KnownStatement& known = record.statements.emplace_back();
  known.statement = statement_of(said, list_, record.id);
  // In the order of the rows, as the database will have them.
  known.statement.entered_at += std::chrono::microseconds(record.statements.size());
  known.detail = detail;
  known.list_no = list_.row.list_no;
}

void ImportPlan::add_name(KnownRecord& record, const core::PersonName& name, std::string sealed) {
  store::NewName& added = rows.names.emplace_back();
  added.person = record.id;
  added.kind = name.kind;
  added.script = name.script;
  added.language = name.language;
  added.sealed = sealed.empty() ? store::seal_name(parts_.keyring, record.id, name.parts.reveal()) : std::move(sealed);
  KnownName& known = record.names.emplace_back();
  known.kind = name.kind;
  known.script = name.script;
  known.language = name.language;
  known.source = list_.row.source;
  known.list_no = list_.row.list_no;
  known.folded = folded(name.parts.reveal());
}

void ImportPlan::add_number(KnownRecord& record, const PreparedRow& row) {
  if (row.row.service_number.empty()) return;
  store::NewIdentifier& added = rows.identifiers.emplace_back();
  added.person = record.id;
  added.value_hash = row.identifier_hash;
  added.sealed = record.id == row.reserved ? row.identifier_sealed
                                           : store::seal_identifier(parts_.keyring, record.id, row.row.service_number);
  KnownNumber& known = record.numbers.emplace_back();
  known.hash = row.identifier_hash;
  known.source = list_.row.source;
  known.list_no = list_.row.list_no;
}

void ImportPlan::add_key(const KnownRecord& record, const PreparedRow& row, std::optional<core::StatementId> standing) {
  store::NewRowKey& key = progress.keys.emplace_back();
  key.key = row.key;
  key.person = record.id;
  key.join = row.join;
  if (standing) {
    key.standing = *standing;
  } else {
    key.statement_place = rows.statements.size() - 1;
  }
}

void ImportPlan::rest_on(core::StatementId standing) {
  if (standing != core::StatementId()) progress.statements.back() = standing;
}

bool ImportPlan::severed(core::PersonId person, const RecordGroup& group) const {
  return std::any_of(group.begin(), group.end(), [&](const RecordIdentity& record) {
    return severed_.contains(std::minmax(person, record.person));
  });
}

// Exactly one human being with nothing contradicting, or none: two who both fit are left to people.
void ImportPlan::join_record(const KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome) {
  RecordIdentity identity = identity_of(row, record.id, record.side);
  identity.source = list_.row.source;
  std::set<std::size_t> near;
  const auto add_near = [&](const auto& by, const std::optional<std::int64_t>& key) {
    if (!key) return;
    const auto found = by.find(*key);
    if (found != by.end()) near.insert(found->second.begin(), found->second.end());
  };
  add_near(groups_by_name_, row.join.name);
  add_near(groups_by_number_, row.join.number);
  std::optional<std::size_t> fits;
  GroupMatch ground = GroupMatch::kNone;
  bool only_one = true;
  for (const std::size_t place : near) {
    const RecordGroup& group = groups_[place];
    const bool itself =
        std::any_of(group.begin(), group.end(), [&](const RecordIdentity& other) { return other.person == record.id; });
    if (itself) continue;
    const GroupMatch match = match_group(identity, group, parts_.index);
    if (match == GroupMatch::kNone) continue;
    if (match == GroupMatch::kContradicts || fits || severed(record.id, group)) {
      only_one = false;
      continue;
    }
    fits = place;
    ground = match;
  }
  if (!fits || !only_one) {
    groups_.push_back(RecordGroup(1, identity));
    near_from_now(groups_.size() - 1, row.join);
    return;
  }
  RecordGroup& group = groups_[*fits];
  const core::PersonId other = group.front().person;
  store::NewJoin& join = rows.joins.emplace_back();
  join.pair = std::minmax(record.id, other);
  join.ground = ground == GroupMatch::kNumber ? store::JoinGround::kNumber : store::JoinGround::kNameAndDate;
  outcome.kind = store::RowOutcomeKind::kJoined;
  outcome.joined_to = other;
  outcome.join_ground = join.ground;
  known_changed.insert(record.id);
  known_changed.insert(other);
  group.push_back(identity);
  near_from_now(*fits, row.join);
}

void ImportPlan::near_from_now(std::size_t group, const store::JoinKeys& keys) {
  if (keys.name) groups_by_name_[*keys.name].insert(group);
  if (keys.number) groups_by_number_[*keys.number].insert(group);
}

void ImportPlan::finish() {
  for (const auto& [key, record] : by_key_) {
    if (!record.fresh || rows.persons.empty() || record.statements.empty()) continue;
    std::vector<core::Statement> statements;
    for (const KnownStatement& known : record.statements) statements.push_back(known.statement);
    store::NewPerson& person = rows.persons[record.place_in_rows];
    person.derived = core::derive_status(statements);
    person.inform_kin = core::wish_of(statements);
    person.region = core::region_of(statements);
  }
}

}  // namespace hotline::registry
