#include "e2e/edge_site.hpp"

#include <filesystem>
#include <stdexcept>
#include <thread>

#include "e2e/edge_raw.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {

Edge::Edge(const test::TrialCertificates& certificates, const std::string& socket, const std::string& log,
           const std::string& rates, Mode mode) {
  const std::string files = test::source_path("ops/haproxy");
  std::vector<std::string> command{"/usr/bin/env",
                                   "HOTLINE_EDGE_LISTEN=127.0.0.1:" + std::to_string(port_),
                                   "HOTLINE_EDGE_CERTS=" + (certificates.folder() / "ca").string(),
                                   "HOTLINE_EDGE_SOCKET=" + socket,
                                   "HOTLINE_EDGE_RATES=" + (rates.empty() ? files + "/rates.map" : rates),
                                   "HOTLINE_EDGE_FILES=" + files,
                                   "/usr/sbin/haproxy",
                                   "-db",
                                   "-f",
                                   files + "/haproxy.cfg"};
  if (mode == Mode::kReloadable) command.emplace_back("-W");
  child_ = std::make_unique<bench::Child>(std::move(command), log);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!RawConnection(port_, nullptr).open()) {
    if (!child_->running() || std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("HAProxy (package haproxy) does not start:\n" + child_->output());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

EdgeSite::EdgeSite() : site_(program_folder()) {
  certificates_.issue("operator/ws-1", "ws-1");
  certificates_.issue("operator/ws-2", "ws-2", std::nullopt, cli::KeyKind::kEd25519);
  certificates_.issue("supervisor/ws-3", "ws-3");
  certificates_.issue("registrar/ws-4", "ws-4");
  certificates_.issue("operator/watchdog", "watchdog");
  certificates_.issue("operator/unknown", "watchdog-of-others");
  certificates_.issue("operator/ws-1", "early", test::TrialCertificates::days(-3, -1));
  certificates_.revoke(certificates_.issue("operator/ws-1", "revoked"));
  site_.open_edge(certificates_.ca_file(), certificates_.crl_file());
  server_ = std::make_unique<Hotlined>(site_, "server", 1);
  edge_ = std::make_unique<Edge>(certificates_, edge_socket(), site_.folder() + "/edge.log");
}

Ran EdgeSite::hotline(const std::string& certificate, const std::vector<std::string>& arguments) const {
  const std::string file = certificates_.folder() / certificate;
  std::vector<std::string> command{
      site_.program("hotline"), "--edge", edge_->address(), "--cert", file + ".pem", "--key", file + ".key", "--ca",
      certificates_.ca_file()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(std::move(command));
}

}  // namespace hotline::e2e
