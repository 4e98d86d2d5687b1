#include "matching/numbers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/normal.hpp"

namespace hotline::matching {
namespace {

// Shorter numbers have neighbours everywhere: they would say nothing.
constexpr std::size_t kLengthMin = 4;

struct LookAlike {
  char letter, digit;
};
constexpr std::array<LookAlike, 6> kLookAlikes{
    {{'O', '0'}, {'I', '1'}, {'Z', '2'}, {'S', '5'}, {'B', '8'}, {'G', '6'}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Neighbours {
 public:
  explicit Neighbours(std::string number) : number_(std::move(number)) {}

  std::vector<std::string> take() {
    for (std::size_t i = 0; i + 1 < number_.size(); ++i) exchange(i);
    for (std::size_t i = 0; i < number_.size(); ++i) look_alike(i);
    for (std::size_t i = 0; i < number_.size(); ++i) replace_digit(i);
    return std::move(found_);
  }

 private:
  void keep(std::string near) {
    if (near == number_ || found_.size() == kNearNumbersMax) return;
    if (std::find(found_.begin(), found_.end(), near) == found_.end()) found_.push_back(std::move(near));
  }
  void exchange(std::size_t at) {
    // Only plain letters and digits are one byte each.
    if (static_cast<unsigned char>(number_[at]) >= 0x80 || static_cast<unsigned char>(number_[at + 1]) >= 0x80) return;
    std::string near = number_;
    std::swap(near[at], near[at + 1]);
    keep(std::move(near));
  }
  void put(std::size_t at, char c) {
    std::string near = number_;
    near[at] = c;
    keep(std::move(near));
  }
  void look_alike(std::size_t at) {
    for (const LookAlike& pair : kLookAlikes) {
      if (number_[at] == pair.letter) put(at, pair.digit);
      if (number_[at] == pair.digit) put(at, pair.letter);
    }
  }
  void replace_digit(std::size_t at) {
    if (!is_digit(number_[at])) return;
    for (char digit = '0'; digit <= '9'; ++digit) put(at, digit);
  }

  std::string number_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> near_numbers(std::string_view number) {
  std::string folded = core::fold_identifier(number);
  if (folded.size() < kLengthMin) return {};
  return Neighbours(std::move(folded)).take();
}

FieldEvidence number_evidence(const NumberWeights& weights, NumberMatch match) {
  switch (match) {
    case NumberMatch::kNotAsked:
      return {};
    case NumberMatch::kAgrees:
      return {Agreement::kAgrees, weights.agrees};
    case NumberMatch::kNearly:
      return {Agreement::kNearly, weights.nearly};
    case NumberMatch::kDiffers:
      return {Agreement::kDiffers, weights.differs};
  }
  return {};
}

}  // namespace hotline::matching
