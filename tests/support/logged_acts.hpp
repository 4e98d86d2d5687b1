#pragma once

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/payload.hpp"
#include "runtime/keyring.hpp"
#include "store/log_sealer.hpp"
#include "store/pg/blocking_connection.hpp"
#include "support/migrated_database.hpp"

namespace hotline::test {

// The payloads of all entries of the log, opened with the keys that sealed them, tree by tree in order.
inline std::vector<core::LogPayload> logged_payloads(const PrivatePostgres& server, const std::string& database,
                                                     const runtime::Keyring& keyring) {
  const auto reader = connect_as(server, database, "hotline_owner");
  const auto rows = reader->exec(
      "SELECT substring(leaf FROM 3 FOR 16), key_sealed, payload_sealed FROM log_entry JOIN log_payload "
      "USING (tree, log_index) ORDER BY tree, log_index",
      store::pg::Params());
  if (!rows) throw std::runtime_error(rows.error().message);
  std::vector<core::LogPayload> payloads;
  for (const auto& row : *rows) {
    core::Bytes16 entry{};
    const std::string id = row.bytea(0);
    std::copy(id.begin(), id.end(), entry.begin());
    const auto bytes = store::open_payload(keyring, entry, row.bytea(1), row.bytea(2));
    if (!bytes) throw std::runtime_error(bytes.error().message);
    auto payload = core::decode_payload(*bytes);
    if (!payload) throw std::runtime_error(payload.error().message);
    payloads.push_back(std::move(*payload));
  }
  return payloads;
}

// What was done, in the log's own words ("LIST_BEGUN 0a1b..."), by these methods' names.
inline std::vector<std::string> purposes_of(const std::vector<core::LogPayload>& payloads, const std::string& method) {
  std::vector<std::string> purposes;
  for (const core::LogPayload& payload : payloads) {
    if (payload.method.ends_with("/" + method)) purposes.push_back(payload.purpose);
  }
  return purposes;
}

}  // namespace hotline::test
