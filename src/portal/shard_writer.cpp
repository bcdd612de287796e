#include "portal/shard_writer.hpp"

#include "base/base64.hpp"
#include "portal/archive.hpp"
#include "portal/staged_file.hpp"

namespace edca::portal {
namespace {

std::string packed(std::string_view body) {
  Deflater deflater(Deflater::Form::gzip);
  deflater.add(body);
  std::string bytes;
  for (const std::string& piece : deflater.finish()) bytes += piece;
  return base::base64(bytes);
}

/// What stands in the file of a shard.
std::string script_of(const pages::Shard& shard) {
  std::string text = "edca(\"" + shard.name + "\",";
  if (shard.packed) {
    text.append("\"").append(packed(shard.body)).append("\"");
  } else {
    text += shard.body;
  }
  return text += ")\n";
}

}  // namespace

ShardWriter::ShardWriter(std::string folder, const base::Workers& workers)
    : folder_(std::move(folder)),
      workers_(workers),
      pool_(workers.pool(workers.threads > 1 ? workers.threads - 1 : 1)) {}

void ShardWriter::add(pages::Shard shard) {
  std::string path = "site/" + shard.name + ".js";
  if (!pool_) return write({std::move(path), script_of(shard)});
  pending_.push_back(
      pool_->run<Script>([path = std::move(path), shard = std::move(shard)](unsigned) -> Script {
        return {path, script_of(shard)};
      }));
  while (pending_.size() > 2 * std::size_t{workers_.threads}) {
    write(pool_->get(pending_.front(), workers_.threads - 1));
    pending_.pop_front();
  }
}

std::vector<File> ShardWriter::finish() {
  for (; !pending_.empty(); pending_.pop_front()) {
    write(pool_->get(pending_.front(), workers_.threads - 1));
  }
  return std::move(files_);
}

void ShardWriter::write(const Script& script) {
  files_.push_back(write_file(folder_, script.path, "text/javascript", Stage::index, script.text));
}

}  // namespace edca::portal
