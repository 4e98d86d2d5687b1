#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matching/keys.hpp"

namespace hotline::matching {

// Rows of one segment are numbered in 24 bits; a register of more has several segments.
inline constexpr std::size_t kSegmentRowsMax = std::size_t{1} << 24;

// An entry of the postings: a row and the check of its key.
inline std::uint32_t row_of(std::uint32_t entry) {
  return entry & (kSegmentRowsMax - 1);
}

inline std::uint8_t check_of(std::uint32_t entry) {
  return static_cast<std::uint8_t>(entry >> 24);
}

// Keys to rows: a bucket by the place of the key, and in it the entries in order of check and row. Two keys in one
// bucket can share a check; whoever reads the rows compares them anyway.
class Postings {
 public:
  // The entries of one key, or of all keys of its group.
  std::span<const std::uint32_t> find(const Key& key) const;
  std::span<const std::uint32_t> group(std::uint64_t place) const;
  // Fetch what find() will read: first the bucket's place, then its entries.
  void prefetch_bucket(std::uint64_t place) const {
    if (buckets() != 0) __builtin_prefetch(&offsets_[bucket_of(place)]);
  }
  void prefetch_entries(std::uint64_t place) const {
    if (buckets() != 0) __builtin_prefetch(entries_.data() + offsets_[bucket_of(place)]);
  }
  std::size_t bytes() const;

 private:
  friend class PostingsBuilder;
  std::size_t buckets() const { return offsets_.size() - (offsets_.empty() ? 0 : 1); }
  std::size_t bucket_of(std::uint64_t place) const { return (place >> 32) * buckets() >> 32; }
  std::vector<std::uint32_t> offsets_, entries_;
};

class PostingsBuilder {
 public:
  explicit PostingsBuilder(std::size_t rows);
  void add(const Key& key, std::uint32_t row) {
    const auto place = static_cast<std::uint32_t>(key.place >> 32);
    parts_[place >> shift_].push_back({place, std::uint32_t{key.check} << 24 | row});
  }
  Postings build();

 private:
  struct Entry {
    std::uint32_t place, entry;
  };
  // By the top bits of the place, so that each is sorted within the processor's cache.
  std::vector<std::vector<Entry>> parts_;
  int shift_ = 0;
};

}  // namespace hotline::matching
