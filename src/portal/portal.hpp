#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/portal_builder.hpp"
#include "json/value.hpp"
#include "merge/rules.hpp"
#include "messages/messages.hpp"
#include "pages/overview.hpp"

namespace edca::portal {

using File = PortalFile;
using Stage = PortalStage;
using Metadata = PortalDataset;
using Organization = PortalDataset::Publisher;
using SizeAdvice = PortalSizes;
using Problem = PortalProblem;
struct Emergency;

/// What validating an item, or all items of a package, found.
struct Judgement {
  std::uint32_t by = 0;  ///< against what: a number of the caller's; 0: not judged
  std::uint32_t errors = 0;
  std::uint32_t warnings = 0;
  std::uint32_t notes = 0;
};

/// A package that is whole on disk, but for its items.
struct Envelope {
  std::string text;     ///< its JSON text with the list of items empty
  std::size_t gap = 0;  ///< offset in `text` of the bracket that closes the list
  std::string first;    ///< the text of its first item
  Judgement items;      ///< of all of them together; not judged: of some it is not known
};

enum class ItemKind { release, record, project };

/// Is told of packages while they are written, one after the other.
class PackageObserver {
 public:
  virtual ~PackageObserver() = default;
  /// A package begins: `head` is its text up to its first item.
  virtual void begin(ItemKind kind, const std::string& path, std::string_view head,
                     std::string_view first) = 0;
  /// Its next item; `made`: a record that was merged here of the releases in it.
  virtual void item(std::string_view text, bool made) = 0;
  /// It is whole on disk.
  virtual void written(const File& file, const Envelope& envelope) = 0;
};

struct Options : PortalForm {
  std::uint64_t memory = std::uint64_t{256} << 20;  ///< beyond it, temporary files
  std::string temporary_folder;                     ///< as for os::temporary_folder()
  unsigned threads = 0;                             ///< 0: as many as there are cores
  Executor* executor = nullptr;                     ///< as in Session
  std::function<void(const Problem&)> tell;
  PackageObserver* observer = nullptr;
};

/// What validating a package of the portal found.
struct Verdict {
  std::string profile;  ///< "edca-mx"
  std::string version;  ///< of the standard
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
};

/// What a portal has to know of an item.
struct ItemFacts {
  bool readable = false;                   ///< nothing below where it is not
  std::optional<std::string> id;           ///< of a project; else the OCID
  std::string release;                     ///< the id of a release
  std::string date;                        ///< of a release; when a project was updated
  std::uint64_t awards_and_contracts = 0;  ///< of a release
  std::string digest = {};                 ///< of a release; may be empty
  /// The releases in a record that can be published on their own, with their texts.
  std::vector<std::pair<std::string_view, ItemFacts>> releases = {};
};

/// An item as it is written in its package.
struct NewItem {
  ItemKind kind = ItemKind::release;
  std::string_view text;
  std::uint64_t package = 0;            ///< the number that add_package() answered
  std::optional<std::uint64_t> offset;  ///< where it stands in the file that can be read again
  ItemFacts facts = {};                 ///< as an ItemReader reads them
  Judgement judgement = {};             ///< of a release
};

/// Writes a static portal into an empty folder:
///
///   Builder builder(folder, metadata, options);
///   for each package read: n = builder.add_package(file); builder.add({kind, text, n, …}) …;
///                          builder.describe(n, metadata of the package)
///   for (const File& file : builder.write_data(&rules)) if it is a package: validate it,
///                          builder.add_result(file.path, verdict);
///   for (const File& file : builder.finish()) …               // all files, in order of writing
///
/// The bytes written depend on the items, the packages' metadata, Metadata, Options and verdicts
/// alone: not on the clock, nor on the order in which packages and items are added. Items keep
/// their bytes in packages; in JSON Lines the white space between their tokens goes. Memory is
/// bounded by Options::memory, the largest process and the largest package packed.
class Builder {
 public:
  /// Throws Error(input, "output.open") when the folder cannot be made.
  Builder(std::string folder, Metadata metadata, Options options);
  ~Builder();
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  /// A package, or an input with bare items. `file` is its name for people, `path` where its items
  /// can be read again until the data are written; empty: nowhere. Answers its number.
  std::uint64_t add_package(std::string_view file, const std::string& path = {});
  /// What a package says of itself, without its items. Before write_data().
  void describe(std::uint64_t package, ItemKind kind, const json::Value& metadata);
  /// Of a record, the releases embedded are published as releases, too.
  void add(const NewItem& item);

  /// Writes all data files. `rules` merges releases into records; without them, or without
  /// Options::records, only the records that were added are written.
  /// Throws Error(input, "output.open" or "output.write"), Error(input, "portal.input-changed")
  /// with argument path when a file no longer holds an item that was read, and as io::Grouper.
  std::vector<File> write_data(const merge::Rules* rules);
  /// What was found in a package that write_data() named. Without it the manifest says that the
  /// file was not validated.
  void add_result(std::string_view path, const Verdict& verdict);
  /// Files that hold nothing that add() took, with what was found in them; before finish().
  void add_files(std::vector<File> files, const Verdict& verdict);
  /// Tables of the packages, each of all items of a kind and year, for pages, catalogues and the
  /// manifest; after the last add_result().
  void add_tables(std::vector<File> tables);
  /// Pages for reading: `files` are their data, `validation` is the report on all findings.
  void add_pages(pages::Overview overview, std::vector<File> files, std::string validation);
  /// A page of the purchases of the emergency, and its files; after add_pages().
  void add_emergency(Emergency emergency);
  /// Writes pages, catalogues and the manifest. Answers all files of the portal by stage and path.
  /// Throws as write_data().
  std::vector<File> finish();

 private:
  class Build;
  std::unique_ptr<Build> build_;
};

}  // namespace edca::portal
