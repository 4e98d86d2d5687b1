#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hotline::sheet {

// A heading as it is compared: lower case, without spaces and punctuation. "№ з/п" and "№ з / п." are one.
std::string fold_heading(std::string_view heading);

// The column that a heading means, "" for one that is passed over; nothing for a heading nobody knows. Ukrainian,
// Russian and English, and the columns' own names.
std::optional<std::string_view> column_of_heading(std::string_view heading);

// Whether a list has such a column ("" is none).
bool is_column(std::string_view column);

// Columns of which the file may have several that are read together: one heading merged over a name in parts.
bool may_be_spread(std::string_view column);

}  // namespace hotline::sheet
