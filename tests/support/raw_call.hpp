#pragma once

#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <string>
#include <vector>

#include "rpc/client.hpp"

namespace hotline::test {

enum class Reading { kFirst, kAll };  // kFirst: hang up after one answer, for streams that do not end by themselves

struct RawAnswer {
  grpc::Status status;
  int answers = 0;
  std::size_t bytes = 0;  // of all answers
};

// Messages as bytes, to any method, whatever its kind.
inline RawAnswer call_raw(grpc::GenericStub& stub, const std::string& method, const std::string& actor,
                          const std::vector<std::string>& messages, Reading reading,
                          std::chrono::milliseconds time = std::chrono::seconds(1)) {
  grpc::ClientContext context;
  rpc::prepare(context, actor, time);
  grpc::CompletionQueue queue;
  const auto next = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  auto call = stub.PrepareCall(&context, '/' + method, &queue);
  call->StartCall(nullptr);
  bool open = next();
  for (const std::string& message : messages) {
    if (!open) break;
    const grpc::Slice bytes(message);
    call->Write(grpc::ByteBuffer(&bytes, 1), nullptr);
    open = next();
  }
  RawAnswer answer;
  if (open) {
    call->WritesDone(nullptr);
    next();
    for (;;) {
      grpc::ByteBuffer message;
      call->Read(&message, nullptr);
      if (!next()) break;
      ++answer.answers;
      answer.bytes += message.Length();
      if (reading == Reading::kFirst) {
        context.TryCancel();
        break;
      }
    }
  }
  call->Finish(&answer.status, nullptr);
  next();
  queue.Shutdown();
  return answer;
}

}  // namespace hotline::test
