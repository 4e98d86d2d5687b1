#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/admission.hpp"
#include "core/guard.hpp"
#include "core/result.hpp"
#include "lookup/lookup_flow.hpp"
#include "rpc/authenticate.hpp"
#include "rpc/edge_actors.hpp"
#include "runtime/config.hpp"
#include "store/migrator.hpp"
#include "store/pg/conninfo.hpp"
#include "store/pg/pool.hpp"

// What the settings mean to the parts of the server. Faults name the setting as it stands in the file.
namespace hotline::daemon {

// Those of a section, without the places where people work.
core::Result<std::vector<rpc::Caller>> callers(const std::string& section,
                                               const std::vector<runtime::ActorConfig>& actors);
// The roles of the people at each certificate's place.
core::Result<rpc::EdgePlaces> edge_places(const runtime::Config& config);
// One person may have both ways in, but only as the same: two roles under one id would undo what keeps roles apart.
core::Done one_role_each(const std::vector<rpc::Caller>& actors, const std::vector<rpc::Caller>& certified);
std::vector<std::string> told_of_break_glass(const runtime::Config& config);

// Whether nothing is set that only a trial may have.
core::Done settings_fit(const runtime::Config& config, store::DatabaseKind kind);

core::GuardLimits guard_limits(const runtime::Config& config);
core::AdmissionOptions admission_options(const runtime::Config& config);
lookup::LookupFlowOptions flow_options(const runtime::Config& config, store::DatabaseKind kind);

// The connection string with a login's name in it.
core::Result<std::string> login(const store::pg::Conninfo& conninfo, const char* name);
core::Result<store::pg::PoolOptions> pool_options(const store::pg::Conninfo& conninfo, const char* name,
                                                  std::size_t connections);

}  // namespace hotline::daemon
