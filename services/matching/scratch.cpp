#include "matching/scratch.hpp"

#include <bit>
#include <memory>

namespace hotline::matching {

void Visited::reserve(std::size_t rows) {
  const std::size_t size = std::bit_ceil(rows * 2);
  if (size <= rows_.size()) return;
  rows_.assign(size, 0);
  questions_.assign(size, 0);
  question_ = 0;
}

bool Visited::first_visit(std::uint32_t segment, std::uint32_t row) {
  const std::uint64_t key = std::uint64_t{segment} << 32 | row;
  std::size_t at = mix(key) & (rows_.size() - 1);
  while (questions_[at] == question_) {
    if (rows_[at] == key) return false;
    at = (at + 1) & (rows_.size() - 1);
  }
  questions_[at] = question_;
  rows_[at] = key;
  return true;
}

// When the numbers of questions begin anew, nothing of the old ones may look fresh.
void Visited::forget() {
  std::fill(questions_.begin(), questions_.end(), 0);
  question_ = 1;
}

void Scratch::begin(const Budget& budget) {
  if (++question == 0) forget();
  visited.reserve(budget.scored + budget.again);
  visited.begin();
  key_count = list_count = 0;
  hits.clear();
  hits.reserve(budget.scored + budget.again);
}

void Scratch::forget() {
  for (auto* memory : {&givens, &patronymics}) {
    for (Remembered& entry : memory->entries) entry.question = 0;
  }
  for (Remembered& entry : surnames.entries) entry.question = 0;
  question = 1;
}

Scratch& scratch_of_thread() {
  thread_local const std::unique_ptr<Scratch> scratch = std::make_unique<Scratch>();
  return *scratch;
}

}  // namespace hotline::matching
