#include "lookup/asked_person.hpp"

#include <string_view>

#include "core/normal.hpp"
#include "core/time.hpp"
#include "runtime/seal.hpp"
#include "store/question.hpp"

namespace hotline::lookup {
namespace {

std::uint64_t hash_of(const runtime::Keyring& keyring, const std::string& said) {
  return static_cast<std::uint64_t>(runtime::keyed_hash64(keyring.newest(runtime::KeyUse::kRequest), said));
}

// The first two words: surname and given name, as names are dictated.
std::string_view first_words(std::string_view name) {
  const std::size_t first = name.find(' ');
  if (first == std::string_view::npos) return name;
  return name.substr(0, name.find(' ', first + 1));
}

}  // namespace

std::string spoken_name(const core::NameParts& name) {
  if (!name.line.empty()) return name.line;
  std::string spoken;
  for (const std::string* part : {&name.surname, &name.given, &name.patronymic}) {
    if (part->empty()) continue;
    if (!spoken.empty()) spoken += ' ';
    spoken += *part;
  }
  return spoken;
}

core::AskedPerson asked_person(const runtime::Keyring& keyring, const core::QuestionFacts& facts,
                               const std::optional<inquiry::CallDetails>& call,
                               const std::optional<inquiry::InquiryKey>& key) {
  const std::string name = core::lower_case(spoken_name(facts.name));
  std::string said = "subject|" + name + "|" + core::format_date(facts.birth_date);
  for (const auto& number : facts.identifiers) said += "|" + core::fold_identifier(number);
  core::AskedPerson asked;
  asked.subject = hash_of(keyring, said);
  if (call) {
    asked.call = hash_of(keyring, "asker|" + call->line + "|" + call->exchange_call_id);
  } else if (key) {
    asked.call = hash_of(keyring, "inquiry|" + std::to_string(key->reference.number()));
  }
  asked.name = hash_of(keyring, "name|" + std::string(first_words(name)));
  if (!facts.unit.empty()) asked.unit = hash_of(keyring, "unit|" + core::lower_case(facts.unit));
  asked.order = core::alphabet_place(name);
  asked.second_fact = core::asked_facts(facts).two_facts();
  return asked;
}

}  // namespace hotline::lookup
