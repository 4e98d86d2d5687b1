#include "cli/sheet/xlsx/book.hpp"

#include <expat.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/sheet/xlsx/number_format.hpp"

namespace hotline::sheet {
namespace {

// Excel's own bounds; more is no list but an attack.
constexpr std::int64_t kRowsMax = 1'048'576;
constexpr std::int64_t kColumnsMax = 16'384;
// One more than a list can have, so that the reader sees the excess.
constexpr std::int64_t kColumnsKept = 201;
constexpr std::size_t kMergesMax = 200'000;
constexpr std::size_t kSheetsMax = 1'000;
constexpr std::size_t kStylesMax = 100'000;
// A cell of Excel holds 32,767 characters.
constexpr std::size_t kCellBytesMax = 131'068;
// Unpacked; the texts are held in memory, the sheets pass through.
constexpr std::uint64_t kPartBytesMax = 8ULL * 1024 * 1024 * 1024;
constexpr int kBlockBytes = 64 * 1024;
constexpr const char* kTooMuchMemory = "the workbook takes more memory than any list: save the sheet as CSV";

core::Error broken(const std::string& what) {
  return core::make_error(core::Reason::kInvalidField, what);
}

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

// By its name without a prefix; empty when it is not there.
std::string_view attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (local_name(attributes[0]) == name) return attributes[1];
  }
  return {};
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What reads one part of the workbook.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void start(std::string_view name, const char** attributes) = 0;
  virtual void end(std::string_view /*name*/) {}
  virtual void text(std::string_view /*bytes*/) {}
  // Why reading stopped; empty while all is well.
  std::string fault;
};

class Zip {
 public:
  explicit Zip(const std::string& path) : file_(unzOpen64(path.c_str())) {}
  ~Zip() {
    if (file_ != nullptr) unzClose(file_);
  }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  bool opened() const { return file_ != nullptr; }
  bool has(const std::string& part) { return unzLocateFile(file_, part.c_str(), 2) == UNZ_OK; }

  core::Done parse(const std::string& part, Handler& handler) {
    if (!has(part)) return broken("a part of the workbook is missing");
    if (unzOpenCurrentFile(file_) != UNZ_OK)
      return broken("the workbook cannot be unpacked: is it protected by a password?");
    auto parsed = parse_opened(handler);
    // Tells a damaged part by its checksum.
    const int closed = unzCloseCurrentFile(file_);
    if (parsed && closed != UNZ_OK) return broken("the workbook is damaged");
    return parsed;
  }

 private:
  struct Parsing {
    Handler& handler;
    XML_Parser parser;
  };
  static void on_start(void* self, const char* name, const char** attributes) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (!parsing.handler.fault.empty()) return;
    parsing.handler.start(local_name(name), attributes);
    if (!parsing.handler.fault.empty()) XML_StopParser(parsing.parser, XML_FALSE);
  }
  static void on_end(void* self, const char* name) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (!parsing.handler.fault.empty()) return;
    parsing.handler.end(local_name(name));
    if (!parsing.handler.fault.empty()) XML_StopParser(parsing.parser, XML_FALSE);
  }
  static void on_text(void* self, const char* bytes, int size) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (!parsing.handler.fault.empty()) return;
    parsing.handler.text({bytes, static_cast<std::size_t>(size)});
    if (!parsing.handler.fault.empty()) XML_StopParser(parsing.parser, XML_FALSE);
  }
  // A workbook declares no entities; a file that does wants to blow up.
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& parsing = *static_cast<Parsing*>(self);
    parsing.handler.fault = "the workbook declares entities, which no spreadsheet does";
    XML_StopParser(parsing.parser, XML_FALSE);
  }

  core::Done parse_opened(Handler& handler) {
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
    Parsing parsing{handler, parser.get()};
    XML_SetUserData(parser.get(), &parsing);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    std::uint64_t total = 0;
    for (;;) {
      void* block = XML_GetBuffer(parser.get(), kBlockBytes);
      if (block == nullptr) return broken(kTooMuchMemory);
      const int got = unzReadCurrentFile(file_, block, kBlockBytes);
      if (got < 0) return broken("the workbook is damaged");
      total += static_cast<std::uint64_t>(got);
      if (total > kPartBytesMax) return broken("the workbook unpacks to more than any list");
      const bool failed = XML_ParseBuffer(parser.get(), got, got == 0) == XML_STATUS_ERROR;
      if (!handler.fault.empty()) return broken(handler.fault);
      if (failed && XML_GetErrorCode(parser.get()) == XML_ERROR_NO_MEMORY) return broken(kTooMuchMemory);
      if (failed) return broken("the workbook is damaged");
      if (got == 0) return core::Nothing{};
    }
  }

  unzFile file_;
};

struct Relations : Handler {
  struct Target {
    std::string type;
    std::string path;
  };
  void start(std::string_view name, const char** attributes) override {
    if (name != "Relationship") return;
    if (by_id.size() > kSheetsMax) fault = "the workbook has more parts than any list";
    by_id[std::string(attribute(attributes, "Id"))] = {std::string(attribute(attributes, "Type")),
                                                       std::string(attribute(attributes, "Target"))};
  }
  std::map<std::string, Target> by_id;
};

struct Workbook : Handler {
  void start(std::string_view name, const char** attributes) override {
    if (name == "workbookPr") {
      const std::string_view value = attribute(attributes, "date1904");
      if (value == "1" || value == "true") system = DateSystem::k1904;
    }
    if (name != "sheet") return;
    if (relations.size() > kSheetsMax) fault = "the workbook has more sheets than any list";
    relations.emplace_back(attribute(attributes, "id"));
  }
  DateSystem system = DateSystem::k1900;
  std::vector<std::string> relations;
};

struct Styles : Handler {
  void start(std::string_view name, const char** attributes) override {
    if (name == "numFmt") {
      const auto id = number(attribute(attributes, "numFmtId"));
      if (id) codes[*id] = parse_number_format(attribute(attributes, "formatCode"));
    }
    if (name == "cellXfs") inside_ = true;
    if (name != "xf" || !inside_) return;
    if (formats.size() > kStylesMax) fault = "the workbook has more formats than any list";
    const std::int64_t id = number(attribute(attributes, "numFmtId")).value_or(0);
    const auto own = codes.find(id);
    formats.push_back(own != codes.end() ? own->second : builtin_number_format(static_cast<int>(id % 1'000)));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  std::map<std::int64_t, NumberFormat> codes;
  std::vector<NumberFormat> formats;  // by the style number of a cell

 private:
  bool inside_ = false;
};

// Texts that cells share, one after the other in one block: half a million names are a few megabytes.
struct SharedTexts : Handler {
  void start(std::string_view name, const char** /*attributes*/) override {
    if (name == "si") begins.push_back(all.size());
    if (name == "rPh") phonetic_ = true;
    if (name == "t") inside_ = !phonetic_;
  }
  void end(std::string_view name) override {
    if (name == "t") inside_ = false;
    if (name == "rPh") phonetic_ = false;
  }
  void text(std::string_view bytes) override {
    if (inside_ && !begins.empty()) all += bytes;
  }
  std::optional<std::string_view> at(std::int64_t index) const {
    if (index < 0 || static_cast<std::size_t>(index) >= begins.size()) return std::nullopt;
    const auto place = static_cast<std::size_t>(index);
    const std::size_t end = place + 1 < begins.size() ? begins[place + 1] : all.size();
    return std::string_view(all).substr(begins[place], end - begins[place]);
  }
  std::string all;
  std::vector<std::size_t> begins;

 private:
  bool inside_ = false;
  bool phonetic_ = false;
};

struct Merge {
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  std::int64_t first_column = 0;
  std::int64_t last_column = 0;
  std::string value;
};

struct Place {
  std::int64_t row = 0;
  std::int64_t column = 0;
};

// "BC12", both from 1.
std::optional<Place> place_of(std::string_view name) {
  Place place;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
    place.column = place.column * 26 + (name[at] - 'A' + 1);
    if (place.column > kColumnsMax) return std::nullopt;
  }
  const auto row = number(name.substr(at));
  if (at == 0 || !row || *row < 1 || *row > kRowsMax) return std::nullopt;
  place.row = *row;
  return place;
}

struct Merges : Handler {
  void start(std::string_view name, const char** attributes) override {
    if (name != "mergeCell") return;
    const std::string_view range = attribute(attributes, "ref");
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const auto first = place_of(range.substr(0, colon));
    const auto last = place_of(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column || all.size() >= kMergesMax) {
      fault = "the merged cells of the workbook make no sense";
      return;
    }
    Merge merge;
    merge.first_row = first->row;
    merge.last_row = last->row;
    merge.first_column = first->column;
    merge.last_column = last->column;
    all.push_back(std::move(merge));
  }
  std::vector<Merge> all;
};

// Excel writes some control characters as _x000D_.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view code = text.substr(at, 7);
    if (code == "_x000D_" || code == "_x000A_" || code == "_x0009_") {
      plain += '\n';
      at += 6;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

// One worksheet, row by row to CSV.
class SheetWriter : public Handler {
 public:
  SheetWriter(const SharedTexts& texts, const Styles& styles, DateSystem system, std::vector<Merge> merges,
              std::FILE* out)
      : texts_(texts), styles_(styles), system_(system), merges_(std::move(merges)), out_(out) {
    std::stable_sort(merges_.begin(), merges_.end(),
                     [](const Merge& a, const Merge& b) { return a.first_row < b.first_row; });
  }

  void start(std::string_view name, const char** attributes) override {
    if (name == "row") return begin_row(attributes);
    if (!in_row_) return;
    if (name == "c") return begin_cell(attributes);
    if (!in_cell_) return;
    if (name == "f") has_formula_ = true;
    if (name == "rPh") phonetic_ = true;
    if (name == "v" || (name == "t" && !phonetic_)) {
      has_value_ = true;
      in_value_ = true;
    }
  }
  void end(std::string_view name) override {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row" && in_row_) end_row();
  }
  void text(std::string_view bytes) override {
    if (!in_value_) return;
    value_ += bytes;
    if (value_.size() > kCellBytesMax) {
      fault = "row " + std::to_string(row_) + " of the sheet has a cell longer than Excel allows (" +
              std::to_string(kCellBytesMax) + " bytes): shorten it; nothing was imported";
    }
  }

 private:
  void begin_row(const char** attributes) {
    const std::string_view named = attribute(attributes, "r");
    const auto row = named.empty() ? std::optional<std::int64_t>(row_ + 1) : number(named);
    if (!row || *row <= row_ || *row > kRowsMax) {
      fault = "the rows of the workbook are out of order";
      return;
    }
    // Rows that are not there at all are empty lines, so that row numbers stay those of the sheet.
    for (++row_; row_ < *row; ++row_) std::fputs("\r\n", out_);
    row_ = *row;
    column_ = 0;
    cells_.clear();
    in_row_ = true;
  }

  void begin_cell(const char** attributes) {
    const std::string_view named = attribute(attributes, "r");
    const auto place = named.empty() ? std::optional<Place>(Place{row_, column_ + 1}) : place_of(named);
    if (!place || place->row != row_ || place->column <= column_) {
      fault = "the cells of the workbook are out of order";
      return;
    }
    column_ = place->column;
    type_ = attribute(attributes, "t");
    style_ = number(attribute(attributes, "s")).value_or(-1);
    value_.clear();
    has_value_ = false;
    has_formula_ = false;
    in_cell_ = true;
  }

  void end_cell() {
    in_cell_ = false;
    std::string text = cell_text();
    if (text.empty() || column_ > kColumnsKept) return;
    if (cells_.size() < static_cast<std::size_t>(column_)) cells_.resize(static_cast<std::size_t>(column_));
    cells_[static_cast<std::size_t>(column_ - 1)] = std::move(text);
  }

  std::string cell_text() {
    if (has_formula_ && !has_value_) return kNotComputed;
    if (type_ == "s") {
      const auto index = number(value_);
      const auto text = index ? texts_.at(*index) : std::nullopt;
      if (text) return unescaped(*text);
      if (!value_.empty()) fault = "the workbook is damaged: a text is missing";
      return {};
    }
    if (type_ == "str" || type_ == "inlineStr") return unescaped(value_);
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (type_ == "e" || type_ == "d") return value_;
    if (value_.empty()) return {};
    static const NumberFormat kGeneral;
    const bool styled = style_ >= 0 && static_cast<std::size_t>(style_) < styles_.formats.size();
    return number_text(value_, styled ? styles_.formats[static_cast<std::size_t>(style_)] : kGeneral, system_);
  }

  void end_row() {
    in_row_ = false;
    const bool own = !cells_.empty();
    while (next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row_) active_.push_back(next_merge_++);
    std::erase_if(active_, [&](std::size_t merge) { return merges_[merge].last_row < row_; });
    for (const std::size_t merge : active_) {
      if (own) cover(merges_[merge]);
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i > 0) std::fputc(',', out_);
      write_cell(cells_[i]);
    }
    std::fputs("\r\n", out_);
    if (std::ferror(out_) != 0) fault = "there is no room for the unpacked workbook";
  }

  void cover(Merge& merge) {
    if (merge.first_column > kColumnsKept) return;
    const auto first = static_cast<std::size_t>(merge.first_column - 1);
    const auto last = static_cast<std::size_t>(std::min(merge.last_column, kColumnsKept) - 1);
    if (row_ == merge.first_row) merge.value = first < cells_.size() ? cells_[first] : std::string();
    if (merge.value.empty()) return;
    if (cells_.size() <= last) cells_.resize(last + 1);
    cells_[first] = merge.value;
    for (std::size_t i = first + 1; i <= last; ++i) cells_[i] = kCoveredFromLeft;
  }

  void write_cell(const std::string& text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) {
      std::fwrite(text.data(), 1, text.size(), out_);
      return;
    }
    std::fputc('"', out_);
    for (const char c : text) {
      if (c == '"') std::fputc('"', out_);
      std::fputc(c, out_);
    }
    std::fputc('"', out_);
  }

  const SharedTexts& texts_;
  const Styles& styles_;
  DateSystem system_;
  std::vector<Merge> merges_;
  std::size_t next_merge_ = 0;
  std::vector<std::size_t> active_;
  std::FILE* out_;
  std::int64_t row_ = 0;
  std::int64_t column_ = 0;
  std::vector<std::string> cells_;
  std::string type_;
  std::string value_;
  std::int64_t style_ = -1;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool has_value_ = false;
  bool has_formula_ = false;
  bool phonetic_ = false;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string resolve(const std::string& folder, const std::string& target) {
  return !target.empty() && target.front() == '/' ? target.substr(1) : folder + target;
}

class Book final : public XlsxBook {
 public:
  explicit Book(const std::string& path) : zip_(path) {}

  core::Done read() {
    if (!zip_.opened()) return broken("the file is no workbook, or it is damaged");
    std::string main = "xl/workbook.xml";
    Relations top;
    if (zip_.has("_rels/.rels")) {
      auto parsed = zip_.parse("_rels/.rels", top);
      if (!parsed) return parsed;
    }
    for (const auto& [id, target] : top.by_id) {
      if (ends_with(target.type, "/officeDocument")) main = resolve("", target.path);
    }
    if (!zip_.has(main)) return broken("the file is no .xlsx workbook: save it as .xlsx or as CSV");
    auto parsed = zip_.parse(main, workbook_);
    if (!parsed) return parsed;
    const std::string folder = folder_of(main);
    Relations relations;
    parsed = zip_.parse(folder + "_rels/" + main.substr(folder.size()) + ".rels", relations);
    if (!parsed) return parsed;
    for (const std::string& id : workbook_.relations) {
      const auto found = relations.by_id.find(id);
      if (found == relations.by_id.end() || !ends_with(found->second.type, "/worksheet")) continue;
      sheets_.push_back(resolve(folder, found->second.path));
    }
    for (const auto& [id, target] : relations.by_id) {
      const std::string path = resolve(folder, target.path);
      if (ends_with(target.type, "/styles")) parsed = zip_.parse(path, styles_);
      if (ends_with(target.type, "/sharedStrings")) parsed = zip_.parse(path, texts_);
      if (!parsed) return parsed;
    }
    if (sheets_.empty()) return broken("the workbook has no sheet of cells");
    return core::Nothing{};
  }

  int sheets() const override { return static_cast<int>(sheets_.size()); }

  core::Done write_csv(int number, std::FILE* out) override {
    if (number < 1 || number > sheets()) {
      return broken("the workbook has this many sheets: " + std::to_string(sheets()) +
                    "; choose one of them with --sheet");
    }
    const std::string& part = sheets_[static_cast<std::size_t>(number - 1)];
    // They stand behind the cells, which are written as they come.
    Merges merges;
    auto parsed = zip_.parse(part, merges);
    if (!parsed) return parsed;
    SheetWriter writer(texts_, styles_, workbook_.system, std::move(merges.all), out);
    return zip_.parse(part, writer);
  }

 private:
  Zip zip_;
  Workbook workbook_;
  Styles styles_;
  SharedTexts texts_;
  std::vector<std::string> sheets_;
};

}  // namespace

core::Result<std::unique_ptr<XlsxBook>> XlsxBook::open(const std::string& path) {
  auto book = std::make_unique<Book>(path);
  auto read = book->read();
  if (!read) return read.error();
  return std::unique_ptr<XlsxBook>(std::move(book));
}

}  // namespace hotline::sheet
