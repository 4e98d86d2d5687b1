#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/tree_check.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// Whose payloads the log itself says are gone.
class ErasedEntries {
 public:
  void add(const core::IndexRange& range);
  // An erasure whose row is not what its entry committed to.
  void add_damage(std::int32_t tree, core::Damage damage) { damage_.emplace(tree, std::move(damage)); }
  // The first index of the run that no erasure names.
  std::optional<std::int64_t> first_unnamed(const core::IndexRange& run) const;
  std::optional<core::Damage> damage_of(std::int32_t tree) const;
  const std::vector<core::IndexRange>& ranges() const { return all_; }

 private:
  // By first index, none of them touching: erasures of one place twice are joined.
  std::map<std::int32_t, std::map<std::int64_t, std::int64_t>> joined_;
  std::map<std::int32_t, core::Damage> damage_;
  std::vector<core::IndexRange> all_;
};

// Takes only what the leaf of an erasure's entry commits to, so that a forged row excuses nothing.
core::Result<ErasedEntries> read_erased(pg::BlockingConnection& connection);
// An entry that was erased and has a payload all the same: the damage, or nothing.
core::Result<std::optional<core::Damage>> find_payload_that_is_back(pg::BlockingConnection& connection,
                                                                    const ErasedEntries& erased, std::int32_t tree);

}  // namespace hotline::store
