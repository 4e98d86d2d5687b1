#pragma once

namespace CLI {
class App;
}

namespace hotline::cli {

// `hotline completion bash`: written from the commands and options themselves, so it is never behind them.
void add_completion(CLI::App& app, int& exit_code);

}  // namespace hotline::cli
