#pragma once

#include <string>

#include "hotline/v1/registry_service.pb.h"

// A human being of the register as tables for a person to read.
namespace hotline::cli {

// Names, statements by source and rung, contradictions side by side, records, links, who was told what. `then` says
// which past it is, empty for today's page.
std::string page_text(const v1::GetPersonResponse& page, const std::string& then);
// Everything that ever happened to the page, in the order of time.
std::string history_text(const v1::GetPersonResponse& page, const std::string& then);
std::string could_be_said_text(const v1::WhatCouldBeSaidResponse& said, const std::string& day);
std::string gaps_text(const v1::ReportGapsResponse& report);

}  // namespace hotline::cli
