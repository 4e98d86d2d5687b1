#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "support/source_path.hpp"

namespace hotline::matching {

inline std::shared_ptr<const Lexicon> the_lexicon() {
  static const std::shared_ptr<const Lexicon> lexicon = [] {
    auto loaded = Lexicon::load(test::source_path("services/matching/lexicon"));
    EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : loaded.error().message);
    return loaded ? *loaded : nullptr;
  }();
  return lexicon;
}

// Of the shipped model.
inline const Weights& the_weights() {
  return the_lexicon()->weights();
}

inline core::PartialDate day(int year, int month, int of_month) {
  return {core::DatePrecision::kDay, static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(of_month), 0};
}

inline core::PartialDate year(int value) {
  return {core::DatePrecision::kYear, static_cast<std::int16_t>(value), 0, 0, 0};
}

inline Record record(std::int64_t person, std::string surname, std::string given, std::string patronymic,
                     core::PartialDate birth_date = {}) {
  Record made;
  made.person = core::PersonId(person);
  made.facts.cluster = core::ClusterId(person);
  made.facts.version = 1;
  core::NameParts name;
  name.surname = std::move(surname);
  name.given = std::move(given);
  name.patronymic = std::move(patronymic);
  made.names.push_back(std::move(name));
  made.birth_date = birth_date;
  return made;
}

inline Query ask(std::string surname, std::string given, std::string patronymic, core::PartialDate birth_date = {}) {
  Query query;
  query.name.surname = std::move(surname);
  query.name.given = std::move(given);
  query.name.patronymic = std::move(patronymic);
  query.birth_date = birth_date;
  return query;
}

inline Query ask_line(std::string line, core::PartialDate birth_date = {}) {
  Query query;
  query.name.line = std::move(line);
  query.birth_date = birth_date;
  return query;
}

inline core::NameParts line(std::string text) {
  core::NameParts parts;
  parts.line = std::move(text);
  return parts;
}

}  // namespace hotline::matching
