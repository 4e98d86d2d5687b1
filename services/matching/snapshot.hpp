#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "matching/kept.hpp"
#include "matching/postings.hpp"
#include "matching/row.hpp"
#include "matching/vocabulary.hpp"

// What the index is made of: immutable segments of packed rows with their keys. Only the index and its search use this.
namespace hotline::matching {

// A record on its way into a segment.
struct PackedRecord {
  std::int64_t person = 0;
  NameIds name;
  std::uint32_t date_and_sex = 0;
  Facts facts;
  std::vector<NameIds> other_names;
  std::vector<std::uint64_t> identifiers;
  std::vector<std::uint32_t> circumstances;  // KeptCircumstances
};

// A row keeps at most this many further names and identifiers: no person has more papers.
inline constexpr std::size_t kOtherNamesMax = 12, kIdentifiersMax = 16;

// What stands in Segment::more for one row: a head that counts the rest, then the cluster when it is not the person's
// own, facts too wide to pack, further names, identifiers, circumstances.
class Blob {
 public:
  explicit Blob(const std::uint32_t* words) : words_(words) {}
  static void write(const PackedRecord& record, bool wide, std::vector<std::uint32_t>& words);

  bool has_cluster() const { return (words_[0] & kCluster) != 0; }
  bool is_wide() const { return (words_[0] & kWide) != 0; }
  std::size_t name_count() const { return words_[0] & 15; }
  std::size_t identifier_count() const { return words_[0] >> 4 & 31; }
  std::int64_t cluster() const { return static_cast<std::int64_t>(number(1)); }
  std::span<const std::uint32_t> wide() const { return {words_ + 1 + cluster_words(), kWideWords}; }
  NameIds name(std::size_t index) const {
    const std::uint32_t* at = words_ + names_at() + 3 * index;
    return {at[0], at[1], at[2]};
  }
  std::uint64_t identifier(std::size_t index) const { return number(identifiers_at() + 2 * index); }
  bool has_circumstances() const { return (words_[0] & kCircumstances) != 0; }
  KeptCircumstances circumstances() const { return KeptCircumstances(words_ + circumstances_at()); }
  std::size_t size() const { return circumstances_at() + (has_circumstances() ? circumstances().size() : 0); }

 private:
  static constexpr std::uint32_t kCluster = 1U << 9, kWide = 1U << 10, kCircumstances = 1U << 11;
  std::uint64_t number(std::size_t at) const { return std::uint64_t{words_[at + 1]} << 32 | words_[at]; }
  std::size_t cluster_words() const { return has_cluster() ? 2 : 0; }
  std::size_t names_at() const { return 1 + cluster_words() + (is_wide() ? kWideWords : 0); }
  std::size_t circumstances_at() const { return identifiers_at() + 2 * identifier_count(); }
  std::size_t identifiers_at() const { return names_at() + 3 * name_count(); }
  const std::uint32_t* words_;
};

struct Segment {
  explicit Segment(std::size_t size) : ended(size) {}
  Persons persons;
  std::vector<Row> rows;
  std::vector<RowFacts> facts;
  std::vector<std::uint32_t> more;
  Postings postings;
  // The distinct surnames, and how they sound as keys to places in that list.
  std::vector<std::uint32_t> surnames;
  Postings sounds;
  Ended ended;

  std::size_t size() const { return rows.size(); }
  bool alive(std::uint32_t row, std::uint32_t change) const { return ended.alive(row, change); }
  std::int64_t cluster_of(std::uint32_t row) const;
  Facts facts_of(std::uint32_t row) const;
  std::size_t bytes() const;

  // Nothing when the row has none.
  std::optional<KeptCircumstances> circumstances(const Row& row) const {
    if (row.more() != More::kBlob) return std::nullopt;
    const Blob blob(more.data() + row.at);
    return blob.has_circumstances() ? std::optional(blob.circumstances()) : std::nullopt;
  }

  // The main name and the further ones.
  template <typename F>
  void each_name(const Row& row, F&& visit) const {
    if (row.more() != More::kBlob) {
      visit(row.names());
      return;
    }
    const Blob blob(more.data() + row.at);
    // A name whose numbers are too large for the row stands among the further ones.
    if (row.name != 0 || blob.name_count() == 0) visit(row.names());
    for (std::size_t i = 0; i < blob.name_count(); ++i) visit(blob.name(i));
  }

  template <typename F>
  void each_identifier(const Row& row, F&& visit) const {
    if (row.more() == More::kOneIdentifier) visit(std::uint64_t{more[row.at + 1]} << 32 | more[row.at]);
    if (row.more() != More::kBlob) return;
    const Blob blob(more.data() + row.at);
    for (std::size_t i = 0; i < blob.identifier_count(); ++i) visit(blob.identifier(i));
  }
};

// Gathers at most kSegmentRowsMax records.
class SegmentBuilder {
 public:
  void reserve(std::size_t records);
  void add(const PackedRecord& record);
  void add(const Segment& source, std::uint32_t row);
  std::size_t size() const { return rows_.size(); }
  // Records need not be sorted; of two of one person the later one counts. The builder is empty afterwards.
  std::shared_ptr<Segment> build(const Vocabulary& vocabulary);

 private:
  void sort();
  std::vector<std::int64_t> persons_;
  std::vector<Row> rows_;
  std::vector<RowFacts> facts_;
  std::vector<std::uint32_t> more_;
};

// The rows of several segments that are still alive after `change`.
std::shared_ptr<Segment> merge_segments(std::span<const std::shared_ptr<Segment>> sources, const Vocabulary& vocabulary,
                                        std::uint32_t change);

}  // namespace hotline::matching
