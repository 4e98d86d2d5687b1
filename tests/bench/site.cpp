#include "bench/site.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "hotline/v1/admin_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "runtime/random.hpp"
#include "support/migrated_database.hpp"
#include "support/source_path.hpp"

namespace hotline::bench {
namespace {

constexpr auto kStartLimit = std::chrono::seconds(180);
constexpr auto kPollStep = std::chrono::milliseconds(20);
constexpr char kOperatorPrefix[] = "bench-";
constexpr char kSupervisorPrefix[] = "bench-supervisor-";

// As ops/scripts/cluster.sh has them, with a quarter of the memory that it takes at most: the machine serves the load
// generator too.
constexpr char kSettings[] =
    "ALTER SYSTEM SET shared_buffers = '1GB'; ALTER SYSTEM SET maintenance_work_mem = '128MB';"
    "ALTER SYSTEM SET work_mem = '16MB'; ALTER SYSTEM SET wal_compression = 'lz4';"
    "ALTER SYSTEM SET checkpoint_timeout = '15min'";

// The example configuration with some values replaced; a setting that it does not have is an error, so that this
// follows it.
std::string with_values(std::istream& example, std::map<std::string, std::string> values) {
  std::string out, section;
  for (std::string line; std::getline(example, line);) {
    if (line.starts_with("[")) section = line.substr(1, line.find(']') - 1);
    const std::size_t end = line.find(" = ");
    const auto found = end == std::string::npos ? values.end() : values.find(section + "." + line.substr(0, end));
    if (found != values.end()) {
      line = line.substr(0, end) + " = " + found->second;
      values.erase(found);
    }
    out += line + "\n";
  }
  if (!values.empty()) throw std::runtime_error("ops/config/hotlined.toml has no " + values.begin()->first);
  return out;
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void write_private(const std::string& path, const std::string& text) {
  const mode_t before = umask(0077);
  std::ofstream(path) << text;
  umask(before);
}

}  // namespace

std::string operator_name(std::size_t number) {
  return kOperatorPrefix + std::to_string(number);
}

std::string supervisor_name(std::size_t number) {
  return kSupervisorPrefix + std::to_string(number);
}

void require(const core::Done& done) {
  if (done) return;
  std::string what = done.error().message;
  for (const auto& violation : done.error().violations) what += "; " + violation.field + ": " + violation.description;
  for (const auto& [key, value] : done.error().metadata) what += "; " + key + ": " + value;
  throw std::runtime_error(what);
}

Site::Site(std::string program_folder) : program_folder_(std::move(program_folder)) {
  test::use_migrated_template();
  std::string settings = kSettings;
  for (std::size_t at = 0; at < settings.size();) {
    const std::size_t end = settings.find(';', at);
    server_.run_sql("postgres", settings.substr(at, end - at));
    at = end == std::string::npos ? settings.size() : end + 1;
  }
  server_.restart();
  folder_ = server_.folder() + "/site";
  std::filesystem::create_directory(folder_);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  database_ = make_database();
  write_private(folder_ + "/connection", server_.conninfo(database_) + "\n");
  runtime::SystemRandom random;
  require(runtime::Keyring::create(folder_ + "/keys", random));
  auto keys = runtime::Keyring::load(folder_ + "/keys");
  if (!keys) throw std::runtime_error(keys.error().message);
  keyring_ = std::make_unique<runtime::Keyring>(std::move(*keys));
}

std::string Site::make_database() {
  std::string made = server_.create_database();
  server_.run_sql(made, "INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES ('" +
                            std::string(kSource) + "', 'benchmark rows', 6, '{1,2,3,4}', true)");
  return made;
}

std::string Site::write_config(const std::string& name, int log_tree) const {
  const std::string root = test::source_path();
  std::ifstream example(root + "/ops/config/hotlined.toml");
  const bool edge = !ca_file_.empty();
  std::map<std::string, std::string> values{{"edge.socket", quoted(edge ? edge_socket(name) : "")},
                                            {"edge.ca_file", quoted(ca_file_)},
                                            {"edge.crl_file", quoted(crl_file_)},
                                            {"tokens.issuer", quoted(token_issuer_)},
                                            {"tokens.keys_file", quoted(token_keys_)},
                                            {"server.socket", quoted(socket(name))},
                                            {"server.metrics_socket", quoted(metrics_socket(name))},
                                            {"database.conninfo_file", quoted(folder_ + "/connection")},
                                            {"keys.folder", quoted(folder_ + "/keys")},
                                            {"log.tree", std::to_string(log_tree)},
                                            {"log.state_file", quoted(folder_ + "/" + name + ".head")},
                                            {"limits.lookups_per_minute", "1000000"},
                                            {"limits.persons_per_hour", "1000000"},
                                            {"limits.registrar_persons_per_hour", "1000000"},
                                            {"limits.told_per_hour", "1000000"},
                                            {"limits.persons_per_certificate_per_hour", "1000000"},
                                            {"limits.persons_in_all_per_hour", "10000000"},
                                            {"limits.askers_per_person_per_hour", "1000000"},
                                            {"limits.stream_rows_max", "10000000"}};
  for (const auto& [setting, value] : values_) values[setting] = value;
  std::string text = with_values(example, std::move(values));
  replace_all(text, "\"../../", "\"" + root + "/");
  const auto add_actor = [&text](const std::string& actor, const char* role) {
    text += "\n[actors." + actor + "]\nid = " + quoted(actor) + "\nrole = \"" + role + "\"\ngrants = []\n";
  };
  for (std::size_t i = 0; i < kOperators; ++i) add_actor(operator_name(i), "operator");
  for (std::size_t i = 0; i < kSupervisors; ++i) add_actor(supervisor_name(i), "supervisor");
  if (!desk_.empty()) {
    text += "\n[certificates." + quoted(desk_) + "]\npeople = [\"operator\", \"supervisor\"]\n";
  }
  std::string path = folder_ + "/" + name + ".toml";
  write_private(path, text);
  return path;
}

Site::Started Site::start_hotlined(const std::string& name, const std::string& program_name, int log_tree) {
  const std::string config = write_config(name, log_tree);
  const auto began = std::chrono::steady_clock::now();
  Started started{Child({program(program_name), "--config", config}, folder_ + "/" + name + ".log")};
  for (;;) {
    // A new one each time: one that met the socket of a killed server waits seconds before it tries again.
    const auto stub = v1::AdminService::NewStub(rpc::connect_local(socket(name)));
    grpc::ClientContext context;
    rpc::prepare(context, operator_name(0), std::chrono::milliseconds(1000));
    v1::GetStatusResponse status;
    if (std::filesystem::exists(socket(name)) && stub->GetStatus(&context, v1::GetStatusRequest(), &status).ok() &&
        status.serving()) {
      started.index_bytes = static_cast<double>(status.index_bytes());
      started.persons = status.persons();
      break;
    }
    const bool late = std::chrono::steady_clock::now() - began > kStartLimit;
    if (late || !started.child.running()) {
      throw std::runtime_error(program_name + " did not start:\n" + started.child.output());
    }
    std::this_thread::sleep_for(kPollStep);
  }
  started.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return started;
}

std::string read_metrics(const std::string& metrics_socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  metrics_socket.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string text;
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    if (write(descriptor, request.data(), request.size()) == static_cast<ssize_t>(request.size())) {
      std::string buffer(65536, '\0');
      for (ssize_t got = 0; (got = read(descriptor, buffer.data(), buffer.size())) > 0;) {
        text.append(buffer, 0, static_cast<std::size_t>(got));
      }
    }
  }
  close(descriptor);
  return text;
}

HistogramSum read_histogram(const std::string& metrics_socket, const std::string& name) {
  HistogramSum found;
  std::istringstream lines(read_metrics(metrics_socket));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t value = line.rfind(' ');
    if (value == std::string::npos) continue;
    if (line.starts_with(name + "_sum")) found.sum += std::stod(line.substr(value));
    if (line.starts_with(name + "_count")) found.count += std::stod(line.substr(value));
  }
  return found;
}

}  // namespace hotline::bench
