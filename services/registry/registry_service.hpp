#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "hotline/v1/registry_service.grpc.pb.h"
#include "registry/find_flow.hpp"
#include "registry/link_flow.hpp"
#include "registry/list_flow.hpp"
#include "registry/registry_flow.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/bidi_stream.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"

namespace hotline::registry {

using ImportStream = rpc::BidiStream<v1::ImportListRequest, v1::ImportListResponse>;

// The gRPC face of the register: parse, run the use case, write. No rules. All it is given outlives it.
class RegistryService final : public v1::RegistryService::CallbackService {
 public:
  RegistryService(const rpc::Gate& gate, const rpc::PageTokens& page_tokens, RegistryParts parts)
      : gate_(gate),
        parts_(parts),
        flow_(parts),
        find_(parts),
        links_(parts),
        lists_(parts),
        page_tokens_(page_tokens) {}

  grpc::ServerBidiReactor<v1::ImportListRequest, v1::ImportListResponse>* ImportList(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* GetPerson(grpc::CallbackServerContext* context, const v1::GetPersonRequest* request,
                                      v1::GetPersonResponse* response) override;
  grpc::ServerUnaryReactor* FindPersons(grpc::CallbackServerContext* context, const v1::FindPersonsRequest* request,
                                        v1::FindPersonsResponse* response) override;
  grpc::ServerUnaryReactor* WhatCouldBeSaid(grpc::CallbackServerContext* context,
                                            const v1::WhatCouldBeSaidRequest* request,
                                            v1::WhatCouldBeSaidResponse* response) override;
  grpc::ServerUnaryReactor* ReportGaps(grpc::CallbackServerContext* context, const v1::ReportGapsRequest* request,
                                       v1::ReportGapsResponse* response) override;
  grpc::ServerUnaryReactor* PutStatement(grpc::CallbackServerContext* context, const v1::PutStatementRequest* request,
                                         v1::PutStatementResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawStatement(grpc::CallbackServerContext* context,
                                              const v1::WithdrawStatementRequest* request,
                                              v1::WithdrawStatementResponse* response) override;
  grpc::ServerUnaryReactor* ProposeLink(grpc::CallbackServerContext* context, const v1::ProposeLinkRequest* request,
                                        v1::ProposeLinkResponse* response) override;
  grpc::ServerUnaryReactor* ReviewLink(grpc::CallbackServerContext* context, const v1::ReviewLinkRequest* request,
                                       v1::ReviewLinkResponse* response) override;
  grpc::ServerUnaryReactor* ListLinks(grpc::CallbackServerContext* context, const v1::ListLinksRequest* request,
                                      v1::ListLinksResponse* response) override;
  grpc::ServerUnaryReactor* PutHold(grpc::CallbackServerContext* context, const v1::PutHoldRequest* request,
                                    v1::PutHoldResponse* response) override;
  grpc::ServerUnaryReactor* EndHold(grpc::CallbackServerContext* context, const v1::EndHoldRequest* request,
                                    v1::EndHoldResponse* response) override;

  // Lists and sources: list_service.cpp.
  grpc::ServerUnaryReactor* GetList(grpc::CallbackServerContext* context, const v1::GetListRequest* request,
                                    v1::GetListResponse* response) override;
  grpc::ServerUnaryReactor* ListRowOutcomes(grpc::CallbackServerContext* context,
                                            const v1::ListRowOutcomesRequest* request,
                                            v1::ListRowOutcomesResponse* response) override;
  grpc::ServerUnaryReactor* ListLists(grpc::CallbackServerContext* context, const v1::ListListsRequest* request,
                                      v1::ListListsResponse* response) override;
  grpc::ServerUnaryReactor* ReviewList(grpc::CallbackServerContext* context, const v1::ReviewListRequest* request,
                                       v1::ReviewListResponse* response) override;
  grpc::ServerUnaryReactor* CountersignList(grpc::CallbackServerContext* context,
                                            const v1::CountersignListRequest* request,
                                            v1::CountersignListResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawList(grpc::CallbackServerContext* context, const v1::WithdrawListRequest* request,
                                         v1::WithdrawListResponse* response) override;
  grpc::ServerUnaryReactor* ListMissing(grpc::CallbackServerContext* context, const v1::ListMissingRequest* request,
                                        v1::ListMissingResponse* response) override;
  grpc::ServerUnaryReactor* ListSources(grpc::CallbackServerContext* context, const v1::ListSourcesRequest* request,
                                        v1::ListSourcesResponse* response) override;
  grpc::ServerUnaryReactor* AddSource(grpc::CallbackServerContext* context, const v1::AddSourceRequest* request,
                                      v1::AddSourceResponse* response) override;

 private:
  using Work = boost::asio::awaitable<core::Done>;
  Work get_person(rpc::CallContext call, const v1::GetPersonRequest* request, v1::GetPersonResponse* response);
  Work find_persons(rpc::CallContext call, const v1::FindPersonsRequest* request, v1::FindPersonsResponse* response);
  Work what_could_be_said(rpc::CallContext call, const v1::WhatCouldBeSaidRequest* request,
                          v1::WhatCouldBeSaidResponse* response);
  Work report_gaps(rpc::CallContext call, const v1::ReportGapsRequest* request, v1::ReportGapsResponse* response);
  Work put_statement(rpc::CallContext call, const v1::PutStatementRequest* request, v1::PutStatementResponse* response);
  Work withdraw_statement(rpc::CallContext call, const v1::WithdrawStatementRequest* request,
                          v1::WithdrawStatementResponse* response);
  Work propose_link(rpc::CallContext call, const v1::ProposeLinkRequest* request, v1::ProposeLinkResponse* response);
  Work review_link(rpc::CallContext call, const v1::ReviewLinkRequest* request, v1::ReviewLinkResponse* response);
  Work list_links(rpc::CallContext call, const v1::ListLinksRequest* request, v1::ListLinksResponse* response);
  Work put_hold(rpc::CallContext call, const v1::PutHoldRequest* request, v1::PutHoldResponse* response);
  Work end_hold(rpc::CallContext call, const v1::EndHoldRequest* request, v1::EndHoldResponse* response);

  Work get_list(rpc::CallContext call, const v1::GetListRequest* request, v1::GetListResponse* response);
  Work list_row_outcomes(rpc::CallContext call, const v1::ListRowOutcomesRequest* request,
                         v1::ListRowOutcomesResponse* response);
  Work list_lists(rpc::CallContext call, const v1::ListListsRequest* request, v1::ListListsResponse* response);
  Work review_list(rpc::CallContext call, const v1::ReviewListRequest* request, v1::ReviewListResponse* response);
  Work countersign_list(rpc::CallContext call, const v1::CountersignListRequest* request,
                        v1::CountersignListResponse* response);
  Work withdraw_list(rpc::CallContext call, const v1::WithdrawListRequest* request, v1::WithdrawListResponse* response);
  Work list_missing(rpc::CallContext call, const v1::ListMissingRequest* request, v1::ListMissingResponse* response);
  Work list_sources(rpc::CallContext call, const v1::ListSourcesRequest* request, v1::ListSourcesResponse* response);
  Work add_source(rpc::CallContext call, const v1::AddSourceRequest* request, v1::AddSourceResponse* response);

  WriteId write_id(const rpc::CallContext& call, const core::RequestId& request,
                   const google::protobuf::Message& message) const;

  const rpc::Gate& gate_;
  RegistryParts parts_;
  RegistryFlow flow_;
  FindFlow find_;
  LinkFlow links_;
  ListFlow lists_;
  const rpc::PageTokens& page_tokens_;
};

}  // namespace hotline::registry
