#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

struct ResealedColumn {
  std::string_view name;  // "person_name.sealed"
  std::int64_t rows = 0;
  // Changed by somebody else at the same moment, so sealed by the newest key or found again by another run.
  std::int64_t missed = 0;
};
using ResealProgress = std::function<void(const ResealedColumn& so_far)>;

// Seals every row of these uses again that another key than the newest sealed, in small transactions while the service
// writes, with the rights of hotline_custodian. kRegister, kInquiry, kLogPayload and kContact; the others have nothing
// that could be sealed again. Repeat it until nothing is done. kBug when a row does not open: nothing of it is changed.
core::Done reseal(pg::BlockingConnection& connection, const runtime::Keyring& keyring, runtime::KeyUse use,
                  const ResealProgress& progress);

// All that reseal() seals, "table.column": a sealed column that is not among them would be lost with its key.
std::vector<std::string_view> resealed_columns();

// How many rows still need this key, counted up to a thousand.
core::Result<std::int64_t> rows_that_need(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                          runtime::KeyUse use, std::uint16_t id);

}  // namespace hotline::store
