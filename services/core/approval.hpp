#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/verdict.hpp"

namespace hotline::core {

// system.md 5, "Answers". All numbers on this page are stored and mirrored in the proto: never renumber.

inline constexpr std::int32_t kReleaseDays = 30;
inline constexpr std::int32_t kOpeningMinutes = 15;
inline constexpr std::int32_t kBreakGlassMinutes = 30;
inline constexpr std::int32_t kBreakGlassReviewHours = 24;
inline constexpr std::size_t kBreakGlassToldMin = 2;

enum class ReleaseRequestState : std::uint8_t { kWaiting = 1, kReleased = 2, kRefused = 3 };
inline constexpr std::uint8_t kReleaseRequestStateLast = 3;
std::string_view name_of(ReleaseRequestState state);

// What stands in the way of a release (release_fault of the database).
enum class ReleaseFault : std::uint8_t {
  kNone = 0,
  kWithdrawn = 1,
  kExpired = 2,
  kFactsChanged = 3,
  kRecordChanged = 4,
};
std::string_view name_of(ReleaseFault fault);

// The last release of an inquiry as somebody wants to open it, or nothing where there is none.
struct ReleaseAsked {
  ActorId released_by;
  ReleaseFault fault = ReleaseFault::kNone;
};
// Whether `teller` may open: kWrongState with metadata "state" otherwise. `request` is the state of the inquiry's last
// request, nothing where nobody ever asked.
Done may_open(const std::optional<ReleaseAsked>& release, std::optional<ReleaseRequestState> request,
              const ActorId& teller);

// Who is told of a glass that `actor` broke: all of these but himself. kWrongState when that is less than two people.
Result<std::vector<std::string>> told_of_break_glass(std::span<const std::string> named, const ActorId& actor);
// Whether `reviewer` may judge it: kWrongState with metadata "state" otherwise.
Done may_review_break_glass(const ActorId& broken_by, bool reviewed, const ActorId& reviewer);

// The candidates' cluster that was released: all of its records among them at the versions released. Nothing when there
// is none, or when another record has joined it.
std::optional<LikelyCluster> released_cluster(std::span<const Candidate> candidates,
                                              std::span<const PersonVersion> released, std::int32_t today_day);

}  // namespace hotline::core
