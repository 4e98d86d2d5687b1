#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>

#include "core/result.hpp"
#include "hotline/v1/audit_service.grpc.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "store/log_proofs.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::audit {

// Gives the log to those who check it. Reads with a login of its own, which can read neither payloads nor the register.
class AuditService final : public v1::AuditService::CallbackService {
 public:
  // `pool` is of the login hotline_auditor.
  AuditService(const rpc::Gate& gate, store::pg::Pool& pool, const store::LogWriter& log, const rpc::PageTokens& tokens)
      : gate_(gate), proofs_(pool), log_(log), tokens_(tokens) {}

  grpc::ServerUnaryReactor* GetCheckpoint(grpc::CallbackServerContext* context, const v1::GetCheckpointRequest* request,
                                          v1::GetCheckpointResponse* response) override;
  grpc::ServerUnaryReactor* GetInclusionProof(grpc::CallbackServerContext* context,
                                              const v1::GetInclusionProofRequest* request,
                                              v1::GetInclusionProofResponse* response) override;
  grpc::ServerUnaryReactor* GetConsistencyProof(grpc::CallbackServerContext* context,
                                                const v1::GetConsistencyProofRequest* request,
                                                v1::GetConsistencyProofResponse* response) override;
  grpc::ServerUnaryReactor* ListEntries(grpc::CallbackServerContext* context, const v1::ListEntriesRequest* request,
                                        v1::ListEntriesResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done get_checkpoint(rpc::CallContext call, const v1::GetCheckpointRequest* request,
                      v1::GetCheckpointResponse* response);
  Done prove_inclusion(rpc::CallContext call, const v1::GetInclusionProofRequest* request,
                       v1::GetInclusionProofResponse* response);
  Done prove_consistency(rpc::CallContext call, const v1::GetConsistencyProofRequest* request,
                         v1::GetConsistencyProofResponse* response);
  Done list_entries(rpc::CallContext call, const v1::ListEntriesRequest* request, v1::ListEntriesResponse* response);

  // A tree that is asked for and how many entries it has now.
  struct Tree {
    std::int32_t number = 0;
    std::uint64_t size = 0;
  };
  boost::asio::awaitable<core::Result<Tree>> find_tree(rpc::CallContext call, std::int32_t asked) const;

  const rpc::Gate& gate_;
  store::LogProofs proofs_;
  const store::LogWriter& log_;
  const rpc::PageTokens& tokens_;
};

}  // namespace hotline::audit
