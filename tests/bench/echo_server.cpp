#include "bench/echo_server.hpp"

#include <grpcpp/grpcpp.h>

#include <cstdlib>
#include <memory>
#include <vector>

#include "echo.grpc.pb.h"

namespace hotline::bench {
namespace {

constexpr std::size_t kCallsAtOnce = 512;

// One place for a call: used again as soon as its answer has left.
class Place {
 public:
  Place(EchoService::AsyncService& service, grpc::ServerCompletionQueue& queue, const std::string& reply)
      : service_(service), queue_(queue), reply_(reply) {
    listen();
  }

  void proceed(bool ok) {
    if (answering_ || !ok) {
      listen();
      return;
    }
    answering_ = true;
    EchoResponse response;
    response.set_body(reply_);
    writer_->Finish(response, grpc::Status::OK, this);
  }

 private:
  void listen() {
    answering_ = false;
    writer_.reset();
    context_ = std::make_unique<grpc::ServerContext>();
    writer_ = std::make_unique<grpc::ServerAsyncResponseWriter<EchoResponse>>(context_.get());
    service_.RequestEcho(context_.get(), &request_, writer_.get(), &queue_, &queue_, this);
  }

  EchoService::AsyncService& service_;
  grpc::ServerCompletionQueue& queue_;
  const std::string& reply_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncResponseWriter<EchoResponse>> writer_;
  EchoRequest request_;
  bool answering_ = false;
};

}  // namespace

void serve_echo(const std::string& socket_path, std::size_t reply_bytes) {
  const std::string reply(reply_bytes, 'e');
  EchoService::AsyncService service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + socket_path, grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const auto queue = builder.AddCompletionQueue();
  const auto server = builder.BuildAndStart();
  if (!server) std::exit(EXIT_FAILURE);
  std::vector<std::unique_ptr<Place>> places;
  for (std::size_t i = 0; i < kCallsAtOnce; ++i) places.push_back(std::make_unique<Place>(service, *queue, reply));
  void* tag = nullptr;
  bool ok = false;
  while (queue->Next(&tag, &ok)) static_cast<Place*>(tag)->proceed(ok);
  std::exit(EXIT_SUCCESS);
}

}  // namespace hotline::bench
