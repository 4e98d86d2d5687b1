#include "store/erasure_store.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/merkle.hpp"
#include "sql/erasure.hpp"
#include "store/log_sealer.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

constexpr char kRule[] = "rule-of-24-months";
// Opened to learn whose they are, and few, for only an older program wrote them.
constexpr std::int32_t kUnindexedPage = 2'000;

ErasureRow read_erasure(const pg::Row& row) {
  ErasureRow erasure;
  erasure.number = row.int8(0);
  erasure.cause = as<ErasureCause>(row.int2(1));
  erasure.reference = row.int8_or_null(2);
  erasure.state = as<ErasureState>(row.int2(3));
  erasure.asked_by = core::ActorId(row.text(4));
  erasure.asked_at = row.timestamptz(5);
  if (auto actor = row.text_or_null(6)) erasure.decided_by = core::ActorId(std::move(*actor));
  erasure.decided_at = row.timestamptz_or_null(7);
  if (!row.null(9)) erasure.entry = LogPosition{row.int4(8), row.int8(9)};
  erasure.payloads = row.int8_or_null(10).value_or(0);
  erasure.done_at = row.timestamptz_or_null(11);
  erasure.ground_sealed = row.bytea_or_null(12).value_or(std::string());
  return erasure;
}

DueInquiry read_due(const pg::Row& row) {
  DueInquiry due;
  due.reference = row.int8(0);
  due.state = as<core::InquiryState>(row.int2(1));
  due.opened_at = row.timestamptz(2);
  due.changed_at = row.timestamptz(3);
  due.due_at = row.timestamptz(4);
  due.reachable = row.boolean(5);
  if (!row.null(6)) due.answer = as<RetentionAnswer>(row.int2(6));
  due.answered_by = row.text_or_null(7).value_or(std::string());
  due.answered_at = row.timestamptz_or_null(8);
  return due;
}

// Whether the payload is one of this inquiry. One that does not open is nobody's to erase.
bool belongs_to(const pg::Row& row, const runtime::Keyring& keyring, std::int64_t reference) {
  const std::string_view bytes = row.bytea_view(2);
  const auto leaf = core::decode_leaf(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
  if (!leaf) return false;
  const auto payload = open_payload(keyring, leaf->id, row.bytea_view(4), row.bytea_view(5));
  if (!payload) return false;
  const auto decoded = core::decode_payload(*payload);
  return decoded && decoded->inquiry_reference == reference;
}

asio::awaitable<core::Done> add_unindexed(pg::Pool& pool, const runtime::Keyring& keyring, std::int64_t reference,
                                          runtime::Deadline deadline, std::vector<LogPosition>& found) {
  LogPosition after{0, -1};
  for (;;) {
    pg::Params params;
    params.int4(after.tree).int8(after.index).int4(kUnindexedPage);
    auto rows = co_await pool.exec(sql::erasure::kUnindexedPayloads, std::move(params), deadline);
    if (!rows) co_return rows.error();
    for (const pg::Row row : *rows) {
      after = LogPosition{row.int4(0), row.int8(1)};
      if (belongs_to(row, keyring, reference)) found.push_back(after);
    }
    if (rows->size() < static_cast<std::size_t>(kUnindexedPage)) co_return core::Nothing{};
  }
}

}  // namespace

asio::awaitable<core::Result<std::int64_t>> put_erasure(pg::Transaction& tx, std::int64_t reference,
                                                        core::ActorId actor, std::string ground_sealed) {
  pg::Params params;
  params.int8(reference).text(actor.value()).bytea(std::string_view(ground_sealed));
  auto rows = co_await tx.exec(sql::erasure::kPutErasure, std::move(params));
  if (!rows) co_return rows.error();
  if (!rows->empty()) co_return rows->front().int8(0);
  pg::Params find;
  find.int8(reference);
  auto found = co_await tx.exec(sql::erasure::kFindUnderWay, std::move(find));
  if (!found) co_return found.error();
  if (found->empty()) co_return core::make_error(core::Reason::kConflict, "repeat the call");
  co_return found->front().int8(0);
}

asio::awaitable<core::Result<std::optional<ErasureRow>>> lock_erasure(pg::Transaction& tx, std::int64_t number) {
  pg::Params params;
  params.int8(number);
  auto rows = co_await tx.exec(sql::erasure::kLockErasure, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<ErasureRow>(*rows, read_erasure);
}

asio::awaitable<core::Done> decide_erasure(pg::Transaction& tx, std::int64_t number, ErasureState state,
                                           core::ActorId actor) {
  pg::Params params;
  params.int8(number).int2(number_of(state)).text(actor.value());
  auto rows = co_await tx.exec(sql::erasure::kDecideErasure, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<bool>> has_unjudged_glass(pg::Transaction& tx, std::int64_t reference) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await tx.exec(sql::erasure::kUnjudgedGlass, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().boolean(0);
}

asio::awaitable<core::Result<std::optional<ErasureRow>>> get_erasure(pg::Pool& pool, std::int64_t number,
                                                                     runtime::Deadline deadline) {
  pg::Params params;
  params.int8(number);
  auto rows = co_await pool.exec(sql::erasure::kGetErasure, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<ErasureRow>(*rows, read_erasure);
}

asio::awaitable<core::Result<std::vector<ErasureRow>>> list_erasures(pg::Pool& pool, ErasuresPage page,
                                                                     runtime::Deadline deadline) {
  const std::vector<std::int16_t> states = numbers_of(page.states);
  pg::Params params;
  params.int2s(std::span<const std::int16_t>(states)).int8(page.below).int4(page.limit);
  auto rows = co_await pool.exec(sql::erasure::kListErasures, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<ErasureRow>(*rows, read_erasure);
}

asio::awaitable<core::Result<std::vector<LogPosition>>> payloads_of_inquiry(pg::Pool& pool,
                                                                            const runtime::Keyring& keyring,
                                                                            std::int64_t reference, std::int32_t limit,
                                                                            runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).int4(limit);
  auto rows = co_await pool.exec(sql::erasure::kPayloadsOfInquiry, std::move(params), deadline);
  if (!rows) co_return rows.error();
  std::vector<LogPosition> found;
  for (const pg::Row row : *rows) found.push_back(LogPosition{row.int4(0), row.int8(1)});
  auto added = co_await add_unindexed(pool, keyring, reference, deadline, found);
  if (!added) co_return added.error();
  std::sort(found.begin(), found.end());
  co_return found;
}

asio::awaitable<core::Result<std::vector<std::int64_t>>> approved_erasures(pg::Pool& pool, std::int32_t limit,
                                                                           runtime::Deadline deadline) {
  pg::Params params;
  params.int4(limit);
  auto rows = co_await pool.exec(sql::erasure::kApproved, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<std::int64_t>(*rows, [](const pg::Row& row) { return row.int8(0); });
}

asio::awaitable<core::Result<std::int32_t>> approve_stragglers(pg::Pool& pool, std::int32_t limit,
                                                               runtime::Deadline deadline) {
  pg::Params params;
  params.int4(limit);
  auto rows = co_await pool.exec(sql::erasure::kStragglers, std::move(params), deadline);
  if (!rows) co_return rows.error();
  for (const pg::Row row : *rows) {
    pg::Params again;
    again.int8(row.int8(0));
    auto put = co_await pool.exec(sql::erasure::kPutAgain, std::move(again), deadline);
    if (!put) co_return put.error();
  }
  co_return static_cast<std::int32_t>(rows->size());
}

asio::awaitable<core::Result<std::optional<std::int64_t>>> put_erasure_by_rule(pg::Pool& pool,
                                                                               std::optional<std::int64_t> reference,
                                                                               runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).text(std::string_view(kRule));
  auto rows = co_await pool.exec(sql::erasure::kPutByRule, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<std::int64_t>(*rows, [](const pg::Row& row) { return row.int8(0); });
}

asio::awaitable<core::Done> drop_erasure_by_rule(pg::Pool& pool, std::int64_t number, runtime::Deadline deadline) {
  pg::Params params;
  params.int8(number);
  auto rows = co_await pool.exec(sql::erasure::kDropByRule, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<std::int32_t>>> log_trees(pg::Pool& pool, runtime::Deadline deadline) {
  pg::Params none;
  auto rows = co_await pool.exec(sql::erasure::kTrees, std::move(none), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<std::int32_t>(*rows, [](const pg::Row& row) { return row.int4(0); });
}

asio::awaitable<core::Result<ExpiredPayloads>> expired_payloads(pg::Pool& pool, LogPosition after, std::int32_t limit,
                                                                runtime::Deadline deadline) {
  pg::Params params;
  params.int4(after.tree).int8(after.index).int4(limit);
  auto rows = co_await pool.exec(sql::erasure::kOldestPayloads, std::move(params), deadline);
  if (!rows) co_return rows.error();
  ExpiredPayloads found;
  bool all_over = true;
  for (const pg::Row row : *rows) {
    found.last_seen = row.int8(0);
    if (row.boolean(2)) continue;
    if (row.boolean(1)) {
      found.positions.push_back(LogPosition{after.tree, row.int8(0)});
    } else {
      all_over = false;
      if (!found.oldest_kept) found.oldest_kept = row.timestamptz(3);
    }
  }
  found.more = all_over && rows->size() == static_cast<std::size_t>(limit);
  co_return found;
}

asio::awaitable<core::Result<std::vector<DueInquiry>>> due_inquiries(pg::Pool& pool, DuePage page,
                                                                     runtime::Deadline deadline) {
  pg::Params params;
  params.int4(page.days_ahead).timestamptz(page.after_change).int8(page.after_reference).int4(page.limit);
  auto rows = co_await pool.exec(sql::erasure::kDueInquiries, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<DueInquiry>(*rows, read_due);
}

asio::awaitable<core::Result<std::vector<ErasableInquiry>>> erasable_inquiries(pg::Pool& pool, std::int32_t limit,
                                                                               runtime::Deadline deadline) {
  pg::Params params;
  params.int4(limit);
  auto rows = co_await pool.exec(sql::erasure::kErasableInquiries, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<ErasableInquiry>(*rows, [](const pg::Row& row) {
    return ErasableInquiry{row.int8(0), row.boolean(1)};
  });
}

asio::awaitable<core::Result<std::optional<core::Instant>>> put_retention_answer(pg::Transaction& tx,
                                                                                 std::int64_t reference,
                                                                                 RetentionAnswer answer,
                                                                                 core::ActorId actor) {
  pg::Params params;
  params.int8(reference).int2(number_of(answer)).text(actor.value());
  auto rows = co_await tx.exec(sql::erasure::kPutAnswer, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<core::Instant>(*rows, [](const pg::Row& row) { return row.timestamptz(0); });
}

std::vector<core::IndexRange> ranges_of(const std::vector<LogPosition>& positions) {
  std::vector<core::IndexRange> ranges;
  for (const LogPosition& at : positions) {
    if (!ranges.empty() && ranges.back().tree == at.tree && ranges.back().last + 1 == at.index) {
      ranges.back().last = at.index;
    } else {
      ranges.push_back(core::IndexRange{at.tree, at.index, at.index});
    }
  }
  return ranges;
}

}  // namespace hotline::store
