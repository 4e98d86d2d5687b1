#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>

#include "core/result.hpp"
#include "hotline/v1/alarm_service.pb.h"
#include "rpc/page_token.hpp"
#include "rpc/seats.hpp"
#include "rpc/watch.hpp"
#include "rpc/write_stream.hpp"
#include "runtime/keyring.hpp"
#include "store/alarm_store.hpp"
#include "store/pg/pool.hpp"

namespace hotline::alarm {

// Watches of alarms: what waits, then each change in commit order, from a cursor on.
class AlarmWatch {
 public:
  using Stream = rpc::WriteStream<v1::WatchAlarmsResponse>;
  AlarmWatch(const rpc::Gate& gate, store::pg::Pool& pool, const runtime::Keyring& keyring,
             const rpc::PageTokens& tokens, bool trial, rpc::WatchOptions options)
      : gate_(gate),
        pool_(pool),
        keyring_(keyring),
        tokens_(tokens),
        trial_(trial),
        options_(options),
        seats_(options.watches_max) {}

  // Ends without an error at the call's deadline, with kStoreDown when the gate closes.
  boost::asio::awaitable<core::Done> run(rpc::CallContext call, std::string cursor, Stream& stream);

 private:
  boost::asio::awaitable<core::Done> send_all(rpc::CallContext call, std::string cursor, Stream& stream);
  // Where a watch begins. Without a cursor what waits is sent first.
  boost::asio::awaitable<core::Result<std::int64_t>> open(rpc::CallContext call, std::string cursor, Stream& stream);
  boost::asio::awaitable<core::Done> send_waiting(rpc::CallContext call, std::int64_t change, Stream& stream);
  // `change` moves behind them.
  boost::asio::awaitable<core::Result<rpc::Looked>> send_changes(rpc::CallContext call, std::int64_t& change,
                                                                 Stream& stream);
  boost::asio::awaitable<core::Done> send(rpc::CallContext call, const store::AlarmRow& row, std::int64_t change,
                                          Stream& stream);
  std::string cursor_of(const rpc::CallContext& call, std::int64_t change) const;

  const rpc::Gate& gate_;
  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  rpc::WatchOptions options_;
  rpc::Seats seats_;
};

}  // namespace hotline::alarm
