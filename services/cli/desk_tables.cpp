#include "cli/desk_tables.hpp"

#include <cstdlib>

#include "cli/facts.hpp"
#include "cli/names.hpp"

namespace hotline::cli {
namespace {

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string escalations_text(const v1::Callback& callback) {
  std::string text;
  for (const int reason : callback.escalations()) {
    if (!text.empty()) text += ", ";
    text += enum_text(v1::EscalationReason_Name(static_cast<v1::EscalationReason>(reason)), "ESCALATION_REASON_");
  }
  return text;
}

std::string told_text(const v1::ClaimCallbackResponse& response) {
  Table told({"told (UTC)", "what", "to"});
  for (const auto& before : response.told_before()) {
    told.add({instant_text(before.told_at()), enum_text(v1::AnswerKind_Name(before.answer_kind()), "ANSWER_KIND_"),
              before.to_this_family() ? "this family" : kin_text(before.kinship())});
  }
  return "\nof this man was told before\n" + told.text();
}

}  // namespace

std::string kin_text(std::int32_t kinship) {
  static constexpr const char* kTexts[] = {"", "parent, spouse, child", "sibling, grandparent, guardian",
                                           "other relative", "no kin, or not said"};
  return kinship >= 1 && kinship <= 4 ? kTexts[kinship] : "";
}

std::string causes_text(const v1::Callback& callback) {
  std::string text;
  for (const int cause : callback.causes()) {
    if (!text.empty()) text += ", ";
    text += enum_text(v1::CallbackCause_Name(static_cast<v1::CallbackCause>(cause)), "CALLBACK_CAUSE_");
  }
  return text;
}

std::string callback_state_text(v1::CallbackState state) {
  return enum_text(v1::CallbackState_Name(state), "CALLBACK_STATE_");
}

std::string hours_text(const v1::Asker& asker) {
  if (!asker.has_safe_hours()) return "06:00 to 22:00, UTC+02:00 (none were named)";
  const v1::SafeHours& hours = asker.safe_hours();
  const int offset = std::abs(hours.utc_offset_minutes());
  return two_digits(hours.from_hour()) + ":00 to " + two_digits(hours.until_hour()) + ":00, UTC" +
         (hours.utc_offset_minutes() < 0 ? "-" : "+") + two_digits(offset / 60) + ":" + two_digits(offset % 60);
}

std::string script_text(const v1::AffectedAnswer& answer) {
  if (answer.script_version() == 0) return "not known";
  return enum_text(v1::AnswerKind_Name(answer.answer_kind()), "ANSWER_KIND_") + " " +
         enum_text(v1::Language_Name(answer.script_language()), "LANGUAGE_") + " " +
         std::to_string(answer.script_version());
}

Table callback_table() {
  return Table({"callback", "reference", "why", "kin", "due (UTC)", "tries", "state", "heed"});
}

std::vector<std::string> callback_row(const v1::Callback& callback) {
  std::string heed = escalations_text(callback);
  if (callback.other_open_inquiries() > 0) {
    heed +=
        (heed.empty() ? "" : "; ") + std::string("asks ") + std::to_string(callback.other_open_inquiries()) + " more";
  }
  return {std::to_string(callback.callback_id()),
          callback.inquiry_reference(),
          causes_text(callback),
          kin_text(callback.kinship()),
          instant_text(callback.due_at()),
          std::to_string(callback.tries()),
          callback_state_text(callback.state()),
          heed};
}

std::string claim_text(const v1::ClaimCallbackResponse& response) {
  const v1::Callback& callback = response.callback();
  const v1::Asker& asker = response.asker();
  std::string text = "callback   " + std::to_string(callback.callback_id()) + ", yours until " +
                     instant_text(callback.claimed_until()) + " UTC\ninquiry    " + callback.inquiry_reference() +
                     "\nwhy        " + causes_text(callback) + "\ncall       " +
                     enum_text(v1::SafeContact_Name(asker.safe_contact()), "SAFE_CONTACT_") + "  " + asker.contact() +
                     "\nhours      " + hours_text(asker) + "\nasker      " + asker.name() + "  " +
                     enum_text(v1::Relation_Name(asker.relation()), "RELATION_") + "  " +
                     enum_text(v1::Language_Name(asker.language()), "LANGUAGE_") + "\ntries      " +
                     std::to_string(callback.tries()) + '\n';
  if (callback.escalations_size() > 0) text += "heed       " + escalations_text(callback) + '\n';
  for (const auto& same : response.same_asker()) {
    text += "also asks  " + same.inquiry_reference() + "  " +
            enum_text(v1::InquiryState_Name(same.state()), "INQUIRY_STATE_") + '\n';
  }
  if (response.told_before_size() > 0) text += told_text(response);
  return text;
}

std::string how_to_tell(const v1::Callback& callback) {
  const std::string number = std::to_string(callback.callback_id());
  return "\nwhat to say:   hotline lookup --purpose callback --reference " + callback.inquiry_reference() +
         "\nthen:          hotline callback done " + number +
         " told --tree TREE --index INDEX   (of the receipt)\nor:            hotline callback done " + number +
         " no-answer\n";
}

}  // namespace hotline::cli
