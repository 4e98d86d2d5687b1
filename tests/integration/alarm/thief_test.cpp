// A thief with the complete list: every name and birth date of the register, and more. HOTLINE_THIEF sets how many
// names he has (20000 of a register of as many).
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "guard_rig.hpp"

namespace hotline::test {
namespace {

constexpr int kRegister = 20'000;
constexpr int kRowsAtOnce = 500;
constexpr std::uint64_t kSeed = 20;

struct Target {
  std::string surname;
  std::string given;
  std::string born;
  bool held = false;
  bool consents = false;  // wishes his family to be told, and they may be
};

// Distinct invented names: a number in letters before an ending.
std::string invented(int number) {
  constexpr const char* kSyllables[]{"ба", "го", "ду", "жи", "за", "ку", "ле", "мо", "ни", "по"};
  std::string name;
  for (int left = number + 1'000'000; left > 0; left /= 10) name += kSyllables[left % 10];
  return name + "ський";
}

Target target(int number) {
  constexpr const char* kGiven[]{"Остап", "Зенон", "Устим", "Клим", "Назар"};
  Target made;
  made.surname = invented(number);
  made.given = kGiven[number % 5];
  char born[16];
  std::snprintf(born, sizeof born, "%04d-%02d-%02d", 1965 + number % 40, 1 + number % 12, 1 + number % 28);
  made.born = born;
  made.held = number < kRegister;
  made.consents = made.held && number % 4 == 0;
  return made;
}

// A quarter wishes to be named; a quarter has forbidden it; of half nobody was asked and no power was told.
void fill(TestServer& site) {
  std::vector<v1::ListRow> rows;
  for (int number = 0; number < kRegister; ++number) {
    const Target held = target(number);
    auto row =
        list_row("T" + std::to_string(number), held.surname, held.born, "captured", number % 4 == 2 ? "R5" : "R4");
    row.mutable_name()->set_given_name(held.given);
    row.mutable_name()->clear_patronymic();
    if (number % 4 == 0) row.set_inform_kin("yes");
    if (number % 4 == 2) row.set_inform_kin("no");
    rows.push_back(std::move(row));
    if (rows.size() < kRowsAtOnce) continue;
    site.import(rows);
    rows.clear();
  }
}

v1::LookupPersonRequest question_of(const Target& sought) {
  auto request = asked_for(sought.surname, sought.born);
  request.mutable_facts()->mutable_name()->set_line(sought.surname + " " + sought.given);
  return request;
}

bool confirms(const v1::LookupPersonResponse& response) {
  return response.kind() == v1::ANSWER_KIND_CONFIRMED_CAPTIVE || response.kind() == v1::ANSWER_KIND_PROBABLE_CAPTIVE ||
         response.kind() == v1::ANSWER_KIND_HELD_NO_CAPTIVITY || response.kind() == v1::ANSWER_KIND_RELEASED ||
         response.kind() == v1::ANSWER_KIND_DEAD || response.kind() == v1::ANSWER_KIND_DEATH_REPORTED;
}

struct Loot {
  int asked = 0;
  int answered = 0;
  int refused = 0;
  int consenting = 0;  // confirmed, of those who wish it
  int others = 0;      // confirmed, of those who do not
};

Loot walk(TestServer& site, const std::string& actor, const std::vector<int>& order) {
  Loot loot;
  for (const int number : order) {
    const Target sought = target(number);
    v1::LookupPersonResponse response;
    const auto status = look_up(site, actor, question_of(sought), response);
    ++loot.asked;
    if (!status.ok()) {
      ++loot.refused;
      continue;
    }
    ++loot.answered;
    if (confirms(response)) ++(sought.consents ? loot.consenting : loot.others);
  }
  return loot;
}

void print(const char* who, const Loot& loot) {
  std::printf("%s: %d questions, %d answered, %d refused; confirmed of those who wish it %d, of others %d\n", who,
              loot.asked, loot.answered, loot.refused, loot.consenting, loot.others);
}

TEST(ThiefTest, TheCompleteListConfirmsNobodyWhoDidNotConsent) {
  const char* wanted = std::getenv("HOTLINE_THIEF");
  const int names = std::max(kRegister, wanted != nullptr ? std::atoi(wanted) : kRegister);
  // The budgets as they are shipped, and no limit of pace: this thief has time.
  TestServer site({.persons_per_hour = 200, .told_per_hour = 40});
  fill(site);
  std::vector<int> order(static_cast<std::size_t>(names));
  for (int number = 0; number < names; ++number) order[static_cast<std::size_t>(number)] = number;
  std::shuffle(order.begin(), order.end(), std::mt19937_64(kSeed));
  std::printf("seed %llu: a register of %d, a list of %d names with birth dates\n",
              static_cast<unsigned long long>(kSeed), kRegister, names);

  const Loot by_portal = walk(site, "portal", order);
  print("a stolen portal certificate", by_portal);
  EXPECT_EQ(by_portal.answered, 0);
  EXPECT_EQ(by_portal.consenting + by_portal.others, 0);
  EXPECT_TRUE(comes_true([&] { return alarm_of(site, v1::ALARM_KIND_MANY_REFUSED, "id-portal").has_value(); }));
  const auto refused = alarm_of(site, v1::ALARM_KIND_MANY_REFUSED, "id-portal");
  std::printf("  alarm after %lld refusals\n", static_cast<long long>(refused->count()));
  EXPECT_LE(refused->count(), 50);

  const Loot by_operator = walk(site, "operator", order);
  print("a stolen operator's identity", by_operator);
  EXPECT_EQ(by_operator.others, 0);
  EXPECT_LE(by_operator.consenting, 40);
  EXPECT_LE(by_operator.answered, 200);
  EXPECT_TRUE(comes_true([&] { return alarm_of(site, v1::ALARM_KIND_OFF_PATTERN, "id-operator").has_value(); }));
  const auto off = alarm_of(site, v1::ALARM_KIND_OFF_PATTERN, "id-operator");
  for (const v1::Alarm& alarm : alarms_of(site)) {
    if (alarm.actor() == "id-operator") {
      std::printf("  alarm %s %s at person %lld\n", v1::AlarmKind_Name(alarm.kind()).c_str(),
                  v1::AlarmPattern_Name(alarm.pattern()).c_str(), static_cast<long long>(alarm.count()));
    }
  }
  std::int64_t first = 1'000'000;
  for (const v1::Alarm& alarm : alarms_of(site)) {
    if (alarm.kind() == v1::ALARM_KIND_OFF_PATTERN) first = std::min(first, alarm.count());
  }
  EXPECT_LE(first, 50);
}

}  // namespace
}  // namespace hotline::test
