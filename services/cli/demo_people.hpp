#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/sample/row.hpp"
#include "hotline/v1/lookup_service.pb.h"

namespace hotline::cli {

// What the register holds of a man, or will hold once the day's list has come.
enum class DemoFate : std::uint8_t {
  kNobody,         // is on no list
  kAgreed,         // captive, card sent, he wished his kin to know
  kBelieved,       // a unit says that it captured him
  kExchanged,      // came home
  kDead,           // died, on a list that two registrars sign
  kSilent,         // captive, not forwarded, not asked whom to inform: a supervisor releases it
  kRefused,        // captive, does not want his kin informed
  kMissingOfOurs,  // our soldier
};

// Somebody invented, who is in no other day of the demo.
struct DemoPerson {
  sample::Row row;  // his name, birth date and number; what happened to him is written by list_rows()
  DemoFate fate = DemoFate::kNobody;
};

class DemoPeople {
 public:
  // The same seed and day give the same people, in the same order.
  DemoPeople(std::uint64_t seed, std::int64_t day) : seed_(seed), day_(day) {}
  DemoPerson next(DemoFate fate);

 private:
  std::uint64_t seed_;
  std::int64_t day_;
  std::uint64_t count_ = 0;
};

// The source that may report such a fate; empty for kNobody.
std::string source_of(DemoFate fate);
// The rows of a list about him, ending some days before today.
std::vector<sample::Row> list_rows(const DemoPerson& person);
enum class DemoFacts { kNameOnly, kNameAndBirth };
void write_facts(const DemoPerson& person, DemoFacts which, v1::Facts& facts);
std::string name_of(const DemoPerson& person);

}  // namespace hotline::cli
