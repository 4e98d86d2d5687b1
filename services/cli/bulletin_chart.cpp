#include "cli/bulletin_chart.hpp"

#include <algorithm>
#include <cstdio>

namespace hotline::cli {
namespace {

constexpr int kWidth = 640;
constexpr int kLabel = 210;
// Of a chart that stands beside its table.
constexpr int kNarrow = 460;
constexpr int kNarrowLabel = 165;
constexpr int kRow = 26;
// Letters that fit into a pixel; capitals and Cyrillic are wide.
constexpr double kLettersPerPixel = 1 / 7.4;
constexpr int kFew = 15;

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

// The next of 1, 2, 5, 10, 20, 50 ... above, so that the axis ends at a round number.
std::int64_t round_up(std::int64_t value) {
  std::int64_t step = 10;
  for (;;) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (value <= step * factor) return step * factor;
    }
    step *= 10;
  }
}

std::int64_t largest(const v1::ReleasedTable& table) {
  std::int64_t most = kFew;
  for (const auto& row : table.rows()) {
    if (row.row() != "ALL") most = std::max(most, row.value());
  }
  return round_up(most);
}

std::string text_at(double x, double y, const std::string& anchor, const std::string& words,
                    const std::string& kind = {}) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" +
         (kind.empty() ? "" : " class=\"" + kind + "\"") + ">" + html_text(words) + "</text>\n";
}

std::size_t letters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// The first so many letters, the last of them an ellipsis when there are more.
std::string cut(const std::string& text, std::size_t letters) {
  if (letters_of(text) <= letters) return text;
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
    if (++seen == letters) break;
  }
  return text.substr(0, at) + "\u2026";
}

// Right of `x`, in a field that holds so many letters: on two lines when it is longer, cut when that is not enough.
std::string label(double x, double y, const std::string& words, std::size_t letters, const std::string& kind = {}) {
  if (letters_of(words) <= letters) return text_at(x, y + 12, "end", words, kind);
  const std::string small = kind.empty() ? "small" : "small " + kind;
  // Broken at the space that leaves the longer line shortest.
  std::size_t best = std::string::npos;
  std::size_t longest = letters_of(words);
  for (auto space = words.find(' '); space != std::string::npos; space = words.find(' ', space + 1)) {
    const auto longer = std::max(letters_of(words.substr(0, space)), letters_of(words.substr(space + 1)));
    if (longer < longest) {
      longest = longer;
      best = space;
    }
  }
  // Two lines are set smaller.
  const std::size_t fits = letters + letters / 6;
  if (best == std::string::npos) return text_at(x, y + 12, "end", cut(words, fits), small);
  return text_at(x, y + 5, "end", cut(words.substr(0, best), fits), small) +
         text_at(x, y + 17, "end", cut(words.substr(best + 1), fits), small);
}

std::string bar(double x, double y, double width, const std::string& kind) {
  return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(std::max(width, 1.0)) +
         "\" height=\"15\" class=\"" + kind + "\"/>\n";
}

std::string head(const std::string& id, int width, int height, const std::string& title,
                 const std::string& description) {
  return "<svg role=\"img\" aria-labelledby=\"" + id + "-t " + id + "-d\" viewBox=\"0 0 " + std::to_string(width) +
         " " + std::to_string(height) + "\">\n<title id=\"" + id + "-t\">" + html_text(title) +
         "</title>\n<desc id=\"" + id + "-d\">" + html_text(description) + "</desc>\n";
}

enum class Room { kAmple, kTight };

// Bar and value of one number in a field that begins at `x` and is `span` wide at `most`.
std::string mark(const BulletinWords& words, const v1::FigureRow& row, double x, double y, double span,
                 std::int64_t most, Room room) {
  const double scale = span / static_cast<double>(most);
  if (row.kind() == v1::CELL_KIND_FEW) {
    return bar(x, y, kFew * scale, "few") +
           text_at(x + kFew * scale + 5, y + 12, "start", room == Room::kAmple ? words("few") : "<15", "v");
  }
  if (row.kind() == v1::CELL_KIND_WITHHELD) {
    return text_at(x + 5, y + 12, "start", room == Room::kAmple ? words("withheld") : "–", "v");
  }
  const double width = static_cast<double>(row.value()) * scale;
  return bar(x, y, width, "bar") + text_at(x + width + 5, y + 12, "start", words.cell(row), "v");
}

std::string axis(const BulletinWords& words, double left, double span, int height, std::int64_t most) {
  std::string svg;
  for (const double share : {0.0, 0.5, 1.0}) {
    const double x = left + span * share;
    svg += "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"4\" y2=\"" + std::to_string(height - 24) +
           "\" class=\"grid\"/>\n";
    svg += text_at(x, height - 8, "middle", words.number(static_cast<std::int64_t>(static_cast<double>(most) * share)),
                   "axis");
  }
  return svg;
}

std::size_t letters_in(int pixels) {
  return static_cast<std::size_t>(pixels * kLettersPerPixel);
}

}  // namespace

std::string html_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

RowCode code_of(const v1::FigureRow& row) {
  const auto slash = row.row().find('/');
  if (slash == std::string::npos) return {row.row(), {}};
  return {row.row().substr(0, slash), row.row().substr(slash + 1)};
}

bool is_below(const v1::ReleasedTable& table, const v1::FigureRow& row) {
  return table.table() == v1::FIGURE_TABLE_CALLBACKS && row.row().find('/') != std::string::npos;
}

std::vector<std::string> sides_of(const v1::ReleasedTable& table) {
  std::vector<std::string> sides;
  for (const auto& row : table.rows()) {
    const std::string side = code_of(row).side;
    if (side != "ALL" && std::find(sides.begin(), sides.end(), side) == sides.end()) sides.push_back(side);
  }
  return sides;
}

std::vector<std::string> rests_of(const v1::ReleasedTable& table) {
  std::vector<std::string> rests;
  for (const auto& row : table.rows()) {
    const std::string rest = code_of(row).rest;
    if (!rest.empty() && std::find(rests.begin(), rests.end(), rest) == rests.end()) rests.push_back(rest);
  }
  return rests;
}

const v1::FigureRow* find_row(const v1::ReleasedTable& table, const std::string& code) {
  for (const auto& row : table.rows()) {
    if (row.row() == code) return &row;
  }
  return nullptr;
}

std::string bar_chart(const BulletinWords& words, const v1::ReleasedTable& table, const std::string& id) {
  std::vector<const v1::FigureRow*> rows;
  for (const auto& row : table.rows()) {
    if (row.row() != "ALL") rows.push_back(&row);
  }
  const std::int64_t most = largest(table);
  const int height = static_cast<int>(rows.size()) * kRow + 34;
  const double span = kNarrow - kNarrowLabel - 95;
  std::string svg = head(id, kNarrow, height, words.title(table) + ", " + words.month(table.month()),
                         words.with("chart.beside", {{"most", words.number(most)}}));
  svg += axis(words, kNarrowLabel, span, height, most);
  double y = 8;
  for (const v1::FigureRow* row : rows) {
    svg += label(kNarrowLabel - 8, y, words.row(table.table(), row->row()), letters_in(kNarrowLabel - 8),
                 is_below(table, *row) ? "below" : "");
    svg += mark(words, *row, kNarrowLabel, y, span, most, Room::kAmple);
    y += kRow;
  }
  return svg + "</svg>\n";
}

std::string side_panels(const BulletinWords& words, const v1::ReleasedTable& table, const std::string& id) {
  const auto sides = sides_of(table);
  std::vector<std::string> shown;
  std::int64_t most = kFew;
  for (const std::string& rest : rests_of(table)) {
    bool any = false;
    for (const std::string& side : sides) {
      const v1::FigureRow* row = find_row(table, side + "/" + rest);
      if (row == nullptr || row->kind() != v1::CELL_KIND_VALUE) continue;
      any = true;
      most = std::max(most, row->value());
    }
    if (any) shown.push_back(rest);
  }
  if (shown.empty()) return "<p class=\"note\">" + html_text(words("chart.nothing")) + "</p>\n";
  most = round_up(most);
  const int left = 150;
  const int height = static_cast<int>(shown.size()) * kRow + 34;
  const double panel = static_cast<double>(kWidth - left) / static_cast<double>(std::max<std::size_t>(sides.size(), 1));
  std::string svg = head(id, kWidth, height, words.title(table) + ", " + words.month(table.month()),
                         words.with("chart.panels", {{"most", words.number(most)}}));
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double x = left + panel * static_cast<double>(i);
    svg += text_at(x, 14, "start", words.row(table.table(), sides[i]), "panel");
    svg += "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"22\" y2=\"" + std::to_string(height - 4) +
           "\" class=\"grid\"/>\n";
  }
  double y = 26;
  for (const std::string& rest : shown) {
    svg += label(left - 8, y, words.row(table.table(), rest), letters_in(left - 8));
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const v1::FigureRow* row = find_row(table, sides[i] + "/" + rest);
      if (row != nullptr) {
        svg += mark(words, *row, left + panel * static_cast<double>(i), y, panel - 52, most, Room::kTight);
      }
    }
    y += kRow;
  }
  return svg + "</svg>\n";
}

std::string range_chart(const BulletinWords& words, const v1::Comparison& day, const std::string& id) {
  std::int64_t most = kFew;
  for (const auto& figure : day.figures()) most = std::max(most, figure.value_max());
  most = round_up(most);
  const int height = day.figures_size() * kRow + 34;
  const double span = kWidth - kLabel - 110;
  const double scale = span / static_cast<double>(most);
  std::string svg =
      head(id, kWidth, height, words("chart.totals"), words.with("chart.totals_are", {{"most", words.number(most)}}));
  svg += axis(words, kLabel, span, height, most);
  double y = 8;
  for (const auto& figure : day.figures()) {
    const double x = kLabel + static_cast<double>(figure.value_min()) * scale;
    const double width = static_cast<double>(figure.value_max() - figure.value_min()) * scale;
    svg += label(kLabel - 8, y, figure.source(), letters_in(kLabel - 8));
    svg += bar(x - 2, y, width + 4, "range") +
           text_at(x + width + 8, y + 12, "start", words.range(figure.value_min(), figure.value_max()), "v");
    y += kRow;
  }
  return svg + "</svg>\n";
}

}  // namespace hotline::cli
