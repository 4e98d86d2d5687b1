#pragma once

namespace hotline::test {

// How often a test repeats what it does with chance: a tenth under a sanitizer, where all takes ten times as long and
// only the kinds of access matter.
constexpr int repeats(int count) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return count / 10;
#else
  return count;
#endif
}

}  // namespace hotline::test
