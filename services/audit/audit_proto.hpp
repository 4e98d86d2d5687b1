#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/merkle.hpp"
#include "core/result.hpp"
#include "hotline/v1/audit_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "store/log_proofs.hpp"

namespace hotline::audit {

// What the methods ask for; 0 as the proto has it: this server's tree, the tree as it stands now.
struct CheckpointAsked {
  std::int32_t tree = 0;
  std::uint64_t size_least = 0;
};
struct InclusionAsked {
  std::int32_t tree = 0;
  std::uint64_t index = 0;
  std::uint64_t size = 0;
};
struct ConsistencyAsked {
  std::int32_t tree = 0;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};
struct EntriesAsked {
  std::int32_t tree = 0;
  std::uint64_t first = 0;  // of this page
  std::uint64_t end = 0;
  std::int32_t page_size = 0;
};

// All violations at once.
core::Result<CheckpointAsked> read(const v1::GetCheckpointRequest& request);
core::Result<InclusionAsked> read(const v1::GetInclusionProofRequest& request);
core::Result<ConsistencyAsked> read(const v1::GetConsistencyProofRequest& request);
core::Result<EntriesAsked> read(const v1::ListEntriesRequest& request, const rpc::CallContext& call,
                                const rpc::PageTokens& tokens);

std::string bytes_of(const core::Bytes32& hash);
// kWrongState when an entry is no leaf.
core::Done write(const std::vector<store::EntryRow>& entries, v1::ListEntriesResponse& response);

}  // namespace hotline::audit
