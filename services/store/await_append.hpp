#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "store/log_writer.hpp"

namespace hotline::store {

// One entry of the log, from a coroutine: its outcome, never null, when it is known.
boost::asio::awaitable<std::shared_ptr<LogOutcome>> await_append(LogWriter& log, LogDraft draft);

}  // namespace hotline::store
