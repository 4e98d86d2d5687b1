#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "core/figures.hpp"

namespace hotline::core {
namespace {

// What an attacker can work out: the range of every set, narrowed by sums and orders until nothing moves.
class Ranges {
 public:
  explicit Ranges(const CountedMonth& month) {
    for (const CountedTable& table : month.tables) {
      for (const CountedCell& cell : table.cells) index_of(cell.set);
    }
    for (const KnownSum& sum : month.sums) {
      std::vector<std::size_t> parts;
      for (const std::string& part : sum.parts) parts.push_back(index_of(part));
      sums_.emplace_back(index_of(sum.whole), std::move(parts));
    }
    for (const KnownOrder& order : month.orders) {
      Order known;
      for (const std::string& set : order.less) known.less.push_back(index_of(set));
      for (const std::string& set : order.more) known.more.push_back(index_of(set));
      orders_.push_back(std::move(known));
    }
    for (const KnownCell& cell : month.earlier) narrow(index_of(cell.set), range_of(cell.shown));
    settle();
  }
  // Whether every set keeps its width when this one is known to lie there too; nothing changes otherwise.
  bool accept(const std::string& set, CellRange range) {
    std::vector<CellRange> before = ranges_;
    narrow(index_.at(set), range);
    settle();
    const bool wide = std::all_of(ranges_.begin(), ranges_.end(),
                                  [](const CellRange& one) { return one.most - one.least >= kWidthMin; });
    if (!wide) ranges_ = std::move(before);
    return wide;
  }

 private:
  struct Order {
    std::vector<std::size_t> less, more;
  };
  static constexpr int kRoundsMax = 100;

  void settle() {
    for (int round = 0; round < kRoundsMax && moved_; ++round) {
      moved_ = false;
      for (const auto& [whole, parts] : sums_) propagate(whole, parts);
      for (const Order& order : orders_) propagate(order);
    }
    moved_ = false;
  }
  CellRange sum_without(const std::vector<std::size_t>& sets, std::optional<std::size_t> left_out) const {
    CellRange sum;
    for (const std::size_t set : sets) {
      if (set == left_out) continue;
      sum.least += ranges_[set].least;
      sum.most = std::min(kNoLimit, sum.most + ranges_[set].most);
    }
    return sum;
  }

  std::size_t index_of(const std::string& set) {
    const auto [at, fresh] = index_.try_emplace(set, ranges_.size());
    if (fresh) ranges_.push_back({0, kNoLimit});
    return at->second;
  }
  void narrow(std::size_t set, CellRange to) {
    CellRange& range = ranges_[set];
    const std::int64_t least = std::max(range.least, to.least);
    const std::int64_t most = std::min(range.most, to.most);
    if (least == range.least && most == range.most) return;
    range = {least, most};
    moved_ = true;
  }
  void propagate(std::size_t whole, const std::vector<std::size_t>& parts) {
    narrow(whole, sum_without(parts, std::nullopt));
    const CellRange all = ranges_[whole];
    for (const std::size_t part : parts) {
      const CellRange others = sum_without(parts, part);
      narrow(part, {others.most >= kNoLimit ? 0 : all.least - others.most,
                    all.most >= kNoLimit ? kNoLimit : all.most - others.least});
    }
  }

  void propagate(const Order& order) {
    const std::int64_t more_most = sum_without(order.more, std::nullopt).most;
    const std::int64_t less_least = sum_without(order.less, std::nullopt).least;
    for (const std::size_t set : order.less) {
      if (more_most < kNoLimit) narrow(set, {0, more_most - sum_without(order.less, set).least});
    }
    for (const std::size_t set : order.more) {
      const std::int64_t others = sum_without(order.more, set).most;
      if (others < kNoLimit) narrow(set, {less_least - others, kNoLimit});
    }
  }

  std::map<std::string, std::size_t> index_;
  std::vector<CellRange> ranges_;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sums_;
  std::vector<Order> orders_;
  bool moved_ = false;
};

}  // namespace

CellRange range_of(const ShownCell& shown) {
  switch (shown.kind) {
    case ShownCell::Kind::kValue:
      return {std::max(kThreshold, shown.value - kRoundTo + 1), shown.value + kRoundTo - 1};
    case ShownCell::Kind::kFew:
      return {0, kShownMin - 1};
    case ShownCell::Kind::kWithheld:
      break;
  }
  return {0, kNoLimit};
}

std::map<std::string, ShownCell> release_cells(const CountedMonth& month, const CellKey& key, Rounding rounding) {
  Ranges ranges(month);
  std::map<std::string, ShownCell> shown;
  const auto decide = [&](const CountedCell& cell) {
    if (shown.contains(cell.set)) return;
    for (const ShownCell& candidate : {key.show(cell.count), key.show_other(cell.count)}) {
      if (rounding == Rounding::kOffForTests || ranges.accept(cell.set, range_of(candidate))) {
        shown.emplace(cell.set, candidate);
        return;
      }
    }
    shown.emplace(cell.set, ShownCell());
  };
  // Margins last: of two numbers that give a third away the margin is the one to lose.
  for (const bool whole : {false, true}) {
    for (const CountedTable& table : month.tables) {
      for (const CountedCell& cell : table.cells) {
        if (cell.whole == whole) decide(cell);
      }
    }
  }
  return shown;
}

}  // namespace hotline::core
