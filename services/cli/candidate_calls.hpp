#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/connection.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"

// What the commands about possible matches and the desk do alike. Each gives an exit code and prints what went wrong.
namespace hotline::cli {

// Comparisons that are printed of one record: each opens the facts of a family.
inline constexpr int kComparedMax = 5;

// A pair that came back with new facts has an earlier, decided row: people decide on the newest.
void keep_newest(v1::CandidateGroup& group);
// The one group of the person; kNotFound when nothing is proposed for him in these states.
int fetch_group(const Common& common, v1::InquiryService::Stub& stub, std::int64_t person,
                const std::vector<v1::CandidateState>& states, v1::CandidateGroup& group);
// Opens the record, which is logged with the purpose, and prints it beside what each family says.
int show_side_by_side(const Common& common, v1::InquiryService::Stub& stub, const v1::CandidateGroup& group,
                      const std::string& purpose);
// Decides on all inquiries of the group, at the versions that it names.
int review_group(const Common& common, v1::InquiryService::Stub& stub, const v1::CandidateGroup& group,
                 v1::ReviewDecision decision, const std::string& ground, v1::ReviewCandidateResponse& response);
std::string made_text(const v1::ReviewCandidateResponse& response);

}  // namespace hotline::cli
