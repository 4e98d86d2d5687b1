#include "core/guard.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/guard_windows.hpp"

namespace hotline::core {
namespace {

// While they cannot be kept; more are those of an attack that everybody has heard of by then.
constexpr std::size_t kAlarmsWaitingMax = 10'000;

struct CallerState {
  MinuteCount calls;
  HourSet persons;
  HourSet told;
  ToldToday told_today;  // of a caller from outside
  Habit habit;
  Drift drift;
  std::int64_t refused_hour = 0;
  std::uint32_t refused = 0;
};

struct Refusals {
  std::int64_t minute = 0;
  std::uint32_t singly = 0;
  std::uint32_t counted = 0;
};

bool at_the_desk(Role role) {
  return role == Role::kOperator || role == Role::kSupervisor;
}

bool works_here(Role role) {
  return at_the_desk(role) || role == Role::kRegistrar;
}

std::chrono::seconds to_next_slot(std::int64_t second) {
  return std::chrono::seconds{kSlotSeconds - second % kSlotSeconds};
}

// Who works here is told of his own two limits, so that he can ask for help. No other limit is named, and nobody from
// outside hears of any: what he gets is what a full server says.
Error blocked(Role role, std::string own_limit, std::chrono::milliseconds wait) {
  if (from_outside(role)) return server_full(kFullRetryAfter);
  Error error = make_error(Reason::kTooMany, "a limit of this service is reached");
  if (!own_limit.empty()) error.metadata.emplace_back("limit", std::move(own_limit));
  error.retry_after = wait;
  return error;
}

}  // namespace

bool from_outside(Role role) {
  return !works_here(role);
}

Error server_full(std::chrono::milliseconds retry_after) {
  Error error = make_error(Reason::kTooMany, "the server serves as many calls as it can");
  error.retry_after = retry_after;
  return error;
}

Alarm canary_alarm(const GuardCaller& caller) {
  Alarm alarm;
  alarm.kind = AlarmKind::kCanaryTouched;
  alarm.actor = caller.id;
  alarm.credential = caller.credential;
  alarm.count = 1;
  alarm.once_key = {static_cast<char>(alarm.kind), '\0'};
  return alarm;
}

struct Guard::Impl {
  Impl(GuardLimits guard_limits, const Clock& guard_clock)
      : limits(guard_limits),
        clock(guard_clock),
        callers(limits.callers_max),
        credentials(limits.callers_max),
        persons(limits.persons_max) {}

  std::uint32_t persons_max_of(Role role) const {
    if (at_the_desk(role)) return limits.persons_per_caller_per_hour;
    return role == Role::kRegistrar ? limits.persons_per_registrar_per_hour : limits.persons_per_outsider_per_hour;
  }

  void raise(AlarmKind kind, std::optional<Pattern> pattern, std::uint64_t about, const GuardCaller* caller,
             std::size_t count) {
    const std::int64_t hour = second_of(clock.now()) / 3600;
    if (hour != alarm_hour) raised.clear();
    alarm_hour = hour;
    Alarm alarm;
    alarm.kind = kind;
    alarm.pattern = pattern;
    if (caller != nullptr) {
      alarm.actor = caller->id;
      alarm.credential = caller->credential;
    }
    alarm.count = static_cast<std::uint32_t>(count);
    alarm.once_key = {static_cast<char>(kind), static_cast<char>(pattern.value_or(Pattern{}))};
    alarm.once_key += bytes_of_key(about) + bytes_of_key(static_cast<std::uint64_t>(hour));
    if (alarms.size() >= kAlarmsWaitingMax || !raised.insert(alarm.once_key).second) return;
    alarms.push_back(std::move(alarm));
  }

  void drift(const GuardCaller& caller, CallerState& state, const PatternBits& bits) {
    const auto left = state.drift.add(bits, state.habit.miss_rate());
    if (left) raise(AlarmKind::kOffPattern, left, caller.key, &caller, state.persons.size());
  }

  // Nothing is counted unless there is room everywhere.
  Done admit(const GuardCaller& caller, std::uint64_t subject, std::optional<std::uint64_t> asker) {
    const std::int64_t second = second_of(clock.now());
    const std::chrono::milliseconds wait = to_next_slot(second);
    CallerState& state = callers.at(caller.key);
    if (!state.persons.room_for(subject, second, persons_max_of(caller.role))) {
      raise(AlarmKind::kManyPersons, std::nullopt, caller.key, &caller, state.persons.size());
      return blocked(caller.role, "persons_per_caller_per_hour", wait);
    }
    // Whoever was asked about before the last one was told may be asked about again.
    if (!state.persons.contains(subject) && !state.told.room_for(subject, second, limits.told_per_caller_per_hour)) {
      raise(AlarmKind::kManyTold, std::nullopt, caller.key, &caller, state.told.size());
      return blocked(caller.role, {}, wait);
    }
    if (from_outside(caller.role) && !state.told_today.room_for(subject, second, limits.told_per_outsider_per_day)) {
      raise(AlarmKind::kManyTold, std::nullopt, caller.key, &caller, state.told_today.size());
      return blocked(caller.role, {}, wait);
    }
    HourSet& at_credential = credentials.at(caller.credential_key);
    if (!at_credential.room_for(subject, second, limits.persons_per_credential_per_hour)) {
      raise(AlarmKind::kManyAtCredential, std::nullopt, caller.credential_key, &caller, at_credential.size());
      return blocked(caller.role, {}, wait);
    }
    if (!all.room_for(subject, second, limits.persons_in_all_per_hour)) {
      raise(AlarmKind::kManyInAll, std::nullopt, 0, nullptr, all.size());
      return blocked(caller.role, {}, wait);
    }
    if (asker) {
      HourSet& askers = persons.at(subject);
      if (!askers.admit(*asker, second, limits.askers_per_person_per_hour)) {
        raise(AlarmKind::kManyAskers, std::nullopt, subject, &caller, askers.size());
        return blocked(caller.role, {}, wait);
      }
    }
    state.persons.add(subject, second);
    if (from_outside(caller.role)) state.told_today.begin(subject, second);
    at_credential.add(subject, second);
    all.add(subject, second);
    if (all.size() * 5 >= std::size_t{limits.persons_in_all_per_hour} * 4) {
      raise(AlarmKind::kNearlyManyInAll, std::nullopt, 0, nullptr, all.size());
    }
    return Nothing{};
  }

  void count_not_his(const GuardCaller& caller) {
    CallerState& state = callers.at(caller.key);
    const std::int64_t hour = second_of(clock.now()) / 3600;
    if (state.refused_hour != hour) state.refused = 0;
    state.refused_hour = hour;
    if (++state.refused < limits.refused_per_caller_per_hour) return;
    raise(AlarmKind::kManyRefused, std::nullopt, caller.key, &caller, state.refused);
  }

  void settle(const ActorId& actor, Refusals& refusals, std::int64_t minute) {
    if (refusals.minute == minute) return;
    if (refusals.counted != 0) ended.push_back(count_of(actor, refusals));
    refusals = Refusals{minute, 0, 0};
  }

  static RefusalCount count_of(const ActorId& actor, const Refusals& refusals) {
    return {actor, Instant{std::chrono::minutes{refusals.minute}}, refusals.counted};
  }

  std::vector<RefusalCount> take(bool running_too) {
    const std::lock_guard lock(mutex);
    const std::int64_t minute = second_of(clock.now()) / kMinuteSeconds;
    for (auto entry = refused.begin(); entry != refused.end();) {
      auto& [actor, refusals] = *entry;
      settle(actor, refusals, running_too ? minute + 1 : minute);
      const bool idle = refusals.singly == 0 && refusals.counted == 0;
      entry = idle ? refused.erase(entry) : std::next(entry);
    }
    return std::exchange(ended, {});
  }

  const GuardLimits limits;
  const Clock& clock;
  std::mutex mutex;
  RecentMap<std::uint64_t, CallerState> callers;
  RecentMap<std::uint64_t, HourSet> credentials;
  RecentMap<std::uint64_t, HourSet> persons;  // their askers
  HourSet all;
  // Counts are never forgotten, so this map has no eviction; it holds the callers refused within the
  // minute, and at most callers_max of them.
  std::unordered_map<ActorId, Refusals> refused;
  std::vector<RefusalCount> ended;
  std::vector<Alarm> alarms;
  std::unordered_set<std::string> raised;  // within this hour
  std::int64_t alarm_hour = 0;
};

Guard::Guard(GuardLimits limits, const Clock& clock) : impl_(std::make_unique<Impl>(limits, clock)) {}

Guard::~Guard() = default;

Done Guard::admit_call(const GuardCaller& caller) {
  const std::lock_guard lock(impl_->mutex);
  const std::int64_t second = second_of(impl_->clock.now());
  MinuteCount& calls = impl_->callers.at(caller.key).calls;
  const std::uint32_t limit = impl_->limits.calls_per_caller_per_minute;
  if (calls.within(second) + 1.0 > limit) {
    impl_->raise(AlarmKind::kManyCalls, std::nullopt, caller.key, &caller, limit);
    return blocked(caller.role, "calls_per_caller_per_minute",
                   std::chrono::seconds{kMinuteSeconds - second % kMinuteSeconds});
  }
  calls.add();
  return Nothing{};
}

Result<PatternBits> Guard::admit_person(const GuardCaller& caller, const AskedPerson& asked,
                                        std::optional<std::uint64_t> asker) {
  const std::lock_guard lock(impl_->mutex);
  PatternBits bits;
  if (at_the_desk(caller.role)) {
    CallerState& state = impl_->callers.at(caller.key);
    bits = state.habit.ask(asked, impl_->clock.now());
    impl_->drift(caller, state, bits);
  }
  const Done admitted = impl_->admit(caller, asked.subject, asker);
  if (!admitted) return admitted.error();
  return bits;
}

Done Guard::admit_look(const GuardCaller& caller, std::uint64_t subject) {
  const std::lock_guard lock(impl_->mutex);
  return impl_->admit(caller, subject, std::nullopt);
}

PatternBits Guard::answered(const GuardCaller& caller, std::uint64_t subject, const PatternBits& asked, bool told) {
  const std::lock_guard lock(impl_->mutex);
  CallerState& state = impl_->callers.at(caller.key);
  const std::int64_t second = second_of(impl_->clock.now());
  // A subject that was let in before the last one was told may go beyond the limit by those under way.
  if (told) state.told.add(subject, second);
  if (from_outside(caller.role)) state.told_today.end(subject, second, told);
  const PatternBits bits = state.habit.answer(asked, told);
  impl_->drift(caller, state, bits);
  return asked | bits;
}

RefusalEntry Guard::account_refusal(const GuardCaller& caller, Refused how) {
  const std::lock_guard lock(impl_->mutex);
  if (how == Refused::kNotHis) impl_->count_not_his(caller);
  const bool room = impl_->refused.size() < impl_->limits.callers_max || impl_->refused.contains(caller.id);
  const ActorId actor = room ? caller.id : ActorId{};  // the rest share one account
  Refusals& refusals = impl_->refused[actor];
  impl_->settle(actor, refusals, second_of(impl_->clock.now()) / kMinuteSeconds);
  if (refusals.singly < impl_->limits.refusals_logged_singly_per_minute) {
    ++refusals.singly;
    return RefusalEntry::kSingle;
  }
  ++refusals.counted;
  return RefusalEntry::kCounted;
}

std::vector<RefusalCount> Guard::take_refusal_counts() {
  return impl_->take(false);
}

std::vector<RefusalCount> Guard::take_all_refusal_counts() {
  return impl_->take(true);
}

void Guard::count(const GuardRow& row) {
  const std::lock_guard lock(impl_->mutex);
  const std::int64_t now = second_of(impl_->clock.now());
  // Another server's clock may run ahead of this one's.
  const std::int64_t second = std::min(second_of(row.at), now);
  if (second + kDaySlots * kSlotSeconds <= now) return;
  const GuardLimits& limits = impl_->limits;
  CallerState& state = impl_->callers.at(row.caller);
  if (row.told && row.outside) state.told_today.end(row.subject, second, true);
  if (second + kHourSlots * kSlotSeconds <= now) return;
  if (now - second < kMinuteSeconds) {
    state.calls.within(second);
    state.calls.add();
  }
  if (row.refused) {
    if (state.refused_hour != now / 3600) state.refused = 0;
    state.refused_hour = now / 3600;
    ++state.refused;
  }
  // Whoever alarms is the server that is asked next, which knows the caller's name.
  state.drift.note(row.bits, state.habit.miss_rate());
  if (row.subject == 0) return;
  const std::uint32_t most = std::max({limits.persons_per_caller_per_hour, limits.persons_per_registrar_per_hour,
                                       limits.persons_per_outsider_per_hour});
  state.persons.admit(row.subject, second, most);
  if (row.told) state.told.admit(row.subject, second, limits.told_per_caller_per_hour);
  impl_->credentials.at(row.credential).admit(row.subject, second, limits.persons_per_credential_per_hour);
  impl_->all.admit(row.subject, second, limits.persons_in_all_per_hour);
  if (row.asker != 0) impl_->persons.at(row.subject).admit(row.asker, second, limits.askers_per_person_per_hour);
}

std::vector<Alarm> Guard::take_alarms() {
  const std::lock_guard lock(impl_->mutex);
  return std::exchange(impl_->alarms, {});
}

void Guard::give_back(std::vector<Alarm> alarms) {
  const std::lock_guard lock(impl_->mutex);
  for (Alarm& alarm : alarms) {
    if (impl_->alarms.size() < kAlarmsWaitingMax) impl_->alarms.push_back(std::move(alarm));
  }
}

}  // namespace hotline::core
