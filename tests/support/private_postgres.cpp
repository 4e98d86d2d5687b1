#include "support/private_postgres.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace hotline::test {
namespace {

constexpr auto kStartLimit = std::chrono::seconds(60);
constexpr auto kStopLimit = std::chrono::seconds(60);
constexpr auto kPollStep = std::chrono::milliseconds(5);
constexpr char kTemplate[] = "hotline_template";
// "/.s.PGSQL.5432" and its ".lock" are added; sun_path holds 107 bytes.
constexpr std::size_t kFolderBytesMax = 80;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("PrivatePostgres: " + what);
}

std::string pg_program(const char* name) {
  const char* folder = std::getenv("HOTLINE_PG_BIN");
  return std::string(folder != nullptr ? folder : "/usr/lib/postgresql/15/bin") + "/" + name;
}

struct Account {
  uid_t user;
  gid_t group;
};

// Whose account the server runs as: another than ours only when we are root.
std::optional<Account> server_account() {
  if (geteuid() != 0) return std::nullopt;
  const passwd* entry = getpwnam("postgres");
  if (entry == nullptr) fail("run as root, but there is no account 'postgres' for the server");
  return Account{entry->pw_uid, entry->pw_gid};
}

// Starts `command` as the server's account in a session of its own, its output added to `log`. Between fork and exec
// only calls that are safe in a program with threads.
pid_t start_as_account(const std::vector<std::string>& command, const std::string& folder, const std::string& log) {
  const std::optional<Account> account = server_account();
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) fail(std::string("fork: ") + std::strerror(errno));
  if (child > 0) return child;
  const int input = open("/dev/null", O_RDONLY);
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (input < 0 || output < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) _exit(126);
  if (account && (setgroups(0, nullptr) != 0 || setgid(account->group) != 0 || setuid(account->user) != 0)) _exit(126);
  setsid();
  if (chdir(folder.c_str()) != 0) _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

// The exit code; -1 when a signal ended it.
int wait_for(pid_t child) {
  int state = 0;
  while (waitpid(child, &state, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

bool wait_for_end(pid_t child, std::chrono::steady_clock::duration limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (waitpid(child, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(kPollStep);
  }
  return true;
}

// Parent of a process as /proc says it; -1 when it is gone.
pid_t parent_of(const std::filesystem::path& process) {
  std::ifstream file(process / "stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return -1;
  std::istringstream rest(line.substr(name_end + 1));
  char state = 0;
  pid_t parent = -1;
  rest >> state >> parent;
  return parent;
}

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", gone)) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") == std::string::npos && parent_of(entry.path()) == parent) {
      children.push_back(std::stoi(name));
    }
  }
  return children;
}

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

ResultHandle execute(const std::string& conninfo, const std::string& sql) {
  const std::unique_ptr<PGconn, CloseConnection> connection(PQconnectdb(conninfo.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK) fail(PQerrorMessage(connection.get()));
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  ResultHandle result(PQexec(connection.get(), sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(PQerrorMessage(connection.get()));
  return result;
}

std::string& data_place() {
  static std::string place;
  return place;
}

std::mutex template_maker_mutex;
PrivatePostgres::TemplateMaker& template_maker() {
  static PrivatePostgres::TemplateMaker maker;
  return maker;
}

}  // namespace

PrivatePostgres& PrivatePostgres::shared() {
  static PrivatePostgres server;
  return server;
}

void PrivatePostgres::set_template_maker(TemplateMaker maker) {
  const std::scoped_lock lock(template_maker_mutex);
  template_maker() = std::move(maker);
}

void PrivatePostgres::put_data_in(const std::string& folder) {
  data_place() = folder;
}

PrivatePostgres::PrivatePostgres(Durability durability) : durability_(durability), owner_(getpid()) {
  const std::optional<Account> account = server_account();
  std::string folder = (std::filesystem::temp_directory_path() / "hotline-test-XXXXXX").string();
  if (folder.size() > kFolderBytesMax) folder = "/tmp/hotline-test-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) fail("no temporary folder: " + std::string(std::strerror(errno)));
  folder_ = folder;
  if (account && chown(folder_.c_str(), account->user, account->group) != 0) fail("chown of the temporary folder");
  const std::string data = std::exchange(data_place(), "");
  if (!data.empty()) std::filesystem::create_directory_symlink(data, folder_ + "/data");
  if (!data.empty() && account && chown(data.c_str(), account->user, account->group) != 0) fail("chown of " + data);
  start_watcher();
  const std::vector<std::string> initdb{pg_program("initdb"),  "--pgdata=" + folder_ + "/data",
                                        "--username=postgres", "--auth=trust",
                                        "--encoding=UTF8",     "--locale=C",
                                        "--data-checksums",    "--no-sync",
                                        "--no-instructions"};
  const bool made = wait_for(start_as_account(initdb, folder_, folder_ + "/log")) == 0;
  const std::string reason = made ? "" : log_tail();
  if (made) {
    start();
    return;
  }
  end_watcher();
  fail("initdb failed:\n" + reason);
}

PrivatePostgres::~PrivatePostgres() {
  if (getpid() != owner_) return;
  if (running()) {
    kill(postmaster_, SIGQUIT);
    if (!wait_for_end(postmaster_, kStopLimit)) kill_9();
  }
  end_watcher();
}

void PrivatePostgres::start() {
  const std::string safe = durability_ == Durability::kFull ? "on" : "off";
  const std::vector<std::string> server{pg_program("postgres"), "-D", folder_ + "/data", "-k", folder_, "-c",
                                        "listen_addresses=", "-c", "fsync=" + safe, "-c", "full_page_writes=" + safe,
                                        "-c", "synchronous_commit=" + safe, "-c", "timezone=UTC", "-c",
                                        "max_connections=200", "-c", "max_wal_size=2GB",
                                        // No segment is left in /dev/shm when the server is killed.
                                        "-c", "dynamic_shared_memory_type=mmap"};
  postmaster_ = start_as_account(server, folder_, folder_ + "/log");
  const std::string target = superuser_conninfo("postgres");
  const auto end = std::chrono::steady_clock::now() + kStartLimit;
  while (PQping(target.c_str()) != PQPING_OK) {
    if (waitpid(postmaster_, nullptr, WNOHANG) != 0) {
      postmaster_ = -1;
      fail("the server did not start:\n" + log_tail());
    }
    if (std::chrono::steady_clock::now() > end) fail("the server is not ready in time:\n" + log_tail());
    std::this_thread::sleep_for(kPollStep);
  }
}

// The watcher waits for the end of a pipe that only this process holds open, so it notices every kind of death. It
// reads the number of the server afresh, for a restart changes it, and it sits in a session of its own, out of Ctrl-C's
// reach.
void PrivatePostgres::start_watcher() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fail("no pipe");
  watcher_pipe_ = ends[1];
  std::string script =
      "read -r nothing; pid=$(head -n 1 \"$1/data/postmaster.pid\" 2>/dev/null) && kill -QUIT \"$pid\" 2>/dev/null; "
      "for wait in 1 2 3 4 5 6 7 8 9 10; do rm -rf \"$1\" && exit; sleep 0.3; done";
  std::string shell = "/bin/sh", flag = "-c", name = "watcher";
  char* const arguments[] = {shell.data(), flag.data(), script.data(), name.data(), folder_.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[0], 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  const int fault = posix_spawn(&watcher_, shell.c_str(), &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  close(ends[0]);
  if (fault != 0) fail("no shell to watch the server");
}

// The watcher removes the folder, so this is also how the cluster is cleared away.
void PrivatePostgres::end_watcher() {
  close(watcher_pipe_);
  wait_for(watcher_);
}

std::string PrivatePostgres::conninfo(const std::string& database) const {
  return "host=" + folder_ + " port=5432 dbname=" + database;
}

std::string PrivatePostgres::superuser_conninfo(const std::string& database) const {
  return conninfo(database) + " user=postgres";
}

void PrivatePostgres::run_sql(const std::string& database, const std::string& sql) const {
  execute(superuser_conninfo(database), sql);
}

std::string PrivatePostgres::query_value(const std::string& database, const std::string& sql) const {
  const ResultHandle result = execute(superuser_conninfo(database), sql);
  return PQntuples(result.get()) == 0 ? "" : PQgetvalue(result.get(), 0, 0);
}

void PrivatePostgres::run_file(const std::string& database, const std::string& path) const {
  // Our own account opens the file, for the server's may have no right to.
  std::string psql = pg_program("psql"), file = "--file=" + path, target = "--dbname=" + superuser_conninfo(database);
  std::string no_rc = "--no-psqlrc", quiet = "--quiet", stop = "--set=ON_ERROR_STOP=1",
              name = "--set=database=" + database, log = folder_ + "/psql.log";
  char* const arguments[] = {psql.data(), no_rc.data(), quiet.data(),  stop.data(),
                             name.data(), file.data(),  target.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  pid_t child = -1;
  const int fault = posix_spawn(&child, psql.c_str(), &files, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  if (fault != 0) fail("cannot run psql");
  if (wait_for(child) == 0) return;
  std::ostringstream said;
  said << std::ifstream(log).rdbuf();
  fail(path + " failed:\n" + said.str());
}

std::string PrivatePostgres::unique_name() {
  return "hotline_" + std::to_string(++databases_made_);
}

void PrivatePostgres::require_template() {
  if (template_made_) return;
  TemplateMaker maker;
  {
    const std::scoped_lock lock(template_maker_mutex);
    maker = template_maker();
  }
  if (!maker) fail("set_template_maker() comes before the first create_database()");
  // Not one expression: under the thread sanitizer g++ 12 warns of bounds that nothing oversteps.
  std::string drop = "DROP DATABASE IF EXISTS ";
  std::string create = "CREATE DATABASE ";
  run_sql("postgres", drop.append(kTemplate));
  run_sql("postgres", create.append(kTemplate));
  maker(*this, kTemplate);
  template_made_ = true;
}

std::string PrivatePostgres::create_database() {
  require_template();
  const std::string name = unique_name();
  // WAL_LOG copies a small database without the two checkpoints of FILE_COPY: 80 ms against 200 ms with 60 tables.
  run_sql("postgres", "CREATE DATABASE " + name + " TEMPLATE " + kTemplate + " STRATEGY WAL_LOG");
  // CREATE DATABASE copies what is inside, not who owns it and who may connect.
  run_sql("postgres",
          "UPDATE pg_database AS made SET datdba = model.datdba, datacl = model.datacl FROM pg_database AS model "
          "WHERE made.datname = '" +
              name + "' AND model.datname = '" + kTemplate + "'");
  return name;
}

std::string PrivatePostgres::create_empty_database() {
  const std::string name = unique_name();
  run_sql("postgres", "CREATE DATABASE " + name);
  return name;
}

void PrivatePostgres::drop_database(const std::string& database) {
  run_sql("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
}

bool PrivatePostgres::running() const {
  return postmaster_ > 0;
}

bool PrivatePostgres::ended() {
  if (running() && waitpid(postmaster_, nullptr, WNOHANG) != 0) postmaster_ = -1;
  return !running();
}

void PrivatePostgres::kill_9() {
  if (!running()) return;
  // Stopped first, so that it starts nobody new while we look for its children: those would survive it for a while and
  // might still commit. It is stopped when waitpid says so, not when the signal is sent.
  kill(postmaster_, SIGSTOP);
  waitpid(postmaster_, nullptr, WUNTRACED);
  const std::vector<pid_t> children = children_of(postmaster_);
  for (const pid_t child : children) kill(child, SIGKILL);
  kill(postmaster_, SIGKILL);
  wait_for(postmaster_);
  postmaster_ = -1;
  // Nobody of ours reaps them; a server that starts while one still lives refuses its folder.
  const auto end = std::chrono::steady_clock::now() + kStopLimit;
  for (const pid_t child : children) {
    while (kill(child, 0) == 0 && std::chrono::steady_clock::now() < end) {
      std::ifstream state("/proc/" + std::to_string(child) + "/stat");
      std::string line;
      std::getline(state, line);
      if (line.find(") Z ") != std::string::npos) break;
      std::this_thread::sleep_for(kPollStep);
    }
  }
}

void PrivatePostgres::stop_immediate() {
  if (!running()) return;
  kill(postmaster_, SIGQUIT);
  if (!wait_for_end(postmaster_, kStopLimit)) fail("the server does not stop:\n" + log_tail());
  postmaster_ = -1;
}

void PrivatePostgres::restart() {
  stop_immediate();
  start();
}

std::string PrivatePostgres::log_tail() const {
  std::ostringstream text;
  text << std::ifstream(folder_ + "/log").rdbuf();
  constexpr std::size_t kTailBytes = 2000;
  const std::string all = text.str();
  return all.size() > kTailBytes ? all.substr(all.size() - kTailBytes) : all;
}

}  // namespace hotline::test
