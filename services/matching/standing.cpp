#include "matching/standing.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "matching/lexicon.hpp"
#include "matching/likely_same.hpp"

namespace hotline::matching {
namespace {

// The index takes 0 for nobody's cluster, and a reference can be 0.
core::PersonId id_of(std::int64_t reference) {
  return core::PersonId(reference + 1);
}

std::int64_t reference_of(core::PersonId id) {
  return id.value() - 1;
}

Record as_record(StandingInquiry inquiry) {
  Record record;
  record.person = id_of(inquiry.reference);
  record.facts.cluster = core::ClusterId(record.person.value());
  record.names.push_back(std::move(inquiry.question.name));
  record.sex = inquiry.question.sex;
  record.birth_date = inquiry.question.birth_date;
  record.birthplace = std::move(inquiry.question.birthplace);
  record.unit = std::move(inquiry.question.unit);
  record.identifier_hashes = std::move(inquiry.question.identifier_hashes);
  record.circumstances = std::move(inquiry.question.circumstances);
  return record;
}

std::vector<Record> as_records(std::vector<StandingInquiry> inquiries) {
  std::vector<Record> records;
  records.reserve(inquiries.size());
  std::transform(std::make_move_iterator(inquiries.begin()), std::make_move_iterator(inquiries.end()),
                 std::back_inserter(records), as_record);
  return records;
}

// As one of its names asks. Nobody waits on the telephone, so it is looked for thoroughly.
Query as_question(const Record& record) {
  Query query;
  query.sex = record.sex;
  query.birth_date = record.birth_date;
  query.birthplace = record.birthplace;
  query.unit = record.unit;
  query.identifier_hashes = record.identifier_hashes;
  query.circumstances = record.circumstances;
  query.thorough = true;
  return query;
}

void likeliest_first(std::vector<LikelyMatch>& matches) {
  std::sort(matches.begin(), matches.end(), [](const LikelyMatch& a, const LikelyMatch& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    return a.reference != b.reference ? a.reference < b.reference : a.person < b.person;
  });
}

// The likeliest of each inquiry, whichever name of the record asks.
template <typename Ask>
std::vector<LikelyMatch> best_of_names(const Record& arriving, Ask ask) {
  std::map<core::PersonId, Candidate> best;
  Query query = as_question(arriving);
  for (const core::NameParts& name : arriving.names) {
    query.name = name;
    for (Candidate& candidate : ask(query)) {
      Candidate& known = best[candidate.person];
      if (known.alone < candidate.alone) known = std::move(candidate);
    }
  }
  std::vector<LikelyMatch> found;
  found.reserve(best.size());
  for (const auto& [id, candidate] : best) {
    found.push_back(
        {reference_of(id), arriving.person, arriving.facts.version, candidate.alone, reasons_text(candidate)});
  }
  likeliest_first(found);
  return found;
}

}  // namespace

StandingInquiries::StandingInquiries(std::shared_ptr<const Lexicon> lexicon) : inquiries_(std::move(lexicon)) {}

std::vector<LikelyMatch> StandingInquiries::matches(const Record& arriving, std::size_t register_size) const {
  return best_of_names(
      arriving, [&](const Query& query) { return inquiries_.find_above(query, kReviewMin, register_size).candidates; });
}

std::vector<LikelyMatch> StandingInquiries::matches_by_brute_force(const Record& arriving) const {
  return best_of_names(arriving, [&](const Query& query) { return inquiries_.score_all(query).candidates; });
}

void StandingInquiries::begin_load(std::size_t expected) {
  inquiries_.begin_load(expected);
}

void StandingInquiries::load(std::vector<StandingInquiry> inquiries) {
  inquiries_.load(as_records(std::move(inquiries)));
}

void StandingInquiries::end_load() {
  inquiries_.end_load(0);
}

void StandingInquiries::apply(std::vector<StandingInquiry> changed, const std::vector<std::int64_t>& gone) {
  std::vector<core::PersonId> removed;
  removed.reserve(gone.size());
  std::transform(gone.begin(), gone.end(), std::back_inserter(removed), id_of);
  inquiries_.apply(as_records(std::move(changed)), std::move(removed), 0);
}

std::vector<LikelyMatch> matches(const Index& persons, const StandingInquiry& inquiry) {
  Query query = inquiry.question;
  query.thorough = true;
  std::vector<LikelyMatch> found;
  for (const Candidate& candidate : persons.find_above(query, kReviewMin, persons.stats().records).candidates) {
    found.push_back(
        {inquiry.reference, candidate.person, candidate.facts.version, candidate.alone, reasons_text(candidate)});
  }
  likeliest_first(found);
  return found;
}

}  // namespace hotline::matching
