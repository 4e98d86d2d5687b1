#include "matching/refit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "matching/learn_costs.hpp"
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

// Which fold each pair belongs to.
std::vector<std::size_t> folds_of(const Lexicon& lexicon, std::span<const LabelledPair> pairs,
                                  const RefitOptions& options) {
  Families families;
  std::vector<std::size_t> family;
  Readings asked, held;
  for (const LabelledPair& pair : pairs) {
    read_name(lexicon, pair.query, asked);
    read_name(lexicon, pair.record, held);
    const auto number = [&](const Readings& readings) {
      return families.of_surname(readings.count > 0 ? readings.list[0].surname.skeleton : 0);
    };
    const std::size_t one = number(asked);
    families.join(one, number(held));
    family.push_back(one);
  }
  std::vector<std::size_t> folds;
  for (const std::size_t member : family) {
    folds.push_back(combine(options.seed, families.head(member)) % options.folds);
  }
  return folds;
}

// The surnames of the true pairs among those that `take` chooses, as the model reads them.
template <typename Take>
AlignmentCosts costs_of(const Lexicon& lexicon, std::span<const LabelledPair> pairs, Take take) {
  std::vector<FormPair> spellings;
  Readings asked, held;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!pairs[i].same || !take(i)) continue;
    read_name(lexicon, pairs[i].query, asked);
    read_name(lexicon, pairs[i].record, held);
    const PairScore score = score_pair(lexicon.pair_model(), lexicon, asked, held);
    if (score.asked != nullptr)
      spellings.push_back({stem_of(score.asked->surname.form), stem_of(score.held->surname.form)});
  }
  return learn_costs(spellings, AlignmentCosts::by_hand());
}

Examples examples_of(const Lexicon& lexicon, std::span<const LabelledPair> pairs) {
  Examples examples;
  examples.width = kPairFeatures;
  Readings asked, held;
  for (const LabelledPair& pair : pairs) {
    read_name(lexicon, pair.query, asked);
    read_name(lexicon, pair.record, held);
    const PairScore score = score_pair(lexicon.pair_model(), lexicon, asked, held);
    examples.features.insert(examples.features.end(), score.features.begin(), score.features.end());
    examples.labels.push_back(pair.same ? 1 : 0);
  }
  return examples;
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

template <typename Take>
Examples some_of(const Examples& all, Take take) {
  Examples some;
  some.width = all.width;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!take(i)) continue;
    const auto row = all.row(i);
    some.features.insert(some.features.end(), row.begin(), row.end());
    some.labels.push_back(all.labels[i]);
  }
  return some;
}

// A model of the pairs that `take` chooses, and what all pairs look like to it.
struct Trained {
  PairModel::Fitted fitted;
  Examples all;
};
template <typename Take>
Trained train(const Lexicon& lexicon, std::span<const LabelledPair> pairs, std::uint64_t seed, Take take) {
  PairModel model = lexicon.pair_model();
  PairModel::Fitted costs = model.fitted();
  costs.costs = costs_of(lexicon, pairs, take);
  model.refit(costs);
  Trained trained;
  trained.all = examples_of(*lexicon.with(std::move(model)), pairs);
  trained.fitted = fit(some_of(trained.all, take), seed);
  trained.fitted.costs = costs.costs;
  return trained;
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

core::Result<Refit> refit_pairs(const Lexicon& given, std::span<const LabelledPair> pairs,
                                const RefitOptions& options) {
  // What an earlier refit learned must not show in this one.
  PairModel unlearned = given.pair_model();
  unlearned.refit({});
  const auto begun = given.with(std::move(unlearned));
  const Lexicon& lexicon = *begun;
  const auto same = static_cast<std::size_t>(
      std::count_if(pairs.begin(), pairs.end(), [](const LabelledPair& pair) { return pair.same; }));
  if (same < kPairsMin || pairs.size() - same < kPairsMin) {
    return core::make_error(core::Reason::kInvalidField, "at least " + std::to_string(kPairsMin) +
                                                             " pairs of one person and as many of two are needed");
  }
  const auto report = [&](std::size_t done) {
    if (options.progress) options.progress(done, options.folds + 1);
  };
  const std::vector<std::size_t> folds = folds_of(lexicon, pairs, options);
  std::vector<double> logits(pairs.size());
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    report(fold);
    const Trained model = train(lexicon, pairs, options.seed, [&](std::size_t i) { return folds[i] != fold; });
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (folds[i] != fold) continue;
      const auto row = model.all.row(i);
      logits[i] = static_cast<double>(trees_value(model.fitted.fields, row) + trees_value(model.fitted.together, row));
    }
  }
  report(options.folds);
  Refit result;
  Trained whole = train(lexicon, pairs, options.seed, [](std::size_t) { return true; });
  scale(whole.fitted, logits, whole.all.labels);
  result.fitted = std::move(whole.fitted);
  for (const double logit : logits) {
    result.held_out.push_back(
        probability_of(static_cast<double>(result.fitted.slope) * logit + static_cast<double>(result.fitted.offset)));
  }
  result.figures = pair_figures(pairs, result.held_out);
  report(options.folds + 1);
  return result;
}

}  // namespace hotline::matching
