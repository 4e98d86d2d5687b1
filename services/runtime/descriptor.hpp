#pragma once

#include <unistd.h>

namespace hotline::runtime {

// Closes the file that it holds; negative: none.
struct Descriptor {
  explicit Descriptor(int fd) : number(fd) {}
  ~Descriptor() {
    if (number >= 0) close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number;
};

}  // namespace hotline::runtime
