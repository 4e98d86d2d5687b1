#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/result.hpp"
#include "core/tree_check.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// How much of a tree is checked whenever it is taken: enough to notice what a crash or a careless hand did last, and
// done in a few milliseconds. `hotline audit verify` checks the whole.
inline constexpr std::int32_t kTailBatches = 16;

// Derives the last batches of a tree from its leaves again and compares them with the nodes, roots, checkpoints and
// head that are kept. Without keys the checkpoints are not looked at.
core::Result<std::optional<core::Damage>> check_tail(pg::BlockingConnection& connection, std::int32_t tree,
                                                     const core::KeptHead& head,
                                                     std::span<const core::Bytes32> public_keys);

}  // namespace hotline::store
