#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/names.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using Stub = v1::RegistryService::Stub;

struct SourceOptions {
  std::string source;
  std::string description;
  std::string ceiling;
  std::vector<std::string> sides;
  std::vector<std::string> kinds;
  bool invented = false;
};

template <typename Enums, typename Text>
std::string joined_text(const Enums& values, Text text, const char* none) {
  std::string out;
  for (const int value : values) out += (out.empty() ? "" : ",") + text(value);
  return out.empty() ? none : out;
}
std::string sides_text(const v1::Source& source) {
  return joined_text(
      source.sides(), [](int side) { return side_text(static_cast<v1::Side>(side)); }, "");
}
std::string kinds_text(const v1::Source& source) {
  const auto text = [](int kind) { return statement_text(static_cast<v1::StatementKind>(kind)); };
  return joined_text(source.statement_kinds(), text, "every kind");
}

void print_source(const v1::Source& source) {
  std::cout << "source       " << source.source_id() << '\n'
            << "description  " << source.description() << '\n'
            << "ceiling      " << rung_text(source.ceiling()) << '\n'
            << "sides        " << sides_text(source) << '\n'
            << "statements   " << kinds_text(source) << '\n'
            << "invented     " << (source.invented() ? "yes" : "no") << '\n';
  if (source.column_mapping().empty()) return;
  Table table({"heading of its last list", "column"});
  for (const auto& mapped : source.column_mapping()) {
    table.add({mapped.heading(), mapped.column().empty() ? "(passed over)" : mapped.column()});
  }
  std::cout << '\n' << table.text();
}

// Every source, page after page; `take` says whether to go on.
template <typename Take>
int each_source(const Common& common, Take take) {
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::ListSourcesRequest request;
  do {
    v1::ListSourcesResponse response;
    const int called = call(common, *stub, &Stub::ListSources, request, response);
    if (called != kDone) return called;
    if (!take(response)) return kDone;
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return kDone;
}

int show_sources(const Common& common, const SourceOptions&) {
  Table table({"source", "ceiling", "sides", "statements", "invented", "description"});
  const int called = each_source(common, [&](const v1::ListSourcesResponse& page) {
    if (common.json) print_json(page);
    for (const auto& source : page.sources()) {
      table.add({source.source_id(), rung_text(source.ceiling()), sides_text(source), kinds_text(source),
                 source.invented() ? "yes" : "no", source.description()});
    }
    return true;
  });
  if (called == kDone && !common.json) std::cout << table.text();
  return called;
}

int show_source(const Common& common, const SourceOptions& options) {
  bool found = false;
  const int called = each_source(common, [&](const v1::ListSourcesResponse& page) {
    for (const auto& source : page.sources()) {
      if (source.source_id() != options.source) continue;
      found = true;
      common.json ? print_json(source) : print_source(source);
    }
    return !found;
  });
  if (called != kDone || found) return called;
  std::cerr << "hotline: there is no such source; `hotline source ls` shows all\n";
  return kNotFound;
}

int add_source(const Common& common, const SourceOptions& options) {
  v1::AddSourceRequest request;
  request.set_request_id(new_request_id());
  request.set_source_id(options.source);
  request.set_description(options.description);
  v1::EvidenceRung ceiling{};
  if (!parse_enum_text("EVIDENCE_RUNG_", options.ceiling, v1::EvidenceRung_Parse, ceiling)) {
    return usage_error("--ceiling: R0 to R6");
  }
  request.set_ceiling(ceiling);
  for (const std::string& name : options.sides) {
    v1::Side side{};
    if (!parse_enum_text("SIDE_", name, v1::Side_Parse, side)) {
      return usage_error("--side: adversary, own, civilian or child");
    }
    request.add_sides(side);
  }
  for (const std::string& name : options.kinds) {
    v1::StatementKind kind{};
    if (!parse_enum_text("STATEMENT_KIND_", name, v1::StatementKind_Parse, kind)) {
      return usage_error("--kind: a statement of ops/docs/list_format.md, as captured or hospital_in");
    }
    request.add_statement_kinds(kind);
  }
  request.set_invented(options.invented);
  const auto stub = v1::RegistryService::NewStub(common.channel());
  v1::AddSourceResponse response;
  const int called = call(common, *stub, &Stub::AddSource, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_source(response.source());
  return kDone;
}

void add_sources_below(CLI::App& parent, const Common& common, int& exit_code) {
  auto* source = parent.add_subcommand("source", "Sources: who may report what");
  source->require_subcommand(1);
  source->footer(
      "Examples:\n"
      "  hotline --as registrar source ls\n"
      "  hotline --as supervisor source add hospital-12 --description \"Military hospital 12\" --ceiling R4 \\\n"
      "    --side adversary --side own --kind hospital_in --kind hospital_out\n"
      "What a source may report never changes; a source with other rights is another source.");
  const auto options = std::make_shared<SourceOptions>();
  auto* all = source->add_subcommand("ls", "List the sources");
  all->callback([options, &common, &exit_code] { exit_code = show_sources(common, *options); });
  auto* one = source->add_subcommand("show", "One source, and how the columns of its last list were understood");
  one->add_option("source", options->source, "Source id")->required();
  one->callback([options, &common, &exit_code] { exit_code = show_source(common, *options); });
  auto* add = source->add_subcommand("add", "Register a source (supervisors, administrators)");
  add->add_option("source", options->source, "Source id: lower case letters, digits and hyphens, 2 to 40")->required();
  add->add_option("--description", options->description, "What it is; no names of persons")->required();
  add->add_option("--ceiling", options->ceiling, "Highest rung of evidence, R0 to R6")->required();
  add->add_option("--side", options->sides, "adversary, own, civilian or child; may be repeated")->required();
  add->add_option("--kind", options->kinds, "A statement it may make; may be repeated; every kind when left out");
  add->add_flag("--invented", options->invented, "Its lists hold only invented people (TRIAL databases only)");
  add->callback([options, &common, &exit_code] { exit_code = add_source(common, *options); });
}

}  // namespace

void add_source_commands(CLI::App& app, const Common& common, int& exit_code) {
  add_sources_below(app, common, exit_code);
  auto* registers = app.get_subcommand("register");
  add_sources_below(*registers, common, exit_code);
  auto* sources = registers->add_subcommand("sources", "List the sources");
  sources->callback([&common, &exit_code] { exit_code = show_sources(common, SourceOptions()); });
}

}  // namespace hotline::cli
