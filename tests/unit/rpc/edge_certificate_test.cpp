#include "rpc/edge_certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "cli/certs_files.hpp"
#include "rpc/edge_actors.hpp"
#include "rpc/edge_revocations.hpp"
#include "support/trial_certificates.hpp"

namespace hotline::rpc {
namespace {

using core::Reason;
using test::TrialCertificates;
using testing::HasSubstr;

class FakeClock final : public core::Clock {
 public:
  core::Instant now() const override { return now_; }
  void set(core::Instant now) { now_ = now; }

 private:
  core::Instant now_ = TrialCertificates::days(0, 0).from;
};

// What the trial's authority never makes.
std::string odd_certificate(const TrialCertificates& certificates, const std::string& names, const char* use,
                            const char* constraints = "critical,CA:FALSE") {
  const std::string ca_text = TrialCertificates::text_of(certificates.ca_file());
  const std::string key_text = TrialCertificates::text_of(certificates.folder() / "ca/ca.key");
  const auto ca_bio = memory_of(ca_text), key_bio = memory_of(key_text);
  const HeldCertificate ca(PEM_read_bio_X509(ca_bio.get(), nullptr, nullptr, nullptr));
  const HeldKey key(PEM_read_bio_PrivateKey(key_bio.get(), nullptr, nullptr, nullptr));
  const HeldCertificate made(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 77);
  X509_set_version(made.get(), X509_VERSION_3);
  X509_set_pubkey(made.get(), key.get());
  X509_set_issuer_name(made.get(), X509_get_subject_name(ca.get()));
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509V3_CTX context;
  X509V3_set_ctx(&context, const_cast<X509*>(ca.get()), made.get(), nullptr, nullptr, 0);
  const auto add = [&](int kind, const std::string& value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    X509_add_ext(made.get(), extension, -1);
    X509_EXTENSION_free(extension);
  };
  add(NID_basic_constraints, constraints);
  add(NID_ext_key_usage, use);
  if (!names.empty()) add(NID_subject_alt_name, names);
  X509_sign(made.get(), key.get(), EVP_sha256());
  return der_of(made.get());
}

class EdgeCertificateTest : public testing::Test {
 protected:
  EdgeAuthorities load() {
    auto loaded = EdgeAuthorities::load(certificates_.ca_file());
    EXPECT_TRUE(loaded);
    return std::move(*loaded);
  }
  std::unique_ptr<EdgeActors> actors() {
    Caller caller;
    caller.id = core::ActorId("ws-1");
    caller.name = "spiffe://hotline.example/operator/ws-1";
    caller.role = core::Role::kOperator;
    auto made = EdgeActors::load({certificates_.ca_file(), certificates_.crl_file()}, {caller}, clock_);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  // Words of the refusal, or "good".
  static std::string outcome(const EdgeActors& actors, const std::string& der) {
    const auto read = actors.certificate_of(der);
    return read ? "good" : read.error().message;
  }

  TrialCertificates certificates_;
  FakeClock clock_;
};

TEST_F(EdgeCertificateTest, BothKindsOfKeysAreRead) {
  const auto authorities = load();
  EXPECT_TRUE(authorities.any_is_trial());
  for (const auto kind : {cli::KeyKind::kP256, cli::KeyKind::kEd25519}) {
    const std::string file = kind == cli::KeyKind::kP256 ? "p256" : "ed25519";
    const auto valid = TrialCertificates::days(-1, 2);
    const std::string serial = certificates_.issue("operator/ws-1", file, valid, kind);
    const auto read = authorities.read(certificates_.der(file));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->uri, "spiffe://hotline.example/operator/ws-1");
    EXPECT_EQ(read->serial, serial);
    EXPECT_EQ(read->thumbprint, thumbprint_of(certificates_.der(file)));
    EXPECT_EQ(read->valid_from, std::chrono::floor<std::chrono::seconds>(valid.from));
    EXPECT_EQ(read->valid_until, std::chrono::floor<std::chrono::seconds>(valid.until));
  }
}

TEST_F(EdgeCertificateTest, TheAuthoritysEndIsTheLatest) {
  certificates_.issue("operator/ws-1", "long", TrialCertificates::days(-20, 400));
  const auto read = load().read(certificates_.der("long"));
  ASSERT_TRUE(read);
  EXPECT_LT(read->valid_until, TrialCertificates::days(0, 91).until);
  EXPECT_GT(read->valid_from, TrialCertificates::days(-11, 0).from);
}

TEST_F(EdgeCertificateTest, AStrangersCertificateIsRefused) {
  TrialCertificates stranger;
  stranger.issue("operator/ws-1", "forged");
  const auto read = load().read(stranger.der("forged"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, Reason::kNotSignedIn);
}

TEST_F(EdgeCertificateTest, ExactlyOneUriName) {
  const auto authorities = load();
  EXPECT_TRUE(
      authorities.read(odd_certificate(certificates_, "URI:spiffe://a/operator/b,DNS:other.example", "clientAuth")));
  for (const char* names : {"", "DNS:other.example", "URI:spiffe://a/operator/b,URI:spiffe://a/operator/c"}) {
    const auto read = authorities.read(odd_certificate(certificates_, names, "clientAuth"));
    ASSERT_FALSE(read) << names;
    EXPECT_THAT(read.error().message, HasSubstr("exactly one URI name")) << names;
  }
  const std::string spaced = odd_certificate(certificates_, "URI:spiffe://a/operator/b c", "clientAuth");
  EXPECT_FALSE(authorities.read(spaced));
}

TEST_F(EdgeCertificateTest, OnlyWhatIsMadeForClients) {
  const auto authorities = load();
  const std::string name = "URI:spiffe://a/operator/b";
  EXPECT_FALSE(authorities.read(odd_certificate(certificates_, name, "serverAuth")));
  EXPECT_FALSE(authorities.read(odd_certificate(certificates_, name, "clientAuth", "critical,CA:TRUE")));
}

TEST_F(EdgeCertificateTest, NoByteMayDiffer) {
  const auto authorities = load();
  certificates_.issue("operator/ws-1", "ws-1");
  const std::string der = certificates_.der("ws-1");
  ASSERT_TRUE(authorities.read(der));
  std::mt19937 random(5);
  for (std::size_t at = 0; at < der.size(); ++at) {
    std::string changed = der;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    EXPECT_FALSE(authorities.read(changed)) << at;
  }
  for (const std::string& wrong : {std::string(), der.substr(0, der.size() - 1), der + "x", der + der,
                                   std::string(kCertificateBytesMax + 1, '0')}) {
    EXPECT_FALSE(authorities.read(wrong));
  }
}

TEST_F(EdgeCertificateTest, TimeIsCheckedOnEveryCall) {
  certificates_.issue("operator/ws-1", "ws-1", TrialCertificates::days(-1, 1));
  const auto edge = actors();
  const std::string der = certificates_.der("ws-1");
  EXPECT_EQ(outcome(*edge, der), "good");
  clock_.set(TrialCertificates::days(2, 2).from);
  EXPECT_THAT(outcome(*edge, der), HasSubstr("run out"));
  clock_.set(TrialCertificates::days(-2, 2).from);
  EXPECT_THAT(outcome(*edge, der), HasSubstr("not yet valid"));
}

TEST_F(EdgeCertificateTest, ARevocationHoldsFromTheNextCallOn) {
  const std::string serial = certificates_.issue("operator/ws-1", "ws-1");
  certificates_.issue("operator/ws-1", "renewed");
  const auto edge = actors();
  EXPECT_EQ(outcome(*edge, certificates_.der("ws-1")), "good");
  certificates_.revoke(serial);
  EXPECT_THAT(outcome(*edge, certificates_.der("ws-1")), HasSubstr("revoked"));
  EXPECT_EQ(outcome(*edge, certificates_.der("renewed")), "good");
  certificates_.revoke(serial);  // a second time is no error
  EXPECT_THAT(outcome(*edge, certificates_.der("ws-1")), HasSubstr("revoked"));
}

TEST_F(EdgeCertificateTest, WithoutAGoodListNobodyComesInUntilItIsBack) {
  certificates_.issue("operator/ws-1", "ws-1");
  const auto edge = actors();
  const std::string der = certificates_.der("ws-1");
  const std::string good = TrialCertificates::text_of(certificates_.crl_file());
  const TrialCertificates stranger;
  std::string broken = good;
  broken[broken.size() / 2] = '!';
  for (const std::string& bad : {std::string(), std::string("nothing"), broken,
                                 TrialCertificates::text_of(stranger.crl_file()), good + good.substr(0, 60)}) {
    ASSERT_TRUE(cli::write_whole(certificates_.crl_file(), bad, cli::IfThere::kReplace));
    const auto read = edge->certificate_of(der);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().reason, Reason::kStoreDown);
    ASSERT_TRUE(cli::write_whole(certificates_.crl_file(), good, cli::IfThere::kReplace));
    EXPECT_EQ(outcome(*edge, der), "good");
  }
  std::filesystem::remove(certificates_.crl_file());
  EXPECT_THAT(outcome(*edge, der), HasSubstr("cannot be read"));
  ASSERT_TRUE(cli::write_whole(certificates_.crl_file(), good, cli::IfThere::kReplace));
  EXPECT_EQ(outcome(*edge, der), "good");
}

TEST_F(EdgeCertificateTest, FilesThatCannotBeUsedAreRefusedAtTheStart) {
  certificates_.issue("operator/ws-1", "ws-1");
  const EdgeFiles wrong[] = {{"/nonexistent", certificates_.crl_file()},
                             {certificates_.crl_file(), certificates_.crl_file()},
                             {certificates_.folder() / "ws-1.pem", certificates_.crl_file()},
                             {certificates_.ca_file(), "/nonexistent"},
                             {certificates_.ca_file(), certificates_.ca_file()}};
  for (const auto& files : wrong) {
    const auto loaded = EdgeActors::load(files, {}, clock_);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().reason, Reason::kWrongState);
  }
}

TEST_F(EdgeCertificateTest, OnlyNamesOfTheSettingsAreActors) {
  certificates_.issue("operator/ws-1", "known");
  certificates_.issue("operator/ws-9", "unknown");
  const auto edge = actors();
  const auto actor = edge->actor_of(*edge->certificate_of(certificates_.der("known")));
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->id, core::ActorId("ws-1"));
  const auto unknown = edge->actor_of(*edge->certificate_of(certificates_.der("unknown")));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().reason, Reason::kNotSignedIn);
}

TEST(RecentlyUsedTest, TheOneNotUsedForLongestFallsOut) {
  const core::Bytes32 one{1}, two{2}, three{3};
  RecentlyUsed<int> kept(2);
  kept.add(one, 1);
  kept.add(two, 2);
  kept.add(two, 22);
  EXPECT_TRUE(kept.find(one));
  EXPECT_EQ(kept.find(two), 22) << "what was proved later stands";
  EXPECT_TRUE(kept.find(one));
  kept.add(three, 3);
  EXPECT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept.find(one), 1);
  EXPECT_FALSE(kept.find(two));
  EXPECT_TRUE(kept.find(three));
}

TEST(TrialAuthorityTest, KeepsItsFilesToItselfAndOverwritesNothing) {
  TrialCertificates certificates;
  certificates.issue("operator/ws-1", "ws-1");
  namespace fs = std::filesystem;
  for (const fs::path& file : {fs::path("ca/ca.key"), fs::path("ca/edge.pem"), fs::path("ws-1.key")}) {
    EXPECT_EQ(fs::status(certificates.folder() / file).permissions(), fs::perms::owner_read | fs::perms::owner_write)
        << file;
  }
  EXPECT_THROW(certificates.issue("operator/ws-1", "ws-1"), std::runtime_error);
  const auto again = cli::TrialAuthority::create(certificates.folder() / "ca", TrialCertificates::days(0, 1));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, Reason::kConflict);
  const auto reopened = cli::TrialAuthority::open(certificates.folder() / "ca");
  ASSERT_TRUE(reopened);
  ASSERT_EQ(reopened->list()->size(), 1U);

  fs::permissions(certificates.folder() / "ca/ca.key", fs::perms::group_read, fs::perm_options::add);
  EXPECT_FALSE(cli::TrialAuthority::open(certificates.folder() / "ca"));
  const auto stranger = certificates.authority().revoke("00", TrialCertificates::days(0, 0).from);
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().reason, Reason::kNotFound);
}

TEST(TrialAuthorityTest, NamesOfCertificates) {
  EXPECT_FALSE(cli::uri_fault("spiffe://hotline.example/operator/ws-1"));
  for (const char* wrong :
       {"", "spiffe://", "https://hotline.example/operator/ws-1", "spiffe://hotline.example/operator",
        "spiffe://hotline.example/operator/", "spiffe:///operator/ws-1", "spiffe://hotline.example/owner/ws-1",
        "spiffe://hotline.example/operator/ws-1/more", "spiffe://hotline.example/operator/ws-1,DNS:other",
        "spiffe://hotline.example/Operator/ws-1", "spiffe://hotline.example/operator/ws 1"}) {
    EXPECT_TRUE(cli::uri_fault(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace hotline::rpc
