#pragma once

#include <string>
#include <vector>

#include "cli/bulletin_words.hpp"
#include "hotline/v1/reporting_service.pb.h"

namespace hotline::cli {

std::string html_text(const std::string& text);

// Horizontal bars of one table, or of one with sides as panels beside each other. A few (0 to 14) is a hatched stub, so
// that nobody takes it for nothing; what is withheld has a dash.
std::string bar_chart(const BulletinWords& words, const v1::ReleasedTable& table, const std::string& id);
std::string side_panels(const BulletinWords& words, const v1::ReleasedTable& table, const std::string& id);
// Ranges of published totals of one day on one axis; never a mean.
std::string range_chart(const BulletinWords& words, const v1::Comparison& day, const std::string& id);

// Codes before and after the slash: "OWN", "DEAD_CONFIRMED"; the second is empty for a margin.
struct RowCode {
  std::string side;
  std::string rest;
};
RowCode code_of(const v1::FigureRow& row);
// In the order of the table.
std::vector<std::string> sides_of(const v1::ReleasedTable& table);
std::vector<std::string> rests_of(const v1::ReleasedTable& table);
// A part of the row above it.
bool is_below(const v1::ReleasedTable& table, const v1::FigureRow& row);
const v1::FigureRow* find_row(const v1::ReleasedTable& table, const std::string& code);

}  // namespace hotline::cli
