#include "matching/unit.hpp"

#include <algorithm>
#include <string>

#include "matching/phonemic.hpp"

namespace hotline::matching {
namespace {

enum Branch : std::uint16_t {
  kMechanised = 1,
  kMotorised = 2,
  kTank = 4,
  kAirborne = 8,
  kMarine = 16,
  kTerritorial = 32,
  kArtillery = 64,
  kGuard = 128,
  kAssault = 256,
  kAirDefence = 512,
  kSpecial = 1024,
  kMountain = 2048,
  kEngineer = 4096,
  kBorder = 8192,
};

struct KindWord {
  std::u16string_view beginning;
  UnitKind kind;
  std::uint16_t branches = 0;
};
// Beginnings of words, in lower case, longest first where one begins the other.
constexpr KindWord kKinds[] = {
    {u"бригад", UnitKind::kBrigade},      {u"brigad", UnitKind::kBrigade},      {u"полк", UnitKind::kRegiment},
    {u"regiment", UnitKind::kRegiment},   {u"батальйон", UnitKind::kBattalion}, {u"батальон", UnitKind::kBattalion},
    {u"battalion", UnitKind::kBattalion}, {u"дивізіон", UnitKind::kSquadron},   {u"дивизион", UnitKind::kSquadron},
    {u"дивізі", UnitKind::kDivision},     {u"дивизи", UnitKind::kDivision},     {u"division", UnitKind::kDivision},
    {u"рот", UnitKind::kCompany},         {u"company", UnitKind::kCompany},     {u"взвод", UnitKind::kPlatoon},
    {u"platoon", UnitKind::kPlatoon},     {u"батаре", UnitKind::kBattery},      {u"battery", UnitKind::kBattery},
    {u"корпус", UnitKind::kCorps},        {u"corps", UnitKind::kCorps},         {u"армі", UnitKind::kArmy},
    {u"арми", UnitKind::kArmy},           {u"army", UnitKind::kArmy},           {u"загін", UnitKind::kDetachment},
    {u"загон", UnitKind::kDetachment},    {u"отряд", UnitKind::kDetachment},    {u"detachment", UnitKind::kDetachment},
    {u"ескадрил", UnitKind::kSquadron},   {u"эскадрил", UnitKind::kSquadron},   {u"squadron", UnitKind::kSquadron},
};
constexpr KindWord kBranches[] = {
    {u"механ", UnitKind::kNone, kMechanised},
    {u"mech", UnitKind::kNone, kMechanised},
    {u"мотор", UnitKind::kNone, kMotorised},
    {u"мотопіх", UnitKind::kNone, kMotorised},
    {u"мотопех", UnitKind::kNone, kMotorised},
    {u"мотострел", UnitKind::kNone, kMotorised},
    {u"motor", UnitKind::kNone, kMotorised},
    {u"танк", UnitKind::kNone, kTank},
    {u"tank", UnitKind::kNone, kTank},
    {u"аеромоб", UnitKind::kNone, kAirborne},
    {u"аэромоб", UnitKind::kNone, kAirborne},
    {u"десант", UnitKind::kNone, kAirborne},
    {u"парашют", UnitKind::kNone, kAirborne},
    {u"повітрян", UnitKind::kNone, kAirborne},
    {u"airborne", UnitKind::kNone, kAirborne},
    {u"airmob", UnitKind::kNone, kAirborne},
    {u"air", UnitKind::kNone, kAirborne},
    {u"морськ", UnitKind::kNone, kMarine},
    {u"морск", UnitKind::kNone, kMarine},
    {u"marine", UnitKind::kNone, kMarine},
    {u"територ", UnitKind::kNone, kTerritorial},
    {u"территор", UnitKind::kNone, kTerritorial},
    {u"territor", UnitKind::kNone, kTerritorial},
    {u"тро", UnitKind::kNone, kTerritorial},
    {u"артил", UnitKind::kNone, kArtillery},
    {u"artil", UnitKind::kNone, kArtillery},
    {u"нацгвард", UnitKind::kNone, kGuard},
    {u"гвард", UnitKind::kNone, kGuard},
    {u"guard", UnitKind::kNone, kGuard},
    {u"нгу", UnitKind::kNone, kGuard},
    {u"штурм", UnitKind::kNone, kAssault},
    {u"assault", UnitKind::kNone, kAssault},
    {u"зенітн", UnitKind::kNone, kAirDefence},
    {u"зенитн", UnitKind::kNone, kAirDefence},
    {u"спеціал", UnitKind::kNone, kSpecial},
    {u"специал", UnitKind::kNone, kSpecial},
    {u"спецназ", UnitKind::kNone, kSpecial},
    {u"special", UnitKind::kNone, kSpecial},
    {u"гірськ", UnitKind::kNone, kMountain},
    {u"горн", UnitKind::kNone, kMountain},
    {u"mountain", UnitKind::kNone, kMountain},
    {u"інженер", UnitKind::kNone, kEngineer},
    {u"инженер", UnitKind::kNone, kEngineer},
    {u"engineer", UnitKind::kNone, kEngineer},
    {u"прикорд", UnitKind::kNone, kBorder},
    {u"погранич", UnitKind::kNone, kBorder},
    {u"border", UnitKind::kNone, kBorder},
};
// Whole words.
constexpr KindWord kShort[] = {
    {u"омбр", UnitKind::kBrigade, kMechanised},
    {u"мбр", UnitKind::kBrigade, kMechanised},
    {u"омпбр", UnitKind::kBrigade, kMotorised},
    {u"омсбр", UnitKind::kBrigade, kMotorised},
    {u"мсбр", UnitKind::kBrigade, kMotorised},
    {u"отбр", UnitKind::kBrigade, kTank},
    {u"тбр", UnitKind::kBrigade, kTank},
    {u"одшбр", UnitKind::kBrigade, kAirborne | kAssault},
    {u"дшбр", UnitKind::kBrigade, kAirborne | kAssault},
    {u"оаембр", UnitKind::kBrigade, kAirborne},
    {u"аембр", UnitKind::kBrigade, kAirborne},
    {u"опдбр", UnitKind::kBrigade, kAirborne},
    {u"обрмп", UnitKind::kBrigade, kMarine},
    {u"брмп", UnitKind::kBrigade, kMarine},
    {u"обртро", UnitKind::kBrigade, kTerritorial},
    {u"бртро", UnitKind::kBrigade, kTerritorial},
    {u"оабр", UnitKind::kBrigade, kArtillery},
    {u"абр", UnitKind::kBrigade, kArtillery},
    {u"огшбр", UnitKind::kBrigade, kMountain | kAssault},
    {u"ошбр", UnitKind::kBrigade, kAssault},
    {u"шбр", UnitKind::kBrigade, kAssault},
    {u"обрспп", UnitKind::kBrigade, kSpecial},
    {u"обрспн", UnitKind::kBrigade, kSpecial},
    {u"бр", UnitKind::kBrigade},
    {u"bde", UnitKind::kBrigade},
    {u"мсп", UnitKind::kRegiment, kMotorised},
    {u"гмсп", UnitKind::kRegiment, kMotorised | kGuard},
    {u"тп", UnitKind::kRegiment, kTank},
    {u"гтп", UnitKind::kRegiment, kTank | kGuard},
    {u"пдп", UnitKind::kRegiment, kAirborne},
    {u"гпдп", UnitKind::kRegiment, kAirborne | kGuard},
    {u"дшп", UnitKind::kRegiment, kAirborne | kAssault},
    {u"гдшп", UnitKind::kRegiment, kAirborne | kAssault | kGuard},
    {u"ап", UnitKind::kRegiment, kArtillery},
    {u"зрп", UnitKind::kRegiment, kAirDefence},
    {u"сп", UnitKind::kRegiment},
    {u"мсд", UnitKind::kDivision, kMotorised},
    {u"гмсд", UnitKind::kDivision, kMotorised | kGuard},
    {u"тд", UnitKind::kDivision, kTank},
    {u"вдд", UnitKind::kDivision, kAirborne},
    {u"дшд", UnitKind::kDivision, kAirborne | kAssault},
    {u"бат", UnitKind::kBattalion},
    {u"бтн", UnitKind::kBattalion},
    {u"бн", UnitKind::kBattalion},
    {u"мб", UnitKind::kBattalion, kMechanised},
    {u"омпб", UnitKind::kBattalion, kMotorised},
    {u"мсб", UnitKind::kBattalion, kMotorised},
    {u"тб", UnitKind::kBattalion, kTank},
    {u"обмп", UnitKind::kBattalion, kMarine},
    {u"btn", UnitKind::kBattalion},
    {u"бтро", UnitKind::kBattalion, kTerritorial},
    {u"обтро", UnitKind::kBattalion, kTerritorial},
    {u"мр", UnitKind::kCompany, kMechanised},
    {u"мср", UnitKind::kCompany, kMotorised},
    {u"вч", UnitKind::kPost},
    {u"coy", UnitKind::kCompany},
};
// Words that part no unit from another.
constexpr std::u16string_view kEmptyWords[] = {
    u"окрем",  u"отдельн", u"separate", u"імені",  u"имени",   u"зсу",     u"всу",   u"зс",    u"мо",
    u"вс",     u"україн",  u"украин",   u"ukrain", u"росі",    u"росс",    u"рф",    u"сил",   u"force",
    u"військ", u"войск",   u"част",     u"оборон", u"defence", u"defense", u"піхот", u"пехот", u"infantr",
    u"rifle",  u"стрілец", u"стрелк",   u"the",    u"of",      u"частин",
};

bool begins(std::u16string_view word, std::u16string_view beginning) {
  return word.substr(0, beginning.size()) == beginning;
}

std::uint32_t number_in(const Word& word) {
  constexpr std::uint32_t kNumberMax = 1'000'000;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < word.length; ++i) {
    const char16_t c = word.letters[i];
    if (c >= '0' && c <= '9' && number < kNumberMax) number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

std::u16string_view letters_of(const Word& word) {
  return {word.letters.data(), word.length};
}

class Reader {
 public:
  UnitSense read(std::string_view text) {
    thread_local Words words;
    split_words(text, words);
    for (std::size_t i = 0; i < words.count; ++i) take(words, i);
    if (number_ != 0) level(UnitKind::kNone);
    // Three at most, and stable_sort would allocate.
    const auto larger = [](const UnitSense::Level& a, const UnitSense::Level& b) { return a.kind > b.kind; };
    const auto first = sense_.levels.begin(), last = first + sense_.level_count;
    for (auto at = first; at != last; ++at) std::rotate(std::upper_bound(first, at, *at, larger), at, at + 1);
    std::sort(sense_.words.begin(), sense_.words.begin() + sense_.word_count);
    return sense_;
  }

 private:
  void take(const Words& words, std::size_t at) {
    const Word& word = words.words[at];
    if (word.digits) return take_number(word);
    if (word.hyphen_before && word.length <= 3 && at > 0 && words.words[at - 1].digits) return;  // 93-я
    // "в/ч" falls into two letters.
    if (word.length == 1) {
      const bool post = letters_of(word) == u"ч" && at > 0 && letters_of(words.words[at - 1]) == u"в";
      if (post) kind_before_ = UnitKind::kPost;
      return;
    }
    for (const KindWord& known : kShort) {
      if (letters_of(word) == known.beginning) return take_kind(known);
    }
    for (const KindWord& known : kKinds) {
      if (begins(letters_of(word), known.beginning)) return take_kind(known);
    }
    for (const KindWord& known : kBranches) {
      if (!begins(letters_of(word), known.beginning)) continue;
      sense_.branches |= known.branches;
      return;
    }
    for (const std::u16string_view empty : kEmptyWords) {
      if (begins(letters_of(word), empty)) return;
    }
    name(word);
  }

  void take_number(const Word& word) {
    if (number_ != 0) level(UnitKind::kNone);
    number_ = number_in(word);
    const char16_t last = word.letters[word.length - 1U];
    // А1234, 3057: a letter before four digits is a post's.
    const bool post =
        word.length >= 5 && (word.letters[0] < '0' || word.letters[0] > '9') && last >= '0' && last <= '9';
    if (kind_before_ == UnitKind::kPost || post) return level(UnitKind::kPost);
    if (kind_before_ == UnitKind::kNone) return;
    level(kind_before_);
  }

  // The number stands before its kind ("93 бригада"), or after it ("бригада № 93").
  void take_kind(const KindWord& known) {
    sense_.branches |= known.branches;
    if (number_ != 0) {
      level(known.kind);
    } else {
      kind_before_ = known.kind;
    }
  }

  void level(UnitKind kind) {
    if (sense_.level_count < UnitSense::kLevelsMax) sense_.levels.at(sense_.level_count++) = {number_, kind};
    number_ = 0;
    kind_before_ = UnitKind::kNone;
  }

  void name(const Word& word) {
    const Sound sound = sound_of(word);
    if (sound.main.length < 3 || sense_.word_count == UnitSense::kWordsMax) return;
    sense_.words.at(sense_.word_count++) = static_cast<std::uint32_t>(mix(hash_form(stem_of(sound.main))));
  }

  UnitSense sense_;
  std::uint32_t number_ = 0;
  UnitKind kind_before_ = UnitKind::kNone;
};

// A company has a number of its own only within its battalion.
bool is_small(UnitKind kind) {
  return kind < UnitKind::kBattalion;
}

float level_bits(const UnitWeights& weights, UnitKind kind) {
  if (kind == UnitKind::kPost) return weights.post;
  return is_small(kind) ? weights.small : weights.same;
}

// The best of the numbered levels, whether it tells the unit, and whether two of one kind differ.
struct Levels {
  float bits = 0;
  bool tells = false, differ = false;
};

Levels compare_levels(const UnitWeights& weights, const UnitSense& asked, const UnitSense& held) {
  Levels best;
  for (const auto& a : std::span(asked.levels).first(asked.level_count)) {
    for (const auto& b : std::span(held.levels).first(held.level_count)) {
      const bool alone = a.kind == UnitKind::kNone || b.kind == UnitKind::kNone;
      if (a.number == b.number && (a.kind == b.kind || alone)) {
        best.bits = std::max(best.bits, alone ? weights.number_alone : level_bits(weights, a.kind));
        best.tells = best.tells || alone || !is_small(a.kind);
      } else if (a.number != b.number && a.kind == b.kind && a.kind >= UnitKind::kBattalion) {
        best.differ = true;
      }
    }
  }
  return best;
}

bool share_name(const UnitSense& asked, const UnitSense& held) {
  const auto end = held.words.begin() + held.word_count;
  return std::any_of(asked.words.begin(), asked.words.begin() + asked.word_count,
                     [&](std::uint32_t word) { return std::binary_search(held.words.begin(), end, word); });
}

}  // namespace

UnitSense read_unit(std::string_view text) {
  return Reader().read(text);
}

FieldEvidence unit_evidence(const UnitWeights& weights, const UnitSense& asked, const UnitSense& held) {
  if (!asked.known() || !held.known()) return {};
  const Levels levels = compare_levels(weights, asked, held);
  if (levels.tells) return {Agreement::kAgrees, levels.bits};
  if (share_name(asked, held)) return {levels.differ ? Agreement::kNearly : Agreement::kAgrees, weights.named};
  if (levels.differ) return {Agreement::kDiffers, weights.differs};
  if (levels.bits > 0) return {Agreement::kNearly, levels.bits};
  if ((asked.branches & held.branches) != 0) return {Agreement::kNearly, weights.branch};
  // One named, the other numbered: the two may well be one.
  const bool comparable = (asked.level_count != 0) == (held.level_count != 0);
  return comparable ? FieldEvidence{Agreement::kDiffers, weights.differs} : FieldEvidence{};
}

}  // namespace hotline::matching
