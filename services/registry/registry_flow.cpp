#include "registry/registry_flow.hpp"

#include <utility>

#include "registry/list_reader.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using store::pg::Transaction;

}  // namespace

asio::awaitable<core::Result<Change>> RegistryFlow::put_statement(rpc::CallContext call, WriteId id,
                                                                  StatementToPut put) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  const core::PersonId person = put.statement.person;
  auto side = co_await store::find_person_side(tx, person);
  if (!side) co_return side.error();
  if (!*side) co_return not_found();
  auto source = co_await store::find_source(tx, put.statement.source);
  if (!source) co_return source.error();
  if (!*source) co_return not_found();
  auto violations =
      check_source_may_state(**source, **side, put.statement.kind, put.statement.rung, std::string("statement."));
  if (!violations.empty()) {
    core::Error error = core::make_error(core::Reason::kInvalidField, "the request has invalid fields");
    error.violations = std::move(violations);
    co_return error;
  }

  store::StatementOrigin origin;
  origin.source = put.statement.source;
  origin.actor = call.caller.id;
  origin.received_at = put.statement.received_at;
  origin.forwarded_at = put.statement.forwarded_at;
  store::NewStatement added;
  added.person = person;
  added.kind = put.statement.kind;
  added.rung = put.statement.rung;
  added.fact_date = put.statement.fact_date;
  added.recipient = put.statement.recipient;
  added.inform_kin = put.inform_kin.value_or(core::InformKin::kNotAsked);
  if (put.detail != store::StatementDetail()) {
    added.detail_sealed = store::seal_statement_detail(parts_.keyring, person, put.detail);
  }
  std::vector<store::NewStatement> one;
  one.push_back(std::move(added));
  auto ids = co_await store::put_statements(tx, std::move(origin), std::move(one));
  if (!ids) co_return ids.error();

  std::vector<core::PersonId> persons(1, person);
  auto refreshed = co_await refresh_clusters(tx, std::move(persons));
  if (!refreshed) co_return refreshed.error();
  const Refreshed* own = find(*refreshed, person);
  WriteDone done;
  done.key = key;
  done.what = "STATEMENT_PUT " + std::to_string(ids->front().value());
  done.change.id = ids->front().value();
  done.change.status = own->status;
  done.change.version = own->version;
  done.changed = ids_of(*refreshed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

asio::awaitable<core::Result<Change>> RegistryFlow::withdraw_statement(rpc::CallContext call, WriteId id,
                                                                       core::StatementId statement,
                                                                       std::string ground) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  auto found = co_await store::find_statement(tx, statement);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  const store::StatementFound known = **found;
  if (known.withdrawn) co_return wrong_state("the statement is withdrawn already", "withdrawn");
  const core::ActorId actor = call.caller.id;
  if (known.withdrawal_asked_by) {
    if (*known.withdrawal_asked_by == actor) {
      co_return wrong_state("the withdrawal of a death waits for another registrar", "waits_for_second_registrar");
    }
    auto confirmed = co_await store::confirm_withdrawal(tx, statement, actor);
    if (!confirmed) co_return confirmed.error();
    if (!*confirmed) co_return wrong_state("the statement is withdrawn already", "withdrawn");
  } else {
    const bool two_people = core::states_death(known.kind);
    const auto when = two_people ? store::WithdrawalTakesEffect::kWhenConfirmed : store::WithdrawalTakesEffect::kAtOnce;
    auto asked = co_await store::put_withdrawal(tx, statement, std::move(ground), actor, when);
    if (!asked) co_return asked.error();
    if (!*asked) co_return core::make_error(core::Reason::kConflict, "somebody else withdrew it just now; look again");
    if (two_people) {
      WriteDone waits;
      waits.key = key;
      waits.what = "STATEMENT_WITHDRAWAL_ASKED " + std::to_string(statement.value());
      co_return co_await ask_to_withdraw(std::move(call), std::move(tx), std::move(waits), known.person);
    }
  }

  std::vector<core::PersonId> persons(1, known.person);
  auto refreshed = co_await refresh_clusters(tx, std::move(persons));
  if (!refreshed) co_return refreshed.error();
  const Refreshed* own = find(*refreshed, known.person);
  WriteDone done;
  done.key = key;
  done.what = "STATEMENT_WITHDRAWN " + std::to_string(statement.value());
  done.change.withdrawn = true;
  done.change.status = own->status;
  done.change.version = own->version;
  done.changed = ids_of(*refreshed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

// Nothing changes until the second registrar confirms.
asio::awaitable<core::Result<Change>> RegistryFlow::ask_to_withdraw(rpc::CallContext call, Transaction tx,
                                                                    WriteDone done, core::PersonId person) {
  auto row = co_await store::read_person(tx, person);
  if (!row) co_return row.error();
  done.change.status = (*row)->status;
  done.change.version = (*row)->version;
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

asio::awaitable<core::Result<Change>> RegistryFlow::put_hold(rpc::CallContext call, WriteId id, HoldToPut put) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  auto side = co_await store::find_person_side(tx, put.person);
  if (!side) co_return side.error();
  if (!*side) co_return not_found();
  auto hold =
      co_await store::put_hold(tx, put.person, std::move(put.ground), call.caller.id, core::day_number(put.until));
  if (!hold) co_return hold.error();
  std::vector<core::PersonId> persons(1, put.person);
  auto refreshed = co_await refresh_clusters(tx, std::move(persons));
  if (!refreshed) co_return refreshed.error();
  WriteDone done;
  done.key = key;
  done.what = "HOLD_PUT " + std::to_string(hold->value());
  done.change.id = hold->value();
  done.change.version = find(*refreshed, put.person)->version;
  done.changed = ids_of(*refreshed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

asio::awaitable<core::Result<Change>> RegistryFlow::end_hold(rpc::CallContext call, WriteId id, core::HoldId hold) {
  const store::WriteKey key = key_of(call, id);
  auto open = co_await open_write(parts_, call.deadline, key);
  if (!open) co_return open.error();
  if (open->earlier) co_return *open->earlier;
  Transaction tx = std::move(open->tx);

  auto found = co_await store::find_hold(tx, hold);
  if (!found) co_return found.error();
  if (!*found) co_return not_found();
  auto ended = co_await store::end_hold(tx, hold, call.caller.id);
  if (!ended) co_return ended.error();
  if (!*ended) co_return wrong_state("the hold has ended already", "ended");
  const core::PersonId person = (*found)->person;
  std::vector<core::PersonId> persons(1, person);
  auto refreshed = co_await refresh_clusters(tx, std::move(persons));
  if (!refreshed) co_return refreshed.error();
  WriteDone done;
  done.key = key;
  done.what = "HOLD_ENDED " + std::to_string(hold.value());
  done.change.version = find(*refreshed, person)->version;
  done.changed = ids_of(*refreshed);
  co_return co_await close_write(parts_, std::move(call), std::move(tx), std::move(done));
}

}  // namespace hotline::registry
