#include "registry/list_words.hpp"

#include <algorithm>

#include "core/name_text.hpp"
#include "core/status.hpp"

namespace hotline::registry {
namespace {

using core::StatementKind;

constexpr std::array kStatementWords{
    Word<StatementKind>{"полонений", StatementKind::kCaptured},
    Word<StatementKind>{"полонена", StatementKind::kCaptured},
    Word<StatementKind>{"військовополонений", StatementKind::kCaptured},
    Word<StatementKind>{"військовополонена", StatementKind::kCaptured},
    Word<StatementKind>{"взятий у полон", StatementKind::kCaptured},
    Word<StatementKind>{"взята у полон", StatementKind::kCaptured},
    Word<StatementKind>{"потрапив у полон", StatementKind::kCaptured},
    Word<StatementKind>{"потрапила у полон", StatementKind::kCaptured},
    Word<StatementKind>{"у полоні", StatementKind::kCaptured},
    Word<StatementKind>{"в полоні", StatementKind::kCaptured},
    Word<StatementKind>{"пленный", StatementKind::kCaptured},
    Word<StatementKind>{"пленная", StatementKind::kCaptured},
    Word<StatementKind>{"военнопленный", StatementKind::kCaptured},
    Word<StatementKind>{"взят в плен", StatementKind::kCaptured},
    Word<StatementKind>{"взята в плен", StatementKind::kCaptured},
    Word<StatementKind>{"попал в плен", StatementKind::kCaptured},
    Word<StatementKind>{"попала в плен", StatementKind::kCaptured},
    Word<StatementKind>{"в плену", StatementKind::kCaptured},
    Word<StatementKind>{"прибув до табору", StatementKind::kArrivedAtInternment},
    Word<StatementKind>{"прибула до табору", StatementKind::kArrivedAtInternment},
    Word<StatementKind>{"прибыл в лагерь", StatementKind::kArrivedAtInternment},
    Word<StatementKind>{"прибыла в лагерь", StatementKind::kArrivedAtInternment},
    Word<StatementKind>{"картку надіслано", StatementKind::kCardSent},
    Word<StatementKind>{"карточка отправлена", StatementKind::kCardSent},
    Word<StatementKind>{"госпіталізований", StatementKind::kHospitalIn},
    Word<StatementKind>{"госпіталізована", StatementKind::kHospitalIn},
    Word<StatementKind>{"госпитализирован", StatementKind::kHospitalIn},
    Word<StatementKind>{"госпитализирована", StatementKind::kHospitalIn},
    Word<StatementKind>{"виписаний", StatementKind::kHospitalOut},
    Word<StatementKind>{"виписана", StatementKind::kHospitalOut},
    Word<StatementKind>{"выписан", StatementKind::kHospitalOut},
    Word<StatementKind>{"выписана", StatementKind::kHospitalOut},
    Word<StatementKind>{"тяжко хворий", StatementKind::kSeriouslyIll},
    Word<StatementKind>{"тяжко хвора", StatementKind::kSeriouslyIll},
    Word<StatementKind>{"тяжело болен", StatementKind::kSeriouslyIll},
    Word<StatementKind>{"тяжело больна", StatementKind::kSeriouslyIll},
    Word<StatementKind>{"поранений", StatementKind::kWounded},
    Word<StatementKind>{"поранена", StatementKind::kWounded},
    Word<StatementKind>{"ранен", StatementKind::kWounded},
    Word<StatementKind>{"ранена", StatementKind::kWounded},
    Word<StatementKind>{"раненый", StatementKind::kWounded},
    Word<StatementKind>{"раненая", StatementKind::kWounded},
    Word<StatementKind>{"переведений", StatementKind::kTransferred},
    Word<StatementKind>{"переведена", StatementKind::kTransferred},
    Word<StatementKind>{"переведен", StatementKind::kTransferred},
    Word<StatementKind>{"переведён", StatementKind::kTransferred},
    Word<StatementKind>{"бачили живим", StatementKind::kSeenAlive},
    Word<StatementKind>{"бачили живою", StatementKind::kSeenAlive},
    Word<StatementKind>{"видели живым", StatementKind::kSeenAlive},
    Word<StatementKind>{"видели живой", StatementKind::kSeenAlive},
    Word<StatementKind>{"зниклий безвісти", StatementKind::kMissing},
    Word<StatementKind>{"зникла безвісти", StatementKind::kMissing},
    Word<StatementKind>{"безвісти зниклий", StatementKind::kMissing},
    Word<StatementKind>{"безвісти зникла", StatementKind::kMissing},
    Word<StatementKind>{"зник безвісти", StatementKind::kMissing},
    Word<StatementKind>{"пропал без вести", StatementKind::kMissing},
    Word<StatementKind>{"пропала без вести", StatementKind::kMissing},
    Word<StatementKind>{"пропавший без вести", StatementKind::kMissing},
    Word<StatementKind>{"без вести пропавший", StatementKind::kMissing},
    Word<StatementKind>{"без вести пропавшая", StatementKind::kMissing},
    Word<StatementKind>{"загинув", StatementKind::kKilled},
    Word<StatementKind>{"загинула", StatementKind::kKilled},
    Word<StatementKind>{"загиблий", StatementKind::kKilled},
    Word<StatementKind>{"загибла", StatementKind::kKilled},
    Word<StatementKind>{"погиб", StatementKind::kKilled},
    Word<StatementKind>{"погибла", StatementKind::kKilled},
    Word<StatementKind>{"погибший", StatementKind::kKilled},
    Word<StatementKind>{"погибшая", StatementKind::kKilled},
    Word<StatementKind>{"помер", StatementKind::kDied},
    Word<StatementKind>{"померла", StatementKind::kDied},
    Word<StatementKind>{"померлий", StatementKind::kDied},
    Word<StatementKind>{"умер", StatementKind::kDied},
    Word<StatementKind>{"умерла", StatementKind::kDied},
    Word<StatementKind>{"умерший", StatementKind::kDied},
    Word<StatementKind>{"тіло впізнано", StatementKind::kBodyIdentified},
    Word<StatementKind>{"тіло ідентифіковано", StatementKind::kBodyIdentified},
    Word<StatementKind>{"тело опознано", StatementKind::kBodyIdentified},
    Word<StatementKind>{"похований", StatementKind::kBuried},
    Word<StatementKind>{"похована", StatementKind::kBuried},
    Word<StatementKind>{"похоронен", StatementKind::kBuried},
    Word<StatementKind>{"похоронена", StatementKind::kBuried},
    Word<StatementKind>{"звільнений", StatementKind::kReleased},
    Word<StatementKind>{"звільнена", StatementKind::kReleased},
    Word<StatementKind>{"освобожден", StatementKind::kReleased},
    Word<StatementKind>{"освобождён", StatementKind::kReleased},
    Word<StatementKind>{"освобождена", StatementKind::kReleased},
    Word<StatementKind>{"обміняний", StatementKind::kExchanged},
    Word<StatementKind>{"обміняна", StatementKind::kExchanged},
    Word<StatementKind>{"обменян", StatementKind::kExchanged},
    Word<StatementKind>{"обменяна", StatementKind::kExchanged},
    Word<StatementKind>{"репатрійований", StatementKind::kRepatriated},
    Word<StatementKind>{"репатрійована", StatementKind::kRepatriated},
    Word<StatementKind>{"репатриирован", StatementKind::kRepatriated},
    Word<StatementKind>{"репатриирована", StatementKind::kRepatriated},
    Word<StatementKind>{"втік", StatementKind::kEscaped},
    Word<StatementKind>{"втекла", StatementKind::kEscaped},
    Word<StatementKind>{"бежал", StatementKind::kEscaped},
    Word<StatementKind>{"бежала", StatementKind::kEscaped},
};

constexpr std::array<std::string_view, 14> kBirthNameWords{
    "дів",   "дівоче",     "дівоче прізвище", "до шлюбу",        "до заміжжя", "уроджена", "ур",
    "урожд", "урожденная", "девичья",         "девичья фамилия", "до брака",   "née",      "nee"};
constexpr std::array<std::string_view, 5> kNicknameWords{"позивний", "позывной", "псевдо", "callsign", "call sign"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

}  // namespace

std::string word_key(std::string_view word) {
  std::string key = core::fold_spelling(word);
  std::erase(key, '.');
  std::replace(key.begin(), key.end(), '_', ' ');
  while (!key.empty() && (key.back() == ' ' || key.back() == ':')) key.pop_back();
  return key;
}

std::optional<StatementKind> statement_of_word(std::string_view word) {
  const std::string key = word_key(word);
  std::string name = key;
  std::replace(name.begin(), name.end(), ' ', '_');
  if (const auto kind = core::statement_kind_of(name)) return kind;
  for (const auto& known : kStatementWords) {
    if (known.word == key) return known.value;
  }
  return std::nullopt;
}

bool introduces_birth_name(std::string_view key) {
  return among(kBirthNameWords, key);
}

bool introduces_nickname(std::string_view key) {
  return among(kNicknameWords, key);
}

}  // namespace hotline::registry
