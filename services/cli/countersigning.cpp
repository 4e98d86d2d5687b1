#include "cli/countersigning.hpp"

#include <algorithm>

namespace hotline::cli {
namespace {

using Registry = v1::RegistryService::Stub;

// As long as the server itself gives such a call (registry/list_service.cpp).
inline constexpr std::int32_t kWholeListSeconds = 600;
inline constexpr std::int32_t kReviewPage = 100;

}  // namespace

Common patient(Common common) {
  common.timeout_seconds = std::max(common.timeout_seconds, kWholeListSeconds);
  return common;
}

int read_review(const Common& common, const std::string& list_id,
                const std::function<void(const v1::ReviewListResponse&)>& page, std::string& token) {
  const Common waiting = patient(common);
  const auto stub = v1::RegistryService::NewStub(waiting.channel());
  v1::ReviewListRequest request;
  request.set_list_id(list_id);
  request.set_page_size(kReviewPage);
  do {
    v1::ReviewListResponse response;
    const int called = call(waiting, *stub, &Registry::ReviewList, request, response);
    if (called != kDone) return called;
    page(response);
    request.set_page_token(response.next_page_token());
    token = response.review_token();
  } while (!request.page_token().empty());
  return kDone;
}

int countersign_list(const Common& common, const std::string& list_id, const std::string& token,
                     v1::CountersignListResponse& response) {
  const Common waiting = patient(common);
  const auto stub = v1::RegistryService::NewStub(waiting.channel());
  v1::CountersignListRequest request;
  request.set_request_id(new_request_id());
  request.set_list_id(list_id);
  request.set_review_token(token);
  return call(waiting, *stub, &Registry::CountersignList, request, response);
}

int countersign_unseen(const Common& signer, const std::string& list_id) {
  const auto stub = v1::RegistryService::NewStub(signer.channel());
  v1::GetListRequest ask;
  ask.set_list_id(list_id);
  v1::GetListResponse list;
  const int got = call(signer, *stub, &Registry::GetList, ask, list);
  if (got != kDone) return got;
  if (list.deaths() == 0 || !list.countersigned_by().empty()) return kDone;
  std::string token;
  const auto unseen = [](const v1::ReviewListResponse&) {};
  const int read = read_review(signer, list_id, unseen, token);
  if (read != kDone) return read;
  v1::CountersignListResponse response;
  return countersign_list(signer, list_id, token, response);
}

}  // namespace hotline::cli
