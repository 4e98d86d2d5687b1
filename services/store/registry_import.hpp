#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/status.hpp"
#include "store/pg/pool.hpp"
#include "store/pg/transaction.hpp"
#include "store/registry_store.hpp"

// What the import of a list writes: many rows with few statements. All sealed bytes come ready made.
namespace hotline::store {

// Ids for persons that may be new, so that they can be sealed before they are written; those not used are lost.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> next_person_ids(pg::Pool& pool, std::int32_t count,
                                                                                  runtime::Deadline deadline);

// The keys of a row, 16 bytes each (row_key in db/migrations/0001_people.sql).
struct RowKey {
  std::string person_key;
  std::string content_hash;
};
// What became of the statement of a known row: it stands; a later list of the source says otherwise; a registrar took
// it back; its list was taken back.
enum class ContentState : std::uint8_t { kLive = 1, kReplaced = 2, kTakenBack = 3, kListWithdrawn = 4 };
struct KnownRow {
  RowKey key;
  core::PersonId person;
  core::Side side = core::Side::kAdversary;
  ContentState state = ContentState::kLive;
  core::StatementId statement;  // none of rows before it was kept
};
// Waits until nobody else makes or joins records, then tells which of the keys are known.
boost::asio::awaitable<core::Result<std::vector<KnownRow>>> find_row_keys(pg::Transaction& tx, core::SourceId source,
                                                                          std::vector<std::string> person_keys);

// Keys by which records that may be one human being are found: halves of keyed hashes, nothing where a row has none.
struct JoinKeys {
  std::optional<std::int64_t> name;    // of side, full name and full birth date
  std::optional<std::int64_t> number;  // of side and number
};
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> find_join_keys(pg::Transaction& tx,
                                                                                 std::vector<std::int64_t> name_keys,
                                                                                 std::vector<std::int64_t> number_keys);
struct ClusterRecordRow {
  core::PersonId person;
  core::ClusterId cluster;
  core::Side side = core::Side::kAdversary;
  std::string sealed;  // the latest particulars
};
// All records of the clusters of these persons.
boost::asio::awaitable<core::Result<std::vector<ClusterRecordRow>>> read_cluster_records(
    pg::Transaction& tx, std::vector<core::PersonId> persons);
using PersonPair = std::pair<core::PersonId, core::PersonId>;
// Pairs that a person has said are two, the lower id first.
boost::asio::awaitable<core::Result<std::vector<PersonPair>>> read_severed_links(pg::Transaction& tx,
                                                                                 std::vector<core::PersonId> persons);

struct NewPerson {
  core::PersonId id;
  std::string sealed;
  core::DerivedStatus derived;
  core::InformKin inform_kin = core::InformKin::kNotAsked;
  std::uint16_t region = 0;
};
struct NewName {
  core::PersonId person;
  core::NameKind kind = core::NameKind::kDocument;
  core::Script script = core::Script::kOther;
  std::string language;
  std::string sealed;
};
struct NewIdentifier {
  core::PersonId person;
  core::IdentifierKind kind = core::IdentifierKind::kServiceNumber;
  core::Bytes32 value_hash{};
  std::string sealed;
};
struct NewRowKey {
  RowKey key;
  core::PersonId person;
  JoinKeys join;
  // Of the rows of this chunk that brought the statement; or a statement that stands already.
  std::size_t statement_place = 0;
  core::StatementId standing;
};
// What a row says otherwise than its source did before.
struct ReplacedStatement {
  core::StatementId id;
  bool at_once = true;  // false: a death that counts waits for the second registrar
};
struct NewParticulars {
  core::PersonId person;
  std::string sealed;
};
struct NewJoin {
  PersonPair pair;
  JoinGround ground = JoinGround::kNumber;
};
struct ImportRows {
  core::Side side = core::Side::kAdversary;
  StatementOrigin origin;
  std::vector<NewPerson> persons;
  std::vector<NewName> names;
  std::vector<NewIdentifier> identifiers;
  std::vector<NewStatement> statements;
  std::vector<ReplacedStatement> replaced_statements;
  std::vector<core::NameId> replaced_names;
  std::vector<std::int64_t> replaced_identifiers;
  std::vector<NewParticulars> particulars;
  std::vector<NewJoin> joins;

  bool nothing() const;
};
// In one round trip; the ids of the statements in their order.
boost::asio::awaitable<core::Result<std::vector<core::StatementId>>> put_import_rows(pg::Transaction& tx,
                                                                                     ImportRows rows);

struct ListProgress {
  std::int64_t list_no = 0;
  std::int64_t last_row = 0;
  std::vector<RowOutcome> outcomes;
  // One for each outcome; nothing where no statement was added.
  std::vector<std::optional<core::StatementId>> statements;
  std::int64_t deaths = 0;
  std::vector<NewRowKey> keys;
};
// `added`: the ids of the chunk's new statements, to which its keys refer by place.
boost::asio::awaitable<core::Done> put_list_progress(pg::Transaction& tx, core::SourceId source, ListProgress progress,
                                                     std::vector<core::StatementId> added);

// How the columns of a source's file were understood: heading and column.
using ColumnMapping = std::vector<std::pair<std::string, std::string>>;
boost::asio::awaitable<core::Done> put_source_mapping(pg::Transaction& tx, core::SourceId source, ColumnMapping mapping,
                                                      core::ActorId actor);

}  // namespace hotline::store
