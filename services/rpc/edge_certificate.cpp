#include "rpc/edge_certificate.hpp"

#include <openssl/err.h>
#include <openssl/sha.h>

#include <algorithm>

namespace hotline::rpc {
namespace {

// 112 bits: RSA from 2048, elliptic curves from 224 bits, no SHA-1.
constexpr int kSecurityLevel = 2;

core::Error refused(std::string message) {
  ERR_clear_error();
  return core::make_error(core::Reason::kNotSignedIn, std::move(message));
}

HeldCertificate parse(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  HeldCertificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  const bool whole = at == reinterpret_cast<const unsigned char*>(der.data()) + der.size();
  if (!whole) certificate.reset();
  return certificate;
}

bool plain(std::string_view uri) {
  return std::all_of(uri.begin(), uri.end(), [](char letter) { return letter > ' ' && letter < 0x7F; });
}

core::Result<std::string> only_uri(X509* certificate) {
  // Null as well when the extension stands there twice.
  const HeldNames names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> found;
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* text = name->d.uniformResourceIdentifier;
    found.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                       static_cast<std::size_t>(ASN1_STRING_length(text)));
  }
  if (found.size() != 1) return refused("the certificate must have exactly one URI name");
  if (found[0].empty() || found[0].size() > kUriBytesMax || !plain(found[0])) {
    return refused("the certificate's URI name is not a plain one");
  }
  return found[0];
}

bool is_trial(X509* authority) {
  std::string organisation(64, '\0');
  const int size = X509_NAME_get_text_by_NID(X509_get_subject_name(authority), NID_organizationName,
                                             organisation.data(), static_cast<int>(organisation.size()));
  return size >= 0 && organisation.substr(0, static_cast<std::size_t>(size)) == kTrialOrganisation;
}

// The first end of the whole chain, or nothing when a date is unreadable.
std::optional<std::pair<core::Instant, core::Instant>> validity(X509_STORE_CTX* verified) {
  auto from = core::Instant::min();
  auto until = core::Instant::max();
  STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(verified);
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    const auto begins = instant_of(X509_get0_notBefore(sk_X509_value(chain, i)));
    const auto ends = instant_of(X509_get0_notAfter(sk_X509_value(chain, i)));
    if (!begins || !ends) return std::nullopt;
    from = std::max(from, *begins);
    until = std::min(until, *ends);
  }
  return std::pair(from, until);
}

}  // namespace

core::Result<EdgeAuthorities> EdgeAuthorities::load(const std::filesystem::path& ca_file) {
  const auto text = read_pem(ca_file);
  if (!text) return core::make_error(core::Reason::kWrongState, "the edge's file of authorities cannot be read");
  EdgeAuthorities authorities;
  authorities.store_.reset(X509_STORE_new());
  const HeldBio bio = memory_of(*text);
  while (HeldCertificate next{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (X509_check_ca(next.get()) == 0) {
      return core::make_error(core::Reason::kWrongState, "the edge's file of authorities holds a caller's certificate");
    }
    X509_STORE_add_cert(authorities.store_.get(), next.get());
    authorities.any_is_trial_ |= is_trial(next.get());
    authorities.certificates_.push_back(std::move(next));
  }
  if (!at_end_of_pem() || authorities.certificates_.empty()) {
    return core::make_error(core::Reason::kWrongState, "the edge's file of authorities is no list of certificates");
  }
  return authorities;
}

core::Result<EdgeCertificate> EdgeAuthorities::read(std::string_view der) const {
  if (der.empty() || der.size() > kCertificateBytesMax) return refused("the certificate is empty or too long");
  const HeldCertificate certificate = parse(der);
  if (!certificate) return refused("the certificate cannot be read");

  const HeldVerification verification(X509_STORE_CTX_new());
  if (X509_STORE_CTX_init(verification.get(), store_.get(), certificate.get(), nullptr) != 1) {
    return refused("the certificate cannot be checked");
  }
  X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(verification.get());
  // Time is checked on every call, by our clock; an authority of the file needs no root above it.
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_auth_level(rules, kSecurityLevel);
  X509_STORE_CTX_set_purpose(verification.get(), X509_PURPOSE_SSL_CLIENT);
  if (X509_verify_cert(verification.get()) != 1 || X509_check_ca(certificate.get()) != 0) {
    return refused("the certificate is not one of our authorities' for a client");
  }
  auto uri = only_uri(certificate.get());
  if (!uri) return std::move(uri).error();
  const auto valid = validity(verification.get());
  if (!valid) return refused("the certificate's dates cannot be read");

  EdgeCertificate read;
  read.uri = std::move(*uri);
  read.thumbprint = thumbprint_of(der);
  read.issuer = name_bytes(X509_get_issuer_name(certificate.get()));
  read.serial = serial_text(X509_get0_serialNumber(certificate.get()));
  read.valid_from = valid->first;
  read.valid_until = valid->second;
  return read;
}

bool EdgeAuthorities::signed_by_us(X509_CRL* list) const {
  const bool found = std::any_of(certificates_.begin(), certificates_.end(), [&](const HeldCertificate& authority) {
    return X509_NAME_cmp(X509_get_subject_name(authority.get()), X509_CRL_get_issuer(list)) == 0 &&
           X509_CRL_verify(list, X509_get0_pubkey(authority.get())) == 1;
  });
  ERR_clear_error();
  return found;
}

core::Bytes32 thumbprint_of(std::string_view der) {
  core::Bytes32 digest{};
  SHA256(reinterpret_cast<const unsigned char*>(der.data()), der.size(), digest.data());
  return digest;
}

}  // namespace hotline::rpc
