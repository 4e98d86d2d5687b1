#pragma once

#include <grpcpp/grpcpp.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/connection.hpp"

// How `hotline desk` speaks with whoever sits at it: a terminal or a pipe, one line for each answer.
namespace hotline::cli {

// What became of one thing that was shown.
enum class Worked {
  kDone,
  kSkipped,
  kQuit,    // or the input ended
  kFailed,  // printed already; it is passed over in this sitting
};

struct Choice {
  char key;
  std::string_view word;  // as it may be typed too
  std::string_view what;  // as it is offered
};

// The next line; nothing when the input ended.
std::optional<std::string> read_line(std::string_view prompt);
// The key of one of them, asked for again as long as the line is none; 'q' when the input ended. `s` and `q` are always
// among them.
char choose(const std::vector<Choice>& choices);
// Why something was decided; nothing when the input ended or the line is empty.
std::optional<std::string> ask_ground();

// As call() of connection.hpp, and nothing is printed.
template <typename Stub, typename Request, typename Response>
grpc::Status quiet_call(const Common& common, Stub& stub,
                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                        const Request& request, Response& response) {
  grpc::ClientContext context;
  common.prepare(context);
  return (stub.*method)(&context, request, &response);
}

}  // namespace hotline::cli
