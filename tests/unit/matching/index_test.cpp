#include "matching/index.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

class IndexTest : public testing::Test {
 protected:
  IndexTest() : index_(the_lexicon()) {}
  void put(std::vector<Record> records) { index_.apply(std::move(records), {}, ++revision_); }
  void put(Record one) {
    std::vector<Record> records;
    records.push_back(std::move(one));
    put(std::move(records));
  }
  std::int64_t first(const Query& query) {
    const Found found = index_.find(query);
    return found.candidates.empty() ? 0 : found.candidates[0].person.value();
  }
  double chance(const Query& query, std::int64_t person) {
    for (const Candidate& candidate : index_.find(query).candidates) {
      if (candidate.person.value() == person) return candidate.probability;
    }
    return 0;
  }
  Candidate top(const Query& query) {
    const Found found = index_.find(query);
    EXPECT_FALSE(found.candidates.empty());
    return found.candidates.empty() ? Candidate{} : found.candidates[0];
  }

  Index index_;
  std::int64_t revision_ = 0;
};

const core::PartialDate kBorn = day(1991, 3, 12);

TEST_F(IndexTest, FindsTheOnePersonInEverySpelling) {
  put(record(7, "Кравченко", "Микола", "Володимирович", kBorn));
  EXPECT_EQ(first(ask("Кравченко", "Микола", "Володимирович")), 7);
  EXPECT_EQ(first(ask("Кравченко", "Николай", "Владимирович")), 7);
  EXPECT_EQ(first(ask_line("Nikolai Krawtschenko")), 7);
  EXPECT_EQ(first(ask_line("Коля Кравченко")), 7);
  EXPECT_EQ(first(ask_line("Кравченко Микола")), 7);
  EXPECT_EQ(first(ask("Крафченко", "Микола", "")), 7);
  EXPECT_EQ(first(ask("Каравченко", "Миколо", "")), 7);
  EXPECT_EQ(first(ask("Микола", "Кравченко", "")), 7);
  EXPECT_EQ(first(ask("Кавченко", "Микола", "Володимирович")), 7);
  EXPECT_EQ(first(ask("Кравченко", "М.", "В.")), 7);
}

TEST_F(IndexTest, TwoFactsAreCertainAndANameAloneIsNot) {
  put(record(1, "Кравченко", "Микола", "Володимирович", kBorn));
  put(record(2, "Дзюбак", "Олег", "Іванович", day(1980, 5, 5)));
  EXPECT_GE(chance(ask("Кравченко", "Николай", "Владимирович", kBorn), 1), 0.99);
  EXPECT_GE(chance(ask("Дзюбак", "Олег", "Іванович", day(1980, 5, 5)), 2), 0.99);
  const double name_only = chance(ask("Дзюбак", "Олег", "Іванович"), 2);
  EXPECT_LT(name_only, 0.99);
  EXPECT_GT(name_only, 0.05);
  EXPECT_LT(chance(ask("Дзюбак", "Олег", "Іванович", day(1966, 11, 23)), 2), 0.5);
  EXPECT_LT(chance(ask("Дзюбак", "Олег", "Іванович", year(1980)), 2), 0.99);
  EXPECT_LT(chance(ask("Дзюбак", "Степан", "Іванович", day(1980, 5, 5)), 2), 0.5);
}

TEST_F(IndexTest, TheCommonestNameWithItsDateIsCertain) {
  put(record(1, "Иванов", "Иван", "Иванович", kBorn));
  EXPECT_GE(chance(ask("Іванов", "Іван", "Іванович", kBorn), 1), 0.99);
}

TEST_F(IndexTest, ServiceNumberFindsThePersonWhateverTheName) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  one.identifier_hashes = {0x1122334455667788, 0xABCDEF};
  put(one);
  Query query = ask("Зовсімінший", "Хтось", "");
  query.identifier_hashes = {0xABCDEF};
  EXPECT_EQ(first(query), 1);
  EXPECT_LT(top(query).probability, 0.99) << "the name contradicts";
  query = ask("Кравченко", "Микола", "Володимирович");
  query.identifier_hashes = {0xABCDEF};
  EXPECT_GE(chance(query, 1), 0.99);
  EXPECT_EQ(top(query).field(Field::kIdentifier).agreement, Agreement::kAgrees);
  query.name = {};
  EXPECT_EQ(first(query), 1);
  query.identifier_hashes = {0xABCDEE};
  EXPECT_EQ(first(query), 0);
}

TEST_F(IndexTest, TwoNamesakesAreEachBelowOneHalf) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  Record two = record(2, "Кравченко", "Микола", "Степанович", kBorn);
  two.birthplace = "м. Полтава";
  put({one, two});
  const Found found = index_.find(ask("Кравченко", "Микола", "", kBorn));
  ASSERT_EQ(found.candidates.size(), 2U);
  EXPECT_LT(found.candidates[0].probability, 0.5);
  EXPECT_GT(found.candidates[1].probability, 0.4);
  EXPECT_FALSE(found.candidates[1].same_as_best);
  EXPECT_EQ(found.further_field, Field::kPatronymic) << "the place of one of them is not known";
}

// Two records of everything alike are one human being until a reviewer says otherwise; a third person is a rival.
TEST_F(IndexTest, UnreviewedDuplicatesAreNoRivals) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  Record two = record(2, "Кравченко", "Николай", "Владимирович", kBorn);
  put({one, two});
  const Query query = ask("Кравченко", "Микола", "Володимирович", kBorn);
  Found found = index_.find(query);
  ASSERT_EQ(found.candidates.size(), 2U);
  EXPECT_GE(found.candidates[0].probability, 0.99);
  EXPECT_FALSE(found.candidates[0].same_as_best);
  EXPECT_TRUE(found.candidates[1].same_as_best);
  EXPECT_GE(found.candidates[1].probability, 0.9);
  EXPECT_EQ(found.further_field, std::nullopt) << "there is nobody else";
  one.identifier_hashes = {1};
  two.identifier_hashes = {2};
  put({one, two});
  EXPECT_LT(index_.find(query).candidates[0].probability, 0.6) << "namesakes of one day have each his own number";
  one.identifier_hashes = two.identifier_hashes = {};
  two.facts.side = core::Side::kOwn;
  put({one, two});
  found = index_.find(query);
  EXPECT_LT(found.candidates[0].probability, 0.6) << "nobody serves on both sides";
  EXPECT_FALSE(found.candidates[1].same_as_best);
}

TEST_F(IndexTest, NamesAloneMakeNobodyTheSame) {
  put({record(1, "Дзюбак", "Олег", "Іванович"), record(2, "Дзюбак", "Олег", "Іванович")});
  const Found found = index_.find(ask("Дзюбак", "Олег", "Іванович"));
  ASSERT_EQ(found.candidates.size(), 2U);
  EXPECT_LT(found.candidates[0].probability, 0.5);
  EXPECT_FALSE(found.candidates[1].same_as_best);
}

// A child whose surname, patronymic and date were changed, among others of the name.
TEST_F(IndexTest, AnAlteredChildIsFoundByWhatIsLeft) {
  std::vector<Record> children;
  for (int i = 1; i <= 400; ++i) {
    children.push_back(
        record(i, "Воронцов", i % 2 ? "Михаил" : "Никита", "Сергеевич", day(2012 + i % 6, 1 + i % 12, 1 + i % 28)));
  }
  Record child = record(1000, "Захаров", "Никита", "Андреевич", day(2015, 6, 3));
  child.circumstances.mother = "Оксана Петрівна Бойченко";
  child.circumstances.siblings = {{"Софія", year(2012)}};
  children.push_back(child);
  Record by_place = record(1001, "Зайцев", "Тимофей", "Андреевич", day(2016, 1, 3));
  by_place.circumstances.last_seen_place = "Маріуполь";
  by_place.circumstances.last_seen = {core::DatePrecision::kMonth, 2022, 3, 0, 0};
  by_place.circumstances.marks = "шрам на щоці";
  children.push_back(by_place);
  put(std::move(children));
  Query query = ask("Бойченко", "Микита", "Олегович", day(2015, 4, 2));
  query.profile = EvidenceProfile::kAlteredIdentity;
  const auto place_of = [&](std::int64_t person) {
    const Found found = index_.find(query);
    EXPECT_LE(found.candidates.size(), kAlteredCandidatesMax);
    for (std::size_t i = 0; i < found.candidates.size(); ++i) {
      if (found.candidates[i].person.value() == person) return i;
    }
    return std::size_t{999};
  };
  EXPECT_LT(place_of(1000), 20U) << "by the given name and about the age alone";
  query.circumstances.mother = "Бойченко Оксана";
  EXPECT_EQ(place_of(1000), 0U);
  query.circumstances = {};
  query.circumstances.siblings = {{"Соня", year(2012)}};
  EXPECT_EQ(place_of(1000), 0U);
  query.birth_date = {};
  EXPECT_EQ(place_of(1000), 0U) << "a pair of siblings needs no date";
  query = ask("Бойченко", "Тимофій", "");
  query.profile = EvidenceProfile::kAlteredIdentity;
  query.circumstances.last_seen_place = "Мариуполь";
  query.circumstances.last_seen = day(2022, 4, 2);
  EXPECT_EQ(place_of(1001), 0U);
  query.circumstances = {};
  query.circumstances.marks = "шрам на щеке";
  EXPECT_EQ(place_of(1001), 0U);
}

TEST_F(IndexTest, ANumberOneSlipAwayAgreesNearly) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  one.identifier_hashes = {0xABCDEF};
  put(one);
  Query query = ask("Кравченко", "Микола", "");
  query.identifier_hashes = {0x123};
  query.near_identifier_hashes = {0x77, 0xABCDEF};
  EXPECT_EQ(top(query).field(Field::kIdentifier).agreement, Agreement::kNearly);
  query.name = ask("Зовсімінший", "Хтось", "").name;
  EXPECT_EQ(index_.find(query).scored, 1U) << "the number alone leads to the record";
  query = ask("Кравченко", "Микола", "");
  query.identifier_hashes = {0x123};
  EXPECT_EQ(top(query).field(Field::kIdentifier).agreement, Agreement::kDiffers);
}

TEST_F(IndexTest, RecordsOfOneClusterAreNoRivals) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  Record two = record(2, "Кравченко", "Николай", "Владимирович", kBorn);
  one.facts.cluster = two.facts.cluster = core::ClusterId(1);
  put({one, two});
  const Found found = index_.find(ask("Кравченко", "Микола", "Володимирович", kBorn));
  ASSERT_EQ(found.candidates.size(), 2U) << "an answer must know every record of the cluster";
  EXPECT_GE(found.candidates[0].probability, 0.99);
  EXPECT_EQ(found.candidates[0].facts.cluster, core::ClusterId(1));
  put(record(3, "Кравченко", "Микола", "Степанович", kBorn));
  EXPECT_LT(top(ask("Кравченко", "Микола", "", kBorn)).probability, 0.6) << "another person is a rival";
}

TEST_F(IndexTest, ATwinIsNotTaken) {
  put(record(1, "Дзюбак", "Олег", "Іванович", kBorn));
  EXPECT_LT(chance(ask("Дзюбак", "Степан", "Іванович", kBorn), 1), 0.25);
  put(record(2, "Дзюбак", "Степан", "Іванович", kBorn));
  EXPECT_GE(chance(ask("Дзюбак", "Степан", "Іванович", kBorn), 2), 0.99);
  EXPECT_LT(chance(ask("Дзюбак", "Олег", "Степанович", kBorn), 1), 0.99);
}

TEST_F(IndexTest, FieldsSayAgreesNearlyDiffersOrNotAsked) {
  Record one = record(1, "Кравченко", "Микола", "", kBorn);
  one.birthplace = "м. Полтава";
  one.unit = "92 бригада";
  one.sex = core::Sex::kMale;
  put(one);
  Query query = ask("Крафченко", "Коля", "Іванович", day(1991, 12, 3));
  query.birthplace = "Полтава";
  query.unit = "25 бригада";
  query.sex = core::Sex::kMale;
  const Candidate found = top(query);
  EXPECT_EQ(found.field(Field::kSurname).agreement, Agreement::kNearly);
  EXPECT_EQ(found.field(Field::kGiven).agreement, Agreement::kNearly);
  EXPECT_EQ(found.field(Field::kPatronymic).agreement, Agreement::kNotAsked) << "the record holds none";
  EXPECT_EQ(found.field(Field::kBirthDate).agreement, Agreement::kNearly);
  EXPECT_EQ(found.field(Field::kBirthplace).agreement, Agreement::kAgrees);
  EXPECT_EQ(found.field(Field::kUnit).agreement, Agreement::kDiffers);
  EXPECT_EQ(found.field(Field::kSex).agreement, Agreement::kAgrees);
  EXPECT_EQ(found.field(Field::kIdentifier).agreement, Agreement::kNotAsked);
  const Candidate exact = top(ask("Кравченко", "Микола", "", year(1991)));
  EXPECT_EQ(exact.field(Field::kSurname).agreement, Agreement::kAgrees);
  EXPECT_EQ(exact.field(Field::kGiven).agreement, Agreement::kAgrees);
  EXPECT_EQ(exact.field(Field::kBirthDate).agreement, Agreement::kNearly) << "only the year was given";
  EXPECT_EQ(exact.field(Field::kBirthplace).agreement, Agreement::kNotAsked);
  const Candidate other = top(ask("Кравченко", "Микола", "", day(1960, 7, 28)));
  EXPECT_EQ(other.field(Field::kBirthDate).agreement, Agreement::kDiffers);
  EXPECT_LT(other.field(Field::kBirthDate).weight_bits, 0);
}

TEST_F(IndexTest, EveryNameOfAPersonFindsHim) {
  Record child = record(1, "Бойченко", "Микита", "Олегович", day(2015, 4, 2));
  core::NameParts altered;
  altered.surname = "Воронцов";
  altered.given = "Никита";
  altered.patronymic = "Сергеевич";
  child.names.push_back(altered);
  put(child);
  EXPECT_EQ(first(ask("Бойченко", "Микита", "Олегович")), 1);
  EXPECT_EQ(first(ask("Воронцов", "Никита", "Сергеевич")), 1);
}

TEST_F(IndexTest, AChangedSurnameIsFoundByTheRest) {
  put(record(1, "Бойченко", "Микита", "Олегович", day(2015, 4, 2)));
  EXPECT_EQ(first(ask("Чужинець", "Микита", "Олегович", day(2015, 4, 2))), 1);
}

TEST_F(IndexTest, CandidatesCarryTheFactsOfTheRecord) {
  Record one = record(1, "Кравченко", "Микола", "Володимирович", kBorn);
  one.facts.cluster = core::ClusterId(77);
  one.facts.version = 12;
  one.facts.side = core::Side::kOwn;
  one.facts.status = 9;
  one.facts.rung = core::EvidenceRung::kR5;
  one.facts.flags = 0xA5;
  one.facts.inform_kin = core::InformKin::kNo;
  one.facts.status_day = 19'000;
  one.facts.last_alive_day = -5;
  one.facts.hold_until_day = 20'000;
  one.facts.region = 4242;
  put(one);
  const RecordFacts facts = top(ask("Кравченко", "Микола", "Володимирович")).facts;
  EXPECT_EQ(facts.cluster, core::ClusterId(77));
  EXPECT_EQ(facts.version, 12);
  EXPECT_EQ(facts.side, core::Side::kOwn);
  EXPECT_EQ(facts.status, 9);
  EXPECT_EQ(facts.rung, core::EvidenceRung::kR5);
  EXPECT_EQ(facts.flags, 0xA5);
  EXPECT_EQ(facts.inform_kin, core::InformKin::kNo);
  EXPECT_EQ(facts.status_day, 19'000);
  EXPECT_EQ(facts.last_alive_day, -5);
  EXPECT_EQ(facts.hold_until_day, 20'000);
  EXPECT_EQ(facts.region, 4242);
}

TEST_F(IndexTest, ReplacedAndRemovedRecordsAreSeenAtOnce) {
  put(record(1, "Кравченко", "Микола", "Володимирович", kBorn));
  EXPECT_EQ(index_.stats().records, 1U);
  Record other = record(1, "Гаврилюк", "Степан", "Олегович", kBorn);
  other.facts.version = 2;
  put(other);
  EXPECT_EQ(first(ask("Кравченко", "Микола", "Володимирович")), 0);
  EXPECT_EQ(top(ask("Гаврилюк", "Степан", "Олегович")).facts.version, 2);
  EXPECT_EQ(index_.stats().records, 1U);
  index_.apply({}, {core::PersonId(1)}, ++revision_);
  EXPECT_EQ(first(ask("Гаврилюк", "Степан", "Олегович")), 0);
  EXPECT_EQ(index_.stats().records, 0U);
  EXPECT_EQ(index_.revision(), revision_);
  index_.apply({}, {core::PersonId(1)}, ++revision_);  // removing nobody is harmless
  EXPECT_EQ(index_.find(ask("Гаврилюк", "", "")).revision, revision_);
}

TEST_F(IndexTest, ALoadReplacesEverything) {
  put(record(1, "Кравченко", "Микола", "Володимирович", kBorn));
  index_.begin_load(2);
  index_.load({record(2, "Гаврилюк", "Степан", "Олегович", kBorn)});
  index_.load({record(3, "Савчук", "Петро", "Ігорович", kBorn)});
  EXPECT_EQ(first(ask("Кравченко", "Микола", "")), 1) << "until the load ends";
  index_.end_load(50);
  EXPECT_EQ(first(ask("Кравченко", "Микола", "")), 0);
  EXPECT_EQ(first(ask("Гаврилюк", "Степан", "")), 2);
  EXPECT_EQ(first(ask("Савчук", "Петро", "")), 3);
  EXPECT_EQ(index_.revision(), 50);
  EXPECT_EQ(index_.stats().records, 2U);
}

TEST_F(IndexTest, NothingAskedFindsNothing) {
  put(record(1, "Кравченко", "Микола", "Володимирович", kBorn));
  EXPECT_TRUE(index_.find(Query{}).candidates.empty());
  Query date_only;
  date_only.birth_date = kBorn;
  EXPECT_TRUE(index_.find(date_only).candidates.empty());
  EXPECT_TRUE(index_.find(ask(" ", "\t", "...")).candidates.empty());
  EXPECT_TRUE(Index(the_lexicon()).find(ask("Кравченко", "Микола", "")).candidates.empty());
}

TEST_F(IndexTest, HugeAndBrokenInputIsHarmless) {
  put(record(1, "Кравченко", "Микола", "Володимирович", kBorn));
  EXPECT_EQ(first(ask(std::string(10'000, 'x'), "Микола", "")), 0);
  std::string words;
  while (words.size() < 10'000) words += "Микола ";
  EXPECT_LE(index_.find(ask_line(words)).candidates.size(), kCandidatesMax);
  EXPECT_EQ(first(ask("\xFF\xD0\xD0\x80", "\xC0\xAF", "\xED\xA0\x80")), 0);
  std::string cyrillic;
  for (int i = 0; i < 5000; ++i) cyrillic += "Щ";
  EXPECT_EQ(first(ask(cyrillic, cyrillic, cyrillic)), 0);
  put(record(2, std::string(10'000, 'q'), cyrillic, words));
  Record nameless;
  nameless.person = core::PersonId(3);
  put(nameless);
  EXPECT_EQ(index_.stats().records, 3U);
  EXPECT_EQ(first(ask("Кравченко", "Микола", "")), 1);
}

TEST_F(IndexTest, TheListIsBoundedAndSorted) {
  std::vector<Record> many;
  for (int i = 1; i <= 3000; ++i)
    many.push_back(record(i, "Кравченко", "Микола", "", day(1970 + i % 40, 1 + i % 12, 1 + i % 28)));
  put(std::move(many));
  const Found found = index_.find(ask("Кравченко", "Микола", ""));
  EXPECT_LE(found.candidates.size(), kCandidatesMax);
  EXPECT_TRUE(found.budget_spent);
  EXPECT_LE(found.scored, 1000U);
  for (std::size_t i = 1; i < found.candidates.size(); ++i) {
    EXPECT_LE(found.candidates[i].probability, found.candidates[i - 1].probability);
  }
  double sum = 0;
  for (const Candidate& candidate : found.candidates) sum += candidate.probability;
  EXPECT_LE(sum, 1.0);
}

TEST_F(IndexTest, ManyChangesKeepEveryRecordFindable) {
  constexpr int kPersons = 12'000, kChunk = 500;
  const char* given[] = {"Іван", "Петро", "Олег", "Тарас", "Юрій"};
  const auto surname = [](int i) {
    const char* roots[] = {"Бар", "Вол", "Дем", "Жел", "Кал", "Лом", "Мар", "Рож", "Сав", "Тар"};
    return std::string(roots[i % 10]) + roots[i / 10 % 10] + (i % 2 ? "енко" : "чук");
  };
  for (int start = 0; start < kPersons; start += kChunk) {
    std::vector<Record> chunk;
    for (int i = start; i < start + kChunk; ++i) {
      chunk.push_back(
          record(i + 1, surname(i), given[i % 5], "Іванович", day(1960 + i % 40, 1 + i / 40 % 12, 1 + i / 480 % 28)));
    }
    put(std::move(chunk));
  }
  EXPECT_EQ(index_.stats().records, static_cast<std::size_t>(kPersons));
  for (int i = 0; i < kPersons; i += 97) {
    EXPECT_GT(
        chance(ask(surname(i), given[i % 5], "Іванович", day(1960 + i % 40, 1 + i / 40 % 12, 1 + i / 480 % 28)), i + 1),
        0.2)
        << i;
  }
}

// Readers must always see one revision whole: in each, exactly one of two persons is held, under the revision's number.
TEST_F(IndexTest, ReadersSeeWholeRevisions) {
  constexpr int kRevisions = 300, kReaders = 3;
  const auto held_at = [](std::int64_t revision) { return revision % 2 == 0 ? 1 : 2; };
  put(record(2, "Кравченко", "Микола", "Володимирович", kBorn));
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0}, asked{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.emplace_back([&] {
      std::int64_t last = 0;
      while (!done.load() || asked.load() < kReaders) {
        const Found found = index_.find(ask("Кравченко", "Николай", "Владимирович", kBorn));
        const bool one = found.candidates.size() == 1 && found.candidates[0].person.value() == held_at(found.revision);
        if (!one || found.revision < last) ++wrong;
        last = found.revision;
        ++asked;
      }
    });
  }
  for (int i = 0; i < kRevisions; ++i) {
    const std::int64_t next = held_at(revision_ + 1);
    index_.apply({record(next, "Кравченко", "Микола", "Володимирович", kBorn)}, {core::PersonId(3 - next)},
                 ++revision_);
    EXPECT_EQ(first(ask("Кравченко", "Микола", "")), next);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong.load(), 0);
  EXPECT_GT(asked.load(), 0);
}

// Bulk changes with the merger at work while readers look for a person who is there all the time.
TEST_F(IndexTest, AStandingRecordIsNeverLostWhileOthersCome) {
  put(record(1'000'000, "Дзюбак", "Северин", "Онуфрійович", kBorn));
  std::atomic<bool> done{false};
  std::atomic<int> lost{0};
  std::thread reader([&] {
    while (!done.load()) lost += first(ask("Дзюбак", "Северин", "Онуфрійович", kBorn)) != 1'000'000;
  });
  for (int chunk = 0; chunk < 40; ++chunk) {
    std::vector<Record> records;
    for (int i = 0; i < 300; ++i) {
      records.push_back(record(chunk % 20 * 300 + i + 1, "Савчук" + std::string(i % 3, 'a'), "Петро", "Ігорович",
                               day(1970 + i % 30, 1 + chunk % 12, 1 + i % 28)));
    }
    put(std::move(records));
  }
  done = true;
  reader.join();
  EXPECT_EQ(lost.load(), 0);
  EXPECT_EQ(index_.stats().records, 6001U);
}

// A register larger than one segment holds.
TEST(IndexLimitsTest, ALoadOfSeveralSegmentsKeepsTheLaterOfTwoRecords) {
  Index index(the_lexicon(), {.segment_rows = 10});
  index.begin_load(100);
  std::vector<Record> records;
  for (int i = 1; i <= 25; ++i) records.push_back(record(i, "Кравченко", "Микола", "", day(1960 + i, 1, 2)));
  records.push_back(record(3, "Гаврилюк", "Степан", "", day(1963, 1, 2)));
  index.load(std::move(records));
  index.end_load(1);
  EXPECT_EQ(index.stats().records, 25U);
  EXPECT_EQ(index.find(ask("Кравченко", "Микола", "", day(1970, 1, 2))).candidates[0].person.value(), 10);
  for (const Candidate& candidate : index.find(ask("Кравченко", "Микола", "", day(1963, 1, 2))).candidates) {
    EXPECT_NE(candidate.person.value(), 3) << "the earlier record is gone";
  }
  EXPECT_EQ(index.find(ask("Гаврилюк", "Степан", "")).candidates[0].person.value(), 3);
  std::vector<Record> changed;
  for (int i = 1; i <= 25; ++i) changed.push_back(record(i, "Савчук", "Петро", "", day(1960 + i, 1, 2)));
  index.apply(std::move(changed), {}, 2);
  EXPECT_EQ(index.stats().records, 25U);
  EXPECT_EQ(index.find(ask("Савчук", "Петро", "", day(1963, 1, 2))).candidates[0].person.value(), 3);
  EXPECT_TRUE(index.find(ask("Гаврилюк", "Степан", "")).candidates.empty());
}

TEST_F(IndexTest, FindAboveListsEverybodyWhoReachesTheBound) {
  std::vector<Record> many;
  for (int i = 1; i <= 30; ++i) many.push_back(record(i, "Дзюбак", "Олег", "Іванович", kBorn));
  for (int i = 31; i <= 40; ++i) many.push_back(record(i, "Дзюбак", "Олег", "Іванович", day(1955, 9, 9)));
  put(std::move(many));
  const Query query = ask("Дзюбак", "Олег", "Іванович", kBorn);
  const Found found = index_.find_above(query, 0.9, index_.stats().records);
  ASSERT_EQ(found.candidates.size(), 30U) << "more than a list for a caller holds";
  for (const Candidate& candidate : found.candidates) {
    EXPECT_LE(candidate.person.value(), 30);
    EXPECT_GE(candidate.alone, 0.9);
  }
  EXPECT_FALSE(found.budget_spent);
  EXPECT_TRUE(index_.find_above(query, 0.9, std::size_t{1} << 40).candidates.empty())
      << "among a million millions a namesake of the day is nothing rare";
  EXPECT_TRUE(index_.find_above(ask("Савчук", "Петро", ""), 0.1, 40).candidates.empty());
}

TEST_F(IndexTest, FindAboveSaysWhenItsBudgetWasSpent) {
  std::vector<Record> many;
  for (int i = 1; i <= 21'000; ++i) many.push_back(record(i, "Дзюбак", "Олег", ""));
  put(std::move(many));
  const Found found = index_.find_above(ask("Дзюбак", "Олег", ""), 0.01, 21'000);
  EXPECT_TRUE(found.budget_spent);
  EXPECT_LE(found.scored, 20'000U);
  EXPECT_LE(index_.find(ask("Дзюбак", "Олег", "")).scored, 1000U) << "the next caller's question is bounded as ever";
}

TEST_F(IndexTest, KeysFindWhatComparingEverybodyFinds) {
  put({record(1, "Кравченко", "Микола", "Володимирович", kBorn), record(2, "Дзюбак", "Олег", "Іванович", kBorn),
       record(3, "Кравченко", "Микола", "Іванович", day(1980, 2, 3))});
  const Query query = ask("Кравченко", "Микола", "Володимирович", kBorn);
  const Found all = index_.score_all(query), keyed = index_.find(query);
  EXPECT_EQ(all.scored, 3U);
  ASSERT_EQ(all.candidates.size(), keyed.candidates.size());
  for (std::size_t i = 0; i < all.candidates.size(); ++i) {
    EXPECT_EQ(all.candidates[i].person, keyed.candidates[i].person);
    EXPECT_EQ(all.candidates[i].probability, keyed.candidates[i].probability);
  }
}

TEST_F(IndexTest, ABroadListIsPassedByDate) {
  std::vector<Record> many;
  for (int i = 1; i <= 3000; ++i) {
    many.push_back(record(i, "Кравченко", "Микола", "", day(1950 + i % 50, 1 + i % 12, 1 + i % 28)));
  }
  many.push_back(record(9999, "Кравченко", "Микола", "", day(1949, 3, 12)));
  put(std::move(many));
  const Found found = index_.find(ask("Кравченко", "Микола", "", day(1949, 12, 3)));
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_EQ(found.candidates[0].person.value(), 9999) << "its day and month are swapped";
  EXPECT_FALSE(found.budget_spent);
}

TEST_F(IndexTest, TheModelNamesItsLexicon) {
  EXPECT_NE(index_.model_version().find(the_lexicon()->digest()), std::string_view::npos);
}

TEST_F(IndexTest, ARelativeWhoWouldExplainTheNamesTakesFromTheSum) {
  Index index(the_lexicon());
  index.apply({record(1, "Дрізденко", "Остап", "Іванович", day(1990, 5, 6))}, {}, 1);
  const auto exact = index.find(ask("Дрізденко", "Остап", "Іванович", day(1990, 5, 6)));
  const auto slipped = index.find(ask("Дрозденчук", "Остап", "Іванович", day(1990, 5, 6)));
  ASSERT_FALSE(exact.candidates.empty());
  ASSERT_FALSE(slipped.candidates.empty());
  EXPECT_LE(exact.candidates[0].together_bits, 0);
  EXPECT_GT(exact.candidates[0].together_bits, -0.5);
  EXPECT_LT(slipped.candidates[0].together_bits, exact.candidates[0].together_bits);
  double sum = 0;
  for (const FieldEvidence& field : exact.candidates[0].fields) sum += static_cast<double>(field.weight_bits);
  EXPECT_NEAR(exact.candidates[0].score_bits, sum + exact.candidates[0].together_bits, 0.1);
}

}  // namespace
}  // namespace hotline::matching
