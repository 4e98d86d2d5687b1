// What the database refuses to the service's own login, whatever the service would do.
#include "approval_rig.hpp"
#include "store/pg/params.hpp"

namespace hotline::test {
namespace {

class SecondWallTest : public ApprovalRig {
 protected:
  // As the service's login; the error, or nothing.
  static std::string refused(const std::string& login, const std::string& sql) {
    const auto connection = connect_as(site().postgres(), site().database(), login);
    const auto done = connection->exec(store::pg::Query(sql.c_str()));
    return done ? "" : done.error().message;
  }
  static std::string opening_by(const std::string& teller, const std::string& release, const std::string& until) {
    return "INSERT INTO opening (release_id, teller, until_at) SELECT release_id, " + teller + ", " + until +
           " FROM release WHERE release_id = " + release;
  }
};

TEST_F(SecondWallTest, WhoReleasedOpensNothingEvenBySql) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  const std::string release = site().value("SELECT max(release_id) FROM release");
  EXPECT_NE(refused("hotline_inquiry", opening_by("released_by", release, "now() + interval '1 minute'")), "");
  EXPECT_NE(refused("hotline_inquiry", opening_by("'somebody'", release, "until_at + interval '1 second'")), "")
      << "beyond the release's end";
  EXPECT_EQ(refused("hotline_inquiry", opening_by("'somebody'", release, "now() + interval '1 minute'")), "");
  EXPECT_EQ(site().value("SELECT count(*) FROM opening WHERE release_id = " + release), "1");
}

TEST_F(SecondWallTest, NobodyJudgesHisOwnBrokenGlassEvenBySql) {
  const Man man = held();
  const auto key = asked_for(man);
  ASSERT_TRUE(break_glass(key, "operator").ok());
  const std::string release = site().value("SELECT max(release_id) FROM break_glass");
  const std::string judged =
      " reviewed_at = now(), justified = true, ground_sealed = 'x' WHERE release_id = " + release;
  EXPECT_NE(refused("hotline_inquiry",
                    "UPDATE break_glass SET reviewed_by = (SELECT released_by FROM release WHERE "
                    "release_id = " +
                        release + ")," + judged),
            "");
  EXPECT_EQ(site().value("SELECT reviewed_by IS NULL FROM break_glass WHERE release_id = " + release), "t");
  EXPECT_EQ(refused("hotline_inquiry", "UPDATE break_glass SET reviewed_by = 'another'," + judged), "");
}

TEST_F(SecondWallTest, WhatWasErasedIsWrittenAgainByNobody) {
  const auto key = asked_for(held());
  const std::string of_inquiry = " WHERE reference = " + reference_of(key);
  site().postgres().run_sql(site().database(), "UPDATE inquiry SET state = 6, erased_at = now()" + of_inquiry);
  for (const char* login : {"hotline_inquiry", "hotline_log"}) {
    EXPECT_EQ(refused(login, "UPDATE inquiry SET facts_sealed = 'again'" + of_inquiry), "") << "no row is its to write";
  }
  EXPECT_EQ(site().value("SELECT facts_sealed = 'again' FROM inquiry" + of_inquiry), "f");
}

}  // namespace
}  // namespace hotline::test
