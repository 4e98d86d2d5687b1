#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/time.hpp"
#include "inquiry/question_proto.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/erasure_store.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::erasure {

struct ErasureWish {
  core::RequestId request;
  inquiry::InquiryKey key;
  core::Sensitive<std::string> ground;
};

struct ErasureDecision {
  core::RequestId request;
  std::int64_t number = 0;
  bool erase = false;
};

struct FamilysAnswer {
  core::RequestId request;
  std::int64_t reference = 0;
  store::RetentionAnswer answer = store::RetentionAnswer::kKeep;
};

struct ShownErasure {
  store::ErasureRow row;
  core::Sensitive<std::string> ground;
};

// Carries out what was approved: one entry of the log, and in its transaction the erasure. Used by calls and by the
// rounds of the server. What it refers to outlives it.
class Eraser {
 public:
  Eraser(store::pg::Pool& pool, store::LogWriter& log, const runtime::Keyring& keyring, const core::Clock& clock,
         runtime::Random& random)
      : pool_(pool), log_(log), keyring_(keyring), clock_(clock), random_(random) {}

  // Once and for all, whoever calls it how often. `positions` are those of a rule's erasure, which names them itself.
  // kConflict when calls of the same inquiry keep coming in between.
  boost::asio::awaitable<core::Result<store::ErasureRow>> carry_out(std::int64_t number,
                                                                    std::vector<store::LogPosition> positions,
                                                                    runtime::Deadline deadline);

 private:
  boost::asio::awaitable<core::Done> write(store::ErasureRow row, std::vector<store::LogPosition> positions,
                                           runtime::Deadline deadline);

  store::pg::Pool& pool_;
  store::LogWriter& log_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  runtime::Random& random_;
};

// A family's wish asked for by one person and decided by another of another role. A portal's DeleteMyData begins with
// wish() too. What it refers to outlives it; `inquiries` is a pool of hotline_inquiry, `pool` one of hotline_erasure.
class ErasureFlow {
 public:
  ErasureFlow(store::pg::Pool& inquiries, store::pg::Pool& pool, store::LogWriter& log, const runtime::Keyring& keyring,
              const core::Clock& clock, runtime::Random& random)
      : inquiries_(inquiries),
        pool_(pool),
        log_(log),
        keyring_(keyring),
        clock_(clock),
        random_(random),
        eraser_(pool, log, keyring, clock, random) {}

  // An answer is kept as the bytes that `write` makes of it; `digest` is store::write_digest of the request.
  using Answer = boost::asio::awaitable<core::Result<std::string>>;

  Answer wish(rpc::CallContext call, ErasureWish wish, core::Bytes32 digest,
              std::function<std::string(std::int64_t number)> write);
  // The decision is kept; what became of it is read anew, so that a repeat finishes what a server left undone.
  boost::asio::awaitable<core::Result<ShownErasure>> decide(rpc::CallContext call, ErasureDecision decision,
                                                            core::Bytes32 digest);
  boost::asio::awaitable<core::Result<std::vector<ShownErasure>>> list(rpc::CallContext call, store::ErasuresPage page);
  boost::asio::awaitable<core::Result<std::vector<store::DueInquiry>>> due(rpc::CallContext call, store::DuePage page);
  Answer answer(rpc::CallContext call, FamilysAnswer answer, core::Bytes32 digest,
                std::function<std::string(core::Instant at)> write);

 private:
  boost::asio::awaitable<core::Done> put_decision(store::pg::Transaction& tx, rpc::CallContext call,
                                                  ErasureDecision decision);
  boost::asio::awaitable<core::Done> log_step(rpc::CallContext call, std::string what, std::int64_t reference);
  core::Result<ShownErasure> shown(store::ErasureRow row) const;

  store::pg::Pool& inquiries_;
  store::pg::Pool& pool_;
  store::LogWriter& log_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  runtime::Random& random_;
  Eraser eraser_;
};

}  // namespace hotline::erasure
