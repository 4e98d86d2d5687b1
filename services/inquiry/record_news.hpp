#pragma once

#include "core/candidate_review.hpp"
#include "core/telling.hpp"
#include "core/time.hpp"
#include "store/review_store.hpp"

namespace hotline::inquiry {

// What telling this record takes, today.
core::TellingNeed need_of(const store::RecordRow& record, core::Instant now);
core::News news_of(const store::RecordRow& record);

}  // namespace hotline::inquiry
