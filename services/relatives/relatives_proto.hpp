#pragma once

#include <string>

#include "core/merkle.hpp"
#include "core/release.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "erasure/erasure_flow.hpp"
#include "hotline/v1/relatives_service.pb.h"
#include "lookup/lookup_flow.hpp"
#include "runtime/keyring.hpp"

namespace hotline::relatives {

// Every answer of a portal has just so many bytes.
inline constexpr std::size_t kAnswerBytes = 8192;
// Of every question of a portal or partner, as the log keeps it.
inline constexpr char kPurpose[] = "PURPOSE_FAMILY_INQUIRY";

core::Result<lookup::LookupQuestion> read_question(const v1::AskAboutRelativeRequest& request,
                                                   const runtime::Keyring& keyring, core::Instant now);
core::Result<lookup::LookupQuestion> read_question(const v1::GetMyInquiryRequest& request,
                                                   const runtime::Keyring& keyring);

core::Result<erasure::ErasureWish> read_wish(const v1::DeleteMyDataRequest& request);

// A receipt as it was given to somebody; nothing of it is believed yet.
struct ShownReceipt {
  std::int32_t tree = 0;
  std::uint64_t index = 0;
  core::Bytes32 leaf_hash{};
  core::Proof path;
  std::string checkpoint;
};
core::Result<ShownReceipt> read_receipt(const v1::VerifyReceiptRequest& request);

std::string write_asked(const lookup::LookupAnswer& answer);
std::string write_asked_script(const std::vector<core::RenderedPart>& parts);
std::string write_mine(const lookup::LookupAnswer& answer);
std::string write_mine_script(const std::vector<core::RenderedPart>& parts);

// Puts receipt and padding behind an answer's bytes. kBug when it is longer than kAnswerBytes already.
core::Result<std::string> whole_answer(std::string bytes, const core::LogReceipt& receipt);

}  // namespace hotline::relatives
