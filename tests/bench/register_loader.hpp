#pragma once

#include <cstdint>

#include "bench/site.hpp"

namespace hotline::bench {

// Puts rows 0 .. persons - 1 of the load register (services/cli/sample/load.hpp) into the site's database: what the
// import of one list would write, read and sealed by the program's own code, but copied in, and with one register
// revision. Returns the seconds it took.
double load_register(Site& site, std::uint64_t persons, std::uint64_t seed);

}  // namespace hotline::bench
