#include "core/access.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hotline::core {
namespace {

using enum Role;

constexpr RoleMask kDesk = mask_of(kOperator, kSupervisor);
constexpr RoleMask kRegister = mask_of(kRegistrar, kSupervisor);
constexpr RoleMask kReports = mask_of(kReporter, kSupervisor);
constexpr RoleMask kWatchers = mask_of(kSupervisor, kAuditor, kAdministrator);
constexpr RoleMask kEverybody =
    mask_of(kOperator, kSupervisor, kRegistrar, kPortal, kReporter, kAuditor, kLiaison, kAdministrator, kPartner);

// system.md 10. Who searches (the desk) keeps neither register nor log; who keeps the register does not answer callers.
constexpr std::array kMethods{
    MethodRule{"hotline.v1.LookupService/LookupPerson", kDesk},
    MethodRule{"hotline.v1.LookupService/ExplainMatch", mask_of(kOperator, kSupervisor, kRegistrar)},
    MethodRule{"hotline.v1.LookupService/RecordOutcome", kDesk},
    MethodRule{"hotline.v1.InquiryService/OpenInquiry", kDesk},
    MethodRule{"hotline.v1.InquiryService/GetInquiry", kDesk},
    MethodRule{"hotline.v1.InquiryService/ListInquiries", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.InquiryService/AddFacts", kDesk},
    MethodRule{"hotline.v1.InquiryService/WithdrawInquiry", kDesk},
    MethodRule{"hotline.v1.InquiryService/ListCandidates", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.InquiryService/WatchCandidates", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.InquiryService/ReviewCandidate", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.RelativesService/AskAboutRelative", mask_of(kPortal)},
    // A partner only of what he submitted himself, with the family's written consent.
    MethodRule{"hotline.v1.RelativesService/GetMyInquiry", mask_of(kPortal, kPartner)},
    MethodRule{"hotline.v1.RelativesService/VerifyReceipt", mask_of(kPortal, kPartner)},
    MethodRule{"hotline.v1.RelativesService/SubmitInquiries", mask_of(kPartner)},
    MethodRule{"hotline.v1.RelativesService/ListMyInquiries", mask_of(kPartner)},
    MethodRule{"hotline.v1.RelativesService/DeleteMyData", mask_of(kPortal)},
    MethodRule{"hotline.v1.RegistryService/ImportList", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/GetList", kRegister},
    MethodRule{"hotline.v1.RegistryService/ListRowOutcomes", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/CountersignList", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/GetPerson", kRegister},
    MethodRule{"hotline.v1.RegistryService/PutStatement", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/WithdrawStatement", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/ListSources", kRegister},
    MethodRule{"hotline.v1.RegistryService/AddSource", mask_of(kSupervisor, kAdministrator)},
    MethodRule{"hotline.v1.RegistryService/ListLists", kRegister},
    MethodRule{"hotline.v1.RegistryService/ReviewList", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/WithdrawList", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/ListMissing", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/FindPersons", kRegister},
    MethodRule{"hotline.v1.RegistryService/ProposeLink", mask_of(kRegistrar)},
    MethodRule{"hotline.v1.RegistryService/ReviewLink", kRegister},
    MethodRule{"hotline.v1.RegistryService/ListLinks", kRegister},
    MethodRule{"hotline.v1.RegistryService/WhatCouldBeSaid", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.RegistryService/ReportGaps", kRegister},
    MethodRule{"hotline.v1.RegistryService/PutHold", kRegister},
    MethodRule{"hotline.v1.RegistryService/EndHold", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ApprovalService/RequestRelease", kDesk},
    MethodRule{"hotline.v1.ApprovalService/Decide", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ApprovalService/Open", kDesk},
    MethodRule{"hotline.v1.ApprovalService/WithdrawRelease", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ApprovalService/BreakGlass", kDesk},
    MethodRule{"hotline.v1.ApprovalService/ReviewBreakGlass", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ApprovalService/ListReleases", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ApprovalService/WatchRequests", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.AuditService/GetCheckpoint", mask_of(kAuditor)},
    MethodRule{"hotline.v1.AuditService/GetInclusionProof", mask_of(kAuditor)},
    MethodRule{"hotline.v1.AuditService/GetConsistencyProof", mask_of(kAuditor)},
    MethodRule{"hotline.v1.AuditService/ListEntries", mask_of(kAuditor)},
    // Who answers families asks for an erasure; who decides it searches nobody.
    MethodRule{"hotline.v1.ErasureService/RequestErasure", kDesk},
    MethodRule{"hotline.v1.ErasureService/DecideErasure", mask_of(kAdministrator)},
    MethodRule{"hotline.v1.ErasureService/ListErasures", mask_of(kAdministrator, kAuditor)},
    MethodRule{"hotline.v1.ErasureService/ListRetentionDue", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ErasureService/AnswerRetention", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.AlarmService/ListAlarms", kWatchers},
    MethodRule{"hotline.v1.AlarmService/WatchAlarms", kWatchers},
    MethodRule{"hotline.v1.AlarmService/AcknowledgeAlarm", mask_of(kSupervisor, kAuditor)},
    MethodRule{"hotline.v1.AlarmService/PlantCanaries", mask_of(kAdministrator)},
    MethodRule{"hotline.v1.AlarmService/GetCanaryCount", mask_of(kAuditor, kAdministrator)},
    MethodRule{"hotline.v1.DeskService/ListCallbacks", kDesk},
    MethodRule{"hotline.v1.DeskService/ClaimCallback", kDesk},
    MethodRule{"hotline.v1.DeskService/CompleteCallback", kDesk},
    MethodRule{"hotline.v1.DeskService/ReopenCallback", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.DeskService/ListAffectedAnswers", mask_of(kSupervisor)},
    // A delegate of the Red Cross sees what is late, and no record's number but the person's.
    MethodRule{"hotline.v1.ReportingService/GetDeadlines", mask_of(kSupervisor, kRegistrar, kLiaison)},
    // The ministry reads what is rounded; exact counts of the desk's work stay with those who plan it.
    MethodRule{"hotline.v1.ReportingService/GetFigures", kReports},
    MethodRule{"hotline.v1.ReportingService/ExportFigures", kReports},
    MethodRule{"hotline.v1.ReportingService/PutFigure", kReports},
    MethodRule{"hotline.v1.ReportingService/CompareSources", kReports},
    MethodRule{"hotline.v1.ReportingService/GetVolumes", mask_of(kSupervisor)},
    MethodRule{"hotline.v1.ReportingService/PutBulletin", kReports},
    MethodRule{"hotline.v1.AdminService/GetStatus", kEverybody},
};

constexpr RoleMask kStaff = static_cast<RoleMask>(kEverybody & ~mask_of(kPortal, kPartner, kLiaison));

// Outside the bureau nobody learns from a counter when the register or the log has changed. An operator hears of a
// field only that it agrees or differs, and of no record which one it is.
constexpr std::string_view kGetStatus = "hotline.v1.AdminService/GetStatus";
constexpr std::string_view kExplainMatch = "hotline.v1.LookupService/ExplainMatch";
constexpr std::array kFields{
    FieldRule{kExplainMatch, "reading", kRegister},
    FieldRule{kExplainMatch, "further_field", kRegister},
    FieldRule{kExplainMatch, "explanations.person_id", kRegister},
    FieldRule{kExplainMatch, "explanations.alone", kRegister},
    FieldRule{kExplainMatch, "explanations.score_bits", kRegister},
    FieldRule{kExplainMatch, "explanations.together_bits", kRegister},
    FieldRule{kExplainMatch, "explanations.fields.weight_bits", kRegister},
    FieldRule{kExplainMatch, "explanations.fields.words", kRegister},
    FieldRule{"hotline.v1.InquiryService/GetInquiry", "other_open_inquiries", mask_of(kSupervisor)},
    FieldRule{"hotline.v1.DeskService/ListCallbacks", "callbacks.other_open_inquiries", mask_of(kSupervisor)},
    FieldRule{"hotline.v1.DeskService/ClaimCallback", "callback.other_open_inquiries", mask_of(kSupervisor)},
    FieldRule{"hotline.v1.DeskService/CompleteCallback", "callback.other_open_inquiries", mask_of(kSupervisor)},
    FieldRule{"hotline.v1.ErasureService/ListErasures", "erasures.ground", mask_of(kAdministrator)},
    FieldRule{"hotline.v1.ReportingService/GetDeadlines", "items.statement_id", kRegister},
    FieldRule{kGetStatus, "persons", kStaff},
    FieldRule{kGetStatus, "index_revision", kStaff},
    FieldRule{kGetStatus, "index_bytes", kStaff},
    FieldRule{kGetStatus, "log_tree", kStaff},
    FieldRule{kGetStatus, "log_size", kStaff},
    FieldRule{kGetStatus, "log_partitions_ahead", kStaff},
    FieldRule{kGetStatus, "log_queue", kStaff},
    FieldRule{kGetStatus, "started_at", kStaff},
};

constexpr std::array<std::string_view, kRoleCount> kRoleNames{
    "operator", "supervisor", "registrar", "portal", "reporter", "auditor", "liaison", "administrator", "partner",
};

const MethodRule* rule_of(std::string_view method) {
  const auto rule =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const MethodRule& r) { return r.method == method; });
  return rule != kMethods.end() ? &*rule : nullptr;
}

bool known(Role role) {
  return role >= kOperator && role <= kPartner;
}

bool allowed(Role role, std::string_view method) {
  const MethodRule* rule = rule_of(method);
  return known(role) && rule != nullptr && (rule->roles & mask_of(role)) != 0;
}

}  // namespace

Done check_access(Role role, std::string_view method) {
  if (allowed(role, method)) return Nothing{};
  return make_error(core::Reason::kNotAllowed, "this role may not call this method");
}

bool may_see(Role role, std::string_view method, std::string_view field) {
  if (!allowed(role, method)) return false;
  return std::none_of(kFields.begin(), kFields.end(), [&](const FieldRule& rule) {
    return rule.method == method && rule.field == field && (rule.roles & mask_of(role)) == 0;
  });
}

std::vector<std::string_view> hidden_fields(Role role, std::string_view method) {
  std::vector<std::string_view> fields;
  for (const FieldRule& rule : kFields) {
    if (rule.method == method && !may_see(role, method, rule.field)) fields.push_back(rule.field);
  }
  return fields;
}

std::span<const MethodRule> method_rules() {
  return kMethods;
}

std::span<const FieldRule> field_rules() {
  return kFields;
}

std::string_view name_of(Role role) {
  return known(role) ? kRoleNames[static_cast<std::size_t>(role) - 1] : std::string_view{};
}

std::optional<Role> role_of(std::string_view name) {
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i + 1);
  }
  return std::nullopt;
}

std::optional<Grant> grant_of(std::string_view name) {
  if (name == "tell_death") return Grant::kTellDeath;
  return std::nullopt;
}

}  // namespace hotline::core
