#include "store/log_restore.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/merkle.hpp"
#include "sql/audit.hpp"
#include "sql/log.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Reason;
using core::Result;
using pg::Params;

// 2026-01-01 in minutes since 1970: numbers stay readable, and 32 bits last for some thousand years.
constexpr std::int64_t kNumbersBegin = 29'453'760;

std::int32_t number_of_time(core::Instant now) {
  const std::int64_t minutes = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count() - kNumbersBegin;
  return kContinuingTreeFirst + static_cast<std::int32_t>(std::max<std::int64_t>(minutes, 0));
}

core::Error contradicted(std::int32_t tree, std::int64_t size) {
  core::Error error =
      core::make_error(Reason::kWrongState,
                       "the database does not hold what a checkpoint from outside says: it is another database, or "
                       "its log was forked");
  error.metadata.emplace_back("tree", std::to_string(tree));
  error.metadata.emplace_back("checkpoint_size", std::to_string(size));
  return error;
}

Result<bool> root_is(pg::BlockingConnection& connection, const KnownHead& head) {
  Params params;
  params.int4(head.tree).int8(head.size);
  auto rows = connection.exec(sql::log::kRootAt, params);
  if (!rows) return rows.error();
  return !rows->empty() && rows->front().int8(0) == head.size && rows->front().bytes32(1) == head.root;
}

// The furthest of the heads of this tree; each that lies within it must be its own.
Result<std::optional<std::int64_t>> furthest(pg::BlockingConnection& connection, std::int32_t tree, std::int64_t size,
                                             std::span<const KnownHead> outside) {
  std::optional<std::int64_t> most;
  for (const KnownHead& head : outside) {
    if (head.tree != tree) continue;
    most = std::max(most.value_or(0), head.size);
    if (head.size == 0 || head.size > size) continue;
    auto same = root_is(connection, head);
    if (!same) return same.error();
    if (!*same) return contradicted(tree, head.size);
  }
  return most;
}

core::Done close(pg::BlockingConnection& connection, RestoredTree& tree, std::int32_t number) {
  Params closing;
  closing.int4(tree.tree).int8(tree.lost_until);
  auto closed = connection.exec(sql::log::kCloseTree, closing);
  if (!closed) return closed.error();
  Params free;
  free.int4(number);
  auto found = connection.exec(sql::log::kFreeTree, free);
  if (!found) return found.error();
  tree.next = found->front().int4(0);
  const Bytes32 root = core::empty_root();
  Params opening;
  opening.int4(*tree.next).bytea(std::span<const std::uint8_t>(root)).int4(tree.tree);
  auto opened = connection.exec(sql::log::kOpenTree, opening);
  if (!opened) return opened.error();
  return core::Nothing{};
}

// A tree that was closed before the backup, or that the backup does not know.
Result<RestoredTree> note(pg::BlockingConnection& connection, const KnownHead& head) {
  RestoredTree tree;
  tree.tree = head.tree;
  tree.compared = true;
  Params params;
  params.int4(head.tree);
  auto rows = connection.exec(sql::log::kFindTree, params);
  if (!rows) return rows.error();
  if (!rows->empty()) tree.size = rows->front().int8(2);
  auto most = furthest(connection, head.tree, tree.size, std::span(&head, 1));
  if (!most) return most.error();
  if (head.size <= tree.size) return tree;
  tree.lost_until = head.size;
  Params losing;
  losing.int4(head.tree).int8(head.size);
  auto noted = connection.exec(sql::log::kNoteLost, losing);
  if (!noted) return noted.error();
  return tree;
}

Result<std::vector<RestoredTree>> close_all(pg::BlockingConnection& connection, std::span<const KnownHead> outside,
                                            core::Instant now) {
  auto rows = connection.exec(sql::log::kLockOpenTrees);
  if (!rows) return rows.error();
  std::vector<RestoredTree> trees;
  for (const pg::Row row : *rows) {
    RestoredTree& tree = trees.emplace_back();
    tree.tree = row.int4(0);
    tree.size = row.int8(1);
  }
  std::int32_t number = number_of_time(now);
  for (const KnownHead& head : outside) number = std::max(number, head.tree + 1);
  for (RestoredTree& tree : trees) {
    auto most = furthest(connection, tree.tree, tree.size, outside);
    if (!most) return most.error();
    tree.compared = most->has_value();
    if (*most && **most > tree.size) tree.lost_until = **most;
    auto closed = close(connection, tree, number);
    if (!closed) return closed.error();
  }
  const std::size_t open_ones = trees.size();
  for (const KnownHead& head : outside) {
    const auto end = trees.begin() + static_cast<std::ptrdiff_t>(open_ones);
    if (std::any_of(trees.begin(), end, [&](const auto& one) { return one.tree == head.tree; })) continue;
    auto noted = note(connection, head);
    if (!noted) return noted.error();
    trees.push_back(*noted);
  }
  return trees;
}

}  // namespace

Result<std::vector<RestoredTree>> close_restored(pg::BlockingConnection& connection, std::span<const KnownHead> outside,
                                                 core::Instant now) {
  auto begun = connection.exec(pg::kBegin);
  if (!begun) return begun.error();
  auto trees = close_all(connection, outside, now);
  if (!trees) {
    if (connection.usable()) (void)connection.exec(pg::kRollback).has_value();
    return trees;
  }
  auto committed = connection.exec(pg::kCommit);
  if (!committed) return committed.error();
  return trees;
}

Result<FoundEntry> find_entry(pg::BlockingConnection& connection, const ReceiptPlace& place) {
  using State = FoundEntry::State;
  Params entry;
  entry.int4(place.tree).int8(place.index).int8(place.index + 1).int4(1);
  auto entries = connection.exec(sql::audit::kPageEntries, entry);
  if (!entries) return entries.error();
  FoundEntry found;
  if (!entries->empty()) {
    const std::string leaf = entries->front().bytea(1);
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(leaf.data()), leaf.size());
    found.state = core::leaf_hash(bytes) == place.leaf_hash ? State::kHeld : State::kOther;
    return found;
  }
  Params params;
  params.int4(place.tree);
  auto trees = connection.exec(sql::audit::kReadTree, params);
  if (!trees) return trees.error();
  if (trees->empty()) return found;
  found.size = trees->front().int8(0);
  found.lost_until = trees->front().int8_or_null(5).value_or(0);
  found.state = place.index < found.size         ? State::kMissing
                : place.index < found.lost_until ? State::kLost
                                                 : State::kBehindTheEnd;
  return found;
}

}  // namespace hotline::store
