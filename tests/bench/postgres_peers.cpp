#include <libpq-fe.h>

#include <chrono>
#include <stdexcept>
#include <utility>

#include "bench/search_peers.hpp"
#include "core/time.hpp"

namespace hotline::bench {
namespace {

constexpr const char* kDatabase = "peers";
constexpr std::uint64_t kChunk = 20'000;

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string whole_name(const core::NameParts& name) {
  return name.surname + " " + name.given + (name.patronymic.empty() ? "" : " " + name.patronymic);
}

std::string cell(const std::string& text) {
  return text.empty() ? "\\N" : text;  // names hold no tab and no backslash
}

}  // namespace

struct PostgresPeers::Connection {
  explicit Connection(const std::string& conninfo) : handle(PQconnectdb(conninfo.c_str()), &PQfinish) {
    if (PQstatus(handle.get()) != CONNECTION_OK) throw std::runtime_error("cannot connect to the peers' database");
  }

  Result checked(PGresult* raw) const {
    Result result(raw, &PQclear);
    const auto status = PQresultStatus(raw);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_COPY_IN) {
      throw std::runtime_error(std::string("PostgreSQL peer: ") + PQerrorMessage(handle.get()));
    }
    return result;
  }
  void run(const std::string& sql) const { checked(PQexec(handle.get(), sql.c_str())); }
  std::string value(const std::string& sql) const {
    return PQgetvalue(checked(PQexec(handle.get(), sql.c_str())).get(), 0, 0);
  }
  void prepare(const char* name, const char* sql) const { checked(PQprepare(handle.get(), name, sql, 0, nullptr)); }
  Result execute(const char* name, const std::vector<std::string>& values) const {
    std::vector<const char*> pointers;
    for (const std::string& value : values) pointers.push_back(value.c_str());
    return checked(
        PQexecPrepared(handle.get(), name, static_cast<int>(pointers.size()), pointers.data(), nullptr, nullptr, 0));
  }
  std::vector<std::int64_t> ids(const char* name, const std::vector<std::string>& values) const {
    const Result result = execute(name, values);
    std::vector<std::int64_t> ids;
    for (int row = 0; row < PQntuples(result.get()); ++row) ids.push_back(std::stoll(PQgetvalue(result.get(), row, 0)));
    return ids;
  }
  void copy(const std::string& rows) const {
    checked(PQexec(handle.get(), "COPY person (id, name, surname, given, birth) FROM STDIN"));
    if (PQputCopyData(handle.get(), rows.data(), static_cast<int>(rows.size())) != 1 ||
        PQputCopyEnd(handle.get(), nullptr) != 1) {
      throw std::runtime_error("COPY to the peers' database failed");
    }
    while (PGresult* result = PQgetResult(handle.get())) checked(result);
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> handle;
};

namespace {

using Connection = PostgresPeers::Connection;

class Trigrams final : public SearchPeer {
 public:
  Trigrams(const Connection& connection, bool with_date) : connection_(connection), with_date_(with_date) {}
  std::string name() const override { return with_date_ ? "pg_trgm GIN + birth date" : "pg_trgm GIN, threshold 0.5"; }
  std::size_t questions(std::size_t count) const override { return with_date_ ? count / 10 : count / 100; }
  std::vector<std::int64_t> search(const matching::Query& query) override {
    if (!with_date_) return connection_.ids("trigrams", {whole_name(query.name)});
    return connection_.ids("trigrams_date", {whole_name(query.name), core::format_date(query.birth_date)});
  }

 private:
  const Connection& connection_;
  bool with_date_;
};

class Levenshtein final : public SearchPeer {
 public:
  explicit Levenshtein(const Connection& connection) : connection_(connection) {}
  std::string name() const override { return "birth date index + levenshtein"; }
  std::size_t questions(std::size_t count) const override { return count / 5; }
  std::vector<std::int64_t> search(const matching::Query& query) override {
    return connection_.ids("levenshtein", {query.name.surname, query.name.given, core::format_date(query.birth_date)});
  }

 private:
  const Connection& connection_;
};

}  // namespace

PostgresPeers::PostgresPeers(const population::Population& population, std::uint64_t size)
    : server_(test::PrivatePostgres::Durability::kNone) {
  // What a server with this much memory is given; and letters of every alphabet, without which pg_trgm drops Cyrillic.
  server_.run_sql("postgres", "ALTER SYSTEM SET shared_buffers = '1GB'");
  server_.run_sql("postgres", "ALTER SYSTEM SET maintenance_work_mem = '512MB'");
  server_.run_sql("postgres", "ALTER SYSTEM SET work_mem = '64MB'");
  server_.run_sql("postgres", std::string("CREATE DATABASE ") + kDatabase +
                                  " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
  server_.restart();
  connection_ = std::make_unique<Connection>(server_.superuser_conninfo(kDatabase));
  connection_->run(
      "CREATE EXTENSION pg_trgm; CREATE EXTENSION fuzzystrmatch;"
      "CREATE TABLE person (id int NOT NULL, name text NOT NULL, surname text NOT NULL, given text NOT "
      "NULL, birth date)");
  for (std::uint64_t done = 0; done < size;) {
    std::string rows;
    for (std::uint64_t in_chunk = 0; in_chunk < kChunk && done < size; ++in_chunk, ++done) {
      const auto written = population.written(population.person(done));
      rows += std::to_string(done + 1) + '\t' + whole_name(written.text) + '\t' + written.text.surname + '\t' +
              written.text.given + '\t' + cell(written.birth.full() ? core::format_date(written.birth) : "") + '\n';
    }
    connection_->copy(rows);
  }
  connection_->run("VACUUM ANALYZE person");
  const auto build = [&](const char* name, const char* index, const std::string& sql) {
    const auto began = Clock::now();
    connection_->run(sql);
    PeerCost cost{name, seconds_since(began), 0};
    cost.bytes_a_record = std::stod(connection_->value(std::string("SELECT pg_relation_size('") + index + "')")) /
                          static_cast<double>(size);
    costs_.push_back(std::move(cost));
  };
  build("PostgreSQL, birth date", "person_birth", "CREATE INDEX person_birth ON person (birth)");
  build("PostgreSQL, pg_trgm GIN", "person_name", "CREATE INDEX person_name ON person USING gin (name gin_trgm_ops)");
  connection_->run("ANALYZE person");
  connection_->prepare("one", "SELECT 1");
  connection_->prepare("trigrams_date",
                       "SELECT id FROM person WHERE birth = $2::date AND name % $1 "
                       "ORDER BY similarity(name, $1) DESC, id LIMIT 10");
  connection_->prepare("levenshtein",
                       "SELECT id FROM person WHERE birth = $3::date AND levenshtein_less_equal(surname, $1, 3) <= 3 "
                       "ORDER BY levenshtein(surname, $1) + levenshtein(given, $2), id LIMIT 10");
  connection_->prepare("trigrams",
                       "SELECT id FROM person WHERE name % $1 ORDER BY similarity(name, $1) DESC, id LIMIT 10");
}

PostgresPeers::~PostgresPeers() = default;

std::unique_ptr<SearchPeer> PostgresPeers::trigrams_with_date() {
  connection_->run("SET pg_trgm.similarity_threshold = 0.3");
  return std::make_unique<Trigrams>(*connection_, true);
}

std::unique_ptr<SearchPeer> PostgresPeers::levenshtein_with_date() {
  return std::make_unique<Levenshtein>(*connection_);
}

std::unique_ptr<SearchPeer> PostgresPeers::trigrams() {
  connection_->run("SET pg_trgm.similarity_threshold = 0.5");
  return std::make_unique<Trigrams>(*connection_, false);
}

void PostgresPeers::select_one() {
  connection_->execute("one", {});
}

}  // namespace hotline::bench
