#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "core/alarm.hpp"
#include "core/baseline.hpp"
#include "core/guard_row.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace hotline::core {

struct GuardLimits {
  std::uint32_t calls_per_caller_per_minute = 120;
  // Distinct persons sought, of one caller: at the desk; keeping the register; of services and partners outside.
  std::uint32_t persons_per_caller_per_hour = 200;
  std::uint32_t persons_per_registrar_per_hour = 1000;
  std::uint32_t persons_per_outsider_per_hour = 20;
  // Distinct persons of whom one caller was told that something is held.
  std::uint32_t told_per_caller_per_hour = 40;
  std::uint32_t told_per_outsider_per_day = 20;
  std::uint32_t persons_per_credential_per_hour = 400;
  std::uint32_t persons_in_all_per_hour = 20'000;
  std::uint32_t askers_per_person_per_hour = 20;
  std::uint32_t refusals_logged_singly_per_minute = 10;
  // What nobody is refused by accident.
  std::uint32_t refused_per_caller_per_hour = 20;
  // Memory bounds. When full, the entry idle longest makes room.
  std::size_t callers_max = 10'000;
  std::size_t persons_max = 200'000;
};

// Who calls, as the guard counts him. The keys are keyed hashes of id and credential, the same on every server.
struct GuardCaller {
  ActorId id;
  Role role{};
  std::string credential;
  std::uint64_t key = 0;
  std::uint64_t credential_key = 0;
};

enum class RefusalEntry : std::uint8_t { kSingle, kCounted };

struct RefusalCount {
  ActorId actor;
  Instant minute;  // its start
  std::uint32_t count = 0;
};

// Who neither answers families nor keeps the register: a portal, a partner.
bool from_outside(Role role);

// The refusal of a server that is full, which a block of a caller from outside reads like.
Error server_full(std::chrono::milliseconds retry_after);
inline constexpr std::chrono::milliseconds kFullRetryAfter{200};

// Its key lacks the place of its entry, which the log adds.
Alarm canary_alarm(const GuardCaller& caller);

// Budgets of subjects and outcomes, and the alarms they raise (ops/docs/adr/0019-guard.md). Any thread; one short lock.
// Subjects and askers come as keyed hashes, so that the guard holds no name. What others have logged comes by count().
class Guard {
 public:
  Guard(GuardLimits limits, const Clock& clock);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  // Counts one call; kTooMany when the minute is full.
  Done admit_call(const GuardCaller& caller);
  // Counts a person sought, once within the hour. A block is decided before anything is looked up, so that it says
  // nothing of what is held. Callers of the telephone are also compared with their own habit.
  Result<PatternBits> admit_person(const GuardCaller& caller, const AskedPerson& asked,
                                   std::optional<std::uint64_t> asker);
  // Of a look into the register, which follows no pattern.
  Done admit_look(const GuardCaller& caller, std::uint64_t subject);
  // What was found, once for a question; `asked` is what admit_person gave. All bits of the question.
  PatternBits answered(const GuardCaller& caller, std::uint64_t subject, const PatternBits& asked, bool told);

  // How this refusal goes into the log: singly, or only counted. `not_his`: what this caller may not do at all, or not
  // know.
  enum class Refused : std::uint8_t { kOtherwise, kNotHis };
  RefusalEntry account_refusal(const GuardCaller& caller, Refused refused);
  // The counted refusals of minutes that have ended; each is given once. `all` also takes the running minute.
  std::vector<RefusalCount> take_refusal_counts();
  std::vector<RefusalCount> take_all_refusal_counts();

  // An entry of the log that this process has not counted itself: of another server, or from before the start.
  void count(const GuardRow& row);

  // Alarms not yet taken, each given once.
  std::vector<Alarm> take_alarms();
  // Those that could not be kept come back.
  void give_back(std::vector<Alarm> alarms);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::core
