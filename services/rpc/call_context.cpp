#include "rpc/call_context.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/guard.hpp"

namespace hotline::rpc {
namespace {

constexpr char kLanguageDefault[] = "uk";

std::string language_of(const grpc::ServerContextBase& context) {
  const auto found = context.client_metadata().find(kLanguageKey);
  if (found == context.client_metadata().end()) return kLanguageDefault;
  std::string language(found->second.data(), found->second.size());
  const bool plain = language.size() == 2 && std::all_of(language.begin(), language.end(),
                                                         [](char letter) { return letter >= 'a' && letter <= 'z'; });
  return plain ? language : kLanguageDefault;
}

}  // namespace

Gate::Gate(asio::any_io_executor executor, const Authenticator& authenticator, GateOptions options)
    : executor_(std::move(executor)), authenticator_(authenticator), options_(options) {}

core::Result<CallContext> Gate::identify(const grpc::ServerContextBase& context, std::string_view method,
                                         std::chrono::milliseconds time_max) const {
  CallContext call;
  call.place = take_place();
  if (!call.place) return core::server_full(options_.retry_after);
  // After the place is taken, so that whoever closes the gate either sees this call or turns it away.
  if (closed_) {
    core::Error error = core::make_error(core::Reason::kStoreDown, "the server is about to end; call again");
    error.retry_after = options_.retry_after;
    return error;
  }

  if (context.deadline() == std::chrono::system_clock::time_point::max()) {
    return core::invalid_field("deadline", "every call sets a deadline");
  }
  const auto asked = context.deadline() - std::chrono::system_clock::now();
  const auto granted = std::min<std::chrono::system_clock::duration>(asked, time_max);
  const auto margin = std::min<std::chrono::system_clock::duration>(kAnswerMargin, granted / 10);
  if (granted <= std::chrono::system_clock::duration::zero()) {
    return core::make_error(core::Reason::kOutOfTime, "the deadline had passed when the call arrived");
  }
  call.deadline = std::chrono::steady_clock::now() + (granted - margin);
  call.deadline_utc =
      std::chrono::time_point_cast<core::Instant::duration>(std::chrono::system_clock::now() + (granted - margin));

  auto caller = authenticator_.authenticate(context);
  if (!caller) return caller.error();
  if (calls_now() > places_of(caller->role)) return core::server_full(options_.retry_after);
  call.caller = std::move(*caller);
  call.call_id = random_call_id();
  call.language = language_of(context);
  call.method = method;
  call.peer = context.peer();
  return call;
}

std::int32_t Gate::places_of(core::Role role) const {
  double share = 1.0;
  if (core::class_of(role) == core::CallClass::kOutside) share = options_.share_outside;
  if (core::class_of(role) == core::CallClass::kReports) share = options_.share_reports;
  return std::max(1, static_cast<std::int32_t>(share * options_.calls_at_once_max));
}

core::Done Gate::allow(const CallContext& call) const {
  return core::check_access(call.caller.role, call.method);
}

core::Result<CallContext> Gate::admit(const grpc::ServerContextBase& context, std::string_view method,
                                      std::chrono::milliseconds time_max) const {
  auto call = identify(context, method, time_max);
  if (!call) return call;
  auto allowed = allow(*call);
  if (!allowed) {
    if (options_.refused) options_.refused(*call, allowed.error().reason);
    return allowed.error();
  }
  return call;
}

std::shared_ptr<const void> Gate::take_place() const {
  auto count = calls_now_;
  if (count->fetch_add(1) >= options_.calls_at_once_max) {
    count->fetch_sub(1);
    return nullptr;
  }
  return std::shared_ptr<const void>(count.get(), [count](const void*) { count->fetch_sub(1); });
}

std::string random_call_id() {
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * bytes.size() + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

}  // namespace hotline::rpc
