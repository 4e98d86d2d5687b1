#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "population/population.hpp"
#include "support/private_postgres.hpp"

namespace hotline::bench {

inline constexpr std::size_t kListed = 10;  // what every side gives: the best ten

// Another way to find a person by a misspelt name. It holds the same persons and is asked the same questions.
class SearchPeer {
 public:
  virtual ~SearchPeer() = default;
  virtual std::string name() const = 0;
  // Person ids, the best first, at most kListed.
  virtual std::vector<std::int64_t> search(const matching::Query& query) = 0;
  // How often one run asks it, beside our `count`: the slow ones would take the whole day.
  virtual std::size_t questions(std::size_t count) const = 0;
};

// What building a peer cost.
struct PeerCost {
  std::string name;
  double build_s = 0;
  double bytes_a_record = 0;
};

// A private PostgreSQL with all persons in one table, in a database whose letters are Unicode's.
class PostgresPeers {
 public:
  PostgresPeers(const population::Population& population, std::uint64_t size);
  ~PostgresPeers();

  std::vector<PeerCost> costs() const { return costs_; }
  // Trigrams of the whole name, the birth date as a filter.
  std::unique_ptr<SearchPeer> trigrams_with_date();
  // All who were born on that day, by the edit distance of their names.
  std::unique_ptr<SearchPeer> levenshtein_with_date();
  // Trigrams of the whole name alone, threshold 0.5.
  std::unique_ptr<SearchPeer> trigrams();
  // A round trip that does nothing: the unit of time.
  void select_one();

  struct Connection;

 private:
  test::PrivatePostgres server_;
  std::unique_ptr<Connection> connection_;
  std::vector<PeerCost> costs_;
};

// Xapian in this process: a term for each part of the name and for the date, all of them OR, the surname also as its
// spelling dictionary corrects it (two errors at most).
class XapianPeer final : public SearchPeer {
 public:
  enum class Date { kOneOfTheTerms, kFilter };
  class Database;
  static std::shared_ptr<Database> build(const population::Population& population, std::uint64_t size, PeerCost& cost);
  XapianPeer(std::shared_ptr<Database> database, Date date) : database_(std::move(database)), date_(date) {}

  std::string name() const override;
  std::vector<std::int64_t> search(const matching::Query& query) override;
  std::size_t questions(std::size_t count) const override { return count / 30; }

 private:
  std::shared_ptr<Database> database_;
  Date date_;
};

}  // namespace hotline::bench
