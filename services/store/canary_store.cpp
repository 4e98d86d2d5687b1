#include "store/canary_store.hpp"

#include <utility>

#include "sql/canary.hpp"
#include "sql/guard.hpp"
#include "store/registry_store.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace asio = boost::asio;

asio::awaitable<core::Done> put_canaries(pg::Transaction& tx, std::vector<core::PersonId> persons, core::ActorId actor,
                                         core::RequestId request) {
  pg::Params params;
  params.int8s(numbers(persons)).text(actor.value()).uuid(request.value());
  auto rows = co_await tx.exec(sql::canary::kPutCanaries, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::vector<core::PersonId>>> read_canaries(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::guard::kReadCanaries);
  if (!rows) co_return rows.error();
  co_return all_of<core::PersonId>(*rows, [](const pg::Row& row) { return core::PersonId(row.int8(0)); });
}

asio::awaitable<core::Result<std::int32_t>> canaries_of_request(pg::Transaction& tx, core::ActorId actor,
                                                                core::RequestId request) {
  auto locked = co_await tx.exec(sql::canary::kLockPlanting);
  if (!locked) co_return locked.error();
  pg::Params params;
  params.text(actor.value()).uuid(request.value());
  auto rows = co_await tx.exec(sql::canary::kCountOfRequest, std::move(params));
  if (!rows) co_return rows.error();
  co_return rows->front().int4(0);
}

}  // namespace hotline::store
