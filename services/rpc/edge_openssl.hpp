#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.hpp"
#include "runtime/held.hpp"

namespace hotline::rpc {

// Owners of what libcrypto's functions hand out.
using runtime::Held;
using HeldBio = Held<BIO, BIO_free_all>;
using HeldCertificate = Held<X509, X509_free>;
using HeldCrl = Held<X509_CRL, X509_CRL_free>;
using HeldKey = Held<EVP_PKEY, EVP_PKEY_free>;
using HeldNames = Held<GENERAL_NAMES, GENERAL_NAMES_free>;
using HeldStore = Held<X509_STORE, X509_STORE_free>;
using HeldVerification = Held<X509_STORE_CTX, X509_STORE_CTX_free>;

// Files of certificates and of revocations hold at most this much.
inline constexpr std::size_t kPemBytesMax = 4 * 1024 * 1024;
// Nothing when the file cannot be read or is longer.
std::optional<std::string> read_pem(const std::filesystem::path& file);
HeldBio memory_of(std::string_view bytes);
// Whether the PEM reader that just failed did so at the end of the text and not inside of it. Forgets the errors.
bool at_end_of_pem();

std::string der_of(X509* certificate);
// Of the first certificate in a PEM text; nothing when there is none.
std::optional<std::string> der_of_pem(std::string_view pem);

std::optional<core::Instant> instant_of(const ASN1_TIME* time);
// DER of a name, by which an issuer is told from another.
std::string name_bytes(const X509_NAME* name);
// The serial number's digits, as `hotline certs list` and `openssl x509 -serial` write them.
std::string serial_text(const ASN1_INTEGER* serial);

}  // namespace hotline::rpc
