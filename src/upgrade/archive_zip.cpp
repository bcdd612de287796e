#include "upgrade/archive_zip.hpp"

#include "edca/error.hpp"
#include "io/archive.hpp"
#include "upgrade/targets.hpp"

namespace edca::upgrade {
namespace {

constexpr std::size_t copied_bytes = std::size_t{64} << 10;

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

ArchiveZip::ArchiveZip(const advertising::Archive& archive, const std::string& path, bool overwrite)
    : archive_(archive),
      path_(path),
      output_(path, overwrite),
      zip_(output_),
      opened_(archive.files.size() + 1) {}

void ArchiveZip::begin(const io::Input& input, const std::string& name) {
  if (leads_out(name))
    throw Error(ErrorKind::input, "upgrade.leads-out", {{"file", input.name}, {"folder", path_}});
  names_.insert(name);
  zip_.begin(name);
}

void ArchiveZip::open(std::size_t at) {
  if (opened_ == at) return;
  opened_ = at;
  const bool readme = at == archive_.files.size();
  const io::Input& input = readme ? archive_.readme_input : archive_.files[at].input;
  if (archive_.zip) return begin(input, input.member);
  begin(input, (readme ? "" : "data/archivos/") + last_part(input.path));
}

void ArchiveZip::put(std::size_t at, std::string_view text) {
  open(at);
  zip_.write(text);
}

void ArchiveZip::whole(std::size_t at) {
  open(at);
  zip_.end();
}

void ArchiveZip::finish() {
  if (archive_.zip && !archive_.files.empty()) {
    const io::Input& of = archive_.files.front().input;
    std::string piece(copied_bytes, '\0');
    for (const io::Input& member : io::list_files(of.path, archive_.name)) {
      if (names_.contains(member.member)) continue;
      begin(member, member.member);
      try {
        const auto source = io::open(member, {});
        while (const std::size_t size = source->read(piece.data(), piece.size()))
          zip_.write(std::string_view(piece).substr(0, size));
      } catch (const io::InputFault&) {
        throw Error(ErrorKind::input, "upgrade.damaged", {{"path", member.name}});
      }
      zip_.end();
    }
  }
  zip_.finish();
  output_.commit();
}

}  // namespace edca::upgrade
