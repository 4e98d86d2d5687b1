#include "store/log_nodes.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Result;

constexpr std::int32_t kLeaf = 0;

Bytes32 hash_in(std::string_view bytes) {
  Bytes32 hash{};
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace

core::Done LogNodes::plan(const Make& make) {
  auto made = make([this](std::uint8_t level, std::uint64_t index) {
    add(level, index);
    return Result<Bytes32>(Bytes32{});
  });
  if (!made) return made.error();
  return core::Nothing{};
}

pg::Params LogNodes::params(std::int32_t tree) const {
  std::vector<std::int64_t> leaves, positions, completed_by;
  for (const auto& [place, hash] : nodes_) {
    const auto& [level, index] = place;
    if (level == 0) {
      leaves.push_back(static_cast<std::int64_t>(index));
      continue;
    }
    positions.push_back(static_cast<std::int64_t>(core::interior_position(level, index)));
    completed_by.push_back(static_cast<std::int64_t>(((index + 1) << level) - 1));
  }
  pg::Params params;
  params.int4(tree).int8s(leaves).int8s(positions).int8s(completed_by);
  return params;
}

void LogNodes::take(const pg::Rows& rows) {
  std::map<std::uint64_t, Bytes32> leaves, interior;
  for (const pg::Row row : rows) {
    if (row.null(2)) continue;
    const auto place = static_cast<std::uint64_t>(row.int8(1));
    const std::string_view bytes = row.bytea_view(2);
    if (row.int4(0) == kLeaf) {
      leaves[place] = core::leaf_hash(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    } else if (bytes.size() == sizeof(Bytes32)) {
      interior[place] = hash_in(bytes);
    }
  }
  for (auto& [place, hash] : nodes_) {
    const auto& [level, index] = place;
    const auto& read = level == 0 ? leaves : interior;
    const auto found = read.find(level == 0 ? index : core::interior_position(level, index));
    if (found != read.end()) hash = found->second;
  }
}

Result<Bytes32> LogNodes::find(std::uint8_t level, std::uint64_t index) const {
  const auto found = nodes_.find({level, index});
  if (found != nodes_.end() && found->second) return *found->second;
  return core::make_error(core::Reason::kWrongState, "the log lacks a tree node; hotline audit verify says where");
}

Result<core::Proof> LogNodes::make(const Make& make) const {
  return make([this](std::uint8_t level, std::uint64_t index) { return find(level, index); });
}

}  // namespace hotline::store
