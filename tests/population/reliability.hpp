#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "population/questions.hpp"

namespace hotline::population {

// How often candidates with about this probability are the person asked for.
struct Point {
  double predicted = 0, observed = 0, low = 0, high = 0;  // the last two bound `observed` at 95 %
  std::size_t candidates = 0;
};

struct Curve {
  std::string by;     // "slip" or "surname"
  std::string group;  // the slip with what was asked, or the decile of surnames, the rarest first
  std::vector<Point> points;
  double error = 0;  // mean distance of predicted from observed, over all candidates of 1 % and more
};

struct ReliabilityOptions {
  std::uint64_t size = 0;
  std::size_t questions = 0;  // about people held, of each slip and facts; as many about others
};

// Three questions in ten are about people who are held, as the model takes it: the others are weighed up.
std::vector<Curve> measure_reliability(const matching::Index& index, const Population& population,
                                       const ReliabilityOptions& options);
void print(const std::vector<Curve>& curves);
// Tab separated, for ops/scripts/plot_matching.sh.
void write_tsv(const std::vector<Curve>& curves, const std::filesystem::path& file);

}  // namespace hotline::population
