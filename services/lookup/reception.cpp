#include "lookup/reception.hpp"

#include <string_view>

namespace hotline::lookup {
namespace {

using Verdict = core::Admission::Verdict;
using runtime::Safe;

// Who is turned away is told to come back when it makes sense: a person on the line soon, a machine later.
std::chrono::milliseconds retry_after(core::CallClass which) {
  switch (which) {
    case core::CallClass::kDesk:
      return std::chrono::milliseconds(200);
    case core::CallClass::kOutside:
      return std::chrono::milliseconds(1'000);
    case core::CallClass::kReports:
      break;
  }
  return std::chrono::milliseconds(3'000);
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kBegin:
      return "begun";
    case Verdict::kShed:
      return "shed";
    case Verdict::kLate:
      break;
  }
  return "late";
}

}  // namespace

Reception::Reception(const rpc::Gate& gate, core::Admission& admission, LookupFlow& flow,
                     const runtime::Keyring& keyring, const core::Clock& clock, const core::Clock& steady,
                     runtime::Metrics& metrics)
    : gate_(gate), admission_(admission), flow_(flow), keyring_(keyring), clock_(clock), steady_(steady) {
  for (std::size_t which = 0; which < core::kCallClassCount; ++which) {
    for (std::size_t verdict = 0; verdict < core::kVerdictCount; ++verdict) {
      const std::string called(core::name_of(static_cast<core::CallClass>(which)));
      const std::string ended(name_of(static_cast<Verdict>(verdict)));
      figures_[which][verdict] =
          metrics.counter("hotline_admission_total", "Lookups let in or turned away, by class of caller",
                          {{Safe("class"), Safe::own(called)}, {Safe("verdict"), Safe::own(ended)}});
    }
  }
}

void Reception::count(core::CallClass which, Verdict verdict) {
  figures_[static_cast<std::size_t>(which)][static_cast<std::size_t>(verdict)].add();
  if (verdict != Verdict::kBegin) flow_.note_shed();
}

core::Error Reception::turned_away(Verdict verdict, core::CallClass which) {
  if (verdict == Verdict::kLate) {
    return core::make_error(core::Reason::kOutOfTime, "it could not have been answered before the deadline");
  }
  core::Error error = core::make_error(core::Reason::kTooMany, "more is asked than can be logged; try again");
  error.retry_after = retry_after(which);
  return error;
}

}  // namespace hotline::lookup
