#pragma once

#include <string>

#include "core/access.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/lookup_service.pb.h"
#include "lookup/lookup_flow.hpp"
#include "runtime/keyring.hpp"

// Messages of LookupService to the flow's types and back.
namespace hotline::lookup {

core::Result<LookupQuestion> read_question(const v1::LookupPersonRequest& request, const runtime::Keyring& keyring,
                                           core::Instant now);
// A supervisor and a registrar look into the register; an operator hears only of what a lookup would show.
core::Result<LookupQuestion> read_question(const v1::ExplainMatchRequest& request, core::Role role,
                                           const runtime::Keyring& keyring, core::Instant now);

// Bytes of LookupPersonResponse, without the script's parts and the receipt; the parts; all but the receipt of
// ExplainMatchResponse.
std::string write_person_answer(const LookupAnswer& answer);
std::string write_person_script(const std::vector<core::RenderedPart>& parts);
std::string write_explanation(const LookupAnswer& answer);
void write_receipt(const core::LogReceipt& receipt, v1::Receipt& message);

}  // namespace hotline::lookup
