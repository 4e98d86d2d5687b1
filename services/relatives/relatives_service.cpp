#include "relatives/relatives_service.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <span>
#include <utility>

#include "core/inquiry.hpp"
#include "core/merkle.hpp"
#include "core/note.hpp"
#include "inquiry/question_proto.hpp"
#include "relatives/partner_proto.hpp"
#include "relatives/relatives_proto.hpp"
#include "rpc/raw_message.hpp"
#include "rpc/unary_call.hpp"
#include "store/inquiry_store.hpp"
#include "store/write_keys.hpp"

namespace hotline::relatives {
namespace {

namespace asio = boost::asio;

constexpr char kVerifyReceipt[] = "hotline.v1.RelativesService/VerifyReceipt";
constexpr char kSubmitInquiries[] = "hotline.v1.RelativesService/SubmitInquiries";
constexpr char kListMyInquiries[] = "hotline.v1.RelativesService/ListMyInquiries";
// A whole day's rows over a slow line.
constexpr std::chrono::minutes kSubmitTimeMax{30};
constexpr char kDeleteMyData[] = "hotline.v1.RelativesService/DeleteMyData";

constexpr std::uint64_t kSecondsOfDay = 86'400;

using Released = core::ReleasedAnswer<std::string>;

// What the two methods share.
template <typename RequestMessage, typename ResponseMessage>
struct PortalMethod {
  using Request = RequestMessage;
  using RequestOnWire = grpc::ByteBuffer;
  using ResponseOnWire = grpc::ByteBuffer;
  static core::Done read(const grpc::ByteBuffer& bytes, Request& request) { return rpc::read_raw(bytes, request); }
  static core::Done reply(const rpc::CallContext& call, const Released& released, grpc::ByteBuffer& response) {
    auto bytes = whole_answer(released.answer(), released.receipt());
    if (!bytes) return std::move(bytes).error();
    return rpc::write_raw<ResponseMessage>(call, std::move(*bytes), response);
  }
};

struct AskMethod : PortalMethod<v1::AskAboutRelativeRequest, v1::AskAboutRelativeResponse> {
  static constexpr char kName[] = "hotline.v1.RelativesService/AskAboutRelative";
  static core::Result<lookup::LookupQuestion> question(const Request& request, const rpc::CallContext& /*call*/,
                                                       const runtime::Keyring& keyring, core::Instant now) {
    return read_question(request, keyring, now);
  }
  static constexpr lookup::WriteAnswer kWrite{write_asked, write_asked_script};
};

struct MineMethod : PortalMethod<v1::GetMyInquiryRequest, v1::GetMyInquiryResponse> {
  static constexpr char kName[] = "hotline.v1.RelativesService/GetMyInquiry";
  static core::Result<lookup::LookupQuestion> question(const Request& request, const rpc::CallContext& /*call*/,
                                                       const runtime::Keyring& keyring, core::Instant /*now*/) {
    return read_question(request, keyring);
  }
  static constexpr lookup::WriteAnswer kWrite{write_mine, write_mine_script};
};

// The checkpoint is ours and the entry lies under it.
bool under_our_checkpoint(const ShownReceipt& receipt, const runtime::LogSigner& signer) {
  const auto checkpoint = core::open_checkpoint(receipt.checkpoint, receipt.tree, signer.public_keys());
  if (!checkpoint) return false;
  return core::verify_inclusion(receipt.index, checkpoint->size, receipt.leaf_hash, receipt.path, checkpoint->root);
}

}  // namespace

grpc::ServerUnaryReactor* RelativesService::AskAboutRelative(grpc::CallbackServerContext* context,
                                                             const grpc::ByteBuffer* request,
                                                             grpc::ByteBuffer* response) {
  return parts_.reception.receive<AskMethod>(*context, *request, *response, &leave_);
}

grpc::ServerUnaryReactor* RelativesService::GetMyInquiry(grpc::CallbackServerContext* context,
                                                         const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
  return parts_.reception.receive<MineMethod>(*context, *request, *response, &leave_);
}

grpc::ServerUnaryReactor* RelativesService::VerifyReceipt(grpc::CallbackServerContext* context,
                                                          const v1::VerifyReceiptRequest* request,
                                                          v1::VerifyReceiptResponse* response) {
  return rpc::serve(parts_.gate, *context, kVerifyReceipt, response,
                    [&](rpc::CallContext call) { return verify(std::move(call), request, response); });
}

// The entry itself is read only when everything else is right: it alone says the day.
RelativesService::Done RelativesService::verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request,
                                                v1::VerifyReceiptResponse* response) {
  const auto came = std::chrono::steady_clock::now();
  auto receipt = read_receipt(*request);
  if (!receipt) co_return core::Done(std::move(receipt).error());
  response->set_trial(parts_.trial);
  if (under_our_checkpoint(*receipt, parts_.signer)) {
    auto rows = co_await proofs_.entries(receipt->tree, receipt->index, receipt->index + 1, 1, call.deadline);
    if (!rows) co_return core::Done(std::move(rows).error());
    if (!rows->empty()) {
      const std::string& bytes = rows->front().leaf;
      const std::span leaf_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      const auto leaf = core::decode_leaf(leaf_bytes);
      if (leaf && core::leaf_hash(leaf_bytes) == receipt->leaf_hash) {
        response->set_genuine(true);
        inquiry::write_day(static_cast<std::int32_t>(leaf->second / kSecondsOfDay), *response->mutable_issued_on());
      }
    }
  }
  co_await until_next_slot(came);
  co_return core::Done(core::Nothing());
}

grpc::ServerUnaryReactor* RelativesService::DeleteMyData(grpc::CallbackServerContext* context,
                                                         const v1::DeleteMyDataRequest* request,
                                                         v1::DeleteMyDataResponse* response) {
  return rpc::serve(parts_.gate, *context, kDeleteMyData, response,
                    [&](rpc::CallContext call) { return forget(std::move(call), request, response); });
}

RelativesService::Done RelativesService::forget(rpc::CallContext call, const v1::DeleteMyDataRequest* request,
                                                v1::DeleteMyDataResponse* response) {
  const auto came = std::chrono::steady_clock::now();
  auto wish = read_wish(*request);
  if (!wish) co_return core::Done(std::move(wish).error());
  const auto digest = store::write_digest(parts_.keyring, kDeleteMyData, request->SerializeAsString());
  auto done = co_await wish_and_withdraw(std::move(call), std::move(*wish), digest);
  co_await until_next_slot(came);
  response->set_trial(parts_.trial);
  co_return done;
}

// A repeat withdraws once more, so that a server that ended in between leaves nothing undone.
RelativesService::Done RelativesService::wish_and_withdraw(rpc::CallContext call, erasure::ErasureWish wish,
                                                           core::Bytes32 digest) {
  const std::int64_t reference = wish.key.reference.number();
  const runtime::Deadline deadline = call.deadline;
  std::function<std::string(std::int64_t)> write = [](std::int64_t /*number*/) { return std::string(); };
  auto wished = co_await parts_.erasures.wish(std::move(call), std::move(wish), digest, std::move(write));
  if (!wished) co_return core::Done(std::move(wished).error());
  co_return co_await withdraw(reference, deadline);
}

RelativesService::Done RelativesService::withdraw(std::int64_t reference, runtime::Deadline deadline) {
  auto tx = co_await store::pg::begin(parts_.inquiries, deadline);
  if (!tx) co_return core::Done(std::move(tx).error());
  auto row = co_await store::lock_inquiry(*tx, reference);
  if (!row) co_return core::Done(std::move(row).error());
  if (!*row) co_return core::Done(core::Nothing());  // erased meanwhile
  const auto state = core::next_state((*row)->state, core::InquiryStep::kWithdraw, core::Role::kPortal);
  if (!state) co_return core::Done(core::Nothing());  // ended before
  auto put = co_await store::put_state(*tx, reference, *state, parts_.clock.now());
  if (!put) co_return put;
  co_return co_await tx->commit();
}

grpc::ServerBidiReactor<v1::SubmitInquiriesRequest, v1::SubmitInquiriesResponse>* RelativesService::SubmitInquiries(
    grpc::CallbackServerContext* context) {
  return rpc::serve_stream<v1::SubmitInquiriesRequest, v1::SubmitInquiriesResponse>(
      parts_.gate, *context, kSubmitInquiries,
      [&](rpc::CallContext call, SubmitStream& stream) { return submit(std::move(call), stream.shared_from_this()); },
      kSubmitTimeMax);
}

RelativesService::Done RelativesService::submit(rpc::CallContext call, std::shared_ptr<SubmitStream> stream) {
  for (;;) {
    auto message = co_await stream->read();
    if (!message) co_return core::Done(std::move(message).error());
    if (!message->has_value()) co_return core::Done(core::Nothing());
    const auto came = std::chrono::steady_clock::now();
    const auto fits = check_message(**message);
    if (!fits) co_return fits;
    auto response = co_await partners_.submit(call, std::move(**message));
    if (!response) co_return core::Done(std::move(response).error());
    response->set_trial(parts_.trial);
    co_await until_next_slot(came);
    auto written = co_await stream->write(std::move(*response));
    if (!written) co_return written;
  }
}

grpc::ServerUnaryReactor* RelativesService::ListMyInquiries(grpc::CallbackServerContext* context,
                                                            const v1::ListMyInquiriesRequest* request,
                                                            v1::ListMyInquiriesResponse* response) {
  return rpc::serve(parts_.gate, *context, kListMyInquiries, response,
                    [&](rpc::CallContext call) { return list_mine(std::move(call), request, response); });
}

RelativesService::Done RelativesService::list_mine(rpc::CallContext call, const v1::ListMyInquiriesRequest* request,
                                                   v1::ListMyInquiriesResponse* response) {
  auto page = read_page(*request, call, parts_.tokens);
  if (!page) co_return core::Done(std::move(page).error());
  auto cases = co_await store::list_cases(parts_.inquiries, call.caller.id, page->after, page->limit, call.deadline);
  if (!cases) co_return core::Done(std::move(cases).error());
  write_page(*cases, *page, *request, call, parts_.tokens, *response);
  response->set_trial(parts_.trial);
  co_return core::Done(core::Nothing());
}

asio::awaitable<void> RelativesService::until_next_slot(std::chrono::steady_clock::time_point came) {
  asio::steady_timer timer(parts_.slots.executor(), parts_.slots.next(came));
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace hotline::relatives
