#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/callback.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/callback_store.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"
#include "store/record_codec.hpp"

namespace hotline::desk {

struct ClaimToMake {
  core::RequestId request;
  std::int64_t id = 0;  // 0: the next that is due
};
struct ClaimMade {
  store::CallbackRow callback;
  store::InquiryAsker asker;
  std::vector<store::ToldBefore> told_before;
  std::vector<store::SameContact> same_contact;
};
struct TryToKeep {
  core::RequestId request;
  std::int64_t id = 0;
  core::CallbackOutcome outcome = core::CallbackOutcome::kNoAnswer;
  std::optional<store::LogPlaceTold> told;
};

struct LapsedToReopen {
  core::RequestId request;
  std::int64_t id = 0;
};

// Who calls whom, and how it ended. What it refers to outlives it; the pool is of the login hotline_inquiry.
class CallbackFlow {
 public:
  CallbackFlow(store::pg::Pool& pool, store::LogWriter& log, const runtime::Keyring& keyring, const core::Clock& clock,
               runtime::Random& random)
      : pool_(pool), log_(log), keyring_(keyring), clock_(clock), random_(random) {}

  // An answer is kept as the bytes that `write` makes of it; `digest` is store::write_digest of the request.
  using Answer = boost::asio::awaitable<core::Result<std::string>>;
  using WriteClaim = std::function<std::string(const std::optional<ClaimMade>&)>;
  using WriteTry = std::function<std::string(const store::CallbackRow&)>;

  Answer claim(rpc::CallContext call, ClaimToMake asked, core::Bytes32 digest, WriteClaim write);
  Answer complete(rpc::CallContext call, TryToKeep made, core::Bytes32 digest, WriteTry write);
  Answer reopen(rpc::CallContext call, LapsedToReopen asked, core::Bytes32 digest, WriteTry write);
  boost::asio::awaitable<core::Done> log_step(rpc::CallContext call, std::string what,
                                              std::optional<std::int64_t> reference);

 private:
  boost::asio::awaitable<core::Result<std::optional<store::CallbackRow>>> take(store::pg::Transaction& tx,
                                                                               rpc::CallContext call, std::int64_t id);
  boost::asio::awaitable<core::Result<ClaimMade>> describe(store::pg::Transaction& tx, store::CallbackRow row);
  // Both write what an inquiry's callback makes of the inquiry.
  boost::asio::awaitable<core::Done> end_inquiry(store::pg::Transaction& tx, rpc::CallContext call,
                                                 core::InquiryState now, std::int64_t reference,
                                                 core::CallbackState ended);
  boost::asio::awaitable<core::Done> await_again(store::pg::Transaction& tx, rpc::CallContext call,
                                                 core::InquiryState now, store::CallbackRow opened);
  boost::asio::awaitable<core::Done> check_told(store::pg::Transaction& tx, store::CallbackRow row, TryToKeep made,
                                                core::ActorId teller);

  store::pg::Pool& pool_;
  store::LogWriter& log_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  runtime::Random& random_;
};

}  // namespace hotline::desk
