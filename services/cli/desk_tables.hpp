#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "hotline/v1/desk_service.pb.h"

// Callbacks as tables for a person to read.
namespace hotline::cli {

std::string kin_text(std::int32_t kinship);
// "MATCH, CORRECTION".
std::string causes_text(const v1::Callback& callback);
std::string callback_state_text(v1::CallbackState state);
// "09:00 to 21:00, UTC+03:00"; of none the bureau's own.
std::string hours_text(const v1::Asker& asker);
// "CONFIRMED_CAPTIVE uk 1"; of an older answer only that it is not known.
std::string script_text(const v1::AffectedAnswer& answer);

Table callback_table();
std::vector<std::string> callback_row(const v1::Callback& callback);
// Who is to be called, how, when and by what right, and who was told what before. Personal.
std::string claim_text(const v1::ClaimCallbackResponse& response);
// The commands that end it.
std::string how_to_tell(const v1::Callback& callback);

}  // namespace hotline::cli
