#pragma once

#include <cstddef>
#include <string>

namespace hotline::bench {

// The peer of every throughput figure: a completion-queue server on one thread and a unix socket, the fastest server
// that this gRPC build makes. Answers each call with `reply_bytes` bytes. Never returns; ended by a signal.
[[noreturn]] void serve_echo(const std::string& socket_path, std::size_t reply_bytes);

}  // namespace hotline::bench
