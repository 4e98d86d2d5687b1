#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "support/matcher.hpp"

// What is counted step by step, and the same counted anew from the tables it came from; both as text.
#define FIGURE_CELLS(series, columns)                                                                       \
  "SELECT coalesce(string_agg(t::text, ' ' ORDER BY t::text), '') FROM (SELECT " columns                    \
  ", sum(count)::bigint, sum(members)::bigint FROM figure_cell WHERE series = " series " GROUP BY " columns \
  " HAVING sum(count) <> 0) AS t"
#define COUNTED_ANEW(select) "SELECT coalesce(string_agg(t::text, ' ' ORDER BY t::text), '') FROM (" select ") AS t"
#define FIGURE_MEMBERS(id, seed) "count(*), sum(hashint8extended(" id ", " seed ") & 4294967295)::bigint"

namespace hotline::test {

struct FigureComparison {
  const char* what;
  const char* counted;
  const char* anew;
};

// The matcher first: what it finds changes inquiries that were counted already.
inline bool figures_caught_up(const TestServer& server) {
  return matcher_caught_up(server) &&
         server.value(
             "SELECT (c.register_revision = r.revision AND c.filled_person IS NULL AND NOT EXISTS (SELECT FROM"
             " log_tree AS t LEFT JOIN figure_tree AS f ON f.tree = t.tree WHERE t.size > coalesce(f.next_index, 0))"
             " AND NOT EXISTS (SELECT FROM inquiry AS i WHERE (i.change_xid, i.reference) > (c.inquiry_xid,"
             " c.inquiry_reference)) AND NOT EXISTS (SELECT FROM callback AS k WHERE (k.change_xid, k.callback_id) >"
             " (c.callback_xid, c.callback_id)))::text"
             " FROM figure_cursor AS c, register_revision AS r") == "true";
}

inline void wait_for_figures(const TestServer& server) {
  for (int i = 0; i < 600; ++i) {
    if (figures_caught_up(server)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  FAIL() << "the figures never caught up";
}

}  // namespace hotline::test
