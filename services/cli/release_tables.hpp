#pragma once

#include <string>

#include "hotline/v1/approval_service.pb.h"

// Requests for a release and broken glasses for a person to read.
namespace hotline::cli {

std::string request_state_text(v1::ReleaseRequestState state);
// The request with each record that its facts may mean, numbered from 1.
std::string request_text(const v1::ReleaseRequest& request);
std::string glass_text(const v1::BrokenGlass& glass);

}  // namespace hotline::cli
