// Texts that programs stumble over, as facts of a question: taken, or refused by the name of their field.
#include <gtest/gtest.h>

#include "core/normal.hpp"
#include "inquiry/question_proto.hpp"
#include "support/hostile/hostile_text.hpp"

namespace hotline::inquiry {
namespace {

const core::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

struct NameField {
  void (v1::PersonName::*set)(const std::string&);
  std::string core::NameParts::*read;
  const char* path;
};

const NameField kNameFields[] = {
    {&v1::PersonName::set_surname<const std::string&>, &core::NameParts::surname, "facts.name.surname"},
    {&v1::PersonName::set_given_name<const std::string&>, &core::NameParts::given, "facts.name.given_name"},
    {&v1::PersonName::set_patronymic<const std::string&>, &core::NameParts::patronymic, "facts.name.patronymic"},
    {&v1::PersonName::set_line<const std::string&>, &core::NameParts::line, "facts.name.line"},
};

// Both ways are tried by every list of texts, or the test would not tell them apart.
struct Outcomes {
  std::size_t taken = 0, refused = 0;
};

void expect_taken_or_refused(const NameField& field, const std::string& text, Outcomes& outcomes) {
  v1::Facts facts;
  (facts.mutable_name()->*field.set)(text);
  rpc::Violations violations;
  const auto read = read_facts("facts", facts, kNow, violations);
  if (violations.empty()) {
    ++outcomes.taken;
    EXPECT_EQ(read.reveal().name.*field.read, core::trim(text));
    EXPECT_TRUE(core::valid_utf8(read.reveal().name.*field.read)) << text;
    return;
  }
  ++outcomes.refused;
  const auto error = violations.error();
  EXPECT_EQ(error.reason, core::Reason::kInvalidField);
  ASSERT_EQ(error.violations.size(), 1U) << text;
  EXPECT_EQ(error.violations[0].field, field.path) << text;
  EXPECT_FALSE(error.violations[0].description.empty()) << text;
}

TEST(HostileFactsTest, NaughtyStringsAreTakenOrNamed) {
  Outcomes outcomes;
  for (const auto& text : test::naughty_strings()) {
    for (const auto& field : kNameFields) expect_taken_or_refused(field, text, outcomes);
  }
  EXPECT_GT(outcomes.taken, 1'000U);
  EXPECT_GT(outcomes.refused, 10U);
}

TEST(HostileFactsTest, NormalFormsAreTakenOrNamed) {
  Outcomes outcomes;
  for (const auto& line : test::normal_forms_lines()) {
    for (const std::string* text : {&line.source, &line.nfc, &line.nfd, &line.nfkc, &line.nfkd}) {
      for (const auto& field : kNameFields) expect_taken_or_refused(field, *text, outcomes);
    }
  }
  EXPECT_GT(outcomes.taken, 300'000U);
}

}  // namespace
}  // namespace hotline::inquiry
