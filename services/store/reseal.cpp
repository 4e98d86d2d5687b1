#include "store/reseal.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/bytes.hpp"
#include "runtime/seal.hpp"
#include "sql/reseal.hpp"
#include "store/contact.hpp"
#include "store/record_codec.hpp"

namespace hotline::store {
namespace {

using core::Done;
using core::Nothing;
using core::Result;
using pg::Params;
using pg::Query;
using pg::Row;
using runtime::KeyUse;

constexpr std::int32_t kResealedAtOnce = 500;
constexpr std::int64_t kCountedMax = 1'000;
// What lookups lock and give up on at once is held for one row's time only.
constexpr std::size_t kOneByOne = 1;
constexpr std::size_t kTogether = 100;

// One sealed column. Its page tells of each row the place, what its bytes are bound to, and the bytes.
struct Column {
  std::string_view name;
  KeyUse use;
  Query page;
  Query put;
  std::size_t together;
};

constexpr std::array kColumns{
    Column{"person.sealed", KeyUse::kRegister, sql::reseal::kPagePerson, sql::reseal::kPutPerson, kTogether},
    Column{"person_name.sealed", KeyUse::kRegister, sql::reseal::kPageName, sql::reseal::kPutName, kTogether},
    Column{"identifier.sealed", KeyUse::kRegister, sql::reseal::kPageIdentifier, sql::reseal::kPutIdentifier,
           kTogether},
    Column{"person_particulars.sealed", KeyUse::kRegister, sql::reseal::kPageParticulars, sql::reseal::kPutParticulars,
           kTogether},
    Column{"statement.sealed", KeyUse::kRegister, sql::reseal::kPageStatement, sql::reseal::kPutStatement, kTogether},
    Column{"inquiry.facts_sealed", KeyUse::kInquiry, sql::reseal::kPageFacts, sql::reseal::kPutFacts, kOneByOne},
    Column{"inquiry.asker_sealed", KeyUse::kInquiry, sql::reseal::kPageAsker, sql::reseal::kPutAsker, kOneByOne},
    Column{"inquiry_facts.facts_sealed", KeyUse::kInquiry, sql::reseal::kPageFormerFacts, sql::reseal::kPutFormerFacts,
           kTogether},
    Column{"candidate_review.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageReview, sql::reseal::kPutReview,
           kTogether},
    Column{"release_request.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageReleaseRequest,
           sql::reseal::kPutReleaseRequest, kOneByOne},
    Column{"release.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageRelease, sql::reseal::kPutRelease, kOneByOne},
    Column{"break_glass.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageBreakGlass, sql::reseal::kPutBreakGlass,
           kOneByOne},
    Column{"erasure.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageErasure, sql::reseal::kPutErasure, kOneByOne},
    Column{"alarm.ground_sealed", KeyUse::kInquiry, sql::reseal::kPageAlarm, sql::reseal::kPutAlarm, kOneByOne},
    Column{"write_key.answer_sealed", KeyUse::kInquiry, sql::reseal::kPageWriteAnswer, sql::reseal::kPutWriteAnswer,
           kOneByOne},
    Column{"request_key.answer_sealed", KeyUse::kLogPayload, sql::reseal::kPageRequestAnswer,
           sql::reseal::kPutRequestAnswer, kTogether},
    Column{"log_payload.key_sealed", KeyUse::kLogPayload, sql::reseal::kPagePayloadKey, sql::reseal::kPutPayloadKey,
           kTogether},
};

struct Place {
  std::int64_t first = -1, second = -1;
  std::string text;
  core::Bytes16 uuid{};
};

Place place_of(const Row& row) {
  return Place{row.int8(0), row.int8(1), row.text(2), row.uuid(3)};
}

void add_place(Params& params, const Place& place) {
  params.int8(place.first).int8(place.second).text(std::string_view(place.text)).uuid(place.uuid);
}

// As the sealed bytes bear it.
std::string number_bytes(std::uint16_t id) {
  runtime::ByteWriter writer;
  writer.u16(id);
  return writer.take();
}

std::uint16_t key_number(std::string_view sealed) {
  runtime::ByteReader reader(sealed);
  (void)reader.u8();
  return reader.u16();
}

Result<pg::Rows> read_page(pg::BlockingConnection& connection, const Column& column, const runtime::KeySet& keys,
                           const Place& after) {
  const std::string newest = number_bytes(keys.newest().id());
  Params params;
  params.bytea(std::string_view(newest)).int4(kResealedAtOnce);
  add_place(params, after);
  return connection.exec(column.page, params);
}

// A few rows in a transaction of their own.
Done put(pg::BlockingConnection& connection, const Column& column, std::vector<Params> rows, ResealedColumn& done) {
  std::vector<pg::Call> calls;
  calls.push_back(pg::Call{pg::kBegin, {}});
  for (Params& row : rows) calls.push_back(pg::Call{column.put, std::move(row)});
  calls.push_back(pg::Call{pg::kCommit, {}});
  const pg::PipelineOutcome got = connection.pipeline(calls);
  if (got.error) return *got.error;
  for (std::size_t i = 1; i + 1 < got.rows.size(); ++i) {
    (got.rows[i].affected() == 1 ? done.rows : done.missed) += 1;
  }
  return Nothing{};
}

Done reseal_column(pg::BlockingConnection& connection, const runtime::KeySet& keys, const Column& column,
                   const ResealProgress& progress) {
  ResealedColumn done{column.name, 0, 0};
  Place after;
  for (;;) {
    auto page = read_page(connection, column, keys, after);
    if (!page) return page.error();
    std::vector<Params> together;
    for (std::size_t i = 0; i < page->size(); ++i) {
      const Row row = (*page)[i];
      const auto plain = runtime::open(keys, row.bytea_view(4), row.bytea_view(5));
      if (!plain) {
        core::Error error = plain.error();
        error.metadata.emplace_back("column", std::string(column.name));
        error.metadata.emplace_back("key", std::to_string(key_number(row.bytea_view(5))));
        return error;
      }
      const std::string anew = runtime::seal(keys.newest(), row.bytea_view(4), *plain);
      after = place_of(row);
      Params& params = together.emplace_back();
      params.bytea(row.bytea_view(5)).bytea(std::string_view(anew));
      add_place(params, after);
      if (together.size() < column.together && i + 1 < page->size()) continue;
      const Done stored = put(connection, column, std::exchange(together, {}), done);
      if (!stored) return stored;
    }
    progress(done);
    if (page->size() < static_cast<std::size_t>(kResealedAtOnce)) return Nothing{};
  }
}

struct Contact {
  std::int64_t reference = 0;
  std::string kept;
  std::string newest;
};

// Of a page those whose blind index is not by the newest key.
Result<std::vector<Contact>> outdated(const pg::Rows& page, const runtime::Keyring& keyring) {
  std::vector<Contact> found;
  for (const Row row : page) {
    if (row.null(1)) continue;
    const auto asker = open_asker(keyring, row.int8(0), row.bytea_view(1));
    if (!asker) return asker.error();
    const auto normal = normalise_contact(asker->safe_contact, asker->contact);
    if (!normal) continue;
    const core::Bytes32 newest = contact_keys(keyring, asker->safe_contact, *normal).front();
    if (row.bytes32(2) == newest) continue;
    found.push_back(Contact{row.int8(0), row.bytea(2), std::string(newest.begin(), newest.end())});
  }
  return found;
}

Result<pg::Rows> contacts_page(pg::BlockingConnection& connection, std::int64_t after) {
  Params params;
  params.int8(after).int4(kResealedAtOnce);
  return connection.exec(sql::reseal::kPageContacts, params);
}

Done reseal_contacts(pg::BlockingConnection& connection, const runtime::Keyring& keyring,
                     const ResealProgress& progress) {
  ResealedColumn done{"inquiry.contact_key", 0, 0};
  std::int64_t after = -1;
  for (;;) {
    auto page = contacts_page(connection, after);
    if (!page) return page.error();
    auto contacts = outdated(*page, keyring);
    if (!contacts) return contacts.error();
    for (const Contact& contact : *contacts) {
      Params params;
      params.int8(contact.reference).bytea(std::string_view(contact.kept)).bytea(std::string_view(contact.newest));
      auto stored = connection.exec(sql::reseal::kPutContact, params);
      if (!stored) return stored.error();
      (stored->affected() == 1 ? done.rows : done.missed) += 1;
    }
    progress(done);
    if (page->size() < static_cast<std::size_t>(kResealedAtOnce)) return Nothing{};
    after = (*page)[page->size() - 1].int8(0);
  }
}

Result<std::int64_t> count_contacts(pg::BlockingConnection& connection, const runtime::Keyring& keyring) {
  std::int64_t count = 0;
  std::int64_t after = -1;
  for (;;) {
    auto page = contacts_page(connection, after);
    if (!page) return page.error();
    auto contacts = outdated(*page, keyring);
    if (!contacts) return contacts.error();
    count += static_cast<std::int64_t>(contacts->size());
    if (page->size() < static_cast<std::size_t>(kResealedAtOnce) || count >= kCountedMax) return count;
    after = (*page)[page->size() - 1].int8(0);
  }
}

Result<std::int64_t> count_passphrases(pg::BlockingConnection& connection, std::uint16_t id) {
  const std::string number = number_bytes(id);
  Params params;
  params.bytea(std::string_view(number)).int8(-1).int4(static_cast<std::int32_t>(kCountedMax));
  auto rows = connection.exec(sql::reseal::kPagePassphrases, params);
  if (!rows) return rows.error();
  return static_cast<std::int64_t>(rows->size());
}

Result<std::int64_t> count_column(pg::BlockingConnection& connection, const runtime::KeySet& keys, const Column& column,
                                  std::uint16_t id) {
  std::int64_t count = 0;
  Place after;
  for (;;) {
    auto page = read_page(connection, column, keys, after);
    if (!page) return page.error();
    for (const Row row : *page) {
      after = place_of(row);
      count += key_number(row.bytea_view(5)) == id ? 1 : 0;
    }
    if (page->size() < static_cast<std::size_t>(kResealedAtOnce) || count >= kCountedMax) return count;
  }
}

}  // namespace

Done reseal(pg::BlockingConnection& connection, const runtime::Keyring& keyring, KeyUse use,
            const ResealProgress& progress) {
  if (use == KeyUse::kContact) return reseal_contacts(connection, keyring, progress);
  const runtime::KeySet keys = keyring.set(use);
  for (const Column& column : kColumns) {
    if (column.use != use) continue;
    const Done done = reseal_column(connection, keys, column, progress);
    if (!done) return done;
  }
  return Nothing{};
}

std::vector<std::string_view> resealed_columns() {
  std::vector<std::string_view> names;
  for (const Column& column : kColumns) names.push_back(column.name);
  return names;
}

Result<std::int64_t> rows_that_need(pg::BlockingConnection& connection, const runtime::Keyring& keyring, KeyUse use,
                                    std::uint16_t id) {
  if (use == KeyUse::kContact) return count_contacts(connection, keyring);
  if (use == KeyUse::kPassphrase) return count_passphrases(connection, id);
  const runtime::KeySet keys = keyring.set(use);
  std::int64_t count = 0;
  for (const Column& column : kColumns) {
    if (column.use != use) continue;
    auto found = count_column(connection, keys, column, id);
    if (!found) return found.error();
    count += *found;
  }
  return count;
}

}  // namespace hotline::store
