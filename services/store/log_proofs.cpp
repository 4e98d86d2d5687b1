#include "store/log_proofs.hpp"

#include <utility>

#include "sql/audit.hpp"
#include "store/log_nodes.hpp"

namespace hotline::store {
namespace {

using core::Bytes32;
using core::Proof;
using core::Reason;
using core::Result;
using pg::Params;
using pg::Row;
using runtime::Deadline;

boost::asio::awaitable<Result<Proof>> read_proof(pg::Pool& pool, std::int32_t tree, LogNodes::Make make,
                                                 Deadline deadline) {
  LogNodes nodes;
  const auto planned = nodes.plan(make);
  if (!planned) co_return Result<Proof>(planned.error());
  if (!nodes.empty()) {
    auto rows = co_await pool.exec(sql::audit::kReadNodes, nodes.params(tree), deadline);
    if (!rows) co_return Result<Proof>(std::move(rows).error());
    nodes.take(*rows);
  }
  co_return nodes.make(make);
}

LogNodes::Make inclusion_of(std::uint64_t index, std::uint64_t size) {
  return [index, size](const core::NodeReader& read) { return core::prove_inclusion(index, size, read); };
}

LogNodes::Make consistency_of(std::uint64_t before, std::uint64_t after) {
  return [before, after](const core::NodeReader& read) { return core::prove_consistency(before, after, read); };
}

// A root is taken as a proof of one hash, so that its nodes are read in the same way.
LogNodes::Make root_of(std::uint64_t size) {
  return [size](const core::NodeReader& read) -> Result<Proof> {
    auto root = core::root_of(size, read);
    if (!root) return root.error();
    return Proof{*root};
  };
}

core::Error not_held() {
  return core::make_error(Reason::kWrongState, "the log does not hold what it should; hotline audit verify says where");
}

}  // namespace

LogProofs::Answer<std::optional<TreeRow>> LogProofs::tree(std::int32_t tree, Deadline deadline) const {
  using Found = Result<std::optional<TreeRow>>;
  Params params;
  params.int4(tree);
  auto rows = co_await pool_.exec(sql::audit::kReadTree, std::move(params), deadline);
  if (!rows) co_return Found(std::move(rows).error());
  if (rows->empty()) co_return Found(std::optional<TreeRow>());
  TreeRow row;
  row.size = static_cast<std::uint64_t>(rows->front().int8(0));
  row.root = rows->front().bytes32(1);
  co_return Found(std::optional<TreeRow>(row));
}

LogProofs::Answer<std::optional<KeptCheckpoint>> LogProofs::checkpoint(std::int32_t tree, std::uint64_t size_least,
                                                                       Deadline deadline) const {
  using Found = Result<std::optional<KeptCheckpoint>>;
  Params params;
  params.int4(tree);
  pg::Query query = sql::audit::kLastCheckpoint;
  if (size_least != 0) {
    params.int8(static_cast<std::int64_t>(size_least));
    query = sql::audit::kFindCheckpoint;
  }
  auto rows = co_await pool_.exec(query, std::move(params), deadline);
  if (!rows) co_return Found(std::move(rows).error());
  if (rows->empty()) co_return Found(std::optional<KeptCheckpoint>());
  KeptCheckpoint kept;
  kept.size = static_cast<std::uint64_t>(rows->front().int8(0));
  kept.note = rows->front().text(1);
  co_return Found(std::optional<KeptCheckpoint>(std::move(kept)));
}

LogProofs::Answer<std::vector<EntryRow>> LogProofs::entries(std::int32_t tree, std::uint64_t first, std::uint64_t end,
                                                            std::int32_t rows_max, Deadline deadline) const {
  using Found = Result<std::vector<EntryRow>>;
  Params params;
  params.int4(tree).int8(static_cast<std::int64_t>(first)).int8(static_cast<std::int64_t>(end)).int4(rows_max);
  auto rows = co_await pool_.exec(sql::audit::kPageEntries, std::move(params), deadline);
  if (!rows) co_return Found(std::move(rows).error());
  std::vector<EntryRow> entries;
  for (const Row row : *rows) {
    EntryRow& entry = entries.emplace_back();
    entry.index = static_cast<std::uint64_t>(row.int8(0));
    entry.leaf = row.bytea(1);
  }
  co_return Found(std::move(entries));
}

LogProofs::Answer<Proof> LogProofs::inclusion(std::int32_t tree, std::uint64_t index, std::uint64_t size,
                                              Deadline deadline) const {
  co_return co_await read_proof(pool_, tree, inclusion_of(index, size), deadline);
}

LogProofs::Answer<Proof> LogProofs::consistency(std::int32_t tree, std::uint64_t size_before, std::uint64_t size_after,
                                                Deadline deadline) const {
  co_return co_await read_proof(pool_, tree, consistency_of(size_before, size_after), deadline);
}

LogProofs::Answer<Bytes32> LogProofs::root_at(std::int32_t tree, std::uint64_t size, Deadline deadline) const {
  auto root = co_await read_proof(pool_, tree, root_of(size), deadline);
  if (!root) co_return Result<Bytes32>(std::move(root).error());
  co_return Result<Bytes32>(root->front());
}

LogProofs::Answer<core::LogProof> LogProofs::receipt(const runtime::LogSigner& signer, std::int32_t tree,
                                                     std::uint64_t index, Bytes32 leaf_hash, Deadline deadline) const {
  using Found = Result<core::LogProof>;
  Params params;
  params.int4(tree).int8(static_cast<std::int64_t>(index));
  auto batch = co_await pool_.exec(sql::audit::kBatchOf, std::move(params), deadline);
  if (!batch) co_return Found(std::move(batch).error());
  if (batch->empty()) co_return Found(not_held());
  const Row row = batch->front();
  runtime::TreeState state;
  state.tree = tree;
  state.size = static_cast<std::uint64_t>(row.int8(0));
  state.root = row.bytes32(1);
  const std::string kept = row.null(2) ? std::string() : row.text(2);
  if (index >= state.size) co_return Found(not_held());
  auto path = co_await inclusion(tree, index, state.size, deadline);
  if (!path) co_return Found(std::move(path).error());
  if (!core::verify_inclusion(index, state.size, leaf_hash, *path, state.root)) co_return Found(not_held());
  core::LogProof proof;
  proof.path = *std::move(path);
  proof.checkpoint = kept.empty() ? signer.sign(state) : kept;
  co_return Found(std::move(proof));
}

}  // namespace hotline::store
