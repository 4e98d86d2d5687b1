#include "registry/view_log.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <utility>

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
  core::LogPayload payload;
  payload.actor = call.caller.id;
  payload.role = call.caller.role;
  payload.method = call.method;
  payload.purpose = std::move(purpose);
  payload.language = call.language;
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

asio::awaitable<core::Result<ViewLogged>> log_persons_view(RegistryParts parts, rpc::CallContext call,
                                                           std::vector<store::PersonVersion> persons,
                                                           std::int64_t revision, std::string purpose,
                                                           core::QuestionFacts question) {
  auto encoded = core::encode_payload(payload_of(call, persons, revision, std::move(purpose), std::move(question)));
  if (!encoded) co_return encoded.error();
  store::LogSealInput input;
  input.kind = core::LogEntryKind::kInquiry;
  input.actor = call.caller.id;
  input.at = parts.clock.now();
  input.payload = *encoded;
  store::LogDraft draft = store::seal_draft(parts.keyring, parts.random, input);
  draft.register_revision = revision;
  // The page was read from the database itself, so only these persons' versions must still hold.
  draft.freshness = store::Freshness::kWithinLimit;
  draft.cluster = std::move(persons);
  draft.deadline = call.deadline;

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
  if (outcome->error) co_return *outcome->error;
  co_return core::make_error(core::Reason::kBug, "the log gave no error");
}

}  // namespace hotline::registry
