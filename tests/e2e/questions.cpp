#include "e2e/questions.hpp"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "cli/sample/load.hpp"

namespace hotline::e2e {

core::Bytes16 random_uuid(std::mt19937_64& random) {
  core::Bytes16 uuid{};
  for (std::uint8_t& byte : uuid) byte = static_cast<std::uint8_t>(random());
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0f) | 0x40);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3f) | 0x80);
  return uuid;
}

std::string uuid_text(const core::Bytes16& uuid) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[uuid[i] >> 4];
    text += kDigits[uuid[i] & 15];
  }
  return text;
}

v1::LookupPersonRequest question(const core::Bytes16& request_id, const std::string& call_id,
                                 const core::NameParts& name, const core::PartialDate& birth_date) {
  v1::LookupPersonRequest request;
  request.set_request_id(uuid_text(request_id));
  request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
  request.set_language(v1::LANGUAGE_UK);
  request.set_relation(v1::RELATION_MOTHER);
  request.mutable_call()->set_line("line-1");
  request.mutable_call()->set_exchange_call_id(call_id);
  request.mutable_call()->mutable_started_at()->set_seconds(
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
  auto& asked = *request.mutable_facts()->mutable_name();
  asked.set_surname(name.surname);
  asked.set_given_name(name.given);
  asked.set_patronymic(name.patronymic);
  asked.set_line(name.line);
  auto& born = *request.mutable_facts()->mutable_birth_date();
  born.set_year(birth_date.year);
  born.set_month(birth_date.month);
  born.set_day(birth_date.day);
  return request;
}

core::NameParts name_of(const sample::Row& row) {
  core::NameParts name;
  name.surname = row.surname;
  name.given = row.given_name;
  name.patronymic = row.patronymic;
  return name;
}

void write_list(const std::string& path, std::uint64_t seed, std::uint64_t start, std::uint64_t count) {
  std::ofstream out(path, std::ios::binary);
  sample::write_csv_header(out);
  sample::generate_rows(count, seed, start, [&](const sample::Row& row) { sample::write_csv_row(out, row); });
  if (!out.flush()) throw std::runtime_error("the list cannot be written");
}

}  // namespace hotline::e2e
