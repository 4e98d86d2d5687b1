#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cell_key.hpp"

namespace hotline::core {

// The closed list of what leaves the bureau, each once a month. Stored and mirrored in the proto: never renumber.
enum class FigureTable : std::uint8_t {
  kQuestions = 1,     // questions asked, inquiries opened, distinct people sought
  kAnswers = 2,       // questions by the kind of the answer
  kChannels = 3,      // questions by who was asked
  kStates = 4,        // inquiries by what became of them: found, told, withdrawn
  kWaiting = 5,       // inquiries that wait, by their age
  kTimeToAnswer = 6,  // inquiries told for the first time, by the days they had waited
  kCallbacks = 7,     // callbacks opened and for what, told and after how long, lapsed, tried; those that stand
  kRecords = 8,       // records and distinct people, by side
  kStatus = 9,        // people by side and status
  kRung = 10,         // people by side and evidence rung
  kRegion = 11,       // people by side and region
  kSource = 12,       // records by source
  kWeek = 13,         // records by the week they were entered in
};
inline constexpr std::uint8_t kFigureTableLast = 13;
std::string_view name_of(FigureTable table);
// What is counted and how to read it, in whole sentences.
std::string_view definition_of(FigureTable table);
std::string_view title_of(FigureTable table);

// What is summed up step by step (figure_cell.series). Never renumber; 8 was callbacks by the states of inquiries.
enum class Series : std::uint8_t {
  kAnswers = 1,  // a: answer kind, b: channel
  kHours = 2,    // a: hour, b: channel
  kTook = 3,     // a: how long the answer took
  kSought = 4,
  kTold = 5,             // a: days waited
  kOpened = 6,           //
  kStates = 7,           // a: state, b: month opened in, from 2020
  kSource = 9,           // a: side, and the source
  kEntered = 10,         // week
  kStatus = 11,          // a: side, b: status
  kRung = 12,            // a: side, b: rung
  kRegion = 13,          // a: side, b: region
  kCallbackOpened = 14,  // a: causes, bits
  kCallbackEnded = 15,   // a: state, b: of those told, days since opened
  kCallbackTries = 16,   // a: outcome
  kCallbackStands = 17,  // a: due, waiting for the family or lapsed
};
inline constexpr std::size_t kWaitedBuckets = 7;
extern const std::array<std::string_view, kWaitedBuckets> kWaitedNames;
// Of CallbackCause, by bit; as the proto's names.
inline constexpr std::size_t kCallbackCauses = 5;
extern const std::array<std::string_view, kCallbackCauses> kCauseNames;

struct SeriesSum {
  Series series{};
  std::int16_t a = 0;
  std::int16_t b = 0;
  std::string source;
  std::int32_t week = 0;  // its Monday, days since 1970
  CellCount cell;
};

// One number of a table. `set` names what is counted, the same wherever it is counted again.
struct CountedCell {
  std::string set;
  std::string row;  // "ADVERSARY", "ADVERSARY/DEAD_CONFIRMED"
  CellCount count;
  bool whole = false;  // a margin
};
struct CountedTable {
  FigureTable table{};
  std::vector<CountedCell> cells;
};
// What everybody knows of the sets: a whole is its parts, and some together are no more than others together.
struct KnownSum {
  std::string whole;
  std::vector<std::string> parts;
};
struct KnownOrder {
  std::vector<std::string> less;
  std::vector<std::string> more;
};
// What an earlier month has shown of a set; its name begins with the month: "2026-02:records/OWN".
struct KnownCell {
  std::string set;
  ShownCell shown;
};
struct CountedMonth {
  std::vector<CountedTable> tables;
  std::vector<KnownSum> sums;
  std::vector<KnownOrder> orders;
  std::vector<KnownCell> earlier;
};

// All tables of a month: `sums` holds what happened in it and what stood at its end. Rows of a fixed list are there
// when nothing is in them, so that a row says nothing by being there.
CountedMonth count_month(const std::vector<SeriesSum>& sums, std::chrono::year_month month);

struct ReleasedRow {
  std::string row;
  ShownCell shown;
  friend bool operator==(const ReleasedRow&, const ReleasedRow&) = default;
};
struct EarlierTable {
  FigureTable table{};
  std::chrono::year_month month;
  std::vector<ReleasedRow> rows;
};
// The tables of earlier months that say something of this one: no record and no inquiry ever goes, so each month holds
// those before it and what came in since; a callback stands until it is told or ends. Of each month all or none.
inline constexpr std::array kTablesThatGrow{FigureTable::kQuestions, FigureTable::kStates,  FigureTable::kWaiting,
                                            FigureTable::kCallbacks, FigureTable::kRecords, FigureTable::kStatus,
                                            FigureTable::kRung,      FigureTable::kRegion,  FigureTable::kSource,
                                            FigureTable::kWeek};
// "state/STANDING" and the others that make "waiting".
std::vector<std::string> waiting_states();
// "waiting" and the others that make "inquiries".
std::vector<std::string> waiting_and_ended();
// Sums and orders of the callbacks of one month, by the rows of their table.
struct CallbackRelations {
  std::vector<KnownSum> sums;
  std::vector<KnownOrder> orders;
};
const CallbackRelations& callback_relations();
void know_earlier(CountedMonth& counted, std::chrono::year_month month, const std::vector<EarlierTable>& earlier);

// A count that stands for any in between.
struct CellRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};
inline constexpr std::int64_t kNoLimit = 1'000'000'000'000;
inline constexpr std::int64_t kWidthMin = 5;
CellRange range_of(const ShownCell& shown);

// What is shown of every set of the month. Each number is tried against all that is shown already, and by earlier
// months: one that would leave fewer than six values for some number, by sums and margins, takes its other neighbour,
// and is withheld when that does not help either.
std::map<std::string, ShownCell> release_cells(const CountedMonth& month, const CellKey& key,
                                               Rounding rounding = Rounding::kByKey);

// One line a row: the text that is kept and hashed.
std::string release_text(const CountedTable& table, const std::map<std::string, ShownCell>& shown);
std::vector<ReleasedRow> read_release(std::string_view text);

}  // namespace hotline::core
