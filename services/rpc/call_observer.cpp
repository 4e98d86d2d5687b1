#include "rpc/call_observer.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "rpc/call_context.hpp"
#include "rpc/status.hpp"
#include "rpc/unreadable.hpp"

namespace hotline::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::ServerRpcInfo;

// Only methods of the linked protos become labels: a caller can ask for any name.
bool is_known(std::string method) {
  std::replace(method.begin(), method.end(), '/', '.');
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method) != nullptr;
}

class CallInterceptor final : public grpc::experimental::Interceptor {
 public:
  CallInterceptor(CallObserver& observer, const ServerRpcInfo& info)
      : observer_(observer), method_(info.method()), one_request_(has_one_request(info.type())) {
    if (method_.starts_with('/')) method_.erase(0, 1);
  }

  void Intercept(grpc::experimental::InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE) &&
        batch->GetRecvMessage() == nullptr) {
      // Parsed on this thread just now. A stream without a fault has only ended, or BidiStream sees to it.
      const std::string fault = take_utf8_fault();
      if (one_request_ || !fault.empty()) unreadable_ = unreadable_message(fault);
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      if (unreadable_) {
        const std::string call_id = call_id_of(batch->GetSendStatus());
        batch->ModifySendStatus(to_status(*unreadable_, call_id.empty() ? random_call_id() : call_id));
      }
      if (is_known(method_)) {
        observer_.call_ended(method_, batch->GetSendStatus().error_code(), std::chrono::steady_clock::now() - begun_);
      }
    }
    batch->Proceed();
  }

 private:
  static bool has_one_request(ServerRpcInfo::Type type) {
    return type == ServerRpcInfo::Type::UNARY || type == ServerRpcInfo::Type::SERVER_STREAMING;
  }

  CallObserver& observer_;
  std::string method_;
  bool one_request_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::optional<core::Error> unreadable_;
};

}  // namespace

CallInterceptorFactory::CallInterceptorFactory(std::shared_ptr<CallObserver> observer)
    : observer_(std::move(observer)) {}

grpc::experimental::Interceptor* CallInterceptorFactory::CreateServerInterceptor(ServerRpcInfo* info) {
  return new CallInterceptor(*observer_, *info);
}

}  // namespace hotline::rpc
