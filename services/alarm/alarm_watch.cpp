#include "alarm/alarm_watch.hpp"

#include <charconv>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "alarm/alarm_proto.hpp"
#include "runtime/deadline.hpp"

namespace hotline::alarm {
namespace {

namespace asio = boost::asio;

constexpr std::int32_t kChangesAtOnce = 200;
// More nobody looks into in a day; the list has them all.
constexpr std::int32_t kWaitingMax = 1'000;

core::Error bad_cursor() {
  return core::invalid_field("cursor", "was not given out to this caller by this database; watch without one");
}

}  // namespace

asio::awaitable<core::Done> AlarmWatch::run(rpc::CallContext call, std::string cursor, Stream& stream) {
  auto watched = co_await send_all(call, std::move(cursor), stream);
  co_return rpc::ended_with_call(call, std::move(watched));
}

asio::awaitable<core::Done> AlarmWatch::send_all(rpc::CallContext call, std::string cursor, Stream& stream) {
  auto seat = seats_.take(call.caller.id);
  if (!seat) co_return seat.error();
  auto opened = co_await open(call, std::move(cursor), stream);
  if (!opened) co_return opened.error();
  std::int64_t change = *opened;
  rpc::Watched<v1::WatchAlarmsResponse> watched;
  watched.look = [&] { return send_changes(call, change, stream); };
  watched.heartbeat = [&] {
    v1::WatchAlarmsResponse beat;
    beat.set_cursor(cursor_of(call, change));
    beat.set_trial(trial_);
    return beat;
  };
  co_return co_await rpc::watch(gate_, call, options_, stream, watched);
}

asio::awaitable<core::Result<std::int64_t>> AlarmWatch::open(rpc::CallContext call, std::string cursor,
                                                             Stream& stream) {
  // Read before what waits: a change that comes between the two is sent twice and never missed.
  auto last = co_await store::last_alarm_change(pool_, rpc::look_deadline(call));
  if (!last) co_return last.error();
  if (cursor.empty()) {
    auto sent = co_await send_waiting(call, *last, stream);
    if (!sent) co_return sent.error();
    co_return *last;
  }
  auto position = tokens_.open(call.method, call.caller.id, v1::WatchAlarmsRequest(), cursor);
  if (!position) co_return bad_cursor();
  std::int64_t change = -1;
  const char* end = position->data() + position->size();
  const auto read = std::from_chars(position->data(), end, change);
  // A place that is still to come was read in another database, before this one was restored.
  if (read.ec != std::errc() || read.ptr != end || change < 0 || change > *last) co_return bad_cursor();
  co_return change;
}

asio::awaitable<core::Done> AlarmWatch::send_waiting(rpc::CallContext call, std::int64_t change, Stream& stream) {
  store::AlarmsQuery query;
  query.reader = call.caller.id;
  query.limit = kWaitingMax;
  auto waiting = co_await store::list_alarms(pool_, std::move(query), rpc::look_deadline(call));
  if (!waiting) co_return waiting.error();
  for (auto row = waiting->rbegin(); row != waiting->rend(); ++row) {
    auto sent = co_await send(call, *row, change, stream);
    if (!sent) co_return sent;
  }
  co_return core::Nothing{};
}

asio::awaitable<core::Result<rpc::Looked>> AlarmWatch::send_changes(rpc::CallContext call, std::int64_t& change,
                                                                    Stream& stream) {
  auto changes = co_await store::changed_alarms(pool_, change, kChangesAtOnce, rpc::look_deadline(call));
  if (!changes) co_return changes.error();
  for (const store::AlarmRow& row : *changes) {
    change = row.change;
    if (row.alarm.actor == call.caller.id) continue;
    auto sent = co_await send(call, row, change, stream);
    if (!sent) co_return sent.error();
  }
  rpc::Looked looked;
  looked.messages = changes->size();
  looked.more = looked.messages == static_cast<std::size_t>(kChangesAtOnce);
  co_return looked;
}

asio::awaitable<core::Done> AlarmWatch::send(rpc::CallContext call, const store::AlarmRow& row, std::int64_t change,
                                             Stream& stream) {
  v1::WatchAlarmsResponse message;
  auto alarm = write_alarm(row, keyring_, *message.mutable_alarm());
  if (!alarm) co_return alarm;
  message.set_cursor(cursor_of(call, change));
  message.set_trial(trial_);
  co_return co_await stream.write(std::move(message));
}

std::string AlarmWatch::cursor_of(const rpc::CallContext& call, std::int64_t change) const {
  return tokens_.make(call.method, call.caller.id, v1::WatchAlarmsRequest(), std::to_string(change));
}

}  // namespace hotline::alarm
