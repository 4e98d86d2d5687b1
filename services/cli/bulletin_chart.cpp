#include "cli/bulletin_chart.hpp"

#include <algorithm>
#include <cstdio>

#include "cli/bulletin.hpp"

namespace hotline::cli {
namespace {

constexpr int kWidth = 640;
constexpr int kLabel = 210;
// Of a chart that stands beside its table.
constexpr int kNarrow = 460;
constexpr int kNarrowLabel = 165;
constexpr int kRow = 26;
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
    if (row.row() != "ALL" && row.row().find('/') == std::string::npos) most = std::max(most, row.value());
  }
  return round_up(most);
}

std::string text_at(double x, double y, const std::string& anchor, const std::string& words,
                    const std::string& kind = {}) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" +
         (kind.empty() ? "" : " class=\"" + kind + "\"") + ">" + html_text(words) + "</text>\n";
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

// Bar and value of one number in a field that begins at `x` and is `span` wide at `most`.
std::string mark(const v1::FigureRow& row, double x, double y, double span, std::int64_t most, bool words) {
  const double scale = span / static_cast<double>(most);
  if (row.kind() == v1::CELL_KIND_FEW) {
    return bar(x, y, kFew * scale, "few") +
           text_at(x + kFew * scale + 5, y + 12, "start", words ? "fewer than 15" : "<15", "v");
  }
  if (row.kind() == v1::CELL_KIND_WITHHELD) return text_at(x + 5, y + 12, "start", words ? "withheld" : "–", "v");
  const double width = static_cast<double>(row.value()) * scale;
  return bar(x, y, width, "bar") + text_at(x + width + 5, y + 12, "start", cell_text(row), "v");
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

std::string bar_chart(const v1::ReleasedTable& table, const std::string& id) {
  std::vector<const v1::FigureRow*> rows;
  for (const auto& row : table.rows()) {
    if (row.row() != "ALL") rows.push_back(&row);
  }
  const std::int64_t most = largest(table);
  const int height = static_cast<int>(rows.size()) * kRow + 34;
  const double span = kNarrow - kNarrowLabel - 95;
  std::string svg = head(
      id, kNarrow, height, table.title() + ", " + table.month(),
      "Bar chart; the table beside it holds the same numbers. The axis runs from 0 to " + std::to_string(most) + ".");
  for (const double share : {0.0, 0.5, 1.0}) {
    const double x = kNarrowLabel + span * share;
    svg += "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"4\" y2=\"" + std::to_string(height - 24) +
           "\" class=\"grid\"/>\n";
    svg += text_at(x, height - 8, "middle",
                   std::to_string(static_cast<std::int64_t>(static_cast<double>(most) * share)), "axis");
  }
  double y = 8;
  for (const v1::FigureRow* row : rows) {
    svg += text_at(kNarrowLabel - 8, y + 12, "end", row_words(row->row()));
    svg += mark(*row, kNarrowLabel, y, span, most, true);
    y += kRow;
  }
  return svg + "</svg>\n";
}

std::string side_panels(const v1::ReleasedTable& table, const std::string& id) {
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
  if (shown.empty()) return "<p class=\"note\">No number of this table reaches 15, so there is nothing to draw.</p>\n";
  most = round_up(most);
  const int label = 150;
  const int height = static_cast<int>(shown.size()) * kRow + 34;
  const double panel =
      static_cast<double>(kWidth - label) / static_cast<double>(std::max<std::size_t>(sides.size(), 1));
  std::string svg = head(id, kWidth, height, table.title() + ", " + table.month(),
                         "Bars in one panel for each side, on one scale up to " + std::to_string(most) +
                             "; rows in which every number is below 15 are in the table only.");
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double x = label + panel * static_cast<double>(i);
    svg += text_at(x, 14, "start", row_words(sides[i]), "panel");
    svg += "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"22\" y2=\"" + std::to_string(height - 4) +
           "\" class=\"grid\"/>\n";
  }
  double y = 26;
  for (const std::string& rest : shown) {
    svg += text_at(label - 8, y + 12, "end", row_words(rest));
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const v1::FigureRow* row = find_row(table, sides[i] + "/" + rest);
      if (row != nullptr) svg += mark(*row, label + panel * static_cast<double>(i), y, panel - 52, most, false);
    }
    y += kRow;
  }
  return svg + "</svg>\n";
}

std::string range_chart(const v1::Comparison& day, const std::string& id) {
  std::int64_t most = kFew;
  for (const auto& figure : day.figures()) most = std::max(most, figure.value_max());
  most = round_up(most);
  const int height = day.figures_size() * kRow + 34;
  const double span = kWidth - kLabel - 110;
  const double scale = span / static_cast<double>(most);
  std::string svg = head(id, kWidth, height, "Published totals side by side",
                         "One mark for each source, on an axis from 0 to " + std::to_string(most) +
                             "; a bar is a range. No mean is drawn, for there is none.");
  for (const double share : {0.0, 0.5, 1.0}) {
    const double x = kLabel + span * share;
    svg += "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"4\" y2=\"" + std::to_string(height - 24) +
           "\" class=\"grid\"/>\n";
    svg += text_at(x, height - 8, "middle",
                   std::to_string(static_cast<std::int64_t>(static_cast<double>(most) * share)), "axis");
  }
  double y = 8;
  for (const auto& figure : day.figures()) {
    const double x = kLabel + static_cast<double>(figure.value_min()) * scale;
    const double width = static_cast<double>(figure.value_max() - figure.value_min()) * scale;
    std::string words = std::to_string(figure.value_min());
    if (width > 0) words += " to " + std::to_string(figure.value_max());
    svg += text_at(kLabel - 8, y + 12, "end", figure.source());
    svg += bar(x - 2, y, width + 4, "range") + text_at(x + width + 8, y + 12, "start", words, "v");
    y += kRow;
  }
  return svg + "</svg>\n";
}

}  // namespace hotline::cli
