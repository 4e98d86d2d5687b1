#include "matching/model.hpp"

#include <fstream>
#include <optional>
#include <ostream>
#include <string>

#include "matching/model_text.hpp"

namespace hotline::matching {
namespace {

constexpr std::string_view kComment =
    "# All that the matcher weighs by: services/matching/README.md. `evidence` lines are edited by hand, in any "
    "editor;\n"
    "# comments stand as the program writes them. Further down: how sure two names are one person's.\n";

class ModelReader {
 public:
  explicit ModelReader(const std::filesystem::path& file) : file_(file) {}

  core::Result<Model> read() {
    std::ifstream in(file_, std::ios::binary);
    if (!in) return error("cannot be opened");
    for (std::string text; std::getline(in, text);) {
      ++line_;
      if (!text.empty() && text.back() == '\r') text.pop_back();
      if (text.empty() || text[0] == '#') continue;
      if (const auto fault = take(model_text::split(text, '\t'))) return error(*fault);
    }
    if (const auto fault = weights_.finish()) return error(*fault);
    if (const auto fault = pairs_.finish()) return error(*fault);
    return Model{weights_.weights(), pairs_.take()};
  }

 private:
  std::optional<std::string> take(const std::vector<std::string_view>& cells) {
    if (cells[0] == "evidence" && cells.size() == 3) return weights_.read(cells[1], cells[2]);
    return pairs_.read(cells) ? std::nullopt : std::optional<std::string>("is not understood");
  }

  core::Error error(const std::string& what) const {
    return core::make_error(core::Reason::kInvalidField, "matching model " + file_.filename().string() + " line " +
                                                             std::to_string(line_) + ": " + what);
  }

  std::filesystem::path file_;
  std::size_t line_ = 0;
  WeightsReader weights_;
  PairModelReader pairs_;
};

}  // namespace

core::Result<Model> load_model(const std::filesystem::path& file) {
  return ModelReader(file).read();
}

void write_model(std::ostream& out, const Weights& weights, const PairModel& pairs) {
  out << kComment;
  write_weights(out, weights);
  pairs.write(out);
}

}  // namespace hotline::matching
