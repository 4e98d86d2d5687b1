#include "inquiry/inquiry_access.hpp"

#include <algorithm>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <string>
#include <utility>

#include "runtime/seal.hpp"
#include "store/callback_store.hpp"

namespace hotline::inquiry {
namespace {

// Counting a failure has this long, whatever is left of the caller's own time.
constexpr std::chrono::seconds kCountTime{2};

}  // namespace

core::Error no_such_inquiry() {
  return core::make_error(core::Reason::kNotFound, "no inquiry opens with this reference and passphrase");
}

core::Error changed_meanwhile(const char* what) {
  core::Error error = core::make_error(
      core::Reason::kConflict, std::string("the ") + what + " changed since it was seen; look again and repeat");
  error.metadata.emplace_back("changed", what);
  return error;
}

store::WriteKey write_key(const rpc::CallContext& call, const core::RequestId& request, const core::Bytes32& digest) {
  store::WriteKey key;
  key.actor = call.caller.id;
  key.request = request;
  key.method = call.method;
  key.digest = digest;
  return key;
}

boost::asio::awaitable<core::Result<OpenedInquiry>> open_inquiry(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                                 InquiryKey key, core::Role role,
                                                                 runtime::Deadline deadline) {
  using Opened = core::Result<OpenedInquiry>;
  const std::int64_t reference = key.reference.number();
  auto row = co_await store::get_inquiry(pool, reference, deadline);
  if (!row) co_return Opened(std::move(row).error());
  if (!row->has_value()) co_return Opened(no_such_inquiry());
  store::StoredInquiry& stored = **row;
  if (role != core::Role::kSupervisor || key.passphrase) {
    const bool closed = stored.passphrase_failures >= kPassphraseFailuresMax && role != core::Role::kSupervisor;
    if (closed || !key.passphrase) co_return Opened(no_such_inquiry());
    const auto& kept = keyring.set(runtime::KeyUse::kPassphrase);
    if (!runtime::passphrase_matches(kept, stored.passphrase_hash, key.passphrase->reveal())) {
      // Neither a hang-up nor a short deadline lets a guess go uncounted.
      co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
      const auto enough = std::max(deadline, runtime::deadline_in(kCountTime));
      auto counted = co_await store::count_passphrase_failure(pool, reference, kPassphraseFailuresMax, enough);
      if (!counted) co_return Opened(std::move(counted).error());
      co_return Opened(no_such_inquiry());
    }
  }
  auto facts = store::open_facts(keyring, reference, stored.facts_sealed);
  if (!facts) co_return Opened(std::move(facts).error());
  OpenedInquiry opened{std::move(stored), std::move(*facts)};
  co_return Opened(std::move(opened));
}

boost::asio::awaitable<core::Result<OpenedInquiry>> open_for_teller(store::pg::Pool& pool,
                                                                    const runtime::Keyring& keyring, InquiryKey key,
                                                                    rpc::CallContext call, core::Instant now) {
  core::Role role = call.caller.role;
  if (!key.passphrase && role == core::Role::kOperator) {
    auto claimed = co_await store::has_claim(pool, key.reference.number(), call.caller.id, now, call.deadline);
    if (!claimed) co_return core::Result<OpenedInquiry>(claimed.error());
    if (*claimed) role = core::Role::kSupervisor;
  }
  co_return co_await open_inquiry(pool, keyring, std::move(key), role, call.deadline);
}

}  // namespace hotline::inquiry
