#include "registry/view_log.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "rpc/guarded.hpp"
#include "rpc/logged_call.hpp"
#include "store/await_append.hpp"
#include "store/log_sealer.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;

// A writer holds a person's row: its transaction ends soon.
constexpr std::chrono::milliseconds kBusyPause{60};

asio::awaitable<void> pause() {
  asio::steady_timer timer(co_await asio::this_coro::executor, kBusyPause);
  co_await timer.async_wait(asio::use_awaitable);
}

core::LogPayload payload_of(const rpc::CallContext& call, const std::vector<store::PersonVersion>& persons,
                            std::int64_t revision, std::string purpose, core::QuestionFacts question) {
  core::LogPayload payload = rpc::payload_of(call, std::move(purpose));
  payload.question = core::Sensitive<core::QuestionFacts>(std::move(question));
  for (const store::PersonVersion& person : persons) {
    core::PersonVersion seen;
    seen.person = person.person;
    seen.version = person.version;
    payload.disclosed.push_back(seen);
  }
  payload.register_revision = revision;
  return payload;
}

}  // namespace

core::Error moved_meanwhile() {
  return core::make_error(core::Reason::kConflict, "the register changed meanwhile; repeat the call");
}

core::Result<ViewCounted> count_view(const RegistryParts& parts, const rpc::CallContext& call,
                                     const std::string& what) {
  ViewCounted counted;
  counted.subject = static_cast<std::uint64_t>(
      runtime::keyed_hash64(parts.keyring.newest(runtime::KeyUse::kRequest), "view|" + what));
  const auto admitted = parts.guard.admit_look(rpc::guarded(call.caller, parts.keyring), counted.subject);
  if (admitted) return counted;
  if (parts.refused) parts.refused(call, admitted.error().reason);
  return admitted.error();
}

asio::awaitable<core::Result<ViewLogged>> log_persons_view(RegistryParts parts, rpc::CallContext call,
                                                           std::vector<store::PersonVersion> persons,
                                                           std::int64_t revision, std::string purpose,
                                                           core::QuestionFacts question, ViewCounted counted) {
  const core::LogPayload payload = payload_of(call, persons, revision, std::move(purpose), std::move(question));
  auto sealed = store::seal_act(parts.keyring, parts.random, core::LogEntryKind::kInquiry, payload, parts.clock.now());
  if (!sealed) co_return sealed.error();
  store::LogDraft draft = std::move(*sealed);
  draft.register_revision = revision;
  // The page was read from the database itself, so only these persons' versions must still hold.
  draft.freshness = store::Freshness::kWithinLimit;
  draft.cluster = std::move(persons);
  draft.deadline = call.deadline;
  if (counted.subject != 0) {
    const core::GuardCaller caller = rpc::guarded(call.caller, parts.keyring);
    core::GuardRow row;
    row.caller = caller.key;
    row.credential = caller.credential_key;
    draft.subject_key = core::bytes_of_key(counted.subject);
    draft.guard_keys = core::encode_guard_row(row);
    if (counted.touched) draft.alarm = core::canary_alarm(caller);
  }

  const std::shared_ptr<store::LogOutcome> outcome = co_await store::await_append(parts.log, std::move(draft));
  switch (outcome->kind) {
    case store::LogOutcome::Kind::kCommitted:
      co_return ViewLogged::kCommitted;
    case store::LogOutcome::Kind::kStale:
      if (outcome->person_busy) co_await pause();
      co_return ViewLogged::kStale;
    case store::LogOutcome::Kind::kDuplicate:
    case store::LogOutcome::Kind::kFailed:
      break;
  }
  co_return store::error_of(*outcome);
}

}  // namespace hotline::registry
