#pragma once

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "core/result.hpp"
#include "rpc/call_context.hpp"
#include "rpc/write_stream.hpp"
#include "runtime/deadline.hpp"

// What all watches share: streams that bring what is there, then what comes.
namespace hotline::rpc {

struct WatchOptions {
  // How late a change is seen; each watch looks so often.
  std::chrono::milliseconds look_every{500};
  std::chrono::milliseconds heartbeat_every{15'000};
  // A supervisor's screens, and one to spare while a broken connection has not yet been noticed.
  std::int32_t watches_max = 4;
};

// One look has this long; the database is down for longer: the watch ends, and the caller comes again.
inline constexpr std::chrono::seconds kLookTime{5};
inline runtime::Deadline look_deadline(const CallContext& call) {
  return std::min(call.deadline, runtime::deadline_in(kLookTime));
}

// A look or a message may end with the call. The store counts whole milliseconds, so the last of them is over for it.
inline core::Done ended_with_call(const CallContext& call, core::Done watched) {
  const bool over =
      !watched && watched.error().reason == core::Reason::kOutOfTime && runtime::time_left(call.deadline).count() == 0;
  return over ? core::Done(core::Nothing{}) : watched;
}

// What one look brought.
struct Looked {
  std::size_t messages = 0;
  bool more = false;  // there is more than one look takes
};

// What watches differ in. A look sends what has changed since the last one; `end` is said when the server ends.
template <typename Response>
struct Watched {
  std::function<asio::awaitable<core::Result<Looked>>()> look;
  std::function<Response()> heartbeat;
  const char* end = "the server is about to end; watch again from the cursor";
};

// Looks until the call ends. The first heartbeat says that all there was has been sent.
template <typename Response>
asio::awaitable<core::Done> watch(const Gate& gate, CallContext call, WatchOptions options,
                                  WriteStream<Response>& stream, Watched<Response> watched) {
  std::optional<std::chrono::steady_clock::time_point> heartbeat_due;
  for (;;) {
    auto looked = co_await watched.look();
    if (!looked) co_return looked.error();
    const auto now = std::chrono::steady_clock::now();
    if (looked->messages > 0 && heartbeat_due) heartbeat_due = now + options.heartbeat_every;
    if (!looked->more && (!heartbeat_due || now >= *heartbeat_due)) {
      Response beat = watched.heartbeat();
      auto written = co_await stream.write(std::move(beat));
      if (!written) co_return written;
      heartbeat_due = now + options.heartbeat_every;
    }
    if (gate.closed()) co_return core::make_error(core::Reason::kStoreDown, watched.end);
    if (call.out_of_time()) co_return core::Nothing{};
    if (looked->more) continue;
    auto waited = co_await stream.pause(options.look_every);
    if (!waited) co_return waited;
    if (call.out_of_time()) co_return core::Nothing{};
  }
}

}  // namespace hotline::rpc
