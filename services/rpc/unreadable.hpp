#pragma once

#include <string>

#include "core/result.hpp"

namespace hotline::rpc {

// Protobuf refuses a message with broken UTF-8 in a text field and tells only its log which field it was. This listens
// to that log, for the whole process, and keeps protobuf's lines from standard error. Safe to repeat.
void watch_utf8_faults();

// The field of the last fault on this thread ("PersonName.surname"), and forgets it; empty when there was none.
std::string take_utf8_fault();

// The error for a message that came and cannot be parsed; `text_field` as told by take_utf8_fault().
core::Error unreadable_message(const std::string& text_field);

}  // namespace hotline::rpc
