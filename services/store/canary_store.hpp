#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "store/pg/transaction.hpp"

// Which persons are invented ones, with the rights of hotline_registry.
namespace hotline::store {

boost::asio::awaitable<core::Done> put_canaries(pg::Transaction& tx, std::vector<core::PersonId> persons,
                                                core::ActorId actor, core::RequestId request);
// In rising order.
boost::asio::awaitable<core::Result<std::vector<core::PersonId>>> read_canaries(pg::Transaction& tx);
// How many this request has planted before. Waits for another planting under way.
boost::asio::awaitable<core::Result<std::int32_t>> canaries_of_request(pg::Transaction& tx, core::ActorId actor,
                                                                       core::RequestId request);

}  // namespace hotline::store
