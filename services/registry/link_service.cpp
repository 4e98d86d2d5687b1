// The methods of RegistryService that link records.
#include <string>
#include <utility>

#include "registry/link_proto.hpp"
#include "registry/registry_service.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::registry {
namespace {

constexpr char kProposeLink[] = "hotline.v1.RegistryService/ProposeLink";
constexpr char kReviewLink[] = "hotline.v1.RegistryService/ReviewLink";
constexpr char kListLinks[] = "hotline.v1.RegistryService/ListLinks";

}  // namespace

grpc::ServerUnaryReactor* RegistryService::ProposeLink(grpc::CallbackServerContext* context,
                                                       const v1::ProposeLinkRequest* request,
                                                       v1::ProposeLinkResponse* response) {
  return rpc::serve(gate_, *context, kProposeLink, response,
                    [&](rpc::CallContext call) { return propose_link(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ReviewLink(grpc::CallbackServerContext* context,
                                                      const v1::ReviewLinkRequest* request,
                                                      v1::ReviewLinkResponse* response) {
  return rpc::serve(gate_, *context, kReviewLink, response,
                    [&](rpc::CallContext call) { return review_link(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* RegistryService::ListLinks(grpc::CallbackServerContext* context,
                                                     const v1::ListLinksRequest* request,
                                                     v1::ListLinksResponse* response) {
  return rpc::serve(gate_, *context, kListLinks, response,
                    [&](rpc::CallContext call) { return list_links(std::move(call), request, response); });
}

RegistryService::Work RegistryService::propose_link(rpc::CallContext call, const v1::ProposeLinkRequest* request,
                                                    v1::ProposeLinkResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto view = co_await links_.propose_link(std::move(call), id, std::move(asked->propose));
  if (!view) co_return view.error();
  write(*view, *response->mutable_link());
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::review_link(rpc::CallContext call, const v1::ReviewLinkRequest* request,
                                                   v1::ReviewLinkResponse* response) {
  auto asked = parse(*request);
  if (!asked) co_return asked.error();
  const WriteId id = write_id(call, asked->request, *request);
  auto change = co_await links_.review_link(std::move(call), id, std::move(asked->review));
  if (!change) co_return change.error();
  write(*change, *response);
  co_return core::Nothing{};
}

RegistryService::Work RegistryService::list_links(rpc::CallContext call, const v1::ListLinksRequest* request,
                                                  v1::ListLinksResponse* response) {
  auto query = parse(*request);
  if (!query) co_return query.error();
  auto position = page_tokens_.open(kListLinks, call.caller.id, *request, request->page_token());
  if (!position) co_return position.error();
  set_position(*position, *query);
  const auto limit = static_cast<std::size_t>(query->limit);
  const core::ActorId actor = call.caller.id;
  auto links = co_await links_.list_links(std::move(call), std::move(*query));
  if (!links) co_return links.error();
  for (const LinkView& view : *links) write(view, *response->add_links());
  if (links->size() == limit) {
    const std::string next = position_of(links->back().link);
    response->set_next_page_token(page_tokens_.make(kListLinks, actor, *request, next));
  }
  co_return core::Nothing{};
}

}  // namespace hotline::registry
