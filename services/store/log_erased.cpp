#include "store/log_erased.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "core/merkle.hpp"
#include "sql/audit.hpp"

namespace hotline::store {
namespace {

using core::Damage;
using core::Result;
using pg::Params;
using pg::Row;

constexpr std::int32_t kErasedAtOnce = 500;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// What the erasure's entry says, or nothing when the row beside it says anything else.
std::optional<core::LogPayload> proved(const Row& row) {
  if (row.null(3) || row.null(4) || row.null(5)) return std::nullopt;
  const auto leaf = core::decode_leaf(bytes_of(row.bytea_view(5)));
  const auto payload = bytes_of(row.bytea_view(4));
  if (!leaf || leaf->kind != core::LogEntryKind::kErasure) return std::nullopt;
  if (core::commitment(row.bytes32(3), payload) != leaf->commitment) return std::nullopt;
  auto decoded = core::decode_payload(payload);
  if (!decoded) return std::nullopt;
  return *std::move(decoded);
}

}  // namespace

void ErasedEntries::add(const core::IndexRange& range) {
  if (range.last < range.first) return;
  all_.push_back(range);
  auto& runs = joined_[range.tree];
  std::int64_t first = range.first;
  std::int64_t last = range.last;
  auto next = runs.upper_bound(first);
  if (next != runs.begin() && std::prev(next)->second + 1 >= first) --next;
  while (next != runs.end() && next->first <= last + 1) {
    first = std::min(first, next->first);
    last = std::max(last, next->second);
    next = runs.erase(next);
  }
  runs[first] = last;
}

std::optional<std::int64_t> ErasedEntries::first_unnamed(const core::IndexRange& run) const {
  const auto found = joined_.find(run.tree);
  if (found == joined_.end()) return run.first;
  const auto next = found->second.upper_bound(run.first);
  if (next == found->second.begin()) return run.first;
  const std::int64_t named_up_to = std::prev(next)->second;
  if (named_up_to < run.first) return run.first;
  if (named_up_to < run.last) return named_up_to + 1;
  return std::nullopt;
}

std::optional<Damage> ErasedEntries::damage_of(std::int32_t tree) const {
  const auto found = damage_.find(tree);
  return found == damage_.end() ? std::nullopt : std::optional(found->second);
}

Result<ErasedEntries> read_erased(pg::BlockingConnection& connection) {
  ErasedEntries erased;
  std::int64_t after = 0;
  for (;;) {
    Params params;
    params.int8(after).int4(kErasedAtOnce);
    auto rows = connection.exec(sql::audit::kPageErasures, params);
    if (!rows) return rows.error();
    for (const Row row : *rows) {
      after = row.int8(0);
      const auto payload = proved(row);
      if (payload) {
        for (const core::IndexRange& range : payload->erased) erased.add(range);
      } else {
        const auto index = static_cast<std::uint64_t>(row.int8(2));
        erased.add_damage(row.int4(1), Damage{index, index, "the erasure is not what its entry in the log says"});
      }
    }
    if (rows->size() < static_cast<std::size_t>(kErasedAtOnce)) return erased;
  }
}

Result<std::optional<Damage>> find_payload_that_is_back(pg::BlockingConnection& connection, const ErasedEntries& erased,
                                                        std::int32_t tree) {
  for (const core::IndexRange& range : erased.ranges()) {
    if (range.tree != tree) continue;
    Params params;
    params.int4(tree).int8(range.first).int8(range.last);
    auto rows = connection.exec(sql::audit::kFirstPayload, params);
    if (!rows) return rows.error();
    if (rows->empty()) continue;
    const auto index = static_cast<std::uint64_t>(rows->front().int8(0));
    return std::optional(Damage{index, index, "its payload is there although the log says that it was erased"});
  }
  return std::optional<Damage>();
}

}  // namespace hotline::store
