#include "store/contact.hpp"

#include "core/normal.hpp"
#include "runtime/seal.hpp"

namespace hotline::store {
namespace {

// The longest number of the world has 15 digits; the shortest that can be called is an exchange's own.
constexpr std::size_t kDigitsMin = 5;
constexpr std::size_t kDigitsMax = 15;

std::optional<std::string> normalise_phone(std::string_view text) {
  const bool plus = text.starts_with('+');
  if (plus) text.remove_prefix(1);
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits.push_back(c);
    } else if (std::string_view(" ()-./").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (!plus && digits.starts_with("00")) digits.erase(0, 2);
  if (digits.size() < kDigitsMin || digits.size() > kDigitsMax) return std::nullopt;
  return digits;
}

std::optional<std::string> normalise_email(std::string_view text) {
  const std::size_t at = text.find('@');
  const bool one = at != std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
  if (!one || at == 0 || at + 1 == text.size() || text.find(' ') != std::string_view::npos) return std::nullopt;
  return core::lower_case(text);
}

}  // namespace

std::optional<std::string> normalise_contact(core::SafeContact kind, std::string_view contact) {
  const std::string text = core::trim(contact);
  switch (kind) {
    case core::SafeContact::kPhone:
      return normalise_phone(text);
    case core::SafeContact::kEmail:
      return normalise_email(text);
    case core::SafeContact::kPost:
      if (text.empty()) return std::nullopt;
      return core::lower_case(text);
    case core::SafeContact::kDoNotContact:
      break;
  }
  return std::nullopt;
}

std::vector<core::Bytes32> contact_keys(const runtime::Keyring& keyring, core::SafeContact kind,
                                        std::string_view normal) {
  return runtime::keyed_hashes(keyring.set(runtime::KeyUse::kContact), {core::name_of(kind), normal});
}

}  // namespace hotline::store
