// Families ask: by telephone, through a portal and through a partner.
#include <array>

#include "cli/demo_day.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "hotline/v1/relatives_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Lookup = v1::LookupService::Stub;
using Relatives = v1::RelativesService::Stub;

// Of the people on the night's lists: who is asked for in which call.
struct Scene {
  const char* what;
  DemoFate fate;
  DemoFacts facts = DemoFacts::kNameAndBirth;
  bool teller = false;  // may tell a death, to kin who wish to hear it now
};
constexpr std::array kScenes{
    Scene{"a mother who knows only the name", DemoFate::kAgreed, DemoFacts::kNameOnly},
    Scene{"a mother; he is our prisoner and wished her to know", DemoFate::kAgreed},
    Scene{"a mother; a unit says that it captured him", DemoFate::kBelieved},
    Scene{"a mother; he was exchanged", DemoFate::kExchanged},
    Scene{"a mother; he died, and this operator may not say it", DemoFate::kDead},
    Scene{"a mother who wishes to hear it now; he died, and this teller may say it", DemoFate::kDead,
          DemoFacts::kNameAndBirth, true},
    Scene{"a mother; he is our prisoner, and a supervisor decides", DemoFate::kSilent},
    Scene{"a mother; he does not want his kin to know", DemoFate::kRefused},
    Scene{"a mother; nobody knows of him", DemoFate::kNobody},
    Scene{"a mother of one of our soldiers, missing", DemoFate::kMissingOfOurs},
};

std::string kind_text(v1::AnswerKind kind) {
  return enum_text(v1::AnswerKind_Name(kind), "ANSWER_KIND_");
}

void write_call(v1::Call& call) {
  CallOptions made;
  made.line = "demo";
  made.write(call);
}

int look_up(DemoDay& day, const Scene& scene, const DemoPerson& person, v1::LookupPersonResponse& response) {
  v1::LookupPersonRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
  request.set_language(language_of(day.common.language));
  request.set_relation(v1::RELATION_MOTHER);
  request.set_wishes_to_hear_now(scene.teller);
  write_call(*request.mutable_call());
  write_facts(person, scene.facts, *request.mutable_facts());
  const Common who = day.as(scene.teller ? "teller" : "operator");
  const auto stub = v1::LookupService::NewStub(who.channel());
  return call(who, *stub, &Lookup::LookupPerson, request, response);
}

void write_mother(const DemoDay& day, v1::Asker& asker) {
  asker.set_relation(v1::RELATION_MOTHER);
  asker.set_language(language_of(day.common.language));
  asker.set_notice_version(1);
  asker.set_safe_contact(v1::SAFE_CONTACT_PHONE);
  asker.mutable_safe_hours()->set_until_hour(24);  // the day is played at any hour
}

// A number of its own for each family, of the range that is kept for plays and films.
std::string next_number(const DemoDay& day) {
  return "+380 44 555 " + std::to_string(1000 + day.options.seed % 9000) + ' ' +
         std::to_string(10 + day.families.size());
}

int open_by_phone(DemoDay& day, DemoFate fate) {
  DemoFamily family;
  family.who = "a mother, by telephone";
  family.sought = day.people.next(fate);
  v1::OpenInquiryRequest request;
  request.set_request_id(new_request_id());
  write_call(*request.mutable_call());
  write_mother(day, *request.mutable_asker());
  request.mutable_asker()->set_contact(next_number(day));
  request.set_open_another(true);
  write_facts(family.sought, DemoFacts::kNameAndBirth, *request.mutable_facts());
  v1::OpenInquiryResponse response;
  const Common who = day.as("operator");
  const auto stub = v1::InquiryService::NewStub(who.channel());
  const int called = call(who, *stub, &v1::InquiryService::Stub::OpenInquiry, request, response);
  if (called != kDone) return called;
  day.stage.say(name_of(family.sought) + ": registered, " + response.inquiry_reference());
  family.key.set_reference(response.inquiry_reference());
  family.key.set_passphrase(response.inquiry_passphrase());
  day.families.push_back(std::move(family));
  day.count("inquiries");
  return kDone;
}

v1::PartnerRow row_of(const DemoDay& day, const DemoFamily& family, int number) {
  v1::PartnerRow row;
  row.set_row_number(number);
  row.set_case_number(family.sought.row.external_id);
  write_mother(day, *row.mutable_asker());
  row.mutable_asker()->set_contact(next_number(day) + std::to_string(number));
  write_facts(family.sought, DemoFacts::kNameAndBirth, *row.mutable_facts());
  row.set_collected_by(v1::COLLECTED_BY_FAMILY);
  return row;
}

}  // namespace

std::string part_of(const v1::Script& script, const std::string& name) {
  for (const auto& part : script.parts()) {
    if (part.part() == name) return part.text();
  }
  return {};
}

std::vector<DemoFate> demo_scene_fates() {
  std::vector<DemoFate> fates;
  for (const Scene& scene : kScenes) fates.push_back(scene.fate);
  return fates;
}

int demo_calls(DemoDay& day) {
  for (int i = 0; i < day.options.calls; ++i) {
    const auto at = static_cast<std::size_t>(i);
    // Those beyond the scenes ask for men whom today's list will name, and for men whom nobody will.
    Scene scene{"a mother; nothing is held yet", i % 2 == 0 ? DemoFate::kAgreed : DemoFate::kNobody};
    DemoPerson sought;
    if (at < kScenes.size()) {
      scene = kScenes[at];
      sought = day.nights.at(at);
    } else {
      sought = day.people.next(scene.fate);
    }
    v1::LookupPersonResponse response;
    const int called = look_up(day, scene, sought, response);
    if (called != kDone) return called;
    day.stage.say(std::string(scene.what) + ":  " + name_of(sought));
    day.stage.say("    " + kind_text(response.kind()) + "  \"" + part_of(response.script(), "outcome") + "\"");
    day.stage.count(kind_text(response.kind()), 1);
    day.count("calls answered");
    day.count("answers logged");
    day.count("inquiries");
    if (at < kScenes.size()) continue;
    DemoFamily family;
    family.who = "a mother who wished not to be called";
    family.calls_again = true;
    family.sought = std::move(sought);
    family.key.set_reference(response.inquiry_reference());
    family.key.set_passphrase(response.inquiry_passphrase());
    day.families.push_back(std::move(family));
  }
  return kDone;
}

int demo_registered_by_phone(DemoDay& day) {
  for (const DemoFate fate : {DemoFate::kAgreed, DemoFate::kDead, DemoFate::kBelieved}) {
    const int opened = open_by_phone(day, fate);
    if (opened != kDone) return opened;
  }
  return kDone;
}

int demo_portal_asks(DemoDay& day) {
  DemoFamily family;
  family.who = "a mother, through the portal";
  family.sought = day.people.next(DemoFate::kSilent);
  v1::AskAboutRelativeRequest request;
  request.set_request_id(new_request_id());
  write_mother(day, *request.mutable_asker());
  request.mutable_asker()->set_contact(next_number(day));
  write_facts(family.sought, DemoFacts::kNameAndBirth, *request.mutable_facts());
  v1::AskAboutRelativeResponse response;
  const Common who = day.as("portal");
  const auto stub = v1::RelativesService::NewStub(who.channel());
  const int called = call(who, *stub, &Relatives::AskAboutRelative, request, response);
  if (called != kDone) return called;
  day.stage.say(name_of(family.sought) + ": REGISTERED, whatever is held");
  day.stage.say("the family keeps the reference " + response.inquiry_reference() + " and the words \"" +
                response.inquiry_passphrase() + "\"");
  family.key.set_reference(response.inquiry_reference());
  family.key.set_passphrase(response.inquiry_passphrase());
  day.families.push_back(std::move(family));
  day.count("inquiries");
  day.count("answers logged");
  return demo_portal_looks(day);
}

int demo_portal_looks(DemoDay& day) {
  for (const DemoFamily& family : day.families) {
    if (family.who != "a mother, through the portal") continue;
    v1::GetMyInquiryRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = family.key;
    request.set_language(language_of(day.common.language));
    v1::GetMyInquiryResponse response;
    const Common who = day.as("portal");
    const auto stub = v1::RelativesService::NewStub(who.channel());
    const int called = call(who, *stub, &Relatives::GetMyInquiry, request, response);
    if (called != kDone) return called;
    const std::string status = enum_text(v1::MyInquiryStatus_Name(response.status()), "MY_INQUIRY_STATUS_");
    const bool waits = response.status() == v1::MY_INQUIRY_STATUS_MESSAGE_WAITING;
    day.stage.say("the portal looks: " + status +
                  (waits ? ", so the page asks the family to call; it never means a death, for it comes for everything"
                         : ", nothing to say today"));
    day.stage.count(status, 1);
    day.count("answers logged");
  }
  return kDone;
}

int demo_partner_submits(DemoDay& day) {
  std::vector<DemoFamily> families;
  v1::SubmitInquiriesRequest request;
  for (const DemoFate fate : {DemoFate::kSilent, DemoFate::kAgreed, DemoFate::kNobody}) {
    DemoFamily family;
    family.who = "a mother, through the partner";
    family.sought = day.people.next(fate);
    *request.add_rows() = row_of(day, family, request.rows_size() + 1);
    families.push_back(std::move(family));
  }
  const Common who = day.as("partner");
  const auto stub = v1::RelativesService::NewStub(who.channel());
  grpc::ClientContext context;
  who.prepare(context);
  const auto stream = stub->SubmitInquiries(&context);
  v1::SubmitInquiriesResponse response;
  const bool answered = stream->Write(request) && stream->Read(&response);
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return print_error(rpc::error_from(status), rpc::call_id_of(status));
  if (!answered || response.outcomes_size() != request.rows_size()) return demo_failed("the rows were not answered");
  for (int i = 0; i < response.outcomes_size(); ++i) {
    const auto& outcome = response.outcomes(i);
    DemoFamily& family = families[static_cast<std::size_t>(i)];
    if (outcome.result() != v1::PARTNER_ROW_RESULT_REGISTERED) {
      return demo_failed("a row was not registered: " + v1::PartnerRowResult_Name(outcome.result()));
    }
    family.key.set_reference(outcome.inquiry_reference());
    family.key.set_passphrase(outcome.inquiry_passphrase());
    day.stage.say(name_of(family.sought) + ": REGISTERED, " + outcome.inquiry_reference());
    day.families.push_back(std::move(family));
    day.count("inquiries");
    day.count("answers logged");
  }
  return kDone;
}

}  // namespace hotline::cli
