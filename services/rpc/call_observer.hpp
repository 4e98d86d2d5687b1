#pragma once

#include <grpcpp/support/server_interceptor.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace hotline::rpc {

// Hears of the end of every call of a known method.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void call_ended(std::string_view method, grpc::StatusCode code, std::chrono::nanoseconds took) = 0;
};

// Watches all calls of one server: tells the observer, and turns a request that could not be parsed (for which gRPC says
// UNIMPLEMENTED without a word) into INVALID_ARGUMENT that names the text field with broken UTF-8 where that is the cause.
class CallInterceptorFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  // `methods` are the known ones, "package.Service/Method": no other name becomes a metric's label.
  CallInterceptorFactory(std::shared_ptr<CallObserver> observer, std::set<std::string, std::less<>> methods);
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override;

 private:
  std::shared_ptr<CallObserver> observer_;
  std::set<std::string, std::less<>> methods_;
};

}  // namespace hotline::rpc
