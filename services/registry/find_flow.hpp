#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/could_be_said.hpp"
#include "core/payload.hpp"
#include "core/result.hpp"
#include "registry/person_page.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"
#include "store/find_store.hpp"

namespace hotline::registry {

// Rows or persons that one call looks at when it searches by clear columns: about a tenth of a second.
inline constexpr std::int32_t kFindScanMax = 20'000;

struct FindAsked {
  std::string purpose;
  core::QuestionFacts question;  // name, birth date, number
  store::ClearFilter filter;
  std::optional<core::ListId> list;
  std::int32_t limit = 0;
  std::int64_t after = 0;  // where the page before ended

  bool by_index() const { return question != core::QuestionFacts(); }
};
struct FoundPerson {
  store::ShownRow shown;
  core::NameParts name;
  core::PartialDate birth_date;
  double probability = 0;
};
struct FoundPage {
  std::vector<FoundPerson> persons;
  std::optional<std::int64_t> next;  // FindAsked::after of the next page
};

struct SaidAsked {
  core::PersonId person;
  std::string purpose;
  std::int32_t day = 0;  // days since 1970-01-01
};
struct SaidThen {
  core::HeldOfCluster held;
  std::vector<core::CouldBeSaid> answers;
};

// Looking into the register. What it shows of persons is logged, with its purpose, before it is returned.
class FindFlow {
 public:
  explicit FindFlow(RegistryParts parts) : parts_(parts) {}

  boost::asio::awaitable<core::Result<PersonPage>> get_person(rpc::CallContext call, PageAsked asked,
                                                              std::string purpose);
  boost::asio::awaitable<core::Result<SaidThen>> what_could_be_said(rpc::CallContext call, SaidAsked asked);
  boost::asio::awaitable<core::Result<FoundPage>> find_persons(rpc::CallContext call, FindAsked asked);
  // Figures only; nothing of a person, so nothing is logged.
  boost::asio::awaitable<core::Result<std::vector<store::GapsRow>>> report_gaps(rpc::CallContext call,
                                                                                store::GapsQuery query);

 private:
  struct Chosen;
  boost::asio::awaitable<core::Result<Chosen>> choose(store::pg::Transaction& tx, FindAsked asked);
  boost::asio::awaitable<core::Result<Chosen>> choose_by_index(store::pg::Transaction& tx, FindAsked asked,
                                                               std::optional<std::int64_t> list_no);
  boost::asio::awaitable<core::Result<Chosen>> choose_by_list(store::pg::Transaction& tx, FindAsked asked,
                                                              std::int64_t list_no);
  boost::asio::awaitable<core::Result<Chosen>> choose_by_columns(store::pg::Transaction& tx, FindAsked asked);
  boost::asio::awaitable<core::Result<FoundPage>> open_page(store::pg::Transaction& tx, Chosen chosen);

  RegistryParts parts_;
};

}  // namespace hotline::registry
