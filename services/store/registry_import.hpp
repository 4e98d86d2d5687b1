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
struct KnownRow {
  RowKey key;
  core::PersonId person;
  core::Side side = core::Side::kAdversary;
};
// Waits until no other list of this source is being written, then tells which of the keys are known.
boost::asio::awaitable<core::Result<std::vector<KnownRow>>> find_row_keys(pg::Transaction& tx, core::SourceId source,
                                                                          std::vector<std::string> person_keys);

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
};
struct ImportRows {
  core::Side side = core::Side::kAdversary;
  StatementOrigin origin;
  std::vector<NewPerson> persons;
  std::vector<NewName> names;
  std::vector<NewIdentifier> identifiers;
  std::vector<NewRowKey> keys;
  std::vector<NewStatement> statements;
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
};
boost::asio::awaitable<core::Done> put_list_progress(pg::Transaction& tx, ListProgress progress);

}  // namespace hotline::store
