#include "runtime/key_watch.hpp"

#include <utility>

#include "runtime/log.hpp"

namespace hotline::runtime {
namespace {

struct timespec changed_at(const std::filesystem::path& folder) {
  struct stat found {};
  if (stat(folder.c_str(), &found) != 0) return {};
  return found.st_mtim;
}

bool same(const struct timespec& a, const struct timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

}  // namespace

KeyWatch::KeyWatch(std::filesystem::path folder, Keyring& keyring, Changed changed)
    : folder_(std::move(folder)), keyring_(keyring), changed_(std::move(changed)) {}

void KeyWatch::refuse(const core::Error& error) {
  if (!failed_) log_error("keys_not_taken_up", error);
  failed_ = true;
}

void KeyWatch::look() {
  // Before the folder is read: what changes meanwhile is found the next time.
  const struct timespec now = changed_at(folder_);
  if (same(now, seen_)) return;
  auto loaded = Keyring::load(folder_);
  if (!loaded) return refuse(loaded.error());
  const auto replaced = keyring_.replace(std::move(*loaded));
  if (!replaced) return refuse(replaced.error());
  failed_ = false;
  seen_ = now;
  const Keyring::Changes& changes = *replaced;
  for (const KeyFile& key : changes.added) {
    log_event(Level::kInfo, key.to_come ? Safe("key_to_come") : Safe("key_taken_up"),
              {field("use", Safe::own(key_use_name(key.use))), field("number", key.id)});
  }
  for (const KeyFile& key : changes.gone) {
    log_event(Level::kInfo, "key_gone", {field("use", Safe::own(key_use_name(key.use))), field("number", key.id)});
  }
  if (!changes.added.empty() || !changes.gone.empty()) changed_(changes);
}

}  // namespace hotline::runtime
