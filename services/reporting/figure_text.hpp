#pragma once

#include <string>

#include "hotline/v1/reporting_service.pb.h"

namespace hotline::reporting {

// One table with its definition, as it is exported. CSV: comment lines that begin with #, then table, month, row, value
// and what the value is, with a heading line; no field can be taken for a formula. JSON: one object on a line.
std::string csv_of(const v1::ReleasedTable& table, bool trial);
std::string json_of(const v1::ReleasedTable& table, bool trial);

}  // namespace hotline::reporting
