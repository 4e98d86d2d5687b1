#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/v1/reporting_service.pb.h"

namespace hotline::cli {

// The words of a bulletin in one language, its numbers and its days: services/cli/bulletin_words.txt.
class BulletinWords {
 public:
  explicit BulletinWords(v1::Language language);

  // "uk"
  const std::string& code() const { return (*this)("language"); }
  // Throws std::out_of_range for a key that no line has: a bug, which BulletinWordsTest finds.
  const std::string& operator()(std::string_view key) const;
  // With {name} replaced by what is given for it.
  std::string with(std::string_view key, const std::vector<std::pair<std::string, std::string>>& values) const;

  std::string title(const v1::ReleasedTable& table) const;
  std::string definition(const v1::ReleasedTable& table) const;
  // "DEAD_CONFIRMED" as people read it. What is no word of ours stands as it is: a source, a code of a newer server.
  std::string row(v1::FigureTable table, const std::string& code) const;
  std::string number(std::int64_t value) const;
  std::string range(std::int64_t least, std::int64_t most) const;
  std::string cell(const v1::FigureRow& row) const;
  // "2026-03" as "March 2026".
  std::string month(const std::string& month) const;
  // Nothing for no day.
  std::string date(const v1::PartialDate& date) const;

 private:
  const std::string* find(std::string_view key) const;
  std::string word_of(v1::FigureTable table, const std::string& code) const;
  std::size_t column_;
};

}  // namespace hotline::cli
