#include "matching/snapshot.hpp"

#include <algorithm>
#include <bit>

namespace hotline::matching {
namespace {

constexpr std::size_t kBucketEntries = 8;
constexpr int kYearBase = 1700;
constexpr std::uint32_t kUnknownCode = 1U << 30, kInitialCode = 1U << 29;
// A row keeps at most this many further names and identifiers: no person has more papers.
constexpr std::size_t kOtherNamesMax = 12, kIdentifiersMax = 16;

std::uint64_t tagged(std::uint64_t tag, std::uint64_t a, std::uint64_t b = 0) {
  return combine(combine(tag, a), b);
}

template <typename F>
void each_name_key(const Vocabulary& vocabulary, const NameIds& name, const core::PartialDate& date, F&& emit) {
  const NameToken& surname = vocabulary.surname_at(name.surname);
  const Codes given = given_codes(vocabulary.given_at(name.given));
  const Codes patronymic = patronymic_codes(vocabulary.patronymic_at(name.patronymic));
  const auto each_surname = [&](const Form& form, std::uint64_t key) {
    emit(key_surname(key));
    for (std::size_t p = 0; p < patronymic.count; ++p) emit(key_surname_patronymic(key, patronymic.list[p]));
    const Slips slips = surname_slips(form);
    for (std::size_t g = 0; g < given.count; ++g) {
      emit(key_surname_given(key, given.list[g]));
      for (std::size_t s = 0; s < slips.count; ++s) emit(key_slip_given(slips.list[s], given.list[g]));
    }
    if (name.given == 0) return;
    for (std::size_t g = 0; g < given.count; ++g) {
      for (std::size_t p = 0; p < patronymic.count; ++p) {
        emit(key_given_patronymic_first(given.list[g], patronymic.list[p], key));
      }
    }
  };
  if (surname.known()) {
    each_surname(surname.form, surname.skeleton);
    if (!surname.other.empty() && skeleton(surname.other) != surname.skeleton) {
      each_surname(surname.other, skeleton(surname.other));
    }
  }
  if (name.given == 0 || !date.known()) return;
  for (std::size_t g = 0; g < given.count; ++g) {
    if (date.full()) emit(key_given_date(given.list[g], date));
    for (std::size_t p = 0; p < patronymic.count; ++p) {
      emit(key_given_patronymic_year(given.list[g], patronymic.list[p], date.year));
    }
  }
}

template <typename F>
void each_key(const Vocabulary& vocabulary, const Segment& segment, std::uint32_t at, F&& emit) {
  const Row& row = segment.rows[at];
  const core::PartialDate date = unpack_date(row.date_and_sex);
  if (date.full()) emit(key_date(date));
  each_name_key(vocabulary, row.name, date, emit);
  if (row.more == 0) return;
  const auto names = segment.other_names(row);
  for (std::size_t i = 0; i + 2 < names.size(); i += 3) {
    each_name_key(vocabulary, {names[i], names[i + 1], names[i + 2]}, date, emit);
  }
  const auto identifiers = segment.identifiers(row);
  for (std::size_t i = 0; i + 1 < identifiers.size(); i += 2) {
    emit(key_identifier(std::uint64_t{identifiers[i + 1]} << 32 | identifiers[i]));
  }
}

void build_postings(Segment& segment, const Vocabulary& vocabulary) {
  const auto rows = static_cast<std::uint32_t>(segment.rows.size());
  // About fourteen keys a row: the number of buckets need not be exact.
  const std::size_t buckets = std::max<std::size_t>(2, std::bit_ceil(std::size_t{rows} * 14 / kBucketEntries));
  Postings& postings = segment.postings;
  postings.shift = 64 - std::countr_zero(buckets);
  postings.offsets.assign(buckets + 1, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    each_key(vocabulary, segment, row, [&](std::uint64_t key) { ++postings.offsets[(key >> postings.shift) + 1]; });
  }
  for (std::size_t i = 0; i < buckets; ++i) postings.offsets[i + 1] += postings.offsets[i];
  std::vector<std::uint64_t> entries(postings.offsets[buckets]);
  {
    std::vector<std::uint32_t> next(postings.offsets.begin(), postings.offsets.end() - 1);
    for (std::uint32_t row = 0; row < rows; ++row) {
      each_key(vocabulary, segment, row,
               [&](std::uint64_t key) { entries[next[key >> postings.shift]++] = (key & 0xFFFF) << 32 | row; });
    }
  }
  postings.rows.reserve(entries.size());
  postings.checks.reserve(entries.size());
  // Duplicates (two names of one person) are squeezed out on the way, so the offsets move.
  std::uint32_t begin = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::uint32_t end = postings.offsets[bucket + 1];
    std::sort(entries.begin() + begin, entries.begin() + end);
    const auto unique = std::unique(entries.begin() + begin, entries.begin() + end);
    for (auto it = entries.begin() + begin; it != unique; ++it) {
      postings.rows.push_back(static_cast<std::uint32_t>(*it));
      postings.checks.push_back(static_cast<std::uint16_t>(*it >> 32));
    }
    begin = end;
    postings.offsets[bucket + 1] = static_cast<std::uint32_t>(postings.rows.size());
  }
  postings.rows.shrink_to_fit();
  postings.checks.shrink_to_fit();
}

void finish(Segment& segment, const Vocabulary& vocabulary) {
  segment.ended = std::make_unique<std::atomic<std::uint32_t>[]>(segment.rows.size());
  build_postings(segment, vocabulary);
}

std::uint32_t add_more(Segment& segment, std::span<const std::uint32_t> names,
                       std::span<const std::uint32_t> identifiers) {
  if (names.empty() && identifiers.empty()) return 0;
  if (segment.more.empty()) segment.more.push_back(0);  // place 0 means none
  const auto at = static_cast<std::uint32_t>(segment.more.size());
  segment.more.push_back(static_cast<std::uint32_t>(names.size() << 16 | identifiers.size()));
  segment.more.insert(segment.more.end(), names.begin(), names.end());
  segment.more.insert(segment.more.end(), identifiers.begin(), identifiers.end());
  return at;
}

bool same_word(const NameToken& a, const NameToken& b) {
  return a.form == b.form && a.other == b.other && a.initial == b.initial && a.sex == b.sex && a.senses == b.senses;
}

template <typename T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

Phrase read_phrase(std::string_view text) {
  Phrase phrase;
  if (text.empty()) return phrase;
  thread_local Words words;
  split_words(text, words);
  for (std::size_t i = 0; i < words.count && phrase.count < Phrase::kMax; ++i) {
    const Word& word = words.words[i];
    std::uint64_t hash = 0;
    if (word.digits) {
      for (std::size_t c = 0; c < word.length; ++c) {
        if (word.letters[c] >= '0' && word.letters[c] <= '9') hash = combine(hash + 1, word.letters[c]);
      }
    } else {
      const Sound sound = sound_of(word);
      if (sound.main.length < 3) continue;  // "м.", "с.", "обл"
      hash = skeleton(sound.main) + 1;
    }
    std::size_t at = phrase.count++;
    const auto value = static_cast<std::uint32_t>(mix(hash));
    for (; at > 0 && phrase.words[at - 1] > value; --at) phrase.words[at] = phrase.words[at - 1];
    phrase.words[at] = value;
  }
  return phrase;
}

float phrase_overlap(const Phrase& a, const Phrase& b) {
  int shared = 0;
  for (std::size_t i = 0; i < a.count; ++i) {
    shared += std::find(b.words.begin(), b.words.begin() + b.count, a.words[i]) != b.words.begin() + b.count;
  }
  const int shorter = std::min(a.count, b.count);
  return shorter == 0 ? 0.0F : static_cast<float>(shared) / static_cast<float>(shorter);
}

Vocabulary::Table::Table() : slots(64, 0) {
  pool.add(NameToken{});
}

Vocabulary::Vocabulary() : phrase_slots_(64, 0) {
  phrases_.add(Phrase{});
}

std::uint32_t Vocabulary::Table::intern(const NameToken& token) {
  if (!token.known()) return 0;
  const auto hash_of = [](const NameToken& t) {
    return combine(hash_form(t.form),
                   combine(hash_form(t.other), std::uint64_t{t.initial} * 4 + static_cast<std::uint64_t>(t.sex)));
  };
  if (std::size_t{pool.size()} * 2 >= slots.size()) {
    std::vector<std::uint32_t> larger(slots.size() * 2, 0);
    for (std::uint32_t id = 1; id < pool.size(); ++id) {
      std::size_t at = hash_of(pool[id]) & (larger.size() - 1);
      while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = id;
    }
    slots.swap(larger);
  }
  std::size_t at = hash_of(token) & (slots.size() - 1);
  while (slots[at] != 0) {
    if (same_word(pool[slots[at]], token)) return slots[at];
    at = (at + 1) & (slots.size() - 1);
  }
  return slots[at] = pool.add(token);
}

std::uint32_t Vocabulary::phrase(const Phrase& phrase) {
  if (phrase.count == 0) return 0;
  const auto hash_of = [](const Phrase& p) {
    return combine(combine(p.words[0], p.words[1]), combine(p.words[2], p.words[3]));
  };
  if (std::size_t{phrases_.size()} * 2 >= phrase_slots_.size()) {
    std::vector<std::uint32_t> larger(phrase_slots_.size() * 2, 0);
    for (std::uint32_t id = 1; id < phrases_.size(); ++id) {
      std::size_t at = hash_of(phrases_[id]) & (larger.size() - 1);
      while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = id;
    }
    phrase_slots_.swap(larger);
  }
  std::size_t at = hash_of(phrase) & (phrase_slots_.size() - 1);
  while (phrase_slots_[at] != 0) {
    if (phrases_[phrase_slots_[at]] == phrase) return phrase_slots_[at];
    at = (at + 1) & (phrase_slots_.size() - 1);
  }
  return phrase_slots_[at] = phrases_.add(phrase);
}

std::size_t Vocabulary::bytes() const {
  std::size_t total = phrases_.bytes() + bytes_of(phrase_slots_);
  for (const Table& table : names_) total += table.pool.bytes() + bytes_of(table.slots);
  return total;
}

std::uint32_t pack_date(const core::PartialDate& date, core::Sex sex) {
  std::uint32_t packed = static_cast<std::uint32_t>(sex) << 30;
  if (!date.known()) return packed;
  const auto span = std::clamp(date.year_last - date.year, 0, 63);
  packed |= static_cast<std::uint32_t>(date.precision) << 27;
  packed |= static_cast<std::uint32_t>(std::clamp(date.year - kYearBase, 0, 511)) << 18;
  const bool range = date.precision == core::DatePrecision::kYearRange;
  packed |= range ? static_cast<std::uint32_t>(span) : std::uint32_t{date.month} << 5 | date.day;
  return packed;
}

core::PartialDate unpack_date(std::uint32_t packed) {
  core::PartialDate date;
  date.precision = static_cast<core::DatePrecision>(packed >> 27 & 7);
  if (!date.known()) return date;
  date.year = static_cast<std::int16_t>((packed >> 18 & 511) + kYearBase);
  if (date.precision == core::DatePrecision::kYearRange) {
    date.year_last = static_cast<std::int16_t>(date.year + static_cast<int>(packed & 63));
  } else {
    date.month = static_cast<std::uint8_t>(packed >> 5 & 15);
    date.day = static_cast<std::uint8_t>(packed & 31);
  }
  return date;
}

RowFacts pack_facts(const RecordFacts& facts) {
  RowFacts row;
  row.cluster = facts.cluster.value();
  row.version = facts.version;
  row.status_day = facts.status_day;
  row.last_alive_day = facts.last_alive_day;
  row.hold_until_day = facts.hold_until_day;
  row.region = facts.region;
  row.status = facts.status;
  row.flags = facts.flags;
  row.side = static_cast<std::uint8_t>(facts.side);
  row.rung = static_cast<std::uint8_t>(facts.rung);
  row.inform_kin = static_cast<std::uint8_t>(facts.inform_kin);
  return row;
}

RecordFacts unpack_facts(const RowFacts& row) {
  RecordFacts facts;
  facts.cluster = core::ClusterId(row.cluster);
  facts.version = row.version;
  facts.side = static_cast<core::Side>(row.side);
  facts.status = row.status;
  facts.rung = static_cast<core::EvidenceRung>(row.rung);
  facts.flags = row.flags;
  facts.inform_kin = static_cast<core::InformKin>(row.inform_kin);
  facts.status_day = row.status_day;
  facts.last_alive_day = row.last_alive_day;
  facts.hold_until_day = row.hold_until_day;
  facts.region = row.region;
  return facts;
}

std::span<const std::uint32_t> Postings::find(std::uint64_t key) const {
  if (rows.empty()) return {};
  const std::size_t bucket = key >> shift;
  const std::uint32_t begin = offsets[bucket], end = offsets[bucket + 1];
  const auto check = static_cast<std::uint16_t>(key & 0xFFFF);
  std::uint32_t first = begin;
  if (end - begin <= 24) {
    while (first < end && checks[first] < check) ++first;
  } else {
    first = static_cast<std::uint32_t>(std::lower_bound(checks.begin() + begin, checks.begin() + end, check) -
                                       checks.begin());
  }
  std::uint32_t last = first;
  if (end - first <= 24) {
    while (last < end && checks[last] == check) ++last;
  } else {
    last = static_cast<std::uint32_t>(std::upper_bound(checks.begin() + first, checks.begin() + end, check) -
                                      checks.begin());
  }
  return {rows.data() + first, last - first};
}

std::span<const std::uint32_t> Segment::other_names(const Row& row) const {
  if (row.more == 0) return {};
  return {more.data() + row.more + 1, more[row.more] >> 16};
}

std::span<const std::uint32_t> Segment::identifiers(const Row& row) const {
  if (row.more == 0) return {};
  return {more.data() + row.more + 1 + (more[row.more] >> 16), more[row.more] & 0xFFFF};
}

std::size_t Segment::bytes() const {
  return bytes_of(persons) + bytes_of(rows) + bytes_of(facts) + bytes_of(more) + bytes_of(postings.offsets) +
         bytes_of(postings.rows) + bytes_of(postings.checks) + rows.size() * sizeof(ended[0]) + sizeof(Segment);
}

std::shared_ptr<Segment> build_segment(std::vector<PackedRecord> records, const Vocabulary& vocabulary) {
  std::stable_sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.person < b.person; });
  auto segment = std::make_shared<Segment>();
  segment->persons.reserve(records.size());
  segment->rows.reserve(records.size());
  segment->facts.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i + 1 < records.size() && records[i + 1].person == records[i].person) continue;
    PackedRecord& record = records[i];
    std::vector<std::uint32_t> names, identifiers;
    for (const NameIds& name : record.other_names) {
      if (names.size() == 3 * kOtherNamesMax) break;
      names.insert(names.end(), {name.surname, name.given, name.patronymic});
    }
    for (const std::uint64_t hash : record.identifiers) {
      if (identifiers.size() == 2 * kIdentifiersMax) break;
      identifiers.insert(identifiers.end(), {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32)});
    }
    record.row.more = add_more(*segment, names, identifiers);
    segment->persons.push_back(record.person);
    segment->rows.push_back(record.row);
    segment->facts.push_back(record.facts);
  }
  segment->more.shrink_to_fit();
  records = {};
  finish(*segment, vocabulary);
  return segment;
}

std::shared_ptr<Segment> merge_segments(std::span<const std::shared_ptr<Segment>> sources, const Vocabulary& vocabulary,
                                        std::uint32_t change) {
  struct Place {
    std::int64_t person;
    std::uint32_t source, row;
  };
  std::vector<Place> places;
  std::size_t total = 0, more = 1;
  for (const auto& source : sources) {
    total += source->size();
    more += source->more.size();
  }
  places.reserve(total);
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    for (std::uint32_t row = 0; row < sources[s]->size(); ++row) {
      if (sources[s]->alive(row, change)) places.push_back({sources[s]->persons[row], s, row});
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.person < b.person; });
  auto segment = std::make_shared<Segment>();
  segment->persons.reserve(places.size());
  segment->rows.reserve(places.size());
  segment->facts.reserve(places.size());
  segment->more.reserve(more);
  for (const Place& place : places) {
    const Segment& source = *sources[place.source];
    Row row = source.rows[place.row];
    row.more = add_more(*segment, source.other_names(row), source.identifiers(row));
    segment->persons.push_back(place.person);
    segment->rows.push_back(row);
    segment->facts.push_back(source.facts[place.row]);
  }
  segment->more.shrink_to_fit();
  places = {};
  finish(*segment, vocabulary);
  return segment;
}

std::int64_t find_row(const Segment& segment, std::int64_t person) {
  const auto at = std::lower_bound(segment.persons.begin(), segment.persons.end(), person);
  return at != segment.persons.end() && *at == person ? at - segment.persons.begin() : -1;
}

void Codes::add(std::uint32_t code) {
  if (count == kGivenCodesMax || std::find(list.begin(), list.begin() + count, code) != list.begin() + count) return;
  list[count++] = code;
}

Codes given_codes(const NameToken& token) {
  Codes codes;
  if (!token.known())
    codes.add(kNoGiven);
  else if (token.initial)
    codes.add(initial_code(token));
  else if (token.sense_count == 0)
    codes.add(kUnknownCode | static_cast<std::uint32_t>(mix(skeleton(token.form)) >> 40));
  for (const GivenSense& sense : token.sense_list()) codes.add(sense.given);
  return codes;
}

Codes patronymic_codes(const NameToken& token) {
  if (!token.known() || token.initial) return {};
  return given_codes(token);
}

std::uint32_t initial_code(const NameToken& token) {
  return kInitialCode | token.form[0];
}

std::uint64_t key_surname(std::uint64_t skeleton) {
  return tagged(1, skeleton);
}
std::uint64_t key_surname_given(std::uint64_t skeleton, std::uint32_t given) {
  return tagged(2, skeleton, given);
}
std::uint64_t key_surname_patronymic(std::uint64_t skeleton, std::uint32_t patronymic) {
  return tagged(3, skeleton, patronymic);
}
std::uint64_t key_given_patronymic_year(std::uint32_t given, std::uint32_t patronymic, int year) {
  return tagged(4, std::uint64_t{given} << 32 | patronymic, static_cast<std::uint64_t>(year));
}
std::uint64_t key_given_patronymic_first(std::uint32_t given, std::uint32_t patronymic, std::uint64_t skeleton) {
  while (skeleton > 15) skeleton >>= 4;
  return tagged(5, std::uint64_t{given} << 32 | patronymic, skeleton);
}
std::uint64_t key_given_date(std::uint32_t given, const core::PartialDate& date) {
  return tagged(6, given, pack_date(date, core::Sex::kUnknown));
}
std::uint64_t key_date(const core::PartialDate& date) {
  return tagged(9, pack_date(date, core::Sex::kUnknown));
}
std::uint64_t key_identifier(std::uint64_t hash) {
  return tagged(7, hash);
}
std::uint64_t key_slip_given(std::uint64_t slip, std::uint32_t given) {
  return tagged(8, slip, given);
}

Slips surname_slips(const Form& form) {
  // Vowels by class and without the soft ones beside another, so that romanisations agree.
  std::uint64_t symbols[Form::kMax];
  std::size_t count = 0;
  const std::size_t length = stem_length(form);
  bool after_vowel = false;
  for (std::size_t i = 0; i < length; ++i) {
    const std::uint8_t symbol = form[i];
    const bool vowel = is_vowel(symbol);
    if (vowel && after_vowel && symbol == kI) continue;
    if (vowel && after_vowel && form[i - 1] == kI && count > 0) --count;
    symbols[count++] = !vowel ? symbol : symbol == kU ? 3U : symbol == kE || symbol == kI ? 2U : 1U;
    after_vowel = vowel;
  }
  Slips slips;
  const auto hash_without = [&](std::size_t left_out) {
    std::uint64_t low = 1, high = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i == left_out) continue;
      high = high << 5 | low >> 59;
      low = low << 5 | symbols[i];
    }
    return mix(low ^ mix(high));
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (symbols[i] < kFirstConsonant || count < 4) continue;  // short surnames would meet everybody
    slips.list[slips.count++] = hash_without(i);
  }
  if (count >= 4) slips.list[slips.count++] = hash_without(count);
  return slips;
}

}  // namespace hotline::matching
