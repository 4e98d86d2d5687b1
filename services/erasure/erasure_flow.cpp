#include "erasure/erasure_flow.hpp"

#include <utility>

#include "inquiry/inquiry_access.hpp"
#include "rpc/logged_call.hpp"
#include "store/await_append.hpp"
#include "store/log_sealer.hpp"
#include "store/record_codec.hpp"
#include "store/write_keys.hpp"

namespace hotline::erasure {
namespace {

namespace asio = boost::asio;
using store::ErasureCause;
using store::ErasureState;
using Text = core::Result<std::string>;

// Calls of the same inquiry that were under way: each try reads again where its entries lie.
constexpr int kTriesMax = 5;
constexpr char kMethod[] = "hotline.v1.ErasureService/DecideErasure";

std::string_view name_of(ErasureState state) {
  switch (state) {
    case ErasureState::kWaiting:
      return "WAITING";
    case ErasureState::kRefused:
      return "REFUSED";
    case ErasureState::kApproved:
      return "APPROVED";
    case ErasureState::kDone:
      return "DONE";
  }
  return {};
}

core::Error wrong_state(const char* message, std::string_view state) {
  core::Error error = core::make_error(core::Reason::kWrongState, message);
  error.metadata.emplace_back("state", std::string(state));
  return error;
}

core::Error no_such_erasure() {
  return core::make_error(core::Reason::kNotFound, "no such erasure");
}

bool is_conflict(const core::Done& done) {
  return !done && done.error().reason == core::Reason::kConflict;
}

}  // namespace

asio::awaitable<core::Result<store::ErasureRow>> Eraser::carry_out(std::int64_t number,
                                                                   std::vector<store::LogPosition> positions,
                                                                   runtime::Deadline deadline) {
  core::Done written = core::make_error(core::Reason::kConflict, "the inquiry is in use; repeat the call");
  bool by_rule = false;
  for (int tried = 0; tried < kTriesMax && is_conflict(written); ++tried) {
    auto row = co_await store::get_erasure(pool_, number, deadline);
    if (!row) co_return row.error();
    if (!*row) co_return no_such_erasure();
    if ((*row)->state == ErasureState::kDone) co_return std::move(**row);
    if ((*row)->state != ErasureState::kApproved) co_return wrong_state("nobody approved it", name_of((*row)->state));
    by_rule = (*row)->cause == ErasureCause::kTimeOver;
    if (!by_rule) {
      auto found = co_await store::payloads_of_inquiry(pool_, keyring_, (*row)->reference.value_or(-1),
                                                       static_cast<std::int32_t>(core::kErasedRangesMax) + 1, deadline);
      if (!found) co_return found.error();
      positions = std::move(*found);
    }
    std::vector<store::LogPosition> erased = positions;
    written = co_await write(std::move(**row), std::move(erased), deadline);
  }
  // Another server may have been first: then it is done and this entry was refused.
  auto row = co_await store::get_erasure(pool_, number, deadline);
  if (!row) co_return row.error();
  if (*row && (*row)->state == ErasureState::kDone) co_return std::move(**row);
  if (!written && by_rule && written.error().reason != core::Reason::kStoreDown) {
    auto dropped = co_await store::drop_erasure_by_rule(pool_, number, deadline);
    if (!dropped) co_return dropped.error();
  }
  if (!written) co_return written.error();
  co_return core::make_error(core::Reason::kBug, "an erasure that was logged is not done");
}

asio::awaitable<core::Done> Eraser::write(store::ErasureRow row, std::vector<store::LogPosition> positions,
                                          runtime::Deadline deadline) {
  core::LogPayload payload;
  payload.actor = row.asked_by;
  payload.method = kMethod;
  payload.purpose =
      (row.cause == ErasureCause::kWish ? "ERASED_AT_WISH " : "ERASED_AFTER_24_MONTHS ") + std::to_string(row.number);
  if (row.decided_by) payload.decided_by = *row.decided_by;
  payload.erased = store::ranges_of(positions);
  if (payload.erased.size() > core::kErasedRangesMax) {
    co_return wrong_state("the inquiry has more entries than one erasure can name", "TOO_MANY_ENTRIES");
  }
  auto encoded = core::encode_payload(payload);
  if (!encoded) co_return encoded.error();
  store::LogSealInput input;
  input.kind = core::LogEntryKind::kErasure;
  input.actor = row.decided_by.value_or(row.asked_by);
  input.at = clock_.now();
  input.payload = *encoded;
  store::LogDraft draft = store::seal_draft(keyring_, random_, input);
  draft.freshness = store::Freshness::kNotComputed;
  draft.deadline = deadline;
  store::ErasureWrite erased;
  erased.number = row.number;
  erased.payload.assign(encoded->begin(), encoded->end());
  erased.ranges = std::move(payload.erased);
  draft.erasure = std::move(erased);
  co_return co_await store::append_act(log_, std::move(draft));
}

ErasureFlow::Answer ErasureFlow::wish(rpc::CallContext call, ErasureWish wish, core::Bytes32 digest,
                                      std::function<std::string(std::int64_t)> write) {
  const store::WriteKey key = inquiry::write_key(call, wish.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto opened =
      co_await inquiry::open_inquiry(inquiries_, keyring_, std::move(wish.key), call.caller.role, call.deadline);
  if (!opened) co_return Text(std::move(opened).error());
  const std::int64_t reference = opened->row.reference;
  std::string ground = store::seal_erasure_ground(keyring_, reference, wish.ground.reveal());
  auto number = co_await store::put_erasure(open->tx, reference, call.caller.id, std::move(ground));
  if (!number) co_return Text(std::move(number).error());
  std::string what = "ERASURE_REQUESTED " + std::to_string(*number);
  auto logged = co_await log_step(call, std::move(what), reference);
  if (!logged) co_return Text(logged.error());
  std::string answer = write(*number);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<ShownErasure>> ErasureFlow::decide(rpc::CallContext call, ErasureDecision decision,
                                                                core::Bytes32 digest) {
  const std::int64_t number = decision.number;
  const store::WriteKey key = inquiry::write_key(call, decision.request, digest);
  {
    auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
    if (!open) co_return std::move(open).error();
    if (!open->earlier) {
      auto put = co_await put_decision(open->tx, call, decision);
      if (!put) co_return put.error();
      auto closed = co_await store::close_write(open->tx, keyring_, key, std::string());
      if (!closed) co_return std::move(closed).error();
    }
  }
  if (decision.erase) {
    std::vector<store::LogPosition> none;
    auto done = co_await eraser_.carry_out(number, std::move(none), call.deadline);
    if (!done) co_return done.error();
    co_return shown(std::move(*done));
  }
  auto row = co_await store::get_erasure(pool_, number, call.deadline);
  if (!row) co_return row.error();
  if (!*row) co_return no_such_erasure();
  co_return shown(std::move(**row));
}

asio::awaitable<core::Done> ErasureFlow::put_decision(store::pg::Transaction& tx, rpc::CallContext call,
                                                      ErasureDecision decision) {
  auto row = co_await store::lock_erasure(tx, decision.number);
  if (!row) co_return row.error();
  if (!*row || (*row)->cause != ErasureCause::kWish) co_return no_such_erasure();
  const store::ErasureRow& asked = **row;
  if (asked.state != ErasureState::kWaiting) co_return wrong_state("it is decided", name_of(asked.state));
  if (asked.asked_by == call.caller.id) {
    co_return wrong_state("whoever asked for an erasure does not decide it", "OWN_REQUEST");
  }
  const std::int64_t reference = asked.reference.value_or(-1);
  if (decision.erase) {
    auto unjudged = co_await store::has_unjudged_glass(tx, reference);
    if (!unjudged) co_return unjudged.error();
    if (*unjudged) {
      co_return wrong_state("a glass that was broken for this inquiry is to be judged first", "GLASS_NOT_JUDGED");
    }
  } else {
    std::string what = "ERASURE_REFUSED " + std::to_string(decision.number);
    auto logged = co_await log_step(call, std::move(what), reference);
    if (!logged) co_return logged.error();
  }
  const ErasureState state = decision.erase ? ErasureState::kApproved : ErasureState::kRefused;
  co_return co_await store::decide_erasure(tx, decision.number, state, call.caller.id);
}

asio::awaitable<core::Result<std::vector<ShownErasure>>> ErasureFlow::list(rpc::CallContext call,
                                                                           store::ErasuresPage page) {
  auto rows = co_await store::list_erasures(pool_, std::move(page), call.deadline);
  if (!rows) co_return rows.error();
  std::vector<ShownErasure> all;
  for (store::ErasureRow& row : *rows) {
    auto one = shown(std::move(row));
    if (!one) co_return one.error();
    all.push_back(std::move(*one));
  }
  co_return all;
}

asio::awaitable<core::Result<std::vector<store::DueInquiry>>> ErasureFlow::due(rpc::CallContext call,
                                                                               store::DuePage page) {
  co_return co_await store::due_inquiries(pool_, page, call.deadline);
}

ErasureFlow::Answer ErasureFlow::answer(rpc::CallContext call, FamilysAnswer answer, core::Bytes32 digest,
                                        std::function<std::string(core::Instant)> write) {
  const store::WriteKey key = inquiry::write_key(call, answer.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto at = co_await store::put_retention_answer(open->tx, answer.reference, answer.answer, call.caller.id);
  if (!at) co_return Text(at.error());
  if (!*at) co_return Text(core::make_error(core::Reason::kNotFound, "no closed inquiry has this reference"));
  std::string what = "RETENTION_ANSWERED";
  auto logged = co_await log_step(call, std::move(what), answer.reference);
  if (!logged) co_return Text(logged.error());
  std::string written = write(**at);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(written));
}

asio::awaitable<core::Done> ErasureFlow::log_step(rpc::CallContext call, std::string what, std::int64_t reference) {
  core::LogPayload payload = rpc::payload_of(call, std::move(what));
  payload.inquiry_reference = reference;
  store::ActLog log{log_, keyring_, random_, clock_};
  co_return co_await store::log_act(log, core::LogEntryKind::kApproval, std::move(payload), call.deadline);
}

core::Result<ShownErasure> ErasureFlow::shown(store::ErasureRow row) const {
  ShownErasure made;
  if (!row.ground_sealed.empty()) {
    auto ground = store::open_erasure_ground(keyring_, row.reference.value_or(-1), row.ground_sealed);
    if (!ground) return ground.error();
    made.ground = core::Sensitive<std::string>(std::move(*ground));
  }
  made.row = std::move(row);
  return made;
}

}  // namespace hotline::erasure
