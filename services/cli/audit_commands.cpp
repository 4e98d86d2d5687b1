#include <google/protobuf/util/json_util.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "cli/audit_files.hpp"
#include "cli/audit_reconcile.hpp"
#include "cli/audit_restored.hpp"
#include "cli/commands.hpp"
#include "core/merkle.hpp"
#include "hotline/v1/audit_service.grpc.pb.h"
#include "hotline/v1/lookup_service.pb.h"
#include "runtime/keyring.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kReceiptBytesMax = 1U << 20;

struct AuditOptions {
  std::string folder;
  std::string conninfo_file;
  std::string public_key;
  std::vector<std::string> checkpoints;
  std::string file;
  std::int32_t tree = 0;
  std::string since;
  std::string keys;
  std::int32_t hours_after = 24;
};

// The bar knows its length with the first step.
class LateProgress {
 public:
  void operator()(std::uint64_t done, std::uint64_t total) {
    if (!bar_) bar_ = std::make_unique<Progress>("log entries", static_cast<std::int64_t>(total));
    bar_->set(static_cast<std::int64_t>(done));
  }

 private:
  std::unique_ptr<Progress> bar_;
};

core::Result<std::vector<store::TreeReport>> audit(const AuditOptions& options, const store::AuditQuestion& question) {
  auto bar = std::make_shared<LateProgress>();
  const store::AuditProgress progress = [bar](std::uint64_t done, std::uint64_t total) { (*bar)(done, total); };
  if (!options.folder.empty()) return audit_export(options.folder, question, progress);
  auto connection = connect_to_log(options.conninfo_file, "hotline_auditor");
  if (!connection) return std::move(connection).error();
  return store::audit_log(**connection, question, progress);
}

std::string place_text(const core::Damage& damage) {
  std::string text = "index " + std::to_string(damage.first);
  if (damage.last != damage.first) text += " to " + std::to_string(damage.last);
  return text;
}

std::string verdict_text(const store::TreeReport& report) {
  if (report.damage) return "DAMAGED from " + place_text(*report.damage);
  if (!report.lost_until) return "sound";
  return "sound; a restore lost index " + std::to_string(report.entries) + " to " +
         std::to_string(*report.lost_until - 1);
}

void print_reports(const Common& common, const std::vector<store::TreeReport>& reports) {
  if (common.json) {
    std::cout << "{\"trees\": [";
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const auto& one = reports[i];
      std::cout << (i == 0 ? "" : ", ") << "{\"tree\": " << one.tree << ", \"entries\": " << one.entries
                << ", \"batches\": " << one.batches << ", \"checkpoints\": " << one.checkpoints
                << ", \"covered\": " << one.covered << ", \"erased\": " << one.erased
                << ", \"sound\": " << (one.damage ? "false" : "true");
      if (one.lost_until) {
        std::cout << ", \"lost_first\": " << one.entries << ", \"lost_last\": " << *one.lost_until - 1;
      }
      if (one.damage) {
        std::cout << ", \"first_damaged_index\": " << one.damage->first
                  << ", \"last_suspect_index\": " << one.damage->last << ", \"damage\": \"" << one.damage->what << '"';
      }
      std::cout << '}';
    }
    std::cout << "]}\n";
    return;
  }
  Table table({"tree", "entries", "erased", "checkpoints", "signed up to", "verdict"});
  for (const auto& one : reports) {
    table.add({std::to_string(one.tree), std::to_string(one.entries), std::to_string(one.erased),
               std::to_string(one.checkpoints), std::to_string(one.covered), verdict_text(one)});
  }
  std::cout << table.text();
}

int verify(const Common& common, const AuditOptions& options) {
  if (options.folder.empty() == options.conninfo_file.empty()) {
    return usage_error("name either the folder of an export or --conninfo-file of a database");
  }
  auto keys = read_public_keys(options.public_key);
  if (!keys) return print_error(keys.error(), "");
  store::AuditQuestion question;
  question.public_keys = *std::move(keys);
  for (const std::string& path : options.checkpoints) {
    auto kept = read_checkpoint(path, question.public_keys);
    if (!kept) return print_error(kept.error(), "");
    question.outside.push_back(*std::move(kept));
  }
  auto reports = audit(options, question);
  if (!reports) return print_error(reports.error(), "");
  print_reports(common, *reports);
  int exit_code = kDone;
  for (const auto& one : *reports) {
    if (!one.damage) continue;
    exit_code = kFailed;
    std::cerr << "hotline: tree " << one.tree << ", " << place_text(*one.damage) << ": " << one.damage->what << '\n';
  }
  return exit_code;
}

int export_all(const Common& common, const AuditOptions& options) {
  auto connection = connect_to_log(options.conninfo_file, "hotline_auditor");
  if (!connection) return print_error(connection.error(), "");
  auto writer = ExportWriter::create(options.folder);
  if (!writer) return print_error(writer.error(), "");
  auto bar = std::make_shared<LateProgress>();
  auto written = store::export_log(
      **connection, [&writer](std::int32_t tree) { return writer->open(tree); },
      [bar](std::uint64_t done, std::uint64_t total) { (*bar)(done, total); });
  if (!written) return print_error(written.error(), "");
  const auto finished = writer->finish();
  if (!finished) return print_error(finished.error(), "");
  bar->operator()(*written, *written);
  if (common.json) {
    std::cout << "{\"entries\": " << *written << "}\n";
  } else {
    std::cout << *written << " entries with their checkpoints; nothing in them is personal\n";
  }
  return kDone;
}

// The receipt in an answer as `hotline --json` prints it, or alone.
std::optional<v1::Receipt> receipt_in(const std::string& json) {
  google::protobuf::util::JsonParseOptions lenient;
  lenient.ignore_unknown_fields = true;
  v1::LookupPersonResponse answer;
  if (google::protobuf::util::JsonStringToMessage(json, &answer, lenient).ok() && answer.has_receipt()) {
    return answer.receipt();
  }
  v1::ExplainMatchResponse explanation;
  if (google::protobuf::util::JsonStringToMessage(json, &explanation, lenient).ok() && explanation.has_receipt()) {
    return explanation.receipt();
  }
  v1::Receipt receipt;
  if (google::protobuf::util::JsonStringToMessage(json, &receipt, lenient).ok() && !receipt.leaf_hash().empty()) {
    return receipt;
  }
  return std::nullopt;
}

std::optional<core::Bytes32> hash_of(const std::string& bytes) {
  core::Bytes32 hash{};
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

core::Result<core::Proof> path_of(const google::protobuf::RepeatedPtrField<std::string>& hashes) {
  core::Proof path;
  for (const std::string& bytes : hashes) {
    const auto hash = hash_of(bytes);
    if (!hash) return core::make_error(core::Reason::kInvalidField, "a hash of the path has not 32 bytes");
    path.push_back(*hash);
  }
  return path;
}

core::Result<core::Checkpoint> verify_receipt(const v1::Receipt& receipt, const std::vector<core::Bytes32>& keys) {
  const auto invalid = [](const char* what) { return core::make_error(core::Reason::kInvalidField, what); };
  const auto leaf = hash_of(receipt.leaf_hash());
  if (!leaf || receipt.index() < 0) return invalid("the receipt names no entry");
  const auto path = path_of(receipt.inclusion_path());
  if (!path) return path.error();
  auto checkpoint = core::open_checkpoint(receipt.checkpoint(), receipt.tree(), keys);
  if (!checkpoint) return checkpoint;
  const auto index = static_cast<std::uint64_t>(receipt.index());
  if (!core::verify_inclusion(index, checkpoint->size, *leaf, *path, checkpoint->root)) {
    return invalid("the path does not lead from the entry to the root that was signed");
  }
  return checkpoint;
}

// Of a receipt that is valid by itself.
int check_held(const AuditOptions& options, const v1::Receipt& receipt) {
  auto connection = connect_to_log(options.conninfo_file, "hotline_auditor");
  if (!connection) return print_error(connection.error(), "");
  const store::ReceiptPlace place{receipt.tree(), receipt.index(), *hash_of(receipt.leaf_hash())};
  const auto missing = missing_from_log(**connection, place);
  if (!missing) return print_error(missing.error(), "");
  if (missing->empty()) return kDone;
  std::cerr << "hotline: the receipt is valid, but its entry " << place.index << " of tree " << place.tree
            << " is not in the log: " << *missing << '\n';
  return kFailed;
}

int check_receipt(const Common& common, const AuditOptions& options) {
  auto keys = read_public_keys(options.public_key);
  if (!keys) return print_error(keys.error(), "");
  const auto text = read_text(options.file, kReceiptBytesMax);
  if (!text) return print_error(text.error(), "");
  const auto receipt = receipt_in(*text);
  if (!receipt) return usage_error("the file holds no receipt: save what `hotline --json lookup` prints");
  const auto checkpoint = verify_receipt(*receipt, *keys);
  if (!checkpoint) {
    std::cerr << "hotline: the receipt is NOT valid: " << checkpoint.error().message << '\n';
    return kFailed;
  }
  if (!options.conninfo_file.empty()) {
    const int held = check_held(options, *receipt);
    if (held != kDone) return held;
  }
  if (common.json) {
    std::cout << "{\"valid\": true, \"tree\": " << receipt->tree() << ", \"index\": " << receipt->index()
              << ", \"origin\": \"" << checkpoint->origin << "\", \"size\": " << checkpoint->size << "}\n";
    return kDone;
  }
  std::cout << "the receipt is valid: entry " << receipt->index() << " of " << checkpoint->origin
            << ", under a signed checkpoint over " << checkpoint->size << " entries\n";
  return kDone;
}

// Asks the server to prove that its tree begins with the one of the kept checkpoint.
int check_consistency(const Common& common, const v1::GetCheckpointResponse& latest, const AuditOptions& options) {
  auto keys = read_public_keys(options.public_key);
  if (!keys) return print_error(keys.error(), "");
  auto kept = read_checkpoint(options.since, *keys);
  if (!kept) return print_error(kept.error(), "");
  const auto before = core::open_checkpoint(kept->note, kept->tree, *keys);
  if (!before) return print_error(before.error(), "");
  const auto after = core::open_checkpoint(latest.checkpoint(), kept->tree, *keys);
  if (!after) return print_error(after.error(), "");
  v1::GetConsistencyProofRequest request;
  request.set_tree(kept->tree);
  request.set_size_before(static_cast<std::int64_t>(before->size));
  request.set_size_after(static_cast<std::int64_t>(after->size));
  v1::GetConsistencyProofResponse response;
  const auto stub = v1::AuditService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::AuditService::Stub::GetConsistencyProof, request, response);
  if (called != kDone) return called;
  const auto path = path_of(response.path());
  if (!path) return print_error(path.error(), "");
  if (core::verify_consistency(before->size, after->size, *path, before->root, after->root)) return kDone;
  std::cerr << "hotline: the log does NOT continue the kept checkpoint: entries before it were changed or dropped\n";
  return kFailed;
}

int show_checkpoint(const Common& common, const AuditOptions& options) {
  if (!options.since.empty() && options.public_key.empty()) return usage_error("--since needs --public-key");
  v1::GetCheckpointRequest request;
  request.set_tree(options.tree);
  v1::GetCheckpointResponse response;
  const auto stub = v1::AuditService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::AuditService::Stub::GetCheckpoint, request, response);
  if (called != kDone) return called;
  if (!options.since.empty()) {
    const int consistent = check_consistency(common, response, options);
    if (consistent != kDone) return consistent;
  }
  if (common.json) {
    print_json(response);
  } else {
    std::cout << response.checkpoint();
  }
  return kDone;
}

constexpr std::size_t kPlacesShown = 100;

void print_reconciled(const Common& common, const Reconciled& found) {
  if (common.json) {
    std::cout << "{\"matched\": " << found.matched << ", \"by_reference\": " << found.by_reference
              << ", \"erased\": " << found.erased << ", \"unopened\": " << found.unopened
              << ", \"calls_without_lookup\": " << found.without_lookup.size()
              << ", \"lookups_without_call\": " << found.without_call.size() << ", \"forged\": " << found.forged.size()
              << "}\n";
    return;
  }
  std::cout << found.matched << " lookups belong to listed calls, " << found.by_reference
            << " were made for an inquiry outside a call, " << found.erased << " entries are erased\n";
  if (found.unopened > 0) std::cout << found.unopened << " entries are sealed by a key that the folder lacks\n";
  std::cout << found.without_lookup.size() << " calls without a lookup\n";
  Table calls({"line", "call_id"});
  for (std::size_t i = 0; i < std::min(kPlacesShown, found.without_lookup.size()); ++i) {
    calls.add({found.without_lookup[i].line, found.without_lookup[i].call_id});
  }
  if (!found.without_lookup.empty()) std::cout << calls.text();
  std::cout << found.without_call.size() << " lookups without a call\n";
  Table places({"tree", "index", ""});
  const auto show = [&places](const std::vector<LogPlace>& all, const char* what) {
    for (std::size_t i = 0; i < std::min(kPlacesShown, all.size()); ++i) {
      places.add({std::to_string(all[i].tree), std::to_string(all[i].index), what});
    }
  };
  show(found.without_call, "names a call that the exchange did not have");
  show(found.forged, "its payload is not what the entry committed to");
  if (!found.without_call.empty() || !found.forged.empty()) std::cout << places.text();
}

int reconcile_calls(const Common& common, const AuditOptions& options) {
  const auto list = read_calls(options.file);
  if (!list) return print_error(list.error(), "");
  const auto keyring = runtime::Keyring::load(options.keys);
  if (!keyring) return print_error(keyring.error(), "");
  auto connection = connect_to_log(options.conninfo_file, "hotline_log");
  if (!connection) return print_error(connection.error(), "");
  const auto only_read = (*connection)->script("SET default_transaction_read_only = on");
  if (!only_read) return print_error(only_read.error(), "");
  const auto found = reconcile(**connection, *keyring, *list, options.hours_after);
  if (!found) return print_error(found.error(), "");
  print_reconciled(common, *found);
  return found->without_lookup.empty() && found->without_call.empty() && found->forged.empty() ? kDone : kFailed;
}

}  // namespace

void add_audit_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* audits = app.add_subcommand("audit", "Check that every lookup is logged and no entry was changed or dropped");
  audits->require_subcommand(1);
  auto options = std::make_shared<AuditOptions>();
  const auto with_key = [&options](CLI::App* command) {
    return command->add_option("--public-key", options->public_key,
                               "File with the log's public keys, as `hotline keys show --public` prints them");
  };

  auto* verifying = audits->add_subcommand("verify", "Derive the whole log again, of a database or an export");
  verifying->add_option("folder", options->folder, "Folder of an export");
  verifying->add_option("--conninfo-file", options->conninfo_file,
                        "Connection file, mode 0600, without user: read as hotline_auditor");
  with_key(verifying)->required();
  verifying->add_option("--checkpoint", options->checkpoints,
                        "A checkpoint kept elsewhere, which the log must contain; again for more");
  verifying->footer(
      "Needs no server. Leaves, tree nodes, roots and signatures are all computed again; the first damaged index is "
      "named\n"
      "Of a database every entry must have its payload, or an erasure in the log that names it and who decided.\n"
      "(a range where the entries in it cannot be told apart). What was cut off the end of a log, with all that speaks "
      "of\n"
      "it, shows only by a checkpoint that was kept elsewhere: var/log_head.note, a receipt's, or one printed by\n"
      "`hotline audit checkpoint`.\n"
      "Examples:\n  hotline audit verify --conninfo-file var/db/connection --public-key log.pub --checkpoint "
      "var/log_head.note\n  hotline audit verify export-2026-11 --public-key log.pub\nExit codes: 0 sound, 1 damaged.");
  verifying->callback([options, &common, &exit_code] { exit_code = verify(common, *options); });

  auto* exporting = audits->add_subcommand("export", "Write entries and checkpoints into a folder");
  exporting->add_option("folder", options->folder, "A new or empty folder")->required();
  exporting->add_option("--conninfo-file", options->conninfo_file, "As for verify")->required();
  exporting->footer(
      "tree-N/entries holds 90 bytes for each entry, tree-N/checkpoints the signed notes. Nothing in them is personal, "
      "so\n"
      "the folder may leave the building; any verifier of C2SP checkpoints can check it.\n"
      "Example:\n  hotline audit export export-2026-11 --conninfo-file var/db/connection");
  exporting->callback([options, &common, &exit_code] { exit_code = export_all(common, *options); });

  auto* receipt = audits->add_subcommand("receipt", "Check the receipt of an answer, without the server");
  receipt->add_option("file", options->file, "What `hotline --json lookup` printed; - for standard input")->required();
  with_key(receipt)->required();
  receipt->add_option("--conninfo-file", options->conninfo_file,
                      "Also look whether this database's log holds the entry (after a restore); as for verify");
  receipt->footer(
      "Example:\n  hotline audit receipt answer.json --public-key log.pub\nExit codes: 0 valid, 1 not valid or not in "
      "the database.");
  receipt->callback([options, &common, &exit_code] { exit_code = check_receipt(common, *options); });

  auto* reconciling = audits->add_subcommand("reconcile", "Compare the exchange's calls with the lookups made in them");
  reconciling
      ->add_option("calls", options->file, "CSV with the columns call_id, line, started_at; - for standard input")
      ->required();
  reconciling
      ->add_option("--conninfo-file", options->conninfo_file,
                   "Connection file, mode 0600, without user: read as hotline_log")
      ->required();
  reconciling->add_option("--keys", options->keys, "Folder of the key files: which call it was stands sealed")
      ->required();
  reconciling->add_option("--hours-after", options->hours_after, "How long after the last call a lookup may still come")
      ->check(CLI::Range(1, 24 * 31))
      ->capture_default_str();
  reconciling->footer(
      "Needs no server, but the keys: for the custodian of the keys and the auditor together. Lists calls in which "
      "nobody was\n"
      "looked up, and lookups that name a call which the exchange did not have; names nobody. Each payload is checked\n"
      "against the commitment in its entry on the way.\n"
      "Example:\n  hotline audit reconcile calls-2026-11-22.csv --conninfo-file var/db/connection --keys var/keys\n"
      "Exit codes: 0 both agree, 1 they differ.");
  reconciling->callback([options, &common, &exit_code] { exit_code = reconcile_calls(common, *options); });

  add_restored_command(*audits, common, exit_code);

  auto* checkpoint = audits->add_subcommand("checkpoint", "Print the server's latest checkpoint, to be kept");
  checkpoint->add_option("--tree", options->tree, "Tree of the log; 0 is the one the server writes")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  checkpoint->add_option("--since", options->since,
                         "A kept checkpoint: the server must prove that the log continues it");
  with_key(checkpoint);
  checkpoint->footer(
      "Example:\n  hotline --as auditor audit checkpoint --since monday.note --public-key log.pub > tuesday.note");
  checkpoint->callback([options, &common, &exit_code] { exit_code = show_checkpoint(common, *options); });
}

}  // namespace hotline::cli
