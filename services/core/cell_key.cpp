#include "core/cell_key.hpp"

#include <sodium.h>

#include <array>
#include <string_view>

namespace hotline::core {
namespace {

constexpr std::string_view kLabel = "hotline.v1.cell";

ShownCell shown(std::int64_t rounded) {
  if (rounded < kShownMin) return {ShownCell::Kind::kFew, 0};
  return {ShownCell::Kind::kValue, rounded};
}

}  // namespace

std::uint64_t CellKey::draw(CellCount cell) const {
  std::array<std::uint8_t, kLabel.size() + 16> message{};
  std::size_t at = 0;
  for (const char c : kLabel) message[at++] = static_cast<std::uint8_t>(c);
  for (const std::int64_t number : {cell.count, cell.members}) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      message[at++] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift);
    }
  }
  Bytes32 hash;
  crypto_auth_hmacsha256(hash.data(), message.data(), message.size(), secret_.data());
  std::uint64_t drawn = 0;
  for (std::size_t i = 0; i < 8; ++i) drawn = drawn << 8 | hash[i];
  return drawn;
}

ShownCell CellKey::show(CellCount cell) const {
  if (rounding_ == Rounding::kOffForTests) return {ShownCell::Kind::kValue, cell.count};
  const std::int64_t rest = cell.count % kRoundTo;
  const bool up = draw(cell) % kRoundTo < static_cast<std::uint64_t>(rest);
  return shown(cell.count - rest + (up ? kRoundTo : 0));
}

ShownCell CellKey::show_other(CellCount cell) const {
  const std::int64_t rest = cell.count % kRoundTo;
  if (rest == 0 || rounding_ == Rounding::kOffForTests) return {};
  const bool up = draw(cell) % kRoundTo < static_cast<std::uint64_t>(rest);
  return shown(cell.count - rest + (up ? 0 : kRoundTo));
}

}  // namespace hotline::core
