#include "erasure/erasure_service.hpp"

#include <string>
#include <utility>

#include "erasure/erasure_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/unary_call.hpp"
#include "store/write_keys.hpp"

namespace hotline::erasure {
namespace {

constexpr char kRequestErasure[] = "hotline.v1.ErasureService/RequestErasure";
constexpr char kDecideErasure[] = "hotline.v1.ErasureService/DecideErasure";
constexpr char kListErasures[] = "hotline.v1.ErasureService/ListErasures";
constexpr char kListRetentionDue[] = "hotline.v1.ErasureService/ListRetentionDue";
constexpr char kAnswerRetention[] = "hotline.v1.ErasureService/AnswerRetention";

}  // namespace

grpc::ServerUnaryReactor* ErasureService::RequestErasure(grpc::CallbackServerContext* context,
                                                         const v1::RequestErasureRequest* request,
                                                         v1::RequestErasureResponse* response) {
  return rpc::serve(gate_, *context, kRequestErasure, response,
                    [&](rpc::CallContext call) { return ask(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ErasureService::DecideErasure(grpc::CallbackServerContext* context,
                                                        const v1::DecideErasureRequest* request,
                                                        v1::DecideErasureResponse* response) {
  return rpc::serve(gate_, *context, kDecideErasure, response,
                    [&](rpc::CallContext call) { return decide(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ErasureService::ListErasures(grpc::CallbackServerContext* context,
                                                       const v1::ListErasuresRequest* request,
                                                       v1::ListErasuresResponse* response) {
  return rpc::serve(gate_, *context, kListErasures, response,
                    [&](rpc::CallContext call) { return list(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ErasureService::ListRetentionDue(grpc::CallbackServerContext* context,
                                                           const v1::ListRetentionDueRequest* request,
                                                           v1::ListRetentionDueResponse* response) {
  return rpc::serve(gate_, *context, kListRetentionDue, response,
                    [&](rpc::CallContext call) { return due(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ErasureService::AnswerRetention(grpc::CallbackServerContext* context,
                                                          const v1::AnswerRetentionRequest* request,
                                                          v1::AnswerRetentionResponse* response) {
  return rpc::serve(gate_, *context, kAnswerRetention, response,
                    [&](rpc::CallContext call) { return answer(std::move(call), request, response); });
}

ErasureService::Done ErasureService::ask(rpc::CallContext call, const v1::RequestErasureRequest* request,
                                         v1::RequestErasureResponse* response) {
  auto wish = read_wish(*request, call.caller.role);
  if (!wish) co_return core::Done(std::move(wish).error());
  const auto digest = store::write_digest(keyring_, kRequestErasure, request->SerializeAsString());
  const bool trial = trial_;
  std::function<std::string(std::int64_t)> write = [trial](std::int64_t number) {
    v1::RequestErasureResponse written;
    written.set_erasure_number(number);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.wish(std::move(call), std::move(*wish), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ErasureService::Done ErasureService::decide(rpc::CallContext call, const v1::DecideErasureRequest* request,
                                            v1::DecideErasureResponse* response) {
  auto decision = read_decision(*request);
  if (!decision) co_return core::Done(std::move(decision).error());
  const auto digest = store::write_digest(keyring_, kDecideErasure, request->SerializeAsString());
  auto erasure = co_await flow_.decide(std::move(call), *decision, digest);
  if (!erasure) co_return core::Done(std::move(erasure).error());
  write_erasure(*erasure, *response->mutable_erasure());
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

ErasureService::Done ErasureService::list(rpc::CallContext call, const v1::ListErasuresRequest* request,
                                          v1::ListErasuresResponse* response) {
  auto page = read_page(*request, call, tokens_);
  if (!page) co_return core::Done(std::move(page).error());
  auto erasures = co_await flow_.list(call, *page);
  if (!erasures) co_return core::Done(std::move(erasures).error());
  write_page(*erasures, *page, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

ErasureService::Done ErasureService::due(rpc::CallContext call, const v1::ListRetentionDueRequest* request,
                                         v1::ListRetentionDueResponse* response) {
  auto page = read_page(*request, call, tokens_);
  if (!page) co_return core::Done(std::move(page).error());
  auto inquiries = co_await flow_.due(call, *page);
  if (!inquiries) co_return core::Done(std::move(inquiries).error());
  write_page(*inquiries, *page, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

ErasureService::Done ErasureService::answer(rpc::CallContext call, const v1::AnswerRetentionRequest* request,
                                            v1::AnswerRetentionResponse* response) {
  auto given = read_answer(*request);
  if (!given) co_return core::Done(std::move(given).error());
  const auto digest = store::write_digest(keyring_, kAnswerRetention, request->SerializeAsString());
  const bool trial = trial_;
  std::function<std::string(core::Instant)> write = [trial](core::Instant at) {
    v1::AnswerRetentionResponse written;
    inquiry::write_instant(at, *written.mutable_answered_at());
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.answer(std::move(call), *given, digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

}  // namespace hotline::erasure
