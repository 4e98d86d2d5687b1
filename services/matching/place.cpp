#include "matching/place.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "matching/alignment.hpp"
#include "matching/tsv.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kColumns = 5;
constexpr std::size_t kTownsMax = 60'000;
constexpr std::size_t kNameWordsMax = 3;

constexpr float kSameDistance = 0.06F, kNearDistance = 0.24F;

// What a word beside a name says of it.
enum class Role : std::uint8_t { kName, kRegion, kDistrict, kIgnored };
struct RoleWord {
  std::u16string_view letters;
  Role role;
};
constexpr RoleWord kRoleWords[] = {
    {u"область", Role::kRegion},     {u"області", Role::kRegion},     {u"области", Role::kRegion},
    {u"обл", Role::kRegion},         {u"oblast", Role::kRegion},      {u"region", Role::kRegion},
    {u"край", Role::kRegion},        {u"краю", Role::kRegion},        {u"края", Role::kRegion},
    {u"крае", Role::kRegion},        {u"krai", Role::kRegion},        {u"республика", Role::kRegion},
    {u"республіка", Role::kRegion},  {u"республики", Role::kRegion},  {u"республіки", Role::kRegion},
    {u"republic", Role::kRegion},    {u"респ", Role::kRegion},        {u"вобласць", Role::kRegion},
    {u"вобл", Role::kRegion},        {u"obl", Role::kRegion},         {u"район", Role::kDistrict},
    {u"району", Role::kDistrict},    {u"района", Role::kDistrict},    {u"районі", Role::kDistrict},
    {u"районе", Role::kDistrict},    {u"раён", Role::kDistrict},      {u"рн", Role::kDistrict},
    {u"raion", Role::kDistrict},     {u"rayon", Role::kDistrict},     {u"district", Role::kDistrict},
    {u"громада", Role::kDistrict},   {u"громади", Role::kDistrict},   {u"місто", Role::kIgnored},
    {u"міста", Role::kIgnored},      {u"місті", Role::kIgnored},      {u"город", Role::kIgnored},
    {u"города", Role::kIgnored},     {u"городе", Role::kIgnored},     {u"горад", Role::kIgnored},
    {u"гор", Role::kIgnored},        {u"село", Role::kIgnored},       {u"села", Role::kIgnored},
    {u"селі", Role::kIgnored},       {u"селе", Role::kIgnored},       {u"селище", Role::kIgnored},
    {u"селища", Role::kIgnored},     {u"смт", Role::kIgnored},        {u"пгт", Role::kIgnored},
    {u"пос", Role::kIgnored},        {u"посёлок", Role::kIgnored},    {u"поселок", Role::kIgnored},
    {u"посёлка", Role::kIgnored},    {u"деревня", Role::kIgnored},    {u"деревни", Role::kIgnored},
    {u"дер", Role::kIgnored},        {u"вёска", Role::kIgnored},      {u"хутор", Role::kIgnored},
    {u"аул", Role::kIgnored},        {u"ст", Role::kIgnored},         {u"станица", Role::kIgnored},
    {u"станиця", Role::kIgnored},    {u"станции", Role::kIgnored},    {u"city", Role::kIgnored},
    {u"town", Role::kIgnored},       {u"village", Role::kIgnored},    {u"of", Role::kIgnored},
    {u"україна", Role::kIgnored},    {u"україни", Role::kIgnored},    {u"украина", Role::kIgnored},
    {u"украины", Role::kIgnored},    {u"ukraine", Role::kIgnored},    {u"россия", Role::kIgnored},
    {u"россии", Role::kIgnored},     {u"росія", Role::kIgnored},      {u"росії", Role::kIgnored},
    {u"russia", Role::kIgnored},     {u"рф", Role::kIgnored},         {u"рсфср", Role::kIgnored},
    {u"урср", Role::kIgnored},       {u"усср", Role::kIgnored},       {u"ссср", Role::kIgnored},
    {u"срср", Role::kIgnored},       {u"беларусь", Role::kIgnored},   {u"білорусь", Role::kIgnored},
    {u"белоруссия", Role::kIgnored}, {u"belarus", Role::kIgnored},    {u"автономная", Role::kIgnored},
    {u"автономна", Role::kIgnored},  {u"народная", Role::kIgnored},   {u"народна", Role::kIgnored},
    {u"округ", Role::kRegion},       {u"автономный", Role::kIgnored},
};

Role role_of(const Word& word) {
  const std::u16string_view letters(word.letters.data(), word.length);
  for (const RoleWord& known : kRoleWords) {
    if (letters == known.letters) return known.role;
  }
  return Role::kName;
}

struct PlaceWord {
  Form form;   // as it sounds
  Form other;  // its second reading, or empty
  Role role = Role::kName;
  std::size_t length = 0;
};

struct PlaceWords {
  std::size_t count = 0;
  std::array<PlaceWord, kWordsMax> list;
};

PlaceWords words_of(std::string_view text) {
  PlaceWords read;
  thread_local Words words;
  split_words(text, words);
  for (std::size_t i = 0; i < words.count; ++i) {
    const Word& word = words.words[i];
    const Sound sound = sound_of(word);
    if (sound.main.empty()) continue;
    // "р-н" is split at its hyphen.
    if (word.hyphen_before && word.length == 1 && read.count > 0 && read.list[read.count - 1].length == 1) {
      read.list[read.count - 1].role = Role::kDistrict;
      continue;
    }
    read.list[read.count++] = {sound.main, sound.other, role_of(word), word.length};
  }
  return read;
}

std::uint64_t key_of(std::span<const PlaceWord> words, bool other_reading) {
  std::uint64_t key = words.size();
  for (const PlaceWord& word : words) {
    key = combine(key, hash_form(stem_of(other_reading && !word.other.empty() ? word.other : word.form)));
  }
  return key;
}

Form joined(std::span<const PlaceWord> words) {
  Form form;
  for (const PlaceWord& word : words) {
    for (const std::uint8_t symbol : word.form.view()) {
      if (form.length < Form::kMax) form.symbols[form.length++] = symbol;
    }
  }
  return form;
}

}  // namespace

class PlacesReader {
 public:
  PlacesReader(const PlaceWeights& weights, const std::filesystem::path& folder)
      : weights_(weights), file_(folder, "places.tsv") {}

  core::Result<Places> read() {
    std::vector<TsvFile::Line> lines;
    if (auto error = file_.read(kColumns, lines, places_.digest_)) return *error;
    for (const TsvFile::Line& line : lines) {
      if (auto error = line.cells[0] == "region" ? read_region(line) : read_town(line)) return *error;
    }
    prefer_large_towns();
    return std::move(places_);
  }

 private:
  using Error = std::optional<core::Error>;

  Error read_region(const TsvFile::Line& line) {
    if (line.cells[1].empty()) return file_.error(line.number, "the region has no id");
    const auto id = static_cast<std::uint16_t>(regions_.size() + 1);
    if (!regions_.emplace(line.cells[1], id).second) return file_.error(line.number, "the region is listed twice");
    return each_name(line, line.cells[2], [&](Places::Key& key) { key.region = id; });
  }

  Error read_town(const TsvFile::Line& line) {
    if (line.cells[0] != "town") return file_.error(line.number, "the kind must be region or town");
    const auto region = regions_.find(line.cells[1]);
    if (region == regions_.end()) return file_.error(line.number, "unknown region " + line.cells[1]);
    const auto thousands = number_of(line.cells[4]);
    if (!thousands || *thousands <= 0) return file_.error(line.number, "thousands must be above 0");
    if (places_.towns_.size() >= kTownsMax) return file_.error(line.number, "too many towns");
    const auto id = static_cast<std::uint16_t>(places_.towns_.size());
    places_.towns_.push_back(
        {region->second, std::clamp(static_cast<float>(std::log2(weights_.population_thousands / *thousands)),
                                    weights_.town_min, weights_.town_max)});
    if (line.cells[2] == "-") return file_.error(line.number, "the town has no name");
    if (line.cells[3] != "-") ++places_.renamed_count_;
    const auto add = [&](Places::Key& key, bool former) {
      const bool known = std::any_of(key.towns.begin(), key.towns.end(), [&](auto sense) { return sense.town == id; });
      if (!known) key.towns.push_back({id, former});
    };
    if (auto error = each_name(line, line.cells[2], [&](Places::Key& key) { add(key, false); })) return error;
    return each_name(line, line.cells[3], [&](Places::Key& key) { add(key, true); });
  }

  template <typename Take>
  Error each_name(const TsvFile::Line& line, const std::string& names, Take take) {
    if (names == "-") return std::nullopt;
    for (const std::string& name : split(names, ',')) {
      const PlaceWords words = words_of(name);
      if (words.count == 0) return file_.error(line.number, "a name has no letters");
      if (words.count > kNameWordsMax) return file_.error(line.number, "a name has more than three words");
      take(places_.keys_[key_of({words.list.data(), words.count}, false)]);
    }
    return std::nullopt;
  }

  // A text keeps few of the towns that share a name.
  void prefer_large_towns() {
    for (auto& [hash, key] : places_.keys_) {
      std::stable_sort(key.towns.begin(), key.towns.end(), [&](Places::Sense a, Places::Sense b) {
        return places_.towns_[a.town].bits < places_.towns_[b.town].bits;
      });
    }
  }

  const PlaceWeights& weights_;
  TsvFile file_;
  Places places_;
  std::unordered_map<std::string, std::uint16_t> regions_;
};

core::Result<Places> Places::load(const PlaceWeights& weights, const std::filesystem::path& folder) {
  return PlacesReader(weights, folder).read();
}

// One text, word by word.
class Places::Scan {
 public:
  Scan(const Places& places, std::string_view text) : places_(places), words_(words_of(text)) {}

  PlaceSense run() {
    for (std::size_t at = 0; at < words_.count;) at += step(at);
    if (place_.towns[0] == 0 && place_.name.empty()) place_.name = unknown_;
    keep_towns_of_region();
    return place_;
  }

 private:
  // Reads a name, or one word of no name; gives the words read.
  std::size_t step(std::size_t at) {
    for (std::size_t size = std::min(kNameWordsMax, words_.count - at); size > 0; --size) {
      const auto words = std::span(words_.list).subspan(at, size);
      const Key* key = find(words);
      if (key == nullptr) continue;
      take(*key, words, role_after(at + size));
      return size;
    }
    const PlaceWord& word = words_.list[at];
    const bool names = word.role == Role::kName && word.form.length >= 3 && role_after(at + 1) == Role::kName;
    if (names && unknown_.empty()) unknown_ = word.form;
    return 1;
  }

  const Key* find(std::span<const PlaceWord> words) const {
    if (words.size() == 1 && (words[0].role != Role::kName || words[0].form.length < 2)) return nullptr;
    for (const bool other : {false, true}) {
      const auto found = places_.keys_.find(key_of(words, other));
      if (found != places_.keys_.end()) return &found->second;
    }
    return nullptr;
  }

  Role role_after(std::size_t at) const {
    if (at >= words_.count) return Role::kName;
    const Role role = words_.list[at].role;
    return role == Role::kRegion || role == Role::kDistrict ? role : Role::kName;
  }

  // "Донецька" and "Донецьк" have one stem: what follows, or the ending, says which is meant.
  void take(const Key& key, std::span<const PlaceWord> words, Role after) {
    if (after == Role::kDistrict) return;
    const Form& last = words.back().form;
    const bool adjective = is_vowel(last[last.length - 1U]) && !ends_in(last, kI);
    const bool region_meant = after == Role::kRegion || (key.region != 0 && (key.towns.empty() || adjective));
    if (region_meant) {
      const std::uint16_t region = key.region != 0 ? key.region : only_region(key);
      if (region != 0) place_.region = region;
      return;
    }
    if (key.towns.empty() || place_.towns[0] != 0) return;
    place_.name = joined(words);
    for (std::size_t i = 0; i < std::min(key.towns.size(), PlaceSense::kTownsMax); ++i) {
      place_.towns[i] = key.towns[i].town;
      if (key.towns[i].former) place_.former = static_cast<std::uint8_t>(place_.former | 1U << i);
    }
  }

  static bool ends_in(const Form& form, std::uint8_t symbol) { return form[form.length - 1U] == symbol; }

  std::uint16_t only_region(const Key& key) const {
    std::uint16_t region = 0;
    for (const Sense& sense : key.towns) {
      const std::uint16_t one = places_.towns_[sense.town].region;
      if (region != 0 && region != one) return 0;
      region = one;
    }
    return region;
  }

  void keep_towns_of_region() {
    if (place_.region == 0) return;
    PlaceSense kept;
    std::size_t count = 0;
    for (std::size_t i = 0; i < PlaceSense::kTownsMax; ++i) {
      const std::uint16_t town = place_.towns[i];
      if (town == 0 || places_.towns_[town].region != place_.region) continue;
      if ((place_.former >> i & 1U) != 0) kept.former = static_cast<std::uint8_t>(kept.former | 1U << count);
      kept.towns[count++] = town;
    }
    place_.towns = kept.towns;  // none: a village that bears the name of a town elsewhere
    place_.former = kept.former;
  }

  const Places& places_;
  PlaceWords words_;
  PlaceSense place_;
  Form unknown_;
};

PlaceSense Places::read(std::string_view text) const {
  return Scan(*this, text).run();
}

float Places::bits(const PlaceWeights& weights, const PlaceSense& place) const {
  if (place.name.empty()) return weights.region;
  float bits = weights.village;
  if (place.towns[0] != 0) bits = weights.town_max;
  for (const std::uint16_t town : place.towns) {
    if (town != 0) bits = std::min(bits, towns_[town].bits);
  }
  return bits;
}

std::uint16_t Places::region_of(const PlaceSense& place) const {
  if (place.region != 0) return place.region;
  std::uint16_t region = 0;
  for (const std::uint16_t town : place.towns) {
    if (town == 0) break;
    if (region != 0 && region != towns_[town].region) return 0;
    region = towns_[town].region;
  }
  return region;
}

bool Places::may_share_region(const PlaceSense& a, const PlaceSense& b) const {
  const auto regions_of = [&](const PlaceSense& place) {
    std::array<std::uint16_t, PlaceSense::kTownsMax> regions{place.region};
    for (std::size_t i = 0; place.region == 0 && i < regions.size(); ++i) regions[i] = towns_[place.towns[i]].region;
    return regions;
  };
  const auto of_a = regions_of(a), of_b = regions_of(b);
  return std::any_of(of_a.begin(), of_a.end(), [&](std::uint16_t region) {
    return region != 0 && std::find(of_b.begin(), of_b.end(), region) != of_b.end();
  });
}

PlaceMatch compare_places(const Places& places, const PlaceSense& asked, const PlaceSense& held) {
  if (!asked.known() || !held.known()) return PlaceMatch::kNotAsked;
  for (std::size_t i = 0; i < PlaceSense::kTownsMax && asked.towns[i] != 0; ++i) {
    const auto same = std::find(held.towns.begin(), held.towns.end(), asked.towns[i]);
    if (same == held.towns.end()) continue;
    const bool one_name = (asked.former >> i & 1U) == (held.former >> (same - held.towns.begin()) & 1U);
    return one_name ? PlaceMatch::kSame : PlaceMatch::kRenamed;
  }
  const std::uint16_t region_asked = places.region_of(asked), region_held = places.region_of(held);
  const bool regions = region_asked != 0 && region_held != 0;
  if (asked.name.empty() || held.name.empty()) {
    if (places.may_share_region(asked, held)) return PlaceMatch::kRegion;
    return regions ? PlaceMatch::kOtherRegion : PlaceMatch::kNotAsked;
  }
  if (regions && region_asked != region_held) return PlaceMatch::kOtherRegion;
  // Two towns of the table are two towns, however alike their names.
  const bool both_listed = asked.towns[0] != 0 && held.towns[0] != 0;
  if (!both_listed) {
    const float distance = form_distance(AlignmentCosts::by_hand(), stem_of(asked.name), stem_of(held.name));
    if (distance <= kSameDistance) return PlaceMatch::kSame;
    if (distance <= kNearDistance) return PlaceMatch::kNear;
  }
  return places.may_share_region(asked, held) ? PlaceMatch::kOtherTown : PlaceMatch::kOther;
}

FieldEvidence place_evidence(const PlaceWeights& weights, const Places& places, const PlaceSense& asked,
                             const PlaceSense& held, EvidenceProfile profile) {
  const float bits = std::min(places.bits(weights, asked), places.bits(weights, held));
  const auto& against = profile == EvidenceProfile::kHonest ? weights.honest : weights.altered;
  switch (compare_places(places, asked, held)) {
    case PlaceMatch::kNotAsked:
      return {};
    case PlaceMatch::kSame:
      return {Agreement::kAgrees, bits};
    case PlaceMatch::kRenamed:
      return {Agreement::kAgrees, bits + weights.renamed};
    case PlaceMatch::kNear:
      return {Agreement::kNearly, weights.near_share * bits};
    case PlaceMatch::kRegion:
      return {Agreement::kNearly, weights.region};
    case PlaceMatch::kOtherTown:
      return {Agreement::kDiffers, against.other_town};
    case PlaceMatch::kOtherRegion:
      return {Agreement::kDiffers, against.other_region};
    case PlaceMatch::kOther:
      return {Agreement::kDiffers, against.other};
  }
  return {};
}

float most_place_bits(const PlaceWeights& weights, const Places& places, const PlaceSense& asked) {
  if (!asked.known()) return 0;
  return std::max({0.0F, places.bits(weights, asked) + std::max(0.0F, weights.renamed), weights.region});
}

}  // namespace hotline::matching
