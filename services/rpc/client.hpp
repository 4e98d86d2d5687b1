#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace hotline::rpc {

// A channel to the server on this machine's socket. Each call gives a connection of its own.
std::shared_ptr<grpc::Channel> connect_local(const std::string& socket_path);

// What proves the caller to the edge: PEM texts. `authorities` are those that the edge's certificate is checked by.
struct EdgeIdentity {
  std::string certificate;
  std::string key;
  std::string authorities;
  std::string token{};  // of the person who works at the certificate's place; empty: none
};
// A channel through the edge at HOST:PORT; HOST must be a name of its certificate.
std::shared_ptr<grpc::Channel> connect_edge(const std::string& address, const EdgeIdentity& identity);

// What every call must carry: who asks (empty through the edge, where the certificate says it), and until when.
// Language "uk", "ru" or "en".
void prepare(grpc::ClientContext& context, std::string_view actor, std::chrono::milliseconds time,
             std::string_view language = "uk");

// Holds the gRPC library until the process ends. Without it the end of the last channel or server shuts the library
// down, and that can wait ten seconds for a poller of gRPC's own. Server::start and connect_local call it. Safe to
// repeat.
void hold_grpc();

}  // namespace hotline::rpc
