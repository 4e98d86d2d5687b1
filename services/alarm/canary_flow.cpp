#include "alarm/canary_flow.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/status.hpp"
#include "matching/likely_same.hpp"
#include "store/canary_store.hpp"
#include "store/record_codec.hpp"
#include "store/registry_store.hpp"

namespace hotline::alarm {
namespace {

namespace asio = boost::asio;

// Nobody is told anything of a record that no more than the news speaks of.
constexpr core::EvidenceRung kRung = core::EvidenceRung::kR1;
constexpr core::StatementKind kKind = core::StatementKind::kCaptured;
// Captured so many days ago.
constexpr std::uint32_t kDaysLeast = 3;
constexpr std::uint32_t kDaysMost = 60;

core::PartialDate day_before(core::Instant now, std::uint32_t days) {
  const auto day = std::chrono::floor<std::chrono::days>(now) - std::chrono::days{days};
  const std::chrono::year_month_day ymd{day};
  core::PartialDate date;
  date.precision = core::DatePrecision::kDay;
  date.year = static_cast<std::int16_t>(static_cast<int>(ymd.year()));
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month()));
  date.day = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()));
  return date;
}

bool in_latin(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

core::Error source_may_not() {
  core::Error error =
      core::make_error(core::Reason::kWrongState, "the source may not say of this side that somebody was captured");
  error.metadata.emplace_back("state", "not_of_this_source");
  return error;
}

}  // namespace

bool CanaryFlow::like_somebody(const CanaryToPlant& canary, core::Side side) const {
  const core::Particulars& particulars = canary.particulars.reveal();
  matching::Record record;
  record.facts.side = side;
  record.names.push_back(canary.name.reveal());
  record.sex = particulars.sex;
  record.birth_date = particulars.birth_date;
  record.birthplace = particulars.birthplace;
  record.unit = particulars.unit;
  return !matching::likely_same(index_, record).empty();
}

void CanaryFlow::add(const CanaryToPlant& canary, core::PersonId person, store::ImportRows& rows) {
  const core::NameParts& parts = canary.name.reveal();
  core::Statement statement;
  statement.person = person;
  statement.kind = kKind;
  statement.rung = kRung;
  statement.source = rows.origin.source;
  statement.fact_date = day_before(rows.origin.received_at,
                                   kDaysLeast + static_cast<std::uint32_t>(random_.below(kDaysMost - kDaysLeast)));
  statement.received_at = rows.origin.received_at;
  statement.entered_at = rows.origin.received_at;
  const std::array statements{statement};

  store::NewPerson& added = rows.persons.emplace_back();
  added.id = person;
  added.sealed = store::seal_particulars(keyring_, person, canary.particulars.reveal());
  added.derived = core::derive_status(statements);
  store::NewName& name = rows.names.emplace_back();
  name.person = person;
  name.script = in_latin(parts.surname) ? core::Script::kLatin : core::Script::kCyrillic;
  name.language = name.script == core::Script::kCyrillic ? "uk" : "en";
  name.sealed = store::seal_name(keyring_, person, parts);
  store::NewStatement& said = rows.statements.emplace_back();
  said.person = person;
  said.kind = kKind;
  said.rung = kRung;
  said.fact_date = statement.fact_date;
}

asio::awaitable<core::Result<Planted>> CanaryFlow::plant(rpc::CallContext call, CanariesToPlant plant) {
  Planted done;
  store::ImportRows rows;
  rows.side = plant.side;
  rows.origin.source = plant.source;
  rows.origin.actor = call.caller.id;
  rows.origin.received_at = clock_.now();
  std::erase_if(plant.canaries, [&](const CanaryToPlant& canary) {
    const bool alike = like_somebody(canary, plant.side);
    done.left_out += alike ? 1 : 0;
    return alike;
  });
  const auto wanted = static_cast<std::int32_t>(plant.canaries.size());
  auto ids = co_await store::next_person_ids(pool_, std::max(wanted, 1), call.deadline);
  if (!ids) co_return ids.error();
  ids->resize(plant.canaries.size());

  auto tx = co_await store::pg::begin(pool_, call.deadline);
  if (!tx) co_return tx.error();
  auto before = co_await store::canaries_of_request(*tx, call.caller.id, plant.request);
  if (!before) co_return before.error();
  if (*before > 0) {
    done.planted = *before;
    auto known = co_await store::read_canaries(*tx);
    if (!known) co_return known.error();
    done.in_all = static_cast<std::int32_t>(known->size());
    co_await tx->rollback();
    co_return done;
  }
  auto source = co_await store::find_source(*tx, plant.source);
  if (!source) co_return source.error();
  if (!*source) co_return core::make_error(core::Reason::kNotFound, "there is no such source");
  if (!(*source)->may_report(plant.side) || !(*source)->may_state(kKind) || (*source)->ceiling < kRung) {
    co_return source_may_not();
  }
  std::int64_t revision = 0;
  if (!plant.canaries.empty()) {
    for (std::size_t i = 0; i < plant.canaries.size(); ++i) add(plant.canaries[i], (*ids)[i], rows);
    auto put = co_await store::put_import_rows(*tx, std::move(rows));
    if (!put) co_return put.error();
    // In the same transaction: nobody ever sees the record without knowing what it is.
    auto marked = co_await store::put_canaries(*tx, *ids, call.caller.id, plant.request);
    if (!marked) co_return marked.error();
    auto raised = co_await store::raise_revision(*tx, *ids);
    if (!raised) co_return raised.error();
    revision = *raised;
  }
  auto known = co_await store::read_canaries(*tx);
  if (!known) co_return known.error();
  done.planted = static_cast<std::int32_t>(plant.canaries.size());
  done.in_all = static_cast<std::int32_t>(known->size());
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  canaries_.set(std::move(*known));
  if (revision > 0) co_await feed_.wait_for(revision, call.deadline);
  co_return done;
}

asio::awaitable<core::Result<std::int32_t>> CanaryFlow::count(rpc::CallContext call) {
  auto tx = co_await store::pg::begin(pool_, call.deadline);
  if (!tx) co_return tx.error();
  auto known = co_await store::read_canaries(*tx);
  co_await tx->rollback();
  if (!known) co_return known.error();
  co_return static_cast<std::int32_t>(known->size());
}

}  // namespace hotline::alarm
