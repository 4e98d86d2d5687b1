#include "cli/candidate_tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "cli/console.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"

namespace hotline::cli {
namespace {

// A bar is as long as its bits; above this nothing more is to be seen.
constexpr int kBarMax = 16;

std::string bits_text(double bits) {
  char text[32];
  std::snprintf(text, sizeof text, "%+6.1f", bits);
  return text;
}

std::string bar_text(double bits) {
  const int cells = std::min(static_cast<int>(std::lround(std::abs(bits))), kBarMax);
  return std::string(static_cast<std::size_t>(cells), bits < 0 ? '-' : '+');
}

std::string field_text(v1::FactField field) {
  std::string text = enum_text(v1::FactField_Name(field), "FACT_FIELD_");
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c == '_' ? ' ' : static_cast<char>(std::tolower(c)); });
  return text;
}

std::string agreement_text(v1::FactAgreement agreement) {
  return enum_text(v1::FactAgreement_Name(agreement), "FACT_AGREEMENT_");
}

std::string inquiry_state_text(v1::InquiryState state) {
  return enum_text(v1::InquiryState_Name(state), "INQUIRY_STATE_");
}

std::string listed(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    if (value.empty() || text.find(value) != std::string::npos) continue;
    if (!text.empty()) text += " | ";
    text += value;
  }
  return text;
}

std::string news_text(const v1::CandidateGroup& group) {
  return (group.death() ? "DEATH; tell " : "tell ") + telling_text(group.telling(), group.caller_level_min());
}

std::vector<std::string> candidate_row(const v1::Candidate& candidate) {
  return {candidate.inquiry_reference(),
          inquiry_state_text(candidate.inquiry_state()),
          std::to_string(candidate.facts_version()),
          candidate_state_text(candidate.state()),
          likelihood_text(candidate.probability()),
          candidate.changed_since() ? "CHANGED SINCE" : "",
          candidate.reasons()};
}

std::string sex_text(v1::Sex sex) {
  return sex == v1::SEX_UNSPECIFIED ? std::string() : enum_text(v1::Sex_Name(sex), "SEX_");
}

// Of the family's facts and of a record's particulars, which have these fields under the same names.
template <typename Message>
std::string last_seen_text(const Message& message) {
  const std::string day = date_text(message.last_seen_date());
  return message.last_seen_place() + (day.empty() ? "" : " " + day);
}

bool knows_bits(const v1::Explanation& explanation) {
  return explanation.person_id() != 0;
}

}  // namespace

std::string candidate_state_text(v1::CandidateState state) {
  return enum_text(v1::CandidateState_Name(state), "CANDIDATE_STATE_");
}

std::string telling_text(v1::Telling telling, std::int32_t caller_level_min) {
  std::string text;
  if (telling == v1::TELLING_BY_OPERATOR) text = "by an operator";
  if (telling == v1::TELLING_AFTER_RELEASE) text = "after a release";
  if (telling == v1::TELLING_IN_PERSON) return "in person only";
  if (telling == v1::TELLING_NOT_NOW) return "nothing now";
  if (caller_level_min > 0) text += " from level " + std::to_string(caller_level_min) + " on";
  return text;
}

std::string groups_text(const v1::ListCandidatesResponse& response) {
  Table table({"person", "inquiry", "its state", "facts", "match", "likely", "", "reasons"});
  for (const auto& group : response.groups()) {
    table.add({std::to_string(group.person_id()), "version " + std::to_string(group.person_version()), "", "", "", "",
               "", news_text(group)});
    for (const auto& candidate : group.candidates()) {
      auto row = candidate_row(candidate);
      row.insert(row.begin(), "");
      table.add(std::move(row));
    }
    if (group.candidates_total() > group.candidates_size()) {
      table.add({"", "... " + std::to_string(group.candidates_total() - group.candidates_size()) + " more"});
    }
  }
  return table.text();
}

std::string group_text(const v1::CandidateGroup& group) {
  std::string text = "person    " + std::to_string(group.person_id()) + ", version " +
                     std::to_string(group.person_version()) + '\n' + "news      " + news_text(group) + "\n\n";
  Table candidates({"inquiry", "its state", "facts", "match", "likely", "", "reasons"});
  for (const auto& candidate : group.candidates()) candidates.add(candidate_row(candidate));
  text += candidates.text();
  if (group.candidates_total() > group.candidates_size()) {
    text += "and " + std::to_string(group.candidates_total() - group.candidates_size()) + " more\n";
  }
  if (group.reviews().empty()) return text;
  Table reviews({"decided", "by", "inquiry", "decision", "ground"});
  for (const auto& review : group.reviews()) {
    reviews.add({instant_text(review.reviewed_at()), review.actor(), review.inquiry_reference(),
                 enum_text(v1::ReviewDecision_Name(review.decision()), "REVIEW_DECISION_"), review.ground()});
  }
  return text + "\nDECIDED SO FAR\n" + reviews.text();
}

std::string comparison_text(const v1::GetInquiryResponse& inquiry, const v1::GetPersonResponse& record) {
  const auto& facts = inquiry.facts();
  std::vector<std::string> names;
  for (const auto& name : record.names()) {
    if (!name.has_withdrawn_at()) names.push_back(name_text(name.name()));
  }
  std::vector<std::string> numbers;
  for (const auto& number : record.identifiers()) numbers.push_back(number.value());
  const auto recorded = [&](auto text_of) {
    std::vector<std::string> values;
    for (const auto& one : record.records()) values.push_back(text_of(one.particulars()));
    return listed(values);
  };
  Table table({"", "the family says", "the record says"});
  const auto add = [&](const char* what, const std::string& said, const std::string& held) {
    if (!said.empty() || !held.empty()) table.add({what, said, held});
  };
  add("name", name_text(facts.name()), listed(names));
  add("birth date", date_text(facts.birth_date()), recorded([](const auto& of) { return date_text(of.birth_date()); }));
  add("service number", facts.service_number(), listed(numbers));
  add("birthplace", facts.birthplace(), recorded([](const auto& of) { return of.birthplace(); }));
  add("unit", facts.unit(), recorded([](const auto& of) { return of.unit(); }));
  add("sex", sex_text(facts.sex()), recorded([](const auto& of) { return sex_text(of.sex()); }));
  add("mother", facts.mother_name(), recorded([](const auto& of) { return of.mother_name(); }));
  add("siblings", siblings_text(facts.siblings()),
      recorded([](const auto& of) { return siblings_text(of.siblings()); }));
  add("marks", facts.marks(), recorded([](const auto& of) { return of.marks(); }));
  add("last seen", last_seen_text(facts), recorded([](const auto& of) { return last_seen_text(of); }));
  return "\ninquiry   " + inquiry.summary().inquiry_reference() + ", facts version " +
         std::to_string(inquiry.facts_version()) + '\n' + table.text();
}

std::string change_text(const v1::WatchCandidatesResponse& change) {
  const auto& candidate = change.candidate();
  return instant_text(candidate.found_at()) + "  " + candidate.inquiry_reference() + "  person " +
         std::to_string(candidate.person_id()) + "  " + candidate_state_text(candidate.state()) + "  " +
         likelihood_text(candidate.probability()) + (change.death() ? "  DEATH" : "") + "  tell " +
         telling_text(change.telling(), change.caller_level_min()) + '\n';
}

std::string explanation_text(const v1::ExplainMatchResponse& response) {
  std::string text;
  if (response.has_reading()) {
    const auto& reading = response.reading();
    text += "name read as  surname: " + reading.surname() + "; given name: " + reading.given_name() +
            "; patronymic: " + reading.patronymic() + "\n\n";
  }
  if (response.explanations().empty()) text += "No match may be explained for this question.\n";
  for (const auto& explanation : response.explanations()) {
    text += "match     " + likelihood_text(explanation.probability());
    if (!knows_bits(explanation)) {
      Table table({"field", "agreement"});
      for (const auto& field : explanation.fields()) {
        table.add({field_text(field.field()), agreement_text(field.agreement())});
      }
      text += '\n' + table.text() + '\n';
      continue;
    }
    text += "  person " + std::to_string(explanation.person_id()) + "  (" + likelihood_text(explanation.alone()) +
            " without rivals," + bits_text(explanation.score_bits()) + " bits)\n";
    Table table({"field", "bits", "for or against", "how it agrees"});
    for (const auto& field : explanation.fields()) {
      if (field.agreement() == v1::FACT_AGREEMENT_NOT_ASKED) continue;
      table.add(
          {field_text(field.field()), bits_text(field.weight_bits()), bar_text(field.weight_bits()), field.words()});
    }
    constexpr double kShownMin = 0.05;
    if (explanation.together_bits() <= -kShownMin) {
      table.add({"names as a whole", bits_text(explanation.together_bits()), bar_text(explanation.together_bits()),
                 "a namesake or a relative would explain part of it"});
    }
    text += table.text() + '\n';
  }
  if (response.further_field() != v1::FACT_FIELD_UNSPECIFIED) {
    text += "ask next  " + field_text(response.further_field()) + ": its answer would part them best\n";
  }
  return text;
}

}  // namespace hotline::cli
