#include "runtime/keyring.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstring>
#include <limits>
#include <new>
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

core::Error refused(std::string message) {
  return core::make_error(core::Reason::kWrongState, std::move(message));
}

struct KeyFileName {
  KeyUse use;
  std::uint16_t id;
};

// "log-payload-2.key"
std::optional<KeyFileName> parse_name(std::string_view name) {
  if (!name.ends_with(kSuffix)) return std::nullopt;
  name.remove_suffix(kSuffix.size());
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(dash + 1);
  std::uint16_t id = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (fault != std::errc() || end != digits.data() + digits.size() || id == 0) return std::nullopt;
  const auto use = key_use_of(name.substr(0, dash));
  if (!use) return std::nullopt;
  return KeyFileName{*use, id};
}

std::string file_name(KeyUse use, std::uint16_t id) {
  return std::string(key_use_name(use)) + "-" + std::to_string(id) + std::string(kSuffix);
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
  std::array<std::uint8_t, kKeyBytes + 1> bytes{};
  const ssize_t count = ::read(file.number, bytes.data(), bytes.size());
  if (count != static_cast<ssize_t>(kKeyBytes)) {
    sodium_memzero(bytes.data(), bytes.size());
    return refused("the key file " + name + " must hold exactly 32 bytes");
  }
  Key key(id, std::span<const std::uint8_t, kKeyBytes>(bytes.data(), kKeyBytes));
  sodium_memzero(bytes.data(), bytes.size());
  return key;
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
    if (std::string_view(entry->d_name).ends_with(kSuffix)) names.emplace_back(entry->d_name);
  }
  closedir(listing);
  return names;
}

core::Done write_key(int folder, const std::string& name, Random& random) {
  const Descriptor file(openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.number < 0) return refused("the key file " + name + " cannot be created");
  auto bytes = random.bytes<kKeyBytes>();
  const ssize_t count = ::write(file.number, bytes.data(), bytes.size());
  sodium_memzero(bytes.data(), bytes.size());
  if (count != static_cast<ssize_t>(kKeyBytes) || fsync(file.number) != 0) {
    return refused("the key file " + name + " cannot be written");
  }
  return core::Nothing{};
}

}  // namespace

std::string_view key_use_name(KeyUse use) {
  return kUseNames[static_cast<std::size_t>(use)];
}

void Key::Free::operator()(std::uint8_t* bytes) const {
  sodium_free(bytes);
}

std::optional<KeyUse> key_use_of(std::string_view name) {
  for (std::size_t i = 0; i < kUseNames.size(); ++i) {
    if (kUseNames[i] == name) return static_cast<KeyUse>(i);
  }
  return std::nullopt;
}

Key::Key(std::uint16_t id, std::span<const std::uint8_t, kKeyBytes> bytes) : id_(id) {
  if (sodium_init() < 0) throw std::bad_alloc();
  // sodium_malloc locks the page, puts guard pages around it and wipes it when freed.
  bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(kKeyBytes)));
  if (bytes_ == nullptr) throw std::bad_alloc();
  std::memcpy(bytes_.get(), bytes.data(), kKeyBytes);
  sodium_mprotect_readonly(bytes_.get());
}

Key Key::from_random(std::uint16_t id, Random& random) {
  auto bytes = random.bytes<kKeyBytes>();
  Key key(id, bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

const Key* KeySet::find(std::uint16_t id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

void KeySet::add(Key key) {
  const std::uint16_t id = key.id();
  keys_.insert_or_assign(id, std::move(key));
}

core::Result<Keyring> Keyring::load(const std::filesystem::path& folder) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  auto names = key_files(directory.number);
  if (!names) return names.error();
  Keyring ring;
  for (const std::string& name : *names) {
    const auto parsed = parse_name(name);
    if (!parsed) return refused("the key folder holds a file that is no key of ours: remove it or correct its name");
    auto key = read_key(directory.number, name, parsed->id);
    if (!key) return key.error();
    ring.sets_[static_cast<std::size_t>(parsed->use)].add(std::move(*key));
  }
  for (std::size_t i = 0; i < kKeyUseCount; ++i) {
    if (!ring.sets_[i].empty()) continue;
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
    auto written = write_key(directory.number, file_name(static_cast<KeyUse>(i), 1), random);
    if (!written) return written.error();
  }
  if (fsync(directory.number) != 0) return refused("the key folder cannot be synced");
  return core::Nothing{};
}

core::Result<std::uint16_t> Keyring::add(const std::filesystem::path& folder, KeyUse use, Random& random) {
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto ours = check_folder(directory);
  if (!ours) return ours.error();
  auto names = key_files(directory.number);
  if (!names) return names.error();
  if (names->empty()) return refused("the key folder holds no keys yet; hotline keys init makes them");
  std::uint16_t newest = 0;
  for (const std::string& name : *names) {
    const auto parsed = parse_name(name);
    if (parsed && parsed->use == use) newest = std::max(newest, parsed->id);
  }
  if (newest == std::numeric_limits<std::uint16_t>::max()) return refused("there is no number left for a key");
  const auto id = static_cast<std::uint16_t>(newest + 1);
  auto written = write_key(directory.number, file_name(use, id), random);
  if (!written) return written.error();
  if (fsync(directory.number) != 0) return refused("the key folder cannot be synced");
  return id;
}

Keyring Keyring::ephemeral(Random& random) {
  Keyring ring;
  for (KeySet& set : ring.sets_) set.add(Key::from_random(1, random));
  return ring;
}

}  // namespace hotline::runtime
