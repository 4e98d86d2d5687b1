#include "matching/row.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include "fixtures.hpp"
#include "matching/postings.hpp"
#include "matching/snapshot.hpp"

namespace hotline::matching {
namespace {

constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min();

void expect_found(const std::vector<std::int64_t>& ids) {
  const Persons persons(ids);
  ASSERT_EQ(persons.size(), ids.size());
  for (std::size_t row = 0; row < ids.size(); ++row) {
    EXPECT_EQ(persons[row], ids[row]);
    EXPECT_EQ(persons.find(ids[row]), static_cast<std::int64_t>(row));
    const bool next_held = row + 1 < ids.size() && ids[row + 1] == ids[row] + 1;
    if (ids[row] != kLargest && !next_held) {
      EXPECT_EQ(persons.find(ids[row] + 1), -1);
    }
  }
}

TEST(PersonsTest, CloseAndFarNumbersAreFound) {
  expect_found({});
  expect_found({7});
  expect_found({kSmallest, -1, 0, 1, kLargest});
  std::vector<std::int64_t> dense, sparse, mixed;
  std::mt19937_64 random(11);
  std::int64_t next = -5000;
  for (int i = 0; i < 1000; ++i) {
    dense.push_back(i + 1'000'000'007);
    sparse.push_back(i * std::int64_t{70'000'000'000} - kLargest / 4);
    mixed.push_back(next += 1 + static_cast<std::int64_t>(random() % (i / 64 % 2 == 0 ? 3 : 5'000'000'000)));
  }
  expect_found(dense);
  expect_found(sparse);
  expect_found(mixed);
  EXPECT_LT(Persons(dense).bytes(), 2 * dense.size());
  EXPECT_EQ(Persons(dense).find(kSmallest), -1);
}

Facts ordinary() {
  Facts facts;
  facts.record.version = 7;
  facts.record.side = core::Side::kChild;
  facts.record.rung = core::EvidenceRung::kR6;
  facts.record.inform_kin = core::InformKin::kNo;
  facts.record.status = 200;
  facts.record.flags = 255;
  facts.record.region = 65'535;
  facts.record.status_day = 20'400;
  facts.record.last_alive_day = 1;
  facts.place = 0xFFFFFF;
  facts.unit = 0x10001;
  return facts;
}

TEST(RowFactsTest, OrdinaryFactsComeBackAsTheyWere) {
  EXPECT_TRUE(unpack_facts(pack_facts(ordinary())) == ordinary());
  EXPECT_TRUE(unpack_facts(pack_facts(Facts{})) == Facts{});
}

// What the packed form cannot hold must come back different, so that the builder sees it, and the wide form holds it.
TEST(RowFactsTest, WhatDoesNotFitIsSeenAndKeptWhole) {
  const auto expect_wide = [](auto change) {
    Facts facts = ordinary();
    change(facts);
    EXPECT_FALSE(unpack_facts(pack_facts(facts)) == facts);
    std::vector<std::uint32_t> words;
    widen(facts, words);
    ASSERT_EQ(words.size(), kWideWords);
    EXPECT_TRUE(unpack_wide(words) == facts);
  };
  expect_wide([](Facts& facts) { facts.record.version = 65'536; });
  expect_wide([](Facts& facts) { facts.record.version = kLargest; });
  expect_wide([](Facts& facts) { facts.record.version = -1; });
  expect_wide([](Facts& facts) { facts.record.status_day = -40'000; });
  expect_wide([](Facts& facts) { facts.record.last_alive_day = 90'000; });
  expect_wide([](Facts& facts) { facts.record.hold_until_day = 20'000; });
  expect_wide([](Facts& facts) { facts.place = 0x1000000; });
  expect_wide([](Facts& facts) { facts.unit = 0xFFFFFFFF; });
}

TEST(EndedTest, KeepsTheFirstChangeThatEndedARow) {
  Ended ended(200);
  EXPECT_TRUE(ended.alive(130, 9));
  const std::size_t empty = ended.bytes();
  EXPECT_TRUE(ended.end(130, 5));
  EXPECT_FALSE(ended.end(130, 6));
  EXPECT_EQ(ended.at(130), 5U);
  EXPECT_TRUE(ended.alive(130, 4)) << "a reader of an older state still sees it";
  EXPECT_FALSE(ended.alive(130, 5));
  EXPECT_TRUE(ended.alive(131, 9));
  EXPECT_TRUE(ended.alive(0, 9));
  EXPECT_EQ(ended.count(), 1U);
  EXPECT_GT(ended.bytes(), empty);
}

TEST(PostingsTest, EveryKeyFindsItsRowsAndEveryGroupAllOfThem) {
  std::mt19937_64 random(3);
  for (const std::size_t rows : {1U, 3U, 500U, 40'000U}) {
    PostingsBuilder builder(rows);
    std::vector<Key> keys;
    for (std::uint32_t row = 0; row < rows; ++row) {
      const Key key{mix(random() % (rows / 4 + 1)), static_cast<std::uint8_t>(random() % 256)};
      keys.push_back(key);
      builder.add(key, row);
      builder.add(key, row);
    }
    const Postings postings = builder.build();
    for (std::uint32_t row = 0; row < rows; row += 7) {
      const auto found = postings.find(keys[row]);
      EXPECT_EQ(std::count_if(found.begin(), found.end(), [&](std::uint32_t entry) { return row_of(entry) == row; }),
                1);
      const auto group = postings.group(keys[row].place);
      EXPECT_TRUE(std::any_of(group.begin(), group.end(), [&](std::uint32_t entry) { return row_of(entry) == row; }));
      EXPECT_LE(found.size(), group.size());
    }
  }
  EXPECT_TRUE(PostingsBuilder(0).build().find({1, 1}).empty());
  EXPECT_TRUE(Postings{}.group(1).empty());
}

PackedRecord packed(std::int64_t person) {
  PackedRecord record;
  record.person = person;
  record.facts.record.cluster = core::ClusterId(person);
  return record;
}

std::vector<NameIds> names_of(const Segment& segment, std::uint32_t row) {
  std::vector<NameIds> names;
  segment.each_name(segment.rows[row], [&](const NameIds& name) { names.push_back(name); });
  return names;
}

std::vector<std::uint64_t> identifiers_of(const Segment& segment, std::uint32_t row) {
  std::vector<std::uint64_t> all;
  segment.each_identifier(segment.rows[row], [&](std::uint64_t hash) { all.push_back(hash); });
  return all;
}

TEST(SegmentBuilderTest, RareThingsStandBesideTheRowAndSurviveAMerge) {
  Vocabulary vocabulary;
  SegmentBuilder builder;
  PackedRecord plain = packed(5);
  plain.identifiers = {0xFEDCBA9876543210};
  PackedRecord rich = packed(4);
  rich.facts.record.cluster = core::ClusterId(kLargest);
  rich.facts.record.hold_until_day = 20'000;
  rich.identifiers = {1, 0xFFFFFFFFFFFFFFFF};
  builder.add(plain);
  builder.add(rich);
  builder.add(packed(3));
  for (std::shared_ptr<Segment> segment = builder.build(vocabulary);;) {
    ASSERT_EQ(segment->size(), 3U);
    EXPECT_EQ(segment->persons[0], 3);
    EXPECT_EQ(segment->cluster_of(0), 3);
    EXPECT_EQ(segment->cluster_of(1), kLargest);
    EXPECT_EQ(segment->facts_of(1).record.hold_until_day, 20'000);
    EXPECT_EQ(identifiers_of(*segment, 1), rich.identifiers);
    EXPECT_EQ(identifiers_of(*segment, 2), plain.identifiers);
    EXPECT_TRUE(identifiers_of(*segment, 0).empty());
    EXPECT_EQ(names_of(*segment, 1), std::vector<NameIds>(1));
    if (segment->ended.count() == 1) break;
    const std::vector<std::shared_ptr<Segment>> sources{segment};
    segment = merge_segments(sources, vocabulary, 1);
    segment->ended.end(0, 1);
  }
}

TEST(SegmentBuilderTest, CircumstancesSurviveAMergeAndTakeNothingWhereThereAreNone) {
  Circumstances told;
  told.mother = "Оксана Петрівна Бойченко";
  told.siblings = {{"Софія", year(2012)}, {"Іван", day(2014, 2, 3)}};
  told.marks = "шрам на щоці";
  told.last_seen_place = "Маріуполь";
  told.last_seen = {core::DatePrecision::kMonth, 2022, 3, 0, 0};
  const KnownCircumstances known = read_circumstances(*the_lexicon(), told);
  Vocabulary vocabulary;
  PackedRecord child = packed(1);
  child.identifiers = {77};
  KeptCircumstances::write(known, vocabulary, child.circumstances);
  std::vector<std::uint32_t> nothing;
  KeptCircumstances::write(KnownCircumstances{}, vocabulary, nothing);
  EXPECT_TRUE(nothing.empty());
  SegmentBuilder builder;
  builder.add(child);
  builder.add(packed(2));
  const std::vector<std::shared_ptr<Segment>> sources{builder.build(vocabulary)};
  const auto merged = merge_segments(sources, vocabulary, 1);
  EXPECT_FALSE(merged->circumstances(merged->rows[1]));
  EXPECT_EQ(merged->rows[1].more(), More::kNothing);
  const auto kept = merged->circumstances(merged->rows[0]);
  ASSERT_TRUE(kept);
  KnownCircumstances held;
  kept->read(vocabulary, held);
  ASSERT_EQ(held.mother.size(), known.mother.size());
  EXPECT_EQ(held.mother[0].given.form, known.mother[0].given.form);
  EXPECT_EQ(held.mother[0].penalty_bits, known.mother[0].penalty_bits);
  ASSERT_EQ(held.siblings.size(), 2U);
  EXPECT_EQ(held.siblings[1].given.form, known.siblings[1].given.form);
  EXPECT_EQ(held.siblings[1].birth_date, day(2014, 2, 3));
  EXPECT_EQ(held.marks.words, known.marks.words);
  EXPECT_EQ(held.marks.bits, known.marks.bits);
  EXPECT_TRUE(held.last_seen_place == known.last_seen_place);
  EXPECT_EQ(held.last_seen, told.last_seen);
  EXPECT_EQ(identifiers_of(*merged, 0), child.identifiers);
}

TEST(SegmentBuilderTest, OfTwoRecordsOfOnePersonTheLaterCounts) {
  Vocabulary vocabulary;
  SegmentBuilder builder;
  for (const std::int64_t version : {1, 2, 3}) {
    for (const std::int64_t person : {9, 2}) {
      PackedRecord record = packed(person);
      record.facts.record.version = version;
      builder.add(record);
    }
  }
  const auto segment = builder.build(vocabulary);
  ASSERT_EQ(segment->size(), 2U);
  EXPECT_EQ(segment->facts_of(0).record.version, 3);
  EXPECT_EQ(segment->facts_of(1).record.version, 3);
}

TEST(RowTest, NumbersOfWordsBeyondTheRowAreRecognised) {
  EXPECT_TRUE(name_fits({0xFFFFFF, 0xFFFFF, 0xFFFFF}));
  EXPECT_FALSE(name_fits({0x1000000, 0, 0}));
  EXPECT_FALSE(name_fits({0, 0x100000, 0}));
  EXPECT_FALSE(name_fits({0, 0, 0x100000}));
  Row row;
  row.date_and_sex = pack_date({core::DatePrecision::kDay, 2210, 12, 31, 0}, core::Sex::kFemale);
  row.set_name({0xFFFFFF, 0xFFFFF, 1});
  row.set_more(More::kBlob, 77);
  EXPECT_EQ(row.names(), (NameIds{0xFFFFFF, 0xFFFFF, 1}));
  EXPECT_EQ(row.more(), More::kBlob);
  EXPECT_EQ(unpack_date(row.date_and_sex), (core::PartialDate{core::DatePrecision::kDay, 2210, 12, 31, 0}));
  EXPECT_EQ(unpack_sex(row.date_and_sex), core::Sex::kFemale);
}

TEST(BlobTest, ANameTooLargeForTheRowStandsFirst) {
  PackedRecord record = packed(1);
  record.name = {0x2000000, 5, 6};
  record.other_names = {{1, 2, 3}};
  std::vector<std::uint32_t> words;
  Blob::write(record, false, words);
  const Blob blob(words.data());
  ASSERT_EQ(blob.name_count(), 2U);
  EXPECT_EQ(blob.name(0), record.name);
  EXPECT_EQ(blob.name(1), record.other_names[0]);
  EXPECT_EQ(blob.size(), words.size());
}

}  // namespace
}  // namespace hotline::matching
