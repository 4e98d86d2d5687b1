#include "matching/unit.hpp"

#include <gtest/gtest.h>

#include <string>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

FieldEvidence compare(const char* a, const char* b) {
  return unit_evidence(the_weights().unit, read_unit(a), read_unit(b));
}

struct Pair {
  const char *a, *b;
};

TEST(UnitTest, OneUnitInOtherSpellings) {
  for (const Pair& pair : {Pair{"93 ОМБр", "93-я отдельная механизированная бригада"},
                           {"93 ОМБр", "93rd brigade"},
                           {"93-тя окрема механізована бригада", "93 бригада ЗСУ"},
                           {"бригада № 93", "93rd Mechanized Brigade"},
                           {"3 рота 2 батальйону 93 ОМБр", "93 бр"},
                           {"115 гв. мсп", "115-й гвардейский мотострелковый полк"},
                           {"в/ч А1234", "А1234"},
                           {"в/ч 54321", "войсковая часть 54321"},
                           {"полк Азов", "Azov"},
                           {"батальйон \"Карпати\"", "Карпаты, батальон"},
                           {"93", "93 ОМБр"}}) {
    EXPECT_EQ(compare(pair.a, pair.b).agreement, Agreement::kAgrees) << pair.a << " / " << pair.b;
    EXPECT_EQ(compare(pair.b, pair.a).weight_bits, compare(pair.a, pair.b).weight_bits);
    EXPECT_GE(compare(pair.a, pair.b).weight_bits, 4.0F) << pair.a << " / " << pair.b;
  }
}

TEST(UnitTest, TheNumberMustAgree) {
  EXPECT_EQ(compare("93 ОМБр", "92 ОМБр").agreement, Agreement::kDiffers);
  EXPECT_EQ(compare("93 ОМБр", "92-а окрема механізована бригада").agreement, Agreement::kDiffers);
  EXPECT_LT(compare("93 ОМБр", "92 ОМБр").weight_bits, 0);
  EXPECT_EQ(compare("3 рота 93 ОМБр", "3 рота 92 ОМБр").agreement, Agreement::kDiffers) << "the company says nothing";
  EXPECT_NE(compare("93 ОМБр", "93 полк").agreement, Agreement::kAgrees) << "the number of another kind";
}

TEST(UnitTest, WhatAllShareSaysLittle) {
  EXPECT_LT(compare("механізована бригада", "93 механізована бригада").weight_bits, 1.0F);
  EXPECT_LT(compare("3 рота", "3 рота").weight_bits, compare("93 бригада", "93 бригада").weight_bits);
  EXPECT_LT(compare("ЗСУ, окрема бригада", "ЗСУ, 93 окрема бригада").weight_bits, 1.0F);
  EXPECT_EQ(compare("ЗСУ", "93 ОМБр").agreement, Agreement::kNotAsked);
}

TEST(UnitTest, NothingSaysNothing) {
  EXPECT_EQ(compare("", "93 ОМБр").agreement, Agreement::kNotAsked);
  EXPECT_EQ(compare("93 ОМБр", "").weight_bits, 0.0F);
  EXPECT_EQ(compare("Азов", "93 ОМБр").agreement, Agreement::kNotAsked) << "a name and a number may be one unit";
  EXPECT_LE(read_unit("1 2 3 4 5 6 7 8 9 10 11").level_count, UnitSense::kLevelsMax);
  EXPECT_EQ(read_unit(std::string(100, '9')), read_unit(std::string(100, '9')));
}

}  // namespace
}  // namespace hotline::matching
