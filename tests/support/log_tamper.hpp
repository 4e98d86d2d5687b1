#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/merkle.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::test {

// What was done to the log behind everybody's back.
struct Tampering {
  std::string what;
  std::uint64_t index = 0;  // the first entry that is not as it was
};

// A database superuser who deletes, edits, reorders, inserts, backdates and cuts off entries of tree 1, clumsily or
// with every row that depends on them made to fit. He holds every right but the key that signs.
class LogTamper {
 public:
  LogTamper(std::unique_ptr<store::pg::BlockingConnection> superuser, std::uint64_t seed);

  // One mutation, chosen at random; kinds() of them one after the other come round.
  Tampering tamper();
  static std::size_t kinds();
  // Everything as it was when this object was made.
  void restore();
  // Quicker: what is done between the two is seen by this connection alone, and undone.
  store::pg::BlockingConnection& begin();
  void roll_back() { run("ROLLBACK"); }

 private:
  struct Entry {
    std::string leaf;
    std::int64_t second = 0;
  };
  struct Batch {
    std::int64_t first = 0;
    std::int32_t entries = 0;
  };
  void run(const std::string& sql);
  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(random_);
  }
  void read();
  // Writes entries, batches, nodes, roots and the head as if these had always been the tree's; checkpoints stay.
  void rewrite(const std::vector<Entry>& entries, const std::vector<Batch>& batches);
  Entry forged() const;
  std::string at(std::uint64_t index) const { return " WHERE tree = 1 AND log_index = " + std::to_string(index); }

  std::unique_ptr<store::pg::BlockingConnection> superuser_;
  std::mt19937_64 random_;
  std::size_t next_kind_ = 0;
  std::vector<Entry> entries_;
  std::vector<Batch> batches_;
};

}  // namespace hotline::test
