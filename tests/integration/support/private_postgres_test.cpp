#include "support/private_postgres.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

namespace hotline::test {
namespace {

class PrivatePostgresTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    PrivatePostgres::set_template_maker([](PrivatePostgres& server, const std::string& database) {
      const std::string file = server.folder() + "/model.sql";
      std::ofstream(file) << "CREATE ROLE model_owner LOGIN;\nCREATE ROLE model_reader LOGIN;\n"
                             "SELECT 'CREATE TABLE model (n int)' \\gexec\n"
                             "INSERT INTO model VALUES (1);\nREVOKE CONNECT ON DATABASE "
                          << database << " FROM PUBLIC;\nGRANT CONNECT ON DATABASE " << database
                          << " TO model_reader;\nALTER DATABASE " << database << " OWNER TO model_owner;\n";
      server.run_file(database, file);
    });
  }
  PrivatePostgres& server() { return PrivatePostgres::shared(); }
};

TEST_F(PrivatePostgresTest, KeepsThePromisesOfTheProductionCluster) {
  for (const char* setting : {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"}) {
    EXPECT_EQ(server().query_value("postgres", std::string("SHOW ") + setting), "on") << setting;
  }
  EXPECT_EQ(server().query_value("postgres", "SHOW listen_addresses"), "");
  struct stat folder = {};
  ASSERT_EQ(stat(server().folder().c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 0777, 0700U) << "others must not reach the socket, which trusts everybody";
}

TEST_F(PrivatePostgresTest, CopiesTheTemplateWithItsOwnerAndItsRights) {
  const std::string first = server().create_database();
  const std::string second = server().create_database();
  ASSERT_NE(first, second);
  server().run_sql(first, "INSERT INTO model VALUES (2)");
  EXPECT_EQ(server().query_value(first, "SELECT count(*) FROM model"), "2");
  EXPECT_EQ(server().query_value(second, "SELECT count(*) FROM model"), "1");
  const std::string of_second = " FROM pg_database WHERE datname = '" + second + "'";
  EXPECT_EQ(server().query_value(second, "SELECT datdba::regrole" + of_second), "model_owner");
  EXPECT_EQ(server().query_value(second, "SELECT has_database_privilege('model_reader', oid, 'CONNECT')" + of_second),
            "t");
  server().run_sql("postgres", "CREATE ROLE stranger LOGIN");
  EXPECT_EQ(server().query_value(second, "SELECT has_database_privilege('stranger', oid, 'CONNECT')" + of_second), "f");
  server().drop_database(first);
  EXPECT_THROW(server().query_value(first, "SELECT 1"), std::runtime_error);
}

TEST_F(PrivatePostgresTest, KeepsWhatIsCommittedThroughACrash) {
  const std::string database = server().create_empty_database();
  server().run_sql(database, "CREATE TABLE kept (n int)");
  server().run_sql(database, "INSERT INTO kept VALUES (7)");
  server().kill_9();
  EXPECT_FALSE(server().running());
  EXPECT_THROW(server().query_value(database, "SELECT 1"), std::runtime_error);
  server().restart();
  EXPECT_EQ(server().query_value(database, "SELECT n FROM kept"), "7");
  server().stop_immediate();
  EXPECT_THROW(server().query_value(database, "SELECT 1"), std::runtime_error);
  server().restart();
  EXPECT_EQ(server().query_value(database, "SELECT n FROM kept"), "7");
}

TEST_F(PrivatePostgresTest, SaysWhatTheServerSaid) {
  try {
    server().run_sql("postgres", "SELECT missing_column");
    FAIL() << "a wrong statement went through";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("missing_column"), std::string::npos);
  }
}

// A test program that is killed leaves neither a server nor a folder behind.
TEST_F(PrivatePostgresTest, EndsWithTheProgramThatIsKilled) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const PrivatePostgres own(PrivatePostgres::Durability::kNone);
    const std::string line = std::to_string(own.pid()) + " " + own.folder();
    if (write(ends[1], line.data(), line.size()) < 0) _exit(1);
    raise(SIGKILL);
  }
  close(ends[1]);
  char text[200] = {};
  const ssize_t size = read(ends[0], text, sizeof(text) - 1);
  close(ends[0]);
  int state = 0;
  ASSERT_EQ(waitpid(child, &state, 0), child);
  ASSERT_TRUE(WIFSIGNALED(state));
  ASSERT_GT(size, 0);
  const std::string line(text);
  const pid_t postmaster = std::stoi(line);
  const std::string folder = line.substr(line.find(' ') + 1);

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const auto alive = [&] {
    std::ifstream stat_file("/proc/" + std::to_string(postmaster) + "/stat");
    std::string stat_line;
    std::getline(stat_file, stat_line);
    return !stat_line.empty() && stat_line.find(") Z ") == std::string::npos;
  };
  while ((alive() || std::filesystem::exists(folder)) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_FALSE(alive());
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace hotline::test
