#pragma once

#include <memory>
#include <string>

#include "cli/connection.hpp"
#include "core/result.hpp"
#include "store/log_restore.hpp"
#include "store/pg/blocking_connection.hpp"

namespace CLI {
class App;
}

namespace hotline::cli {

// For reading, perhaps from a copy: the database need not be durable.
core::Result<std::unique_ptr<store::pg::BlockingConnection>> connect_to_log(const std::string& conninfo_file,
                                                                            const char* login);

// Nothing when the log that the auditor reads holds the entry of a receipt, else what is to be said to whoever brings
// it.
core::Result<std::string> missing_from_log(store::pg::BlockingConnection& connection, const store::ReceiptPlace& place);

// `hotline audit restored`.
void add_restored_command(CLI::App& audits, const Common& common, int& exit_code);

}  // namespace hotline::cli
