#include <chrono>
#include <cstdio>
#include <map>
#include <set>

#include "core/disclosure.hpp"
#include "core/figures.hpp"
#include "core/person.hpp"

namespace hotline::core {
namespace {

std::string month_text(std::chrono::year_month month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()), unsigned{month.month()});
  return text;
}

// The set that a row shows; empty for one that says nothing of other months.
std::string set_of(FigureTable table, const std::string& row) {
  switch (table) {
    case FigureTable::kQuestions:
      return row == "INQUIRIES_OPENED" ? "opened" : "";
    case FigureTable::kStates:
      return row == "ALL" ? "inquiries" : "state/" + row;
    case FigureTable::kWaiting:
      return row == "ALL" ? "waiting" : "waiting/" + row;
    case FigureTable::kStatus:
    case FigureTable::kRung:
    case FigureTable::kRegion:
      if (row == "ALL") return "people";
      return (row.find('/') == std::string::npos ? "people" : std::string(name_of(table))) + "/" + row;
    case FigureTable::kRecords: {
      const auto slash = row.find('/');
      const bool records = row.substr(slash + 1) == "RECORDS";
      const std::string set = records ? "records" : "people";
      return row.starts_with("ALL/") ? set : set + "/" + row.substr(0, slash);
    }
    case FigureTable::kSource:
      return row == "ALL" ? "records" : "source/" + (row == "NONE" ? std::string() : row);
    case FigureTable::kWeek:
      return "week/" + row;
    case FigureTable::kCallbacks:
      return "callback/" + row;
    case FigureTable::kAnswers:
    case FigureTable::kChannels:
    case FigureTable::kTimeToAnswer:
      break;
  }
  return {};
}

using Sets = std::set<std::string>;

std::vector<std::string> beginning_with(const Sets& sets, const std::string& begin) {
  std::vector<std::string> found;
  for (const std::string& set : sets) {
    if (set.starts_with(begin)) found.push_back(set);
  }
  return found;
}

// Weeks by the day they begin on; ISO dates sort as days do.
std::string day_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), unsigned{date.month()},
                unsigned{date.day()});
  return text;
}

class Chain {
 public:
  Chain(CountedMonth& counted, std::chrono::year_month month) : counted_(counted), month_(month) {}

  // Within one month, what count_month says of it.
  void within(std::chrono::year_month month, const Sets& sets) {
    sum(month, "records", beginning_with(sets, "records/"));
    sum(month, "records", beginning_with(sets, "source/"));
    sum(month, "inquiries", waiting_and_ended());
    sum(month, "waiting", beginning_with(sets, "waiting/"));
    sum(month, "waiting", waiting_states());
    sum(month, "people", beginning_with(sets, "people/"));
    for (const std::string& set : beginning_with(sets, "people/")) {
      const std::string side = set.substr(set.find('/') + 1);
      counted_.orders.push_back({{name(month, set)}, {name(month, "records/" + side)}});
      for (const FigureTable table : {FigureTable::kStatus, FigureTable::kRung, FigureTable::kRegion}) {
        sum(month, set, beginning_with(sets, std::string(name_of(table)) + "/" + side + "/"));
      }
    }
    counted_.orders.push_back({{name(month, "people")}, {name(month, "records")}});
    // Released with other rows before they were counted from the callbacks.
    if (sets.contains(kStand)) callbacks(month);
  }
  // Two months, one after the other.
  void between(std::chrono::year_month before, const Sets& sets, std::chrono::year_month after) {
    for (const char* begin : {"records/", "source/"}) {
      for (const std::string& set : beginning_with(sets, begin)) {
        counted_.orders.push_back({{name(before, set)}, {name(after, set)}});
      }
    }
    counted_.orders.push_back({{name(before, "records")}, {name(after, "records")}});
    counted_.sums.push_back({name(after, "inquiries"), {name(before, "inquiries"), name(after, "opened")}});
    weeks(before, after);
    if (sets.contains(kStand)) burden(before, after);
  }

 private:
  static constexpr char kStand[] = "callback/AT_THE_END";

  void callbacks(std::chrono::year_month month) {
    const auto named = [&](std::vector<std::string> sets) {
      for (std::string& set : sets) set = name(month, set);
      return sets;
    };
    for (const KnownSum& known : callback_relations().sums) sum(month, known.whole, known.parts);
    for (const KnownOrder& known : callback_relations().orders) {
      counted_.orders.push_back({named(known.less), named(known.more)});
    }
  }
  // What stood before and what was opened is what stands now and what left for good.
  void burden(std::chrono::year_month before, std::chrono::year_month after) {
    const std::string whole = name(after, "burden");
    counted_.sums.push_back({whole, {name(before, kStand), name(after, "callback/OPENED")}});
    counted_.sums.push_back(
        {whole, {name(after, kStand), name(after, "callback/TOLD"), name(after, "callback/ENDED_OTHERWISE")}});
  }
  void sum(std::chrono::year_month month, const std::string& whole, const std::vector<std::string>& parts) {
    if (parts.empty()) return;
    KnownSum known{name(month, whole), {}};
    for (const std::string& part : parts) known.parts.push_back(name(month, part));
    counted_.sums.push_back(std::move(known));
  }
  std::string name(std::chrono::year_month month, const std::string& set) const {
    // A week is the same week whoever shows it.
    if (month == month_ || set.starts_with("week/")) return set;
    return month_text(month) + ":" + set;
  }
  // What came in within the month is at least its whole weeks, and at most all that touch it, once those are known.
  void weeks(std::chrono::year_month before, std::chrono::year_month after) {
    using std::chrono::days;
    const std::chrono::sys_days first{after / std::chrono::day{1}};
    const std::chrono::sys_days last{after / std::chrono::last};
    KnownOrder whole{{name(before, "records")}, {name(after, "records")}};
    KnownOrder touching{{name(after, "records")}, {name(before, "records")}};
    const auto monday_before = first - (std::chrono::weekday{first} - std::chrono::Monday);
    for (auto monday = monday_before; monday <= last; monday += days{7}) {
      const std::string week = "week/" + day_text(monday);
      if (monday >= first && monday + days{6} <= last) whole.less.push_back(week);
      touching.more.push_back(week);
    }
    counted_.orders.push_back(std::move(whole));
    counted_.orders.push_back(std::move(touching));
  }

  CountedMonth& counted_;
  std::chrono::year_month month_;
};

}  // namespace

void know_earlier(CountedMonth& counted, std::chrono::year_month month, const std::vector<EarlierTable>& earlier) {
  std::map<std::chrono::year_month, Sets> sets_of;
  for (const EarlierTable& table : earlier) {
    for (const ReleasedRow& row : table.rows) {
      const std::string set = set_of(table.table, row.row);
      if (set.empty()) continue;
      sets_of[table.month].insert(set);
      const bool week = table.table == FigureTable::kWeek;
      counted.earlier.push_back({week ? set : month_text(table.month) + ":" + set, row.shown});
    }
  }
  Chain chain(counted, month);
  for (auto at = sets_of.begin(); at != sets_of.end(); ++at) {
    chain.within(at->first, at->second);
    const auto next = std::next(at);
    const auto after = next == sets_of.end() ? month : next->first;
    if (at->first + std::chrono::months{1} == after) chain.between(at->first, at->second, after);
  }
}

}  // namespace hotline::core
