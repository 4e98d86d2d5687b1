#pragma once

#include <boost/asio/awaitable.hpp>

#include "erasure/erasure_flow.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "lookup/reception.hpp"
#include "relatives/time_slots.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_proofs.hpp"

namespace hotline::relatives {

// Served raw, so that every answer has just the bytes that relatives_proto.hpp makes.
using RelativesMethods =
    v1::RelativesService::WithRawCallbackMethod_AskAboutRelative<v1::RelativesService::WithRawCallbackMethod_GetMyInquiry<
        v1::RelativesService::WithCallbackMethod_VerifyReceipt<
            v1::RelativesService::WithCallbackMethod_DeleteMyData<v1::RelativesService::Service>>>>;

// What a RelativesService refers to; all but the slots outlive it.
struct RelativesParts {
  const rpc::Gate& gate;
  lookup::Reception& reception;
  const runtime::LogSigner& signer;
  const runtime::Keyring& keyring;
  const core::Clock& clock;
  store::pg::Pool& auditor;    // of the login hotline_auditor
  store::pg::Pool& inquiries;  // of hotline_inquiry
  erasure::ErasureFlow& erasures;
  TimeSlots slots;
  bool trial = false;  // whether the database is marked TRIAL
};

// What relatives' portals ask. An answer leaves at a whole step of time, an error of the register or the log too; only
// what is wrong with the request itself is said at once.
class RelativesService final : public RelativesMethods {
 public:
  explicit RelativesService(RelativesParts parts) : parts_(std::move(parts)), proofs_(parts_.auditor) {}

  grpc::ServerUnaryReactor* AskAboutRelative(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                             grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetMyInquiry(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* VerifyReceipt(grpc::CallbackServerContext* context, const v1::VerifyReceiptRequest* request,
                                          v1::VerifyReceiptResponse* response) override;
  grpc::ServerUnaryReactor* DeleteMyData(grpc::CallbackServerContext* context, const v1::DeleteMyDataRequest* request,
                                         v1::DeleteMyDataResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request, v1::VerifyReceiptResponse* response);
  Done forget(rpc::CallContext call, const v1::DeleteMyDataRequest* request, v1::DeleteMyDataResponse* response);
  Done wish_and_withdraw(rpc::CallContext call, erasure::ErasureWish wish, core::Bytes32 digest);
  Done withdraw(std::int64_t reference, runtime::Deadline deadline);
  boost::asio::awaitable<void> until_next_slot(std::chrono::steady_clock::time_point came);

  RelativesParts parts_;
  store::LogProofs proofs_;
  lookup::Reception::Leave leave_ = [this](lookup::Reception::Time came, std::function<void()> then) {
    parts_.slots.at_next(came, std::move(then));
  };
};

}  // namespace hotline::relatives
