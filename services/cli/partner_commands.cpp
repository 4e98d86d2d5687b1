#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/names.hpp"
#include "cli/partner_sheet.hpp"
#include "cli/partner_slips.hpp"
#include "cli/sheet/text_rows.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using RelativesStub = v1::RelativesService::Stub;

constexpr std::size_t kRowsAtOnce = 50;
// A day's rows take well under this.
constexpr std::chrono::minutes kSubmitTime{25};

struct SubmitOptions {
  std::string file;
  std::string out;
  std::string slips;
  int sheet = 1;
  std::int32_t notice_version = 1;
};

std::string result_text(v1::PartnerRowResult result) {
  return enum_text(v1::PartnerRowResult_Name(result), "PARTNER_ROW_RESULT_");
}

// One call's outcomes: counted, written to the file of results, and kept for the slips.
class Results {
 public:
  explicit Results(const SubmitOptions& options) : options_(options) {}

  // Before anything is sent, so that no passphrase comes without a place for it.
  int open() {
    const int made = write_new_file(options_.out, line({"case_number", "result", "reference", "passphrase", "reasons"}),
                                    FileIs::kPrivate);
    if (made == kDone) out_.open(options_.out, std::ios::binary | std::ios::app);
    return made;
  }
  void refuse(const PartnerSheetRow& row) {
    ++by_result_[v1::PARTNER_ROW_RESULT_REFUSED];
    std::string reasons;
    for (const std::string& fault : row.faults) reasons += (reasons.empty() ? "" : "; ") + fault;
    write(row, v1::PARTNER_ROW_RESULT_REFUSED, {}, {}, reasons);
  }
  void take(const PartnerSheetRow& row, const v1::PartnerRowOutcome& outcome, bool trial) {
    ++by_result_[outcome.result()];
    std::string reasons;
    for (const auto& fault : outcome.faults()) {
      reasons += (reasons.empty() ? "" : "; ") + fault.field() + ": " + fault.description();
    }
    write(row, outcome.result(), outcome.inquiry_reference(), outcome.inquiry_passphrase(), reasons);
    if (outcome.result() != v1::PARTNER_ROW_RESULT_REGISTERED) return;
    PartnerSlip slip;
    slip.language = row.row.asker().language();
    slip.case_number = row.row.case_number();
    slip.sought = name_text(row.row.facts().name());
    slip.reference = outcome.inquiry_reference();
    slip.passphrase = outcome.inquiry_passphrase();
    slip.collected_by_partner = row.row.collected_by() == v1::COLLECTED_BY_PARTNER;
    slip.trial = trial;
    slips_.push_back(std::move(slip));
  }
  int finish() {
    out_.flush();
    if (!out_) {
      std::cerr << "hotline: " << options_.out
                << " cannot be written to its end; send the file again: it is harmless\n";
      return kFailed;
    }
    if (!options_.slips.empty() && !slips_.empty()) {
      const int made = write_new_file(options_.slips, partner_slips(slips_), FileIs::kPrivate);
      if (made != kDone) return made;
    }
    Table table({"result", "rows"});
    for (const auto& [result, count] : by_result_) table.add({result_text(result), std::to_string(count)});
    std::cout << table.text() << "results:  " << options_.out << '\n';
    if (!options_.slips.empty() && !slips_.empty()) {
      std::cout << "slips:    " << options_.slips << "  (" << slips_.size() << ", print and hand one to each family)\n";
    }
    if (by_result_.contains(v1::PARTNER_ROW_RESULT_NOT_TODAY) ||
        by_result_.contains(v1::PARTNER_ROW_RESULT_TRY_AGAIN)) {
      std::cout << "send the same file again for what is missing: nothing is registered twice\n";
    }
    return by_result_.contains(v1::PARTNER_ROW_RESULT_REFUSED) ? kRowsRefused : kDone;
  }

 private:
  static std::string line(const std::vector<std::string>& cells) {
    return sheet::csv_line(cells, sheet::Separator::kComma);
  }
  void write(const PartnerSheetRow& row, v1::PartnerRowResult result, const std::string& reference,
             const std::string& passphrase, const std::string& reasons) {
    out_ << line({row.row.case_number(), result_text(result), reference, passphrase, reasons});
  }

  const SubmitOptions& options_;
  std::ofstream out_;
  std::map<v1::PartnerRowResult, std::int64_t> by_result_;
  std::vector<PartnerSlip> slips_;
};

int send(const Common& common, const std::vector<PartnerSheetRow>& rows, Results& results) {
  std::vector<const PartnerSheetRow*> good;
  for (const PartnerSheetRow& row : rows) {
    if (row.faults.empty()) {
      good.push_back(&row);
    } else {
      results.refuse(row);
    }
  }
  if (good.empty()) return kDone;
  const auto stub = v1::RelativesService::NewStub(common.channel());
  grpc::ClientContext context;
  common.prepare(context);
  context.set_deadline(std::chrono::system_clock::now() + kSubmitTime);
  const auto stream = stub->SubmitInquiries(&context);
  Progress progress("submitting", static_cast<std::int64_t>(good.size()));
  bool broken = false;
  for (std::size_t first = 0; first < good.size() && !broken; first += kRowsAtOnce) {
    const std::size_t end = std::min(good.size(), first + kRowsAtOnce);
    v1::SubmitInquiriesRequest request;
    for (std::size_t i = first; i < end; ++i) *request.add_rows() = good[i]->row;
    v1::SubmitInquiriesResponse response;
    broken = !stream->Write(request) || !stream->Read(&response);
    for (const auto& outcome : response.outcomes()) {
      const auto at = static_cast<std::size_t>(outcome.row_number()) - 1;
      if (at < rows.size()) results.take(rows[at], outcome, response.trial());
    }
    progress.set(static_cast<std::int64_t>(end));
  }
  stream->WritesDone();
  v1::SubmitInquiriesResponse none;
  while (stream->Read(&none)) continue;
  const grpc::Status status = stream->Finish();
  if (status.ok() && !broken) return kDone;
  const int failed = print_error(rpc::error_from(status), rpc::call_id_of(status));
  std::cerr << "  what was registered stays so; send the same file again, into another --out\n";
  return failed;
}

int submit(const Common& common, SubmitOptions options) {
  if (options.out.empty()) options.out = options.file + ".results.csv";
  PartnerSheetRules rules;
  rules.sheet = options.sheet;
  rules.language = language_of(common.language);
  rules.notice_version = options.notice_version;
  const auto rows = read_partner_sheet(options.file, rules);
  if (!rows) {
    print_error(rows.error(), {});
    return kUsage;
  }
  Results results(options);
  const int opened = results.open();
  if (opened != kDone) return opened;
  const int sent = send(common, *rows, results);
  const int finished = results.finish();
  return sent != kDone ? sent : finished;
}

struct ListOptions {
  std::string cursor_file;
  std::int64_t most = 10'000;
};

std::string read_cursor(const std::string& path) {
  std::ifstream in(path);
  std::string token;
  std::getline(in, token);
  return token;
}

int list_mine(const Common& common, const ListOptions& options) {
  v1::ListMyInquiriesRequest request;
  request.set_page_size(500);
  if (!options.cursor_file.empty()) request.set_page_token(read_cursor(options.cursor_file));
  const auto stub = v1::RelativesService::NewStub(common.channel());
  Table table({"reference", "state", "collected by", "registered"});
  std::int64_t shown = 0;
  v1::ListMyInquiriesResponse response;
  do {
    const int called = call(common, *stub, &RelativesStub::ListMyInquiries, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& inquiry : response.inquiries()) {
      table.add({inquiry.inquiry_reference(),
                 enum_text(v1::PartnerInquiryState_Name(inquiry.state()), "PARTNER_INQUIRY_STATE_"),
                 enum_text(v1::CollectedBy_Name(inquiry.collected_by()), "COLLECTED_BY_"),
                 date_text(inquiry.registered_on())});
    }
    shown += response.inquiries_size();
    request.set_page_token(response.next_page_token());
  } while (response.more() && shown < options.most);
  if (!options.cursor_file.empty()) {
    std::ofstream out(options.cursor_file, std::ios::trunc);
    out << request.page_token() << '\n';
    if (!out.flush()) return usage_error("--cursor " + options.cursor_file + " cannot be written");
  }
  if (common.json) return kDone;
  std::cout << (shown == 0 ? "nothing has changed\n" : table.text());
  if (response.more()) std::cout << "more: run it again\n";
  return kDone;
}

}  // namespace

void add_partner_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* partner = app.add_subcommand(
      "partner", "For a mothers' committee or a branch of the Red Cross: the inquiries of many families (partners)");
  partner->require_subcommand(1);

  const auto submitting = std::make_shared<SubmitOptions>();
  auto* submitted = partner->add_subcommand(
      "submit",
      "Register every row of a CSV file or an .xlsx workbook, at most 2,000 new ones a day; sending a file again is "
      "harmless. hotline partner template prints the columns");
  submitted->add_option("file", submitting->file, "CSV or .xlsx, a header first")->required()->type_name("FILE");
  submitted->add_option("--out", submitting->out,
                        "New file of results with references and passphrases, mode 0600 (FILE.results.csv)");
  submitted->add_option("--slips", submitting->slips,
                        "New page to print: a slip for each registered family, mode 0600");
  submitted->add_option("--sheet", submitting->sheet, "Sheet of a workbook, from 1")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  submitted->add_option("--notice", submitting->notice_version, "Version of the notice that was read to the families")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  submitted->callback([submitting, &common, &exit_code] { exit_code = submit(common, *submitting); });

  const auto listing = std::make_shared<ListOptions>();
  auto* listed = partner->add_subcommand(
      "list", "What you submitted, in the order of changes: registered or ended, never an outcome");
  listed->add_option("--cursor", listing->cursor_file,
                     "File that keeps how far the list was read; what changed since then is shown");
  listed->add_option("--most", listing->most, "At most so many rows")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  listed->callback([listing, &common, &exit_code] { exit_code = list_mine(common, *listing); });

  auto* columns = partner->add_subcommand("template", "Print the header of an empty file; needs no server");
  columns->callback([&exit_code] {
    std::cout << partner_sheet_template();
    exit_code = kDone;
  });
}

}  // namespace hotline::cli
