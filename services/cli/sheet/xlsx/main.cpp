// hotline-xlsx FILE SHEET: one sheet of a workbook as CSV on standard output. `hotline import` runs it under limits of
// memory, time and output, because the file comes from strangers: whatever happens to this program, nothing but the
// import of that file fails. On standard error stands the number of sheets, or what is wrong, without a value.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <new>

#include "cli/sheet/xlsx/book.hpp"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("hotline-xlsx FILE SHEET writes a sheet of an .xlsx file as CSV\n", stderr);
    return 2;
  }
  int sheet = 0;
  const char* end = argv[2] + std::strlen(argv[2]);
  if (std::from_chars(argv[2], end, sheet).ptr != end) return 2;
  try {
    const auto book = hotline::sheet::XlsxBook::open(argv[1]);
    if (!book) {
      std::fputs(book.error().message.c_str(), stderr);
      return 1;
    }
    const auto written = (*book)->write_csv(sheet, stdout);
    if (!written) {
      std::fputs(written.error().message.c_str(), stderr);
      return 1;
    }
    if (std::fflush(stdout) != 0) {
      std::fputs("there is no room for the unpacked workbook", stderr);
      return 1;
    }
    std::fprintf(stderr, "%d", (*book)->sheets());
  } catch (const std::bad_alloc&) {
    std::fputs("the workbook takes more memory than any list", stderr);
    return 1;
  }
  return 0;
}
