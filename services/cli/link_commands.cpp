#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/names.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::RegistryService::Stub;

struct LinkOptions {
  std::int64_t link_id = 0;
  std::int64_t person_a = 0;
  std::int64_t person_b = 0;
  std::string ground;
  std::string decision;
  std::vector<std::string> states;
  std::int64_t most = 50;
};

std::string state_text(v1::LinkState state) {
  return enum_text(v1::LinkState_Name(state), "LINK_STATE_");
}

// A link by rule was not weighed.
std::string likely_text(const v1::Link& link) {
  if (link.join_ground() == v1::JOIN_GROUND_NUMBER) return "same number";
  if (link.join_ground() == v1::JOIN_GROUND_NAME_AND_DATE) return "same name, date";
  return likelihood_text(link.probability());
}

std::string signed_text(const v1::Link& link) {
  if (link.state() != v1::LINK_STATE_PROPOSED || link.steps().empty()) return {};
  const v1::LinkStep& last = *link.steps().rbegin();
  return last.decision() == v1::LINK_DECISION_CONFIRM ? "first signature: " + last.actor() : std::string();
}

// Why it stands at the head of the list, and what is still missing.
std::string waiting_text(const v1::Link& link) {
  const std::string first = signed_text(link);
  if (!link.awaited()) return first;
  return first.empty() ? "a family" : "a family; " + first;
}

void print_steps(const v1::Link& link) {
  Table steps({"decided", "by", "decision", "state then", "ground"});
  for (const auto& step : link.steps()) {
    steps.add({instant_text(step.decided_at()), step.actor(),
               enum_text(v1::LinkDecision_Name(step.decision()), "LINK_DECISION_"), state_text(step.state()),
               step.ground()});
  }
  std::cout << steps.text();
}

int list_links(const Common& common, const LinkOptions& options) {
  v1::ListLinksRequest request;
  for (const auto& name : options.states) {
    v1::LinkState state{};
    if (!parse_enum_text("LINK_STATE_", name, v1::LinkState_Parse, state) || state == v1::LINK_STATE_UNSPECIFIED) {
      return usage_error("--state: proposed, confirmed, rejected, disputed or undone");
    }
    request.add_states(state);
  }
  request.set_person_id(options.person_a);
  request.set_page_size(static_cast<std::int32_t>(std::min<std::int64_t>(options.most, 200)));
  const auto stub = v1::RegistryService::NewStub(common.channel());
  Table table({"link", "person", "person", "likely", "state", "waiting", "reasons"});
  std::int64_t shown = 0;
  do {
    v1::ListLinksResponse response;
    const int called = call(common, *stub, &Stub::ListLinks, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& link : response.links()) {
      table.add({std::to_string(link.link_id()), std::to_string(link.person_a()), std::to_string(link.person_b()),
                 likely_text(link), state_text(link.state()), waiting_text(link), link.reasons()});
    }
    shown += response.links_size();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() && shown < options.most);
  if (common.json) return kDone;
  std::cout << table.text();
  if (!request.page_token().empty()) std::cout << "more: raise --most\n";
  if (shown > 0) {
    std::cout << "look at both:  hotline register show PERSON --purpose \"review of a link\"\n"
                 "decide:        hotline register link confirm|reject|dispute|undo LINK\n";
  }
  return kDone;
}

int propose_link(const Common& common, const LinkOptions& options) {
  v1::ProposeLinkRequest request;
  request.set_request_id(new_request_id());
  request.set_person_a(options.person_a);
  request.set_person_b(options.person_b);
  request.set_ground(options.ground);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ProposeLinkResponse response;
  const int called = call(common, *stub, &Stub::ProposeLink, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  const v1::Link& link = response.link();
  std::cout << "link " << link.link_id() << ": " << link.person_a() << " and " << link.person_b() << ", "
            << state_text(link.state()) << "\nthe matcher says  " << likelihood_text(link.probability()) << ": "
            << link.reasons() << '\n';
  print_steps(link);
  return kDone;
}

int review_link(const Common& common, const LinkOptions& options) {
  v1::ReviewLinkRequest request;
  request.set_request_id(new_request_id());
  request.set_link_id(options.link_id);
  request.set_ground(options.ground);
  v1::LinkDecision decision{};
  parse_enum_text("LINK_DECISION_", options.decision, v1::LinkDecision_Parse, decision);
  request.set_decision(decision);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ReviewLinkResponse response;
  const int called = call(common, *stub, &Stub::ReviewLink, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else if (response.waits_for_second()) {
    std::cout << "signed: the two are joined when another person confirms with the same command\n";
  } else {
    std::cout << "link " << options.link_id << " is " << state_text(response.state()) << "; cluster "
              << response.cluster_id() << '\n';
  }
  return kDone;
}

void add_review(CLI::App& link, const Common& common, int& exit_code, const char* name, const char* description) {
  auto* review = link.add_subcommand(name, description);
  auto options = std::make_shared<LinkOptions>();
  options->decision = name;
  review->add_option("link", options->link_id, "Link id")->required();
  auto* ground = review->add_option("--ground", options->ground, "Why; no names");
  if (options->decision != "confirm") ground->required();
  review->callback([options, &common, &exit_code] { exit_code = review_link(common, *options); });
}

}  // namespace

void add_link_commands(CLI::App& registers, const Common& common, int& exit_code) {
  auto* link = registers.add_subcommand("link", "Same person? Propose, review and part records");
  link->require_subcommand(1);
  link->footer(
      "Two records are one human being only while their link is confirmed, which takes two different people.\n"
      "Examples:\n"
      "  hotline --as registrar register link ls\n"
      "  hotline --as registrar register link propose 4711 4712 --ground \"same disc\"\n"
      "  hotline --as registrar register link confirm 17\n"
      "  hotline --as second-registrar register link confirm 17\n"
      "  hotline --as registrar register link undo 17 --ground \"two brothers\"");
  auto* list = link->add_subcommand(
      "ls", "List links, first those that a family waits for, then the likeliest; proposed ones when nothing is said");
  auto listing = std::make_shared<LinkOptions>();
  list->add_option("--state", listing->states, "proposed, confirmed, rejected, disputed or undone; may be repeated");
  list->add_option("--person", listing->person_a, "Only those of this person, in every state");
  list->add_option("--most", listing->most, "How many at the most")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  list->callback([listing, &common, &exit_code] { exit_code = list_links(common, *listing); });

  auto* propose = link->add_subcommand("propose", "Propose that two records are one human being");
  auto proposing = std::make_shared<LinkOptions>();
  propose->add_option("person", proposing->person_a, "Person id")->required();
  propose->add_option("other", proposing->person_b, "The other person's id")->required();
  propose->add_option("--ground", proposing->ground, "Why; no names")->required();
  propose->callback([proposing, &common, &exit_code] { exit_code = propose_link(common, *proposing); });

  add_review(*link, common, exit_code, "confirm", "They are one: the first of two signatures, or the second");
  add_review(*link, common, exit_code, "reject", "They are two: it is not proposed again by comparison");
  add_review(*link, common, exit_code, "dispute", "Doubt a confirmed link: the two are parted until people decide");
  add_review(*link, common, exit_code, "undo", "Part two records that were joined");
}

}  // namespace hotline::cli
