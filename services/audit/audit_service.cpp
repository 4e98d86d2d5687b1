#include "audit/audit_service.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/audit_proto.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::audit {
namespace {

constexpr char kGetCheckpoint[] = "hotline.v1.AuditService/GetCheckpoint";
constexpr char kGetInclusionProof[] = "hotline.v1.AuditService/GetInclusionProof";
constexpr char kGetConsistencyProof[] = "hotline.v1.AuditService/GetConsistencyProof";
constexpr char kListEntries[] = "hotline.v1.AuditService/ListEntries";

core::Error not_there(const char* what) {
  return core::make_error(core::Reason::kNotFound, what);
}

std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

}  // namespace

grpc::ServerUnaryReactor* AuditService::GetCheckpoint(grpc::CallbackServerContext* context,
                                                      const v1::GetCheckpointRequest* request,
                                                      v1::GetCheckpointResponse* response) {
  return rpc::serve(gate_, *context, kGetCheckpoint, response,
                    [&](rpc::CallContext call) { return get_checkpoint(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* AuditService::GetInclusionProof(grpc::CallbackServerContext* context,
                                                          const v1::GetInclusionProofRequest* request,
                                                          v1::GetInclusionProofResponse* response) {
  return rpc::serve(gate_, *context, kGetInclusionProof, response,
                    [&](rpc::CallContext call) { return prove_inclusion(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* AuditService::GetConsistencyProof(grpc::CallbackServerContext* context,
                                                            const v1::GetConsistencyProofRequest* request,
                                                            v1::GetConsistencyProofResponse* response) {
  return rpc::serve(gate_, *context, kGetConsistencyProof, response,
                    [&](rpc::CallContext call) { return prove_consistency(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* AuditService::ListEntries(grpc::CallbackServerContext* context,
                                                    const v1::ListEntriesRequest* request,
                                                    v1::ListEntriesResponse* response) {
  return rpc::serve(gate_, *context, kListEntries, response,
                    [&](rpc::CallContext call) { return list_entries(std::move(call), request, response); });
}

// The latest checkpoint of our own tree is in memory before it is in the database.
AuditService::Done AuditService::get_checkpoint(rpc::CallContext call, const v1::GetCheckpointRequest* request,
                                                v1::GetCheckpointResponse* response) {
  auto asked = read(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  const store::LogWriterState own = log_.state();
  const std::int32_t tree = asked->tree == 0 ? own.tree : asked->tree;
  const auto own_size = static_cast<std::uint64_t>(own.size);
  const bool own_covers = tree == own.tree && !own.checkpoint.empty() && own_size >= asked->size_least;
  if (!own_covers || asked->size_least != 0) {
    auto kept = co_await proofs_.checkpoint(tree, asked->size_least, call.deadline);
    if (!kept) co_return core::Done(std::move(kept).error());
    if (kept->has_value()) {
      response->set_tree(tree);
      response->set_size(signed_of((*kept)->size));
      response->set_checkpoint((*kept)->note);
      co_return core::Done(core::Nothing());
    }
  }
  if (!own_covers)
    co_return core::Done(not_there("there is no such tree, or no checkpoint of it covers so many entries"));
  response->set_tree(tree);
  response->set_size(own.size);
  response->set_checkpoint(own.checkpoint);
  co_return core::Done(core::Nothing());
}

boost::asio::awaitable<core::Result<AuditService::Tree>> AuditService::find_tree(rpc::CallContext call,
                                                                                 std::int32_t asked) const {
  Tree tree;
  tree.number = asked == 0 ? log_.state().tree : asked;
  auto row = co_await proofs_.tree(tree.number, call.deadline);
  if (!row) co_return core::Result<Tree>(std::move(row).error());
  if (!row->has_value()) co_return core::Result<Tree>(not_there("there is no such tree"));
  tree.size = (*row)->size;
  co_return core::Result<Tree>(tree);
}

AuditService::Done AuditService::prove_inclusion(rpc::CallContext call, const v1::GetInclusionProofRequest* request,
                                                 v1::GetInclusionProofResponse* response) {
  auto asked = read(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  auto tree = co_await find_tree(call, asked->tree);
  if (!tree) co_return core::Done(std::move(tree).error());
  const std::uint64_t size = asked->size == 0 ? tree->size : asked->size;
  if (size > tree->size || asked->index >= size) co_return core::Done(not_there("the tree has no such entry or size"));
  auto entries = co_await proofs_.entries(tree->number, asked->index, asked->index + 1, 1, call.deadline);
  if (!entries) co_return core::Done(std::move(entries).error());
  if (entries->empty()) co_return core::Done(not_there("the tree has no such entry or size"));
  auto path = co_await proofs_.inclusion(tree->number, asked->index, size, call.deadline);
  if (!path) co_return core::Done(std::move(path).error());
  auto root = co_await proofs_.root_at(tree->number, size, call.deadline);
  if (!root) co_return core::Done(std::move(root).error());
  const std::string& leaf = entries->front().leaf;
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(leaf.data()), leaf.size());
  response->set_tree(tree->number);
  response->set_index(signed_of(asked->index));
  response->set_tree_size(signed_of(size));
  response->set_leaf_hash(bytes_of(core::leaf_hash(bytes)));
  for (const core::Bytes32& hash : *path) response->add_path(bytes_of(hash));
  response->set_root(bytes_of(*root));
  co_return core::Done(core::Nothing());
}

AuditService::Done AuditService::prove_consistency(rpc::CallContext call, const v1::GetConsistencyProofRequest* request,
                                                   v1::GetConsistencyProofResponse* response) {
  auto asked = read(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  auto tree = co_await find_tree(call, asked->tree);
  if (!tree) co_return core::Done(std::move(tree).error());
  const std::uint64_t after = asked->after == 0 ? tree->size : asked->after;
  if (after > tree->size || asked->before > after) co_return core::Done(not_there("the tree has no such size"));
  auto path = co_await proofs_.consistency(tree->number, asked->before, after, call.deadline);
  if (!path) co_return core::Done(std::move(path).error());
  auto root_before = co_await proofs_.root_at(tree->number, asked->before, call.deadline);
  if (!root_before) co_return core::Done(std::move(root_before).error());
  auto root_after = co_await proofs_.root_at(tree->number, after, call.deadline);
  if (!root_after) co_return core::Done(std::move(root_after).error());
  response->set_tree(tree->number);
  response->set_size_before(signed_of(asked->before));
  response->set_size_after(signed_of(after));
  for (const core::Bytes32& hash : *path) response->add_path(bytes_of(hash));
  response->set_root_before(bytes_of(*root_before));
  response->set_root_after(bytes_of(*root_after));
  co_return core::Done(core::Nothing());
}

AuditService::Done AuditService::list_entries(rpc::CallContext call, const v1::ListEntriesRequest* request,
                                              v1::ListEntriesResponse* response) {
  auto asked = read(*request, call, tokens_);
  if (!asked) co_return core::Done(std::move(asked).error());
  auto tree = co_await find_tree(call, asked->tree);
  if (!tree) co_return core::Done(std::move(tree).error());
  const std::uint64_t end = asked->end == 0 ? tree->size : std::min(asked->end, tree->size);
  if (asked->first >= end) co_return core::Done(core::Nothing());
  auto entries = co_await proofs_.entries(tree->number, asked->first, end, asked->page_size, call.deadline);
  if (!entries) co_return core::Done(std::move(entries).error());
  const auto written = write(*entries, *response);
  if (!written) co_return written;
  if (entries->empty() || entries->back().index + 1 >= end) co_return core::Done(core::Nothing());
  const std::string position = std::to_string(entries->back().index + 1);
  response->set_next_page_token(tokens_.make(kListEntries, call.caller.id, *request, position));
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::audit
