#include "e2e/installation.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace hotline::e2e {
namespace {

constexpr auto kOpsLimit = std::chrono::minutes(30);  // a large register takes its time

void make_folder(std::string& name) {
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  chmod(name.c_str(), 0711);  // the database account must be able to walk through it
}

}  // namespace

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool runs(pid_t process) {
  const std::string state = text_of("/proc/" + std::to_string(process) + "/stat");
  return process > 0 && !state.empty() && state.find(") Z ") == std::string::npos;
}

std::string pg_program(const std::string& name) {
  const char* folder = std::getenv("HOTLINE_PG_BIN");
  return (folder != nullptr ? folder : std::string("/usr/lib/postgresql/15/bin")) + "/" + name;
}

ScratchFolder::ScratchFolder() {
  make_folder(folder_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Installation::Installation(Options options) : options_(std::move(options)) {
  make_folder(folder_);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pipe_ = ends[1];
  std::string shell = "/bin/sh", flag = "-c", name = "watcher", root = options_.root;
  std::string script = "read -r nothing; HOTLINE_VAR=$1 \"$2/ops/down\"; rm -rf \"$1\"";
  char* const arguments[] = {shell.data(),   flag.data(), script.data(), name.data(),
                             folder_.data(), root.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[0], 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  const int fault = posix_spawn(&watcher_, shell.c_str(), &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  close(ends[0]);
  if (fault != 0) throw std::runtime_error("no shell to watch");
}

Installation::~Installation() {
  close(pipe_);
  waitpid(watcher_, nullptr, 0);
}

std::vector<std::string> Installation::ops_command(const std::vector<std::string>& command,
                                                   const std::string& watchdog) const {
  std::vector<std::string> words{"/usr/bin/env"};
  if (!options_.working_folder.empty()) words.push_back("--chdir=" + options_.working_folder);
  words.push_back("HOTLINE_VAR=" + folder_);
  if (!options_.build.empty()) words.push_back("HOTLINE_BUILD=" + options_.build);
  if (!options_.database_file.empty()) words.push_back("HOTLINE_DATABASE_FILE=" + options_.database_file);
  words.push_back("HOTLINE_SAMPLE_PERSONS=" + std::to_string(options_.sample_persons));
  words.push_back("HOTLINE_EDGE_PORT=" + std::to_string(edge_port_));
  words.push_back("HOTLINE_WATCHDOG=" + watchdog);
  words.push_back("HOTLINE_SAMPLE_DESK=" + std::string(options_.sample_desk ? "1" : "0"));
  words.push_back("/bin/bash");
  words.push_back(options_.root + "/ops/" + command.front());
  words.insert(words.end(), command.begin() + 1, command.end());
  return words;
}

Ran Installation::ops_with(const std::vector<std::string>& command, const std::string& watchdog) const {
  return run(ops_command(command, watchdog), kOpsLimit);
}

std::string Installation::program(const std::string& name) const {
  return (options_.build.empty() ? options_.root + "/../.." : options_.build) + "/bin/" + name;
}

Ran Installation::hotline(const std::string& actor, const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{program("hotline"), "--socket", socket(), "--as", actor};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(std::move(command));
}

std::string Installation::sql(const std::string& statement) const {
  return run({pg_program("psql"), "-X", "-A", "-t", "-h", run_folder() + "/db", "-U", "postgres", "-d", "hotline", "-c",
              statement})
      .output;
}

std::string Installation::dump() const {
  return run({pg_program("pg_dump"), "-h", run_folder() + "/db", "-U", "postgres", "hotline"}).output;
}

Ran Installation::through_edge(const std::vector<std::string>& arguments) const {
  const std::string certs = folder_ + "/certs/";
  std::vector<std::string> command{program("hotline"),
                                   "--edge",
                                   "localhost:" + std::to_string(edge_port_),
                                   "--cert",
                                   certs + "ws-1.pem",
                                   "--key",
                                   certs + "ws-1.key",
                                   "--ca",
                                   certs + "ca.pem"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(std::move(command));
}

std::shared_ptr<grpc::Channel> Installation::edge_channel() const {
  const std::string certs = folder_ + "/certs/";
  const rpc::EdgeIdentity identity{text_of(certs + "ws-1.pem"), text_of(certs + "ws-1.key"), text_of(certs + "ca.pem")};
  return rpc::connect_edge("localhost:" + std::to_string(edge_port_), identity);
}

pid_t Installation::pid_in(const std::string& file) {
  pid_t pid = 0;
  std::ifstream(file) >> pid;
  return pid;
}

}  // namespace hotline::e2e
