#include "store/pg/sqlstate.hpp"

#include <algorithm>
#include <array>

namespace hotline::store::pg {

namespace {

using core::Reason;

struct Mapping {
  std::string_view prefix;  // the longest that fits decides, so single codes stand before their class
  Reason reason;
};

constexpr std::array kMappings = {
    Mapping{"08", Reason::kStoreDown},      // connection exceptions
    Mapping{"22", Reason::kInvalidField},   // data exceptions
    Mapping{"23502", Reason::kBug},         // not null: our statement left something out
    Mapping{"23503", Reason::kWrongState},  // foreign key
    Mapping{"23505", Reason::kConflict},    // unique
    Mapping{"23514", Reason::kWrongState},  // check
    Mapping{"23P01", Reason::kConflict},    // exclusion
    Mapping{"25006", Reason::kStoreDown},   // read-only transaction: this server is no longer the primary
    Mapping{"25P03", Reason::kOutOfTime},   // idle in transaction for too long
    Mapping{"28", Reason::kStoreDown},      // the login is refused
    Mapping{"3D000", Reason::kStoreDown},   // the database is not there
    Mapping{"40", Reason::kConflict},       // serialization failure, deadlock
    Mapping{"42501", Reason::kBug},         // a login without the grant
    Mapping{"53", Reason::kTooMany},        // disk full, out of memory, too many connections
    Mapping{"55P03", Reason::kConflict},    // lock not available
    Mapping{"57014", Reason::kOutOfTime},   // statement timeout
    Mapping{"57P", Reason::kStoreDown},     // shutdown, crash, cannot connect now
    Mapping{"58", Reason::kStoreDown},      // I/O error
};

// PostgreSQL gives a file that it may not open or write, as on a disk that became read-only, the code of a missing
// grant. Even a SELECT meets it: tables are opened for writing too. These are the sources that open files for a
// statement; a grant is missed elsewhere.
constexpr std::string_view kInsufficientPrivilege = "42501";
constexpr std::array<std::string_view, 5> kFileSources = {"md.c", "fd.c", "buffile.c", "slru.c", "xlog.c"};

bool is_of_disk(std::string_view sqlstate, std::string_view source_file) {
  return sqlstate == kInsufficientPrivilege && std::ranges::find(kFileSources, source_file) != kFileSources.end();
}

std::string_view metadata(const core::Error& error, std::string_view key) {
  for (const auto& [name, value] : error.metadata) {
    if (name == key) return value;
  }
  return {};
}

std::string message_for(Reason reason) {
  switch (reason) {
    case Reason::kConflict:
      return "another change came first; repeat the whole call";
    case Reason::kStoreDown:
      return "the database cannot be reached; try again";
    case Reason::kOutOfTime:
      return "the database did not answer before the deadline";
    case Reason::kTooMany:
      return "the database has no room for this now; try again";
    case Reason::kInvalidField:
      return "the database refuses a value of this request";
    case Reason::kWrongState:
      return "the database refuses this change in the present state";
    case Reason::kNotSignedIn:
    case Reason::kNotAllowed:
    case Reason::kNotFound:
    case Reason::kHungUp:
    case Reason::kBug:
      break;
  }
  return "a statement failed in the database";
}

constexpr std::chrono::milliseconds kRetryAfter{200};

}  // namespace

core::Reason reason_of(std::string_view sqlstate) {
  Reason best = Reason::kBug;
  std::size_t length = 0;
  for (const Mapping& each : kMappings) {
    if (sqlstate.starts_with(each.prefix) && each.prefix.size() > length) {
      best = each.reason;
      length = each.prefix.size();
    }
  }
  return best;
}

core::Error database_error(std::string_view sqlstate, std::string_view constraint, std::string_view source_file) {
  const Reason reason = is_of_disk(sqlstate, source_file) ? Reason::kStoreDown : reason_of(sqlstate);
  core::Error error = core::make_error(reason, message_for(reason));
  error.metadata.emplace_back("sqlstate", sqlstate);
  if (!constraint.empty()) error.metadata.emplace_back("constraint", constraint);
  if (reason == Reason::kStoreDown || reason == Reason::kTooMany) error.retry_after = kRetryAfter;
  return error;
}

core::Error store_down() {
  core::Error error = core::make_error(Reason::kStoreDown, message_for(Reason::kStoreDown));
  error.retry_after = kRetryAfter;
  return error;
}

core::Error outcome_unknown_error() {
  core::Error error = core::make_error(
      Reason::kStoreDown, "it is not known whether this was stored; repeat the call with the same request_id");
  error.metadata.emplace_back("outcome", "unknown");
  error.retry_after = kRetryAfter;
  return error;
}

bool outcome_unknown(const core::Error& error) {
  return metadata(error, "outcome") == "unknown";
}
std::string_view sqlstate_of(const core::Error& error) {
  return metadata(error, "sqlstate");
}
std::string_view constraint_of(const core::Error& error) {
  return metadata(error, "constraint");
}

}  // namespace hotline::store::pg
