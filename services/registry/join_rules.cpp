#include "registry/join_rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/name_text.hpp"
#include "core/normal.hpp"
#include "runtime/bytes.hpp"
#include "runtime/seal.hpp"

namespace hotline::registry {
namespace {

// Below this two names speak against one number being one man's: somebody mistyped a digit.
constexpr double kNamesOfOneMin = 0.5;
constexpr std::size_t kFullNameWords = 3;
// Belong to the father's name before them and are no name themselves.
constexpr std::array<std::string_view, 8> kChildOf{"оглы", "огли", "кызы", "кизи", "ogly", "oglu", "kyzy", "gizi"};

// Beside the spellings of one sign, the letter that typists mix up and the apostrophe that they leave out.
std::string folded(std::string_view text) {
  return core::replaced(core::replaced(core::fold_spelling(text), "ё", "е"), "'", "");
}

void add_words(const std::string& text, std::vector<std::string>& words) {
  const std::string clean = folded(text);
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t end = std::min(clean.find(' ', at), clean.size());
    if (end > at) words.push_back(clean.substr(at, end - at));
    at = end + 1;
  }
}

// "О." or "О.А.": more than one man of a family has the same ones.
bool initials(const std::string& word) {
  const auto letters = std::count_if(word.begin(), word.end(), [](char c) {
    return c != '.' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80;  // no byte that continues a letter
  });
  return letters < 2 || word.find('.') != std::string::npos;
}

bool dates_exclude(const core::PartialDate& a, const core::PartialDate& b) {
  if (!a.known() || !b.known()) return false;
  return *core::first_day(a) > *core::last_day(b) || *core::first_day(b) > *core::last_day(a);
}

bool share_number(const std::vector<core::Bytes32>& a, const std::vector<core::Bytes32>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const core::Bytes32& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool share_name_and_date(const RecordIdentity& a, const RecordIdentity& b) {
  if (!a.birth_date.full() || a.birth_date != b.birth_date) return false;
  for (const core::NameParts& one : a.names) {
    const std::vector<std::string> words = full_name(one);
    if (words.empty()) continue;
    const bool met = std::any_of(b.names.begin(), b.names.end(),
                                 [&](const core::NameParts& other) { return full_name(other) == words; });
    if (met) return true;
  }
  return false;
}

bool names_may_be_of_one(const RecordIdentity& a, const RecordIdentity& b, const matching::Index& index) {
  if (a.names.empty() || b.names.empty()) return true;
  for (const core::NameParts& one : a.names) {
    for (const core::NameParts& other : b.names) {
      if (index.compare_names(one, other) >= kNamesOfOneMin) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> full_name(const core::NameParts& name) {
  std::vector<std::string> words;
  if (!name.line.empty()) {
    add_words(name.line, words);
  } else if (!name.surname.empty() && !name.given.empty() && !name.patronymic.empty()) {
    add_words(name.surname, words);
    add_words(name.given, words);
    add_words(name.patronymic, words);
  }
  const auto names = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kChildOf.begin(), kChildOf.end(), word) == kChildOf.end();
  });
  if (static_cast<std::size_t>(names) < kFullNameWords || std::any_of(words.begin(), words.end(), initials)) return {};
  std::sort(words.begin(), words.end());
  return words;
}

store::JoinKeys join_keys(const runtime::Keyring& keyring, const RecordIdentity& identity) {
  const runtime::Key& key = keyring.newest(runtime::KeyUse::kRow);
  const auto side = static_cast<std::uint8_t>(identity.side);
  store::JoinKeys keys;
  const std::vector<std::string> words =
      identity.names.empty() ? std::vector<std::string>() : full_name(identity.names.front());
  if (!words.empty() && identity.birth_date.full()) {
    runtime::ByteWriter bytes;
    bytes.string("join-name").u8(side).string(core::format_date(identity.birth_date));
    for (const std::string& word : words) bytes.string(word);
    keys.name = runtime::keyed_hash64(key, bytes.bytes());
  }
  if (!identity.numbers.empty()) {
    const core::Bytes32& number = identity.numbers.front();
    runtime::ByteWriter bytes;
    bytes.string("join-number").u8(side).raw({reinterpret_cast<const char*>(number.data()), number.size()});
    keys.number = runtime::keyed_hash64(key, bytes.bytes());
  }
  return keys;
}

GroupMatch match_group(const RecordIdentity& identity, const RecordGroup& group, const matching::Index& index) {
  bool number = false;
  bool name = false;
  bool other_number = false;
  bool contradicts = false;
  for (const RecordIdentity& record : group) {
    const bool same_number = share_number(identity.numbers, record.numbers);
    const bool same_name = share_name_and_date(identity, record);
    number |= same_number;
    name |= same_name;
    contradicts |= !same_number && identity.keyed && identity.source == record.source;
    other_number |= !same_number && !identity.numbers.empty() && !record.numbers.empty();
    contradicts |= identity.side != record.side || dates_exclude(identity.birth_date, record.birth_date);
    contradicts |=
        identity.sex != core::Sex::kUnknown && record.sex != core::Sex::kUnknown && identity.sex != record.sex;
    contradicts |= same_number && !same_name && !names_may_be_of_one(identity, record, index);
  }
  if (!number && !name) return GroupMatch::kNone;
  if (contradicts || (other_number && !number)) return GroupMatch::kContradicts;
  return number ? GroupMatch::kNumber : GroupMatch::kNameAndDate;
}

}  // namespace hotline::registry
