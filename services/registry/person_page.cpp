#include "registry/person_page.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/clusters.hpp"
#include "registry/registry_write.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// After everything that ever happened: the register as it stands.
constexpr core::Instant kNow = core::Instant::max();

core::Error too_large(const char* what, std::int32_t limit) {
  return wrong_state("this human being has more than " + std::to_string(limit) + ' ' + what +
                         ", more than a page shows; look at the links of the record and undo those that are wrong",
                     "too_large");
}

template <typename Row>
bool above(const std::vector<Row>& rows, std::int32_t limit) {
  return rows.size() > static_cast<std::size_t>(limit);
}

std::vector<core::PersonId> persons_of(const std::vector<store::MemberRow>& records) {
  std::vector<core::PersonId> persons;
  persons.reserve(records.size());
  for (const store::MemberRow& record : records) persons.push_back(record.person);
  return persons;
}

const store::MemberRow* find(const std::vector<store::MemberRow>& records, core::PersonId person) {
  const auto found = std::find_if(records.begin(), records.end(),
                                  [&](const store::MemberRow& record) { return record.person == person; });
  return found == records.end() ? nullptr : &*found;
}

// The earliest withdrawal that holds at the instant.
const core::Interval* withdrawn_at(const std::vector<core::Interval>& withdrawn, core::Instant at) {
  const core::Interval* first = nullptr;
  for (const core::Interval& interval : withdrawn) {
    if (interval.holds_at(at) && (first == nullptr || interval.from < first->from)) first = &interval;
  }
  return first;
}

const store::WithdrawalRow* first_of(const std::vector<store::WithdrawalRow>& withdrawals, core::Instant at) {
  const store::WithdrawalRow* first = nullptr;
  for (const store::WithdrawalRow& one : withdrawals) {
    if (one.held.holds_at(at) && (first == nullptr || one.held.from < first->held.from)) first = &one;
  }
  return first;
}

// Keeps of the links what was there at the instant.
void back_to(core::Instant at, std::vector<store::LinkHistoryRow>& links) {
  std::erase_if(links, [&](const store::LinkHistoryRow& link) { return link.proposed_at > at; });
  for (store::LinkHistoryRow& link : links) {
    const std::size_t steps = link.steps.size();
    std::erase_if(link.steps, [&](const store::LinkStep& step) { return step.decided_at > at; });
    if (link.steps.size() == steps) continue;
    link.state = link.steps.empty() ? core::LinkState::kProposed : link.steps.back().state;
  }
}

// Of all records that links ever joined with the person, those of his cluster at the instant.
std::vector<store::MemberRow> cluster_then(const std::vector<store::MemberRow>& read, core::PersonId person,
                                           core::Instant at, const std::vector<store::LinkHistoryRow>& links) {
  std::vector<core::PersonId> entered;
  for (const store::MemberRow& record : read) {
    if (record.entered_at <= at) entered.push_back(record.person);
  }
  std::vector<core::LinkHistory> histories;
  for (const store::LinkHistoryRow& link : links) histories.push_back(link.history());
  const auto clusters = core::clusters_of(entered, core::links_on(histories, at));
  const auto own = std::find_if(clusters.begin(), clusters.end(), [&](const auto& one) { return one.first == person; });
  std::vector<store::MemberRow> members;
  for (const auto& [member, cluster] : clusters) {
    if (cluster == own->second) members.push_back(*find(read, member));
  }
  return members;
}

core::InformKin wish_then(const std::vector<store::MemberRow>& records, const std::vector<core::Statement>& known) {
  std::map<core::PersonId, std::vector<core::Statement>> by_record;
  for (const core::Statement& statement : known) by_record[statement.person].push_back(statement);
  std::vector<core::InformKin> wishes;
  for (const store::MemberRow& record : records) wishes.push_back(core::wish_of(by_record[record.person]));
  return core::cluster_wish(wishes);
}

// What is looked at for the status: all that is known, or of it what had happened by the day.
std::vector<core::Statement> facts_of(const ClusterKnown& cluster, const PageAsked& asked) {
  return asked.as_of_day ? core::true_on(cluster.known, *asked.as_of_day) : cluster.known;
}

asio::awaitable<core::Result<std::vector<store::LinkHistoryRow>>> read_links(Transaction& tx,
                                                                             std::vector<core::PersonId> persons) {
  auto links = co_await store::read_link_histories(tx, std::move(persons), kPageLinksMax);
  if (!links) co_return links.error();
  const bool full = links->size() == static_cast<std::size_t>(kPageLinksMax);
  if (full && links->back().decided()) co_return too_large("links", kPageLinksMax);
  co_return std::move(*links);
}

asio::awaitable<core::Result<std::vector<store::MemberRow>>> read_records(Transaction& tx, PageAsked asked) {
  if (asked.known_on) co_return co_await store::read_ever_joined(tx, asked.person, kPageRecordsMax + 1);
  co_return co_await store::read_cluster(tx, asked.person, kPageRecordsMax + 1);
}

// The records of the cluster of then, with its links.
asio::awaitable<core::Result<ClusterKnown>> read_members(Transaction& tx, PageAsked asked) {
  auto read = co_await read_records(tx, asked);
  if (!read) co_return read.error();
  if (above(*read, kPageRecordsMax)) co_return too_large("records", kPageRecordsMax);
  const store::MemberRow* found = find(*read, asked.person);
  const core::Instant at = asked.known_on.value_or(kNow);
  if (found == nullptr || found->entered_at > at) co_return not_found();
  const store::MemberRow own = *found;

  auto links = co_await read_links(tx, persons_of(*read));
  if (!links) co_return links.error();
  ClusterKnown cluster;
  cluster.records = asked.known_on ? cluster_then(*read, asked.person, at, *links) : *read;
  cluster.cluster = core::ClusterId(cluster.records.front().person.value());
  for (const store::MemberRow& record : *read) {
    const bool shown = find(cluster.records, record.person) != nullptr;
    if (!shown && record.cluster != own.cluster) continue;
    cluster.versions.push_back(store::PersonVersion{record.person, record.version});
  }
  std::erase_if(*links, [&](const store::LinkHistoryRow& link) {
    return find(cluster.records, link.a) == nullptr && find(cluster.records, link.b) == nullptr;
  });
  back_to(at, *links);
  cluster.links = std::move(*links);
  std::stable_partition(cluster.records.begin(), cluster.records.end(),
                        [&](const store::MemberRow& record) { return record.person == asked.person; });
  cluster.revision = own.revision;
  co_return cluster;
}

core::Result<std::vector<PageName>> open_names(const runtime::Keyring& keyring,
                                               const std::vector<store::NameHistoryRow>& rows, core::Instant at) {
  std::vector<PageName> names;
  for (const store::NameHistoryRow& row : rows) {
    if (row.entered_at > at) continue;
    auto parts = store::open_name(keyring, row.person, row.sealed);
    if (!parts) return parts.error();
    PageName name;
    name.person = row.person;
    name.name.kind = row.kind;
    name.name.script = row.script;
    name.name.language = row.language;
    name.name.parts = core::Sensitive<core::NameParts>(std::move(*parts));
    name.source = row.source;
    name.entered_at = row.entered_at;
    if (const core::Interval* withdrawn = withdrawn_at(row.withdrawn, at)) name.withdrawn_at = withdrawn->from;
    names.push_back(std::move(name));
  }
  return names;
}

core::Result<std::vector<PageIdentifier>> open_identifiers(const runtime::Keyring& keyring,
                                                           const std::vector<store::IdentifierHistoryRow>& rows,
                                                           core::Instant at) {
  std::vector<PageIdentifier> identifiers;
  for (const store::IdentifierHistoryRow& row : rows) {
    if (row.entered_at > at || withdrawn_at(row.withdrawn, at) != nullptr) continue;
    auto value = store::open_identifier(keyring, row.person, row.sealed);
    if (!value) return value.error();
    PageIdentifier shown;
    shown.person = row.person;
    shown.identifier.kind = row.kind;
    shown.identifier.value = core::Sensitive<std::string>(std::move(*value));
    shown.source = row.source;
    identifiers.push_back(std::move(shown));
  }
  return identifiers;
}

core::Result<std::vector<PageStatement>> open_statements(const runtime::Keyring& keyring, const ClusterKnown& cluster,
                                                         core::Instant at) {
  std::vector<PageStatement> statements;
  for (std::size_t i = 0; i < cluster.statements.size(); ++i) {
    const store::StatementHistoryRow& row = cluster.statements[i];
    PageStatement shown;
    shown.statement = cluster.known[i];
    shown.entered_by = row.entered_by;
    shown.list = row.list;
    if (!row.detail_sealed.empty()) {
      auto detail = store::open_statement_detail(keyring, shown.statement.person, row.detail_sealed);
      if (!detail) return detail.error();
      shown.detail = std::move(*detail);
    }
    const store::WithdrawalRow* withdrawal = first_of(row.withdrawals, at);
    if (withdrawal != nullptr) shown.withdrawn_at = withdrawal->held.from;
    if (withdrawal == nullptr) withdrawal = first_of(row.waits, at);
    if (withdrawal != nullptr) {
      shown.withdrawn_by = withdrawal->actors;
      shown.withdrawal_ground = withdrawal->ground;
    }
    statements.push_back(std::move(shown));
  }
  return statements;
}

// The particulars that held at the instant: the latest correction whose list still stood, else those it came with.
core::Result<std::vector<PageRecord>> open_records(const runtime::Keyring& keyring,
                                                   const std::vector<store::MemberRow>& records,
                                                   const std::vector<store::ParticularsRow>& corrections,
                                                   core::Instant at) {
  std::vector<PageRecord> out;
  for (const store::MemberRow& record : records) {
    const std::string* sealed = &record.sealed;
    for (const store::ParticularsRow& correction : corrections) {
      if (correction.person == record.person && correction.held.holds_at(at)) sealed = &correction.sealed;
    }
    auto particulars = store::open_particulars(keyring, record.person, *sealed);
    if (!particulars) return particulars.error();
    out.push_back(PageRecord{record.person, std::move(*particulars), record.entered_at});
  }
  return out;
}

// Records of one human being that differ in what a human being has once.
template <typename Value>
void add_differing(std::vector<PageContradiction>& contradictions, const std::vector<PageRecord>& records,
                   const char* kind, const char* description, Value value) {
  PageContradiction differing;
  std::set<decltype(value(records.front()))> values;
  for (const PageRecord& record : records) {
    const auto own = value(record);
    if (!own) continue;
    values.insert(own);
    differing.persons.push_back(record.person);
  }
  if (values.size() < 2) return;
  differing.kind = kind;
  differing.description = description;
  contradictions.push_back(std::move(differing));
}

std::vector<PageContradiction> contradictions_of(const std::vector<PageRecord>& records,
                                                 const std::vector<core::Statement>& facts) {
  std::vector<PageContradiction> contradictions;
  add_differing(contradictions, records, "birth_date",
                "the records give different birth dates; correct the one that is wrong, or dispute the link",
                [](const PageRecord& record) {
                  const core::PartialDate& born = record.particulars.birth_date;
                  return born.full() ? std::optional(core::day_number(born)) : std::nullopt;
                });
  add_differing(contradictions, records, "sex",
                "the records give different sexes; correct the one that is wrong, or dispute the link",
                [](const PageRecord& record) {
                  const core::Sex sex = record.particulars.sex;
                  return sex != core::Sex::kUnknown ? std::optional(sex) : std::nullopt;
                });
  for (core::Oddity& oddity : core::oddities(facts)) {
    PageContradiction shown;
    shown.kind = core::name_of(oddity.kind);
    shown.description = std::move(oddity.description);
    shown.statements = std::move(oddity.statements);
    std::set<core::PersonId> persons;
    for (const core::Statement& fact : facts) {
      const auto& all = shown.statements;
      if (std::find(all.begin(), all.end(), fact.id) != all.end()) persons.insert(fact.person);
    }
    shown.persons.assign(persons.begin(), persons.end());
    contradictions.push_back(std::move(shown));
  }
  return contradictions;
}

}  // namespace

asio::awaitable<core::Result<ClusterKnown>> read_known(Transaction& tx, PageAsked asked) {
  auto read = co_await read_members(tx, asked);
  if (!read) co_return read.error();
  ClusterKnown cluster = std::move(*read);
  const core::Instant at = asked.known_on.value_or(kNow);
  const std::vector<core::PersonId> members = persons_of(cluster.records);

  auto statements = co_await store::read_statement_histories(tx, members, kPageStatementsMax + 1);
  if (!statements) co_return statements.error();
  if (above(*statements, kPageStatementsMax)) co_return too_large("statements", kPageStatementsMax);
  cluster.statements = std::move(*statements);
  std::erase_if(cluster.statements,
                [&](const store::StatementHistoryRow& row) { return row.history.statement.entered_at > at; });
  std::vector<core::StatementHistory> histories;
  for (const store::StatementHistoryRow& row : cluster.statements) histories.push_back(row.history);
  cluster.known = core::known_on(histories, at);

  auto holds = co_await store::read_hold_histories(tx, members, kPageRowsMax + 1);
  if (!holds) co_return holds.error();
  if (above(*holds, kPageRowsMax)) co_return too_large("holds", kPageRowsMax);
  std::erase_if(*holds, [&](const store::HoldHistoryRow& hold) { return hold.held.from > at; });
  cluster.holds = std::move(*holds);

  const store::MemberRow& own = cluster.records.front();
  if (asked.known_on || asked.as_of_day) {
    cluster.derived = core::derive_status(facts_of(cluster, asked));
  } else {
    cluster.derived.status = own.status;
    cluster.derived.rung = own.rung;
  }
  cluster.inform_kin = asked.known_on ? wish_then(cluster.records, cluster.known) : own.inform_kin;
  co_return cluster;
}

asio::awaitable<core::Result<PersonPage>> read_page(Transaction& tx, const runtime::Keyring& keyring, PageAsked asked) {
  auto known = co_await read_known(tx, asked);
  if (!known) co_return known.error();
  const core::Instant at = asked.known_on.value_or(kNow);
  const std::vector<core::PersonId> members = persons_of(known->records);
  PersonPage page;

  auto corrections = co_await store::read_particulars(tx, members, kPageRowsMax + 1);
  if (!corrections) co_return corrections.error();
  if (above(*corrections, kPageRowsMax)) co_return too_large("corrections of particulars", kPageRowsMax);
  auto records = open_records(keyring, known->records, *corrections, at);
  if (!records) co_return records.error();
  page.records = std::move(*records);

  auto name_rows = co_await store::read_name_histories(tx, members, kPageRowsMax + 1);
  if (!name_rows) co_return name_rows.error();
  if (above(*name_rows, kPageRowsMax)) co_return too_large("names", kPageRowsMax);
  auto names = open_names(keyring, *name_rows, at);
  if (!names) co_return names.error();
  page.names = std::move(*names);

  auto identifier_rows = co_await store::read_identifier_histories(tx, members, kPageRowsMax + 1);
  if (!identifier_rows) co_return identifier_rows.error();
  if (above(*identifier_rows, kPageRowsMax)) co_return too_large("numbers", kPageRowsMax);
  auto identifiers = open_identifiers(keyring, *identifier_rows, at);
  if (!identifiers) co_return identifiers.error();
  page.identifiers = std::move(*identifiers);

  auto statements = open_statements(keyring, *known, at);
  if (!statements) co_return statements.error();
  page.statements = std::move(*statements);
  auto told = co_await store::read_told(tx, members, asked.known_on, kPageToldMax);
  if (!told) co_return told.error();
  page.told = std::move(*told);

  for (store::HoldHistoryRow& hold : known->holds) {
    const bool ended = hold.held.until && *hold.held.until <= at;
    page.holds.push_back(PageHold{std::move(hold), ended});
  }
  page.contradictions = contradictions_of(page.records, facts_of(*known, asked));
  const store::MemberRow& own = known->records.front();
  page.person = own.person;
  page.cluster = known->cluster;
  page.version = own.version;
  page.side = own.side;
  page.status = known->derived.status;
  page.rung = known->derived.rung;
  page.inform_kin = known->inform_kin;
  page.links = std::move(known->links);
  page.versions = std::move(known->versions);
  page.revision = known->revision;
  co_return page;
}

}  // namespace hotline::registry
