#include "cli/release_tables.hpp"

#include "cli/candidate_tables.hpp"
#include "cli/names.hpp"

namespace hotline::cli {
namespace {

std::string waited_text(std::int64_t seconds) {
  return seconds < 120 ? std::to_string(seconds) + " s" : std::to_string(seconds / 60) + " min";
}

}  // namespace

std::string request_state_text(v1::ReleaseRequestState state) {
  return enum_text(v1::ReleaseRequestState_Name(state), "RELEASE_REQUEST_STATE_");
}

std::string request_text(const v1::ReleaseRequest& request) {
  std::string text = (request.during_call() ? "ON THE LINE  " : "") + std::string("request ") +
                     std::to_string(request.request_number()) + "  inquiry " + request.inquiry_reference() + "  " +
                     request_state_text(request.state());
  if (request.state() != v1::RELEASE_REQUEST_STATE_WAITING) return text + '\n';
  text += " for " + waited_text(request.waiting_seconds()) + "  by " + request.requested_by() + "  facts version " +
          std::to_string(request.facts_version()) + '\n';
  if (request.subjects().empty()) text += "  the register has nobody alike: refuse it\n";
  for (const auto& subject : request.subjects()) {
    text += "  person " + std::to_string(subject.person_id()) + " version " + std::to_string(subject.person_version()) +
            "  " + likelihood_text(subject.probability()) + (subject.death() ? "  DEATH" : "") + "  tell " +
            telling_text(subject.telling(), subject.caller_level_min()) + '\n';
  }
  return text;
}

std::string glass_text(const v1::BrokenGlass& glass) {
  std::string text = "BROKEN GLASS " + std::to_string(glass.break_glass_number()) + "  inquiry " +
                     glass.inquiry_reference() + "  person " + std::to_string(glass.person_id()) + "  by " +
                     glass.broken_by() + " at " + instant_text(glass.broken_at());
  if (!glass.reviewed_by().empty()) {
    return text + "  judged by " + glass.reviewed_by() + ": " +
           enum_text(v1::BreakGlassFinding_Name(glass.finding()), "BREAK_GLASS_FINDING_") + '\n';
  }
  text += glass.overdue() ? "  OVERDUE: " : "  to be judged by ";
  return text + instant_text(glass.review_due_at()) + "\n  reason: " + glass.reason() + '\n';
}

}  // namespace hotline::cli
