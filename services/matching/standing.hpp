#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "matching/index.hpp"

namespace hotline::matching {

// Whom an open inquiry asks for.
struct StandingInquiry {
  std::int64_t reference = 0;
  Query question;
};

// An inquiry and a record that may be of the person it asks for.
struct LikelyMatch {
  std::int64_t reference = 0;
  core::PersonId person;
  std::int64_t person_version = 0;
  double probability = 0;  // with no rival: what a supervisor decides of one record says nothing of the next
  std::string reasons;     // how each field agrees, in words and bits; never a value
};

// The open inquiries in memory: the other side of the register's index, with the same keys and weights. Reads take any
// number of threads; writes come from one thread.
class StandingInquiries {
 public:
  explicit StandingInquiries(std::shared_ptr<const Lexicon> lexicon);

  // Replaces all; inquiries may be given in several calls.
  void begin_load(std::size_t expected);
  void load(std::vector<StandingInquiry> inquiries);
  void end_load();
  void apply(std::vector<StandingInquiry> changed, const std::vector<std::int64_t>& gone);

  // All whose probability is threshold.review of model.tsv and more for this record in a register of that many, the
  // likeliest first. `near_numbers`: hashes of the numbers one slip away from the record's.
  std::vector<LikelyMatch> matches(const Record& arriving, std::size_t register_size,
                                   const std::vector<std::uint64_t>& near_numbers = {}) const;
  // The best of all, each compared without keys in a register as large as the inquiries are many: what matches() is
  // measured by. At most kCandidatesMax of each name and profile, also below that.
  std::vector<LikelyMatch> matches_by_brute_force(const Record& arriving) const;
  double review_min() const;  // threshold.review of model.tsv
  std::size_t size() const;
  std::size_t bytes() const;

 private:
  template <typename Ask>
  std::vector<LikelyMatch> best_of(const Record& arriving, const std::vector<std::uint64_t>& near_numbers,
                                   Ask ask) const;

  // By how their facts may be wrong, which is what a record is then compared by.
  Index honest_;
  Index altered_;
};

// The same pairs from the inquiry's side: all records of the register that are likely enough, the likeliest first.
std::vector<LikelyMatch> matches(const Index& persons, const StandingInquiry& inquiry);

}  // namespace hotline::matching
