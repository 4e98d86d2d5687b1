#include "inquiry/inquiry_service.hpp"

#include <string>
#include <utility>

#include "inquiry/inquiry_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/unary_call.hpp"
#include "store/write_keys.hpp"

namespace hotline::inquiry {
namespace {

constexpr char kOpenInquiry[] = "hotline.v1.InquiryService/OpenInquiry";
constexpr char kGetInquiry[] = "hotline.v1.InquiryService/GetInquiry";
constexpr char kListInquiries[] = "hotline.v1.InquiryService/ListInquiries";
constexpr char kAddFacts[] = "hotline.v1.InquiryService/AddFacts";
constexpr char kWithdrawInquiry[] = "hotline.v1.InquiryService/WithdrawInquiry";

std::string added_answer(const ChangedInquiry& changed) {
  v1::AddFactsResponse response;
  write_summary(changed.summary, *response.mutable_summary());
  response.set_facts_version(changed.facts_version);
  return response.SerializeAsString();
}

std::string withdrawn_answer(const ChangedInquiry& changed) {
  v1::WithdrawInquiryResponse response;
  write_summary(changed.summary, *response.mutable_summary());
  return response.SerializeAsString();
}

}  // namespace

grpc::ServerUnaryReactor* InquiryService::OpenInquiry(grpc::CallbackServerContext* context,
                                                      const v1::OpenInquiryRequest* request,
                                                      v1::OpenInquiryResponse* response) {
  return rpc::serve(gate_, *context, kOpenInquiry, response,
                    [&](rpc::CallContext call) { return open(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* InquiryService::GetInquiry(grpc::CallbackServerContext* context,
                                                     const v1::GetInquiryRequest* request,
                                                     v1::GetInquiryResponse* response) {
  return rpc::serve(gate_, *context, kGetInquiry, response,
                    [&](rpc::CallContext call) { return get(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* InquiryService::ListInquiries(grpc::CallbackServerContext* context,
                                                        const v1::ListInquiriesRequest* request,
                                                        v1::ListInquiriesResponse* response) {
  return rpc::serve(gate_, *context, kListInquiries, response,
                    [&](rpc::CallContext call) { return list(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* InquiryService::AddFacts(grpc::CallbackServerContext* context,
                                                   const v1::AddFactsRequest* request, v1::AddFactsResponse* response) {
  return rpc::serve(gate_, *context, kAddFacts, response,
                    [&](rpc::CallContext call) { return add_facts(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* InquiryService::WithdrawInquiry(grpc::CallbackServerContext* context,
                                                          const v1::WithdrawInquiryRequest* request,
                                                          v1::WithdrawInquiryResponse* response) {
  return rpc::serve(gate_, *context, kWithdrawInquiry, response,
                    [&](rpc::CallContext call) { return withdraw(std::move(call), request, response); });
}

InquiryService::Done InquiryService::open(rpc::CallContext call, const v1::OpenInquiryRequest* request,
                                          v1::OpenInquiryResponse* response) {
  auto inquiry = read_new_inquiry(*request, clock_.now());
  if (!inquiry) co_return core::Done(std::move(inquiry).error());
  const auto digest = store::write_digest(keyring_, kOpenInquiry, request->SerializeAsString());
  const bool trial = trial_;
  InquiryFlow::Write<Opening> write = [trial](const Opening& opening) {
    v1::OpenInquiryResponse written;
    write_opening(opening, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.open(std::move(call), std::move(*inquiry), digest, std::move(write));
  co_return take_answer(std::move(answer), *response);
}

InquiryService::Done InquiryService::get(rpc::CallContext call, const v1::GetInquiryRequest* request,
                                         v1::GetInquiryResponse* response) {
  auto key = read_shown(*request, call.caller.role);
  if (!key) co_return core::Done(std::move(key).error());
  auto shown = co_await flow_.show(std::move(call), std::move(*key));
  if (!shown) co_return core::Done(std::move(shown).error());
  write_shown(*shown, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

InquiryService::Done InquiryService::list(rpc::CallContext call, const v1::ListInquiriesRequest* request,
                                          v1::ListInquiriesResponse* response) {
  auto page = read_page(*request, call, tokens_);
  if (!page) co_return core::Done(std::move(page).error());
  auto rows = co_await flow_.list(call, *page);
  if (!rows) co_return core::Done(std::move(rows).error());
  write_page(*rows, *page, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

InquiryService::Done InquiryService::add_facts(rpc::CallContext call, const v1::AddFactsRequest* request,
                                               v1::AddFactsResponse* response) {
  auto added = read_added_facts(*request, call.caller.role, clock_.now());
  if (!added) co_return core::Done(std::move(added).error());
  const auto digest = store::write_digest(keyring_, kAddFacts, request->SerializeAsString());
  InquiryFlow::Write<ChangedInquiry> write = added_answer;
  auto answer = co_await flow_.add_facts(std::move(call), std::move(*added), digest, std::move(write));
  co_return take_answer(std::move(answer), *response);
}

InquiryService::Done InquiryService::withdraw(rpc::CallContext call, const v1::WithdrawInquiryRequest* request,
                                              v1::WithdrawInquiryResponse* response) {
  auto withdrawal = read_withdrawal(*request, call.caller.role);
  if (!withdrawal) co_return core::Done(std::move(withdrawal).error());
  const auto digest = store::write_digest(keyring_, kWithdrawInquiry, request->SerializeAsString());
  InquiryFlow::Write<ChangedInquiry> write = withdrawn_answer;
  auto answer = co_await flow_.withdraw(std::move(call), std::move(*withdrawal), digest, std::move(write));
  co_return take_answer(std::move(answer), *response);
}

}  // namespace hotline::inquiry
