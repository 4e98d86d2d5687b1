#include "store/log_tree.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "runtime/bytes.hpp"
#include "runtime/log.hpp"
#include "sql/log.hpp"
#include "store/log_tail.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Done;
using core::make_error;
using core::Nothing;
using core::Reason;
using core::Result;
using pg::Params;
using runtime::field;
using runtime::Level;

// A tree is continued once per restore of the database; more than this is a circle.
constexpr int kContinuedMax = 1000;

struct TreeRow {
  std::int32_t tree = 0;
  std::int64_t size = 0;
  Bytes32 root{};
  std::string frontier;
  bool closed = false;
  std::optional<std::int64_t> lost_until;
};

Result<std::optional<TreeRow>> find_tree(pg::BlockingConnection& connection, std::int32_t tree) {
  Params params;
  params.int4(tree);
  auto rows = connection.exec(sql::log::kFindTree, params);
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<TreeRow>();
  const pg::Row row = rows->front();
  return std::optional<TreeRow>(
      TreeRow{row.int4(0), row.int8(2), row.bytes32(3), row.bytea(4), row.boolean(5), row.int8_or_null(6)});
}

// At each start, for callers hold receipts of them.
void say_lost(std::int32_t tree, std::int64_t first, std::int64_t until) {
  runtime::log_event(Level::kError, "log_entries_lost",
                     {field("tree", tree), field("first_index", first), field("last_index", until - 1)});
}

// The configured tree or, where it was closed, the last of those that continue it.
Result<std::optional<TreeRow>> find_last(pg::BlockingConnection& connection, std::int32_t configured) {
  auto found = find_tree(connection, configured);
  for (int step = 0; step < kContinuedMax; ++step) {
    if (!found || !*found || !(*found)->closed) return found;
    if ((*found)->lost_until) say_lost((*found)->tree, (*found)->size, *(*found)->lost_until);
    Params params;
    params.int4((*found)->tree);
    auto next = connection.exec(sql::log::kNextOfTree, params);
    if (!next) return next.error();
    const std::optional<std::int32_t> tree = next->front().int4_or_null(0);
    if (!tree) return found;
    found = find_tree(connection, *tree);
  }
  return make_error(Reason::kWrongState, "the log's trees continue each other in a circle");
}

Result<bool> database_has_tree(pg::BlockingConnection& connection, std::int32_t tree) {
  Params params;
  params.int4(tree);
  auto rows = connection.exec(sql::log::kTreeKnown, params);
  if (!rows) return rows.error();
  return rows->front().boolean(0);
}

// Whether the database holds the known head: as its present head or as that of a batch before it.
Result<bool> holds(pg::BlockingConnection& connection, const TreeRow& row, const KnownHead& known) {
  if (known.tree != row.tree) return database_has_tree(connection, known.tree);
  if (known.size == 0) return true;
  if (row.size <= known.size) return row.size == known.size && row.root == known.root;
  Params params;
  params.int4(known.tree).int8(known.size);
  auto rows = connection.exec(sql::log::kRootAt, params);
  if (!rows) return rows.error();
  if (rows->empty()) return false;
  return rows->front().int8(0) == known.size && rows->front().bytes32(1) == known.root;
}

Result<TreeHead> open_tree(pg::BlockingConnection& connection, std::int32_t tree,
                           std::optional<std::int32_t> continues) {
  const Bytes32 root = core::empty_root();
  Params params;
  params.int4(tree).bytea(std::span<const std::uint8_t>(root)).int4(continues);
  auto rows = connection.exec(sql::log::kOpenTree, params);
  if (!rows) return rows.error();
  return TreeHead{tree, 1, core::CompactRange()};
}

Result<TreeHead> open_next_tree(pg::BlockingConnection& connection, std::optional<std::int32_t> continues,
                                const std::optional<KnownHead>& known) {
  Params params;
  params.int4(std::max(kContinuingTreeFirst, known ? known->tree + 1 : 0));
  auto rows = connection.exec(sql::log::kFreeTree, params);
  if (!rows) return rows.error();
  const std::int32_t tree = rows->front().int4(0);
  runtime::log_event(Level::kError, "log_tree_continued",
                     {field("old_tree", continues.value_or(0)), field("new_tree", tree)});
  return open_tree(connection, tree, continues);
}

Result<TreeHead> raise_epoch(pg::BlockingConnection& connection, const TreeRow& row, core::CompactRange range) {
  Params params;
  params.int4(row.tree);
  auto rows = connection.exec(sql::log::kRaiseEpoch, params);
  if (!rows) return rows.error();
  if (rows->empty()) return make_error(Reason::kWrongState, "the log's tree was closed meanwhile");
  return TreeHead{row.tree, rows->front().int8(0), std::move(range)};
}

// `known` of another tree says nothing of this one.
std::optional<std::int64_t> lost_until(const TreeRow& row, const std::optional<KnownHead>& known) {
  if (!known || known->tree != row.tree || known->size <= row.size) return std::nullopt;
  return known->size;
}

Done close_tree(pg::BlockingConnection& connection, const TreeRow& row, const std::optional<KnownHead>& known) {
  const auto lost = lost_until(row, known);
  if (lost) say_lost(row.tree, row.size, *lost);
  Params params;
  params.int4(row.tree).int8(lost);
  auto rows = connection.exec(sql::log::kCloseTree, params);
  if (!rows) return rows.error();
  return Nothing{};
}

core::Error damaged_log(std::int32_t tree, const core::Damage& damage) {
  core::Error error = make_error(Reason::kWrongState, "the log is damaged: " + damage.what);
  error.metadata.emplace_back("tree", std::to_string(tree));
  error.metadata.emplace_back("first_damaged_index", std::to_string(damage.first));
  if (damage.last != damage.first) error.metadata.emplace_back("last_suspect_index", std::to_string(damage.last));
  error.metadata.emplace_back("remedy",
                              "hotline audit verify says more; hotlined --accept-damaged closes this tree and "
                              "opens a new one (ops/docs/runbook.md)");
  return error;
}

Result<bool> is_sound(pg::BlockingConnection& connection, const TreeRow& row, const TakeOptions& options) {
  core::KeptHead kept;
  kept.size = static_cast<std::uint64_t>(row.size);
  kept.root = row.root;
  kept.frontier = row.frontier;
  auto damage = check_tail(connection, row.tree, kept, options.public_keys);
  if (!damage) return damage.error();
  if (!*damage) return true;
  const core::Error error = damaged_log(row.tree, **damage);
  if (!options.close_damaged) return error;
  runtime::log_error("log_damage_accepted", error);
  return false;
}

Result<TreeHead> take_in_transaction(pg::BlockingConnection& connection, const TakeOptions& options) {
  const std::optional<KnownHead>& known = options.known;
  auto found = find_last(connection, options.configured);
  if (!found) return found.error();
  if (!*found) {
    const bool lost = known && known->size > 0;
    if (lost) {
      say_lost(known->tree, 0, known->size);
      return open_next_tree(connection, std::nullopt, known);
    }
    return open_tree(connection, options.configured, std::nullopt);
  }
  const TreeRow& row = **found;
  if (row.closed) return open_next_tree(connection, row.tree, known);
  auto sound = is_sound(connection, row, options);
  if (!sound) return sound.error();
  bool continues = *sound;
  if (continues && known) {
    auto held = holds(connection, row, *known);
    if (!held) return held.error();
    continues = *held;
  }
  if (continues) {
    auto range = core::CompactRange::restore(static_cast<std::uint64_t>(row.size), core::unpack_hashes(row.frontier));
    if (!range) return range.error();
    return raise_epoch(connection, row, *std::move(range));
  }
  auto closed = close_tree(connection, row, known);
  if (!closed) return closed.error();
  return open_next_tree(connection, row.tree, known);
}

core::Error bad_state_file() {
  return make_error(Reason::kWrongState,
                    "the log's state file cannot be read; move it away only if this database was never restored");
}

std::optional<Bytes32> parse_hash(std::string_view hex) {
  Bytes32 hash{};
  if (hex.size() != 2 * hash.size()) return std::nullopt;
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = digit(hex[2 * i]);
    const int low = digit(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

Done replace_file(const std::string& path, std::string_view text, mode_t mode) {
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  // Synced before it takes the old one's place: an empty file after a power cut would refuse the start.
  const bool written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fdatasync(file) == 0;
  if (file >= 0) ::close(file);
  if (!written || std::rename(fresh.c_str(), path.c_str()) != 0) {
    return make_error(Reason::kWrongState, "the log's state file cannot be written");
  }
  return Nothing{};
}

}  // namespace

Result<TreeHead> take_tree(pg::BlockingConnection& connection, const TakeOptions& options) {
  auto begun = connection.exec(pg::kBegin);
  if (!begun) return begun.error();
  auto head = take_in_transaction(connection, options);
  if (!head) {
    if (connection.usable()) (void)connection.exec(pg::kRollback).has_value();
    return head;
  }
  auto committed = connection.exec(pg::kCommit);
  if (!committed) return committed.error();
  return head;
}

Result<std::optional<KnownHead>> read_state_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    if (errno == ENOENT) return std::optional<KnownHead>();
    return bad_state_file();
  }
  KnownHead head;
  std::string hex;
  if (!(file >> head.tree >> head.size >> hex) || head.tree < 1 || head.size < 0) return bad_state_file();
  const std::optional<Bytes32> root = parse_hash(hex);
  if (!root) return bad_state_file();
  head.root = *root;
  return std::optional<KnownHead>(head);
}

Done write_state_file(const std::string& path, const KnownHead& head) {
  const std::string line =
      std::to_string(head.tree) + ' ' + std::to_string(head.size) + ' ' + runtime::hex_of(head.root) + '\n';
  return replace_file(path, line, 0600);
}

Done write_checkpoint_file(const std::string& path, const std::string& note) {
  return replace_file(path, note, 0644);
}

}  // namespace hotline::store
