#include "store/question.hpp"

#include <string>

#include "matching/numbers.hpp"
#include "matching/told.hpp"
#include "store/record_codec.hpp"

namespace hotline::store {

matching::Query question_of(const runtime::Keyring& keyring, const core::QuestionFacts& facts) {
  matching::Query query;
  query.name = facts.name;
  query.sex = facts.sex;
  query.birth_date = facts.birth_date;
  query.birthplace = facts.birthplace;
  query.unit = facts.unit;
  for (const std::string& number : facts.identifiers) {
    query.identifier_hashes.push_back(index_hash(identifier_hash(keyring, number)));
    const std::vector<std::uint64_t> near = near_number_hashes(keyring, number);
    query.near_identifier_hashes.insert(query.near_identifier_hashes.end(), near.begin(), near.end());
  }
  query.circumstances = matching::circumstances_of(facts);
  query.profile = core::profile_of(facts.kind);
  return query;
}

std::vector<std::uint64_t> near_number_hashes(const runtime::Keyring& keyring, std::string_view number) {
  std::vector<std::uint64_t> hashes;
  for (const std::string& near : matching::near_numbers(number)) {
    hashes.push_back(index_hash(identifier_hash(keyring, near)));
  }
  return hashes;
}

}  // namespace hotline::store
