#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>

#include "cli/connection.hpp"
#include "rpc/client.hpp"

namespace hotline::cli {

// A watch that is to go on for good is begun anew, from where it was, each time its hour is over.
inline constexpr std::chrono::hours kWatchTime{1};

// Watches until an error; `once`: until all there is has been told. `begin` starts a watch with a context of its own,
// `take` prints a message and says whether it was news, not a heartbeat.
template <typename Message, typename Begin, typename Take>
grpc::Status watch(const Common& common, bool once, Begin begin, Take take) {
  for (;;) {
    grpc::ClientContext context;
    rpc::prepare(context, common.actor, std::chrono::milliseconds(kWatchTime), common.language);
    const auto reader = begin(context);
    Message message;
    while (reader->Read(&message)) {
      if (take(message) || !once) continue;
      context.TryCancel();
      reader->Finish();
      return grpc::Status::OK;
    }
    grpc::Status status = reader->Finish();
    if (!status.ok() || once) return status;
  }
}

}  // namespace hotline::cli
