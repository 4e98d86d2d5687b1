#pragma once

#include <grpcpp/channel.h>
#include <signal.h>

#include <memory>
#include <string>

#include "e2e/programs.hpp"
#include "support/trial_certificates.hpp"

namespace hotline::e2e {

// HAProxy with the configuration that we ship, in front of one hotlined of a site.
class Edge {
 public:
  // `rates` is the file of requests per second; empty: the one that we ship. Returns once it takes connections.
  // kReloadable: with a master, as ops/up starts it.
  enum class Mode { kPlain, kReloadable };
  Edge(const test::TrialCertificates& certificates, const std::string& socket, const std::string& log,
       const std::string& rates = {}, Mode mode = Mode::kPlain);

  int port() const { return port_; }
  std::string address() const { return "localhost:" + std::to_string(port_); }
  bool running() { return child_->running(); }
  // As ops/scripts/reload_edge.sh has it done. Of kReloadable.
  void reload() { child_->signal(SIGUSR2); }
  pid_t pid() const { return child_->pid(); }
  std::shared_ptr<grpc::Channel> channel(const rpc::EdgeIdentity& identity) const {
    return rpc::connect_edge(address(), identity);
  }

 private:
  int port_ = free_port();
  std::unique_ptr<bench::Child> child_;
};

// hotlined, HAProxy before it, and certificates: ws-1 and ws-2 of operators, ws-3 of a supervisor, ws-4 of a registrar,
// "watchdog" all in the settings that we ship; "watchdog-of-others" in none; "early" has run out and "revoked" was
// revoked before the edge started.
class EdgeSite {
 public:
  EdgeSite();

  bench::Site& site() { return site_; }
  Hotlined& server() { return *server_; }
  Edge& edge() { return *edge_; }
  test::TrialCertificates& certificates() { return certificates_; }
  std::string edge_socket() const { return site_.edge_socket("server"); }
  Ran hotline(const std::string& certificate, const std::vector<std::string>& arguments) const;

 private:
  test::TrialCertificates certificates_;
  bench::Site site_;
  std::unique_ptr<Hotlined> server_;
  std::unique_ptr<Edge> edge_;
};

}  // namespace hotline::e2e
