#include <charconv>
#include <string>
#include <utility>

#include "registry/list_proto.hpp"
#include "registry/registry_proto.hpp"
#include "registry/registry_service.hpp"
#include "rpc/unary_call.hpp"

// The part of the service that is about lists and sources.
namespace hotline::registry {
namespace {

constexpr char kGetList[] = "hotline.v1.RegistryService/GetList";
constexpr char kListRowOutcomes[] = "hotline.v1.RegistryService/ListRowOutcomes";
constexpr char kListLists[] = "hotline.v1.RegistryService/ListLists";
constexpr char kReviewList[] = "hotline.v1.RegistryService/ReviewList";
constexpr char kCountersignList[] = "hotline.v1.RegistryService/CountersignList";
constexpr char kWithdrawList[] = "hotline.v1.RegistryService/WithdrawList";
constexpr char kListMissing[] = "hotline.v1.RegistryService/ListMissing";
constexpr char kListSources[] = "hotline.v1.RegistryService/ListSources";
constexpr char kAddSource[] = "hotline.v1.RegistryService/AddSource";

// All persons of the list are derived anew in one transaction.
constexpr std::chrono::minutes kWholeListTimeMax{10};
// A page can walk along the whole list until it has found its deaths, or whom it lacks.
constexpr std::chrono::minutes kWalkTimeMax{1};

std::int64_t number_from(const std::string& text, std::int64_t otherwise) {
  std::int64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// A review_token is bound to this and to the registrar who read the list.
v1::GetListRequest signed_list(const std::string& list_id) {
  v1::GetListRequest list;
  list.set_list_id(list_id);
  return list;
}

}  // namespace

grpc::ServerUnaryReactor* RegistryService::GetList(grpc::CallbackServerContext* context,
                                                   const v1::GetListRequest* request, v1::GetListResponse* response) {
  return rpc::serve(gate_, *context, kGetList, response,
                    [&](rpc::CallContext call) { return get_list(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ListRowOutcomes(grpc::CallbackServerContext* context,
                                                           const v1::ListRowOutcomesRequest* request,
                                                           v1::ListRowOutcomesResponse* response) {
  return rpc::serve(gate_, *context, kListRowOutcomes, response,
                    [&](rpc::CallContext call) { return list_row_outcomes(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ListLists(grpc::CallbackServerContext* context,
                                                     const v1::ListListsRequest* request,
                                                     v1::ListListsResponse* response) {
  return rpc::serve(gate_, *context, kListLists, response,
                    [&](rpc::CallContext call) { return list_lists(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ReviewList(grpc::CallbackServerContext* context,
                                                      const v1::ReviewListRequest* request,
                                                      v1::ReviewListResponse* response) {
  return rpc::serve(
      gate_, *context, kReviewList, response,
      [&](rpc::CallContext call) { return review_list(std::move(call), request, response); }, kWalkTimeMax);
}

grpc::ServerUnaryReactor* RegistryService::CountersignList(grpc::CallbackServerContext* context,
                                                           const v1::CountersignListRequest* request,
                                                           v1::CountersignListResponse* response) {
  return rpc::serve(
      gate_, *context, kCountersignList, response,
      [&](rpc::CallContext call) { return countersign_list(std::move(call), request, response); }, kWholeListTimeMax);
}

grpc::ServerUnaryReactor* RegistryService::WithdrawList(grpc::CallbackServerContext* context,
                                                        const v1::WithdrawListRequest* request,
                                                        v1::WithdrawListResponse* response) {
  return rpc::serve(
      gate_, *context, kWithdrawList, response,
      [&](rpc::CallContext call) { return withdraw_list(std::move(call), request, response); }, kWholeListTimeMax);
}

grpc::ServerUnaryReactor* RegistryService::ListMissing(grpc::CallbackServerContext* context,
                                                       const v1::ListMissingRequest* request,
                                                       v1::ListMissingResponse* response) {
  return rpc::serve(
      gate_, *context, kListMissing, response,
      [&](rpc::CallContext call) { return list_missing(std::move(call), request, response); }, kWalkTimeMax);
}

grpc::ServerUnaryReactor* RegistryService::ListSources(grpc::CallbackServerContext* context,
                                                       const v1::ListSourcesRequest* request,
                                                       v1::ListSourcesResponse* response) {
  return rpc::serve(gate_, *context, kListSources, response,
                    [&](rpc::CallContext call) { return list_sources(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::AddSource(grpc::CallbackServerContext* context,
                                                     const v1::AddSourceRequest* request,
                                                     v1::AddSourceResponse* response) {
  return rpc::serve(gate_, *context, kAddSource, response,
                    [&](rpc::CallContext call) { return add_source(std::move(call), request, response); });
}

RegistryService::Work RegistryService::get_list(rpc::CallContext call, const v1::GetListRequest* request,
                                                v1::GetListResponse* response) {
  auto list = parse_list_id(*request);
  if (!list) co_return list.error();
  auto row = co_await lists_.get_list(std::move(call), *list);
  if (!row) co_return row.error();
  write(*row, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_row_outcomes(rpc::CallContext call,
                                                         const v1::ListRowOutcomesRequest* request,
                                                         v1::ListRowOutcomesResponse* response) {
  auto page = parse(*request);
  if (!page) co_return page.error();
  auto position = page_tokens_.open(kListRowOutcomes, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  page->query.after = number_from(*position, 0);
  const auto limit = static_cast<std::size_t>(page->query.limit);
  const core::ActorId actor = call.caller.id;
  auto outcomes = co_await lists_.list_row_outcomes(std::move(call), page->list, page->query);
  if (!outcomes) co_return outcomes.error();
  for (const store::RowOutcome& outcome : *outcomes) write(outcome, *response->add_outcomes());
  if (outcomes->size() == limit) {
    const std::string next = std::to_string(outcomes->back().row_number);
    response->set_next_page_token(page_tokens_.make(kListRowOutcomes, actor, *request, next));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_lists(rpc::CallContext call, const v1::ListListsRequest* request,
                                                  v1::ListListsResponse* response) {
  auto page = parse(*request);
  if (!page) co_return page.error();
  auto position = page_tokens_.open(kListLists, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  page->query.before = number_from(*position, page->query.before);
  const auto limit = static_cast<std::size_t>(page->query.limit);
  const core::ActorId actor = call.caller.id;
  auto lists = co_await lists_.list_lists(std::move(call), std::move(page->query));
  if (!lists) co_return lists.error();
  for (const ListShown& list : *lists) write(list, *response->add_lists());
  if (lists->size() == limit) {
    const std::string next = std::to_string(lists->back().row.list_no);
    response->set_next_page_token(page_tokens_.make(kListLists, actor, *request, next));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::review_list(rpc::CallContext call, const v1::ReviewListRequest* request,
                                                   v1::ReviewListResponse* response) {
  auto page = parse(*request);
  if (!page) co_return page.error();
  auto position = page_tokens_.open(kReviewList, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  const core::ActorId actor = call.caller.id;
  auto review =
      co_await registry::review_list(parts_, std::move(call), page->list, position_from(*position), page->limit);
  if (!review) co_return review.error();
  write(*review, *response);
  if (review->next) {
    response->set_next_page_token(page_tokens_.make(kReviewList, actor, *request, text_of(*review->next)));
  } else {
    response->set_review_token(
        page_tokens_.make(kCountersignList, actor, signed_list(request->list_id()), text_of(review->state)));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::countersign_list(rpc::CallContext call,
                                                        const v1::CountersignListRequest* request,
                                                        v1::CountersignListResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto state =
      page_tokens_.open(kCountersignList, call.caller.id, signed_list(request->list_id()), request->review_token());
  std::optional<ReviewedState> reviewed;
  if (state) reviewed = state_from(*state);
  auto change = co_await lists_.countersign_list(std::move(call), id, asked->list, reviewed);
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::withdraw_list(rpc::CallContext call, const v1::WithdrawListRequest* request,
                                                     v1::WithdrawListResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto taken = co_await lists_.withdraw_list(std::move(call), id, asked->list, std::move(asked->ground));
  if (!taken) co_return taken.error();
  write(*taken, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_missing(rpc::CallContext call, const v1::ListMissingRequest* request,
                                                    v1::ListMissingResponse* response) {
  auto page = parse(*request);
  if (!page) co_return page.error();
  auto position = page_tokens_.open(kListMissing, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  const core::ActorId actor = call.caller.id;
  auto missing = co_await lists_.list_missing(std::move(call), page->list, number_from(*position, 0), page->limit);
  if (!missing) co_return missing.error();
  write(*missing, *response);
  if (missing->next_after) {
    const std::string next = std::to_string(*missing->next_after);
    response->set_next_page_token(page_tokens_.make(kListMissing, actor, *request, next));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_sources(rpc::CallContext call, const v1::ListSourcesRequest* request,
                                                    v1::ListSourcesResponse* response) {
  auto limit = parse(*request);
  if (!limit) co_return limit.error();
  auto position = page_tokens_.open(kListSources, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  const core::ActorId actor = call.caller.id;
  auto sources = co_await lists_.list_sources(std::move(call), core::SourceId(*position), *limit);
  if (!sources) co_return sources.error();
  for (const store::SourceShown& source : *sources) write(source, *response->add_sources());
  if (sources->size() == static_cast<std::size_t>(*limit)) {
    const std::string& next = sources->back().source.id.value();
    response->set_next_page_token(page_tokens_.make(kListSources, actor, *request, next));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::add_source(rpc::CallContext call, const v1::AddSourceRequest* request,
                                                  v1::AddSourceResponse* response) {
  auto asked = parse(*request, parts_.trial ? SourcesMay::kBeInvented : SourcesMay::kBeReal);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto source = co_await lists_.add_source(std::move(call), id, std::move(asked->source));
  if (!source) co_return source.error();
  write(*source, *response->mutable_source());
  co_return core::Nothing{};
}

}  // namespace hotline::registry
