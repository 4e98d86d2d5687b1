#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "registry/list_review.hpp"
#include "registry/registry_parts.hpp"
#include "registry/registry_write.hpp"
#include "rpc/call_context.hpp"
#include "store/list_store.hpp"

namespace hotline::registry {

struct ListShown {
  store::ListRow row;
  std::int64_t deaths_waiting = 0;  // whose withdrawal waits for a second registrar
};

struct MissingPage {
  std::optional<core::ListId> earlier;
  std::vector<store::MissingRow> rows;
  std::optional<std::int64_t> next_after;  // absent on the last page
};

// The use cases of whole lists and of sources, but for the import (list_import.hpp). Writes as in registry_flow.hpp.
class ListFlow {
 public:
  explicit ListFlow(RegistryParts parts) : parts_(parts) {}

  // The source as it is kept. kWrongState when it is known with other content.
  boost::asio::awaitable<core::Result<store::SourceRow>> add_source(rpc::CallContext call, WriteId id,
                                                                    store::SourceRow source);
  boost::asio::awaitable<core::Result<std::vector<store::SourceShown>>> list_sources(rpc::CallContext call,
                                                                                     core::SourceId after,
                                                                                     std::int32_t limit);
  boost::asio::awaitable<core::Result<ListShown>> get_list(rpc::CallContext call, core::ListId list);
  boost::asio::awaitable<core::Result<std::vector<ListShown>>> list_lists(rpc::CallContext call,
                                                                          store::ListsQuery query);
  boost::asio::awaitable<core::Result<std::vector<store::RowOutcome>>> list_row_outcomes(rpc::CallContext call,
                                                                                         core::ListId list,
                                                                                         store::ListRowsQuery query);
  // `reviewed`: what the caller's review_token says he read to the end; nothing when it is none of ours.
  boost::asio::awaitable<core::Result<Change>> countersign_list(rpc::CallContext call, WriteId id, core::ListId list,
                                                                std::optional<ReviewedState> reviewed);
  boost::asio::awaitable<core::Result<Change>> withdraw_list(rpc::CallContext call, WriteId id, core::ListId list,
                                                             std::string ground);
  // A page may be short and still have a next one.
  boost::asio::awaitable<core::Result<MissingPage>> list_missing(rpc::CallContext call, core::ListId list,
                                                                 std::int64_t after, std::int32_t limit);

 private:
  boost::asio::awaitable<core::Result<ListShown>> shown(store::pg::Transaction& tx, store::ListRow row);
  boost::asio::awaitable<core::Result<Change>> take_back(store::pg::Transaction& tx, const store::ListRow& list,
                                                         core::ActorId actor, std::string ground);

  RegistryParts parts_;
};

// Tells who has no valid review_token what to do.
inline constexpr char kReadToTheEnd[] = "is not of this list as it stands: read the list to its end with ReviewList";

}  // namespace hotline::registry
