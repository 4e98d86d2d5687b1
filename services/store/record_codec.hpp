#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/callback.hpp"
#include "core/ids.hpp"
#include "core/inquiry.hpp"
#include "core/payload.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "runtime/keyring.hpp"
#include "runtime/seal.hpp"

namespace hotline::store {

// The sealed columns of the register and of inquiries: what their bytes are, which key seals them, and which row they
// are bound to (the associated data is the column's word and the row's id, big-endian). Each record begins with its
// format's version; the same values give the same plain bytes. All functions are safe from any thread. An open_ gives
// kBug when the bytes are cut, forged, moved to another row, or of a format newer than this program.

// person.sealed
runtime::Sealed seal_particulars(const runtime::Keyring& keyring, core::PersonId person,
                                 const core::Particulars& particulars);
core::Result<core::Particulars> open_particulars(const runtime::Keyring& keyring, core::PersonId person,
                                                 std::string_view sealed);

// person_name.sealed: the parts; kind, script and language stand in clear beside them.
runtime::Sealed seal_name(const runtime::Keyring& keyring, core::PersonId person, const core::NameParts& name);
core::Result<core::NameParts> open_name(const runtime::Keyring& keyring, core::PersonId person,
                                        std::string_view sealed);

// identifier.sealed: the value as it was given.
runtime::Sealed seal_identifier(const runtime::Keyring& keyring, core::PersonId person, std::string_view value);
core::Result<std::string> open_identifier(const runtime::Keyring& keyring, core::PersonId person,
                                          std::string_view sealed);

// identifier.value_hash: of the folded value, whatever kind of number it is, so that equal numbers are equal.
core::Bytes32 identifier_hash(const runtime::Keyring& keyring, std::string_view value);
// The form of it that the match index keeps, for records and questions alike.
std::uint64_t index_hash(const core::Bytes32& identifier_hash);

// statement.sealed
struct StatementDetail {
  std::string place;
  std::string external_id;  // the source's own key of the person
  core::Health health = core::Health::kNotStated;
  std::string authority;  // who altered the identity
  friend bool operator==(const StatementDetail&, const StatementDetail&) = default;
};
runtime::Sealed seal_statement_detail(const runtime::Keyring& keyring, core::PersonId person,
                                      const StatementDetail& detail);
core::Result<StatementDetail> open_statement_detail(const runtime::Keyring& keyring, core::PersonId person,
                                                    std::string_view sealed);

// inquiry.facts_sealed, inquiry_facts.facts_sealed. `reference` is core::Reference::number().
runtime::Sealed seal_facts(const runtime::Keyring& keyring, std::int64_t reference, const core::QuestionFacts& facts);
core::Result<core::QuestionFacts> open_facts(const runtime::Keyring& keyring, std::int64_t reference,
                                             std::string_view sealed);

// inquiry.asker_sealed
struct InquiryAsker {
  core::Relation relation = core::Relation::kNotNamed;
  std::string language;  // "uk", "ru", "en"
  std::string name;
  core::SafeContact safe_contact = core::SafeContact::kDoNotContact;
  std::string contact;
  std::int32_t notice_version = 0;
  std::optional<core::SafeHours> safe_hours;  // nothing: none were named
  friend bool operator==(const InquiryAsker&, const InquiryAsker&) = default;
};
runtime::Sealed seal_asker(const runtime::Keyring& keyring, std::int64_t reference, const InquiryAsker& asker);
core::Result<InquiryAsker> open_asker(const runtime::Keyring& keyring, std::int64_t reference, std::string_view sealed);

// candidate_review.ground_sealed, bound to the pair.
runtime::Sealed seal_review_ground(const runtime::Keyring& keyring, std::int64_t reference, core::PersonId person,
                                   std::string_view ground);
core::Result<std::string> open_review_ground(const runtime::Keyring& keyring, std::int64_t reference,
                                             core::PersonId person, std::string_view sealed);

// erasure.ground_sealed, bound to the inquiry.
runtime::Sealed seal_erasure_ground(const runtime::Keyring& keyring, std::int64_t reference, std::string_view ground);
core::Result<std::string> open_erasure_ground(const runtime::Keyring& keyring, std::int64_t reference,
                                              std::string_view sealed);

// ground_sealed of release_request, release and break_glass: bound to the number of the request, of the last one to
// that of the release.
enum class ReleaseGround : std::uint8_t { kDecision = 1, kWithdrawal = 2, kBreakGlassReview = 3 };
runtime::Sealed seal_release_ground(const runtime::Keyring& keyring, ReleaseGround which, std::int64_t request_number,
                                    std::string_view ground);
core::Result<std::string> open_release_ground(const runtime::Keyring& keyring, ReleaseGround which,
                                              std::int64_t request_number, std::string_view sealed);

}  // namespace hotline::store
