#include "e2e/programs.hpp"

#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <thread>
#include <utility>

namespace hotline::e2e {
namespace {

constexpr auto kPollStep = std::chrono::milliseconds(10);

class OutputFile {
 public:
  OutputFile() {
    const int file = mkstemp(path_.data());
    if (file < 0) throw std::runtime_error("no temporary file");
    close(file);
  }
  ~OutputFile() { unlink(path_.c_str()); }
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "hotline-e2e-XXXXXX").string();
};

}  // namespace

std::string program_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

Ran run(std::vector<std::string> command, std::chrono::seconds limit) {
  const OutputFile file;
  bench::Child child(std::move(command), file.path());
  const auto end = std::chrono::steady_clock::now() + limit;
  while (child.running()) {
    if (std::chrono::steady_clock::now() > end) child.signal(SIGKILL);
    std::this_thread::sleep_for(kPollStep);
  }
  Ran ran;
  ran.exit_code = child.wait().exit_code;
  ran.output = child.output();
  return ran;
}

int free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  const bool bound = bind(probe, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

std::vector<std::string> hotline_command(const bench::Site& site, const std::string& server, const std::string& actor,
                                         const std::vector<std::string>& arguments) {
  std::vector<std::string> command{site.program("hotline"), "--socket", site.socket(server), "--as", actor};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

Ran hotline(const bench::Site& site, const std::string& server, const std::string& actor,
            const std::vector<std::string>& arguments) {
  return run(hotline_command(site, server, actor, arguments));
}

void slow_down_commits(bench::Site& site, std::chrono::milliseconds wait) {
  site.server().run_sql(site.database(),
                        "CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_sleep(" +
                            std::to_string(wait.count()) +
                            " * 0.001); RETURN NULL; END$$; CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON "
                            "log_batch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit()");
}

std::int64_t json_number(const std::string& json, const std::string& key) {
  const std::string label = "\"" + key + "\":";
  const std::size_t at = json.find(label);
  if (at == std::string::npos) throw std::runtime_error("no " + key + " in:\n" + json);
  return std::stoll(json.substr(at + label.size()));
}

void Hotlined::start() {
  started_.reset();
  started_.emplace(site_.start_hotlined(name_, program_, log_tree_));
}

void Hotlined::kill_9() {
  started_->child.signal(SIGKILL);
  started_->child.wait();
  // Whoever finds the dead server's socket and is refused there waits seconds before the next try.
  std::filesystem::remove(socket());
}

}  // namespace hotline::e2e
