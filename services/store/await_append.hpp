#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "core/merkle.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/deadline.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"

namespace hotline::store {

// One entry of the log, from a coroutine: its outcome, never null, when it is known.
boost::asio::awaitable<std::shared_ptr<LogOutcome>> await_append(LogWriter& log, LogDraft draft);

// Where nothing but the commit matters: what kept it from committing.
boost::asio::awaitable<core::Done> append_act(LogWriter& log, LogDraft draft);
core::Error error_of(const LogOutcome& outcome);

// What writes acts down; all of it outlives the calls.
struct ActLog {
  LogWriter& log;
  const runtime::Keyring& keyring;
  runtime::Random& random;
  const core::Clock& clock;
};

// The entry of an act that answers nothing, beside the inquiry that its payload names: durable when this is done.
// Called before the act's own commit, so that nothing is ever done that the log does not hold; an act that then fails
// was tried.
boost::asio::awaitable<core::Done> log_act(ActLog to, core::LogEntryKind kind, core::LogPayload payload,
                                           runtime::Deadline deadline);

}  // namespace hotline::store
