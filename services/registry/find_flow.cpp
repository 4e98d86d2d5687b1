#include "registry/find_flow.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "registry/registry_write.hpp"
#include "registry/view_log.hpp"
#include "runtime/bytes.hpp"
#include "store/record_codec.hpp"
#include "store/registry_store.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

core::Instant end_of(std::int32_t day) {
  return core::Instant(std::chrono::sys_days{std::chrono::days{day + 1}}) - std::chrono::microseconds(1);
}

std::string day_text(std::int32_t day) {
  return core::format_instant(end_of(day)).substr(0, 10);
}

// A court wants to know later what exactly was looked at.
std::string purpose_of(std::string purpose, const PageAsked& asked) {
  if (asked.as_of_day) purpose += " [as of " + day_text(*asked.as_of_day) + "]";
  if (asked.known_on) purpose += " [as known on " + core::format_instant(*asked.known_on) + "]";
  return purpose;
}

std::string purpose_of(std::string purpose, const FindAsked& asked) {
  if (asked.filter.source) purpose += " [source " + asked.filter.source->value() + "]";
  if (asked.list) purpose += " [list " + runtime::hex_of(asked.list->value()) + "]";
  for (const core::Status status : asked.filter.statuses) {
    purpose += " [status " + std::string(core::name_of(status)) + "]";
  }
  for (const core::Side side : asked.filter.sides) purpose += " [side " + std::string(core::name_of(side)) + "]";
  return purpose;
}

matching::Query query_of(const core::QuestionFacts& question, const runtime::Keyring& keyring) {
  matching::Query query;
  query.name = question.name;
  query.birth_date = question.birth_date;
  for (const std::string& number : question.identifiers) {
    query.identifier_hashes.push_back(store::index_hash(store::identifier_hash(keyring, number)));
  }
  return query;
}

template <typename T>
bool holds(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool passes(const store::ShownRow& row, const store::ClearFilter& filter) {
  if (!filter.sides.empty() && !holds(filter.sides, row.side)) return false;
  if (!filter.statuses.empty() && !holds(filter.statuses, row.status)) return false;
  return !filter.source || holds(row.sources, filter.source->value());
}

// The name that holds and was entered last; of a record whose names are all withdrawn, the last of them.
std::map<core::PersonId, store::NameRow> shown_names(std::vector<store::NameRow> rows) {
  std::map<core::PersonId, store::NameRow> names;
  for (store::NameRow& row : rows) {
    const auto before = names.find(row.person);
    if (before != names.end() && row.withdrawn_at && !before->second.withdrawn_at) continue;
    names.insert_or_assign(row.person, std::move(row));
  }
  return names;
}

std::vector<store::PersonVersion> versions_of(const std::vector<FoundPerson>& persons) {
  std::vector<store::PersonVersion> versions;
  for (const FoundPerson& person : persons) {
    versions.push_back(store::PersonVersion{person.shown.person, person.shown.version});
  }
  std::sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.person < b.person; });
  return versions;
}

std::string subject_of(const FindAsked& asked, const runtime::Keyring& keyring) {
  const matching::Query query = query_of(asked.question, keyring);
  std::string what = "find|" + purpose_of("", asked) + "|" + std::to_string(asked.after);
  for (const std::string* part : {&query.name.surname, &query.name.given, &query.name.patronymic, &query.name.line}) {
    what += "|" + *part;
  }
  what += "|" + core::format_date(query.birth_date);
  for (const std::uint64_t number : query.identifier_hashes) what += "|" + std::to_string(number);
  return what;
}

bool means_canary(const FoundPage& page, const core::Canaries::Look& canaries) {
  return std::any_of(page.persons.begin(), page.persons.end(), [&](const FoundPerson& person) {
    return person.probability >= core::kCanaryMeant && canaries.contains(person.shown.person);
  });
}

bool hold_in_force(const std::vector<store::HoldHistoryRow>& holds, std::int32_t day) {
  const core::Instant end = end_of(day);
  return std::any_of(holds.begin(), holds.end(), [&](const store::HoldHistoryRow& hold) {
    return hold.until_day >= day && hold.held.holds_at(end);
  });
}

}  // namespace

// Whom a page shows, in its order.
struct FindFlow::Chosen {
  std::vector<store::ShownRow> rows;
  std::map<core::PersonId, double> probabilities;
  std::optional<std::int64_t> next;
  std::int64_t revision = 0;
};

asio::awaitable<core::Result<PersonPage>> FindFlow::get_person(rpc::CallContext call, PageAsked asked,
                                                               std::string purpose) {
  const std::string logged_purpose = purpose_of(std::move(purpose), asked);
  auto counted = count_view(parts_, call, "person|" + std::to_string(asked.person.value()));
  if (!counted) co_return counted.error();
  counted->touched = parts_.canaries.look().contains(asked.person);
  for (int attempt = 1; attempt <= kViewAttempts; ++attempt) {
    auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
    if (!tx) co_return tx.error();
    auto page = co_await read_page(*tx, parts_.keyring, asked);
    co_await tx->rollback();
    if (!page) co_return page.error();
    page->trial = parts_.trial;
    auto logged = co_await log_persons_view(parts_, call, page->versions, page->revision, logged_purpose,
                                            core::QuestionFacts(), *counted);
    if (!logged) co_return logged.error();
    if (*logged == ViewLogged::kCommitted) co_return std::move(*page);
  }
  co_return moved_meanwhile();
}

asio::awaitable<core::Result<SaidThen>> FindFlow::what_could_be_said(rpc::CallContext call, SaidAsked asked) {
  PageAsked then;
  then.person = asked.person;
  then.known_on = end_of(asked.day);
  const std::string purpose = asked.purpose + " [what could be said on " + day_text(asked.day) + "]";
  auto counted = count_view(parts_, call, "person|" + std::to_string(asked.person.value()));
  if (!counted) co_return counted.error();
  counted->touched = parts_.canaries.look().contains(asked.person);
  for (int attempt = 1; attempt <= kViewAttempts; ++attempt) {
    auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
    if (!tx) co_return tx.error();
    auto known = co_await read_known(*tx, then);
    co_await tx->rollback();
    if (!known) co_return known.error();
    auto logged = co_await log_persons_view(parts_, call, known->versions, known->revision, purpose,
                                            core::QuestionFacts(), *counted);
    if (!logged) co_return logged.error();
    if (*logged != ViewLogged::kCommitted) continue;
    SaidThen said;
    said.held.side = known->records.front().side;
    said.held.derived = known->derived;
    said.held.wish = known->inform_kin;
    said.held.hold_in_force = hold_in_force(known->holds, asked.day);
    said.answers = core::could_be_said(said.held);
    co_return said;
  }
  co_return moved_meanwhile();
}

asio::awaitable<core::Result<FoundPage>> FindFlow::find_persons(rpc::CallContext call, FindAsked asked) {
  const std::string purpose = purpose_of(asked.purpose, asked);
  auto counted = count_view(parts_, call, subject_of(asked, parts_.keyring));
  if (!counted) co_return counted.error();
  for (int attempt = 1; attempt <= kViewAttempts; ++attempt) {
    auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
    if (!tx) co_return tx.error();
    auto chosen = co_await choose(*tx, asked);
    if (!chosen) co_return chosen.error();
    const std::int64_t revision = chosen->revision;
    auto page = co_await open_page(*tx, std::move(*chosen));
    co_await tx->rollback();
    if (!page) co_return page.error();
    counted->touched = means_canary(*page, parts_.canaries.look());
    auto logged = co_await log_persons_view(parts_, call, versions_of(page->persons), revision, purpose, asked.question,
                                            *counted);
    if (!logged) co_return logged.error();
    if (*logged == ViewLogged::kCommitted) co_return std::move(*page);
  }
  co_return moved_meanwhile();
}

asio::awaitable<core::Result<FindFlow::Chosen>> FindFlow::choose(Transaction& tx, FindAsked asked) {
  if (asked.filter.source) {
    auto source = co_await store::find_source(tx, *asked.filter.source);
    if (!source) co_return source.error();
    if (!*source) co_return not_found();
  }
  std::optional<std::int64_t> list_no;
  if (asked.list) {
    auto list = co_await store::find_list(tx, *asked.list);
    if (!list) co_return list.error();
    if (!*list) co_return not_found();
    list_no = (*list)->list_no;
  }
  if (asked.by_index()) co_return co_await choose_by_index(tx, std::move(asked), list_no);
  if (list_no) co_return co_await choose_by_list(tx, std::move(asked), *list_no);
  co_return co_await choose_by_columns(tx, std::move(asked));
}

// The likeliest first. `after` counts the candidates that earlier pages looked at.
asio::awaitable<core::Result<FindFlow::Chosen>> FindFlow::choose_by_index(Transaction& tx, FindAsked asked,
                                                                          std::optional<std::int64_t> list_no) {
  const matching::Found found = parts_.index.find(query_of(asked.question, parts_.keyring));
  std::vector<core::PersonId> ids;
  for (const matching::Candidate& candidate : found.candidates) ids.push_back(candidate.person);
  auto rows = co_await store::find_shown(tx, ids);
  if (!rows) co_return rows.error();
  if (list_no) {
    auto on_list = co_await store::find_on_list(tx, *list_no, std::numeric_limits<std::int64_t>::max(), ids);
    if (!on_list) co_return on_list.error();
    std::erase_if(*rows, [&](const store::ShownRow& row) { return !holds(*on_list, row.person); });
  }
  Chosen chosen;
  chosen.revision = found.revision;
  std::int64_t at = 0;
  for (const matching::Candidate& candidate : found.candidates) {
    if (++at <= asked.after) continue;
    const auto row = std::find_if(rows->begin(), rows->end(),
                                  [&](const store::ShownRow& one) { return one.person == candidate.person; });
    if (row == rows->end() || !passes(*row, asked.filter)) continue;
    if (chosen.rows.size() == static_cast<std::size_t>(asked.limit)) {
      chosen.next = at - 1;
      break;
    }
    chosen.probabilities[candidate.person] = candidate.probability;
    chosen.rows.push_back(std::move(*row));
  }
  co_return chosen;
}

// In the order of rows; a person with several rows stands at the first of them, on whatever page that was.
asio::awaitable<core::Result<FindFlow::Chosen>> FindFlow::choose_by_list(Transaction& tx, FindAsked asked,
                                                                         std::int64_t list_no) {
  auto window = co_await store::find_list_window(tx, list_no, asked.after, kFindScanMax);
  if (!window) co_return window.error();
  store::ListSpan span;
  span.list_no = list_no;
  span.after_row = asked.after;
  span.last_row = window->last;
  auto found = co_await store::find_in_list_window(tx, span, std::move(asked.filter), asked.limit);
  if (!found) co_return found.error();
  Chosen chosen;
  if (found->size() == static_cast<std::size_t>(asked.limit)) {
    chosen.next = found->back().row_number;
  } else if (window->rows == kFindScanMax) {
    chosen.next = window->last;
  }
  std::vector<core::PersonId> ids;
  for (const store::OnList& one : *found) ids.push_back(one.person);
  auto earlier = co_await store::find_on_list(tx, list_no, asked.after, ids);
  if (!earlier) co_return earlier.error();
  auto rows = co_await store::find_shown(tx, std::move(ids));
  if (!rows) co_return rows.error();
  for (const store::OnList& one : *found) {
    if (holds(*earlier, one.person)) continue;
    const auto row = std::find_if(rows->begin(), rows->end(),
                                  [&](const store::ShownRow& shown) { return shown.person == one.person; });
    if (row != rows->end()) chosen.rows.push_back(std::move(*row));
  }
  auto revision = co_await store::read_revision(tx);
  if (!revision) co_return revision.error();
  chosen.revision = *revision;
  co_return chosen;
}

// In the order of persons.
asio::awaitable<core::Result<FindFlow::Chosen>> FindFlow::choose_by_columns(Transaction& tx, FindAsked asked) {
  auto window = co_await store::find_window(tx, asked.after, kFindScanMax);
  if (!window) co_return window.error();
  auto ids = co_await store::find_in_window(tx, asked.after, window->last, std::move(asked.filter), asked.limit);
  if (!ids) co_return ids.error();
  Chosen chosen;
  if (ids->size() == static_cast<std::size_t>(asked.limit)) {
    chosen.next = ids->back().value();
  } else if (window->rows == kFindScanMax) {
    chosen.next = window->last;
  }
  // Who only leafs through has asked for nobody, and would come upon them all.
  const auto canaries = parts_.canaries.look();
  std::erase_if(*ids, [&](const core::PersonId& person) { return canaries.contains(person); });
  auto rows = co_await store::find_shown(tx, std::move(*ids));
  if (!rows) co_return rows.error();
  chosen.rows = std::move(*rows);
  auto revision = co_await store::read_revision(tx);
  if (!revision) co_return revision.error();
  chosen.revision = *revision;
  co_return chosen;
}

asio::awaitable<core::Result<FoundPage>> FindFlow::open_page(Transaction& tx, Chosen chosen) {
  std::vector<core::PersonId> ids;
  for (const store::ShownRow& row : chosen.rows) ids.push_back(row.person);
  auto name_rows = co_await store::read_names(tx, std::move(ids));
  if (!name_rows) co_return name_rows.error();
  const auto names = shown_names(std::move(*name_rows));
  FoundPage page;
  page.next = chosen.next;
  for (store::ShownRow& row : chosen.rows) {
    FoundPerson person;
    auto particulars = store::open_particulars(parts_.keyring, row.person, row.sealed);
    if (!particulars) co_return particulars.error();
    person.birth_date = particulars->birth_date;
    if (const auto name = names.find(row.person); name != names.end()) {
      auto parts = store::open_name(parts_.keyring, row.person, name->second.sealed);
      if (!parts) co_return parts.error();
      person.name = std::move(*parts);
    }
    if (const auto known = chosen.probabilities.find(row.person); known != chosen.probabilities.end()) {
      person.probability = known->second;
    }
    person.shown = std::move(row);
    page.persons.push_back(std::move(person));
  }
  co_return page;
}

asio::awaitable<core::Result<std::vector<store::GapsRow>>> FindFlow::report_gaps(rpc::CallContext call,
                                                                                 store::GapsQuery query) {
  auto tx = co_await store::pg::begin(parts_.pool, call.deadline);
  if (!tx) co_return tx.error();
  if (query.source) {
    auto source = co_await store::find_source(*tx, *query.source);
    if (!source) co_return source.error();
    if (!*source) co_return core::invalid_field("source_id", "is a source of ListSources");
  }
  co_return co_await store::report_gaps(*tx, std::move(query));
}

}  // namespace hotline::registry
