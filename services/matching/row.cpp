#include "matching/row.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace hotline::matching {
namespace {

constexpr int kYearBase = 1700;
constexpr std::uint32_t kSurnameIdMax = (1U << 24) - 1, kGivenIdMax = (1U << 20) - 1;
constexpr std::uint32_t kMoreShift = 9;
constexpr std::int32_t kDayBase = 10'957;  // 2000-01-01
constexpr std::int16_t kNoDay = std::numeric_limits<std::int16_t>::min();

// A day that does not fit comes back as another one, so the caller sees it.
std::int16_t pack_day(std::int32_t day) {
  if (day == 0) return kNoDay;
  constexpr std::int32_t kLast = std::numeric_limits<std::int16_t>::max();
  return static_cast<std::int16_t>(std::clamp(day, kDayBase - kLast, kDayBase + kLast) - kDayBase);
}

std::int32_t unpack_day(std::int16_t day) {
  return day == kNoDay ? 0 : day + kDayBase;
}

std::uint8_t byte(std::uint32_t value) {
  return static_cast<std::uint8_t>(value);
}

template <typename T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

bool name_fits(const NameIds& name) {
  return name.surname <= kSurnameIdMax && name.given <= kGivenIdMax && name.patronymic <= kGivenIdMax;
}

void Row::set_name(const NameIds& ids) {
  name = std::uint64_t{ids.surname} << 40 | std::uint64_t{ids.given} << 20 | ids.patronymic;
}

void Row::set_more(More more, std::uint32_t place) {
  date_and_sex = (date_and_sex & ~(3U << kMoreShift)) | static_cast<std::uint32_t>(more) << kMoreShift;
  at = place;
}

std::uint32_t pack_date(const core::PartialDate& date, core::Sex sex) {
  std::uint32_t packed = static_cast<std::uint32_t>(sex) << 30;
  if (!date.known()) return packed;
  const auto span = std::clamp(date.year_last - date.year, 0, 63);
  packed |= static_cast<std::uint32_t>(date.precision) << 27;
  packed |= static_cast<std::uint32_t>(std::clamp(date.year - kYearBase, 0, 511)) << 18;
  const bool range = date.precision == core::DatePrecision::kYearRange;
  packed |= range ? static_cast<std::uint32_t>(span) : std::uint32_t{date.month} << 5 | date.day;
  return packed;
}

core::PartialDate unpack_date(std::uint32_t packed) {
  core::PartialDate date;
  date.precision = static_cast<core::DatePrecision>(packed >> 27 & 7);
  if (!date.known()) return date;
  date.year = static_cast<std::int16_t>((packed >> 18 & 511) + kYearBase);
  if (date.precision == core::DatePrecision::kYearRange) {
    date.year_last = static_cast<std::int16_t>(date.year + static_cast<int>(packed & 63));
  } else {
    date.month = static_cast<std::uint8_t>(packed >> 5 & 15);
    date.day = static_cast<std::uint8_t>(packed & 31);
  }
  return date;
}

bool operator==(const Facts& a, const Facts& b) {
  const core::RecordFacts &x = a.record, &y = b.record;
  return x.cluster == y.cluster && x.version == y.version && x.side == y.side && x.status == y.status &&
         x.rung == y.rung && x.flags == y.flags && x.inform_kin == y.inform_kin && x.status_day == y.status_day &&
         x.last_alive_day == y.last_alive_day && x.hold_until_day == y.hold_until_day && x.region == y.region &&
         a.place == b.place && a.unit == b.unit;
}

RowFacts pack_facts(const Facts& facts) {
  const core::RecordFacts& record = facts.record;
  RowFacts row;
  row.version = static_cast<std::uint16_t>(record.version);
  row.status_day = pack_day(record.status_day);
  row.last_alive_day = pack_day(record.last_alive_day);
  row.region = record.region;
  row.place_low = static_cast<std::uint16_t>(facts.place);
  row.place_high = byte(facts.place >> 16);
  row.unit_low = static_cast<std::uint16_t>(facts.unit);
  row.unit_high = byte(facts.unit >> 16);
  row.status = record.status;
  row.flags = record.flags;
  row.standing =
      byte((static_cast<std::uint32_t>(record.side) & 7) | (static_cast<std::uint32_t>(record.rung) & 7) << 3 |
           static_cast<std::uint32_t>(record.inform_kin) << 6);
  return row;
}

Facts unpack_facts(const RowFacts& row) {
  Facts facts;
  core::RecordFacts& record = facts.record;
  record.version = row.version;
  record.side = static_cast<core::Side>(row.standing & 7);
  record.rung = static_cast<core::EvidenceRung>(row.standing >> 3 & 7);
  record.inform_kin = static_cast<core::InformKin>(row.standing >> 6);
  record.status = row.status;
  record.flags = row.flags;
  record.status_day = unpack_day(row.status_day);
  record.last_alive_day = unpack_day(row.last_alive_day);
  record.region = row.region;
  facts.place = std::uint32_t{row.place_high} << 16 | row.place_low;
  facts.unit = std::uint32_t{row.unit_high} << 16 | row.unit_low;
  return facts;
}

void widen(const Facts& facts, std::vector<std::uint32_t>& words) {
  const core::RecordFacts& record = facts.record;
  const auto version = static_cast<std::uint64_t>(record.version);
  const auto number = [](auto value) { return static_cast<std::uint32_t>(value); };
  words.insert(words.end(), {number(version), number(version >> 32), number(record.status_day),
                             number(record.last_alive_day), number(record.hold_until_day), facts.place, facts.unit,
                             number(record.region) << 16 | number(record.status) << 8 | record.flags,
                             number(record.side) << 16 | number(record.rung) << 8 | number(record.inform_kin)});
}

Facts unpack_wide(std::span<const std::uint32_t> words) {
  Facts facts;
  core::RecordFacts& record = facts.record;
  record.version = static_cast<std::int64_t>(std::uint64_t{words[1]} << 32 | words[0]);
  record.status_day = static_cast<std::int32_t>(words[2]);
  record.last_alive_day = static_cast<std::int32_t>(words[3]);
  record.hold_until_day = static_cast<std::int32_t>(words[4]);
  facts.place = words[5];
  facts.unit = words[6];
  record.region = static_cast<std::uint16_t>(words[7] >> 16);
  record.status = byte(words[7] >> 8);
  record.flags = byte(words[7]);
  record.side = static_cast<core::Side>(byte(words[8] >> 16));
  record.rung = static_cast<core::EvidenceRung>(byte(words[8] >> 8));
  record.inform_kin = static_cast<core::InformKin>(byte(words[8]));
  return facts;
}

Persons::Persons(std::span<const std::int64_t> ascending) : size_(ascending.size()) {
  blocks_.reserve((size_ + kBlock - 1) / kBlock);
  for (std::size_t start = 0; start < size_; start += kBlock) {
    const auto block = ascending.subspan(start, std::min(kBlock, size_ - start));
    const auto first = static_cast<std::uint64_t>(block.front());
    const std::uint64_t reach = static_cast<std::uint64_t>(block.back()) - first;
    const std::uint32_t width = reach >> 32 != 0 ? 8 : reach >> 16 != 0 ? 4 : reach >> 8 != 0 ? 2 : 1;
    blocks_.push_back({block.front(), static_cast<std::uint32_t>(bytes_.size()), width});
    for (const std::int64_t person : block) {
      const std::uint64_t apart = static_cast<std::uint64_t>(person) - first;
      for (std::uint32_t i = 0; i < width; ++i) bytes_.push_back(static_cast<std::uint8_t>(apart >> 8 * i));
    }
  }
  bytes_.shrink_to_fit();
}

std::uint64_t Persons::distance(const Block& block, std::size_t index) const {
  std::uint64_t apart = 0;
  const std::uint8_t* at = bytes_.data() + block.at + index * block.width;
  for (std::uint32_t i = 0; i < block.width; ++i) apart |= std::uint64_t{at[i]} << 8 * i;
  return apart;
}

std::int64_t Persons::operator[](std::size_t row) const {
  const Block& block = blocks_[row / kBlock];
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(block.first) + distance(block, row % kBlock));
}

std::int64_t Persons::find(std::int64_t person) const {
  auto block = std::upper_bound(blocks_.begin(), blocks_.end(), person,
                                [](std::int64_t value, const Block& other) { return value < other.first; });
  if (block == blocks_.begin()) return -1;
  --block;
  const std::size_t start = static_cast<std::size_t>(block - blocks_.begin()) * kBlock;
  const std::uint64_t wanted = static_cast<std::uint64_t>(person) - static_cast<std::uint64_t>(block->first);
  std::size_t low = 0, high = std::min(kBlock, size_ - start);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const std::uint64_t apart = distance(*block, middle);
    if (apart == wanted) return static_cast<std::int64_t>(start + middle);
    if (apart < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

std::size_t Persons::bytes() const {
  return bytes_of(blocks_) + bytes_of(bytes_);
}

Ended::Ended(std::size_t rows) : pages_((rows + kPage - 1) / kPage) {}

Ended::~Ended() {
  for (const auto& page : pages_) delete page.load(std::memory_order_relaxed);
}

bool Ended::end(std::size_t row, std::uint32_t change) {
  auto& place = pages_[row / kPage];
  Page* page = place.load(std::memory_order_relaxed);
  if (page == nullptr) {
    page = new Page{};
    place.store(page, std::memory_order_release);
    page_count_.fetch_add(1, std::memory_order_relaxed);
  }
  auto& end = (*page)[row % kPage];
  if (end.load(std::memory_order_relaxed) != 0) return false;
  end.store(change, std::memory_order_relaxed);
  count_.fetch_add(1, std::memory_order_relaxed);
  return true;
}

std::size_t Ended::bytes() const {
  return pages_.size() * sizeof(pages_[0]) + page_count_.load(std::memory_order_relaxed) * sizeof(Page);
}

}  // namespace hotline::matching
