#include "relatives/relatives_service.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <span>
#include <utility>

#include "core/merkle.hpp"
#include "core/note.hpp"
#include "inquiry/question_proto.hpp"
#include "relatives/relatives_proto.hpp"
#include "rpc/raw_message.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::relatives {
namespace {

namespace asio = boost::asio;

constexpr char kVerifyReceipt[] = "hotline.v1.RelativesService/VerifyReceipt";

constexpr std::uint64_t kSecondsOfDay = 86'400;

using Released = core::ReleasedAnswer<std::string>;

// What the two methods differ in.
struct AskMethod {
  static constexpr char kName[] = "hotline.v1.RelativesService/AskAboutRelative";
  using Request = v1::AskAboutRelativeRequest;
  using Response = v1::AskAboutRelativeResponse;
  static core::Result<lookup::LookupQuestion> question(const Request& request, const runtime::Keyring& keyring,
                                                       core::Instant now) {
    return read_question(request, keyring, now);
  }
  static constexpr lookup::WriteAnswer kWrite{write_asked, write_asked_script};
};

struct MineMethod {
  static constexpr char kName[] = "hotline.v1.RelativesService/GetMyInquiry";
  using Request = v1::GetMyInquiryRequest;
  using Response = v1::GetMyInquiryResponse;
  static core::Result<lookup::LookupQuestion> question(const Request& request, const runtime::Keyring& keyring,
                                                       core::Instant /*now*/) {
    return read_question(request, keyring);
  }
  static constexpr lookup::WriteAnswer kWrite{write_mine, write_mine_script};
};

class PendingAsk final : public rpc::PendingUnary {
 public:
  explicit PendingAsk(rpc::CallContext call) : PendingUnary(std::move(call), nullptr) {}
};

template <typename Method>
core::Done reply(const rpc::CallContext& call, const core::Result<Released>& released, grpc::ByteBuffer& response) {
  if (!released) return released.error();
  auto bytes = whole_answer(released->answer(), released->receipt());
  if (!bytes) return std::move(bytes).error();
  return rpc::write_raw<typename Method::Response>(call, std::move(*bytes), response);
}

// The checkpoint is ours and the entry lies under it.
bool under_our_checkpoint(const ShownReceipt& receipt, const runtime::LogSigner& signer) {
  const auto checkpoint = core::open_checkpoint(receipt.checkpoint, receipt.tree, signer.public_keys());
  if (!checkpoint) return false;
  return core::verify_inclusion(receipt.index, checkpoint->size, receipt.leaf_hash, receipt.path, checkpoint->root);
}

}  // namespace

template <typename Method>
grpc::ServerUnaryReactor* RelativesService::ask(grpc::CallbackServerContext& context, const grpc::ByteBuffer& given,
                                                grpc::ByteBuffer& response) {
  const auto came = std::chrono::steady_clock::now();
  auto call = gate_.identify(context, Method::kName);
  if (!call) return rpc::refuse(context, call.error(), rpc::random_call_id());
  const auto allowed = gate_.allow(*call);
  if (!allowed) {
    flow_.log_refusal(*call, allowed.error().reason);
    return rpc::refuse(context, allowed.error(), call->call_id);
  }
  typename Method::Request request;
  const auto parsed = rpc::read_raw(given, request);
  if (!parsed) return rpc::refuse(context, parsed.error(), call->call_id);
  auto question = Method::question(request, keyring_, clock_.now());
  if (!question) return rpc::refuse(context, question.error(), call->call_id);

  auto* pending = new PendingAsk(*call);  // gone after finish()
  flow_.start(
      *call, std::move(*question), Method::kWrite, [this, pending, came, &response](core::Result<Released> released) {
        auto answer = std::make_shared<core::Result<Released>>(std::move(released));
        slots_.at_next(
            came, [pending, answer, &response] { pending->finish(reply<Method>(pending->call(), *answer, response)); });
      });
  return pending;
}

grpc::ServerUnaryReactor* RelativesService::AskAboutRelative(grpc::CallbackServerContext* context,
                                                             const grpc::ByteBuffer* request,
                                                             grpc::ByteBuffer* response) {
  return ask<AskMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* RelativesService::GetMyInquiry(grpc::CallbackServerContext* context,
                                                         const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
  return ask<MineMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* RelativesService::VerifyReceipt(grpc::CallbackServerContext* context,
                                                          const v1::VerifyReceiptRequest* request,
                                                          v1::VerifyReceiptResponse* response) {
  return rpc::serve(gate_, *context, kVerifyReceipt, response,
                    [&](rpc::CallContext call) { return verify(std::move(call), request, response); });
}

// The entry itself is read only when everything else is right: it alone says the day.
RelativesService::Done RelativesService::verify(rpc::CallContext call, const v1::VerifyReceiptRequest* request,
                                                v1::VerifyReceiptResponse* response) {
  const auto came = std::chrono::steady_clock::now();
  auto receipt = read_receipt(*request);
  if (!receipt) co_return core::Done(std::move(receipt).error());
  response->set_trial(trial_);
  if (under_our_checkpoint(*receipt, signer_)) {
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
  asio::steady_timer timer(slots_.executor(), slots_.next(came));
  co_await timer.async_wait(asio::use_awaitable);
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::relatives
