#include "core/figures.hpp"

namespace hotline::core {
namespace {

struct Words {
  std::string_view name;
  std::string_view title;
  std::string_view definition;
};

constexpr std::array<Words, kFigureTableLast> kWords{{
    {"QUESTIONS", "Questions, inquiries and people sought",
     "Questions answered in the month; inquiries opened in it; and how many different people were sought, each counted "
     "once a month however often and by whomever they were asked for."},
    {"ANSWERS", "Questions by kind of answer",
     "Every question answered in the month, by what the caller heard. One family can ask many times."},
    {"CHANNELS", "Questions by channel", "Every question answered in the month, by whom it was put to."},
    {"STATES", "Inquiries: found and told",
     "All inquiries ever opened, by where they stood at the end of the month. STANDING: nothing found yet. CANDIDATE: "
     "a "
     "possible match is being checked. AWAITING_CALLBACK: found, the family is to be told. TOLD: the family was told."},
    {"WAITING", "Inquiries waiting, by age",
     "Inquiries at the end of the month whose family has not been told, by full calendar months since they were "
     "opened."},
    {"TIME_TO_ANSWER", "Time to the first answer that told something",
     "Inquiries whose family was told something for the first time in the month, by the days since the inquiry was "
     "opened. Inquiries that still wait are not in it, so it says nothing of how long they will."},
    {"CALLBACKS", "Callbacks",
     "Callbacks opened in the month, and for what: a match was confirmed, an answer was released, what was told was "
     "taken "
     "back, a call was promised, a supervisor must take it; one can be for several. Callbacks told in the month, by "
     "the "
     "days since they were opened; LAPSED: tried in vain, now with the supervisors, and not told since; "
     "ENDED_OTHERWISE: the inquiry was closed or withdrawn, or the match was taken back. Tries of the month by how "
     "each "
     "ended. AT_THE_END: what stood at the end of the month, due, waiting for a family that did not want to be called, "
     "or lapsed. One inquiry can be called back more than once."},
    {"RECORDS", "Records and distinct people, by side",
     "Records at the end of the month, and the different people they are about: records joined by two reviewers count "
     "as "
     "one person. People whose records nobody has joined yet count more than once."},
    {"STATUS", "People by side and status",
     "Distinct people at the end of the month by the status that follows from all statements about them. A status is "
     "no "
     "finding of a court, and KILLED or DEAD words of a source are not counted as deaths until confirmed."},
    {"RUNG", "People by side and strength of evidence",
     "Distinct people at the end of the month by the rung of the evidence for their status: R0 a caller's word, R1 "
     "open "
     "source, R2 a unit's report, R3 documents or two sources, R4 notice by the detaining power, R5 Red Cross or "
     "capture "
     "card, R6 certificate or the person."},
    {"REGION", "People by side and region",
     "Distinct people at the end of the month by the region code of the statement entered last; 0: not stated."},
    {"SOURCE", "Records by source", "Records at the end of the month by the source that brought each first."},
    {"WEEK", "Records by week of entry",
     "Records entered in each week (Monday to Sunday, UTC) that ended in the month. A week of many entries is a week "
     "of "
     "lists that came in, not of events."},
}};

}  // namespace

const std::array<std::string_view, kCallbackCauses> kCauseNames{"MATCH", "RELEASE", "CORRECTION", "BOOKED",
                                                                "SUPERVISOR"};

const std::array<std::string_view, kWaitedBuckets> kWaitedNames{
    "SAME_DAY", "1_DAY", "2_TO_7_DAYS", "8_TO_30_DAYS", "31_TO_90_DAYS", "91_TO_365_DAYS", "MORE_THAN_A_YEAR"};

std::string_view name_of(FigureTable table) {
  return kWords.at(static_cast<std::size_t>(table) - 1).name;
}

std::string_view title_of(FigureTable table) {
  return kWords.at(static_cast<std::size_t>(table) - 1).title;
}

std::string_view definition_of(FigureTable table) {
  return kWords.at(static_cast<std::size_t>(table) - 1).definition;
}

}  // namespace hotline::core
