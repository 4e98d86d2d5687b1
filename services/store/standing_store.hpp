#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/inquiry.hpp"
#include "core/result.hpp"
#include "matching/standing.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// What the watcher of standing inquiries reads and writes, as the login hotline_matching.

// How far it has come (0006_standing.sql).
struct StandingCursor {
  std::int64_t revision = 0;
  std::int64_t person = 0;  // of the revision after that one, persons up to here
  std::int64_t inquiry_xid = 0;
  std::int64_t inquiry_reference = -1;
  std::optional<std::int64_t> rematch_reference;
  std::string model_version;
  friend bool operator==(const StandingCursor&, const StandingCursor&) = default;
};

// False when another connection leads.
core::Result<bool> lead_standing(pg::BlockingConnection& connection);
// Puts the feed of inquiries in order after a restore; how many rows there were to be put.
core::Result<std::int64_t> renumber_changes(pg::BlockingConnection& connection);
core::Result<StandingCursor> read_standing_cursor(pg::BlockingConnection& connection);

// A row of inquiry as it stands; facts are still sealed.
struct InquiryChange {
  std::int64_t reference = 0;
  core::InquiryState state = core::InquiryState::kStanding;
  std::int32_t facts_version = 0;
  std::string facts_sealed;
  std::int64_t register_revision = 0;
  std::int64_t xid = 0;
};
// After the cursor, in commit order.
core::Result<std::vector<InquiryChange>> changed_inquiries(pg::BlockingConnection& connection,
                                                           const StandingCursor& cursor, std::int32_t rows_max);
// The open ones that the cursor has passed, by reference.
core::Result<std::vector<InquiryChange>> open_inquiries(pg::BlockingConnection& connection,
                                                        const StandingCursor& cursor, std::int64_t after_reference,
                                                        std::int32_t rows_max);

// Persons that changed after the cursor, in rising order, each with the last of these revisions that changed it. Whole
// revisions, or a part of one that alone is too large; up to `index_revision`.
struct PersonChanges {
  std::vector<std::int64_t> persons;
  std::unordered_map<std::int64_t, std::int64_t> revisions;  // by person
  StandingCursor next;
  std::int64_t register_revision = 0;  // where the register stands
};
core::Result<PersonChanges> changed_persons(pg::BlockingConnection& connection, const StandingCursor& cursor,
                                            std::int64_t index_revision, std::size_t persons_max);
// The last revision after `after` and up to `up_to` in which each of these changed; those that did not are left out.
core::Result<std::unordered_map<std::int64_t, std::int64_t>> last_changes(pg::BlockingConnection& connection,
                                                                          std::int64_t after, std::int64_t up_to,
                                                                          const std::vector<std::int64_t>& persons);
// Seconds that the first change after the revision has waited; 0 when there is none.
core::Result<double> waiting_seconds(pg::BlockingConnection& connection, std::int64_t revision);

using FactsDigest = std::array<std::uint8_t, 16>;
struct NewCandidate {
  matching::LikelyMatch match;
  std::int32_t facts_version = 0;
  FactsDigest facts_digest{};
};
// In one transaction: moves the cursor, stores what is new and still fits an open inquiry, and moves inquiries to
// CANDIDATE. Gives how many were stored. kConflict, and nothing is done, when the cursor no longer stands at `from`.
core::Result<std::int64_t> store_step(pg::BlockingConnection& connection, const StandingCursor& from,
                                      const StandingCursor& to, const std::vector<NewCandidate>& found);

// What each side says of the identity and nothing else: not the status, not the version.
FactsDigest facts_digest(const runtime::Keyring& keyring, const matching::Query& question);
FactsDigest facts_digest(const runtime::Keyring& keyring, const matching::Record& record);
FactsDigest pair_digest(const runtime::Keyring& keyring, const FactsDigest& question, const FactsDigest& record);

}  // namespace hotline::store
