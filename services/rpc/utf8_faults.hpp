#pragma once

#include <string>

namespace hotline::rpc {

// Protobuf refuses a message with broken UTF-8 in a string field and tells only its log which field it was. This listens
// to that log: installs itself for the whole process, repeatable, and keeps protobuf's lines from standard error.
void watch_utf8_faults();

// The field of the last fault on this thread ("PersonFacts.surname"), and forgets it; empty when there was none.
std::string take_utf8_fault();

}  // namespace hotline::rpc
