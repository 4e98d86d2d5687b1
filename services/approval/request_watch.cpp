#include "approval/request_watch.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "approval/approval_proto.hpp"
#include "runtime/deadline.hpp"
#include "store/record_codec.hpp"

namespace hotline::approval {
namespace {

namespace asio = boost::asio;

// More than these nobody decides in a day.
constexpr std::int32_t kWaitingMax = 200;
// One look has this long; the database is down for longer: the watch ends, and the caller comes again.
constexpr std::chrono::seconds kLookTime{5};

runtime::Deadline look_deadline(const rpc::CallContext& call) {
  return std::min(call.deadline, runtime::deadline_in(kLookTime));
}

// A look or a message may end with the call. The store counts whole milliseconds, so the last of them is over for it.
bool ended_with_call(const rpc::CallContext& call, const core::Error& error) {
  return error.reason == core::Reason::kOutOfTime && runtime::time_left(call.deadline).count() == 0;
}

}  // namespace

asio::awaitable<core::Done> RequestWatch::run(rpc::CallContext call, Stream& stream) {
  auto watched = co_await send_all(call, stream);
  if (!watched && ended_with_call(call, watched.error())) co_return core::Nothing{};
  co_return watched;
}

asio::awaitable<core::Done> RequestWatch::send_all(rpc::CallContext call, Stream& stream) {
  auto seat = seats_.take(call.caller.id);
  if (!seat) co_return seat.error();
  AllSent sent;
  std::optional<std::chrono::steady_clock::time_point> heartbeat_due;  // the first one after all that waits
  for (;;) {
    auto messages = co_await look(call, sent, stream);
    if (!messages) co_return messages.error();
    const auto now = std::chrono::steady_clock::now();
    if (*messages > 0 && heartbeat_due) heartbeat_due = now + options_.heartbeat_every;
    if (!heartbeat_due || now >= *heartbeat_due) {
      v1::WatchRequestsResponse beat;
      beat.set_trial(trial_);
      auto written = co_await stream.write(std::move(beat));
      if (!written) co_return written;
      heartbeat_due = now + options_.heartbeat_every;
    }
    if (gate_.closed()) co_return core::make_error(core::Reason::kStoreDown, "the server is about to end; watch again");
    if (call.out_of_time()) co_return core::Nothing{};
    auto waited = co_await stream.pause(options_.look_every);
    if (!waited) co_return waited;
    if (call.out_of_time()) co_return core::Nothing{};
  }
}

asio::awaitable<core::Result<std::size_t>> RequestWatch::look(rpc::CallContext call, AllSent& sent, Stream& stream) {
  auto waiting = co_await store::list_waiting_requests(pool_, kWaitingMax, look_deadline(call));
  if (!waiting) co_return waiting.error();
  std::size_t messages = 0;
  std::set<std::int64_t> still;
  for (const store::WaitingRequest& one : *waiting) {
    const std::int64_t number = one.request.number;
    still.insert(number);
    const auto known = sent.find(number);
    if (known != sent.end() && known->second.facts_version == one.facts_version &&
        known->second.request.during_call == one.request.during_call) {
      continue;
    }
    auto subjects = subjects_of(one);
    if (!subjects) co_return subjects.error();
    auto written = co_await send(one.request, one.facts_version, std::move(*subjects), stream);
    if (!written) co_return written.error();
    ++messages;
    sent.insert_or_assign(number, Sent{one.request, one.facts_version});
  }
  std::vector<std::int64_t> gone;
  for (const auto& [number, one] : sent) {
    if (!still.contains(number)) gone.push_back(number);
  }
  if (gone.empty()) co_return messages;
  auto states = co_await store::release_request_states(pool_, gone, look_deadline(call));
  if (!states) co_return states.error();
  for (const store::RequestState& state : *states) {
    Sent ended = sent[state.number];
    sent.erase(state.number);
    // It waits still, but not here: its inquiry was closed.
    if (state.state == core::ReleaseRequestState::kWaiting) continue;
    ended.request.state = state.state;
    std::vector<Subject> none;
    auto written = co_await send(ended.request, ended.facts_version, std::move(none), stream);
    if (!written) co_return written.error();
    ++messages;
  }
  co_return messages;
}

asio::awaitable<core::Done> RequestWatch::send(const store::RequestRow& row, std::int32_t facts_version,
                                               std::vector<Subject> subjects, Stream& stream) {
  v1::WatchRequestsResponse message;
  write_waiting(row, facts_version, subjects, clock_.now(), *message.mutable_request());
  message.set_trial(trial_);
  co_return co_await stream.write(std::move(message));
}

core::Result<std::vector<Subject>> RequestWatch::subjects_of(const store::WaitingRequest& waiting) const {
  auto facts = store::open_facts(keyring_, waiting.request.reference, waiting.facts_sealed);
  if (!facts) return facts.error();
  return flow_.subjects_of(*facts);
}

}  // namespace hotline::approval
