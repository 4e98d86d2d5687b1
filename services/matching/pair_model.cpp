#include "matching/pair_model.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>
#include <string_view>

#include "matching/lexicon.hpp"
#include "matching/model_text.hpp"

namespace hotline::matching {
namespace {

using model_text::split;
using model_text::text_of;

enum Number : std::size_t {
  kIntercept,
  kJointWeight,  // of joint_bits()
  kPenalty,      // of each bit by which a reading is unlikely
  kPenaltyBitsMax,
  kSurnameMissing,
  kGivenMissing,
  kPatronymicMissing,
  kGivenSame,
  kPatronymicSame,
  kDiminutive,
  kDiminutiveStrength,
  kInitialAgrees,
  kInitialDiffers,
  kDifferent,
  kNumbers,
};
constexpr std::array<std::string_view, kNumbers> kNumberNames = {
    "intercept",           "joint_weight",       "penalty",         "penalty_bits_max", "surname_missing",
    "given_missing",       "patronymic_missing", "given_same",      "patronymic_same",  "diminutive",
    "diminutive_strength", "initial_agrees",     "initial_differs", "different"};

enum LineName : std::size_t {
  kSurname,
  kGivenNear,
  kGivenUnknown,
  kGivenLinked,
  kPatronymicNear,
  kPatronymicUnknown,
  kPatronymicLinked,
  kLines,
};
constexpr std::array<std::string_view, kLines> kLineNames = {
    "surname",         "given_near",         "given_unknown",    "given_linked",
    "patronymic_near", "patronymic_unknown", "patronymic_linked"};
constexpr std::size_t kTreesMax = 5'000, kNodesMax = 63, kPointsMax = 32;
constexpr std::int16_t kCostMax = 200;
constexpr std::string_view kComment =
    "#\n"
    "# How sure two names are one person's. `reading` lines are set by hand, the rest is written by `hotline refit`.\n"
    "# Natural logarithms of odds. A tree is a list of nodes: FEATURE>THRESHOLD:LEFT (the right child follows the "
    "left\n"
    "# one) or =VALUE.\n";

template <std::size_t N>
std::size_t index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::optional<std::int16_t> feature_of(std::string_view name) {
  for (std::size_t i = 0; i < kPairFeatures; ++i) {
    if (name_of(static_cast<PairFeature>(i)) == name) return static_cast<std::int16_t>(i);
  }
  return std::nullopt;
}

std::optional<TreeNode> read_node(std::string_view text, std::size_t at, std::size_t count) {
  TreeNode node;
  if (text.starts_with('=')) {
    const auto value = model_text::number_of<float>(text.substr(1));
    if (!value) return std::nullopt;
    node.value = *value;
    return node;
  }
  const std::size_t more = text.find('>'), colon = text.find(':');
  if (more == text.npos || colon == text.npos || colon < more) return std::nullopt;
  const auto feature = feature_of(text.substr(0, more));
  const auto threshold = model_text::number_of<float>(text.substr(more + 1, colon - more - 1));
  std::size_t left = 0;
  const std::string_view child = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(child.data(), child.data() + child.size(), left);
  // A child stands behind its parent: every walk ends.
  const bool sound = error == std::errc{} && end == child.data() + child.size() && left > at && left + 1 < count;
  if (!feature || !threshold || !sound) return std::nullopt;
  node.feature = *feature;
  node.value = *threshold;
  node.left = static_cast<std::uint16_t>(left);
  return node;
}

void write_trees(std::ostream& out, std::string_view kind, const std::vector<Tree>& trees) {
  for (const Tree& tree : trees) {
    out << kind << '\t';
    for (std::size_t i = 0; i < tree.size(); ++i) {
      const TreeNode& node = tree[i];
      out << (i > 0 ? " " : "");
      if (node.feature < 0)
        out << '=' << text_of(node.value);
      else
        out << name_of(static_cast<PairFeature>(node.feature)) << '>' << text_of(node.value) << ':' << node.left;
    }
    out << '\n';
  }
}

std::optional<std::int16_t> cost_of(std::string_view text) {
  std::int16_t cost = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cost);
  if (error != std::errc{} || end != text.data() + text.size() || cost < 0 || cost > kCostMax) return std::nullopt;
  return cost;
}

std::uint8_t symbol_of(std::string_view name) {
  std::uint8_t symbol = kSymbolCount - 1;
  while (symbol > 0 && symbol_name(symbol) != name) --symbol;
  return symbol;
}

}  // namespace

PairModelReader::PairModelReader() {
  model_.numbers_.fill(std::numeric_limits<float>::quiet_NaN());
}

bool PairModelReader::read(const std::vector<std::string_view>& cells) {
  return cells[0] == "reading" && cells.size() == 3    ? read_reading(cells[1], cells[2])
         : cells[0] == "fields" && cells.size() == 2   ? read_tree(cells[1], model_.fitted_.fields)
         : cells[0] == "together" && cells.size() == 2 ? read_tree(cells[1], model_.fitted_.together)
         : cells[0] == "change" && cells.size() == 3   ? read_changes(cells[1], cells[2])
         : cells[0] == "gap" && cells.size() == 3      ? read_gap(cells[1], cells[2])
         : cells[0] == "scale" && cells.size() == 3    ? read_scale(cells[1], cells[2])
                                                       : false;
}

std::optional<std::string> PairModelReader::finish() const {
  for (std::size_t i = 0; i < kNumbers; ++i) {
    if (std::isnan(model_.numbers_[i])) return "lacks the number " + std::string(kNumberNames[i]);
  }
  for (std::size_t i = 0; i < kLines; ++i) {
    if (model_.lines_[i].empty()) return "lacks the line " + std::string(kLineNames[i]);
  }
  return std::nullopt;
}

bool PairModelReader::read_reading(std::string_view name, std::string_view text) {
  if (const std::size_t at = index_of(kNumberNames, name); at < kNumbers) {
    const auto value = model_text::number_of<float>(text);
    if (value) model_.numbers_[at] = *value;
    return value.has_value();
  }
  const std::size_t at = index_of(kLineNames, name);
  if (at == kLines) return false;
  PairModel::Line line;
  for (const std::string_view point : split(text, ' ')) {
    const std::size_t colon = point.find(':');
    if (colon == point.npos || line.size() == kPointsMax) return false;
    const auto x = model_text::number_of<float>(point.substr(0, colon)),
               y = model_text::number_of<float>(point.substr(colon + 1));
    if (!x || !y || (!line.empty() && *x <= line.back().at)) return false;
    line.push_back({*x, *y});
  }
  model_.lines_[at] = std::move(line);
  return model_.lines_[at].size() > 1;
}

bool PairModelReader::read_tree(std::string_view text, std::vector<Tree>& trees) {
  const auto nodes = split(text, ' ');
  if (nodes.size() > kNodesMax || trees.size() == kTreesMax) return false;
  Tree tree;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto node = read_node(nodes[i], i, nodes.size());
    if (!node) return false;
    tree.push_back(*node);
  }
  trees.push_back(std::move(tree));
  return true;
}

bool PairModelReader::read_changes(std::string_view name, std::string_view text) {
  const std::uint8_t symbol = symbol_of(name);
  const auto cells = split(text, ' ');
  if (symbol == 0 || cells.size() != kSymbolCount - 1) return false;
  for (std::uint8_t other = 1; other < kSymbolCount; ++other) {
    const auto cost = cost_of(cells[other - 1U]);
    if (!cost) return false;
    model_.fitted_.costs.change[symbol][other] = *cost;
  }
  return true;
}

bool PairModelReader::read_gap(std::string_view name, std::string_view text) {
  const std::uint8_t symbol = symbol_of(name);
  const auto cost = cost_of(text);
  if (symbol == 0 || !cost) return false;
  model_.fitted_.costs.gap[symbol] = *cost;
  return true;
}

bool PairModelReader::read_scale(std::string_view slope, std::string_view offset) {
  const auto a = model_text::number_of<float>(slope), b = model_text::number_of<float>(offset);
  if (!a || !b || *a <= 0) return false;
  model_.fitted_.slope = *a;
  model_.fitted_.offset = *b;
  return true;
}

void PairModel::write(std::ostream& out) const {
  out << kComment;
  for (std::size_t i = 0; i < kNumbers; ++i)
    out << "reading\t" << kNumberNames[i] << '\t' << text_of(numbers_[i]) << '\n';
  for (std::size_t i = 0; i < kLines; ++i) {
    out << "reading\t" << kLineNames[i] << '\t';
    for (std::size_t p = 0; p < lines_[i].size(); ++p) {
      out << (p > 0 ? " " : "") << text_of(lines_[i][p].at) << ':' << text_of(lines_[i][p].logit);
    }
    out << '\n';
  }
  for (std::uint8_t a = 1; a < kSymbolCount; ++a) {
    out << "change\t" << symbol_name(a) << '\t';
    for (std::uint8_t b = 1; b < kSymbolCount; ++b) out << (b > 1 ? " " : "") << fitted_.costs.change[a][b];
    out << "\ngap\t" << symbol_name(a) << '\t' << fitted_.costs.gap[a] << '\n';
  }
  write_trees(out, "fields", fitted_.fields);
  write_trees(out, "together", fitted_.together);
  out << "scale\t" << text_of(fitted_.slope) << '\t' << text_of(fitted_.offset) << '\n';
}

float PairModel::line(const Line& points, float at) const {
  std::size_t i = 1;
  while (i + 1 < points.size() && at > points[i].at) ++i;
  const Point &low = points[i - 1], &high = points[i];
  const float t = std::clamp((at - low.at) / (high.at - low.at), 0.0F, 1.0F);
  return low.logit + t * (high.logit - low.logit);
}

float PairModel::word_logit(const GivenMatch& match, bool patronymic) const {
  switch (match.level) {
    case GivenLevel::kMissing:
      return numbers_[patronymic ? kPatronymicMissing : kGivenMissing];
    case GivenLevel::kInitialAgrees:
      return numbers_[kInitialAgrees];
    case GivenLevel::kInitialDiffers:
      return numbers_[kInitialDiffers];
    case GivenLevel::kSame:
      return numbers_[patronymic ? kPatronymicSame : kGivenSame];
    case GivenLevel::kDiminutive:
      return numbers_[kDiminutive] + numbers_[kDiminutiveStrength] * (match.strength - 0.6F);
    case GivenLevel::kLinked:
      return line(lines_[patronymic ? kPatronymicLinked : kGivenLinked], match.strength);
    case GivenLevel::kNearSame:
      return line(lines_[patronymic ? kPatronymicNear : kGivenNear], match.distance);
    case GivenLevel::kUnknown:
      return line(lines_[patronymic ? kPatronymicUnknown : kGivenUnknown], match.distance);
    case GivenLevel::kDifferent:
      return numbers_[kDifferent];
  }
  return 0;
}

float PairModel::reading_logit(const Lexicon& lexicon, const Reading& asked, const Reading& held) const {
  const SurnameMatch surname = match_surnames(lexicon, asked.surname, held.surname);
  const GivenMatch given = match_given(lexicon, asked.given, held.given);
  const GivenMatch patronymic = match_given(lexicon, asked.patronymic, held.patronymic);
  const float joint = joint_bits(lexicon.weights().names, given, patronymic, {asked.given, asked.patronymic},
                                 {held.given, held.patronymic});
  return numbers_[kIntercept] +
         (surname.compared ? line(lines_[kSurname], surname.distance) : numbers_[kSurnameMissing]) +
         word_logit(given, false) + word_logit(patronymic, true) + numbers_[kJointWeight] * joint +
         numbers_[kPenalty] * std::min(asked.penalty_bits + held.penalty_bits, numbers_[kPenaltyBitsMax]);
}

float PairModel::logit(const PairFeatures& features) const {
  return fitted_.slope * (trees_value(fitted_.fields, features) + trees_value(fitted_.together, features)) +
         fitted_.offset;
}

float PairModel::Parts::sum() const {
  float total = together + constant;
  for (const float field : fields) total += field;
  return total;
}

PairModel::Parts PairModel::parts(const PairFeatures& features) const {
  Parts parts;
  parts.constant = fitted_.offset;
  for (const Tree& tree : fitted_.fields) {
    const float value = fitted_.slope * tree_value(tree, features);
    if (tree[0].feature < 0)
      parts.constant += value;
    else
      parts.fields[static_cast<std::size_t>(field_of(static_cast<PairFeature>(tree[0].feature)))] += value;
  }
  parts.together = fitted_.slope * trees_value(fitted_.together, features);
  return parts;
}

double PairScore::probability() const {
  if (asked == nullptr) return 0;
  return 1 / (1 + std::exp(-static_cast<double>(logit)));
}

PairScore score_pair(const PairModel& model, const Lexicon& lexicon, const Readings& asked, const Readings& held) {
  PairScore score;
  std::array<std::array<float, kReadingsMax>, kReadingsMax> found{};
  float best = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < asked.count; ++i) {
    for (std::size_t j = 0; j < held.count; ++j) {
      found[i][j] = model.reading_logit(lexicon, asked.list[i], held.list[j]);
      best = std::max(best, found[i][j]);
    }
  }
  // Of readings that agree as well the likelier counts, so that two names score alike in either order.
  for (std::size_t i = 0; i < asked.count; ++i) {
    for (std::size_t j = 0; j < held.count; ++j) {
      if (found[i][j] < best) continue;
      const PairFeatures features = pair_features(lexicon, asked.list[i], held.list[j]);
      const float logit = model.logit(features);
      if (score.asked != nullptr && logit <= score.logit) continue;
      score.asked = &asked.list[i];
      score.held = &held.list[j];
      score.features = features;
      score.logit = logit;
    }
  }
  return score;
}

}  // namespace hotline::matching
