#pragma once

#include <string>
#include <vector>

#include "hotline/v1/lookup_service.pb.h"

namespace hotline::cli {

// What a family is handed: one slip of half a page each, in its own language.
struct PartnerSlip {
  v1::Language language{};
  std::string case_number;
  std::string sought;  // the name as it was given
  std::string reference;
  std::string passphrase;
  bool collected_by_partner = false;
  bool trial = false;
};

// A self-contained page to print; nothing is fetched.
std::string partner_slips(const std::vector<PartnerSlip>& slips);

}  // namespace hotline::cli
