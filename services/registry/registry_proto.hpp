#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"
#include "registry/list_import.hpp"
#include "registry/proto_words.hpp"
#include "registry/registry_flow.hpp"

// Messages of the registry service to core types and back; those of lists and sources stand in list_proto.hpp. A parse
// collects every violation; personal fields go on as they are and never into an error.
namespace hotline::registry {

// A file read twenty times wrongly is not read rightly the hundredth time.
inline constexpr std::int32_t kAttemptMax = 99;
inline constexpr int kMappedColumnsMax = 200;
inline constexpr std::size_t kHeadingMax = 100;

core::Result<ListHeader> parse_header(const v1::ImportListRequest& request, std::int64_t rows_max, core::Instant now);
// `next_row` is the row that has to follow or one that was sent before; rows up to `rows_total` exist.
core::Result<std::vector<RawRow>> parse_chunk(const v1::ImportListRequest& request, std::int64_t next_row,
                                              std::int64_t rows_total);

struct PuttingStatement {
  core::RequestId request;
  StatementToPut put;
};
core::Result<PuttingStatement> parse(const v1::PutStatementRequest& request, core::Instant now);
struct Withdrawing {
  core::RequestId request;
  core::StatementId statement;
  std::string ground;
};
core::Result<Withdrawing> parse(const v1::WithdrawStatementRequest& request);
struct PuttingHold {
  core::RequestId request;
  HoldToPut put;
};
core::Result<PuttingHold> parse(const v1::PutHoldRequest& request, core::Instant now);
struct EndingHold {
  core::RequestId request;
  core::HoldId hold;
};
core::Result<EndingHold> parse(const v1::EndHoldRequest& request);

void write(const store::RowOutcome& outcome, v1::RowOutcome& message);
void write(const Change& change, v1::PutStatementResponse& message);
void write(const Change& change, v1::WithdrawStatementResponse& message);
void write(const Change& change, v1::PutHoldResponse& message);
void write(const Change& change, v1::EndHoldResponse& message);

}  // namespace hotline::registry
