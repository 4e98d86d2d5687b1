#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/connection.hpp"
#include "cli/demo_people.hpp"
#include "cli/demo_stage.hpp"
#include "hotline/v1/desk_service.pb.h"
#include "hotline/v1/lookup_service.pb.h"
#include "hotline/v1/registry_service.pb.h"
#include "hotline/v1/reporting_service.pb.h"

namespace hotline::cli {

struct DemoOptions {
  std::uint64_t seed = 0;
  int calls = 12;
  bool pause = false;
  std::string folder;
  std::string conninfo_file;
  std::string keys;
  bool no_audit = false;
};

// The least calls in which every kind of answer comes, and the most that stay within the limits of one operator.
inline constexpr int kDemoCallsMin = 12;
inline constexpr int kDemoCallsMax = 30;

// A family whose question waits for a record, and what becomes of it.
struct DemoFamily {
  std::string who;  // "a mother, through the portal"
  v1::InquiryKey key;
  DemoPerson sought;
  bool calls_again = false;  // did not want to be called
  std::int64_t person = 0;   // the record, once a candidate was found
  v1::Receipt receipt;       // of what was told
  bool told = false;
};

// One day of the demo on one server: what its steps share. Every number of the summary is counted where it happens.
struct DemoDay {
  DemoDay(const Common& asked, const DemoOptions& wanted, std::size_t steps)
      : common(asked),
        options(wanted),
        stage(asked.json ? DemoOutput::kJson : DemoOutput::kLines, steps),
        people(wanted.seed, 0) {}

  // Calls go out as this actor of the trial's settings.
  Common as(const std::string& actor) const {
    Common changed = common;
    changed.actor = actor;
    changed.json = false;
    return changed;
  }
  void count(const std::string& what, std::int64_t number = 1) { counts[what] += number; }

  Common common;
  DemoOptions options;
  DemoStage stage;
  DemoPeople people;
  std::vector<DemoPerson> nights;    // on the lists of the night, by scene
  std::vector<DemoFamily> families;  // of today's list and of none
  std::string todays_list;           // 32 bytes
  v1::DayVolume before;              // of the real day, until the demo begins
  std::string bulletin;              // the file
  std::map<std::string, std::int64_t> counts;
};

// The steps in their order; each returns an exit code, and what went wrong is printed by then.
struct DemoStep {
  const char* id;
  const char* title;
  int (*play)(DemoDay& day);
};

// demo_lists.cpp; the first one before anything is written: whether this server and its database are for a demo.
int demo_refused(const Common& common);
int demo_begin(DemoDay& day);
int demo_nights_lists(DemoDay& day);
int demo_todays_list(DemoDay& day);
int demo_countersign(DemoDay& day);
int demo_withdraw(DemoDay& day);
// Empty when the script has no such part.
std::string part_of(const v1::Script& script, const std::string& name);
// demo_questions.cpp: who is on the lists of the night, in the order of the calls.
std::vector<DemoFate> demo_scene_fates();
int demo_calls(DemoDay& day);
int demo_registered_by_phone(DemoDay& day);
int demo_portal_asks(DemoDay& day);
int demo_portal_looks(DemoDay& day);
int demo_partner_submits(DemoDay& day);
// demo_desk.cpp
int demo_review(DemoDay& day);
int demo_release(DemoDay& day);
int demo_callbacks(DemoDay& day);
int demo_calls_again(DemoDay& day);
int demo_corrections(DemoDay& day);
// demo_reports.cpp; the first one: what the figures have of today.
int volumes_of_today(const DemoDay& day, v1::DayVolume& volume);
int demo_deadlines(DemoDay& day);
int demo_figures(DemoDay& day);
int demo_bulletin(DemoDay& day);
int demo_verify(DemoDay& day);
// demo.cpp: all of it with its summary.
int play_demo(const Common& common, const DemoOptions& options);

struct DemoWait {
  const char* what;
  std::chrono::milliseconds limit{60'000};
  std::chrono::milliseconds every{200};
};
// Asks until `done`; false when the time is over.
bool demo_wait(DemoDay& day, const DemoWait& wait, const std::function<bool()>& done);
// Prints why the step cannot go on.
int demo_failed(const std::string& why);

}  // namespace hotline::cli
