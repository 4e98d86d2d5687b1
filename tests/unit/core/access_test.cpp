#include "core/access.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

TEST(AccessTest, TheTableOfRolesAndMethodsIsAsAgreed) {
  std::string table = "method";
  for (int role = 1; role <= kRoleCount; ++role) table += "\t" + std::string(name_of(static_cast<Role>(role)));
  table += "\n";
  const auto line = [&](const std::string& head, auto allowed) {
    table += head;
    for (int role = 1; role <= kRoleCount; ++role) table += allowed(static_cast<Role>(role)) ? "\tyes" : "\t-";
    table += "\n";
  };
  for (const MethodRule& rule : method_rules()) {
    line(std::string(rule.method), [&](Role role) { return check_access(role, rule.method).has_value(); });
    for (const FieldRule& field : field_rules()) {
      if (field.method != rule.method) continue;
      line("  ." + std::string(field.field), [&](Role role) { return may_see(role, field.method, field.field); });
    }
  }
  hotline::test::expect_golden("access_golden.tsv", table);
}

TEST(AccessTest, ThePageSaysWhatTheTableSays) {
  std::string page =
      "# Who may do what\n\nWritten from `services/core/access.cpp` by a test (`HOTLINE_GOLDEN_WRITE=1 unit_core`), "
      "which is what the "
      "server\nitself looks at: a method that stands here for nobody is refused to everybody. An indented line is a "
      "field of the "
      "answer that\nnot everybody who may call the method sees; it is cleared before the answer leaves.\n\n| Method |";
  std::string rule = "\n|---|";
  for (int role = 1; role <= kRoleCount; ++role) {
    page += ' ' + std::string(name_of(static_cast<Role>(role))) + " |";
    rule += ":-:|";
  }
  page += rule + '\n';
  const auto line = [&](const std::string& head, auto allowed) {
    page += "| " + head + " |";
    for (int role = 1; role <= kRoleCount; ++role) page += allowed(static_cast<Role>(role)) ? " yes |" : " |";
    page += '\n';
  };
  for (const MethodRule& method : method_rules()) {
    const std::string name(method.method.substr(std::string_view("hotline.v1.").size()));
    line('`' + name + '`', [&](Role role) { return check_access(role, method.method).has_value(); });
    for (const FieldRule& field : field_rules()) {
      if (field.method != method.method) continue;
      line("&emsp;`" + std::string(field.field) + '`',
           [&](Role role) { return may_see(role, field.method, field.field); });
    }
  }
  hotline::test::expect_golden("../../ops/docs/access.md", page);
}

TEST(AccessTest, WhatIsNotInTheTableIsRefusedToEverybody) {
  for (int role = 0; role <= 20; ++role) {
    for (const char* method : {"", "hotline.v1.LookupService/NoSuchMethod", "LookupPerson",
                               "/hotline.v1.LookupService/LookupPerson", "hotline.v1.lookupservice/lookupperson"}) {
      const Done done = check_access(static_cast<Role>(role), method);
      ASSERT_FALSE(done);
      EXPECT_EQ(done.error().reason, Reason::kNotAllowed);
      EXPECT_FALSE(may_see(static_cast<Role>(role), method, "kind"));
    }
  }
  EXPECT_FALSE(check_access(static_cast<Role>(0), "hotline.v1.AdminService/GetStatus"));
  EXPECT_FALSE(check_access(static_cast<Role>(kRoleCount + 1), "hotline.v1.AdminService/GetStatus"));
}

TEST(AccessTest, EachMethodStandsOnceAndEachFieldBelongsToOne) {
  std::set<std::string_view> methods;
  for (const MethodRule& rule : method_rules()) EXPECT_TRUE(methods.insert(rule.method).second) << rule.method;
  std::set<std::pair<std::string_view, std::string_view>> fields;
  for (const FieldRule& rule : field_rules()) {
    EXPECT_TRUE(methods.contains(rule.method)) << rule.method;
    EXPECT_TRUE(fields.emplace(rule.method, rule.field).second) << rule.field;
  }
}

TEST(AccessTest, NobodyBothSearchesAndKeepsTheRegisterOrTheLog) {
  constexpr std::string_view kSearch = "hotline.v1.LookupService/LookupPerson";
  for (Role role : {Role::kRegistrar, Role::kAuditor, Role::kAdministrator, Role::kReporter, Role::kPortal}) {
    EXPECT_FALSE(check_access(role, kSearch)) << name_of(role);
  }
  for (std::string_view method : {"hotline.v1.RegistryService/ImportList", "hotline.v1.RegistryService/PutStatement"}) {
    EXPECT_FALSE(check_access(Role::kOperator, method));
    EXPECT_FALSE(check_access(Role::kSupervisor, method));
  }
}

TEST(AccessTest, HiddenFieldsAreThoseOfTheTable) {
  EXPECT_TRUE(hidden_fields(Role::kOperator, "hotline.v1.AdminService/GetStatus").empty());
  EXPECT_EQ(hidden_fields(Role::kPortal, "hotline.v1.AdminService/GetStatus").size(), 8U);
  EXPECT_TRUE(hidden_fields(Role::kRegistrar, "hotline.v1.RegistryService/GetPerson").empty());
}

TEST(AccessTest, NamesLeadBackToRoles) {
  for (int role = 1; role <= kRoleCount; ++role) {
    EXPECT_EQ(role_of(name_of(static_cast<Role>(role))), static_cast<Role>(role));
  }
  EXPECT_FALSE(role_of("root"));
  EXPECT_EQ(grant_of("tell_death"), Grant::kTellDeath);
  EXPECT_FALSE(grant_of("everything"));
}

}  // namespace
}  // namespace hotline::core
