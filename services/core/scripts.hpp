#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/answer_kind.hpp"
#include "core/result.hpp"

namespace hotline::core {

enum class Language : std::uint8_t { kUkrainian = 1, kRussian = 2, kEnglish = 3 };
inline constexpr std::array kLanguages = {Language::kUkrainian, Language::kRussian, Language::kEnglish};

// BCP 47 code: "uk", "ru", "en".
std::string_view code_of(Language language);
std::optional<Language> language_of(std::string_view code);

// The parts of a script in the order in which they are said.
enum class ScriptPart : std::uint8_t {
  kGreetingAndNotice = 1,
  kCallersFacts = 2,
  kReadBack = 3,
  kOutcome = 4,
  kNextStep = 5,
  kMoneyWarning = 6,
  kClose = 7,
  kCorrection = 8,  // said before the outcome, and only to whoever was told what has been taken back
};
// Those of every answer.
inline constexpr std::array kScriptParts = {
    ScriptPart::kGreetingAndNotice, ScriptPart::kCallersFacts, ScriptPart::kReadBack, ScriptPart::kOutcome,
    ScriptPart::kNextStep,          ScriptPart::kMoneyWarning, ScriptPart::kClose,
};
// "greeting_and_notice", "callers_facts" ...
std::string_view name_of(ScriptPart part);

// What can be put into a text: {reference} {passphrase} {name} {date} {last_known_alive} {how_to_write}. A name stands
// in the nominative after a colon, so that no declension or gender is guessed.
enum class ScriptField : std::uint8_t { kReference, kPassphrase, kName, kDate, kLastKnownAlive, kHowToWrite };
inline constexpr std::array kScriptFields = {ScriptField::kReference,      ScriptField::kPassphrase,
                                             ScriptField::kName,           ScriptField::kDate,
                                             ScriptField::kLastKnownAlive, ScriptField::kHowToWrite};
std::string_view name_of(ScriptField field);

// Values for the fields of one answer. An empty value is the same as none.
class ScriptFields {
 public:
  ScriptFields& set(ScriptField field, std::string value);
  const std::string& get(ScriptField field) const { return values_[static_cast<std::size_t>(field)]; }

 private:
  std::array<std::string, kScriptFields.size()> values_;
};

// A run of plain words, or one field. Pieces of one aside (a stretch in square brackets) share its number; 0 is
// outside.
struct ScriptPiece {
  std::string words;
  std::optional<ScriptField> field;
  std::uint32_t aside = 0;
};

// One approved text. [A stretch in square brackets] is said only when every field in it has a value: a passphrase is
// given once, a date may be unknown. Everywhere else a missing value is an error.
struct ScriptText {
  ScriptPart part = ScriptPart::kOutcome;
  std::int32_t version = 0;
  std::string approver;     // a role, not a person's name
  std::string approved_on;  // YYYY-MM-DD
  std::string text;
  std::vector<ScriptPiece> pieces;
};

// The approved words for one kind of answer in one language; all parts are there, in kScriptParts order.
struct AnswerScript {
  AnswerKind kind = AnswerKind::kNoAnswerToday;
  Language language = Language::kUkrainian;
  std::int32_t version = 0;
  std::uint64_t fingerprint = 0;  // of the texts of all parts (FNV-1a); tells an accident, not an attack
  std::array<ScriptText, kScriptParts.size()> parts;
};

struct RenderedPart {
  ScriptPart part = ScriptPart::kOutcome;
  std::string text;
  friend bool operator==(const RenderedPart&, const RenderedPart&) = default;
};

// With the approved words that what was told earlier is taken back, before the outcome.
std::vector<RenderedPart> with_correction(std::vector<RenderedPart> parts, const ScriptText& correction);

// Puts the values in, once: a value that looks like a field stays as it is. kInvalidField names every missing field.
Result<std::vector<RenderedPart>> render(const AnswerScript& script, const ScriptFields& fields);

// All scripts, loaded once at start and never changed. A row with kind "*" serves every kind that has no row of its own
// for that part. Version n of a script takes each part from the newest row up to n, so an old answer can be read again
// as it was said for as long as rows are only added.
class ScriptCatalogue {
 public:
  // Reads uk.tsv, ru.tsv and en.tsv. The error lists every fault of every file as "uk.tsv:12".
  static Result<ScriptCatalogue> load(const std::filesystem::path& folder);

  // Every part that is missing in a language, the correction too, every language that lags behind, every field that its
  // kind may not tell.
  // Empty when all is well.
  std::vector<std::string> check() const;

  // The newest version, or the one asked for; nullptr when it is not there or not complete.
  const AnswerScript* find(AnswerKind kind, Language language,
                           std::optional<std::int32_t> version = std::nullopt) const;
  // That what was told earlier is taken back: one text whatever it was, with a version of its own.
  const ScriptText* find_correction(Language language, std::optional<std::int32_t> version = std::nullopt) const;

 private:
  struct Row {
    std::optional<AnswerKind> kind;  // none: every kind
    Language language = Language::kUkrainian;
    ScriptText text;
  };
  using Key = std::tuple<AnswerKind, Language, std::int32_t>;

  static std::optional<std::string> read_row(std::string_view line, Language language, Row& row);
  const Row* newest_row(AnswerKind kind, Language language, ScriptPart part, std::int32_t version) const;
  void assemble();
  void check_correction(std::vector<std::string>& problems) const;

  std::vector<Row> rows_;
  std::map<Key, AnswerScript> scripts_;
};

}  // namespace hotline::core
