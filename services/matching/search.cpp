#include "matching/search.hpp"

#include <algorithm>
#include <cmath>

#include "matching/calibration.hpp"
#include "matching/collect.hpp"
#include "matching/further_field.hpp"
#include "matching/same_person.hpp"
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
// Of so many of the best it is looked whether they are of one human being: not of those far below.
constexpr std::size_t kSameLook = 8;
constexpr double kSameBitsBelow = 20;
// So many of the best are looked at as whole names: all that can be listed.
constexpr std::size_t kDoubted = kCandidatesMax;
// Candidates less likely than this are not listed.
constexpr double kListedMin = 1e-5;

class Question {
 public:
  Question(const Lexicon& lexicon, const Query& query, const State& state, const Budget& budget,
           std::size_t register_size)
      : lexicon_(lexicon),
        query_(query),
        state_(state),
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
    if (honest_ && !query_.birth_date.full() && !anybody_named()) look_again(found);
    rank(listed_max_);
    list_best(found);
  }

  void find_above(double alone_min, Found& found) {
    collector_.collect();
    compare_lists(found);
    rank(scratch_.hits.size());
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
    const float smoothing = lexicon_.weights().rarity.register_persons;
    const float rare = smoothing * lexicon_.weights().rarity.register_share;
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
      NameToken& surname = scratch_.readings.list[i].surname;
      if (!surname.known()) continue;
      // About half of the persons whose surname has these consonants bear this very surname.
      const float share = (0.5F * static_cast<float>(collector_.count_surname(surname)) + rare) /
                          (static_cast<float>(state_.records) + smoothing);
      surname.bits = std::min(surname.bits, -std::log2(std::min(share, 0.5F)));
    }
    return scratch_;
  }

  // Somebody of about the very name that was asked for, however many bear it.
  bool anybody_named() const {
    constexpr float kSlipBits = 5;
    if (scratch_.readings.count == 0) return true;
    const Reading& asked = scratch_.readings.list[0];
    const float whole = asked.surname.bits + asked.given.bits + asked.patronymic.bits - kSlipBits;
    return std::any_of(scratch_.hits.begin(), scratch_.hits.end(),
                       [&](const Hit& hit) { return hit.score.total >= whole; });
  }

  void look_again(Found& found) {
    scored_max_ += budget_.again;
    listed_min_ = 0;
    scorer_.accept_unlikely();
    collector_.collect_whatever_surname();
    compare_lists(found);
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
        if (found.scored == scored_max_) {
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

  // Equal ones in an order that no search changes.
  static bool better(const Hit& a, const Hit& b) {
    if (a.score.total != b.score.total) return a.score.total > b.score.total;
    return a.segment != b.segment ? a.segment < b.segment : a.row < b.row;
  }

  // Puts the best in front and weighs all against each other. `doubted` of them are looked at as whole names.
  void rank(std::size_t doubted = kDoubted) {
    const std::span hits = scratch_.hits;
    if (hits.empty()) return;
    kept_ = std::min(std::max(kClusterLook, doubted), hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept_), hits.end(), better);
    if (honest_) doubt_namesakes(hits.first(std::min(doubted, kept_)));
    find_same_as_best(hits.first(std::min(kSameLook, hits.size())));
    // The best of a cluster stands for it among the rivals; the others are listed, since an answer must know them.
    // Neither are records rivals that are likely of the same human being and await a reviewer.
    double rivals = -1;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const auto before = hits.first(std::min(i, kept_));
      const bool again =
          std::any_of(before.begin(), before.end(), [&](const Hit& other) { return other.cluster == hits[i].cluster; });
      if (!again && !hits[i].same_as_best) rivals += std::exp2(bits_of(hits[i]) - bits_of(hits[0]));
    }
    best_ = hits[0].score;
    chance_ = posterior(lexicon_.weights().calibration, best_, rivals, register_size_);
  }

  // Asks the model of whole names about the best, and puts them in their new order. Those behind stay behind.
  void doubt_namesakes(std::span<Hit> hits) {
    for (Hit& hit : hits) {
      if (posterior(lexicon_.weights().calibration, hit.score, 0, register_size_).any < kListedMin) continue;
      const float logit = scorer_.pair_logit(*state_.segments[hit.segment], hit.row);
      hit.together_bits = doubt_namesake(lexicon_.weights().calibration, hit.score, logit, register_size_);
    }
    std::sort(hits.begin(), hits.end(), better);
  }

  void find_same_as_best(std::span<Hit> hits) {
    const RowPlace best{*state_.segments[hits[0].segment], hits[0].row};
    for (Hit& hit : hits.subspan(1)) {
      if (hit.cluster == hits[0].cluster || bits_of(hits[0]) - bits_of(hit) > kSameBitsBelow) continue;
      const RowPlace other{*state_.segments[hit.segment], hit.row};
      hit.same_as_best = same_person(lexicon_, *state_.vocabulary, best, other, register_size_) >=
                         lexicon_.weights().threshold.same_person;
    }
  }

  // One for each human being among the first candidates.
  std::optional<Field> ask_further(std::span<const Hit> hits) const {
    std::array<RivalValues, kCandidatesMax> rivals;
    std::size_t count = 0;
    for (std::size_t i = 0; i < hits.size() && count < rivals.size(); ++i) {
      const Hit& hit = hits[i];
      const bool again = std::any_of(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Hit& other) { return other.cluster == hit.cluster; });
      if (!again && !hit.same_as_best) rivals[count++] = values_of(hit);
    }
    return further_field(std::span(rivals).first(count), asked_fields());
  }

  RivalValues values_of(const Hit& hit) const {
    const Segment& segment = *state_.segments[hit.segment];
    const Row& row = segment.rows[hit.row];
    RivalValues rival;
    rival.probability = probability_of(hit);
    const auto value = [&](Field field) -> std::uint64_t& { return rival.values[static_cast<std::size_t>(field)]; };
    value(Field::kBirthDate) = pack_date(unpack_date(row.date_and_sex), core::Sex::kUnknown);
    const Codes patronymic = patronymic_codes(state_.vocabulary->patronymic_at(row.names().patronymic));
    if (patronymic.count > 0) value(Field::kPatronymic) = std::uint64_t{patronymic.list[0]} + 1;
    segment.each_identifier(row, [&](std::uint64_t hash) { value(Field::kIdentifier) = hash; });
    const Facts facts = segment.facts_of(hit.row);
    value(Field::kBirthplace) = facts.place;
    value(Field::kUnit) = facts.unit;
    return rival;
  }

  std::uint32_t asked_fields() const {
    std::uint32_t asked = 0;
    const auto set_if = [&](bool given, Field field) {
      if (given) asked |= 1U << static_cast<unsigned>(field);
    };
    const auto readings = std::span(scratch_.readings.list).first(scratch_.readings.count);
    set_if(has_date_, Field::kBirthDate);
    set_if(std::any_of(readings.begin(), readings.end(),
                       [](const Reading& reading) { return reading.patronymic.known(); }),
           Field::kPatronymic);
    set_if(!query_.identifier_hashes.empty(), Field::kIdentifier);
    set_if(!query_.birthplace.empty(), Field::kBirthplace);
    set_if(!query_.unit.empty(), Field::kUnit);
    return asked;
  }

  void list_best(Found& found) {
    const std::size_t listed = std::min(kept_, listed_max_);
    found.candidates.reserve(listed);
    for (const Hit& hit : std::span(scratch_.hits).first(listed)) {
      if (probability_of(hit) < listed_min_) break;
      found.candidates.push_back(describe(hit));
    }
    found.further_field = ask_further(std::span(scratch_.hits).first(found.candidates.size()));
  }

  Candidate describe(const Hit& hit) {
    Candidate candidate = scorer_.describe(*state_.segments[hit.segment], hit.row);
    candidate.probability = probability_of(hit);
    candidate.alone = posterior(lexicon_.weights().calibration, hit.score, 0, register_size_).any;
    candidate.score_bits = bits_of(hit);
    candidate.same_as_best = hit.same_as_best;
    candidate.together_bits = hit.together_bits;
    return candidate;
  }

  static double bits_of(const Hit& hit) { return static_cast<double>(hit.score.total); }
  double probability_of(const Hit& hit) const { return chance_.of(hit.score.total, best_.total); }

  const Lexicon& lexicon_;
  const Query& query_;
  const State& state_;
  const Budget& budget_;
  std::size_t register_size_;
  Scratch& scratch_;
  Collector collector_;
  Scorer scorer_;
  bool has_date_, honest_;
  std::size_t scored_max_ = budget_.scored;
  std::size_t listed_max_ = honest_ ? kCandidatesMax : kAlteredCandidatesMax;
  double listed_min_ = honest_ ? kListedMin : kAlteredListedMin;
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
