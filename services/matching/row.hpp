#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/candidate.hpp"
#include "core/person.hpp"
#include "core/time.hpp"

// The columns a segment consists of. What is common takes little room; what does not fit stands in Segment::more.
namespace hotline::matching {

// Vocabulary numbers of a name's words; 0 is "none".
struct NameIds {
  std::uint32_t surname = 0, given = 0, patronymic = 0;
  friend bool operator==(const NameIds&, const NameIds&) = default;
};
// Vocabularies hold more words than the packed form has numbers for.
bool name_fits(const NameIds& name);

// What of a record stands in Segment::more.
enum class More : std::uint8_t { kNothing, kOneIdentifier, kBlob };

// What every candidate is compared by.
struct Row {
  std::uint64_t name = 0;  // 24 bits surname, 20 given, 20 patronymic
  std::uint32_t date_and_sex = 0;
  std::uint32_t at = 0;  // place in Segment::more

  void set_name(const NameIds& ids);
  NameIds names() const {
    return {static_cast<std::uint32_t>(name >> 40), static_cast<std::uint32_t>(name >> 20 & 0xFFFFF),
            static_cast<std::uint32_t>(name & 0xFFFFF)};
  }
  // In two bits that no date uses.
  void set_more(More more, std::uint32_t place);
  More more() const { return static_cast<More>(date_and_sex >> 9 & 3); }
};
std::uint32_t pack_date(const core::PartialDate& date, core::Sex sex);
core::PartialDate unpack_date(std::uint32_t packed);
inline core::Sex unpack_sex(std::uint32_t packed) {
  return static_cast<core::Sex>(packed >> 30);
}

// What only an answer needs, besides the cluster.
struct Facts {
  core::RecordFacts record;
  std::uint32_t place = 0, unit = 0;  // of the vocabulary
  friend bool operator==(const Facts& a, const Facts& b);
};
struct RowFacts {
  std::uint16_t version = 0;
  std::int16_t status_day = 0, last_alive_day = 0;  // days since 2000-01-01
  std::uint16_t region = 0;
  std::uint16_t place_low = 0, unit_low = 0;
  std::uint8_t place_high = 0, unit_high = 0;
  std::uint8_t status = 0, flags = 0;
  std::uint8_t standing = 0;  // side, rung and the person's wish
};
// Without the cluster.
RowFacts pack_facts(const Facts& facts);
Facts unpack_facts(const RowFacts& row);
// Facts that the packed form cannot hold are kept whole, as this many words.
inline constexpr std::size_t kWideWords = 9;
void widen(const Facts& facts, std::vector<std::uint32_t>& words);
Facts unpack_wide(std::span<const std::uint32_t> words);

// Person numbers in ascending order, found by bisection. Close numbers take a byte or two each.
class Persons {
 public:
  Persons() = default;
  explicit Persons(std::span<const std::int64_t> ascending);
  std::size_t size() const { return size_; }
  std::int64_t operator[](std::size_t row) const;
  std::int64_t find(std::int64_t person) const;  // the row, or -1
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kBlock = 64;
  struct Block {
    std::int64_t first = 0;
    std::uint32_t at = 0;     // place of the distances to `first` in bytes_
    std::uint32_t width = 1;  // bytes of a distance
  };
  std::uint64_t distance(const Block& block, std::size_t index) const;
  std::vector<Block> blocks_;
  std::vector<std::uint8_t> bytes_;
  std::size_t size_ = 0;
};

// The change that ended each row. Readers of an older state still see the row, so the number is kept; pages without an
// ended row take no room. Written by one thread.
class Ended {
 public:
  explicit Ended(std::size_t rows);
  ~Ended();
  Ended(const Ended&) = delete;
  Ended& operator=(const Ended&) = delete;

  std::uint32_t at(std::size_t row) const {  // 0: it has not
    const Page* page = pages_[row / kPage].load(std::memory_order_acquire);
    return page == nullptr ? 0 : (*page)[row % kPage].load(std::memory_order_relaxed);
  }
  bool alive(std::size_t row, std::uint32_t change) const {
    const std::uint32_t end = at(row);
    return end == 0 || end > change;
  }
  // False when it has ended before.
  bool end(std::size_t row, std::uint32_t change);
  std::size_t count() const { return count_.load(std::memory_order_relaxed); }
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kPage = 64;
  using Page = std::array<std::atomic<std::uint32_t>, kPage>;
  std::vector<std::atomic<Page*>> pages_;
  std::atomic<std::size_t> count_{0}, page_count_{0};
};

}  // namespace hotline::matching
