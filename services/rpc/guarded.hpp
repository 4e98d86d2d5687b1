#pragma once

#include "core/guard.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/seal.hpp"

namespace hotline::rpc {

// The caller as the guard counts him. On the local socket the actor stands for the certificate that he has not.
inline core::GuardCaller guarded(const Caller& caller, const runtime::Keyring& keyring) {
  const auto key_of = [&](const char* what, const std::string& id) {
    return static_cast<std::uint64_t>(
        runtime::keyed_hash64(keyring.newest(runtime::KeyUse::kRequest), std::string(what) + id));
  };
  core::GuardCaller counted;
  counted.id = caller.id;
  counted.role = caller.role;
  counted.credential = caller.credential.empty() ? "socket" : caller.credential;
  counted.key = key_of("caller|", caller.id.value());
  counted.credential_key = caller.credential.empty() ? counted.key : key_of("credential|", caller.credential);
  return counted;
}

}  // namespace hotline::rpc
