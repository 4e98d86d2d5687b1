#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/sheet/text_rows.hpp"
#include "core/result.hpp"

namespace hotline::sheet {

// "This heading means this column"; an empty column is passed over. "#5" is the fifth column whatever it is called.
struct MapRule {
  std::string heading;
  std::string column;
};

// Reads "Heading=column"; the last "=" divides.
core::Result<MapRule> parse_map_rule(const std::string& text);

// What stands in no row because it is true of all of them. A cell that has something wins.
struct Constants {
  std::string statement;
  std::string evidence;
  std::string fact_date;
  std::string place;
};

struct LayoutRules {
  std::vector<MapRule> maps;        // of the command line: they win
  std::vector<MapRule> remembered;  // of the source's last list: they win over the table
  Constants constants;
};

enum class Origin : std::uint8_t { kTable, kRemembered, kOption, kBlank };

struct Column {
  std::string heading;  // as it stands, white space tidied
  std::string column;   // empty: passed over
  Origin origin = Origin::kTable;
};

// Where the header stands and what every column means.
struct Layout {
  std::int64_t header_line = 0;
  std::vector<std::int64_t> title_lines;  // lines above it that hold something
  std::vector<Column> columns;

  bool has(const std::string& column) const;
};

// The header is the first of kHeaderLinesMax lines in which at least two headings are known, one of a name among them;
// when the line below it is one too and more of it is known, that one (headings in two storeys). Violations name every
// unknown heading, every column that two headings mean and every column that must be there, with the remedy.
core::Result<Layout> find_layout(const std::vector<Line>& first_lines, const LayoutRules& rules);

inline constexpr std::size_t kHeaderLinesMax = 30;

// A cell of a header or a title with what a merged range put there; of a data row see data_cells().
std::vector<std::string> header_cells(const std::vector<std::string>& cells);
std::vector<std::string> data_cells(const std::vector<std::string>& cells);

}  // namespace hotline::sheet
