#include "desk/desk_service.hpp"

#include <string>
#include <utility>

#include "desk/desk_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/unary_call.hpp"
#include "store/write_keys.hpp"

namespace hotline::desk {
namespace {

constexpr char kListCallbacks[] = "hotline.v1.DeskService/ListCallbacks";
constexpr char kClaimCallback[] = "hotline.v1.DeskService/ClaimCallback";
constexpr char kCompleteCallback[] = "hotline.v1.DeskService/CompleteCallback";
constexpr char kReopenCallback[] = "hotline.v1.DeskService/ReopenCallback";
constexpr char kListAffectedAnswers[] = "hotline.v1.DeskService/ListAffectedAnswers";

}  // namespace

grpc::ServerUnaryReactor* DeskService::ListCallbacks(grpc::CallbackServerContext* context,
                                                     const v1::ListCallbacksRequest* request,
                                                     v1::ListCallbacksResponse* response) {
  return rpc::serve(gate_, *context, kListCallbacks, response,
                    [&](rpc::CallContext call) { return list(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* DeskService::ClaimCallback(grpc::CallbackServerContext* context,
                                                     const v1::ClaimCallbackRequest* request,
                                                     v1::ClaimCallbackResponse* response) {
  return rpc::serve(gate_, *context, kClaimCallback, response,
                    [&](rpc::CallContext call) { return claim(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* DeskService::CompleteCallback(grpc::CallbackServerContext* context,
                                                        const v1::CompleteCallbackRequest* request,
                                                        v1::CompleteCallbackResponse* response) {
  return rpc::serve(gate_, *context, kCompleteCallback, response,
                    [&](rpc::CallContext call) { return complete(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* DeskService::ReopenCallback(grpc::CallbackServerContext* context,
                                                      const v1::ReopenCallbackRequest* request,
                                                      v1::ReopenCallbackResponse* response) {
  return rpc::serve(gate_, *context, kReopenCallback, response,
                    [&](rpc::CallContext call) { return reopen(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* DeskService::ListAffectedAnswers(grpc::CallbackServerContext* context,
                                                           const v1::ListAffectedAnswersRequest* request,
                                                           v1::ListAffectedAnswersResponse* response) {
  return rpc::serve(gate_, *context, kListAffectedAnswers, response,
                    [&](rpc::CallContext call) { return affected(std::move(call), request, response); });
}

DeskService::Done DeskService::list(rpc::CallContext call, const v1::ListCallbacksRequest* request,
                                    v1::ListCallbacksResponse* response) {
  auto page = read_page(*request, call, tokens_, clock_.now());
  if (!page) co_return core::Done(std::move(page).error());
  std::vector<store::CallbackRow> rows;
  if (page->state == core::CallbackState::kDue) {
    auto due = co_await store::list_due(pool_, page->due, call.deadline);
    if (!due) co_return core::Done(std::move(due).error());
    rows = std::move(*due);
  } else {
    auto listed = co_await store::list_of_state(pool_, page->state, page->due.after_id, page->due.limit, call.deadline);
    if (!listed) co_return core::Done(std::move(listed).error());
    rows = std::move(*listed);
  }
  write_page(rows, *page, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

DeskService::Done DeskService::claim(rpc::CallContext call, const v1::ClaimCallbackRequest* request,
                                     v1::ClaimCallbackResponse* response) {
  auto asked = read_claim(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kClaimCallback, request->SerializeAsString());
  const bool trial = trial_;
  CallbackFlow::WriteClaim write = [trial](const std::optional<ClaimMade>& made) {
    v1::ClaimCallbackResponse written;
    if (made) write_claim(*made, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.claim(std::move(call), *asked, digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

DeskService::Done DeskService::complete(rpc::CallContext call, const v1::CompleteCallbackRequest* request,
                                        v1::CompleteCallbackResponse* response) {
  auto made = read_try(*request);
  if (!made) co_return core::Done(std::move(made).error());
  const auto digest = store::write_digest(keyring_, kCompleteCallback, request->SerializeAsString());
  const bool trial = trial_;
  CallbackFlow::WriteTry write = [trial](const store::CallbackRow& row) {
    v1::CompleteCallbackResponse written;
    write_callback(row, *written.mutable_callback());
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.complete(std::move(call), *made, digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

DeskService::Done DeskService::reopen(rpc::CallContext call, const v1::ReopenCallbackRequest* request,
                                      v1::ReopenCallbackResponse* response) {
  auto asked = read_reopening(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kReopenCallback, request->SerializeAsString());
  const bool trial = trial_;
  CallbackFlow::WriteTry write = [trial](const store::CallbackRow& row) {
    v1::ReopenCallbackResponse written;
    write_callback(row, *written.mutable_callback());
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.reopen(std::move(call), *asked, digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

DeskService::Done DeskService::affected(rpc::CallContext call, const v1::ListAffectedAnswersRequest* request,
                                        v1::ListAffectedAnswersResponse* response) {
  auto query = read_page(*request, call, tokens_);
  if (!query) co_return core::Done(std::move(query).error());
  auto answers = co_await store::list_affected(pool_, *query, call.deadline);
  if (!answers) co_return core::Done(std::move(answers).error());
  std::string what = "AFFECTED " + std::to_string(answers->size());
  const std::optional<std::int64_t> none;
  auto logged = co_await flow_.log_step(call, std::move(what), none);
  if (!logged) co_return logged;
  write_page(*answers, *query, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::desk
