#include "core/sought.hpp"

namespace hotline::core {

EvidenceProfile profile_of(SoughtKind kind) {
  switch (kind) {
    case SoughtKind::kChildIdentityMayBeAltered:
      return EvidenceProfile::kAlteredIdentity;
    case SoughtKind::kNotSaid:
    case SoughtKind::kSoldier:
    case SoughtKind::kCivilian:
    case SoughtKind::kChild:
      return EvidenceProfile::kHonest;
  }
  return EvidenceProfile::kHonest;
}

bool is_child(SoughtKind kind) {
  return kind == SoughtKind::kChild || kind == SoughtKind::kChildIdentityMayBeAltered;
}

}  // namespace hotline::core
