#include "support/log_tamper.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "core/tree_check.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::test {
namespace {

using store::pg::Params;
using store::pg::Row;

enum class Kind {
  kDelete,
  kDeleteAndClose,
  kDeleteRewritten,
  kEdit,
  kEditRewritten,
  kSwap,
  kSwapRewritten,
  kInsert,
  kInsertRewritten,
  kBackdateRow,
  kBackdateLeaf,
  kBackdateRewritten,
  kTruncate,
  kTruncateClean,
  kOldBackup,
  kNode,
  kRoot,
  kHead,
  kCheckpoint,
  kCheckpointGone,
  kBatchGone,
};
constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::kBatchGone) + 1;

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

constexpr std::size_t kSecondAt = 18;

void set_second(std::string& leaf, std::int64_t second) {
  for (std::size_t i = 0; i < 8; ++i) {
    leaf[kSecondAt + i] = static_cast<char>(static_cast<std::uint64_t>(second) >> (56 - 8 * i));
  }
}

}  // namespace

std::size_t LogTamper::kinds() {
  return kKinds;
}

LogTamper::LogTamper(std::unique_ptr<store::pg::BlockingConnection> superuser, std::uint64_t seed)
    : superuser_(std::move(superuser)), random_(seed) {
  run("SET session_replication_role = replica; SET synchronous_commit = off;"
      "CREATE TABLE kept_entry AS SELECT * FROM log_entry; CREATE TABLE kept_batch AS SELECT * FROM log_batch;"
      "CREATE TABLE kept_checkpoint AS SELECT * FROM log_checkpoint; CREATE TABLE kept_tree AS SELECT * FROM log_tree");
  read();
}

void LogTamper::run(const std::string& sql) {
  const auto done = superuser_->script(sql);
  if (!done) throw std::runtime_error("tampering: " + std::string(store::pg::sqlstate_of(done.error())) + " in " + sql);
}

void LogTamper::read() {
  auto entries = superuser_->exec(
      "SELECT leaf, extract(epoch FROM logged_at)::bigint FROM log_entry WHERE tree = 1 ORDER BY log_index");
  auto batches = superuser_->exec("SELECT first_index, entries FROM log_batch WHERE tree = 1 ORDER BY first_index");
  if (!entries || !batches || entries->size() < 20) throw std::runtime_error("tampering needs a log of some length");
  for (const Row row : *entries) entries_.push_back(Entry{row.bytea(0), row.int8(1)});
  for (const Row row : *batches) batches_.push_back(Batch{row.int8(0), row.int4(1)});
}

void LogTamper::restore() {
  run("TRUNCATE log_entry, log_batch, log_checkpoint; INSERT INTO log_entry SELECT * FROM kept_entry;"
      "INSERT INTO log_batch SELECT * FROM kept_batch; INSERT INTO log_checkpoint SELECT * FROM kept_checkpoint;"
      "UPDATE log_tree AS t SET size = k.size, root = k.root, frontier = k.frontier FROM kept_tree AS k "
      "WHERE k.tree = t.tree");
}

store::pg::BlockingConnection& LogTamper::begin() {
  run("BEGIN");
  return *superuser_;
}

void LogTamper::rewrite(const std::vector<Entry>& entries, const std::vector<Batch>& batches) {
  run("DELETE FROM log_entry WHERE tree = 1; DELETE FROM log_batch WHERE tree = 1");
  core::CompactRange range;
  std::size_t at = 0;
  for (const Batch& batch : batches) {
    core::GrownRange grown(range);
    for (std::int32_t i = 0; i < batch.entries; ++i, ++at) grown.append(core::leaf_hash(bytes_of(entries[at].leaf)));
    range = grown.grown();
    Params params;
    params.int8(batch.first).int4(batch.entries).bytea(std::span<const std::uint8_t>(range.root()));
    params.bytea(core::pack_hashes(grown.nodes()));
    if (!superuser_->exec("INSERT INTO log_batch (tree, first_index, entries, root, nodes, committed_at) "
                          "VALUES (1, $1, $2, $3, $4, now())",
                          params)) {
      throw std::runtime_error("tampering: a batch");
    }
  }
  std::vector<std::int64_t> indexes, seconds;
  std::vector<std::string_view> leaves;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    indexes.push_back(static_cast<std::int64_t>(i));
    seconds.push_back(entries[i].second);
    leaves.emplace_back(entries[i].leaf);
  }
  Params rows;
  rows.int8s(indexes).int8s(seconds).byteas(leaves);
  Params head;
  head.int8(static_cast<std::int64_t>(range.size())).bytea(std::span<const std::uint8_t>(range.root()));
  head.bytea(core::pack_hashes(range.frontier()));
  if (!superuser_->exec(
          "INSERT INTO log_entry (tree, log_index, logged_at, leaf) SELECT 1, e.i, to_timestamp(e.s), e.l "
          "FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS e (i, s, l)",
          rows) ||
      !superuser_->exec("UPDATE log_tree SET size = $1, root = $2, frontier = $3 WHERE tree = 1", head)) {
    throw std::runtime_error("tampering: the rewritten rows");
  }
}

LogTamper::Entry LogTamper::forged() const {
  Entry entry = entries_.back();
  entry.leaf[5] = static_cast<char>(entry.leaf[5] ^ 0x55);  // another random id
  return entry;
}

Tampering LogTamper::tamper() {
  const auto kind = static_cast<Kind>(next_kind_++ % kKinds);
  const std::uint64_t size = entries_.size();
  const std::uint64_t i = below(size - 2);
  const std::uint64_t j = i + 1 + below(size - i - 1);
  std::vector<Entry> entries = entries_;
  std::vector<Batch> batches = batches_;
  const std::size_t b = below(batches_.size() - 2);
  const auto first_of_b = static_cast<std::uint64_t>(batches_[b].first);
  switch (kind) {
    case Kind::kDelete:
      run("DELETE FROM log_entry" + at(i));
      return {"delete", i};
    case Kind::kDeleteAndClose:
      run("DELETE FROM log_entry" + at(i) +
          "; UPDATE log_entry SET log_index = log_index + 1000000 WHERE log_index > " + number(i) +
          "; UPDATE log_entry SET log_index = log_index - 1000001 WHERE log_index >= 1000000;"
          "UPDATE log_tree SET size = size - 1 WHERE tree = 1");
      return {"delete and close the gap", i};
    case Kind::kDeleteRewritten:
      entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
      if (--batches.back().entries == 0) batches.pop_back();
      rewrite(entries, batches);
      return {"delete, all rows made to fit", i};
    case Kind::kEdit: {
      const std::uint64_t byte = below(core::kLeafBytes);
      run("UPDATE log_entry SET leaf = set_byte(leaf, " + number(byte) + ", get_byte(leaf, " + number(byte) + ") # " +
          number(1 + below(255)) + ")" + at(i));
      return {"edit", i};
    }
    case Kind::kEditRewritten:
      entries[i].leaf[60] = static_cast<char>(entries[i].leaf[60] ^ static_cast<char>(1 + below(127)));
      rewrite(entries, batches);
      return {"edit, all rows made to fit", i};
    case Kind::kSwap:
      run("UPDATE log_entry AS e SET leaf = o.leaf, logged_at = o.logged_at FROM log_entry AS o WHERE e.tree = 1 AND "
          "o.tree = 1 AND (e.log_index, o.log_index) IN ((" +
          number(i) + ", " + number(j) + "), (" + number(j) + ", " + number(i) + "))");
      return {"reorder", i};
    case Kind::kSwapRewritten:
      std::swap(entries[i], entries[j]);
      rewrite(entries, batches);
      return {"reorder, all rows made to fit", i};
    case Kind::kInsert:
      run("UPDATE log_entry SET log_index = log_index + 1000000 WHERE log_index >= " + number(i) +
          "; UPDATE log_entry SET log_index = log_index - 999999 WHERE log_index >= 1000000;"
          "INSERT INTO log_entry SELECT tree, " +
          number(i) + ", logged_at, set_byte(leaf, 3, get_byte(leaf, 3) # 1) FROM log_entry" + at(i + 1) +
          "; UPDATE log_tree SET size = size + 1 WHERE tree = 1");
      return {"insert", i};
    case Kind::kInsertRewritten:
      entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(i), forged());
      ++batches.back().entries;
      rewrite(entries, batches);
      return {"insert, all rows made to fit", i};
    case Kind::kBackdateRow:
      run("UPDATE log_entry SET logged_at = logged_at - interval '" + number(1 + below(1'000'000)) + " s'" + at(i));
      return {"backdate the row", i};
    case Kind::kBackdateLeaf: {
      Entry entry = entries_[i];
      entry.second -= static_cast<std::int64_t>(1 + below(1'000'000));
      set_second(entry.leaf, entry.second);
      Params params;
      params.bytea(std::string_view(entry.leaf)).int8(entry.second).int8(static_cast<std::int64_t>(i));
      if (!superuser_->exec(
              "UPDATE log_entry SET leaf = $1, logged_at = to_timestamp($2) WHERE tree = 1 AND log_index = $3",
              params)) {
        throw std::runtime_error("tampering: backdate");
      }
      return {"backdate row and leaf", i};
    }
    case Kind::kBackdateRewritten:
      entries[i].second -= static_cast<std::int64_t>(1 + below(1'000'000));
      set_second(entries[i].leaf, entries[i].second);
      rewrite(entries, batches);
      return {"backdate, all rows made to fit", i};
    case Kind::kTruncate:
      run("DELETE FROM log_entry WHERE tree = 1 AND log_index > " + number(i));
      return {"truncate", i + 1};
    case Kind::kTruncateClean:
    case Kind::kOldBackup: {
      const auto left = static_cast<std::uint64_t>(batches_[b + 1].first);
      entries.resize(left);
      batches.resize(b + 1);
      rewrite(entries, batches);
      run("DELETE FROM log_checkpoint WHERE tree = 1 AND size > " + number(left));
      return {kind == Kind::kOldBackup ? "restore of an old backup" : "truncate with all that speaks of it", left};
    }
    case Kind::kNode:
      run("UPDATE log_batch SET nodes = set_byte(nodes, 7, get_byte(nodes, 7) # 1) WHERE tree = 1 AND first_index = "
          "(SELECT "
          "min(first_index) FROM log_batch WHERE tree = 1 AND length(nodes) > 0 AND first_index >= " +
          number(first_of_b / 2) + ")");
      return {"a tree node changed", 0};
    case Kind::kRoot:
      run("UPDATE log_batch SET root = set_byte(root, 7, get_byte(root, 7) # 1) WHERE tree = 1 AND first_index = " +
          number(first_of_b));
      return {"a batch's root changed", first_of_b};
    case Kind::kHead:
      run(below(2) == 0
              ? "UPDATE log_tree SET root = set_byte(root, 7, get_byte(root, 7) # 1) WHERE tree = 1"
              : "UPDATE log_tree SET frontier = set_byte(frontier, 7, get_byte(frontier, 7) # 1) WHERE tree = 1");
      return {"the head changed", size - 1};
    case Kind::kCheckpoint:
      run("UPDATE log_checkpoint SET note = overlay(note placing 'A' from length(note) - 20 for 1) || '' WHERE tree = "
          "1 AND "
          "size = (SELECT size FROM log_checkpoint WHERE tree = 1 AND size > " +
          number(first_of_b) + " AND substr(note, length(note) - 20, 1) <> 'A' ORDER BY size LIMIT 1)");
      return {"a checkpoint changed", first_of_b};
    case Kind::kCheckpointGone:
      run("DELETE FROM log_checkpoint WHERE tree = 1 AND size = (SELECT size FROM log_checkpoint WHERE tree = 1 AND "
          "size > " +
          number(static_cast<std::uint64_t>(batches_[b + 1].first)) + " ORDER BY size LIMIT 1)");
      return {"a checkpoint deleted", static_cast<std::uint64_t>(batches_[b + 1].first)};
    case Kind::kBatchGone:
      run("DELETE FROM log_batch WHERE tree = 1 AND first_index = " + number(first_of_b));
      return {"a batch's row deleted", first_of_b};
  }
  throw std::logic_error("no such tampering");
}

}  // namespace hotline::test
