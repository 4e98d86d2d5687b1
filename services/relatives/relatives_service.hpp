#pragma once

#include <boost/asio/awaitable.hpp>

#include "hotline/v1/relatives_service.grpc.pb.h"
#include "lookup/reception.hpp"
#include "relatives/time_slots.hpp"
#include "rpc/call_context.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_proofs.hpp"

namespace hotline::relatives {

// Served raw, so that every answer has just the bytes that relatives_proto.hpp makes.
using RelativesMethods = v1::RelativesService::WithRawCallbackMethod_AskAboutRelative<
    v1::RelativesService::WithRawCallbackMethod_GetMyInquiry<
        v1::RelativesService::WithCallbackMethod_VerifyReceipt<v1::RelativesService::Service>>>;

// What relatives' portals ask. An answer leaves at a whole step of time, an error of the register or the log too; only
// what is wrong with the request itself is said at once.
class RelativesService final : public RelativesMethods {
 public:
  // All but `slots` outlive it; the pool is of the login hotline_auditor.
  RelativesService(const rpc::Gate& gate, lookup::Reception& reception, const runtime::LogSigner& signer,
                   store::pg::Pool& pool, TimeSlots slots, bool trial)
      : gate_(gate), reception_(reception), signer_(signer), proofs_(pool), slots_(std::move(slots)), trial_(trial) {}

  grpc::ServerUnaryReactor* AskAboutRelative(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                             grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetMyInquiry(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* VerifyReceipt(grpc::CallbackServerContext* context, const v1::VerifyReceiptRequest* request,
                                          v1::VerifyReceiptResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request, v1::VerifyReceiptResponse* response);

  const rpc::Gate& gate_;
  lookup::Reception& reception_;
  const runtime::LogSigner& signer_;
  store::LogProofs proofs_;
  TimeSlots slots_;
  lookup::Reception::Leave leave_ = [this](lookup::Reception::Time came, std::function<void()> then) {
    slots_.at_next(came, std::move(then));
  };
  bool trial_;
};

}  // namespace hotline::relatives
