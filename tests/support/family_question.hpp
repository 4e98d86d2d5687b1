#pragma once

#include <grpcpp/client_context.h>

#include <chrono>
#include <string>

#include "hotline/v1/lookup_service.pb.h"
#include "rpc/client.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

// One unary call to its end.
template <typename Stub, typename Method, typename Request, typename Response>
grpc::Status call_as(const std::string& actor, Stub& stub, Method method, const Request& request, Response& response,
                     std::chrono::milliseconds time = std::chrono::seconds(20)) {
  grpc::ClientContext context;
  rpc::prepare(context, actor, time);
  return (stub.*method)(&context, request, &response);
}

// A telephone call that has just begun.
inline v1::Call begun_call(const std::string& id) {
  v1::Call call;
  call.set_line("7");
  call.set_exchange_call_id("call-" + id);
  call.mutable_started_at()->set_seconds(
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
  return call;
}

// What a family asks in a call of its own.
inline v1::LookupPersonRequest family_question(const std::string& name_line = "") {
  v1::LookupPersonRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
  request.set_language(v1::LANGUAGE_UK);
  *request.mutable_call() = begun_call(request.request_id());
  if (!name_line.empty()) request.mutable_facts()->mutable_name()->set_line(name_line);
  return request;
}

}  // namespace hotline::test
