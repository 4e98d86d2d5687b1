#include <span>
#include <utility>

#include "sql/lookup.hpp"
#include "store/log_proofs.hpp"
#include "store/log_writer.hpp"

namespace hotline::store {

boost::asio::awaitable<core::Result<std::optional<StoredAnswer>>> LogWriter::stored_answer(
    pg::Pool& pool, const runtime::LogSigner& signer, core::ActorId actor, core::RequestId request,
    runtime::Deadline deadline) {
  using Found = core::Result<std::optional<StoredAnswer>>;
  pg::Params params;
  params.text(actor.value()).uuid(request.value());
  auto rows = co_await pool.exec(sql::lookup::kGetStoredAnswer, std::move(params), deadline);
  if (!rows) co_return Found(std::move(rows).error());
  if (rows->empty()) co_return Found(std::optional<StoredAnswer>());
  const pg::Row row = rows->front();
  const std::int32_t tree = row.int4(1);
  const std::int64_t index = row.int8(2);
  const std::string leaf = row.bytea(4);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(leaf.data());
  const core::Bytes32 hash = core::leaf_hash(std::span<const std::uint8_t>(bytes, leaf.size()));
  const LogProofs proofs(pool);
  auto proof = co_await proofs.receipt(signer, tree, static_cast<std::uint64_t>(index), hash, deadline);
  if (!proof) co_return Found(std::move(proof).error());
  core::LogReceipt receipt(core::LogReceiptKey(), tree, index, hash, *std::move(proof));
  std::optional<StoredAnswer> answer(StoredAnswer{row.bytes32(0), row.bytea(3), std::move(receipt)});
  co_return Found(std::move(answer));
}

}  // namespace hotline::store
