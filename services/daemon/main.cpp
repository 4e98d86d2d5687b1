// hotlined: all gRPC services of the hotline on one unix socket.
#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "daemon/hotline_server.hpp"
#include "daemon/service_manager.hpp"
#include "runtime/config.hpp"
#include "runtime/log.hpp"
#include "runtime/secret.hpp"
#include "runtime/system_clock.hpp"

namespace {

namespace core = hotline::core;
namespace runtime = hotline::runtime;

int refuse(const core::Error& error) {
  std::fprintf(stderr, "hotlined does not start: %s\n", error.message.c_str());
  for (const auto& violation : error.violations) {
    std::fprintf(stderr, "  %s: %s\n", violation.field.c_str(), violation.description.c_str());
  }
  for (const auto& [key, value] : error.metadata) std::fprintf(stderr, "  %s: %s\n", key.c_str(), value.c_str());
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "hotlined: the prisoner-of-war contact hotline's server. Listens on a unix socket and drains on SIGTERM."};
  std::string config_file;
  bool check_only = false;
  hotline::daemon::HotlineServerOptions options;
  app.add_option("--config", config_file, "Settings, as ops/config/hotlined.toml explains them")->required();
  app.add_flag("--check", check_only, "Read the settings, say what is wrong with them, and end");
  app.add_flag("--accept-damaged", options.accept_damaged,
               "Start on a log whose end is damaged: its tree is closed for good and a new one opens that names it");
  app.set_version_flag("--version", HOTLINE_VERSION);
  CLI11_PARSE(app, argc, argv);

  // Before any thread starts, so that all inherit it and only sigwait() below takes them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  // The register is in memory in clear, and the keys are.
  runtime::keep_memory_private();

  auto config = runtime::load_config(config_file);
  if (!config) return refuse(config.error());
  if (check_only) {
    std::puts("the settings are in order");
    return EXIT_SUCCESS;
  }
  static const runtime::SystemClock clock;
  auto server = hotline::daemon::HotlineServer::start(*config, clock, options);
  if (!server) return refuse(server.error());
  runtime::log_event(runtime::Level::kInfo, "serving");
  hotline::daemon::tell_service_manager("READY=1");

  int got = 0;
  sigwait(&signals, &got);
  runtime::log_event(runtime::Level::kInfo, "draining", {runtime::field("signal", got)});
  hotline::daemon::tell_service_manager("STOPPING=1");
  (*server)->drain();
  server->reset();
  runtime::log_event(runtime::Level::kInfo, "ended");
  return EXIT_SUCCESS;
}
