#include "core/approval.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hotline::core {
namespace {

Error wrong_state(const char* message, std::string_view state) {
  Error error = make_error(Reason::kWrongState, message);
  error.metadata.emplace_back("state", std::string(state));
  return error;
}

template <std::size_t N>
std::string_view look_up(const std::array<std::string_view, N>& names, std::size_t number) {
  return number < N ? names[number] : std::string_view{};
}

}  // namespace

std::string_view name_of(ReleaseRequestState state) {
  static constexpr std::array<std::string_view, kReleaseRequestStateLast + 1> kNames{"", "WAITING", "RELEASED",
                                                                                     "REFUSED"};
  return look_up(kNames, static_cast<std::size_t>(state));
}

std::string_view name_of(ReleaseFault fault) {
  static constexpr std::array<std::string_view, 5> kNames{"STANDS", "WITHDRAWN", "EXPIRED", "FACTS_CHANGED",
                                                          "RECORD_CHANGED"};
  return look_up(kNames, static_cast<std::size_t>(fault));
}

Done may_open(const std::optional<ReleaseAsked>& release, std::optional<ReleaseRequestState> request,
              const ActorId& teller) {
  const bool stands = release && release->fault == ReleaseFault::kNone;
  if (stands && release->released_by == teller) {
    return wrong_state("another person than the one who released tells it", "OWN_RELEASE");
  }
  if (stands) return Nothing{};
  if (request && *request != ReleaseRequestState::kReleased) {
    return wrong_state("no release stands for this inquiry", name_of(*request));
  }
  if (release) return wrong_state("the release does not stand any more; ask for another", name_of(release->fault));
  return wrong_state("nobody has asked for a release for this inquiry", "NONE");
}

Result<std::vector<std::string>> told_of_break_glass(std::span<const std::string> named, const ActorId& actor) {
  std::vector<std::string> told;
  for (const std::string& one : named) {
    if (one != actor.value() && std::find(told.begin(), told.end(), one) == told.end()) told.push_back(one);
  }
  if (told.size() >= kBreakGlassToldMin) return told;
  return wrong_state("there are no two others who could be told of it", "NOBODY_TO_TELL");
}

Done may_review_break_glass(const ActorId& broken_by, bool reviewed, const ActorId& reviewer) {
  if (reviewed) return wrong_state("it has been judged", "REVIEWED");
  if (broken_by == reviewer) return wrong_state("another person than the one who broke it judges it", "OWN_RELEASE");
  return Nothing{};
}

std::optional<LikelyCluster> released_cluster(std::span<const Candidate> candidates,
                                              std::span<const PersonVersion> released, std::int32_t today_day) {
  for (LikelyCluster& cluster : clusters_of(candidates, today_day)) {
    const bool all = std::all_of(cluster.persons.begin(), cluster.persons.end(), [&](const PersonVersion& person) {
      return std::find(released.begin(), released.end(), person) != released.end();
    });
    if (all) return std::move(cluster);
  }
  return std::nullopt;
}

}  // namespace hotline::core
