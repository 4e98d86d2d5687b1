#include "store/inquiry_store.hpp"

#include "sql/inquiry.hpp"

namespace hotline::store {

StoredInquiry read_inquiry(const pg::Row& row) {
  StoredInquiry inquiry;
  inquiry.reference = row.int8(0);
  inquiry.state = static_cast<core::InquiryState>(row.int2(1));
  inquiry.language = static_cast<std::uint8_t>(row.int2(2));
  inquiry.opened_at = row.timestamptz(3);
  inquiry.changed_at = row.timestamptz(4);
  inquiry.facts_version = row.int4(5);
  inquiry.facts_sealed = row.bytea(6);
  inquiry.asker_sealed = row.bytea_or_null(7).value_or(std::string());
  inquiry.passphrase_hash = row.bytea(8);
  inquiry.passphrase_failures = row.int2(9);
  return inquiry;
}

boost::asio::awaitable<core::Result<std::optional<StoredInquiry>>> get_inquiry(pg::Pool& pool, std::int64_t reference,
                                                                               runtime::Deadline deadline) {
  using Found = core::Result<std::optional<StoredInquiry>>;
  pg::Params params;
  params.int8(reference);
  auto rows = co_await pool.exec(sql::inquiry::kGetInquiry, std::move(params), deadline);
  if (!rows) co_return Found(std::move(rows).error());
  if (rows->empty()) co_return Found(std::optional<StoredInquiry>());
  std::optional<StoredInquiry> inquiry(read_inquiry(rows->front()));
  co_return Found(std::move(inquiry));
}

boost::asio::awaitable<core::Done> count_passphrase_failure(pg::Pool& pool, std::int64_t reference,
                                                            std::int16_t failures_max, runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).int2(failures_max);
  auto rows = co_await pool.exec(sql::inquiry::kCountPassphraseFailure, std::move(params), deadline);
  if (!rows) co_return core::Done(std::move(rows).error());
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::store
