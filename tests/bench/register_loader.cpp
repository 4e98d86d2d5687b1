#include "bench/register_loader.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "cli/sample/load.hpp"
#include "core/status.hpp"
#include "registry/join_rules.hpp"
#include "registry/list_reader.hpp"
#include "runtime/seal.hpp"
#include "runtime/system_clock.hpp"
#include "store/record_codec.hpp"
#include "support/migrated_database.hpp"

namespace hotline::bench {
namespace {

using store::pg::CopyRows;
using store::pg::Params;

constexpr std::uint64_t kChunkRows = 5'000;
constexpr std::size_t kThreads = 2;
constexpr std::size_t kRowKeyBytes = 16;
constexpr std::int64_t kListNo = 1;
constexpr char kRegistrar[] = "reg-1";
constexpr std::chrono::minutes kCopyLimit{5};

registry::RawRow raw_row(const sample::Row& row, std::int64_t number) {
  registry::RawRow raw;
  raw.row_number = number;
  raw.external_id = row.external_id;
  raw.name.surname = row.surname;
  raw.name.given = row.given_name;
  raw.name.patronymic = row.patronymic;
  raw.name_kind = row.name_kind;
  raw.language = row.language;
  raw.sex = row.sex;
  raw.birth_date = row.birth_date;
  raw.service_number = row.service_number;
  raw.statement = std::string(core::name_of(row.statement));
  raw.fact_date = row.fact_date;
  raw.evidence = sample::word_of(row.evidence);
  raw.inform_kin = row.inform_kin;
  raw.region = row.region;
  return raw;
}

std::string half(const core::Bytes32& hash) {
  return std::string(hash.begin(), hash.begin() + kRowKeyBytes);
}

template <typename Enum>
std::int16_t number_of(Enum value) {
  return static_cast<std::int16_t>(value);
}

// The rows of one chunk for each table.
struct Tables {
  CopyRows persons, states, names, identifiers, statements, list_rows, keys;
};

class Sealing {
 public:
  Sealing(const runtime::Keyring& keyring, core::Instant now) : keyring_(keyring), now_(now) {
    rules_.source.id = core::SourceId(kSource);
    rules_.source.ceiling = core::EvidenceRung::kR6;
    rules_.source.sides = {core::Side::kAdversary};
    rules_.side = core::Side::kAdversary;
    rules_.today = core::day_of(now);
  }

  void add(Tables& tables, const sample::Row& sampled, std::int64_t number) const {
    const registry::ReadRow row = registry::read_row(raw_row(sampled, number), rules_);
    if (!row.faults.empty()) throw std::runtime_error("a generated row is refused: " + row.faults.front().column);
    const core::PersonId person(number);
    const auto& row_key = keyring_.newest(runtime::KeyUse::kRow);
    const auto content =
        half(runtime::keyed_hash(row_key, {"content", registry::canonical_row(row, core::Side::kAdversary)}));
    const auto key = half(runtime::keyed_hash(row_key, {"person", row.external_id}));

    core::Statement statement;
    statement.person = person;
    statement.kind = row.kind;
    statement.rung = row.rung;
    statement.source = rules_.source.id;
    statement.fact_date = row.fact_date;
    statement.received_at = now_;
    statement.entered_at = now_;
    const core::DerivedStatus derived = core::derive_status(std::span(&statement, 1));

    tables.persons.add(Params()
                           .int8(number)
                           .int2(number_of(core::Side::kAdversary))
                           .bytea(store::seal_particulars(keyring_, person, row.particulars)));
    tables.states.add(Params()
                          .int8(number)
                          .int8(number)
                          .int8(1)
                          .int2(number_of(derived.status))
                          .int2(number_of(derived.rung))
                          .int2(derived.flags)
                          .int2(number_of(row.inform_kin))
                          .int4(core::day_number(derived.fact_date))
                          .int4(core::day_number(derived.last_alive))
                          .int4(0)
                          .int2(static_cast<std::int16_t>(row.region))
                          .timestamptz(now_)
                          .int2(number_of(row.inform_kin)));
    tables.names.add(Params()
                         .int8(number)
                         .int2(number_of(row.name.kind))
                         .int2(number_of(row.name.script))
                         .text(row.name.language)
                         .text(kSource)
                         .bytea(store::seal_name(keyring_, person, row.name.parts.reveal()))
                         .int8(kListNo));
    tables.identifiers.add(Params()
                               .int8(number)
                               .int2(number_of(core::IdentifierKind::kServiceNumber))
                               .bytea(store::identifier_hash(keyring_, row.service_number))
                               .text(kSource)
                               .bytea(store::seal_identifier(keyring_, person, row.service_number))
                               .int8(kListNo));
    store::StatementDetail detail;
    detail.place = row.place;
    detail.external_id = row.external_id;
    tables.statements.add(Params()
                              .int8(number)
                              .int8(number)
                              .int2(number_of(row.kind))
                              .int2(number_of(row.rung))
                              .text(kSource)
                              .int8(kListNo)
                              .date(core::day_number(row.fact_date))
                              .int2(number_of(row.fact_date.precision))
                              .timestamptz(now_)
                              .text(kRegistrar)
                              .bytea(store::seal_statement_detail(keyring_, person, detail))
                              .int2(number_of(row.recipient))
                              .int2(number_of(row.inform_kin))
                              .int2(static_cast<std::int16_t>(row.region)));
    tables.list_rows.add(Params().int8(kListNo).int8(number).int2(1).int8(number).int8(number));
    registry::RecordIdentity identity;
    identity.side = core::Side::kAdversary;
    identity.birth_date = row.particulars.birth_date;
    identity.names.push_back(row.name.parts.reveal());
    identity.numbers.push_back(store::identifier_hash(keyring_, row.service_number));
    const store::JoinKeys join = registry::join_keys(keyring_, identity);
    tables.keys.add(
        Params().text(kSource).bytea(key).bytea(content).int8(number).int8(number).int8(join.name).int8(join.number));
  }

 private:
  const runtime::Keyring& keyring_;
  core::Instant now_;
  registry::ListRules rules_;
};

void copy(store::pg::BlockingConnection& connection, const store::pg::Query& into, const CopyRows& rows) {
  const auto copied = connection.copy_in(into, rows);
  if (!copied) throw std::runtime_error("COPY failed: " + copied.error().message);
}

void copy_all(store::pg::BlockingConnection& connection, const Tables& tables) {
  require(connection.script("BEGIN"));
  copy(connection, "COPY person (person_id, side, sealed) FROM STDIN (FORMAT binary)", tables.persons);
  copy(connection,
       "COPY person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, status_day, "
       "last_alive_day, hold_until_day, region, changed_at, cluster_inform_kin) FROM STDIN (FORMAT binary)",
       tables.states);
  copy(connection,
       "COPY person_name (person_id, kind, script, language, source_id, sealed, list_no) FROM STDIN (FORMAT binary)",
       tables.names);
  copy(connection,
       "COPY identifier (person_id, kind, value_hash, source_id, sealed, list_no) FROM STDIN (FORMAT binary)",
       tables.identifiers);
  copy(connection,
       "COPY statement (statement_id, person_id, kind, rung, source_id, list_no, fact_day, fact_precision, "
       "received_at, entered_by, sealed, recipient, inform_kin, region) FROM STDIN (FORMAT binary)",
       tables.statements);
  copy(connection, "COPY list_row (list_no, row_number, outcome, person_id, statement_id) FROM STDIN (FORMAT binary)",
       tables.list_rows);
  copy(connection,
       "COPY row_key (source_id, person_key, content_hash, person_id, statement_id, name_key, number_key) FROM STDIN "
       "(FORMAT binary)",
       tables.keys);
  require(connection.script("COMMIT"));
}

}  // namespace

double load_register(Site& site, std::uint64_t persons, std::uint64_t seed) {
  const auto began = std::chrono::steady_clock::now();
  const runtime::SystemClock clock;
  const Sealing sealing(site.keyring(), clock.now());
  const std::string total = std::to_string(persons);
  site.server().run_sql(site.database(),
                        "INSERT INTO list (list_id, source_id, side, rows_total, committed_row, rows_new, received_at, "
                        "imported_by) VALUES (sha256('bench'), '" +
                            std::string(kSource) + "', 1, " + total + ", " + total + ", " + total + ", now(), '" +
                            kRegistrar + "')");

  std::atomic<std::uint64_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      const auto connection = test::connect_as(site.server(), site.database(), "hotline_registry");
      connection->set_timeout(kCopyLimit);
      for (std::uint64_t start = 0; (start = next.fetch_add(kChunkRows)) < persons;) {
        Tables tables;
        const std::uint64_t end = std::min(persons, start + kChunkRows);
        // Row i of the load register is row i + 1 of the list and person i + 1.
        for (std::uint64_t i = start; i < end; ++i) {
          sealing.add(tables, sample::load_row(seed, i), static_cast<std::int64_t>(i) + 1);
        }
        copy_all(*connection, tables);
      }
    } catch (...) {
      const std::scoped_lock lock(mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);

  site.server().run_sql(site.database(), "SELECT setval('person_id_seq', " + total +
                                             "), setval(pg_get_serial_sequence('statement', 'statement_id'), " + total +
                                             ")");
  site.server().run_sql(site.database(),
                        "UPDATE register_revision SET revision = 1, changed_at = now();"
                        "INSERT INTO register_change (revision, changed_at, persons) SELECT 1, now(), "
                        "array_agg(person_id ORDER BY person_id) FROM person");
  // Compared already, as a register in service is: only what changes is compared beside the lookups.
  site.server().run_sql(site.database(), "UPDATE link_cursor SET revision = 1");
  site.server().run_sql(site.database(), "VACUUM ANALYZE");
  site.server().run_sql(site.database(), "CHECKPOINT");
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace hotline::bench
