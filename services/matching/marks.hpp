#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "matching/phonemic.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// Distinguishing marks told in words: what they mean in any of the languages, rare ones weighing more.
struct Marks {
  static constexpr std::size_t kMax = 8;
  std::array<std::uint32_t, kMax> words{};  // sorted: a class, or the hash of a word of no class
  std::array<float, kMax> bits{};           // -log2 of the share of persons of whom it is said
  std::uint8_t count = 0;

  bool known() const { return count != 0; }
};

// The words of marks.tsv. Immutable once loaded.
class MarkWords {
 public:
  static core::Result<MarkWords> load(const MarkWeights& weights, const std::filesystem::path& folder);

  Marks read(std::string_view text) const;
  std::uint64_t digest() const { return digest_; }

 private:
  friend class MarksReader;
  struct Entry {
    Form beginning;
    std::uint16_t mark = 0;
    float bits = 0;
  };
  const Entry* find(const Form& form) const;

  std::unordered_map<std::uint64_t, Entry> entries_;  // by the beginning
  float unknown_bits_ = 0;                            // of a word that is not among them
  std::uint64_t digest_ = 0;
};

FieldEvidence marks_evidence(const MarkWeights& weights, const Marks& asked, const Marks& held,
                             EvidenceProfile profile);

}  // namespace hotline::matching
