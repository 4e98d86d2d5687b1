#include "inquiry/candidate_watch.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "inquiry/review_flow.hpp"
#include "inquiry/review_proto.hpp"
#include "runtime/deadline.hpp"

namespace hotline::inquiry {
namespace {

namespace asio = boost::asio;

constexpr std::int32_t kChangesAtOnce = 200;

// "<transaction>.<candidate>.<began>"
bool read_place(std::string_view text, std::array<std::uint64_t, 3>& numbers) {
  const char* at = text.data();
  const char* end = text.data() + text.size();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto read = std::from_chars(at, end, numbers[i]);
    if (read.ec != std::errc()) return false;
    at = read.ptr;
    const bool last = i + 1 == numbers.size();
    if (last != (at == end)) return false;
    if (!last && *at++ != '.') return false;
  }
  return true;
}

core::Error bad_cursor() {
  return core::invalid_field("cursor", "was not given out to this caller by this database; watch without one");
}

}  // namespace

asio::awaitable<core::Done> CandidateWatch::run(rpc::CallContext call, std::string cursor, Stream& stream) {
  auto watched = co_await send_all(call, std::move(cursor), stream);
  co_return rpc::ended_with_call(call, std::move(watched));
}

asio::awaitable<core::Done> CandidateWatch::send_all(rpc::CallContext call, std::string cursor, Stream& stream) {
  auto seat = seats_.take(call.caller.id);
  if (!seat) co_return seat.error();
  auto place = co_await open(call, std::move(cursor));
  if (!place) co_return place.error();
  rpc::Watched<v1::WatchCandidatesResponse> watched;
  watched.look = [&] { return send_changes(call, *place, stream); };
  watched.heartbeat = [&] {
    v1::WatchCandidatesResponse beat;
    beat.set_cursor(cursor_of(call, *place));
    beat.set_trial(trial_);
    return beat;
  };
  co_return co_await rpc::watch(gate_, call, options_, stream, watched);
}

asio::awaitable<core::Result<CandidateWatch::Place>> CandidateWatch::open(rpc::CallContext call, std::string cursor) {
  auto horizon = co_await store::read_change_horizon(pool_, rpc::look_deadline(call));
  if (!horizon) co_return horizon.error();
  Place place;
  place.began = horizon->under_way;
  if (cursor.empty()) co_return place;
  auto position = tokens_.open(call.method, call.caller.id, v1::WatchCandidatesRequest(), cursor);
  if (!position) co_return bad_cursor();
  std::array<std::uint64_t, 3> numbers{};
  if (!read_place(*position, numbers)) co_return bad_cursor();
  place.at.transaction = numbers[0];
  place.at.candidate = static_cast<std::int64_t>(numbers[1]);
  place.began = numbers[2];
  // A place that is still to come was read in another database, before this one was restored from a dump.
  if (place.at.transaction >= horizon->to_come) co_return bad_cursor();
  co_return place;
}

asio::awaitable<core::Result<rpc::Looked>> CandidateWatch::send_changes(rpc::CallContext call, Place& place,
                                                                        Stream& stream) {
  auto changes = co_await store::read_candidate_changes(pool_, place.at, kChangesAtOnce, rpc::look_deadline(call));
  if (!changes) co_return changes.error();
  for (const store::ChangedCandidate& change : *changes) {
    place.at = change.place;
    if (change.place.transaction < place.began && !core::is_waiting(change.row.state)) continue;
    v1::WatchCandidatesResponse message;
    write_change(change, clock_.now(), message);
    message.set_cursor(cursor_of(call, place));
    message.set_trial(trial_);
    auto written = co_await stream.write(std::move(message));
    if (!written) co_return written.error();
  }
  rpc::Looked looked;
  looked.messages = changes->size();
  looked.more = looked.messages == static_cast<std::size_t>(kChangesAtOnce);
  co_return looked;
}

std::string CandidateWatch::cursor_of(const rpc::CallContext& call, const Place& place) const {
  if (place.at.transaction == 0) return {};
  const std::string position = std::to_string(place.at.transaction) + "." + std::to_string(place.at.candidate) + "." +
                               std::to_string(place.began);
  return tokens_.make(call.method, call.caller.id, v1::WatchCandidatesRequest(), position);
}

}  // namespace hotline::inquiry
