#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/alarm.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/keyring.hpp"
#include "runtime/seal.hpp"
#include "store/pg/connection.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store {

struct LogPlace {
  std::int32_t tree = 0;
  std::int64_t index = 0;
};
struct PlacedAlarm {
  core::Alarm alarm;
  std::optional<LogPlace> place;  // the entry that raised it
};
// As hotline_guard or hotline_log; answers with how many are new. What is there under its key stays as it is.
pg::Call raise_alarms_call(std::span<const PlacedAlarm> alarms);

struct AlarmRow {
  std::int64_t number = 0;
  std::int64_t change = 0;
  core::Alarm alarm;  // without its key
  std::optional<LogPlace> place;
  core::Instant raised_at;
  core::ActorId acknowledged_by;  // empty: it waits
  std::optional<core::Instant> acknowledged_at;
  std::string ground_sealed;
};
AlarmRow read_alarm(const pg::Row& row);

struct AlarmsQuery {
  core::ActorId reader;  // who sees none about himself
  bool waiting_only = true;
  std::int64_t below = std::numeric_limits<std::int64_t>::max();
  std::int32_t limit = 0;
};
// The latest first.
boost::asio::awaitable<core::Result<std::vector<AlarmRow>>> list_alarms(pg::Pool& pool, AlarmsQuery query,
                                                                        runtime::Deadline deadline);
// In the order of changes.
boost::asio::awaitable<core::Result<std::vector<AlarmRow>>> changed_alarms(pg::Pool& pool, std::int64_t after,
                                                                           std::int32_t limit,
                                                                           runtime::Deadline deadline);
boost::asio::awaitable<core::Result<std::int64_t>> last_alarm_change(pg::Pool& pool, runtime::Deadline deadline);

enum class Acknowledged : std::uint8_t { kNow = 1, kBefore = 2, kByAnother = 3, kNoSuch = 4 };
boost::asio::awaitable<core::Result<Acknowledged>> acknowledge_alarm(pg::Pool& pool, std::int64_t number,
                                                                     core::ActorId actor, core::RequestId request,
                                                                     std::string ground_sealed,
                                                                     runtime::Deadline deadline);

// alarm.ground_sealed, bound to the alarm's number. kBug when the bytes are cut, forged or moved.
runtime::Sealed seal_alarm_ground(const runtime::Keyring& keyring, std::int64_t number, std::string_view ground);
core::Result<std::string> open_alarm_ground(const runtime::Keyring& keyring, std::int64_t number,
                                            std::string_view sealed);

}  // namespace hotline::store
