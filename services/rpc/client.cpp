#include "rpc/client.hpp"

#include <grpc/grpc.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <mutex>

#include "rpc/call_context.hpp"

namespace hotline::rpc {

std::shared_ptr<grpc::Channel> connect_local(const std::string& socket_path) {
  hold_grpc();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("unix:" + socket_path, grpc::InsecureChannelCredentials(), arguments);
}

std::shared_ptr<grpc::Channel> connect_edge(const std::string& address, const EdgeIdentity& identity) {
  hold_grpc();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  grpc::SslCredentialsOptions options;
  options.pem_cert_chain = identity.certificate;
  options.pem_private_key = identity.key;
  options.pem_root_certs = identity.authorities;
  auto credentials = grpc::SslCredentials(options);
  if (!identity.token.empty()) {
    credentials = grpc::CompositeChannelCredentials(credentials, grpc::AccessTokenCredentials(identity.token));
  }
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

void prepare(grpc::ClientContext& context, std::string_view actor, std::chrono::milliseconds time,
             std::string_view language) {
  if (!actor.empty()) context.AddMetadata(kActorKey, std::string(actor));
  context.AddMetadata(kLanguageKey, std::string(language));
  context.set_deadline(std::chrono::system_clock::now() + time);
}

void hold_grpc() {
  static std::once_flag once;
  std::call_once(once, [] { grpc_init(); });
}

}  // namespace hotline::rpc
