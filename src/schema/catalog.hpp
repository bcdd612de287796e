#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value.hpp"
#include "schema/codelist.hpp"
#include "schema/extension_files.hpp"

namespace edca::schema {

/// A codelist file of an extension: "x.csv" replaces or is new, "+x.csv" adds, "-x.csv" removes.
struct ExtensionCodelist {
  std::string file;
  std::vector<Code> codes;
};

/// What the files of an extension say.
struct ExtensionContent {
  json::Value metadata;  ///< extension.json
  /// Patches without nulls, by kind of schema.
  std::map<std::string, json::Value, std::less<>> patches;
  std::vector<ExtensionCodelist> codelists;
};

/// An extension of OCDS: patches of its schemas, and codelists.
/// https://standard.open-contracting.org/1.1/en/extensions/
class Extension {
 public:
  /// Reads nothing yet.
  Extension(std::string its_name, ReadExtensionFile read)
      : name(std::move(its_name)), read_(std::move(read)) {}

  std::string name;      ///< "taxes"
  std::string url;       ///< where it is published
  std::string status;    ///< "bundled" or "added"
  bool mexican = false;  ///< part of EDCA-MX and published or mirrored by its authors
  std::vector<std::string> repositories;  ///< on GitHub: "owner/repository", lower case

  /// Its files, read when first asked for. Safe to call from several threads. Throws Error when one
  /// cannot be read, is no JSON, or is not the one that was added; "extension.folder" with argument
  /// path where there is no extension.json.
  const ExtensionContent& content() const;
  /// What it changes in the schema of a kind; nullptr where that is nothing. Throws as content().
  const json::Value* patch(std::string_view kind) const;

 private:
  ReadExtensionFile read_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<const ExtensionContent> content_;
};

/// The schemas, extensions and codelists this build knows. Immutable after construction and safe to
/// share between threads, but for add(), which belongs before any use.
class Catalog {
 public:
  /// Reads what is compiled into the program. Cheap: schemas and extensions are parsed when first
  /// asked for.
  Catalog();
  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  /// The extension with this name, or that a URL stands for in any of the forms in which extensions
  /// are published (see parse_extension_url); nullptr when unknown.
  const Extension* extension(std::string_view name_or_url) const;
  /// Whether a declared URL makes a file an EDCA-MX one: an extension of the profile, as its own
  /// authors publish or mirror it.
  bool is_mexican(std::string_view url) const;
  const std::vector<std::unique_ptr<Extension>>& extensions() const { return extensions_; }

  /// Adds an extension from a folder with extension.json, from that file, or from a ZIP; a later
  /// one of the same name wins. Files that `edca schema add` stored have to be as it stored them
  /// when they are used. Throws Error(schema, "extension.folder") with argument path, and as
  /// Extension::content() where nothing tells its address but its extension.json.
  const Extension& add(const std::string& given);
  /// The extension that a user names: by name or URL, or a folder or ZIP, which is added and read.
  /// Throws Error(usage, "extension.unknown") with argument name, and as add() and
  /// Extension::content().
  const Extension& named(const std::string& word);
  /// Adds every extension stored in a folder of extensions; a missing folder is no error.
  void add_all(const std::string& folder);

  /// An embedded schema by path below schemas/, parsed once. Throws Error(schema,
  /// "schema.unknown").
  const json::Value& schema(std::string_view path) const;
  /// The names of the codelist files of a standard: folder is "ocds/1.1".
  std::vector<std::string> codelists(std::string_view folder) const;
  /// One codelist of a standard.
  Codelist codelist(std::string_view folder, std::string_view file) const;
  /// The EDCA-MX profile: schemas/profiles/edca-mx.json.
  const json::Value& edca_mx() const { return schema("profiles/edca-mx.json"); }

 private:
  struct Parsed;
  const Extension& keep(std::unique_ptr<Extension> extension);
  void add_bundled(const json::Value& source);
  void answer_to(const Extension& extension, std::string_view url);

  std::vector<std::unique_ptr<Extension>> extensions_;
  std::map<std::string, const Extension*, std::less<>> by_name_;
  std::map<std::string, const Extension*, std::less<>> by_place_;  // see place_of_extension()
  std::vector<std::string> mexican_owners_;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace edca::schema
