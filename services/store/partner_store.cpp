#include "store/partner_store.hpp"

#include <utility>

#include "runtime/seal.hpp"
#include "sql/partner.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

constexpr char kDomain[] = "partner case";

}  // namespace

std::vector<core::Bytes32> case_keys(const runtime::Keyring& keyring, const core::ActorId& partner,
                                     std::string_view case_number) {
  return runtime::keyed_hashes(keyring.set(runtime::KeyUse::kContact), {kDomain, partner.value(), case_number});
}

asio::awaitable<core::Result<std::vector<PartnerCaseRow>>> find_cases(pg::Pool& pool, core::ActorId partner,
                                                                      std::vector<core::Bytes32> keys,
                                                                      runtime::Deadline deadline) {
  pg::Params params;
  params.text(partner.value()).byteas(keys);
  auto rows = co_await pool.exec(sql::partner::kFindCases, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<PartnerCaseRow>(*rows, [](const pg::Row& row) {
    return PartnerCaseRow{row.bytes32(0), row.int8(1), row.timestamptz(2)};
  });
}

asio::awaitable<core::Result<std::int64_t>> count_cases_since(pg::Pool& pool, core::ActorId partner,
                                                              core::Instant since, runtime::Deadline deadline) {
  pg::Params params;
  params.text(partner.value()).timestamptz(since);
  auto rows = co_await pool.exec(sql::partner::kCountSince, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Result<bool>> may_collect(pg::Pool& pool, std::int64_t reference, core::ActorId partner,
                                                runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).text(partner.value());
  auto rows = co_await pool.exec(sql::partner::kMayCollect, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Result<std::vector<PartnerCaseShown>>> list_cases(pg::Pool& pool, core::ActorId partner,
                                                                        CasePosition after, std::int32_t limit,
                                                                        runtime::Deadline deadline) {
  pg::Params params;
  params.text(partner.value()).text(after.change).int8(after.reference).int4(limit);
  auto rows = co_await pool.exec(sql::partner::kListCases, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<PartnerCaseShown>(*rows, [](const pg::Row& row) {
    PartnerCaseShown shown;
    shown.position = CasePosition{row.text(0), row.int8(1)};
    shown.collected_by = as<CollectedBy>(row.int2(2));
    shown.registered_at = row.timestamptz(3);
    shown.ended = row.boolean(4);
    return shown;
  });
}

}  // namespace hotline::store
