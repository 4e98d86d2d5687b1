#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "e2e/history.hpp"

namespace hotline::e2e {

struct LoadOptions {
  std::array<std::string, 2> sockets;
  std::uint64_t seed = 0;
  std::uint64_t register_seed = 0;  // of the load register that was imported
  std::uint64_t persons = 0;        // rows of it
  std::size_t tasks = 96;           // questions under way at once
};

// Keeps questions under way on both servers and notes every attempt in the history. What is lost is asked again with
// the same request_id on either server; some are sent as two copies at once, some hung up on and asked again while the
// first is being committed, some asked again after their answer, and some given up.
class Load {
 public:
  Load(LoadOptions options, History& history, Violations& violations);
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  // No new question; those under way are asked until they are answered. Both servers must be up.
  void finish();

  struct Counts {
    std::atomic<std::int64_t> answered{0};  // replies received, repeats included
    std::atomic<std::int64_t> lost{0};      // attempts that ended without an answer
    std::atomic<std::int64_t> retried{0};   // attempts under a request_id that was sent before
    std::atomic<std::int64_t> twins{0};     // questions sent as two copies at once
    std::atomic<std::int64_t> given_up{0};  // questions left without an answer on purpose
    std::atomic<std::int64_t> in_flight{0};
    std::array<std::atomic<std::int64_t>, 2> answered_by{};
  };
  const Counts& counts() const { return counts_; }

 private:
  class Engine;
  LoadOptions options_;
  History& history_;
  Violations& violations_;
  Counts counts_;
  std::atomic<bool> finishing_{false};
  std::thread thread_;
};

}  // namespace hotline::e2e
