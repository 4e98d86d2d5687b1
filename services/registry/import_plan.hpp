#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/person.hpp"
#include "matching/likely_same.hpp"
#include "registry/join_rules.hpp"
#include "registry/list_reader.hpp"
#include "registry/registry_parts.hpp"
#include "store/record_codec.hpp"
#include "store/registry_import.hpp"
#include "store/registry_store.hpp"

namespace hotline::registry {

// A list under way; does not change while its chunks come.
struct OpenList {
  core::ListId id;
  store::ListRow row;  // as it was when the import began; without number in a dry run
  ListRules rules;
  bool dry_run = false;
};

// A row ready to be written as a new record; `reserved` is that record's id, shared by the rows of one key in a chunk.
struct PreparedRow {
  ReadRow row;
  store::RowKey key;
  store::JoinKeys join;
  core::PersonId reserved;
  std::string particulars_sealed;  // empty unless it is the first row of its key in the chunk
  std::string name_sealed;
  std::string identifier_sealed;  // empty: no number
  core::Bytes32 identifier_hash{};
  std::string detail_sealed;                      // empty: no detail
  std::vector<matching::LikelySame> likely_same;  // in a dry run
};
RecordIdentity identity_of(const PreparedRow& row, core::PersonId person, core::Side side);
store::StatementDetail detail_of(const ReadRow& row);
core::NameParts folded(const core::NameParts& name);

// What the register holds of a record that the list's source has reported before.
struct KnownStatement {
  core::Statement statement;
  store::StatementDetail detail;
  std::optional<std::int64_t> list_no;
};
struct KnownName {
  core::NameId id;
  core::NameKind kind = core::NameKind::kDocument;
  core::Script script = core::Script::kOther;
  std::string language;
  core::SourceId source;
  std::optional<std::int64_t> list_no;
  core::NameParts folded;
};
struct KnownNumber {
  std::int64_t id = 0;
  core::Bytes32 hash{};
  core::SourceId source;
  std::optional<std::int64_t> list_no;
};
struct KnownRecord {
  core::PersonId id;
  core::Side side = core::Side::kAdversary;
  bool fresh = false;  // made by this chunk
  bool bare = false;   // all that it held was taken back with its lists
  std::map<std::string, store::ContentState> contents;
  std::map<std::string, core::StatementId> standing;
  // Only what is live.
  std::vector<KnownStatement> statements;
  std::vector<KnownName> names;
  std::vector<KnownNumber> numbers;
  core::Particulars particulars;
  std::size_t place_in_rows = 0;  // of a fresh one
};

// What a chunk of rows comes to, decided row after row against what the database knows of their keys. Writes nothing.
class ImportPlan {
 public:
  ImportPlan(const RegistryParts& parts, const OpenList& list, core::ActorId actor);

  // What is known, before the first row is added.
  void know(std::vector<store::KnownRow> rows);
  // Keys of earlier chunks of a dry run, which are in no table.
  void know_dry(const std::string& person_key, const std::set<std::string>& contents);
  // The record of this row's key when more must be known of it before the row is added; null when not.
  KnownRecord* record_to_read(const PreparedRow& row);
  bool looks_for_others(const PreparedRow& row) const;
  void know_group(RecordGroup group);
  void know_severed(std::vector<store::PersonPair> pairs);

  void add(const PreparedRow& row);
  // After the last row: states of the new records.
  void finish();

  store::ImportRows rows;
  store::ListProgress progress;
  std::vector<std::size_t> stating_outcomes;  // which outcome each statement belongs to
  std::set<core::PersonId> known_changed;     // records of before that the chunk changes, joined ones included
  std::vector<core::PersonId> ids_left;

 private:
  struct Difference;
  using Groups = std::vector<RecordGroup>;

  void refuse(store::RowOutcome& outcome, std::string column, std::string description) const;
  void make_record(KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome);
  void change_record(KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome);
  void join_record(const KnownRecord& record, const PreparedRow& row, store::RowOutcome& outcome);
  // The row just added states nothing new.
  void rest_on(core::StatementId standing);
  bool severed(core::PersonId person, const RecordGroup& group) const;
  void near_from_now(std::size_t group, const store::JoinKeys& keys);

  std::optional<core::StatementId> compare_statements(KnownRecord& record, const PreparedRow& row,
                                                      Difference& difference);
  void compare_names(KnownRecord& record, const PreparedRow& row, Difference& difference);
  void compare_numbers(KnownRecord& record, const PreparedRow& row, Difference& difference);
  void compare_particulars(KnownRecord& record, const PreparedRow& row, Difference& difference);
  bool contradicts_itself(const KnownRecord& record, const PreparedRow& row) const;
  void add_statement(KnownRecord& record, const PreparedRow& row, const KnownStatement* replaced = nullptr);
  void add_name(KnownRecord& record, const core::PersonName& name, std::string sealed);
  void add_number(KnownRecord& record, const PreparedRow& row);
  void add_key(const KnownRecord& record, const PreparedRow& row, std::optional<core::StatementId> standing);

  const RegistryParts& parts_;
  const OpenList& list_;
  std::unordered_map<std::string, KnownRecord> by_key_;
  std::set<std::string> of_another_side_;  // keys that the source reports under another side
  Groups groups_;
  std::unordered_map<std::int64_t, std::set<std::size_t>> groups_by_name_;
  std::unordered_map<std::int64_t, std::set<std::size_t>> groups_by_number_;
  std::set<store::PersonPair> severed_;
};

}  // namespace hotline::registry
