#include "registry/import_call.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>
#include <utility>

#include "registry/list_import.hpp"
#include "registry/registry_proto.hpp"

namespace hotline::registry {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Prepared chunks that wait for the database: one is enough to keep it busy, more would only hold memory.
constexpr std::size_t kChunksAhead = 1;

// What the reader hands to the writer: a chunk, why reading failed, or (neither) the end.
struct Incoming {
  std::optional<PreparedChunk> chunk;
  std::optional<core::Error> error;
};
using Channel = asio::experimental::channel<void(error_code, std::shared_ptr<Incoming>)>;

// Shared by the two coroutines of one call, both on its strand.
struct Import {
  Import(RegistryParts parts, rpc::CallContext call, asio::any_io_executor worker_threads,
         const asio::any_io_executor& strand)
      : list_import(parts, std::move(call)), workers(std::move(worker_threads)), channel(strand, kChunksAhead) {}

  ListImport list_import;
  OpenList list;
  asio::any_io_executor workers;
  Channel channel;
};

// However the writer ends, the reader must not wait for it.
struct EndOfWriting {
  Import& import;
  ~EndOfWriting() {
    import.channel.close();
    import.channel.cancel();
  }
};

asio::awaitable<PreparedChunk> prepare(std::shared_ptr<Import> import, std::vector<RawRow> rows,
                                       std::vector<core::PersonId> ids) {
  co_return import->list_import.prepare(import->list, std::move(rows), std::move(ids));
}

// The next chunk; a value without chunk at the end of the stream.
asio::awaitable<Incoming> next_chunk(std::shared_ptr<Import> import, std::shared_ptr<ImportStream> stream,
                                     std::int64_t next_row) {
  Incoming incoming;
  auto message = co_await stream->read();
  if (!message) {
    incoming.error = message.error();
    co_return incoming;
  }
  if (!message->has_value()) co_return incoming;
  auto rows = parse_chunk(**message, next_row, import->list.row.rows_total);
  if (!rows) {
    incoming.error = rows.error();
    co_return incoming;
  }
  auto ids = co_await import->list_import.take_ids(rows->size());
  if (!ids) {
    incoming.error = ids.error();
    co_return incoming;
  }
  PreparedChunk chunk =
      co_await asio::co_spawn(import->workers, prepare(import, std::move(*rows), std::move(*ids)), asio::use_awaitable);
  import->list_import.give_back(std::move(chunk.ids_left));
  incoming.chunk = std::move(chunk);
  co_return incoming;
}

// Ends with the stream, its first error, or the writer, who closes the channel.
asio::awaitable<void> read_chunks(std::shared_ptr<Import> import, std::shared_ptr<ImportStream> stream) {
  std::int64_t next_row = import->list.row.committed_row + 1;
  for (;;) {
    auto incoming = std::make_shared<Incoming>(co_await next_chunk(import, stream, next_row));
    const bool last = !incoming->chunk;
    if (!last) next_row = std::max(next_row, incoming->chunk->rows.back().row.row_number + 1);
    error_code closed;
    co_await import->channel.async_send(error_code(), incoming, asio::redirect_error(asio::use_awaitable, closed));
    if (closed || last) co_return;
  }
}

v1::ImportListResponse response_of(const OpenList& list, std::int64_t committed_row,
                                   const std::vector<store::RowOutcome>& outcomes) {
  v1::ImportListResponse response;
  response.set_list_id(bytes_of(list.id));
  response.set_dry_run(list.dry_run);
  response.set_committed_row(committed_row);
  for (const store::RowOutcome& outcome : outcomes) write(outcome, *response.add_outcomes());
  return response;
}

asio::awaitable<core::Done> write_chunks(std::shared_ptr<Import> import, std::shared_ptr<ImportStream> stream) {
  std::int64_t committed_row = import->list.row.committed_row;
  const std::int64_t rows_total = import->list.row.rows_total;
  for (;;) {
    const std::shared_ptr<Incoming> incoming = co_await import->channel.async_receive(asio::use_awaitable);
    if (incoming->error) co_return *incoming->error;
    if (!incoming->chunk) break;
    auto done = co_await import->list_import.commit(import->list, *incoming->chunk);
    if (!done) co_return done.error();
    import->list_import.give_back(std::move(done->ids_left));
    committed_row = std::max(committed_row, done->committed_row);
    if (committed_row == rows_total && done->revision != 0) {
      co_await import->list_import.wait_for_index(done->revision);
    }
    auto written = co_await stream->write(response_of(import->list, done->committed_row, done->outcomes));
    if (!written) co_return written.error();
  }
  // A connection can break just as the caller ends the stream, so the end is believed only when nothing is missing.
  if (committed_row < rows_total) {
    co_return core::invalid_field("header.rows_total",
                                  "fewer rows came; import again from row " + std::to_string(committed_row + 1));
  }
  co_return core::Nothing{};
}

}  // namespace

asio::awaitable<core::Done> serve_import(RegistryParts parts, asio::any_io_executor workers, rpc::CallContext call,
                                         std::shared_ptr<ImportStream> stream) {
  auto message = co_await stream->read();
  if (!message) co_return message.error();
  if (!message->has_value()) co_return core::invalid_field("header", "is the first message of an import");
  auto header = parse_header(**message, parts.list_rows_max, parts.clock.now());
  if (!header) co_return header.error();

  const asio::any_io_executor strand = co_await asio::this_coro::executor;
  auto import = std::make_shared<Import>(parts, std::move(call), std::move(workers), strand);
  auto list = co_await import->list_import.open(std::move(*header));
  if (!list) co_return list.error();
  import->list = std::move(*list);
  const std::vector<store::RowOutcome> none;
  auto greeted = co_await stream->write(response_of(import->list, import->list.row.committed_row, none));
  if (!greeted) co_return greeted.error();

  // A bug in the reader closes the channel and so ends the writer.
  auto end_of_reading = [import](std::exception_ptr bug) {
    if (bug) import->channel.close();
  };
  asio::co_spawn(strand, read_chunks(import, stream), std::move(end_of_reading));
  const EndOfWriting end{*import};
  co_return co_await write_chunks(import, stream);
}

}  // namespace hotline::registry
