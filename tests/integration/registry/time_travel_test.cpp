// What did we know on a day, what was true on a day, and what could have been said.
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "page_rig.hpp"

namespace hotline::registry {
namespace {

using test::list_row;
using testing::ElementsAre;

class TimeTravelTest : public PageRig {
 protected:
  v1::WhatCouldBeSaidResponse said(std::int64_t person, int days_from_today) {
    v1::WhatCouldBeSaidRequest request;
    request.set_person_id(person);
    request.set_purpose("complaint of a mother");
    *request.mutable_day() = day(days_from_today);
    v1::WhatCouldBeSaidResponse response;
    const auto status = call(&Stub::WhatCouldBeSaid, request, response, "supervisor");
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  static v1::AnswerKind answer(const v1::WhatCouldBeSaidResponse& said, const std::string& channel, int level,
                               bool released) {
    for (const auto& one : said.answers()) {
      if (one.channel() == channel && one.caller_level() == level && one.released() == released) return one.kind();
    }
    return v1::ANSWER_KIND_UNSPECIFIED;
  }
  // Moves everything that is in the register so many days into the past.
  void age(int days) {
    const std::string by = " - interval '" + std::to_string(days) + " days'";
    server_.run_sql("UPDATE person SET entered_at = entered_at" + by + ";UPDATE statement SET entered_at = entered_at" +
                    by + ", received_at = received_at" + by + ";UPDATE person_name SET entered_at = entered_at" + by +
                    ";UPDATE statement_withdrawal SET asked_at = asked_at" + by + ", effective_at = effective_at" + by +
                    ";UPDATE hold SET placed_at = placed_at" + by + ", ended_at = ended_at" + by);
  }
};

TEST_F(TimeTravelTest, KnownOnADayIsWhatHadBeenEnteredByThen) {
  const core::Instant before = between();
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const core::Instant captured = between();
  put(persons[0], statement(v1::STATEMENT_KIND_RELEASED, v1::EVIDENCE_RUNG_R6, 5, 2));
  const core::Instant released = between();

  auto request = page_of(persons[0]);
  *request.mutable_known_on() = stamp(before);
  v1::GetPersonResponse response;
  EXPECT_EQ(call(&Stub::GetPerson, request, response).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(shown(persons[0], captured).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(shown(persons[0], captured).statements_size(), 1);
  EXPECT_EQ(shown(persons[0], released).status(), v1::PERSON_STATUS_RELEASED);
}

TEST_F(TimeTravelTest, AsOfADayLeavesOutWhatHappenedLater) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});  // captured on 2026-02-03
  put(persons[0], statement(v1::STATEMENT_KIND_RELEASED, v1::EVIDENCE_RUNG_R6, 5, 2));
  const auto as_of = [&](int month, int of_month) {
    auto request = page_of(persons[0]);
    request.mutable_as_of()->set_year(2026);
    request.mutable_as_of()->set_month(month);
    request.mutable_as_of()->set_day(of_month);
    return shown(request);
  };
  EXPECT_EQ(as_of(2, 2).status(), v1::PERSON_STATUS_UNKNOWN);
  EXPECT_EQ(as_of(2, 3).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(as_of(5, 1).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(as_of(5, 2).status(), v1::PERSON_STATUS_RELEASED);
  EXPECT_EQ(as_of(5, 1).statements_size(), 2) << "the page shows all that is known";
}

TEST_F(TimeTravelTest, BothQuestionsTogether) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const core::Instant early = between();
  put(persons[0], statement(v1::STATEMENT_KIND_WOUNDED, v1::EVIDENCE_RUNG_R4, 1, 15));
  auto request = page_of(persons[0]);
  request.mutable_as_of()->set_year(2026);
  request.mutable_as_of()->set_month(1);
  request.mutable_as_of()->set_day(20);
  EXPECT_EQ(shown(request).status(), v1::PERSON_STATUS_WOUNDED);
  *request.mutable_known_on() = stamp(early);
  EXPECT_EQ(shown(request).status(), v1::PERSON_STATUS_UNKNOWN) << "nobody knew of the wound yet";
}

TEST_F(TimeTravelTest, AWithdrawalWasNotKnownBeforeItTookEffect) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const auto died = put(persons[0], statement(v1::STATEMENT_KIND_DIED, v1::EVIDENCE_RUNG_R6, 5, 2));
  const core::Instant dead = between();
  withdraw(died, "registrar");
  const core::Instant asked = between();
  withdraw(died, "second");
  const core::Instant gone = between();
  EXPECT_EQ(shown(persons[0], dead).status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_EQ(shown(persons[0], asked).status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_FALSE(shown(persons[0], asked).statements(1).has_withdrawn_at());
  EXPECT_EQ(shown(persons[0], gone).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_TRUE(shown(persons[0], gone).statements(1).has_withdrawn_at());
}

TEST_F(TimeTravelTest, AListSpeaksFromItsSignatureUntilItIsTakenBack) {
  auto death = list_row(1, "K-1", "Небувайло");
  death.set_statement("killed");
  death.set_evidence("R6");
  const auto persons = import({death, list_row(2, "K-2", "Інший")});
  const core::Instant imported = between();
  countersign(list_id_);
  const core::Instant signed_at = between();
  EXPECT_FALSE(take_back(list_id_, "registrar"));
  const core::Instant asked = between();
  EXPECT_TRUE(take_back(list_id_, "second"));
  const core::Instant gone = between();

  EXPECT_EQ(shown(persons[0], imported).status(), v1::PERSON_STATUS_UNKNOWN);
  EXPECT_FALSE(shown(persons[0], imported).statements(0).counts());
  EXPECT_EQ(shown(persons[0], signed_at).status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_TRUE(shown(persons[0], signed_at).statements(0).counts());
  EXPECT_EQ(shown(persons[0], asked).status(), v1::PERSON_STATUS_DEAD_CONFIRMED) << "a death needs two";
  EXPECT_EQ(shown(persons[0], asked).statements(0).withdrawn_by(), "id-registrar");
  EXPECT_EQ(shown(persons[1], signed_at).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_NE(shown(persons[1], asked).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_FALSE(shown(persons[1], asked).names(0).has_withdrawn_at());
  EXPECT_NE(shown(persons[0], gone).status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_EQ(shown(persons[0], gone).statements(0).withdrawn_by(), "id-registrar, id-second");
  EXPECT_EQ(shown(persons[0], gone).statements(0).withdrawal_ground(), "wrong file");
  EXPECT_TRUE(shown(persons[1], gone).names(0).has_withdrawn_at());
  EXPECT_EQ(shown(persons[1], gone).identifiers_size(), 0);
}

TEST_F(TimeTravelTest, WhatAListReplacedComesBackWithIt) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const core::Instant first = between();
  auto changed = list_row(1, "K-1", "Небувайло");
  changed.set_evidence("R5");
  import({changed});
  const auto replaced_statement = shown(persons[0]).statements(0).statement_id();
  const core::Instant replaced = between();
  EXPECT_TRUE(take_back(list_id_));
  const core::Instant back = between();
  withdraw(replaced_statement);
  const core::Instant gone = between();

  EXPECT_EQ(shown(persons[0], first).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(shown(persons[0], replaced).status(), v1::PERSON_STATUS_CAPTIVE_CONFIRMED);
  EXPECT_TRUE(shown(persons[0], replaced).statements(0).has_withdrawn_at())
      << "kept, although another withdrawal took its place";
  EXPECT_EQ(shown(persons[0], back).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_FALSE(shown(persons[0], back).statements(0).has_withdrawn_at());
  EXPECT_TRUE(shown(persons[0], gone).statements(0).has_withdrawn_at());
  EXPECT_EQ(shown(persons[0]).status(), shown(persons[0], gone).status());
}

TEST_F(TimeTravelTest, LinksJoinWhileTheyAreConfirmed) {
  auto other = list_row(2, "K-2", "Небувайлов");
  other.set_evidence("R6");
  other.set_statement("released");
  other.set_fact_date("2026-05-05");
  other.set_inform_kin("no");
  const auto persons = import({list_row(1, "K-1", "Небувайло"), other, list_row(3, "K-3", "Небувайленко")});
  const core::Instant apart = between();
  const auto link = join(persons[0], persons[1]);
  const core::Instant joined = between();
  const auto more = join(persons[1], persons[2]);
  const core::Instant all = between();
  review(link, v1::LINK_DECISION_UNDO, "second");
  const core::Instant undone = between();
  review(more, v1::LINK_DECISION_DISPUTE, "second");

  const auto records = [&](const v1::GetPersonResponse& page) {
    std::vector<std::int64_t> ids;
    for (const auto& record : page.records()) ids.push_back(record.person_id());
    return ids;
  };
  EXPECT_THAT(records(shown(persons[0], apart)), ElementsAre(persons[0]));
  EXPECT_EQ(shown(persons[0], apart).links_size(), 0);
  EXPECT_EQ(shown(persons[0], apart).status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(shown(persons[0], apart).inform_kin(), v1::INFORM_KIN_UNSPECIFIED);
  EXPECT_THAT(records(shown(persons[0], joined)), ElementsAre(persons[0], persons[1]));
  EXPECT_EQ(shown(persons[0], joined).status(), v1::PERSON_STATUS_RELEASED);
  EXPECT_EQ(shown(persons[0], joined).inform_kin(), v1::INFORM_KIN_NO);
  EXPECT_THAT(records(shown(persons[2], all)), ElementsAre(persons[2], persons[0], persons[1]));
  EXPECT_EQ(shown(persons[2], all).cluster_id(), persons[0]);
  EXPECT_THAT(records(shown(persons[2], undone)), ElementsAre(persons[2], persons[1]));
  EXPECT_EQ(shown(persons[0], undone).links(0).state(), v1::LINK_STATE_UNDONE);
  EXPECT_EQ(shown(persons[0], all).links(0).state(), v1::LINK_STATE_CONFIRMED);
  EXPECT_THAT(records(shown(persons[2])), ElementsAre(persons[2])) << "a disputed link joins nobody";
  EXPECT_EQ(shown(persons[2]).links(0).state(), v1::LINK_STATE_DISPUTED);
}

TEST_F(TimeTravelTest, HoldsAndNamesAreThoseOfThen) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const core::Instant before = between();
  const auto held = hold(persons[0], 30);
  import({list_row(1, "K-1", "Небувайлевич")});
  const core::Instant during = between();
  v1::EndHoldRequest end;
  end.set_request_id(next_id());
  end.set_hold_id(held);
  v1::EndHoldResponse ended;
  ASSERT_TRUE(call(&Stub::EndHold, end, ended, "supervisor").ok());
  const core::Instant after = between();
  EXPECT_EQ(shown(persons[0], before).holds_size(), 0);
  ASSERT_EQ(shown(persons[0], before).names_size(), 1);
  EXPECT_FALSE(shown(persons[0], before).names(0).has_withdrawn_at());
  ASSERT_EQ(shown(persons[0], during).holds_size(), 1);
  EXPECT_FALSE(shown(persons[0], during).holds(0).ended());
  ASSERT_EQ(shown(persons[0], during).names_size(), 2);
  EXPECT_TRUE(shown(persons[0], during).names(0).has_withdrawn_at());
  EXPECT_TRUE(shown(persons[0], after).holds(0).ended());
}

TEST_F(TimeTravelTest, WhatCouldBeSaidFollowsTheLife) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  age(10);
  put(persons[0], statement(v1::STATEMENT_KIND_CAPTURED, v1::EVIDENCE_RUNG_R5, 2, 3), v1::INFORM_KIN_YES);
  age(10);
  put(persons[0], statement(v1::STATEMENT_KIND_RELEASED, v1::EVIDENCE_RUNG_R6, 5, 2));
  age(10);
  put(persons[0], statement(v1::STATEMENT_KIND_DIED, v1::EVIDENCE_RUNG_R6, 6, 2));

  v1::WhatCouldBeSaidRequest early;
  early.set_person_id(persons[0]);
  early.set_purpose("complaint of a mother");
  *early.mutable_day() = day(-31);
  v1::WhatCouldBeSaidResponse response;
  EXPECT_EQ(call(&Stub::WhatCouldBeSaid, early, response, "supervisor").error_code(), grpc::StatusCode::NOT_FOUND);

  const auto captive = said(persons[0], -25);
  EXPECT_EQ(captive.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(answer(captive, "operator", 0, false), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) << "not forwarded, no consent";
  EXPECT_EQ(answer(captive, "operator", 0, true), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(answer(captive, "portal", 0, false), v1::ANSWER_KIND_REGISTERED);
  const auto willing = said(persons[0], -15);
  EXPECT_EQ(willing.status(), v1::PERSON_STATUS_CAPTIVE_CONFIRMED);
  EXPECT_EQ(willing.inform_kin(), v1::INFORM_KIN_YES);
  EXPECT_EQ(answer(willing, "operator", 0, false), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  const auto free = said(persons[0], -5);
  EXPECT_EQ(free.status(), v1::PERSON_STATUS_RELEASED);
  EXPECT_EQ(answer(free, "operator", 0, false), v1::ANSWER_KIND_RELEASED);
  const auto dead = said(persons[0], 0);
  EXPECT_EQ(dead.status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_EQ(answer(dead, "operator", 0, false), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(answer(dead, "supervisor", 0, true), v1::ANSWER_KIND_DEAD);
}

TEST_F(TimeTravelTest, AHoldThatWasInForceThatDayKeepsSilent) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  put(persons[0], statement(v1::STATEMENT_KIND_CAPTURED, v1::EVIDENCE_RUNG_R5, 2, 3), v1::INFORM_KIN_YES);
  age(10);
  const auto held = hold(persons[0], 3);
  age(10);  // placed ten days ago, and its last day lies
  server_.run_sql("UPDATE hold SET until = current_date - 7 WHERE hold_id = " + std::to_string(held));
  const auto before = log_entries();
  EXPECT_FALSE(said(persons[0], -15).hold_in_force());
  EXPECT_EQ(answer(said(persons[0], -15), "operator", 0, false), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_TRUE(said(persons[0], -8).hold_in_force());
  EXPECT_EQ(answer(said(persons[0], -8), "operator", 0, false), v1::ANSWER_KIND_NO_ANSWER_TODAY);
  EXPECT_TRUE(said(persons[0], -7).hold_in_force()) << "its last day";
  EXPECT_FALSE(said(persons[0], -6).hold_in_force());
  EXPECT_EQ(log_entries(), before + 6) << "each is logged";
  server_.run_sql("UPDATE hold SET ended_by = 'id-supervisor', ended_at = now() - interval '8 days'");
  EXPECT_FALSE(said(persons[0], -7).hold_in_force()) << "ended before its day";

  stop_the_log();
  v1::WhatCouldBeSaidRequest request;
  request.set_person_id(persons[0]);
  request.set_purpose("complaint of a mother");
  *request.mutable_day() = day(0);
  v1::WhatCouldBeSaidResponse response;
  EXPECT_FALSE(call(&Stub::WhatCouldBeSaid, request, response, "supervisor").ok());
  EXPECT_EQ(response.answers_size(), 0);
  let_the_log_go_on();
}

// Random work on a small register. After each step it is written down what the register holds; asked later what was
// known at that instant, it must say the same. What is held is derived by read_statements.sql and refresh_clusters,
// what was known by the histories: two ways that share no query.
class RandomWork : public TimeTravelTest {
 protected:
  static constexpr int kSteps = 300;

  struct Remembered {
    core::Instant at;
    std::map<std::int64_t, std::string> state;
    std::string step;
  };

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  std::int64_t anybody() { return persons_[below(persons_.size())]; }

  std::map<std::int64_t, std::string> states() const {
    std::map<std::int64_t, std::string> all;
    std::istringstream lines(
        server_.value("SELECT string_agg(person_id || ' ' || status || ' ' || rung || ' ' || cluster_id || ' ' ||"
                      " cluster_inform_kin, E'\\n') FROM person_state"));
    for (std::string line; std::getline(lines, line);) {
      const auto space = line.find(' ');
      all[std::stoll(line.substr(0, space))] = line.substr(space + 1);
    }
    return all;
  }
  static std::string state_of(const v1::GetPersonResponse& page) {
    return std::to_string(page.status() - 1) + ' ' + std::to_string(page.rung() - 1) + ' ' +
           std::to_string(page.cluster_id()) + ' ' + std::to_string(page.inform_kin());
  }

  void put_something() {
    static constexpr std::array kKinds{v1::STATEMENT_KIND_CAPTURED,  v1::STATEMENT_KIND_SEEN_ALIVE,
                                       v1::STATEMENT_KIND_DIED,      v1::STATEMENT_KIND_KILLED,
                                       v1::STATEMENT_KIND_RELEASED,  v1::STATEMENT_KIND_EXCHANGED,
                                       v1::STATEMENT_KIND_WOUNDED,   v1::STATEMENT_KIND_MISSING,
                                       v1::STATEMENT_KIND_WITHDRAWN, v1::STATEMENT_KIND_HOSPITAL_IN};
    const auto kind = kKinds[below(kKinds.size())];
    const auto rung =
        static_cast<v1::EvidenceRung>(v1::EVIDENCE_RUNG_R1 + below(kind == v1::STATEMENT_KIND_MISSING ? 5 : 6));
    auto made = statement(kind, rung, 1 + static_cast<int>(below(9)), 1 + static_cast<int>(below(28)),
                          below(2) == 0 ? "sample-internment" : "sample-forensic");
    statements_.push_back(put(anybody(), made, static_cast<v1::InformKin>(below(4))));
  }
  // A list may have withdrawn it meanwhile; then nothing is left to do.
  bool withdraw_if_it_stands(std::int64_t statement, const std::string& actor) {
    v1::WithdrawStatementRequest request;
    request.set_request_id(next_id());
    request.set_statement_id(statement);
    request.set_ground("taken back by a test");
    v1::WithdrawStatementResponse response;
    const auto status = call(&Stub::WithdrawStatement, request, response, actor);
    if (!status.ok() && reason(status) == core::Reason::kWrongState) return true;
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.withdrawn();
  }
  void withdraw_something() {
    if (statements_.empty()) return put_something();
    const std::size_t at = below(statements_.size());
    if (withdraw_if_it_stands(statements_[at], "registrar") || below(2) == 0) {
      statements_.erase(statements_.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
    waiting_.push_back(statements_[at]);
    statements_.erase(statements_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  void confirm_something() {
    if (waiting_.empty()) return withdraw_something();
    withdraw_if_it_stands(waiting_.back(), "second");
    waiting_.pop_back();
  }
  // Signed, asked back, taken back.
  void move_a_list() {
    if (lists_.empty()) return put_something();
    const std::size_t at = below(lists_.size());
    auto& [list, stage] = lists_[at];
    if (stage == 0 && below(2) == 0) {
      countersign(list);
      stage = 1;
      return;
    }
    if (take_back(list, stage == 2 ? "second" : "registrar")) {
      lists_.erase(lists_.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      stage = 2;
    }
  }
  // A later list of the source says otherwise of one of its rows.
  void say_otherwise() {
    if (rows_.empty()) return bring_a_list();
    v1::ListRow& row = rows_[below(rows_.size())];
    row.set_row_number(1);
    static constexpr std::array kSaid{"captured", "released", "killed", "wounded"};
    row.set_statement(kSaid[below(kSaid.size())]);
    row.set_fact_date("2026-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10)));
    row.set_evidence(below(2) == 0 ? "R3" : "R5");
    static constexpr std::array kWishes{"", "yes", "no"};
    row.set_inform_kin(kWishes[below(kWishes.size())]);
    // What a source has said before and then said otherwise is refused from a list, and rightly.
    if (!said_.insert(said(row)).second) return put_something();
    import({row});
    lists_.emplace_back(list_id_, 0);
  }
  static std::string said(const v1::ListRow& row) {
    return row.external_id() + ' ' + row.statement() + ' ' + row.fact_date() + ' ' + row.evidence();
  }
  // What a list that is gone had replaced is withdrawn singly, in the place of the earlier withdrawal.
  void withdraw_what_came_back() {
    const std::string came_back = server_.value(
        "SELECT min(w.statement_id) FROM statement_withdrawal AS w JOIN list AS b ON b.list_no = w.by_list"
        " JOIN statement AS s USING (statement_id) JOIN list AS l ON l.list_no = s.list_no"
        " WHERE b.withdrawn_at IS NOT NULL AND l.withdrawal_asked_at IS NULL AND w.effective_at IS NOT NULL");
    if (came_back.empty()) return say_otherwise();
    if (!withdraw_if_it_stands(std::stoll(came_back), "registrar")) waiting_.push_back(std::stoll(came_back));
  }
  void bring_a_list() {
    std::vector<v1::ListRow> rows;
    for (int i = 1; i <= 3; ++i) {
      const std::string number = std::to_string(++brought_);
      auto row = list_row(i, "R-" + number, "Рядковий");
      row.mutable_name()->set_given_name("Тест" + number);
      row.set_birth_date("19" + std::to_string(50 + brought_) + "-04-17");
      row.set_service_number("ХХ-" + std::to_string(500'000 + brought_));
      row.set_statement(i == 1 ? "killed" : "captured");
      row.set_evidence(i == 1 ? "R6" : "R3");
      rows.push_back(row);
      rows_.push_back(row);
      said_.insert(said(row));
    }
    for (const std::int64_t person : import(rows)) persons_.push_back(person);
    lists_.emplace_back(list_id_, 0);
  }
  void work_on_links() {
    if (!links_.empty() && below(3) == 0) {
      const std::size_t at = below(links_.size());
      review(links_[at], below(2) == 0 ? v1::LINK_DECISION_UNDO : v1::LINK_DECISION_DISPUTE, "second");
      links_.erase(links_.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
    const auto a = anybody();
    const auto b = anybody();
    const std::string known =
        server_.value("SELECT count(*) FROM link WHERE person_a = " + std::to_string(std::min(a, b)) +
                      " AND person_b = " + std::to_string(std::max(a, b)) + " AND state <> 5");
    const auto now = states();
    const auto cluster = [&](std::int64_t person) {
      std::istringstream words(now.at(person));
      std::string word;
      for (int i = 0; i < 3; ++i) words >> word;
      return word;
    };
    if (a == b || known != "0" || cluster(a) == cluster(b)) return put_something();
    links_.push_back(join(a, b));
  }

  std::mt19937_64 random_{testing::UnitTest::GetInstance()->random_seed() + 20'261'126U};
  std::vector<std::int64_t> persons_;
  std::vector<std::int64_t> statements_;
  std::vector<std::int64_t> waiting_;
  std::vector<std::int64_t> links_;
  std::vector<std::pair<std::string, int>> lists_;
  std::vector<v1::ListRow> rows_;
  std::set<std::string> said_;
  int brought_ = 0;
};

TEST_F(RandomWork, WhatWasKnownIsWhatTheRegisterHeld) {
  bring_a_list();
  std::vector<Remembered> past;
  for (int i = 0; i < kSteps; ++i) {
    const std::size_t what = below(20);
    std::string step;
    if (what < 7)
      step = "put", put_something();
    else if (what < 9)
      step = "withdraw", withdraw_something();
    else if (what < 10)
      step = "confirm", confirm_something();
    else if (what < 12)
      step = "list", move_a_list();
    else if (what < 14)
      step = "otherwise", say_otherwise();
    else if (what < 15)
      step = "back", withdraw_what_came_back();
    else if (what < 16 && persons_.size() < 15)
      step = "bring", bring_a_list();
    else
      step = "link", work_on_links();
    const core::Instant at = between();
    past.push_back(Remembered{at, states(), step});
    if (HasFailure()) return;
  }
  ASSERT_NE(server_.value("SELECT count(*) FROM past_withdrawal"), "0") << "the steps reach overwritten withdrawals";
  std::shuffle(past.begin(), past.end(), random_);
  for (const Remembered& then : past) {
    for (int i = 0; i < 3; ++i) {
      auto chosen = then.state.begin();
      std::advance(chosen, static_cast<std::ptrdiff_t>(below(then.state.size())));
      ASSERT_EQ(state_of(shown(chosen->first, then.at)), chosen->second)
          << "person " << chosen->first << " after " << then.step << ", seed "
          << testing::UnitTest::GetInstance()->random_seed();
    }
  }
  for (const auto& [person, state] : states()) EXPECT_EQ(state_of(shown(person)), state) << "today";
}

}  // namespace
}  // namespace hotline::registry
