#include "matching/collect.hpp"

#include <algorithm>
#include <chrono>

namespace hotline::matching {
namespace {

// Given names for which the surnames one slip away are looked up.
constexpr std::size_t kSlipGivenMax = 6;
// Of a longer list of one name a date that has nothing in common rules a row out unseen, as with a broad one.
// Whoever is looked for thoroughly is looked for further.
constexpr std::size_t kBroadMin = 64, kBroadMinThorough = 256;

// A date that was moved on purpose leaves the child about as old as it is.
constexpr int kAgeYears = 2;
constexpr std::int32_t kAgeDaysMax = 5 * 366;  // of an age told as a range of years

bool same_stem(const Form& a, const Form& b) {
  const std::size_t length = stem_length(a);
  return length == stem_length(b) && std::equal(a.symbols.begin(), a.symbols.begin() + length, b.symbols.begin());
}

bool same_stem(const NameToken& asked, const NameToken& held) {
  for (const Form* a : {&asked.form, &asked.other}) {
    for (const Form* b : {&held.form, &held.other}) {
      if (!a->empty() && !b->empty() && same_stem(*a, *b)) return true;
    }
  }
  return false;
}

}  // namespace

void Collector::collect() {
  for (const std::uint64_t hash : query_.identifier_hashes) add_key(key_identifier(hash));
  for (const std::uint64_t hash : query_.near_identifier_hashes) add_key(key_identifier(hash), Rank::kAlike);
  if (query_.thorough && query_.birth_date.full()) add_group(key_date_given(query_.birth_date, kNoGiven), false);
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) collect_reading(scratch_.readings.list[i]);
  if (query_.thorough && query_.birth_date.full()) collect_slipped_dates();
  collect_circumstances();
  find_lists();
  order_lists();
  if (query_.profile == EvidenceProfile::kAlteredIdentity) collect_near_dates();
}

void Collector::collect_whatever_surname() {
  constexpr std::uint64_t kFirstSounds = 15;  // classes of the first sound of a surname (phonemic.hpp)
  scratch_.key_count = scratch_.list_count = 0;
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    const Reading& reading = scratch_.readings.list[i];
    if (!reading.given.known() || reading.given.initial) continue;
    const Codes given = given_of(reading.given).exact, patronymic = patronymic_codes(reading.patronymic);
    for (std::size_t g = 0; g < std::min(given.count, kSlipGivenMax); ++g) {
      for (std::size_t p = 0; p < patronymic.count; ++p) {
        for (std::uint64_t first = 1; first <= kFirstSounds; ++first) {
          add_key(key_given_patronymic_first(given.list[g], patronymic.list[p], first), Rank::kAlike);
        }
      }
    }
  }
  find_lists();
  order_lists();
}

std::size_t Collector::count_surname(const NameToken& surname) {
  find_same_surnames(surname);
  std::size_t count = 0;
  for (const auto& segment : state_.segments) {
    for (const std::uint32_t id : scratch_.same_surnames.view()) {
      count += segment->postings.group(key_surname_given(id, kNoGiven).place).size();
    }
  }
  return count;
}

void Collector::add_key(const Key& key, Rank rank) {
  if (scratch_.key_count < kKeysMax) scratch_.keys[scratch_.key_count++] = {key, rank, false, false};
}

void Collector::add_group(const Key& key, bool broad) {
  if (scratch_.key_count < kKeysMax) scratch_.keys[scratch_.key_count++] = {key, Rank::kNamed, true, broad};
}

Collector::Given Collector::given_of(const NameToken& token) const {
  Given given;
  given.exact = given_codes(token);
  for (const GivenSense& sense : token.sense_list()) {
    for (const GivenClass other : lexicon_.linked(sense.given)) given.exact.add(other);
  }
  given.wider = given.exact;
  if (token.known()) {
    given.wider.add(kNoGiven);
    if (!token.initial) given.wider.add(initial_code(token));
  }
  return given;
}

void Collector::collect_reading(const Reading& reading) {
  const Given given = given_of(reading.given);
  const Codes patronymic = patronymic_codes(reading.patronymic);
  if (reading.surname.known()) collect_surname(reading, given, patronymic);
  if (reading.given.known()) collect_date(given.exact, patronymic);
}

// Whatever the surname is.
void Collector::collect_date(const Codes& given, const Codes& patronymic) {
  const core::PartialDate& date = query_.birth_date;
  for (std::size_t g = 0; g < given.count; ++g) {
    if (date.full()) add_key(key_date_given(date, given.list[g]));
    for (std::size_t p = 0; date.known() && p < patronymic.count; ++p) {
      add_key(key_given_patronymic_year(given.list[g], patronymic.list[p], date.year));
    }
  }
}

// The given name with each date that a slip makes of this one: where a patronymic is missing nothing else leads to
// somebody whose surname is mangled too.
void Collector::collect_slipped_dates() {
  constexpr int kYears = 2;
  const core::PartialDate& date = query_.birth_date;
  Codes given;
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    const NameToken& token = scratch_.readings.list[i].given;
    if (!token.known() || token.initial) continue;
    const Codes codes = given_codes(token);
    for (std::size_t g = 0; g < codes.count; ++g) given.add(codes.list[g]);
  }
  const auto add = [&](int year, int month, int day) {
    const core::PartialDate slipped{core::DatePrecision::kDay, static_cast<std::int16_t>(year),
                                    static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day), 0};
    for (std::size_t g = 0; g < given.count; ++g) add_key(key_date_given(slipped, given.list[g]), Rank::kAlike);
  };
  for (int day = 1; day <= 31; ++day) add(date.year, date.month, day);
  for (int month = 1; month <= 12; ++month) add(date.year, month, date.day);
  if (date.day <= 12) add(date.year, date.day, date.month);
  for (int off = -kYears; off <= kYears; ++off) add(date.year + off, date.month, date.day);
  for (int digit = 0; digit <= 9; ++digit) {
    add(date.year / 10 * 10 + digit, date.month, date.day);
    add(date.year / 100 * 100 + digit * 10 + date.year % 10, date.month, date.day);
  }
}

void Collector::collect_surname(const Reading& reading, const Given& given, const Codes& patronymic) {
  find_same_surnames(reading.surname);
  find_like_surnames(reading.surname);
  const auto same = scratch_.same_surnames.view(), like = scratch_.like_surnames.view();
  for (const std::uint32_t surname : same) {
    const Rank rank = same_stem(reading.surname, state_.vocabulary->surname_at(surname)) ? Rank::kNamed : Rank::kAlike;
    for (std::size_t g = 0; g < given.wider.count; ++g) add_key(key_surname_given(surname, given.wider.list[g]), rank);
    for (std::size_t p = 0; p < patronymic.count; ++p) {
      add_key(key_surname_patronymic(surname, patronymic.list[p]), rank);
    }
  }
  const std::size_t slip_given = std::min(given.exact.count, kSlipGivenMax);
  for (const std::uint32_t surname : like) {
    for (std::size_t g = 0; g < slip_given; ++g) {
      add_key(key_surname_given(surname, given.exact.list[g]), Rank::kAlike);
    }
  }
  // With a full date the keys of given name and date find a badly mangled surname, with less to compare; but not when
  // the date is wrong too.
  const bool by_names = reading.given.known() && (!query_.birth_date.full() || query_.thorough);
  for (std::size_t g = 0; by_names && g < slip_given; ++g) {
    for (std::size_t p = 0; p < patronymic.count; ++p) {
      add_key(key_given_patronymic_first(given.exact.list[g], patronymic.list[p], reading.surname.skeleton),
              Rank::kAlike);
    }
  }
  // Without a given name that the lexicon is sure of, everybody of the surname is looked at.
  const NameToken& name = reading.given;
  const bool known = name.known() && !name.initial;
  const bool unsure = !known || name.near || name.sense_count == 0;
  if (!unsure || &reading != &scratch_.readings.list[0]) return;
  // A record that is compared with the others meets its own given name.
  if (known && !query_.thorough && anybody_called(given.wider)) return;
  for (const std::uint32_t surname : same) add_group(key_surname_given(surname, kNoGiven), true);
}

void Collector::collect_circumstances() {
  const Circumstances& told = query_.circumstances;
  const bool any = !told.mother.empty() || !told.siblings.empty() || !told.marks.empty() ||
                   !told.last_seen_place.empty() || told.last_seen.known();
  if (!any) return;
  const KnownCircumstances known = read_circumstances(lexicon_, told);
  CircumstanceCodes codes;
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    const NameToken& given = scratch_.readings.list[i].given;
    if (!given.known()) continue;
    const Codes exact = given_of(given).exact;
    for (std::size_t g = 0; g < exact.count; ++g) codes.own.add(exact.list[g]);
  }
  for (const KnownSibling& sibling : known.siblings) codes.add_sibling(given_of(sibling.given).exact);
  for (const Reading& mother : known.mother) codes.add_mother(mother);
  for (std::size_t i = 0; i < known.marks.count; ++i) codes.add_mark(known.marks.words.at(i));
  codes.add_places(known.last_seen_place);
  codes.set_month(known.last_seen);
  const auto add = [&](const Key& key) { add_key(key); };
  each_circumstance_key(codes, add);
  for (std::size_t p = 0; codes.month != 0 && p < codes.place_count; ++p) {
    add(key_seen_month(codes.places[p], codes.month - 1));
    add(key_seen_month(codes.places[p], codes.month + 1));
  }
}

// A child keeps the given name, or its like, and is about as old as it is: everybody called so who was born within two
// years of the date, the nearest days first.
void Collector::collect_near_dates() {
  std::array<bool, 256> wanted{};
  bool any = false;
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    if (!scratch_.readings.list[i].given.known()) continue;
    const Codes exact = given_of(scratch_.readings.list[i].given).exact;
    for (std::size_t g = 0; g < exact.count; ++g) wanted[key_date_given({}, exact.list[g]).check] = true;
    any = true;
  }
  const auto first = core::first_day(query_.birth_date), last = core::last_day(query_.birth_date);
  if (!any || !first || !last || *last - *first > kAgeDaysMax) return;
  const auto add = [&](const core::PartialDate& date) {
    for (std::uint32_t s = 0; s < state_.segments.size(); ++s) add_called(s, key_date_given(date, 0).place, wanted);
  };
  const auto middle = std::chrono::sys_days(std::chrono::days(*first + (*last - *first) / 2));
  const int reach = kAgeYears * 366 + (*last - *first) / 2;
  const auto date_of = [](std::chrono::sys_days day) {
    const std::chrono::year_month_day at(day);
    return core::PartialDate{core::DatePrecision::kDay, static_cast<std::int16_t>(static_cast<int>(at.year())),
                             static_cast<std::uint8_t>(static_cast<unsigned>(at.month())),
                             static_cast<std::uint8_t>(static_cast<unsigned>(at.day())), 0};
  };
  for (int apart = 0; apart <= reach; ++apart) {
    add(date_of(middle + std::chrono::days(apart)));
    if (apart != 0) add(date_of(middle - std::chrono::days(apart)));
  }
  const int year = query_.birth_date.year;
  for (int off = -kAgeYears; off <= kAgeYears; ++off) {
    const auto near = static_cast<std::int16_t>(year + off);
    add({core::DatePrecision::kYear, near, 0, 0, 0});
    for (std::uint8_t month = 1; month <= 12; ++month) add({core::DatePrecision::kMonth, near, month, 0, 0});
  }
}

// Entries of a group whose checks are wanted, as further lists: each run of one check is one.
void Collector::add_called(std::uint32_t segment, std::uint64_t place, const std::array<bool, 256>& wanted) {
  const auto group = state_.segments[segment]->postings.group(place);
  for (std::size_t i = 0; i < group.size();) {
    const std::size_t start = i;
    while (i < group.size() && check_of(group[i]) == check_of(group[start])) ++i;
    if (wanted[check_of(group[start])] && scratch_.list_count < kListsMax) {
      scratch_.lists[scratch_.list_count++] = {segment, group.subspan(start, i - start), Rank::kAlike, false};
    }
  }
}

bool Collector::anybody_called(const Codes& given) const {
  for (const auto& segment : state_.segments) {
    for (const std::uint32_t surname : scratch_.same_surnames.view()) {
      for (std::size_t g = 0; g < given.count; ++g) {
        if (!segment->postings.find(key_surname_given(surname, given.list[g])).empty()) return true;
      }
    }
  }
  return false;
}

void Collector::find_same_surnames(const NameToken& surname) {
  scratch_.same_surnames.count = 0;
  const Key main = key_skeleton(surname.skeleton);
  for (const auto& segment : state_.segments) find_surnames(*segment, main, scratch_.same_surnames);
  if (surname.other.empty()) return;
  const Key other = key_skeleton(skeleton(surname.other));
  for (const auto& segment : state_.segments) find_surnames(*segment, other, scratch_.same_surnames);
}

// Surnames that one left out or changed consonant makes of this one.
void Collector::find_like_surnames(const NameToken& surname) {
  scratch_.like_surnames.count = 0;
  for (const Form* form : {&surname.form, &surname.other}) {
    const Slips slips = surname_slips(*form);
    for (const auto& segment : state_.segments) {
      for (std::size_t s = 0; s < slips.count; ++s) segment->sounds.prefetch_bucket(slips.list[s].place);
      for (std::size_t s = 0; s < slips.count; ++s) segment->sounds.prefetch_entries(slips.list[s].place);
      for (std::size_t s = slips.count; s-- > 0;) find_surnames(*segment, slips.list[s], scratch_.like_surnames);
    }
  }
}

void Collector::find_surnames(const Segment& segment, const Key& key, SurnameList& list) {
  for (const std::uint32_t entry : segment.sounds.find(key)) {
    const std::uint32_t id = segment.surnames[row_of(entry)];
    if (&list == &scratch_.same_surnames || !scratch_.same_surnames.holds(id)) list.add(id);
  }
}

void Collector::find_lists() {
  const auto keys = std::span(scratch_.keys).first(scratch_.key_count);
  for (std::uint32_t s = 0; s < state_.segments.size(); ++s) {
    const Postings& postings = state_.segments[s]->postings;
    for (const AskedKey& asked : keys) postings.prefetch_bucket(asked.key.place);
    for (const AskedKey& asked : keys) postings.prefetch_entries(asked.key.place);
    for (const AskedKey& asked : keys) {
      const auto entries = asked.group ? postings.group(asked.key.place) : postings.find(asked.key);
      if (entries.empty() || scratch_.list_count == kListsMax) continue;
      const bool broad = asked.broad || entries.size() > (query_.thorough ? kBroadMinThorough : kBroadMin);
      scratch_.lists[scratch_.list_count++] = {s, entries, asked.rank, broad};
    }
  }
}

void Collector::order_lists() {
  const auto lists = std::span(scratch_.lists).first(scratch_.list_count);
  std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.entries.size() < b.entries.size();
  });
}

}  // namespace hotline::matching
