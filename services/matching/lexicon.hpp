#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/person.hpp"
#include "core/result.hpp"
#include "matching/birth_years.hpp"
#include "matching/marks.hpp"
#include "matching/phonemic.hpp"
#include "matching/place.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

class PairModel;
struct AlignmentCosts;

// One given name in all its spellings: Микита, Никита, Nikita.
using GivenClass = std::uint16_t;

// What a form can mean: the name itself or a diminutive of it.
struct GivenSense {
  GivenClass given = 0;
  std::uint8_t strength = 0;  // of 255: how surely this form means this name
  bool diminutive = false;
};

// Senses that belong to one form; `near` when the form was only one slip away from a known one.
struct Senses {
  std::span<const GivenSense> list;
  bool near = false;
  bool empty() const { return list.empty(); }
};

struct Patronymic {
  bool recognised = false;
  core::Sex sex = core::Sex::kUnknown;
  Form father;  // stem of the father's name
  Senses senses;
};

// The name knowledge of the matcher, read from a folder of TSV files when the program starts, so that it is edited
// without a build. Immutable once loaded.
class Lexicon {
 public:
  // Reads given.tsv, diminutives.tsv, links.tsv, patronymics.tsv and surnames.tsv, each followed by its further files
  // (given_east.tsv, any given*.tsv) by name, places.tsv, marks.tsv and model.tsv. An error names file and line.
  static core::Result<std::shared_ptr<const Lexicon>> load(const std::filesystem::path& folder);

  // The form as the lexicon has it.
  Senses given_exact(const Form& form) const { return given_.exact(form); }
  // Also an unknown diminutive of a known name, or a form one slip away.
  Senses given(const Form& form) const;
  Patronymic patronymic(const Form& form) const;
  // Senses of the stem of a father's name, for Turkic patronymics that are two words (Мамед оглы).
  Senses father(const Form& given_form) const;

  // 0..1: how surely two senses name one person: 1 same class, less when linked (Егор, Георгий), 0 different names.
  float link(GivenClass a, GivenClass b) const;
  // Classes linked to this one closely enough to be looked up with it.
  std::span<const GivenClass> linked(GivenClass given) const;

  core::Sex sex(GivenClass given) const { return classes_[given].sex; }
  // -log2 of the share of the name among persons of its sex.
  float bits(GivenClass given) const { return classes_[given].bits; }
  float surname_bits(const Form& stem) const;
  const std::string& class_name(GivenClass given) const { return classes_[given].name; }

  const Places& places() const { return places_; }
  const MarkWords& mark_words() const { return mark_words_; }

  std::size_t class_count() const { return classes_.size(); }
  std::size_t diminutive_count() const { return diminutive_count_; }
  // What each fact says, and in which years persons are born: numbers of model.tsv.
  const Weights& weights() const { return weights_; }
  const Generations& generations() const { return generations_; }
  // How likely two names are one person's: fitted with this very lexicon.
  const PairModel& pair_model() const { return *pair_model_; }
  const AlignmentCosts& costs() const;
  // The same names and weights under another model of pairs: what refitting tries out.
  std::shared_ptr<const Lexicon> with(PairModel model) const;
  // Hex digest of the files, the weights among them: part of the model version.
  const std::string& digest() const { return digest_; }

 private:
  friend class LexiconReader;
  struct Class {
    std::string name;
    core::Sex sex = core::Sex::kUnknown;
    float bits = 0;
    std::vector<GivenClass> linked;
  };
  struct Range {
    std::uint32_t first = 0, count = 0;
  };
  // Forms to senses, exactly and one slip away.
  struct FormMap {
    // Hash of a form, and of a form less one sound, to its entry. Sorted by the top bits through `buckets`.
    struct Entry {
      std::uint64_t hash;
      std::uint32_t id;
    };
    struct Table {
      std::vector<Entry> entries;
      std::vector<std::uint32_t> buckets;
      int shift = 63;
      void build();
      std::span<const Entry> find(std::uint64_t hash) const;
    };
    Table exact_forms, deleted;
    std::vector<Form> forms;
    std::vector<Range> ranges;
    std::vector<GivenSense> senses;

    void build();
    Senses exact(const Form& form) const;
    Senses nearest(const Form& form, const AlignmentCosts& costs) const;
  };

  std::vector<Class> classes_;
  std::unordered_map<std::uint32_t, float> links_;
  FormMap given_;
  FormMap father_;       // stems of men's names
  FormMap patronymics_;  // whole irregular patronymics
  std::unordered_map<std::uint64_t, float> surname_bits_;
  std::vector<std::uint32_t> prefixes_;  // entries of given_ that are names, sorted by form, for unknown diminutives
  std::size_t diminutive_count_ = 0;
  Weights weights_{};
  Generations generations_;
  std::shared_ptr<const PairModel> pair_model_;
  Places places_;
  MarkWords mark_words_;
  std::string digest_;
};

}  // namespace hotline::matching
