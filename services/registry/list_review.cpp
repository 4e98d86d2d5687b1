#include "registry/list_review.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "registry/registry_write.hpp"
#include "registry/view_log.hpp"
#include "store/list_store.hpp"
#include "store/record_codec.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

// For how often a page is read anew when its persons change while it is being logged.
constexpr int kReviewAttempts = 3;
constexpr char kPurpose[] = "countersigning a list";

struct ReviewPage {
  ListReview review;
  std::vector<store::PersonVersion> seen;  // at the versions they were read at
  std::int64_t revision = 0;
};

// The persons of a page with all that their human beings' records state.
struct PageFacts {
  std::int64_t list_no = 0;
  std::map<core::PersonId, store::ReviewedPerson> persons;
  std::map<core::ClusterId, std::vector<core::PersonId>> members;
  std::map<core::ClusterId, std::vector<store::StatementRow>> statements;
  std::set<core::StatementId> replaced;  // that a countersignature withdraws
  std::map<core::PersonId, core::Sensitive<core::NameParts>> names;
};

core::Status status_once_signed(const PageFacts& facts, core::ClusterId cluster) {
  std::vector<core::Statement> statements;
  const auto found = facts.statements.find(cluster);
  if (found == facts.statements.end()) return core::Status::kUnknown;
  for (const store::StatementRow& row : found->second) {
    core::Statement& statement = statements.emplace_back(row.statement);
    if (row.list_no == facts.list_no) statement.counts = true;
    if (facts.replaced.contains(statement.id)) statement.withdrawn = true;
  }
  return core::derive_status(statements).status;
}

core::Result<PageStatement> view_of(const RegistryParts& parts, const store::StatementRow& row) {
  PageStatement view;
  view.statement = row.statement;
  view.withdrawn_at = row.withdrawn_at;
  if (row.detail_sealed.empty()) return view;
  auto detail = store::open_statement_detail(parts.keyring, row.statement.person, row.detail_sealed);
  if (!detail) return detail.error();
  view.detail = std::move(*detail);
  return view;
}

core::Result<ReviewedRow> reviewed(const RegistryParts& parts, const PageFacts& facts, const store::StatingRow& row) {
  ReviewedRow out;
  out.row_number = row.row_number;
  out.person = row.person;
  const auto person = facts.persons.find(row.person);
  if (person == facts.persons.end()) return core::make_error(core::Reason::kBug, "a row of a list has no person");
  const core::ClusterId cluster = person->second.cluster;
  auto particulars = store::open_particulars(parts.keyring, row.person, person->second.sealed);
  if (!particulars) return particulars.error();
  out.birth_date = particulars->birth_date;
  if (const auto name = facts.names.find(row.person); name != facts.names.end()) out.name = name->second;
  out.status = person->second.status;
  out.status_after = status_once_signed(facts, cluster);
  if (const auto members = facts.members.find(cluster); members != facts.members.end()) {
    for (const core::PersonId& member : members->second) {
      if (member != row.person) out.joined_with.push_back(member);
    }
  }
  const auto statements = facts.statements.find(cluster);
  if (statements == facts.statements.end()) return out;
  for (const store::StatementRow& statement : statements->second) {
    if (statement.statement.id != row.statement) continue;
    auto view = view_of(parts, statement);
    if (!view) return view.error();
    out.statement = std::move(*view);
  }
  return out;
}

// The latest name that is live; of a record that has none, the latest.
core::Done take_names(const RegistryParts& parts, const std::vector<store::NameRow>& rows, PageFacts& facts) {
  std::map<core::PersonId, const store::NameRow*> shown;
  for (const store::NameRow& row : rows) {
    const store::NameRow*& best = shown[row.person];
    if (best == nullptr || !row.withdrawn_at || best->withdrawn_at) best = &row;
  }
  for (const auto& [person, row] : shown) {
    auto name = store::open_name(parts.keyring, person, row->sealed);
    if (!name) return name.error();
    facts.names[person] = core::Sensitive<core::NameParts>(std::move(*name));
  }
  return core::Nothing{};
}

asio::awaitable<core::Result<PageFacts>> read_facts(RegistryParts parts, Transaction& tx, std::int64_t list_no,
                                                    std::vector<core::PersonId> persons) {
  PageFacts facts;
  facts.list_no = list_no;
  // The versions come first: what changes after them makes the log refuse the page.
  auto reviewed_persons = co_await store::read_reviewed_persons(tx, persons);
  if (!reviewed_persons) co_return reviewed_persons.error();
  std::set<core::ClusterId> clusters;
  for (store::ReviewedPerson& person : *reviewed_persons) {
    clusters.insert(person.cluster);
    facts.persons[person.person] = std::move(person);
  }
  std::vector<core::ClusterId> cluster_ids(clusters.begin(), clusters.end());
  auto members = co_await store::read_cluster_members(tx, std::move(cluster_ids));
  if (!members) co_return members.error();
  std::map<core::PersonId, core::ClusterId> cluster_of;
  std::vector<core::PersonId> everybody;
  for (const auto& [cluster, person] : *members) {
    facts.members[cluster].push_back(person);
    cluster_of[person] = cluster;
    everybody.push_back(person);
  }
  auto statements = co_await store::read_statements(tx, everybody);
  if (!statements) co_return statements.error();
  for (store::StatementRow& row : *statements) {
    facts.statements[cluster_of[row.statement.person]].push_back(std::move(row));
  }
  auto replaced = co_await store::list_replacements_waiting(tx, list_no, std::move(everybody));
  if (!replaced) co_return replaced.error();
  facts.replaced.insert(replaced->begin(), replaced->end());
  auto names = co_await store::read_names(tx, std::move(persons));
  if (!names) co_return names.error();
  auto taken = take_names(parts, *names, facts);
  if (!taken) co_return taken.error();
  co_return std::move(facts);
}

// Where the next page begins, when deaths are left.
std::optional<ReviewPosition> after(const ReviewPosition& position, const std::vector<store::StatingRow>& deaths,
                                    std::size_t limit, std::int64_t deaths_total) {
  if (deaths.size() < limit) return std::nullopt;
  ReviewPosition next;
  next.after_row = deaths.empty() ? position.after_row : deaths.back().row_number;
  next.deaths_shown = position.deaths_shown + static_cast<std::int64_t>(deaths.size());
  if (next.deaths_shown >= deaths_total) return std::nullopt;
  return next;
}

asio::awaitable<core::Result<ReviewPage>> read_page(RegistryParts parts, Transaction& tx, core::ListId list,
                                                    ReviewPosition position, std::int32_t limit) {
  auto found = co_await store::find_list(tx, list);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  const store::ListRow row = **found;
  if (row.withdrawn()) co_return wrong_state("the list is withdrawn; nothing of it can be countersigned", "withdrawn");
  if (!row.whole()) co_return wrong_state("the list is not wholly imported; let its registrar finish it", "importing");

  ReviewPage page;
  auto revision = co_await store::read_revision(tx);
  if (!revision) co_return revision.error();
  page.revision = *revision;
  std::vector<store::StatingRow> sample;
  if (position.first()) {
    store::SampleQuery query;
    query.list_no = row.list_no;
    query.seed = static_cast<std::int64_t>(parts.random.u64());
    query.limit = kReviewSampleRows;
    auto drawn = co_await store::sample_list_rows(tx, query);
    if (!drawn) co_return drawn.error();
    sample = std::move(*drawn);
  }
  std::vector<store::StatingRow> deaths;
  limit = std::min(limit, kReviewPersonsMax - static_cast<std::int32_t>(sample.size()));
  if (row.deaths > 0) {
    store::DeathRowsQuery query;
    query.list_no = row.list_no;
    query.after = position.after_row;
    query.limit = limit;
    auto read = co_await store::list_death_rows(tx, query);
    if (!read) co_return read.error();
    deaths = std::move(*read);
  }
  std::set<core::PersonId> shown;
  for (const store::StatingRow& one : sample) shown.insert(one.person);
  for (const store::StatingRow& one : deaths) shown.insert(one.person);
  std::vector<core::PersonId> persons(shown.begin(), shown.end());
  auto facts = co_await read_facts(parts, tx, row.list_no, std::move(persons));
  if (!facts) co_return facts.error();

  for (const store::StatingRow& one : sample) {
    auto made = reviewed(parts, *facts, one);
    if (!made) co_return made.error();
    page.review.sample.push_back(std::move(*made));
  }
  for (const store::StatingRow& one : deaths) {
    auto made = reviewed(parts, *facts, one);
    if (!made) co_return made.error();
    page.review.deaths.push_back(std::move(*made));
  }
  for (const auto& [person, read] : facts->persons) {
    store::PersonVersion& version = page.seen.emplace_back();
    version.person = person;
    version.version = read.version;
  }
  page.review.state.committed_row = row.committed_row;
  page.review.state.deaths = row.deaths;
  page.review.next = after(position, deaths, static_cast<std::size_t>(limit), row.deaths);
  co_return std::move(page);
}

}  // namespace

asio::awaitable<core::Result<ListReview>> review_list(RegistryParts parts, rpc::CallContext call, core::ListId list,
                                                      ReviewPosition position, std::int32_t limit) {
  for (int attempt = 1;; ++attempt) {
    auto tx = co_await store::pg::begin(parts.pool, call.deadline);
    if (!tx) co_return tx.error();
    auto page = co_await read_page(parts, *tx, list, position, limit);
    co_await tx->rollback();
    if (!page) co_return page.error();
    auto logged = co_await log_persons_view(parts, call, std::move(page->seen), page->revision, std::string(kPurpose));
    if (!logged) co_return logged.error();
    if (*logged == ViewLogged::kCommitted) co_return std::move(page->review);
    if (attempt == kReviewAttempts) {
      co_return core::make_error(core::Reason::kConflict, "persons of this page changed meanwhile; repeat the call");
    }
  }
}

}  // namespace hotline::registry
