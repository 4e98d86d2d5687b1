#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

struct OpenOptions {
  FactOptions facts;
  CallOptions call;
  std::string asker_file;
  std::int32_t notice_version = 1;
  bool another = false;
};

struct KeyedOptions {
  KeyOptions key;
  FactOptions facts;
};

struct ListOptions {
  std::vector<std::string> states;
  std::int32_t page_size = 50;
  std::string page_token;
};

void print_summaries(const google::protobuf::RepeatedPtrField<v1::InquirySummary>& summaries) {
  Table table({"reference", "state", "opened", "changed"});
  for (const auto& summary : summaries) {
    table.add({summary.inquiry_reference(), enum_text(v1::InquiryState_Name(summary.state()), "INQUIRY_STATE_"),
               instant_text(summary.opened_at()), instant_text(summary.changed_at())});
  }
  std::cout << table.text();
}

void print_summary(const v1::InquirySummary& summary) {
  std::cout << "inquiry   " << summary.inquiry_reference() << '\n'
            << "state     " << enum_text(v1::InquiryState_Name(summary.state()), "INQUIRY_STATE_") << '\n'
            << "opened    " << instant_text(summary.opened_at()) << '\n'
            << "changed   " << instant_text(summary.changed_at()) << '\n';
}

int open_inquiry(const Common& common, const OpenOptions& options) {
  v1::OpenInquiryRequest request;
  request.set_request_id(new_request_id());
  options.call.write(*request.mutable_call());
  request.set_open_another(options.another);
  if (!options.asker_file.empty()) {
    const int read = read_json_file("--asker", options.asker_file, *request.mutable_asker());
    if (read != kDone) return read;
  }
  if (request.asker().language() == v1::LANGUAGE_UNSPECIFIED) {
    request.mutable_asker()->set_language(language_of(common.language));
  }
  if (request.asker().notice_version() == 0) request.mutable_asker()->set_notice_version(options.notice_version);
  const int read = read_facts(common, options.facts, *request.mutable_facts());
  if (read != kDone) return read;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::OpenInquiryResponse response;
  const int called = call(common, *stub, &v1::InquiryService::Stub::OpenInquiry, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else if (response.inquiry_reference().empty()) {
    std::cout
        << "Nothing was opened: the same asker has open inquiries. Go on with one of them, or give --another.\n\n";
    print_summaries(response.existing());
  } else {
    std::cout << "inquiry   " << response.inquiry_reference() << "\nwords     " << response.inquiry_passphrase()
              << '\n';
  }
  return kDone;
}

int show(const Common& common, const KeyedOptions& options) {
  v1::GetInquiryRequest request;
  const int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read != kDone) return read;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::GetInquiryResponse response;
  const int called = call(common, *stub, &v1::InquiryService::Stub::GetInquiry, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  print_summary(response.summary());
  if (response.other_open_inquiries() > 0) {
    std::cout << "also asks " << response.other_open_inquiries() << " more, reached in the same way\n";
  }
  const auto& facts = response.facts();
  Table table({"fact", "as the family gave it"});
  table.add({"name", name_text(facts.name())});
  table.add({"birth date", date_text(facts.birth_date())});
  table.add({"service number", facts.service_number()});
  table.add({"birthplace", facts.birthplace()});
  table.add({"unit", facts.unit()});
  table.add({"sought", enum_text(v1::SoughtKind_Name(facts.kind()), "SOUGHT_KIND_")});
  table.add({"mother", facts.mother_name()});
  table.add({"siblings", siblings_text(facts.siblings())});
  table.add({"marks", facts.marks()});
  table.add({"last seen", last_seen_text(facts.last_seen_place(), facts.last_seen_date())});
  std::cout << "facts     version " << response.facts_version() << "\n\n" << table.text();
  return kDone;
}

int list(const Common& common, const ListOptions& options) {
  v1::ListInquiriesRequest request;
  request.set_page_size(options.page_size);
  request.set_page_token(options.page_token);
  for (const auto& name : options.states) {
    v1::InquiryState state{};
    if (!parse_enum_text("INQUIRY_STATE_", name, v1::InquiryState_Parse, state)) {
      return usage_error("--state: standing, candidate, awaiting-callback, told, withdrawn or closed");
    }
    request.add_states(state);
  }
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::ListInquiriesResponse response;
  const int called = call(common, *stub, &v1::InquiryService::Stub::ListInquiries, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  print_summaries(response.inquiries());
  if (!response.next_page_token().empty()) std::cout << "more: --page-token " << response.next_page_token() << '\n';
  return kDone;
}

int add_facts(const Common& common, const KeyedOptions& options) {
  v1::AddFactsRequest request;
  request.set_request_id(new_request_id());
  int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read == kDone) read = read_facts(common, options.facts, *request.mutable_facts());
  if (read != kDone) return read;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::AddFactsResponse response;
  const int called = call(common, *stub, &v1::InquiryService::Stub::AddFacts, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_summary(response.summary());
  return kDone;
}

int withdraw(const Common& common, const KeyedOptions& options) {
  v1::WithdrawInquiryRequest request;
  request.set_request_id(new_request_id());
  const int read = read_key(options.key, false, *request.mutable_inquiry());
  if (read != kDone) return read;
  const auto stub = v1::InquiryService::NewStub(common.channel());
  v1::WithdrawInquiryResponse response;
  const int called = call(common, *stub, &v1::InquiryService::Stub::WithdrawInquiry, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_summary(response.summary());
  return kDone;
}

template <typename Options>
std::shared_ptr<Options> keyed(CLI::App& command, bool with_facts) {
  auto options = std::make_shared<Options>();
  options->key.add_to(command);
  command.get_option("--reference")->required();
  if (with_facts) options->facts.add_to(command);
  return options;
}

}  // namespace

void add_inquiry_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* inquiry = app.add_subcommand("inquiry", "Open, show and change families' questions");
  inquiry->require_subcommand(1);
  inquiry->footer(
      "Examples:\n"
      "  hotline --as operator inquiry open --asker asker.json --facts facts.json\n"
      "  hotline --as operator inquiry show --reference 417-093-5528-61\n"
      "  hotline --as supervisor inquiry list --state standing\n"
      "  hotline --as supervisor inquiry candidates ls");

  auto* open = inquiry->add_subcommand("open", "Open an inquiry without asking for an answer now");
  auto opening = std::make_shared<OpenOptions>();
  opening->facts.add_to(*open);
  opening->call.add_to(*open);
  open->add_option("--asker", opening->asker_file, "JSON of hotline.v1.Asker in a file");
  open->add_option("--notice-version", opening->notice_version, "Version of the notice read to the asker")
      ->capture_default_str();
  open->add_flag("--another", opening->another, "Open another one although the asker has open inquiries");
  open->callback([opening, &common, &exit_code] { exit_code = open_inquiry(common, *opening); });

  auto* shown = inquiry->add_subcommand("show", "Show one inquiry");
  auto showing = keyed<KeyedOptions>(*shown, false);
  shown->callback([showing, &common, &exit_code] { exit_code = show(common, *showing); });

  auto* listed = inquiry->add_subcommand("list", "List inquiries, newest first (supervisors)");
  auto listing = std::make_shared<ListOptions>();
  listed->add_option("--state", listing->states, "Only this state; may be repeated");
  listed->add_option("--page-size", listing->page_size, "Rows a page, at most 200")->capture_default_str();
  listed->add_option("--page-token", listing->page_token, "As the page before said");
  listed->callback([listing, &common, &exit_code] { exit_code = list(common, *listing); });

  auto* added = inquiry->add_subcommand("add-facts", "Add facts that the family learned");
  auto adding = keyed<KeyedOptions>(*added, true);
  added->callback([adding, &common, &exit_code] { exit_code = add_facts(common, *adding); });

  add_candidate_commands(*inquiry, common, exit_code);

  auto* withdrawn = inquiry->add_subcommand("withdraw", "End an inquiry at the family's wish");
  auto withdrawing = keyed<KeyedOptions>(*withdrawn, false);
  withdrawn->callback([withdrawing, &common, &exit_code] { exit_code = withdraw(common, *withdrawing); });
}

}  // namespace hotline::cli
