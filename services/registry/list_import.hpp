#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "registry/import_plan.hpp"
#include "registry/list_reader.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"
#include "store/registry_import.hpp"
#include "store/registry_store.hpp"

namespace hotline::registry {

// A chunk is one transaction: as many rows as are lost and sent again when a server dies, and as hold the locks.
inline constexpr std::int32_t kChunkRowsMax = 500;
inline constexpr std::int64_t kListRowsMax = 10'000'000;

struct ListHeader {
  core::Bytes32 file_sha256{};
  core::SourceId source;
  core::Side side = core::Side::kAdversary;
  std::int64_t rows_total = 0;
  core::Instant received_at;
  store::ColumnMapping column_mapping;
  bool dry_run = false;
  std::int16_t attempt = 0;
};

// SHA-256 of the file's hash, its source and the attempt.
core::ListId list_id_of(const ListHeader& header);

struct PreparedChunk {
  std::vector<PreparedRow> rows;
  std::vector<core::PersonId> ids_left;
};

struct ChunkDone {
  std::int64_t committed_row = 0;
  std::vector<store::RowOutcome> outcomes;  // one for each row, in order
  std::int64_t revision = 0;                // 0: the chunk changed no person
  std::vector<core::PersonId> ids_left;
};

// The import of one list by one caller. open() first; then for each chunk take_ids(), prepare() and commit(), where the
// next chunk may be prepared while one is being committed.
class ListImport {
 public:
  ListImport(RegistryParts parts, rpc::CallContext call) : parts_(parts), call_(std::move(call)) {}

  // kNotFound: no such source. The list is known from now on; its row tells up to where it is committed.
  boost::asio::awaitable<core::Result<OpenList>> open(ListHeader header);
  boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> take_ids(std::size_t count);
  void give_back(std::vector<core::PersonId> ids);
  // Judges, hashes and seals; the costly part, on any thread.
  PreparedChunk prepare(const OpenList& list, std::vector<RawRow> rows, std::vector<core::PersonId> ids) const;
  // One transaction. Rows that another import of the same list committed meanwhile keep the outcome they got there.
  boost::asio::awaitable<core::Result<ChunkDone>> commit(const OpenList& list, const PreparedChunk& chunk);
  // Until this server's index holds the revision, within the deadline.
  boost::asio::awaitable<void> wait_for_index(std::int64_t revision);

 private:
  // Names and numbers of some records, only those that are live.
  struct Details {
    std::vector<store::NameRow> names;
    std::vector<store::IdentifierRow> identifiers;
  };
  boost::asio::awaitable<core::Result<store::ListRow>> begin_list(store::pg::Transaction& tx, ListHeader header,
                                                                  core::ListId id);
  boost::asio::awaitable<core::Done> attempt_is_due(store::pg::Transaction& tx, ListHeader header);
  boost::asio::awaitable<core::Result<ChunkDone>> commit_once(const OpenList& list, const PreparedChunk& chunk);
  boost::asio::awaitable<core::Result<ChunkDone>> try_out(const OpenList& list, const PreparedChunk& chunk);
  boost::asio::awaitable<core::Done> make_plan(store::pg::Transaction& tx, const OpenList& list,
                                               std::span<const PreparedRow> rows, ImportPlan& plan);
  boost::asio::awaitable<core::Done> read_known_records(store::pg::Transaction& tx,
                                                        std::map<core::PersonId, KnownRecord*> records,
                                                        ImportPlan& plan);
  boost::asio::awaitable<core::Result<Details>> read_details(store::pg::Transaction& tx,
                                                             std::vector<core::PersonId> persons);
  boost::asio::awaitable<core::Done> read_groups(store::pg::Transaction& tx, std::vector<core::PersonId> persons,
                                                 ImportPlan& plan);
  boost::asio::awaitable<core::Result<std::int64_t>> write_plan(store::pg::Transaction& tx, const OpenList& list,
                                                                std::int64_t last_row, ImportPlan& plan);

  RegistryParts parts_;
  rpc::CallContext call_;
  std::vector<core::PersonId> spare_ids_;
  bool dry_run_ = false;
  std::int64_t dry_id_ = 0;
  std::map<std::string, std::set<std::string>> dry_contents_;  // of the rows tried so far, by person key
};

}  // namespace hotline::registry
