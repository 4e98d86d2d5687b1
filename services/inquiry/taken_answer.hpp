#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <utility>

#include "core/result.hpp"

namespace hotline::inquiry {

// The answer of a write, as it is kept for repeats.
inline core::Done take_answer(core::Result<std::string> answer, google::protobuf::Message& response) {
  if (!answer) return std::move(answer).error();
  if (!response.ParseFromString(*answer)) {
    return core::make_error(core::Reason::kBug, "a stored answer does not parse");
  }
  return core::Nothing{};
}

}  // namespace hotline::inquiry
