#include "core/could_be_said.hpp"

#include <array>
#include <utility>

#include "core/caller_level.hpp"
#include "core/verdict.hpp"

namespace hotline::core {
namespace {

constexpr std::array kTellFields{kTellDate, kTellLastAlive, kTellHowToWrite, kTellHealth, kTellHandover};

Verdict sure_of(const HeldOfCluster& held) {
  LikelyCluster cluster;
  cluster.best.facts.side = held.side;
  cluster.best.facts.status = static_cast<std::uint8_t>(held.derived.status);
  cluster.best.facts.rung = held.derived.rung;
  cluster.best.facts.flags = held.derived.flags;
  cluster.best.facts.inform_kin = held.wish;
  cluster.best.facts.status_day = day_number(held.derived.fact_date);
  cluster.best.facts.last_alive_day = day_number(held.derived.last_alive);
  cluster.best.probability = 1;
  cluster.hold_in_force = held.hold_in_force;
  cluster.inform_kin = held.wish;
  Verdict verdict;
  verdict.kind = VerdictKind::kOne;
  verdict.likely.push_back(std::move(cluster));
  return verdict;
}

CouldBeSaid asked(const Verdict& verdict, Channel channel, std::uint8_t level, Release release) {
  Hearing hearing;
  hearing.channel = channel;
  hearing.caller_level = level;
  hearing.release = release;
  const Disclosure disclosure = disclose(verdict, hearing);
  CouldBeSaid said;
  said.channel = channel;
  said.caller_level = level;
  said.release = release;
  said.kind = disclosure.kind;
  said.withheld = disclosure.reason_for_log;
  for (TellField field : kTellFields) {
    if (disclosure.tells(field)) said.tells.push_back(name_of(field));
  }
  return said;
}

}  // namespace

std::vector<CouldBeSaid> could_be_said(const HeldOfCluster& held) {
  const Verdict verdict = sure_of(held);
  constexpr std::array kWays{std::pair(Channel::kOperator, Release::kNone),
                             std::pair(Channel::kOperator, Release::kReleased),
                             std::pair(Channel::kSupervisor, Release::kReleased)};
  std::vector<CouldBeSaid> all;
  for (const auto& [channel, release] : kWays) {
    for (std::uint8_t level = 0; level <= kCallerLevelMax; ++level) {
      all.push_back(asked(verdict, channel, level, release));
    }
  }
  all.push_back(asked(verdict, Channel::kPortal, 0, Release::kNone));
  return all;
}

std::string_view name_of(Channel channel) {
  switch (channel) {
    case Channel::kOperator:
      return "operator";
    case Channel::kPortal:
      return "portal";
    case Channel::kSupervisor:
      return "supervisor";
  }
  return {};
}

std::string_view name_of(TellField field) {
  switch (field) {
    case kTellDate:
      return "date";
    case kTellLastAlive:
      return "last_alive";
    case kTellHowToWrite:
      return "how_to_write";
    case kTellHealth:
      return "health";
    case kTellHandover:
      return "handover";
  }
  return {};
}

}  // namespace hotline::core
