#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace hotline::matching {

// A data file of the lexicon folder: tab-separated, the first line a header, "#" begins a comment line.
class TsvFile {
 public:
  struct Line {
    std::size_t number = 0;
    std::vector<std::string> cells;
  };

  TsvFile() = default;
  TsvFile(const std::filesystem::path& folder, const std::string& name) : path_(folder / name) {}

  // Rows without comments and header; every row must have `columns` cells. Mixes the text into `digest`.
  std::optional<core::Error> read(std::size_t columns, std::vector<Line>& lines, std::uint64_t& digest) const;
  // "lexicon given.tsv line 7: ..."
  core::Error error(std::size_t line, const std::string& what) const;
  std::string name() const { return path_.filename().string(); }

 private:
  std::filesystem::path path_;
};

std::vector<std::string> split(std::string_view text, char separator);
// The whole text as a finite number.
std::optional<double> number_of(const std::string& text);

}  // namespace hotline::matching
