#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "runtime/keyring.hpp"

namespace hotline::inquiry {

// The one form of a contact however it was written: of a phone number its digits, "+" and "00" before the country left
// out; of an e-mail address and a postal address lower case and single spaces. Nothing when it cannot be one.
std::optional<std::string> normalise_contact(core::SafeContact kind, std::string_view contact);

// inquiry.contact_key: equal for equal contacts, and tells nothing without the key.
core::Bytes32 contact_key(const runtime::Keyring& keyring, core::SafeContact kind, std::string_view normal);

}  // namespace hotline::inquiry
