#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <map>

#include "approval/approval_flow.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/approval_service.pb.h"
#include "rpc/seats.hpp"
#include "rpc/watch.hpp"
#include "rpc/write_stream.hpp"
#include "store/approval_store.hpp"
#include "store/pg/pool.hpp"

namespace hotline::approval {

using rpc::WatchOptions;

// Watches of requests: what waits, in the order in which it should be decided, then what changes.
class RequestWatch {
 public:
  using Stream = rpc::WriteStream<v1::WatchRequestsResponse>;
  RequestWatch(const rpc::Gate& gate, store::pg::Pool& pool, const runtime::Keyring& keyring, const ApprovalFlow& flow,
               const core::Clock& clock, bool trial, WatchOptions options)
      : gate_(gate),
        pool_(pool),
        keyring_(keyring),
        flow_(flow),
        clock_(clock),
        trial_(trial),
        options_(options),
        seats_(options.watches_max) {}

  // Ends without an error at the call's deadline, with kStoreDown when the gate closes.
  boost::asio::awaitable<core::Done> run(rpc::CallContext call, Stream& stream);

 private:
  // What was sent of a request that waits, by its number.
  struct Sent {
    store::RequestRow request;
    std::int32_t facts_version = 0;
  };
  struct AllSent {
    std::map<std::int64_t, Sent> requests;
    std::map<std::int64_t, bool> glasses;  // whether it was overdue
  };
  boost::asio::awaitable<core::Done> send_all(rpc::CallContext call, Stream& stream);
  boost::asio::awaitable<core::Result<rpc::Looked>> look(rpc::CallContext call, AllSent& sent, Stream& stream);
  // How many messages were sent.
  boost::asio::awaitable<core::Result<std::size_t>> look_at_glasses(rpc::CallContext call, AllSent& sent,
                                                                    Stream& stream);
  boost::asio::awaitable<core::Done> send(const store::RequestRow& row, std::int32_t facts_version,
                                          std::vector<Subject> subjects, Stream& stream);
  core::Result<std::vector<Subject>> subjects_of(const store::WaitingRequest& waiting) const;

  const rpc::Gate& gate_;
  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const ApprovalFlow& flow_;
  const core::Clock& clock_;
  bool trial_;
  WatchOptions options_;
  rpc::Seats seats_;
};

}  // namespace hotline::approval
