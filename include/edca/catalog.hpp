#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/language.hpp"

namespace edca {

/// The JSON Schemas of a standard, by what they describe.
enum class SchemaKind : unsigned char {
  release,
  release_package,
  record_package,
  versioned_release,
  project,
  project_package,
};

/// "release", "release-package", "record-package", "versioned-release", "project",
/// "project-package".
std::string_view name(SchemaKind kind) noexcept;

/// A standard with the extensions that belong to it.
struct ProfileEntry {
  std::string name;                     ///< "edca-mx", "ocds-1.1", …
  std::vector<SchemaKind> kinds;        ///< of which it has schemas
  std::vector<std::string> extensions;  ///< by name, in the order in which they are applied
  std::vector<std::string> codelists;   ///< file names: "paymentMethod.csv"
  /// Of "publicidad-abierta", which has tables in the place of kinds: "contratos", "facturas", …
  std::vector<std::string> tables;
};

/// An extension of OCDS: https://standard.open-contracting.org/1.1/en/extensions/
struct ExtensionEntry {
  std::string name;                  ///< "taxes"
  std::string url;                   ///< where it is published
  std::string version;               ///< branch, tag or commit that the URL names; may be empty
  bool bundled = false;              ///< compiled into this build, else added
  std::vector<std::string> aliases;  ///< addresses that stand for it as well
  std::vector<std::string>
      codelists;  ///< files: "x.csv" new or instead, "+x.csv" more, "-x.csv" less
};

/// A code of a codelist. Titles may be empty.
struct CodeEntry {
  std::string code;
  std::string title_es;
  std::string title_en;
  std::string extension;  ///< that added it; empty for the standard's own
};

/// A field of the items of a profile: a release, or a project of OC4IDS.
struct FieldEntry {
  std::string table;  ///< in whose rows `edca flatten` puts it: "releases/awards/items"
  std::string path;   ///< from the item on, without indices: "awards/items/unit/name"
  std::string title_es;
  std::string title_en;
  std::string description_es;  ///< how to fill it in; empty where nothing is known
  std::string description_en;
  std::string type;      ///< "string", "integer,string", "array of string", "object"; without null
  std::string format;    ///< "date-time", "uri", "email"; may be empty
  std::string codelist;  ///< "currency.csv"; may be empty
  bool open_codelist = false;      ///< further codes may be used
  std::vector<std::string> codes;  ///< of the codelist, with what the extensions change in it
  bool required = false;           ///< wherever the object is that has it
  std::string extension;           ///< that brings it; empty for the standard's own
  std::string deprecated;          ///< the version from which on it should not be used
};

/// Which schema to show.
struct SchemaRequest {
  std::string profile;
  std::optional<SchemaKind> kind;  ///< nothing: release, or project of OC4IDS
  bool extensions = true;          ///< false: without those of the profile
  std::vector<std::string> with;   ///< further ones: names, URLs, folders or ZIPs
  /// Of "publicidad-abierta" one of its tables; empty: all of them.
  std::string table = {};
};

/// What add_extension() did.
struct AddedExtension {
  std::string name;
  bool bundled = false;  ///< nothing had to be done: this build has it
  std::string folder;    ///< where it is now
  /// Each file and its SHA-256 in hexadecimal. A file that changes afterwards is refused.
  std::vector<std::pair<std::string, std::string>> files;
};

/// Gives the bytes at an address, at most so many; nothing where there is nothing. Throws
/// Error(network) when it cannot tell, Error(input, "schema.too-large").
using Download =
    std::function<std::optional<std::string>(const std::string& url, std::size_t most)>;

/// The profiles, extensions and codelists that this build knows, and extensions that were added.
/// Immutable; safe to use from several threads.
class Catalog {
 public:
  /// `extension_folder`: where add_extension() stored extensions; empty: none. Throws
  /// Error(schema) for an extension there that cannot be read.
  explicit Catalog(const std::string& extension_folder = {});
  ~Catalog();
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;

  std::vector<ProfileEntry> profiles() const;
  std::vector<ExtensionEntry> extensions() const;

  /// The codes of a list of a profile, with what its extensions add and remove. `list` with or
  /// without ".csv". Throws Error(usage): "profile.unknown", "codelist.unknown".
  std::vector<CodeEntry> codelist(std::string_view profile, const std::string& list) const;
  /// The same as CSV with the columns Code, Title_en and Title_es.
  std::string codelist_csv(std::string_view profile, const std::string& list) const;

  /// Every field of the releases (or projects) of a profile, in the order of its schema: objects in
  /// front of what is in them. Throws Error(usage, "profile.unknown"), Error(schema).
  std::vector<FieldEntry> fields(std::string_view profile) const;
  /// The same as a mapping sheet, CSV with the columns table, path, title_es, title_en,
  /// description (in that language), type, format, codelist, open, codes (";" between them),
  /// required, extension and deprecated.
  std::string field_sheet(std::string_view profile, Language language) const;
  /// The same as a workbook (.xlsx): `path` appears when it is complete. Throws as field_sheet(),
  /// and Error(input): "output.exists" when the file is there and `overwrite` is false,
  /// "output.open", "output.write".
  void write_field_sheet(std::string_view profile, Language language, const std::string& path,
                         bool overwrite) const;

  /// A JSON Schema (draft-04) with the patches of all extensions, indented; of
  /// "publicidad-abierta" the Table Schema of a table, or the descriptor of a Data Package that has
  /// all of them (https://specs.frictionlessdata.io/). Throws Error(usage):
  /// "profile.unknown", "extension.unknown", "schema.unknown" where the standard has no such kind;
  /// Error(schema) for a broken extension.
  std::string schema(const SchemaRequest& request) const;
  /// What an extension (a name, URL, folder or ZIP) changes in the schema of a kind, as JSON Merge
  /// Patch (RFC 7396), indented; nothing: the first kind of the packages' order that it changes.
  /// Throws Error(usage, "extension.unknown"), Error(schema).
  std::string extension_patch(const std::string& extension,
                              std::optional<SchemaKind> kind = std::nullopt) const;

  /// Everything as lines for people, and as JSON: {"profiles": […], "extensions": […]}.
  std::string describe(Language language) const;
  std::string json() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The kind of this name. Throws Error(usage, "schema.unknown").
SchemaKind schema_kind(std::string_view name);

struct AddOptions {
  Download download = {};      ///< reads addresses; empty: over libcurl, HTTP without TLS included
  bool allow_private = false;  ///< also at addresses of this machine and of private networks
  bool overwrite = false;      ///< one of the same name from elsewhere
};

/// Stores an extension with the sums of its files in `extension_folder`, whole or not at all, in
/// the place of what was stored from there before. `source`: an address (of its extension.json, its
/// repository, a release or a ZIP), a folder or a ZIP. Several processes may do so at the same
/// time. Throws Error(usage): "schema.no-data-folder" where the folder is "", "schema.same-name"
/// where one of the same name came from elsewhere; Error(input) and Error(schema) when the
/// extension cannot be read or stored; Error(network), "schema.private-address" among them.
AddedExtension add_extension(const std::string& source, const std::string& extension_folder,
                             const AddOptions& options = {});

}  // namespace edca
