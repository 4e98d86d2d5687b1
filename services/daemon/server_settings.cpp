#include "daemon/server_settings.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace hotline::daemon {

core::Result<std::vector<rpc::Caller>> callers(const std::string& section,
                                               const std::vector<runtime::ActorConfig>& actors) {
  std::vector<rpc::Caller> found;
  core::Error error = core::make_error(core::Reason::kInvalidField, "the settings name an actor that cannot be");
  for (const auto& actor : actors) {
    if (!actor.people.empty()) continue;
    rpc::Caller caller;
    caller.id = core::ActorId(actor.id);
    caller.name = actor.name;
    const auto role = core::role_of(actor.role);
    if (role) {
      caller.role = *role;
    } else {
      error.violations.push_back({section + "." + actor.name + ".role", "no such role"});
    }
    for (const auto& name : actor.grants) {
      const auto grant = core::grant_of(name);
      if (grant) {
        caller.grants.insert(*grant);
      } else {
        error.violations.push_back({section + "." + actor.name + ".grants", "no such grant"});
      }
    }
    found.push_back(std::move(caller));
  }
  if (!error.violations.empty()) return error;
  return found;
}

std::vector<std::string> told_of_break_glass(const runtime::Config& config) {
  if (!config.approval.break_glass_told.empty()) return config.approval.break_glass_told;
  std::vector<std::string> supervisors;
  for (const auto& actor : config.actors) {
    if (core::role_of(actor.role) == core::Role::kSupervisor) supervisors.push_back(actor.id);
  }
  return supervisors;
}

core::Result<rpc::EdgePlaces> edge_places(const runtime::Config& config) {
  rpc::EdgePlaces places;
  core::Error error = core::make_error(core::Reason::kInvalidField, "the settings name a place that cannot be");
  for (const auto& certificate : config.certificates) {
    if (certificate.people.empty()) continue;
    const std::string field = "certificates." + certificate.name + ".people";
    if (config.tokens.issuer.empty()) error.violations.push_back({field, "needs an issuer in [tokens]"});
    for (const auto& name : certificate.people) {
      const auto role = core::role_of(name);
      if (!role) error.violations.push_back({field, "no such role"});
      if (role) places[certificate.name] = static_cast<core::RoleMask>(places[certificate.name] | core::mask_of(*role));
    }
  }
  if (!error.violations.empty()) return error;
  return places;
}

core::Done one_role_each(const std::vector<rpc::Caller>& actors, const std::vector<rpc::Caller>& certified) {
  std::map<core::ActorId, core::Role> roles;
  for (const auto& actor : actors) roles.emplace(actor.id, actor.role);
  for (const auto& actor : certified) {
    const auto known = roles.find(actor.id);
    if (known == roles.end() || known->second == actor.role) continue;
    core::Error error = core::make_error(core::Reason::kInvalidField, "the settings name an actor that cannot be");
    error.violations.push_back({"certificates." + actor.name + ".id", "stands in [actors] with another role"});
    return error;
  }
  return core::Nothing{};
}

core::Done settings_fit(const runtime::Config& config, store::DatabaseKind kind) {
  if (kind != store::DatabaseKind::kLive || !config.relatives.release_at_once) return core::Nothing{};
  return core::make_error(core::Reason::kWrongState,
                          "the database is LIVE and [relatives] release_at_once is true, which is for trials only");
}

core::GuardLimits guard_limits(const runtime::Config& config) {
  core::GuardLimits limits;
  limits.calls_per_caller_per_minute = static_cast<std::uint32_t>(config.limits.lookups_per_minute);
  limits.persons_per_caller_per_hour = static_cast<std::uint32_t>(config.limits.persons_per_hour);
  limits.persons_per_registrar_per_hour = static_cast<std::uint32_t>(config.limits.registrar_persons_per_hour);
  limits.persons_per_outsider_per_hour = static_cast<std::uint32_t>(config.limits.outside_persons_per_hour);
  limits.told_per_caller_per_hour = static_cast<std::uint32_t>(config.limits.told_per_hour);
  limits.told_per_outsider_per_day = static_cast<std::uint32_t>(config.limits.outside_told_per_day);
  limits.persons_per_credential_per_hour = static_cast<std::uint32_t>(config.limits.persons_per_certificate_per_hour);
  limits.persons_in_all_per_hour = static_cast<std::uint32_t>(config.limits.persons_in_all_per_hour);
  limits.askers_per_person_per_hour = static_cast<std::uint32_t>(config.limits.askers_per_person_per_hour);
  return limits;
}

core::AdmissionOptions admission_options(const runtime::Config& config) {
  core::AdmissionOptions options;
  options.limit.most = static_cast<std::size_t>(std::min(config.server.max_calls, config.log.queue_max));
  return options;
}

lookup::LookupFlowOptions flow_options(const runtime::Config& config, store::DatabaseKind kind) {
  lookup::LookupFlowOptions options;
  options.trial = kind == store::DatabaseKind::kTrial;
  options.portal_release_hour = config.relatives.release_hour;
  if (options.trial && config.relatives.release_at_once) options.portal_release = core::PortalRelease::kAtOnce;
  for (const auto& [code, text] : config.answers.how_to_write) {
    if (const auto language = core::language_of(code)) options.how_to_write[*language] = text;
  }
  return options;
}

core::Result<std::string> login(const store::pg::Conninfo& conninfo, const char* name) {
  auto with = store::pg::with_user(conninfo, name);
  if (!with) return std::move(with).error();
  return with->text();
}

core::Result<store::pg::PoolOptions> pool_options(const store::pg::Conninfo& conninfo, const char* name,
                                                  std::size_t connections) {
  auto with = store::pg::with_user(conninfo, name);
  if (!with) return std::move(with).error();
  return store::pg::PoolOptions{.session = {.conninfo = *with}, .connections_max = connections};
}

}  // namespace hotline::daemon
