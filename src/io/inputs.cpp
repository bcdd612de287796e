#include "io/inputs.hpp"

#include "base/text.hpp"
#include "io/archive.hpp"
#include "io/file.hpp"
#include "io/given.hpp"
#include "io/names.hpp"
#include "io/recognize.hpp"

#include "os/folder.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>

namespace edca::io {
namespace {

/// What the system says of a regular file.
void identify(Input& input, const os::Status& status) {
  input.bytes = status.bytes;
  input.device = status.device;
  input.inode = status.number;
}

bool by_path(const Input& left, const Input& right) {
  return left.path < right.path;
}

/// What is in a folder; nothing is opened but it.
class Listing {
 public:
  std::vector<Input> files;
  std::vector<Input> tables;  ///< spreadsheets and CSV: also among those skipped
  std::vector<InputProblem> problems;
  std::vector<std::string> folders;
  std::vector<std::string> skipped;

  void list(const std::string& folder) {
    std::error_code error;
    os::FolderReader reader(folder, error);
    if (error) return report(folder, error);
    const std::string prefix = folder.back() == '/' ? folder : folder + "/";
    os::FolderReader::Entry entry;
    while (reader.next(entry, error)) {
      if (entry.name[0] != '.') add(reader, prefix, entry);
    }
    if (error) report(folder, error);
    std::sort(files.begin(), files.end(), by_path);
  }

 private:
  void add(const os::FolderReader& reader, const std::string& prefix,
           const os::FolderReader::Entry& entry) {
    using os::Kind;
    std::string path = prefix + std::string(entry.name);
    const std::optional<Packing> packing = packing_by_name(entry.name);
    if (entry.kind == Kind::folder) return folders.push_back(std::move(path));
    // A system that does not tell the kind may have a folder here, whatever its name.
    if (!packing && entry.kind != Kind::unknown) {
      if (entry.kind == Kind::file) pass_over(reader, std::move(path));
      return;
    }
    if (entry.kind == Kind::other) return;
    std::error_code error;
    const bool link = entry.kind == Kind::link;
    os::Status status = reader.status(link ? os::Links::follow : os::Links::keep, error);
    if (!error && status.kind == Kind::link) {
      status = reader.status(os::Links::follow, error);
      if (!error && status.kind == Kind::folder) return;
    }
    if (!error && status.kind == Kind::folder && !link) {
      folders.push_back(std::move(path));
    } else if (error && packing) {
      report(path, error);
    } else if (!error && status.kind == Kind::file) {
      if (packing) {
        files.push_back(found(std::move(path), *packing, status));
      } else {
        skipped.push_back(displayed(path));
      }
    }
  }

  /// A file that is not JSON by its name.
  void pass_over(const os::FolderReader& reader, std::string path) {
    skipped.push_back(displayed(path));
    if (tabular_by_name(path) == Tabular::none) return;
    std::error_code error;
    const os::Status status = reader.status(os::Links::keep, error);
    if (error) return;
    Input input = found(std::move(path), Packing::plain, status);
    input.tabular = true;
    tables.push_back(std::move(input));
  }

  static Input found(std::string path, Packing packing, const os::Status& status) {
    Input input;
    input.name = displayed(path);
    input.path = std::move(path);
    input.packing = packing;
    identify(input, status);
    return input;
  }

  void report(const std::string& path, const std::error_code& error) {
    problems.push_back({displayed(path), unreadable(error)});
  }
};

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
  if (to.empty()) {
    to = std::move(more);
  } else {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
}

/// All that is below a folder, whatever the depth: the folders of one depth after those of the one
/// above, shared among threads.
Listing search(std::string root, const base::Workers& workers) {
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  Listing found;
  found.folders.push_back(std::move(root));
  while (!found.folders.empty()) {
    std::vector<std::string> folders = std::exchange(found.folders, {});
    std::sort(folders.begin(), folders.end());
    std::vector<Listing> parts(folders.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&](unsigned) {
      for (std::size_t at = next++; at < folders.size(); at = next++) parts[at].list(folders[at]);
    };
    std::vector<std::future<void>> others(std::min<std::size_t>(workers.threads, folders.size()) -
                                          1);
    const auto pool = workers.pool(static_cast<unsigned>(others.size()));
    for (std::future<void>& each : others) each = pool->run<void>(work);
    work(0);
    for (std::future<void>& each : others) pool->get(each, 0);
    for (Listing& part : parts) {
      append(found.files, std::move(part.files));
      append(found.tables, std::move(part.tables));
      append(found.problems, std::move(part.problems));
      append(found.folders, std::move(part.folders));
      append(found.skipped, std::move(part.skipped));
    }
  }
  std::sort(found.tables.begin(), found.tables.end(), by_path);
  if (!std::is_sorted(found.files.begin(), found.files.end(), by_path))
    std::sort(found.files.begin(), found.files.end(), by_path);
  return found;
}

/// The files that were found, whatever their names.
class Known {
 public:
  /// Whether the file was not found before; else notes in the list that it was.
  bool add(const Input& file, InputList& list) {
    const auto [known, added] = files_.try_emplace({file.device, file.inode}, file.name);
    if (!added) list.repeated.push_back({file.name, known->second});
    return added;
  }

 private:
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> files_;
};

bool has_no_members(const InputFault& fault) {
  return fault.variant == "no-members";
}

/// Spreadsheets each by itself, the CSV files of a folder together.
void add_tables(InputList& list, std::vector<Input> tables, Known& known) {
  std::unordered_set<std::string> names;
  for (const Input& table : tables) names.insert(table.name);
  std::erase_if(list.skipped, [&](const std::string& file) { return names.contains(file); });
  std::string last;
  for (Input& table : tables) {
    if (!known.add(table, list)) continue;
    if (tabular_by_name(table.path) == Tabular::workbook) {
      list.inputs.push_back(std::move(table));
      continue;
    }
    const std::string folder = table.path.substr(0, table.path.rfind('/'));
    if (folder == last) {
      list.inputs.back().bytes += table.bytes;
      continue;
    }
    last = folder;
    table.path = folder;
    table.name = displayed(folder);
    table.device = table.inode = 0;
    list.inputs.push_back(std::move(table));
  }
}

/// Whether there is CSV in a zip.
bool holds_csv(const Input& zip) {
  return std::ranges::any_of(list_files(zip.path, zip.name), [](const Input& member) {
    return tabular_by_name(member.member) == Tabular::csv;
  });
}

/// Whether a zip without JSON is a spreadsheet, or holds CSV.
bool is_tabular(const Input& zip, const InputFault& fault) {
  if (fault.variant == "xlsx" || fault.variant == "ods") return true;
  return has_no_members(fault) && holds_csv(zip);
}

/// Those of zips without JSON, each by itself.
void add_packed_tables(InputList& list, std::vector<Input> zips) {
  for (Input& zip : zips) {
    if (!holds_csv(zip)) continue;
    const std::string members = zip.name + "/";
    std::erase_if(list.skipped, [&](const std::string& each) { return each.starts_with(members); });
    zip.tabular = true;
    zip.packing = Packing::plain;
    list.inputs.push_back(std::move(zip));
  }
}

void add_folder(InputList& list, const std::string& path, const base::Workers& workers,
                Known& known) {
  Listing found = search(path, workers);
  std::sort(found.skipped.begin(), found.skipped.end());
  append(list.skipped, std::move(found.skipped));
  std::vector<InputProblem> problems = std::move(found.problems);
  const std::size_t before = list.inputs.size();
  list.inputs.reserve(before + found.files.size());
  const std::size_t repeated = list.repeated.size();
  std::vector<Input> zips;  ///< without JSON
  for (Input& file : found.files) {
    if (!known.add(file, list)) continue;
    if (file.packing != Packing::zip_member) {
      list.inputs.push_back(std::move(file));
      continue;
    }
    try {
      append(list.inputs, list_members(file.path, file.name, &list.skipped));
    } catch (const InputFault& fault) {
      if (!has_no_members(fault)) {
        problems.push_back({file.name, fault});
      } else {
        zips.push_back(std::move(file));
      }
    }
  }
  const auto nothing = [&] {
    return problems.empty() && list.inputs.size() == before && list.repeated.size() == repeated;
  };
  if (nothing()) {
    add_tables(list, std::move(found.tables), known);
    add_packed_tables(list, std::move(zips));
    std::stable_sort(list.inputs.begin() + static_cast<std::ptrdiff_t>(before), list.inputs.end(),
                     by_path);
  }
  if (nothing()) {
    problems.push_back({displayed(path), InputFault("input.unreadable", "no-json-in-folder")});
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const InputProblem& a, const InputProblem& b) { return a.name < b.name; });
  append(list.problems, std::move(problems));
}

void add_zip(InputList& list, Input input) {
  std::vector<std::string> skipped;
  try {
    append(list.inputs, list_members(input.path, input.name, &skipped));
  } catch (const InputFault& fault) {
    if (!is_tabular(input, fault)) throw;
    input.tabular = true;
    list.inputs.push_back(std::move(input));
    return;
  }
  append(list.skipped, std::move(skipped));
}

/// Whether a file that does not begin as JSON is a table of text: by its name or its first bytes.
/// One that calls itself JSON is none: its name is what is to be mended.
bool is_csv(const Input& input, std::string_view head) {
  if (packing_by_name(input.path)) return false;
  const std::string_view what = recognize(head, head.size() == input.bytes);
  if (what == "csv") return true;
  return tabular_by_name(input.path) == Tabular::csv && (what.empty() || what == "text");
}

/// Whether a file that is no zip stands for JSON all the same. A locked or damaged workbook is
/// told by its name; what is wrong with it is said when it is read.
bool is_table(const Input& input, std::string_view head) {
  if (begins_as_json(head)) return false;
  // What is called .xls may be a page of HTML, or too old to be read.
  return tabular_by_name(input.path) == Tabular::workbook ||
         base::fold(input.path).ends_with(".xls") || is_csv(input, head) ||
         recognize(head, false) == "database";
}

/// A regular file, whose first bytes may be looked at.
void add_file(InputList& list, Input input) {
  File file(input.path);
  switch (magic_of(file.peek())) {
    case Magic::zip:
      return add_zip(list, std::move(input));
    case Magic::gzip:
      input.packing = Packing::gzip;
      break;
    case Magic::zstd:
      input.packing = Packing::zstd;
      break;
    case Magic::none: {
      char head[4096];
      input.tabular = is_table(input, {head, file.read_at(0, head, sizeof head)});
      break;
    }
  }
  if (input.packing != Packing::plain) input.tabular = tabular_by_name(input.path) == Tabular::csv;
  list.inputs.push_back(std::move(input));
}

/// Throws InputFault.
void add_argument(InputList& list, const std::string& argument, const base::Workers& workers,
                  Known& known) {
  if (std::optional<Input> given = given_input(argument)) {
    if (known.add(*given, list)) list.inputs.push_back(std::move(*given));
    return;
  }
  Input input;
  input.name = displayed(argument);
  if (argument == "-") {
    list.inputs.push_back(std::move(input));
    return;
  }
  std::error_code error;
  const os::Status status = os::status(argument, error);
  if (error) {
    if (is_address(argument)) throw InputFault("input.unreadable", "address");
    throw unreadable(error);
  }
  if (status.kind == os::Kind::folder) return add_folder(list, argument, workers, known);
  input.path = argument;
  if (status.kind == os::Kind::file) {
    identify(input, status);
    if (!known.add(input, list)) return;
    return add_file(list, std::move(input));
  }
  input.stream = true;
  list.inputs.push_back(std::move(input));
}

}  // namespace

InputList expand(const std::vector<std::string>& arguments, const base::Workers& workers) {
  InputList list;
  Known known;
  for (const std::string& argument : arguments) {
    try {
      add_argument(list, argument, workers, known);
    } catch (const InputFault& fault) {
      list.problems.push_back({displayed(argument), fault});
    }
  }
  return list;
}

InputList in_memory(std::span<const std::string_view> texts) {
  InputList list;
  for (const std::string_view text : texts) {
    Input& input = list.inputs.emplace_back();
    input.name = std::to_string(list.inputs.size());
    input.bytes = text.size();
    input.memory = text;
  }
  return list;
}

std::uint64_t bytes_of(const InputList& inputs) {
  std::uint64_t sum = 0;
  for (const Input& input : inputs.inputs) sum += input.bytes;
  return sum;
}

}  // namespace edca::io
