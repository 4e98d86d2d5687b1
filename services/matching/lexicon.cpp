#include "matching/lexicon.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "matching/alignment.hpp"
#include "matching/model.hpp"
#include "matching/pair_model.hpp"
#include "matching/tsv.hpp"

namespace hotline::matching {
namespace {

// Form less its sound at `at`, for the neighbourhood of one slip.
std::uint64_t hash_without(const Form& form, std::size_t at) {
  std::array<std::uint8_t, Form::kMax> rest{};
  std::copy_n(form.symbols.begin(), at, rest.begin());
  std::copy(form.symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1, form.symbols.begin() + form.length,
            rest.begin() + static_cast<std::ptrdiff_t>(at));
  return hash_symbols({rest.data(), form.length - 1U}, 1);
}

bool ends_with(const Form& form, std::initializer_list<std::uint8_t> end) {
  return form.length >= end.size() &&
         std::equal(end.begin(), end.end(),
                    form.symbols.begin() + form.length - static_cast<std::ptrdiff_t>(end.size()));
}

Form cut(Form form, std::size_t length) {
  for (std::size_t i = length; i < form.length; ++i) form.symbols[i] = kNoSymbol;
  form.length = static_cast<std::uint8_t>(std::min<std::size_t>(length, form.length));
  return form;
}

}  // namespace

class LexiconReader {
 public:
  explicit LexiconReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  core::Result<std::shared_ptr<const Lexicon>> read() {
    if (auto error = read_model()) return *error;
    for (const auto& [kind, read_file] :
         {std::pair{"given", &LexiconReader::read_given}, std::pair{"diminutives", &LexiconReader::read_diminutives},
          std::pair{"links", &LexiconReader::read_links}, std::pair{"patronymics", &LexiconReader::read_patronymics},
          std::pair{"surnames", &LexiconReader::read_surnames}}) {
      for (const std::string& name : files_of(kind)) {
        if (auto error = (this->*read_file)(name)) return *error;
      }
    }
    finish();
    auto places = Places::load(lexicon_->weights_.place, folder_);
    if (!places) return places.error();
    auto mark_words = MarkWords::load(lexicon_->weights_.marks, folder_);
    if (!mark_words) return mark_words.error();
    lexicon_->places_ = std::move(*places);
    lexicon_->mark_words_ = std::move(*mark_words);
    lexicon_->digest_ = hex(combine(combine(digest_, lexicon_->places_.digest()), lexicon_->mark_words_.digest()));
    return std::shared_ptr<const Lexicon>(std::move(lexicon_));
  }

 private:
  using Error = std::optional<core::Error>;
  using Line = TsvFile::Line;
  struct Entry {
    Form form;
    std::vector<GivenSense> senses;
    bool shared[2] = {true, true};  // as a name, as a diminutive: every class that uses the form marked it with a star
    std::string file;
    std::size_t line = 0;
  };
  using Entries = std::map<std::vector<std::uint8_t>, Entry>;

  // given.tsv, which must be there, and then every other given*.tsv by name: an order that no file system decides.
  std::vector<std::string> files_of(const std::string& kind) const {
    std::set<std::string> others;
    std::error_code unreadable;  // then the file that must be there cannot be opened, which is reported
    for (const auto& entry : std::filesystem::directory_iterator(folder_, unreadable)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(kind) && name.ends_with(".tsv")) others.insert(name);
    }
    others.erase(kind + ".tsv");
    std::vector<std::string> files{kind + ".tsv"};
    files.insert(files.end(), others.begin(), others.end());
    return files;
  }

  Error read_lines(const std::string& name, std::size_t columns, std::vector<Line>& lines) {
    file_ = TsvFile(folder_, name);
    return file_.read(columns, lines, digest_);
  }

  Error class_of(const Line& line, const std::string& name, GivenClass& out) const {
    const auto at = class_at_.find(name);
    if (at == class_at_.end()) return file_.error(line.number, "unknown class " + name);
    out = at->second;
    return std::nullopt;
  }

  static std::vector<std::uint8_t> key(const Form& form) { return {form.view().begin(), form.view().end()}; }

  Error add(Entries& entries, const Line& line, std::string spelling, GivenSense sense) {
    const bool star = !spelling.empty() && spelling.back() == '*';
    if (star) spelling.pop_back();
    const Sound sound = sound_of(spelling);
    if (sound.main.empty()) return file_.error(line.number, "a spelling has no letters");
    Entry& entry = entries[key(sound.main)];
    if (entry.senses.empty()) {
      entry.form = sound.main;
      entry.file = file_.name();
      entry.line = line.number;
    }
    for (const GivenSense& known : entry.senses) {
      if (known.given == sense.given) return std::nullopt;  // the same sound from another script
    }
    const bool clash = std::any_of(entry.senses.begin(), entry.senses.end(),
                                   [&](const GivenSense& known) { return known.diminutive == sense.diminutive; });
    bool& shared = entry.shared[sense.diminutive];
    shared = shared && star;
    if (clash && !shared) {
      return file_.error(line.number, "\"" + spelling + "\" also belongs to class " +
                                          lexicon_->classes_[entry.senses[0].given].name + " (" + entry.file +
                                          " line " + std::to_string(entry.line) +
                                          "); mark it with * in both if that is meant");
    }
    entry.senses.push_back(sense);
    return std::nullopt;
  }

  Error read_given(const std::string& file) {
    std::vector<Line> lines;
    if (auto error = read_lines(file, 4, lines)) return error;
    for (const Line& line : lines) {
      Lexicon::Class entry;
      entry.name = line.cells[0];
      if (entry.name.empty()) return file_.error(line.number, "the class has no name");
      if (line.cells[1] != "m" && line.cells[1] != "f") return file_.error(line.number, "sex must be m or f");
      entry.sex = line.cells[1] == "m" ? core::Sex::kMale : core::Sex::kFemale;
      const auto share = number_of(line.cells[2]);
      if (!share || *share <= 0 || *share > 10'000) {
        return file_.error(line.number, "share must be above 0 and at most 10000");
      }
      entry.bits = bits_of(*share / 10'000, rarity().class_min, rarity().class_max);
      const auto id = static_cast<GivenClass>(lexicon_->classes_.size());
      if (!class_at_.emplace(entry.name, id).second) return file_.error(line.number, "the class is listed twice");
      lexicon_->classes_.push_back(std::move(entry));
      for (const std::string& spelling : split(line.cells[3], ',')) {
        if (auto error = add(given_, line, spelling, {id, 255, false})) return error;
      }
    }
    return std::nullopt;
  }

  Error read_diminutives(const std::string& file) {
    std::vector<Line> lines;
    if (auto error = read_lines(file, 2, lines)) return error;
    for (const Line& line : lines) {
      GivenClass id = 0;
      if (auto error = class_of(line, line.cells[0], id)) return error;
      for (const std::string& spelling : split(line.cells[1], ',')) {
        if (auto error =
                add(given_, line, spelling, {id, strength_of(lexicon_->weights_.names.diminutive_meaning), true}))
          return error;
        if (diminutives_.emplace(spelling, id).second) ++lexicon_->diminutive_count_;
      }
    }
    return std::nullopt;
  }

  Error read_links(const std::string& file) {
    std::vector<Line> lines;
    if (auto error = read_lines(file, 3, lines)) return error;
    for (const Line& line : lines) {
      GivenClass a = 0, b = 0;
      if (auto error = class_of(line, line.cells[0], a)) return error;
      if (auto error = class_of(line, line.cells[1], b)) return error;
      const auto strength = number_of(line.cells[2]);
      if (a == b || !strength || *strength <= 0 || *strength > 1) {
        return file_.error(line.number, "two classes and a strength above 0 and at most 1 are needed");
      }
      lexicon_->links_[std::uint32_t{std::min(a, b)} << 16 | std::max(a, b)] = static_cast<float>(*strength);
      if (*strength >= 0.4) {
        lexicon_->classes_[a].linked.push_back(b);
        lexicon_->classes_[b].linked.push_back(a);
      }
    }
    return std::nullopt;
  }

  Error read_patronymics(const std::string& file) {
    std::vector<Line> lines;
    if (auto error = read_lines(file, 2, lines)) return error;
    for (const Line& line : lines) {
      GivenClass id = 0;
      if (auto error = class_of(line, line.cells[0], id)) return error;
      for (const std::string& spelling : split(line.cells[1], ',')) {
        const Sound sound = sound_of(spelling);
        if (sound.main.empty()) return file_.error(line.number, "a spelling has no letters");
        merge(patronymics_, sound.main, {id, 255, false});
      }
    }
    return std::nullopt;
  }

  Error read_surnames(const std::string& file) {
    std::vector<Line> lines;
    if (auto error = read_lines(file, 2, lines)) return error;
    for (const Line& line : lines) {
      const auto share = number_of(line.cells[1]);
      if (!share || *share <= 0 || *share > 100'000) {
        return file_.error(line.number, "share must be above 0 and at most 100000");
      }
      const Sound sound = sound_of(line.cells[0]);
      if (sound.main.empty()) return file_.error(line.number, "the surname has no letters");
      lexicon_->surname_bits_[hash_form(stem_of(sound.main))] =
          bits_of(*share / 100'000, rarity().surname_min, rarity().surname_unknown);
    }
    return std::nullopt;
  }

  Error read_model() {
    const std::filesystem::path file = folder_ / "model.tsv";
    auto model = load_model(file);
    if (!model) return std::move(model).error();
    lexicon_->weights_ = model->weights;
    lexicon_->generations_ = Generations(model->weights.birth_years);
    lexicon_->pair_model_ = std::make_shared<const PairModel>(std::move(model->pairs));
    std::ifstream in(file, std::ios::binary);
    for (std::string text; std::getline(in, text);) digest_ = combine(digest_, std::hash<std::string>{}(text));
    return std::nullopt;
  }

  const RarityWeights& rarity() const { return lexicon_->weights_.rarity; }

  // Of 255.
  static std::uint8_t strength_of(float share) { return static_cast<std::uint8_t>(std::lround(share * 255)); }

  static float bits_of(double share, float least, float most) {
    return static_cast<float>(std::clamp(-std::log2(share), static_cast<double>(least), static_cast<double>(most)));
  }

  static void merge(Entries& entries, const Form& form, GivenSense sense) {
    Entry& entry = entries[key(form)];
    entry.form = form;
    for (const GivenSense& known : entry.senses) {
      if (known.given == sense.given) return;
    }
    entry.senses.push_back(sense);
  }

  static void store(const Entries& entries, Lexicon::FormMap& map) {
    for (const auto& [symbols, entry] : entries) {
      const auto id = static_cast<std::uint32_t>(map.forms.size());
      map.exact_forms.entries.push_back({hash_form(entry.form), id});
      map.forms.push_back(entry.form);
      map.ranges.push_back(
          {static_cast<std::uint32_t>(map.senses.size()), static_cast<std::uint32_t>(entry.senses.size())});
      map.senses.insert(map.senses.end(), entry.senses.begin(), entry.senses.end());
    }
    map.build();
  }

  void finish() {
    Entries fathers;
    std::uint32_t stored = 0;
    const std::uint8_t beside_name = strength_of(lexicon_->weights_.names.diminutive_beside_name);
    for (auto& [symbols, entry] : given_) {
      // The name itself comes before its being somebody's diminutive; a form of many names says less of each.
      std::stable_sort(entry.senses.begin(), entry.senses.end(),
                       [](const GivenSense& a, const GivenSense& b) { return a.diminutive < b.diminutive; });
      const bool name = !entry.senses[0].diminutive;
      for (GivenSense& sense : entry.senses) {
        if (sense.diminutive && name) sense.strength = beside_name;
        if (sense.diminutive || lexicon_->classes_[sense.given].sex != core::Sex::kMale) continue;
        merge(fathers, stem_of(entry.form), {sense.given, 255, false});
      }
      // Entries are stored in the order of this map, which is the order of the forms.
      if (name && entry.form.length >= 4) lexicon_->prefixes_.push_back(stored);
      ++stored;
    }
    store(given_, lexicon_->given_);
    store(fathers, lexicon_->father_);
    store(patronymics_, lexicon_->patronymics_);
  }

  static std::string hex(std::uint64_t digest) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += kHex[digest >> shift & 15];
    return text;
  }

  std::filesystem::path folder_;
  TsvFile file_;
  std::shared_ptr<Lexicon> lexicon_ = std::make_shared<Lexicon>();
  std::unordered_map<std::string, GivenClass> class_at_;
  Entries given_, patronymics_;
  std::set<std::pair<std::string, GivenClass>> diminutives_;  // to count them
  std::uint64_t digest_ = 0;
};

core::Result<std::shared_ptr<const Lexicon>> Lexicon::load(const std::filesystem::path& folder) {
  return LexiconReader(folder).read();
}

void Lexicon::FormMap::Table::build() {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  const std::size_t count = std::bit_ceil(std::max<std::size_t>(2, entries.size()));
  shift = 64 - std::countr_zero(count);
  buckets.assign(count + 1, 0);
  for (const Entry& entry : entries) ++buckets[(entry.hash >> shift) + 1];
  for (std::size_t i = 0; i < count; ++i) buckets[i + 1] += buckets[i];
}

std::span<const Lexicon::FormMap::Entry> Lexicon::FormMap::Table::find(std::uint64_t hash) const {
  if (entries.empty()) return {};
  std::uint32_t first = buckets[hash >> shift];
  const std::uint32_t end = buckets[(hash >> shift) + 1];
  while (first < end && entries[first].hash < hash) ++first;
  std::uint32_t last = first;
  while (last < end && entries[last].hash == hash) ++last;
  return {entries.data() + first, last - first};
}

void Lexicon::FormMap::build() {
  for (std::uint32_t id = 0; id < forms.size(); ++id) {
    if (forms[id].length < 4) continue;
    for (std::size_t i = 0; i < forms[id].length; ++i) deleted.entries.push_back({hash_without(forms[id], i), id});
    deleted.entries.push_back({hash_symbols(forms[id].view(), 1), id});
  }
  exact_forms.build();
  deleted.build();
}

Senses Lexicon::FormMap::exact(const Form& form) const {
  for (const Entry& entry : exact_forms.find(hash_form(form))) {
    if (!(forms[entry.id] == form)) continue;
    const Range range = ranges[entry.id];
    return {{senses.data() + range.first, range.count}, false};
  }
  return {};
}

Senses Lexicon::FormMap::nearest(const Form& form, const AlignmentCosts& costs) const {
  constexpr int kNearMax = 100;
  if (form.length < 4) return {};
  int best = kNearMax + 1;
  std::uint32_t best_id = 0;
  bool tie = false;
  const auto visit = [&](std::uint64_t hash) {
    for (const Entry& entry : deleted.find(hash)) {
      if (entry.id == best_id && best <= kNearMax) continue;
      const int cost = alignment_cost(costs, form.view(), forms[entry.id].view(), best);
      if (cost > best) continue;
      tie = cost == best;
      best = cost;
      best_id = entry.id;
    }
  };
  visit(hash_symbols(form.view(), 1));
  for (std::size_t at_sound = 0; at_sound < form.length; ++at_sound) visit(hash_without(form, at_sound));
  if (best > kNearMax || (tie && best > 40)) return {};
  const Range range = ranges[best_id];
  return {{senses.data() + range.first, range.count}, true};
}

namespace {

// Endings that make a diminutive of a name: Олежик, Захарко, Сергунчик, Лизонька.
constexpr std::initializer_list<std::uint8_t> kDiminutiveEnds[] = {
    {kO, kN, kK, kA},
    {kE, kN, kK, kO},  // -енька: phonemic.cpp writes -енка so
    {kO, kCh, kK, kA},
    {kE, kCh, kK, kA},
    {kU, kSh, kK, kA},
    {kI, kSh, kK, kA},
    {kU, kN, kCh, kI, kK},
    {kI, kCh, kO, kK},
    {kCh, kI, kK},
    {kE, kCh, kE, kK},
    {kU, kSh, kA},
    {kI, kU, kSh, kA},
    {kI, kU, kH, kA},
    {kU, kH, kA},
    {kU, kN, kI, kA},
    {kU, kS, kI, kA},
    {kI, kK},
    {kE, kK},
    {kO, kK},
    {kK, kO},
    {kK, kA},
    {kU, kS},
    {kI, kA},
    {kA},
    {kI},
};

}  // namespace

Senses Lexicon::given(const Form& form) const {
  if (form.length < 2) return {};
  if (Senses senses = given_.exact(form); !senses.empty()) return senses;
  // An unknown diminutive: what is left before the ending begins exactly one name.
  for (const auto& end : kDiminutiveEnds) {
    if (end.size() < 2 || !ends_with(form, end)) continue;
    const Form stem = cut(form, form.length - end.size());
    if (stem.length < 3) continue;
    if (Senses senses = given_.exact(stem); !senses.empty()) return {senses.list, true};
    const auto begins = [&](std::uint32_t id) {
      return given_.forms[id].length >= stem.length &&
             std::equal(stem.view().begin(), stem.view().end(), given_.forms[id].view().begin());
    };
    auto it = std::lower_bound(prefixes_.begin(), prefixes_.end(), stem, [&](std::uint32_t id, const Form& value) {
      return std::lexicographical_compare(given_.forms[id].view().begin(), given_.forms[id].view().end(),
                                          value.view().begin(), value.view().end());
    });
    const Range* only = nullptr;
    bool one = true;
    for (; one && it != prefixes_.end() && begins(*it); ++it) {
      const Range& range = given_.ranges[*it];
      one = only == nullptr || given_.senses[only->first].given == given_.senses[range.first].given;
      only = &range;
    }
    if (only != nullptr && one && stem.length >= 4) return {{given_.senses.data() + only->first, only->count}, true};
  }
  return given_.nearest(form, costs());
}

Senses Lexicon::father(const Form& given_form) const {
  if (Senses senses = father_.exact(stem_of(given_form)); !senses.empty()) return senses;
  return father_.nearest(stem_of(given_form), costs());
}

namespace {

struct ChildOf {
  std::initializer_list<std::uint8_t> end;
  core::Sex sex;
};
// Son or daughter of, written with the father's name as one word: Мамедоглы, Нурланұлы, Нурланқызы.
constexpr ChildOf kChildOf[] = {
    {{kO, kG, kL, kI}, core::Sex::kMale},   {{kO, kG, kL, kU}, core::Sex::kMale},
    {{kU, kG, kL, kI}, core::Sex::kMale},   {{kU, kL, kI}, core::Sex::kMale},
    {{kK, kI, kZ, kI}, core::Sex::kFemale}, {{kG, kI, kZ, kI}, core::Sex::kFemale},
};

}  // namespace

Patronymic Lexicon::patronymic(const Form& form) const {
  Patronymic found;
  for (const ChildOf& child : kChildOf) {
    if (!ends_with(form, child.end) || form.length < child.end.size() + 3) continue;
    found.father = stem_of(cut(form, form.length - child.end.size()));
    found.senses = father_.exact(found.father);
    if (found.senses.empty()) continue;
    found.recognised = true;
    found.sex = child.sex;
    return found;
  }
  const bool female = form.length > 4 && (ends_with(form, {kN, kA}) || ends_with(form, {kN, kI, kA}));
  found.sex = female ? core::Sex::kFemale : core::Sex::kMale;
  const Senses irregular = patronymics_.exact(form);
  std::size_t end = 0;
  for (const std::uint8_t vowel : {kO, kE, kA, kI}) {
    for (const std::uint8_t last : {kCh, kTs, kSh}) {
      if (ends_with(form, {vowel, kV, kI, last})) end = 4;
      if (ends_with(form, {vowel, kV, kI, last, kI})) end = 5;  // Romanian
    }
    if (ends_with(form, {vowel, kV, kN, kA}) || ends_with(form, {vowel, kU, kN, kA})) end = 4;
  }
  if (ends_with(form, {kI, kN, kI, kCh, kN, kA}) || ends_with(form, {kI, kN, kI, kSh, kN, kA}))
    end = 6;
  else if (end == 0 && ends_with(form, {kI, kCh, kN, kA}))
    end = 4;
  const bool short_end = end == 0 && ends_with(form, {kI, kCh});
  if (short_end) end = 2;
  if (end == 0 || end + 2 > form.length) {
    if (irregular.empty()) return found;
    end = form.length > 3 ? 3 : 1;
  }
  found.father = stem_of(cut(form, form.length - end));
  found.senses = !irregular.empty() ? irregular : father_.exact(found.father);
  if (found.senses.empty() && found.father.length > 3 && found.father[found.father.length - 1U] == kL) {
    found.senses = father_.exact(cut(found.father, found.father.length - 1U));  // Яковлевич
  }
  if (found.senses.empty()) {
    const Senses near = irregular.empty() ? patronymics_.nearest(form, costs()) : irregular;
    found.senses = near.empty() ? father_.nearest(found.father, costs()) : near;
  }
  // -ич alone (Ильич, Фомич) is also the end of surnames and diminutives: it needs a father we know.
  found.recognised = !short_end || (!found.senses.empty() && (!found.senses.near || form.length > 5));
  if (!found.recognised) found.senses = {};
  return found;
}

const AlignmentCosts& Lexicon::costs() const {
  return pair_model_->fitted().costs;
}

std::shared_ptr<const Lexicon> Lexicon::with(PairModel model) const {
  auto other = std::make_shared<Lexicon>(*this);
  other->pair_model_ = std::make_shared<const PairModel>(std::move(model));
  return other;
}

float Lexicon::link(GivenClass a, GivenClass b) const {
  if (a == b) return 1.0F;
  const auto found = links_.find(std::uint32_t{std::min(a, b)} << 16 | std::max(a, b));
  return found == links_.end() ? 0.0F : found->second;
}

std::span<const GivenClass> Lexicon::linked(GivenClass given) const {
  return classes_[given].linked;
}

float Lexicon::surname_bits(const Form& stem) const {
  const auto found = surname_bits_.find(hash_form(stem));
  return found == surname_bits_.end() ? weights_.rarity.surname_unknown : found->second;
}

}  // namespace hotline::matching
