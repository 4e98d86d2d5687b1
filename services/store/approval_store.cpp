#include "store/approval_store.hpp"

#include <utility>

#include "sql/approval.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

RequestRow read_request(const pg::Row& row) {
  RequestRow request;
  request.number = row.int8(0);
  request.reference = row.int8(1);
  request.during_call = row.boolean(2);
  request.requested_by = core::ActorId(row.text(3));
  request.requested_at = row.timestamptz(4);
  request.state = as<core::ReleaseRequestState>(row.int2(5));
  return request;
}

// Two columns from `at` on, of the same length.
std::vector<core::PersonVersion> read_cluster(const pg::Row& row, std::size_t at) {
  const std::vector<std::int64_t> persons = row.int8s(at), versions = row.int8s(at + 1);
  std::vector<core::PersonVersion> cluster;
  for (std::size_t i = 0; i < persons.size() && i < versions.size(); ++i) {
    cluster.push_back(core::PersonVersion{core::PersonId(persons[i]), versions[i]});
  }
  return cluster;
}

ReleaseRow read_release(const pg::Row& row) {
  ReleaseRow release;
  release.release = row.int8(0);
  release.request_number = row.int8(1);
  release.person = core::PersonId(row.int8(2));
  release.cluster = read_cluster(row, 3);
  release.released_by = core::ActorId(row.text(5));
  release.released_at = row.timestamptz(6);
  release.until = row.timestamptz(7);
  release.fault = static_cast<core::ReleaseFault>(row.int4(8));
  return release;
}

core::Done nothing_of(const core::Result<pg::Rows>& rows) {
  if (!rows) return rows.error();
  return core::Nothing{};
}

// Of a row that the caller holds: that it was not there is a bug.
core::Done one_row_of(const core::Result<pg::Rows>& rows) {
  if (!rows) return rows.error();
  if (rows->affected() == 1) return core::Nothing{};
  return core::make_error(core::Reason::kBug, "a row that was held has changed");
}

}  // namespace

asio::awaitable<core::Result<PutRequest>> put_release_request(pg::Transaction& tx, std::int64_t reference,
                                                              bool during_call, core::ActorId actor) {
  pg::Params params;
  params.int8(reference).boolean(during_call).text(actor.value());
  auto rows = co_await tx.exec(sql::approval::kPutRequest, std::move(params));
  if (!rows) co_return rows.error();
  co_return PutRequest{rows->front().int8(0), rows->front().timestamptz(1)};
}

asio::awaitable<core::Result<std::optional<RequestRow>>> lock_release_request(pg::Transaction& tx,
                                                                              std::int64_t number) {
  pg::Params params;
  params.int8(number);
  auto rows = co_await tx.exec(sql::approval::kLockRequest, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<RequestRow>(*rows, read_request);
}

asio::awaitable<core::Result<std::optional<RequestRow>>> last_release_request(pg::Transaction& tx,
                                                                              std::int64_t reference) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await tx.exec(sql::approval::kLastRequest, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<RequestRow>(*rows, read_request);
}

asio::awaitable<core::Done> decide_release_request(pg::Transaction& tx, std::int64_t number,
                                                   core::ReleaseRequestState state, core::ActorId actor,
                                                   std::string ground_sealed) {
  pg::Params params;
  params.int8(number).int2(number_of(state)).text(actor.value()).bytea(std::string_view(ground_sealed));
  auto rows = co_await tx.exec(sql::approval::kDecideRequest, std::move(params));
  co_return one_row_of(rows);
}

asio::awaitable<core::Result<std::vector<WaitingRequest>>> list_waiting_requests(pg::Pool& pool, std::int32_t limit,
                                                                                 runtime::Deadline deadline) {
  pg::Params params;
  params.int4(limit);
  auto rows = co_await pool.exec(sql::approval::kListWaiting, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<WaitingRequest>(*rows, [](const pg::Row& row) {
    return WaitingRequest{read_request(row), row.int4(6), row.bytea(7)};
  });
}

asio::awaitable<core::Result<std::vector<RequestState>>> release_request_states(pg::Pool& pool,
                                                                                std::vector<std::int64_t> numbers,
                                                                                runtime::Deadline deadline) {
  pg::Params params;
  params.int8s(numbers);
  auto rows = co_await pool.exec(sql::approval::kRequestStates, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<RequestState>(*rows, [](const pg::Row& row) {
    return RequestState{row.int8(0), as<core::ReleaseRequestState>(row.int2(1))};
  });
}

asio::awaitable<core::Result<std::vector<core::PersonVersion>>> lock_cluster(pg::Transaction& tx,
                                                                             core::ClusterId cluster) {
  pg::Params params;
  params.int8(cluster.value());
  auto rows = co_await tx.exec(sql::approval::kLockCluster, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<core::PersonVersion>(*rows, [](const pg::Row& row) {
    return core::PersonVersion{core::PersonId(row.int8(0)), row.int8(1)};
  });
}

asio::awaitable<core::Result<PutRelease>> put_release(pg::Transaction& tx, NewRelease release) {
  std::vector<std::int64_t> persons, versions;
  for (const core::PersonVersion& one : release.cluster) {
    persons.push_back(one.person.value());
    versions.push_back(one.version);
  }
  pg::Params params;
  params.int8(release.request_number).int8(release.reference).int4(release.facts_version);
  params.int8(release.person.value()).int8s(persons).int8s(versions).text(release.released_by.value());
  params.int4(release.minutes).boolean(release.break_glass);
  auto rows = co_await tx.exec(sql::approval::kPutRelease, std::move(params));
  if (!rows) co_return rows.error();
  co_return PutRelease{rows->front().int8(0), rows->front().timestamptz(1)};
}

asio::awaitable<core::Result<std::optional<ReleaseRow>>> lock_release(pg::Transaction& tx, std::int64_t reference) {
  pg::Params params;
  params.int8(reference);
  auto rows = co_await tx.exec(sql::approval::kLockRelease, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<ReleaseRow>(*rows, read_release);
}

asio::awaitable<core::Done> withdraw_release(pg::Transaction& tx, std::int64_t release, core::ActorId actor,
                                             std::string ground_sealed) {
  pg::Params params;
  params.int8(release).text(actor.value()).bytea(std::string_view(ground_sealed));
  auto rows = co_await tx.exec(sql::approval::kWithdrawRelease, std::move(params));
  co_return one_row_of(rows);
}

asio::awaitable<core::Result<std::vector<ListedRelease>>> list_releases(pg::Pool& pool, ReleasesPage page,
                                                                        runtime::Deadline deadline) {
  pg::Params params;
  params.int8(page.reference).int8(page.below).int4(page.limit);
  auto rows = co_await pool.exec(sql::approval::kListReleases, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<ListedRelease>(*rows, [](const pg::Row& row) {
    ListedRelease listed;
    listed.row = read_release(row);
    listed.openings = row.int8(9);
    if (!row.null(10)) listed.last_opened_at = row.timestamptz(10);
    listed.ground_sealed = row.bytea(11);
    listed.withdrawal_ground_sealed = row.bytea_or_null(12).value_or(std::string());
    listed.break_glass = row.boolean(13);
    return listed;
  });
}

asio::awaitable<core::Result<PutOpening>> put_opening(pg::Transaction& tx, std::int64_t release, core::ActorId teller,
                                                      std::int32_t minutes) {
  pg::Params params;
  params.int8(release).text(teller.value()).int4(minutes);
  auto rows = co_await tx.exec(sql::approval::kPutOpening, std::move(params));
  if (!rows) co_return rows.error();
  co_return PutOpening{rows->front().int8(0), rows->front().timestamptz(1)};
}

asio::awaitable<core::Result<std::optional<OpenedRelease>>> find_opening(pg::Pool& pool, std::int64_t reference,
                                                                         core::ActorId teller,
                                                                         runtime::Deadline deadline) {
  pg::Params params;
  params.int8(reference).text(teller.value());
  auto rows = co_await pool.exec(sql::approval::kFindOpening, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<OpenedRelease>(*rows, [](const pg::Row& row) {
    return OpenedRelease{row.int8(0), read_cluster(row, 1), row.boolean(3)};
  });
}

asio::awaitable<core::Result<std::int64_t>> put_own_request(pg::Transaction& tx, std::int64_t reference,
                                                            core::ActorId actor) {
  pg::Params params;
  params.int8(reference).text(actor.value());
  auto rows = co_await tx.exec(sql::approval::kPutOwnRequest, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int8(0);
}

asio::awaitable<core::Done> keep_own_ground(pg::Transaction& tx, std::int64_t number, std::string ground_sealed) {
  pg::Params params;
  params.int8(number).bytea(std::string_view(ground_sealed));
  auto rows = co_await tx.exec(sql::approval::kKeepOwnGround, std::move(params));
  co_return one_row_of(rows);
}

asio::awaitable<core::Result<core::Instant>> put_break_glass(pg::Transaction& tx, std::int64_t release,
                                                             std::vector<std::string> told) {
  pg::Params params;
  params.int8(release).int4(core::kBreakGlassReviewHours).texts(told);
  auto rows = co_await tx.exec(sql::approval::kPutBreakGlass, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().timestamptz(0);
}

asio::awaitable<core::Result<std::optional<GlassToReview>>> lock_break_glass(pg::Transaction& tx,
                                                                             std::int64_t release) {
  pg::Params params;
  params.int8(release);
  auto rows = co_await tx.exec(sql::approval::kLockBreakGlass, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<GlassToReview>(*rows, [](const pg::Row& row) {
    return GlassToReview{row.int8(0), core::ActorId(row.text(1)), row.boolean(2), row.int8(3)};
  });
}

asio::awaitable<core::Done> review_break_glass(pg::Transaction& tx, std::int64_t release, core::ActorId actor,
                                               bool justified, std::string ground_sealed) {
  pg::Params params;
  params.int8(release).text(actor.value()).boolean(justified).bytea(std::string_view(ground_sealed));
  auto rows = co_await tx.exec(sql::approval::kReviewBreakGlass, std::move(params));
  co_return one_row_of(rows);
}

asio::awaitable<core::Result<std::vector<BrokenGlass>>> list_break_glass(pg::Pool& pool, std::vector<std::int64_t> also,
                                                                         std::int32_t limit,
                                                                         runtime::Deadline deadline) {
  pg::Params params;
  params.int8s(also).int4(limit);
  auto rows = co_await pool.exec(sql::approval::kListBreakGlass, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<BrokenGlass>(*rows, [](const pg::Row& row) {
    BrokenGlass glass;
    glass.release = row.int8(0);
    glass.request_number = row.int8(1);
    glass.reference = row.int8(2);
    glass.person = core::PersonId(row.int8(3));
    glass.broken_by = core::ActorId(row.text(4));
    glass.broken_at = row.timestamptz(5);
    glass.review_due_at = row.timestamptz(6);
    glass.overdue = row.boolean(7);
    if (!row.null(8)) glass.reviewed_by = row.text(8);
    glass.justified = !row.null(9) && row.boolean(9);
    glass.reason_sealed = row.bytea(10);
    return glass;
  });
}

asio::awaitable<core::Done> mark_told(pg::Pool& pool, std::int64_t release, core::ActorId actor,
                                      runtime::Deadline deadline) {
  pg::Params params;
  params.int8(release).text(actor.value());
  auto rows = co_await pool.exec(sql::approval::kMarkTold, std::move(params), deadline);
  co_return nothing_of(rows);
}

asio::awaitable<core::Done> end_openings(pg::Transaction& tx, std::int64_t reference, core::ActorId teller) {
  pg::Params params;
  params.int8(reference).text(teller.value());
  auto rows = co_await tx.exec(sql::approval::kEndOpenings, std::move(params));
  co_return nothing_of(rows);
}

}  // namespace hotline::store
