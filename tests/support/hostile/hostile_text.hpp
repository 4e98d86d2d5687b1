#pragma once

#include <cstddef>
#include <string>
#include <vector>

// Texts that programs stumble over, from packages that ops/test installs. Where they are missing these throw.
namespace hotline::test {

// One line of Unicode's NormalizationTest.txt: one text as it was and in the four normal forms, as UTF-8.
struct NormalFormsLine {
  std::size_t number = 0;
  std::string source, nfc, nfd, nfkc, nfkd;
};
const std::vector<NormalFormsLine>& normal_forms_lines();

// The strings of the Big List of Naughty Strings.
const std::vector<std::string>& naughty_strings();

}  // namespace hotline::test
