#include "matching/place.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

const Places& places() {
  return the_lexicon()->places();
}

PlaceMatch match(const char* a, const char* b) {
  const PlaceSense x = places().read(a), y = places().read(b);
  EXPECT_EQ(compare_places(places(), x, y), compare_places(places(), y, x)) << a << " / " << b;
  return compare_places(places(), x, y);
}

float bits(const char* a, const char* b, EvidenceProfile profile = EvidenceProfile::kHonest) {
  return place_evidence(the_weights().place, places(), places().read(a), places().read(b), profile).weight_bits;
}

struct Pair {
  const char *a, *b;
};

TEST(PlaceTest, TheTableIsLarge) {
  EXPECT_GE(places().town_count(), 600U);
  EXPECT_GE(places().renamed_count(), 250U);
}

TEST(PlaceTest, OnePlaceInOtherSpellings) {
  for (const Pair& pair : {Pair{"Харків", "Kharkov"},
                           {"м. Бахмут, Донецька обл.", "Бахмут"},
                           {"Донецька область, місто Бахмут", "Bakhmut, Ukraine"},
                           {"Кривий Ріг", "г. Кривой Рог"},
                           {"в Краматорську", "Краматорск"},
                           {"Ростов-на-Дону", "Rostov on Don"},
                           {"Нижний Новгород", "Nizhny Novgorod"},
                           {"Санкт-Петербург", "Петербург"},
                           {"Мінск", "г. Минск, Беларусь"},
                           {"Набережные Челны", "Челны, Татарстан"},
                           {"с. Вербове", "Вербове"},
                           {"Київ", "Kiev"}}) {
    EXPECT_EQ(match(pair.a, pair.b), PlaceMatch::kSame) << pair.a << " / " << pair.b;
  }
}

TEST(PlaceTest, ARenamedTownIsOnePlace) {
  for (const Pair& pair : {Pair{"Артемівськ", "Бахмут"},
                           {"Artyomovsk", "Бахмут"},
                           {"Кіровоград", "Кропивницький"},
                           {"Днепропетровск", "м. Дніпро"},
                           {"Dnipropetrovsk", "Днепр"},
                           {"Сталіно", "Донецьк"},
                           {"Ворошиловград", "Луганськ"},
                           {"Жданов", "Маріуполь"},
                           {"Орджоникидзе", "Владикавказ"},
                           {"Свердловск", "Екатеринбург"},
                           {"Горький", "Нижний Новгород"},
                           {"Куйбышев", "Самара"},
                           {"Калинин", "Тверь"},
                           {"Ленинград", "Санкт-Петербург"},
                           {"Фрунзе", "Бишкек"},
                           {"Алма-Ата", "Алматы"},
                           {"Целиноград", "Астана"},
                           {"Нур-Султан", "Астана"},
                           {"Днепродзержинск", "Кам'янське"},
                           {"Комсомольськ", "Горішні Плавні"},
                           {"Красноармійськ", "Покровськ"},
                           {"Червоноград", "Шептицький"},
                           {"Цюрупинськ", "Олешки"},
                           {"Новоград-Волинський", "Звягель"},
                           {"Брежнев", "Набережные Челны"},
                           {"Сталинград", "Волгоград"},
                           {"Ленинакан", "Гюмри"}}) {
    EXPECT_EQ(match(pair.a, pair.b), PlaceMatch::kRenamed) << pair.a << " / " << pair.b;
  }
}

TEST(PlaceTest, TheRegionAloneAgreesWithATownInIt) {
  EXPECT_EQ(match("Донецька область", "Бахмут"), PlaceMatch::kRegion);
  EXPECT_EQ(match("Донецкая", "Краматорск"), PlaceMatch::kRegion);
  EXPECT_EQ(match("Донецк", "Краматорск"), PlaceMatch::kOtherTown) << "the town, not the region";
  EXPECT_EQ(match("Kharkiv Oblast", "Ізюм"), PlaceMatch::kRegion);
  EXPECT_EQ(match("Республика Татарстан", "Бугульма"), PlaceMatch::kRegion);
  EXPECT_EQ(match("Полтавська обл.", "Полтавщина"), PlaceMatch::kRegion);
  EXPECT_EQ(match("Донецька область", "Одеса"), PlaceMatch::kOtherRegion);
  EXPECT_EQ(match("с. Новоселівка, Донецька обл.", "Донецька область"), PlaceMatch::kRegion);
  EXPECT_EQ(match("с. Новоселівка, Донецька обл.", "Новоселівка, Харківська область"), PlaceMatch::kOtherRegion);
}

TEST(PlaceTest, TheRegionTellsTownsOfOneNameApart) {
  EXPECT_EQ(match("Первомайськ, Луганська обл.", "Первомайск Николаевской области"), PlaceMatch::kOtherRegion);
  EXPECT_EQ(match("Первомайськ", "Первомайск Николаевской области"), PlaceMatch::kSame);
  EXPECT_EQ(match("Донецк", "Донецк Ростовской области"), PlaceMatch::kSame);
  EXPECT_EQ(match("Донецк, ДНР", "Донецк Ростовской области"), PlaceMatch::kOtherRegion);
  EXPECT_EQ(match("Краматорський район, с. Іванівка", "Іванівка"), PlaceMatch::kSame) << "the district is no town";
}

TEST(PlaceTest, ANearSpellingIsNear) {
  EXPECT_EQ(match("Кромоторск", "Краматорськ"), PlaceMatch::kNear) << "unstressed vowels";
  EXPECT_EQ(match("Дорогобич", "Дрогобич"), PlaceMatch::kNear);
  EXPECT_EQ(match("Вербовка", "Вербове"), PlaceMatch::kNear);
  EXPECT_EQ(match("Суми", "Казань"), PlaceMatch::kOtherRegion);
  EXPECT_EQ(match("Селидове", "Суджа"), PlaceMatch::kOtherRegion);
}

TEST(PlaceTest, NothingSaysNothing) {
  EXPECT_EQ(match("", "Бахмут"), PlaceMatch::kNotAsked);
  EXPECT_EQ(match("Україна", "Бахмут"), PlaceMatch::kNotAsked) << "the country alone";
  EXPECT_EQ(match("м. ", "..."), PlaceMatch::kNotAsked);
  EXPECT_EQ(bits("", "Бахмут"), 0.0F);
  EXPECT_FALSE(places().read(std::string(5000, '-')).known());
}

TEST(PlaceTest, SmallPlacesWeighMoreAndNoPlaceIsAVetoForAChild) {
  EXPECT_GT(bits("Бахмут", "Бахмут"), bits("Київ", "Київ"));
  EXPECT_GT(bits("Бахмут", "Бахмут"), bits("Бахмут", "Артемівськ"));
  EXPECT_GT(bits("Бахмут", "Артемівськ"), bits("Бахмут", "Донецька область"));
  EXPECT_GT(bits("Бахмут", "Донецька область"), 0);
  EXPECT_LT(bits("Бахмут", "Одеса"), bits("Бахмут", "Краматорськ"));
  EXPECT_LT(bits("Бахмут", "Одеса"), -1);
  EXPECT_GE(bits("Бахмут", "Воронеж", EvidenceProfile::kAlteredIdentity), -0.5F);
  EXPECT_EQ(bits("Бахмут", "Бахмут", EvidenceProfile::kAlteredIdentity), bits("Бахмут", "Бахмут"));
}

TEST(PlaceTest, OperatorsReadARenamedTownAsAgreeing) {
  const auto read = [](const char* a, const char* b) {
    return place_evidence(the_weights().place, places(), places().read(a), places().read(b), EvidenceProfile::kHonest)
        .agreement;
  };
  EXPECT_EQ(read("Артемівськ", "Бахмут"), Agreement::kAgrees);
  EXPECT_EQ(read("Донецька обл.", "Бахмут"), Agreement::kNearly);
  EXPECT_EQ(read("Одеса", "Бахмут"), Agreement::kDiffers);
}

// A file with one fault; the error names it.
std::string error_of(const std::string& text) {
  const auto folder = std::filesystem::temp_directory_path() / ("place_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "places.tsv") << text;
  const auto loaded = Places::load(the_weights().place, folder);
  std::filesystem::remove_all(folder);
  return loaded ? "" : loaded.error().message;
}

TEST(PlaceTest, ABadFileIsRefusedWithFileAndLine) {
  const std::string head = "kind\tregion\tnames\tformer\tthousands\nregion\tx\tІксовська\t-\t-\n";
  EXPECT_EQ(error_of(head + "town\tx\tІксів\t-\t5\n"), "");
  EXPECT_EQ(error_of(head + "town\ty\tІксів\t-\t5\n"), "lexicon places.tsv line 3: unknown region y");
  EXPECT_EQ(error_of(head + "village\tx\tІксів\t-\t5\n"), "lexicon places.tsv line 3: the kind must be region or town");
  EXPECT_EQ(error_of(head + "town\tx\tІксів\t-\tmany\n"), "lexicon places.tsv line 3: thousands must be above 0");
  EXPECT_EQ(error_of(head + "town\tx\t-\t-\t5\n"), "lexicon places.tsv line 3: the town has no name");
  EXPECT_EQ(error_of(head + "town\tx\tІксів,,\t-\t5\n"), "lexicon places.tsv line 3: a name has no letters");
  EXPECT_EQ(error_of(head + "town\tx\tА Бе Ве Ге\t-\t5\n"),
            "lexicon places.tsv line 3: a name has more than three words");
  EXPECT_EQ(error_of(head + "town\tx\tІксів\n"), "lexicon places.tsv line 3: expected 5 columns");
  EXPECT_EQ(error_of(head + "region\tx\tІксовська\t-\t-\n"), "lexicon places.tsv line 3: the region is listed twice");
}

}  // namespace
}  // namespace hotline::matching
