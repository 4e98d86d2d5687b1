#include "rpc/edge_openssl.hpp"

#include <openssl/err.h>
#include <openssl/pemerr.h>
#include <time.h>
#include <algorithm>

#include <chrono>
#include <fstream>

namespace hotline::rpc {

std::optional<std::string> read_pem(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(kPemBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || text.size() > kPemBytesMax) return std::nullopt;
  return text;
}

HeldBio memory_of(std::string_view bytes) {
  return HeldBio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

bool at_end_of_pem() {
  const bool end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return end;
}

std::string der_of(X509* certificate) {
  std::string bytes(static_cast<std::size_t>(std::max(i2d_X509(certificate, nullptr), 0)), '\0');
  auto* at = reinterpret_cast<unsigned char*>(bytes.data());
  if (!bytes.empty()) i2d_X509(certificate, &at);
  return bytes;
}

std::optional<std::string> der_of_pem(std::string_view pem) {
  const HeldBio bio = memory_of(pem);
  const HeldCertificate read(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (read == nullptr) return std::nullopt;
  return der_of(read.get());
}

std::optional<core::Instant> instant_of(const ASN1_TIME* time) {
  tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return core::Instant(std::chrono::seconds(timegm(&parts)));
}

std::string name_bytes(const X509_NAME* name) {
  unsigned char* der = nullptr;
  const int size = i2d_X509_NAME(name, &der);
  if (size < 0) return {};
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

std::string serial_text(const ASN1_INTEGER* serial) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const unsigned char* bytes = ASN1_STRING_get0_data(serial);
  std::string text = ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER ? "-" : "";
  for (int i = 0; i < ASN1_STRING_length(serial); ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

}  // namespace hotline::rpc
