#include "rpc/edge_revocations.hpp"

#include <utility>

#include "runtime/log.hpp"

namespace hotline::rpc {
namespace {

constexpr std::chrono::milliseconds kRetryAfter{1000};

core::Error no_list(std::string message) {
  core::Error error = core::make_error(core::Reason::kStoreDown, std::move(message));
  error.retry_after = kRetryAfter;
  return error;
}

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec &&
         a.st_ctim.tv_sec == b.st_ctim.tv_sec && a.st_ctim.tv_nsec == b.st_ctim.tv_nsec;
}

}  // namespace

core::Result<std::unique_ptr<EdgeRevocations>> EdgeRevocations::load(std::filesystem::path crl_file,
                                                                     const EdgeAuthorities& authorities) {
  std::unique_ptr<EdgeRevocations> revocations(new EdgeRevocations(std::move(crl_file), authorities));
  const auto first = revocations->current();
  if (!*first) return core::make_error(core::Reason::kWrongState, first->error().message);
  return revocations;
}

EdgeRevocations::EdgeRevocations(std::filesystem::path file, const EdgeAuthorities& authorities)
    : file_(std::move(file)), authorities_(authorities) {}

core::Done EdgeRevocations::check(const EdgeCertificate& certificate, core::Instant now) const {
  const auto lists = current();
  if (!*lists) return lists->error();
  const auto list = (*lists)->find(certificate.issuer);
  if (list == (*lists)->end()) return no_list("the authority of this certificate has no list of revocations here");
  if (list->second.until < now) return no_list("the list of revoked certificates has run out");
  if (list->second.serials.contains(certificate.serial)) {
    return core::make_error(core::Reason::kNotSignedIn, "the certificate was revoked");
  }
  return core::Nothing{};
}

std::shared_ptr<const core::Result<EdgeRevocations::Lists>> EdgeRevocations::current() const {
  struct stat now {};
  const bool there = stat(file_.c_str(), &now) == 0;
  const std::lock_guard lock(mutex_);
  if (lists_ && there && *lists_ && same_file(now, seen_)) return lists_;
  const bool was_good = !lists_ || *lists_;
  // The time is taken before the file is read: what is written meanwhile is read again next time.
  seen_ = now;
  lists_ = std::make_shared<const core::Result<Lists>>(read());
  if (!*lists_ && was_good) runtime::log_error("edge_revocations_unreadable", lists_->error());
  if (*lists_) runtime::log_event(runtime::Level::kInfo, "edge_revocations_read");
  return lists_;
}

core::Result<EdgeRevocations::Lists> EdgeRevocations::read() const {
  const auto text = read_pem(file_);
  if (!text) return no_list("the list of revoked certificates cannot be read");
  Lists lists;
  const HeldBio bio = memory_of(*text);
  while (HeldCrl next{PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr)}) {
    const auto until = instant_of(X509_CRL_get0_nextUpdate(next.get()));
    if (!authorities_.signed_by_us(next.get()) || !until) {
      return no_list("a list of revoked certificates is not signed by one of the edge's authorities");
    }
    List& list = lists[name_bytes(X509_CRL_get_issuer(next.get()))];
    list.until = *until;
    STACK_OF(X509_REVOKED)* revoked = X509_CRL_get_REVOKED(next.get());
    for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i) {
      list.serials.insert(serial_text(X509_REVOKED_get0_serialNumber(sk_X509_REVOKED_value(revoked, i))));
    }
  }
  if (!at_end_of_pem() || lists.empty()) return no_list("the list of revoked certificates is damaged or empty");
  return lists;
}

}  // namespace hotline::rpc
