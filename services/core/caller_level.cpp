#include "core/caller_level.hpp"

#include <algorithm>

namespace hotline::core {

std::uint8_t derive_level(std::span<const VerificationStep> steps) {
  const auto done = [&](VerificationStep step) { return std::find(steps.begin(), steps.end(), step) != steps.end(); };
  const bool identified = done(VerificationStep::kIdentityPaper) || done(VerificationStep::kESignature);
  if (identified && done(VerificationStep::kKinshipProved)) return 4;
  if (identified) return 3;
  if (done(VerificationStep::kKinOnlyFacts)) return 2;
  if (done(VerificationStep::kNumberCalledBack)) return 1;
  return 0;
}

}  // namespace hotline::core
