#include "registry/registry_service.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <string>
#include <utility>

#include "registry/import_call.hpp"
#include "registry/registry_proto.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::registry {
namespace {

constexpr char kImportList[] = "hotline.v1.RegistryService/ImportList";
constexpr char kPutStatement[] = "hotline.v1.RegistryService/PutStatement";
constexpr char kWithdrawStatement[] = "hotline.v1.RegistryService/WithdrawStatement";
constexpr char kPutHold[] = "hotline.v1.RegistryService/PutHold";
constexpr char kEndHold[] = "hotline.v1.RegistryService/EndHold";

// Ten million rows at the slowest rate we accept.
constexpr std::chrono::hours kImportTimeMax{6};

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
