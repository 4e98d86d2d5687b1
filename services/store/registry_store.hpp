#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "store/pg/row.hpp"
#include "store/pg/transaction.hpp"

// The register's tables: one function and one row struct for each file of db/queries/registry; those of whole lists
// stand in list_store.hpp. Sealed columns stay sealed here; record_codec.hpp opens them.
namespace hotline::store {

struct SourceRow {
  core::SourceId id;
  std::string description;
  core::EvidenceRung ceiling = core::EvidenceRung::kR0;
  std::vector<core::Side> sides;
  std::vector<core::StatementKind> kinds;  // empty: every kind
  bool invented = false;

  bool may_report(core::Side side) const;
  bool may_state(core::StatementKind kind) const;
};
boost::asio::awaitable<core::Result<std::optional<SourceRow>>> find_source(pg::Transaction& tx, core::SourceId source);
SourceRow read_source(const pg::Row& row);

struct ListRow {
  core::ListId id;
  std::int64_t list_no = 0;
  core::SourceId source;
  core::Side side = core::Side::kAdversary;
  std::int64_t rows_total = 0;
  std::int64_t committed_row = 0;
  std::int64_t rows_new = 0;
  std::int64_t rows_unchanged = 0;
  std::int64_t rows_statement_added = 0;
  std::int64_t rows_refused = 0;
  std::int64_t rows_changed = 0;
  std::int64_t rows_joined = 0;
  std::int64_t deaths = 0;
  core::Instant received_at;
  core::Instant entered_at;
  core::ActorId imported_by;
  core::ActorId countersigned_by;  // empty: not countersigned
  std::optional<core::Instant> countersigned_at;
  core::ActorId withdrawal_asked_by;  // empty: not taken back
  std::optional<core::Instant> withdrawal_asked_at;
  std::optional<core::Instant> withdrawn_at;  // wholly, its deaths too
  core::ActorId withdrawn_by;

  bool withdrawn() const { return withdrawal_asked_at.has_value(); }
  bool whole() const { return committed_row == rows_total; }
};
struct NewList {
  core::ListId id;
  core::SourceId source;
  core::Side side = core::Side::kAdversary;
  std::int64_t rows_total = 0;
  core::Instant received_at;
  core::ActorId actor;
  std::int16_t attempt = 0;
};
boost::asio::awaitable<core::Done> put_list(pg::Transaction& tx, NewList list);
boost::asio::awaitable<core::Result<std::optional<ListRow>>> find_list(pg::Transaction& tx, core::ListId list);
boost::asio::awaitable<core::Result<std::optional<ListRow>>> lock_list(pg::Transaction& tx, core::ListId list);
ListRow read_list(const pg::Row& row);

// Stored in list_row: never renumber.
enum class RowOutcomeKind : std::uint8_t {
  kNew = 1,
  kUnchanged = 2,
  kStatementAdded = 3,
  kRefused = 4,
  kChanged = 5,
  kJoined = 6,
};
inline constexpr std::size_t kRowOutcomeKinds = 6;
// Stored in link: never renumber.
enum class JoinGround : std::uint8_t { kNone = 0, kNumber = 1, kNameAndDate = 2 };
struct RowFault {
  std::string column;
  std::string description;
  friend bool operator==(const RowFault&, const RowFault&) = default;
};
struct RowOutcome {
  std::int64_t row_number = 0;
  RowOutcomeKind kind = RowOutcomeKind::kRefused;
  std::optional<core::PersonId> person;
  std::vector<RowFault> faults;
  core::PersonId joined_to;  // while it is imported only
  JoinGround join_ground = JoinGround::kNone;
  std::vector<std::pair<core::PersonId, double>> likely_same;  // of a dry run
};
struct ListRowsQuery {
  std::int64_t list_no = 0;
  std::int64_t after = 0;
  std::vector<RowOutcomeKind> kinds;  // empty: all
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<RowOutcome>>> read_list_rows(pg::Transaction& tx, ListRowsQuery query);

// A statement with what lies beside it; detail_sealed opens with open_statement_detail.
struct StatementRow {
  core::Statement statement;
  std::optional<core::Instant> withdrawn_at;
  std::string detail_sealed;  // empty: none
  std::optional<std::int64_t> list_no;
};
boost::asio::awaitable<core::Result<std::vector<StatementRow>>> read_statements(pg::Transaction& tx,
                                                                                std::vector<core::PersonId> persons);

struct NewStatement {
  core::PersonId person;
  core::StatementKind kind = core::StatementKind::kCaptured;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::PartialDate fact_date;  // not a range of years
  std::string detail_sealed;    // empty: none
  core::Recipient recipient = core::Recipient::kNone;
  core::InformKin inform_kin = core::InformKin::kNotAsked;  // the wish it reports
  std::uint16_t region = 0;                                 // the region it reports
};
// What a group of statements has in common.
struct StatementOrigin {
  core::SourceId source;
  std::optional<std::int64_t> list_no;
  core::ActorId actor;
  core::Instant received_at;
  std::optional<core::Instant> forwarded_at;
};
boost::asio::awaitable<core::Result<std::vector<core::StatementId>>> put_statements(pg::Transaction& tx,
                                                                                    StatementOrigin origin,
                                                                                    std::vector<NewStatement> added);

// The same as a call for a pipeline, and its answer.
pg::Call put_statements_call(StatementOrigin origin, std::vector<NewStatement> added);
std::vector<core::StatementId> read_statement_ids(const pg::Rows& rows);

struct StatementFound {
  core::PersonId person;
  core::StatementKind kind = core::StatementKind::kCaptured;
  std::optional<core::ActorId> withdrawal_asked_by;
  bool withdrawn = false;
  std::optional<std::int64_t> list_no;
};
boost::asio::awaitable<core::Result<std::optional<StatementFound>>> find_statement(pg::Transaction& tx,
                                                                                   core::StatementId statement);
enum class WithdrawalTakesEffect { kAtOnce, kWhenConfirmed };
// False when somebody asked for it before.
boost::asio::awaitable<core::Result<bool>> put_withdrawal(pg::Transaction& tx, core::StatementId statement,
                                                          std::string ground, core::ActorId actor,
                                                          WithdrawalTakesEffect when);
// False when it is in effect already.
boost::asio::awaitable<core::Result<bool>> confirm_withdrawal(pg::Transaction& tx, core::StatementId statement,
                                                              core::ActorId actor);

struct HoldRow {
  core::HoldId id;
  core::PersonId person;
  std::string ground;
  core::ActorId author;
  std::int32_t until_day = 0;
  bool ended = false;
};
boost::asio::awaitable<core::Result<std::vector<HoldRow>>> read_holds(pg::Transaction& tx,
                                                                      std::vector<core::PersonId> persons);
boost::asio::awaitable<core::Result<core::HoldId>> put_hold(pg::Transaction& tx, core::PersonId person,
                                                            std::string ground, core::ActorId actor,
                                                            std::int32_t until_day);
struct HoldFound {
  core::PersonId person;
  bool ended = false;
};
boost::asio::awaitable<core::Result<std::optional<HoldFound>>> find_hold(pg::Transaction& tx, core::HoldId hold);
// False when it has ended already.
boost::asio::awaitable<core::Result<bool>> end_hold(pg::Transaction& tx, core::HoldId hold, core::ActorId actor);

struct PersonRow {
  core::Side side = core::Side::kAdversary;
  std::string sealed;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::InformKin inform_kin = core::InformKin::kNotAsked;  // the strictest of the cluster's
  std::int64_t revision = 0;
  core::Instant entered_at;
};
boost::asio::awaitable<core::Result<std::optional<PersonRow>>> read_person(pg::Transaction& tx, core::PersonId person);
boost::asio::awaitable<core::Result<std::optional<core::Side>>> find_person_side(pg::Transaction& tx,
                                                                                 core::PersonId person);

struct NameRow {
  core::NameId id;
  core::PersonId person;
  core::NameKind kind = core::NameKind::kDocument;
  core::Script script = core::Script::kOther;
  std::string language;
  core::SourceId source;
  std::string sealed;
  core::Instant entered_at;
  std::optional<core::Instant> withdrawn_at;  // replaced, or of a withdrawn list
  std::optional<std::int64_t> list_no;
};
boost::asio::awaitable<core::Result<std::vector<NameRow>>> read_names(pg::Transaction& tx,
                                                                      std::vector<core::PersonId> persons);
struct IdentifierRow {
  std::int64_t id = 0;
  core::PersonId person;
  core::IdentifierKind kind = core::IdentifierKind::kServiceNumber;
  core::Bytes32 value_hash{};
  core::SourceId source;
  std::string sealed;
  core::Instant entered_at;
  std::optional<core::Instant> withdrawn_at;
  std::optional<std::int64_t> list_no;
};
boost::asio::awaitable<core::Result<std::vector<IdentifierRow>>> read_identifiers(pg::Transaction& tx,
                                                                                  std::vector<core::PersonId> persons);

struct StateRow {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
};
// All persons of the clusters of these, locked until the end of the transaction.
boost::asio::awaitable<core::Result<std::vector<StateRow>>> lock_clusters(pg::Transaction& tx,
                                                                          std::vector<core::PersonId> persons);
struct NewState {
  core::PersonId person;
  core::ClusterId cluster;
  core::DerivedStatus derived;
  std::int32_t hold_until_day = 0;
  core::InformKin inform_kin = core::InformKin::kNotAsked;          // of the record
  core::InformKin cluster_inform_kin = core::InformKin::kNotAsked;  // the strictest of its cluster
  std::uint16_t region = 0;
};
// The confirmed links of these persons, the lower id first.
boost::asio::awaitable<core::Result<std::vector<std::pair<core::PersonId, core::PersonId>>>> read_confirmed_links(
    pg::Transaction& tx, std::vector<core::PersonId> persons);
boost::asio::awaitable<core::Done> put_states(pg::Transaction& tx, std::vector<NewState> states);

// The last statement of every transaction that changes the register; returns the new revision.
boost::asio::awaitable<core::Result<std::int64_t>> raise_revision(pg::Transaction& tx,
                                                                  std::vector<core::PersonId> changed);
boost::asio::awaitable<core::Result<std::int64_t>> read_revision(pg::Transaction& tx);

std::vector<std::int64_t> numbers(std::span<const core::PersonId> persons);
// The database keeps the first day of what is known and how much of it is meant.
core::PartialDate stored_date(std::optional<std::int32_t> day, std::int16_t precision);

}  // namespace hotline::store
