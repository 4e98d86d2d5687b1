#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/inquiry_service.pb.h"
#include "rpc/page_token.hpp"
#include "rpc/seats.hpp"
#include "rpc/watch.hpp"
#include "rpc/write_stream.hpp"
#include "store/pg/pool.hpp"
#include "store/review_store.hpp"

namespace hotline::inquiry {

using rpc::WatchOptions;

// Watches of candidates: each change once, in commit order, from a cursor on.
class CandidateWatch {
 public:
  using Stream = rpc::WriteStream<v1::WatchCandidatesResponse>;
  CandidateWatch(const rpc::Gate& gate, store::pg::Pool& pool, const core::Clock& clock, const rpc::PageTokens& tokens,
                 bool trial, WatchOptions options)
      : gate_(gate),
        pool_(pool),
        clock_(clock),
        tokens_(tokens),
        trial_(trial),
        options_(options),
        seats_(options.watches_max) {}

  // Ends without an error at the call's deadline, with kStoreDown when the gate closes.
  boost::asio::awaitable<core::Done> run(rpc::CallContext call, std::string cursor, Stream& stream);

 private:
  // Where a watch stands. What was decided before it began is passed over.
  struct Place {
    store::ChangePlace at;
    std::uint64_t began = 0;
  };
  boost::asio::awaitable<core::Done> send_all(rpc::CallContext call, std::string cursor, Stream& stream);
  boost::asio::awaitable<core::Result<Place>> open(rpc::CallContext call, std::string cursor);
  boost::asio::awaitable<core::Result<rpc::Looked>> send_changes(rpc::CallContext call, Place& place, Stream& stream);
  std::string cursor_of(const rpc::CallContext& call, const Place& place) const;

  const rpc::Gate& gate_;
  store::pg::Pool& pool_;
  const core::Clock& clock_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  WatchOptions options_;
  rpc::Seats seats_;
};

}  // namespace hotline::inquiry
