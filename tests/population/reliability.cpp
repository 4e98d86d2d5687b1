#include "population/reliability.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

#include "population/statistics.hpp"

namespace hotline::population {
namespace {

constexpr double kHeldShare = 0.3;
constexpr std::array kBins{0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999};
constexpr std::uint64_t kSalt = 0x4E1;
constexpr std::uint64_t kStrangersFrom = std::uint64_t{1} << 41U;
constexpr std::size_t kDeciles = 10;
constexpr std::size_t kSampled = 20'000;

struct Bin {
  double weight = 0, predicted = 0, right = 0, squares = 0;
  std::size_t candidates = 0;
};
using Bins = std::array<Bin, kBins.size()>;

class Measuring {
 public:
  Measuring(const matching::Index& index, const Population& population, const ReliabilityOptions& options)
      : index_(index), population_(population), options_(options) {
    std::vector<double> shares;
    for (std::size_t i = 0; i < kSampled; ++i) {
      shares.push_back(population_.surname_share(population_.person(kStrangersFrom * 2 + i)));
    }
    std::sort(shares.begin(), shares.end());
    for (std::size_t i = 1; i < kDeciles; ++i) limits_.push_back(shares[i * shares.size() / kDeciles]);
  }

  void ask(Slip slip, Facts facts) {
    Bins& bins = by_slip_[std::string(name_of(slip)) + ", " + std::string(name_of(facts))];
    const auto n = static_cast<double>(options_.questions);
    std::size_t held = 0, absent = 0;
    for (std::uint64_t i = 0; held < options_.questions && i < 40 * options_.questions; ++i) {
      const Person person = population_.person((i + 1) * 15'485'863 % options_.size);
      const Written written = population_.written(person);
      if (written.whole && answer(person, written, slip, facts, kHeldShare / n, bins)) ++held;
    }
    for (std::uint64_t i = 0; absent < options_.questions && i < 40 * options_.questions; ++i) {
      const Person person = population_.person(kStrangersFrom + i);
      const Written written = population_.written(person);
      if (written.whole && answer(person, written, slip, facts, (1 - kHeldShare) / n, bins)) ++absent;
    }
  }

  std::vector<Curve> curves() const {
    std::vector<Curve> all;
    for (const auto& [group, bins] : by_slip_) all.push_back(curve("slip", group, bins));
    for (std::size_t i = 0; i < kDeciles; ++i) {
      all.push_back(curve("surname", "decile " + std::to_string(i + 1), by_surname_[i]));
    }
    return all;
  }

 private:
  bool answer(const Person& person, const Written& written, Slip slip, Facts facts, double weight, Bins& bins) {
    const auto made = question(person, written, slip, facts, kSalt);
    if (!made) return false;
    const auto above = std::upper_bound(limits_.begin(), limits_.end(), population_.surname_share(person));
    Bins& of_surname = by_surname_[static_cast<std::size_t>(above - limits_.begin())];
    for (const matching::Candidate& candidate : index_.find(made->query).candidates) {
      const bool right = candidate.person.value() - 1 == static_cast<std::int64_t>(person.index);
      add(bins, candidate.probability, right, weight);
      add(of_surname, candidate.probability, right, weight);
    }
    return true;
  }

  static void add(Bins& bins, double probability, bool right, double weight) {
    if (probability < kBins.front()) return;
    const auto above = std::upper_bound(kBins.begin(), kBins.end(), probability);
    Bin& bin = bins[static_cast<std::size_t>(above - kBins.begin()) - 1];
    bin.weight += weight;
    bin.squares += weight * weight;
    bin.predicted += weight * probability;
    bin.right += right ? weight : 0;
    ++bin.candidates;
  }

  static Curve curve(std::string by, std::string group, const Bins& bins) {
    Curve made{std::move(by), std::move(group), {}, 0};
    double sum = 0, all = 0;
    for (const Bin& bin : bins) {
      if (bin.candidates == 0) continue;
      Point point;
      point.predicted = bin.predicted / bin.weight;
      point.observed = bin.right / bin.weight;
      const Interval interval = wilson(point.observed, bin.weight * bin.weight / bin.squares);
      point.low = interval.low;
      point.high = interval.high;
      point.candidates = bin.candidates;
      sum += bin.weight * std::abs(point.predicted - point.observed);
      all += bin.weight;
      made.points.push_back(point);
    }
    made.error = all > 0 ? sum / all : 0;
    return made;
  }

  const matching::Index& index_;
  const Population& population_;
  const ReliabilityOptions& options_;
  std::vector<double> limits_;
  std::map<std::string, Bins> by_slip_;
  std::array<Bins, kDeciles> by_surname_{};
};

}  // namespace

std::vector<Curve> measure_reliability(const matching::Index& index, const Population& population,
                                       const ReliabilityOptions& options) {
  Measuring measuring(index, population, options);
  for (const Facts facts : {Facts::kPatronymicAndDate, Facts::kPatronymic, Facts::kDate}) {
    for (const Slip slip : kSlips) {
      if (makes_sense(slip, facts)) measuring.ask(slip, facts);
    }
  }
  return measuring.curves();
}

void print(const std::vector<Curve>& curves) {
  std::printf("reliability: predicted -> observed (candidates), 3 questions in 10 about people who are held\n");
  for (const Curve& curve : curves) {
    std::printf("  %-50s error %.3f ", curve.group.c_str(), curve.error);
    for (const Point& point : curve.points) {
      if (point.candidates >= 20) {
        std::printf(" %.3f->%.3f (%zu)", point.predicted, point.observed, point.candidates);
      }
    }
    std::printf("\n");
  }
}

void write_tsv(const std::vector<Curve>& curves, const std::filesystem::path& file) {
  std::ofstream out(file);
  out << "by\tgroup\tpredicted\tobserved\tlow\thigh\tcandidates\n";
  for (const Curve& curve : curves) {
    for (const Point& point : curve.points) {
      out << curve.by << '\t' << curve.group << '\t' << point.predicted << '\t' << point.observed << '\t' << point.low
          << '\t' << point.high << '\t' << point.candidates << '\n';
    }
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace hotline::population
