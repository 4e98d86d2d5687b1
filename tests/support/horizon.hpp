#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

namespace hotline::test {

// A list by cursor shows only what no transaction under way can still come before (pg_snapshot_xmin), and on a server
// somebody is always at work: the matcher, another database's autovacuum. Waits until all that is committed now is
// shown.
template <typename Query>
void wait_until_lists_show(const Query& query) {
  const std::string now = query("SELECT pg_current_xact_id()::text");
  const std::string shown = "SELECT (pg_snapshot_xmin(pg_current_snapshot()) > '" + now + "'::xid8)::text";
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (query(shown) != "true") {
    ASSERT_LT(std::chrono::steady_clock::now(), until) << "a transaction stays under way";
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace hotline::test
