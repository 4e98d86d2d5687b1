#pragma once

#include <cstdint>
#include <string_view>

namespace hotline::core {

// Who is sought, as the caller says. Stored and mirrored in the proto: never renumber. kNotSaid reads as a soldier.
enum class SoughtKind : std::uint8_t {
  kNotSaid = 0,
  kSoldier = 1,
  kCivilian = 2,
  kChild = 3,
  kChildIdentityMayBeAltered = 4,
};
inline constexpr std::uint8_t kSoughtKindLast = 4;

// How the facts of a question may be wrong: by honest slips, or changed on purpose and together (Fourth Geneva
// Convention, art. 50: a child's identity and family relations).
enum class EvidenceProfile : std::uint8_t { kHonest, kAlteredIdentity };

// The one place where the question's kind chooses how evidence is weighed.
EvidenceProfile profile_of(SoughtKind kind);
bool is_child(SoughtKind kind);

}  // namespace hotline::core
