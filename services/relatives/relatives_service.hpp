#pragma once

#include <boost/asio/awaitable.hpp>

#include "erasure/erasure_flow.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "lookup/reception.hpp"
#include "relatives/partner_flow.hpp"
#include "relatives/time_slots.hpp"
#include "rpc/bidi_stream.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_proofs.hpp"

namespace hotline::relatives {

// Served raw, so that every answer has just the bytes that relatives_proto.hpp makes.
using RelativesMethods = v1::RelativesService::WithRawCallbackMethod_AskAboutRelative<
    v1::RelativesService::WithRawCallbackMethod_GetMyInquiry<v1::RelativesService::WithCallbackMethod_VerifyReceipt<
        v1::RelativesService::WithCallbackMethod_DeleteMyData<v1::RelativesService::WithCallbackMethod_SubmitInquiries<
            v1::RelativesService::WithCallbackMethod_ListMyInquiries<v1::RelativesService::Service>>>>>>;

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
  lookup::LookupFlow& lookups;
  const rpc::PageTokens& tokens;
  TimeSlots slots;
  bool trial = false;  // whether the database is marked TRIAL
};

// What relatives' portals ask. An answer leaves at a whole step of time, an error of the register or the log too; only
// what is wrong with the request itself is said at once.
class RelativesService final : public RelativesMethods {
 public:
  explicit RelativesService(RelativesParts parts)
      : parts_(std::move(parts)),
        proofs_(parts_.auditor),
        partners_(parts_.lookups, parts_.inquiries, parts_.keyring, parts_.clock) {}

  grpc::ServerUnaryReactor* AskAboutRelative(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                             grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetMyInquiry(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* VerifyReceipt(grpc::CallbackServerContext* context, const v1::VerifyReceiptRequest* request,
                                          v1::VerifyReceiptResponse* response) override;
  grpc::ServerUnaryReactor* DeleteMyData(grpc::CallbackServerContext* context, const v1::DeleteMyDataRequest* request,
                                         v1::DeleteMyDataResponse* response) override;
  grpc::ServerBidiReactor<v1::SubmitInquiriesRequest, v1::SubmitInquiriesResponse>* SubmitInquiries(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* ListMyInquiries(grpc::CallbackServerContext* context,
                                            const v1::ListMyInquiriesRequest* request,
                                            v1::ListMyInquiriesResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  using SubmitStream = rpc::BidiStream<v1::SubmitInquiriesRequest, v1::SubmitInquiriesResponse>;
  Done verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request, v1::VerifyReceiptResponse* response);
  Done forget(rpc::CallContext call, const v1::DeleteMyDataRequest* request, v1::DeleteMyDataResponse* response);
  Done wish_and_withdraw(rpc::CallContext call, erasure::ErasureWish wish, core::Bytes32 digest);
  Done withdraw(std::int64_t reference, runtime::Deadline deadline);
  Done submit(rpc::CallContext call, std::shared_ptr<SubmitStream> stream);
  Done list_mine(rpc::CallContext call, const v1::ListMyInquiriesRequest* request,
                 v1::ListMyInquiriesResponse* response);
  boost::asio::awaitable<void> until_next_slot(std::chrono::steady_clock::time_point came);

  RelativesParts parts_;
  store::LogProofs proofs_;
  PartnerFlow partners_;
  lookup::Reception::Leave leave_ = [this](lookup::Reception::Time came, std::function<void()> then) {
    parts_.slots.at_next(came, std::move(then));
  };
};

}  // namespace hotline::relatives
