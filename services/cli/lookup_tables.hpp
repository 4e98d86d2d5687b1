#pragma once

#include <string>

#include "hotline/v1/lookup_service.pb.h"

// What a lookup answers, for a person to read aloud.
namespace hotline::cli {

std::string receipt_text(const v1::Receipt& receipt);
std::string answer_text(const v1::LookupPersonResponse& response);

}  // namespace hotline::cli
