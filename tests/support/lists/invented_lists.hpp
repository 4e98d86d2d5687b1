#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/list_file.hpp"

namespace hotline::test {

// One of the twelve invented lists of tests/data/lists: files of all kinds that registrars get.
struct InventedList {
  std::string name;
  std::string encoding;  // to be confirmed; empty when the file tells it
  int sheet = 1;
  std::vector<std::string> maps;
  std::string statement;
  std::string evidence;
  std::string fact_date;
  std::string place;

  // What stands behind `hotline import FILE --source ID --side adversary`.
  std::vector<std::string> arguments() const;
  cli::FileOptions options(const std::string& path) const;
};

const std::vector<InventedList>& invented_lists();
// The path of the list, for a workbook one that is made in `folder`.
std::string invented_file(const InventedList& list, const std::string& folder);

// A line of tests/data/lists/expected.tsv.
struct ExpectedFault {
  std::string file;
  std::int64_t line = 0;
  bool refused = false;
  std::string column;
  std::string reason;
};
std::vector<ExpectedFault> expected_of(const std::string& file);

}  // namespace hotline::test
