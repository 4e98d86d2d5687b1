#include "matching/vocabulary.hpp"

#include <algorithm>

namespace hotline::matching {
namespace {

bool same_word(const NameToken& a, const NameToken& b) {
  return a.form == b.form && a.other == b.other && a.initial == b.initial && a.sex == b.sex && a.senses == b.senses;
}

template <typename T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

Phrase read_phrase(std::string_view text) {
  Phrase phrase;
  if (text.empty()) return phrase;
  thread_local Words words;
  split_words(text, words);
  for (std::size_t i = 0; i < words.count && phrase.count < Phrase::kMax; ++i) {
    const Word& word = words.words[i];
    std::uint64_t hash = 0;
    if (word.digits) {
      for (std::size_t c = 0; c < word.length; ++c) {
        if (word.letters[c] >= '0' && word.letters[c] <= '9') hash = combine(hash + 1, word.letters[c]);
      }
    } else {
      const Sound sound = sound_of(word);
      if (sound.main.length < 3) continue;  // "м.", "с.", "обл"
      hash = skeleton(sound.main) + 1;
    }
    std::size_t at = phrase.count++;
    const auto value = static_cast<std::uint32_t>(mix(hash));
    for (; at > 0 && phrase.words[at - 1] > value; --at) phrase.words[at] = phrase.words[at - 1];
    phrase.words[at] = value;
  }
  return phrase;
}

float phrase_overlap(const Phrase& a, const Phrase& b) {
  int shared = 0;
  for (std::size_t i = 0; i < a.count; ++i) {
    shared += std::find(b.words.begin(), b.words.begin() + b.count, a.words[i]) != b.words.begin() + b.count;
  }
  const int shorter = std::min(a.count, b.count);
  return shorter == 0 ? 0.0F : static_cast<float>(shared) / static_cast<float>(shorter);
}

Vocabulary::Table::Table() : slots(64, 0) {
  pool.add(NameToken{});
}

Vocabulary::Vocabulary() : phrase_slots_(64, 0) {
  phrases_.add(Phrase{});
}

std::uint32_t Vocabulary::Table::intern(const NameToken& token) {
  if (!token.known()) return 0;
  const auto hash_of = [](const NameToken& t) {
    return combine(hash_form(t.form),
                   combine(hash_form(t.other), std::uint64_t{t.initial} * 4 + static_cast<std::uint64_t>(t.sex)));
  };
  if (std::size_t{pool.size()} * 2 >= slots.size()) {
    std::vector<std::uint32_t> larger(slots.size() * 2, 0);
    for (std::uint32_t id = 1; id < pool.size(); ++id) {
      std::size_t at = hash_of(pool[id]) & (larger.size() - 1);
      while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = id;
    }
    slots.swap(larger);
  }
  std::size_t at = hash_of(token) & (slots.size() - 1);
  while (slots[at] != 0) {
    if (same_word(pool[slots[at]], token)) return slots[at];
    at = (at + 1) & (slots.size() - 1);
  }
  return slots[at] = pool.add(token);
}

std::uint32_t Vocabulary::phrase(const Phrase& phrase) {
  if (phrase.count == 0) return 0;
  const auto hash_of = [](const Phrase& p) {
    return combine(combine(p.words[0], p.words[1]), combine(p.words[2], p.words[3]));
  };
  if (std::size_t{phrases_.size()} * 2 >= phrase_slots_.size()) {
    std::vector<std::uint32_t> larger(phrase_slots_.size() * 2, 0);
    for (std::uint32_t id = 1; id < phrases_.size(); ++id) {
      std::size_t at = hash_of(phrases_[id]) & (larger.size() - 1);
      while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = id;
    }
    phrase_slots_.swap(larger);
  }
  std::size_t at = hash_of(phrase) & (phrase_slots_.size() - 1);
  while (phrase_slots_[at] != 0) {
    if (phrases_[phrase_slots_[at]] == phrase) return phrase_slots_[at];
    at = (at + 1) & (phrase_slots_.size() - 1);
  }
  return phrase_slots_[at] = phrases_.add(phrase);
}

std::size_t Vocabulary::bytes() const {
  std::size_t total = phrases_.bytes() + bytes_of(phrase_slots_);
  for (const Table& table : names_) total += table.pool.bytes() + bytes_of(table.slots);
  return total;
}

}  // namespace hotline::matching
