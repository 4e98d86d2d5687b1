#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "core/result.hpp"
#include "store/log_writer.hpp"

namespace hotline::store {

// One entry of the log, from a coroutine: its outcome, never null, when it is known.
boost::asio::awaitable<std::shared_ptr<LogOutcome>> await_append(LogWriter& log, LogDraft draft);

// Where nothing but the commit matters: what kept it from committing.
boost::asio::awaitable<core::Done> append_act(LogWriter& log, LogDraft draft);
core::Error error_of(const LogOutcome& outcome);

}  // namespace hotline::store
