#include "desk/callback_flow.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/inquiry.hpp"
#include "inquiry/inquiry_access.hpp"
#include "rpc/logged_call.hpp"
#include "store/await_append.hpp"
#include "store/inquiry_store.hpp"
#include "store/write_keys.hpp"

namespace hotline::desk {
namespace {

namespace asio = boost::asio;
using Text = core::Result<std::string>;

constexpr std::int32_t kToldShown = 50;
constexpr std::int32_t kSameShown = 20;

core::Error no_such_callback() {
  return core::make_error(core::Reason::kNotFound, "there is no such callback");
}

core::Error wrong_state(std::string message, std::string_view state) {
  core::Error error = core::make_error(core::Reason::kWrongState, std::move(message));
  error.metadata.emplace_back("state", std::string(state));
  return error;
}

bool may_take(const store::CallbackRow& row, bool supervisor) {
  return row.state == core::CallbackState::kDue || (supervisor && (row.state == core::CallbackState::kLapsed ||
                                                                   row.state == core::CallbackState::kWaitsForFamily));
}

std::int16_t in_spite_of(const rpc::Caller& caller) {
  return caller.has_grant(core::Grant::kTellDeath) ? core::bit_of(core::EscalationReason::kDeath) : std::int16_t{0};
}

}  // namespace

CallbackFlow::Answer CallbackFlow::claim(rpc::CallContext call, ClaimToMake asked, core::Bytes32 digest,
                                         WriteClaim write) {
  const store::WriteKey key = inquiry::write_key(call, asked.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto taken = co_await take(open->tx, call, asked.id);
  if (!taken) co_return Text(std::move(taken).error());
  std::optional<ClaimMade> made;
  if (*taken) {
    auto described = co_await describe(open->tx, std::move(**taken));
    if (!described) co_return Text(std::move(described).error());
    made = std::move(*described);
    std::string what = "CALLBACK_CLAIMED " + std::to_string(made->callback.id);
    auto logged = co_await log_step(call, std::move(what), made->callback.reference);
    if (!logged) co_return Text(logged.error());
  }
  std::string answer = write(made);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

asio::awaitable<core::Result<std::optional<store::CallbackRow>>> CallbackFlow::take(store::pg::Transaction& tx,
                                                                                    rpc::CallContext call,
                                                                                    std::int64_t id) {
  using Taken = core::Result<std::optional<store::CallbackRow>>;
  store::Claim claim;
  claim.actor = call.caller.id;
  claim.now = clock_.now();
  claim.until = claim.now + core::kClaimTime;
  claim.for_supervisors = call.caller.role == core::Role::kSupervisor;
  claim.in_spite_of = in_spite_of(call.caller);
  if (id == 0) co_return co_await store::claim_next(tx, claim);
  auto locked = co_await store::lock_callback(tx, id);
  if (!locked) co_return Taken(std::move(locked).error());
  if (!*locked) co_return Taken(no_such_callback());
  store::CallbackRow row = std::move(**locked);
  if (!may_take(row, claim.for_supervisors)) {
    co_return Taken(wrong_state("the callback is not due", core::name_of(row.state)));
  }
  // One word whatever the reason: that it is a death is said to nobody who may not tell it.
  if (!core::may_take_callback(row.causes, row.escalations, claim.for_supervisors, claim.in_spite_of != 0)) {
    co_return Taken(wrong_state("a supervisor must take it", "FOR_SUPERVISOR"));
  }
  const bool claimed = row.claim_until && *row.claim_until >= claim.now && row.claimed_by != claim.actor;
  if (claimed) co_return Taken(wrong_state("somebody else has it", "CLAIMED"));
  if ((row.causes & core::kReleaseToTell) != 0) {
    auto releaser = co_await store::is_releaser(tx, row.reference, claim);
    if (!releaser) co_return Taken(releaser.error());
    if (*releaser) co_return Taken(wrong_state("whoever released an answer does not tell it", "RELEASED_BY_CALLER"));
  }
  auto taken = co_await store::claim_one(tx, id, claim);
  if (!taken) co_return Taken(taken.error());
  row.claimed_by = claim.actor;
  row.claim_until = claim.until;
  co_return Taken(std::optional(std::move(row)));
}

asio::awaitable<core::Result<ClaimMade>> CallbackFlow::describe(store::pg::Transaction& tx, store::CallbackRow row) {
  using Made = core::Result<ClaimMade>;
  ClaimMade made;
  made.callback = std::move(row);
  const std::int64_t reference = made.callback.reference;
  auto inquiry = co_await store::read_inquiry(tx, reference);
  if (!inquiry) co_return Made(std::move(inquiry).error());
  if (*inquiry && !(*inquiry)->asker_sealed.empty()) {
    auto asker = store::open_asker(keyring_, reference, (*inquiry)->asker_sealed);
    if (!asker) co_return Made(std::move(asker).error());
    made.asker = std::move(*asker);
  }
  auto told = co_await store::told_before(tx, reference, kToldShown);
  if (!told) co_return Made(std::move(told).error());
  made.told_before = std::move(*told);
  auto same = co_await store::same_contact(tx, reference, kSameShown);
  if (!same) co_return Made(std::move(same).error());
  made.same_contact = std::move(*same);
  made.callback.others = static_cast<std::int32_t>(made.same_contact.size());
  co_return made;
}

CallbackFlow::Answer CallbackFlow::complete(rpc::CallContext call, TryToKeep made, core::Bytes32 digest,
                                            WriteTry write) {
  const store::WriteKey key = inquiry::write_key(call, made.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto whose = co_await store::find_callback(open->tx, made.id);
  if (!whose) co_return Text(std::move(whose).error());
  if (!*whose) co_return Text(no_such_callback());
  auto inquiry = co_await store::lock_inquiry(open->tx, **whose);
  if (!inquiry) co_return Text(std::move(inquiry).error());
  auto locked = co_await store::lock_callback(open->tx, made.id);
  if (!locked) co_return Text(std::move(locked).error());
  if (!*locked) co_return Text(no_such_callback());
  store::CallbackRow row = std::move(**locked);
  const core::Instant now = clock_.now();
  const bool his = row.claimed_by == call.caller.id && row.claim_until && *row.claim_until >= now;
  if (!may_take(row, call.caller.role == core::Role::kSupervisor) || !his) {
    co_return Text(wrong_state("you do not have this callback, or no more", "NOT_CLAIMED"));
  }
  if (made.outcome == core::CallbackOutcome::kTold) {
    auto told = co_await check_told(open->tx, row, made, call.caller.id);
    if (!told) co_return Text(told.error());
  }
  store::CallbackTry kept;
  kept.id = row.id;
  kept.number = static_cast<std::int16_t>(row.tries + 1);
  kept.actor = call.caller.id;
  kept.outcome = made.outcome;
  kept.at = now;
  kept.told = made.told;
  auto put = co_await store::put_try(open->tx, kept);
  if (!put) co_return Text(std::move(put).error());
  if (!*put) co_return Text(core::invalid_field("log_index", "has told another callback"));
  const auto hours = *inquiry ? (*inquiry)->calling_hours : std::nullopt;
  const core::CallbackStep step =
      core::after_try(row.state, made.outcome, kept.number, now, hours.value_or(core::CallingHours()));
  auto ended = co_await store::put_outcome(open->tx, std::move(kept), step);
  if (!ended) co_return Text(ended.error());
  if (*inquiry && row.state != step.state) {
    auto followed = co_await end_inquiry(open->tx, call, (*inquiry)->state, row.reference, step.state);
    if (!followed) co_return Text(followed.error());
  }
  std::string what = "CALLBACK_" + std::string(core::name_of(made.outcome)) + " " + std::to_string(row.id);
  auto logged = co_await log_step(call, std::move(what), row.reference);
  if (!logged) co_return Text(logged.error());
  row.state = step.state;
  row.due_at = step.due;
  row.causes = static_cast<std::uint8_t>(row.causes | step.causes_added);
  row.escalations = static_cast<std::uint8_t>(row.escalations | step.escalations_added);
  row.tries = static_cast<std::int16_t>(row.tries + 1);
  row.claim_until.reset();
  std::string answer = write(row);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

// One that is told already, or has ended, stays so.
asio::awaitable<core::Done> CallbackFlow::end_inquiry(store::pg::Transaction& tx, rpc::CallContext call,
                                                      core::InquiryState now, std::int64_t reference,
                                                      core::CallbackState ended) {
  std::optional<core::InquiryState> state;
  if (ended == core::CallbackState::kTold) {
    const auto told = core::next_state(now, core::InquiryStep::kTell, call.caller.role);
    if (told) state = *told;
  } else if (ended == core::CallbackState::kLapsed) {
    const auto standing = core::next_state_by_the_service(now, core::InquiryStep::kCallbackLapsed);
    if (standing) state = *standing;
  }
  if (!state) co_return core::Nothing{};
  co_return co_await store::put_state(tx, reference, *state, clock_.now());
}

CallbackFlow::Answer CallbackFlow::reopen(rpc::CallContext call, LapsedToReopen asked, core::Bytes32 digest,
                                          WriteTry write) {
  const store::WriteKey key = inquiry::write_key(call, asked.request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return Text(std::move(open).error());
  if (open->earlier) co_return Text(std::move(*open->earlier));
  auto whose = co_await store::find_callback(open->tx, asked.id);
  if (!whose) co_return Text(std::move(whose).error());
  if (!*whose) co_return Text(no_such_callback());
  auto inquiry = co_await store::lock_inquiry(open->tx, **whose);
  if (!inquiry) co_return Text(std::move(inquiry).error());
  auto lapsed = co_await store::lock_callback(open->tx, asked.id);
  if (!lapsed) co_return Text(std::move(lapsed).error());
  if (!*lapsed || !*inquiry) co_return Text(no_such_callback());
  auto opened = co_await store::reopen_callback(open->tx, asked.id);
  if (!opened) co_return Text(std::move(opened).error());
  if (!*opened) co_return Text(wrong_state("the callback has not lapsed", core::name_of((*lapsed)->state)));
  auto row = co_await store::lock_callback(open->tx, **opened);
  if (!row) co_return Text(std::move(row).error());
  if (!*row) co_return Text(no_such_callback());
  auto awaits = co_await await_again(open->tx, call, (*inquiry)->state, **row);
  if (!awaits) co_return Text(awaits.error());
  std::string what = "CALLBACK_REOPENED " + std::to_string(asked.id) + " as " + std::to_string(**opened);
  auto logged = co_await log_step(call, std::move(what), **whose);
  if (!logged) co_return Text(logged.error());
  std::string answer = write(**row);
  co_return co_await store::close_write(open->tx, keyring_, key, std::move(answer));
}

// What a person confirmed is to be told again; a callback for anything else changes nothing of the inquiry.
asio::awaitable<core::Done> CallbackFlow::await_again(store::pg::Transaction& tx, rpc::CallContext call,
                                                      core::InquiryState now, store::CallbackRow opened) {
  if ((opened.causes & core::kMatchToTell) == 0 || now != core::InquiryState::kStanding) co_return core::Nothing{};
  const auto awaiting = core::next_state(now, core::InquiryStep::kMatchConfirmed, call.caller.role);
  if (!awaiting) co_return core::Nothing{};
  co_return co_await store::put_state(tx, opened.reference, *awaiting, clock_.now());
}

// News is told by an answer that told something; a correction or a promised call by any answer about the inquiry. What
// has changed since, or came after it, was not told by it.
asio::awaitable<core::Done> CallbackFlow::check_told(store::pg::Transaction& tx, store::CallbackRow row, TryToKeep made,
                                                     core::ActorId teller) {
  auto entry = co_await store::find_told(tx, *made.told, row.reference);
  if (!entry) co_return entry.error();
  const core::Instant since = std::max(row.claimed_at.value_or(row.caused_at), row.caused_at);
  if (!*entry || (*entry)->logged_at < std::chrono::floor<std::chrono::seconds>(since)) {
    co_return core::invalid_field(
        "log_index",
        "is no entry of this inquiry since the callback was claimed, or since its last cause came: "
        "look it up again");
  }
  if (!(*entry)->stands) {
    co_return core::invalid_field("log_index", "told what has changed since: look it up again and tell what stands");
  }
  const bool has_news = (row.causes & (core::kMatchToTell | core::kReleaseToTell)) != 0;
  const bool corrects = (row.causes & core::kCorrection) != 0;
  if (has_news && !corrects && !(*entry)->told)
    co_return core::invalid_field("log_index", "is an entry that told nothing");
  if ((row.causes & core::kReleaseToTell) == 0) co_return core::Nothing{};
  store::Claim claim;
  claim.actor = std::move(teller);
  claim.now = clock_.now();
  auto releaser = co_await store::is_releaser(tx, row.reference, std::move(claim));
  if (!releaser) co_return releaser.error();
  if (*releaser) co_return wrong_state("whoever released an answer does not tell it", "RELEASED_BY_CALLER");
  co_return core::Nothing{};
}

asio::awaitable<core::Done> CallbackFlow::log_step(rpc::CallContext call, std::string what,
                                                   std::optional<std::int64_t> reference) {
  core::LogPayload payload = rpc::payload_of(call, std::move(what));
  if (reference) payload.inquiry_reference = *reference;
  store::ActLog log{log_, keyring_, random_, clock_};
  co_return co_await store::log_act(log, core::LogEntryKind::kApproval, std::move(payload), call.deadline);
}

}  // namespace hotline::desk
