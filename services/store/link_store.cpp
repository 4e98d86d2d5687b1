#include "store/link_store.hpp"

#include <utility>

#include "sql/registry.hpp"
#include "store/rows.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

LinkRow read_link(const pg::Row& row) {
  LinkRow link;
  link.id = core::LinkId(row.int8(0));
  link.person_a = core::PersonId(row.int8(1));
  link.person_b = core::PersonId(row.int8(2));
  link.state = static_cast<core::LinkState>(row.int2(3));
  link.probability = row.float4_or_null(4).value_or(0);
  link.reasons = row.text(5);
  link.proposed_by = core::ActorId(row.text(6));
  link.proposed_at = row.timestamptz(7);
  link.join_ground = static_cast<JoinGround>(row.int2(8));
  link.first_reviewer = core::ActorId(row.text_or_null(9).value_or(""));
  link.second_reviewer = core::ActorId(row.text_or_null(10).value_or(""));
  return link;
}

LinkRow read_listed_link(const pg::Row& row) {
  LinkRow link = read_link(row);
  link.awaited = row.boolean(11);
  return link;
}

std::optional<LinkRow> first_link(const pg::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return read_link(rows.front());
}

std::optional<std::string_view> name_or_null(const core::ActorId& actor) {
  if (actor.value().empty()) return std::nullopt;
  return actor.value();
}

pg::Call event_call(const LinkDecided& decided) {
  pg::Params params;
  params.int8(decided.link.value()).int2(number_of(decided.decision)).int2(number_of(decided.state));
  params.text(decided.actor.value()).text(decided.ground);
  return pg::Call{sql::registry::kPutLinkEvent, std::move(params)};
}

}  // namespace

asio::awaitable<core::Done> lock_joins(pg::Transaction& tx) {
  auto rows = co_await tx.exec(sql::registry::kLockJoins);
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<std::optional<LinkRow>>> lock_link(pg::Transaction& tx, core::LinkId link) {
  pg::Params params;
  params.int8(link.value());
  auto rows = co_await tx.exec(sql::registry::kLockLink, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_link(*rows);
}

asio::awaitable<core::Result<std::optional<LinkRow>>> find_link(pg::Transaction& tx, core::PersonId lower,
                                                                core::PersonId higher) {
  pg::Params params;
  params.int8(lower.value()).int8(higher.value());
  auto rows = co_await tx.exec(sql::registry::kFindLink, std::move(params));
  if (!rows) co_return rows.error();
  co_return first_link(*rows);
}

asio::awaitable<core::Result<std::vector<LinkRow>>> list_links(pg::Transaction& tx, LinksQuery query) {
  std::vector<std::int16_t> states;
  for (const core::LinkState state : query.states) states.push_back(number_of(state));
  pg::Params params;
  params.int2s(states).float4(query.probability).int8(query.link.value()).int4(query.limit);
  if (query.person) {
    params.int8(query.person->value());
  } else {
    params.boolean(query.awaited);
  }
  const pg::Query statement(query.person ? sql::registry::kListLinksOfPerson : sql::registry::kListLinks);
  auto rows = co_await tx.exec(statement, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<LinkRow> links;
  for (const pg::Row row : *rows) links.push_back(read_listed_link(row));
  co_return links;
}

asio::awaitable<core::Result<std::vector<LinkEventRow>>> read_link_events(pg::Transaction& tx,
                                                                          std::vector<core::LinkId> links) {
  std::vector<std::int64_t> ids;
  for (const core::LinkId& link : links) ids.push_back(link.value());
  pg::Params params;
  params.int8s(ids);
  auto rows = co_await tx.exec(sql::registry::kReadLinkEvents, std::move(params));
  if (!rows) co_return rows.error();
  std::vector<LinkEventRow> events;
  for (const pg::Row row : *rows) {
    LinkEventRow& event = events.emplace_back();
    event.link = core::LinkId(row.int8(0));
    event.decision = static_cast<core::LinkDecision>(row.int2(1));
    event.state = static_cast<core::LinkState>(row.int2(2));
    event.actor = core::ActorId(row.text(3));
    event.ground = row.text(4);
    event.decided_at = row.timestamptz(5);
  }
  co_return events;
}

asio::awaitable<core::Result<core::LinkId>> put_link(pg::Transaction& tx, NewLink link) {
  pg::Params params;
  params.int8(link.lower.value()).int8(link.higher.value()).float4(link.probability).text(link.reasons);
  params.text(link.actor.value());
  auto rows = co_await tx.exec(sql::registry::kPutLink, std::move(params));
  if (!rows) co_return rows.error();
  co_return core::LinkId(rows->front().int8(0));
}

asio::awaitable<core::Done> put_link_decision(pg::Transaction& tx, LinkDecided decided) {
  pg::Params params;
  params.int8(decided.link.value()).int2(number_of(decided.state));
  params.text(name_or_null(decided.first_reviewer)).text(name_or_null(decided.second_reviewer));
  std::vector<pg::Call> calls;
  calls.push_back(pg::Call{sql::registry::kDecideLink, std::move(params)});
  calls.push_back(event_call(decided));
  if (decided.state != core::LinkState::kProposed) {
    pg::Params answered;
    answered.int8(decided.link.value());
    calls.push_back(pg::Call{sql::registry::kForgetAwaited, std::move(answered)});
  }
  auto outcome = co_await tx.pipeline(std::move(calls));
  if (outcome.error) co_return *outcome.error;
  co_return core::Nothing{};
}

asio::awaitable<core::Done> put_link_event(pg::Transaction& tx, LinkDecided decided) {
  pg::Call call = event_call(decided);
  auto rows = co_await tx.exec(call.query, std::move(call.params));
  if (!rows) co_return rows.error();
  co_return core::Nothing{};
}

}  // namespace hotline::store
