#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/sought.hpp"
#include "core/time.hpp"

namespace hotline::matching {

class Lexicon;
struct Weights;

using core::Agreement;
using core::Candidate;
using core::EvidenceProfile;
using core::Field;
using core::FieldEvidence;
using core::kFieldCount;
using core::RecordFacts;

// A brother or sister as a record or a caller names them: sets of siblings find a child whose own name was changed.
struct Sibling {
  std::string given;
  core::PartialDate birth_date;
};

// What beside the person's own names and numbers can tell who it is. Empty fields are unknown.
struct Circumstances {
  std::string mother;  // her names, in any order
  std::vector<Sibling> siblings;
  std::string marks;  // scars, birthmarks, tattoos, in words
  std::string last_seen_place;
  core::PartialDate last_seen;
};

// A record as it is put into the index. Values are in the clear: the index lives in locked process memory only.
struct Record {
  core::PersonId person;
  RecordFacts facts;
  std::vector<core::NameParts> names;
  core::Sex sex = core::Sex::kUnknown;
  core::PartialDate birth_date;
  std::string birthplace;
  std::string unit;
  // 64-bit keyed hashes of normalised identifiers (runtime::Keyring); equal number, equal hash.
  std::vector<std::uint64_t> identifier_hashes;
  Circumstances circumstances;
};

// What a caller says. Names in any order, script or spelling; empty fields were not asked.
struct Query {
  core::NameParts name;
  core::Sex sex = core::Sex::kUnknown;
  core::PartialDate birth_date;
  std::string birthplace;
  std::string unit;
  std::vector<std::uint64_t> identifier_hashes;
  // Hashes of the numbers one slip away from those asked (near_numbers): they agree nearly.
  std::vector<std::uint64_t> near_identifier_hashes;
  Circumstances circumstances;
  EvidenceProfile profile = EvidenceProfile::kHonest;
  // Records of this cluster are passed over; the default is nobody's.
  core::ClusterId passed_over;
  // Looks where a caller on the telephone need not: at everybody born on the very day, however his name is written.
  bool thorough = false;
};

inline constexpr std::size_t kCandidatesMax = 10;
// Of a question under the altered profile.
inline constexpr std::size_t kAlteredCandidatesMax = 20;

struct Found {
  std::vector<Candidate> candidates;  // best first; no more than the profile allows
  std::int64_t revision = 0;          // register revision this answer was computed on
  std::uint32_t scored = 0;           // candidates compared
  // The field, not asked yet, whose answer is expected to part the rivals best.
  std::optional<Field> further_field;
  bool budget_spent = false;  // more records shared the keys than the budget allows to compare
};

struct IndexStats {
  std::size_t records = 0;
  std::size_t delta_records = 0;
  std::size_t bytes = 0;
  std::int64_t revision = 0;
};

// What a test makes smaller, to see several of everything.
struct IndexLimits {
  std::size_t segment_rows = std::size_t{1} << 24;  // kSegmentRowsMax
};

// Persons in memory, found by any spelling of their names. Reads are lock-free and take any number of threads; writes
// come from one thread (the change feed). A record put or removed is seen by every find that starts afterwards.
class Index {
 public:
  explicit Index(std::shared_ptr<const Lexicon> lexicon, IndexLimits limits = {});
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  // Replaces everything. Used at start-up; `records` may be given in several calls between begin_load and end_load.
  void begin_load(std::size_t expected_records);
  void load(std::vector<Record> records);
  void end_load(std::int64_t revision);

  // Applies the changes of one register revision: every record replaces the one of the same person.
  void apply(std::vector<Record> changed, std::vector<core::PersonId> removed, std::int64_t revision);

  Found find(const Query& query) const;
  // Every record whose probability with no rival (`alone`) reaches the bound in a register of so many records, however
  // many there are; for standing inquiries. It may compare far more records than find(), yet not without bound.
  Found find_above(const Query& query, double alone_min, std::size_t register_size) const;
  // Compares every record, without keys: what find() is measured by.
  Found score_all(const Query& query) const;
  std::int64_t revision() const;
  IndexStats stats() const;
  // Version of the model (weights and lexicon) that answers; goes into every log entry.
  std::string_view model_version() const;
  const Weights& weights() const;
  // How the words of an asked name are understood (name_reading.hpp).
  core::NameParts reading_of(const core::NameParts& asked) const;

  // Probability that two full names are of one person, with nothing else known: for tests and the evaluation tool.
  double compare_names(const core::NameParts& query, const core::NameParts& record) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::matching
