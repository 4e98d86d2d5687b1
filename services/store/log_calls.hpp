#pragma once

#include <cstdint>
#include <functional>

#include "core/merkle.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

struct LoggedPayload {
  std::int32_t tree = 0;
  std::int64_t index = 0;
  enum class State {
    kRead,     // and it is what the entry committed to
    kErased,   // its time was over, or a family asked for it
    kForged,   // not what the entry committed to, or the entry is no leaf
    kUnopened  // by none of the keys
  } state = State::kRead;
  core::LogEntryKind kind = core::LogEntryKind::kInquiry;
  core::LogPayload payload;  // of kRead
};

struct TimeSpan {
  core::Instant from;
  core::Instant before;
};

// Opens the payload of every entry that was logged in this time, in the order of trees and indexes. Takes both the
// login hotline_log, which may read payloads, and the keys, which no database login holds. `take` returns false to end.
core::Done each_payload(pg::BlockingConnection& connection, const runtime::Keyring& keyring, TimeSpan span,
                        const std::function<bool(const LoggedPayload&)>& take);

}  // namespace hotline::store
