#include "advertising/archive.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "io/archive.hpp"
#include "io/file.hpp"
#include "io/names.hpp"

namespace edca::advertising {
namespace {

/// What stands beside the tables of a Data Package.
constexpr std::string_view description = "datapackage.json";

bool is_csv(std::string_view name) {
  return io::tabular_by_name(name) == io::Tabular::csv;
}

bool is_readme(std::string_view path) {
  return base::fold(path.substr(path.rfind('/') + 1)) == "leeme.txt";
}

std::string read_text(const io::Input& input) {
  const auto source = io::open(input, {});
  std::string text(most_readme, '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const std::size_t got = source->read(text.data() + filled, text.size() - filled);
    if (got == 0) break;
    filled += got;
  }
  text.resize(filled);
  return text;
}

void add_file(Archive& archive, const io::Input& input, Encoding encoding) {
  try {
    archive.files.push_back(recognize_table(input, encoding));
  } catch (const io::InputFault& fault) {
    archive.problems.push_back({input.name, fault});
  }
}

void add_readme(Archive& archive, const io::Input& input) {
  try {
    archive.readme = read_text(input);
    archive.readme_name = input.name;
    archive.readme_input = input;
  } catch (const io::InputFault& fault) {
    archive.problems.push_back({input.name, fault});
  }
}

Archive open_zip(const io::Input& input, Encoding encoding) {
  Archive archive;
  archive.name = input.name;
  archive.zip = true;
  for (const io::Input& member : io::list_files(input.path, input.name)) {
    if (is_readme(member.member)) add_readme(archive, member);
    if (is_csv(member.member)) add_file(archive, member, encoding);
  }
  return archive;
}

/// `leeme.txt` beside the files, or where an unpacked export has it: two folders above.
void find_readme(Archive& archive, const std::string& folder) {
  const std::filesystem::path path(folder);
  std::vector<std::filesystem::path> places = {path / "leeme.txt"};
  if (path.filename() == "archivos" && path.parent_path().filename() == "data")
    places.push_back(path.parent_path().parent_path() / "leeme.txt");
  for (const auto& place : places) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(place, error)) continue;
    io::Input input;
    input.path = place.generic_string();
    input.name = io::displayed(input.path);
    return add_readme(archive, input);
  }
}

Archive open_folder(const io::Input& input, Encoding encoding) {
  Archive archive;
  archive.name = input.name;
  std::vector<io::Input> files;
  std::error_code error;
  const std::filesystem::directory_iterator folder(input.path, error);
  if (error) throw io::unreadable(error);
  for (const auto& entry : folder) {
    const std::string name = entry.path().filename().generic_string();
    if (name.starts_with('.') || !is_csv(name)) continue;
    io::Input file;
    file.path = entry.path().generic_string();
    file.name = input.name + (input.name.ends_with('/') ? "" : "/") + io::displayed(name);
    std::error_code unknown;
    const auto bytes = entry.file_size(unknown);
    file.bytes = unknown ? 0 : bytes;
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &io::Input::name);
  for (const io::Input& file : files) add_file(archive, file, encoding);
  find_readme(archive, input.path);
  return archive;
}

bool holds_table(const Archive& archive) {
  return std::ranges::any_of(archive.files,
                             [](const TableFile& file) { return file.table != nullptr; });
}

/// Of two files of one table and kind the second is known to be one too many.
void mark_repeated(Archive& archive) {
  std::map<std::pair<const Table*, bool>, std::size_t> seen;
  for (TableFile& file : archive.files) {
    if (file.table == nullptr) continue;
    file.repeated = seen[{file.table, file.lineage == Lineage::back_office}]++ > 0;
  }
}

bool is_folder(const io::Input& input) {
  std::error_code error;
  return std::filesystem::is_directory(input.path, error);
}

bool is_description(const io::Input& input) {
  const std::string& path = input.member.empty() ? input.path : input.member;
  return path == description || path.ends_with("/" + std::string(description));
}

bool is_zip(const io::Input& input) {
  return input.packing == io::Packing::plain &&
         io::magic_of(io::File(input.path).peek()) == io::Magic::zip;
}

/// Puts inputs into archives one by one.
class Taker {
 public:
  explicit Taker(const ReadOptions& options)
      : encoding_(options.encoding), all_(options.profile == profile) {}

  bool take(const io::Input& input) {
    if (is_description(input)) return described(input);
    if (!input.tabular || input.stream || input.memory || input.path.empty()) return false;
    try {
      if (is_folder(input)) return keep(open_folder(input, encoding_));
      if (is_zip(input)) return keep(open_zip(input, encoding_));
      return single(input);
    } catch (const io::InputFault&) {
      return false;  // whoever reads it otherwise meets the fault again
    }
  }

  std::vector<Archive> archives() {
    for (Archive& archive : archives_) mark_repeated(archive);
    return std::move(archives_);
  }

 private:
  bool keep(Archive archive) {
    if (!holds_table(archive) && !(all_ && !archive.files.empty())) return false;
    archives_.push_back(std::move(archive));
    return true;
  }
  /// A Data Package: the tables beside its description.
  bool described(io::Input input) {
    try {
      if (!input.member.empty()) {
        input.name.resize(input.name.size() - input.member.size() - 1);
        input.member.clear();
        Archive archive = open_zip(input, encoding_);
        return holds_table(archive) && keep(std::move(archive));
      }
      const std::size_t slash = input.path.rfind('/');
      input.path = slash == std::string::npos ? "." : input.path.substr(0, slash);
      input.name = io::displayed(input.path);
      Archive archive = open_folder(input, encoding_);
      return holds_table(archive) && keep(std::move(archive));
    } catch (const io::InputFault&) {
      return false;
    }
  }
  /// Single files of one folder are taken for one export.
  bool single(const io::Input& input) {
    TableFile file = recognize_table(input, encoding_);
    if (file.table == nullptr && (!all_ || !is_csv(input.path))) return false;
    const std::size_t slash = input.path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : input.path.substr(0, slash);
    const auto [found, added] = folders_.try_emplace(folder, archives_.size());
    if (added) archives_.emplace_back().name = input.name;
    archives_[found->second].files.push_back(std::move(file));
    return true;
  }

  Encoding encoding_;
  bool all_;
  std::vector<Archive> archives_;
  std::map<std::string, std::size_t> folders_;
};

}  // namespace

std::vector<Archive> take_archives(io::InputList& list, const ReadOptions& options) {
  const bool wanted = options.profile == "auto" || options.profile == profile;
  if (!wanted) return {};
  Taker taker(options);
  std::erase_if(list.inputs, [&](const io::Input& input) { return taker.take(input); });
  std::vector<Archive> archives = taker.archives();
  std::set<std::string_view> taken;
  for (const Archive& archive : archives) {
    taken.insert(archive.readme_name);
    for (const TableFile& file : archive.files) taken.insert(file.input.name);
  }
  std::erase_if(list.skipped, [&](const std::string& file) { return taken.contains(file); });
  if (options.profile == profile) {
    for (const io::Input& input : list.inputs)
      list.problems.push_back({input.name, io::InputFault("input.unreadable", "not-advertising")});
    list.inputs.clear();
  }
  return archives;
}

}  // namespace edca::advertising
