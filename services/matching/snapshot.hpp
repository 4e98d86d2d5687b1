#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "matching/index.hpp"
#include "matching/parts.hpp"

// What the index is made of: a vocabulary of distinct name words, and immutable segments of packed rows with their
// keys. Only index.cpp and search.cpp use this.
namespace hotline::matching {

// Grows at the end, never moves: a reader may use any entry whose number was published to it.
template <typename T>
class StablePool {
 public:
  static constexpr std::size_t kChunk = 1024, kChunks = 1 << 15;
  StablePool() : chunks_(kChunks) {}
  const T& operator[](std::uint32_t id) const { return chunks_[id / kChunk][id % kChunk]; }
  std::uint32_t add(const T& value) {
    const std::uint32_t id = size_;
    if (id / kChunk >= kChunks) return id - 1;  // 33 million distinct words: more than any register holds
    if (id % kChunk == 0) chunks_[id / kChunk] = std::make_unique<T[]>(kChunk);
    chunks_[id / kChunk][id % kChunk] = value;
    ++size_;
    return id;
  }
  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return (size_ + kChunk - 1) / kChunk * kChunk * sizeof(T) + kChunks * sizeof(void*); }

 private:
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::uint32_t size_ = 0;
};

// A birthplace or a unit: sorted hashes of its words.
struct Phrase {
  static constexpr std::size_t kMax = 4;
  std::uint8_t count = 0;
  std::array<std::uint32_t, kMax> words{};
  friend bool operator==(const Phrase&, const Phrase&) = default;
};
Phrase read_phrase(std::string_view text);
// 1 all words of the shorter one are in the other, 0 none.
float phrase_overlap(const Phrase& a, const Phrase& b);

// Distinct words of all records by role. Written by the writer alone; entry 0 is "none".
class Vocabulary {
 public:
  Vocabulary();
  std::uint32_t surname(const NameToken& token) { return names_[0].intern(token); }
  std::uint32_t given(const NameToken& token) { return names_[1].intern(token); }
  std::uint32_t patronymic(const NameToken& token) { return names_[2].intern(token); }
  std::uint32_t phrase(const Phrase& phrase);
  const NameToken& surname_at(std::uint32_t id) const { return names_[0].pool[id]; }
  const NameToken& given_at(std::uint32_t id) const { return names_[1].pool[id]; }
  const NameToken& patronymic_at(std::uint32_t id) const { return names_[2].pool[id]; }
  const Phrase& phrase_at(std::uint32_t id) const { return phrases_[id]; }
  std::size_t bytes() const;

 private:
  struct Table {
    StablePool<NameToken> pool;
    std::vector<std::uint32_t> slots;
    Table();
    std::uint32_t intern(const NameToken& token);
  };
  Table names_[3];
  StablePool<Phrase> phrases_;
  std::vector<std::uint32_t> phrase_slots_;
};

struct NameIds {
  std::uint32_t surname = 0, given = 0, patronymic = 0;
};

// What every candidate is compared by.
struct Row {
  NameIds name;
  std::uint32_t date_and_sex = 0;
  std::uint32_t more = 0;  // place in Segment::more of further names and identifiers; 0 none
};
std::uint32_t pack_date(const core::PartialDate& date, core::Sex sex);
core::PartialDate unpack_date(std::uint32_t packed);
inline core::Sex unpack_sex(std::uint32_t packed) {
  return static_cast<core::Sex>(packed >> 30);
}

// What only an answer needs.
struct RowFacts {
  std::int64_t cluster = 0, version = 0;
  std::int32_t status_day = 0, last_alive_day = 0, hold_until_day = 0;
  std::uint32_t place = 0, unit = 0;
  std::uint16_t region = 0;
  std::uint8_t status = 0, flags = 0;
  std::uint8_t side = 0, rung = 0, inform_kin = 0;
};
RowFacts pack_facts(const RecordFacts& facts);
RecordFacts unpack_facts(const RowFacts& row);

// A record on its way into a segment.
struct PackedRecord {
  std::int64_t person = 0;
  Row row;
  RowFacts facts;
  std::vector<NameIds> other_names;
  std::vector<std::uint64_t> identifiers;
};

// Keys of the records to sorted row numbers: buckets by the top bits of a 64-bit hash, 16 more bits checked.
struct Postings {
  std::vector<std::uint32_t> offsets, rows;
  std::vector<std::uint16_t> checks;
  int shift = 63;
  std::span<const std::uint32_t> find(std::uint64_t key) const;
  // Fetches the bucket's place ahead of find().
  void prefetch(std::uint64_t key) const { __builtin_prefetch(&offsets[key >> shift]); }
};

struct Segment {
  std::vector<std::int64_t> persons;  // ascending
  std::vector<Row> rows;
  std::vector<RowFacts> facts;
  std::vector<std::uint32_t> more;
  Postings postings;
  // The change that ended the row, or 0. Readers of an older state still see the row.
  std::unique_ptr<std::atomic<std::uint32_t>[]> ended;
  std::atomic<std::uint32_t> ended_count{0};

  std::size_t size() const { return rows.size(); }
  bool alive(std::uint32_t row, std::uint32_t change) const {
    const std::uint32_t end = ended[row].load(std::memory_order_relaxed);
    return end == 0 || end > change;
  }
  std::span<const std::uint32_t> other_names(const Row& row) const;  // triples
  std::span<const std::uint32_t> identifiers(const Row& row) const;  // pairs, low word first
  std::size_t bytes() const;
};

// `records` need not be sorted; of two records of one person the later one counts.
std::shared_ptr<Segment> build_segment(std::vector<PackedRecord> records, const Vocabulary& vocabulary);
// The rows of several segments that are still alive after `change`.
std::shared_ptr<Segment> merge_segments(std::span<const std::shared_ptr<Segment>> sources, const Vocabulary& vocabulary,
                                        std::uint32_t change);
// The row of a person, or -1.
std::int64_t find_row(const Segment& segment, std::int64_t person);

// Keys. The tokens of a record and of a question make the same ones.
inline constexpr std::size_t kGivenCodesMax = 24;
struct Codes {
  std::size_t count = 0;
  std::array<std::uint32_t, kGivenCodesMax> list{};
  void add(std::uint32_t code);
};
inline constexpr std::uint32_t kNoGiven = 0xFFFFFFFFU;
Codes given_codes(const NameToken& token);       // classes; a hash of the sound when unknown; kNoGiven when missing
Codes patronymic_codes(const NameToken& token);  // none when missing
std::uint32_t initial_code(const NameToken& token);

std::uint64_t key_surname(std::uint64_t skeleton);
std::uint64_t key_surname_given(std::uint64_t skeleton, std::uint32_t given);
std::uint64_t key_surname_patronymic(std::uint64_t skeleton, std::uint32_t patronymic);
std::uint64_t key_given_patronymic_year(std::uint32_t given, std::uint32_t patronymic, int year);
std::uint64_t key_given_patronymic_first(std::uint32_t given, std::uint32_t patronymic, std::uint64_t skeleton);
std::uint64_t key_given_date(std::uint32_t given, const core::PartialDate& date);
std::uint64_t key_date(const core::PartialDate& date);
std::uint64_t key_identifier(std::uint64_t hash);
// The surname with one consonant left out, and whole.
struct Slips {
  std::size_t count = 0;
  std::array<std::uint64_t, Form::kMax + 1> list{};
};
Slips surname_slips(const Form& form);
std::uint64_t key_slip_given(std::uint64_t slip, std::uint32_t given);

}  // namespace hotline::matching
