#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "core/merkle.hpp"
#include "core/result.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"

namespace hotline::store {

// The tree nodes that a proof is made of, read at once: the proof is made twice, first to learn which nodes it needs,
// then from what was read.
class LogNodes {
 public:
  using Make = std::function<core::Result<core::Proof>(const core::NodeReader&)>;

  // Notes down every node that `make` asks for; its errors come back.
  core::Done plan(const Make& make);
  void add(std::uint8_t level, std::uint64_t index) { nodes_.try_emplace({level, index}); }
  bool empty() const { return nodes_.empty(); }
  // Parameters of audit/read_nodes, and its rows.
  pg::Params params(std::int32_t tree) const;
  void take(const pg::Rows& rows);

  // kWrongState when the database does not hold it.
  core::Result<core::Bytes32> find(std::uint8_t level, std::uint64_t index) const;
  core::Result<core::Proof> make(const Make& make) const;

 private:
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::optional<core::Bytes32>> nodes_;
};

}  // namespace hotline::store
