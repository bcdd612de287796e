#pragma once

#include "base/pool.hpp"
#include "io/source.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace edca::io {

/// An argument that gave nothing to read, or a member of it that could not be listed.
struct InputProblem {
  std::string name;
  InputFault fault;
};

/// A file that was found before under another name.
struct RepeatedInput {
  std::string name;
  std::string first;
};

/// Everything the INPUT arguments of a command stand for.
struct InputList {
  /// In the order of the arguments; in a folder by byte order of the path.
  std::vector<Input> inputs;
  std::vector<RepeatedInput> repeated;  ///< left out
  /// Files of folders, and members of zips, that are passed over because of their names.
  std::vector<std::string> skipped;
  std::vector<InputProblem> problems;  ///< missing files, folders without JSON, broken zips
};

/// Expands arguments: a file as it is (its packing told by its first bytes: gzip 1f 8b, zstd
/// 28 b5 2f fd, zip "PK\3\4" or "PK\5\6"; else plain; pipes and devices are not opened here), a
/// folder searched recursively for *.json, *.jsonl, *.ndjson, their .gz and .zst forms and *.zip
/// (whatever the case of the letters; hidden files and folders are passed over, links to folders
/// are not followed, the packing is told by the name, a zip without such members is nothing), a zip
/// as its members of those names (zips inside are not opened, hidden ones are passed over; names
/// with ".." or a leading "/" are only names and are harmless here), "-" as standard input. One
/// file under several names (given twice, itself and in a folder, by links of either kind) is read
/// once, under the first of them. Never throws for what is wrong with an argument: that is a
/// problem in the list. The workers look through the folders below one. Spreadsheets and CSV (told
/// by content, CSV also by its name) become tabular inputs; those of a folder only where it holds
/// no JSON, the CSV files beside one another as one input; a zip that holds nothing else likewise.
InputList expand(const std::vector<std::string>& arguments, const base::Workers& workers = {});

/// Texts in memory as inputs, named by their numbers: "1" for the first. They must outlive it.
InputList in_memory(std::span<const std::string_view> texts);

/// The bytes of inputs on disk, as far as they are known.
std::uint64_t bytes_of(const InputList& inputs);

/// Throws Error(usage, "output.is-input") with argument path when a path is one of the inputs,
/// whatever its name.
void refuse_inputs(const std::vector<std::string>& paths, const InputList& inputs);

/// The files of a run by what it does with them. Empty names stand for none.
struct FileRoles {
  std::vector<std::string> inputs;    ///< arguments, as for expand()
  std::vector<std::string> settings;  ///< that are read beside them
  std::vector<std::string> outputs;   ///< that are written; "-": standard output
};

/// Throws Error(usage, "output.is-input"), "output.is-setting" or "output.twice", each with
/// argument path, where a run would write over what it reads, or into one file twice: under the
/// same name or another one, by links of either kind. "output.to-input" where standard output
/// leads into a file that an argument names. Devices and pipes are nobody's.
void keep_apart(const FileRoles& roles);

}  // namespace edca::io
