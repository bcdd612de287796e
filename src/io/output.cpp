#include "io/output.hpp"

#include <cassert>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "edca/error.hpp"
#include "os/folder.hpp"

namespace edca::io {
namespace {

constexpr std::size_t buffer_size = std::size_t{256} << 10;

[[noreturn]] void raise(std::string key, const std::string& path, const std::error_code& error) {
  throw Error(ErrorKind::input, std::move(key),
              {{"path", path.empty() ? "-" : path}, {"reason", error.message()}});
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

/// How the names of files begin that shall have another one.
std::string hidden_start(const std::string& path) {
  return folder_of(path) + ".edca-";
}

void remove(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

/// Takes a hidden file away that a run which was killed has left: one that lives has locked it.
void remove_left(const std::string& path) {
  std::error_code error;
  const os::Status status = os::status(path, error, os::Links::keep);
  if (error || status.kind != os::Kind::file || !status.mine) return;
  const os::File left = os::open(path, os::Open::read, error);
  if (!error && left.lock() && left.status(error).same_file(os::status(path, error))) remove(path);
}

/// Names a file for the moment before it takes the place of another one, so that the next run finds
/// the name again, should this one be killed then. Empty where that cannot be done.
std::string name_for_moment(const os::File& file, const std::string& path) {
  std::string name = hidden_start(path) + std::filesystem::path(path).filename().generic_string();
  remove_left(name);
  std::error_code error;
  if (!file.lock()) return {};
  file.give_name(name, error);
  return error ? std::string() : name;
}

bool written_in_place(const std::string& path) {
  std::error_code error;
  const os::Kind kind = os::status(path, error).kind;
  return !error && kind != os::Kind::file && kind != os::Kind::folder;
}

}  // namespace

Output::Output(std::string path, bool overwrite, bool lasting)
    : path_(std::move(path)), overwrite_(overwrite), lasting_(lasting) {
  if (path_ == "-") path_.clear();
  std::error_code error;
  if (path_.empty()) {
    // A way of its own, so that closing it leaves the standard one open.
    file_ = os::File::standard(os::Stream::output).duplicate(error);
  } else if (written_in_place(path_)) {
    file_ = os::open(path_, os::Open::write, error);
  } else {
    open_hidden(error);
  }
  if (error) raise("output.open", path_, error);
  line_by_line_ = file_.is_terminal();
}

Output::~Output() {
  file_.close();
  if (!temporary_.empty()) remove(temporary_);
}

void Output::open_hidden(std::error_code& error) {
  const os::Status there = os::status(path_, error, os::Links::keep);
  if (!error) {
    if (there.kind == os::Kind::folder)
      raise("output.open", path_, std::make_error_code(std::errc::is_a_directory));
    if (!overwrite_) raise("output.exists", path_, std::make_error_code(std::errc::file_exists));
  }
  error.clear();
  file_ = os::open_nameless(folder_of(path_));
  nameless_ = static_cast<bool>(file_);
  if (!nameless_)
    file_ = os::make_temporary(hidden_start(path_), os::Users::usual, temporary_, error);
}

void Output::write(std::string_view text) {
  if (closed_) return;
  assert(file_);
  buffer_ += text;
  if (buffer_.size() >= buffer_size || line_by_line_) flush();
}

void Output::flush() {
  std::error_code error;
  if (!closed_) file_.write(buffer_, error);
  if (error == std::errc::broken_pipe && !is_file()) {
    closed_ = true;
  } else if (error) {
    raise("output.write", path_, error);
  }
  buffer_.clear();
}

/// Gives a file without a name a hidden one.
std::error_code Output::name_hidden() {
  std::error_code error;
  temporary_ = file_.give_temporary_name(hidden_start(path_), error);
  if (!error) nameless_ = false;
  return error;
}

void Output::park() {
  flush();
  buffer_ = std::string();
  if (!is_file() || !file_) return;
  std::error_code error;
  if (lasting_) file_.sync(error);
  if (error) raise("output.write", path_, error);
  if (file_.may_stay_open()) return;
  if (nameless_) error = name_hidden();
  if (error) raise("output.write", path_, error);
  file_.close();
}

std::error_code Output::give_name() {
  std::error_code error;
  if (nameless_ && !overwrite_) {
    file_.give_name(path_, error);
    return error;
  }
  if (nameless_) temporary_ = name_for_moment(file_, path_);
  nameless_ = nameless_ && temporary_.empty();
  if (nameless_) error = name_hidden();
  if (error) return error;
  if (overwrite_) {
    os::replace(temporary_, path_, error);
  } else {
    os::rename_new(temporary_, path_, error);
  }
  return error;
}

void Output::commit() {
  if (finish() && lasting_) os::sync_folder(folder_of(path_));
}

void Output::commit_all(std::span<const std::unique_ptr<Output>> outputs) {
  std::set<std::string> folders;
  std::vector<std::string> made;
  try {
    for (const auto& output : outputs) {
      if (!output->finish()) continue;
      folders.insert(folder_of(output->path_));
      if (!output->overwrite_) made.push_back(output->path_);
    }
  } catch (...) {
    std::error_code ignored;
    for (const std::string& path : made) std::filesystem::remove(path, ignored);
    throw;
  }
  for (const std::string& folder : folders) os::sync_folder(folder);
}

/// Whether a file has got its name now.
bool Output::finish() {
  if (closed_ || (!file_ && temporary_.empty())) return false;
  park();
  if (!is_file()) return false;
  const std::error_code error = give_name();
  file_.close();
  if (error) {
    if (!temporary_.empty()) remove(std::exchange(temporary_, {}));
    const bool taken = error == std::errc::file_exists && !overwrite_;
    raise(taken ? "output.exists" : "output.write", path_, error);
  }
  temporary_.clear();
  nameless_ = false;
  return true;
}

void try_output(const std::string& path, bool overwrite) {
  if (path.empty() || path == "-") return;
  std::error_code error;
  const os::Status status = os::status(path, error);
  if (!error && status.kind != os::Kind::file) return;
  const Output probe(path, overwrite);
}

}  // namespace edca::io
