#pragma once

#include <cstdint>

#include "bench/site.hpp"
#include "e2e/history.hpp"

namespace hotline::e2e {

struct LogTotals {
  std::int64_t trees = 0;
  std::int64_t entries = 0;
  std::int64_t answered = 0;           // questions with a received answer
  std::int64_t unanswered_logged = 0;  // questions without one whose entry is there all the same
};

// Judges the whole log by what was seen from outside (security.md 4, "central invariant"): each answered question has
// exactly one entry, with the same key, digest, question and answer, at the place and with the hash that its receipt
// names; each other question has one entry or none; each tree is whole and its roots are those of its leaves.
LogTotals check_log(bench::Site& site, const History& history, Violations& violations);

}  // namespace hotline::e2e
