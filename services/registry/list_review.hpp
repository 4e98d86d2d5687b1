#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"
#include "core/status.hpp"
#include "core/time.hpp"
#include "registry/person_page.hpp"
#include "registry/registry_flow.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"

namespace hotline::registry {

// A page shows no more persons than this, the sample among them: each is locked while the page is logged.
inline constexpr std::int32_t kReviewPersonsMax = 100;
inline constexpr std::int32_t kReviewSampleRows = 20;

// Where a review stands: after this row of the list, so many deaths shown.
struct ReviewPosition {
  std::int64_t after_row = 0;
  std::int64_t deaths_shown = 0;
  bool first() const { return after_row == 0 && deaths_shown == 0; }
};

// What a signature is given for; another state of the list needs another review.
struct ReviewedState {
  std::int64_t committed_row = 0;
  std::int64_t deaths = 0;
  friend bool operator==(const ReviewedState&, const ReviewedState&) = default;
};

struct ReviewedRow {
  std::int64_t row_number = 0;
  core::PersonId person;
  core::Sensitive<core::NameParts> name;
  core::PartialDate birth_date;
  PageStatement statement;
  core::Status status = core::Status::kUnknown;
  core::Status status_after = core::Status::kUnknown;  // once the list is countersigned
  std::vector<core::PersonId> joined_with;
};

struct ListReview {
  std::vector<ReviewedRow> sample;  // on the first page
  std::vector<ReviewedRow> deaths;
  ReviewedState state;
  std::optional<ReviewPosition> next;  // absent on the last page
};

// One page, logged before it is returned. kWrongState unless the list is wholly imported and stands.
boost::asio::awaitable<core::Result<ListReview>> review_list(RegistryParts parts, rpc::CallContext call,
                                                             core::ListId list, ReviewPosition position,
                                                             std::int32_t limit);

}  // namespace hotline::registry
