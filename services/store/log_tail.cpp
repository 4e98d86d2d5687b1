#include "store/log_tail.hpp"

#include <bit>
#include <limits>
#include <utility>
#include <vector>

#include "sql/audit.hpp"
#include "sql/log.hpp"
#include "store/log_nodes.hpp"
#include "store/log_rows_read.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::CompactRange;
using core::Damage;
using core::Result;
using pg::Params;
using pg::Row;

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

using Found = Result<std::optional<Damage>>;

Found damage(std::uint64_t first, std::uint64_t last, const char* what) {
  return std::optional<Damage>(Damage{first, last, what});
}

// The right edge of the tree when it had `size` leaves, from its nodes; nothing when one is not there.
Result<std::optional<CompactRange>> range_at(pg::BlockingConnection& connection, std::int32_t tree,
                                             std::uint64_t size) {
  LogNodes nodes;
  std::vector<std::pair<std::uint8_t, std::uint64_t>> places;
  for (int level = 63; level >= 0; --level) {
    const std::uint64_t place = size >> static_cast<unsigned>(level);
    if ((place & 1U) != 0) places.emplace_back(static_cast<std::uint8_t>(level), place - 1);
  }
  for (const auto& [level, index] : places) nodes.add(level, index);
  auto rows = connection.exec(sql::audit::kReadNodes, nodes.params(tree));
  if (!rows) return rows.error();
  nodes.take(*rows);
  std::vector<Bytes32> frontier;
  for (const auto& [level, index] : places) {
    auto hash = nodes.find(level, index);
    if (!hash) return std::optional<CompactRange>();
    frontier.push_back(*hash);
  }
  auto range = CompactRange::restore(size, std::move(frontier));
  if (!range) return range.error();
  return std::optional<CompactRange>(*std::move(range));
}

Result<bool> is_root_at(pg::BlockingConnection& connection, std::int32_t tree, const CompactRange& range) {
  Params params;
  params.int4(tree).int8(static_cast<std::int64_t>(range.size()));
  auto rows = connection.exec(sql::log::kRootAt, params);
  if (!rows) return rows.error();
  return !rows->empty() && rows->front().int8(0) == static_cast<std::int64_t>(range.size()) &&
         rows->front().bytes32(1) == range.root();
}

// Hands the check what is kept from `first` on.
core::Done take_rows(pg::BlockingConnection& connection, std::int32_t tree, std::uint64_t first, std::int32_t entries,
                     bool signed_ones, core::TreeCheck& check) {
  const auto from = static_cast<std::int64_t>(first);
  if (signed_ones) {
    Params params;
    params.int4(tree).int8(from).int8(kNoEnd);
    auto rows = connection.exec(sql::audit::kPageCheckpoints, params);
    if (!rows) return rows.error();
    for (const Row row : *rows) check.add_checkpoint(static_cast<std::uint64_t>(row.int8(0)), row.text(1));
  }
  Params params;
  params.int4(tree).int8(from).int8(kNoEnd).int4(entries + 1);  // one more than there may be
  auto rows = connection.exec(sql::audit::kPageEntries, params);
  if (!rows) return rows.error();
  for (const Row row : *rows) {
    if (!take_entry(check, row)) break;
  }
  return core::Nothing{};
}

}  // namespace

Found check_tail(pg::BlockingConnection& connection, std::int32_t tree, const core::KeptHead& head,
                 std::span<const Bytes32> public_keys) {
  Params params;
  params.int4(tree).int4(kTailBatches);
  auto last = connection.exec(sql::log::kLastBatches, params);
  if (!last) return last.error();
  const std::uint64_t first = last->empty() ? 0 : static_cast<std::uint64_t>((*last)[last->size() - 1].int8(0));
  auto range = range_at(connection, tree, first);
  if (!range) return range.error();
  if (!*range) return damage(0, first - 1, "a tree node is missing");
  if (first > 0) {
    auto same = is_root_at(connection, tree, **range);
    if (!same) return same.error();
    if (!*same) return damage(0, first - 1, "the tree nodes do not give the root kept for their batch");
  }
  core::TreeCheck check(tree, {public_keys.begin(), public_keys.end()}, core::TreeCheck::Batches::kKept, **range);
  std::int32_t entries = 0;
  for (std::size_t i = last->size(); i-- > 0;) {
    check.add_batch(kept_batch((*last)[i]));
    entries += (*last)[i].int4(1);
  }
  auto taken = take_rows(connection, tree, first, entries, !public_keys.empty(), check);
  if (!taken) return taken.error();
  (void)check.finish(head);
  return check.damage();
}

}  // namespace hotline::store
