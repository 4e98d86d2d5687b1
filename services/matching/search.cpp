#include "matching/search.hpp"

#include <algorithm>
#include <cmath>

#include "matching/calibration.hpp"
#include "matching/collect.hpp"
#include "matching/scorer.hpp"
#include "matching/scratch.hpp"

namespace hotline::matching {
namespace {

// A standing question is asked rarely and must miss nothing.
constexpr Budget kAboveBudget{.scored = 20'000, .passed = 200'000};
// Where an identity was altered, a given name and an age leave many; people look through a longer list.
constexpr Budget kAlteredBudget{.scored = 20'000, .passed = 20'000};
constexpr double kAlteredListedMin = 1e-9;
// So many of the best candidates are looked through for others of a candidate's cluster.
constexpr std::size_t kClusterLook = 64;
// Candidates less likely than this are not listed.
constexpr double kListedMin = 1e-4;

class Question {
 public:
  Question(const Lexicon& lexicon, const Query& query, const State& state, const Budget& budget,
           std::size_t register_size)
      : state_(state),
        budget_(budget),
        register_size_(register_size),
        scratch_(scratch_of_thread()),
        collector_(lexicon, query, state, begin(lexicon, query)),
        scorer_(lexicon, query, state, weighed(), register_size),
        has_date_(query.birth_date.full()),
        honest_(query.profile == EvidenceProfile::kHonest) {}

  void find(Found& found) {
    collector_.collect();
    compare_lists(found);
    rank();
    list_best(found);
  }

  void find_above(double alone_min, Found& found) {
    collector_.collect();
    compare_lists(found);
    rank();
    for (const Hit& hit : scratch_.hits) {
      Candidate candidate = describe(hit);
      if (candidate.alone >= alone_min) found.candidates.push_back(candidate);
    }
    std::stable_sort(found.candidates.begin(), found.candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.alone > b.alone; });
  }

  void compare_all(Found& found) {
    for (std::uint32_t s = 0; s < state_.segments.size(); ++s) {
      const Segment& segment = *state_.segments[s];
      for (std::uint32_t row = 0; row < segment.size(); ++row) {
        if (!segment.alive(row, state_.change)) continue;
        ++found.scored;
        compare(s, row);
      }
    }
    rank();
    list_best(found);
  }

 private:
  Scratch& begin(const Lexicon& lexicon, const Query& query) {
    scratch_.begin(budget_);
    read_name(lexicon, query.name, scratch_.readings);
    return scratch_;
  }

  // A surname that the frequency table calls rare may be common here (a village, a people): what the register itself
  // holds bounds its weight. Smoothed, so that a small register says little.
  Scratch& weighed() {
    constexpr float kSmoothing = 20'000;
    constexpr float kRareShare = 4e-5F;
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
      NameToken& surname = scratch_.readings.list[i].surname;
      if (!surname.known()) continue;
      // About half of the persons whose surname has these consonants bear this very surname.
      const float share = (0.5F * static_cast<float>(collector_.count_surname(surname)) + kSmoothing * kRareShare) /
                          (static_cast<float>(state_.records) + kSmoothing);
      surname.bits = std::min(surname.bits, -std::log2(std::min(share, 0.5F)));
    }
    return scratch_;
  }

  // When the budget ends, what is left is what says least.
  void compare_lists(Found& found) {
    std::size_t passed = 0;
    for (const List& list : std::span(scratch_.lists).first(scratch_.list_count)) {
      const Segment& segment = *state_.segments[list.segment];
      constexpr std::size_t kAhead = 8;
      for (std::size_t i = 0; i < list.entries.size(); ++i) {
        if (i + kAhead < list.entries.size()) __builtin_prefetch(&segment.rows[row_of(list.entries[i + kAhead])]);
        const std::uint32_t row = row_of(list.entries[i]);
        // Ended rows first: only rows that count against a limit may fill the table of visits.
        if (!segment.alive(row, state_.change)) continue;
        if (list.broad && has_date_ && honest_ && !scorer_.dates_can_agree(segment.rows[row])) {
          if (++passed < budget_.passed) continue;
          found.budget_spent = true;
          return;
        }
        if (!scratch_.visited.first_visit(list.segment, row)) continue;
        if (found.scored == budget_.scored) {
          found.budget_spent = true;
          return;
        }
        ++found.scored;
        compare(list.segment, row);
      }
    }
  }

  void compare(std::uint32_t segment, std::uint32_t row) {
    if (const auto score = scorer_.compare(*state_.segments[segment], row)) {
      scratch_.hits.push_back({*score, segment, row, state_.segments[segment]->cluster_of(row)});
    }
  }

  // Puts the best in front and weighs all against each other.
  void rank() {
    const std::span hits = scratch_.hits;
    if (hits.empty()) return;
    kept_ = std::min(kClusterLook, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept_), hits.end(),
                      [](const Hit& a, const Hit& b) { return a.score.total > b.score.total; });
    // The best of a cluster stands for it among the rivals; the others are listed, since an answer must know them.
    double rivals = -1;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const auto better = hits.first(std::min(i, kept_));
      const bool again =
          std::any_of(better.begin(), better.end(), [&](const Hit& other) { return other.cluster == hits[i].cluster; });
      if (!again) rivals += std::exp2(bits_of(hits[i]) - bits_of(hits[0]));
    }
    best_ = hits[0].score;
    chance_ = posterior(best_, rivals, register_size_);
  }

  void list_best(Found& found) {
    const std::size_t listed = std::min(kept_, honest_ ? kCandidatesMax : kAlteredCandidatesMax);
    found.candidates.reserve(listed);
    for (const Hit& hit : std::span(scratch_.hits).first(listed)) {
      if (probability_of(hit) < (honest_ ? kListedMin : kAlteredListedMin)) break;
      found.candidates.push_back(describe(hit));
    }
  }

  Candidate describe(const Hit& hit) {
    Candidate candidate = scorer_.describe(*state_.segments[hit.segment], hit.row);
    candidate.probability = probability_of(hit);
    candidate.alone = posterior(hit.score, 0, register_size_).any;
    candidate.score_bits = bits_of(hit);
    return candidate;
  }

  static double bits_of(const Hit& hit) { return static_cast<double>(hit.score.total); }
  double probability_of(const Hit& hit) const { return chance_.of(hit.score.total, best_.total); }

  const State& state_;
  const Budget& budget_;
  std::size_t register_size_;
  Scratch& scratch_;
  Collector collector_;
  Scorer scorer_;
  bool has_date_, honest_;
  std::size_t kept_ = 0;
  Score best_;
  Posterior chance_;
};

constexpr Budget kBudget{};

const Budget& budget_of(const Query& query) {
  return query.profile == EvidenceProfile::kHonest ? kBudget : kAlteredBudget;
}

}  // namespace

void search(const Lexicon& lexicon, const Query& query, const State& state, Found& found) {
  Question(lexicon, query, state, budget_of(query), state.records).find(found);
}

void search_above(const Lexicon& lexicon, const Query& query, const State& state, const Above& above, Found& found) {
  Question(lexicon, query, state, kAboveBudget, above.register_size).find_above(above.alone_min, found);
}

void search_all(const Lexicon& lexicon, const Query& query, const State& state, Found& found) {
  Question(lexicon, query, state, kBudget, state.records).compare_all(found);
}

}  // namespace hotline::matching
