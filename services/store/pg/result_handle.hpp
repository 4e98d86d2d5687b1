#pragma once

#include <libpq-fe.h>

#include <memory>

#include "core/result.hpp"

// What both kinds of connection share.
namespace hotline::store::pg {

struct ClearResult {
  void operator()(pg_result* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<pg_result, ClearResult>;

inline core::Error out_of_time() {
  return core::make_error(core::Reason::kOutOfTime, "the database did not answer before the deadline");
}

}  // namespace hotline::store::pg
