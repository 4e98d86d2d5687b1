#pragma once

#include <cstdint>
#include <string>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/registry_service.pb.h"
#include "registry/find_flow.hpp"
#include "registry/proto_words.hpp"

// Messages of the methods that look into the register, to core types and back. A parse collects every violation.
namespace hotline::registry {

inline constexpr std::int32_t kFindPageDefault = 20;
inline constexpr std::int32_t kFindPageMax = 50;
inline constexpr std::size_t kFindNumberMax = 40;
inline constexpr std::int32_t kGapDaysMax = 366;

struct PersonAsked {
  PageAsked page;
  std::string purpose;
};
core::Result<PersonAsked> parse(const v1::GetPersonRequest& request, core::Instant now);
core::Result<SaidAsked> parse(const v1::WhatCouldBeSaidRequest& request, core::Instant now);
core::Result<FindAsked> parse(const v1::FindPersonsRequest& request, core::Instant now);
core::Result<store::GapsQuery> parse(const v1::ReportGapsRequest& request, core::Instant now);

void write(const PersonPage& page, v1::GetPersonResponse& message);
void write(const PageStatement& statement, v1::Statement& message);
void write(const store::LinkHistoryRow& link, v1::Link& message);
void write(const SaidThen& said, v1::WhatCouldBeSaidResponse& message);
void write(const FoundPerson& person, v1::FoundPerson& message);
void write(const store::GapsRow& gaps, v1::SourceGaps& message);

}  // namespace hotline::registry
