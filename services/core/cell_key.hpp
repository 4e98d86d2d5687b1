#pragma once

#include <cstdint>

#include "core/ids.hpp"

namespace hotline::core {

// Something counted: how many, and the sum of a hash of each member (db/migrations/0020_figures.sql), by which the same
// members are known again in whatever table and month they are counted.
struct CellCount {
  std::int64_t count = 0;
  std::int64_t members = 0;
  CellCount& operator+=(const CellCount& other) {
    count += other.count;
    members += other.members;
    return *this;
  }
  friend bool operator==(const CellCount&, const CellCount&) = default;
};

inline constexpr std::int64_t kRoundTo = 5;
// Nothing below ten leaves the bureau. A value of 10 to 14 can round to 10, and a reader who knew that nothing below
// ten is shown would be left with five values: so 10 itself is not shown, and "fewer than 15" stands for 0 to 14.
inline constexpr std::int64_t kThreshold = 10;
inline constexpr std::int64_t kShownMin = kThreshold + kRoundTo;

// What is shown of a count.
struct ShownCell {
  enum class Kind : std::uint8_t { kValue = 1, kFew = 2, kWithheld = 3 };
  Kind kind = Kind::kWithheld;
  std::int64_t value = 0;  // of kValue; a multiple of five
  friend bool operator==(const ShownCell&, const ShownCell&) = default;
};

enum class Rounding : std::uint8_t { kByKey, kOffForTests };

// Rounds to a multiple of five, up as often as the rest says, so that sums are right on average. The draw is a keyed
// hash of the count and its members and of nothing else: the same people counted twice, in two tables or two months,
// give the same value, so nothing is learnt by asking again; others give another draw.
class CellKey {
 public:
  explicit CellKey(const Bytes32& secret, Rounding rounding = Rounding::kByKey)
      : secret_(secret), rounding_(rounding) {}
  ShownCell show(CellCount cell) const;
  // The other neighbour, for a value that would give its neighbours away; nothing shown of a multiple of five.
  ShownCell show_other(CellCount cell) const;

 private:
  std::uint64_t draw(CellCount cell) const;
  Bytes32 secret_;
  Rounding rounding_;
};

}  // namespace hotline::core
