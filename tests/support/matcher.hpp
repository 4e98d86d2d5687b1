#pragma once

#include "support/test_server.hpp"

namespace hotline::test {

// The matcher has compared every inquiry with all that is held.
inline bool matcher_caught_up(const TestServer& server) {
  return server.value(
             "SELECT (s.register_revision = r.revision AND s.person_id = 0 AND NOT EXISTS (SELECT FROM inquiry AS i"
             " WHERE (i.change_xid, i.reference) > (s.inquiry_xid, s.inquiry_reference)))::text"
             " FROM standing_cursor AS s, register_revision AS r") == "true";
}

}  // namespace hotline::test
