#include "store/review_store.hpp"

#include <charconv>
#include <string_view>
#include <utility>

#include "sql/review.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

std::vector<std::int64_t> ids_of(const std::vector<core::PersonId>& persons) {
  std::vector<std::int64_t> ids;
  ids.reserve(persons.size());
  for (const core::PersonId& person : persons) ids.push_back(person.value());
  return ids;
}

// Nine columns from `at` on.
RecordRow read_record(const pg::Row& row, std::size_t at) {
  RecordRow record;
  record.person = core::PersonId(row.int8(at));
  record.cluster = core::ClusterId(row.int8(at + 1));
  record.version = row.int8(at + 2);
  record.status = as<core::Status>(row.int2(at + 3));
  record.rung = as<core::EvidenceRung>(row.int2(at + 4));
  record.flags = static_cast<std::uint8_t>(row.int2(at + 5));
  record.inform_kin = as<core::InformKin>(row.int2(at + 6));
  record.hold_until_day = row.int4(at + 7);
  record.side = as<core::Side>(row.int2(at + 8));
  return record;
}

// Eleven columns from `at` on.
CandidateRow read_candidate(const pg::Row& row, std::size_t at) {
  CandidateRow candidate;
  candidate.candidate = row.int8(at);
  candidate.reference = row.int8(at + 1);
  candidate.inquiry_state = as<core::InquiryState>(row.int2(at + 2));
  candidate.facts_version = row.int4(at + 3);
  candidate.person = core::PersonId(row.int8(at + 4));
  candidate.state = as<core::CandidateState>(row.int2(at + 5));
  candidate.probability = row.float4(at + 6);
  candidate.reasons = row.text(at + 7);
  candidate.model_version = row.text(at + 8);
  candidate.found_at = row.timestamptz(at + 9);
  candidate.changed_since = row.boolean(at + 10);
  return candidate;
}

std::uint64_t read_transaction(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

pg::Params of_pairs(core::PersonId person, const std::vector<std::int64_t>& references) {
  pg::Params params;
  params.int8(person.value()).int8s(references);
  return params;
}

}  // namespace

asio::awaitable<core::Result<std::vector<CandidateGroupRow>>> list_candidate_groups(pg::Transaction& tx,
                                                                                    CandidatesQuery query) {
  pg::Params params;
  params.int2s(numbers_of(query.states)).float4(query.probability).int8(query.candidate).int4(query.limit);
  const bool of_one = query.person || query.reference;
  if (of_one) {
    std::optional<std::int64_t> person;
    if (query.person) person = query.person->value();
    params.int8(person).int8(query.reference);
  }
  const pg::Query statement(of_one ? sql::review::kListGroupsOf : sql::review::kListGroups);
  auto rows = co_await tx.exec(statement, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<CandidateGroupRow>(*rows, [](const pg::Row& row) {
    return CandidateGroupRow{row.int8(0), row.float4(1), read_record(row, 2)};
  });
}

asio::awaitable<core::Result<std::vector<ListedCandidate>>> list_candidates(pg::Transaction& tx,
                                                                            std::vector<core::PersonId> persons,
                                                                            std::vector<core::CandidateState> states,
                                                                            std::int32_t each_max) {
  pg::Params params;
  params.int8s(ids_of(persons)).int2s(numbers_of(states)).int4(each_max);
  auto rows = co_await tx.exec(sql::review::kListCandidates, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ListedCandidate>(*rows, [](const pg::Row& row) {
    return ListedCandidate{read_candidate(row, 0), row.int8(11)};
  });
}

asio::awaitable<core::Result<std::vector<ReviewRow>>> list_reviews(pg::Transaction& tx,
                                                                   std::vector<core::PersonId> persons,
                                                                   std::int32_t each_max) {
  pg::Params params;
  params.int8s(ids_of(persons)).int4(each_max);
  auto rows = co_await tx.exec(sql::review::kListReviews, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<ReviewRow>(*rows, [](const pg::Row& row) {
    ReviewRow review;
    review.reference = row.int8(0);
    review.person = core::PersonId(row.int8(1));
    review.decision = as<core::ReviewDecision>(row.int2(2));
    review.actor = core::ActorId(row.text(3));
    review.ground_sealed = row.bytea(4);
    review.reviewed_at = row.timestamptz(5);
    return review;
  });
}

asio::awaitable<core::Result<std::optional<RecordRow>>> lock_record(pg::Transaction& tx, core::PersonId person) {
  pg::Params params;
  params.int8(person.value());
  auto rows = co_await tx.exec(sql::review::kLockRecord, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_of<RecordRow>(*rows, [](const pg::Row& row) { return read_record(row, 0); });
}

asio::awaitable<core::Result<std::vector<AskedRow>>> lock_inquiries(pg::Transaction& tx,
                                                                    std::vector<std::int64_t> references) {
  pg::Params params;
  params.int8s(references);
  auto rows = co_await tx.exec(sql::review::kLockInquiries, std::move(params));
  if (!rows) co_return rows.error();
  co_return all_of<AskedRow>(*rows, [](const pg::Row& row) {
    return AskedRow{row.int8(0), as<core::InquiryState>(row.int2(1)), row.int4(2)};
  });
}

asio::awaitable<core::Result<std::vector<LockedCandidate>>> lock_candidates(pg::Transaction& tx, core::PersonId person,
                                                                            std::vector<std::int64_t> references) {
  auto rows = co_await tx.exec(sql::review::kLockCandidates, of_pairs(person, references));
  if (!rows) co_return rows.error();
  co_return all_of<LockedCandidate>(*rows, [](const pg::Row& row) {
    return LockedCandidate{row.int8(0), row.int8(1), as<core::CandidateState>(row.int2(2)), row.bytea(3)};
  });
}

asio::awaitable<core::Result<std::vector<LastReview>>> last_reviews(pg::Transaction& tx, core::PersonId person,
                                                                    std::vector<std::int64_t> references) {
  auto rows = co_await tx.exec(sql::review::kLastReviews, of_pairs(person, references));
  if (!rows) co_return rows.error();
  co_return all_of<LastReview>(*rows, [](const pg::Row& row) {
    return LastReview{row.int8(0), as<core::ReviewDecision>(row.int2(1)), core::ActorId(row.text(2))};
  });
}

asio::awaitable<core::Result<std::vector<OtherCandidate>>> list_other_candidates(pg::Transaction& tx,
                                                                                 core::PersonId person,
                                                                                 std::vector<std::int64_t> references) {
  auto rows = co_await tx.exec(sql::review::kListOthers, of_pairs(person, references));
  if (!rows) co_return rows.error();
  co_return all_of<OtherCandidate>(*rows, [](const pg::Row& row) {
    return OtherCandidate{row.int8(0), as<core::CandidateState>(row.int2(1)), core::ClusterId(row.int8(2))};
  });
}

asio::awaitable<core::Done> put_reviews(pg::Transaction& tx, NewReviews reviews) {
  std::vector<std::int64_t> candidates;
  std::vector<std::int64_t> references;
  std::vector<std::int16_t> states;
  std::vector<std::string> grounds;
  std::vector<std::string> digests;
  for (ReviewedCandidate& one : reviews.candidates) {
    candidates.push_back(one.candidate);
    references.push_back(one.reference);
    states.push_back(number_of(one.state));
    grounds.push_back(std::move(one.ground_sealed));
    digests.push_back(std::move(one.facts_digest));
  }
  pg::Params moved;
  moved.int8s(candidates).int2s(states);
  pg::Params kept;
  kept.int8(reviews.person.value()).int8(reviews.person_version).int2(number_of(reviews.decision));
  kept.text(reviews.actor.value()).int8s(references).byteas(grounds).byteas(digests);
  std::vector<pg::Call> calls;
  calls.push_back(pg::Call{sql::review::kPutStates, std::move(moved)});
  calls.push_back(pg::Call{sql::review::kPutReviews, std::move(kept)});
  auto outcome = co_await tx.pipeline(std::move(calls));
  if (outcome.error) co_return *outcome.error;
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<ChangedCandidate>>> read_candidate_changes(pg::Pool& pool, ChangePlace after,
                                                                                    std::int32_t limit,
                                                                                    runtime::Deadline deadline) {
  const std::string transaction = std::to_string(after.transaction);
  pg::Params params;
  params.text(transaction).int8(after.candidate).int4(limit);
  auto rows = co_await pool.exec(sql::review::kReadChanges, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return all_of<ChangedCandidate>(*rows, [](const pg::Row& row) {
    ChangedCandidate changed;
    changed.row = read_candidate(row, 1);
    changed.record = read_record(row, 12);
    changed.place = ChangePlace{read_transaction(row.text_view(0)), changed.row.candidate};
    return changed;
  });
}

asio::awaitable<core::Result<ChangeHorizon>> read_change_horizon(pg::Pool& pool, runtime::Deadline deadline) {
  auto rows = co_await pool.exec(sql::review::kReadHorizon, pg::Params(), deadline);
  if (!rows) co_return rows.error();
  const pg::Row row = rows->front();
  co_return ChangeHorizon{read_transaction(row.text_view(0)), read_transaction(row.text_view(1))};
}

}  // namespace hotline::store
