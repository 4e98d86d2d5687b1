#include "registry/person_log.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "core/payload.hpp"
#include "registry/registry_flow.hpp"
#include "store/log_sealer.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;

// The writer's callback runs on its own thread and only posts.
struct StartAppend {
  store::LogWriter* log;
  std::shared_ptr<store::LogDraft> draft;

  template <typename Handler>
  void operator()(Handler handler) const {
    auto waiting = std::make_shared<Handler>(std::move(handler));
    log->append(std::move(*draft), [waiting](store::LogOutcome outcome) {
      auto executor = asio::get_associated_executor(*waiting);
      auto done = std::make_shared<store::LogOutcome>(std::move(outcome));
      asio::post(executor, [waiting, done]() mutable { (*waiting)(std::move(done)); });
    });
  }
};

asio::awaitable<std::shared_ptr<store::LogOutcome>> append(store::LogWriter& log, store::LogDraft draft) {
  StartAppend start{&log, std::make_shared<store::LogDraft>(std::move(draft))};
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(std::shared_ptr<store::LogOutcome>)>(
      std::move(start), asio::use_awaitable);
}

core::LogPayload payload_of(const rpc::CallContext& call, const PersonsSeen& seen, std::string purpose) {
  core::LogPayload payload;
  payload.actor = call.caller.id;
  payload.role = call.caller.role;
  payload.method = call.method;
  payload.purpose = std::move(purpose);
  payload.language = call.language;
  for (const store::PersonVersion& person : seen.persons) {
    core::PersonVersion& disclosed = payload.disclosed.emplace_back();
    disclosed.person = person.person;
    disclosed.version = person.version;
  }
  payload.register_revision = seen.revision;
  return payload;
}

}  // namespace

asio::awaitable<core::Result<ViewLogged>> log_person_view(RegistryParts parts, rpc::CallContext call,
                                                          const PersonView& view, std::string purpose) {
  PersonsSeen seen;
  store::PersonVersion version;
  version.person = view.person;
  version.version = view.row.version;
  seen.persons.push_back(version);
  seen.revision = view.row.revision;
  co_return co_await log_persons_seen(parts, std::move(call), std::move(seen), std::move(purpose));
}

asio::awaitable<core::Result<ViewLogged>> log_persons_seen(RegistryParts parts, rpc::CallContext call, PersonsSeen seen,
                                                           std::string purpose) {
  auto encoded = core::encode_payload(payload_of(call, seen, std::move(purpose)));
  if (!encoded) co_return encoded.error();
  store::LogSealInput input;
  input.kind = core::LogEntryKind::kInquiry;
  input.actor = call.caller.id;
  input.at = parts.clock.now();
  input.payload = *encoded;
  store::LogDraft draft = store::seal_draft(parts.keyring, parts.random, input);
  draft.register_revision = seen.revision;
  // The page was read from the database itself, so only these persons' versions must still hold.
  draft.freshness = store::Freshness::kWithinLimit;
  draft.cluster = std::move(seen.persons);
  draft.deadline = call.deadline;

  const std::shared_ptr<store::LogOutcome> outcome = co_await append(parts.log, std::move(draft));
  switch (outcome->kind) {
    case store::LogOutcome::Kind::kCommitted:
      co_return ViewLogged::kCommitted;
    case store::LogOutcome::Kind::kStale:
      co_return ViewLogged::kStale;
    case store::LogOutcome::Kind::kDuplicate:
    case store::LogOutcome::Kind::kFailed:
      break;
  }
  if (outcome->error) co_return *outcome->error;
  co_return core::make_error(core::Reason::kBug, "the log gave no error");
}

}  // namespace hotline::registry
