#pragma once

#include <chrono>
#include <cstdint>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/ids.hpp"

namespace hotline::e2e {

// What must never be, by kind. Safe from any thread.
class Violations {
 public:
  void add(const std::string& kind, const std::string& detail);
  std::int64_t total() const;
  std::int64_t of(const std::string& kind) const;
  // Every kind with its count and the first few details.
  void print() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::int64_t> counts_;
  std::map<std::string, std::vector<std::string>> details_;
};

// One request key with everything that was sent under it; every copy and repeat carries the same bytes.
struct Asked {
  std::string actor;
  core::Bytes16 request_id{};
  std::string call_id;  // of this question alone, and part of the log's payload
  std::string request;
  std::int64_t attempts = 0;
  std::int64_t answers = 0;
  std::int64_t reply_at = -1;  // of the first answer in the file of replies; -1: none was received
  std::size_t reply_bytes = 0;
};

// The record that the log is judged by, made outside of it: each attempt with its key, digest of the request, send
// time, full reply and receive time. Kept in files (attempts.tsv, replies.bin), for it grows with the run.
class History {
 public:
  using Clock = std::chrono::steady_clock;
  History(const std::string& folder, Violations& violations);

  std::size_t ask(Asked asked);
  struct Attempt {
    std::size_t question = 0;
    std::size_t server = 0;
    Clock::time_point sent;
    Clock::time_point received;
    int code = 0;  // of gRPC
  };
  // An answer that is not the first of its question must have the first one's bytes.
  void note(const Attempt& attempt, const std::string& reply);

  const std::vector<Asked>& asked() const { return asked_; }
  std::string reply(const Asked& asked) const;

 private:
  Violations& violations_;
  Clock::time_point began_ = Clock::now();
  std::vector<Asked> asked_;
  std::vector<std::string> digests_;
  std::ofstream attempts_;
  mutable std::fstream replies_;
  std::int64_t replies_end_ = 0;
};

}  // namespace hotline::e2e
