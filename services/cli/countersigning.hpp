#pragma once

#include <functional>
#include <string>

#include "cli/connection.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"

// Countersigning as every command does it: the list is read to its end first.
namespace hotline::cli {

// A whole list is signed or taken back in one call, which may take the server minutes.
Common patient(Common common);

// Hands every page of the review on; `token` is what the last one gave.
int read_review(const Common& common, const std::string& list_id,
                const std::function<void(const v1::ReviewListResponse&)>& page, std::string& token);
int countersign_list(const Common& common, const std::string& list_id, const std::string& token,
                     v1::CountersignListResponse& response);

// For lists of invented people, which nobody looks at: signs when there are deaths that do not count yet.
int countersign_unseen(const Common& signer, const std::string& list_id);

}  // namespace hotline::cli
