#include "store/inquiry_store.hpp"

#include <utility>

#include "runtime/bytes.hpp"
#include "sql/inquiry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;
using Found = core::Result<std::optional<StoredInquiry>>;
using Summaries = core::Result<std::vector<InquirySummary>>;

std::int16_t stored(core::InquiryState state) {
  return static_cast<std::int16_t>(state);
}

Found read_found(core::Result<pg::Rows> rows) {
  if (!rows) return std::move(rows).error();
  if (rows->empty()) return std::optional<StoredInquiry>();
  return std::optional<StoredInquiry>(read_inquiry(rows->front()));
}

Summaries read_summaries(core::Result<pg::Rows> rows) {
  if (!rows) return std::move(rows).error();
  std::vector<InquirySummary> summaries;
  summaries.reserve(rows->size());
  for (const pg::Row row : *rows) {
    InquirySummary summary;
    summary.reference = row.int8(0);
    summary.state = static_cast<core::InquiryState>(row.int2(1));
    summary.opened_at = row.timestamptz(2);
    summary.changed_at = row.timestamptz(3);
    summaries.push_back(summary);
  }
  return summaries;
}

core::Done read_nothing(const core::Result<pg::Rows>& rows) {
  if (!rows) return rows.error();
  return core::Nothing{};
}

}  // namespace

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
  const auto from = row.int2_or_null(10);
  const auto minutes = row.int2_or_null(11);
  if (from && minutes) inquiry.calling_hours = core::CallingHours{*from, *minutes};
  return inquiry;
}

asio::awaitable<Found> get_inquiry(pg::Pool& pool, std::int64_t reference, runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await pool.exec(sql::inquiry::kGetInquiry, std::move(params), deadline);
  co_return read_found(std::move(rows));
}

asio::awaitable<Found> read_inquiry(pg::Transaction& tx, std::int64_t reference) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await tx.exec(sql::inquiry::kGetInquiry, std::move(params));
  co_return read_found(std::move(rows));
}

asio::awaitable<Found> lock_inquiry(pg::Transaction& tx, std::int64_t reference) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await tx.exec(sql::inquiry::kLockInquiry, std::move(params));
  co_return read_found(std::move(rows));
}

asio::awaitable<core::Done> count_passphrase_failure(pg::Pool& pool, std::int64_t reference, std::int16_t failures_max,
                                                     runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).int2(failures_max);
  auto rows = co_await pool.exec(sql::inquiry::kCountPassphraseFailure, std::move(params), deadline);
  co_return read_nothing(rows);
}

asio::awaitable<core::Result<std::optional<ConfirmedMatch>>> find_confirmed_match(pg::Pool& pool,
                                                                                  std::int64_t reference,
                                                                                  runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await pool.exec(sql::inquiry::kFindConfirmedMatch, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<ConfirmedMatch>(*rows, [](const pg::Row& row) {
    return ConfirmedMatch{core::PersonId(row.int8(0)), row.timestamptz(1)};
  });
}

asio::awaitable<Summaries> list_inquiries(pg::Pool& pool, InquiryPage page, runtime::Deadline deadline) {
  pg::Params params;
  params.timestamptz(page.opened_before).int8(page.reference_below);
  params.int2s(std::span<const std::int16_t>(page.states)).int4(page.rows_max);
  auto rows = co_await pool.exec(sql::inquiry::kListInquiries, std::move(params), deadline);
  co_return read_summaries(std::move(rows));
}

asio::awaitable<core::Done> lock_contact(pg::Transaction& tx, core::Bytes32 contact_key) {
  const std::string_view bytes(reinterpret_cast<const char*>(contact_key.data()), contact_key.size());
  pg::Params params;
  params.int8(runtime::ByteReader(bytes).i64());
  auto rows = co_await tx.exec(sql::inquiry::kLockContact, std::move(params));
  co_return read_nothing(rows);
}

asio::awaitable<Summaries> list_of_contact(pg::Transaction& tx, std::vector<core::Bytes32> contact_keys,
                                           std::vector<std::int16_t> states, std::int32_t rows_max) {
  pg::Params params;
  params.byteas(std::span<const core::Bytes32>(contact_keys));
  params.int2s(std::span<const std::int16_t>(states)).int4(rows_max);
  auto rows = co_await tx.exec(sql::inquiry::kListOfContact, std::move(params));
  co_return read_summaries(std::move(rows));
}

asio::awaitable<core::Result<bool>> put_inquiry(pg::Transaction& tx, InquiryRow row) {
  std::optional<std::string_view> contact_key;
  if (row.contact_key) {
    contact_key.emplace(reinterpret_cast<const char*>(row.contact_key->data()), row.contact_key->size());
  }
  pg::Params params;
  params.int8(row.reference).int2(stored(row.state)).int2(static_cast<std::int16_t>(row.language));
  params.timestamptz(row.opened_at).text(row.opened_by.value()).bytea(std::string_view(row.facts_sealed));
  params.bytea(std::string_view(row.asker_sealed)).bytea(contact_key).bytea(std::string_view(row.passphrase_hash));
  params.int2(static_cast<std::int16_t>(row.kinship));
  params.int2(row.calling_hours ? std::optional(row.calling_hours->from_minute) : std::nullopt);
  params.int2(row.calling_hours ? std::optional(row.calling_hours->minutes) : std::nullopt);
  auto rows = co_await tx.exec(sql::inquiry::kPutInquiry, std::move(params));
  if (!rows) co_return core::Result<bool>(std::move(rows).error());
  co_return core::Result<bool>(!rows->empty());
}

asio::awaitable<core::Done> keep_facts(pg::Transaction& tx, std::int64_t reference, core::Instant now,
                                       core::ActorId actor) {
  pg::Params params;
  params.int8(reference).timestamptz(now).text(actor.value());
  auto rows = co_await tx.exec(sql::inquiry::kKeepFacts, std::move(params));
  co_return read_nothing(rows);
}

asio::awaitable<core::Done> put_facts(pg::Transaction& tx, FactsRow row) {
  pg::Params params;
  params.int8(row.reference).int4(row.version_replaced).int2(stored(row.state));
  params.timestamptz(row.changed_at).bytea(std::string_view(row.facts_sealed));
  auto rows = co_await tx.exec(sql::inquiry::kPutFacts, std::move(params));
  if (rows && rows->affected() == 0) {
    co_return core::Done(
        core::make_error(core::Reason::kConflict, "other facts were added meanwhile; repeat the call"));
  }
  co_return read_nothing(rows);
}

asio::awaitable<core::Result<std::int32_t>> count_others(pg::Pool& pool, std::int64_t reference,
                                                         runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await pool.exec(sql::inquiry::kCountOthers, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return rows->front().int4(0);
}

asio::awaitable<core::Done> put_state(pg::Transaction& tx, std::int64_t reference, core::InquiryState state,
                                      core::Instant now) {
  pg::Params params;
  params.int8(reference).int2(stored(state)).timestamptz(now);
  auto rows = co_await tx.exec(sql::inquiry::kPutState, std::move(params));
  co_return read_nothing(rows);
}

boost::asio::awaitable<core::Result<core::Instant>> put_call_outcome(pg::Transaction& tx, CallOutcome outcome) {
  using Recorded = core::Result<core::Instant>;
  pg::Params params;
  params.text(outcome.actor.value()).text(outcome.line).text(outcome.exchange_call_id);
  params.timestamptz(outcome.call_started_at).int2(outcome.code).int8(outcome.reference);
  params.int2(outcome.escalations);
  auto rows = co_await tx.exec(sql::inquiry::kPutCallOutcome, std::move(params));
  if (!rows) co_return Recorded(std::move(rows).error());
  co_return Recorded(rows->front().timestamptz(0));
}

}  // namespace hotline::store
