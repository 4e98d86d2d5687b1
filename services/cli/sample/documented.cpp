#include "cli/sample/documented.hpp"

#include "core/statement_rule.hpp"

namespace hotline::sample {
namespace {

using core::AnswerKind;
using enum core::StatementKind;
using enum core::EvidenceRung;

std::string external_id_of(const DocumentedPerson& person) {
  return "TEN-" + std::string(person.number < 10 ? "0" : "") + std::to_string(person.number);
}

}  // namespace

const std::vector<DocumentedPerson>& documented_persons() {
  static const std::vector<DocumentedPerson> kPersons = {
      {1,
       {"Небувайло", "Орест", "Зенонович"},
       {"Небувайло", "Орест", "Зенонович"},
       {"Nebuvailo", "Orest", "Zenonovych"},
       "1991-04-17",
       "ТРЛ-9000001",
       "",
       "uk",
       "",
       {},
       {{0, true, false, AnswerKind::kNoAnswerToday}, {4, true, false, AnswerKind::kNoAnswerToday}},
       "OPEN"},
      {2,
       {"Тридев'ятов", "Аристарх", "Нілович"},
       {"Тридевятов", "Аристарх", "Нилович"},
       {"Trideviatov", "Aristarkh", "Nilovich"},
       "1994-08-23",
       "ТРЛ-9000002",
       "sample-internment",
       "ru",
       "yes",
       {{{kCaptured, kR3, "2026-02-03"}, {kArrivedAtInternment, kR4, "2026-02-06"}, {kCardSent, kR5, "2026-02-11"}}},
       {{0, false, false, AnswerKind::kMoreDetailNeeded}, {0, true, false, AnswerKind::kConfirmedCaptive}},
       "CONFIRMED_CAPTIVE"},
      {3,
       {"Заморожко", "Северин", "Гнатович"},
       {"Заморожко", "Северин", "Игнатович"},
       {"Zamorozhko", "Severyn", "Hnatovych"},
       "1996-02-11",
       "ТРЛ-9000003",
       "sample-red-cross",
       "uk",
       "not_asked",
       {{{kCaptured, kR4, "2025-11-20"}, {kCardSent, kR5, "2025-12-15"}}},
       {{0, true, false, AnswerKind::kRegistered},
        {2, true, false, AnswerKind::kRegistered},
        {4, true, false, AnswerKind::kConfirmedCaptive}},
       "MESSAGE_WAITING"},
      {4,
       {"Загубиколесо", "Устим", "Лаврінович"},
       {"Загубиколесо", "Устим", "Лавринович"},
       {"Zahubykoleso", "Ustym", "Lavrinovych"},
       "1989-12-03",
       "ТРЛ-9000004",
       "sample-own-units",
       "uk",
       "not_asked",
       {{{kMissing, kR2, "2026-03-08"}}},
       {{0, true, false, AnswerKind::kRegistered}, {3, true, false, AnswerKind::kHeldNoCaptivity}},
       "MESSAGE_WAITING"},
      {5,
       {"Семиверстов", "Єрмолай", "Фокич"},
       {"Семиверстов", "Ермолай", "Фокич"},
       {"Semiverstov", "Ermolai", "Fokich"},
       "2001-05-09",
       "ТРЛ-9000005",
       "sample-front-reports",
       "ru",
       "not_asked",
       {{{kCaptured, kR3, "2026-08-30"}}},
       {{0, true, false, AnswerKind::kProbableCaptive}},
       "MESSAGE_WAITING"},
      {6,
       {"Перекотипольєв", "Лук'ян", "Савич"},
       {"Перекатипольев", "Лукьян", "Саввич"},
       {"Perekatipolev", "Lukian", "Savvich"},
       "1998-01-30",
       "ТРЛ-9000006",
       "sample-internment",
       "ru",
       "not_asked",
       {{{kArrivedAtInternment, kR4, "2026-05-02"},
         {kCardSent, kR5, "2026-05-08"},
         {kNoticeForwarded, kR5, "2026-05-09"}}},
       {{0, true, false, AnswerKind::kConfirmedCaptive}},
       "MESSAGE_WAITING"},
      {7,
       {"Обозоворотов", "Мирон", "Терентійович"},
       {"Обозоворотов", "Мирон", "Терентьевич"},
       {"Obozovorotov", "Miron", "Terentevich"},
       "1995-10-14",
       "ТРЛ-9000007",
       "sample-internment",
       "ru",
       "yes",
       {{{kArrivedAtInternment, kR4, "2025-09-01"}, {kCardSent, kR5, "2025-09-07"}, {kExchanged, kR6, "2026-04-18"}}},
       {{0, true, false, AnswerKind::kReleased}},
       "MESSAGE_WAITING"},
      {8,
       {"Студенокаменський", "Родіон", "Платонович"},
       {"Студенокаменский", "Родион", "Платонович"},
       {"Studenokamenskii", "Rodion", "Platonovich"},
       "1987-03-27",
       "ТРЛ-9000008",
       "sample-forensic",
       "ru",
       "not_asked",
       {{{kKilled, kR6, "2026-01-12"}, {kBodyIdentified, kR6, "2026-02-20"}}},
       {{0, true, true, AnswerKind::kDead}, {0, true, false, AnswerKind::kColleagueTakesOver}},
       "MESSAGE_WAITING"},
      {9,
       {"Дальнобережний", "Влас", "Никанорович"},
       {"Дальнобережный", "Влас", "Никанорович"},
       {"Dalnoberezhnyi", "Vlas", "Nikanorovich"},
       "1999-07-19",
       "ТРЛ-9000009",
       "sample-internment",
       "ru",
       "not_asked",
       {{{kCaptured, kR3, "2026-11-02"}, {kArrivedAtInternment, kR4, "2026-11-04"}}},
       {{0, true, false, AnswerKind::kColleagueTakesOver}},
       "MESSAGE_WAITING"},
      {10,
       {"Неотвічаєв", "Савелій", "Корнійович"},
       {"Неотвечаев", "Савелий", "Корнеевич"},
       {"Neotvechaev", "Savelii", "Korneevich"},
       "2000-11-05",
       "ТРЛ-9000010",
       "sample-internment",
       "ru",
       "no",
       {{{kArrivedAtInternment, kR4, "2026-06-21"}, {kCardSent, kR5, "2026-06-26"}}},
       {{0, true, false, AnswerKind::kNoAnswerToday}, {2, true, false, AnswerKind::kNoAnswerToday}},
       "OPEN"},
  };
  return kPersons;
}

std::vector<Row> rows_of(const DocumentedPerson& person) {
  std::vector<Row> rows;
  if (person.source.empty()) return rows;
  const auto& name = person.language == "uk" ? person.ukrainian : person.russian;
  for (const auto& statement : person.statements) {
    if (statement.fact_date.empty()) continue;
    Row row;
    row.external_id = external_id_of(person);
    row.surname = name.surname;
    row.given_name = name.given;
    row.patronymic = name.patronymic;
    row.name_kind = "document";
    row.language = person.language;
    row.sex = "m";
    row.birth_date = person.birth_date;
    row.service_number = person.service_number;
    row.statement = statement.kind;
    row.fact_date = statement.fact_date;
    row.evidence = statement.rung;
    row.inform_kin = person.inform_kin;
    row.region = "50";
    if (statement.kind == kNoticeForwarded) row.recipient = name_of(core::Recipient::kCentralTracingAgency);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace hotline::sample
