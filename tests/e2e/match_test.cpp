// `hotline match` and `hotline refit` as somebody with a table of pairs types them; no server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int kDone = 0, kUsage = 2;

class MatchTest : public testing::Test {
 protected:
  static Ran with(const std::string& command, const std::string& table, const std::vector<std::string>& more = {}) {
    std::string path = testing::TempDir() + "pairs-XXXXXX";
    const int file = mkstemp(path.data());
    EXPECT_GE(file, 0);
    close(file);
    std::ofstream(path, std::ios::binary) << table;
    std::vector<std::string> line{program_folder() + "/hotline", command, path};
    line.insert(line.end(), more.begin(), more.end());
    const Ran ran = run(line);
    std::remove(path.c_str());
    return ran;
  }
};

TEST_F(MatchTest, LineEndsDoNotMatterAndAHeaderAloneIsNoMistake) {
  const std::string row = "Тридубський Остап\tТридубский Остап";
  const Ran plain = with("match", "query_name\trecord_name\n" + row + "\n");
  EXPECT_EQ(plain.exit_code, kDone) << plain.output;
  EXPECT_THAT(plain.output, HasSubstr("1\t0.9"));
  EXPECT_EQ(with("match", "\xEF\xBB\xBFquery_name\trecord_name\r\n" + row + "\r\n").output, plain.output);
  EXPECT_EQ(with("match", "query_name\trecord_name\n").exit_code, kDone);
}

TEST_F(MatchTest, EveryFaultIsNamedByRowAndColumnNeverByValue) {
  const Ran empty = with("match", "");
  EXPECT_EQ(empty.exit_code, kUsage);
  EXPECT_THAT(empty.output, HasSubstr("no column query_name"));
  EXPECT_THAT(empty.output, HasSubstr("no column record_name"));
  const Ran bad = with("match",
                       "query_name\trecord_name\tquery_birth\n"
                       "Тридубський\xFF\tТридубский\t1990\n"
                       "Тридубський\tТридубский\xD0\t1990-13-01\n"
                       "Тридубський\tТридубский\n");
  EXPECT_EQ(bad.exit_code, kUsage);
  EXPECT_THAT(bad.output, HasSubstr("row 1: query_name is not UTF-8"));
  EXPECT_THAT(bad.output, HasSubstr("row 2: record_name is not UTF-8"));
  EXPECT_THAT(bad.output, HasSubstr("row 2: query_birth is not a date"));
  EXPECT_THAT(bad.output, HasSubstr("row 3: has 2 columns"));
  EXPECT_THAT(bad.output, Not(HasSubstr("Тридуб")));
  EXPECT_THAT(with("refit", "query_name\trecord_name\tlabel\nА\tБ\tx\n").output,
              HasSubstr("row 1: label must be 0 or 1"));
}

TEST_F(MatchTest, AFolderWithoutALexiconIsNamed) {
  const Ran ran = with("match", "query_name\trecord_name\n", {"--lexicon", "/nonexistent"});
  EXPECT_EQ(ran.exit_code, kUsage);
  EXPECT_THAT(ran.output, HasSubstr("no lexicon in /nonexistent"));
}

}  // namespace
}  // namespace hotline::e2e
