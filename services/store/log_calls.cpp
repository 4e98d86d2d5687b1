#include "store/log_calls.hpp"

#include <span>
#include <string_view>

#include "core/merkle.hpp"
#include "sql/log.hpp"
#include "store/log_sealer.hpp"

namespace hotline::store {
namespace {

constexpr std::int32_t kCallsAtOnce = 2'000;

LoggedPayload opened(const pg::Row& row, const runtime::Keyring& keyring) {
  LoggedPayload made;
  made.tree = row.int4(0);
  made.index = row.int8(1);
  const std::string_view bytes = row.bytea_view(2);
  const auto leaf = core::decode_leaf(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
  made.state = LoggedPayload::State::kForged;
  if (!leaf) return made;
  made.kind = leaf->kind;
  if (row.null(3)) {
    made.state = LoggedPayload::State::kErased;
    return made;
  }
  const auto payload = open_payload(keyring, leaf->id, row.bytea_view(4), row.bytea_view(5));
  if (!payload) {
    made.state = LoggedPayload::State::kUnopened;
    return made;
  }
  if (core::commitment(row.bytes32(3), *payload) != leaf->commitment) return made;
  auto decoded = core::decode_payload(*payload);
  if (!decoded) return made;
  made.payload = *std::move(decoded);
  made.state = LoggedPayload::State::kRead;
  return made;
}

}  // namespace

core::Done each_payload(pg::BlockingConnection& connection, const runtime::Keyring& keyring, TimeSpan span,
                        const std::function<bool(const LoggedPayload&)>& take) {
  std::int32_t tree = 0;
  std::int64_t index = -1;
  for (;;) {
    pg::Params params;
    params.timestamptz(span.from).timestamptz(span.before).int4(tree).int8(index).int4(kCallsAtOnce);
    auto rows = connection.exec(sql::log::kPagePayloads, params);
    if (!rows) return rows.error();
    for (const pg::Row row : *rows) {
      const LoggedPayload payload = opened(row, keyring);
      tree = payload.tree;
      index = payload.index;
      if (!take(payload)) return core::Nothing{};
    }
    if (rows->size() < static_cast<std::size_t>(kCallsAtOnce)) return core::Nothing{};
  }
}

}  // namespace hotline::store
