#include "matching/likely_same.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "matching/weights.hpp"

namespace hotline::matching {
namespace {

constexpr std::array<std::string_view, kFieldCount> kFieldWords{
    "surname", "given name", "patronymic", "birth date", "number", "birthplace",
    "unit",    "sex",        "mother",     "siblings",   "marks",  "last seen",
};

std::string_view word_of(Agreement agreement) {
  switch (agreement) {
    case Agreement::kNotAsked:
      return "not known";
    case Agreement::kAgrees:
      return "agrees";
    case Agreement::kNearly:
      return "differs slightly";
    case Agreement::kDiffers:
      return "differs";
  }
  return {};
}

void keep_best(std::vector<LikelySame>& all, LikelySame one) {
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const LikelySame& other) { return other.person == one.person; });
  if (known == all.end()) {
    all.push_back(std::move(one));
  } else if (known->probability < one.probability) {
    *known = std::move(one);
  }
}

}  // namespace

std::string reasons_text(const Candidate& candidate) {
  std::string text;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldEvidence& field = candidate.fields[i];
    if (field.agreement == Agreement::kNotAsked) continue;
    std::array<char, 24> bits{};
    std::snprintf(bits.data(), bits.size(), " (%+.1f)", static_cast<double>(field.weight_bits));
    if (!text.empty()) text += "; ";
    text.append(kFieldWords[i]).append(" ").append(word_of(field.agreement)).append(bits.data());
  }
  return text;
}

std::vector<LikelySame> likely_same(const Index& index, const Record& record) {
  std::vector<LikelySame> all;
  Query query;
  query.sex = record.sex;
  query.birth_date = record.birth_date;
  query.birthplace = record.birthplace;
  query.unit = record.unit;
  query.identifier_hashes = record.identifier_hashes;
  query.circumstances = record.circumstances;
  query.passed_over = record.facts.cluster;
  query.thorough = true;
  for (const core::NameParts& name : record.names) {
    query.name = name;
    for (const Candidate& candidate : index.find(query).candidates) {
      if (candidate.facts.side != record.facts.side || candidate.alone < index.weights().threshold.likely_same)
        continue;
      keep_best(all, LikelySame{candidate.person, candidate.facts.cluster, candidate.alone, reasons_text(candidate)});
    }
  }
  std::sort(all.begin(), all.end(), [](const LikelySame& a, const LikelySame& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.person < b.person;
  });
  if (all.size() > kCandidatesMax) all.resize(kCandidatesMax);
  return all;
}

}  // namespace hotline::matching
