#include "core/scripts.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <utility>

#include "core/time.hpp"

namespace hotline::core {
namespace {

constexpr std::string_view kHeader = "kind\tlanguage\tversion\tpart\tapprover\tapproved_on\ttext";
constexpr std::size_t kColumns = 7;
constexpr std::size_t kTextBytesMax = 4000;  // a part is read aloud; longer ones are a slip of the editor
constexpr std::size_t kFaultsMax = 50;       // enough to repair a file, few enough to read

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0;;) {
    const auto end = line.find(separator, begin);
    fields.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return fields;
    begin = end + 1;
  }
}

template <typename Values>
std::optional<typename Values::value_type> by_name(const Values& values, std::string_view name) {
  for (const auto value : values) {
    if (name_of(value) == name) return value;
  }
  return std::nullopt;
}

// Cuts a text into words, fields and asides; the fault is empty when the text is sound.
std::string parse_text(std::string_view text, std::vector<ScriptPiece>& pieces) {
  std::uint32_t aside = 0;
  std::uint32_t asides = 0;
  bool aside_has_field = false;
  while (!text.empty()) {
    const auto words = std::min(text.find_first_of("{}[]"), text.size());
    if (words > 0) pieces.push_back({std::string(text.substr(0, words)), std::nullopt, aside});
    text.remove_prefix(words);
    if (text.empty()) break;
    const char mark = text.front();
    text.remove_prefix(1);
    if (mark == '[') {
      if (aside != 0) return "a square bracket inside square brackets";
      aside = ++asides;
      aside_has_field = false;
    } else if (mark == ']') {
      if (aside == 0) return "a closing square bracket without an opening one";
      if (!aside_has_field) return "square brackets without a field in them";
      aside = 0;
    } else if (mark == '{') {
      const auto end = text.find('}');
      if (end == std::string_view::npos) return "a field without its closing brace";
      const auto field = by_name(kScriptFields, text.substr(0, end));
      if (!field) return "unknown field {" + std::string(text.substr(0, end)) + "}";
      pieces.push_back({"", field, aside});
      aside_has_field = true;
      text.remove_prefix(end + 1);
    } else {
      return "a closing brace without an opening one";
    }
  }
  return aside == 0 ? "" : "an opening square bracket without a closing one";
}

bool is_full_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) return false;
  return date->full() && format_date(*date) == text;
}

// What a text of this kind may tell beside the question itself. "No answer" and its like must not carry a field that
// would differ with what is held.
bool may_tell(AnswerKind kind, ScriptField field) {
  switch (field) {
    case ScriptField::kReference:
    case ScriptField::kPassphrase:
    case ScriptField::kName:
      return true;
    case ScriptField::kDate:
      return kind == AnswerKind::kConfirmedCaptive || kind == AnswerKind::kReleased ||
             kind == AnswerKind::kDeathReported || kind == AnswerKind::kDead;
    case ScriptField::kLastKnownAlive:
    case ScriptField::kHowToWrite:
      return kind == AnswerKind::kConfirmedCaptive;
  }
  return false;
}

std::string place_of(AnswerKind kind, Language language) {
  return std::string(name_of(kind)) + " in " + std::string(code_of(language));
}

}  // namespace

std::string_view code_of(Language language) {
  switch (language) {
    case Language::kUkrainian:
      return "uk";
    case Language::kRussian:
      return "ru";
    case Language::kEnglish:
      return "en";
  }
  return {};
}

std::optional<Language> language_of(std::string_view code) {
  for (const auto language : kLanguages) {
    if (code_of(language) == code) return language;
  }
  return std::nullopt;
}

std::string_view name_of(ScriptPart part) {
  switch (part) {
    case ScriptPart::kGreetingAndNotice:
      return "greeting_and_notice";
    case ScriptPart::kCallersFacts:
      return "callers_facts";
    case ScriptPart::kReadBack:
      return "read_back";
    case ScriptPart::kOutcome:
      return "outcome";
    case ScriptPart::kNextStep:
      return "next_step";
    case ScriptPart::kMoneyWarning:
      return "money_warning";
    case ScriptPart::kClose:
      return "close";
    case ScriptPart::kCorrection:
      return "correction";
  }
  return {};
}

std::string_view name_of(ScriptField field) {
  switch (field) {
    case ScriptField::kReference:
      return "reference";
    case ScriptField::kPassphrase:
      return "passphrase";
    case ScriptField::kName:
      return "name";
    case ScriptField::kDate:
      return "date";
    case ScriptField::kLastKnownAlive:
      return "last_known_alive";
    case ScriptField::kHowToWrite:
      return "how_to_write";
  }
  return {};
}

ScriptFields& ScriptFields::set(ScriptField field, std::string value) {
  values_[static_cast<std::size_t>(field)] = std::move(value);
  return *this;
}

namespace {

std::uint64_t fingerprint_of(const AnswerScript& script) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const auto& part : script.parts) {
    for (const char letter : part.text) hash = (hash ^ static_cast<std::uint8_t>(letter)) * 0x100000001b3;
    hash = (hash ^ 0xff) * 0x100000001b3;  // no text holds this byte
  }
  return hash;
}

}  // namespace

std::vector<RenderedPart> with_correction(std::vector<RenderedPart> parts, const ScriptText& correction) {
  const auto outcome =
      std::ranges::find_if(parts, [](const RenderedPart& part) { return part.part == ScriptPart::kOutcome; });
  parts.insert(outcome, RenderedPart{ScriptPart::kCorrection, correction.text});
  return parts;
}

Result<std::vector<RenderedPart>> render(const AnswerScript& script, const ScriptFields& fields) {
  std::vector<RenderedPart> parts;
  std::set<ScriptField> missing;
  for (const auto& text : script.parts) {
    std::set<std::uint32_t> unsaid;
    for (const auto& piece : text.pieces) {
      if (!piece.field || !fields.get(*piece.field).empty()) continue;
      if (piece.aside == 0) {
        missing.insert(*piece.field);
      } else {
        unsaid.insert(piece.aside);
      }
    }
    std::string said;
    for (const auto& piece : text.pieces) {
      if (!unsaid.contains(piece.aside)) said += piece.field ? fields.get(*piece.field) : piece.words;
    }
    parts.push_back({text.part, std::move(said)});
  }
  if (missing.empty()) return parts;
  Error error = make_error(Reason::kInvalidField, "the script needs values that were not given");
  for (const auto field : missing) {
    error.violations.push_back({std::string(name_of(field)), "used by " + std::string(name_of(script.kind))});
  }
  return error;
}

Result<ScriptCatalogue> ScriptCatalogue::load(const std::filesystem::path& folder) {
  ScriptCatalogue catalogue;
  Error error = make_error(Reason::kInvalidField, "the answer scripts have faults");
  for (const auto language : kLanguages) {
    const auto file = std::string(code_of(language)) + ".tsv";
    std::ifstream stream(folder / file);
    std::string line;
    if (!std::getline(stream, line) || line != kHeader) {
      error.violations.push_back({file + ":1", "not readable, or not the header of a script file"});
      continue;
    }
    for (std::size_t number = 2; std::getline(stream, line) && error.violations.size() < kFaultsMax; ++number) {
      if (line.empty() || line.front() == '#') continue;
      Row row;
      auto fault = read_row(line, language, row);
      const bool twice = !fault && std::ranges::any_of(catalogue.rows_, [&row](const Row& other) {
        return other.kind == row.kind && other.language == row.language && other.text.part == row.text.part &&
               other.text.version == row.text.version;
      });
      if (twice) fault = "the same kind, version and part stands in an earlier line";
      if (fault) {
        error.violations.push_back({file + ":" + std::to_string(number), std::move(*fault)});
      } else {
        catalogue.rows_.push_back(std::move(row));
      }
    }
  }
  if (!error.violations.empty()) return error;
  catalogue.assemble();
  return catalogue;
}

std::optional<std::string> ScriptCatalogue::read_row(std::string_view line, Language language, Row& row) {
  const auto columns = split(line, '\t');
  if (columns.size() != kColumns) return "a row has seven columns, divided by tabs";
  if (columns[0] != "*") {
    row.kind = by_name(kAnswerKinds, columns[0]);
    if (!row.kind) return "unknown answer kind " + std::string(columns[0]);
  }
  if (columns[1] != code_of(language)) return "the language is not the file's";
  row.language = language;
  const auto end = columns[2].data() + columns[2].size();
  const auto version = std::from_chars(columns[2].data(), end, row.text.version);
  if (version.ec != std::errc() || version.ptr != end || row.text.version < 1) return "a version is a number from 1 up";
  auto part = by_name(kScriptParts, columns[3]);
  if (columns[3] == name_of(ScriptPart::kCorrection)) part = ScriptPart::kCorrection;
  if (!part) return "unknown part " + std::string(columns[3]);
  row.text.part = *part;
  if (columns[4].empty()) return "the approver is missing";
  row.text.approver = columns[4];
  if (!is_full_date(columns[5])) return "the day of approval is not YYYY-MM-DD";
  row.text.approved_on = columns[5];
  if (columns[6].empty() || columns[6].size() > kTextBytesMax) return "the text is empty or too long";
  row.text.text = columns[6];
  auto fault = parse_text(columns[6], row.text.pieces);
  if (!fault.empty()) return fault;
  if (*part == ScriptPart::kCorrection) {
    if (row.kind) return "a correction serves every kind: an asterisk";
    const bool plain = std::ranges::all_of(row.text.pieces, [](const ScriptPiece& piece) { return !piece.field; });
    if (!plain) return "a correction holds no field";
  }
  return std::nullopt;
}

const ScriptCatalogue::Row* ScriptCatalogue::newest_row(AnswerKind kind, Language language, ScriptPart part,
                                                        std::int32_t version) const {
  const Row* own = nullptr;
  const Row* shared = nullptr;
  for (const auto& row : rows_) {
    if (row.language != language || row.text.part != part || row.text.version > version) continue;
    if (row.kind && *row.kind != kind) continue;
    const Row*& best = row.kind ? own : shared;
    if (best == nullptr || best->text.version < row.text.version) best = &row;
  }
  return own != nullptr ? own : shared;
}

void ScriptCatalogue::assemble() {
  for (const auto language : kLanguages) {
    for (const auto kind : kAnswerKinds) {
      std::set<std::int32_t> versions;
      for (const auto& row : rows_) {
        if (row.text.part == ScriptPart::kCorrection) continue;
        if (row.language == language && (!row.kind || *row.kind == kind)) versions.insert(row.text.version);
      }
      for (const auto version : versions) {
        AnswerScript script;
        script.kind = kind;
        script.language = language;
        script.version = version;
        bool complete = true;
        for (std::size_t i = 0; i < kScriptParts.size(); ++i) {
          const auto* row = newest_row(kind, language, kScriptParts[i], version);
          complete = complete && row != nullptr;
          if (row != nullptr) script.parts[i] = row->text;
        }
        script.fingerprint = fingerprint_of(script);
        if (complete) scripts_.emplace(Key{kind, language, version}, std::move(script));
      }
    }
  }
}

std::vector<std::string> ScriptCatalogue::check() const {
  std::vector<std::string> problems;
  for (const auto kind : kAnswerKinds) {
    std::int32_t newest = 0;
    for (const auto& row : rows_) {
      if (row.text.part == ScriptPart::kCorrection) continue;
      if (!row.kind || *row.kind == kind) newest = std::max(newest, row.text.version);
    }
    for (const auto language : kLanguages) {
      for (const auto part : kScriptParts) {
        const auto* row = newest_row(kind, language, part, newest);
        if (row == nullptr) {
          problems.push_back(place_of(kind, language) + ": the part " + std::string(name_of(part)) + " is missing");
          continue;
        }
        for (const auto& piece : row->text.pieces) {
          if (!piece.field || may_tell(kind, *piece.field)) continue;
          problems.push_back(place_of(kind, language) + ": the part " + std::string(name_of(part)) +
                             " may not hold the field " + std::string(name_of(*piece.field)));
        }
      }
      const auto* script = find(kind, language);
      if (script != nullptr && script->version < newest) {
        problems.push_back(place_of(kind, language) + ": version " + std::to_string(newest) + " is missing");
      }
    }
  }
  check_correction(problems);
  return problems;
}

void ScriptCatalogue::check_correction(std::vector<std::string>& problems) const {
  std::int32_t newest = 0;
  for (const auto language : kLanguages) {
    const ScriptText* text = find_correction(language);
    if (text != nullptr) newest = std::max(newest, text->version);
  }
  for (const auto language : kLanguages) {
    const ScriptText* text = find_correction(language);
    if (text != nullptr && text->version == newest) continue;
    const std::string what = text == nullptr ? "is missing" : "of version " + std::to_string(newest) + " is missing";
    problems.push_back("every kind in " + std::string(code_of(language)) + ": the part correction " + what);
  }
}

const ScriptText* ScriptCatalogue::find_correction(Language language, std::optional<std::int32_t> version) const {
  const ScriptText* newest = nullptr;
  for (const auto& row : rows_) {
    if (row.text.part != ScriptPart::kCorrection || row.language != language) continue;
    if (version && row.text.version != *version) continue;
    if (newest == nullptr || newest->version < row.text.version) newest = &row.text;
  }
  return newest;
}

const AnswerScript* ScriptCatalogue::find(AnswerKind kind, Language language,
                                          std::optional<std::int32_t> version) const {
  if (version) {
    const auto found = scripts_.find(Key{kind, language, *version});
    return found == scripts_.end() ? nullptr : &found->second;
  }
  const AnswerScript* newest = nullptr;
  for (const auto& [key, script] : scripts_) {
    if (script.kind == kind && script.language == language) newest = &script;
  }
  return newest;
}

}  // namespace hotline::core
