#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/approval.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"

// Requests for releases, releases and openings: one function for each of the files of db/queries/approval.
namespace hotline::store {

struct PutRequest {
  std::int64_t number = 0;
  core::Instant requested_at;
};
boost::asio::awaitable<core::Result<PutRequest>> put_release_request(pg::Transaction& tx, std::int64_t reference,
                                                                     bool during_call, core::ActorId actor);

struct RequestRow {
  std::int64_t number = 0;
  std::int64_t reference = 0;
  bool during_call = false;
  core::ActorId requested_by;
  core::Instant requested_at;
  core::ReleaseRequestState state = core::ReleaseRequestState::kWaiting;
};
// Held until the end of the transaction.
boost::asio::awaitable<core::Result<std::optional<RequestRow>>> lock_release_request(pg::Transaction& tx,
                                                                                     std::int64_t number);
boost::asio::awaitable<core::Result<std::optional<RequestRow>>> last_release_request(pg::Transaction& tx,
                                                                                     std::int64_t reference);
boost::asio::awaitable<core::Done> decide_release_request(pg::Transaction& tx, std::int64_t number,
                                                          core::ReleaseRequestState state, core::ActorId actor,
                                                          std::string ground_sealed);

struct WaitingRequest {
  RequestRow request;
  std::int32_t facts_version = 0;
  std::string facts_sealed;
};
boost::asio::awaitable<core::Result<std::vector<WaitingRequest>>> list_waiting_requests(pg::Pool& pool,
                                                                                        std::int32_t limit,
                                                                                        runtime::Deadline deadline);
struct RequestState {
  std::int64_t number = 0;
  core::ReleaseRequestState state = core::ReleaseRequestState::kWaiting;
};
boost::asio::awaitable<core::Result<std::vector<RequestState>>> release_request_states(
    pg::Pool& pool, std::vector<std::int64_t> numbers, runtime::Deadline deadline);

// All records of the cluster, in rising order; none changes until the end of the transaction.
boost::asio::awaitable<core::Result<std::vector<core::PersonVersion>>> lock_cluster(pg::Transaction& tx,
                                                                                    core::ClusterId cluster);

struct NewRelease {
  std::int64_t request_number = 0;
  std::int64_t reference = 0;
  std::int32_t facts_version = 0;
  core::PersonId person;
  std::vector<core::PersonVersion> cluster;  // in rising order
  core::ActorId released_by;
  std::int32_t minutes = core::kReleaseDays * 24 * 60;
  bool break_glass = false;
};
struct PutRelease {
  std::int64_t release = 0;
  core::Instant until;
};
boost::asio::awaitable<core::Result<PutRelease>> put_release(pg::Transaction& tx, NewRelease release);

struct ReleaseRow {
  std::int64_t release = 0;
  std::int64_t request_number = 0;
  core::PersonId person;
  std::vector<core::PersonVersion> cluster;
  core::ActorId released_by;
  core::Instant released_at;
  core::Instant until;
  core::ReleaseFault fault = core::ReleaseFault::kNone;
};
// The last release that a supervisor gave for the inquiry, held until the end of the transaction.
boost::asio::awaitable<core::Result<std::optional<ReleaseRow>>> lock_release(pg::Transaction& tx,
                                                                             std::int64_t reference);
boost::asio::awaitable<core::Done> withdraw_release(pg::Transaction& tx, std::int64_t release, core::ActorId actor,
                                                    std::string ground_sealed);
struct ReleasesPage {
  std::int64_t reference = 0;
  std::int64_t below = 0;  // this release
  std::int32_t limit = 0;
};
struct ListedRelease {
  ReleaseRow row;
  std::int64_t openings = 0;
  std::optional<core::Instant> last_opened_at;
  std::string ground_sealed;
  std::string withdrawal_ground_sealed;  // empty while it was not withdrawn
  bool break_glass = false;
};
boost::asio::awaitable<core::Result<std::vector<ListedRelease>>> list_releases(pg::Pool& pool, ReleasesPage page,
                                                                               runtime::Deadline deadline);

struct PutOpening {
  std::int64_t opening = 0;
  core::Instant until;
};
boost::asio::awaitable<core::Result<PutOpening>> put_opening(pg::Transaction& tx, std::int64_t release,
                                                             core::ActorId teller,
                                                             std::int32_t minutes = core::kOpeningMinutes);
// What this teller may tell of this inquiry now, by an opening of his.
struct OpenedRelease {
  std::int64_t opening = 0;
  std::vector<core::PersonVersion> cluster;
  bool break_glass = false;  // no supervisor has decided a doubt
};
boost::asio::awaitable<core::Result<std::optional<OpenedRelease>>> find_opening(pg::Pool& pool, std::int64_t reference,
                                                                                core::ActorId teller,
                                                                                runtime::Deadline deadline);
// A request that its maker decides himself: its number.
boost::asio::awaitable<core::Result<std::int64_t>> put_own_request(pg::Transaction& tx, std::int64_t reference,
                                                                   core::ActorId actor);
boost::asio::awaitable<core::Done> keep_own_ground(pg::Transaction& tx, std::int64_t number, std::string ground_sealed);
// When it has to be judged.
boost::asio::awaitable<core::Result<core::Instant>> put_break_glass(pg::Transaction& tx, std::int64_t release,
                                                                    std::vector<std::string> told);
struct GlassToReview {
  std::int64_t reference = 0;
  core::ActorId broken_by;
  bool reviewed = false;
  std::int64_t request_number = 0;
};
// Held until the end of the transaction.
boost::asio::awaitable<core::Result<std::optional<GlassToReview>>> lock_break_glass(pg::Transaction& tx,
                                                                                    std::int64_t release);
boost::asio::awaitable<core::Done> review_break_glass(pg::Transaction& tx, std::int64_t release, core::ActorId actor,
                                                      bool justified, std::string ground_sealed);
struct BrokenGlass {
  std::int64_t release = 0;
  std::int64_t request_number = 0;
  std::int64_t reference = 0;
  core::PersonId person;
  core::ActorId broken_by;
  core::Instant broken_at;
  core::Instant review_due_at;
  bool overdue = false;
  std::optional<std::string> reviewed_by;
  bool justified = false;
  std::string reason_sealed;
};
// Those that nobody has judged yet, and of `also` the others too.
boost::asio::awaitable<core::Result<std::vector<BrokenGlass>>> list_break_glass(pg::Pool& pool,
                                                                                std::vector<std::int64_t> also,
                                                                                std::int32_t limit,
                                                                                runtime::Deadline deadline);
boost::asio::awaitable<core::Done> mark_told(pg::Pool& pool, std::int64_t release, core::ActorId actor,
                                             runtime::Deadline deadline);

boost::asio::awaitable<core::Done> end_openings(pg::Transaction& tx, std::int64_t reference, core::ActorId teller);

}  // namespace hotline::store
