#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/desk_talk.hpp"
#include "hotline/v1/approval_service.grpc.pb.h"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/reporting_service.grpc.pb.h"

// The kinds of things that wait on a desk: each lists what is there and works one of them.
namespace hotline::cli {

// What waits now. Of a kind that this role may not see there is none.
struct Waiting {
  std::vector<v1::Callback> due;
  std::vector<v1::Callback> lapsed;
  std::vector<v1::ReleaseRequest> requests;
  std::vector<v1::BrokenGlass> glasses;
  std::vector<v1::CandidateGroup> candidates;
  std::vector<v1::DueItem> late;
  int alarms = 0;
  bool for_supervisors = false;  // whoever sits here sees more than callbacks
};
// An exit code other than kDone when the server cannot be asked.
int look_what_waits(const Common& common, Waiting& waiting);

Worked work_callback(const Common& common, const v1::Callback& callback);
Worked work_lapsed(const Common& common, const v1::Callback& callback);
Worked work_request(const Common& common, const v1::ReleaseRequest& request);
Worked work_glass(const Common& common, const v1::BrokenGlass& glass);
Worked work_candidates(const Common& common, const v1::CandidateGroup& group);
Worked work_deadline(const v1::DueItem& item);

// "CAPTURE_CARD to the family of person 17 ..., 3 days late".
std::string deadline_text(const v1::DueItem& item);

}  // namespace hotline::cli
