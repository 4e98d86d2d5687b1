#pragma once

#include <array>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "matching/alignment.hpp"
#include "matching/pair.hpp"

namespace hotline::matching {

// How sure two names are one person's, from the names alone, as logits (natural logarithms of odds) at the base rate of
// the pairs that the model was fitted on: half of them true, half hard negatives (brothers, fathers and sons,
// namesakes, surnames that differ by a syllable).
//   reading      straight lines per level that choose which readings of two names belong together
//   change, gap  what it costs to take one sound for another
//   fields       trees of one split each: what surname, given name and patronymic say by themselves
//   together     small trees over all features of the chosen readings, monotone in each
//   scale        from their sum to a calibrated logit
class PairModel {
 public:
  // Its lines of the model file (model.hpp), comments included.
  void write(std::ostream& out) const;

  // Which pair of readings to compare: the likeliest.
  float reading_logit(const Lexicon& lexicon, const Reading& asked, const Reading& held) const;
  // The sum of all stages.
  float logit(const PairFeatures& features) const;

  // What each part adds to the calibrated logit; the last one is the second stage.
  struct Parts {
    std::array<float, kPairFieldCount> fields{};
    float together = 0, constant = 0;
    float sum() const;
  };
  Parts parts(const PairFeatures& features) const;

  // The fitted half, replaced as a whole.
  struct Fitted {
    AlignmentCosts costs = AlignmentCosts::by_hand();
    std::vector<Tree> fields, together;
    float slope = 1, offset = 0;
  };
  const Fitted& fitted() const { return fitted_; }
  void refit(Fitted fitted) { fitted_ = std::move(fitted); }

 private:
  struct Point {
    float at, logit;
  };
  using Line = std::vector<Point>;
  friend class PairModelReader;

  float line(const Line& points, float at) const;
  float word_logit(const GivenMatch& match, bool patronymic) const;

  // Named numbers and lines of the file; every one of pair_model.cpp's lists is there once loaded.
  std::array<float, 16> numbers_{};
  std::array<Line, 7> lines_;
  Fitted fitted_;
};

// Takes the lines of the model file that are the pair model's, one by one.
class PairModelReader {
 public:
  PairModelReader();
  // False for a line that is not understood.
  bool read(const std::vector<std::string_view>& cells);
  // What is lacking, in words.
  std::optional<std::string> finish() const;
  PairModel take() { return std::move(model_); }

 private:
  bool read_reading(std::string_view name, std::string_view text);
  static bool read_tree(std::string_view text, std::vector<Tree>& trees);
  bool read_changes(std::string_view name, std::string_view text);
  bool read_gap(std::string_view name, std::string_view text);
  bool read_scale(std::string_view slope, std::string_view offset);

  PairModel model_;
};

struct PairScore {
  float logit = 0;  // of no meaning when there is no reading
  const Reading *asked = nullptr, *held = nullptr;
  PairFeatures features{};
  double probability() const;
};

// The likeliest pair of readings, scored. A name without any letter has no reading and is nobody's.
PairScore score_pair(const PairModel& model, const Lexicon& lexicon, const Readings& asked, const Readings& held);

}  // namespace hotline::matching
