// Signed notes, checkpoints, verifier keys, leaves and proofs: all that comes to a verifier from outside.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/merkle.hpp"
#include "core/note.hpp"
#include "core/tree_check.hpp"
#include "fuzz/fuzz.hpp"

namespace hotline::fuzz {
namespace {

constexpr std::uint64_t kSizeMax = 1U << 20;

void check_note(std::string_view bytes) {
  const auto note = core::parse_note(bytes);
  if (!note) return;
  require(!note->signatures.empty(), "a note has a signature");
  require(bytes.starts_with(note->text), "what is signed is the note's own beginning");
  const core::VerifierKey stranger = core::verifier_key("stranger/log/1", core::Bytes32{1});
  require(!core::verifies(*note, stranger), "nobody signs for a key he does not have");
  const std::array<core::Bytes32, 1> keys{stranger.public_key};
  require(!core::open_checkpoint(bytes, 1, keys), "no checkpoint opens without its key");
}

void check_checkpoint(std::string_view text) {
  const auto checkpoint = core::parse_checkpoint(text);
  if (!checkpoint) return;
  require(text.starts_with(core::checkpoint_text(*checkpoint)), "a checkpoint prints as it was read");
}

void check_key(std::string_view text) {
  const auto key = core::parse_verifier(text);
  require(!key || core::verifier_text(*key) == text, "a key prints as it was read");
}

void check_leaf(std::span<const std::uint8_t> bytes) {
  const auto leaf = core::decode_leaf(bytes);
  if (!leaf) return;
  const core::LeafBytes again = core::encode_leaf(*leaf);
  require(std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()), "a leaf encodes to its own bytes");
}

// The first bytes are sizes, the rest the hashes of a proof.
void check_proof(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 6) return;
  const auto number = [&](std::size_t at) {
    return (std::uint64_t{bytes[at]} << 16U | std::uint64_t{bytes[at + 1]} << 8U | bytes[at + 2]) % kSizeMax;
  };
  const std::string_view rest(reinterpret_cast<const char*>(bytes.data()) + 6, bytes.size() - 6);
  const core::Proof proof = core::unpack_hashes(rest);
  const core::Bytes32 hash{};
  require(!core::verify_inclusion(number(0), number(3), hash, proof, core::Bytes32{7}),
          "no proof leads to a made-up root");
  const std::uint64_t size = number(0);
  require(core::verify_consistency(size, size, proof, hash, hash) == (size > 0 && proof.empty()),
          "a tree of some size continues itself, and needs no proof");
  core::TreeCheck check(1, {core::Bytes32{1}}, core::TreeCheck::Batches::kKept);
  check.add_batch(core::KeptBatch{number(0) % 8, number(3) % 8, hash, std::string(rest)});
  check.add_checkpoint(number(3) % 8, std::string(rest));
  (void)check.take(number(0) % 3, bytes.first(std::min(bytes.size(), core::kLeafBytes)), 0);
  (void)check.finish(std::nullopt);
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline::fuzz;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_note(text);
  check_checkpoint(text);
  check_key(text);
  check_leaf({data, size});
  check_proof({data, size});
  return 0;
}
