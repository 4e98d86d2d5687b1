#pragma once

#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/time.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"
#include "store/registry_import.hpp"

// When an import joins two records at once (system.md 3: records are linked, never merged): one number, or one full
// name and one full birth date, and nothing that contradicts. What is only alike is proposed and left to people.
namespace hotline::registry {

// What of a record decides whether another one is the same human being.
struct RecordIdentity {
  core::PersonId person;
  core::SourceId source;
  // Whether its source gives persons keys: two keys of one source are two men, however alike, unless one number is
  // theirs.
  bool keyed = false;
  core::Side side = core::Side::kAdversary;
  core::Sex sex = core::Sex::kUnknown;
  core::PartialDate birth_date;
  std::vector<core::NameParts> names;
  std::vector<core::Bytes32> numbers;  // keyed hashes
};
// The records of one cluster.
using RecordGroup = std::vector<RecordIdentity>;

// The words of surname, given name and patronymic, folded and sorted, so that their order and the columns they came in
// do not matter; empty unless there are at least three words.
std::vector<std::string> full_name(const core::NameParts& name);

store::JoinKeys join_keys(const runtime::Keyring& keyring, const RecordIdentity& identity);

enum class GroupMatch : std::uint8_t { kNone, kNumber, kNameAndDate, kContradicts };
// kContradicts: a number, or name and date, are equal, and yet it cannot be the same human being, or only people can
// say.
GroupMatch match_group(const RecordIdentity& identity, const RecordGroup& group, const matching::Index& index);

}  // namespace hotline::registry
