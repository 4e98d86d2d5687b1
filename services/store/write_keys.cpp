#include "store/write_keys.hpp"

#include <utility>

#include "runtime/seal.hpp"
#include "sql/common.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;
using Answer = core::Result<std::optional<std::string>>;

// Answers can hold a passphrase, so they lie under the key of inquiries, bound to the request they answer.
constexpr runtime::KeyUse kAnswerKey = runtime::KeyUse::kInquiry;

std::string answer_place(const WriteKey& key) {
  std::string place = "write_key/" + key.actor.value() + "/";
  for (const std::uint8_t byte : key.request.value()) place.push_back(static_cast<char>(byte));
  return place;
}

core::Error used_for_another() {
  return core::make_error(core::Reason::kConflict, "this request_id was used for another request; take a new one");
}

}  // namespace

core::Bytes32 write_digest(const runtime::Keyring& keyring, std::string_view method, std::string_view request) {
  return runtime::keyed_hash(keyring.newest(runtime::KeyUse::kRequest), {method, request});
}

asio::awaitable<Answer> claim_write(pg::Transaction& tx, const runtime::Keyring& keyring, WriteKey key) {
  pg::Params claim;
  claim.text(key.actor.value()).uuid(key.request.value()).text(key.method).bytea(key.digest);
  auto claimed = co_await tx.exec(sql::common::kClaimWriteKey, std::move(claim));
  if (!claimed) co_return Answer(claimed.error());
  if (!claimed->empty()) co_return Answer(std::optional<std::string>());

  pg::Params find;
  find.text(key.actor.value()).uuid(key.request.value());
  auto found = co_await tx.exec(sql::common::kFindWriteKey, std::move(find));
  if (!found) co_return Answer(found.error());
  // Dropped by its age between the two statements: the next try claims it.
  if (found->empty()) co_return Answer(core::make_error(core::Reason::kConflict, "repeat the call"));
  const pg::Row row = found->front();
  const bool same = row.text_view(0) == key.method && row.bytes32(1) == key.digest;
  if (!same || row.null(2)) co_return Answer(used_for_another());
  auto plain = runtime::open(keyring.set(kAnswerKey), answer_place(key), row.bytea_view(2));
  if (!plain) co_return Answer(plain.error());
  co_return Answer(std::optional<std::string>(std::move(*plain)));
}

asio::awaitable<core::Done> put_write_answer(pg::Transaction& tx, const runtime::Keyring& keyring, WriteKey key,
                                             std::string answer) {
  const std::string sealed = runtime::seal(keyring.newest(kAnswerKey), answer_place(key), answer);
  pg::Params params;
  params.text(key.actor.value()).uuid(key.request.value()).bytea(std::string_view(sealed));
  auto stored = co_await tx.exec(sql::common::kPutWriteAnswer, std::move(params));
  if (!stored) co_return core::Done(stored.error());
  co_return core::Done(core::Nothing{});
}

asio::awaitable<core::Result<OpenWrite>> open_write(pg::Pool& pool, const runtime::Keyring& keyring, WriteKey key,
                                                    runtime::Deadline deadline) {
  auto tx = co_await pg::begin(pool, deadline);
  if (!tx) co_return std::move(tx).error();
  auto claimed = co_await claim_write(*tx, keyring, std::move(key));
  if (!claimed) co_return std::move(claimed).error();
  OpenWrite open{std::move(*tx), std::move(*claimed)};
  co_return std::move(open);
}

asio::awaitable<core::Result<std::string>> close_write(pg::Transaction& tx, const runtime::Keyring& keyring,
                                                       WriteKey key, std::string answer) {
  auto kept = co_await put_write_answer(tx, keyring, std::move(key), answer);
  if (!kept) co_return std::move(kept).error();
  auto committed = co_await tx.commit();
  if (!committed) co_return std::move(committed).error();
  co_return std::move(answer);
}

}  // namespace hotline::store
