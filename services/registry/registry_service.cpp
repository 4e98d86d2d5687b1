#include "registry/registry_service.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <charconv>
#include <string>
#include <utility>

#include "registry/import_call.hpp"
#include "registry/registry_proto.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::registry {
namespace {

constexpr char kImportList[] = "hotline.v1.RegistryService/ImportList";
constexpr char kGetList[] = "hotline.v1.RegistryService/GetList";
constexpr char kListRowOutcomes[] = "hotline.v1.RegistryService/ListRowOutcomes";
constexpr char kCountersignList[] = "hotline.v1.RegistryService/CountersignList";
constexpr char kPutStatement[] = "hotline.v1.RegistryService/PutStatement";
constexpr char kWithdrawStatement[] = "hotline.v1.RegistryService/WithdrawStatement";
constexpr char kListSources[] = "hotline.v1.RegistryService/ListSources";
constexpr char kPutHold[] = "hotline.v1.RegistryService/PutHold";
constexpr char kEndHold[] = "hotline.v1.RegistryService/EndHold";

// Ten million rows at the slowest rate we accept.
constexpr std::chrono::hours kImportTimeMax{6};
// All persons of the list's deaths are derived anew in one transaction.
constexpr std::chrono::minutes kCountersignTimeMax{10};

// The same message always gives the same bytes.
std::string stable_bytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

}  // namespace

grpc::ServerBidiReactor<v1::ImportListRequest, v1::ImportListResponse>* RegistryService::ImportList(
    grpc::CallbackServerContext* context) {
  return rpc::serve_stream<v1::ImportListRequest, v1::ImportListResponse>(
      gate_, *context, kImportList,
      [&](rpc::CallContext call, ImportStream& stream) {
        return serve_import(parts_, gate_.executor(), std::move(call), stream.shared_from_this());
      },
      kImportTimeMax);
}

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

grpc::ServerUnaryReactor* RegistryService::CountersignList(grpc::CallbackServerContext* context,
                                                           const v1::CountersignListRequest* request,
                                                           v1::CountersignListResponse* response) {
  return rpc::serve(
      gate_, *context, kCountersignList, response,
      [&](rpc::CallContext call) { return countersign_list(std::move(call), request, response); }, kCountersignTimeMax);
}

grpc::ServerUnaryReactor* RegistryService::PutStatement(grpc::CallbackServerContext* context,
                                                        const v1::PutStatementRequest* request,
                                                        v1::PutStatementResponse* response) {
  return rpc::serve(gate_, *context, kPutStatement, response,
                    [&](rpc::CallContext call) { return put_statement(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::WithdrawStatement(grpc::CallbackServerContext* context,
                                                             const v1::WithdrawStatementRequest* request,
                                                             v1::WithdrawStatementResponse* response) {
  return rpc::serve(gate_, *context, kWithdrawStatement, response,
                    [&](rpc::CallContext call) { return withdraw_statement(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ListSources(grpc::CallbackServerContext* context,
                                                       const v1::ListSourcesRequest* request,
                                                       v1::ListSourcesResponse* response) {
  return rpc::serve(gate_, *context, kListSources, response,
                    [&](rpc::CallContext call) { return list_sources(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::PutHold(grpc::CallbackServerContext* context,
                                                   const v1::PutHoldRequest* request, v1::PutHoldResponse* response) {
  return rpc::serve(gate_, *context, kPutHold, response,
                    [&](rpc::CallContext call) { return put_hold(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::EndHold(grpc::CallbackServerContext* context,
                                                   const v1::EndHoldRequest* request, v1::EndHoldResponse* response) {
  return rpc::serve(gate_, *context, kEndHold, response,
                    [&](rpc::CallContext call) { return end_hold(std::move(call), request, response); });
}

WriteId RegistryService::write_id(const rpc::CallContext& call, const core::RequestId& request,
                                  const google::protobuf::Message& message) const {
  return WriteId{request, store::write_digest(parts_.keyring, call.method, stable_bytes(message))};
}

RegistryService::Work RegistryService::get_list(rpc::CallContext call, const v1::GetListRequest* request,
                                                v1::GetListResponse* response) {
  auto list = parse_list_id(*request);
  if (!list) co_return list.error();
  auto row = co_await flow_.get_list(std::move(call), *list);
  if (!row) co_return row.error();
  write(*row, *list, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_row_outcomes(rpc::CallContext call,
                                                         const v1::ListRowOutcomesRequest* request,
                                                         v1::ListRowOutcomesResponse* response) {
  auto page = parse(*request);
  if (!page) co_return page.error();
  auto position = page_tokens_.open(kListRowOutcomes, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  std::from_chars(position->data(), position->data() + position->size(), page->query.after);
  const auto limit = static_cast<std::size_t>(page->query.limit);
  const core::ActorId actor = call.caller.id;
  auto outcomes = co_await flow_.list_row_outcomes(std::move(call), page->list, page->query);
  if (!outcomes) co_return outcomes.error();
  for (const store::RowOutcome& outcome : *outcomes) write(outcome, *response->add_outcomes());
  if (outcomes->size() == limit) {
    const std::string next = std::to_string(outcomes->back().row_number);
    response->set_next_page_token(page_tokens_.make(kListRowOutcomes, actor, *request, next));
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
  auto sources = co_await flow_.list_sources(std::move(call), core::SourceId(*position), *limit);
  if (!sources) co_return sources.error();
  for (const store::SourceRow& source : *sources) write(source, *response->add_sources());
  if (sources->size() == static_cast<std::size_t>(*limit)) {
    const std::string& next = sources->back().id.value();
    response->set_next_page_token(page_tokens_.make(kListSources, actor, *request, next));
  }
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::countersign_list(rpc::CallContext call,
                                                        const v1::CountersignListRequest* request,
                                                        v1::CountersignListResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await flow_.countersign_list(std::move(call), id, asked->list);
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::put_statement(rpc::CallContext call, const v1::PutStatementRequest* request,
                                                     v1::PutStatementResponse* response) {
  auto asked = parse(*request, parts_.clock.now());
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await flow_.put_statement(std::move(call), id, std::move(asked->put));
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::withdraw_statement(rpc::CallContext call,
                                                          const v1::WithdrawStatementRequest* request,
                                                          v1::WithdrawStatementResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await flow_.withdraw_statement(std::move(call), id, asked->statement, std::move(asked->ground));
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::put_hold(rpc::CallContext call, const v1::PutHoldRequest* request,
                                                v1::PutHoldResponse* response) {
  auto asked = parse(*request, parts_.clock.now());
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await flow_.put_hold(std::move(call), id, std::move(asked->put));
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::end_hold(rpc::CallContext call, const v1::EndHoldRequest* request,
                                                v1::EndHoldResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await flow_.end_hold(std::move(call), id, asked->hold);
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

}  // namespace hotline::registry
