#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/time.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "lookup/lookup_flow.hpp"
#include "relatives/time_slots.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
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
  // All but `slots` outlive it.
  RelativesService(const rpc::Gate& gate, lookup::LookupFlow& flow, const runtime::Keyring& keyring,
                   const runtime::LogSigner& signer, store::pg::Pool& pool, const core::Clock& clock, TimeSlots slots,
                   bool trial)
      : gate_(gate),
        flow_(flow),
        keyring_(keyring),
        signer_(signer),
        proofs_(pool),
        clock_(clock),
        slots_(std::move(slots)),
        trial_(trial) {}

  grpc::ServerUnaryReactor* AskAboutRelative(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                             grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetMyInquiry(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* VerifyReceipt(grpc::CallbackServerContext* context, const v1::VerifyReceiptRequest* request,
                                          v1::VerifyReceiptResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  template <typename Method>
  grpc::ServerUnaryReactor* ask(grpc::CallbackServerContext& context, const grpc::ByteBuffer& given,
                                grpc::ByteBuffer& response);
  Done verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request, v1::VerifyReceiptResponse* response);

  const rpc::Gate& gate_;
  lookup::LookupFlow& flow_;
  const runtime::Keyring& keyring_;
  const runtime::LogSigner& signer_;
  store::LogProofs proofs_;
  const core::Clock& clock_;
  TimeSlots slots_;
  bool trial_;
};

}  // namespace hotline::relatives
