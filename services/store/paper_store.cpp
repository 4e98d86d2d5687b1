#include "store/paper_store.hpp"

#include <utility>

#include "sql/lookup.hpp"
#include "store/rows.hpp"

namespace hotline::store {

boost::asio::awaitable<core::Result<std::optional<EnteredSheet>>> find_sheet(pg::Pool& pool, std::int64_t number,
                                                                             runtime::Deadline deadline) {
  pg::Params params;
  params.int8(number);
  auto rows = co_await pool.exec(sql::lookup::kFindSheet, std::move(params), deadline);
  if (!rows) co_return rows.error();
  co_return first_of<EnteredSheet>(*rows, [](const pg::Row& row) {
    return EnteredSheet{row.int8_or_null(0), row.timestamptz(1), row.timestamptz(2)};
  });
}

}  // namespace hotline::store
