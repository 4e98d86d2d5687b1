#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "core/note.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "runtime/random.hpp"

namespace hotline::cli {
namespace {

struct KeyFolderOptions {
  std::string folder;
  std::string kind;
  std::string log_name = "hotline.example/log";
  std::int32_t tree = 1;
  bool only_public = false;
};

int make_keys(const Common& common, const KeyFolderOptions& options) {
  runtime::SystemRandom random;
  const auto made = runtime::Keyring::create(options.folder, random);
  if (!made) return print_error(made.error(), "");
  if (common.json) std::cout << "{\"made\": true}\n";
  return kDone;
}

int add_key(const Common& common, const KeyFolderOptions& options) {
  const auto use = runtime::key_use_of(options.kind);
  if (!use)
    return usage_error("there is no kind of key of this name; the files in the folder are named <kind>-<number>.key");
  runtime::SystemRandom random;
  const auto id = runtime::Keyring::add(options.folder, *use, random);
  if (!id) return print_error(id.error(), "");
  if (common.json) {
    std::cout << "{\"kind\": \"" << runtime::key_use_name(*use) << "\", \"number\": " << *id << "}\n";
  } else {
    std::cout << "made " << runtime::key_use_name(*use) << "-" << *id
              << ".key; hotlined uses it from its next start on. Copy the folder again.\n";
  }
  return kDone;
}

// Public keys only: nothing else of a key is ever printed.
int show_keys(const Common& common, const KeyFolderOptions& options) {
  if (!options.only_public) return usage_error("keys are secret; add --public for the keys that verify the log");
  if (!core::is_note_name(options.log_name)) return usage_error("--log-name is that of [log] name in the settings");
  const auto keyring = runtime::Keyring::load(options.folder);
  if (!keyring) return print_error(keyring.error(), "");
  const runtime::LogSigner signer(options.log_name, keyring->set(runtime::KeyUse::kLogSigning));
  const auto keys = signer.verifiers(options.tree);
  if (!common.json) {
    for (const auto& key : keys) std::cout << core::verifier_text(key) << '\n';
    return kDone;
  }
  std::cout << "{\"public_keys\": [";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::cout << (i == 0 ? "" : ", ") << '"' << core::verifier_text(keys[i]) << '"';
  }
  std::cout << "]}\n";
  return kDone;
}

}  // namespace

void add_key_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* keys = app.add_subcommand("keys", "Keys of a server");
  keys->require_subcommand(1);
  auto options = std::make_shared<KeyFolderOptions>();
  const auto with_folder = [&options](CLI::App* command) {
    command->add_option("--folder", options->folder, "Folder of the key files (mode 0700)")->required();
  };
  auto* init = keys->add_subcommand("init", "Make the keys; refuses a folder that holds any");
  with_folder(init);
  init->footer("Example:\n  hotline keys init --folder var/keys");
  init->callback([options, &common, &exit_code] { exit_code = make_keys(common, *options); });

  auto* add = keys->add_subcommand("add", "Add one more key beside those that are there");
  with_folder(add);
  add->add_option("--kind", options->kind, "What it is for: log-signing, register, log-payload ...")->required();
  add->footer(
      "A folder made by an earlier release gets its first key of a new kind in this way; else the new key takes over "
      "from\n"
      "the newest, and the older ones still open what they sealed and verify what they signed. To replace a lost key, "
      "read\n"
      "ops/docs/runbook.md first.\nExample:\n  hotline keys add --folder var/keys --kind log-signing");
  add->callback([options, &common, &exit_code] { exit_code = add_key(common, *options); });

  auto* show = keys->add_subcommand("show", "Print the public keys that verify the log's checkpoints");
  with_folder(show);
  show->add_flag("--public", options->only_public, "Say that the public keys are meant; no other key is ever printed");
  show->add_option("--log-name", options->log_name, "[log] name of the settings")->capture_default_str();
  show->add_option("--tree", options->tree, "Tree of the log, as receipts name it")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  show->footer(
      "One line for each key, the newest first, as Go's sumdb/note and `hotline audit --public-key` take them.\n"
      "Example:\n  hotline keys show --public --folder var/keys > log.pub");
  show->callback([options, &common, &exit_code] { exit_code = show_keys(common, *options); });
}

}  // namespace hotline::cli
