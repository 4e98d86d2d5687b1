#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "matching/standing.hpp"
#include "runtime/keyring.hpp"
#include "store/pg/blocking_connection.hpp"
#include "store/standing_store.hpp"

namespace hotline::store {

struct StandingRound {
  std::int64_t persons = 0;    // compared with all inquiries
  std::int64_t inquiries = 0;  // compared with the register
  std::int64_t rematched = 0;  // the same, because the model changed
  std::int64_t found = 0;      // candidates stored
  std::int64_t behind = 0;     // revisions that are not compared yet
  bool more = false;           // the next round has work
};

// Compares two feeds with each other, each in commit order: every changed person with all open inquiries, every changed
// inquiry with what the register learned after its answer. A pair that both sides bring is stored once. Each step is
// bounded and stores its candidates and its place in one transaction, so that whatever ends in the middle of it has
// done nothing. Goes no further than the register's index has come. One thread; the connection is hotline_matching's.
class StandingJoin {
 public:
  // The index and the keyring outlive it.
  StandingJoin(std::shared_ptr<const matching::Lexicon> lexicon, const matching::Index& persons,
               const runtime::Keyring& keyring);

  // False while another connection leads. The lead lasts as long as this connection. Loads the open inquiries when
  // somebody else has led since; begins anew with all of them when the model has changed.
  core::Result<bool> lead(pg::BlockingConnection& connection);
  // After an error the lead has to be taken again, on a new connection.
  core::Result<StandingRound> round(pg::BlockingConnection& connection);

  std::size_t inquiries() const { return known_.size(); }
  const StandingCursor& cursor() const { return cursor_; }

 private:
  // Of an inquiry that stands in memory, and so was compared with all up to the cursor.
  struct Known {
    std::int32_t facts_version = 0;
    std::int64_t register_revision = 0;
    FactsDigest digest{};
  };
  struct Asked {
    matching::StandingInquiry inquiry;
    Known known;
  };
  enum class Against { kWhatItsAnswerMissed, kAll };

  core::Done load(pg::BlockingConnection& connection);
  core::Done use_model(pg::BlockingConnection& connection);
  core::Done compare_persons(pg::BlockingConnection& connection, StandingRound& round);
  core::Done compare_inquiries(pg::BlockingConnection& connection, StandingRound& round);
  core::Done rematch(pg::BlockingConnection& connection, StandingRound& round);

  bool is_known(const InquiryChange& change) const;
  // Those that open; the others are told in the log.
  std::vector<Asked> open(const std::vector<InquiryChange>& changes) const;
  core::Result<std::vector<NewCandidate>> find_persons(pg::BlockingConnection& connection,
                                                       const std::vector<Asked>& asked, Against against) const;
  core::Result<std::vector<NewCandidate>> find_inquiries(pg::BlockingConnection& connection,
                                                         const PersonChanges& changes) const;
  core::Done store(pg::BlockingConnection& connection, StandingCursor next, const std::vector<NewCandidate>& found,
                   StandingRound& round);
  void know(const Asked& asked);
  void keep(std::vector<Asked> asked, const std::vector<std::int64_t>& gone);

  const matching::Index& persons_;
  const runtime::Keyring& keyring_;
  matching::StandingInquiries standing_;
  std::unordered_map<std::int64_t, Known> known_;
  // No answer of those known is of an earlier revision.
  std::int64_t answers_since_ = std::numeric_limits<std::int64_t>::max();
  StandingCursor cursor_;
  bool loaded_ = false;
};

}  // namespace hotline::store
