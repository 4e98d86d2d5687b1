#pragma once

#include <memory>

namespace hotline::runtime {

// Owners of what the functions of a C library hand out: Held<BIO, BIO_free_all>.
template <auto Free>
struct FreedBy {
  template <typename T>
  void operator()(T* held) const {
    Free(held);
  }
};
template <typename T, auto Free>
using Held = std::unique_ptr<T, FreedBy<Free>>;

}  // namespace hotline::runtime
