#include "cli/sheet/text_rows.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/normal.hpp"

namespace hotline::sheet {
namespace {

// A row of all columns at their limits stays far below this.
constexpr std::size_t kRowBytesMax = 256 * 1024;
constexpr std::size_t kCellBytesMax = 4096;
// One more than a list can have: the row that has it is refused.
constexpr std::size_t kColumnsMax = 201;
constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr std::int64_t kLinesWeighed = 50;
constexpr int kFieldBegun = 2;

// libcsv pushes cells and row ends; this gathers them.
class Parser {
 public:
  Parser(Separator separator, const std::function<bool(Line&)>& take) : take_(take) {
    // Every line end is reported, so that rows keep the numbers they have in the file.
    csv_init(&csv_, CSV_APPEND_NULL | CSV_REPALL_NL);
    csv_set_delim(&csv_, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&csv_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  core::Done feed(std::string_view bytes) {
    pending_ += bytes.size();
    const std::size_t taken = csv_parse(&csv_, bytes.data(), bytes.size(), on_cell, on_row, this);
    if (taken != bytes.size()) return broken();
    if (pending_ > kRowBytesMax + bytes.size()) return inside_quotes() ? open_quote() : too_long();
    return core::Nothing{};
  }
  core::Done finish() {
    if (inside_quotes()) return open_quote();
    if (csv_fini(&csv_, on_cell, on_row, this) != 0) return broken();
    return core::Nothing{};
  }
  bool stopped() const { return stopped_; }

 private:
  static void on_cell(void* text, std::size_t size, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    if (parser.line_.cells.size() < kColumnsMax) {
      parser.line_.cells.emplace_back(static_cast<const char*>(text), std::min(size, kCellBytesMax));
    }
  }
  static void on_row(int end, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    parser.pending_ = 0;
    // The second half of a CR LF.
    const bool half = end == '\n' && parser.last_end_ == '\r' && parser.line_.cells.empty();
    parser.last_end_ = half ? 0 : end;
    if (half || parser.stopped_) return;
    ++parser.line_.number;
    if (!parser.take_(parser.line_)) parser.stopped_ = true;
    parser.line_.cells.clear();
  }
  // libcsv's name for "inside a cell" is not in its header.
  bool inside_quotes() const { return csv_.quoted != 0 && csv_.pstate == kFieldBegun; }
  core::Error open_quote() const {
    return core::make_error(core::Reason::kInvalidField,
                            "row " + std::to_string(line_.number + 1) +
                                " opens a quote (\") that never closes: close it, or take it out; nothing was sent");
  }
  core::Error too_long() const {
    return core::make_error(core::Reason::kInvalidField,
                            "row " + std::to_string(line_.number + 1) + " is longer than any row of a list (" +
                                std::to_string(kRowBytesMax) +
                                " bytes): shorten its cells, or put the line ends right; nothing was sent");
  }
  core::Error broken() const {
    return core::make_error(core::Reason::kInvalidField,
                            "the file cannot be read after row " + std::to_string(line_.number));
  }

  csv_parser csv_{};
  const std::function<bool(Line&)>& take_;
  Line line_;
  std::size_t pending_ = 0;
  int last_end_ = 0;
  bool stopped_ = false;
};

// How constant the number of columns is with this divider: the share of lines that have the commonest number, and it.
struct Constancy {
  double share = 0;
  std::size_t columns = 1;
};

Constancy constancy(std::istream& in, const TextFormat& format) {
  std::map<std::size_t, std::int64_t> lines_by_columns;
  std::int64_t lines = 0;
  const auto weigh = [&](Line& line) {
    if (line.cells.empty()) return true;
    ++lines;
    ++lines_by_columns[line.cells.size()];
    return lines < kLinesWeighed;
  };
  Constancy best;
  // What is broken is told when the file is read in earnest; the lines before it are weighed all the same.
  static_cast<void>(each_line(in, format, weigh));
  for (const auto& [columns, count] : lines_by_columns) {
    const double share = static_cast<double>(count) / static_cast<double>(lines);
    if (columns > 1 && share >= best.share) best = {share, columns};
  }
  return best;
}

}  // namespace

std::string_view name_of(Separator separator) {
  switch (separator) {
    case Separator::kComma:
      return "comma";
    case Separator::kTab:
      return "tab";
    case Separator::kSemicolon:
      return "semicolon";
  }
  return {};
}

core::Done each_line(std::istream& in, const TextFormat& format, const std::function<bool(Line&)>& take) {
  in.clear();
  in.seekg(0);
  Parser parser(format.separator, take);
  Decoder decoder(format.encoding, format.order);
  std::vector<char> block(kBlockBytes);
  while (!parser.stopped() && (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)) {
    const std::string text = decoder.decode({block.data(), static_cast<std::size_t>(in.gcount())});
    if (text.find('\0') != std::string::npos) {
      return core::make_error(core::Reason::kInvalidField,
                              "the file is not text: it holds NUL bytes (UTF-16 needs a byte order mark or --encoding "
                              "utf-16)");
    }
    const auto fed = parser.feed(text);
    if (!fed) return fed;
  }
  if (parser.stopped()) return core::Nothing{};
  const std::string rest = decoder.finish();
  if (!rest.empty()) {
    const auto fed = parser.feed(rest);
    if (!fed) return fed;
  }
  return parser.finish();
}

Separator propose_separator(std::istream& in, TextFormat format) {
  Separator best = Separator::kComma;
  Constancy known;
  for (const Separator one : {Separator::kTab, Separator::kSemicolon, Separator::kComma}) {
    format.separator = one;
    const Constancy found = constancy(in, format);
    if (found.share > known.share || (found.share == known.share && found.columns > known.columns)) {
      best = one;
      known = found;
    }
  }
  return best;
}

std::string csv_line(const std::vector<std::string>& cells, Separator separator) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += static_cast<char>(separator);
    const bool plain = cells[i].find_first_of("\"\r\n") == std::string::npos &&
                       cells[i].find(static_cast<char>(separator)) == std::string::npos &&
                       core::trim(cells[i]) == cells[i];
    if (plain) {
      line += cells[i];
    } else {
      std::string quoted(cells[i].size() * 2 + 2, '\0');
      quoted.resize(csv_write(quoted.data(), quoted.size(), cells[i].data(), cells[i].size()));
      line += quoted;
    }
  }
  return line + "\r\n";
}

}  // namespace hotline::sheet
