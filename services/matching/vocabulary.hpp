#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "matching/parts.hpp"

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

}  // namespace hotline::matching
