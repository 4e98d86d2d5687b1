#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "store/pg/transaction.hpp"
#include "store/registry_store.hpp"

// Sources, and lists as a whole: shown, reviewed, countersigned, withdrawn, compared with the one before.
namespace hotline::store {

struct MappedColumn {
  std::string heading;
  std::string column;  // empty: passed over
};
struct SourceShown {
  SourceRow source;
  std::vector<MappedColumn> mapping;  // of its last list
};
boost::asio::awaitable<core::Result<std::vector<SourceShown>>> list_sources(pg::Transaction& tx, core::SourceId after,
                                                                            std::int32_t limit);
// Changes nothing when the source is known.
boost::asio::awaitable<core::Done> put_source(pg::Transaction& tx, SourceRow source);

struct ListsQuery {
  core::SourceId source;  // empty: of all
  std::int64_t before = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<ListRow>>> list_lists(pg::Transaction& tx, ListsQuery query);

// Of the list, those withdrawn one by one left out.
boost::asio::awaitable<core::Result<std::int64_t>> count_list_deaths(pg::Transaction& tx, std::int64_t list_no);
boost::asio::awaitable<core::Result<std::int64_t>> count_list_statements(pg::Transaction& tx, std::int64_t list_no);

// A row that brought a statement.
struct StatingRow {
  std::int64_t row_number = 0;
  core::PersonId person;
  core::StatementId statement;
};
struct SampleQuery {
  std::int64_t list_no = 0;
  std::int64_t seed = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<StatingRow>>> sample_list_rows(pg::Transaction& tx, SampleQuery query);
struct DeathRowsQuery {
  std::int64_t list_no = 0;
  std::int64_t after = 0;
  std::int32_t limit = 0;
};
boost::asio::awaitable<core::Result<std::vector<StatingRow>>> list_death_rows(pg::Transaction& tx,
                                                                              DeathRowsQuery query);

struct ReviewedPerson {
  core::PersonId person;
  core::ClusterId cluster;
  std::int64_t version = 0;
  core::Status status = core::Status::kUnknown;
  std::string sealed;  // opens with open_particulars
};
boost::asio::awaitable<core::Result<std::vector<ReviewedPerson>>> read_reviewed_persons(
    pg::Transaction& tx, std::vector<core::PersonId> persons);
boost::asio::awaitable<core::Result<std::vector<std::pair<core::ClusterId, core::PersonId>>>> read_cluster_members(
    pg::Transaction& tx, std::vector<core::ClusterId> clusters);
// Statements of these persons that countersigning the list withdraws.
boost::asio::awaitable<core::Result<std::vector<core::StatementId>>> list_replacements_waiting(
    pg::Transaction& tx, std::int64_t list_no, std::vector<core::PersonId> persons);

boost::asio::awaitable<core::Result<core::Instant>> countersign_list(pg::Transaction& tx, std::int64_t list_no,
                                                                     core::ActorId actor);
// Whom the deaths of a list concern, in rising order.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> list_death_persons(pg::Transaction& tx,
                                                                                     std::int64_t list_no);
// Puts the withdrawals of deaths that the list replaced into effect; whom they concern, in rising order.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> confirm_list_replacements(pg::Transaction& tx,
                                                                                            std::int64_t list_no,
                                                                                            core::ActorId actor);

enum class ListWithdrawn { kWholly, kDeathsWait };
boost::asio::awaitable<core::Done> put_list_withdrawal(pg::Transaction& tx, std::int64_t list_no, core::ActorId actor,
                                                       std::string ground, ListWithdrawn how);
boost::asio::awaitable<core::Done> confirm_list_withdrawal(pg::Transaction& tx, std::int64_t list_no,
                                                           core::ActorId actor);
// Of whom the list said something new and whom it joined, in rising order. Asked before its links are undone.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> list_touched_persons(pg::Transaction& tx,
                                                                                       std::int64_t list_no);
// Statements of a list under withdrawal that later lists rest on; they have their own from now on.
boost::asio::awaitable<core::Result<std::int64_t>> take_over_statements(pg::Transaction& tx, std::int64_t list_no,
                                                                        core::ActorId actor);
// Statements that the withdrawn list's row had replaced, and an earlier list before it: that one says otherwise still.
boost::asio::awaitable<core::Done> give_back_replaced(pg::Transaction& tx, std::int64_t list_no);
// How many confirmed links of the list were undone.
boost::asio::awaitable<core::Result<std::int64_t>> undo_list_links(pg::Transaction& tx, std::int64_t list_no,
                                                                   core::ActorId actor, std::string ground);

struct EarlierList {
  std::int64_t list_no = 0;
  core::ListId id;
  std::int64_t rows_total = 0;
};
boost::asio::awaitable<core::Result<std::optional<EarlierList>>> find_earlier_list(pg::Transaction& tx,
                                                                                   std::int64_t list_no);
struct MissingQuery {
  std::int64_t list_no = 0;
  std::int64_t earlier_list_no = 0;
  std::int64_t after = 0;
  std::int64_t up_to = 0;
  std::int32_t limit = 0;
};
struct MissingRow {
  std::int64_t row_number = 0;  // on the earlier list
  core::PersonId person;
};
boost::asio::awaitable<core::Result<std::vector<MissingRow>>> list_missing_rows(pg::Transaction& tx,
                                                                                MissingQuery query);

}  // namespace hotline::store
