#include "core/verdict.hpp"

#include <algorithm>
#include <array>

namespace hotline::core {
namespace {

constexpr std::array kNameFields{Field::kSurname, Field::kGiven, Field::kPatronymic};
constexpr std::array kFirmFields{Field::kBirthDate, Field::kIdentifier};
constexpr std::array kOtherFields{Field::kBirthplace, Field::kUnit,  Field::kSex,     Field::kMother,
                                  Field::kSiblings,   Field::kMarks, Field::kLastSeen};

bool is(const Candidate& candidate, Field field, Agreement agreement) {
  return candidate.field(field).agreement == agreement;
}

// Spelling may differ, since names are dictated and cross three scripts; a birth date or a number agrees or does not.
bool facts_agree(const Candidate& candidate) {
  for (Field field : kNameFields) {
    if (is(candidate, field, Agreement::kDiffers)) return false;
  }
  for (Field field : kOtherFields) {
    if (is(candidate, field, Agreement::kDiffers)) return false;
  }
  bool second_fact = false;
  for (Field field : kFirmFields) {
    if (is(candidate, field, Agreement::kDiffers) || is(candidate, field, Agreement::kNearly)) return false;
    second_fact |= is(candidate, field, Agreement::kAgrees);
  }
  const bool name = !is(candidate, Field::kSurname, Agreement::kNotAsked);
  return name && second_fact;
}

// A name and a date without a patronymic that agrees are shared by more people than three names are: a rarer name is
// demanded, and one that is spelled as asked.
bool sure_enough(const Candidate& candidate) {
  const bool third_name = is(candidate, Field::kPatronymic, Agreement::kAgrees) ||
                          is(candidate, Field::kPatronymic, Agreement::kNearly) ||
                          is(candidate, Field::kIdentifier, Agreement::kAgrees);
  if (third_name) return candidate.probability >= kSureProbability;
  return candidate.probability >= kSureWithoutPatronymic && is(candidate, Field::kSurname, Agreement::kAgrees);
}

// With no rival but the others of the same human being, and they are none.
bool sure_alone(const LikelyCluster& cluster) {
  return sure_enough(cluster.best) && facts_agree(cluster.best);
}

// The higher, the more it forbids.
int strictness(InformKin wish) {
  switch (wish) {
    case InformKin::kYes:
      return 0;
    case InformKin::kNotAsked:
      return 1;
    case InformKin::kNamedOnly:
      return 2;
    case InformKin::kNo:
      return 3;
  }
  return 3;
}

void add(LikelyCluster& cluster, const Candidate& candidate, std::int32_t today_day) {
  if (candidate.probability > cluster.best.probability) cluster.best = candidate;
  cluster.hold_in_force |= candidate.facts.hold_until_day != 0 && candidate.facts.hold_until_day >= today_day;
  if (strictness(candidate.facts.inform_kin) > strictness(cluster.inform_kin)) {
    cluster.inform_kin = candidate.facts.inform_kin;
  }
  cluster.persons.push_back({candidate.person, candidate.facts.version});
}

}  // namespace

std::vector<HelpfulFact> helpful_facts(const AskedFacts& asked) {
  std::vector<HelpfulFact> facts;
  if (!asked.surname && !asked.line) facts.push_back(HelpfulFact::kSurname);
  if (!asked.given && !asked.line) facts.push_back(HelpfulFact::kGiven);
  if (!asked.patronymic && !asked.line) facts.push_back(HelpfulFact::kPatronymic);
  if (!asked.full_birth_date) facts.push_back(HelpfulFact::kFullBirthDate);
  if (!asked.identifier && !asked.child) facts.push_back(HelpfulFact::kServiceNumber);
  if (!asked.birthplace) facts.push_back(HelpfulFact::kBirthplace);
  return facts;
}

std::vector<PersonVersion> Verdict::persons() const {
  std::vector<PersonVersion> all;
  for (const LikelyCluster& cluster : likely) all.insert(all.end(), cluster.persons.begin(), cluster.persons.end());
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<LikelyCluster> clusters_of(std::span<const Candidate> candidates, std::int32_t today_day) {
  std::vector<LikelyCluster> clusters;
  for (const Candidate& candidate : candidates) {
    auto cluster = std::find_if(clusters.begin(), clusters.end(), [&](const LikelyCluster& known) {
      return known.best.facts.cluster == candidate.facts.cluster;
    });
    if (cluster == clusters.end()) {
      LikelyCluster fresh;
      fresh.best = candidate;
      fresh.inform_kin = candidate.facts.inform_kin;
      cluster = clusters.insert(clusters.end(), std::move(fresh));
    }
    add(*cluster, candidate, today_day);
  }
  for (LikelyCluster& cluster : clusters) std::sort(cluster.persons.begin(), cluster.persons.end());
  std::stable_sort(clusters.begin(), clusters.end(), [](const LikelyCluster& a, const LikelyCluster& b) {
    return a.best.probability > b.best.probability;
  });
  return clusters;
}

Verdict decide(const AskedFacts& asked, std::span<const Candidate> candidates, std::int32_t today_day) {
  Verdict verdict;
  if (!asked.two_facts()) {
    verdict.kind = VerdictKind::kNeedsMoreDetail;
    return verdict;
  }
  std::vector<LikelyCluster> clusters = clusters_of(candidates, today_day);
  double agreeing = 0;
  double highest = 0;
  for (const LikelyCluster& cluster : clusters) {
    highest = std::max(highest, cluster.best.probability);
    if (facts_agree(cluster.best)) agreeing += cluster.best.probability;
  }
  // Many equal namesakes share the probability out until none of them is likely alone; together they are.
  const bool shared_out = highest < kLikelyProbability && agreeing >= kLikelyProbability;
  for (LikelyCluster& cluster : clusters) {
    const bool likely = shared_out ? facts_agree(cluster.best) : cluster.best.probability >= kLikelyProbability;
    if (likely) verdict.likely.push_back(std::move(cluster));
  }
  if (verdict.likely.empty()) return verdict;
  const Candidate& best = verdict.likely.front().best;
  const bool sure = verdict.likely.size() == 1 && sure_enough(best) && facts_agree(best);
  verdict.kind = sure ? VerdictKind::kOne : VerdictKind::kInDoubt;
  const auto rest = std::span(verdict.likely).subspan(1);
  verdict.review_first = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](const LikelyCluster& cluster) {
    return cluster.best.same_as_best;
  });
  verdict.each_sure = verdict.review_first && std::all_of(verdict.likely.begin(), verdict.likely.end(), sure_alone);
  return verdict;
}

}  // namespace hotline::core
