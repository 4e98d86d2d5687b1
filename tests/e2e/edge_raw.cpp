#include "e2e/edge_raw.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "rpc/edge_openssl.hpp"

namespace hotline::e2e {
namespace {

constexpr std::chrono::milliseconds kStep{20};
constexpr std::chrono::seconds kHandshakeLimit{5};

int connect_to(int port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    close(made);
    return -1;
  }
  fcntl(made, F_SETFL, O_NONBLOCK);
  return made;
}

std::string big_endian(std::uint32_t number, int bytes) {
  std::string out;
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>((number >> shift) & 0xFF);
  return out;
}

}  // namespace

RawConnection::RawConnection(int port, const rpc::EdgeIdentity* identity, Tls version)
    : socket_(connect_to(port)), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  if (socket_ < 0) return;
  const int number = version == Tls::k12 ? TLS1_2_VERSION : TLS1_3_VERSION;
  SSL_CTX_set_min_proto_version(context_.get(), number);
  SSL_CTX_set_max_proto_version(context_.get(), number);
  const unsigned char protocols[] = {2, 'h', '2'};
  SSL_CTX_set_alpn_protos(context_.get(), protocols, sizeof(protocols));
  if (identity != nullptr) {
    const auto certificate_text = rpc::memory_of(identity->certificate), key_text = rpc::memory_of(identity->key);
    const rpc::HeldCertificate certificate(PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr));
    const rpc::HeldKey key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
  }
  tls_.reset(SSL_new(context_.get()));
  SSL_set_fd(tls_.get(), socket_);
  const auto until = std::chrono::steady_clock::now() + kHandshakeLimit;
  while (std::chrono::steady_clock::now() < until) {
    const int done = SSL_connect(tls_.get());
    open_ = done == 1;
    const int why = SSL_get_error(tls_.get(), done);
    if (open_ || (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)) break;
    wait(why == SSL_ERROR_WANT_READ ? Side::kRead : Side::kWrite, kStep);
  }
  ERR_clear_error();
}

RawConnection::~RawConnection() {
  if (socket_ >= 0) close(socket_);
}

bool RawConnection::send(const std::string& bytes, std::chrono::milliseconds limit) {
  const auto until = std::chrono::steady_clock::now() + limit;
  std::size_t sent = 0;
  while (open_ && sent < bytes.size() && std::chrono::steady_clock::now() < until) {
    const int count =
        SSL_write(tls_.get(), bytes.data() + sent, static_cast<int>(std::min<std::size_t>(bytes.size() - sent, 16384)));
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
      continue;
    }
    const int why = SSL_get_error(tls_.get(), count);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) open_ = false;
    // It may send nothing more because we do not read.
    if (open_ && take()) wait(Side::kWrite, kStep);
  }
  ERR_clear_error();
  return open_ && sent == bytes.size() && take();
}

std::string RawConnection::read(std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (open_ && take() && std::chrono::steady_clock::now() < until) wait(Side::kRead, kStep);
  return std::exchange(came_, {});
}

bool RawConnection::take() {
  char buffer[16384];
  while (open_) {
    const int count = SSL_read(tls_.get(), buffer, sizeof(buffer));
    if (count > 0) {
      came_.append(buffer, static_cast<std::size_t>(count));
      continue;
    }
    const int why = SSL_get_error(tls_.get(), count);
    open_ = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
    break;
  }
  ERR_clear_error();
  return open_;
}

void RawConnection::wait(Side side, std::chrono::milliseconds time) const {
  pollfd ready{
      .fd = socket_, .events = static_cast<short>(side == Side::kRead ? POLLIN : POLLIN | POLLOUT), .revents = 0};
  poll(&ready, 1, static_cast<int>(time.count()));
}

std::string preface() {
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(kSettings, 0, 0, "");
}

std::string frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream, const std::string& payload) {
  return big_endian(static_cast<std::uint32_t>(payload.size()), 3) + static_cast<char>(type) +
         static_cast<char>(flags) + big_endian(stream, 4) + payload;
}

std::string packed_number(std::uint64_t number) {
  if (number < 127) return std::string(1, static_cast<char>(number));
  std::string out(1, '\x7F');
  for (number -= 127; number >= 128; number /= 128) out += static_cast<char>(number % 128 + 128);
  return out + static_cast<char>(number);
}

std::string packed(const Headers& headers) {
  std::string out;
  for (const auto& [name, value] : headers) {
    out += '\0';
    out += packed_number(name.size()) + name + packed_number(value.size()) + value;
  }
  return out;
}

Headers call_headers(const std::string& method) {
  return {{":method", "POST"},         {":scheme", "https"},       {":path", method},
          {":authority", "localhost"}, {"te", "trailers"},         {"content-type", "application/grpc"},
          {"grpc-timeout", "2S"},      {"user-agent", "edge-test"}};
}

bool holds_frame(const std::string& bytes, std::uint8_t type, std::uint32_t stream) {
  for (std::size_t at = 0; at + 9 <= bytes.size();) {
    const auto byte = [&](std::size_t offset) { return static_cast<std::uint8_t>(bytes[at + offset]); };
    const std::size_t size = (std::size_t{byte(0)} << 16) + (std::size_t{byte(1)} << 8) + byte(2);
    const std::uint32_t of =
        (std::uint32_t{byte(5)} << 24) + (std::uint32_t{byte(6)} << 16) + (std::uint32_t{byte(7)} << 8) + byte(8);
    if (byte(3) == type && of == stream) return true;
    at += 9 + size;
  }
  return false;
}

}  // namespace hotline::e2e
