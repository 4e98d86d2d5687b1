#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace hotline::core {

// A strong id: two kinds of id never mix, and no arithmetic is done on one.
template <typename Tag, typename Rep>
class Id {
 public:
  Id() = default;
  explicit Id(Rep value) : value_(std::move(value)) {}
  const Rep& value() const { return value_; }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  Rep value_{};
};

using PersonId = Id<struct PersonTag, std::int64_t>;
// The lowest PersonId of the persons joined by confirmed links.
using ClusterId = Id<struct ClusterTag, std::int64_t>;
using StatementId = Id<struct StatementTag, std::int64_t>;
using NameId = Id<struct NameTag, std::int64_t>;
using LinkId = Id<struct LinkTag, std::int64_t>;
using HoldId = Id<struct HoldTag, std::int64_t>;
using InquiryId = Id<struct InquiryTag, std::int64_t>;
// Chosen by the registrar, lower case letters, digits and hyphens: "red-cross", "hospital-12".
using SourceId = Id<struct SourceTag, std::string>;
// The stable id of a person or service who acts; survives a change of certificate or name.
using ActorId = Id<struct ActorTag, std::string>;

using Bytes16 = std::array<std::uint8_t, 16>;
using Bytes32 = std::array<std::uint8_t, 32>;
// SHA-256 of the file and its source.
using ListId = Id<struct ListTag, Bytes32>;
// A UUID chosen by the caller of a write; one actor's id has one effect and one answer.
using RequestId = Id<struct RequestTag, Bytes16>;

}  // namespace hotline::core

template <typename Tag, typename Rep>
requires std::is_integral_v<Rep> || std::is_same_v<Rep, std::string>
struct std::hash<hotline::core::Id<Tag, Rep>> {
  std::size_t operator()(const hotline::core::Id<Tag, Rep>& id) const noexcept { return std::hash<Rep>{}(id.value()); }
};
