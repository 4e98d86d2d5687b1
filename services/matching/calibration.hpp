#pragma once

#include <cstddef>
#include <cstdint>

#include "matching/weights.hpp"

namespace hotline::matching {

// What speaks against a candidate whatever else agrees: brothers and twins share everything but the given name.
enum class Contradiction : std::uint8_t { kNone, kOther, kGiven };

// What a candidate's evidence amounts to, in bits.
struct Score {
  float total = 0;
  float name = 0;  // the part that rests on names alone
  Contradiction contradiction = Contradiction::kNone;
  bool identifier_agrees = false;
};

// The posterior of every candidate, given its rivals and "not in the register". `scores` hold one candidate per
// cluster, best first; `compared` more records with their summed weight relative to the best may stand behind them.
struct Posterior {
  double any = 0;    // some candidate is the person sought
  double share = 0;  // of the best candidate among all of them
  double of(float total, float best_total) const;
};
Posterior posterior(const CalibrationWeights& weights, const Score& best, double rival_weight,
                    std::size_t register_size);
// Lowers the score to what the whole names allow: the person sought may be absent and a namesake or a relative in the
// register, of whom the pair model (pair_model.hpp) says how far he would explain the likeness. `pair_logit` is its
// answer; what speaks beside the name speaks against the namesake too. The bits taken, never above 0.
float doubt_namesake(const CalibrationWeights& weights, Score& score, float pair_logit, std::size_t register_size);
// Lowers the score of a candidate that something speaks against to what such a one can reach.
void temper(const CalibrationWeights& weights, Score& score, std::size_t register_size);

}  // namespace hotline::matching
