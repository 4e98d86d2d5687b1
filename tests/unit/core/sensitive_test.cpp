#include "core/sensitive.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <sstream>
#include <string>

namespace hotline::core {
namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept AsText = std::convertible_to<T, std::string> || std::convertible_to<T, std::string_view>;

// What does not compile cannot be forgotten in a review.
static_assert(Printable<std::string>);
static_assert(!Printable<Sensitive<std::string>>);
static_assert(!Printable<Sensitive<int>>);
static_assert(!AsText<Sensitive<std::string>>);
static_assert(!std::convertible_to<std::string, Sensitive<std::string>>, "and nothing becomes one unseen");

TEST(SensitiveTest, GivesItsValueOnlyByName) {
  const Sensitive<std::string> kept(std::string("Лесик"));
  EXPECT_EQ(kept.reveal(), "Лесик");
  EXPECT_EQ(kept, Sensitive<std::string>(std::string("Лесик")));
}

}  // namespace
}  // namespace hotline::core
