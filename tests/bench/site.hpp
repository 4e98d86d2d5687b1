#pragma once

#include <map>
#include <memory>
#include <string>

#include "bench/child.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"
#include "support/private_postgres.hpp"

namespace hotline::bench {

// Operators who share the questions, as on a real floor: each has limits of his own.
inline constexpr std::size_t kOperators = 256;
std::string operator_name(std::size_t number);
// Who decide at their desk.
inline constexpr std::size_t kSupervisors = 20;
std::string supervisor_name(std::size_t number);

// The source of all rows of the benchmarks; may report every side and kind.
inline constexpr char kSource[] = "bench-list";

// A whole installation that ends with the program: a private cluster with the settings of ops/up (durable, checksums,
// socket only), its database, keys, and any number of hotlined beside it.
class Site {
 public:
  explicit Site(std::string program_folder);

  test::PrivatePostgres& server() { return server_; }
  const std::string& database() const { return database_; }
  // Below the cluster's folder, so that it goes with it.
  const std::string& folder() const { return folder_; }
  const runtime::Keyring& keyring() const { return *keyring_; }
  std::string program(const std::string& name) const { return program_folder_ + "/" + name; }

  // A migrated database that knows kSource.
  std::string make_database();
  std::string query(const std::string& sql) const { return server_.query_value(database_, sql); }

  std::string socket(const std::string& name) const { return folder_ + "/" + name + ".sock"; }
  std::string edge_socket(const std::string& name) const { return folder_ + "/" + name + ".edge"; }
  // Every hotlined started from now on has a socket for the edge too, for callers certified by these authorities.
  void open_edge(const std::string& ca_file, const std::string& crl_file) {
    ca_file_ = ca_file;
    crl_file_ = crl_file;
  }
  // Every hotlined started from now on knows people's tokens of this issuer, at this certificate's place.
  void open_desk(const std::string& issuer, const std::string& keys_file, const std::string& place) {
    token_issuer_ = issuer;
    token_keys_ = keys_file;
    desk_ = place;
  }
  std::string metrics_socket(const std::string& name) const { return folder_ + "/" + name + ".metrics"; }
  // Of every hotlined started from now on: another value of a setting of the example ("log.batch_max").
  void set_value(const std::string& setting, const std::string& value) { values_[setting] = value; }
  // Starts `program` under a name of its own and returns once it answers calls; every limit of the guard is raised, all
  // else is as ops/config/hotlined.toml has it.
  struct Started {
    Child child;
    double seconds = 0;
    double index_bytes = 0;
    std::int64_t persons = 0;
  };
  Started start_hotlined(const std::string& name, const std::string& program_name, int log_tree);
  // The settings that start_hotlined() gives it; the file's path.
  std::string write_config(const std::string& name, int log_tree) const;

 private:
  std::string program_folder_;
  test::PrivatePostgres server_;
  std::string database_;
  std::string folder_;
  std::unique_ptr<runtime::Keyring> keyring_;
  std::string ca_file_;
  std::string crl_file_;
  std::map<std::string, std::string> values_;
  std::string token_issuer_, token_keys_, desk_;
};

// What the program's metrics socket answers; empty when nobody listens there.
std::string read_metrics(const std::string& metrics_socket);

// Sum and count of a histogram, as the program's metrics show them.
struct HistogramSum {
  double sum = 0;
  double count = 0;
};
HistogramSum read_histogram(const std::string& metrics_socket, const std::string& name);

// Throws std::runtime_error with what went wrong.
void require(const core::Done& done);

}  // namespace hotline::bench
