#pragma once

#include <string>

#include "hotline/v1/inquiry_service.pb.h"
#include "hotline/v1/lookup_service.pb.h"
#include "hotline/v1/registry_service.pb.h"

// Possible matches as tables for a person to read.
namespace hotline::cli {

std::string candidate_state_text(v1::CandidateState state);
// "by an operator", "by an operator from level 3 on", "after a release" ...
std::string telling_text(v1::Telling telling, std::int32_t caller_level_min);
// One line for each inquiry, the record's own before them.
std::string groups_text(const v1::ListCandidatesResponse& response);
// The group whole, with what was decided.
std::string group_text(const v1::CandidateGroup& group);
// What the family says beside what the record says.
std::string comparison_text(const v1::GetInquiryResponse& inquiry, const v1::GetPersonResponse& record);
// One line of a watch; a heartbeat has none.
std::string change_text(const v1::WatchCandidatesResponse& change);
// Fields with words, bits and a bar of them.
std::string explanation_text(const v1::ExplainMatchResponse& response);

}  // namespace hotline::cli
