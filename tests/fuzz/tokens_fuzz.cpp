// Tokens of people and certificates of callers: only the one that was issued is taken, whatever was made of it.
#include <google/protobuf/descriptor.pb.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "fuzz/fuzz.hpp"
#include "rpc/edge_certificate.hpp"
#include "rpc/page_token.hpp"
#include "rpc/person_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"

namespace hotline::fuzz {
namespace {

const std::string kFolder = HOTLINE_SOURCE_DIR "/tests/fuzz/";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  require(file.good(), path.c_str());
  return {std::istreambuf_iterator<char>(file), {}};
}

// When the token of the corpus was issued; it lives ten minutes.
class IssuedThen final : public core::Clock {
 public:
  core::Instant now() const override { return core::Instant(std::chrono::seconds(1'795'754'700)); }
};

struct Site {
  IssuedThen clock;
  std::string certificate = text_of(kFolder + "corpus/tokens/certificate");
  std::string token = text_of(kFolder + "corpus/tokens/token");
  std::string refusal;
  core::Bytes32 thumbprint = rpc::thumbprint_of(certificate);
  std::unique_ptr<rpc::PersonTokens> tokens;
  std::optional<rpc::EdgeAuthorities> authorities;
  runtime::SystemRandom random;
  runtime::Keyring keys = runtime::Keyring::ephemeral(random);
  rpc::PageTokens pages{keys};

  Site() {
    rpc::PersonTokenRules rules;
    rules.issuer = "hotline TRIAL";
    rules.audience = "hotline";
    rules.keys_file = kFolder + "tokens/keys.json";
    auto loaded = rpc::PersonTokens::load(rules, clock);
    require(loaded.has_value(), "the issuer's keys are read");
    tokens = std::move(*loaded);
    auto made = rpc::EdgeAuthorities::load(kFolder + "tokens/ca.pem");
    require(made.has_value(), "the authority is read");
    authorities = std::move(*made);
    require(tokens->read(token, thumbprint).has_value(), "the issued token is taken");
    refusal = tokens->read("x", thumbprint).error().message;
    require(authorities->read(certificate).has_value(), "the issued certificate is taken");
  }
};

const Site& site() {
  static const Site one;
  return one;
}

void check_token(std::string_view text) {
  const auto read = site().tokens->read(text, site().thumbprint);
  if (read) require(text == site().token, "only the issued token is taken, in its one spelling");
  require(!site().tokens->read(text, core::Bytes32{9}), "no token works with another's certificate");
  if (!read) require(read.error().message == site().refusal, "every refusal has the same words");
}

void check_certificate(std::string_view der) {
  const auto read = site().authorities->read(der);
  if (read) require(read->uri == "spiffe://hotline.example/operator/ws-1", "only what was issued opens the edge");
}

void check_page_token(std::string_view text) {
  const google::protobuf::Message& request = google::protobuf::FileDescriptorProto::default_instance();
  const auto position = site().pages.open("m", core::ActorId("op-17"), request, text);
  require(!position || text.empty(), "only our own page tokens open");
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  (void)hotline::fuzz::site();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline::fuzz;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_token(text);
  check_certificate(text);
  check_page_token(text);
  return 0;
}
