#include "runtime/keyring.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>

#include "runtime/descriptor.hpp"

namespace hotline::runtime {

namespace {

constexpr std::array<std::string_view, kKeyUseCount> kUseNames = {
    "register", "log-payload", "inquiry",    "identifier", "row",         "request",
    "actor",    "contact",     "page-token", "passphrase", "log-signing",
};
constexpr std::string_view kSuffix = ".key";
constexpr std::string_view kNextSuffix = ".next";
// Of the whole folder: more files than this are none of ours.
constexpr std::size_t kFilesMax = 10'000;

core::Error refused(std::string message) {
  return core::make_error(core::Reason::kWrongState, std::move(message));
}

// "log-payload-2.key", "log-payload-3.next.key"
std::optional<KeyFile> parse_name(std::string_view name) {
  if (!name.ends_with(kSuffix)) return std::nullopt;
  name.remove_suffix(kSuffix.size());
  const bool to_come = name.ends_with(kNextSuffix);
  if (to_come) name.remove_suffix(kNextSuffix.size());
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(dash + 1);
  std::uint16_t id = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (fault != std::errc() || end != digits.data() + digits.size() || id == 0) return std::nullopt;
  const auto use = key_use_of(name.substr(0, dash));
  if (!use) return std::nullopt;
  return KeyFile{*use, id, to_come};
}

std::string file_name(const KeyFile& key) {
  std::string name = std::string(key_use_name(key.use)) + "-" + std::to_string(key.id);
  if (key.to_come) name += kNextSuffix;
  return name += kSuffix;
}

bool private_to_us(const struct stat& found) {
  return (found.st_mode & 077) == 0 && found.st_uid == geteuid();
}

core::Done check_folder(const Descriptor& folder) {
  struct stat found {};
  if (folder.number < 0 || fstat(folder.number, &found) != 0) return refused("the key folder cannot be opened");
  if (!private_to_us(found)) return refused("the key folder must belong to this user with mode 0700 (chmod 700)");
  return core::Nothing{};
}

core::Result<Key> read_key(int folder, const std::string& name, std::uint16_t id) {
  const Descriptor file(openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  struct stat found {};
  if (file.number < 0 || fstat(file.number, &found) != 0 || !S_ISREG(found.st_mode)) {
    return refused("the key file " + name + " cannot be read or is not a plain file");
  }
  if (!private_to_us(found)) {
    return refused("the key file " + name + " must belong to this user with mode 0600 (chmod 600)");
  }
  if (found.st_size != static_cast<off_t>(kKeyBytes))
    return refused("the key file " + name + " must hold exactly 32 bytes");
  ssize_t count = 0;
  SecretBytes bytes = SecretBytes::filled(
      kKeyBytes, [&](std::span<std::uint8_t> place) { count = ::read(file.number, place.data(), place.size()); });
  if (count != static_cast<ssize_t>(kKeyBytes)) return refused("the key file " + name + " cannot be read");
  return Key(id, std::move(bytes));
}

core::Result<std::vector<std::string>> key_files(int folder) {
  const int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* listing = again < 0 ? nullptr : fdopendir(again);
  if (listing == nullptr) {
    if (again >= 0) close(again);
    return refused("the key folder cannot be listed");
  }
  std::vector<std::string> names;
  while (const dirent* entry = readdir(listing)) {
    if (!std::string_view(entry->d_name).ends_with(kSuffix)) continue;
    names.emplace_back(entry->d_name);
    if (names.size() == kFilesMax) break;
  }
  closedir(listing);
  return names;
}

// Under another name first, so that whoever looks at the folder meantime finds no half key.
core::Done write_key(int folder, const std::string& name, Random& random) {
  const std::string unfinished = "." + name + ".new";
  unlinkat(folder, unfinished.c_str(), 0);
  const Descriptor file(openat(folder, unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.number < 0) return refused("the key file " + name + " cannot be created");
  const SecretBytes bytes = SecretBytes::filled(kKeyBytes, [&](std::span<std::uint8_t> place) { random.fill(place); });
  const ssize_t count = ::write(file.number, bytes.data(), bytes.size());
  const bool written = count == static_cast<ssize_t>(kKeyBytes) && fsync(file.number) == 0;
  // A link, for it refuses a name that is taken.
  const bool named = written && linkat(folder, unfinished.c_str(), folder, name.c_str(), 0) == 0;
  unlinkat(folder, unfinished.c_str(), 0);
  if (!named) return refused("the key file " + name + " cannot be written");
  return core::Nothing{};
}

core::Result<std::vector<KeyFile>> parsed_files(int folder) {
  auto names = key_files(folder);
  if (!names) return names.error();
  std::vector<KeyFile> files;
  for (const std::string& name : *names) {
    const auto parsed = parse_name(name);
    if (!parsed) return refused("the key folder holds a file that is no key of ours: remove it or correct its name");
    files.push_back(*parsed);
  }
  return files;
}

// Overwritten in place: of use on disks that keep no older copies of a block, and harmless elsewhere.
core::Done wipe_file(int folder, const std::string& name) {
  const Descriptor file(openat(folder, name.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
  const std::array<std::uint8_t, kKeyBytes> zeros{};
  const bool wiped = file.number >= 0 &&
                     ::write(file.number, zeros.data(), zeros.size()) == static_cast<ssize_t>(zeros.size()) &&
                     fsync(file.number) == 0;
  if (!wiped || unlinkat(folder, name.c_str(), 0) != 0 || fsync(folder) != 0) {
    return refused("the key file " + name + " cannot be removed");
  }
  return core::Nothing{};
}

}  // namespace

std::string_view key_use_name(KeyUse use) {
  return kUseNames[static_cast<std::size_t>(use)];
}

std::optional<KeyUse> key_use_of(std::string_view name) {
  for (std::size_t i = 0; i < kUseNames.size(); ++i) {
    if (kUseNames[i] == name) return static_cast<KeyUse>(i);
  }
  return std::nullopt;
}

bool can_rotate(KeyUse use) {
  switch (use) {
    case KeyUse::kIdentifier:
    case KeyUse::kRow:
    case KeyUse::kRequest:
      return false;
    case KeyUse::kRegister:
    case KeyUse::kLogPayload:
    case KeyUse::kInquiry:
    case KeyUse::kActor:
    case KeyUse::kContact:
    case KeyUse::kPageToken:
    case KeyUse::kPassphrase:
    case KeyUse::kLogSigning:
      return true;
  }
  return false;
}

Key Key::from_random(std::uint16_t id, Random& random) {
  return {id, SecretBytes::filled(kKeyBytes, [&](std::span<std::uint8_t> place) { random.fill(place); })};
}

const Key* KeySet::find(std::uint16_t id) const {
  const auto found = keys_->find(id);
  return found == keys_->end() ? nullptr : &found->second;
}

void KeySet::add(Key key, State state) {
  auto more = std::make_shared<std::map<std::uint16_t, Key>>(*keys_);
  if (state == State::kSeals && (!newest_ || newest_->id() <= key.id())) newest_ = std::make_shared<const Key>(key);
  more->insert_or_assign(key.id(), std::move(key));
  keys_ = std::move(more);
}

core::Result<Keyring> Keyring::load(const std::filesystem::path& folder) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  const auto files = parsed_files(directory.number);
  if (!files) return files.error();
  Keyring ring;
  Sets& sets = ring.shared_->sets;
  for (const KeyFile& file : *files) {
    auto key = read_key(directory.number, file_name(file), file.id);
    if (!key) return key.error();
    const auto state = file.to_come ? KeySet::State::kToCome : KeySet::State::kSeals;
    sets[static_cast<std::size_t>(file.use)].add(std::move(*key), state);
  }
  for (std::size_t i = 0; i < kKeyUseCount; ++i) {
    if (!sets[i].empty()) continue;
    core::Error error = refused("the key folder has no key for " + std::string(kUseNames[i]));
    error.metadata.emplace_back("remedy", kUseNames[i] == key_use_name(KeyUse::kLogSigning)
                                              ? "hotline keys add --folder DIR --kind log-signing, unless one was lost "
                                                "(ops/docs/runbook.md)"
                                              : "bring the file back from the copy of the keys (ops/docs/runbook.md)");
    return error;
  }
  return ring;
}

core::Done Keyring::create(const std::filesystem::path& folder, Random& random) {
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return refused("the key folder cannot be created");
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours;
  auto names = key_files(directory.number);
  if (!names) return names.error();
  if (!names->empty()) return refused("the key folder already holds keys; they are never overwritten");
  for (std::size_t i = 0; i < kKeyUseCount; ++i) {
    auto written = write_key(directory.number, file_name(KeyFile{static_cast<KeyUse>(i), 1, false}), random);
    if (!written) return written.error();
  }
  if (fsync(directory.number) != 0) return refused("the key folder cannot be synced");
  return core::Nothing{};
}

core::Result<std::uint16_t> Keyring::add(const std::filesystem::path& folder, KeyUse use, Random& random,
                                         KeySet::State state) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  const auto files = parsed_files(directory.number);
  if (!files) return files.error();
  if (files->empty()) return refused("the key folder holds no keys yet; hotline keys init makes them");
  std::uint16_t newest = 0;
  for (const KeyFile& file : *files) {
    if (file.use == use) newest = std::max(newest, file.id);
  }
  if (newest == std::numeric_limits<std::uint16_t>::max()) return refused("there is no number left for a key");
  const auto id = static_cast<std::uint16_t>(newest + 1);
  auto written = write_key(directory.number, file_name(KeyFile{use, id, state == KeySet::State::kToCome}), random);
  if (!written) return written.error();
  if (fsync(directory.number) != 0) return refused("the key folder cannot be synced");
  return id;
}

core::Result<std::vector<KeyFile>> Keyring::activate(const std::filesystem::path& folder) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  const auto files = parsed_files(directory.number);
  if (!files) return files.error();
  std::vector<KeyFile> activated;
  for (KeyFile file : *files) {
    if (!file.to_come) continue;
    const std::string before = file_name(file);
    file.to_come = false;
    if (renameat(directory.number, before.c_str(), directory.number, file_name(file).c_str()) != 0) {
      return refused("the key file " + before + " cannot be renamed");
    }
    activated.push_back(file);
  }
  if (fsync(directory.number) != 0) return refused("the key folder cannot be synced");
  return activated;
}

core::Done Keyring::destroy(const std::filesystem::path& folder, KeyUse use, std::uint16_t id) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours;
  const auto files = parsed_files(directory.number);
  if (!files) return files.error();
  const auto found =
      std::find_if(files->begin(), files->end(), [&](const KeyFile& file) { return file.use == use && file.id == id; });
  if (found == files->end()) return refused("the key folder has no such key");
  const bool newer_is_there = std::any_of(files->begin(), files->end(), [&](const KeyFile& file) {
    return file.use == use && !file.to_come && file.id > id;
  });
  if (!newer_is_there) return refused("this is the newest key of its kind; rotate it first");
  return wipe_file(directory.number, file_name(*found));
}

core::Result<std::vector<KeyFile>> Keyring::files(const std::filesystem::path& folder) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  return parsed_files(directory.number);
}

Keyring Keyring::ephemeral(Random& random) {
  Keyring ring;
  for (KeySet& set : ring.shared_->sets) set.add(Key::from_random(1, random));
  return ring;
}

KeySet Keyring::set(KeyUse use) const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->sets[static_cast<std::size_t>(use)];
}

core::Result<Keyring::Changes> Keyring::replace(Keyring newer) {
  Sets& theirs = newer.shared_->sets;
  Changes changes;
  const std::scoped_lock lock(shared_->mutex);
  Sets& ours = shared_->sets;
  for (std::size_t i = 0; i < kKeyUseCount; ++i) {
    for (const auto& [id, key] : theirs[i].all()) {
      const Key* had = ours[i].find(id);
      if (had == nullptr || sodium_memcmp(had->data(), key.data(), kKeyBytes) == 0) continue;
      return refused("the key file " + file_name(KeyFile{static_cast<KeyUse>(i), id, false}) +
                     " was overwritten; a new key has a new number");
    }
  }
  for (std::size_t i = 0; i < kKeyUseCount; ++i) {
    const auto use = static_cast<KeyUse>(i);
    for (const auto& [id, key] : theirs[i].all()) {
      const bool to_come = id > theirs[i].newest().id();
      const bool had = ours[i].find(id) != nullptr && (to_come || ours[i].newest().id() >= id);
      if (!had) changes.added.push_back(KeyFile{use, id, to_come});
    }
    for (const auto& [id, key] : ours[i].all()) {
      if (theirs[i].find(id) == nullptr) changes.gone.push_back(KeyFile{use, id, false});
    }
    std::swap(ours[i], theirs[i]);
  }
  return changes;
}

}  // namespace hotline::runtime
