#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace hotline::rpc {

namespace asio = boost::asio;

// How long a stream's end waits for the message that is being written; whoever takes none is cut off after that.
inline constexpr std::chrono::milliseconds kLastWriteTime{2'000};

// The end of a stream beside a write. gRPC allows no Finish then, a write to a caller who reads nothing never ends by
// itself, and cancelling tells the caller nothing of the status: so the write has its time first. Belongs to the
// stream's strand.
class LastWrite {
 public:
  explicit LastWrite(const asio::strand<asio::any_io_executor>& strand) : time_(strand) {}

  // `stream` is what this belongs to.
  void wait(grpc::Status status, grpc::CallbackServerContext& context, std::shared_ptr<void> stream) {
    status_ = std::move(status);
    time_.expires_after(kLastWriteTime);
    time_.async_wait([this, &context, stream = std::move(stream)](const boost::system::error_code& stopped) {
      if (!stopped && status_) context.TryCancel();
    });
  }
  // The write has ended: the status that waited for it.
  std::optional<grpc::Status> written() {
    time_.cancel();
    return std::exchange(status_, std::nullopt);
  }

 private:
  asio::steady_timer time_;
  std::optional<grpc::Status> status_;
};

}  // namespace hotline::rpc
