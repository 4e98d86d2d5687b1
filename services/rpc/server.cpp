#include "rpc/server.hpp"

#include <fcntl.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <utility>

#include "rpc/client.hpp"
#include "rpc/unreadable.hpp"

namespace hotline::rpc {
namespace {

// Reflection is a blocking service: this many threads are all it can ever hold.
constexpr int kBlockingThreadsMax = 8;
constexpr int kKeepaliveEveryMs = 60'000;
constexpr int kKeepaliveAnswerMs = 20'000;

core::Error cannot_listen(std::string cause) {
  return core::make_error(core::Reason::kWrongState, "cannot listen on the socket: " + std::move(cause));
}

bool somebody_listens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool answered = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  return answered;
}

}  // namespace

// Held while the server lives. gRPC removes whatever socket stands in its way, so this lock is what keeps two servers
// apart; the file stays, for removing it would let two others each lock their own.
class Server::SocketLock {
 public:
  explicit SocketLock(const std::string& socket_path)
      : file_(open((socket_path + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)),
        held_(file_ >= 0 && flock(file_, LOCK_EX | LOCK_NB) == 0) {}
  ~SocketLock() {
    if (file_ >= 0) close(file_);
  }
  SocketLock(const SocketLock&) = delete;
  SocketLock& operator=(const SocketLock&) = delete;
  bool opened() const { return file_ >= 0; }
  bool held() const { return held_; }

 private:
  int file_;
  bool held_;
};

core::Result<std::unique_ptr<Server::SocketLock>> Server::take(const std::string& path) {
  if (path.size() >= sizeof(sockaddr_un::sun_path)) return cannot_listen("its path is too long");
  auto lock = std::make_unique<SocketLock>(path);
  if (!lock->opened()) return cannot_listen("its folder is missing or not ours to write");
  if (!lock->held() || somebody_listens(path)) return cannot_listen("another server listens there");
  return lock;
}

core::Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options,
                                                    const std::vector<ServedService>& services,
                                                    std::shared_ptr<CallObserver> observer) {
  const bool with_edge = !options.edge_socket_path.empty();
  std::vector<std::unique_ptr<SocketLock>> locks;
  for (const std::string& path : {options.socket_path, options.edge_socket_path}) {
    if (path.empty()) continue;
    auto lock = take(path);
    if (!lock) return std::move(lock).error();
    locks.push_back(std::move(*lock));
  }

  hold_grpc();
  watch_utf8_faults();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::unique_ptr<Server> server(new Server(std::move(locks)));

  grpc::ServerBuilder builder;
  int listening = 0;
  int edge_listening = 0;
  builder.AddListeningPort("unix:" + options.socket_path, grpc::InsecureServerCredentials(), &listening);
  if (with_edge) {
    // Nothing is different on the wire; the other kind of credentials is what door_of() sees.
    builder.AddListeningPort("unix:" + options.edge_socket_path, grpc::experimental::LocalServerCredentials(UDS),
                             &edge_listening);
  }
  builder.SetMaxReceiveMessageSize(options.receive_bytes_max);
  builder.SetMaxSendMessageSize(options.send_bytes_max);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.calls_per_connection_max);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveEveryMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveAnswerMs);
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 1);
  builder.SetResourceQuota(grpc::ResourceQuota("hotline").SetMaxThreads(kBlockingThreadsMax));
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(std::make_unique<CallInterceptorFactory>(std::move(observer)));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  for (const ServedService& served : services) {
    builder.RegisterService(served.service);
    server->names_.push_back(served.name);
  }

  const mode_t before = umask(0177);
  server->server_ = builder.BuildAndStart();
  umask(before);
  if (!server->server_ || listening == 0 || (with_edge && edge_listening == 0)) return cannot_listen("binding failed");
  if (with_edge && chmod(options.edge_socket_path.c_str(), 0660) != 0) return cannot_listen("its mode cannot be set");
  server->set_ready(false);
  return server;
}

Server::Server(std::vector<std::unique_ptr<SocketLock>> locks) : locks_(std::move(locks)) {}

Server::~Server() {
  if (server_) drain(std::chrono::milliseconds(0));
}

void Server::set_ready(bool ready) {
  auto* health = server_->GetHealthCheckService();
  health->SetServingStatus(ready);
  for (const std::string& name : names_) health->SetServingStatus(name, ready);
}

void Server::drain(std::chrono::milliseconds patience) {
  const std::lock_guard lock(draining_);
  if (std::exchange(drained_, true)) return;
  server_->GetHealthCheckService()->Shutdown();
  server_->Shutdown(std::chrono::system_clock::now() + patience);
}

}  // namespace hotline::rpc
