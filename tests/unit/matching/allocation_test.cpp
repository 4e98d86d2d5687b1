#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "fixtures.hpp"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
// The library's own is not replaced with it, and std::stable_sort frees what it gave.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace hotline::matching {
namespace {

std::size_t allocations_of(const Index& index, const Query& query) {
  index.find(query);  // the thread's own memory grows once
  const std::size_t before = allocations;
  const Found found = index.find(query);
  return allocations - before;
}

// The list of the answer is the caller's own and takes one; whoever finds nothing takes none.
TEST(AllocationTest, AFindAllocatesNothingButTheListOfItsAnswer) {
  Index index(the_lexicon());
  std::vector<Record> records;
  for (int i = 1; i <= 500; ++i) {
    Record one = record(i, i % 3 ? "Кравченко" : "Шевчук", i % 2 ? "Микола" : "Олександр", "Володимирович",
                        day(1960 + i % 40, 1 + i % 12, 1 + i % 28));
    one.birthplace = "м. Полтава";
    one.unit = "92 бригада";
    one.identifier_hashes = {static_cast<std::uint64_t>(i)};
    records.push_back(std::move(one));
  }
  index.apply(std::move(records), {}, 1);
  Query full = ask("Кравченко", "Николай", "Владимирович", day(1970, 3, 12));
  full.birthplace = "Полтава";
  full.unit = "92 ОМБр";
  full.sex = core::Sex::kMale;
  full.identifier_hashes = {77};
  EXPECT_EQ(allocations_of(index, full), 1U);
  EXPECT_EQ(allocations_of(index, ask_line("Саша Крафченко")), 1U);
  EXPECT_EQ(allocations_of(index, ask("Shevchuk", "Alexander", "")), 1U);
  EXPECT_EQ(allocations_of(index, ask("Дзюбак", "Северин", "Онуфрійович", day(1980, 1, 2))), 0U);
  EXPECT_EQ(allocations_of(index, Query{}), 0U);
}

}  // namespace
}  // namespace hotline::matching
