#include "core/name_text.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

TEST(NameTextTest, UpperCaseBecomesTheCaseOfNames) {
  EXPECT_EQ(name_case("ШЕВЧЕНКО"), "Шевченко");
  EXPECT_EQ(name_case("ПЕТРОВ-ВОДКІН"), "Петров-Водкін");
  EXPECT_EQ(name_case("ШЕВЧЕНКО Тарас ГРИГОРОВИЧ"), "Шевченко Тарас Григорович");
  EXPECT_EQ(name_case("ҐАЛАҐАН ЇЖАК"), "Ґалаґан Їжак");
  EXPECT_EQ(name_case("МАР'ЯНА"), "Мар'яна");
  EXPECT_EQ(name_case("В’ЯЧЕСЛАВ"), "В’ячеслав");
  EXPECT_EQ(name_case("Д'АРТАНЬЯН"), "Д'Артаньян");
  EXPECT_EQ(name_case("O'BRIEN"), "O'Brien");
  EXPECT_EQ(name_case("ІВАНЕНКО-МАР'ЯНЧУК"), "Іваненко-Мар'янчук");
}

TEST(NameTextTest, ParticlesAreWrittenSmall) {
  EXPECT_EQ(name_case("VAN DER BERG"), "van der Berg");
  EXPECT_EQ(name_case("DE LA CRUZ"), "de la Cruz");
  EXPECT_EQ(name_case("LI DI"), "Li Di") << "the last word is no particle";
  EXPECT_EQ(name_case("DU"), "Du");
  EXPECT_EQ(name_case("МАМЕД ГАСАН ОГЛЫ"), "Мамед Гасан оглы");
}

TEST(NameTextTest, WhatHasACaseKeepsIt) {
  EXPECT_EQ(name_case("Шевченко Т. Г."), "Шевченко Т. Г.");
  EXPECT_EQ(name_case("McDonald"), "McDonald");
  EXPECT_EQ(name_case("шевченко"), "шевченко");
  EXPECT_EQ(name_case("Я"), "Я");
  EXPECT_EQ(name_case(""), "");
}

TEST(NameTextTest, SpellingsOfTheSameLettersFoldToOne) {
  EXPECT_EQ(fold_spelling("Мар’яна"), fold_spelling("МАР'ЯНА"));
  EXPECT_EQ(fold_spelling("Марʼяна"), fold_spelling("мар`яна"));
  EXPECT_EQ(fold_spelling("Петров – Водкін"), "петров - водкін");
  EXPECT_EQ(fold_spelling("в/ч «Схід»"), "в/ч \"схід\"");
  EXPECT_NE(fold_spelling("Шевченко"), fold_spelling("Шевчэнко"));
}

TEST(NameTextTest, BracketsAreTakenApart) {
  const auto parts = split_brackets("Коваленко (Тридубська) Ольга");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->outside, "Коваленко Ольга");
  EXPECT_EQ(parts->inside, "Тридубська");
  EXPECT_FALSE(split_brackets("Коваленко"));
  for (const char* broken : {"Коваленко (Тридубська", "Коваленко) (", "А (Б (В))", "А (Б) (В)", "А (Б]", "А ()"}) {
    const auto none = split_brackets(broken);
    ASSERT_TRUE(none) << broken;
    EXPECT_EQ(none->inside, "") << broken;
  }
}

}  // namespace
}  // namespace hotline::core
