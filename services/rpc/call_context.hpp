#pragma once

#include <grpcpp/server_context.h>

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/admission.hpp"
#include "core/guard.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/authenticate.hpp"

namespace hotline::rpc {

namespace asio = boost::asio;

// The longest a plain call may take; a longer deadline is shortened to this, so that no call holds its place for good.
inline constexpr std::chrono::milliseconds kUnaryTimeMax{10'000};
// The longest list (registry_service.proto: six hours).
inline constexpr std::chrono::milliseconds kStreamTimeMax{6 * 60 * 60 * 1000};
// Left of the caller's deadline for the way back, so that the caller hears our answer and not silence.
inline constexpr std::chrono::milliseconds kAnswerMargin{50};

// Metadata key for the language of messages and scripts ("uk", "ru", "en").
inline constexpr char kLanguageKey[] = "hotline-language";

// What is known of a call before its body is looked at. Made once per call by Gate; copied freely.
struct CallContext {
  Caller caller;
  std::string call_id;  // random; names the call in our log and in RequestInfo, has nothing to do with request_id
  std::chrono::steady_clock::time_point deadline;  // the caller's, shortened by kAnswerMargin
  core::Instant deadline_utc;
  std::string language;
  std::string method;  // "hotline.v1.LookupService/LookupPerson"
  std::string peer;
  std::shared_ptr<const void> place;  // the call's place among those served at once; free when the last copy goes

  bool out_of_time() const { return std::chrono::steady_clock::now() >= deadline; }
};

struct GateOptions {
  std::int32_t calls_at_once_max = 1024;
  // How much of it callers from outside and readers of reports may fill, so that the desk always finds a place.
  double share_outside = 0.75;
  double share_reports = 0.5;
  std::chrono::milliseconds retry_after = core::kFullRetryAfter;
  // Hears of every call that admit() refused to a caller who is known. On gRPC's threads: never blocks.
  std::function<void(const CallContext&, core::Reason)> refused = nullptr;
};

// Every call passes here before its body is looked at: is there a place, is there a deadline, who is it, may they.
// Outlives all calls.
class Gate {
 public:
  Gate(asio::any_io_executor executor, const Authenticator& authenticator, GateOptions options = {});

  // `method` is "package.Service/Method". Errors: kStoreDown (closed), kTooMany, kInvalidField (deadline), kOutOfTime,
  // kNotSignedIn.
  core::Result<CallContext> identify(const grpc::ServerContextBase& context, std::string_view method,
                                     std::chrono::milliseconds time_max = kUnaryTimeMax) const;
  // kNotAllowed unless the role may call the method at all.
  core::Done allow(const CallContext& call) const;
  // Both. A service that logs refusals with their caller calls the two by itself.
  core::Result<CallContext> admit(const grpc::ServerContextBase& context, std::string_view method,
                                  std::chrono::milliseconds time_max = kUnaryTimeMax) const;

  const asio::any_io_executor& executor() const { return executor_; }
  std::int32_t calls_now() const { return calls_now_->load(); }
  // From here every new call is told to try again, elsewhere or later. gRPC's own shutdown cuts off calls that have
  // just been handed to us, so it begins when those that were let in have their answers.
  void close() { closed_ = true; }
  // A stream that nobody ends looks here, so that it does not keep the server from ending.
  bool closed() const { return closed_; }

 private:
  std::shared_ptr<const void> take_place() const;
  std::int32_t places_of(core::Role role) const;

  asio::any_io_executor executor_;
  const Authenticator& authenticator_;
  GateOptions options_;
  std::atomic<bool> closed_{false};
  std::shared_ptr<std::atomic<std::int32_t>> calls_now_ = std::make_shared<std::atomic<std::int32_t>>(0);
};

// Sixteen hexadecimal digits.
std::string random_call_id();

}  // namespace hotline::rpc
