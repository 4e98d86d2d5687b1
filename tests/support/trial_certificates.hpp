#pragma once

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "cli/certs_authority.hpp"
#include "rpc/client.hpp"

namespace hotline::test {

// An authority in a folder of its own that goes with it, and what it issued by short names.
class TrialCertificates {
 public:
  TrialCertificates() : folder_(temporary_folder()) {
    auto made = cli::TrialAuthority::create(folder_ / "ca", days(-10, 90));
    if (!made) throw std::runtime_error(made.error().message);
    authority_ = std::make_unique<cli::TrialAuthority>(std::move(*made));
  }
  ~TrialCertificates() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TrialCertificates(const TrialCertificates&) = delete;
  TrialCertificates& operator=(const TrialCertificates&) = delete;

  static cli::Validity days(int from, int until) {
    const auto now = std::chrono::time_point_cast<core::Instant::duration>(std::chrono::system_clock::now());
    return {now + std::chrono::days(from), now + std::chrono::days(until)};
  }
  // "operator/ws-1" becomes spiffe://hotline.example/operator/ws-1; the serial number.
  std::string issue(const std::string& name, const std::string& file, std::optional<cli::Validity> valid = std::nullopt,
                    cli::KeyKind kind = cli::KeyKind::kP256) {
    cli::CertificateRequest request;
    request.uri = "spiffe://hotline.example/" + name;
    request.out = folder_ / file;
    request.kind = kind;
    request.valid = valid.value_or(days(-1, 1));
    const auto issued = authority_->issue(request);
    if (!issued) throw std::runtime_error(issued.error().message);
    return issued->serial;
  }
  void revoke(const std::string& serial) {
    const auto done = authority_->revoke(serial, days(0, 0).from);
    if (!done) throw std::runtime_error(done.error().message);
  }
  cli::TrialAuthority& authority() { return *authority_; }
  std::filesystem::path folder() const { return folder_; }
  std::filesystem::path ca_file() const { return folder_ / "ca/ca.pem"; }
  std::filesystem::path crl_file() const { return folder_ / "ca/crl.pem"; }
  std::string certificate(const std::string& file) const { return text_of(folder_ / (file + ".pem")); }
  std::string key(const std::string& file) const { return text_of(folder_ / (file + ".key")); }
  rpc::EdgeIdentity identity(const std::string& file) const {
    return {certificate(file), key(file), text_of(ca_file())};
  }
  // As the edge hands it on.
  std::string der(const std::string& file) const { return rpc::der_of_pem(certificate(file)).value(); }
  static std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

 private:
  static std::filesystem::path temporary_folder() {
    std::string path = (std::filesystem::temp_directory_path() / "hotline-certs-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return path;
  }

  std::filesystem::path folder_;
  std::unique_ptr<cli::TrialAuthority> authority_;
};

}  // namespace hotline::test
