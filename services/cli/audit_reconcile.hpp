#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::cli {

// A call as the exchange lists it and the operator's program gave it.
struct ExchangeCall {
  std::string line;
  std::string call_id;
  friend auto operator<=>(const ExchangeCall&, const ExchangeCall&) = default;
};
struct CallList {
  std::map<ExchangeCall, core::Instant> calls;  // when each began
  core::Instant first;
  core::Instant last;
};

// CSV with a header and the columns call_id, line, started_at (RFC 3339) in any order; others are not read. Every bad
// row is named by its number, never by its value.
core::Result<CallList> read_calls(const std::string& path);

struct LogPlace {
  std::int32_t tree = 0;
  std::int64_t index = 0;
};
struct Reconciled {
  std::vector<ExchangeCall> without_lookup;
  std::vector<LogPlace> without_call;  // lookups that name a call which the exchange did not have
  std::vector<LogPlace> forged;
  std::int64_t matched = 0;       // lookups whose call is listed
  std::int64_t by_reference = 0;  // lookups for an inquiry outside a call
  std::int64_t erased = 0;
  std::int64_t unopened = 0;
};

// Compares the calls with the log of that time: from the first call to `hours_after` the last.
core::Result<Reconciled> reconcile(store::pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                   const CallList& list, std::int32_t hours_after);

}  // namespace hotline::cli
