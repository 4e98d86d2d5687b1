#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "core/note.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log_signer.hpp"
#include "runtime/random.hpp"
#include "store/pg/conninfo.hpp"
#include "store/reseal.hpp"

namespace hotline::cli {
namespace {

using runtime::Keyring;
using runtime::KeyUse;

// Longer than any call: what was sealed by the older key before the newer one came has been committed by then.
constexpr std::int32_t kGraceSeconds = 60;
// What one pass missed, because somebody changed the row meanwhile, the next finds.
constexpr int kPassesMax = 5;

struct KeyFolderOptions {
  std::string folder;
  std::string kind;
  std::string log_name = "hotline.example/log";
  std::int32_t tree = 1;
  bool only_public = false;
  bool prepare = false;
  std::string conninfo_file;
  std::int32_t number = 0;
  std::int32_t grace_seconds = kGraceSeconds;
};

std::optional<KeyUse> kind_of(const KeyFolderOptions& options, int& exit_code) {
  const auto use = runtime::key_use_of(options.kind);
  if (!use) {
    exit_code =
        usage_error("there is no kind of key of this name; the files in the folder are named <kind>-<number>.key");
  }
  return use;
}

std::string name_of(KeyUse use, std::uint16_t id) {
  return std::string(runtime::key_use_name(use)) + "-" + std::to_string(id);
}

int make_keys(const Common& common, const KeyFolderOptions& options) {
  runtime::SystemRandom random;
  const auto made = Keyring::create(options.folder, random);
  if (!made) return print_error(made.error(), "");
  if (common.json) std::cout << "{\"made\": true}\n";
  return kDone;
}

int add_key(const Common& common, const KeyFolderOptions& options, KeyUse use) {
  runtime::SystemRandom random;
  const auto state = options.prepare ? runtime::KeySet::State::kToCome : runtime::KeySet::State::kSeals;
  const auto id = Keyring::add(options.folder, use, random, state);
  if (!id) return print_error(id.error(), "");
  if (common.json) {
    std::cout << "{\"kind\": \"" << runtime::key_use_name(use) << "\", \"number\": " << *id
              << ", \"to_come\": " << (options.prepare ? "true" : "false") << "}\n";
  } else if (options.prepare) {
    std::cout
        << "made " << name_of(use, *id)
        << ".next.key; copy it to every server, then run `hotline keys activate` on each. Copy the folder again.\n";
  } else {
    std::cout << "made " << name_of(use, *id)
              << ".key; a running hotlined uses it within a second. Copy the folder again.\n";
  }
  return kDone;
}

int add_any(const Common& common, const KeyFolderOptions& options) {
  int exit_code = kDone;
  const auto use = kind_of(options, exit_code);
  return use ? add_key(common, options, *use) : exit_code;
}

int rotate(const Common& common, const KeyFolderOptions& options) {
  int exit_code = kDone;
  const auto use = kind_of(options, exit_code);
  if (!use) return exit_code;
  if (!runtime::can_rotate(*use)) {
    return usage_error(
        "keys of this kind are not rotated: what they hash is compared for equality and kept without a key's number, "
        "so a "
        "new one would make equal things unequal (ops/docs/adr/0022-erasure-and-keys.md)");
  }
  return add_key(common, options, *use);
}

int activate(const Common& common, const KeyFolderOptions& options) {
  const auto activated = Keyring::activate(options.folder);
  if (!activated) return print_error(activated.error(), "");
  if (common.json) {
    std::cout << "{\"activated\": " << activated->size() << "}\n";
    return kDone;
  }
  for (const auto& key : *activated) std::cout << name_of(key.use, key.id) << " seals from now on\n";
  if (activated->empty()) std::cout << "no key was prepared\n";
  return kDone;
}

core::Result<std::unique_ptr<store::pg::BlockingConnection>> connect_as_custodian(const std::string& conninfo_file) {
  auto conninfo = store::pg::Conninfo::read(conninfo_file);
  if (!conninfo) return std::move(conninfo).error();
  auto with = store::pg::with_user(*conninfo, "hotline_custodian");
  if (!with) return std::move(with).error();
  store::pg::SessionOptions session{.conninfo = *with, .application_name = "hotline keys"};
  return store::pg::BlockingConnection::connect(std::move(session));
}

std::vector<KeyUse> resealed_uses(const KeyFolderOptions& options, int& exit_code) {
  const std::vector<KeyUse> all{KeyUse::kRegister, KeyUse::kInquiry, KeyUse::kLogPayload, KeyUse::kContact};
  if (options.kind.empty()) return all;
  const auto use = kind_of(options, exit_code);
  if (!use) return {};
  if (std::find(all.begin(), all.end(), *use) != all.end()) return {*use};
  exit_code = usage_error("only register, inquiry, log-payload and contact are sealed again");
  return {};
}

int reseal(const Common& common, const KeyFolderOptions& options) {
  int exit_code = kDone;
  const std::vector<KeyUse> uses = resealed_uses(options, exit_code);
  if (uses.empty()) return exit_code;
  const auto keyring = Keyring::load(options.folder);
  if (!keyring) return print_error(keyring.error(), "");
  auto connection = connect_as_custodian(options.conninfo_file);
  if (!connection) return print_error(connection.error(), "");
  std::map<std::string_view, std::int64_t> rows;
  std::int64_t total = 0;
  std::int64_t missed = 0;
  for (const KeyUse use : uses) {
    for (int pass = 0; pass < kPassesMax; ++pass) {
      std::map<std::string_view, store::ResealedColumn> of_pass;
      const auto done = store::reseal(**connection, *keyring, use, [&](const store::ResealedColumn& so_far) {
        of_pass[so_far.name] = so_far;
        if (is_terminal(stderr)) std::cerr << '\r' << so_far.name << ": " << so_far.rows << " rows   " << std::flush;
      });
      if (is_terminal(stderr)) std::cerr << "\r\x1b[K";
      if (!done) return print_error(done.error(), "");
      missed = 0;
      for (const auto& [name, column] : of_pass) {
        rows[name] += column.rows;
        total += column.rows;
        missed += column.missed;
      }
      if (missed == 0) break;
    }
  }
  if (common.json) {
    std::cout << "{\"rows\": " << total << ", \"missed\": " << missed << "}\n";
    return kDone;
  }
  Table table({"column", "rows sealed again"});
  for (const auto& [name, count] : rows) table.add({std::string(name), std::to_string(count)});
  std::cout << table.text();
  if (missed > 0) std::cout << missed << " rows changed meanwhile; run it once more\n";
  return kDone;
}

// Seconds since the newest key of the kind came; negative when it cannot be told.
std::int64_t age_of_newest(const KeyFolderOptions& options, const Keyring& keyring, KeyUse use) {
  const std::string file = options.folder + "/" + name_of(use, keyring.newest(use).id()) + ".key";
  struct stat found {};
  if (stat(file.c_str(), &found) != 0) return -1;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count() - found.st_ctim.tv_sec;
}

int refuse_retirement(std::string why) {
  return print_error(core::make_error(core::Reason::kWrongState, std::move(why)), "");
}

int retire(const Common& common, const KeyFolderOptions& options) {
  int exit_code = kDone;
  const auto use = kind_of(options, exit_code);
  if (!use) return exit_code;
  if (*use == KeyUse::kLogSigning) {
    return usage_error("a key that signed the log is kept for good: checkpoints and receipts of it are to verify");
  }
  const auto keyring = Keyring::load(options.folder);
  if (!keyring) return print_error(keyring.error(), "");
  const auto id = static_cast<std::uint16_t>(options.number);
  if (keyring->set(*use).find(id) == nullptr) return refuse_retirement("the key folder has no such key");
  if (keyring->newest(*use).id() <= id) return refuse_retirement("this is the newest key of its kind; rotate it first");
  const std::int64_t age = age_of_newest(options, *keyring, *use);
  if (age < options.grace_seconds) {
    return refuse_retirement("the newer key is " + std::to_string(age) +
                             " seconds old: calls that began before it may "
                             "still write; wait until it is " +
                             std::to_string(options.grace_seconds));
  }
  auto connection = connect_as_custodian(options.conninfo_file);
  if (!connection) return print_error(connection.error(), "");
  const auto needed = store::rows_that_need(**connection, *keyring, *use, id);
  if (!needed) return print_error(needed.error(), "");
  if (*needed > 0) {
    return refuse_retirement(std::to_string(*needed) +
                             " rows (counted up to a thousand) still need this key; `hotline "
                             "keys reseal` seals them again, passphrases end with their inquiries");
  }
  const auto destroyed = Keyring::destroy(options.folder, *use, id);
  if (!destroyed) return print_error(destroyed.error(), "");
  if (common.json) {
    std::cout << "{\"retired\": \"" << name_of(*use, id) << "\"}\n";
  } else {
    std::cout << name_of(*use, id)
              << " is destroyed; destroy it in every copy of the folder too: backups from before are "
              << "unreadable then\n";
  }
  return kDone;
}

// Public keys only: nothing else of a key is ever printed.
int show_keys(const Common& common, const KeyFolderOptions& options) {
  if (!options.only_public) return usage_error("keys are secret; add --public for the keys that verify the log");
  if (!core::is_note_name(options.log_name)) return usage_error("--log-name is that of [log] name in the settings");
  const auto keyring = Keyring::load(options.folder);
  if (!keyring) return print_error(keyring.error(), "");
  const runtime::LogSigner signer(options.log_name, keyring->set(KeyUse::kLogSigning));
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

int list_keys(const Common& common, const KeyFolderOptions& options) {
  const auto files = Keyring::files(options.folder);
  if (!files) return print_error(files.error(), "");
  std::map<std::pair<KeyUse, std::uint16_t>, bool> sorted;
  for (const auto& key : *files) sorted[{key.use, key.id}] = key.to_come;
  const auto seals = [&](KeyUse use, std::uint16_t id) {
    for (const auto& [key, to_come] : sorted) {
      if (key.first == use && key.second > id && !to_come) return false;
    }
    return true;
  };
  if (common.json) std::cout << "{\"keys\": [";
  Table table({"kind", "number", ""});
  bool first = true;
  for (const auto& [key, to_come] : sorted) {
    const char* state = to_come ? "to come" : seals(key.first, key.second) ? "in use" : "opens what it sealed";
    table.add({std::string(runtime::key_use_name(key.first)), std::to_string(key.second), state});
    if (common.json) {
      std::cout << (first ? "" : ", ") << "{\"kind\": \"" << runtime::key_use_name(key.first)
                << "\", \"number\": " << key.second << ", \"state\": \"" << state << "\"}";
    }
    first = false;
  }
  std::cout << (common.json ? std::string("]}\n") : table.text());
  return kDone;
}

}  // namespace

void add_key_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* keys = app.add_subcommand("keys", "Keys of a server");
  keys->require_subcommand(1);
  keys->footer(
      "To change a key while hotlined serves:\n"
      "  hotline keys rotate inquiry --folder var/keys\n"
      "  hotline keys reseal --folder var/keys --conninfo-file var/db/connection\n"
      "  hotline keys retire inquiry 1 --folder var/keys --conninfo-file var/db/connection");
  const auto command_for = [&](CLI::App* command) {
    auto options = std::make_shared<KeyFolderOptions>();
    command->add_option("--folder", options->folder, "Folder of the key files (mode 0700)")->required();
    return options;
  };
  const auto run = [&](CLI::App* command, std::shared_ptr<KeyFolderOptions> options,
                       int (*work)(const Common&, const KeyFolderOptions&)) {
    command->callback([options, work, &common, &exit_code] { exit_code = work(common, *options); });
  };
  const auto with_database = [](CLI::App* command, KeyFolderOptions& options) {
    command
        ->add_option("--conninfo-file", options.conninfo_file,
                     "Connection file, mode 0600, without user: as hotline_custodian")
        ->required();
  };

  auto* init = keys->add_subcommand("init", "Make the keys; refuses a folder that holds any");
  run(init, command_for(init), make_keys);
  init->footer("Example:\n  hotline keys init --folder var/keys");

  auto* listed = keys->add_subcommand("ls", "Kinds and numbers of the keys, never a key");
  run(listed, command_for(listed), list_keys);

  auto* add = keys->add_subcommand("add", "Add one more key beside those that are there");
  auto adding = command_for(add);
  add->add_option("--kind", adding->kind, "What it is for: log-signing, register, log-payload ...")->required();
  run(add, adding, add_any);
  add->footer(
      "A folder made by an earlier release gets its first key of a new kind in this way. To change a key, use "
      "`rotate`. To "
      "replace\na lost key, read ops/docs/runbook.md first.\nExample:\n  hotline keys add --folder var/keys --kind "
      "log-signing");

  auto* rotated = keys->add_subcommand("rotate", "A new key takes over; the older ones still open and verify");
  auto rotating = command_for(rotated);
  rotated
      ->add_option("kind", rotating->kind,
                   "register, inquiry, log-payload, log-signing, contact, passphrase, page-token, actor")
      ->required();
  rotated->add_flag("--prepare", rotating->prepare,
                    "With several servers: make it to open only, until `activate` is run on each of them");
  run(rotated, rotating, rotate);
  rotated->footer(
      "A running hotlined takes it up within a second, without a failed call, and writes an entry of the log. After "
      "log-signing: give\nthe new line of `keys show --public` to everybody who verifies.\n"
      "Example:\n  hotline keys rotate log-payload --folder var/keys");

  auto* activated = keys->add_subcommand("activate", "Prepared keys seal from now on");
  run(activated, command_for(activated), activate);

  auto* resealed = keys->add_subcommand("reseal", "Seal rows of older keys again by the newest, while hotlined serves");
  auto resealing = command_for(resealed);
  resealed->add_option("kind", resealing->kind, "register, inquiry, log-payload or contact; all when left out");
  with_database(resealed, *resealing);
  run(resealed, resealing, reseal);
  resealed->footer(
      "Interrupted, the same command goes on. Log payloads keep their commitments: only their keys are sealed "
      "again.\nExample:\n  hotline keys reseal --folder var/keys --conninfo-file var/db/connection");

  auto* retired = keys->add_subcommand("retire", "Destroy an older key that nothing needs any more");
  auto retiring = command_for(retired);
  retired->add_option("kind", retiring->kind, "Its kind")->required();
  retired->add_option("number", retiring->number, "Its number")->required()->check(CLI::Range(1, 65535));
  retired->add_option("--grace", retiring->grace_seconds, "Seconds that the newer key must have been there")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  with_database(retired, *retiring);
  run(retired, retiring, retire);
  retired->footer(
      "Refused while a row needs it, and for keys that signed the log.\n"
      "Example:\n  hotline keys retire inquiry 1 --folder var/keys --conninfo-file var/db/connection");

  auto* show = keys->add_subcommand("show", "Print the public keys that verify the log's checkpoints");
  auto showing = command_for(show);
  show->add_flag("--public", showing->only_public, "Say that the public keys are meant; no other key is ever printed");
  show->add_option("--log-name", showing->log_name, "[log] name of the settings")->capture_default_str();
  show->add_option("--tree", showing->tree, "Tree of the log, as receipts name it")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  run(show, showing, show_keys);
  show->footer(
      "One line for each key, the newest first, as Go's sumdb/note and `hotline audit --public-key` take them.\n"
      "Example:\n  hotline keys show --public --folder var/keys > log.pub");
}

}  // namespace hotline::cli
