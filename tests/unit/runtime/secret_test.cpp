#include "runtime/secret.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>

namespace hotline::runtime {
namespace {

// The kernel's flags of the mapping that holds the address.
std::string mapping_flags(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool inside = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0, end = 0;
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR, &begin, &end) == 2)
      inside = begin <= wanted && wanted < end;
    if (inside && line.starts_with("VmFlags:")) return line;
  }
  return {};
}

// Unlike anything else in this program, and put together only at run time.
std::array<std::uint8_t, 32> marker(std::uint8_t salt) {
  std::array<std::uint8_t, 32> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(salt ^ (i * 37 + 11));
  return bytes;
}

// The same, byte by byte where it stays, as a key comes from a file.
SecretBytes kept(std::uint8_t salt) {
  return SecretBytes::filled(32, [salt](std::span<std::uint8_t> place) {
    volatile std::uint8_t* at = place.data();
    for (std::size_t i = 0; i < place.size(); ++i) at[i] = static_cast<std::uint8_t>(salt ^ (i * 37 + 11));
  });
}

TEST(SecretBytesTest, AreLockedAndKeptOutOfCoreFiles) {
  const SecretBytes secret = kept(0x5a);
  const std::string flags = mapping_flags(secret.data());
  ASSERT_FALSE(flags.empty());
  EXPECT_NE(flags.find(" dd"), std::string::npos) << "not to be dumped: " << flags;
  if (!secrets_are_locked()) {
    std::cout << "LEFT OUT: locked memory, for RLIMIT_MEMLOCK does not allow it here\n";
    return;
  }
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  std::cout << "LEFT OUT: locked memory, for the sanitizers make mlock do nothing\n";
#else
  EXPECT_NE(flags.find(" lo"), std::string::npos) << "locked: " << flags;
#endif
}

TEST(SecretBytesTest, CopiesShareTheBytes) {
  const SecretBytes secret = kept(1);
  const SecretBytes copy = secret;
  EXPECT_EQ(copy.data(), secret.data());
  EXPECT_EQ(copy.size(), 32U);
  EXPECT_EQ(std::memcmp(copy.data(), marker(1).data(), 32), 0);
}

TEST(SecretBytesTest, CannotBeWrittenOnceTheyAreThere) {
  const SecretBytes secret = kept(2);
  EXPECT_DEATH(const_cast<std::uint8_t*>(secret.data())[0] = 1, "");
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::array<std::uint8_t, 32> left_in_plain_memory;

// Ends by a signal that writes a core file, with a secret in SecretBytes and another marker beside it in plain memory.
[[noreturn]] void die_with_a_core() {
  const SecretBytes secret = kept(0x77);
  left_in_plain_memory = marker(0x33);
  asm volatile("" : : "r"(left_in_plain_memory.data()), "r"(secret.data()) : "memory");
  const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
  setrlimit(RLIMIT_CORE, &all);
  prctl(PR_SET_DUMPABLE, 1);
  ::signal(SIGABRT, SIG_DFL);
  ::abort();
}

TEST(SecretBytesTest, ACoreFileHoldsNone) {
  std::string pattern = text_of("/proc/sys/kernel/core_pattern");
  pattern.erase(std::remove(pattern.begin(), pattern.end(), '\n'), pattern.end());
  if (pattern.empty() || pattern.front() == '|' || pattern.find('/') != std::string::npos) {
    GTEST_SKIP() << "LEFT OUT: a core file, for the kernel gives it to another program here (" << pattern << ")";
  }
  std::string folder = testing::TempDir() + "core-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(1);
    die_with_a_core();
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  std::string core;
  for (const auto& file : std::filesystem::directory_iterator(folder)) core = text_of(file.path());
  std::filesystem::remove_all(folder);
  if (core.empty()) GTEST_SKIP() << "LEFT OUT: a core file, for none is written here";
  const auto holds = [&](const std::array<std::uint8_t, 32>& bytes) {
    return core.find(std::string(bytes.begin(), bytes.end())) != std::string::npos;
  };
  EXPECT_TRUE(holds(marker(0x33))) << "plain memory is in it, so the search finds what there is";
  EXPECT_FALSE(holds(marker(0x77)));
  std::cout << "a core file of " << core.size() << " bytes holds no secret\n";
}

TEST(MemoryTest, KeepsItsMemoryPrivate) {
  const pid_t child = fork();
  if (child == 0) {
    keep_memory_private();
    rlimit core{};
    getrlimit(RLIMIT_CORE, &core);
    _exit(core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace hotline::runtime
