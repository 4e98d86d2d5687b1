#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "matching/parts.hpp"
#include "matching/place.hpp"
#include "matching/unit.hpp"

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

// Each value once, under a number.
template <typename T, typename Traits>
class Interned {
 public:
  Interned() : slots_(64, 0) { pool_.add(T{}); }
  const T& operator[](std::uint32_t id) const { return pool_[id]; }
  std::uint32_t intern(const T& value);
  std::size_t bytes() const { return pool_.bytes() + slots_.capacity() * sizeof(slots_[0]); }

 private:
  void grow();
  StablePool<T> pool_;
  std::vector<std::uint32_t> slots_;
};

// Distinct words, places and units of all records. Written by the writer alone; entry 0 is "none".
class Vocabulary {
 public:
  Vocabulary();
  ~Vocabulary();
  std::uint32_t surname(const NameToken& token);
  std::uint32_t given(const NameToken& token);
  std::uint32_t patronymic(const NameToken& token);
  std::uint32_t place(const PlaceSense& place);
  std::uint32_t unit(const UnitSense& unit);
  const NameToken& surname_at(std::uint32_t id) const { return surnames_[id]; }
  const NameToken& given_at(std::uint32_t id) const { return givens_[id]; }
  const NameToken& patronymic_at(std::uint32_t id) const { return patronymics_[id]; }
  const PlaceSense& place_at(std::uint32_t id) const { return places_[id]; }
  const UnitSense& unit_at(std::uint32_t id) const { return units_[id]; }
  std::size_t bytes() const;

 private:
  struct TokenTraits;
  struct PlaceTraits;
  struct UnitTraits;
  Interned<NameToken, TokenTraits> surnames_, givens_, patronymics_;
  Interned<PlaceSense, PlaceTraits> places_;
  Interned<UnitSense, UnitTraits> units_;
};

}  // namespace hotline::matching
