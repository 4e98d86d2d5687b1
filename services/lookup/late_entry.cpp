#include <utility>

#include "core/reference.hpp"
#include "core/time.hpp"
#include "lookup/lookup_run.hpp"
#include "store/paper_store.hpp"

namespace hotline::lookup {
namespace asio = boost::asio;

asio::awaitable<void> LookupFlow::Run::tell_of_sheet(std::shared_ptr<Run> run, core::Error entered) {
  const std::int64_t number = run->question_.paper->sheet.number();
  const auto found = co_await store::find_sheet(run->parts_.pool, number, run->call_.deadline);
  if (found && *found) {
    entered.metadata.emplace_back("entered_at", core::format_instant((*found)->entered_at));
    const auto reference = core::Reference::from_number((*found)->reference.value_or(-1));
    if (reference) entered.metadata.emplace_back("inquiry_reference", reference->text());
  }
  run->fail(std::move(entered));
}

}  // namespace hotline::lookup
