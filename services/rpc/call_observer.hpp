#pragma once

#include <grpcpp/support/server_interceptor.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <memory>
#include <string_view>

namespace hotline::rpc {

// Hears of the end of every call of a method that the program knows. Called on gRPC's threads: never blocks.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  // `method`: "package.Service/Method". `took`: until the status was handed to gRPC.
  virtual void call_ended(std::string_view method, grpc::StatusCode code, std::chrono::nanoseconds took) = 0;
};

// Watches all calls of one server: tells the observer, and turns a request that cannot be parsed (for which gRPC says
// UNIMPLEMENTED without a word) into INVALID_ARGUMENT that names the text field with broken UTF-8 where that is the
// cause.
class CallInterceptorFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit CallInterceptorFactory(std::shared_ptr<CallObserver> observer);
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override;

 private:
  std::shared_ptr<CallObserver> observer_;
};

}  // namespace hotline::rpc
