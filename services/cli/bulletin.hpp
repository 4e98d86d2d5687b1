#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hotline/v1/reporting_service.pb.h"

namespace hotline::cli {

// What a month's bulletin is made of.
struct Bulletin {
  std::string month;  // "2026-03"
  bool trial = false;
  std::vector<v1::ReleasedTable> tables;
  // Measures of published totals with what their sources say.
  std::vector<std::pair<std::string, v1::CompareSourcesResponse>> published;
};

// One page of HTML that needs nothing else, in one language: charts as SVG, a data table beside each, definitions and
// notes. The same tables give the same bytes.
std::string bulletin_html(const Bulletin& bulletin, v1::Language language);

}  // namespace hotline::cli
