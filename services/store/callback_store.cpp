#include "store/callback_store.hpp"

#include <utility>

#include "sql/callback.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

CallbackRow read_callback(const pg::Row& row) {
  CallbackRow read;
  read.id = row.int8(0);
  read.reference = row.int8(1);
  read.causes = static_cast<std::uint8_t>(row.int2(2));
  read.state = as<core::CallbackState>(row.int2(3));
  read.kinship = row.int2(4);
  read.opened_at = row.timestamptz(5);
  read.due_at = row.timestamptz(6);
  read.tries = row.int2(7);
  read.claimed_by = core::ActorId(row.text_or_null(8).value_or(""));
  read.claim_until = row.timestamptz_or_null(9);
  read.escalations = static_cast<std::uint8_t>(row.int2(10));
  if (row.size() > 11) read.others = row.int4(11);
  if (row.size() > 12) {
    read.claimed_at = row.timestamptz_or_null(12);
    read.caused_at = row.timestamptz(13);
  }
  return read;
}

std::optional<core::AnswerKind> kind_of(const pg::Row& row, std::size_t column) {
  const auto number = row.int2_or_null(column);
  return number ? std::optional(as<core::AnswerKind>(*number)) : std::nullopt;
}

core::Done nothing(const core::Result<pg::Rows>& rows) {
  if (!rows) return rows.error();
  return core::Nothing{};
}

}  // namespace

asio::awaitable<core::Result<std::vector<CallbackRow>>> list_due(pg::Pool& pool, DueCallbacks query,
                                                                 runtime::Deadline deadline) {
  pg::Params params;
  params.timestamptz(query.now).int2(query.after_kinship).timestamptz(query.after_due).int8(query.after_id);
  params.boolean(query.for_supervisors).int4(query.limit).int2(query.in_spite_of);
  auto rows = co_await pool.exec(sql::callback::kListDue, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<CallbackRow>(*rows, read_callback);
}

asio::awaitable<core::Result<std::vector<CallbackRow>>> list_of_state(pg::Pool& pool, core::CallbackState state,
                                                                      std::int64_t after, std::int32_t limit,
                                                                      runtime::Deadline deadline) {
  pg::Params params;
  params.int2(number_of(state)).int8(after).int4(limit);
  auto rows = co_await pool.exec(sql::callback::kListOfState, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<CallbackRow>(*rows, read_callback);
}

asio::awaitable<core::Result<std::optional<CallbackRow>>> claim_next(pg::Transaction& tx, Claim claim) {
  pg::Params params;
  params.timestamptz(claim.now).text(claim.actor.value()).timestamptz(claim.until).boolean(claim.for_supervisors);
  params.int2(claim.in_spite_of);
  auto rows = co_await tx.exec(sql::callback::kClaimNext, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<CallbackRow>(*rows, read_callback);
}

asio::awaitable<core::Result<std::optional<std::int64_t>>> find_callback(pg::Transaction& tx, std::int64_t id) {
  pg::Params params;
  params.int8(id);
  auto rows = co_await tx.exec(sql::callback::kFindCallback, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<std::int64_t>(*rows, [](const pg::Row& row) { return row.int8(0); });
}

asio::awaitable<core::Result<std::optional<CallbackRow>>> lock_callback(pg::Transaction& tx, std::int64_t id) {
  pg::Params params;
  params.int8(id);
  auto rows = co_await tx.exec(sql::callback::kLockCallback, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<CallbackRow>(*rows, read_callback);
}

asio::awaitable<core::Result<bool>> is_releaser(pg::Transaction& tx, std::int64_t reference, Claim claim) {
  pg::Params params;
  params.int8(reference).text(claim.actor.value()).timestamptz(claim.now);
  auto rows = co_await tx.exec(sql::callback::kIsReleaser, std::move(params));
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Done> claim_one(pg::Transaction& tx, std::int64_t id, Claim claim) {
  pg::Params params;
  params.int8(id).text(claim.actor.value()).timestamptz(claim.now).timestamptz(claim.until);
  auto rows = co_await tx.exec(sql::callback::kClaimOne, std::move(params));
  co_return nothing(rows);
}

asio::awaitable<core::Result<bool>> put_try(pg::Transaction& tx, CallbackTry made) {
  pg::Params params;
  params.int8(made.id).int2(made.number).text(made.actor.value()).int2(number_of(made.outcome)).timestamptz(made.at);
  params.int4(made.told ? std::optional(made.told->tree) : std::nullopt);
  params.int8(made.told ? std::optional(made.told->index) : std::nullopt);
  auto rows = co_await tx.exec(sql::callback::kPutTry, std::move(params));
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Done> put_outcome(pg::Transaction& tx, CallbackTry made, core::CallbackStep step) {
  const bool ended = core::has_ended(step.state);
  pg::Params params;
  params.int8(made.id).int2(number_of(step.state)).int2(made.number).timestamptz(step.due);
  params.timestamptz(ended ? std::optional(made.at) : std::nullopt);
  params.text(ended ? std::optional<std::string_view>(made.actor.value()) : std::nullopt);
  params.int2(static_cast<std::int16_t>(step.causes_added)).int2(static_cast<std::int16_t>(step.escalations_added));
  auto rows = co_await tx.exec(sql::callback::kPutOutcome, std::move(params));
  co_return nothing(rows);
}

asio::awaitable<core::Result<std::optional<ToldEntry>>> find_told(pg::Transaction& tx, LogPlaceTold place,
                                                                  std::int64_t reference) {
  pg::Params params;
  params.int4(place.tree).int8(place.index).int8(reference);
  auto rows = co_await tx.exec(sql::callback::kFindTold, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<ToldEntry>(*rows, [](const pg::Row& row) {
    return ToldEntry{row.timestamptz(0), kind_of(row, 1), row.boolean(2)};
  });
}

asio::awaitable<core::Result<std::vector<ToldBefore>>> told_before(pg::Transaction& tx, std::int64_t reference,
                                                                   std::int32_t limit) {
  pg::Params params;
  params.int8(reference).int4(limit);
  auto rows = co_await tx.exec(sql::callback::kToldBefore, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ToldBefore>(*rows, [](const pg::Row& row) {
    return ToldBefore{row.timestamptz(0), as<core::AnswerKind>(row.int2(1)), row.boolean(2), row.int2(3)};
  });
}

asio::awaitable<core::Result<std::vector<SameContact>>> same_contact(pg::Transaction& tx, std::int64_t reference,
                                                                     std::int32_t limit) {
  pg::Params params;
  params.int8(reference).int4(limit);
  auto rows = co_await tx.exec(sql::callback::kSameContact, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<SameContact>(*rows, [](const pg::Row& row) {
    return SameContact{row.int8(0), as<core::InquiryState>(row.int2(1))};
  });
}

asio::awaitable<core::Result<std::uint8_t>> open_causes(pg::Pool& pool, std::int64_t reference,
                                                        runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await pool.exec(sql::callback::kHasOpen, std::move(params), deadline);
  if (!rows) co_return rows.error();
  std::uint8_t causes = 0;
  for (const pg::Row row : *rows) causes = static_cast<std::uint8_t>(causes | row.int2(0));
  co_return causes;
}

asio::awaitable<core::Result<bool>> has_claim(pg::Pool& pool, std::int64_t reference, core::ActorId actor,
                                              core::Instant now, runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).text(actor.value()).timestamptz(now);
  auto rows = co_await pool.exec(sql::callback::kHasClaim, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return !rows->empty();
}

asio::awaitable<core::Result<std::optional<std::int64_t>>> reopen_callback(pg::Transaction& tx, std::int64_t id) {
  pg::Params params;
  params.int8(id);
  auto rows = co_await tx.exec(sql::callback::kReopen, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int8_or_null(0);
}

asio::awaitable<core::Result<std::vector<AffectedAnswer>>> list_affected(pg::Pool& pool, AffectedQuery query,
                                                                         runtime::Deadline deadline) {
  pg::Params params;
  pg::Query text = sql::callback::kAffectedByLink;
  if (query.statement) {
    text = sql::callback::kAffectedByStatement;
    params.int8(query.statement->value());
  } else if (query.list) {
    text = sql::callback::kAffectedByList;
    params.bytea(std::span<const std::uint8_t>(query.list->value()));
  } else {
    params.int8(query.link ? query.link->value() : 0);
  }
  params.int8(query.after).int4(query.limit);
  auto rows = co_await pool.exec(text, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<AffectedAnswer>(*rows, [](const pg::Row& row) {
    return AffectedAnswer{row.int8(0), row.timestamptz(1), kind_of(row, 2), row.int2_or_null(3).value_or(0),
                          row.int4_or_null(4).value_or(0)};
  });
}

}  // namespace hotline::store
