#include "core/figures.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include "core/answer_kind.hpp"
#include "core/callback.hpp"
#include "core/disclosure.hpp"
#include "core/inquiry.hpp"
#include "core/person.hpp"
#include "core/status.hpp"

namespace hotline::core {
namespace {

constexpr std::array kSides{Side::kAdversary, Side::kOwn, Side::kCivilian, Side::kChild};
constexpr std::array<std::string_view, 3> kChannels{"OPERATOR", "PORTAL", "SUPERVISOR"};
constexpr std::array kStanding{CallbackState::kDue, CallbackState::kWaitsForFamily, CallbackState::kLapsed};
constexpr std::array<std::string_view, 5> kAges{"UNDER_1_MONTH", "1_TO_2_MONTHS", "3_TO_5_MONTHS", "6_TO_11_MONTHS",
                                                "A_YEAR_OR_MORE"};
constexpr std::array kWaitingStates{InquiryState::kStanding, InquiryState::kCandidate, InquiryState::kAwaitingCallback};

std::size_t age_of(int months) {
  if (months < 1) return 0;
  if (months < 3) return 1;
  if (months < 6) return 2;
  return months < 12 ? 3 : 4;
}

// Builds the tables from sums by series.
class Counter {
 public:
  Counter(const std::vector<SeriesSum>& sums, std::chrono::year_month month) : sums_(sums), month_(month) {}
  CountedMonth count() {
    questions();
    inquiries();
    callbacks();
    people();
    records();
    return std::move(result_);
  }

 private:
  template <typename Takes>
  CellCount sum(Series series, Takes takes) const {
    CellCount total;
    for (const SeriesSum& one : sums_) {
      if (one.series == series && takes(one)) total += one.cell;
    }
    return total;
  }
  CellCount all(Series series) const {
    return sum(series, [](const SeriesSum&) { return true; });
  }
  CountedTable& table(FigureTable which) {
    result_.tables.push_back({which, {}});
    return result_.tables.back();
  }
  static void part(CountedTable& to, std::string set, std::string row, CellCount cell) {
    to.cells.push_back({std::move(set), std::move(row), cell, false});
  }
  // The margin of the cells from `first` on.
  void whole(CountedTable& to, std::string set, std::string row, CellCount cell, std::size_t first) {
    KnownSum known{set, {}};
    for (std::size_t i = first; i < to.cells.size(); ++i) {
      if (!to.cells[i].whole) known.parts.push_back(to.cells[i].set);
    }
    // No row at all, as of sources of an empty register: nothing to know, and nobody to betray.
    if (!known.parts.empty()) result_.sums.push_back(std::move(known));
    to.cells.push_back({std::move(set), std::move(row), cell, true});
  }

  void questions() {
    CountedTable& asked = table(FigureTable::kQuestions);
    part(asked, "questions", "QUESTIONS_ASKED", all(Series::kAnswers));
    part(asked, "opened", "INQUIRIES_OPENED", all(Series::kOpened));
    part(asked, "sought", "DISTINCT_PEOPLE_SOUGHT", all(Series::kSought));
    result_.orders.push_back({{"sought"}, {"questions"}});
    CountedTable& answers = table(FigureTable::kAnswers);
    for (const AnswerKind kind : kAnswerKinds) {
      const auto number = static_cast<std::int16_t>(kind);
      part(answers, "answer/" + std::string(name_of(kind)), std::string(name_of(kind)),
           sum(Series::kAnswers, [&](const SeriesSum& one) { return one.a == number; }));
    }
    whole(answers, "questions", "ALL", all(Series::kAnswers), 0);
    CountedTable& channels = table(FigureTable::kChannels);
    for (std::size_t i = 0; i < kChannels.size(); ++i) {
      part(channels, "channel/" + std::string(kChannels[i]), std::string(kChannels[i]),
           sum(Series::kAnswers, [&](const SeriesSum& one) { return one.b == static_cast<std::int16_t>(i + 1); }));
    }
    whole(channels, "questions", "ALL", all(Series::kAnswers), 0);
  }

  void inquiries() {
    CountedTable& states = table(FigureTable::kStates);
    for (std::int16_t number = 1; number <= 6; ++number) {
      const auto state = static_cast<InquiryState>(number);
      const std::string name(name_of(state));
      part(states, "state/" + name, name, sum(Series::kStates, [&](const SeriesSum& one) { return one.a == number; }));
    }
    states.cells.push_back({"inquiries", "ALL", all(Series::kStates), true});
    result_.sums.push_back({"waiting", waiting_states()});
    result_.sums.push_back({"inquiries", waiting_and_ended()});

    CountedTable& ages = table(FigureTable::kWaiting);
    const int now = (static_cast<int>(month_.year()) - 2020) * 12 + static_cast<int>(unsigned{month_.month()});
    const auto waits_so_long = [&](const SeriesSum& one, std::size_t age) {
      return one.a <= static_cast<std::int16_t>(InquiryState::kAwaitingCallback) && age_of(now - one.b) == age;
    };
    CellCount total;
    for (std::size_t age = 0; age < kAges.size(); ++age) {
      const CellCount cell = sum(Series::kStates, [&](const SeriesSum& one) { return waits_so_long(one, age); });
      part(ages, "waiting/" + std::string(kAges[age]), std::string(kAges[age]), cell);
      total += cell;
    }
    whole(ages, "waiting", "ALL", total, 0);

    CountedTable& told = table(FigureTable::kTimeToAnswer);
    for (std::size_t i = 0; i < kWaitedNames.size(); ++i) {
      part(told, "told/" + std::string(kWaitedNames[i]), std::string(kWaitedNames[i]),
           sum(Series::kTold, [&](const SeriesSum& one) { return one.a == static_cast<std::int16_t>(i); }));
    }
    whole(told, "told", "ALL", all(Series::kTold), 0);
  }

  static void callback(CountedTable& to, const std::string& row, CellCount cell) {
    part(to, "callback/" + row, row, cell);
  }
  CellCount ended(CallbackState state) const {
    return sum(Series::kCallbackEnded, [&](const SeriesSum& one) { return one.a == static_cast<std::int16_t>(state); });
  }
  void callbacks() {
    CountedTable& to = table(FigureTable::kCallbacks);
    callback(to, "OPENED", all(Series::kCallbackOpened));
    for (std::size_t i = 0; i < kCallbackCauses; ++i) {
      callback(to, "OPENED/" + std::string(kCauseNames[i]),
               sum(Series::kCallbackOpened, [&](const SeriesSum& one) { return (one.a >> i & 1) != 0; }));
    }
    margin(to, "TOLD", ended(CallbackState::kTold));
    for (std::size_t i = 0; i < kWaitedNames.size(); ++i) {
      callback(to, "TOLD/" + std::string(kWaitedNames[i]), sum(Series::kCallbackEnded, [&](const SeriesSum& one) {
                 return one.a == static_cast<std::int16_t>(CallbackState::kTold) &&
                        one.b == static_cast<std::int16_t>(i);
               }));
    }
    callback(to, "LAPSED", ended(CallbackState::kLapsed));
    callback(to, "ENDED_OTHERWISE", ended(CallbackState::kEnded));
    margin(to, "TRIES", all(Series::kCallbackTries));
    for (std::int16_t number = 1; number <= static_cast<std::int16_t>(kCallbackOutcomeLast); ++number) {
      callback(to, "TRIES/" + std::string(name_of(static_cast<CallbackOutcome>(number))),
               sum(Series::kCallbackTries, [&](const SeriesSum& one) { return one.a == number; }));
    }
    margin(to, "AT_THE_END", all(Series::kCallbackStands));
    for (const CallbackState state : kStanding) {
      callback(to, "AT_THE_END/" + std::string(name_of(state)), sum(Series::kCallbackStands, [&](const SeriesSum& one) {
                 return one.a == static_cast<std::int16_t>(state);
               }));
    }
    const CallbackRelations& known = callback_relations();
    result_.sums.insert(result_.sums.end(), known.sums.begin(), known.sums.end());
    result_.orders.insert(result_.orders.end(), known.orders.begin(), known.orders.end());
  }
  static void margin(CountedTable& to, const std::string& row, CellCount cell) {
    to.cells.push_back({"callback/" + row, row, cell, true});
  }

  // The same margins in each: people of a side, and all.
  template <typename NameOf>
  void people_by(FigureTable which, Series series, const std::set<std::int16_t>& values, NameOf name) {
    CountedTable& to = table(which);
    KnownSum known{"people", {}};
    for (const Side side : kSides) {
      const std::string of_side(name_of(side));
      const auto number = static_cast<std::int16_t>(side);
      const std::size_t first = to.cells.size();
      for (const std::int16_t value : values) {
        const std::string row = of_side + "/" + name(value);
        part(to, std::string(name_of(which)) + "/" + row, row,
             sum(series, [&](const SeriesSum& one) { return one.a == number && one.b == value; }));
      }
      whole(to, "people/" + of_side, of_side, sum(series, [&](const SeriesSum& one) { return one.a == number; }),
            first);
      known.parts.push_back("people/" + of_side);
    }
    if (which == FigureTable::kStatus) result_.sums.push_back(known);
    to.cells.push_back({"people", "ALL", all(series), true});
  }

  void people() {
    std::set<std::int16_t> statuses, rungs, regions{0};
    for (std::int16_t i = 0; i < static_cast<std::int16_t>(kStatusCount); ++i) statuses.insert(i);
    for (std::int16_t i = 0; i <= 6; ++i) rungs.insert(i);
    for (const SeriesSum& one : sums_) {
      if (one.series == Series::kRegion) regions.insert(one.b);
    }
    people_by(FigureTable::kStatus, Series::kStatus, statuses,
              [](std::int16_t value) { return std::string(name_of(static_cast<Status>(value))); });
    people_by(FigureTable::kRung, Series::kRung, rungs, [](std::int16_t value) { return "R" + std::to_string(value); });
    people_by(FigureTable::kRegion, Series::kRegion, regions, [](std::int16_t value) { return std::to_string(value); });
  }

  void records() {
    CountedTable& both = table(FigureTable::kRecords);
    for (const Side side : kSides) {
      const std::string of_side(name_of(side));
      const auto number = static_cast<std::int16_t>(side);
      const auto is_his = [&](const SeriesSum& one) { return one.a == number; };
      part(both, "records/" + of_side, of_side + "/RECORDS", sum(Series::kSource, is_his));
      result_.orders.push_back({{"people/" + of_side}, {"records/" + of_side}});
    }
    whole(both, "records", "ALL/RECORDS", all(Series::kSource), 0);
    for (const Side side : kSides) {
      const std::string of_side(name_of(side));
      const auto number = static_cast<std::int16_t>(side);
      both.cells.push_back({"people/" + of_side, of_side + "/PEOPLE",
                            sum(Series::kStatus, [&](const SeriesSum& one) { return one.a == number; }), true});
    }
    both.cells.push_back({"people", "ALL/PEOPLE", all(Series::kStatus), true});
    // Follows from those of the sides, but not for who looks at one relation at a time.
    result_.orders.push_back({{"people"}, {"records"}});

    std::set<std::string> sources;
    std::set<std::int32_t> weeks;
    for (const SeriesSum& one : sums_) {
      if (one.series == Series::kSource) sources.insert(one.source);
      if (one.series == Series::kEntered) weeks.insert(one.week);
    }
    CountedTable& by_source = table(FigureTable::kSource);
    for (const std::string& source : sources) {
      part(by_source, "source/" + source, source.empty() ? "NONE" : source,
           sum(Series::kSource, [&](const SeriesSum& one) { return one.source == source; }));
    }
    whole(by_source, "records", "ALL", all(Series::kSource), 0);
    by_week();
  }

  void by_week() {
    using std::chrono::days;
    CountedTable& to = table(FigureTable::kWeek);
    const std::chrono::sys_days first{month_ / std::chrono::day{1}};
    const std::chrono::sys_days last{month_ / std::chrono::last};
    for (auto sunday = first; sunday <= last; sunday += days{1}) {
      if (std::chrono::weekday{sunday} != std::chrono::Sunday) continue;
      const auto monday = sunday - days{6};
      const std::chrono::year_month_day date{monday};
      char name[16];
      std::snprintf(name, sizeof name, "%04d-%02u-%02u", static_cast<int>(date.year()), unsigned{date.month()},
                    unsigned{date.day()});
      const auto number = static_cast<std::int32_t>(monday.time_since_epoch().count());
      part(to, "week/" + std::string(name), name,
           sum(Series::kEntered, [&](const SeriesSum& one) { return one.week == number; }));
    }
  }

  const std::vector<SeriesSum>& sums_;
  std::chrono::year_month month_;
  CountedMonth result_;
};

}  // namespace

std::vector<std::string> waiting_states() {
  std::vector<std::string> sets;
  for (const InquiryState state : kWaitingStates) sets.push_back("state/" + std::string(name_of(state)));
  return sets;
}

// Not the six states: two sums over the same three say more together than each by itself.
std::vector<std::string> waiting_and_ended() {
  std::vector<std::string> sets{"waiting"};
  for (const InquiryState state : {InquiryState::kTold, InquiryState::kWithdrawn, InquiryState::kClosed}) {
    sets.push_back("state/" + std::string(name_of(state)));
  }
  return sets;
}

// One callback can be for several causes, so these add up to no less than what was opened. A try that told ended a
// callback; others were told in the family's own call.
const CallbackRelations& callback_relations() {
  static const CallbackRelations kRelations = [] {
    const auto below = [](const std::string& row, auto names) {
      std::vector<std::string> sets;
      for (const auto name : names) sets.push_back("callback/" + row + "/" + std::string(name));
      return sets;
    };
    std::array<std::string_view, kCallbackOutcomeLast> outcomes;
    for (std::size_t i = 0; i < outcomes.size(); ++i) outcomes[i] = name_of(static_cast<CallbackOutcome>(i + 1));
    std::array<std::string_view, kStanding.size()> standing;
    for (std::size_t i = 0; i < standing.size(); ++i) standing[i] = name_of(kStanding[i]);
    CallbackRelations known;
    known.sums.push_back({"callback/TOLD", below("TOLD", kWaitedNames)});
    known.sums.push_back({"callback/TRIES", below("TRIES", outcomes)});
    known.sums.push_back({"callback/AT_THE_END", below("AT_THE_END", standing)});
    for (const std::string& cause : below("OPENED", kCauseNames))
      known.orders.push_back({{cause}, {"callback/OPENED"}});
    known.orders.push_back({{"callback/OPENED"}, below("OPENED", kCauseNames)});
    known.orders.push_back({{"callback/TRIES/TOLD"}, {"callback/TOLD"}});
    return known;
  }();
  return kRelations;
}

CountedMonth count_month(const std::vector<SeriesSum>& sums, std::chrono::year_month month) {
  return Counter(sums, month).count();
}

std::string release_text(const CountedTable& table, const std::map<std::string, ShownCell>& shown) {
  std::string text;
  for (const CountedCell& cell : table.cells) {
    const ShownCell& one = shown.at(cell.set);
    text += cell.row;
    text += '\t';
    text += one.kind == ShownCell::Kind::kValue ? std::to_string(one.value)
            : one.kind == ShownCell::Kind::kFew ? "few"
                                                : "withheld";
    text += '\n';
  }
  return text;
}

std::vector<ReleasedRow> read_release(std::string_view text) {
  std::vector<ReleasedRow> rows;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string value(line.substr(tab + 1));
    ReleasedRow row;
    row.row = line.substr(0, tab);
    if (value == "few") {
      row.shown.kind = ShownCell::Kind::kFew;
    } else if (value != "withheld") {
      row.shown.kind = ShownCell::Kind::kValue;
      row.shown.value = std::stoll(value);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace hotline::core
