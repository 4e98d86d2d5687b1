#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

#include "hotline/v1/registry_service.grpc.pb.h"
#include "rpc/client.hpp"

namespace hotline::test {

// What CountersignList wants: the list read to its end by this actor. Throws when it cannot be read.
inline std::string review_token(v1::RegistryService::Stub& stub, const std::string& actor, const std::string& list_id) {
  v1::ReviewListRequest request;
  request.set_list_id(list_id);
  request.set_page_size(100);
  v1::ReviewListResponse page;
  do {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(60));
    const grpc::Status status = stub.ReviewList(&context, request, &page);
    if (!status.ok()) throw std::runtime_error("review: " + status.error_message());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return page.review_token();
}

}  // namespace hotline::test
