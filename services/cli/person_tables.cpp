#include "cli/person_tables.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/console.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "core/time.hpp"

namespace hotline::cli {
namespace {

std::string kind_text(v1::StatementKind kind) {
  return enum_text(v1::StatementKind_Name(kind), "STATEMENT_KIND_");
}

std::string state_text(v1::LinkState state) {
  return enum_text(v1::LinkState_Name(state), "LINK_STATE_");
}

std::string wish_text(v1::InformKin wish) {
  return wish == v1::INFORM_KIN_UNSPECIFIED ? "NOT_ASKED" : enum_text(v1::InformKin_Name(wish), "INFORM_KIN_");
}

std::string sex_text(v1::Sex sex) {
  return sex == v1::SEX_UNSPECIFIED ? std::string() : enum_text(v1::Sex_Name(sex), "SEX_");
}

std::string joined(const std::string& first, const std::string& second, const char* between) {
  return first.empty() || second.empty() ? first + second : first + between + second;
}

std::string listed(const std::string& title, const Table& table) {
  return '\n' + title + '\n' + table.text();
}

std::string standing(const v1::Statement& statement) {
  if (statement.has_withdrawn_at()) return "WITHDRAWN";
  if (!statement.withdrawn_by().empty()) return "withdrawal asked";
  return statement.counts() ? "counts" : "NOT YET";
}

std::string withdrawal_text(const v1::Statement& statement) {
  if (statement.withdrawn_by().empty()) return {};
  return joined(statement.withdrawn_by(), statement.withdrawal_ground(), ": ");
}

std::string particular_text(const v1::Statement& statement) {
  std::string text = statement.place();
  if (statement.health() != v1::HEALTH_UNSPECIFIED) {
    text = joined(text, enum_text(v1::Health_Name(statement.health()), "HEALTH_"), "; ");
  }
  if (statement.recipient() != v1::RECIPIENT_UNSPECIFIED) {
    text = joined(text, "to " + enum_text(v1::Recipient_Name(statement.recipient()), "RECIPIENT_"), "; ");
  }
  if (!statement.authority().empty()) text = joined(text, "by " + statement.authority(), "; ");
  return joined(text, withdrawal_text(statement), "; ");
}

bool in_force(const v1::Hold& hold) {
  const auto today = core::day_of(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
  const auto& until = hold.until();
  const auto last = std::tuple(until.year(), until.month(), until.day());
  return !hold.ended() &&
         last >= std::tuple(static_cast<int>(today.year()), static_cast<int>(static_cast<unsigned>(today.month())),
                            static_cast<int>(static_cast<unsigned>(today.day())));
}

std::string header_text(const v1::GetPersonResponse& page, const std::string& then) {
  std::string text;
  if (page.trial()) text += "TRIAL: everybody in this register is invented.\n\n";
  if (!then.empty()) text += "NOT TODAY'S PAGE: " + then + "\n\n";
  text += "person     " + std::to_string(page.person_id()) + " (cluster " + std::to_string(page.cluster_id()) +
          ", version " + std::to_string(page.version()) + ")\n";
  text += "side       " + side_text(page.side()) + '\n';
  text += "status     " + status_text(page.status()) + ", " + rung_text(page.rung()) + '\n';
  text += "inform kin " + wish_text(page.inform_kin()) + '\n';
  for (const auto& hold : page.holds()) {
    if (then.empty() && in_force(hold))
      text += "HOLD       until " + date_text(hold.until()) + ": " + hold.ground() + '\n';
  }
  return text;
}

std::string names_text(const v1::GetPersonResponse& page) {
  Table names({"name", "kind", "record", "source", "entered", "holds"});
  for (const auto& name : page.names()) {
    names.add({name_text(name.name()), enum_text(v1::NameKind_Name(name.kind()), "NAME_KIND_"),
               std::to_string(name.person_id()), name.source_id(), instant_text(name.entered_at()),
               name.has_withdrawn_at() ? "until " + instant_text(name.withdrawn_at()) : "yes"});
  }
  return listed("NAMES", names);
}

std::string identifiers_text(const v1::GetPersonResponse& page) {
  if (page.identifiers().empty()) return {};
  Table numbers({"number", "value", "record", "source"});
  for (const auto& number : page.identifiers()) {
    numbers.add({number.kind(), number.value(), std::to_string(number.person_id()), number.source_id()});
  }
  return listed("NUMBERS", numbers);
}

// By source, the firmest rung first, then by the fact's date.
std::string statements_text(const v1::GetPersonResponse& page) {
  std::vector<const v1::Statement*> sorted;
  for (const auto& statement : page.statements()) sorted.push_back(&statement);
  const auto place = [](const v1::Statement& one) {
    const auto& date = one.fact_date();
    return std::tuple(one.source_id(), -static_cast<int>(one.rung()), date.year(), date.month(), date.day(),
                      one.statement_id());
  };
  std::sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) { return place(*a) < place(*b); });
  Table statements({"source", "rung", "statement", "kind", "fact", "record", "entered", "stands", "beside it"});
  std::string source;
  std::string rung;
  for (const auto* statement : sorted) {
    const bool again = statement->source_id() == source && rung_text(statement->rung()) == rung;
    const bool same_source = statement->source_id() == source;
    source = statement->source_id();
    rung = rung_text(statement->rung());
    statements.add({same_source ? "" : source, again ? "" : rung, std::to_string(statement->statement_id()),
                    kind_text(statement->kind()), date_text(statement->fact_date()),
                    std::to_string(statement->person_id()), instant_text(statement->entered_at()), standing(*statement),
                    particular_text(*statement)});
  }
  return listed("STATEMENTS", statements);
}

std::string record_value(const v1::GetPersonResponse& page, std::int64_t person, const std::string& kind) {
  for (const auto& record : page.records()) {
    if (record.person_id() != person) continue;
    return kind == "sex" ? sex_text(record.particulars().sex()) : date_text(record.particulars().birth_date());
  }
  return {};
}

// What cannot both be true, one beside the other.
std::string contradictions_text(const v1::GetPersonResponse& page) {
  if (page.contradictions().empty()) return {};
  std::map<std::int64_t, const v1::Statement*> by_id;
  for (const auto& statement : page.statements()) by_id[statement.statement_id()] = &statement;
  std::string text = "\nCONTRADICTIONS\n";
  for (const auto& one : page.contradictions()) {
    text += one.kind() + ": " + one.description() + '\n';
    Table sides({"  ", "record", "source", "rung", "says", "fact"});
    for (const std::int64_t id : one.statement_ids()) {
      const auto found = by_id.find(id);
      if (found == by_id.end()) continue;
      const v1::Statement& statement = *found->second;
      sides.add({"  ", std::to_string(statement.person_id()), statement.source_id(), rung_text(statement.rung()),
                 kind_text(statement.kind()) + " (" + std::to_string(id) + ")", date_text(statement.fact_date())});
    }
    if (one.statement_ids().empty()) {
      for (const std::int64_t person : one.person_ids()) {
        sides.add({"  ", std::to_string(person), "", "", record_value(page, person, one.kind()), ""});
      }
    }
    text += sides.text();
  }
  return text;
}

// Only of records that hold any: mostly children's.
std::string circumstances_text(const v1::GetPersonResponse& page) {
  Table known({"record", "what", "as recorded"});
  bool any = false;
  for (const auto& record : page.records()) {
    const auto& held = record.particulars();
    const auto add = [&](const char* what, const std::string& value) {
      if (value.empty()) return;
      known.add({std::to_string(record.person_id()), what, value});
      any = true;
    };
    add("mother", held.mother_name());
    add("siblings", siblings_text(held.siblings()));
    add("marks", held.marks());
    add("last seen", last_seen_text(held.last_seen_place(), held.last_seen_date()));
  }
  return any ? listed("KIN, MARKS AND LAST SEEN", known) : std::string();
}

std::string records_text(const v1::GetPersonResponse& page) {
  Table records({"record", "born", "birthplace", "sex", "rank", "unit", "entered"});
  for (const auto& record : page.records()) {
    const auto& known = record.particulars();
    records.add({std::to_string(record.person_id()), date_text(known.birth_date()), known.birthplace(),
                 sex_text(known.sex()), known.rank(), known.unit(), instant_text(record.entered_at())});
  }
  return listed("RECORDS OF THIS HUMAN BEING", records) + circumstances_text(page);
}

std::string links_text(const v1::GetPersonResponse& page) {
  if (page.links().empty()) return {};
  Table links({"link", "records", "state", "likely", "proposed", "last step"});
  for (const auto& link : page.links()) {
    std::string last;
    if (link.steps_size() > 0) {
      const auto& step = link.steps(link.steps_size() - 1);
      last = enum_text(v1::LinkDecision_Name(step.decision()), "LINK_DECISION_") + " by " + step.actor() + ' ' +
             instant_text(step.decided_at());
    }
    links.add({std::to_string(link.link_id()),
               std::to_string(link.person_a()) + " = " + std::to_string(link.person_b()), state_text(link.state()),
               likelihood_text(link.probability()), link.proposed_by(), last});
  }
  return listed("LINKS", links);
}

std::string holds_text(const v1::GetPersonResponse& page) {
  if (page.holds().empty()) return {};
  Table holds({"hold", "until", "record", "author", "ended", "ground"});
  for (const auto& hold : page.holds()) {
    holds.add({std::to_string(hold.hold_id()), date_text(hold.until()), std::to_string(hold.person_id()), hold.author(),
               hold.ended() ? "yes" : "no", hold.ground()});
  }
  return listed("HOLDS", holds);
}

std::string told_text(const v1::GetPersonResponse& page) {
  if (page.told().empty()) return {};
  Table told({"told at", "answer", "inquiry", "record", "version", "log"});
  for (const auto& one : page.told()) {
    told.add({instant_text(one.told_at()), enum_text(v1::AnswerKind_Name(one.kind()), "ANSWER_KIND_"), one.reference(),
              std::to_string(one.person_id()), std::to_string(one.version()),
              std::to_string(one.log_tree()) + '/' + std::to_string(one.log_index())});
  }
  return listed("WHO WAS TOLD WHAT", told);
}

struct Event {
  google::protobuf::Timestamp at;
  std::string what;
  std::string who;
  std::string detail;
};

void add_statements(const v1::GetPersonResponse& page, std::vector<Event>& events) {
  for (const auto& statement : page.statements()) {
    const std::string id = "statement " + std::to_string(statement.statement_id());
    const std::string says = joined(kind_text(statement.kind()), date_text(statement.fact_date()), " ") + ", " +
                             rung_text(statement.rung()) + ", " + statement.source_id() +
                             (statement.counts() ? "" : ", NOT YET counting");
    events.push_back({statement.entered_at(), id + " entered", statement.entered_by(), says});
    if (statement.has_forwarded_at()) events.push_back({statement.forwarded_at(), id + " forwarded", "", says});
    if (!statement.has_withdrawn_at()) continue;
    events.push_back(
        {statement.withdrawn_at(), id + " withdrawn", statement.withdrawn_by(), statement.withdrawal_ground()});
  }
}

void add_links(const v1::GetPersonResponse& page, std::vector<Event>& events) {
  for (const auto& link : page.links()) {
    const std::string id = "link " + std::to_string(link.link_id());
    const std::string pair = std::to_string(link.person_a()) + " = " + std::to_string(link.person_b());
    events.push_back({link.proposed_at(), id + " proposed", link.proposed_by(), pair + ": " + link.reasons()});
    for (const auto& step : link.steps()) {
      if (step.decision() == v1::LINK_DECISION_PROPOSE && step.decided_at().seconds() == link.proposed_at().seconds()) {
        continue;
      }
      const std::string decided = enum_text(v1::LinkDecision_Name(step.decision()), "LINK_DECISION_");
      events.push_back(
          {step.decided_at(), id + ' ' + decided, step.actor(), joined(state_text(step.state()), step.ground(), ": ")});
    }
  }
}

bool same_but_for_level(const v1::CouldBeSaid& a, const v1::CouldBeSaid& b) {
  v1::CouldBeSaid other = a;
  other.set_caller_level(b.caller_level());
  return other.SerializeAsString() == b.SerializeAsString();
}

std::string seconds_text(std::int64_t seconds) {
  if (seconds < 120) return std::to_string(seconds) + " s";
  if (seconds < 2 * 3600) return std::to_string(seconds / 60) + " min";
  if (seconds < 2 * 86'400) return std::to_string(seconds / 3600) + " h";
  return std::to_string(seconds / 86'400) + " d";
}

std::string gap_text(const v1::Gap& gap) {
  if (gap.known() == 0) return "-";
  return seconds_text(gap.median_seconds()) + ", " + seconds_text(gap.longest_seconds()) + " (" +
         std::to_string(gap.known()) + ")";
}

}  // namespace

std::string page_text(const v1::GetPersonResponse& page, const std::string& then) {
  return header_text(page, then) + names_text(page) + identifiers_text(page) + statements_text(page) +
         contradictions_text(page) + records_text(page) + links_text(page) + holds_text(page) + told_text(page);
}

std::string history_text(const v1::GetPersonResponse& page, const std::string& then) {
  std::vector<Event> events;
  for (const auto& record : page.records()) {
    events.push_back({record.entered_at(), "record " + std::to_string(record.person_id()) + " entered", "", ""});
  }
  for (const auto& name : page.names()) {
    const std::string whose = " of record " + std::to_string(name.person_id());
    events.push_back({name.entered_at(), "name" + whose + " entered", name.source_id(), name_text(name.name())});
    if (!name.has_withdrawn_at()) continue;
    events.push_back({name.withdrawn_at(), "name" + whose + " withdrawn", name.source_id(), name_text(name.name())});
  }
  add_statements(page, events);
  add_links(page, events);
  for (const auto& told : page.told()) {
    events.push_back({told.told_at(), "TOLD", "",
                      enum_text(v1::AnswerKind_Name(told.kind()), "ANSWER_KIND_") + ' ' + told.reference()});
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::pair(a.at.seconds(), a.at.nanos()) < std::pair(b.at.seconds(), b.at.nanos());
  });
  Table table({"when (UTC)", "what", "who", "detail"});
  for (Event& event : events) {
    table.add({instant_text(event.at), std::move(event.what), std::move(event.who), std::move(event.detail)});
  }
  // Holds carry no instant of their placing, only their last day.
  return header_text(page, then) + listed("HISTORY", table) + holds_text(page);
}

std::string could_be_said_text(const v1::WhatCouldBeSaidResponse& said, const std::string& day) {
  std::string text = "on         " + day + ", by what was known at its end (UTC)\n";
  text += "status     " + status_text(said.status()) + ", " + rung_text(said.rung()) + '\n';
  text += "inform kin " + wish_text(said.inform_kin()) + '\n';
  text += std::string("hold       ") + (said.hold_in_force() ? "in force" : "none in force") + "\n\n";
  Table answers({"channel", "level", "released", "answer", "with", "why no more"});
  for (int first = 0; first < said.answers_size();) {
    const auto& answer = said.answers(first);
    int last = first;
    while (last + 1 < said.answers_size() && same_but_for_level(said.answers(last + 1), answer)) ++last;
    std::string levels = std::to_string(answer.caller_level());
    if (last != first) levels += " to " + std::to_string(said.answers(last).caller_level());
    std::string tells;
    for (const auto& one : answer.tells()) tells = joined(tells, one, ", ");
    answers.add({answer.channel(), std::move(levels), answer.released() ? "yes" : "no",
                 enum_text(v1::AnswerKind_Name(answer.kind()), "ANSWER_KIND_"), tells, answer.withheld()});
    first = last + 1;
  }
  return text + answers.text() + "\nBy today's policy table, for a caller whose two facts agree.\n";
}

std::string gaps_text(const v1::ReportGapsResponse& report) {
  Table table({"source", "statements", "fact to received", "received to entered", "entered to forwarded"});
  for (const auto& source : report.gaps()) {
    table.add({source.source_id(), std::to_string(source.statements()), gap_text(source.fact_to_received()),
               gap_text(source.received_to_entered()), gap_text(source.entered_to_forwarded())});
  }
  return table.text() + "\nEach: median, longest (statements that have both times).\n";
}

}  // namespace hotline::cli
