#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace hotline::core {

enum class Role : std::uint8_t {
  kOperator = 1,
  kSupervisor = 2,
  kRegistrar = 3,
  kPortal = 4,
  kReporter = 5,
  kAuditor = 6,
  kLiaison = 7,
  kAdministrator = 8,
  kPartner = 9,  // submits the inquiries of many families: a mothers' committee, a branch of the Red Cross
};
inline constexpr std::uint8_t kRoleCount = 9;
std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

using RoleMask = std::uint16_t;  // bits 1 << Role
constexpr RoleMask mask_of(Role role) {
  return static_cast<RoleMask>(1U << static_cast<unsigned>(role));
}
template <typename... Roles>
constexpr RoleMask mask_of(Role first, Roles... rest) {
  return static_cast<RoleMask>(mask_of(first) | mask_of(rest...));
}

// Extra rights of a person, given by name in the configuration.
enum class Grant : std::uint8_t { kTellDeath = 1 };
std::optional<Grant> grant_of(std::string_view name);

// One row for each method: full gRPC name without the leading slash, "hotline.v1.LookupService/LookupPerson".
struct MethodRule {
  std::string_view method;
  RoleMask roles;
};
std::span<const MethodRule> method_rules();

// One row for each response field that not every role allowed to call the method may see. Paths as the proto spells
// them. A field without a row is seen by everybody who may call the method.
struct FieldRule {
  std::string_view method;
  std::string_view field;
  RoleMask roles;
};
std::span<const FieldRule> field_rules();

// Default deny: a method without a row is refused to everybody.
Done check_access(Role role, std::string_view method);
bool may_see(Role role, std::string_view method, std::string_view field);
// The fields to clear before a response leaves to this role.
std::vector<std::string_view> hidden_fields(Role role, std::string_view method);

}  // namespace hotline::core
