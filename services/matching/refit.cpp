#include "matching/refit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "matching/lexicon.hpp"
#include "matching/parts.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kPairsMin = 200;  // of either kind; fewer say nothing about any level
constexpr std::size_t kFieldTrees = 200, kTogetherTrees = 300;
constexpr double kWantedPrecision = 0.99;
constexpr std::size_t kCalibrationBins = 10;

double probability_of(double logit) {
  return 1 / (1 + std::exp(-logit));
}

// Groups that share a surname, directly or through other pairs, fall into one fold together.
class Families {
 public:
  std::size_t of_surname(std::uint64_t skeleton) {
    const auto [at, fresh] = numbers_.emplace(skeleton, parents_.size());
    if (fresh) parents_.push_back(at->second);
    return at->second;
  }
  void join(std::size_t a, std::size_t b) { parents_[head(a)] = head(b); }
  std::size_t head(std::size_t at) {
    while (parents_[at] != at) at = parents_[at] = parents_[parents_[at]];
    return at;
  }

 private:
  std::unordered_map<std::uint64_t, std::size_t> numbers_;
  std::vector<std::size_t> parents_;
};

struct Prepared {
  Examples examples;
  std::vector<std::size_t> folds;
};

Prepared prepare(const Lexicon& lexicon, std::span<const LabelledPair> pairs, const RefitOptions& options) {
  Prepared prepared;
  prepared.examples.width = kPairFeatures;
  Families families;
  std::vector<std::size_t> family;
  Readings asked, held;
  for (const LabelledPair& pair : pairs) {
    read_name(lexicon, pair.query, asked);
    read_name(lexicon, pair.record, held);
    const PairScore score = score_pair(lexicon.pair_model(), lexicon, asked, held);
    prepared.examples.features.insert(prepared.examples.features.end(), score.features.begin(), score.features.end());
    prepared.examples.labels.push_back(pair.same ? 1 : 0);
    const auto number = [&](const Readings& readings) {
      return families.of_surname(readings.count > 0 ? readings.list[0].surname.skeleton : 0);
    };
    const std::size_t one = number(asked);
    families.join(one, number(held));
    family.push_back(one);
  }
  for (const std::size_t member : family) {
    prepared.folds.push_back(combine(options.seed, families.head(member)) % options.folds);
  }
  return prepared;
}

PairModel::Fitted fit(const Examples& examples, std::uint64_t seed) {
  PairModel::Fitted fitted;
  BoostOptions fields;
  fields.trees = kFieldTrees;
  fields.depth = 1;
  fields.rate = 0.15;
  fields.seed = seed;
  std::vector<float> start(examples.size(), 0);
  fitted.fields = boost(examples, start, pair_directions(), fields);
  for (std::size_t i = 0; i < examples.size(); ++i) start[i] = trees_value(fitted.fields, examples.row(i));
  BoostOptions together;
  together.trees = kTogetherTrees;
  together.depth = 3;
  together.rate = 0.06;
  together.seed = seed + 1'000'000;
  fitted.together = boost(examples, start, pair_directions(), together);
  return fitted;
}

// Platt's scale by Newton's method, on logits of pairs that the trees had not seen.
void scale(PairModel::Fitted& fitted, std::span<const double> logits, std::span<const std::uint8_t> labels) {
  double slope = 1, offset = 0;
  for (int step = 0; step < 20; ++step) {
    double g0 = 0, g1 = 0, h00 = 1e-6, h01 = 0, h11 = 1e-6;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      const double p = probability_of(slope * logits[i] + offset), w = p * (1 - p), error = labels[i] - p;
      g0 += error, g1 += error * logits[i];
      h00 += w, h01 += w * logits[i], h11 += w * logits[i] * logits[i];
    }
    const double determinant = h00 * h11 - h01 * h01;
    offset += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  constexpr double kSlopeMin = 0.1;
  fitted.slope = static_cast<float>(std::max(slope, kSlopeMin));
  fitted.offset = static_cast<float>(offset);
}

Examples those_of(const Prepared& prepared, std::size_t fold) {
  Examples some;
  some.width = kPairFeatures;
  for (std::size_t i = 0; i < prepared.examples.size(); ++i) {
    if (prepared.folds[i] == fold) continue;
    const auto row = prepared.examples.row(i);
    some.features.insert(some.features.end(), row.begin(), row.end());
    some.labels.push_back(prepared.examples.labels[i]);
  }
  return some;
}

}  // namespace

PairFigures pair_figures(std::span<const LabelledPair> pairs, std::span<const double> probabilities) {
  PairFigures figures;
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  double positives = 0;
  for (const LabelledPair& pair : pairs) positives += pair.same;
  const double negatives = static_cast<double>(pairs.size()) - positives;
  // From the top, ties together.
  double found = 0, wrong = 0, area = 0;
  for (std::size_t i = 0; i < order.size();) {
    double same = 0, other = 0;
    const double level = probabilities[order[i]];
    for (; i < order.size() && probabilities[order[i]] == level; ++i) (pairs[order[i]].same ? same : other) += 1;
    area += other * (found + same / 2);
    found += same;
    wrong += other;
    if (found / (found + wrong) >= kWantedPrecision && found > figures.recall) {
      figures.recall = found;
      figures.threshold = level;
    }
  }
  figures.auc = positives > 0 && negatives > 0 ? area / positives / negatives : 0;
  figures.recall = positives > 0 ? figures.recall / positives : 0;
  for (std::size_t bin = 0; bin < kCalibrationBins; ++bin) {
    const std::size_t first = bin * order.size() / kCalibrationBins, last = (bin + 1) * order.size() / kCalibrationBins;
    double difference = 0;
    for (std::size_t i = first; i < last; ++i)
      difference += probabilities[order[i]] - (pairs[order[i]].same ? 1.0 : 0.0);
    figures.calibration_error += std::abs(difference) / static_cast<double>(order.size());
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    auto& kind = (pairs[i].same ? figures.true_kinds : figures.false_kinds)[pairs[i].kind];
    ++kind.pairs;
    kind.accepted += probabilities[i] >= figures.threshold;
  }
  return figures;
}

core::Result<Refit> refit_pairs(const Lexicon& lexicon, std::span<const LabelledPair> pairs,
                                const RefitOptions& options) {
  const auto same = static_cast<std::size_t>(
      std::count_if(pairs.begin(), pairs.end(), [](const LabelledPair& pair) { return pair.same; }));
  if (same < kPairsMin || pairs.size() - same < kPairsMin) {
    return core::make_error(core::Reason::kInvalidField, "at least " + std::to_string(kPairsMin) +
                                                             " pairs of one person and as many of two are needed");
  }
  const auto report = [&](std::size_t done) {
    if (options.progress) options.progress(done, options.folds + 1);
  };
  const Prepared prepared = prepare(lexicon, pairs, options);
  const Examples& all = prepared.examples;
  std::vector<double> logits(all.size());
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    report(fold);
    const PairModel::Fitted model = fit(those_of(prepared, fold), options.seed);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (prepared.folds[i] != fold) continue;
      logits[i] = static_cast<double>(trees_value(model.fields, all.row(i)) + trees_value(model.together, all.row(i)));
    }
  }
  report(options.folds);
  Refit result;
  result.fitted = fit(all, options.seed);
  scale(result.fitted, logits, all.labels);
  for (const double logit : logits) {
    result.held_out.push_back(
        probability_of(static_cast<double>(result.fitted.slope) * logit + static_cast<double>(result.fitted.offset)));
  }
  result.figures = pair_figures(pairs, result.held_out);
  report(options.folds + 1);
  return result;
}

}  // namespace hotline::matching
