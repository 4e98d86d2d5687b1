#include "registry/list_proto.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "core/normal.hpp"
#include "registry/page_proto.hpp"
#include "registry/proto_words.hpp"
#include "registry/registry_proto.hpp"
#include "rpc/validate.hpp"

namespace hotline::registry {
namespace {

// As the database demands it (source_id_form).
bool is_source_id(const std::string& id) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (id.size() < 2 || id.size() > kSourceIdMax || !plain(id.front())) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) { return plain(c) || c == '-'; });
}

void check_named(rpc::Violations& violations, const std::string& field, int at, int value) {
  if (value == 0) violations.add(field + "[" + std::to_string(at) + "]", "names one; it is left unspecified");
}

// Sorted, each once.
template <typename Enum, typename Numbers>
std::vector<Enum> set_of(const Numbers& numbers) {
  std::vector<Enum> values;
  for (const int number : numbers) values.push_back(static_cast<Enum>(number));
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

// "17:4"; nothing for a text of another form.
std::optional<std::pair<std::int64_t, std::int64_t>> two_numbers(std::string_view text) {
  std::pair<std::int64_t, std::int64_t> numbers;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, numbers.first);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, numbers.second);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return numbers;
}

void write_reviewed(const ReviewedRow& row, v1::ReviewedRow& message) {
  message.set_row_number(row.row_number);
  message.set_person_id(row.person.value());
  write(row.name.reveal(), *message.mutable_name());
  if (row.birth_date.known()) write(row.birth_date, *message.mutable_birth_date());
  write(row.statement, *message.mutable_statement());
  message.set_status(status_to(row.status));
  message.set_status_after(status_to(row.status_after));
  for (const core::PersonId& other : row.joined_with) message.add_joined_with(other.value());
}

}  // namespace

core::Result<core::ListId> parse_list_id(const v1::GetListRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_hash(violations, "list_id", request.list_id());
  if (!violations.empty()) return violations.error();
  return core::ListId(hash_from(request.list_id()));
}

core::Result<ListsPage> parse(const v1::ListListsRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  violations.text("source_id", request.source_id(), kSourceIdMax);
  ListsPage page;
  page.query.source = core::SourceId(request.source_id());
  page.query.before = std::numeric_limits<std::int64_t>::max();
  page.query.limit = violations.page_size(request.page_size(), kListsPageDefault, kListsPageMax);
  if (!violations.empty()) return violations.error();
  return page;
}

core::Result<ListPage> parse(const v1::ReviewListRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_hash(violations, "list_id", request.list_id());
  ListPage page;
  page.limit = violations.page_size(request.page_size(), kReviewPageDefault, kReviewPersonsMax);
  if (!violations.empty()) return violations.error();
  page.list = core::ListId(hash_from(request.list_id()));
  return page;
}

core::Result<ListPage> parse(const v1::ListMissingRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_hash(violations, "list_id", request.list_id());
  ListPage page;
  page.limit = violations.page_size(request.page_size(), kRowsPageDefault, kRowsPageMax);
  if (!violations.empty()) return violations.error();
  page.list = core::ListId(hash_from(request.list_id()));
  return page;
}

core::Result<RowsPage> parse(const v1::ListRowOutcomesRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  check_hash(violations, "list_id", request.list_id());
  violations.count("kinds", request.kinds_size(), v1::RowOutcomeKind_ARRAYSIZE);
  for (int i = 0; i < request.kinds_size(); ++i) {
    if (request.kinds(i) == v1::ROW_OUTCOME_KIND_UNSPECIFIED) {
      violations.add("kinds[" + std::to_string(i) + "]", "is one of the outcomes");
    }
  }
  RowsPage page;
  page.query.limit = violations.page_size(request.page_size(), kRowsPageDefault, kRowsPageMax);
  if (!violations.empty()) return violations.error();
  page.list = core::ListId(hash_from(request.list_id()));
  for (int i = 0; i < request.kinds_size(); ++i) {
    page.query.kinds.push_back(static_cast<store::RowOutcomeKind>(request.kinds(i)));
  }
  return page;
}

core::Result<std::int32_t> parse(const v1::ListSourcesRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const std::int32_t limit = violations.page_size(request.page_size(), kSourcesPageDefault, kSourcesPageMax);
  if (!violations.empty()) return violations.error();
  return limit;
}

core::Result<Countersigning> parse(const v1::CountersignListRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_hash(violations, "list_id", request.list_id());
  if (!violations.empty()) {
    core::Error error = violations.error();
    // "Is required" would not say where it comes from.
    for (core::FieldViolation& violation : error.violations) {
      if (violation.field == "review_token") violation.description = kReadToTheEnd;
    }
    return error;
  }
  return Countersigning{*id, core::ListId(hash_from(request.list_id()))};
}

core::Result<WithdrawingList> parse(const v1::WithdrawListRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  check_hash(violations, "list_id", request.list_id());
  check_ground(violations, "ground", request.ground());
  if (!violations.empty()) return violations.error();
  return WithdrawingList{*id, core::ListId(hash_from(request.list_id())), core::trim(request.ground())};
}

core::Result<AddingSource> parse(const v1::AddSourceRequest& request, SourcesMay may) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  if (!request.source_id().empty() && !is_source_id(request.source_id())) {
    violations.add("source_id", "has 2 to 40 lower case letters, digits and hyphens and begins with no hyphen");
  }
  check_ground(violations, "description", request.description());
  violations.count("sides", request.sides_size(), v1::Side_ARRAYSIZE);
  for (int i = 0; i < request.sides_size(); ++i) check_named(violations, "sides", i, request.sides(i));
  violations.count("statement_kinds", request.statement_kinds_size(), v1::StatementKind_ARRAYSIZE);
  for (int i = 0; i < request.statement_kinds_size(); ++i) {
    check_named(violations, "statement_kinds", i, request.statement_kinds(i));
  }
  if (request.invented() && may == SourcesMay::kBeReal) {
    violations.add("invented", "is false: a source of invented people works on a trial database only");
  }
  if (!violations.empty()) return violations.error();
  AddingSource out;
  out.request = *id;
  out.source.id = core::SourceId(request.source_id());
  out.source.description = core::trim(request.description());
  out.source.ceiling = rung_from(request.ceiling());
  out.source.sides = set_of<core::Side>(request.sides());
  out.source.kinds = set_of<core::StatementKind>(request.statement_kinds());
  out.source.invented = request.invented();
  return out;
}

std::string text_of(const ReviewPosition& position) {
  return std::to_string(position.after_row) + ":" + std::to_string(position.deaths_shown);
}

std::string text_of(const ReviewedState& state) {
  return std::to_string(state.committed_row) + ":" + std::to_string(state.deaths);
}

ReviewPosition position_from(std::string_view text) {
  ReviewPosition position;
  if (const auto numbers = two_numbers(text)) {
    position.after_row = numbers->first;
    position.deaths_shown = numbers->second;
  }
  return position;
}

std::optional<ReviewedState> state_from(std::string_view text) {
  const auto numbers = two_numbers(text);
  if (!numbers) return std::nullopt;
  ReviewedState state;
  state.committed_row = numbers->first;
  state.deaths = numbers->second;
  return state;
}

void write(const ListShown& shown, v1::GetListResponse& message) {
  const store::ListRow& list = shown.row;
  message.set_list_id(bytes_of(list.id));
  message.set_source_id(list.source.value());
  message.set_side(static_cast<v1::Side>(list.side));
  message.set_rows_total(list.rows_total);
  message.set_committed_row(list.committed_row);
  message.set_rows_new(list.rows_new);
  message.set_rows_unchanged(list.rows_unchanged);
  message.set_rows_statement_added(list.rows_statement_added);
  message.set_rows_refused(list.rows_refused);
  message.set_deaths(list.deaths);
  write(list.received_at, *message.mutable_received_at());
  message.set_imported_by(list.imported_by.value());
  message.set_countersigned_by(list.countersigned_by.value());
  if (list.countersigned_at) write(*list.countersigned_at, *message.mutable_countersigned_at());
  message.set_rows_changed(list.rows_changed);
  message.set_rows_joined(list.rows_joined);
  message.set_withdrawn_by(list.withdrawn_at ? list.withdrawn_by.value() : list.withdrawal_asked_by.value());
  if (list.withdrawn_at) write(*list.withdrawn_at, *message.mutable_withdrawn_at());
  message.set_deaths_waiting(shown.deaths_waiting);
}

void write(const store::SourceRow& source, v1::Source& message) {
  message.set_source_id(source.id.value());
  message.set_description(source.description);
  message.set_ceiling(rung_to(source.ceiling));
  for (const core::Side side : source.sides) message.add_sides(static_cast<v1::Side>(side));
  message.set_invented(source.invented);
  for (const core::StatementKind kind : source.kinds) message.add_statement_kinds(static_cast<v1::StatementKind>(kind));
}

void write(const store::SourceShown& shown, v1::Source& message) {
  write(shown.source, message);
  for (const store::MappedColumn& mapped : shown.mapping) {
    v1::ColumnMapping& out = *message.add_column_mapping();
    out.set_heading(mapped.heading);
    out.set_column(mapped.column);
  }
}

void write(const ListReview& review, v1::ReviewListResponse& message) {
  for (const ReviewedRow& row : review.sample) write_reviewed(row, *message.add_sample());
  for (const ReviewedRow& row : review.deaths) write_reviewed(row, *message.add_deaths());
  message.set_deaths_total(review.state.deaths);
}

void write(const Change& change, v1::WithdrawListResponse& message) {
  message.set_withdrawn(change.withdrawn);
  message.set_statements(change.statements);
  message.set_deaths_waiting(change.deaths);
  message.set_register_revision(change.revision);
}

void write(const MissingPage& page, v1::ListMissingResponse& message) {
  if (page.earlier) message.set_earlier_list_id(bytes_of(*page.earlier));
  for (const store::MissingRow& row : page.rows) {
    v1::MissingPerson& missing = *message.add_missing();
    missing.set_person_id(row.person.value());
    missing.set_row_number(row.row_number);
  }
}

void write(const Change& change, v1::CountersignListResponse& message) {
  message.set_deaths(change.deaths);
  write(change.at, *message.mutable_countersigned_at());
  message.set_register_revision(change.revision);
}

}  // namespace hotline::registry
