#include "upgrade/survey.hpp"

#include <filesystem>

#include "edca/error.hpp"
#include "io/file.hpp"
#include "io/given.hpp"
#include "io/standard_input.hpp"
#include "os/folder.hpp"

namespace edca::upgrade {
namespace {

constexpr std::size_t chunk = 1 << 20;

void check(const std::error_code& error, const std::string& folder) {
  if (!error) return;
  throw Error(ErrorKind::input, "spool.failed", {{"path", folder}, {"reason", error.message()}});
}

/// Calls `each(piece)` for what a source gives before its end or its first fault.
template <class Each>
void each_piece(const std::function<std::unique_ptr<io::Source>()>& open, Each each) {
  std::vector<char> buffer(chunk);
  try {
    const std::unique_ptr<io::Source> source = open();
    while (const std::size_t got = source->read(buffer.data(), buffer.size())) {
      if (!each(std::string_view(buffer.data(), got))) return;
    }
  } catch (const io::InputFault&) {
    // Whoever reads the input next will meet it.
  }
}

}  // namespace

Copies::~Copies() {
  std::error_code ignored;
  for (const std::string& path : paths_) std::filesystem::remove(path, ignored);
}

void Copies::take(std::vector<io::Input>& inputs, const std::string& given,
                  const std::function<bool()>& more) {
  const std::string folder = os::temporary_folder(given);
  for (io::Input& input : inputs) {
    if (!input.standard_input() && !input.stream) continue;
    std::string path;
    std::error_code error;
    const os::File file = os::make_temporary(folder + "/edca-", os::Users::owner, path, error);
    check(error, folder);
    paths_.push_back(path);
    const auto open = [&]() -> std::unique_ptr<io::Source> {
      if (input.standard_input()) return io::open_standard_input();
      if (auto pieces = io::open_given(input)) return pieces;
      return std::make_unique<io::File>(input.path);
    };
    bool any = false;
    each_piece(open, [&](std::string_view piece) {
      file.write(piece, error);
      check(error, folder);
      any = true;
      return more();
    });
    if (!any) continue;
    input.path = path;
    input.stream = true;
  }
}

void survey(const std::vector<io::Input>& inputs, const json::ReaderOptions& options,
            const std::function<bool()>& more, Ids& ids) {
  const auto look = [&](auto method) {
    for (const io::Input& input : inputs) {
      const auto open = [&] {
        return io::transcode(io::open(input, options.unpack), options.encoding);
      };
      each_piece(open, [&](std::string_view piece) {
        (ids.*method)(piece);
        return more();
      });
      ids.end();
    }
  };
  look(&Ids::find);
  if (ids.any() && more()) look(&Ids::compare);
}

}  // namespace edca::upgrade
