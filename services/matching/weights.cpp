#include "matching/weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>

#include "matching/birth_years.hpp"
#include "matching/model_text.hpp"
#include "matching/weights_table.hpp"

namespace hotline::matching {
namespace {

using model_text::number_of;
using model_text::split;
using model_text::text_of;

using weights_table::each;
using weights_table::Range;
using Fault = WeightsReader::Fault;

// A number not told yet: the file cannot hold one that is not finite.
template <typename Number>
bool unknown(Number value) {
  return std::isnan(value);
}
bool unknown(const WeightCurve& curve) {
  return curve.count == 0;
}
bool unknown(const BirthBands& bands) {
  return bands.count == 0;
}

template <typename Number>
Fault parse(std::string_view text, Range range, Number& out) {
  const auto value = number_of<Number>(text);
  if (!value) return "is not a number";
  if (range == Range::kShare && (*value < 0 || *value > 1)) return "must be 0 to 1";
  if (range == Range::kChance && (*value <= 0 || *value >= 1)) return "must lie between 0 and 1";
  if (range == Range::kPositive && *value <= 0) return "must be above 0";
  if (range == Range::kAgainst && *value > 0) return "must be 0 or below";
  out = *value;
  return std::nullopt;
}

Fault parse(std::string_view text, Range, WeightCurve& out) {
  WeightCurve curve;
  for (const std::string_view cell : split(text, ' ')) {
    const auto parts = split(cell, ':');
    if (parts.size() != 3) return "must have points of DISTANCE:SHARE:BITS";
    if (curve.count == WeightCurve::kPointsMax) {
      return "has more than " + std::to_string(WeightCurve::kPointsMax) + " points";
    }
    WeightCurve::Point& point = curve.points.at(curve.count);
    if (auto fault = parse(parts[0], Range::kShare, point.distance)) return "has a distance that " + *fault;
    if (auto fault = parse(parts[1], Range::kShare, point.share)) return "has a share that " + *fault;
    if (auto fault = parse(parts[2], Range::kAny, point.bits)) return "has a cost in bits that " + *fault;
    if (curve.count > 0 && point.distance <= curve.points.at(curve.count - 1).distance) {
      return "must have ascending distances";
    }
    ++curve.count;
  }
  if (curve.count < 2) return "must have two points or more";
  out = curve;
  return std::nullopt;
}

Fault parse(std::string_view text, Range, BirthBands& out) {
  BirthBands read;
  for (const std::string_view cell : split(text, ' ')) {
    const auto parts = split(cell, ':');
    if (parts.size() != 2) return "must have bands of YEAR:PER_MILLE";
    if (read.count == BirthBands::kBandsMax) return "has more than " + std::to_string(BirthBands::kBandsMax) + " bands";
    BirthBands::Band& band = read.bands.at(read.count);
    const auto year = number_of<int>(parts[0]);
    const int last = BirthYears::kLast + 1 - BirthBands::kBandYears;
    if (!year || *year < BirthYears::kFirst || *year > last) {
      return "must have years of " + std::to_string(BirthYears::kFirst) + " to " + std::to_string(last);
    }
    if (read.count > 0 && *year < read.bands.at(read.count - 1).first + BirthBands::kBandYears) {
      return "must have bands that follow each other and do not overlap";
    }
    band.first = *year;
    if (auto fault = parse(parts[1], Range::kPositive, band.per_mille)) return "has a per mille that " + *fault;
    ++read.count;
  }
  out = read;
  return std::nullopt;
}

std::string text(const WeightCurve& curve) {
  std::string text;
  for (std::size_t i = 0; i < curve.count; ++i) {
    const WeightCurve::Point& point = curve.points.at(i);
    if (i > 0) text += ' ';
    text += text_of(point.distance) + ':' + text_of(point.share) + ':' + text_of(point.bits);
  }
  return text;
}

std::string text(const BirthBands& bands) {
  std::string text;
  for (std::size_t i = 0; i < bands.count; ++i) {
    const BirthBands::Band& band = bands.bands.at(i);
    if (i > 0) text += ' ';
    text += text_of(band.first) + ':' + text_of(band.per_mille);
  }
  return text;
}

std::string text(float value) {
  return text_of(value);
}

std::string text(double value) {
  return text_of(value);
}

// The parts of the table's walk: take a number, forget all, name the first that is missing, write.
class Taking {
 public:
  Taking(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  void heading(std::string_view) {}
  void comment(std::string_view) {}
  template <typename Value>
  void row(std::string_view name, Value& value, Range range = Range::kAny) {
    if (name != name_) return;
    fault_ = unknown(value) ? parse(text_, range, value) : "stands twice";
  }
  // Of the name, whichever it was.
  Fault fault() const { return fault_; }

 private:
  std::string_view name_, text_;
  Fault fault_ = "is not a name of the evidence";
};

struct Forgetting {
  void heading(std::string_view) {}
  void comment(std::string_view) {}
  void row(std::string_view, WeightCurve& curve, Range = Range::kAny) { curve = {}; }
  void row(std::string_view, BirthBands& bands, Range = Range::kAny) { bands = {}; }
  template <typename Number>
  void row(std::string_view, Number& number, Range = Range::kAny) {
    number = std::numeric_limits<Number>::quiet_NaN();
  }
};

struct Missing {
  std::string name;
  void heading(std::string_view) {}
  void comment(std::string_view) {}
  template <typename Value>
  void row(std::string_view of, const Value& value, Range = Range::kAny) {
    if (name.empty() && unknown(value)) name = of;
  }
};

class Writing {
 public:
  explicit Writing(std::ostream& out) : out_(out) {}
  void heading(std::string_view words) {
    out_ << "#\n";
    comment(words);
  }
  void comment(std::string_view words) {
    for (const std::string_view line : split(words, '\n')) out_ << "# " << line << '\n';
  }
  template <typename Value>
  void row(std::string_view name, const Value& value, Range = Range::kAny) {
    out_ << "evidence\t" << name << '\t' << text(value) << '\n';
  }

 private:
  std::ostream& out_;
};

// Bounds between which something is clamped.
Fault crossed(const Weights& weights) {
  const RarityWeights& rarity = weights.rarity;
  const CircumstanceWeights& circumstances = weights.circumstances;
  struct Bounds {
    const char *least, *most;
    float low, high;
  };
  for (const Bounds& bounds : {
           Bounds{"rarity.class_min", "rarity.class_max", rarity.class_min, rarity.class_max},
           Bounds{"rarity.given_min", "rarity.given_max", rarity.given_min, rarity.given_max},
           Bounds{"rarity.patronymic_min", "rarity.patronymic_max", rarity.patronymic_min, rarity.patronymic_max},
           Bounds{"rarity.surname_min", "rarity.surname_unknown", rarity.surname_min, rarity.surname_unknown},
           Bounds{"place.town_min", "place.town_max", weights.place.town_min, weights.place.town_max},
           Bounds{"circumstances.mother_min.honest", "circumstances.mother_max", circumstances.mother_min.honest,
                  circumstances.mother_max},
           Bounds{"circumstances.mother_min.altered", "circumstances.mother_max", circumstances.mother_min.altered,
                  circumstances.mother_max},
       }) {
    if (bounds.low > bounds.high) return std::string("has ") + bounds.least + " above " + bounds.most;
  }
  return std::nullopt;
}

}  // namespace

float UnitWeights::most() const {
  return std::max({0.0F, same, post, number_alone, named, small, branch});
}

WeightsReader::WeightsReader() {
  Forgetting table;
  each(weights_, table);
}

WeightsReader::Fault WeightsReader::read(std::string_view name, std::string_view text) {
  Taking table(name, text);
  each(weights_, table);
  const Fault fault = table.fault();
  return fault ? std::string(name) + " " + *fault : fault;
}

WeightsReader::Fault WeightsReader::finish() const {
  Missing table;
  each(weights_, table);
  if (!table.name.empty()) return "lacks the number " + table.name;
  return crossed(weights_);
}

void write_weights(std::ostream& out, const Weights& weights) {
  Writing table(out);
  each(weights, table);
}

}  // namespace hotline::matching
