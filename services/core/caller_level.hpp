#pragma once

#include <cstdint>
#include <span>

namespace hotline::core {

// What was done to find out who is calling. Recorded with each lookup; the level is derived from it, never typed in.
enum class VerificationStep : std::uint8_t {
  kNumberCalledBack = 1,
  kKinOnlyFacts = 2,
  kIdentityPaper = 3,
  kESignature = 4,
  kKinshipProved = 5,
};

inline constexpr std::uint8_t kCallerLevelMax = 4;

// 0 unknown; 1 number confirmed by calling back; 2 knows facts only kin know; 3 identity paper or e-signature;
// 4 kinship proved. Each level needs its own step, not the ones below it, except that papers on kinship say nothing
// while nobody knows who holds them: level 4 also needs an identity paper or an e-signature.
std::uint8_t derive_level(std::span<const VerificationStep> steps);

}  // namespace hotline::core
