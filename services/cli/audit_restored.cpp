#include "cli/audit_restored.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <vector>

#include "cli/audit_files.hpp"
#include "core/note.hpp"
#include "runtime/system_clock.hpp"
#include "store/log_restore.hpp"
#include "store/pg/conninfo.hpp"

namespace hotline::cli {
namespace {

struct RestoredOptions {
  std::string conninfo_file;
  std::string public_key;
  std::vector<std::string> checkpoints;
};

core::Result<std::vector<store::KnownHead>> read_heads(const RestoredOptions& options) {
  std::vector<store::KnownHead> heads;
  if (options.checkpoints.empty()) return heads;
  auto keys = read_public_keys(options.public_key);
  if (!keys) return std::move(keys).error();
  for (const std::string& path : options.checkpoints) {
    const auto kept = read_checkpoint(path, *keys);
    if (!kept) return kept.error();
    const auto opened = core::open_checkpoint(kept->note, kept->tree, *keys);
    if (!opened) return opened.error();
    heads.push_back(store::KnownHead{kept->tree, static_cast<std::int64_t>(opened->size), opened->root});
  }
  return heads;
}

std::string lost_text(const store::RestoredTree& tree) {
  if (tree.lost_until) return std::to_string(tree.size) + " to " + std::to_string(*tree.lost_until - 1);
  return tree.compared ? "nothing" : "not known";
}

void print_trees(const Common& common, const std::vector<store::RestoredTree>& trees) {
  if (common.json) {
    std::cout << "{\"trees\": [";
    for (std::size_t i = 0; i < trees.size(); ++i) {
      const auto& one = trees[i];
      std::cout << (i == 0 ? "" : ", ") << "{\"tree\": " << one.tree << ", \"entries\": " << one.size;
      if (one.next) std::cout << ", \"continued_by\": " << *one.next;
      if (one.lost_until) {
        std::cout << ", \"lost_first\": " << one.size << ", \"lost_last\": " << *one.lost_until - 1;
      }
      std::cout << ", \"compared\": " << (one.compared ? "true" : "false") << '}';
    }
    std::cout << "]}\n";
    return;
  }
  Table table({"tree", "entries", "lost", "goes on in tree"});
  for (const auto& one : trees) {
    table.add({std::to_string(one.tree), std::to_string(one.size), lost_text(one),
               one.next ? std::to_string(*one.next) : "-"});
  }
  std::cout << table.text();
}

int restored(const Common& common, const RestoredOptions& options) {
  if (!options.checkpoints.empty() && options.public_key.empty()) return usage_error("--checkpoint needs --public-key");
  const auto heads = read_heads(options);
  if (!heads) return print_error(heads.error(), "");
  auto connection = connect_to_log(options.conninfo_file, "hotline_log");
  if (!connection) return print_error(connection.error(), "");
  const runtime::SystemClock clock;
  const auto trees = store::close_restored(**connection, *heads, clock.now());
  if (!trees) return print_error(trees.error(), "");
  print_trees(common, *trees);
  return kDone;
}

}  // namespace

core::Result<std::unique_ptr<store::pg::BlockingConnection>> connect_to_log(const std::string& conninfo_file,
                                                                            const char* login) {
  auto conninfo = store::pg::Conninfo::read(conninfo_file);
  if (!conninfo) return std::move(conninfo).error();
  auto with = store::pg::with_user(*conninfo, login);
  if (!with) return std::move(with).error();
  store::pg::SessionOptions session{.conninfo = *with, .application_name = "hotline audit"};
  session.durability = store::pg::SessionOptions::Durability::kNotChecked;
  return store::pg::BlockingConnection::connect(std::move(session));
}

core::Result<std::string> missing_from_log(store::pg::BlockingConnection& connection,
                                           const store::ReceiptPlace& place) {
  const auto found = store::find_entry(connection, place);
  if (!found) return found.error();
  switch (found->state) {
    case store::FoundEntry::State::kHeld:
      return std::string();
    case store::FoundEntry::State::kOther:
      return std::string("another entry stands there: it was changed, or this is another database");
    case store::FoundEntry::State::kNoTree:
      return std::string("this database has no such tree: it was restored from before it, or is another");
    case store::FoundEntry::State::kMissing:
      return std::string("the log lacks it: hotline audit verify says from where on");
    case store::FoundEntry::State::kBehindTheEnd:
      return std::string("the log ends before it: a restore lost it, or this is another database");
    case store::FoundEntry::State::kLost:
      break;
  }
  return "LOST by a restore, with the entries " + std::to_string(found->size) + " to " +
         std::to_string(found->lost_until - 1) + ": put the question again";
}

void add_restored_command(CLI::App& audits, const Common& common, int& exit_code) {
  auto* command =
      audits.add_subcommand("restored", "After a restore: close every tree and open those that continue them");
  auto options = std::make_shared<RestoredOptions>();
  command
      ->add_option("--conninfo-file", options->conninfo_file,
                   "Connection file, mode 0600, without user: used as hotline_log")
      ->required();
  command->add_option("--public-key", options->public_key,
                      "File with the log's public keys, as `hotline keys show --public` prints them");
  command->add_option("--checkpoint", options->checkpoints,
                      "A checkpoint kept elsewhere; again for more. What it covers and the database lacks is lost");
  command->footer(
      "ops/restore runs it. For a database that its administrator restored, run it before hotlined starts: an index "
      "that "
      "was\n"
      "given out after the backup must never be given again, and only the checkpoints kept elsewhere tell which those "
      "are.\n"
      "Changes nothing when a checkpoint contradicts the database. Safe to repeat, but each run opens new trees.\n"
      "Example:\n  hotline audit restored --conninfo-file var/db/connection --public-key log.pub --checkpoint "
      "last.note");
  command->callback([options, &common, &exit_code] { exit_code = restored(common, *options); });
}

}  // namespace hotline::cli
