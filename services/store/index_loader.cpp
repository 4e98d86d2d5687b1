#include "store/index_loader.hpp"

#include <future>
#include <iterator>
#include <utility>

#include "matching/told.hpp"
#include "runtime/log.hpp"
#include "sql/feed.hpp"
#include "store/question.hpp"
#include "store/record_codec.hpp"

namespace hotline::store {
namespace {

using core::Done;
using core::Nothing;
using core::Result;
using matching::Record;
using pg::Call;
using pg::Params;
using pg::Row;
using pg::Rows;

constexpr std::int32_t kPagePersons = 10'000;
// One snapshot for all pages: the index is exactly the register of one revision.
constexpr pg::Query kBeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct Page {
  Rows persons;
  Rows names;
  Rows identifiers;
};

core::RecordFacts read_facts(const Row& row) {
  core::RecordFacts facts;
  facts.side = static_cast<core::Side>(row.int2(1));
  facts.cluster = core::ClusterId(row.int8(3));
  facts.version = row.int8(4);
  facts.status = static_cast<std::uint8_t>(row.int2(5));
  facts.rung = static_cast<core::EvidenceRung>(row.int2(6));
  facts.flags = static_cast<std::uint8_t>(row.int2(7));
  facts.inform_kin = static_cast<core::InformKin>(row.int2(8));
  facts.status_day = row.int4(9);
  facts.last_alive_day = row.int4(10);
  facts.hold_until_day = row.int4(11);
  facts.region = static_cast<std::uint16_t>(row.int2(12));
  return facts;
}

core::Error unreadable(core::PersonId person, const core::Error& error) {
  runtime::log_error("index_record_unreadable", error, {runtime::field("person", person.value())});
  return error;
}

// All three in rising order of persons.
Result<std::vector<Record>> build_records(const Page& page, const runtime::Keyring& keyring) {
  std::vector<Record> records;
  records.reserve(page.persons.size());
  std::size_t name = 0;
  std::size_t identifier = 0;
  for (const Row row : page.persons) {
    Record& record = records.emplace_back();
    record.person = core::PersonId(row.int8(0));
    record.facts = read_facts(row);
    auto particulars = open_particulars(keyring, record.person, row.bytea_view(2));
    if (!particulars) return unreadable(record.person, particulars.error());
    record.sex = particulars->sex;
    record.birth_date = particulars->birth_date;
    record.birthplace = std::move(particulars->birthplace);
    record.unit = std::move(particulars->unit);
    record.circumstances = matching::circumstances_of(*particulars);
    while (name < page.names.size() && page.names[name].int8(0) < record.person.value()) ++name;
    for (; name < page.names.size() && page.names[name].int8(0) == record.person.value(); ++name) {
      auto parts = open_name(keyring, record.person, page.names[name].bytea_view(1));
      if (!parts) return unreadable(record.person, parts.error());
      record.names.push_back(std::move(*parts));
    }
    while (identifier < page.identifiers.size() && page.identifiers[identifier].int8(0) < record.person.value()) {
      ++identifier;
    }
    for (; identifier < page.identifiers.size() && page.identifiers[identifier].int8(0) == record.person.value();
         ++identifier) {
      record.identifier_hashes.push_back(index_hash(page.identifiers[identifier].bytes32(1)));
    }
  }
  return records;
}

// Some hundred hashes a number: most of what a record costs that has one.
Result<std::vector<std::vector<std::uint64_t>>> read_near_numbers(const Page& page, const std::vector<Record>& records,
                                                                  const runtime::Keyring& keyring) {
  std::vector<std::vector<std::uint64_t>> near(records.size());
  std::size_t at = 0;
  for (const Row row : page.identifiers) {
    const core::PersonId person(row.int8(0));
    while (at < records.size() && records[at].person < person) ++at;
    if (at == records.size()) break;
    if (records[at].person != person) continue;
    auto number = open_identifier(keyring, person, row.bytea_view(2));
    if (!number) return unreadable(person, number.error());
    const std::vector<std::uint64_t> hashes = near_number_hashes(keyring, *number);
    near[at].insert(near[at].end(), hashes.begin(), hashes.end());
  }
  return near;
}

Done fill(Page page, const runtime::Keyring& keyring, matching::Index& index) {
  auto records = build_records(page, keyring);
  if (!records) return records.error();
  index.load(std::move(*records));
  return Nothing{};
}

// The persons after `last`, with what belongs to them; moves `last`.
Result<Page> read_page(pg::BlockingConnection& connection, std::int64_t& last) {
  Page page;
  Params after;
  after.int8(last).int4(kPagePersons);
  auto persons = connection.exec(sql::feed::kPagePersons, after);
  if (!persons) return persons.error();
  page.persons = std::move(*persons);
  if (page.persons.empty()) return page;
  const std::int64_t before_first = last;
  last = page.persons[page.persons.size() - 1].int8(0);
  Params range;
  range.int8(before_first).int8(last);
  const std::vector<Call> calls{{sql::feed::kPageNames, range}, {sql::feed::kPageIdentifiers, range}};
  pg::PipelineOutcome got = connection.pipeline(calls);
  if (got.error) return std::move(*got.error);
  page.names = std::move(got.rows[0]);
  page.identifiers = std::move(got.rows[1]);
  return page;
}

Done load_pages(pg::BlockingConnection& connection, const runtime::Keyring& keyring, matching::Index& index) {
  std::future<Done> filling;
  std::int64_t last = 0;
  for (;;) {
    auto page = read_page(connection, last);
    if (filling.valid()) {
      auto filled = filling.get();
      if (!filled) return filled;
    }
    if (!page) return page.error();
    if (page->persons.empty()) return Nothing{};
    filling = std::async(std::launch::async, fill, std::move(*page), std::cref(keyring), std::ref(index));
  }
}

}  // namespace

Result<std::int64_t> load_index(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                matching::Index& index) {
  auto begun = connection.exec(kBeginSnapshot);
  if (!begun) return begun.error();
  auto stand = connection.exec(sql::feed::kReadRevision);
  if (!stand) return stand.error();
  const std::int64_t revision = stand->front().int8(0);
  index.begin_load(static_cast<std::size_t>(stand->front().int8(1)));
  auto loaded = load_pages(connection, keyring, index);
  if (!loaded) return loaded.error();
  auto ended = connection.exec(pg::kCommit);
  if (!ended) return ended.error();
  index.end_load(revision);
  return revision;
}

Result<ChangedPersons> read_persons(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                                    std::span<const std::int64_t> persons, NearNumbers near_numbers) {
  Params ids;
  ids.int8s(persons);
  const std::vector<Call> calls{
      {sql::feed::kSomePersons, ids}, {sql::feed::kSomeNames, ids}, {sql::feed::kSomeIdentifiers, ids}};
  pg::PipelineOutcome got = connection.pipeline(calls);
  if (got.error) return std::move(*got.error);
  const Page page{std::move(got.rows[0]), std::move(got.rows[1]), std::move(got.rows[2])};
  auto records = build_records(page, keyring);
  if (!records) return records.error();
  ChangedPersons changed;
  changed.records = std::move(*records);
  if (near_numbers == NearNumbers::kWanted) {
    auto read = read_near_numbers(page, changed.records, keyring);
    if (!read) return read.error();
    changed.near_numbers = std::move(*read);
  }
  auto record = changed.records.begin();
  for (const std::int64_t person : persons) {
    while (record != changed.records.end() && record->person.value() < person) ++record;
    if (record == changed.records.end() || record->person.value() != person) {
      changed.gone.push_back(core::PersonId(person));
    }
  }
  return changed;
}

}  // namespace hotline::store
