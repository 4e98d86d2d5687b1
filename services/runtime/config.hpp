#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace hotline::runtime {

struct ActorConfig {
  std::string name;  // what `hotline --as NAME` says, or a certificate's URI name
  std::string id;    // stable; what the log keeps
  std::string role;
  std::vector<std::string> grants;
  std::vector<std::string> people;  // of a certificate: roles of the people who work there; then no id, role and grants
};

// The settings of hotlined; ops/config/hotlined.toml explains each. Paths are absolute after loading.
struct Config {
  struct Server {
    std::filesystem::path socket;
    std::filesystem::path metrics_socket;
    std::int32_t max_calls = 512;
    std::chrono::seconds drain{20};
  } server;
  struct Database {
    std::filesystem::path conninfo_file;
    std::int32_t pool_size = 8;
  } database;
  struct Keys {
    std::filesystem::path folder;
  } keys;
  struct Log {
    std::int32_t tree = 1;  // each process on one database writes its own Merkle tree
    std::int32_t queue_max = 4096;
    std::int32_t batch_max = 512;
    std::filesystem::path state_file;
    std::string name = "hotline.example/log";  // stands in every checkpoint, with the tree's number behind it
  } log;
  struct Matching {
    std::filesystem::path lexicon;
  } matching;
  struct Scripts {
    std::filesystem::path folder;
  } scripts;
  struct Freshness {
    std::chrono::milliseconds limit{1000};
  } freshness;
  struct Answers {
    std::map<std::string, std::string> how_to_write;  // by language: uk, ru, en
  } answers;
  struct Approval {
    std::vector<std::string> break_glass_told;  // actor ids; empty: every supervisor of the actors
  } approval;
  struct Relatives {
    std::chrono::milliseconds step{500};
    std::chrono::hours release_hour{7};
    bool release_at_once = false;  // on a TRIAL database only
  } relatives;
  struct Limits {
    std::int32_t lookups_per_minute = 120;
    std::int32_t persons_per_hour = 200;  // of an operator or supervisor
    std::int32_t registrar_persons_per_hour = 1'000;
    std::int32_t outside_persons_per_hour = 20;  // of a portal or partner
    std::int32_t told_per_hour = 40;
    std::int32_t outside_told_per_day = 20;  // of a portal or partner
    std::int32_t persons_per_certificate_per_hour = 400;
    std::int32_t persons_in_all_per_hour = 20'000;
    std::int32_t askers_per_person_per_hour = 20;
    std::int32_t stream_rows_max = 1'000'000;
  } limits;
  // The way in through the TLS edge; an empty socket: nobody comes that way.
  struct Edge {
    std::filesystem::path socket;
    std::filesystem::path ca_file;
    std::filesystem::path crl_file;
  } edge;
  // Who issues the tokens of people; an empty issuer: nobody.
  struct Tokens {
    std::string issuer;
    std::string audience = "hotline";
    std::filesystem::path keys_file;
  } tokens;
  std::vector<ActorConfig> actors;
  std::vector<ActorConfig> certificates;  // by the URI name that a certificate carries
};

// All faults at once as violations: the field is the key ("log.queue_max"), the description begins with the line
// number. Unknown keys are refused. Relative paths are taken from the file's folder.
core::Result<Config> load_config(const std::filesystem::path& file);
core::Result<Config> parse_config(std::string_view text, const std::filesystem::path& folder);

}  // namespace hotline::runtime
