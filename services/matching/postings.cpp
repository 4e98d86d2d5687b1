#include "matching/postings.hpp"

#include <algorithm>
#include <bit>

namespace hotline::matching {
namespace {

// Entries of a bucket: more make the table of buckets smaller and each lookup longer.
constexpr std::size_t kBucketEntries = 8;
constexpr std::size_t kPartRows = 16'384, kPartsMin = 2, kPartsMax = 256;
// So many entries are passed faster than bisected.
constexpr std::size_t kPassed = 24;

}  // namespace

std::span<const std::uint32_t> Postings::group(std::uint64_t place) const {
  if (buckets() == 0) return {};
  const std::size_t bucket = bucket_of(place);
  return std::span(entries_).subspan(offsets_[bucket], offsets_[bucket + 1] - offsets_[bucket]);
}

std::span<const std::uint32_t> Postings::find(const Key& key) const {
  const auto all = group(key.place);
  const std::uint64_t low = std::uint64_t{key.check} << 24, high = low + (1U << 24);
  auto first = all.begin();
  if (all.size() > kPassed) first = std::lower_bound(first, all.end(), low);
  while (first != all.end() && *first < low) ++first;
  auto last = first;
  const auto left = static_cast<std::size_t>(all.end() - first);
  if (left > kPassed) last = std::lower_bound(first, all.end(), high);
  while (last != all.end() && *last < high) ++last;
  return {first, last};
}

std::size_t Postings::bytes() const {
  return (offsets_.capacity() + entries_.capacity()) * sizeof(std::uint32_t);
}

PostingsBuilder::PostingsBuilder(std::size_t rows) {
  const std::size_t parts = std::clamp(std::bit_ceil(rows / kPartRows + 1), kPartsMin, kPartsMax);
  shift_ = 32 - std::countr_zero(parts);
  parts_.resize(parts);
}

Postings PostingsBuilder::build() {
  std::size_t total = 0;
  for (const auto& part : parts_) total += part.size();
  Postings postings;
  if (total == 0) return postings;
  // A multiple of the parts, so that no bucket lies in two of them.
  const std::size_t buckets = parts_.size() * std::max<std::size_t>(1, total / (kBucketEntries * parts_.size()));
  postings.offsets_.assign(buckets + 1, 0);
  postings.entries_.reserve(total);
  std::vector<std::uint64_t> sorted;
  for (auto& part : parts_) {
    sorted.clear();
    for (const Entry& entry : part) {
      sorted.push_back((std::uint64_t{entry.place} * buckets >> 32) << 32 | entry.entry);
    }
    part = {};
    std::sort(sorted.begin(), sorted.end());
    // Two names of one person make the same key twice.
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const std::uint64_t entry : sorted) {
      ++postings.offsets_[(entry >> 32) + 1];
      postings.entries_.push_back(static_cast<std::uint32_t>(entry));
    }
  }
  for (std::size_t i = 0; i < buckets; ++i) postings.offsets_[i + 1] += postings.offsets_[i];
  postings.entries_.shrink_to_fit();
  return postings;
}

}  // namespace hotline::matching
