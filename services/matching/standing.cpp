#include "matching/standing.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "matching/lexicon.hpp"
#include "matching/likely_same.hpp"
#include "matching/weights.hpp"

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

struct Sides {
  std::vector<Record> honest, altered;
};

Sides as_records(std::vector<StandingInquiry> inquiries) {
  Sides sides;
  for (StandingInquiry& inquiry : inquiries) {
    const bool altered = inquiry.question.profile == EvidenceProfile::kAlteredIdentity;
    (altered ? sides.altered : sides.honest).push_back(as_record(std::move(inquiry)));
  }
  return sides;
}

std::vector<core::PersonId> ids_of(const std::vector<Record>& records) {
  std::vector<core::PersonId> ids;
  ids.reserve(records.size());
  for (const Record& record : records) ids.push_back(record.person);
  return ids;
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

}  // namespace

StandingInquiries::StandingInquiries(std::shared_ptr<const Lexicon> lexicon) : honest_(lexicon), altered_(lexicon) {}

std::vector<LikelyMatch> StandingInquiries::matches(const Record& arriving, std::size_t register_size,
                                                    const std::vector<std::uint64_t>& near_numbers) const {
  return best_of(arriving, near_numbers, [register_size](const Index& index, const Query& query) {
    return index.find_above(query, index.weights().threshold.review, register_size).candidates;
  });
}

std::vector<LikelyMatch> StandingInquiries::matches_by_brute_force(const Record& arriving) const {
  return best_of(arriving, {},
                 [](const Index& index, const Query& query) { return index.score_all(query).candidates; });
}

// The likeliest of each inquiry, whichever name of the record asks.
template <typename Ask>
std::vector<LikelyMatch> StandingInquiries::best_of(const Record& arriving,
                                                    const std::vector<std::uint64_t>& near_numbers, Ask ask) const {
  std::map<core::PersonId, Candidate> best;
  Query query = as_question(arriving);
  query.near_identifier_hashes = near_numbers;
  for (const core::NameParts& name : arriving.names) {
    query.name = name;
    for (const EvidenceProfile profile : {EvidenceProfile::kHonest, EvidenceProfile::kAlteredIdentity}) {
      query.profile = profile;
      for (Candidate& candidate : ask(profile == EvidenceProfile::kHonest ? honest_ : altered_, query)) {
        Candidate& known = best[candidate.person];
        if (known.alone < candidate.alone) known = std::move(candidate);
      }
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

void StandingInquiries::begin_load(std::size_t expected) {
  honest_.begin_load(expected);
  altered_.begin_load(0);
}

void StandingInquiries::load(std::vector<StandingInquiry> inquiries) {
  Sides sides = as_records(std::move(inquiries));
  honest_.load(std::move(sides.honest));
  altered_.load(std::move(sides.altered));
}

void StandingInquiries::end_load() {
  honest_.end_load(0);
  altered_.end_load(0);
}

// What asks otherwise now leaves the side on which it stood.
void StandingInquiries::apply(std::vector<StandingInquiry> changed, const std::vector<std::int64_t>& gone) {
  Sides sides = as_records(std::move(changed));
  std::vector<core::PersonId> not_honest = ids_of(sides.altered), not_altered = ids_of(sides.honest);
  for (const std::int64_t reference : gone) {
    not_honest.push_back(id_of(reference));
    not_altered.push_back(id_of(reference));
  }
  honest_.apply(std::move(sides.honest), std::move(not_honest), 0);
  altered_.apply(std::move(sides.altered), std::move(not_altered), 0);
}

double StandingInquiries::review_min() const {
  return honest_.weights().threshold.review;
}

std::size_t StandingInquiries::size() const {
  return honest_.stats().records + altered_.stats().records;
}

std::size_t StandingInquiries::bytes() const {
  return honest_.stats().bytes + altered_.stats().bytes;
}

std::vector<LikelyMatch> matches(const Index& persons, const StandingInquiry& inquiry) {
  Query query = inquiry.question;
  query.thorough = true;
  std::vector<LikelyMatch> found;
  for (const Candidate& candidate :
       persons.find_above(query, persons.weights().threshold.review, persons.stats().records).candidates) {
    found.push_back(
        {inquiry.reference, candidate.person, candidate.facts.version, candidate.alone, reasons_text(candidate)});
  }
  likeliest_first(found);
  return found;
}

}  // namespace hotline::matching
