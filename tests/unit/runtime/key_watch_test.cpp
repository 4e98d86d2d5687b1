#include "runtime/key_watch.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

#include "runtime/random.hpp"
#include "runtime/seal.hpp"

namespace hotline::runtime {
namespace {

class KeyWatchTest : public testing::Test {
 protected:
  KeyWatchTest() {
    std::string made = testing::TempDir() + "keys-XXXXXX";
    if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root_ = made;
    folder_ = root_ / "keys";
    if (!Keyring::create(folder_, random_)) throw std::runtime_error("no keys");
    auto loaded = Keyring::load(folder_);
    ring_ = std::make_unique<Keyring>(std::move(*loaded));
    watch_ = std::make_unique<KeyWatch>(folder_, *ring_, [this](const auto& changes) { seen_.push_back(changes); });
    watch_->look();
  }
  ~KeyWatchTest() override { std::filesystem::remove_all(root_); }

  SystemRandom random_;
  std::filesystem::path root_, folder_;
  std::unique_ptr<Keyring> ring_;
  std::vector<Keyring::Changes> seen_;
  std::unique_ptr<KeyWatch> watch_;
};

TEST_F(KeyWatchTest, AnAddedKeySealsAndTheOlderOnesOpen) {
  EXPECT_TRUE(seen_.empty()) << "nothing changed";
  const Sealed before = seal(ring_->newest(KeyUse::kInquiry), "a", "text");
  ASSERT_TRUE(Keyring::add(folder_, KeyUse::kInquiry, random_));
  watch_->look();
  ASSERT_EQ(seen_.size(), 1U);
  EXPECT_EQ(seen_.front().added, (std::vector<KeyFile>{KeyFile{KeyUse::kInquiry, 2, false}}));
  EXPECT_TRUE(seen_.front().gone.empty());
  EXPECT_EQ(ring_->newest(KeyUse::kInquiry).id(), 2);
  EXPECT_TRUE(open(ring_->set(KeyUse::kInquiry), "a", before));
  watch_->look();
  EXPECT_EQ(seen_.size(), 1U);
}

TEST_F(KeyWatchTest, AKeyToComeOpensAndDoesNotSealUntilItIsActivated) {
  ASSERT_TRUE(Keyring::add(folder_, KeyUse::kInquiry, random_, KeySet::State::kToCome));
  watch_->look();
  EXPECT_EQ(ring_->newest(KeyUse::kInquiry).id(), 1);
  auto elsewhere = Keyring::load(folder_);
  ASSERT_TRUE(elsewhere);
  const auto activated = Keyring::activate(folder_);
  ASSERT_TRUE(activated);
  EXPECT_EQ(activated->size(), 1U);
  auto first = Keyring::load(folder_);
  ASSERT_TRUE(first);
  const Sealed by_the_new_one = seal(first->newest(KeyUse::kInquiry), "a", "text");
  EXPECT_TRUE(open(ring_->set(KeyUse::kInquiry), "a", by_the_new_one)) << "a server that has not looked again";
  watch_->look();
  EXPECT_EQ(ring_->newest(KeyUse::kInquiry).id(), 2);
  ASSERT_EQ(seen_.size(), 2U);
  EXPECT_TRUE(seen_.front().added.front().to_come);
  EXPECT_FALSE(seen_.back().added.front().to_come);
}

TEST_F(KeyWatchTest, ADestroyedKeyIsGoneAndTheNewestIsNeverDestroyed) {
  EXPECT_FALSE(Keyring::destroy(folder_, KeyUse::kInquiry, 1));
  const Sealed before = seal(ring_->newest(KeyUse::kInquiry), "a", "text");
  ASSERT_TRUE(Keyring::add(folder_, KeyUse::kInquiry, random_));
  ASSERT_TRUE(Keyring::destroy(folder_, KeyUse::kInquiry, 1));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "inquiry-1.key"));
  watch_->look();
  EXPECT_FALSE(open(ring_->set(KeyUse::kInquiry), "a", before));
  EXPECT_EQ(seen_.back().gone.size(), 1U);
}

TEST_F(KeyWatchTest, AFolderThatCannotBeReadChangesNothingAndIsLookedAtAgain) {
  ASSERT_TRUE(Keyring::add(folder_, KeyUse::kInquiry, random_));
  ::chmod((folder_ / "row-1.key").c_str(), 0644);
  watch_->look();
  EXPECT_EQ(ring_->newest(KeyUse::kInquiry).id(), 1);
  ::chmod((folder_ / "row-1.key").c_str(), 0600);
  watch_->look();
  EXPECT_EQ(ring_->newest(KeyUse::kInquiry).id(), 2);
}

TEST_F(KeyWatchTest, AnOverwrittenKeyIsRefused) {
  const Sealed before = seal(ring_->newest(KeyUse::kInquiry), "a", "text");
  std::filesystem::copy_file(folder_ / "row-1.key", folder_ / "inquiry-1.key",
                             std::filesystem::copy_options::overwrite_existing);
  ASSERT_TRUE(Keyring::add(folder_, KeyUse::kRegister, random_)) << "so that the folder is looked at";
  watch_->look();
  EXPECT_TRUE(seen_.empty());
  EXPECT_TRUE(open(ring_->set(KeyUse::kInquiry), "a", before));
}

TEST_F(KeyWatchTest, KeysAreUsedWhileTheyChange) {
  std::atomic<bool> done{false};
  std::atomic<int> failed{0};
  std::vector<std::thread> users;
  for (int i = 0; i < 3; ++i) {
    users.emplace_back([&] {
      while (!done) {
        const Sealed sealed = seal(ring_->newest(KeyUse::kRegister), "a", "text");
        if (!open(ring_->set(KeyUse::kRegister), "a", sealed)) ++failed;
      }
    });
  }
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(Keyring::add(folder_, KeyUse::kRegister, random_));
    watch_->look();
  }
  done = true;
  for (auto& user : users) user.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(ring_->newest(KeyUse::kRegister).id(), 21);
}

}  // namespace
}  // namespace hotline::runtime
