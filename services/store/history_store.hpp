#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/history.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "store/pg/transaction.hpp"
#include "store/registry_store.hpp"

// The register with its past: what was entered, withdrawn, joined, held and told, each with when. One function and one
// row struct for each of the files history_*.sql. Sealed columns stay sealed.
namespace hotline::store {

// One record with the version it was read at. `sealed` holds the particulars that it came with.
struct MemberRow {
  core::PersonId person;
  core::Side side = core::Side::kAdversary;
  std::string sealed;
  core::Instant entered_at;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::InformKin inform_kin = core::InformKin::kNotAsked;  // the strictest of the cluster's
  std::int64_t revision = 0;
};
// In rising order; empty when there is no such person.
boost::asio::awaitable<core::Result<std::vector<MemberRow>>> read_cluster(pg::Transaction& tx, core::PersonId person,
                                                                          std::int32_t limit);
// Those of every cluster that he was ever in, and more: links that were confirmed at any time are followed.
boost::asio::awaitable<core::Result<std::vector<MemberRow>>> read_ever_joined(pg::Transaction& tx,
                                                                              core::PersonId person,
                                                                              std::int32_t limit);

struct ParticularsRow {
  core::PersonId person;
  std::string sealed;
  core::Interval held;  // until its list was withdrawn
};
boost::asio::awaitable<core::Result<std::vector<ParticularsRow>>> read_particulars(pg::Transaction& tx,
                                                                                   std::vector<core::PersonId> persons,
                                                                                   std::int32_t limit);

// Who took a statement back, and from when to when it was taken back.
struct WithdrawalRow {
  core::Interval held;
  std::string actors;  // one, or the two whom a death needs
  std::string ground;
};
struct StatementHistoryRow {
  core::StatementHistory history;
  std::vector<WithdrawalRow> withdrawals;  // those of history.withdrawn
  std::vector<WithdrawalRow> waits;        // asked for and not in effect before a second registrar confirmed it
  std::string detail_sealed;               // empty: none
  std::optional<core::ListId> list;
  core::ActorId entered_by;
};
boost::asio::awaitable<core::Result<std::vector<StatementHistoryRow>>> read_statement_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit);

struct HoldHistoryRow {
  core::HoldId id;
  core::PersonId person;
  std::string ground;
  core::ActorId author;
  std::int32_t until_day = 0;
  core::Interval held;  // from its placing until it was ended before its day
};
boost::asio::awaitable<core::Result<std::vector<HoldHistoryRow>>> read_hold_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit);

struct NameHistoryRow {
  core::PersonId person;
  core::NameKind kind = core::NameKind::kDocument;
  core::Script script = core::Script::kOther;
  std::string language;
  core::SourceId source;
  std::string sealed;
  core::Instant entered_at;
  std::vector<core::Interval> withdrawn;  // replaced, or its list withdrawn
};
boost::asio::awaitable<core::Result<std::vector<NameHistoryRow>>> read_name_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit);

struct IdentifierHistoryRow {
  core::PersonId person;
  core::IdentifierKind kind = core::IdentifierKind::kServiceNumber;
  core::SourceId source;
  std::string sealed;
  core::Instant entered_at;
  std::vector<core::Interval> withdrawn;
};
boost::asio::awaitable<core::Result<std::vector<IdentifierHistoryRow>>> read_identifier_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit);

struct LinkStep {
  core::LinkDecision decision = core::LinkDecision::kPropose;
  core::LinkState state = core::LinkState::kProposed;
  core::ActorId actor;
  std::string ground;
  core::Instant decided_at;
};
struct LinkHistoryRow {
  core::LinkId id;
  core::PersonId a;
  core::PersonId b;
  core::LinkState state = core::LinkState::kProposed;  // today's
  double probability = 0;
  std::string reasons;
  std::string proposed_by;
  core::Instant proposed_at;
  JoinGround join_ground = JoinGround::kNone;
  std::vector<LinkStep> steps;

  core::LinkHistory history() const;
  // Not proposed only.
  bool decided() const;
};
// All links of these persons with their steps, those on which somebody decided first, then the likeliest.
boost::asio::awaitable<core::Result<std::vector<LinkHistoryRow>>> read_link_histories(
    pg::Transaction& tx, std::vector<core::PersonId> persons, std::int32_t limit);

struct ToldRow {
  core::Instant told_at;
  core::PersonId person;
  std::int64_t version = 0;
  std::optional<std::int64_t> reference;  // core::Reference::number()
  std::int32_t tree = 0;
  std::int64_t log_index = 0;
  std::optional<std::uint8_t> answer_kind;  // core::AnswerKind
};
boost::asio::awaitable<core::Result<std::vector<ToldRow>>> read_told(pg::Transaction& tx,
                                                                     std::vector<core::PersonId> persons,
                                                                     std::optional<core::Instant> until,
                                                                     std::int32_t limit);

}  // namespace hotline::store
