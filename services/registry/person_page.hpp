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
#include "runtime/keyring.hpp"
#include "store/history_store.hpp"
#include "store/log_writer.hpp"
#include "store/pg/transaction.hpp"
#include "store/record_codec.hpp"

// One human being as the register knows him, or knew him: all records joined with the one asked for.
namespace hotline::registry {

// More than any human being has. A page that would be cut is refused with what to do, never shortened in silence.
inline constexpr std::int32_t kPageRecordsMax = 200;
inline constexpr std::int32_t kPageStatementsMax = 2'000;
inline constexpr std::int32_t kPageRowsMax = 2'000;  // of names, of numbers, of holds, of particulars
// Undecided proposals beyond it are left to ListLinks; those on which somebody decided are all shown.
inline constexpr std::int32_t kPageLinksMax = 1'000;
inline constexpr std::int32_t kPageToldMax = 100;

struct PageAsked {
  core::PersonId person;
  std::optional<core::Instant> known_on;  // now when absent
  std::optional<std::int32_t> as_of_day;  // days since 1970-01-01; today when absent
};

// A cluster as it was known at an instant.
struct ClusterKnown {
  std::vector<store::MemberRow> records;  // the one asked for first
  core::ClusterId cluster;
  std::vector<store::StatementHistoryRow> statements;
  std::vector<core::Statement> known;  // the same statements in the same order, as they stood then
  std::vector<store::HoldHistoryRow> holds;
  std::vector<store::LinkHistoryRow> links;  // with the steps and the state of then
  core::DerivedStatus derived;
  core::InformKin inform_kin = core::InformKin::kNotAsked;
  // Of the records shown and of those of today's cluster: what the log entry rests on.
  std::vector<store::PersonVersion> versions;
  std::int64_t revision = 0;
};
boost::asio::awaitable<core::Result<ClusterKnown>> read_known(store::pg::Transaction& tx, PageAsked asked);

struct PageName {
  core::PersonId person;
  core::PersonName name;
  core::SourceId source;
  core::Instant entered_at;
  std::optional<core::Instant> withdrawn_at;
};
struct PageIdentifier {
  core::PersonId person;
  core::Identifier identifier;
  core::SourceId source;
};
struct PageStatement {
  core::Statement statement;
  store::StatementDetail detail;
  std::optional<core::Instant> withdrawn_at;
  // Also while the withdrawal of a death waits for the second registrar; then withdrawn_at is absent.
  std::string withdrawn_by;
  std::string withdrawal_ground;
  core::ActorId entered_by;
  std::optional<core::ListId> list;
};
struct PageRecord {
  core::PersonId person;
  core::Particulars particulars;
  core::Instant entered_at;
};
struct PageHold {
  store::HoldHistoryRow hold;
  bool ended = false;
};
struct PageContradiction {
  std::string kind;
  std::string description;
  std::vector<core::StatementId> statements;
  std::vector<core::PersonId> persons;
};
struct PersonPage {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;  // today's
  core::Side side = core::Side::kAdversary;
  core::Status status = core::Status::kUnknown;
  core::EvidenceRung rung = core::EvidenceRung::kR0;
  core::InformKin inform_kin = core::InformKin::kNotAsked;
  std::vector<PageRecord> records;  // the one asked for first
  std::vector<PageName> names;
  std::vector<PageIdentifier> identifiers;  // those that hold
  std::vector<PageStatement> statements;
  std::vector<PageHold> holds;
  std::vector<store::LinkHistoryRow> links;
  std::vector<PageContradiction> contradictions;
  std::vector<store::ToldRow> told;
  bool trial = false;
  std::vector<store::PersonVersion> versions;
  std::int64_t revision = 0;
};
boost::asio::awaitable<core::Result<PersonPage>> read_page(store::pg::Transaction& tx, const runtime::Keyring& keyring,
                                                           PageAsked asked);

}  // namespace hotline::registry
