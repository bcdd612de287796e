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

#include "edca/session.hpp"
#include "json/value.hpp"
#include "merge/rules.hpp"
#include "messages/messages.hpp"

namespace edca::portal {

/// The order in which a portal is put in place: what others name comes first.
enum class Stage {
  data,      ///< packages and archives
  index,     ///< pages and catalogues that name them
  manifest,  ///< manifest.json, the last file of all
};

/// What validating an item, or all items of a package, found.
struct Judgement {
  std::uint32_t by = 0;  ///< against what: a number of the caller's; 0: not judged
  std::uint32_t errors = 0;
  std::uint32_t warnings = 0;
  std::uint32_t notes = 0;
};

/// A file of the portal, whole and written.
struct File {
  std::string path;  ///< within the portal, with '/'
  std::uint64_t bytes = 0;
  std::string sha256;  ///< lower-case hexadecimal
  std::string media_type;
  Stage stage = Stage::data;
  // Of data files; empty or 0 elsewhere.
  std::string kind;        ///< "release-package", "record-package" or "project-package"
  std::string format;      ///< "JSON", "JSONL" (packed with gzip) or "ZIP"
  std::string year;        ///< "2025" or "undated"; empty for projects
  std::uint64_t part = 1;  ///< its number among the packages of its kind and year
  std::string title;       ///< for people, in the main language
  std::uint64_t items = 0;
  std::string first_date;  ///< of the oldest and the newest item, as they are written there
  std::string last_date;
  /// The data file whose items it packs another way; its own path for a package. Results of
  /// validation are told by this one.
  std::string package;
};

/// A package that is whole on disk, but for its items.
struct Envelope {
  std::string text;     ///< its JSON text with the list of items empty
  std::size_t gap = 0;  ///< offset in `text` of the bracket that closes the list
  std::string first;    ///< the text of its first item
  Judgement items;      ///< of all of them together; not judged: of some it is not known
};

struct Organization {
  std::string name;
  std::string scheme;
  std::string uid;
  std::string uri;
};

/// What a dataset says of itself. Any member may be empty; base_url ends with "/" or gets one.
struct Metadata {
  std::string title;
  std::string title_en;  ///< empty: as `title`; so below
  std::string description;
  std::string description_en;
  std::string identifier;  ///< in catalogues; empty: the base URL, else the OCID prefix
  Organization publisher;
  std::string contact_name;
  std::string contact_email;
  std::string license;             ///< URL
  std::string publication_policy;  ///< URL
  std::string frequency;           ///< ISO 8601: "R/P1M"
  std::vector<std::string> languages = {"es"};
  std::vector<std::string> keywords;
  std::vector<std::string> themes;
  std::string spatial;
  std::string landing_page;  ///< empty: the base URL
  std::string base_url;      ///< where the portal will be served
  std::string ocid_prefix;   ///< "ocds-abc123"; empty: that of the content, if all have the same
};

/// The Registry's advice for files to be downloaded.
/// https://standard.open-contracting.org/latest/en/guidance/build/hosting/
struct SizeAdvice {
  std::uint64_t bytes = 1'000'000'000;
  std::uint64_t zipped_bytes = 10'000'000;
  std::uint64_t awards_and_contracts = 250'000;
};

/// Something the caller should tell people. What is left out is named; nothing is left out
/// silently.
struct Problem {
  enum class Kind {
    unreadable,  ///< no JSON object in UTF-8: left out
    no_ocid,     ///< a release or record without a string `ocid`, a project without `id`: out
    conflict,    ///< several releases with this ocid and id and different content: all are kept
    record_conflict,  ///< several records of this ocid: the one with the latest date is kept
    not_merged,       ///< the releases of this ocid cannot be merged: no record; detail: reason
    mixed_versions,   ///< packages of several versions; detail: the one that is declared
    differs,          ///< packages that say different things; detail: the member, left out
    no_uri,           ///< no base URL: the packages keep an input's `uri`, or have none
    no_date,          ///< a package without any date; detail: its path
  };
  Kind kind = Kind::unreadable;
  std::string file;  ///< as given to add_package(); may be empty
  std::string ocid;  ///< or the id of a project
  std::string id;    ///< of the release
  std::string detail;
};

struct Options {
  /// The first is that of the pages at the top; others stand in a folder of their own ("en/").
  std::vector<messages::Language> languages = {messages::Language::spanish,
                                               messages::Language::english};
  SizeAdvice advice;
  std::uint64_t page_items = 0;  ///< most items of a package; 0: as the advice allows
  bool records = true;           ///< merge releases into records
  bool zip = true;
  bool json_lines = true;
  bool inai = true;  ///< the two addresses of INAI's platform, as files
  std::uint64_t memory = std::uint64_t{256} << 20;  ///< beyond it, temporary files
  std::string temporary_folder;                     ///< as for os::temporary_folder()
  unsigned threads = 0;                             ///< 0: as many as there are cores
  Executor* executor = nullptr;                     ///< as in Session
  std::function<void(const Problem&)> tell;
  /// Each package, as soon as it is whole on disk.
  std::function<void(const File&, const Envelope&)> written;
};

/// What validating a package of the portal found.
struct Verdict {
  std::string profile;  ///< "edca-mx"
  std::string version;  ///< of the standard
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
};

enum class ItemKind { release, record, project };

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
  /// Writes pages, catalogues and the manifest. Answers all files of the portal by stage and path.
  /// Throws as write_data().
  std::vector<File> finish();

 private:
  class Build;
  std::unique_ptr<Build> build_;
};

}  // namespace edca::portal
