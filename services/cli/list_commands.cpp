#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/countersigning.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::RegistryService::Stub;

struct WholeListOptions {
  std::string list;
  std::string source;
  std::string ground;
  std::vector<std::string> kinds;
  std::int32_t count = 50;
  bool reviewed = false;
};

int take_list_id(const WholeListOptions& options, std::string& bytes) {
  const auto id = bytes_of_hex(options.list);
  if (!id || id->size() != 32) {
    return usage_error("a list id is 64 hexadecimal digits, as the import and `hotline list ls` print it");
  }
  bytes = *id;
  return kDone;
}

// Where the list stands, in a few words.
std::string standing(const v1::GetListResponse& list) {
  if (list.has_withdrawn_at()) return "withdrawn";
  if (!list.withdrawn_by().empty()) {
    return "asked back, " + std::to_string(list.deaths_waiting()) + " deaths wait for a second registrar";
  }
  if (list.committed_row() < list.rows_total()) return "importing";
  if (list.deaths() == 0) return "imported";
  return list.countersigned_by().empty() ? "waits for a countersignature" : "countersigned";
}

int show_lists(const Common& common, const WholeListOptions& options) {
  v1::ListListsRequest request;
  request.set_source_id(options.source);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  Table table({"list", "received", "source", "side", "rows", "deaths", "state"});
  std::int32_t left = options.count;
  do {
    request.set_page_size(std::min(left, 200));
    v1::ListListsResponse response;
    const int called = call(common, *stub, &Stub::ListLists, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& list : response.lists()) {
      table.add({hex_text(list.list_id()), instant_text(list.received_at()), list.source_id(), side_text(list.side()),
                 std::to_string(list.rows_total()), std::to_string(list.deaths()), standing(list)});
    }
    left -= response.lists_size();
    request.set_page_token(response.next_page_token());
  } while (left > 0 && !request.page_token().empty());
  if (!common.json) std::cout << table.text();
  return kDone;
}

void print_whole_list(const v1::GetListResponse& list) {
  std::cout << "list           " << hex_text(list.list_id()) << '\n'
            << "source, side   " << list.source_id() << ", " << side_text(list.side()) << '\n'
            << "rows           " << list.committed_row() << " of " << list.rows_total() << " imported\n"
            << "outcomes       " << list.rows_new() << " new, " << list.rows_joined() << " joined, "
            << list.rows_statement_added() << " statement added, " << list.rows_changed() << " changed, "
            << list.rows_unchanged() << " unchanged, " << list.rows_refused() << " refused\n"
            << "deaths         " << list.deaths()
            << (list.deaths() > 0 && list.countersigned_by().empty() ? " (not countersigned)" : "") << '\n'
            << "imported by    " << list.imported_by() << '\n';
  if (!list.countersigned_by().empty()) {
    std::cout << "countersigned  " << list.countersigned_by() << ", " << instant_text(list.countersigned_at()) << '\n';
  }
  if (list.has_withdrawn_at()) {
    std::cout << "withdrawn      " << list.withdrawn_by() << ", " << instant_text(list.withdrawn_at()) << '\n';
  } else if (!list.withdrawn_by().empty()) {
    std::cout << "asked back     " << list.withdrawn_by() << "; " << list.deaths_waiting()
              << " deaths wait for a second registrar\n";
  }
}

int show_whole_list(const Common& common, const WholeListOptions& options) {
  v1::GetListRequest request;
  const int known = take_list_id(options, *request.mutable_list_id());
  if (known != kDone) return known;
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::GetListResponse response;
  const int called = call(common, *stub, &Stub::GetList, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_whole_list(response);
  return kDone;
}

int show_list_rows(const Common& common, const WholeListOptions& options) {
  v1::ListRowOutcomesRequest request;
  const int known = take_list_id(options, *request.mutable_list_id());
  if (known != kDone) return known;
  request.set_page_size(500);
  for (const auto& name : options.kinds) {
    v1::RowOutcomeKind kind{};
    if (!parse_enum_text("ROW_OUTCOME_KIND_", name, v1::RowOutcomeKind_Parse, kind)) {
      return usage_error("--kind: new, joined, statement-added, changed, unchanged or refused");
    }
    request.add_kinds(kind);
  }
  const auto stub = v1::RegistryService::NewStub(common.channel());
  Table table({"row", "outcome", "person", "reasons"});
  do {
    v1::ListRowOutcomesResponse response;
    const int called = call(common, *stub, &Stub::ListRowOutcomes, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& outcome : response.outcomes()) {
      std::string reasons;
      for (const auto& fault : outcome.faults()) {
        if (!reasons.empty()) reasons += "; ";
        reasons += fault.column() + ": " + fault.description();
      }
      table.add({std::to_string(outcome.row_number()),
                 enum_text(v1::RowOutcomeKind_Name(outcome.kind()), "ROW_OUTCOME_KIND_"),
                 outcome.person_id() == 0 ? "" : std::to_string(outcome.person_id()), reasons});
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  if (!common.json) std::cout << table.text();
  return kDone;
}

std::string reviewed_table(const google::protobuf::RepeatedPtrField<v1::ReviewedRow>& rows) {
  Table table({"row", "person", "name", "born", "statement", "rung", "fact", "now", "after", "joined with"});
  for (const auto& row : rows) {
    std::string others;
    for (const std::int64_t other : row.joined_with()) others += (others.empty() ? "" : ", ") + std::to_string(other);
    table.add({std::to_string(row.row_number()), std::to_string(row.person_id()), name_text(row.name()),
               date_text(row.birth_date()), statement_text(row.statement().kind()), rung_text(row.statement().rung()),
               date_text(row.statement().fact_date()), status_text(row.status()), status_text(row.status_after()),
               others});
  }
  return table.text();
}

// Page after page on standard output; `shown` counts the deaths.
void print_review(const v1::ReviewListResponse& page, std::int64_t& shown) {
  if (!page.sample().empty()) {
    std::cout << "Rows drawn at random: compare them with the list on paper.\n"
              << reviewed_table(page.sample()) << '\n';
  }
  if (page.deaths().empty()) return;
  std::cout << "Deaths " << shown + 1 << " to " << shown + page.deaths_size() << " of " << page.deaths_total()
            << ": what is held of each now, and after the signature.\n"
            << reviewed_table(page.deaths()) << '\n';
  shown += page.deaths_size();
}

int review_whole_list(const Common& common, const WholeListOptions& options) {
  std::string list_id;
  const int known = take_list_id(options, list_id);
  if (known != kDone) return known;
  std::int64_t deaths = 0;
  std::string token;
  const auto show = [&](const v1::ReviewListResponse& page) {
    common.json ? print_json(page) : print_review(page, deaths);
  };
  const int read = read_review(common, list_id, show, token);
  if (read != kDone || common.json) return read;
  if (deaths == 0) {
    std::cout << "This list holds no death: nothing of it waits for a countersignature.\n";
  } else {
    std::cout << deaths << " deaths. To countersign, as another registrar than the list's own:\n"
              << "  hotline --as NAME list countersign " << options.list << '\n';
  }
  return kDone;
}

// Shows the whole review and asks. Nothing when the answer is no.
int sign_after_reading(const Common& common, const WholeListOptions& options, const std::string& list_id,
                       std::string& token) {
  std::int64_t deaths = 0;
  const auto show = [&](const v1::ReviewListResponse& page) {
    if (!options.reviewed) print_review(page, deaths);
  };
  const int read = read_review(common, list_id, show, token);
  if (read != kDone || options.reviewed) return read;
  const auto answer = ask("countersign " + std::to_string(deaths) + " deaths? [y/N]");
  if (answer != "y" && answer != "Y") {
    token.clear();
    std::cout << "not countersigned\n";
  }
  return kDone;
}

int countersign_whole_list(const Common& common, const WholeListOptions& options) {
  std::string list_id;
  const int known = take_list_id(options, list_id);
  if (known != kDone) return known;
  if (!options.reviewed && (!is_terminal(stdin) || common.json)) {
    return usage_error("without a terminal to ask on, say --reviewed once you have read `hotline list review LIST`");
  }
  std::string token;
  const int read = sign_after_reading(common, options, list_id, token);
  if (read != kDone || token.empty()) return read;
  v1::CountersignListResponse response;
  const int called = countersign_list(common, list_id, token, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "countersigned: " << response.deaths() << " deaths count from now on\n";
  }
  return kDone;
}

int withdraw_whole_list(const Common& common, const WholeListOptions& options) {
  v1::WithdrawListRequest request;
  const int known = take_list_id(options, *request.mutable_list_id());
  if (known != kDone) return known;
  request.set_request_id(new_request_id());
  request.set_ground(options.ground);
  const Common waiting = patient(common);
  const auto stub = v1::RegistryService::NewStub(waiting.channel());
  v1::WithdrawListResponse response;
  const int called = call(waiting, *stub, &Stub::WithdrawList, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  std::cout << response.statements() << " statements taken back\n";
  if (!response.withdrawn()) {
    std::cout << response.deaths_waiting()
              << " deaths still count: they are taken back when another registrar gives the same command\n";
  }
  return kDone;
}

int show_missing(const Common& common, const WholeListOptions& options) {
  v1::ListMissingRequest request;
  const int known = take_list_id(options, *request.mutable_list_id());
  if (known != kDone) return known;
  request.set_page_size(500);
  const Common waiting = patient(common);
  const auto stub = v1::RegistryService::NewStub(waiting.channel());
  Table table({"person", "row on the earlier list"});
  std::string earlier;
  std::int64_t missing = 0;
  do {
    v1::ListMissingResponse response;
    const int called = call(waiting, *stub, &Stub::ListMissing, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& person : response.missing()) {
      table.add({std::to_string(person.person_id()), std::to_string(person.row_number())});
    }
    missing += response.missing_size();
    earlier = response.earlier_list_id();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  if (common.json) return kDone;
  if (earlier.empty()) {
    std::cout << "There is no earlier list of this source and side.\n";
  } else {
    std::cout << missing << " persons of list " << hex_text(earlier) << " are not on this one. Nothing is withdrawn.\n";
    if (missing > 0) std::cout << table.text();
  }
  return kDone;
}

void add_lists_below(CLI::App& parent, const Common& common, int& exit_code) {
  auto* list = parent.add_subcommand("list", "Lists: look at them, review, countersign, take back");
  list->require_subcommand(1);
  list->footer(
      "Examples:\n"
      "  hotline --as registrar list ls --source own-internment\n"
      "  hotline --as registrar list rows LIST --kind refused\n"
      "  hotline --as second-registrar list review LIST\n"
      "  hotline --as second-registrar list countersign LIST\n"
      "  hotline --as registrar list withdraw LIST --ground \"sent in error\"\n"
      "A call for a whole list waits ten minutes, whatever --timeout says.");
  const auto options = std::make_shared<WholeListOptions>();
  const auto add = [&](const char* name, const char* what, int (*run)(const Common&, const WholeListOptions&)) {
    auto* command = list->add_subcommand(name, what);
    command->callback([options, run, &common, &exit_code] { exit_code = run(common, *options); });
    return command;
  };
  const auto of_one = [&](const char* name, const char* what, int (*run)(const Common&, const WholeListOptions&)) {
    auto* command = add(name, what, run);
    command->add_option("list", options->list, "List id, 64 hexadecimal digits")->required();
    return command;
  };
  auto* all = add("ls", "The imported lists, the newest first", show_lists);
  all->add_option("--source", options->source, "Only of this source");
  all->add_option("--count", options->count, "How many at most")->check(CLI::Range(1, 100'000))->capture_default_str();
  of_one("show", "What became of a list", show_whole_list);
  of_one("rows", "What became of each row", show_list_rows)
      ->add_option("--kind", options->kinds, "Only this outcome; may be repeated");
  of_one("review", "A random sample and every death, as a second registrar has to see them (logged)",
         review_whole_list);
  auto* signs = of_one("countersign", "Make the deaths of a list count (a second registrar)", countersign_whole_list);
  signs->add_flag("--reviewed", options->reviewed,
                  "Ask nothing: you have read `hotline list review LIST`. For scripts; all pages are read and logged "
                  "again all the same");
  signs->footer("On a terminal it shows the whole review and asks; elsewhere it wants --reviewed.");
  auto* withdraws =
      of_one("withdraw", "Take a whole list back; deaths that count need two registrars", withdraw_whole_list);
  withdraws->add_option("--ground", options->ground, "Why; no names")->required();
  of_one("missing", "Who stood on the source's list before this one and is not on it", show_missing);
}

}  // namespace

void add_list_commands(CLI::App& app, const Common& common, int& exit_code) {
  add_lists_below(app, common, exit_code);
  add_lists_below(*app.get_subcommand("register"), common, exit_code);
}

}  // namespace hotline::cli
