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

}  // namespace

asio::awaitable<core::Done> RequestWatch::run(rpc::CallContext call, Stream& stream) {
  auto watched = co_await send_all(call, stream);
  co_return rpc::ended_with_call(call, std::move(watched));
}

asio::awaitable<core::Done> RequestWatch::send_all(rpc::CallContext call, Stream& stream) {
  auto seat = seats_.take(call.caller.id);
  if (!seat) co_return seat.error();
  AllSent sent;
  rpc::Watched<v1::WatchRequestsResponse> watched;
  watched.end = "the server is about to end; watch again";
  watched.look = [&] { return look(call, sent, stream); };
  watched.heartbeat = [&] {
    v1::WatchRequestsResponse beat;
    beat.set_trial(trial_);
    return beat;
  };
  co_return co_await rpc::watch(gate_, call, options_, stream, watched);
}

asio::awaitable<core::Result<rpc::Looked>> RequestWatch::look(rpc::CallContext call, AllSent& sent, Stream& stream) {
  auto glasses = co_await look_at_glasses(call, sent, stream);
  if (!glasses) co_return glasses.error();
  rpc::Looked looked;
  looked.messages = *glasses;
  auto waiting = co_await store::list_waiting_requests(pool_, kWaitingMax, rpc::look_deadline(call));
  if (!waiting) co_return waiting.error();
  std::set<std::int64_t> still;
  for (const store::WaitingRequest& one : *waiting) {
    const std::int64_t number = one.request.number;
    still.insert(number);
    const auto known = sent.requests.find(number);
    if (known != sent.requests.end() && known->second.facts_version == one.facts_version &&
        known->second.request.during_call == one.request.during_call) {
      continue;
    }
    auto subjects = subjects_of(one);
    if (!subjects) co_return subjects.error();
    auto written = co_await send(one.request, one.facts_version, std::move(*subjects), stream);
    if (!written) co_return written.error();
    ++looked.messages;
    sent.requests.insert_or_assign(number, Sent{one.request, one.facts_version});
  }
  std::vector<std::int64_t> gone;
  for (const auto& [number, one] : sent.requests) {
    if (!still.contains(number)) gone.push_back(number);
  }
  if (gone.empty()) co_return looked;
  auto states = co_await store::release_request_states(pool_, gone, rpc::look_deadline(call));
  if (!states) co_return states.error();
  for (const store::RequestState& state : *states) {
    Sent ended = sent.requests[state.number];
    sent.requests.erase(state.number);
    // It waits still, but not here: its inquiry was closed.
    if (state.state == core::ReleaseRequestState::kWaiting) continue;
    ended.request.state = state.state;
    std::vector<Subject> none;
    auto written = co_await send(ended.request, ended.facts_version, std::move(none), stream);
    if (!written) co_return written.error();
    ++looked.messages;
  }
  co_return looked;
}

// Each one that waits for its judgement, again when its day is over, and last when it was judged.
asio::awaitable<core::Result<std::size_t>> RequestWatch::look_at_glasses(rpc::CallContext call, AllSent& sent,
                                                                         Stream& stream) {
  std::vector<std::int64_t> known;
  for (const auto& [number, overdue] : sent.glasses) known.push_back(number);
  auto glasses = co_await store::list_break_glass(pool_, std::move(known), kWaitingMax, rpc::look_deadline(call));
  if (!glasses) co_return glasses.error();
  std::size_t messages = 0;
  for (const store::BrokenGlass& glass : *glasses) {
    const auto before = sent.glasses.find(glass.release);
    const bool fresh = before == sent.glasses.end();
    if (!fresh && !glass.reviewed_by && before->second == glass.overdue) continue;
    auto reason = store::open_release_ground(keyring_, store::ReleaseGround::kDecision, glass.request_number,
                                             glass.reason_sealed);
    if (!reason) co_return reason.error();
    v1::WatchRequestsResponse message;
    write_glass(glass, *reason, *message.mutable_broken_glass());
    message.set_trial(trial_);
    auto written = co_await stream.write(std::move(message));
    if (!written) co_return written.error();
    ++messages;
    sent.glasses[glass.release] = glass.overdue;
    if (glass.reviewed_by) sent.glasses.erase(glass.release);
    if (!fresh) continue;
    auto told = co_await store::mark_told(pool_, glass.release, call.caller.id, rpc::look_deadline(call));
    if (!told) co_return told.error();
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
