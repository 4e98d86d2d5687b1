#include "store/record_codec.hpp"

#include <utility>

#include "core/normal.hpp"
#include "runtime/bytes.hpp"

namespace hotline::store {
namespace {

using runtime::ByteReader;
using runtime::ByteWriter;
using runtime::KeyUse;

constexpr std::uint8_t kFormat = 1;
// Since format 2: health and authority.
constexpr std::uint8_t kDetailFormat = 2;
// Since format 2: mother, siblings, where and when last seen.
constexpr std::uint8_t kParticularsFormat = 2;
// Since format 2: the kind of the one sought, mother, siblings, marks, where and when last seen.
constexpr std::uint8_t kFactsFormat = 2;
// 2: the hours in which he may be called.
constexpr std::uint8_t kAskerFormat = 2;

// The column's word, then the row's id.
std::string bound_to(std::string_view column, std::int64_t id) {
  ByteWriter aad;
  aad.raw(column).i64(id);
  return aad.take();
}

std::string bound_to_pair(std::int64_t reference, core::PersonId person) {
  ByteWriter aad;
  aad.raw("candidate_review").i64(reference).i64(person.value());
  return aad.take();
}

std::string_view column_of(ReleaseGround which) {
  switch (which) {
    case ReleaseGround::kDecision:
      return "release_request";
    case ReleaseGround::kWithdrawal:
      return "release";
    case ReleaseGround::kBreakGlassReview:
      return "break_glass";
  }
  return {};
}

core::Error unreadable() {
  return core::make_error(core::Reason::kBug, "a sealed record is of a format that this program does not know");
}

// Opens the record, checks its format and gives the rest to `read`, which returns the value; everything must be read.
template <typename T, typename Read>
core::Result<T> open_formats(const runtime::KeySet& keys, const std::string& aad, std::string_view sealed,
                             std::uint8_t newest, Read read) {
  auto plain = runtime::open(keys, aad, sealed);
  if (!plain) return plain.error();
  ByteReader reader(*plain);
  const std::uint8_t format = reader.u8();
  if (format < kFormat || format > newest) return unreadable();
  T value = read(reader, format);
  auto whole = reader.finish();
  if (!whole) return whole.error();
  return value;
}

template <typename T, typename Read>
core::Result<T> open_record(const runtime::KeySet& keys, const std::string& aad, std::string_view sealed, Read read) {
  return open_formats<T>(keys, aad, sealed, kFormat, [&](ByteReader& reader, std::uint8_t) { return read(reader); });
}

ByteWriter record() {
  ByteWriter writer;
  writer.u8(kFormat);
  return writer;
}

void put(ByteWriter& writer, const core::PartialDate& date) {
  writer.u8(static_cast<std::uint8_t>(date.precision));
  if (!date.known()) return;
  writer.u16(static_cast<std::uint16_t>(date.year)).u8(date.month).u8(date.day);
  writer.u16(static_cast<std::uint16_t>(date.year_last));
}

core::PartialDate read_date(ByteReader& reader) {
  core::PartialDate date;
  date.precision = static_cast<core::DatePrecision>(reader.u8());
  if (!date.known()) return date;
  date.year = static_cast<std::int16_t>(reader.u16());
  date.month = reader.u8();
  date.day = reader.u8();
  date.year_last = static_cast<std::int16_t>(reader.u16());
  return date;
}

void put(ByteWriter& writer, const core::NameParts& name) {
  writer.string(name.surname).string(name.given).string(name.patronymic).string(name.line);
}

core::NameParts read_name(ByteReader& reader) {
  core::NameParts name;
  name.surname = reader.string();
  name.given = reader.string();
  name.patronymic = reader.string();
  name.line = reader.string();
  return name;
}

void put(ByteWriter& writer, const std::vector<core::Sibling>& siblings) {
  writer.u8(static_cast<std::uint8_t>(siblings.size()));
  for (const core::Sibling& sibling : siblings) {
    writer.string(sibling.name);
    put(writer, sibling.birth_date);
  }
}

std::vector<core::Sibling> read_siblings(ByteReader& reader) {
  std::vector<core::Sibling> siblings;
  for (std::uint8_t left = reader.u8(); left > 0; --left) {
    core::Sibling& sibling = siblings.emplace_back();
    sibling.name = reader.string();
    sibling.birth_date = read_date(reader);
  }
  return siblings;
}

core::Particulars read_particulars(ByteReader& reader, std::uint8_t format) {
  core::Particulars particulars;
  particulars.sex = static_cast<core::Sex>(reader.u8());
  particulars.birth_date = read_date(reader);
  particulars.birthplace = reader.string();
  particulars.nationality = reader.string();
  particulars.power = reader.string();
  particulars.rank = reader.string();
  particulars.unit = reader.string();
  particulars.father_first_name = reader.string();
  particulars.mother_maiden_name = reader.string();
  particulars.person_to_inform = reader.string();
  particulars.marks = reader.string();
  particulars.blood_group = reader.string();
  particulars.how_obtained = static_cast<core::HowObtained>(reader.u8());
  if (format < kParticularsFormat) return particulars;
  particulars.mother_name = reader.string();
  particulars.siblings = read_siblings(reader);
  particulars.last_seen_place = reader.string();
  particulars.last_seen_date = read_date(reader);
  return particulars;
}

StatementDetail read_detail(ByteReader& reader, std::uint8_t format) {
  StatementDetail detail;
  detail.place = reader.string();
  detail.external_id = reader.string();
  if (format < kDetailFormat) return detail;
  detail.health = static_cast<core::Health>(reader.u8());
  detail.authority = reader.string();
  return detail;
}

core::QuestionFacts read_facts(ByteReader& reader, std::uint8_t format) {
  core::QuestionFacts facts;
  facts.name = read_name(reader);
  facts.birth_date = read_date(reader);
  for (std::uint8_t left = reader.u8(); left > 0; --left) facts.identifiers.push_back(reader.string());
  facts.birthplace = reader.string();
  facts.unit = reader.string();
  facts.sex = static_cast<core::Sex>(reader.u8());
  if (format < kFactsFormat) return facts;
  facts.kind = static_cast<core::SoughtKind>(reader.u8());
  facts.mother_name = reader.string();
  facts.siblings = read_siblings(reader);
  facts.marks = reader.string();
  facts.last_seen_place = reader.string();
  facts.last_seen_date = read_date(reader);
  return facts;
}

InquiryAsker read_asker(ByteReader& reader, std::uint8_t format) {
  InquiryAsker asker;
  asker.relation = static_cast<core::Relation>(reader.u8());
  asker.language = reader.string();
  asker.name = reader.string();
  asker.safe_contact = static_cast<core::SafeContact>(reader.u8());
  asker.contact = reader.string();
  asker.notice_version = static_cast<std::int32_t>(reader.u32());
  if (format < kAskerFormat) return asker;
  core::SafeHours& hours = asker.safe_hours.emplace();
  hours.from_hour = reader.u8();
  hours.until_hour = reader.u8();
  hours.utc_offset_minutes = static_cast<std::int16_t>(reader.u16());
  return asker;
}

}  // namespace

runtime::Sealed seal_particulars(const runtime::Keyring& keyring, core::PersonId person,
                                 const core::Particulars& particulars) {
  ByteWriter writer;
  writer.u8(kParticularsFormat).u8(static_cast<std::uint8_t>(particulars.sex));
  put(writer, particulars.birth_date);
  writer.string(particulars.birthplace).string(particulars.nationality).string(particulars.power);
  writer.string(particulars.rank).string(particulars.unit).string(particulars.father_first_name);
  writer.string(particulars.mother_maiden_name).string(particulars.person_to_inform).string(particulars.marks);
  writer.string(particulars.blood_group).u8(static_cast<std::uint8_t>(particulars.how_obtained));
  writer.string(particulars.mother_name);
  put(writer, particulars.siblings);
  writer.string(particulars.last_seen_place);
  put(writer, particulars.last_seen_date);
  return runtime::seal(keyring.newest(KeyUse::kRegister), bound_to("person", person.value()), writer.bytes());
}

core::Result<core::Particulars> open_particulars(const runtime::Keyring& keyring, core::PersonId person,
                                                 std::string_view sealed) {
  return open_formats<core::Particulars>(keyring.set(KeyUse::kRegister), bound_to("person", person.value()), sealed,
                                         kParticularsFormat, read_particulars);
}

runtime::Sealed seal_name(const runtime::Keyring& keyring, core::PersonId person, const core::NameParts& name) {
  ByteWriter writer = record();
  put(writer, name);
  return runtime::seal(keyring.newest(KeyUse::kRegister), bound_to("person_name", person.value()), writer.bytes());
}

core::Result<core::NameParts> open_name(const runtime::Keyring& keyring, core::PersonId person,
                                        std::string_view sealed) {
  return open_record<core::NameParts>(keyring.set(KeyUse::kRegister), bound_to("person_name", person.value()), sealed,
                                      read_name);
}

runtime::Sealed seal_identifier(const runtime::Keyring& keyring, core::PersonId person, std::string_view value) {
  ByteWriter writer = record();
  writer.string(value);
  return runtime::seal(keyring.newest(KeyUse::kRegister), bound_to("identifier", person.value()), writer.bytes());
}

core::Result<std::string> open_identifier(const runtime::Keyring& keyring, core::PersonId person,
                                          std::string_view sealed) {
  return open_record<std::string>(keyring.set(KeyUse::kRegister), bound_to("identifier", person.value()), sealed,
                                  [](ByteReader& reader) { return reader.string(); });
}

core::Bytes32 identifier_hash(const runtime::Keyring& keyring, std::string_view value) {
  return runtime::keyed_hash(keyring.newest(KeyUse::kIdentifier), core::fold_identifier(value));
}

std::uint64_t index_hash(const core::Bytes32& identifier_hash) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof(hash); ++i) hash = hash << 8U | identifier_hash[i];
  return hash;
}

runtime::Sealed seal_statement_detail(const runtime::Keyring& keyring, core::PersonId person,
                                      const StatementDetail& detail) {
  ByteWriter writer;
  writer.u8(kDetailFormat).string(detail.place).string(detail.external_id);
  writer.u8(static_cast<std::uint8_t>(detail.health)).string(detail.authority);
  return runtime::seal(keyring.newest(KeyUse::kRegister), bound_to("statement", person.value()), writer.bytes());
}

core::Result<StatementDetail> open_statement_detail(const runtime::Keyring& keyring, core::PersonId person,
                                                    std::string_view sealed) {
  return open_formats<StatementDetail>(keyring.set(KeyUse::kRegister), bound_to("statement", person.value()), sealed,
                                       kDetailFormat, read_detail);
}

runtime::Sealed seal_facts(const runtime::Keyring& keyring, std::int64_t reference, const core::QuestionFacts& facts) {
  ByteWriter writer;
  writer.u8(kFactsFormat);
  put(writer, facts.name);
  put(writer, facts.birth_date);
  writer.u8(static_cast<std::uint8_t>(facts.identifiers.size()));
  for (const std::string& number : facts.identifiers) writer.string(number);
  writer.string(facts.birthplace).string(facts.unit);
  writer.u8(static_cast<std::uint8_t>(facts.sex));
  writer.u8(static_cast<std::uint8_t>(facts.kind)).string(facts.mother_name);
  put(writer, facts.siblings);
  writer.string(facts.marks).string(facts.last_seen_place);
  put(writer, facts.last_seen_date);
  return runtime::seal(keyring.newest(KeyUse::kInquiry), bound_to("inquiry_facts", reference), writer.bytes());
}

core::Result<core::QuestionFacts> open_facts(const runtime::Keyring& keyring, std::int64_t reference,
                                             std::string_view sealed) {
  return open_formats<core::QuestionFacts>(keyring.set(KeyUse::kInquiry), bound_to("inquiry_facts", reference), sealed,
                                           kFactsFormat, read_facts);
}

runtime::Sealed seal_asker(const runtime::Keyring& keyring, std::int64_t reference, const InquiryAsker& asker) {
  ByteWriter writer;
  writer.u8(asker.safe_hours ? kAskerFormat : kFormat);  // without them as an older server reads it
  writer.u8(static_cast<std::uint8_t>(asker.relation)).string(asker.language).string(asker.name);
  writer.u8(static_cast<std::uint8_t>(asker.safe_contact)).string(asker.contact);
  writer.u32(static_cast<std::uint32_t>(asker.notice_version));
  if (asker.safe_hours) {
    writer.u8(asker.safe_hours->from_hour).u8(asker.safe_hours->until_hour);
    writer.u16(static_cast<std::uint16_t>(asker.safe_hours->utc_offset_minutes));
  }
  return runtime::seal(keyring.newest(KeyUse::kInquiry), bound_to("inquiry_asker", reference), writer.bytes());
}

core::Result<InquiryAsker> open_asker(const runtime::Keyring& keyring, std::int64_t reference,
                                      std::string_view sealed) {
  return open_formats<InquiryAsker>(keyring.set(KeyUse::kInquiry), bound_to("inquiry_asker", reference), sealed,
                                    kAskerFormat, read_asker);
}

runtime::Sealed seal_review_ground(const runtime::Keyring& keyring, std::int64_t reference, core::PersonId person,
                                   std::string_view ground) {
  ByteWriter writer = record();
  writer.string(ground);
  return runtime::seal(keyring.newest(KeyUse::kInquiry), bound_to_pair(reference, person), writer.bytes());
}

runtime::Sealed seal_erasure_ground(const runtime::Keyring& keyring, std::int64_t reference, std::string_view ground) {
  ByteWriter writer = record();
  writer.string(ground);
  return runtime::seal(keyring.newest(KeyUse::kInquiry), bound_to("erasure", reference), writer.bytes());
}

core::Result<std::string> open_erasure_ground(const runtime::Keyring& keyring, std::int64_t reference,
                                              std::string_view sealed) {
  return open_record<std::string>(keyring.set(KeyUse::kInquiry), bound_to("erasure", reference), sealed,
                                  [](ByteReader& reader) { return std::string(reader.string()); });
}

core::Result<std::string> open_review_ground(const runtime::Keyring& keyring, std::int64_t reference,
                                             core::PersonId person, std::string_view sealed) {
  return open_record<std::string>(keyring.set(KeyUse::kInquiry), bound_to_pair(reference, person), sealed,
                                  [](ByteReader& reader) { return std::string(reader.string()); });
}

runtime::Sealed seal_release_ground(const runtime::Keyring& keyring, ReleaseGround which, std::int64_t request_number,
                                    std::string_view ground) {
  ByteWriter writer = record();
  writer.string(ground);
  return runtime::seal(keyring.newest(KeyUse::kInquiry), bound_to(column_of(which), request_number), writer.bytes());
}

core::Result<std::string> open_release_ground(const runtime::Keyring& keyring, ReleaseGround which,
                                              std::int64_t request_number, std::string_view sealed) {
  return open_record<std::string>(keyring.set(KeyUse::kInquiry), bound_to(column_of(which), request_number), sealed,
                                  [](ByteReader& reader) { return std::string(reader.string()); });
}

}  // namespace hotline::store
