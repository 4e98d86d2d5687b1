#include "cli/sheet/refused_sheet.hpp"

#include <sys/stat.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <limits>

#include "core/normal.hpp"

namespace hotline::sheet {
namespace {

class CsvSheet final : public RefusedSheet {
 public:
  CsvSheet(std::ostream& out, const TextFormat& format)
      : out_(out), encoder_(format.encoding, format.order), format_(format) {}
  void write(const std::vector<std::string>& cells) override {
    if (!begun_ && format_.mark) out_ << encoder_.mark();
    begun_ = true;
    out_ << encoder_.encode(csv_line(cells, format_.separator));
  }
  core::Done finish() override {
    out_.flush();
    if (!out_) return core::make_error(core::Reason::kStoreDown, "the file for refused rows cannot be written");
    return core::Nothing{};
  }

 private:
  std::ostream& out_;
  Encoder encoder_;
  TextFormat format_;
  bool begun_ = false;
};

class XlsxSheet final : public RefusedSheet {
 public:
  explicit XlsxSheet(const std::string& path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;  // rows go to a nameless file as they come
    book_ = workbook_new_opt(path.c_str(), &options);
    sheet_ = book_ == nullptr ? nullptr : workbook_add_worksheet(book_, nullptr);
  }
  ~XlsxSheet() override {
    if (book_ != nullptr) close();
  }
  XlsxSheet(const XlsxSheet&) = delete;
  XlsxSheet& operator=(const XlsxSheet&) = delete;

  void write(const std::vector<std::string>& cells) override {
    if (sheet_ == nullptr) return;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const auto column = static_cast<lxw_col_t>(std::min<std::size_t>(i, std::numeric_limits<lxw_col_t>::max()));
      if (worksheet_write_string(sheet_, row_, column, cells[i].c_str(), nullptr) != LXW_NO_ERROR) failed_ = true;
    }
    ++row_;
  }
  core::Done finish() override {
    const bool written = sheet_ != nullptr && close() == LXW_NO_ERROR && !failed_;
    if (!written) return core::make_error(core::Reason::kStoreDown, "the file for refused rows cannot be written");
    return core::Nothing{};
  }

 private:
  lxw_error close() {
    const mode_t kept = umask(0077);
    const lxw_error closed = workbook_close(book_);
    umask(kept);
    book_ = nullptr;
    sheet_ = nullptr;
    return closed;
  }

  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<RefusedSheet> refused_csv(std::ostream& out, const TextFormat& format) {
  return std::make_unique<CsvSheet>(out, format);
}

std::unique_ptr<RefusedSheet> refused_xlsx(const std::string& path) {
  return std::make_unique<XlsxSheet>(path);
}

}  // namespace hotline::sheet
