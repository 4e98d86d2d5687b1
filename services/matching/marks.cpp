#include "matching/marks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "matching/tsv.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kColumns = 3;
// Beginnings of fewer sounds stand for the whole word: "ear" is not the beginning of "early".
constexpr std::size_t kBeginningMin = 4;
// Classes are small numbers; hashes of unknown words stand above them.
constexpr std::uint32_t kUnknownWord = 1U << 31;

// "Nearly" when less than half of what the shorter text says is shared.
constexpr float kAgreesShare = 0.5F;

// Short words that join others say nothing.
bool joins(const Form& form) {
  return form.length < 3;
}

Form beginning_of(const Form& form, std::size_t length) {
  Form cut = form;
  for (std::size_t i = length; i < form.length; ++i) cut.symbols[i] = kNoSymbol;
  cut.length = static_cast<std::uint8_t>(std::min<std::size_t>(length, form.length));
  return cut;
}

float bits_of(const Marks& marks) {
  float sum = 0;
  for (std::size_t i = 0; i < marks.count; ++i) sum += marks.bits[i];
  return sum;
}

void keep(Marks& marks, std::uint32_t word, float bits) {
  const auto end = marks.words.begin() + marks.count;
  const auto at = std::lower_bound(marks.words.begin(), end, word);
  if (marks.count == Marks::kMax || (at != end && *at == word)) return;
  const auto place = at - marks.words.begin();
  std::move_backward(at, end, end + 1);
  std::move_backward(marks.bits.begin() + place, marks.bits.begin() + marks.count,
                     marks.bits.begin() + marks.count + 1);
  marks.words.at(static_cast<std::size_t>(place)) = word;
  marks.bits.at(static_cast<std::size_t>(place)) = bits;
  ++marks.count;
}

}  // namespace

class MarksReader {
 public:
  MarksReader(const MarkWeights& weights, const std::filesystem::path& folder) : file_(folder, "marks.tsv") {
    words_.unknown_bits_ = weights.unknown;
  }

  core::Result<MarkWords> read() {
    std::vector<TsvFile::Line> lines;
    if (auto error = file_.read(kColumns, lines, words_.digest_)) return *error;
    for (const TsvFile::Line& line : lines) {
      if (auto error = read_class(line)) return *error;
    }
    return std::move(words_);
  }

 private:
  std::optional<core::Error> read_class(const TsvFile::Line& line) {
    if (!names_.insert(line.cells[0]).second) return file_.error(line.number, "the class is listed twice");
    const auto per_mille = number_of(line.cells[1]);
    if (!per_mille || *per_mille <= 0 || *per_mille > 1000) {
      return file_.error(line.number, "per_mille must be above 0 and at most 1000");
    }
    const auto mark = static_cast<std::uint16_t>(names_.size());
    const auto bits = static_cast<float>(-std::log2(*per_mille / 1000));
    for (const std::string& word : split(line.cells[2], ',')) {
      const Form form = sound_of(word).main;
      if (form.empty()) return file_.error(line.number, "a word has no letters");
      const auto [known, fresh] = words_.entries_.try_emplace(hash_form(form), MarkWords::Entry{form, mark, bits});
      if (!fresh && known->second.mark != mark) return file_.error(line.number, "\"" + word + "\" has another class");
    }
    return std::nullopt;
  }

  TsvFile file_;
  MarkWords words_;
  std::set<std::string> names_;
};

core::Result<MarkWords> MarkWords::load(const MarkWeights& weights, const std::filesystem::path& folder) {
  return MarksReader(weights, folder).read();
}

const MarkWords::Entry* MarkWords::find(const Form& form) const {
  const auto whole = entries_.find(hash_form(form));
  if (whole != entries_.end()) return &whole->second;
  for (std::size_t length = form.length; length-- > kBeginningMin;) {
    const auto found = entries_.find(hash_form(beginning_of(form, length)));
    if (found != entries_.end()) return &found->second;
  }
  // A short beginning with a case ending: губі, руке.
  const auto stem = entries_.find(hash_form(stem_of(form)));
  return stem == entries_.end() ? nullptr : &stem->second;
}

Marks MarkWords::read(std::string_view text) const {
  Marks marks;
  thread_local Words words;
  split_words(text, words);
  for (std::size_t i = 0; i < words.count; ++i) {
    const Sound sound = sound_of(words.words[i]);
    if (sound.main.empty()) continue;
    const Entry* entry = find(sound.main);
    if (entry == nullptr && !sound.other.empty()) entry = find(sound.other);
    if (entry != nullptr) {
      keep(marks, entry->mark, entry->bits);
    } else if (!joins(sound.main)) {
      keep(marks, kUnknownWord | static_cast<std::uint32_t>(hash_form(stem_of(sound.main))), unknown_bits_);
    }
  }
  return marks;
}

FieldEvidence marks_evidence(const MarkWeights& weights, const Marks& asked, const Marks& held,
                             EvidenceProfile profile) {
  if (!asked.known() || !held.known()) return {};
  float shared = 0;
  for (std::size_t i = 0; i < asked.count; ++i) {
    const auto end = held.words.begin() + held.count;
    if (std::binary_search(held.words.begin(), end, asked.words.at(i))) shared += asked.bits.at(i);
  }
  if (shared == 0) {
    return {Agreement::kDiffers, weights.nothing_shared.of(profile)};
  }
  const bool agrees = shared >= kAgreesShare * std::min(bits_of(asked), bits_of(held));
  return {agrees ? Agreement::kAgrees : Agreement::kNearly,
          std::min(weights.shared_share * shared, weights.shared_max)};
}

}  // namespace hotline::matching
