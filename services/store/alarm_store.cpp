#include "store/alarm_store.hpp"

#include <utility>

#include "runtime/bytes.hpp"
#include "sql/guard.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

std::string bound_to(std::int64_t number) {
  runtime::ByteWriter aad;
  aad.raw("alarm_ground").i64(number);
  return aad.take();
}

}  // namespace

pg::Call raise_alarms_call(std::span<const PlacedAlarm> alarms) {
  std::vector<std::int16_t> kinds;
  std::vector<std::optional<std::int16_t>> patterns;
  std::vector<std::string> actors, credentials, keys;
  std::vector<std::int32_t> counts;
  std::vector<std::optional<std::int32_t>> trees;
  std::vector<std::optional<std::int64_t>> indexes;
  for (const PlacedAlarm& placed : alarms) {
    const core::Alarm& alarm = placed.alarm;
    kinds.push_back(number_of(alarm.kind));
    patterns.push_back(alarm.pattern ? std::optional(number_of(*alarm.pattern)) : std::nullopt);
    actors.push_back(alarm.actor.value());
    credentials.push_back(alarm.credential);
    counts.push_back(static_cast<std::int32_t>(alarm.count));
    trees.push_back(placed.place ? std::optional(placed.place->tree) : std::nullopt);
    indexes.push_back(placed.place ? std::optional(placed.place->index) : std::nullopt);
    keys.push_back(alarm.once_key);
  }
  pg::Params params;
  params.int2s(kinds).int2s(patterns).texts(actors).texts(credentials).int4s(counts).int4s(trees).int8s(indexes);
  params.byteas(keys);
  return pg::Call{sql::guard::kRaiseAlarms, std::move(params)};
}

AlarmRow read_alarm(const pg::Row& row) {
  AlarmRow read;
  read.number = row.int8(0);
  read.change = row.int8(1);
  read.alarm.kind = as<core::AlarmKind>(row.int2(2));
  if (const auto pattern = row.int2_or_null(3)) read.alarm.pattern = as<core::Pattern>(*pattern);
  read.alarm.actor = core::ActorId(row.text(4));
  read.alarm.credential = row.text(5);
  read.alarm.count = static_cast<std::uint32_t>(row.int4(6));
  const auto tree = row.int4_or_null(7);
  const auto index = row.int8_or_null(8);
  if (tree && index) read.place = LogPlace{*tree, *index};
  read.raised_at = row.timestamptz(9);
  read.acknowledged_by = core::ActorId(row.text_or_null(10).value_or(""));
  read.acknowledged_at = row.timestamptz_or_null(11);
  read.ground_sealed = row.bytea_or_null(12).value_or("");
  return read;
}

asio::awaitable<core::Result<std::vector<AlarmRow>>> list_alarms(pg::Pool& pool, AlarmsQuery query,
                                                                 runtime::Deadline deadline) {
  pg::Params params;
  params.text(query.reader.value()).boolean(query.waiting_only).int8(query.below).int4(query.limit);
  auto rows = co_await pool.exec(sql::guard::kListAlarms, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<AlarmRow>(*rows, read_alarm);
}

asio::awaitable<core::Result<std::vector<AlarmRow>>> changed_alarms(pg::Pool& pool, std::int64_t after,
                                                                    std::int32_t limit, runtime::Deadline deadline) {
  pg::Params params;
  params.int8(after).int4(limit);
  auto rows = co_await pool.exec(sql::guard::kChangedAlarms, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<AlarmRow>(*rows, read_alarm);
}

asio::awaitable<core::Result<std::int64_t>> last_alarm_change(pg::Pool& pool, runtime::Deadline deadline) {
  pg::Params none;
  auto rows = co_await pool.exec(sql::guard::kLastChange, std::move(none), deadline);
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<Acknowledged>> acknowledge_alarm(pg::Pool& pool, std::int64_t number, core::ActorId actor,
                                                              core::RequestId request, std::string ground_sealed,
                                                              runtime::Deadline deadline) {
  pg::Params params;
  params.int8(number).text(actor.value()).uuid(request.value()).bytea(std::string_view(ground_sealed));
  auto rows = co_await pool.exec(sql::guard::kAcknowledgeAlarm, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return static_cast<Acknowledged>(rows->front().int4(0));
}

runtime::Sealed seal_alarm_ground(const runtime::Keyring& keyring, std::int64_t number, std::string_view ground) {
  return runtime::seal(keyring.newest(runtime::KeyUse::kInquiry), bound_to(number), ground);
}

core::Result<std::string> open_alarm_ground(const runtime::Keyring& keyring, std::int64_t number,
                                            std::string_view sealed) {
  return runtime::open(keyring.set(runtime::KeyUse::kInquiry), bound_to(number), sealed);
}

}  // namespace hotline::store
