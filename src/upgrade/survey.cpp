#include "upgrade/survey.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "edca/error.hpp"
#include "io/file.hpp"

namespace edca::upgrade {
namespace {

constexpr std::size_t chunk = 1 << 20;

[[noreturn]] void fail(const std::string& path) {
  throw Error(ErrorKind::input, "spool.failed", {{"path", path}, {"reason", std::strerror(errno)}});
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

void write_all(int file, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) fail(path);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Copies::~Copies() {
  for (const std::string& path : paths_) ::unlink(path.c_str());
}

void Copies::take(std::vector<io::Input>& inputs, const std::string& folder,
                  const std::function<bool()>& more) {
  for (io::Input& input : inputs) {
    if (!input.standard_input() && !input.stream) continue;
    std::string path = (folder.empty() ? "/tmp" : folder) + "/edca-XXXXXX";
    const int file = ::mkstemp(path.data());
    if (file < 0) fail(path);
    paths_.push_back(path);
    const auto open = [&]() -> std::unique_ptr<io::Source> {
      if (input.standard_input()) return std::make_unique<io::File>(STDIN_FILENO);
      return std::make_unique<io::File>(input.path);
    };
    bool any = false;
    try {
      each_piece(open, [&](std::string_view piece) {
        write_all(file, piece, path);
        any = true;
        return more();
      });
    } catch (const Error&) {
      ::close(file);
      throw;
    }
    ::close(file);
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
