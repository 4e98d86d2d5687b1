#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/merkle.hpp"
#include "core/time.hpp"
#include "store/log_batch.hpp"
#include "store/pg/connection.hpp"

namespace hotline::store {

core::LeafBytes leaf_of(const LogDraft& draft);

// What step 1 of a batch asks; a question that no entry needs is left out.
struct LogQuestions {
  pg::Params tree;
  pg::Params revision;
  std::optional<pg::Params> claims;
  std::optional<pg::Params> persons;
  std::optional<pg::Params> renewed_references;
  std::optional<pg::Params> openings;
  std::optional<pg::Params> sheets;
};
LogQuestions log_questions(std::span<LogEntry* const> entries, const TreeHead& head);

// Step 2: all rows of the batch, the tree's new head, checkpoints of batches before, COMMIT. `batch` is the head's
// range with the entries appended.
std::vector<pg::Call> log_inserts(std::span<LogEntry* const> entries, const TreeHead& head,
                                  const core::GrownRange& batch, std::span<const SignedHead> checkpoints,
                                  core::Instant now);
// Parameters of put_checkpoints.
pg::Params checkpoint_rows(std::int32_t tree, std::span<const SignedHead> checkpoints);

}  // namespace hotline::store
