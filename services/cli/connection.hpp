#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "cli/console.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"

namespace hotline::cli {

enum class Output { kTables, kJson };

// What stands before the command: hotline --socket PATH --as NAME --json ..., or through the edge
// hotline --edge HOST:PORT --cert FILE --key FILE --ca FILE
struct Common {
  std::string socket = "var/run/hotlined.sock";
  std::string actor;
  std::string edge;
  std::string certificate_file;
  std::string key_file;
  std::string authorities_file;
  std::string token_file;
  std::string language = "uk";
  std::int32_t timeout_seconds = 10;
  bool json = false;

  // Ends the program with a usage error when a file of --edge cannot be used.
  std::shared_ptr<grpc::Channel> channel() const;
  void prepare(grpc::ClientContext& context) const {
    rpc::prepare(context, actor, std::chrono::seconds(timeout_seconds), language);
  }
};

// One unary call; prints what went wrong. The exit code, and the response in place.
template <typename Stub, typename Request, typename Response>
int call(const Common& common, Stub& stub,
         grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
         Response& response) {
  grpc::ClientContext context;
  common.prepare(context);
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (status.ok()) return kDone;
  return print_error(rpc::error_from(status), rpc::call_id_of(status));
}

// All pages of a list as one response.
template <typename Stub, typename Request, typename Response>
int call_for_all(const Common& common, Stub& stub,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request request,
                 Response& response) {
  do {
    Response page;
    const int called = call(common, stub, method, request, page);
    if (called != kDone) return called;
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    response.MergeFrom(page);
  } while (!request.page_token().empty());
  return kDone;
}

// A new request_id: a UUID of version 4.
std::string new_request_id();

// Whether the server's database is a TRIAL one; personal facts may be arguments only there.
core::Result<bool> is_trial(const Common& common);

}  // namespace hotline::cli
