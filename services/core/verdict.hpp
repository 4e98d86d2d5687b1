#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/candidate.hpp"
#include "core/ids.hpp"
#include "core/status.hpp"

namespace hotline::core {

// Which facts the caller gave; not what they are.
struct AskedFacts {
  bool surname = false;
  bool given = false;
  bool patronymic = false;
  bool line = false;  // the whole name as dictated, at least two words
  bool full_birth_date = false;
  bool birth_year = false;
  bool identifier = false;
  bool birthplace = false;
  bool unit = false;
  bool child = false;  // a child is sought, who has no service number

  bool name() const { return (surname && given) || line; }
  // The name and a full birth date or a number: system.md 2.
  bool two_facts() const { return name() && (full_birth_date || identifier); }
};

// A further fact that would help, in the fixed order in which an operator is told.
enum class HelpfulFact : std::uint8_t {
  kSurname = 1,
  kGiven,
  kPatronymic,
  kFullBirthDate,
  kServiceNumber,
  kBirthplace
};
// From the question alone, so that it tells nothing about the register.
std::vector<HelpfulFact> helpful_facts(const AskedFacts& asked);

enum class VerdictKind : std::uint8_t { kNeedsMoreDetail = 1, kNothing = 2, kOne = 3, kInDoubt = 4 };

struct PersonVersion {
  PersonId person;
  std::int64_t version = 0;
  friend bool operator==(const PersonVersion&, const PersonVersion&) = default;
  friend auto operator<=>(const PersonVersion&, const PersonVersion&) = default;
};

// A cluster that is likely enough to be the person sought.
struct LikelyCluster {
  Candidate best;  // its likeliest record
  bool hold_in_force = false;
  InformKin inform_kin = InformKin::kNotAsked;  // the strictest wish of its records
  std::vector<PersonVersion> persons;           // its records among the candidates, sorted
};

// What the register holds to be true about the question. kOne has one likely cluster, kInDoubt one or more, best first,
// the others none.
struct Verdict {
  VerdictKind kind = VerdictKind::kNothing;
  std::vector<LikelyCluster> likely;
  // The likely clusters look like one human being whom nobody has joined yet: their link is to be reviewed first.
  bool review_first = false;
  // Besides, each of them alone would be kOne. Where all of them give one answer, the doubt changes nothing.
  bool each_sure = false;

  // Every person the verdict rests on, sorted: the versions an answer's commit is checked against.
  std::vector<PersonVersion> persons() const;
};

inline constexpr double kSureProbability = 0.99;
inline constexpr double kSureWithoutPatronymic = 0.999;
// Below this a candidate is a chance likeness, not a likely one: nobody's time is asked for it today, and the inquiry
// stands.
inline constexpr double kLikelyProbability = 0.25;

// All of them by cluster, the likeliest first.
std::vector<LikelyCluster> clusters_of(std::span<const Candidate> candidates, std::int32_t today_day);

// `today_day` (days since 1970-01-01) decides whether a hold is still in force.
Verdict decide(const AskedFacts& asked, std::span<const Candidate> candidates, std::int32_t today_day);

}  // namespace hotline::core
