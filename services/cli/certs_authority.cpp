#include "cli/certs_authority.hpp"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <string_view>
#include <utility>

#include "cli/certs_files.hpp"
#include "rpc/edge_certificate.hpp"

namespace hotline::cli {

const std::vector<std::string> kCertificateClasses{"operator", "supervisor", "registrar", "gateway",
                                                   "partner",  "reporting",  "auditor"};

namespace {

using rpc::HeldBio;
using rpc::HeldCertificate;
using rpc::HeldCrl;
using rpc::HeldKey;
using HeldName = rpc::Held<X509_NAME, X509_NAME_free>;
using HeldInteger = rpc::Held<ASN1_INTEGER, ASN1_INTEGER_free>;
using HeldTime = rpc::Held<ASN1_TIME, ASN1_TIME_free>;
using HeldNumber = rpc::Held<BIGNUM, BN_free>;
using HeldExtension = rpc::Held<X509_EXTENSION, X509_EXTENSION_free>;
using HeldRevoked = rpc::Held<X509_REVOKED, X509_REVOKED_free>;

// Positive, and with the first bit clear never longer than this: RFC 5280 allows twenty.
constexpr std::size_t kSerialBytes = 16;
constexpr std::size_t kIssuedMax = 10'000;

core::Error refused(std::string message) {
  ERR_clear_error();
  return core::make_error(core::Reason::kWrongState, std::move(message));
}

core::Error crypto_failed() {
  return refused("the certificate could not be made");
}

HeldTime time_of(core::Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
  return HeldTime(ASN1_TIME_adj(nullptr, static_cast<time_t>(seconds), 0, 0));
}

HeldKey make_key(KeyKind kind) {
  return HeldKey(kind == KeyKind::kEd25519 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519") : EVP_EC_gen("P-256"));
}

// Ed25519 brings its own digest.
const EVP_MD* digest_for(const EVP_PKEY* key) {
  return EVP_PKEY_is_a(key, "ED25519") == 1 ? nullptr : EVP_sha256();
}

struct Name {
  const char* part;
  std::string text;
};

HeldName name_of(const std::vector<Name>& parts) {
  HeldName name(X509_NAME_new());
  for (const Name& each : parts) {
    X509_NAME_add_entry_by_txt(name.get(), each.part, MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(each.text.c_str()), -1, -1, 0);
  }
  return name;
}

struct Extension {
  int kind;
  std::string value;
};

// Everything but the signature.
HeldCertificate make_certificate(const std::vector<Name>& subject, const X509* issuer, EVP_PKEY* key,
                                 const Validity& valid, const std::vector<Extension>& extensions) {
  HeldCertificate made(X509_new());
  std::array<unsigned char, kSerialBytes> serial{};
  if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return nullptr;
  serial[0] = static_cast<unsigned char>((serial[0] & 0x7FU) | 0x40U);
  const HeldNumber number(BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr));
  BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(made.get()));
  const HeldName name = name_of(subject);
  const HeldTime from = time_of(valid.from), until = time_of(valid.until);
  bool good = X509_set_version(made.get(), X509_VERSION_3) == 1 && X509_set_pubkey(made.get(), key) == 1 &&
              X509_set_subject_name(made.get(), name.get()) == 1 &&
              X509_set_issuer_name(made.get(), issuer != nullptr ? X509_get_subject_name(issuer) : name.get()) == 1 &&
              X509_set1_notBefore(made.get(), from.get()) == 1 && X509_set1_notAfter(made.get(), until.get()) == 1;
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer != nullptr ? const_cast<X509*>(issuer) : made.get(), made.get(), nullptr, nullptr, 0);
  for (const Extension& each : extensions) {
    const HeldExtension extension(X509V3_EXT_conf_nid(nullptr, &context, each.kind, each.value.c_str()));
    good = good && extension && X509_add_ext(made.get(), extension.get(), -1) == 1;
  }
  if (!good) made.reset();
  return made;
}

bool sign(X509* certificate, EVP_PKEY* key) {
  return certificate != nullptr && X509_sign(certificate, key, digest_for(key)) > 0;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<std::size_t>(size));
}

std::string pem_of(X509* certificate) {
  const HeldBio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const HeldBio bio(BIO_new(BIO_s_secmem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio.get());
}

std::string pem_of(X509_CRL* list) {
  const HeldBio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509_CRL(bio.get(), list);
  return text_of(bio.get());
}

// "SERIAL until-seconds revoked-seconds-or-dash URI", tabs between.
std::string row_of(const IssuedCertificate& issued) {
  const auto seconds = [](core::Instant instant) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count());
  };
  return issued.serial + "\t" + seconds(issued.until) + "\t" + (issued.revoked ? seconds(*issued.revoked) : "-") +
         "\t" + issued.uri + "\n";
}

std::optional<core::Instant> instant_of(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return core::Instant(std::chrono::seconds(seconds));
}

std::optional<IssuedCertificate> issued_of(const std::string& line) {
  std::istringstream parts(line);
  IssuedCertificate issued;
  std::string until, revoked;
  std::getline(parts, issued.serial, '\t');
  std::getline(parts, until, '\t');
  std::getline(parts, revoked, '\t');
  std::getline(parts, issued.uri);
  const auto end = instant_of(until);
  if (!end || issued.uri.empty()) return std::nullopt;
  issued.until = *end;
  if (revoked == "-") return issued;
  issued.revoked = instant_of(revoked);
  if (!issued.revoked) return std::nullopt;
  return issued;
}

core::Done write_issued(const std::filesystem::path& folder, const std::vector<IssuedCertificate>& issued) {
  std::string text;
  for (const auto& each : issued) text += row_of(each);
  return write_whole(folder / "issued.tsv", text, IfThere::kReplace);
}

core::Error lock_failed() {
  return refused("the folder of the authority cannot be locked: is it there, and ours to write?");
}

bool part_is_plain(std::string_view part) {
  return !part.empty() && part.size() <= 63 && std::all_of(part.begin(), part.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' ||
           letter == '_';
  });
}

}  // namespace

std::optional<std::string> uri_fault(const std::string& uri) {
  constexpr std::string_view kScheme = "spiffe://";
  const std::string wanted = "must read spiffe://DOMAIN/CLASS/NAME, in small letters, digits, '-', '.' and '_'";
  if (!uri.starts_with(kScheme)) return wanted;
  const std::string rest = uri.substr(kScheme.size());
  const auto first = rest.find('/');
  const auto second = first == std::string::npos ? first : rest.find('/', first + 1);
  if (second == std::string::npos || uri.size() > rpc::kUriBytesMax) return wanted;
  const std::string kind = rest.substr(first + 1, second - first - 1);
  if (!part_is_plain(rest.substr(0, first)) || !part_is_plain(rest.substr(second + 1))) return wanted;
  if (std::find(kCertificateClasses.begin(), kCertificateClasses.end(), kind) == kCertificateClasses.end()) {
    std::string known;
    for (const auto& each : kCertificateClasses) known += (known.empty() ? "" : ", ") + each;
    return "has no known class: one of " + known;
  }
  return std::nullopt;
}

TrialAuthority::TrialAuthority(std::filesystem::path folder, HeldCertificate certificate, HeldKey key)
    : folder_(std::move(folder)), certificate_(std::move(certificate)), key_(std::move(key)) {}

core::Result<TrialAuthority> TrialAuthority::create(const std::filesystem::path& folder, const Validity& valid) {
  std::error_code fault;
  std::filesystem::create_directories(folder.parent_path(), fault);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return refused("the folder cannot be made");
  const FolderLock lock(folder);
  if (!lock.held()) return lock_failed();
  HeldKey key = make_key(KeyKind::kP256);
  if (!key) return crypto_failed();
  HeldCertificate certificate = make_certificate(
      {{"O", rpc::kTrialOrganisation}, {"CN", "trial authority, invented people only"}}, nullptr, key.get(), valid,
      {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
       {NID_key_usage, "critical,keyCertSign,cRLSign"},
       {NID_subject_key_identifier, "hash"}});
  if (!sign(certificate.get(), key.get())) return crypto_failed();
  // The key first: a folder without ca.pem holds no authority.
  if (std::filesystem::exists(folder / "ca.pem", fault)) {
    return core::make_error(core::Reason::kConflict, "the folder holds an authority already; it is never overwritten");
  }
  const auto keyed = write_whole(folder / "ca.key", pem_of(key.get()), IfThere::kReplace);
  if (!keyed) return keyed.error();
  TrialAuthority made(folder, std::move(certificate), std::move(key));
  const auto named = made.renew_edge(valid);
  if (!named) return named.error();
  const auto none = made.write_revocations({}, valid.from);
  if (!none) return none.error();
  const auto listed = write_issued(folder, {});
  if (!listed) return listed.error();
  const auto written = write_whole(folder / "ca.pem", pem_of(made.certificate_.get()), IfThere::kRefuse);
  if (!written) return written.error();
  return made;
}

core::Result<TrialAuthority> TrialAuthority::open(const std::filesystem::path& folder) {
  const auto pem = rpc::read_pem(folder / "ca.pem");
  if (!pem) return refused("there is no authority in this folder: hotline certs init makes one");
  auto secret = read_private(folder / "ca.key");
  if (!secret) return std::move(secret).error();
  const HeldBio certificate_text = rpc::memory_of(*pem), key_text = rpc::memory_of(*secret);
  HeldCertificate certificate(PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr));
  HeldKey key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
  OPENSSL_cleanse(secret->data(), secret->size());
  if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1) {
    return refused("the authority's certificate and key cannot be read or do not belong together");
  }
  return TrialAuthority(folder, std::move(certificate), std::move(key));
}

core::Result<IssuedCertificate> TrialAuthority::issue(const CertificateRequest& request) {
  if (const auto fault = uri_fault(request.uri)) return core::invalid_field("uri", *fault);
  const FolderLock lock(folder_);
  if (!lock.held()) return lock_failed();
  for (const char* ending : {".key", ".pem"}) {
    std::error_code fault;
    const std::string file = request.out.string() + ending;
    if (std::filesystem::exists(file, fault))
      return core::make_error(core::Reason::kConflict, file + " is there already");
  }
  auto issued = list();
  if (!issued) return std::move(issued).error();
  if (issued->size() >= kIssuedMax) return refused("a trial's authority issues at most 10000 certificates");
  const HeldKey key = make_key(request.kind);
  if (!key) return crypto_failed();
  const HeldCertificate made =
      make_certificate({{"O", rpc::kTrialOrganisation}}, certificate_.get(), key.get(), request.valid,
                       {{NID_basic_constraints, "critical,CA:FALSE"},
                        {NID_key_usage, "critical,digitalSignature"},
                        {NID_ext_key_usage, "clientAuth"},
                        {NID_subject_key_identifier, "hash"},
                        {NID_authority_key_identifier, "keyid"},
                        {NID_subject_alt_name, "URI:" + request.uri}});
  if (!sign(made.get(), key_.get())) return crypto_failed();

  IssuedCertificate entry;
  entry.serial = rpc::serial_text(X509_get0_serialNumber(made.get()));
  entry.until = request.valid.until;
  entry.uri = request.uri;
  // On the list before it exists, so that none is out that cannot be revoked.
  issued->push_back(entry);
  const auto listed = write_issued(folder_, *issued);
  if (!listed) return listed.error();
  const auto keyed = write_whole(request.out.string() + ".key", pem_of(key.get()), IfThere::kRefuse);
  if (!keyed) return keyed.error();
  const auto written = write_whole(request.out.string() + ".pem", pem_of(made.get()), IfThere::kRefuse);
  if (!written) return written.error();
  return entry;
}

core::Done TrialAuthority::renew_edge(const Validity& valid) {
  const HeldKey key = make_key(KeyKind::kP256);
  if (!key) return crypto_failed();
  const HeldCertificate made =
      make_certificate({{"O", rpc::kTrialOrganisation}, {"CN", "localhost"}}, certificate_.get(), key.get(), valid,
                       {{NID_basic_constraints, "critical,CA:FALSE"},
                        {NID_key_usage, "critical,digitalSignature"},
                        {NID_ext_key_usage, "serverAuth"},
                        {NID_subject_key_identifier, "hash"},
                        {NID_authority_key_identifier, "keyid"},
                        {NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"}});
  if (!sign(made.get(), key_.get())) return crypto_failed();
  return write_whole(folder_ / "edge.pem", pem_of(made.get()) + pem_of(key.get()), IfThere::kReplace);
}

core::Done TrialAuthority::revoke(const std::string& serial, core::Instant now) {
  const FolderLock lock(folder_);
  if (!lock.held()) return lock_failed();
  auto issued = list();
  if (!issued) return std::move(issued).error();
  const auto found =
      std::find_if(issued->begin(), issued->end(), [&](const auto& each) { return each.serial == serial; });
  if (found == issued->end()) {
    return core::make_error(core::Reason::kNotFound, "no certificate of this serial number was issued here");
  }
  if (!found->revoked) found->revoked = now;
  // The list that is enforced comes first: after a crash between the two the certificate is revoked, not only noted.
  const auto enforced = write_revocations(*issued, now);
  if (!enforced) return enforced;
  return write_issued(folder_, *issued);
}

core::Result<std::vector<IssuedCertificate>> TrialAuthority::list() const {
  const auto text = rpc::read_pem(folder_ / "issued.tsv");
  if (!text) return refused("the list of issued certificates cannot be read");
  std::vector<IssuedCertificate> found;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    auto issued = issued_of(line);
    if (!issued)
      return refused("the list of issued certificates is damaged in line " + std::to_string(found.size() + 1));
    found.push_back(std::move(*issued));
  }
  return found;
}

core::Done TrialAuthority::write_revocations(const std::vector<IssuedCertificate>& issued, core::Instant now) {
  const HeldCrl made(X509_CRL_new());
  const HeldTime from = time_of(now);
  // A trial has nobody who renews the list: it holds as long as its authority.
  bool good = X509_CRL_set_version(made.get(), X509_CRL_VERSION_2) == 1 &&
              X509_CRL_set_issuer_name(made.get(), X509_get_subject_name(certificate_.get())) == 1 &&
              X509_CRL_set1_lastUpdate(made.get(), from.get()) == 1 &&
              X509_CRL_set1_nextUpdate(made.get(), X509_get0_notAfter(certificate_.get())) == 1;
  for (const auto& each : issued) {
    if (!each.revoked) continue;
    HeldRevoked revoked(X509_REVOKED_new());
    BIGNUM* digits = nullptr;
    good = good && BN_hex2bn(&digits, each.serial.c_str()) > 0;
    const HeldNumber number(digits);
    const HeldInteger serial(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
    const HeldTime when = time_of(*each.revoked);
    good = good && serial && X509_REVOKED_set_serialNumber(revoked.get(), serial.get()) == 1 &&
           X509_REVOKED_set_revocationDate(revoked.get(), when.get()) == 1 &&
           X509_CRL_add0_revoked(made.get(), revoked.get()) == 1;
    if (good) revoked.release();  // the list owns it
  }
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate_.get(), nullptr, nullptr, made.get(), 0);
  const HeldExtension authority(X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid"));
  const HeldInteger number(ASN1_INTEGER_new());
  good = good && authority && X509_CRL_add_ext(made.get(), authority.get(), -1) == 1 &&
         ASN1_INTEGER_set_int64(number.get(), now.time_since_epoch().count()) == 1 &&
         X509_CRL_add1_ext_i2d(made.get(), NID_crl_number, number.get(), 0, 0) == 1;
  if (!good || X509_CRL_sort(made.get()) != 1 || X509_CRL_sign(made.get(), key_.get(), digest_for(key_.get())) <= 0) {
    return refused("the list of revoked certificates could not be made");
  }
  return write_whole(folder_ / "crl.pem", pem_of(made.get()), IfThere::kReplace);
}

}  // namespace hotline::cli
