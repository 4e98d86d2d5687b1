#include "reporting/figure_proto.hpp"

#include <algorithm>
#include <cstdio>
#include <regex>

#include "core/callback.hpp"
#include "core/inquiry.hpp"
#include "inquiry/question_proto.hpp"
#include "rpc/validate.hpp"

namespace hotline::reporting {
namespace {

constexpr std::size_t kNameMax = 200;
constexpr std::size_t kTextMax = 1'000;
constexpr std::int64_t kValueMax = 1'000'000'000;
constexpr std::int32_t kFiguresMax = 1'000;
constexpr std::int32_t kVolumeDaysMax = 92;
// The first day that anything can be counted of, 2000-01-01: dates before it are slips.
constexpr std::int32_t kFirstDay = 10'957;

std::chrono::year_month_day date_of(std::int32_t day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}};
}

// A whole day between 2000 and `last`; `otherwise` when there is none.
std::int32_t read_day(const std::string& field, bool there, const v1::PartialDate& message, std::int32_t otherwise,
                      std::int32_t last, rpc::Violations& violations) {
  if (!there) return otherwise;
  const bool in_range = message.month() >= 1 && message.month() <= 12 && message.day() >= 1 && message.day() <= 31 &&
                        message.year() >= 2000 && message.year() <= 9999;
  const std::chrono::year_month_day date{std::chrono::year{message.year()},
                                         std::chrono::month{static_cast<unsigned>(message.month())},
                                         std::chrono::day{static_cast<unsigned>(message.day())}};
  if (!in_range || !date.ok() || message.year_last() != 0) {
    violations.add(field, "is a full date from 2000 on: year, month and day");
    return otherwise;
  }
  const std::int32_t day = core::day_number(date);
  if (day > last) {
    violations.add(field, "does not lie in the future");
    return otherwise;
  }
  return std::max(day, kFirstDay);
}

template <typename Request>
void read_times(const Request& request, core::Instant now, bool trial, FigureQuestion& question,
                rpc::Violations& violations) {
  const std::int32_t today = core::day_number(now);
  constexpr std::int32_t kMonthAhead = 31;
  question.as_of =
      read_day("as_of", request.has_as_of(), request.as_of(), today, trial ? today + kMonthAhead : today, violations);
  question.known_on = read_day("known_on", request.has_known_on(), request.known_on(), today, today, violations);
  question.to_come = question.as_of > today;
}

bool disjoint(const store::FigureRow& one, const store::FigureRow& other) {
  return one.value_max < other.value_min || other.value_max < one.value_min;
}

}  // namespace

core::Result<FigureQuestion> read_question(const v1::GetFiguresRequest& request, core::Instant now, bool trial) {
  rpc::Violations violations;
  violations.shape(request);
  FigureQuestion question;
  question.tables.push_back(static_cast<core::FigureTable>(request.table()));
  read_times(request, now, trial, question, violations);
  if (!violations.empty()) return violations.error();
  return question;
}

core::Result<FigureQuestion> read_question(const v1::ExportFiguresRequest& request, core::Instant now, bool trial) {
  rpc::Violations violations;
  violations.shape(request);
  violations.count("tables", request.tables_size(), core::kFigureTableLast);
  FigureQuestion question;
  for (const int table : request.tables()) {
    if (table < 1 || table > core::kFigureTableLast) {
      violations.add("tables", "names tables of the list");
    } else {
      question.tables.push_back(static_cast<core::FigureTable>(table));
    }
  }
  if (request.tables().empty()) {
    for (int table = 1; table <= core::kFigureTableLast; ++table) {
      question.tables.push_back(static_cast<core::FigureTable>(table));
    }
  }
  read_times(request, now, trial, question, violations);
  if (!violations.empty()) return violations.error();
  return question;
}

core::Result<store::FigureRow> read_figure(const v1::PutFigureRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  static_cast<void>(violations.uuid("request_id", request.request_id()));
  store::FigureRow row;
  row.source = violations.trimmed_text("source", request.source(), 2, kNameMax);
  row.measure = request.measure();
  static const std::regex form("[a-z0-9][a-z0-9-]{1,63}");
  if (!std::regex_match(row.measure, form)) {
    violations.add("measure", "is 2 to 64 lower case letters, digits and hyphens");
  }
  row.definition = violations.trimmed_text("definition", request.definition(), 2, kTextMax);
  row.citation = violations.trimmed_text("citation", request.citation(), 2, kTextMax);
  row.as_of = read_day("as_of", request.has_as_of(), request.as_of(), 0, core::day_number(now), violations);
  row.value_min = request.value_min();
  row.value_max = request.value_max();
  if (row.value_min < 0 || row.value_min > kValueMax) violations.add("value_min", "lies between 0 and 1,000,000,000");
  if (row.value_max < row.value_min || row.value_max > kValueMax) {
    violations.add("value_max", "is not below value_min, and at most 1,000,000,000");
  }
  if (!violations.empty()) return violations.error();
  return row;
}

core::Result<store::FiguresQuery> read_comparison(const v1::CompareSourcesRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  const std::int32_t today = core::day_number(now);
  store::FiguresQuery query;
  query.measure = request.measure();
  query.as_of.first = read_day("from", request.has_from(), request.from(), kFirstDay, today, violations);
  query.as_of.last = read_day("to", request.has_to(), request.to(), today, today, violations);
  if (query.as_of.last < query.as_of.first) violations.add("to", "is not before from");
  query.known_on = read_day("known_on", request.has_known_on(), request.known_on(), today, today, violations);
  query.limit = kFiguresMax;
  if (!violations.empty()) return violations.error();
  return query;
}

core::Result<store::DaySpan> read_span(const v1::GetVolumesRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  const std::int32_t today = core::day_number(now);
  store::DaySpan span;
  span.first = read_day("from", request.has_from(), request.from(), 0, today, violations);
  span.last = read_day("to", request.has_to(), request.to(), 0, today, violations);
  if (span.last < span.first || span.last - span.first >= kVolumeDaysMax) {
    violations.add("to", "is not before from, and at most 91 days after it");
  }
  if (!violations.empty()) return violations.error();
  return span;
}

core::Done check_bulletin(const v1::PutBulletinRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  static_cast<void>(violations.uuid("request_id", request.request_id()));
  static const std::regex month("20[0-9]{2}-(0[1-9]|1[0-2])");
  static const std::regex hash("[0-9a-f]{64}");
  if (!std::regex_match(request.month(), month)) violations.add("month", "is a year and a month: 2026-03");
  if (!std::regex_match(request.sha256(), hash)) violations.add("sha256", "is 64 lower case hexadecimal digits");
  if (!violations.empty()) return violations.error();
  return core::Nothing{};
}

void write_table(const store::ReleasedTable& row, bool released, v1::ReleasedTable& table) {
  table.set_table(static_cast<v1::FigureTable>(row.table));
  table.set_title(std::string(core::title_of(row.table)));
  table.set_definition(std::string(core::definition_of(row.table)));
  const auto date = date_of(row.month);
  char month[16];
  std::snprintf(month, sizeof month, "%04d-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
  table.set_month(month);
  if (released) inquiry::write_day(core::day_number(row.released_at), *table.mutable_released_on());
  for (const core::ReleasedRow& one : core::read_release(row.cells)) {
    v1::FigureRow& to = *table.add_rows();
    to.set_row(one.row);
    to.set_kind(static_cast<v1::CellKind>(one.shown.kind));
    to.set_value(one.shown.value);
  }
  constexpr char kDigits[] = "0123456789abcdef";
  for (const std::uint8_t byte : row.sha256) {
    table.mutable_sha256()->push_back(kDigits[byte >> 4]);
    table.mutable_sha256()->push_back(kDigits[byte & 15]);
  }
}

void write_comparisons(const std::vector<store::FigureRow>& rows, v1::CompareSourcesResponse& response) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const store::FigureRow& row = rows[i];
    if (i == 0 || rows[first].as_of != row.as_of) {
      first = i;
      inquiry::write_day(row.as_of, *response.add_comparisons()->mutable_as_of());
    }
    v1::Comparison& day = *response.mutable_comparisons()->rbegin();
    v1::PublishedFigure& figure = *day.add_figures();
    figure.set_figure_id(row.id);
    figure.set_source(row.source);
    figure.set_definition(row.definition);
    figure.set_value_min(row.value_min);
    figure.set_value_max(row.value_max);
    figure.set_citation(row.citation);
    inquiry::write_day(core::day_number(row.entered_at), *figure.mutable_entered_on());
    for (std::size_t other = first; other < i; ++other) {
      if (rows[other].source != row.source && disjoint(rows[other], row)) day.set_contradictory(true);
    }
  }
}

namespace {

// What stands of callbacks as the days go by.
struct Standing {
  std::int64_t due = 0, waiting = 0, lapsed = 0;
  void add(const store::VolumeRow& row) {
    const auto state = static_cast<core::CallbackState>(row.a);
    if (state == core::CallbackState::kDue) due += row.count;
    if (state == core::CallbackState::kWaitsForFamily) waiting += row.count;
    if (state == core::CallbackState::kLapsed) lapsed += row.count;
  }
  void write(v1::CallbackVolume& volume) const {
    volume.set_due_at_end(due);
    volume.set_waiting_for_family_at_end(waiting);
    volume.set_lapsed_at_end(lapsed);
  }
};

v1::DayVolume& add_day(std::int32_t day, v1::GetVolumesResponse& response) {
  constexpr int kHours = 24;
  v1::DayVolume& fresh = *response.add_days();
  inquiry::write_day(day, *fresh.mutable_day());
  for (int hour = 0; hour < kHours; ++hour) fresh.add_questions_by_hour(0);
  v1::CallbackVolume& callbacks = *fresh.mutable_callbacks();
  for (int cause = v1::CALLBACK_CAUSE_MATCH; cause <= v1::CALLBACK_CAUSE_SUPERVISOR; ++cause) {
    callbacks.add_by_cause()->set_cause(static_cast<v1::CallbackCause>(cause));
  }
  for (std::size_t i = 0; i < core::kWaitedBuckets; ++i) callbacks.add_told_by_days(0);
  return fresh;
}

void add_ended(const store::VolumeRow& row, v1::CallbackVolume& to) {
  const auto state = static_cast<core::CallbackState>(row.a);
  if (state == core::CallbackState::kTold) {
    to.set_told(to.told() + row.count);
    to.set_told_by_days(row.b, to.told_by_days(row.b) + row.count);
  } else if (state == core::CallbackState::kLapsed) {
    to.set_lapsed(to.lapsed() + row.count);
  } else {
    to.set_ended_otherwise(to.ended_otherwise() + row.count);
  }
}

void add_volume(const store::VolumeRow& row, v1::DayVolume& to) {
  constexpr std::int16_t kPortal = 2;
  v1::CallbackVolume& callbacks = *to.mutable_callbacks();
  if (row.series == core::Series::kHours) {
    to.set_questions(to.questions() + row.count);
    if (row.b == kPortal) to.set_by_portals(to.by_portals() + row.count);
    to.set_questions_by_hour(row.a, to.questions_by_hour(row.a) + row.count);
  } else if (row.series == core::Series::kOpened) {
    to.set_inquiries_opened(row.count);
  } else if (row.series == core::Series::kCallbackOpened) {
    callbacks.set_opened(callbacks.opened() + row.count);
    for (int bit = 0; bit < callbacks.by_cause_size(); ++bit) {
      v1::CauseCount& cause = *callbacks.mutable_by_cause(bit);
      if ((row.a >> bit & 1) != 0) cause.set_count(cause.count() + row.count);
    }
  } else if (row.series == core::Series::kCallbackEnded) {
    add_ended(row, callbacks);
  } else if (row.series == core::Series::kCallbackTries) {
    callbacks.set_tries(callbacks.tries() + row.count);
  }
}

}  // namespace

void write_volumes(const std::vector<store::VolumeRow>& stand, const std::vector<store::VolumeRow>& rows,
                   v1::GetVolumesResponse& response) {
  Standing standing;
  for (const store::VolumeRow& row : stand) standing.add(row);
  std::int32_t day = -1;
  for (const store::VolumeRow& row : rows) {
    if (row.day != day) add_day(row.day, response);
    day = row.day;
    v1::DayVolume& to = *response.mutable_days()->rbegin();
    if (row.series == core::Series::kCallbackStands) standing.add(row);
    add_volume(row, to);
    standing.write(*to.mutable_callbacks());
  }
}

}  // namespace hotline::reporting
