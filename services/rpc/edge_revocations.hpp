#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "core/result.hpp"
#include "core/time.hpp"
#include "rpc/edge_certificate.hpp"

namespace hotline::rpc {

// The certificates that were taken back: the lists (CRL) of the authorities in one PEM file. Every check looks whether
// the file changed, so a revocation holds for the next call; that is one stat() of a local file. Without a good list
// nobody comes in: a revoked certificate must not work because a file is broken.
class EdgeRevocations {
 public:
  // kWrongState when the file is not good to start with.
  static core::Result<std::unique_ptr<EdgeRevocations>> load(std::filesystem::path crl_file,
                                                             const EdgeAuthorities& authorities);

  // kNotSignedIn for a revoked certificate; kStoreDown without a list that can be trusted.
  core::Done check(const EdgeCertificate& certificate, core::Instant now) const;

 private:
  struct List {
    std::set<std::string> serials;
    core::Instant until;
  };
  using Lists = std::map<std::string, List>;  // by the issuer's name

  EdgeRevocations(std::filesystem::path file, const EdgeAuthorities& authorities);
  std::shared_ptr<const core::Result<Lists>> current() const;
  core::Result<Lists> read() const;

  const std::filesystem::path file_;
  const EdgeAuthorities& authorities_;
  mutable std::mutex mutex_;
  mutable struct stat seen_ {};
  mutable std::shared_ptr<const core::Result<Lists>> lists_;
};

}  // namespace hotline::rpc
