#include "matching/snapshot.hpp"

#include <algorithm>
#include <numeric>

namespace hotline::matching {
namespace {

// No honest record makes more; it bounds what a segment can hold.
constexpr std::size_t kKeysMax = 240;
// A range of birth years stands under each of them, if it says anything at all.
constexpr int kYearsMax = 10;

template <typename T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

template <typename F>
void each_date_key(const core::PartialDate& date, const Codes& given, F&& emit) {
  const auto emit_date = [&](const core::PartialDate& one) {
    for (std::size_t g = 0; g < given.count; ++g) emit(key_date_given(one, given.list[g]));
  };
  if (date.precision != core::DatePrecision::kYearRange) {
    emit_date(date);
  } else if (date.year_last - date.year < kYearsMax) {
    for (std::int16_t year = date.year; year <= date.year_last; ++year) {
      emit_date({core::DatePrecision::kYear, year, 0, 0, 0});
    }
  }
}

// Both readings of a surname.
template <typename F>
void each_form(const NameToken& surname, F&& visit) {
  visit(surname.form, surname.skeleton);
  if (!surname.other.empty()) visit(surname.other, skeleton(surname.other));
}

template <typename F>
void each_name_key(const Vocabulary& vocabulary, const NameIds& name, const core::PartialDate& date, F&& emit) {
  const Codes given = given_codes(vocabulary.given_at(name.given));
  const Codes patronymic = patronymic_codes(vocabulary.patronymic_at(name.patronymic));
  if (name.surname != 0) {
    for (std::size_t g = 0; g < given.count; ++g) emit(key_surname_given(name.surname, given.list[g]));
    for (std::size_t p = 0; p < patronymic.count; ++p) emit(key_surname_patronymic(name.surname, patronymic.list[p]));
  }
  if (date.known()) each_date_key(date, given, emit);
  if (name.given == 0) return;
  const NameToken& surname = vocabulary.surname_at(name.surname);
  for (std::size_t g = 0; g < given.count; ++g) {
    for (std::size_t p = 0; p < patronymic.count; ++p) {
      if (date.known()) emit(key_given_patronymic_year(given.list[g], patronymic.list[p], date.year));
      if (name.surname == 0) continue;
      each_form(surname, [&](const Form&, std::uint64_t key) {
        emit(key_given_patronymic_first(given.list[g], patronymic.list[p], key));
      });
    }
  }
}

// Diminutives mean many names; for one child of a family the likeliest ones do.
Codes few_codes(const NameToken& given) {
  constexpr std::size_t kFew = 4;
  Codes codes;
  if (!given.known()) return codes;
  codes = given_codes(given);
  codes.count = std::min(codes.count, kFew);
  return codes;
}

CircumstanceCodes codes_of(const Vocabulary& vocabulary, const Segment& segment, const Row& row,
                           const KeptCircumstances& kept) {
  CircumstanceCodes codes;
  segment.each_name(row, [&](const NameIds& name) {
    const Codes given = few_codes(vocabulary.given_at(name.given));
    for (std::size_t i = 0; i < given.count; ++i) codes.own.add(given.list[i]);
  });
  for (std::size_t i = 0; i < kept.sibling_count(); ++i) {
    codes.add_sibling(few_codes(vocabulary.given_at(kept.sibling_given(i))));
  }
  for (std::size_t i = 0; i < kept.mother_count(); ++i) {
    const NameIds ids = kept.mother(i);
    Reading mother;
    mother.surname = vocabulary.surname_at(ids.surname);
    mother.given = vocabulary.given_at(ids.given);
    mother.patronymic = vocabulary.patronymic_at(ids.patronymic);
    codes.add_mother(mother);
  }
  for (std::size_t i = 0; i < kept.mark_count(); ++i) codes.add_mark(kept.mark(i));
  codes.add_places(vocabulary.place_at(kept.place()));
  codes.set_month(kept.last_seen());
  return codes;
}

void build_postings(Segment& segment, const Vocabulary& vocabulary) {
  PostingsBuilder builder(segment.rows.size());
  for (std::uint32_t at = 0; at < segment.rows.size(); ++at) {
    const Row& row = segment.rows[at];
    const core::PartialDate date = unpack_date(row.date_and_sex);
    std::size_t count = 0;
    const auto emit = [&](const Key& key) {
      if (count++ < kKeysMax) builder.add(key, at);
    };
    segment.each_identifier(row, [&](std::uint64_t hash) { emit(key_identifier(hash)); });
    segment.each_name(row, [&](const NameIds& name) { each_name_key(vocabulary, name, date, emit); });
    if (const auto kept = segment.circumstances(row)) {
      each_circumstance_key(codes_of(vocabulary, segment, row, *kept), emit);
    }
  }
  segment.postings = builder.build();
}

std::vector<std::uint32_t> distinct_surnames(const Segment& segment) {
  std::vector<std::uint32_t> surnames;
  surnames.reserve(segment.rows.size());
  for (const Row& row : segment.rows) {
    segment.each_name(row, [&](const NameIds& name) {
      if (name.surname != 0) surnames.push_back(name.surname);
    });
  }
  std::sort(surnames.begin(), surnames.end());
  surnames.erase(std::unique(surnames.begin(), surnames.end()), surnames.end());
  // Persons of thirteen names each could bring more surnames than an entry has numbers for.
  if (surnames.size() > kSegmentRowsMax) surnames.resize(kSegmentRowsMax);
  surnames.shrink_to_fit();
  return surnames;
}

void build_sounds(Segment& segment, const Vocabulary& vocabulary) {
  segment.surnames = distinct_surnames(segment);
  PostingsBuilder builder(segment.surnames.size());
  for (std::uint32_t at = 0; at < segment.surnames.size(); ++at) {
    each_form(vocabulary.surname_at(segment.surnames[at]), [&](const Form& form, std::uint64_t key) {
      builder.add(key_skeleton(key), at);
      const Slips slips = surname_slips(form);
      for (std::size_t i = 0; i < slips.count; ++i) builder.add(slips.list[i], at);
    });
  }
  segment.sounds = builder.build();
}

}  // namespace

void Blob::write(const PackedRecord& record, bool wide, std::vector<std::uint32_t>& words) {
  const bool fits = name_fits(record.name);
  const std::size_t names = std::min(record.other_names.size(), kOtherNamesMax) + (fits ? 0 : 1);
  const std::size_t identifiers = std::min(record.identifiers.size(), kIdentifiersMax);
  const std::int64_t cluster = record.facts.record.cluster.value();
  const auto push = [&](std::uint64_t number) {
    words.push_back(static_cast<std::uint32_t>(number));
    words.push_back(static_cast<std::uint32_t>(number >> 32));
  };
  const auto push_name = [&](const NameIds& name) {
    words.insert(words.end(), {name.surname, name.given, name.patronymic});
  };
  words.push_back(static_cast<std::uint32_t>(names | identifiers << 4) | (cluster != record.person ? kCluster : 0) |
                  (wide ? kWide : 0) | (record.circumstances.empty() ? 0 : kCircumstances));
  if (cluster != record.person) push(static_cast<std::uint64_t>(cluster));
  if (wide) widen(record.facts, words);
  if (!fits) push_name(record.name);
  for (std::size_t i = 0; i + (fits ? 0 : 1) < names; ++i) push_name(record.other_names[i]);
  for (std::size_t i = 0; i < identifiers; ++i) push(record.identifiers[i]);
  words.insert(words.end(), record.circumstances.begin(), record.circumstances.end());
}

std::int64_t Segment::cluster_of(std::uint32_t row) const {
  if (rows[row].more() == More::kBlob) {
    const Blob blob(more.data() + rows[row].at);
    if (blob.has_cluster()) return blob.cluster();
  }
  return persons[row];
}

Facts Segment::facts_of(std::uint32_t row) const {
  const bool blob = rows[row].more() == More::kBlob;
  const Blob held(more.data() + (blob ? rows[row].at : 0));
  Facts out = blob && held.is_wide() ? unpack_wide(held.wide()) : unpack_facts(facts[row]);
  out.record.cluster = core::ClusterId(cluster_of(row));
  return out;
}

std::size_t Segment::bytes() const {
  return persons.bytes() + bytes_of(rows) + bytes_of(facts) + bytes_of(more) + postings.bytes() + bytes_of(surnames) +
         sounds.bytes() + ended.bytes() + sizeof(Segment);
}

void SegmentBuilder::reserve(std::size_t records) {
  persons_.reserve(records);
  rows_.reserve(records);
  facts_.reserve(records);
}

void SegmentBuilder::add(const PackedRecord& record) {
  const RowFacts packed = pack_facts(record.facts);
  Facts restored = unpack_facts(packed);
  const core::ClusterId own(record.person);
  restored.record.cluster = record.facts.record.cluster;
  const bool wide = !(restored == record.facts);
  const bool blob = wide || record.facts.record.cluster != own || !name_fits(record.name) ||
                    !record.other_names.empty() || record.identifiers.size() > 1 || !record.circumstances.empty();
  Row row;
  row.date_and_sex = record.date_and_sex;
  if (name_fits(record.name)) row.set_name(record.name);
  const auto at = static_cast<std::uint32_t>(more_.size());
  if (blob) {
    row.set_more(More::kBlob, at);
    Blob::write(record, wide, more_);
  } else if (!record.identifiers.empty()) {
    row.set_more(More::kOneIdentifier, at);
    more_.push_back(static_cast<std::uint32_t>(record.identifiers[0]));
    more_.push_back(static_cast<std::uint32_t>(record.identifiers[0] >> 32));
  }
  persons_.push_back(record.person);
  rows_.push_back(row);
  facts_.push_back(packed);
}

void SegmentBuilder::add(const Segment& source, std::uint32_t at) {
  Row row = source.rows[at];
  const More more = row.more();
  if (more != More::kNothing) {
    const std::uint32_t* words = source.more.data() + row.at;
    row.set_more(more, static_cast<std::uint32_t>(more_.size()));
    more_.insert(more_.end(), words, words + (more == More::kBlob ? Blob(words).size() : 2));
  }
  persons_.push_back(source.persons[at]);
  rows_.push_back(row);
  facts_.push_back(source.facts[at]);
}

void SegmentBuilder::sort() {
  if (std::adjacent_find(persons_.begin(), persons_.end(), std::greater_equal<>()) == persons_.end()) return;
  std::vector<std::uint32_t> order(persons_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return persons_[a] < persons_[b]; });
  SegmentBuilder sorted;
  sorted.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + 1 < order.size() && persons_[order[i + 1]] == persons_[order[i]]) continue;
    sorted.persons_.push_back(persons_[order[i]]);
    sorted.rows_.push_back(rows_[order[i]]);
    sorted.facts_.push_back(facts_[order[i]]);
  }
  sorted.more_ = std::move(more_);
  *this = std::move(sorted);
}

std::shared_ptr<Segment> SegmentBuilder::build(const Vocabulary& vocabulary) {
  sort();
  auto segment = std::make_shared<Segment>(rows_.size());
  segment->persons = Persons(persons_);
  segment->rows = std::move(rows_);
  segment->facts = std::move(facts_);
  segment->more = std::move(more_);
  segment->rows.shrink_to_fit();
  segment->facts.shrink_to_fit();
  segment->more.shrink_to_fit();
  *this = {};
  build_postings(*segment, vocabulary);
  build_sounds(*segment, vocabulary);
  return segment;
}

std::shared_ptr<Segment> merge_segments(std::span<const std::shared_ptr<Segment>> sources, const Vocabulary& vocabulary,
                                        std::uint32_t change) {
  struct Place {
    std::int64_t person;
    std::uint32_t source, row;
  };
  std::vector<Place> places;
  std::size_t total = 0;
  for (const auto& source : sources) total += source->size();
  places.reserve(total);
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    for (std::uint32_t row = 0; row < sources[s]->size(); ++row) {
      if (sources[s]->alive(row, change)) places.push_back({sources[s]->persons[row], s, row});
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.person < b.person; });
  SegmentBuilder builder;
  builder.reserve(places.size());
  for (const Place& place : places) builder.add(*sources[place.source], place.row);
  places = {};
  return builder.build(vocabulary);
}

}  // namespace hotline::matching
