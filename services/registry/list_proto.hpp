#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "hotline/v1/registry_service.pb.h"
#include "registry/list_flow.hpp"

// Messages of lists and sources to core types and back; as registry_proto.hpp.
namespace hotline::registry {

inline constexpr std::int32_t kRowsPageDefault = 100;
inline constexpr std::int32_t kRowsPageMax = 500;
inline constexpr std::int32_t kListsPageDefault = 50;
inline constexpr std::int32_t kListsPageMax = 200;
inline constexpr std::int32_t kReviewPageDefault = 50;
inline constexpr std::int32_t kSourcesPageDefault = 100;
inline constexpr std::int32_t kSourcesPageMax = 200;

core::Result<core::ListId> parse_list_id(const v1::GetListRequest& request);

struct ListsPage {
  store::ListsQuery query;  // from the newest on
};
core::Result<ListsPage> parse(const v1::ListListsRequest& request);
struct ListPage {
  core::ListId list;
  std::int32_t limit = 0;
};
core::Result<ListPage> parse(const v1::ReviewListRequest& request);
core::Result<ListPage> parse(const v1::ListMissingRequest& request);
struct RowsPage {
  core::ListId list;
  store::ListRowsQuery query;
};
core::Result<RowsPage> parse(const v1::ListRowOutcomesRequest& request);
core::Result<std::int32_t> parse(const v1::ListSourcesRequest& request);

struct Countersigning {
  core::RequestId request;
  core::ListId list;
};
core::Result<Countersigning> parse(const v1::CountersignListRequest& request);
struct WithdrawingList {
  core::RequestId request;
  core::ListId list;
  std::string ground;
};
core::Result<WithdrawingList> parse(const v1::WithdrawListRequest& request);
struct AddingSource {
  core::RequestId request;
  store::SourceRow source;
};
// On a database that is not marked TRIAL a source is real.
enum class SourcesMay { kBeReal, kBeInvented };
core::Result<AddingSource> parse(const v1::AddSourceRequest& request, SourcesMay may);

// What stands in page and review tokens.
std::string text_of(const ReviewPosition& position);
std::string text_of(const ReviewedState& state);
ReviewPosition position_from(std::string_view text);
std::optional<ReviewedState> state_from(std::string_view text);

void write(const ListShown& shown, v1::GetListResponse& message);
void write(const store::SourceRow& source, v1::Source& message);
void write(const store::SourceShown& shown, v1::Source& message);
void write(const ListReview& review, v1::ReviewListResponse& message);
void write(const Change& change, v1::WithdrawListResponse& message);
void write(const MissingPage& page, v1::ListMissingResponse& message);
void write(const Change& change, v1::CountersignListResponse& message);

}  // namespace hotline::registry
