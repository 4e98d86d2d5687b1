#pragma once

#include <grpcpp/server.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rpc/call_observer.hpp"

namespace hotline::rpc {

struct ServerOptions {
  std::string socket_path;  // made with mode 0600; its folder must exist
  // The edge's way in, or empty: mode 0660, so that its folder's group says which account the edge may run as.
  // rpc::door_of tells a call of this socket from one of the other.
  std::string edge_socket_path;
  std::int32_t receive_bytes_max = 4 * 1024 * 1024;
  std::int32_t send_bytes_max = 4 * 1024 * 1024;
  std::int32_t calls_per_connection_max = 1024;
};

// {v1::LookupService::service_full_name(), &lookup_service}
struct ServedService {
  std::string name;
  grpc::Service* service;
};

// The listening server: one private unix socket and one for the edge, health, reflection, limits, observer. Health says
// NOT_SERVING until set_ready(true). The services outlive it.
class Server {
 public:
  // Refuses when another server listens on a socket; a socket left over by a dead one is removed. Sets the umask of
  // the process for a moment: call it before threads that create files.
  static core::Result<std::unique_ptr<Server>> start(const ServerOptions& options,
                                                     const std::vector<ServedService>& services,
                                                     std::shared_ptr<CallObserver> observer);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void set_ready(bool ready);
  // Health says no, no new call is taken, calls in flight have `patience` to finish, then they are cancelled. Blocks:
  // call it from a plain thread, never from a call or an executor that calls need. Safe to repeat.
  void drain(std::chrono::milliseconds patience);

 private:
  class SocketLock;
  static core::Result<std::unique_ptr<SocketLock>> take(const std::string& path);
  explicit Server(std::vector<std::unique_ptr<SocketLock>> locks);

  std::vector<std::unique_ptr<SocketLock>> locks_;
  std::vector<std::string> names_;
  std::mutex draining_;
  bool drained_ = false;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace hotline::rpc
