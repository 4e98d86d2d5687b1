#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace hotline::store::pg {

// SQLSTATE to Reason: the only such table.
core::Reason reason_of(std::string_view sqlstate);

// Carries the SQLSTATE and the constraint's name as metadata and never the server's text, which can quote a row.
// `source_file` is where in PostgreSQL's own source it was raised, the one thing that tells a missing grant from a disk
// that takes no writes.
core::Error database_error(std::string_view sqlstate, std::string_view constraint, std::string_view source_file = {});
// The connection failed or could not be made; nothing was changed, or nothing that was not committed.
core::Error store_down();
// The connection died, or replication was given up, while a COMMIT was under way: it may or may not be in the database.
core::Error outcome_unknown_error();

bool outcome_unknown(const core::Error& error);
// Empty when the error did not come from the database.
std::string_view sqlstate_of(const core::Error& error);
std::string_view constraint_of(const core::Error& error);
inline constexpr std::string_view kUniqueViolation = "23505";
inline bool violates(const core::Error& error, std::string_view constraint) {
  return !constraint.empty() && constraint_of(error) == constraint;
}

}  // namespace hotline::store::pg
