#include "store/log_audit.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sql/audit.hpp"
#include "store/log_erased.hpp"
#include "store/log_rows_read.hpp"

namespace hotline::store {
namespace {

using core::Damage;
using core::Done;
using core::Nothing;
using core::Result;
using pg::Params;
using pg::Row;

constexpr std::uint64_t kAuditedAtOnce = 5'000;
constexpr std::uint64_t kNoEnd = std::numeric_limits<std::int64_t>::max();
constexpr char kSnapshot[] = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct ListedTree {
  std::int32_t tree = 0;
  std::optional<std::uint64_t> size;  // none: entries without a tree
};

Params range_of(std::int32_t tree, std::uint64_t from, std::uint64_t to) {
  Params params;
  params.int4(tree).int8(static_cast<std::int64_t>(from)).int8(static_cast<std::int64_t>(to));
  return params;
}

Result<std::vector<ListedTree>> list_trees(pg::BlockingConnection& connection) {
  auto rows = connection.exec(sql::audit::kListTrees);
  if (!rows) return rows.error();
  std::vector<ListedTree> trees;
  for (const Row row : *rows) {
    ListedTree& tree = trees.emplace_back();
    tree.tree = row.int4(0);
    const auto size = row.int8_or_null(1);
    if (size) tree.size = static_cast<std::uint64_t>(*size);
  }
  return trees;
}

class TreeAudit {
 public:
  TreeAudit(pg::BlockingConnection& connection, const AuditQuestion& question, std::int32_t tree)
      : connection_(connection),
        question_(question),
        tree_(tree),
        check_(tree, question.public_keys, core::TreeCheck::Batches::kKept) {}

  template <typename Progress>
  Result<TreeReport> run(const ErasedEntries& erased, Progress progress) {
    Params params;
    params.int4(tree_);
    auto rows = connection_.exec(sql::audit::kReadTree, params);
    if (!rows) return rows.error();
    if (rows->empty()) return report(Damage{0, 0, "the tree has no row"});
    core::KeptHead head;
    head.size = static_cast<std::uint64_t>(rows->front().int8(0));
    head.root = rows->front().bytes32(1);
    head.frontier = rows->front().bytea(2);
    const auto lost = rows->front().int8_or_null(5);
    if (lost) lost_until_ = static_cast<std::uint64_t>(*lost);
    for (std::uint64_t from = 0;; from += kAuditedAtOnce) {
      const bool last = from + kAuditedAtOnce >= head.size;
      const auto taken = take_page(from, last ? kNoEnd : from + kAuditedAtOnce);
      if (!taken) return taken.error();
      if (!check_.damage() && !without_payload_) {
        auto gone = take_gone(erased, from, std::min(from + kAuditedAtOnce, check_.size()));
        if (!gone) return gone.error();
      }
      progress(check_.size());
      if (check_.damage()) break;
      if (last) {
        (void)check_.finish(head);
        break;
      }
    }
    if (!check_.damage() && !without_payload_) {
      auto back = find_payload_that_is_back(connection_, erased, tree_);
      if (!back) return back.error();
      without_payload_ = *std::move(back);
    }
    return report(check_.damage() ? check_.damage() : without_payload_);
  }

 private:
  TreeReport report(std::optional<Damage> damage) const {
    TreeReport made;
    made.tree = tree_;
    made.entries = check_.size();
    made.batches = check_.batches_seen();
    made.checkpoints = check_.checkpoints_seen();
    made.covered = check_.covered();
    made.erased = erased_;
    made.lost_until = lost_until_;
    made.damage = std::move(damage);
    return made;
  }

  Done take_page(std::uint64_t from, std::uint64_t to) {
    auto checkpoints = take_checkpoints(from, to);
    if (!checkpoints) return checkpoints;
    auto batches = connection_.exec(sql::audit::kPageBatches, range_of(tree_, from, to));
    if (!batches) return batches.error();
    for (const Row row : *batches) check_.add_batch(kept_batch(row));
    Params params = range_of(tree_, from, to);
    params.int4(static_cast<std::int32_t>(kAuditedAtOnce) + 1);  // one more than there may be
    auto entries = connection_.exec(sql::audit::kPageEntries, params);
    if (!entries) return entries.error();
    for (const Row row : *entries) {
      if (!take_entry(check_, row)) break;
    }
    return Nothing{};
  }

  // Entries without a payload are to be named by an erasure.
  Done take_gone(const ErasedEntries& erased, std::uint64_t from, std::uint64_t to) {
    auto runs = connection_.exec(sql::audit::kPageMissing, range_of(tree_, from, to));
    if (!runs) return runs.error();
    for (const Row row : *runs) {
      const core::IndexRange run{tree_, row.int8(0), row.int8(1)};
      if (const auto unnamed = erased.first_unnamed(run)) {
        const auto index = static_cast<std::uint64_t>(*unnamed);
        without_payload_ = Damage{index, index, "its payload is missing and no erasure in the log names it"};
        return Nothing{};
      }
      erased_ += static_cast<std::uint64_t>(run.last - run.first + 1);
    }
    return Nothing{};
  }

  Done take_checkpoints(std::uint64_t above, std::uint64_t up_to) {
    auto rows = connection_.exec(sql::audit::kPageCheckpoints, range_of(tree_, above, up_to));
    if (!rows) return rows.error();
    std::vector<OutsideCheckpoint> all;
    for (const Row row : *rows) all.push_back({tree_, static_cast<std::uint64_t>(row.int8(0)), row.text(1)});
    for (const OutsideCheckpoint& kept : question_.outside) {
      if (kept.tree == tree_ && kept.size > above && kept.size <= up_to) all.push_back(kept);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size < b.size; });
    for (OutsideCheckpoint& one : all) check_.add_checkpoint(one.size, std::move(one.note));
    return Nothing{};
  }

  pg::BlockingConnection& connection_;
  const AuditQuestion& question_;
  std::int32_t tree_;
  core::TreeCheck check_;
  std::uint64_t erased_ = 0;
  std::optional<Damage> without_payload_;
  std::optional<std::uint64_t> lost_until_;
};

Result<std::vector<TreeReport>> audit_in_snapshot(pg::BlockingConnection& connection, const AuditQuestion& question,
                                                  const AuditProgress& progress) {
  auto trees = list_trees(connection);
  if (!trees) return trees.error();
  for (const OutsideCheckpoint& kept : question.outside) {
    const bool there =
        std::any_of(trees->begin(), trees->end(), [&](const auto& one) { return one.tree == kept.tree; });
    if (!there) trees->push_back(ListedTree{kept.tree, std::nullopt});
  }
  std::uint64_t total = 0;
  for (const ListedTree& tree : *trees) total += tree.size.value_or(0);
  auto erased = read_erased(connection);
  if (!erased) return erased.error();
  std::uint64_t before = 0;
  std::vector<TreeReport> reports;
  for (const ListedTree& tree : *trees) {
    TreeAudit audit(connection, question, tree.tree);
    auto report = audit.run(*erased, [&](std::uint64_t done) { progress(before + done, total); });
    if (!report) return report.error();
    if (!report->damage) report->damage = erased->damage_of(tree.tree);
    before += tree.size.value_or(0);
    reports.push_back(*std::move(report));
  }
  return reports;
}

Done export_tree(pg::BlockingConnection& connection, const TreeExport& out, std::uint64_t size,
                 const std::function<void(std::uint64_t)>& progress) {
  for (std::uint64_t from = 0; from < size; from += kAuditedAtOnce) {
    Params params = range_of(out.tree, from, std::min(from + kAuditedAtOnce, size));
    params.int4(static_cast<std::int32_t>(kAuditedAtOnce));
    auto rows = connection.exec(sql::audit::kPageEntries, params);
    if (!rows) return rows.error();
    std::uint64_t expected = from;
    for (const Row row : *rows) {
      if (static_cast<std::uint64_t>(row.int8(0)) != expected++) break;
      auto written = out.entry(row.bytea(1));
      if (!written) return written;
    }
    if (expected != std::min(from + kAuditedAtOnce, size)) {
      return core::make_error(core::Reason::kWrongState,
                              "the log lacks an entry; hotline audit verify over the database says which");
    }
    auto notes =
        connection.exec(sql::audit::kPageCheckpoints, range_of(out.tree, from, std::min(from + kAuditedAtOnce, size)));
    if (!notes) return notes.error();
    for (const Row row : *notes) {
      auto written = out.checkpoint(row.text(1));
      if (!written) return written;
    }
    progress(expected);
  }
  return Nothing{};
}

Result<std::uint64_t> export_in_snapshot(pg::BlockingConnection& connection,
                                         const std::function<Result<TreeExport>(std::int32_t)>& open,
                                         const AuditProgress& progress) {
  auto trees = list_trees(connection);
  if (!trees) return trees.error();
  std::uint64_t total = 0;
  for (const ListedTree& tree : *trees) total += tree.size.value_or(0);
  std::uint64_t written = 0;
  for (const ListedTree& tree : *trees) {
    Params params;
    params.int4(tree.tree);
    auto last = connection.exec(sql::audit::kLastCheckpoint, params);
    if (!last) return last.error();
    if (last->empty()) continue;
    const auto size = static_cast<std::uint64_t>(last->front().int8(0));
    auto out = open(tree.tree);
    if (!out) return out.error();
    auto done = export_tree(connection, *out, size, [&](std::uint64_t now) { progress(written + now, total); });
    if (!done) return done.error();
    written += size;
  }
  return written;
}

template <typename T, typename Work>
Result<T> in_snapshot(pg::BlockingConnection& connection, Work work) {
  if (connection.in_transaction()) return work();
  auto begun = connection.script(kSnapshot);
  if (!begun) return begun.error();
  Result<T> done = work();
  if (connection.usable()) (void)connection.exec(pg::kRollback).has_value();
  return done;
}

}  // namespace

Result<std::vector<TreeReport>> audit_log(pg::BlockingConnection& connection, const AuditQuestion& question,
                                          const AuditProgress& progress) {
  return in_snapshot<std::vector<TreeReport>>(connection,
                                              [&] { return audit_in_snapshot(connection, question, progress); });
}

Result<std::uint64_t> export_log(pg::BlockingConnection& connection,
                                 const std::function<Result<TreeExport>(std::int32_t)>& open,
                                 const AuditProgress& progress) {
  return in_snapshot<std::uint64_t>(connection, [&] { return export_in_snapshot(connection, open, progress); });
}

}  // namespace hotline::store
