#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "runtime/keyring.hpp"

namespace hotline::store {

// The one form of a contact however it was written: of a phone number its digits, "+" and "00" before the country left
// out; of an e-mail address and a postal address lower case and single spaces. Nothing when it cannot be one.
std::optional<std::string> normalise_contact(core::SafeContact kind, std::string_view contact);

// inquiry.contact_key: equal for equal contacts, and tells nothing without the key. By each key of the ring: the first,
// by the newest, is kept; all are looked for, so that the key can change under open inquiries; the last is that of the
// oldest.
std::vector<core::Bytes32> contact_keys(const runtime::Keyring& keyring, core::SafeContact kind,
                                        std::string_view normal);

}  // namespace hotline::store
