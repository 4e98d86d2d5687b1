#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "matching/phonemic.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// A place as a record or a caller names it: the towns that bear the name, their regions, and how it sounds.
struct PlaceSense {
  static constexpr std::size_t kTownsMax = 4;
  std::array<std::uint16_t, kTownsMax> towns{};  // numbers of Places, 0 none
  std::uint16_t region = 0;                      // named beside the town or alone; 0 not named
  std::uint8_t former = 0;                       // bit per town: it bears this name no longer
  Form name;                                     // of the town or village; empty when only a region is named

  bool known() const { return !name.empty() || region != 0; }
  friend bool operator==(const PlaceSense&, const PlaceSense&) = default;
};

// Towns with their regions and all the names they have borne, read from places.tsv. Immutable once loaded.
class Places {
 public:
  static core::Result<Places> load(const PlaceWeights& weights, const std::filesystem::path& folder);

  // "м. Бахмут, Донецька обл.", "Artemivsk", "село Вербове Запорізької області". Never fails.
  PlaceSense read(std::string_view text) const;
  // -log2 of the share of persons who come from there; of an unknown village what a village says.
  float bits(const PlaceWeights& weights, const PlaceSense& place) const;
  // The region of the place, 0 when unknown or when its towns lie in several.
  std::uint16_t region_of(const PlaceSense& place) const;
  // Whether the two can lie in one region.
  bool may_share_region(const PlaceSense& a, const PlaceSense& b) const;

  std::size_t town_count() const { return towns_.size() - 1; }
  std::size_t renamed_count() const { return renamed_count_; }
  std::uint64_t digest() const { return digest_; }

 private:
  friend class PlacesReader;
  struct Town {
    std::uint16_t region = 0;
    float bits = 0;
  };
  struct Sense {
    std::uint16_t town = 0;
    bool former = false;
  };
  struct Key {
    std::vector<Sense> towns;
    std::uint16_t region = 0;
  };
  class Scan;

  std::vector<Town> towns_{Town{}};
  std::unordered_map<std::uint64_t, Key> keys_;  // by the stems of a name's words
  std::size_t renamed_count_ = 0;
  std::uint64_t digest_ = 0;
};

enum class PlaceMatch : std::uint8_t {
  kNotAsked,
  kSame,
  kRenamed,      // one place under its old and its new name
  kNear,         // a near spelling
  kRegion,       // one of them names only the region, and it agrees
  kOtherTown,    // two places of one region
  kOtherRegion,  // two regions
  kOther,        // two places, of one of which the region is not known
};
PlaceMatch compare_places(const Places& places, const PlaceSense& asked, const PlaceSense& held);

// Of a birthplace. Under the altered profile a place never says much against.
FieldEvidence place_evidence(const PlaceWeights& weights, const Places& places, const PlaceSense& asked,
                             const PlaceSense& held, EvidenceProfile profile);
// The most that any place can say for a question that names this one.
float most_place_bits(const PlaceWeights& weights, const Places& places, const PlaceSense& asked);

}  // namespace hotline::matching
