#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace hotline::cli {

enum class IfThere { kReplace, kRefuse };

// Mode 0600, on disk under another name first, so that a reader finds the old text or the whole new one.
core::Done write_whole(const std::filesystem::path& file, const std::string& text, IfThere there);

// A regular file of this account that nobody else can read.
core::Result<std::string> read_private(const std::filesystem::path& file);

// Held while one program changes a folder.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  bool held() const { return held_; }

 private:
  int file_;
  bool held_;
};

}  // namespace hotline::cli
